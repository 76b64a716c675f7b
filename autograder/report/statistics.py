"""What a class came to, in numbers: scores, exercises, messages, time. Pure: entries in, numbers out."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from autograder.classroom import Entry
from autograder.scorecard import state

BINS = 10
MESSAGES = 12  # the most frequent ones of an assignment
STATES = ("right", "partly right", "not right yet", "not written yet")
NUMBER = re.compile(r"(?<![\w.])-?\d[\d.,]*(?:e[+-]?\d+)?")


@dataclass(frozen=True)
class Times:
    """Seconds of grading: half took at most `median`, nine of ten at most `most`; `learner` took longest."""

    median: float
    most: float
    longest: float
    learner: str


@dataclass(frozen=True)
class ExerciseOutcome:
    """How many are in each state, and which part of all points was earned; None where none are at stake."""

    name: str
    points: float
    counts: dict[str, int]
    earned: float | None

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def success(self) -> float:
        """The share of submissions that got it right."""
        return self.counts["right"] / self.total if self.total else 0.0


@dataclass(frozen=True)
class Frequent:
    """A message that `count` learners got, about an exercise or, if that is "", about the whole notebook.

    Numbers in it differ from one learner to the next; the most frequent form is shown.
    """

    exercise: str
    text: str
    count: int


@dataclass(frozen=True)
class Summary:
    """One assignment. `bins` counts scores in tenths of the points, full marks in the last."""

    assignment: str
    points: float
    entries: tuple[Entry, ...]
    mean: float
    median: float
    full: int
    bins: tuple[int, ...]
    exercises: tuple[ExerciseOutcome, ...]
    messages: tuple[Frequent, ...]
    times: Times | None
    waiting: int


def summary(assignment: str, points: float, entries: Sequence[Entry]) -> Summary:
    """The numbers of one assignment, of which there is at least one entry."""
    scores = [entry.score for entry in entries]
    return Summary(
        assignment,
        points,
        tuple(entries),
        statistics.fmean(scores),
        statistics.median(scores),
        sum(score >= points for score in scores),
        bins(scores, points),
        tuple(outcomes(entries)),
        tuple(frequent(entries)),
        times(entries),
        sum(entry.needs_review or entry.failed for entry in entries),
    )


def bins(scores: Iterable[float], points: float) -> tuple[int, ...]:
    """How many scores lie in each tenth: from 0 up to but not with 10 %, ..., from 90 % up.

    >>> bins([0, 9.9, 10, 95, 100, 120], 100)
    (2, 1, 0, 0, 0, 0, 0, 0, 0, 3)
    """
    counts = Counter(min(BINS - 1, int(BINS * score / points)) if points else BINS - 1 for score in scores)
    return tuple(counts[place] for place in range(BINS))


def outcomes(entries: Iterable[Entry]) -> list[ExerciseOutcome]:
    """Exercise by exercise, in the order of the notebook."""
    counts: dict[str, Counter[str]] = {}
    earned: dict[str, list[tuple[float, float]]] = {}
    for entry in entries:
        for exercise in entry.verdict.exercises if entry.verdict else ():
            counts.setdefault(exercise.name, Counter())[state(exercise)] += 1
            earned.setdefault(exercise.name, []).append((exercise.points, exercise.max_points))
    return [ExerciseOutcome(name, *_points(earned[name], counts[name])) for name in counts]


def _points(earned: list[tuple[float, float]], counted: Counter[str]) -> tuple[float, dict[str, int], float | None]:
    got, most = (sum(column) for column in zip(*earned, strict=True))
    return earned[-1][1], {name: counted[name] for name in STATES}, got / most if most else None


def frequent(entries: Iterable[Entry]) -> list[Frequent]:
    """What learners were told most often, each of them counted once for a message. What is unwritten says so itself."""
    told: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        said = {(name, NUMBER.sub("#", message)): message for name, message in _messages(entry)}
        for key, message in said.items():
            told.setdefault(key, []).append(message)
    by_count = sorted(told.items(), key=lambda item: (-len(item[1]), item[0]))
    return [Frequent(key[0], Counter(texts).most_common(1)[0][0], len(texts)) for key, texts in by_count[:MESSAGES]]


def _messages(entry: Entry) -> Iterator[tuple[str, str]]:
    """(exercise, message); the exercise is "" where the message is about the notebook."""
    if entry.verdict is None:
        return
    yield from (("", note) for note in entry.verdict.notes)
    for exercise in entry.verdict.exercises:
        for message in exercise.messages if state(exercise) != "not written yet" else ():
            if message not in entry.verdict.notes:
                yield exercise.name, message


def times(entries: Iterable[Entry]) -> Times | None:
    """What gradings took; None if it is not known of any."""
    verdicts = [(entry.verdict, entry.learner) for entry in entries]
    known = sorted((verdict.seconds, learner) for verdict, learner in verdicts if verdict and verdict.seconds)
    if not known:
        return None
    seconds = [each for each, _ in known]
    return Times(statistics.median(seconds), seconds[(9 * len(seconds) - 1) // 10], *known[-1])
