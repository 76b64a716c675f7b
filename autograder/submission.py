"""One file in, its verdict out: what `autograder submit` does."""

from __future__ import annotations

from pathlib import Path

from autograder import authoring, intake, quiz
from autograder.verdict import Verdict


def grade_file(path: Path) -> Verdict:
    """The verdict on the notebook as it is saved. SubmissionRefused if it cannot be graded; nothing is written then."""
    assignment = intake.identify(path)
    answers = intake.open_submission(path, authoring.read(assignment))
    if assignment.is_quiz:
        return quiz.grade(quiz.load(assignment), answers.sources).with_notes(*answers.notes)
    from autograder import grading, results  # kernels and tests, which a quiz has no use for

    return grading.grade(assignment, answers, results.secret()).with_notes(*answers.notes)
