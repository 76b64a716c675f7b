"""An untrusted file in, the learner's answers out. Rebuild, do not repair.

Of a submitted notebook only the learner's own code is taken: the cells of the exercises, found by name, and the cells
he added, kept in his order before the next exercise as helpers. All the rest - text, checks, metadata, outputs, order -
comes from the course's own notebook. So edited checks mean nothing, and split, copied, moved or deleted cells cost
nothing.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import stat
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder import authoring, course, release
from autograder.authoring import Script
from autograder.course import GRADED, LESSONS, Assignment, Limits
from autograder.errors import SubmissionRefused

CELLS = 5_000  # cells in a notebook
SOURCE = 1 << 20  # characters of code in a notebook


@dataclass(frozen=True)
class Piece:
    """One code cell of the learner's: that of an exercise or, with `exercise` None, a helper for the cells below."""

    source: str
    exercise: str | None = None


@dataclass(frozen=True)
class Answers:
    """What one learner wrote, in the order in which it runs. An exercise that he left as it was has no piece.

    `notes` are sentences for him about the notebook as a whole.
    """

    assignment: str
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """A hash of the code alone: equal answers have equal keys, whatever surrounds them."""
        content = [self.assignment, [[piece.exercise, piece.source] for piece in self.pieces]]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()

    @property
    def sources(self) -> list[str]:
        return [piece.source for piece in self.pieces]


@dataclass(frozen=True)
class Cell:
    """What is looked at of a submitted cell."""

    kind: str
    source: str
    grade_id: str
    id: str


def identify(path: Path) -> Assignment:
    """The assignment whose notebook has this file's name; SubmissionRefused if there is none."""
    if (assignment := course.named(path)) is not None:
        return assignment
    if any(path.name == lesson.path.name for lesson in LESSONS):
        raise SubmissionRefused(f"{path.name}: lessons are not graded; hand in one of the week's assignments.")
    if contents := _assignments_inside(path):
        names = " or ".join(f"`{content.notebook}.ipynb`" for content in contents)
        raise SubmissionRefused(f"{path.name}: has been renamed; call it {names} again.")
    raise SubmissionRefused(
        f"{path.name}: is no notebook of this course; hand in one of those in the Week folders, under its own name."
    )


def read(path: Path, limits: Limits) -> list[Cell]:
    """The cells of the file. SubmissionRefused says what is wrong with anything but a sane nbformat 4 notebook."""
    return cells(content(path, limits), path.name)


def content(path: Path, limits: Limits) -> dict[str, Any]:
    """All that the file holds. SubmissionRefused if it is no notebook of format 4; what is inside may be anything."""
    text = _text(path, limits.notebook_bytes)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise SubmissionRefused(
            f"{path.name}: is not a notebook; save it in JupyterLab and hand in that file."
        ) from None
    if not isinstance(data, dict) or type(data.get("nbformat")) is not int:
        raise SubmissionRefused(f"{path.name}: is not a notebook; save it in JupyterLab and hand in that file.")
    if data["nbformat"] != 4:
        raise SubmissionRefused(
            f"{path.name}: has notebook format {str(data['nbformat'])[:20]}, and the course uses 4; "
            "open it in JupyterLab, save it, and hand it in again."
        )
    return data


def cells(notebook: dict[str, Any], name: str = "notebook") -> list[Cell]:
    """What is looked at of a notebook's cells. SubmissionRefused, with the file's name, if they cannot be read."""
    found = notebook.get("cells")
    if not isinstance(found, list) or len(found) > CELLS or not all(isinstance(cell, dict) for cell in found):
        raise SubmissionRefused(f"{name}: has no list of cells that can be read; save it in JupyterLab again.")
    read = [_cell(cell) for cell in found]
    if sum(len(cell.source) for cell in read if cell.kind == "code" or cell.grade_id) > SOURCE:
        raise SubmissionRefused(f"{name}: holds more than a million characters of code; remove what is not yours.")
    return read


