"""What an instructor wants to know of a class, from the books as they are: nothing is graded, nothing is run.

made = write(assignments, folder)
made.page           report.html: scores, exercises, messages, time, unusual submissions
made.canvas         canvas.csv, for Canvas: Grades, Import
made.moodle         moodle.csv, for Moodle: Grades, Import, CSV file
made.gradescope     gradescope/ASSIGNMENT/LEARNER/results.json, how many of them
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from autograder import classroom, pages, places
from autograder.classroom import Register
from autograder.errors import ClassroomError
from autograder.report import alike, drawing, gradebooks, gradescope, statistics
from autograder.report.signs import signs
from autograder.writing import write_whole

COURSE = "Sequence Models"


@dataclass(frozen=True)
class Made:
    """Where the report is."""

    page: Path
    canvas: Path
    moodle: Path
    gradescope: int


def write(assignments: Sequence[str] = (), folder: Path | None = None) -> Made:
    """Write the report on these assignments, or on all that the gradebook holds, into FOLDER (CLASSROOM/report)."""
    folder = folder or places.classroom() / "report"
    if folder.exists() and not folder.is_dir():
        raise ClassroomError(f"{folder}: is not a folder; name one for the report.")
    register = classroom.register(assignments)
    made = Made(folder / "report.html", folder / "canvas.csv", folder / "moodle.csv", _gradescope(register, folder))
    write_whole(made.page, page(register))
    write_whole(made.canvas, gradebooks.canvas(register))
    write_whole(made.moodle, gradebooks.moodle(register))
    return made


def page(register: Register, now: datetime.datetime | None = None) -> str:
    """The page as HTML."""
    summaries = [
        statistics.summary(assignment, points, entries)
        for assignment, points in register.points.items()
        if (entries := [entry for entry in register.entries if entry.assignment == assignment])
    ]
    received = [(entry, classroom.received(entry)) for entry in register.entries]
    programmed = [
        (entry.learner, found.answers)
        for entry, found in received
        if found and found.answers and not found.assignment.is_quiz
    ]
    suspected = [(entry, signs(entry, found, classroom.folder_of(entry))) for entry, found in received]
    scores = register.scores()
    return pages.render(
        "report.html.j2",
        "report.css",
        course=COURSE,
        made=f"{now or datetime.datetime.now():%d %B %Y, %H:%M}",
        people=register.people,
        entries=len(register.entries),
        summaries=summaries,
        states=statistics.STATES,
        classes=drawing.CLASSES,
        groups=alike.groups(programmed),
        seen=[(entry, found) for entry, found in suspected if found],
        scores=scores,
        together={
            person.learner: sum(scores.get((assignment, person.learner), 0.0) for assignment in register.points)
            for person in register.people
        },
        histogram=drawing.histogram,
        shares=drawing.shares,
        seconds=_seconds,
    )


def _gradescope(register: Register, folder: Path) -> int:
    graded = [(entry, entry.verdict) for entry in register.entries if entry.verdict]
    for entry, verdict in graded:
        learner = quote(entry.learner, safe=" @+,")
        home = folder / "gradescope" / entry.assignment / learner.replace("..", "%2E%2E")
        write_whole(home / "results.json", gradescope.to_json(verdict))
    return len(graded)


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if value < 1 else f"{value:.1f} s" if value < 100 else f"{value:.0f} s"
