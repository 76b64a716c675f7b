"""Hidden tests of `Machine_Translation`: one step of attention, the whole network, and how it is compiled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from functools import partial
from typing import Any

import numpy as np

from autograder.answer import Answer
from autograder.errors import Unmet
from autograder.expect import Layout, expect_close, expect_shape, is_right
from autograder.hidden import tests
from autograder.hidden import translation as spec
from autograder.hidden.layers import dense_weights, in_single_precision
from autograder.hidden.translation import ORDERS, OTHER, RIGHT_WAYS, SHORT, USUAL, WRONG_WAYS, Array, Rng, Sizes
from autograder.reference import Reference

LAYOUT = Layout(entries={"outputs": "prediction over T_x"})
ROLES = {
    "forward": "a bidirectional LSTM with `n_a` units",
    "backward": "a bidirectional LSTM with `n_a` units",
    "post": "an LSTM with `n_s` units that reads the context",
    "output": "an output layer with `machine_vocab_size` units that reads the hidden state",
}
WEIGHTS = 11  # arrays of weights outside the attention: six of the encoder, three of the LSTM, two of the output layer


# one_step_attention


@tests("one_step_attention", weight=2)
def context_is_the_weighted_mean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The context, for encoder states and a state that were never seen before."""
    judge_contexts(answer, rng, USUAL, states=1)


