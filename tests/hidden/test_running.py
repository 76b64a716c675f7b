"""Running hidden tests: what becomes of what they raise, and that nothing passes for want of a test."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder import authoring, course, hidden, reference
from autograder.answer import local
from autograder.errors import AuthoringError, KernelDied, Unmet

RIGHT = reference.load(course.find("step_by_step"), "rnn_cell_forward")


def outcomes(*checks: Callable, seed: Any = 0) -> list[hidden.Outcome]:
    chosen = tuple(hidden.HiddenTest(check.__name__, "A title.", 1.0, check) for check in checks)
    answer = local({}, "rnn_cell_forward", {})
    return list(hidden.outcomes(chosen, "rnn_cell_forward", answer, RIGHT, seed))


def passes(answer: Any, reference: Any, rng: Any) -> None:
    pass


def is_unmet(answer: Any, reference: Any, rng: Any) -> None:
    raise Unmet("`a_next`: expected something else.")


def says_nothing(answer: Any, reference: Any, rng: Any) -> None:
    raise Unmet


def has_a_fault(answer: Any, reference: Any, rng: Any) -> None:
    raise KeyError("secret")


def asserts(answer: Any, reference: Any, rng: Any) -> None:
    raise AssertionError("secret")


def loses_the_kernel(answer: Any, reference: Any, rng: Any) -> None:
    raise KernelDied("the kernel ended")


def calls(answer: Any, reference: Any, rng: Any) -> None:
    answer(1)


def test_the_message_is_what_the_test_says() -> None:
    assert outcomes(passes, is_unmet) == [
        hidden.Outcome("A title.", 1.0),
        hidden.Outcome("A title.", 1.0, "`a_next`: expected something else."),
    ]
    assert "There is no function" in str(outcomes(calls)[0].message)


def test_a_fault_of_a_test_never_passes(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        judged = outcomes(has_a_fault, asserts, says_nothing)
    assert [outcome.message for outcome in judged] == [hidden.UNJUDGED] * 3
    assert "has_a_fault" in caplog.text and "asserts" in caplog.text


def test_a_dead_kernel_is_left_to_the_grader() -> None:
    with pytest.raises(KernelDied):
        outcomes(passes, loses_the_kernel)


def test_every_test_draws_its_own_numbers_the_same_for_the_same_seed() -> None:
    drawn: list[float] = []

    def one(answer: Any, reference: Any, rng: np.random.Generator) -> None:
        drawn.append(rng.random())

    def two(answer: Any, reference: Any, rng: np.random.Generator) -> None:
        drawn.append(rng.random())

    for seed in (1, 1, 2, "1"):
        outcomes(one, two, seed=seed)
    assert drawn[:2] == drawn[2:4]
    assert len(set(drawn)) == 6


def test_an_exercise_without_tests_is_refused() -> None:
    for assignment, exercise in (("step_by_step", "no_such"), ("no_such", "rnn_forward")):
        with pytest.raises(AuthoringError, match="no hidden tests"):
            hidden.run(assignment, exercise, local({}, exercise, {}), RIGHT, 0)


def test_a_test_needs_a_title_and_a_weight() -> None:
    def untitled(answer: Any, reference: Any, rng: Any) -> None:
        pass

    with pytest.raises(AuthoringError, match="title"):
        hidden.tests("rnn_forward")(untitled)
    with pytest.raises(AuthoringError, match="weight"):
        hidden.tests("rnn_forward", weight=0)(test_a_dead_kernel_is_left_to_the_grader)


def test_every_exercise_of_the_course_has_tests_with_titles_of_their_own() -> None:
    for assignment in course.ASSIGNMENTS:
        for exercise in authoring.read(assignment).exercises:
            titles = [test.title for test in hidden.tests_of(assignment.id, exercise.name)]
            assert len(set(titles)) == len(titles) >= 3
            assert all(title.endswith(".") for title in titles)
