"""Instructor notebook in, released notebook out: no solution, no hidden part, no outputs.

The stripping is nbgrader's own, with the options of `nbgrader generate_assignment`, so both make the same notebook.
"""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path

from nbformat import NotebookNode
from traitlets.config import Config

from autograder import authoring, quiz
from autograder.course import GRADED, LESSONS, QUIZZES, ROOT
from autograder.errors import AuthoringError, OutOfDate
from autograder.quiz import printed
from autograder.writing import write_whole
from utils.quiz import PAPER

STUB = 'raise NotImplementedError("Write your code here, in place of this line.")'


def stub_config() -> Config:
    """What a learner finds in the place of a solution."""
    config = Config()
    config.ClearSolutions.code_stub = {"python": STUB}
    return config


def learner_notebook(script: authoring.Script) -> NotebookNode:
    """The notebook as learners get it."""
    return copy.deepcopy(_learner_notebook(script))


@cache
def _learner_notebook(script: authoring.Script) -> NotebookNode:
    # Half a second that the marking of a quiz has no use for.
    from nbgrader.preprocessors import ClearHiddenTests, ClearOutput, ClearSolutions, ComputeChecksums, LockCells

    notebook = authoring.build(script)
    resources: dict = {}
    for step in (ClearSolutions, LockCells, ClearOutput, ClearHiddenTests, ComputeChecksums):
        notebook, resources = step(config=stub_config()).preprocess(notebook, resources)
    return notebook


def build(check: bool = False) -> list[Path]:
    """Write every learners' notebook, the lessons included, its figures and the printed quizzes; return what changed.

    With `check` nothing is written: OutOfDate names what would change.
    """
    texts = learners_files()
    folders = {assignment.path.parent / "figures" for assignment in (*GRADED, *LESSONS)}
    stale = _stale(texts) + [path for folder in folders for path in folder.glob("*") if path not in texts]
    if check and stale:
        names = ", ".join(path.name for path in stale)
        raise OutOfDate(f"{names}: differs from its source; run `autograder build` and commit the result.")
    return _write(stale, texts)


def learners_files() -> dict[Path, str | bytes]:
    """What learners get of every source: path below the course's folder -> what it holds. No answer is in it."""
    texts: dict[Path, str | bytes] = {}
    for assignment in (*GRADED, *LESSONS):
        script = authoring.read(assignment)
        texts |= _folder(assignment.path, learner_notebook(script), script)
    texts |= {quiz.shown_path(one, ROOT): quiz.shown(quiz.load(one)) for one in QUIZZES}
    return texts | (printed.files() if QUIZZES else {})


def instructor_notebooks(folder: Path) -> None:
    """Write FOLDER/ASSIGNMENT/NOTEBOOK.ipynb, solutions included, for every assignment: nbgrader's source folder."""
    for assignment in GRADED:
        script = authoring.read(assignment)
        texts = _folder(folder / assignment.id / assignment.path.name, authoring.build(script), script)
        _write(_stale(texts), texts)


def solved_notebooks(folder: Path) -> list[Path]:
    """Write the solved notebooks, as a learner who is done would have them, into FOLDER; return what was written."""
    if folder.exists() and not folder.is_dir():
        raise AuthoringError(f"{folder}: is not a folder; name one for the solved notebooks.")
    texts: dict[Path, str | bytes] = {}
    for assignment in GRADED:
        script = authoring.read(assignment)
        texts |= _folder(folder / assignment.path.name, solved_notebook(script), script)
    return _write(list(texts), texts)


def solved_notebook(script: authoring.Script, learner: str = PAPER) -> NotebookNode:
    """The released notebook with every stub replaced by the source's solution; a quiz with this learner's answers."""
    notebook = learner_notebook(script)
    solutions = {c.metadata["exercise"]: c.source for c in script.cells if c.metadata.get("role") == "solution"}
    if script.assignment.is_quiz:
        solutions = quiz.solutions(quiz.load(script.assignment), learner)
    for cell in notebook.cells:
        if is_learners(cell):
            cell.source = solutions[cell.metadata.nbgrader.grade_id]
    return notebook


def is_learners(cell: NotebookNode) -> bool:
    """Whether a cell of a released notebook is there for the learner to change: it has a name, and no lock."""
    return not cell.metadata.get("nbgrader", {}).get("locked", True)


def _folder(path: Path, notebook: NotebookNode, script: authoring.Script) -> dict[Path, str | bytes]:
    """The files of a notebook's folder: the notebook and the figures it shows."""
    pictures = {path.parent / "figures" / name: file.read_text() for name, file in authoring.figures(script).items()}
    return {path: authoring.write(notebook), **pictures}


def _stale(texts: dict[Path, str | bytes]) -> list[Path]:
    wanted = {path: text.encode("utf-8") if isinstance(text, str) else text for path, text in texts.items()}
    return [path for path, content in wanted.items() if not path.is_file() or path.read_bytes() != content]


def _write(paths: list[Path], texts: dict[Path, str | bytes]) -> list[Path]:
    """Write these files; one that has no text any more goes."""
    for path in paths:
        if path in texts:
            write_whole(path, texts[path], mode=0o644)
        else:
            path.unlink()
    return paths