def extract(cells: list[Cell], script: Script) -> Answers:
    """The learner's answers. SubmissionRefused if the notebook holds none of the assignment's exercises."""
    ours = _course_cells(script)
    notes: list[str] = []
    pieces: list[Piece] = []
    if not any(
        c.grade_id in ours.stubs or c.grade_id in ours.locked or _defined(c.source) & ours.stubs.keys() for c in cells
    ):
        raise SubmissionRefused(
            f"{script.assignment.path.name}: holds none of the exercises of `{script.assignment.id}`; "
            "is it the notebook of another course?"
        )
    for cell in cells:
        source = cell.source.strip("\n")
        if cell.grade_id in ours.stubs:
            if source.strip() and source.strip() != ours.stubs[cell.grade_id]:
                pieces.append(Piece(source, cell.grade_id))
        elif cell.grade_id in ours.locked:
            if cell.grade_id.startswith("given_") and source.strip() != ours.locked[cell.grade_id]:
                notes.append(
                    "A set-up cell of the course has been changed. Grading uses the original; "
                    "put your own imports and helpers into a cell of your own."
                )
        elif cell.kind != "code" or not source.strip() or source.strip() in ours.sources:
            continue
        elif cell.id in ours.ids:
            pieces.append(Piece(_definitions(source)))
        else:
            pieces.append(Piece(source))
    return Answers(script.assignment.id, tuple(_in_order(pieces, ours.stubs)), tuple(dict.fromkeys(notes)))


def open_submission(path: Path, script: Script) -> Answers:
    """`read` and `extract` in one."""
    return extract(read(path, script.assignment.limits), script)


def rebuild(script: Script, answers: Answers) -> NotebookNode:
    """The released notebook with the learner's cells in place, no outputs. `extract` finds the same answers in it."""
    notebook = release.learner_notebook(script)
    helpers: dict[str | None, list[str]] = {}
    solutions: dict[str, str] = {}
    waiting: list[str] = []
    for piece in answers.pieces:
        if piece.exercise is None:
            waiting.append(piece.source)
        else:
            helpers[piece.exercise], waiting = waiting, []
            solutions[piece.exercise] = piece.source
    cells = []
    for cell in notebook.cells:
        if release.is_learners(cell):
            name = cell.metadata.nbgrader.grade_id
            cells += [_helper_cell(source, f"{name}-helper-{n}") for n, source in enumerate(helpers.get(name, []), 1)]
            cell.source = solutions.get(name, cell.source)
        cells.append(cell)
    cells += [_helper_cell(source, f"last-helper-{n}") for n, source in enumerate(waiting, 1)]
    notebook.cells = cells
    return notebook


# The file


