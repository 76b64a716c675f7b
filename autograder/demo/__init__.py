"""The whole cycle on a small class, in a classroom of its own: release, submit, collect, grade, feedback, certificates.

Its members are named by what they do (`learners.py`), and each knows the score that this should get him.
"""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from autograder import certificate, classroom, course, places, release
from autograder.certificate import Issued
from autograder.classroom.nbgrader_runs import running
from autograder.course import COURSE_ID, GRADED, Assignment
from autograder.demo import others  # noqa: F401  (it enrols)
from autograder.demo.learners import FIRST, LEARNERS, Learner, Work
from autograder.errors import NotPassed
from autograder.standing import Row


def run(console: Console) -> bool:
    """Play the demo; True only if all scores are the expected ones, and exactly those who passed are certified."""
    home, learners = places.classroom() / "demo", len({learner.name for learner in LEARNERS})
    shutil.rmtree(home, ignore_errors=True)
    with places.classroom_at(home):
        with _step(console, "release", f"{len(GRADED)} assignments are built and put into nbgrader's exchange"):
            release.build()
            classroom.release(GRADED)
        with _step(console, "submit", f"{learners} learners hand in {len(LEARNERS)} notebooks"):
            for learner in LEARNERS:
                _hand_in(learner, course.find(learner.assignment))
        with _step(console, "collect", "their submissions are brought into the classroom"):
            classroom.collect(GRADED)
        with _step(console, "grade", "the hidden tests judge them"), _bar(console) as progress:
            rows = classroom.grade(GRADED, progress)
        with _step(console, "feedback", "a page for each learner is made and released"):
            pages = classroom.feedback(GRADED)
        with _step(console, "certify", "who passed everything gets a certificate"):
            certified = _certify(sorted({learner.name for learner in LEARNERS}))
    as_expected = _show(console, rows)
    _show_certificates(console, certified)
    _tell_where(console, pages)
    return as_expected and [name for name, one in certified.items() if isinstance(one, Issued)] == who_passes()


def _hand_in(learner: Learner, assignment: Assignment) -> None:
    """Write what the learner made of the released notebook, and submit it as nbgrader does."""
    released = places.exchange() / COURSE_ID / "outbound" / assignment.id / f"{assignment.notebook}.ipynb"
    work = Work(released, assignment, learner.name)
    learner.act(work)
    folder = places.classroom() / "learners" / learner.name / assignment.id
    work.save(folder)
    if work.link is None:
        with running() as nbgrader:
            nbgrader.submit(folder, learner.name)
        return
    # `nbgrader submit` would follow the link; this learner puts his folder into the exchange himself.
    inbound = places.exchange() / COURSE_ID / "inbound"
    name = f"{learner.name}+{assignment.id}+{time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime())} UTC+byhand"
    shutil.copytree(folder, inbound / name, symlinks=True)


def _certify(names: list[str]) -> dict[str, Issued | str]:
    """For each learner his certificate, or in words what is missing."""
    results: dict[str, Issued | str] = {}
    for name in names:
        try:
            results[name] = certificate.issue(name)
        except NotPassed as refusal:
            results[name] = str(refusal)
    return results


def who_passes() -> list[str]:
    """The learners who are expected to get enough for everything that the course has."""
    passed = Counter(learner.name for learner in LEARNERS if learner.expected >= certificate.PASS_MARK)
    return sorted(name for name, count in passed.items() if count == len(GRADED))


def _show(console: Console, rows: list[Row]) -> bool:
    scores = {(row.assignment, row.learner): row for row in rows}
    table = Table(title="The gradebook", title_justify="left", title_style="bold")
    for name in ("Assignment", "Learner", "Expected", "Obtained", "Seconds"):
        table.add_column(name, justify="left" if name in ("Assignment", "Learner") else "right")
    table.add_column("")
    right = True
    for learner in LEARNERS:
        row = scores.get((learner.assignment, learner.name))
        as_expected = row is not None and round(row.score, 2) == learner.expected
        right = right and as_expected
        obtained, seconds = (f"{row.score:g}", f"{row.seconds:.1f}") if row else ("none", "")
        mark = "[green]as expected[/]" if as_expected else "[bold red]not as expected[/]"
        table.add_row(learner.assignment, learner.name, f"{learner.expected:g}", obtained, seconds, mark)
    console.print()
    console.print(table)
    if any(row.failed for row in rows):
        console.print("[bold red]The autograder itself failed[/] on some; the log in the demo's classroom says why.")
    return right and len(rows) == len(LEARNERS)


def _show_certificates(console: Console, certified: dict[str, Issued | str]) -> None:
    console.print("\n[bold]Certificates[/]")
    for name, one in certified.items():
        if isinstance(one, Issued):
            console.print(f"[green]{name}[/]: {_relative(one.png)}, and as PDF", soft_wrap=True)
    for refusal in (one for one in certified.values() if isinstance(one, str)):
        first, *further = refusal.split("; ")
        more = f"; and {len(further)} more" if further else ""
        console.print(f"{first}{more}", soft_wrap=True, highlight=False)


def _tell_where(console: Console, pages: list[Path]) -> None:
    if not pages:
        return
    home = pages[0].parents[3]
    one = next((p for p in pages if (p.parents[1].name, p.parent.name) == ("one_exercise_wrong", FIRST)), pages[0])
    console.print(f"\nFeedback pages: {home / 'feedback'}/LEARNER/ASSIGNMENT/, {len(pages)} of them", soft_wrap=True)
    console.print(f"Look next: open {_relative(one)} in a browser.", soft_wrap=True)


def _relative(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


@contextmanager
def _step(console: Console, name: str, what: str) -> Iterator[None]:
    """Say what happens, and how long it took."""
    start = time.monotonic()
    yield
    console.print(f"[bold]{name:9}[/] {what} [dim]({time.monotonic() - start:.1f} s)[/]")


@contextmanager
def _bar(console: Console) -> Iterator[Callable[[int, int, int], None]]:
    columns = (TextColumn("[bold]grade    [/]"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("grade")
        yield lambda done, total, failed: progress.update(task, completed=done, total=total)
