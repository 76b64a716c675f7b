"""The verbs of a class: release, collect, grade, feedback. Many are graded side by side; one thread keeps the books."""

from __future__ import annotations

import glob
import json
import logging
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment

from autograder import places, results
from autograder.classroom import handed_in, judge
from autograder.classroom.nbgrader_runs import Nbgrader, running
from autograder.course import Assignment
from autograder.errors import ClassroomError
from autograder.verdict import Verdict, no_points

log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]  # how many submissions are done, and of how many


@dataclass(frozen=True)
class Submission:
    """What one learner has handed in and the classroom has collected."""

    assignment: Assignment
    learner: str
    folder: Path


@dataclass(frozen=True)
class Row:
    """One submission, graded. `score` is the gradebook's: late penalties and manual grades count.

    `seconds` is what the grading took, 0 if nothing had changed; `failed` says that a person has to look at it.
    """

    assignment: str
    learner: str
    score: float
    max_score: float
    verdict: Verdict
    seconds: float
    failed: bool

    def to_dict(self) -> dict[str, Any]:
        return {
            "assignment": self.assignment,
            "learner": self.learner,
            "score": self.score,
            "max_score": self.max_score,
            "seconds": round(self.seconds, 3),
            "failed": self.failed,
            "verdict": self.verdict.to_dict(),
        }


@dataclass(frozen=True)
class GradebookRow:
    """One line of the gradebook. `score` includes manual grades and, already taken off, the late penalty."""

    assignment: str
    learner: str
    score: float
    max_score: float
    late_penalty: float
    needs_review: bool


def release(assignments: Sequence[Assignment]) -> None:
    """Generate the learners' notebooks and put them into the exchange."""
    with running() as nbgrader:
        for assignment in assignments:
            nbgrader.generate_assignment(assignment.id)
            nbgrader.release_assignment(assignment.id)


def collect(assignments: Sequence[Assignment]) -> None:
    """Bring the newest submission of every learner from the exchange into the classroom."""
    with running() as nbgrader:
        for assignment in assignments:
            nbgrader.collect(assignment.id)


def submitted(assignments: Sequence[Assignment]) -> list[Submission]:
    """What has been collected, by assignment and learner."""
    home = places.classroom() / "submitted"
    learners = sorted(folder for folder in home.glob("*") if folder.is_dir() and not folder.is_symlink())
    return [
        Submission(assignment, learner.name, folder)
        for assignment in assignments
        for learner in learners
        if (folder := learner / assignment.id).is_dir() and not folder.is_symlink()
    ]


def grade(
    assignments: Sequence[Assignment],
    progress: Progress = lambda done, total: None,
    workers: int | None = None,
    again: bool = False,
) -> list[Row]:
    """Grade everything collected, into nbgrader's gradebook. What has not changed since is left, unless `again`."""
    submissions = submitted(assignments)
    with running() as nbgrader:
        for assignment in dict.fromkeys(submission.assignment for submission in submissions):
            _make_known(nbgrader, assignment)
        with nbgrader.gradebook() as gradebook:
            waiting = [submission for submission in submissions if again or not _is_graded(gradebook, submission)]
        seconds = _grade_side_by_side(nbgrader, waiting, progress, workers)
        with nbgrader.gradebook() as gradebook:
            return [_row(gradebook, submission, seconds.get(submission, 0.0)) for submission in submissions]


def feedback(assignments: Sequence[Assignment]) -> list[Path]:
    """Make the feedback pages, put them into the exchange, and return their paths."""
    pages: list[Path] = []
    with running() as nbgrader:
        for assignment in assignments:
            if not any((places.classroom() / "autograded").glob(f"*/{assignment.id}/*.ipynb")):
                continue
            nbgrader.generate_feedback(assignment.id)
            nbgrader.release_feedback(assignment.id)
            pages += sorted((places.classroom() / "feedback").glob(f"*/{assignment.id}/*.html"))
    return pages


def gradebook_rows() -> list[GradebookRow]:
    """Everything the gradebook holds, by assignment and learner."""
    with running() as nbgrader, nbgrader.gradebook() as gradebook:
        rows = [
            GradebookRow(
                assignment.name,
                submission.student.id,
                *_scores(submission),
                submission.late_submission_penalty or 0.0,
                submission.needs_manual_grade,
            )
            for assignment in gradebook.assignments
            for submission in assignment.submissions
        ]
    return sorted(rows, key=lambda row: (row.assignment, row.learner))


