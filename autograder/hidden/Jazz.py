"""Hidden tests of `Jazz`: two models that share their layers, and the prediction they make."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.answer import Answer
from autograder.errors import Consequence, Unmet
from autograder.expect import Layout, expect_close
from autograder.hidden import predicting, tests
from autograder.hidden.improvising import Array, Case, is_clear, mistakes, network, playing, reading
from autograder.hidden.layers import Rng, expect_near, in_single_precision
from autograder.hidden.predicting import NAMES
from autograder.reference import Reference

LAYOUT = Layout({"output": ("m", "n_values")}, {"outputs": "output over Tx"})
MEND_FIRST = "This is judged once the outputs themselves are right."


# djmodel


@tests("djmodel")
def reads_the_first_step(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The first output: from `X[:, 0, :]`, `a0` and `c0`."""
    hint = "It is `densor` of the hidden state that `LSTM_cell` returns, from `X[:, 0, :]`, `a0` and `c0`."
    judge_first(answer, reading(rng, steps=4, n_values=6, n_a=5, m=3), hint)


@tests("djmodel", weight=2)
def hands_the_states_on(answer: Answer, reference: Reference, rng: Rng) -> None:
    """All outputs: each time step reads its own part of `X`, and the states of the step before."""
    hint = "Each time step reads `X[:, t, :]` and the two states that the step before returned."
    judge_all(answer, reading(rng, steps=5, n_values=7, n_a=4, m=3), hint)


