"""What a learner has reached in the course, and what is missing. Pure: gradebook rows in, sentences and scores out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


class Part(Protocol):
    """What has to be passed: an assignment or a quiz of the course."""

    @property
    def id(self) -> str: ...

    @property
    def week(self) -> int: ...


class Row(Protocol):
    """A line of the gradebook, as `classroom.gradebook_rows` gives it."""

    @property
    def assignment(self) -> str: ...

    @property
    def learner(self) -> str: ...

    @property
    def score(self) -> float: ...

    @property
    def max_score(self) -> float: ...

    @property
    def needs_review(self) -> bool: ...


@dataclass(frozen=True)
class Standing:
    """One part of the course for one learner; `row` is None if he has handed in nothing."""

    part: Part
    row: Row | None

    def missing(self, pass_mark: float) -> str:
        """What is missing of it, in words; empty if it is passed."""
        if self.row is None:
            return f"{self.part.id} is not handed in"
        if self.row.max_score <= 0:
            return f"{self.part.id} is not graded yet"
        least = pass_mark * self.row.max_score / 100
        if self.row.score >= least - 1e-9:
            return ""
        waiting = ", and a person has yet to look at it" if self.row.needs_review else ""
        return f"{self.part.id} has {self.row.score:g} of {self.row.max_score:g} points and needs {least:g}{waiting}"


def standings(learner: str, rows: Iterable[Row], parts: Sequence[Part]) -> list[Standing]:
    """One for each part of the course, in its order."""
    own = {row.assignment: row for row in rows if row.learner == learner}
    return [Standing(part, own.get(part.id)) for part in parts]


def week_scores(found: Sequence[Standing]) -> tuple[tuple[int, float], ...]:
    """For each week, its points in percent of those that can be had, with one decimal, never rounded up."""
    weeks = sorted({standing.part.week for standing in found})
    return tuple((week, _percent([one.row for one in found if one.part.week == week and one.row])) for week in weeks)


def _percent(rows: Sequence[Row]) -> float:
    points, most = sum(row.score for row in rows), sum(row.max_score for row in rows)
    return int(1000 * points / most + 1e-6) / 10 if most else 0.0
