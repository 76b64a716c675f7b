"""The verbs of a class: release, collect, grade, feedback. Many grade side by side; one process keeps the books."""

from __future__ import annotations

import glob
import logging
from collections.abc import Collection, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment
from nbgrader.utils import notebook_hash

from autograder import places, results, standing
from autograder.classroom import books, gradebook, handed_in, judge
from autograder.classroom.collected import Submission, submitted
from autograder.classroom.collected import record as read_record
from autograder.classroom.marking import Progress, write_as_judged
from autograder.classroom.nbgrader_runs import Nbgrader, running
from autograder.cohort import Cohort
from autograder.course import COURSE_ID, Assignment
from autograder.standing import Row
from autograder.verdict import no_points

log = logging.getLogger(__name__)


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
    with books.held(), running() as nbgrader:
        for assignment in assignments:
            nbgrader.generate_assignment(assignment.id)
            nbgrader.release_assignment(assignment.id)


def collect(assignments: Sequence[Assignment]) -> None:
    """Bring the newest submission of every learner from the exchange into the classroom."""
    with books.held(), running() as nbgrader:
        for assignment in assignments:
            nbgrader.collect(assignment.id)


def grade(
    assignments: Sequence[Assignment],
    progress: Progress = lambda done, total, failed: None,
    workers: int | None = None,
    again: bool = False,
    cohort: Cohort | None = None,
    learners: Collection[str] | None = None,
) -> list[Row]:
    """Grade everything collected, or that of these learners alone, into nbgrader's gradebook.

    What has not changed since is left, unless `again`. A `cohort` is used and left open; without one, `workers` grade.
    """
    submissions = [one for one in submitted(assignments) if learners is None or one.learner in learners]
    with books.held(), running() as nbgrader:
        for assignment in dict.fromkeys(submission.assignment for submission in submissions):
            _make_known(nbgrader, assignment)
        with nbgrader.gradebook() as opened:
            waiting = [submission for submission in submissions if again or not _is_graded(opened, submission)]
        with nullcontext(cohort) if cohort else Cohort(workers) as grading:
            seconds = write_as_judged(nbgrader, waiting, grading, progress)
        mark = standing.state(assignments)
        with nbgrader.gradebook() as opened:
            rows = [_row(opened, submission, seconds.get(submission, 0.0)) for submission in submissions]
        if learners is None:
            standing.keep(assignments, mark, rows)
        return rows


def feedback(assignments: Sequence[Assignment], learner: str = "*") -> list[Path]:
    """Make the feedback pages of everyone, or of one learner, put them into the exchange, and return their paths."""
    chosen = learner if learner == "*" else glob.escape(learner)
    home = places.classroom()
    pages: list[Path] = []
    with books.held(), running() as nbgrader, gradebook.shared(nbgrader.db_url):
        for assignment in assignments:
            if not any((home / "autograded").glob(f"{chosen}/{assignment.id}/*.ipynb")):
                continue
            nbgrader.generate_feedback(assignment.id, chosen)
            nbgrader.release_feedback(assignment.id, chosen)
            pages += sorted((home / "feedback").glob(f"{chosen}/{assignment.id}/*.html"))
    return pages


def without_feedback(assignment: Assignment, learners: Collection[str]) -> list[str]:
    """Those of the learners whose grading is newer than the page in the exchange, if there is one."""
    released = places.exchange() / COURSE_ID / "feedback"
    waiting = []
    for submission in submitted([assignment]):
        record = judge.record_path(assignment.id, submission.learner)
        if submission.learner not in learners or not record.is_file():
            continue
        secret = (submission.folder / "submission_secret.txt").read_text()
        page = released / f"{notebook_hash(secret=secret, notebook_id=assignment.notebook)}.html"
        if not page.is_file() or page.stat().st_mtime < record.stat().st_mtime:
            waiting.append(submission.learner)
    return waiting


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


def learner_name(learner: str) -> str | None:
    """The name that the gradebook has for a learner, else his id; None if it does not know him."""
    with running() as nbgrader, nbgrader.gradebook() as gradebook:
        try:
            student = gradebook.find_student(learner)
        except MissingEntry:
            return None
        return " ".join(part for part in (student.first_name, student.last_name) if part) or student.id


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
    assignment, record = submission.assignment, read_record(submission)
    notebook = places.classroom() / "autograded" / submission.learner / assignment.id / f"{assignment.notebook}.ipynb"
    if record is None or record["failed"] or not notebook.is_file():
        return False
    try:
        gradebook.find_submission(assignment.id, submission.learner)
    except MissingEntry:
        return False
    present = (handed_in.fingerprint(submission.folder, assignment), results.grading.version(assignment))
    return (record["fingerprint"], record["version"]) == present


def _row(gradebook: Gradebook, submission: Submission, seconds: float) -> Row:
    assignment, record = submission.assignment, read_record(submission)
    score, most = 0.0, 0.0
    with suppress(MissingEntry):
        score, most = _scores(gradebook.find_submission(assignment.id, submission.learner))
    if record is None:
        verdict = no_points(assignment.id, handed_in.script(assignment).exercises, judge.FAILED)
        return Row(assignment.id, submission.learner, score, most or verdict.max_score, verdict, seconds, True)
    return Row(assignment.id, submission.learner, score, most, record["verdict"], seconds, record["failed"])


def _scores(submission: SubmittedAssignment) -> tuple[float, float]:
    return max(0.0, submission.score - (submission.late_submission_penalty or 0.0)), submission.max_score
