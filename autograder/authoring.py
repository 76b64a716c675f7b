"""A percent script in, an instructor notebook out. Pure: the same text always gives the same bytes.

A source is a jupytext percent script. Marks of our own say what a cell is for:

    # %% role="given"                                     what the learner's code may rely on
    # %% exercise="rnn_forward" role="solution"           the learner's function, its body between nbgrader's markers
    # %% exercise="rnn_forward" role="grade" points=25 builds_on="rnn_cell_forward"    the visible check

A quiz has a source of its own kind (`autograder/quiz`), which makes the same cells, and one role more: `answer`, a line
that the learner completes, released as it stands.

A lesson has none of these marks: all its cells are text to read and code to run.

The builder turns them into nbgrader's metadata, pins the cell ids, points to the figures, and adds to each check the
hidden part that keeps a grader without our configuration from giving points.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.course import MEDIA, Assignment, Exercise, Lesson
from autograder.errors import AuthoringError

ROLES = ("given", "solution", "grade")
LEARNERS = ("solution", "answer")  # roles of cells that the learner changes
KERNELSPEC = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
LANGUAGE = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"}
FAIL_CLOSED = """
### BEGIN HIDDEN TESTS
raise RuntimeError(
    "{name}: this notebook is graded by the course's autograder. "
    "Run `autograder grade`, or nbgrader from the course's folder with its nbgrader_config.py."
)
### END HIDDEN TESTS"""
FIGURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\(\.\./\.\./media/(?P<name>[\w-]+\.svg)\)")


@dataclass(frozen=True)
class Script:
    """A source that keeps the rules: its cells as written, its exercises in order. Equal texts make equal scripts."""

    assignment: Assignment
    text: str
    cells: tuple[NotebookNode, ...] = field(compare=False, repr=False)
    exercises: tuple[Exercise, ...] = field(compare=False)

    def sources(self, *roles: str) -> list[str]:
        """The code of the cells with these roles, in order."""
        return [cell.source for cell in self.cells if cell.metadata.get("role") in roles]

    def exercise(self, name: str) -> Exercise:
        return next(exercise for exercise in self.exercises if exercise.name == name)


def read(assignment: Assignment, text: str | None = None) -> Script:
    """The assignment's source, checked. AuthoringError names the cell that breaks a rule."""
    if text is None:
        if not assignment.source.is_file():
            raise AuthoringError(
                f"{assignment.source.name}: the source of `{assignment.id}` is missing; restore it from the repository."
            )
        text = assignment.source.read_text(encoding="utf-8")
    if assignment.is_quiz:
        from autograder import quiz  # it makes scripts of this module's kind

        return quiz.script(assignment, text)
    return _parse(assignment, text)


@cache
def _parse(assignment: Assignment, text: str) -> Script:
    import jupytext  # a quarter of a second that a quiz has no use for

    where = assignment.source.name
    cells = tuple(jupytext.reads(text, fmt="py:percent").cells)
    for cell in cells:
        cell.metadata.pop("lines_to_next_cell", None)
    if isinstance(assignment, Lesson):
        _refuse_marks(where, cells)
    return Script(assignment, text, cells, tuple(_exercises(where, cells)))


def build(script: Script) -> NotebookNode:
    """The instructor notebook, with solutions and nbgrader's metadata."""
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": KERNELSPEC, "language_info": LANGUAGE})
    taken: set[str] = set()
    for cell in script.cells:
        made = _code(cell) if cell.cell_type == "code" else _text(cell)
        made.id = _cell_id(cell, taken)
        notebook.cells.append(made)
    _name_given_cells(notebook)
    nbformat.validate(notebook)
    return notebook


def figures(script: Script) -> dict[str, Path]:
    """The figures of the notebook, which travel beside it in `figures/`: name -> the file in `media`."""
    found = {}
    for cell in script.cells:
        for match in FIGURE.finditer(cell.source) if cell.cell_type == "markdown" else ():
            path = MEDIA / match["name"]
            if not path.is_file():
                raise AuthoringError(
                    f"{script.assignment.source.name}: the figure {path.name} is not in {MEDIA.name}; draw it."
                )
            found[path.name] = path
    return found


def write(notebook: NotebookNode) -> str:
    """The notebook as the text of its file."""
    return nbformat.writes(notebook, version=4) + "\n"


