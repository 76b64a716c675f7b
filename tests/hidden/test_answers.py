"""The hidden tests of every assignment, tried with the right and wrong answers of `tests/answers`."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder import authoring, course, hidden, reference
from autograder.answer import Answer, local
from autograder.course import Assignment
from tests.answers import Case, collect

GOLDENS = Path(__file__).parent / "goldens"
UPDATE = "UPDATE_GOLDENS"  # UPDATE_GOLDENS=1 python -m pytest tests/hidden writes the golden files anew
NOTHING_RIGHT = ("wrong_not_written", "wrong_returns_none", "wrong_zeros", "wrong_constant", "wrong_visible_check")
SLOW = ("Dinosaur_Island",)  # its tests draw thousands of names
RIGHT, WRONG, PRACTICE = 3, 8, 6  # answers that each exercise has at least: right, wrong, wrong where nothing is earned


def kind(assignment: Assignment) -> list[pytest.MarkDecorator]:
    """An assignment whose kernels import Keras belongs to the slow tier, and one that takes as long."""
    slow = "keras" in assignment.limits.preload or assignment.id in SLOW
    return [pytest.mark.training] if slow else []


def seeds(assignment: Assignment) -> range:
    return range(5 if not kind(assignment) else 2 if assignment.id in SLOW else 1)


ASSIGNMENTS = [pytest.param(assignment, marks=kind(assignment), id=assignment.id) for assignment in course.ASSIGNMENTS]
CASES = [
    pytest.param(assignment, case, marks=kind(assignment), id=f"{assignment.id}-{case.exercise}-{case.name}")
    for assignment in course.ASSIGNMENTS
    for case in collect(assignment.id)
]


def chosen(right: bool) -> list:
    return [param for param in CASES if param.values[1].right is right]


def judged(assignment: Assignment, exercise: str, answer: Answer, seed: int) -> Iterator[hidden.Outcome]:
    tests = hidden.tests_of(assignment.id, exercise)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield from hidden.outcomes(tests, exercise, answer, reference.load(assignment, exercise), seed)


def answer_to(assignment: Assignment, case: Case) -> Answer:
    """The answer, in a notebook whose other exercises are solved."""
    namespace = reference.execute(tuple(authoring.read(assignment).sources("given", "solution")))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(case.source, f"<{case.name}>", "exec"), namespace)
    return local(namespace, case.exercise, reference.load(assignment, case.exercise).signatures)


@pytest.mark.slow
@pytest.mark.parametrize(("assignment", "case"), chosen(right=True))
def test_a_right_answer_keeps_all_its_points(assignment: Assignment, case: Case) -> None:
    for seed in seeds(assignment):
        outcomes = judged(assignment, case.exercise, answer_to(assignment, case), seed)
        assert [outcome.message for outcome in outcomes if not outcome.passed] == []


@pytest.mark.slow
@pytest.mark.parametrize(("assignment", "case"), chosen(right=False))
def test_a_wrong_answer_loses_points(assignment: Assignment, case: Case) -> None:
    for seed in seeds(assignment)[1:]:
        answer = answer_to(assignment, case)
        assert not all(outcome.passed for outcome in judged(assignment, case.exercise, answer, seed))
    outcomes = list(judged(assignment, case.exercise, answer_to(assignment, case), seed=0))
    assert not all(outcome.passed for outcome in outcomes)
    assert hidden.UNJUDGED not in [outcome.message for outcome in outcomes]
    if case.name in NOTHING_RIGHT:
        assert not any(outcome.passed for outcome in outcomes)
    told = "\n".join(_told(case, outcomes))
    assert os.environ.get(UPDATE) or f"\n{told}\n" in _golden(assignment), f"look at it, then set {UPDATE}=1:\n{told}"


@pytest.mark.parametrize("assignment", course.ASSIGNMENTS, ids=lambda assignment: assignment.id)
def test_there_are_enough_answers_to_learn_from(assignment: Assignment) -> None:
    for exercise in authoring.read(assignment).exercises:
        cases = [case for case in collect(assignment.id) if case.exercise == exercise.name]
        assert sum(case.right for case in cases) >= RIGHT, exercise.name
        assert sum(not case.right for case in cases) >= (WRONG if exercise.points else PRACTICE), exercise.name
        assert all(case.about for case in cases)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_golden_file_tells_of_every_wrong_answer_in_order(assignment: Assignment) -> None:
    """What it says of each is compared where the answer is judged."""
    if os.environ.get(UPDATE):
        _golden_file(assignment).write_text(_messages(assignment), encoding="utf-8")
    told = re.findall(r"^(?:## (\w+)|\*\*(\w+)\*\* \(\d+ of \d+ lost\): (.*))$", _golden(assignment), re.MULTILINE)
    expected = []
    for exercise, cases in _wrong(assignment):
        expected += [(exercise, "", ""), *(("", case.name, case.about) for case in cases)]
    assert told == expected, f"set {UPDATE}=1"


@pytest.mark.parametrize("assignment", course.ASSIGNMENTS, ids=lambda assignment: assignment.id)
def test_no_message_holds_an_expected_number(assignment: Assignment) -> None:
    messages = [line for line in _golden(assignment).splitlines() if line.startswith("* ")]
    assert messages
    assert [message for message in messages if re.search(r"\d\.\d|\de[-+]?\d", message)] == []


def _golden_file(assignment: Assignment) -> Path:
    return GOLDENS / f"{assignment.id}.md"


def _golden(assignment: Assignment) -> str:
    return _golden_file(assignment).read_text(encoding="utf-8")


def _wrong(assignment: Assignment) -> Iterator[tuple[str, list[Case]]]:
    """Each exercise in the notebook's order, with its wrong answers."""
    for exercise in authoring.read(assignment).exercises:
        cases = [case for case in collect(assignment.id) if case.exercise == exercise.name and not case.right]
        yield exercise.name, cases


def _messages(assignment: Assignment) -> str:
    lines = [
        f"# What each wrong answer of `{assignment.id}` is told",
        "",
        "Written by `UPDATE_GOLDENS=1 python -m pytest tests/hidden`. Read the changes as a learner would.",
    ]
    for exercise, cases in _wrong(assignment):
        lines += ["", f"## {exercise}"]
        for case in cases:
            outcomes = list(judged(assignment, exercise, answer_to(assignment, case), seed=0))
            lines += ["", *_told(case, outcomes)]
    return "\n".join(lines) + "\n"


def _told(case: Case, outcomes: list[hidden.Outcome]) -> list[str]:
    lost = sum(not outcome.passed for outcome in outcomes)
    messages = [f"* {message}" for message in dict.fromkeys(o.message for o in outcomes if o.message)]
    return [f"**{case.name}** ({lost} of {len(outcomes)} lost): {case.about}", "", *messages]
