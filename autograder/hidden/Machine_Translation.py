"""Hidden tests of `Machine_Translation`: one step of attention, the whole network, and how it is compiled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from functools import partial
from typing import Any

import numpy as np

from autograder.answer import Answer
from autograder.errors import Unmet
from autograder.expect import Layout, expect_close, is_right
from autograder.hidden import tests
from autograder.hidden import translation as spec
from autograder.hidden.layers import dense_weights, in_single_precision
from autograder.hidden.translation import ORDERS, OTHER, RIGHT_WAYS, SHORT, USUAL, WRONG_WAYS, Array, Rng, Sizes
from autograder.reference import Reference

LAYOUT = Layout(
    {"context": ("m", "1", "2 n_a"), "prediction": ("m", "machine_vocab_size")}, {"outputs": "prediction over T_x"}
)
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
    if any(is_right(in_single_precision(got, right), right, "context") for right in wanted.values()):
        return
    right = wanted[ORDERS[0]]
    got = got if isinstance(got, list) and len(got) == len(right) else [got] * len(right)
    for value, expected, call in zip(got, right, calls, strict=True):
        mistakes = spec.wrong_contexts(*call, weights)
        hint = "Follow the figure: repeat, glue, two Dense layers, softmax over time, weighted sum."
        expect_close(
            in_single_precision(value, expected),
            expected,
            "context",
            LAYOUT,
            hint=hint,
            mistakes={why: close_to(value, mistake) for why, mistake in mistakes.items()},
        )
    raise Unmet("`context`: `a` and `s_prev` are glued now one way, now the other. Glue them always in the same order.")


def close_to(got: Any, mistake: Callable[[], Array]) -> Callable[[], Any]:
    """The mistake's value in the shape it is compared in, equal to what came back where single precision is."""

    def value() -> Any:
        wrong = mistake()
        wrong = wrong.reshape(np.shape(got)) if isinstance(wrong, np.ndarray) else wrong
        return got if np.array_equal(in_single_precision(got, wrong), wrong) else wrong

    return value


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
    if isinstance(predictions, list) and len(predictions) == s.Ty and steps:
        predictions, rights = predictions[:steps], [right[:steps] for right in rights]
    if any(is_right(in_single_precision(predictions, right), right, "outputs") for right in rights):
        return

    def mistake(way: spec.Way) -> Callable[[], Any]:
        def value() -> Any:
            wrongs = [spec.outputs(x, s0, c0, weights, attend, s.Ty, way)[:steps] for attend in attends]
            alike = [np.array_equal(in_single_precision(predictions, wrong), wrong) for wrong in wrongs]
            return predictions if any(alike) else wrongs[0]

        return value

    expect_close(
        in_single_precision(predictions, rights[0]),
        rights[0],
        "outputs",
        LAYOUT,
        hint=where_to_look(got),
        mistakes={why: mistake(way) for why, way in WRONG_WAYS.items()},
    )


def by_shape(weights: spec.Weights) -> list[tuple[tuple[int, ...], list[Array]]]:
    """The arrays of each shape, in the order in which layers of that shape are built."""
    shapes: dict[tuple[int, ...], list[Array]] = {}
    for arrays in weights.values():
        for array in arrays:
            shapes.setdefault(array.shape, []).append(array)
    return list(shapes.items())


def where_to_look(got: Any) -> str:
    """A hint from what the model is made of."""
    if got["missing"]:
        return (
            f"No weight of the model has the shape {got['missing'][0]}, which the encoder, the LSTM or the output "
            "layer should have. Take every size from the arguments."
        )
    if got["count"] > WEIGHTS + 4 * (not got["stand-in"]):
        return "The model has more weights than it should: make each layer once, before the loop, and call it at each step."
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
    first = is_right(in_single_precision(got[0], wanted[0]), wanted[0], "weights")
    raise Unmet(
        "The first training step is right, the later ones are not. Look at `beta_1`, `beta_2` and, if the learning "
        "rate is a schedule, hand it on as it is."
        if first
        else "The weights after one training step are not those of Adam with the learning rate that was given. Look at "
        "the optimizer, at `learning_rate`, and at the loss."
    )


def expect_number(got: Any, name: str, wanted: float, hint: str) -> None:
    value = got["report"].get(name)
    if not isinstance(value, float) or not abs(value - wanted) <= 1e-4:
        raise Unmet(f"`{name}`: the model reports another number than it should. {hint}")
