"""What has been graded before: verdicts as JSON, found again by what was handed in. And the secret behind them.

    verdict = verdict_for(assignment, answers)      # looks it up, else grades and keeps it

A class is graded elsewhere (`cohort.py`), and what comes back is kept here:

    with one_run():
        keep(assignment, answers, verdict)          # from now on `find` finds it
        give_up(assignment, answers)                # no verdict could be had; `verdict_for` does not try once more

Who grades while a class may be graded beside him says so, and nobody does the work twice:

    with claimed(assignment, answers):              # another process, in `settle`, waits for the verdict a while
        keep(assignment, answers, grading.grade(...))

Files are written whole or not at all; one that is broken counts as absent. So an interrupted run resumes where it was.
"""

from __future__ import annotations

import fcntl
import hashlib
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from autograder import grading, places
from autograder.course import Assignment
from autograder.errors import ClassroomError, SandboxError
from autograder.hidden import UNJUDGED
from autograder.intake import Answers
from autograder.verdict import Verdict
from autograder.writing import write_once, write_whole

SECRET_BYTES = 32
_locks: dict[str, Lock] = {}
_for_now: dict[str, Verdict] = {}
_given_up: set[str] = set()


def verdict_for(assignment: Assignment, answers: Answers) -> Verdict:
    """The verdict on these answers. SandboxError if they have to be graded and no kernel starts, or none did before."""
    with _locks.setdefault(key(assignment, answers), Lock()):  # of two equal submissions at once, one is graded
        verdict = find(assignment, answers)
        if verdict is None:
            verdict = grading.grade(assignment, answers, secret())
            if not unjudged(verdict):
                keep(assignment, answers, verdict)
    return verdict.with_notes(*answers.notes)


def key(assignment: Assignment, answers: Answers) -> str:
    """A hash of all that a verdict depends on: the answers, the assignment with its tests and limits, the grader."""
    return hashlib.sha256(f"{answers.key} {grading.version(assignment)}".encode()).hexdigest()


def known(assignment: Assignment, answers: Answers) -> bool:
    """Whether there is nothing to grade: a verdict was kept, or given up."""
    try:
        return find(assignment, answers) is not None
    except SandboxError:
        return True


def find(assignment: Assignment, answers: Answers) -> Verdict | None:
    """What was kept. SandboxError where a grading was given up."""
    name = key(assignment, answers)
    if name in _given_up:
        raise SandboxError(f"{assignment.id}: this submission could not be graded; grade the class once more.")
    return _for_now.get(name) or _read(_path(assignment, answers), assignment)


def keep(assignment: Assignment, answers: Answers, verdict: Verdict) -> None:
    """Keep a verdict; one that a stopped test left open only within `one_run`."""
    if unjudged(verdict):
        _for_now[key(assignment, answers)] = verdict
    else:
        write_whole(_path(assignment, answers), verdict.to_json())


@contextmanager
def claimed(assignment: Assignment, answers: Answers) -> Iterator[None]:
    """While the block runs, or until this process ends, others know that these answers are being graded."""
    path = _claim(assignment, answers)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("w")
    except OSError:  # they will grade it too, which is no harm
        yield
        return
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def settle(assignment: Assignment, answers: Answers, seconds: float = 10.0) -> None:
    """Wait while another process is grading these answers, but not for ever."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with _claim(assignment, answers).open() as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                return
        except BlockingIOError:
            time.sleep(0.05)
        except OSError:  # nobody is
            return


def give_up(assignment: Assignment, answers: Answers) -> None:
    """Remember within `one_run` that no verdict could be had."""
    _given_up.add(key(assignment, answers))


@contextmanager
def one_run() -> Iterator[None]:
    """While the block runs, what was left open or given up is remembered; the next run tries it once more."""
    try:
        yield
    finally:
        _for_now.clear()
        _given_up.clear()


def unjudged(verdict: Verdict) -> bool:
    """Whether a hidden test stopped, so that the verdict says less than it should."""
    return any(UNJUDGED in exercise.messages for exercise in verdict.exercises)


def secret() -> bytes:
    """What the random inputs of hidden tests are drawn from. Made on first use, once, whoever asks at the same time."""
    path = places.classroom() / "secret"
    try:
        value = path.read_bytes()
    except FileNotFoundError:
        value = write_once(path, secrets.token_bytes(SECRET_BYTES))
    if len(value) != SECRET_BYTES:
        raise ClassroomError(f"{path}: is not a secret of {SECRET_BYTES} bytes; delete it, and a new one is made.")
    return value


def _claim(assignment: Assignment, answers: Answers) -> Path:
    return _path(assignment, answers).with_suffix(".claim")


def _path(assignment: Assignment, answers: Answers) -> Path:
    return places.classroom() / "results" / assignment.id / f"{key(assignment, answers)}.json"


def _read(path: Path, assignment: Assignment) -> Verdict | None:
    try:
        verdict = Verdict.from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return verdict if verdict.assignment == assignment.id else None
