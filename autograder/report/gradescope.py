"""A verdict as Gradescope reads it from an autograder: the content of `results.json`.

In a Gradescope autograder, `autograder submit NOTEBOOK --gradescope > /autograder/results/results.json` is all that
`run_autograder` has to do.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autograder.errors import SubmissionRefused
from autograder.scorecard import state
from autograder.verdict import ExerciseVerdict, Verdict


def results(verdict: Verdict) -> dict[str, Any]:
    """The object that Gradescope documents: a score, the time in seconds, and a test for each exercise."""
    return {
        "score": verdict.score,
        "execution_time": round(verdict.seconds, 3),
        "output": "\n".join(verdict.notes),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [_test(number, exercise) for number, exercise in enumerate(verdict.exercises, 1)],
    }


def to_json(verdict: Verdict) -> str:
    return json.dumps(results(verdict), indent=1)


def graded(notebook: Path) -> str:
    """Grade the notebook now. One that is refused has 0 points, and the reason for the learner."""
    from autograder import submission

    try:
        return to_json(submission.grade_file(notebook))
    except SubmissionRefused as refusal:
        return to_json(Verdict("", (), (str(refusal),)))


def _test(number: int, exercise: ExerciseVerdict) -> dict[str, Any]:
    return {
        "score": exercise.points,
        "max_score": exercise.max_points,
        "status": "passed" if exercise.passed else "failed",
        "name": exercise.name,
        "number": str(number),
        "output": "\n".join(exercise.messages) or state(exercise),
        "output_format": "text",
        "visibility": "visible",
    }
