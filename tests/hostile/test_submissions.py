"""Every case through the real sandbox: its exact score, nothing leaked, nothing harmed, and the next one served."""

from __future__ import annotations

import re

import pytest

from autograder import authoring, grading, intake, sandbox
from autograder.course import Assignment
from autograder.verdict import Verdict
from tests.hostile.cases import POINTS, STEP, Case, Work, collect
from tests.hostile.host import Host

pytestmark = pytest.mark.hostile
CASES = collect()


def grade(work: Work, host: Host, assignment: Assignment = STEP) -> Verdict:
    answers = intake.extract(intake.cells(work.notebook), authoring.read(assignment))
    return grading.grade(assignment, answers, host.token.encode(), sandbox.start)


def lost(verdict: Verdict) -> set[str]:
    return {exercise.name for exercise in verdict.exercises if exercise.points < exercise.max_points}


def messages(verdict: Verdict) -> str:
    return "\n".join(message for exercise in verdict.exercises for message in exercise.messages)


@pytest.fixture(scope="module")
def neighbour(host: Host) -> object:
    """Another learner's kernel, at work all the time, with something to hide."""
    with sandbox.start(STEP.limits) as kernel:
        kernel.run(f"answer = {host.token!r}\nopen('answers.py', 'w').write(answer)", 10)
        yield kernel
        assert kernel.run("assert open('answers.py').read() == answer", 10).error == ""


@pytest.mark.parametrize("one", CASES, ids=[f"{one.theme}-{one.name}" for one in CASES])
def test_it_gets_what_it_deserves_and_leaves_no_trace(one: Case, host: Host, neighbour: object, unharmed: None) -> None:
    work = Work()
    one.act(work, host)

    verdict = grade(work, host, one.assignment)

    assert (verdict.score, lost(verdict)) == (one.score, set(one.lost)), messages(verdict)
    assert re.search(one.says, messages(verdict)), messages(verdict)
    assert host.token not in messages(verdict) and "rnn_cell_hidden_state" not in messages(verdict)
    assert grade(Work(), host).score == 100


def test_every_case_is_another_one() -> None:
    assert len({one.name for one in CASES}) == len(CASES) >= 60
    assert all(one.lost <= POINTS.keys() for one in CASES)
