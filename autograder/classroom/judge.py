"""Our part of `nbgrader autograde`: what is read, and what is written into the cells that give points.

nbgrader's Autograde converts a notebook twice. First, sanitizing, it reads what was handed in: `SubmissionExporter`
lets nothing but intake read that file, and hands on the course's own notebook with the learner's cells in place.
Then, autograding, it runs `Judge` instead of executing the notebook. nbgrader's SaveAutoGrades gives full points to a
cell without output, so Judge leaves no such cell: whatever goes wrong, there is an output, and it says 0.
"""

from __future__ import annotations

import json
import logging
import math
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade

from autograder import intake, places, quiz, release, results
from autograder.classroom import handed_in
from autograder.classroom.handed_in import HandedIn
from autograder.verdict import ExerciseVerdict, Verdict, no_points

log = logging.getLogger(__name__)

FAILED = "The autograder could not grade this. It gives no points for now; your instructor has been told."
METADATA, SUMMARY = "autograder", "autograder-summary"  # where an autograded notebook holds its verdict
CHECK = "_check"  # what authoring appends to an exercise's name in the grade_id of its check


@dataclass(frozen=True)
class Judgement:
    """A verdict; `failed` says that the autograder is to blame for it, so that a person has to look."""

    verdict: Verdict
    failed: bool = False


def judge(submission: HandedIn, learner: str) -> Judgement:
    """The verdict on what this learner handed in. Never raises: what cannot be judged gives no points."""
    exercises = handed_in.script(submission.assignment).exercises
    if submission.answers is None:
        return Judgement(no_points(submission.assignment.id, exercises, submission.refusal), submission.failed)
    try:
        verdict = results.verdict_for(submission.assignment, submission.answers)
    except Exception:
        log.exception("%s: a grading stopped", submission.assignment.id)
        return Judgement(no_points(submission.assignment.id, exercises, FAILED), failed=True)
    if submission.assignment.is_quiz and (note := quiz.of_another(submission.answers.sources, learner)):
        verdict = verdict.with_notes(note)
    return Judgement(verdict, results.unjudged(verdict))


class SubmissionExporter(NotebookExporter):
    """Reads a submission as `submission`, and goes on with the course's own notebook."""

    submission: HandedIn | None = None
    notebook: NotebookNode

    def from_filename(self, filename: str, resources: dict | None = None, **options: Any) -> Any:
        if not getattr(self.parent, "_sanitizing", True):
            return self.from_notebook_node(self.notebook, resources)  # what was sanitized a moment ago
        about = (resources or {})["nbgrader"]
        self.submission = None
        forget(about)
        assignment = handed_in.assignment_called(about["assignment"])
        if assignment is None:
            raise ValueError(f"{about['assignment']}: the course has no such assignment")
        self.submission = handed_in.receive(Path(filename).parent, assignment)
        self.notebook = rebuilt(self.submission)
        return self.from_notebook_node(self.notebook, resources)


class Judge(NbGraderPreprocessor):
    """Writes points and messages into the outputs of the grade cells."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        submission = getattr(self.parent, "submission", None)
        if submission is None:
            raise ValueError("Judge needs SubmissionExporter; load nbgrader_config.py from the course's folder")
        # A thread of its own, because the formgrader calls from within a running event loop.
        with ThreadPoolExecutor(1) as thread:
            judgement = thread.submit(judge, submission, resources["nbgrader"]["student"]).result()
        write(judgement.verdict, nb)
        resources["judgement"] = judgement
        return nb, resources


class Remember(NbGraderPreprocessor):
    """Comes last: keeps what is in the gradebook now, and asks for a person's look where grading failed."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        judgement, submission = resources["judgement"], self.parent.submission
        with Gradebook(resources["nbgrader"]["db_url"]) as gradebook:
            if judgement.failed:
                _reset(gradebook, resources["nbgrader"], keep_scores=True)
            gradebook.db().commit()  # also of a shared one: before the record says that it has been done
        path = record_path(resources["nbgrader"]["assignment"], resources["nbgrader"]["student"])
        record = {
            "fingerprint": submission.fingerprint,
            "version": results.grading.version(submission.assignment),
            "failed": judgement.failed,
            "verdict": judgement.verdict.to_dict(),
        }
        results.write_whole(path, json.dumps(record, indent=1))
        return nb, resources


