"""How long a class takes with plain nbgrader and with this autograder: the same submissions, cold starts included.

Each copy differs in a comment, so that nothing is graded only once. Both have to find every copy right, or the times
would say nothing.
"""

from __future__ import annotations

import os
import statistics
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook
from rich.console import Console
from rich.table import Table

from autograder import (
    authoring,
    classroom,
    course,
    grading,
    intake,
    places,
    release,
    results,
    sandbox,
    scorecard,
    submission,
)
from autograder.authoring import Script
from autograder.bench import measure, names, rival
from autograder.bench.measure import Measured
from autograder.course import Assignment, Limits
from autograder.errors import ClassroomError

CARDS = 10  # score cards, for the median


@dataclass(frozen=True)
class Found:
    """All that one run of the bench measures. Times are seconds."""

    copies: int
    plain: Measured | None
    ours: Measured
    again: Measured
    card: float
    parts: dict[str, float]


def run(console: Console, assignment: str, copies: int = 40, workers: int = 2, rival_too: bool = True) -> None:
    """Grade the copies with both and print what it took."""
    script = authoring.read(course.find(assignment))
    texts = {f"learner_{number:03}": solved(script, number) for number in range(copies)}
    console.print(f"{copies} solved copies of {assignment}, {os.cpu_count()} cores, {workers} workers.")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        home = Path(folder) / "classroom"
        with places.classroom_at(home):
            ours, again = _ours(home, script.assignment, texts, workers)
            console.print(f"  autograder grade    {ours.seconds:7.1f} s")
            card = _score_card(script, Path(folder))
            parts = _parts(script)
        plain = _plain(Path(folder) / "plain", script, texts) if rival_too else None
    show(console, Found(copies, plain, ours, again, card, parts))
    names.run(console)


def show(console: Console, found: Found) -> None:
    table = Table("A class", "Seconds", "per submission", "peak memory")
    for name, measured in (("plain nbgrader 0.9.6", found.plain), ("autograder grade", found.ours)):
        if measured:
            each = f"{measured.seconds / found.copies:.2f}"
            table.add_row(name, f"{measured.seconds:.1f}", each, f"{measured.peak / (1 << 20):,.0f} MB")
    share = found.again.seconds / found.ours.seconds
    table.add_row("grading once more, unchanged", f"{found.again.seconds:.1f}", f"{share:.0%} of the first time", "")
    console.print(table)
    if found.plain:
        times = found.plain.seconds / found.ours.seconds
        console.print(f"[bold]{times:.1f} times as fast[/], start of the programs included.\n")
    table = Table("One submission, alone and warm", "Seconds")
    for part, seconds in found.parts.items():
        table.add_row(part, f"{seconds:.3f}")
    table.add_row("from submit to score card, the median", f"{found.card:.3f}")
    console.print(table)


def solved(script: Script, number: int) -> str:
    """The solved notebook, different for each number."""
    notebook = release.solved_notebook(script)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source += f"\n# copy {number}"
    return nbformat.writes(notebook)


def hand_in(home: Path, assignment: Assignment, texts: dict[str, str]) -> None:
    """Put these learners' notebooks where collecting puts them."""
    for learner, text in texts.items():
        folder = home / "submitted" / learner / assignment.id
        folder.mkdir(parents=True)
        (folder / assignment.path.name).write_text(text, encoding="utf-8")


def _plain(home: Path, script: Script, texts: dict[str, str]) -> Measured:
    """What `nbgrader autograde` takes, without any configuration of ours."""
    name = script.assignment.id
    path = home / "source" / name / script.assignment.path.name
    release.instructor_notebooks(home / "source")
    path.write_text(nbformat.writes(rival.with_asserts(script)), encoding="utf-8")
    programs = sysconfig.get_path("scripts")
    environment = {**os.environ, "HOME": str(home), "PATH": os.pathsep.join([programs, os.environ.get("PATH", "")])}
    measure.command(["nbgrader", "generate_assignment", name], home, environment)
    hand_in(home, script.assignment, texts)
    took = measure.command(["nbgrader", "autograde", name], home, environment)
    _check_scores(home, script.assignment, texts)
    return took


def _ours(home: Path, assignment: Assignment, texts: dict[str, str], workers: int) -> tuple[Measured, Measured]:
    """What `autograder grade` takes, and what it takes a second time."""
    classroom.release([assignment])
    hand_in(home, assignment, texts)
    words = [sys.executable, "-m", "autograder", "grade", assignment.id, "--workers", str(workers)]
    took = measure.command(words, course.ROOT)
    _check_scores(home, assignment, texts)
    return took, measure.command(words, course.ROOT)


def _check_scores(home: Path, assignment: Assignment, texts: dict[str, str]) -> None:
    with Gradebook(f"sqlite:///{home / 'gradebook.db'}") as gradebook:
        wrong = [learner for learner in texts if gradebook.find_submission(assignment.id, learner).score < 100]
    if wrong:
        raise ClassroomError(f"bench: {home.name} gave {', '.join(wrong[:3])} less than 100 points; mend the bench.")


def _score_card(script: Script, folder: Path) -> float:
    """From a saved notebook to its score card on the screen, with the sandbox warm: the median."""
    sandbox.start(script.assignment.limits).close()
    times = []
    for number in range(CARDS):
        path = folder / str(number) / script.assignment.path.name
        path.parent.mkdir()
        path.write_text(solved(script, 1000 + number), encoding="utf-8")
        begin = time.monotonic()
        scorecard.score_card_text(submission.grade_file(path))
        times.append(time.monotonic() - begin)
    return statistics.median(times)


def _parts(script: Script) -> dict[str, float]:
    """Where the seconds of one submission go."""
    answers = intake.extract(intake.cells(nbformat.reads(solved(script, -1), as_version=4)), script)
    parts = {"kernel start": 0.0, "set-up and learner's cells": 0.0, "calls of the learner's functions": 0.0}

    def timed(part: str, action: Callable[..., Any]) -> Callable[..., Any]:
        def measured(*arguments: Any) -> Any:
            start = time.monotonic()
            try:
                return action(*arguments)
            finally:
                parts[part] += time.monotonic() - start

        return measured

    def start(limits: Limits) -> sandbox.Kernel:
        kernel = timed("kernel start", sandbox.start)(limits)
        kernel.run = timed("set-up and learner's cells", kernel.run)
        kernel.call = timed("calls of the learner's functions", kernel.call)
        return kernel

    begin = time.monotonic()
    grading.grade(script.assignment, answers, results.secret(), start)
    parts["judging, in the grader's process"] = time.monotonic() - begin - sum(parts.values())
    begin = time.monotonic()
    rows = classroom.grade([script.assignment], again=True)  # all verdicts are known: this is nbgrader's part
    parts["nbgrader's books"] = (time.monotonic() - begin) / len(rows)
    return parts
