"""The class as it stands in the books: people, what each has handed in, what it came to. For the reports."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import SubmittedAssignment

from autograder import course, places
from autograder.classroom import collected, handed_in
from autograder.classroom.exchange import LEFT_OUT
from autograder.classroom.handed_in import HandedIn
from autograder.classroom.nbgrader_runs import running
from autograder.course import Assignment
from autograder.verdict import Verdict


@dataclass(frozen=True)
class Person:
    """One of the class, as the gradebook knows him. Only `learner`, his id, is sure to be there."""

    learner: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_id: str = ""

    @property
    def name(self) -> str:
        """Last name first, as lists are sorted; the id if there is no name."""
        return ", ".join(part for part in (self.last_name, self.first_name) if part) or self.learner


@dataclass(frozen=True)
class Entry:
    """One submission in the gradebook. `score` includes manual grades and, already taken off, the late penalty.

    `verdict` is what grading said of it, None if that is not known. `attempts` counts what was collected,
    `left_out` says what was not taken of the latest.
    """

    assignment: str
    learner: str
    score: float
    max_score: float
    late_penalty: float = 0.0
    needs_review: bool = False
    handed_in: datetime.datetime | None = None
    attempts: int = 0
    left_out: tuple[str, ...] = ()
    verdict: Verdict | None = None
    failed: bool = False


@dataclass(frozen=True)
class Register:
    """Everyone and everything; `points` are those of each assignment in the gradebook, in the course's order."""

    people: tuple[Person, ...]
    points: dict[str, float]
    entries: tuple[Entry, ...]

    def scores(self) -> dict[tuple[str, str], float]:
        """(assignment, learner) -> score, where there is one."""
        return {(entry.assignment, entry.learner): entry.score for entry in self.entries}


def register(assignments: Sequence[str] = ()) -> Register:
    """What the gradebook and the classroom's folders hold, of these assignments or of all."""
    with running() as nbgrader, nbgrader.gradebook() as gradebook:
        chosen = [one for one in gradebook.assignments if not assignments or one.name in assignments]
        people = [_person(student) for student in gradebook.students]
        points = {one.name: float(one.max_score) for one in sorted(chosen, key=lambda one: _place(one.name))}
        entries = [_entry(submission) for assignment in chosen for submission in assignment.submissions]
    return Register(
        tuple(sorted(people, key=lambda person: (person.name.casefold(), person.learner))),
        points,
        tuple(sorted(entries, key=lambda entry: (_place(entry.assignment), entry.learner))),
    )


def folder_of(entry: Entry) -> Path:
    """What was handed in, not to be trusted."""
    return places.classroom() / "submitted" / entry.learner / entry.assignment


def received(entry: Entry) -> HandedIn | None:
    """The answers that were handed in, or why there are none; None if the course has no such assignment."""
    assignment = handed_in.assignment_called(entry.assignment)
    return handed_in.receive(folder_of(entry), assignment) if assignment and folder_of(entry).is_dir() else None


def _person(student: Any) -> Person:
    names = student.first_name, student.last_name, student.email, student.lms_user_id
    return Person(student.id, *(name or "" for name in names))


def _entry(submission: SubmittedAssignment) -> Entry:
    name, learner = submission.assignment.name, submission.student.id
    penalty = submission.late_submission_penalty or 0.0
    record = _record(name, learner)
    attempts = places.classroom() / "attempts" / name / learner
    kept = sorted(path for path in attempts.glob("*") if path.is_dir()) if attempts.is_dir() else []
    return Entry(
        name,
        learner,
        max(0.0, submission.score - penalty),
        float(submission.max_score),
        penalty,
        bool(submission.needs_manual_grade),
        submission.timestamp,
        len(kept),
        _left_out(kept),
        record["verdict"] if record else None,
        bool(record and record["failed"]),
    )


def _record(name: str, learner: str) -> dict[str, Any] | None:
    assignment: Assignment | None = handed_in.assignment_called(name)
    return collected.record(collected.Submission(assignment, learner, Path())) if assignment else None


def _left_out(kept: list[Path]) -> tuple[str, ...]:
    if not kept:
        return ()
    note = kept[-1].with_name(kept[-1].name + LEFT_OUT)
    return tuple(note.read_text(errors="replace").splitlines()) if note.is_file() else ()


def _place(assignment: str) -> tuple[int, str]:
    """Where an assignment stands in the course; one of the instructor's own comes behind."""
    known = [one.id for one in course.GRADED]
    return (known.index(assignment) if assignment in known else len(known), assignment)
