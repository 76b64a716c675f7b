"""The gradebook as Canvas and Moodle read it: one CSV file each, in the columns that their importers document.

Both show what would change before anything does. A learner without a submission has an empty place, which changes
nothing there.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from autograder.classroom import Entry, Register

FORMULA = re.compile(r"^[=+\-@\t\r]")
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
CANVAS_POINTS = ("    Points Possible", "", "", "", "")
MOODLE = ("Username", "First name", "Last name", "ID number", "Email address")


def canvas(register: Register) -> str:
    """For Canvas: Grades, Import. Learners are found by their Canvas ID, if the gradebook has it, or their login.

    Canvas wants the five columns in this order and the points below the header. An assignment whose title is not yet
    there is offered as a new one.
    """
    scores = register.scores()
    rows = [[*CANVAS, *register.points], [*CANVAS_POINTS, *(_number(points) for points in register.points.values())]]
    for person in register.people:
        grades = [_number(scores.get((assignment, person.learner))) for assignment in register.points]
        rows.append([_text(person.name), _text(person.lms_id), "", _text(person.learner), "", *grades])
    return _csv(rows)


def moodle(register: Register) -> str:
    """For Moodle: Grades, Import, CSV file; map from `Username` to `username`, or from the address to `useremail`.

    Moodle wants grade and feedback of an assignment mapped together, and asks which column is which. The columns are
    named as in its own export.
    """
    entries = {(entry.assignment, entry.learner): entry for entry in register.entries}
    header = [
        *MOODLE,
        *(f"{what}: {assignment}" for assignment in register.points for what in ("Assignment", "Feedback")),
    ]
    rows = [header]
    for person in register.people:
        row = [person.learner, person.first_name, person.last_name, person.lms_id, person.email]
        cells = [_moodle_cells(entries.get((assignment, person.learner))) for assignment in register.points]
        rows.append([*map(_text, row), *(cell for pair in cells for cell in pair)])
    return _csv(rows)


def _moodle_cells(entry: Entry | None) -> tuple[str, str]:
    if entry is None:
        return "", ""
    parts = (
        [f"{e.name} {e.points:g}/{e.max_points:g}" for e in entry.verdict.exercises if e.max_points]
        if entry.verdict
        else []
    )
    late = [f"late: -{entry.late_penalty:g}"] if entry.late_penalty else []
    return _number(entry.score), "; ".join([*parts, *late])


def _number(value: float | None) -> str:
    """At most two decimals, with a point."""
    return "" if value is None else f"{round(value, 2):g}"


def _text(value: str) -> str:
    """A text as it is, unless a spreadsheet would take it for a formula and run it."""
    return f"'{value}" if FORMULA.match(value) else value


def _csv(rows: Iterable[Sequence[str]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    return file.getvalue()
