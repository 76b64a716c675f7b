"""What a class came to the last time, kept until anything that decides it changes.

    rows = recall(assignments)               # before anything slow is imported: None unless nothing has changed
    mark = state(assignments)                # before the rows are read
    keep(assignments, mark, rows)

Grading the same class again then takes the time of looking at its files. A file counts as changed as soon as its size
or one of its times does; a gradebook that is no file always counts as changed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder import places
from autograder.course import ROOT, Assignment
from autograder.verdict import Verdict
from autograder.writing import write_whole

FILE_GRADEBOOK = "sqlite:///"
DERIVED = "__pycache__"  # says nothing that its source does not say


@dataclass(frozen=True)
class Row:
    """One submission, graded. `score` is the gradebook's: late penalties and manual grades count.

    `seconds` is what the grading took, 0 if nothing had changed; `failed` says that a person has to look at it.
    """

    assignment: str
    learner: str
    score: float
    max_score: float
    verdict: Verdict
    seconds: float
    failed: bool

    def to_dict(self) -> dict[str, Any]:
        return {
            "assignment": self.assignment,
            "learner": self.learner,
            "score": self.score,
            "max_score": self.max_score,
            "seconds": round(self.seconds, 3),
            "failed": self.failed,
            "verdict": self.verdict.to_dict(),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Row:
        """The row that `to_dict` wrote; ValueError, KeyError or TypeError if it is not one."""
        return cls(**{**data, "verdict": Verdict.from_json(json.dumps(data["verdict"]))})


def state(assignments: Sequence[Assignment]) -> str | None:
    """A hash of all that decides what `grade` would do and say of these assignments; None where that cannot be told."""
    address = places.gradebook()
    if not address.startswith(FILE_GRADEBOOK):
        return None
    digest = hashlib.sha256(repr(assignments).encode())
    for path in sorted(_deciding(assignments, Path(address.removeprefix(FILE_GRADEBOOK)))):
        try:
            status = path.lstat()
        except OSError:
            return None  # it went away while we looked
        seen = f"{status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"
        digest.update(os.fsencode(path) + b"\0" + seen.encode() + b"\0")  # a learner's file may have any name
    return digest.hexdigest()


def keep(assignments: Sequence[Assignment], mark: str | None, rows: Sequence[Row]) -> None:
    """Keep the rows that were read when the state was `mark`. What failed is not kept: it is tried again."""
    if mark is None or any(row.failed for row in rows):
        return
    known = [replace(row, seconds=0.0).to_dict() for row in rows]
    write_whole(_path(assignments), json.dumps({"state": mark, "rows": known}))


def recall(assignments: Sequence[Assignment]) -> list[Row] | None:
    """The rows of the last time if nothing has changed since, else None."""
    try:
        kept = json.loads(_path(assignments).read_text(encoding="utf-8"))
        if kept["state"] != state(assignments):
            return None
        return [Row.from_dict(row) for row in kept["rows"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _path(assignments: Sequence[Assignment]) -> Path:
    name = hashlib.sha256(" ".join(assignment.id for assignment in assignments).encode()).hexdigest()[:16]
    return places.classroom() / "results" / "standing" / f"{name}.json"


def _deciding(assignments: Sequence[Assignment], gradebook: Path) -> Iterator[Path]:
    """What was handed in, what is remembered of it, the gradebook, and the grader with its configuration."""
    home = places.classroom()
    yield from gradebook.parent.glob(f"{gradebook.name}*")  # with its journal
    yield ROOT / "nbgrader_config.py"
    for assignment in assignments:
        for folder in (home / "submitted").glob(f"*/{assignment.id}"):
            yield folder
            yield from _files(folder)
        yield from _files(home / "results" / "graded" / assignment.id)
        for folder in (home / "autograded").glob(f"*/{assignment.id}"):
            yield from _files(folder)
    yield from _files(ROOT / "autograder")
    yield from _files(ROOT / "utils")


def _files(folder: Path) -> Iterator[Path]:
    """Every file below the folder; follows no link."""
    if folder.is_symlink():
        return
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != DERIVED]
        yield from (Path(parent, name) for name in [*files, *folders])