def forget(about: dict[str, str]) -> None:
    """Take back the automatic scores of an earlier attempt. If the new one comes to nothing, nothing is what it has."""
    record_path(about["assignment"], about["student"]).unlink(missing_ok=True)
    with Gradebook(about["db_url"]) as gradebook, suppress(MissingEntry):
        _reset(gradebook, about)


def rebuilt(submission: HandedIn) -> NotebookNode:
    """The course's own notebook with the learner's cells in place; without them if there are none to be had."""
    script = handed_in.script(submission.assignment)
    if submission.answers is None:
        return release.learner_notebook(script)
    return intake.rebuild(script, submission.answers)


def write(verdict: Verdict, notebook: NotebookNode) -> None:
    """Put the verdict into the notebook: the whole of it on top, and at each check what SaveAutoGrades reads."""
    notebook.metadata[METADATA] = verdict.to_dict()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        if is_grade(cell):
            cell.outputs = _outputs(verdict, cell.metadata.nbgrader)
    notebook.cells.insert(0, _summary(verdict))


def record_path(assignment: str, learner: str) -> Path:
    """Where `Remember` keeps what the gradebook holds of this submission."""
    return places.classroom() / "results" / "graded" / assignment / learner / "record.json"


def _outputs(verdict: Verdict, marks: dict[str, Any]) -> list[NotebookNode]:
    name, most = marks["grade_id"].removesuffix(CHECK), float(marks["points"])
    try:
        exercise = verdict.exercise(name)
    except KeyError:
        exercise = ExerciseVerdict(name, 0.0, most, False, (FAILED,))
    points = min(max(exercise.points, 0.0), most) if math.isfinite(exercise.points) else 0.0
    text = "\n".join([headline(exercise, points), *(f"* {message}" for message in exercise.messages)])
    return [
        nbformat.v4.new_output("stream", name="stdout", text=text + "\n"),
        nbformat.v4.new_output("execute_result", {"text/plain": f"{points:g}"}, execution_count=None),
    ]


def headline(exercise: ExerciseVerdict, points: float) -> str:
    """One line: the name and what it came to."""
    if exercise.max_points:
        return f"{exercise.name}: {points:g} of {exercise.max_points:g} points"
    return f"{exercise.name}: {'right' if exercise.passed else 'not right yet'} (practice, no points)"


def _summary(verdict: Verdict) -> NotebookNode:
    """The first cell of the feedback. Plain text, so that nothing in it can act on the page."""
    lines = []
    for exercise in verdict.exercises:
        lines += [headline(exercise, exercise.points), *(f"  * {message}" for message in exercise.messages)]
    lines += ["", f"Together: {verdict.score:g} of {verdict.max_score:g} points"]
    lines += [f"* {note}" for note in verdict.notes]
    cell = nbformat.v4.new_code_cell("# What the autograder says.")
    cell.id = SUMMARY
    cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text="\n".join(lines) + "\n")]
    return cell


def _reset(gradebook: Gradebook, about: dict[str, str], keep_scores: bool = False) -> None:
    """Mark every grade of the notebook for a person's look; without `keep_scores` it is 0 from now on."""
    notebook = gradebook.find_submission_notebook(about["notebook"], about["assignment"], about["student"])
    for grade in notebook.grades:
        grade.needs_manual_grade = True
        if not keep_scores:
            grade.auto_score = 0.0
    if not keep_scores:
        notebook.late_submission_penalty = None
    gradebook.db.commit()
