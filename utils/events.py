"""From probabilities over time to events, and from events to scores.

A detector gives a probability for each step; a listener hears events: *here was the word*. The notebook and the
training program count events with these functions. Times are in seconds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["AFTER", "BEFORE", "PAUSE", "Counts", "count", "curve", "events"]

BEFORE, AFTER = 0.3, 0.7  # a detection counts from so long before the end of the word until so long after it
PAUSE = 0.6  # after a detection, silence for so long


@dataclass(frozen=True)
class Counts:
    """How detections and words met: hits, misses, false alarms, over so many seconds of sound.

    >>> found = Counts(hits=9, misses=1, false_alarms=3, seconds=600.0)
    >>> found.precision, found.recall, round(found.f1, 3), found.false_alarms_per_hour
    (0.75, 0.9, 0.818, 18.0)
    """

    hits: int = 0
    misses: int = 0
    false_alarms: int = 0
    seconds: float = 0.0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.hits + other.hits,
            self.misses + other.misses,
            self.false_alarms + other.false_alarms,
            self.seconds + other.seconds,
        )

    @property
    def precision(self) -> float:
        """The share of detections that were the word; 1 if there was no detection."""
        return self.hits / max(self.hits + self.false_alarms, 1) if self.hits + self.false_alarms else 1.0

    @property
    def recall(self) -> float:
        """The share of words that were detected; 1 if there was no word."""
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 if nothing was found."""
        total = 2 * self.hits + self.misses + self.false_alarms
        return 2 * self.hits / total if total else 1.0

    @property
    def false_alarms_per_hour(self) -> float:
        return self.false_alarms / self.seconds * 3600 if self.seconds else 0.0


def events(probabilities: ArrayLike, times: ArrayLike, threshold: float, pause: float = PAUSE) -> list[float]:
    """The times at which the probability, averaged over three steps, rises to the threshold.

    probabilities: (steps,); times: (steps,), in seconds
    After an event there is none for `pause` seconds, and none before the average has been below half the threshold.

    >>> events([0.0, 0.9, 0.9, 0.9, 0.9, 0.0, 0.0, 0.0], np.arange(8) * 0.5, threshold=0.5)
    [1.0]
    """
    found: list[float] = []
    armed = True
    for level, time in zip(smooth(probabilities), np.asarray(times, float), strict=True):
        if armed and level >= threshold and (not found or time - found[-1] >= pause):
            found.append(float(time))
            armed = False
        armed = armed or level < threshold / 2
    return found


def smooth(probabilities: ArrayLike) -> NDArray[np.float64]:
    """The mean of each step and the two before it, as a listener in real time can know it.

    >>> smooth([0.0, 0.0, 0.9, 0.9, 0.9]).round(2).tolist()
    [0.0, 0.0, 0.3, 0.6, 0.9]
    """
    padded = np.concatenate([[0.0, 0.0], np.asarray(probabilities, float)])
    return (padded[:-2] + padded[1:-1] + padded[2:]) / 3


def count(found: Iterable[float], ends: Iterable[float], seconds: float) -> Counts:
    """Meet detections with the ends of words: each word takes the first free detection close to its end.

    found: times of detections; ends: when each spoken trigger word ends; seconds: how long the sound is

    >>> count([2.1, 5.0], ends=[2.0, 8.0], seconds=10.0)
    Counts(hits=1, misses=1, false_alarms=1, seconds=10.0)
    """
    free, words, hits = sorted(found), sorted(ends), 0
    for end in words:
        match = next((time for time in free if end - BEFORE <= time <= end + AFTER), None)
        if match is not None:
            free.remove(match)
            hits += 1
    return Counts(hits, len(words) - hits, len(free), seconds)


def curve(
    clips: Sequence[tuple[ArrayLike, Sequence[float], float]], times: ArrayLike, thresholds: ArrayLike
) -> list[Counts]:
    """The counts over all clips, at each threshold: misses against false alarms.

    clips: for each its probabilities (steps,), the ends of its words, and its length in seconds

    >>> [found.hits for found in curve([([0.0, 0.6, 0.6, 0.6], [0.5], 2.0)], [0.1, 0.5, 0.9, 1.1], [0.1, 0.9])]
    [1, 0]
    """
    totals = []
    for threshold in np.asarray(thresholds, float):
        each = [count(events(p, times, float(threshold)), ends, seconds) for p, ends, seconds in clips]
        totals.append(sum(each, Counts()))
    return totals