def _refuse_marks(where: str, cells: tuple[NotebookNode, ...]) -> None:
    for number, cell in enumerate(cells, 1):
        if {"role", "exercise", "points"} & cell.metadata.keys():
            raise AuthoringError(f"{where}, cell {number}: lessons are not graded; remove the cell's marks.")


def _exercises(where: str, cells: tuple[NotebookNode, ...]) -> list[Exercise]:
    found: list[Exercise] = []
    solved: list[str] = []
    for number, cell in enumerate(cells, 1):
        role, name = cell.metadata.get("role"), cell.metadata.get("exercise")
        here = f"{where}, cell {number}"
        if role is None and name is None:
            continue
        if role not in ROLES:
            raise AuthoringError(f"{here}: role is {role!r}; give it one of {', '.join(ROLES)}.")
        if cell.cell_type != "code":
            raise AuthoringError(f"{here}: only code cells have a role; remove it, or remove [markdown].")
        if (role == "given") != (name is None):
            raise AuthoringError(f"{here}: a {role} cell {'has no' if name else 'needs an'} exercise name.")
        if role == "solution":
            if name in solved:
                raise AuthoringError(f"{here}: `{name}` has a solution cell already; rename one of the two.")
            if "### BEGIN SOLUTION" not in cell.source or "### END SOLUTION" not in cell.source:
                raise AuthoringError(
                    f"{here}: mark the solution of `{name}` with ### BEGIN SOLUTION and ### END SOLUTION."
                )
            solved.append(name)
        if role == "grade":
            found.append(_exercise(here, cell.metadata, solved, found))
    for name in solved:
        if name not in [exercise.name for exercise in found]:
            raise AuthoringError(
                f'{where}: `{name}` has no check; add a cell with exercise="{name}" role="grade" points=...'
            )
    return found


def _exercise(here: str, marks: Any, solved: list[str], found: list[Exercise]) -> Exercise:
    name, points, builds_on = marks["exercise"], marks.get("points"), marks.get("builds_on")
    earlier = [exercise.name for exercise in found]
    if name in earlier:
        raise AuthoringError(f"{here}: `{name}` has a check already; put both into one cell.")
    if name not in solved:
        raise AuthoringError(f"{here}: the check of `{name}` stands before its solution; swap them.")
    if isinstance(points, bool) or not isinstance(points, int | float) or points < 0:
        raise AuthoringError(f"{here}: `{name}` has no points; write points=10, or points=0 for practice.")
    if builds_on is not None and builds_on not in earlier:
        raise AuthoringError(f"{here}: builds_on names {builds_on!r}, which is no earlier exercise.")
    return Exercise(name, float(points), builds_on)


def _code(cell: NotebookNode) -> NotebookNode:
    made = nbformat.v4.new_code_cell(cell.source)
    role, name = cell.metadata.get("role"), cell.metadata.get("exercise")
    if role == "grade":
        made.source += FAIL_CLOSED.format(name=name)
    if role is not None:
        made.metadata["nbgrader"] = {
            "grade": role == "grade",
            "grade_id": {"solution": name, "answer": name, "grade": f"{name}_check"}.get(role, ""),
            "locked": role not in LEARNERS,
            "schema_version": 3,
            "solution": role == "solution",
            "task": False,
        }
    if role == "grade":
        made.metadata["nbgrader"]["points"] = cell.metadata["points"]
    if role not in LEARNERS and role is not None:
        made.metadata.update(deletable=False, editable=False)
    return made


def _text(cell: NotebookNode) -> NotebookNode:
    return nbformat.v4.new_markdown_cell(FIGURE.sub(r"![\g<alt>](figures/\g<name>)", cell.source))


def _cell_id(cell: NotebookNode, taken: set[str]) -> str:
    """An id that stays the same as long as the cell does: jupytext's are random."""
    role, name = cell.metadata.get("role"), cell.metadata.get("exercise")
    base = f"{name}-{role}" if name else hashlib.sha256(cell.source.encode()).hexdigest()[:12]
    candidate, count = base, 1
    while candidate in taken:
        count += 1
        candidate = f"{base}-{count}"
    taken.add(candidate)
    return candidate


def _name_given_cells(notebook: NotebookNode) -> None:
    given = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == ""]
    for number, cell in enumerate(given, 1):
        cell.metadata["nbgrader"]["grade_id"] = f"given_{number}"
