"""What grading says of one submission: points and messages, exercise by exercise.

A verdict is plain data. Grading makes it, the classroom and the reports read it, and it is kept as JSON.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace


@dataclass(frozen=True)
class ExerciseVerdict:
    """The outcome of one exercise. `passed` means that every hidden test passed, also where no points are at stake."""

    name: str
    points: float
    max_points: float
    passed: bool
    messages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """The outcome of one submission; `notes` are about the notebook as a whole.

    `timed_out` says that a time limit decided something, `died` that a kernel ended. Neither need be the learner's
    doing: on a busy machine, or where someone ends processes, it may be worth another try. `seconds` is what the
    grading took; it says nothing of the learner, so verdicts that differ in it alone are equal.
    """

    assignment: str
    exercises: tuple[ExerciseVerdict, ...]
    notes: tuple[str, ...] = ()
    timed_out: bool = False
    died: bool = False
    seconds: float = field(default=0.0, compare=False)

    @property
    def score(self) -> float:
        return round(sum(exercise.points for exercise in self.exercises), 2)

    @property
    def max_score(self) -> float:
        return round(sum(exercise.max_points for exercise in self.exercises), 2)

    def exercise(self, name: str) -> ExerciseVerdict:
        """The verdict on one exercise; KeyError if the assignment has none of that name."""
        for exercise in self.exercises:
            if exercise.name == name:
                return exercise
        raise KeyError(name)

    def with_notes(self, *notes: str) -> Verdict:
        return replace(self, notes=self.notes + notes)

    def to_dict(self) -> dict:
        """The object that `autograder submit --json` prints."""
        return {
            "assignment": self.assignment,
            "score": self.score,
            "max_score": self.max_score,
            "exercises": [asdict(exercise) for exercise in self.exercises],
            "notes": list(self.notes),
            "timed_out": self.timed_out,
            "died": self.died,
            "seconds": round(self.seconds, 3),
        }

    def to_json(self) -> str:
        return json.dumps(self.to_dict(), indent=1)

    @classmethod
    def from_json(cls, text: str) -> Verdict:
        """The verdict that `to_json` wrote; ValueError, KeyError or TypeError if it is not one."""
        data = json.loads(text)
        exercises = tuple(
            ExerciseVerdict(**{**exercise, "messages": tuple(exercise["messages"])}) for exercise in data["exercises"]
        )
        flags = bool(data["timed_out"]), bool(data["died"])
        return cls(data["assignment"], exercises, tuple(data["notes"]), *flags, float(data.get("seconds", 0.0)))


def no_points(assignment: str, exercises, note: str) -> Verdict:
    """The verdict on a submission that cannot be graded at all: nothing for anything, and why."""
    return Verdict(
        assignment,
        tuple(ExerciseVerdict(e.name, 0.0, e.points, False, (note,)) for e in exercises),
        (note,),
    )