def _text(path: Path, most: int) -> str:
    try:
        status = path.lstat()
    except (OSError, ValueError):
        raise SubmissionRefused(f"{path.name}: there is no such file; check the path.") from None
    if stat.S_ISLNK(status.st_mode):
        raise SubmissionRefused(f"{path.name}: is a link; hand in the notebook itself.")
    if stat.S_ISDIR(status.st_mode):
        raise SubmissionRefused(f"{path.name}: is a folder; name the notebook inside it.")
    if not stat.S_ISREG(status.st_mode):
        raise SubmissionRefused(f"{path.name}: is not an ordinary file; hand in the notebook itself.")
    try:
        # Between lstat and open the name may have come to mean something else; the open file is what counts.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise SubmissionRefused(f"{path.name}: is not an ordinary file; hand in the notebook itself.")
            content = file.read(most + 1)
    except OSError as error:
        raise SubmissionRefused(f"{path.name}: cannot be read ({error.strerror}); check its permissions.") from None
    if not content:
        raise SubmissionRefused(f"{path.name}: is empty; save the notebook in JupyterLab and hand it in again.")
    if len(content) > most:
        raise SubmissionRefused(
            f"{path.name}: is larger than {most >> 20} MB; save it without outputs (Edit, Clear Outputs of All Cells)."
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SubmissionRefused(f"{path.name}: is not UTF-8 text; save the notebook in JupyterLab again.") from None


def _cell(data: dict[str, Any]) -> Cell:
    source = data.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    metadata = data.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = marks.get("grade_id") if isinstance(marks, dict) else None
    return Cell(
        kind="code" if data.get("cell_type") == "code" else "text",
        source=_printable(source) if isinstance(source, str) else "",
        grade_id=grade_id if isinstance(grade_id, str) else "",
        id=data["id"] if isinstance(data.get("id"), str) else "",
    )


def _printable(source: str) -> str:
    """Text that can be sent and stored: a lone surrogate is no character."""
    return source.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n")


def _assignments_inside(path: Path) -> list[Assignment]:
    """Whose exercises a file of another name holds: of one, or of quizzes, which name their answers alike.

    SubmissionRefused if it cannot be read.
    """
    names = {cell.grade_id for cell in read(path, Limits())}
    found = [assignment for assignment in GRADED if names & _stub_names(assignment)]
    return found if all(assignment.is_quiz for assignment in found) else found[:1]


@cache
def _stub_names(assignment: Assignment) -> frozenset[str]:
    return frozenset(exercise.name for exercise in authoring.read(assignment).exercises)


# The answers


@dataclass(frozen=True)
class _CourseCells:
    """The course's own cells, to tell them from the learner's."""

    stubs: dict[str, str]  # exercise -> what stands in its cell before the learner writes
    locked: dict[str, str]  # given and check cells by grade_id
    sources: frozenset[str]  # every code cell without a role
    ids: frozenset[str]  # their ids


@cache
def _course_cells(script: Script) -> _CourseCells:
    stubs: dict[str, str] = {}
    locked: dict[str, str] = {}
    sources: set[str] = set()
    ids: set[str] = set()
    # Nothing is cleared from a quiz, so that its stubs are known without nbgrader.
    notebook = authoring.build(script) if script.assignment.is_quiz else release.learner_notebook(script)
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if release.is_learners(cell):
            stubs[marks["grade_id"]] = cell.source.strip()
        elif marks:
            locked[marks["grade_id"]] = cell.source.strip()
            sources.add(cell.source.strip())
        elif cell.cell_type == "code":
            sources.add(cell.source.strip())
            ids.add(cell.id)
    return _CourseCells(stubs, locked, frozenset(sources), frozenset(ids))


def _in_order(pieces: list[Piece], stubs: dict[str, str]) -> list[Piece]:
    """Exercises in the course's order, each behind the helpers that stand before it in the notebook.

    Of several cells of one exercise the last counts, as it does when a notebook runs; the others become helpers.
    """
    last = {piece.exercise: place for place, piece in enumerate(pieces)}
    groups: dict[str, list[Piece]] = {}
    waiting: list[Piece] = []
    for place, piece in enumerate(pieces):
        if piece.exercise is not None and last[piece.exercise] == place:
            groups[piece.exercise], waiting = [*waiting, piece], []
        elif piece.source.strip():
            waiting.append(Piece(piece.source))
    return [piece for name in stubs for piece in groups.get(name, [])] + waiting


def _definitions(source: str) -> str:
    """What a learner may have added to a cell of the course's: imports, functions, classes, but not what it does."""
    kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    lines = source.splitlines()
    wanted = [node for node in _parsed(source) if isinstance(node, kinds)]
    return "\n".join("\n".join(lines[_first_line(node) - 1 : node.end_lineno]) for node in wanted)


def _first_line(node: ast.stmt) -> int:
    return min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", []))])


def _defined(source: str) -> set[str]:
    """The functions and variables that a cell defines."""
    nodes = _parsed(source)
    targets = [target for node in nodes if isinstance(node, ast.Assign) for target in node.targets]
    functions = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    return functions | {target.id for target in targets if isinstance(target, ast.Name)}


def _parsed(source: str) -> list[ast.stmt]:
    try:
        return ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _helper_cell(source: str, name: str) -> NotebookNode:
    cell = nbformat.v4.new_code_cell(source)
    cell.id = name
    return cell
