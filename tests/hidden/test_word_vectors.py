"""The hidden tests of `Word_Vector_Representation`, tried with everything a stranger may return."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder import authoring, course, hidden, reference
from autograder.answer import Answer, local
from autograder.hidden import word_maps
from tests.answers import collect

ASSIGNMENT = course.find("Word_Vector_Representation")
SCRIPT = authoring.read(ASSIGNMENT)
EXERCISES = [exercise.name for exercise in SCRIPT.exercises]
MAKERS = (word_maps.trapped, word_maps.with_a_ahead, word_maps.with_b_ahead, word_maps.all_against)
CALLS = 20  # in grading every call is a round trip to the learner's kernel


def judge(exercise: str, answer: Answer, seed: Any = 0) -> list[hidden.Outcome]:
    right = reference.load(ASSIGNMENT, exercise)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return hidden.run(ASSIGNMENT.id, exercise, answer, right, seed)


def changed(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The same structure with every number and array replaced; text stays."""

    def turn(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(turn(item) for item in value)
        return make(value)

    return turn


STRANGE: dict[str, Callable[[Any], Any]] = {
    "zeros": changed(lambda value: 0 * value),
    "ones": changed(lambda value: 0 * value + 1),
    "nan": changed(lambda value: value * np.nan),
    "inf": changed(lambda value: value * np.inf),
    "huge": changed(lambda value: 0 * value + 1e308),
    "complex": changed(lambda value: value * (1 + 0j)),
    "twice": changed(lambda value: value * 2),
    "negative": changed(lambda value: -1 * value),
    "float32": changed(lambda value: np.float32(value)),
    "one axis more": changed(lambda value: np.asarray(value)[None]),
    "None": lambda value: None,
    "text": lambda value: "best_word",
    "empty text": lambda value: "",
    "bytes": lambda value: b"queen",
    "a number": lambda value: 1.5,
    "an empty tuple": lambda value: (),
    "a dictionary": lambda value: {"e1": value},
    "one level deeper": lambda value: [value],
    "a thousand": lambda value: [0] * 1000,
    "an exception": lambda value: 1 / 0,
    "a generator": lambda value: (part for part in [value]),
    "a function": lambda value: print,
}
ARITHMETIC = ("zeros", "ones", "nan", "inf", "huge", "complex", "twice", "negative", "float32", "one axis more")


def strange_answers(exercise: str) -> list[str]:
    """With text one cannot calculate."""
    return [name for name in STRANGE if exercise != "complete_analogy" or name not in ARITHMETIC]


@pytest.mark.parametrize(("exercise", "strange"), [(e, name) for e in EXERCISES for name in strange_answers(e)])
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


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_every_analogy_has_one_clear_answer_which_is_none_of_its_own_words(make: Callable) -> None:
    rng = np.random.default_rng(5)
    for _ in range(200):
        analogy = make(rng, int(rng.integers(3, 12)))
        a, b, c = (analogy.map[word] for word in (analogy.a, analogy.b, analogy.c))
        others = [word for word in analogy.map if word not in (analogy.a, analogy.b, analogy.c)]
        scores = {word: _cosine(b - a, analogy.map[word] - c) for word in others}
        best, second = sorted(scores.values())[::-1][:2]
        assert scores[analogy.best] == best and best - second > 0.01
        assert reference.load(ASSIGNMENT, "complete_analogy")(*analogy.question) == analogy.best


def test_the_traps_are_what_they_are_called() -> None:
    rng = np.random.default_rng(6)
    for _ in range(100):
        for make, ahead in ((word_maps.with_a_ahead, "a"), (word_maps.with_b_ahead, "b")):
            analogy = make(rng, 5)
            a, b, c = (analogy.map[word] for word in (analogy.a, analogy.b, analogy.c))
            winner = analogy.map[getattr(analogy, ahead)]
            assert _cosine(b - a, winner - c) > 0.05 + _cosine(b - a, analogy.map[analogy.best] - c)
        below = word_maps.all_against(rng, 5)
        a, b, c = (below.map[word] for word in (below.a, below.b, below.c))
        assert all(_cosine(b - a, e - c) < -0.1 for word, e in below.map.items() if word != below.c)


def test_a_wrong_cosine_is_named_as_the_reason_for_a_wrong_analogy() -> None:
    """As grading does: the reference calls the learner's own cosine. Whatever that returns, nothing else stops."""
    right = reference.load(ASSIGNMENT, "complete_analogy")
    harmless = ("right_loops", "wrong_one_length", "wrong_distance", "wrong_absolute")  # still an order of the words
    useless = ("wrong_returns_none", "wrong_zeros", "wrong_not_summed", "wrong_exception")
    for case in (case for case in collect(ASSIGNMENT.id) if case.name in (*harmless, *useless)):
        if case.exercise != "cosine_similarity":
            continue
        namespace = reference.execute(tuple(SCRIPT.sources("given", "solution")))
        exec(compile(case.source, f"<{case.name}>", "exec"), namespace)
        answer = local(namespace, "complete_analogy", right.signatures)
        own = right.using(cosine_similarity=answer.other("cosine_similarity"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            outcomes = hidden.run(ASSIGNMENT.id, "complete_analogy", answer, own, 0)
        assert hidden.UNJUDGED not in [outcome.message for outcome in outcomes], case.name
        if case.name in harmless:
            assert all(outcome.passed for outcome in outcomes), case.name


def _cosine(u: np.ndarray, v: np.ndarray) -> float:
    return float(u @ v / np.sqrt(u @ u * (v @ v)))
