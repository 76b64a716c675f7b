"""From what was collected to the gradebook: many are graded side by side, and one writes, as verdicts come in."""

from __future__ import annotations

import glob
import logging
import time
from collections import deque
from collections.abc import Callable, Iterator

from autograder import intake, results
from autograder.classroom import gradebook, handed_in, judge
from autograder.classroom.collected import Submission, record
from autograder.classroom.nbgrader_runs import Nbgrader
from autograder.cohort import Cohort, Graded, Task
from autograder.errors import ClassroomError

log = logging.getLogger(__name__)

Progress = Callable[[int, int, int], None]  # how many submissions are done, of how many, and how many of them failed


def write_as_judged(
    nbgrader: Nbgrader, submissions: list[Submission], cohort: Cohort, progress: Progress
) -> dict[Submission, float]:
    """This thread alone writes into the gradebook, as verdicts come in; return the seconds that each took."""
    took: dict[Submission, float] = {}
    failed = 0
    progress(0, len(submissions), failed)
    with results.one_run(), gradebook.shared(nbgrader.db_url) as shared:
        for submission, seconds in _judged(submissions, cohort):
            began = time.monotonic()
            _write(nbgrader, shared, submission)
            known = record(submission)
            failed += known is None or known["failed"]
            took[submission] = seconds + time.monotonic() - began
            progress(len(took), len(submissions), failed)
    return took


def _judged(submissions: list[Submission], cohort: Cohort) -> Iterator[tuple[Submission, float]]:
    """Each submission, as soon as its verdict lies ready in `results`, and the seconds that the grading took.

    Equal submissions are graded once.
    """
    ready: deque[Submission] = deque()
    waiting: dict[str, list[tuple[Submission, intake.Answers]]] = {}
    secret = results.secret()

    def tasks() -> Iterator[Task]:
        for submission in submissions:
            assignment = submission.assignment
            answers = handed_in.receive(submission.folder, assignment).answers
            if answers is not None:
                results.settle(assignment, answers)
            if answers is None or results.known(assignment, answers):
                ready.append(submission)
                continue
            key = results.key(assignment, answers)
            equal = waiting.setdefault(key, [])
            equal.append((submission, answers))
            if len(equal) == 1:
                yield Task.of(key, assignment, answers, secret)

    for task, graded in cohort.grade(tasks()):
        for submission, answers in waiting.pop(task.key):
            _keep(submission, answers, graded)
            yield submission, graded.seconds
        while ready:
            yield ready.popleft(), 0.0
    while ready:
        yield ready.popleft(), 0.0


def _keep(submission: Submission, answers: intake.Answers, graded: Graded) -> None:
    if graded.verdict is None:
        log.error("%s: %s", submission.learner, graded.trouble)
        results.give_up(submission.assignment, answers)
    else:
        results.keep(submission.assignment, answers, graded.verdict)


def _write(nbgrader: Nbgrader, shared: gradebook.Shared, submission: Submission) -> None:
    """Let nbgrader keep its books on one submission. If it cannot, there are no points, and the class goes on."""
    try:
        nbgrader.autograde(submission.assignment.id, glob.escape(submission.learner))
    except ClassroomError as error:
        shared.undo()
        log.error("%s: %s", submission.learner, error)
        judge.forget(
            {
                "assignment": submission.assignment.id,
                "notebook": submission.assignment.notebook,
                "student": submission.learner,
                "db_url": nbgrader.db_url,
            }
        )
    shared.done()
