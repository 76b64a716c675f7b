"""How long a class takes with plain nbgrader and with this autograder: the same submissions, cold starts included.

The rival is nbgrader as one would use it: hidden tests as asserts with stored values in the graded cells, the whole
notebook executed for every learner. Each copy differs in a comment, so that nothing is graded only once.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from rich.console import Console
from rich.table import Table

from autograder import authoring, classroom, course, grading, intake, places, reference, release, results, sandbox
from autograder.authoring import Script
from autograder.course import Assignment, Limits
from autograder.errors import ClassroomError

ASSIGNMENT = "step_by_step"
SETUP = """
_rng = np.random.default_rng(7)
def _x(*shape):
    return _rng.standard_normal(shape)
_rnn = {"Wax": _x(4, 3), "Waa": _x(4, 4), "Wya": _x(2, 4), "ba": _x(4, 1), "by": _x(2, 1)}
_lstm = {name: _x(4, 7) for name in ("Wf", "Wi", "Wc", "Wo")}
_lstm |= {name: _x(4, 1) for name in ("bf", "bi", "bc", "bo")} | {"Wy": _x(2, 4), "by": _x(2, 1)}
"""
CALLS = {
    "rnn_cell_forward": "rnn_cell_forward(_x(3, 5), _x(4, 5), _rnn)",
    "rnn_forward": "rnn_forward(_x(3, 5, 4), _x(4, 5), _rnn)",
    "lstm_cell_forward": "lstm_cell_forward(_x(3, 5), _x(4, 5), _x(4, 5), _lstm)",
    "lstm_forward": "lstm_forward(_x(3, 5, 4), _x(4, 5), _lstm)",
    "rnn_cell_backward": "rnn_cell_backward(_x(4, 5), rnn_cell_forward(_x(3, 5), _x(4, 5), _rnn)[-1])",
    "rnn_backward": "rnn_backward(_x(4, 5, 4), rnn_forward(_x(3, 5, 4), _x(4, 5), _rnn)[-1])",
    "lstm_cell_backward": "lstm_cell_backward(_x(4, 5), _x(4, 5), "
    "lstm_cell_forward(_x(3, 5), _x(4, 5), _x(4, 5), _lstm)[-1])",
    "lstm_backward": "lstm_backward(_x(4, 5, 4), lstm_forward(_x(3, 5, 4), _x(4, 5), _lstm)[-1])",
}


def run(console: Console, copies: int = 20) -> None:
    """Grade the copies with both and print what it took."""
    script = authoring.read(course.find(ASSIGNMENT))
    texts = {f"learner_{number:03}": _solved(script, number) for number in range(copies)}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        console.print(f"Grading {copies} solved copies of {ASSIGNMENT} on {os.cpu_count()} cores.")
        plain = _plain(Path(folder) / "plain", script, texts)
        console.print(f"  plain nbgrader:  {plain:6.1f} s")
        home = Path(folder) / "classroom"
        with places.classroom_at(home):
            ours = _ours(home, script.assignment, texts)
            console.print(f"  autograder:      {ours:6.1f} s")
            parts = _parts(script)
    _show(console, copies, plain, ours, parts)


def _plain(home: Path, script: Script, texts: dict[str, str]) -> float:
    """Seconds that plain nbgrader takes for `nbgrader autograde`."""
    path = home / "source" / ASSIGNMENT / script.assignment.path.name
    release.instructor_notebooks(home / "source")
    path.write_text(nbformat.writes(_with_asserts(script)), encoding="utf-8")
    programs = sysconfig.get_path("scripts")
    environment = {**os.environ, "HOME": str(home), "PATH": os.pathsep.join([programs, os.environ.get("PATH", "")])}
    _command(["nbgrader", "generate_assignment", ASSIGNMENT], home, environment)
    _hand_in(home, script.assignment, texts)
    took = _command(["nbgrader", "autograde", ASSIGNMENT], home, environment)
    _check_scores(home, script.assignment, texts)
    return took


def _ours(home: Path, assignment: Assignment, texts: dict[str, str]) -> float:
    """Seconds that `autograder grade` takes."""
    classroom.release([assignment])
    _hand_in(home, assignment, texts)
    took = _command([sys.executable, "-m", "autograder", "grade", ASSIGNMENT], course.ROOT, dict(os.environ))
    _check_scores(home, assignment, texts)
    return took


def _parts(script: Script) -> dict[str, float]:
    """Where the seconds of one submission go, graded alone and warm."""
    answers = intake.extract(intake.cells(nbformat.reads(_solved(script, -1), as_version=4)), script)
    parts = {"kernel start": 0.0, "set-up and learner's cells": 0.0, "calls of the learner's functions": 0.0}

    def timed(part: str, action: Callable[..., Any]) -> Callable[..., Any]:
        def measure(*arguments: Any) -> Any:
            start = time.monotonic()
            try:
                return action(*arguments)
            finally:
                parts[part] += time.monotonic() - start

        return measure

    def start(limits: Limits) -> sandbox.Kernel:
        kernel = timed("kernel start", sandbox.start)(limits)
        kernel.run = timed("set-up and learner's cells", kernel.run)
        kernel.call = timed("calls of the learner's functions", kernel.call)
        return kernel

    begin = time.monotonic()
    grading.grade(script.assignment, answers, results.secret(), start)
    parts["judging, in the grader's process"] = time.monotonic() - begin - sum(parts.values())
    begin = time.monotonic()
    rows = classroom.grade(
        [script.assignment], workers=1, again=True
    )  # all verdicts are known: this is nbgrader's part
    parts["nbgrader's books"] = (time.monotonic() - begin) / len(rows)
    return parts


def _show(console: Console, copies: int, plain: float, ours: float, parts: dict[str, float]) -> None:
    table = Table("", "Seconds", "per submission")
    table.add_row("plain nbgrader 0.9.6", f"{plain:.1f}", f"{plain / copies:.2f}")
    table.add_row("autograder grade", f"{ours:.1f}", f"{ours / copies:.2f}")
    console.print(table)
    console.print(f"[bold]{plain / ours:.1f} times as fast[/], start of the programs included.\n")
    table = Table("One submission, alone", "Seconds")
    for part, seconds in parts.items():
        table.add_row(part, f"{seconds:.2f}")
    console.print(table)


def _solved(script: Script, number: int) -> str:
    """The solved notebook, different for each number."""
    notebook = release.solved_notebook(script)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source += f"\n# copy {number}"
    return nbformat.writes(notebook)


def _with_asserts(script: Script) -> NotebookNode:
    """The instructor notebook with its hidden tests as asserts, and without the cell that submits."""
    notebook = authoring.build(script)
    notebook.cells = [c for c in notebook.cells if c.cell_type != "code" or "submit()" not in c.source]
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("grade"):
            name = marks["grade_id"].removesuffix("_check")
            visible = cell.source.partition("### BEGIN HIDDEN TESTS")[0].rstrip()
            cell.source = f"{visible}\n### BEGIN HIDDEN TESTS{_asserts(script, name)}### END HIDDEN TESTS"
    return notebook


def _asserts(script: Script, name: str) -> str:
    """Asserts that compare with stored values: every array that the function returns, its shape and its values."""
    namespace = dict(reference.load(script.assignment, name).functions)
    exec(SETUP, namespace)
    got = eval(CALLS[name], namespace)
    lines = [SETUP.rstrip("\n"), f"_got = {CALLS[name]}", f"assert isinstance(_got, {type(got).__name__})"]
    for key, value in got.items() if isinstance(got, dict) else enumerate(got):
        if isinstance(value, np.ndarray):
            lines.append(f"assert _got[{key!r}].shape == {value.shape}")
            lines.append(f"assert np.allclose(_got[{key!r}], np.array({np.round(value, 10).tolist()}))")
    return "\n".join([*lines, ""])


def _hand_in(home: Path, assignment: Assignment, texts: dict[str, str]) -> None:
    for learner, text in texts.items():
        folder = home / "submitted" / learner / assignment.id
        folder.mkdir(parents=True)
        (folder / assignment.path.name).write_text(text, encoding="utf-8")


def _command(command: list[str], folder: Path, environment: dict[str, str]) -> float:
    """Run it; return the seconds it took. ClassroomError if it fails."""
    start = time.monotonic()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = (done.stdout + done.stderr).strip().splitlines()[-1:]
        raise ClassroomError(f"bench: `{' '.join(command)}` failed: {' '.join(said)}")
    return time.monotonic() - start


def _check_scores(home: Path, assignment: Assignment, texts: dict[str, str]) -> None:
    """Both must have found every copy right, or the times say nothing."""
    with Gradebook(f"sqlite:///{home / 'gradebook.db'}") as gradebook:
        wrong = [learner for learner in texts if gradebook.find_submission(assignment.id, learner).score < 100]
    if wrong:
        raise ClassroomError(f"bench: {home.name} gave {', '.join(wrong[:3])} less than 100 points; mend the bench.")