@tests("djmodel")
def trains_the_layers_it_is_given(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The layers are those passed in: when their weights change, the model changes."""
    case = reading(rng, steps=3, n_values=5, n_a=6, m=2)
    judge_shared(answer, case, Case(network(rng, 5, 6), case.x, case.a0, case.c0, 3, plays=False))


@tests("djmodel")
def obeys_Tx(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Any number of time steps, of values and of hidden units."""
    hint = "Take the sizes from `Tx` and from the layers: `LSTM_cell.units`, `densor.units`."
    judge_all(answer, reading(rng, steps=9, n_values=4, n_a=8, m=2), hint)
    judge_all(answer, reading(rng, steps=1, n_values=11, n_a=3, m=4), hint)


# music_inference_model


@tests("music_inference_model")
def plays_the_first_value(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The first output: from `x0`, `a0` and `c0`."""
    hint = "It is `densor` of the hidden state that `LSTM_cell` returns, from `x0`, `a0` and `c0`."
    judge_first(answer, playing(rng, steps=3, n_values=6, n_a=5, m=2), hint)


@tests("music_inference_model", weight=2)
def feeds_its_choice_back(answer: Answer, reference: Reference, rng: Rng) -> None:
    """All outputs: each time step reads the one-hot of the largest output before, and the states of the step before."""
    judge_all(
        answer,
        playing(rng, steps=5, n_values=7, n_a=4, m=3),
        "Look at what the next time step reads: its input, and its two states.",
    )


@tests("music_inference_model")
def plays_with_the_layers_it_is_given(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The layers are those passed in: when their weights change, the model changes."""
    case = playing(rng, steps=3, n_values=5, n_a=6, m=2)
    while True:
        after = Case(network(rng, 5, 6), case.x, case.a0, case.c0, 3, plays=True)
        if is_clear(after.outputs()):
            return judge_shared(answer, case, after)


@tests("music_inference_model")
def obeys_Ty(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Any number of time steps, of values and of hidden units."""
    hint = "Take the sizes from `Ty` and from the layers: `LSTM_cell.units`, `densor.units`."
    judge_all(answer, playing(rng, steps=8, n_values=4, n_a=7, m=2), hint)
    judge_all(answer, playing(rng, steps=1, n_values=9, n_a=3, m=4), hint)


# predict_and_sample


@tests("predict_and_sample")
def takes_the_largest(answer: Answer, reference: Reference, rng: Rng) -> None:
    """`indices`: where the largest of each prediction is, of shape (Ty, 1)."""
    case = predicting.case(rng, Ty=6, n_values=8, n_a=5)
    predicting.judge(answer, case, ["indices"], "Stack the predictions, and take the arg max over the values.")


@tests("predict_and_sample")
def makes_one_hot_vectors(answer: Answer, reference: Reference, rng: Rng) -> None:
    """`results`: the one-hot vectors of `indices`, as wide as the vocabulary."""
    case = predicting.case(rng, Ty=5, n_values=9, n_a=4)
    hint = "Each row is as wide as `x_initializer.shape[2]`, with a single 1 at the place that `indices` names."
    predicting.judge(answer, case, ["results"], hint)


@tests("predict_and_sample", weight=2)
def starts_from_what_it_is_given(answer: Answer, reference: Reference, rng: Rng) -> None:
    """`x_initializer`, `a_initializer` and `c_initializer` are all used."""
    case = predicting.case(rng, Ty=4, n_values=7, n_a=6, calls=4)
    first, *later = case.run(answer)
    hint = "Give the model `[x_initializer, a_initializer, c_initializer]`."
    start = case.runs[0]
    known = case.mistakes(start)
    expect_close(first, case.wanted(start), NAMES, predicting.LAYOUT, only=NAMES, hint=hint, mistakes=known)
    for got, run, name in zip(later, case.runs[1:], ("x", "a", "c"), strict=True):
        lost = f"with another `{name}_initializer` this is not right any more. {hint}"
        expect_close(got, case.wanted(run), NAMES, predicting.LAYOUT, only=NAMES, mistakes={lost: _is(got)}, hint=hint)


# Shared


def judge_first(answer: Answer, case: Case, hint: str) -> None:
    """The first output alone is right."""
    first = _first(case.run(answer))
    known = {sentence: _first_of(make) for sentence, make in mistakes(case).items()}
    expect_near(first, case.outputs()[0], "outputs[0]", LAYOUT, hint=hint, mistakes=known)


def judge_all(answer: Answer, case: Case, hint: str) -> None:
    """All outputs are right."""
    expect_near(case.run(answer), case.outputs(), "outputs", LAYOUT, hint=hint, mistakes=mistakes(case))


def judge_shared(answer: Answer, case: Case, after: Case) -> None:
    """The outputs are right, and right again when the same layers hold the weights of `after`."""
    got = case.run(answer, after.net)
    if not isinstance(got, list) or len(got) != 2:
        raise Unmet("The model gave no outputs that can be read.")
    if is_near(got[0], got[1]):
        raise Unmet(
            "The outputs stay the same when the weights of `LSTM_cell` and `densor` change: the model does not use "
            "them. Call the layers you are given, and make no new ones."
        )
    if not is_near(got[0], case.outputs()):
        raise Consequence(MEND_FIRST)
    expect_near(got[1], after.outputs(), "outputs", LAYOUT, hint="Call the layers you are given, and make no new ones.")


def is_near(one: Any, other: Any) -> bool:
    """Whether two lists of outputs agree."""
    alike = isinstance(one, list) and isinstance(other, list) and len(one) == len(other)
    return alike and all(_close(a, b) for a, b in zip(one, other, strict=True))


def _close(a: Any, b: Any) -> bool:
    return isinstance(b, np.ndarray) and np.array_equal(in_single_precision(a, b), b)


def _first(outputs: Any) -> Any:
    """The first of a list of outputs; Unmet if it is no list, or an empty one."""
    if isinstance(outputs, list | tuple) and len(outputs):
        return outputs[0]
    kind = "an empty list" if isinstance(outputs, list | tuple) else "a single one"
    raise Unmet(f"`outputs`: expected a list with one output for each time step, got {kind}.")


def _first_of(make: Callable[[], Any]) -> Callable[[], Array]:
    return lambda: make()[0]


def _is(value: Any) -> Callable[[], Any]:
    return lambda: value
