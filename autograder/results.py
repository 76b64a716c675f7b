"""What has been graded before: verdicts as JSON, found again by what was handed in. And the secret behind them.

    verdict = verdict_for(assignment, answers)      # looks it up, else grades and keeps it

Files are written whole or not at all; one that is broken counts as absent. So an interrupted run resumes where it was.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from threading import Lock

from autograder import grading, places
from autograder.course import Assignment
from autograder.errors import ClassroomError
from autograder.hidden import UNJUDGED
from autograder.intake import Answers
from autograder.verdict import Verdict

SECRET_BYTES = 32
_locks: dict[Path, Lock] = {}


def verdict_for(assignment: Assignment, answers: Answers) -> Verdict:
    """The verdict on these answers. SandboxError if they have to be graded and no kernel starts."""
    path = _path(assignment, answers)
    with _locks.setdefault(path, Lock()):  # of two equal submissions at the same time, one is graded
        verdict = _read(path, assignment)
        if verdict is None:
            verdict = grading.grade(assignment, answers, secret())
            if not unjudged(verdict):
                write_whole(path, verdict.to_json())
    return verdict.with_notes(*answers.notes)


def unjudged(verdict: Verdict) -> bool:
    """Whether a hidden test stopped, so that the verdict says less than it should."""
    return any(UNJUDGED in exercise.messages for exercise in verdict.exercises)


def secret() -> bytes:
    """What the random inputs of hidden tests are drawn from. Made on first use, once, whoever asks at the same time."""
    path = places.classroom() / "secret"
    try:
        value = path.read_bytes()
    except FileNotFoundError:
        value = _make_secret(path)
    if len(value) != SECRET_BYTES:
        raise ClassroomError(f"{path}: is not a secret of {SECRET_BYTES} bytes; delete it, and a new one is made.")
    return value


def write_whole(path: Path, text: str) -> None:
    """Write the file at once or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _temporary(path, text.encode("utf-8")).replace(path)


def _path(assignment: Assignment, answers: Answers) -> Path:
    key = hashlib.sha256(f"{answers.key} {grading.version(assignment)}".encode()).hexdigest()
    return places.classroom() / "results" / assignment.id / f"{key}.json"


def _read(path: Path, assignment: Assignment) -> Verdict | None:
    try:
        verdict = Verdict.from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return verdict if verdict.assignment == assignment.id else None


def _make_secret(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _temporary(path, secrets.token_bytes(SECRET_BYTES))
    try:
        os.link(temporary, path)  # fails if another process was first; then its secret is the one
    except FileExistsError:
        pass
    finally:
        temporary.unlink()
    return path.read_bytes()


def _temporary(path: Path, content: bytes) -> Path:
    """A file beside `path`, readable by its owner alone."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return Path(name)
