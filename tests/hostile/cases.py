"""A hostile or accidental submission, what it must get, and the register of all of them.

    @case("rnn_forward", says="found nothing")
    def reads_the_home_folder(work, host):
        spy(work, ...)

`work` is the released notebook with the four graded exercises solved, to be made worse; `host` says what an attacker
may know of the machine. The exercises named are lost, and no other point is: a wrong answer earns nothing, and nothing
else costs anything. `says` is what the learner must be told, in words of the attack's own: that it ran, and in vain.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from autograder import authoring, course
from autograder.course import Assignment
from autograder.demo.learners import Work as Solved
from tests.hostile.host import Host

STEP = course.find("step_by_step")
POINTS = {exercise.name: exercise.points for exercise in authoring.read(STEP).exercises if exercise.points}
THEMES = [
    "reading",
    "patching",
    "on_the_line",
    "messages",
    "lying_values",
    "notebooks",
    "oracles",
    "network",
    "bombs",
    "staying",
]
QUICK = {"cell_seconds": 2.0, "call_seconds": 1.0, "patience": 1.5}  # for those that keep the grader waiting
WRONG = {
    "rnn_forward": "def rnn_forward(x, a0, parameters):\n    return 0, 0, 0",
    "lstm_forward": "def lstm_forward(x, a0, parameters):\n    return 0, 0, 0, 0",
}


class Work(Solved):
    """The graded exercises solved, those for practice left as they are: that is quicker, and 100 points."""

    def __init__(self) -> None:
        super().__init__(STEP.path, STEP, "learner")
        for released, cell in zip(self.released.cells, self.notebook.cells, strict=True):
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name not in POINTS:
                cell.source = released.source


Act = Callable[[Work, Host], None]


@dataclass(frozen=True)
class Case:
    """One submission: `act` makes it, `lost` names the graded exercises that give less than all their points."""

    theme: str
    name: str
    act: Act
    lost: frozenset[str]
    keeps: float = 0.0  # what the lost exercises give all the same
    says: str = ""
    limits: Mapping[str, float] = field(default_factory=dict)

    @property
    def score(self) -> float:
        return sum(points for name, points in POINTS.items() if name not in self.lost) + self.keeps

    @property
    def assignment(self) -> Assignment:
        return replace(STEP, limits=replace(STEP.limits, **self.limits))  # type: ignore[arg-type]


CASES: list[Case] = []


def case(*lost: str, keeps: float = 0.0, says: str = "", **limits: float) -> Callable[[Act], Act]:
    """Register a submission, called like the function."""

    def register(act: Act) -> Act:
        theme = act.__module__.rpartition(".")[2]
        CASES.append(Case(theme, act.__name__, act, frozenset(lost), keeps, says, limits))
        return act

    return register


@cache
def collect() -> tuple[Case, ...]:
    """All cases, theme by theme."""
    for theme in THEMES:
        importlib.import_module(f"tests.hostile.{theme}")
    return tuple(sorted(CASES, key=lambda one: THEMES.index(one.theme)))
