"""What has been collected, and what is remembered of its grading."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder import places
from autograder.classroom import judge
from autograder.course import Assignment
from autograder.verdict import Verdict


@dataclass(frozen=True)
class Submission:
    """What one learner has handed in and the classroom has collected."""

    assignment: Assignment
    learner: str
    folder: Path


def submitted(assignments: Sequence[Assignment]) -> list[Submission]:
    """What has been collected, by assignment and learner."""
    home = places.classroom() / "submitted"
    learners = sorted(folder for folder in home.glob("*") if folder.is_dir() and not folder.is_symlink())
    return [
        Submission(assignment, learner.name, folder)
        for assignment in assignments
        for learner in learners
        if (folder := learner / assignment.id).is_dir() and not folder.is_symlink()
    ]


def record(submission: Submission) -> dict[str, Any] | None:
    """What `judge.Remember` kept of the submission; None if there is nothing that can be read."""
    try:
        found = json.loads(judge.record_path(submission.assignment.id, submission.learner).read_text(encoding="utf-8"))
        verdict = Verdict.from_json(json.dumps(found["verdict"]))
        return {**{key: found[key] for key in ("fingerprint", "version", "failed")}, "verdict": verdict}
    except (OSError, ValueError, KeyError, TypeError):
        return None
