"""Hidden tests: one module per assignment, plain functions, each judging one property of one exercise.

    @tests("rnn_cell_forward")
    def hidden_state(answer, reference, rng):
        \"""The next hidden state, on random inputs of several sizes.\"""
        ...

`answer` calls the learner's function, `reference` the right one, `rng` is a random generator of the test's own. A test
returns nothing if the property holds, and raises Unmet if not. Its title is the first line of its docstring, which the
learner sees. Every test judges values first, so that a function with no right value passes none.
"""

from __future__ import annotations

import hashlib
import importlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.answer import Answer
from autograder.errors import AuthoringError, Consequence, SandboxError, Unmet
from autograder.reference import Reference

log = logging.getLogger(__name__)
Property = Callable[[Answer, Reference, np.random.Generator], None]
UNJUDGED = (
    "This could not be judged, because the check itself stopped. It gives no points; please tell your instructor."
)


@dataclass(frozen=True)
class HiddenTest:
    """One property of one exercise."""

    name: str
    title: str
    weight: float
    check: Property


@dataclass(frozen=True)
class Outcome:
    """What a test says of an answer: `message` is None if it passed."""

    title: str
    weight: float
    message: str | None = None
    follows: bool = False  # only because of what another test finds

    @property
    def passed(self) -> bool:
        return self.message is None


_tests: dict[tuple[str, str], list[HiddenTest]] = {}  # (module, exercise) -> its tests, in the order of the file


def tests(exercise: str, weight: float = 1.0) -> Callable[[Property], Property]:
    """Mark a function as a hidden test of this exercise. An exercise's points are shared out by weight."""

    def register(check: Property) -> Property:
        title = (check.__doc__ or "").strip().partition("\n")[0]
        if not title or weight <= 0:
            raise AuthoringError(f"{check.__module__}.{check.__name__}: give the test a title and a weight above 0.")
        others = _tests.setdefault((check.__module__, exercise), [])
        others[:] = [test for test in others if test.name != check.__name__]  # a module may be loaded again
        others.append(HiddenTest(check.__name__, title, weight, check))
        return check

    return register


def tests_of(assignment_id: str, exercise: str) -> tuple[HiddenTest, ...]:
    """The tests of an exercise. AuthoringError if there are none: no verdict, no points."""
    module = f"{__name__}.{assignment_id}"
    try:
        importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
    found = tuple(_tests.get((module, exercise), ()))
    if not found:
        raise AuthoringError(
            f'{assignment_id}: `{exercise}` has no hidden tests; write some, marked @tests("{exercise}").'
        )
    return found


def run(assignment_id: str, exercise: str, answer: Answer, reference: Reference, seed: Any) -> list[Outcome]:
    """The outcome of each test of the exercise. SandboxError if the learner's kernel dies or takes too long."""
    return list(outcomes(tests_of(assignment_id, exercise), exercise, answer, reference, seed))


def outcomes(
    chosen: tuple[HiddenTest, ...], exercise: str, answer: Answer, reference: Reference, seed: Any
) -> Iterator[Outcome]:
    """The outcomes one by one. Each test has random numbers of its own, the same for the same seed."""
    for test in chosen:
        yield _outcome(test, exercise, answer, reference, seed)


def _outcome(test: HiddenTest, exercise: str, answer: Answer, reference: Reference, seed: Any) -> Outcome:
    digest = hashlib.sha256(repr((seed, exercise, test.name)).encode()).digest()
    rng = np.random.default_rng(list(digest))
    try:
        test.check(answer, reference, rng)
    except Unmet as unmet:
        return Outcome(test.title, test.weight, str(unmet) or UNJUDGED, isinstance(unmet, Consequence))
    except SandboxError:
        raise
    except Exception:
        log.exception("the hidden test %s of %s stopped", test.name, exercise)
        return Outcome(test.title, test.weight, UNJUDGED)
    return Outcome(test.title, test.weight)
