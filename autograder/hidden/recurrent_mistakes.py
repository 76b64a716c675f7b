"""Typical mistakes in recurrent networks, computed from the reference with changed arguments.

A hidden test that fails compares the answer with them, to say what went wrong. Each function takes the reference and
the arguments of the call, and returns sentence -> what that mistake returns.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from autograder.reference import Reference
from utils.rnn import softmax


def rnn_cell(reference: Reference, xt: Any, a_prev: Any, p: dict) -> dict:
    return {
        **_forgotten(reference, (xt, a_prev), p, ("ba", "by", "Wax", "Waa")),
        "this is what comes out with `Waa` transposed.": lambda: reference(xt, a_prev, {**p, "Waa": p["Waa"].T}),
        **_predicted(lambda: reference(xt, a_prev, p), p["Wya"], p["by"], {"a_prev": lambda _: a_prev}),
    }


def sequence(reference: Reference, x: Any, a0: Any, p: dict) -> dict:
    def every_step_from_a0() -> list:
        steps = [reference(x[:, :, [t]], a0, p)[:-1] for t in range(x.shape[2])]
        return [np.concatenate(parts, axis=2) for parts in zip(*steps, strict=True)]

    return {
        "every step starts from `a0`; it should start from the state of the step before.": every_step_from_a0,
        "this is what comes out when the first step starts from zeros instead of `a0`.": lambda: reference(
            x, 0 * a0, p
        ),
    }


def lstm_cell(reference: Reference, xt: Any, a_prev: Any, c_prev: Any, p: dict) -> dict:
    # The weights whose product with [a_prev; xt] is that of the given ones with [xt; a_prev].
    turned = {name: np.roll(p[name], -len(xt), axis=1) for name in ("Wf", "Wi", "Wc", "Wo")}
    return {
        **_forgotten(reference, (xt, a_prev, c_prev), p, ("bf", "bi", "bc", "bo", "by")),
        "this is what comes out when `xt` is stacked above `a_prev`; the order is `[a_prev; xt]`.": lambda: reference(
            xt, a_prev, c_prev, {**p, **turned}
        ),
        "this is what comes out when the forget gate and the update gate change places.": lambda: reference(
            xt, a_prev, c_prev, {**p, "Wf": p["Wi"], "bf": p["bi"], "Wi": p["Wf"], "bi": p["bf"]}
        ),
        "this is what comes out when `c_prev` is left out.": lambda: reference(xt, a_prev, 0 * c_prev, p),
        **_predicted(
            lambda: reference(xt, a_prev, c_prev, p),
            p["Wy"],
            p["by"],
            {"a_prev": lambda _: a_prev, "c_next": lambda right: right[1]},
        ),
    }


def rnn_back(reference: Reference, da_next: Any, cache: tuple) -> dict:
    slope = 1 - cache[0] ** 2
    return {
        "the derivative of the tanh seems to be left out.": lambda: reference(da_next / slope, cache),
        "you seem to take the tanh of `a_next`, which is a tanh already.": lambda: reference(
            da_next / slope * (1 - np.tanh(cache[0]) ** 2), cache
        ),
    }


def lstm_back(reference: Reference, da_next: Any, dc_next: Any, cache: tuple) -> dict:
    return {
        "`dc_next` seems to be left out.": lambda: reference(da_next, 0 * dc_next, cache),
        "`da_next` seems to be left out.": lambda: reference(0 * da_next, dc_next, cache),
    }


def _forgotten(reference: Reference, inputs: tuple, p: dict, names: tuple[str, ...]) -> dict:
    """What comes out without one of the parameters."""

    def without(name: str) -> Any:
        return reference(*inputs, {**p, name: np.zeros_like(p[name])})

    return {f"this is what comes out without `{name}`.": partial(without, name) for name in names}


def _predicted(right: Callable[[], tuple], W: Any, b: Any, states: dict[str, Callable[[tuple], Any]]) -> dict:
    """What goes wrong on the way from the next hidden state to the prediction.

    right:  gives the right result, whose last entries are the prediction and the cache
    states: name -> what the prediction is made from by mistake, given the right result
    """

    def instead(make: Callable[[tuple], Any]) -> Any:
        result = right()
        return [*result[:-2], make(result), result[-1]]

    def made_from(state: Callable[[tuple], Any], result: tuple) -> Any:
        return softmax(W @ state(result) + b)

    def powers(result: tuple) -> Any:
        return np.exp(W @ result[0] + b)

    slips: dict[str, Callable[[tuple], Any]] = {
        "these are the scores before the softmax.": lambda result: W @ result[0] + b,
        "the softmax runs over the examples; it should run over the classes of each example.": lambda result: (
            powers(result) / powers(result).sum(axis=1, keepdims=True)
        ),
        "the softmax runs over the whole array; it should run over the classes of each example.": lambda result: (
            powers(result) / powers(result).sum()
        ),
    }
    for name, state in states.items():
        slips[f"it is made from `{name}`; it should be made from `a_next`."] = partial(made_from, state)
    return {sentence: partial(instead, make) for sentence, make in slips.items()}
