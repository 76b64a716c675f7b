"""The hidden tests of `step_by_step`, tried with right and wrong answers and with everything a stranger may return."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from autograder import authoring, course, hidden, reference
from autograder.answer import Answer, local
from autograder.reference import Reference
from tests.answers import collect

ASSIGNMENT = course.find("step_by_step")
SCRIPT = authoring.read(ASSIGNMENT)
SOLVED = tuple(SCRIPT.sources("given", "solution"))
EXERCISES = [exercise.name for exercise in SCRIPT.exercises]
CASES = collect(ASSIGNMENT.id)
CALLS = 12  # in grading every call is a round trip to the learner's kernel


def judged(exercise: str, answer: Answer, seed: int) -> Iterator[hidden.Outcome]:
    chosen = hidden.tests_of(ASSIGNMENT.id, exercise)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield from hidden.outcomes(chosen, exercise, answer, reference.load(ASSIGNMENT, exercise), seed)


def judge(exercise: str, answer: Answer, seed: int = 0) -> list[hidden.Outcome]:
    return list(judged(exercise, answer, seed))


def turned_to(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The same structure with every array replaced."""

    def turn(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: turn(item) for key, item in value.items()}
        if isinstance(value, tuple | list):
            return type(value)(turn(item) for item in value)
        return make(np.asarray(value))

    return turn


STRANGE = {
    "zeros": turned_to(np.zeros_like),
    "ones": turned_to(np.ones_like),
    "nan": turned_to(lambda a: np.full_like(a, np.nan)),
    "inf": turned_to(lambda a: np.full_like(a, np.inf)),
    "huge": turned_to(lambda a: np.full_like(a, 1e308)),
    "no numbers": turned_to(lambda a: np.zeros((0, *a.shape))),
    "bytes": turned_to(lambda a: np.zeros(a.shape, "u1")),
    "complex": turned_to(lambda a: a * (1 + 0j)),
    "lists of numbers": turned_to(np.ndarray.tolist),
    "negative": turned_to(np.negative),
    "twice": turned_to(lambda a: a * 2),
    "reversed": turned_to(lambda a: a.T),
    "None everywhere": turned_to(lambda a: None),
    "functions": turned_to(lambda a: print),
    "float32": turned_to(lambda a: a.astype("f4")),
    "None": lambda value: None,
    "a number": lambda value: 1.5,
    "text": lambda value: "a_next",
    "an empty tuple": lambda value: (),
    "an empty dictionary": lambda value: {},
    "a dictionary with odd keys": lambda value: {float("nan"): 1, (1, 2): 2, "`\n": 3, None: 4},
    "five levels deep": lambda value: [[[[[value]]]]],
    "a thousand": lambda value: [0] * 1000,
    "an exception": lambda value: 1 / 0,
    "a generator": lambda value: (part for part in value),
}


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("strange", STRANGE)
def test_what_is_right_nowhere_earns_nothing(exercise: str, strange: str) -> None:
    right = reference.load(ASSIGNMENT, exercise)
    answer = local({exercise: lambda *arguments: STRANGE[strange](right(*arguments))}, exercise, right.signatures)
    outcomes = judge(exercise, answer)
    assert not any(outcome.passed for outcome in outcomes)
    assert hidden.UNJUDGED not in [outcome.message for outcome in outcomes]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_few_calls_are_enough(exercise: str) -> None:
    right, calls = reference.load(ASSIGNMENT, exercise), []

    def counted(*arguments: Any) -> Any:
        calls.append(exercise)
        return right(*arguments)

    assert all(outcome.passed for outcome in judge(exercise, local({exercise: counted}, exercise, right.signatures)))
    assert len(calls) <= CALLS


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_part_of_the_result_is_worth_something(exercise: str) -> None:
    """Spoiling one returned value, or one gradient, loses points and leaves some."""
    right = reference.load(ASSIGNMENT, exercise)
    for part in _parts(exercise):

        def spoiled(*arguments: Any, part: Any = part) -> Any:
            value = right(*arguments)
            value = dict(value) if isinstance(value, dict) else list(value)
            value[part] = STRANGE["ones"](value[part])
            return value

        outcomes = judge(exercise, local({exercise: spoiled}, exercise, right.signatures))
        assert any(outcome.passed for outcome in outcomes)
        assert not all(outcome.passed for outcome in outcomes)


def _parts(exercise: str) -> list[Any]:
    kinds = {
        "rnn_cell_forward": [0, 1, 2],
        "rnn_forward": [0, 1, 2],
        "lstm_cell_forward": [0, 1, 2, 3],
        "lstm_forward": [0, 1, 2, 3],
    }
    gates = [kind + gate for kind in ("dW", "db") for gate in "fico"]
    return kinds.get(exercise) or {
        "rnn_cell_backward": ["dWax", "dWaa", "dba"],
        "rnn_backward": ["dx", "da0", "dWax", "dWaa", "dba"],
        "lstm_cell_backward": ["dxt", "da_prev", "dc_prev", *gates],
        "lstm_backward": ["dx", "da0", *gates],
    }.get(exercise, [])


@pytest.mark.slow
def test_the_reference_may_call_the_learners_own_cell() -> None:
    """As grading does, to tell a wrong cell from a wrong sequence; whatever the cell returns, nothing else stops."""
    for sequence, cell in (("rnn_forward", "rnn_cell_forward"), ("lstm_forward", "lstm_cell_forward")):
        right = reference.load(ASSIGNMENT, sequence)
        for case in (case for case in CASES if case.exercise == cell):
            namespace = reference.execute(SOLVED)
            exec(compile(case.source, f"<{case.name}>", "exec"), namespace)
            answer = local(namespace, sequence, right.signatures)
            own: Reference = right.using(**{cell: answer.other(cell)})
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                outcomes = hidden.run(ASSIGNMENT.id, sequence, answer, own, 0)
            if case.right:
                assert all(outcome.passed for outcome in outcomes)
