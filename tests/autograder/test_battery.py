"""Every right and every wrong answer of the battery, transplanted into a notebook and graded from end to end."""

import re

import pytest

from autograder import authoring, course, grading, intake, release, sandbox
from tests.answers import collect
from tests.autograder.kernels import InProcess

CASES = [(assignment, case) for assignment in course.ASSIGNMENTS for case in collect(assignment.id)]
LIGHT = [(assignment, case) for assignment, case in CASES if "keras" not in assignment.limits.preload]
SOME = LIGHT[::6] + [pair for pair in CASES if pair not in LIGHT][::20]  # with Keras one takes seconds


def names(pairs):
    return [f"{case.exercise}-{case.name}" for _, case in pairs]


SAMPLE = [
    pytest.param(*pair, marks=pytest.mark.whole if k % 4 else pytest.mark.kernel, id=name)
    for k, (pair, name) in enumerate(zip(SOME, names(SOME), strict=True))
]


def relying_on(name, script):
    """The exercise, and those whose own solutions call it, or call one that does."""
    solutions = {e.name: source for e, source in zip(script.exercises, script.sources("solution"), strict=True)}
    found, before = {name}, set()
    while found != before:
        before = set(found)
        found |= {other for other, source in solutions.items() if any(re.search(rf"\b{f}\(", source) for f in before)}
    return found


def check(assignment, case, start):
    script = authoring.read(assignment)
    notebook = release.solved_notebook(script)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == case.exercise:
            cell.source = case.source
    answers = intake.extract(intake.cells(notebook), script)
    verdict = grading.grade(assignment, answers, b"battery", start)
    lost = {exercise.name for exercise in verdict.exercises if not exercise.passed}
    if case.right:
        assert lost == set() and verdict.score == verdict.max_score
        return
    allowed = relying_on(case.exercise, script)
    exercise = verdict.exercise(case.exercise)
    assert case.exercise in lost and lost <= allowed
    assert exercise.messages and (exercise.points < exercise.max_points or exercise.max_points == 0)


@pytest.mark.whole
@pytest.mark.parametrize(("assignment", "case"), LIGHT, ids=names(LIGHT))
def test_a_right_answer_keeps_all_points_and_a_wrong_one_loses_its_own(assignment, case):
    check(assignment, case, InProcess)


@pytest.mark.parametrize(("assignment", "case"), SAMPLE)
def test_a_real_kernel_gives_the_same(assignment, case):
    check(assignment, case, sandbox.start)
