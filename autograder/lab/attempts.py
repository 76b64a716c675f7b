"""What a learner has handed in from JupyterLab, attempt by attempt, and what each came to.

Kept as one small file per attempt in `classroom/desk/ASSIGNMENT/`, written whole or not at all, so that a server that
is started again still knows it. A file that cannot be read counts as absent.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograder import places
from autograder.verdict import Verdict
from autograder.writing import write_whole

SHOWN = 50  # attempts that a learner is shown, the newest first
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

GRADING, GRADED, FAILED, INTERRUPTED = "grading", "graded", "failed", "interrupted"


@dataclass(frozen=True)
class Attempt:
    """One click on *Submit for grading*.

    id          made by the browser, so that it can ask again for an attempt whose reply it never got
    time        when it was handed in, UTC, ISO 8601
    handed_in   whether it lies in the exchange, for the instructor
    state       grading, graded, failed (no verdict could be had) or interrupted (the server ended meanwhile)
    troubles    sentences about what went wrong beside the learner's work
    """

    id: str
    assignment: str
    time: str
    handed_in: bool
    state: str = GRADING
    troubles: tuple[str, ...] = ()
    verdict: Verdict | None = None

    def to_dict(self) -> dict[str, Any]:
        """What the browser is sent, and what is kept."""
        return {**asdict(self), "verdict": self.verdict.to_dict() if self.verdict else None}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Attempt:
        """The attempt that `to_dict` wrote; ValueError, KeyError or TypeError if it is not one."""
        verdict = Verdict.from_json(json.dumps(data["verdict"])) if data["verdict"] else None
        return cls(**{**data, "troubles": tuple(data["troubles"]), "verdict": verdict})


def keep(attempt: Attempt) -> None:
    """Write it, or what it has become. OSError if that cannot be done."""
    write_whole(_folder(attempt.assignment) / f"{attempt.id}.json", json.dumps(attempt.to_dict(), indent=1))


def kept(assignment: str) -> list[Attempt]:
    """The newest attempts at this assignment, the latest first."""
    found = filter(None, map(_read, _folder(assignment).glob("*.json")))
    return sorted(found, key=lambda attempt: attempt.time, reverse=True)[:SHOWN]


def _read(path: Path) -> Attempt | None:
    try:
        return Attempt.from_dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _folder(assignment: str) -> Path:
    return places.classroom() / "desk" / assignment