@tests("one_step_attention")
def context_follows_the_state(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Another state, another context: the weights depend on `s_prev`, whatever was asked before."""
    judge_contexts(answer, rng, USUAL, states=3)


@tests("one_step_attention")
def context_for_any_sizes(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Any batch, and any number of characters and of units."""
    judge_contexts(answer, rng, OTHER, states=1)
    judge_contexts(answer, rng, SHORT, states=1)


@tests("one_step_attention")
def context_inside_a_model(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same inside a Keras model, where no batch size is known yet."""
    a, s_prev, weights = attention_inputs(rng, USUAL)
    got = answer.through(spec.context_in_a_model, spec.lend, spec.plain)(weights, a, s_prev)
    judge_either_order(got, [(a, s_prev), (a[:1], s_prev[:1])], weights)


def attention_inputs(rng: Rng, s: Sizes) -> tuple[Array, Array, list[Array]]:
    """Encoder states, a state of the second LSTM, and weights for the layers of the attention."""
    a, s_prev = np.tanh(rng.standard_normal((s.m, s.Tx, 2 * s.n_a))), np.tanh(rng.standard_normal((s.m, s.n_s)))
    return a, s_prev, spec.attention_weights(rng, s)


def judge_contexts(answer: Answer, rng: Rng, s: Sizes, states: int) -> None:
    """The contexts of one batch for so many states, one after the other."""
    a, s_prev, weights = attention_inputs(rng, s)
    calls = [(a, s_prev)] + [(a, np.tanh(rng.standard_normal(s_prev.shape))) for _ in range(states - 1)]
    judge_either_order(answer.through(spec.contexts, spec.lend, spec.plain)(weights, calls), calls, weights)


def judge_either_order(got: Any, calls: list[tuple[Array, Array]], weights: list[Array]) -> None:
    """All contexts are right for the same way to glue `a` and `s_prev`."""
    wanted = {order: [spec.context(*call, weights, order)[:, np.newaxis] for call in calls] for order in ORDERS}
    got = got if isinstance(got, list) and len(got) == len(calls) else [got] * len(calls)
    if any(is_right(in_single_precision(got, right), right, "context") for right in wanted.values()):
        return
    before: list[Array] = []
    for value, call, *rights in zip(got, calls, *wanted.values(), strict=True):
        expect_shape(value, rights[0].shape, "`context`", ("m", "1", "2 n_a"))
        if not any(is_right(in_single_precision(value, right), right, "context") for right in rights):
            mistakes = spec.wrong_contexts(call[0], call[1], weights)
            mistakes["this is the context of a state from an earlier call. Keep nothing between calls."] = before
            judge_context(value, rights[0], mistakes)
        before += [right[:, 0] for right in rights]
    raise Unmet("`context`: `a` and `s_prev` are glued now one way, now the other. Glue them always in the same order.")


def judge_context(got: Array, right: Array, mistakes: Mapping[str, list[Array]]) -> None:
    """Says what is wrong with a context of the right shape."""
    got = in_single_precision(got, right)
    expect_close(
        got,
        right,
        "context",
        Layout({"context": ("m", "T", "n_a")}),
        hint="Follow the figure: repeat, glue, two Dense layers, softmax over time, weighted sum.",
        mistakes={why: like(got, [wrong[:, np.newaxis] for wrong in wrongs]) for why, wrongs in mistakes.items()},
    )


def like(got: Any, wrongs: Sequence[Any]) -> Callable[[], Any]:
    """What came back, if it is one of these as far as single precision tells."""
    return lambda: next((got for wrong in wrongs if is_right(in_single_precision(got, wrong), wrong, "it")), None)


# modelf


@tests("modelf")
def first_prediction(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The prediction of the first step: encoder, attention, LSTM, softmax."""
    judge_model(answer, rng, USUAL, steps=1, zero=True)


@tests("modelf", weight=2)
def all_predictions(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The predictions of all steps: both states are handed on, and each step has a context of its own."""
    judge_model(answer, rng, USUAL, zero=True)


@tests("modelf")
def initial_states(answer: Answer, reference: Reference, rng: Rng) -> None:
    """It starts from the `s0` and `c0` that it is given."""
    judge_model(answer, rng, USUAL, steps=1)


@tests("modelf")
def any_sizes(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Any lengths, numbers of units and vocabularies, all from the arguments."""
    judge_model(answer, rng, OTHER)
    judge_model(answer, rng, SHORT)


def judge_model(answer: Answer, rng: Rng, s: Sizes, steps: int | None = None, zero: bool = False) -> None:
    """The first `steps` predictions of the model are right, or all of them. `zero`: s0 and c0 are zeros."""
    weights, attention = spec.network_weights(rng, s), spec.attention_weights(rng, s)
    mix = [rng.standard_normal((s.n_s, 2 * s.n_a)), rng.standard_normal(2 * s.n_a)]
    x = rng.standard_normal((s.m, s.Tx, s.n_in))
    s0, c0 = (np.zeros((s.m, s.n_s)) if zero else rng.standard_normal((s.m, s.n_s)) for _ in range(2))
    sizes, given = astuple(s)[:6], [(x, s0, c0)]
    got = answer.through(spec.translate, spec.lend, spec.plain)(sizes, by_shape(weights), attention, mix, given)
    predictions = got["outputs"][0]
    attends: list[spec.Context] = [partial(spec.context, weights=attention, order=order) for order in ORDERS]
    if got["stand-in"]:
        attends = [partial(spec.stand_in, mix=mix)]
    rights = [spec.outputs(x, s0, c0, weights, attend, s.Ty, way) for attend in attends for way in RIGHT_WAYS]
    if isinstance(predictions, list) and len(predictions) == s.Ty:
        predictions, rights = predictions[:steps], [right[:steps] for right in rights]
        for step, prediction in enumerate(predictions):
            expect_shape(prediction, (s.m, s.n_out), f"`outputs[{step}]`", ("m", "machine_vocab_size"))
    if any(is_right(in_single_precision(predictions, right), right, "outputs") for right in rights):
        return

    def wrongs(way: spec.Way) -> list[Any]:
        return [spec.outputs(x, s0, c0, weights, attend, s.Ty, way)[:steps] for attend in attends]

    predictions = in_single_precision(predictions, rights[0])
    mistakes = {why: like(predictions, wrongs(way)) for why, way in WRONG_WAYS.items()}
    expect_close(predictions, rights[0], "outputs", LAYOUT, hint=where_to_look(got, weights), mistakes=mistakes)


def by_shape(weights: spec.Weights) -> list[tuple[tuple[int, ...], list[Array]]]:
    """The arrays of each shape, in the order in which layers of that shape are built."""
    shapes: dict[tuple[int, ...], list[Array]] = {}
    for arrays in weights.values():
        for array in arrays:
            shapes.setdefault(array.shape, []).append(array)
    return list(shapes.items())


def where_to_look(got: Any, weights: spec.Weights) -> str:
    """A hint from what the model is made of."""
    for role, arrays in weights.items():
        if any(list(array.shape) in got["missing"] for array in arrays):
            return f"No layer of the model has the weights of {ROLES[role]}. Look at its sizes, and at what it reads."
    if got["count"] > WEIGHTS + 4 * (not got["stand-in"]):
        return "The model has more weights than it should: make each layer once, before the loop, then call it there."
    return "Each step: context from `one_step_attention` and the state before, then the LSTM, then the output layer."


# compile_model


@tests("compile_model")
def loss(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The loss that training lowers: the categorical cross-entropy, averaged over examples and steps."""
    layer, x, y = task(rng)
    got = trained(answer, layer, x, y)
    expect_number(got, "loss", spec.cross_entropy(layer, x, y), 'Compile with `loss="categorical_crossentropy"`.')


@tests("compile_model")
def metric(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The accuracy, beside the loss: the share of characters that are right."""
    layer, x, y = task(rng)
    got, wanted = trained(answer, layer, x, y)["report"], spec.accuracy(layer, x, y)
    others = [value for name, value in got.items() if name != "loss"]
    if not others:
        raise Unmet('The model reports no metric beside its loss. Compile with `metrics=["accuracy"]`.')
    if not any(abs(value - wanted) <= 1e-5 for value in others):
        raise Unmet('The metric is not the share of characters that are right. Compile with `metrics=["accuracy"]`.')


@tests("compile_model", weight=2)
def steps_of_adam(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The weights after each of four training steps, with the learning rate that it is given."""
    judge_steps(answer, rng, rate=0.2, decay=0.0)


@tests("compile_model")
def steps_with_a_schedule(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same with a schedule in the place of a number: the rate falls from step to step."""
    judge_steps(answer, rng, rate=0.3, decay=0.5)


def task(rng: Rng) -> tuple[list[Array], Array, Array]:
    """A softmax layer of given weights, inputs (m, T, n) and one-hot targets (m, T, k)."""
    layer = dense_weights(rng, 4, 3)
    while True:
        x, y = rng.standard_normal((5, 3, 4)), np.eye(3)[rng.integers(0, 3, (5, 3))]
        if 0.2 < spec.accuracy(layer, x, y) < 0.8:  # far from what any other metric would say
            return layer, x, y


def trained(answer: Answer, layer: list[Array], x: Array, y: Array, rate: float = 0.1, decay: float = 0.0) -> Any:
    return answer.through(spec.trained)(layer, x, y, (rate, decay))


def judge_steps(answer: Answer, rng: Rng, rate: float, decay: float) -> None:
    layer, x, y = task(rng)
    rates = [rate / (1 + decay * step) for step in range(4)]
    got, wanted = trained(answer, layer, x, y, rate, decay)["steps"], spec.adam(layer, x, y, rates)
    if is_right(in_single_precision(got, wanted), wanted, "weights"):
        return
    if is_right(in_single_precision(got[0], wanted[0]), wanted[0], "weights"):
        raise Unmet(
            "The first training step is right, the later ones are not. Look at `beta_1` and `beta_2`, and hand a "
            "learning rate that is a schedule on as it is."
        )
    if has_another_size(got[0], wanted[0], layer):
        raise Unmet(
            "The steps of training have another size than they should. The optimizer is Adam, with the `learning_rate` "
            "that it is given."
        )
    raise Unmet(
        "The weights after one training step are not those of Adam with the learning rate that was given. Look at the "
        "optimizer and at the loss."
    )


def has_another_size(got: list[Array], wanted: list[Array], layer: list[Array]) -> bool:
    """Whether every weight moved the right way, and all of them by the same wrong factor."""
    ratios = np.concatenate([((a - w) / (b - w)).ravel() for a, b, w in zip(got, wanted, layer, strict=True)])
    return bool(ratios.min() > 0 and np.ptp(ratios) < 0.01 * ratios.mean())


def expect_number(got: Any, name: str, wanted: float, hint: str) -> None:
    value = got["report"].get(name)
    if not isinstance(value, float) or not abs(value - wanted) <= 1e-4:
        raise Unmet(f"`{name}`: the model reports another number than it should. {hint}")
