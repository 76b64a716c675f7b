"""Instructor notebook in, released notebook out: no solution, no hidden part, no outputs.

The stripping is nbgrader's own, with the options of `nbgrader generate_assignment`, so both make the same notebook.
"""

from __future__ import annotations

import copy
import os
import tempfile
from functools import cache
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests, ClearOutput, ClearSolutions, ComputeChecksums, LockCells
from traitlets.config import Config

from autograder import authoring
from autograder.course import ASSIGNMENTS
from autograder.errors import AuthoringError, OutOfDate

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
    notebook = authoring.build(script)
    resources: dict = {}
    for step in (ClearSolutions, LockCells, ClearOutput, ClearHiddenTests, ComputeChecksums):
        notebook, resources = step(config=stub_config()).preprocess(notebook, resources)
    return notebook


def build(check: bool = False) -> list[Path]:
    """Write every learners' notebook; return those that changed. With `check`, write nothing: OutOfDate names them."""
    texts = {a.path: authoring.write(learner_notebook(authoring.read(a))) for a in ASSIGNMENTS}
    stale = [path for path, text in texts.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if check and stale:
        names = ", ".join(str(path.name) for path in stale)
        raise OutOfDate(f"{names}: differs from its source; run `autograder build` and commit the result.")
    for path in [] if check else stale:
        write_whole(path, texts[path])
    return stale


def instructor_notebooks(folder: Path) -> None:
    """Write FOLDER/ASSIGNMENT/NOTEBOOK.ipynb, solutions included, for every assignment: nbgrader's source folder."""
    for assignment in ASSIGNMENTS:
        path = folder / assignment.id / f"{assignment.notebook}.ipynb"
        text = authoring.write(authoring.build(authoring.read(assignment)))
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            write_whole(path, text)


def solved_notebooks(folder: Path) -> list[Path]:
    """Write the solved notebooks, as a learner who is done would have them, into FOLDER; return their paths."""
    if folder.exists() and not folder.is_dir():
        raise AuthoringError(f"{folder}: is not a folder; name one for the solved notebooks.")
    paths = []
    for assignment in ASSIGNMENTS:
        paths.append(folder / f"{assignment.notebook}.ipynb")
        write_whole(paths[-1], authoring.write(solved_notebook(authoring.read(assignment))))
    return paths


def solved_notebook(script: authoring.Script) -> NotebookNode:
    """The released notebook with every stub replaced by the source's solution."""
    notebook = learner_notebook(script)
    solutions = {c.metadata["exercise"]: c.source for c in script.cells if c.metadata.get("role") == "solution"}
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("solution"):
            cell.source = solutions[marks["grade_id"]]
    return notebook


def write_whole(path: Path, text: str) -> None:
    """Write the file at once or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(name, 0o644)
    os.replace(name, path)