def _grade_side_by_side(
    nbgrader: Nbgrader, submissions: list[Submission], progress: Progress, workers: int | None
) -> dict[Submission, float]:
    """Worker threads grade, each in a kernel process of its own; this thread alone writes, as verdicts come in."""
    took: dict[Submission, float] = {}
    progress(0, len(submissions))
    pool = ThreadPoolExecutor(workers or os.cpu_count() or 1)
    try:
        gradings = {pool.submit(_seconds_to_judge, submission): submission for submission in submissions}
        for done, grading in enumerate(as_completed(gradings), 1):
            submission = gradings[grading]
            took[submission] = grading.result()
            _write(nbgrader, submission)
            progress(done, len(submissions))
    finally:
        pool.shutdown(cancel_futures=True)
    return took


def _seconds_to_judge(submission: Submission) -> float:
    """Judge the submission, so that its verdict lies ready when it is written; return how long that took."""
    start = time.monotonic()
    judge.judge(handed_in.receive(submission.folder, submission.assignment))
    return time.monotonic() - start


def _write(nbgrader: Nbgrader, submission: Submission) -> None:
    """Let nbgrader keep its books on one submission. If it cannot, there are no points, and the class goes on."""
    try:
        nbgrader.autograde(submission.assignment.id, glob.escape(submission.learner))
    except ClassroomError as error:
        log.error("%s: %s", submission.learner, error)
        judge.forget(
            {
                "assignment": submission.assignment.id,
                "notebook": submission.assignment.notebook,
                "student": submission.learner,
                "db_url": nbgrader.db_url,
            }
        )


def _make_known(nbgrader: Nbgrader, assignment: Assignment) -> None:
    """See to it that the gradebook has the assignment's exercises, with the points they have now."""
    points = {f"{exercise.name}{judge.CHECK}": exercise.points for exercise in handed_in.script(assignment).exercises}
    with nbgrader.gradebook() as gradebook, suppress(MissingEntry):
        cells = gradebook.find_notebook(assignment.notebook, assignment.id).grade_cells
        if {cell.name: cell.max_score for cell in cells} == points:
            return
    nbgrader.generate_assignment(assignment.id)


def _is_graded(gradebook: Gradebook, submission: Submission) -> bool:
    """Whether the gradebook holds the scores of this very submission, by the grading as it is now."""
    assignment, record = submission.assignment, _record(submission)
    notebook = places.classroom() / "autograded" / submission.learner / assignment.id / f"{assignment.notebook}.ipynb"
    if record is None or record["failed"] or not notebook.is_file():
        return False
    try:
        gradebook.find_submission(assignment.id, submission.learner)
    except MissingEntry:
        return False
    present = (handed_in.fingerprint(submission.folder, assignment), results.grading.version(assignment))
    return (record["fingerprint"], record["version"]) == present


def _record(submission: Submission) -> dict[str, Any] | None:
    """What `judge.Remember` kept of the submission; None if there is nothing that can be read."""
    try:
        record = json.loads(judge.record_path(submission.assignment.id, submission.learner).read_text(encoding="utf-8"))
        verdict = Verdict.from_json(json.dumps(record["verdict"]))
        return {**{key: record[key] for key in ("fingerprint", "version", "failed")}, "verdict": verdict}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _row(gradebook: Gradebook, submission: Submission, seconds: float) -> Row:
    assignment, record = submission.assignment, _record(submission)
    score, most = 0.0, 0.0
    with suppress(MissingEntry):
        score, most = _scores(gradebook.find_submission(assignment.id, submission.learner))
    if record is None:
        verdict = no_points(assignment.id, handed_in.script(assignment).exercises, judge.FAILED)
        return Row(assignment.id, submission.learner, score, most or verdict.max_score, verdict, seconds, True)
    return Row(assignment.id, submission.learner, score, most, record["verdict"], seconds, record["failed"])


def _scores(submission: SubmittedAssignment) -> tuple[float, float]:
    return max(0.0, submission.score - (submission.late_submission_penalty or 0.0)), submission.max_score
