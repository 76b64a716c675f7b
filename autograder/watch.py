"""Grades what arrives: collects new submissions from the exchange, grades them, releases the feedback, again and again.

A learner who clicks Submit can click Fetch Feedback seconds later. Every step leaves on disk what the next one needs to
know, and each is done only if that says it has not been: so a watch that was killed goes on where it was, and no
attempt is graded twice.
"""

from __future__ import annotations

import logging
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from autograder import classroom, places
from autograder.classroom import books
from autograder.cohort import Cohort
from autograder.course import COURSE_ID, GRADED, Assignment

log = logging.getLogger(__name__)

LOCK = "watch.lock"
TWO = "watch: process {process} is watching this classroom already; end it first, with `kill {process}`."
AT_ONCE = 16  # learners who are graded before the first of them gets his feedback


def run(cohort: Cohort, interval: float = 2.0, once: bool = False) -> None:
    """Watch until SIGTERM or Ctrl-C; with `once`, grade what has come and return. ClassroomError if another watches."""
    with books.held(LOCK, TWO), _said_on_stderr(), ending(signal.SIGTERM, signal.SIGINT) as end:
        log.info("watching %s", places.exchange())
        watch = Watch(cohort, end)
        watch.look()
        while not once and not end.wait(interval):
            watch.look()
        log.info("ended")


class Watch:
    """Knows what the last look has seen, so that the next has little to do where nothing has come."""

    def __init__(self, cohort: Cohort, end: threading.Event) -> None:
        self._cohort = cohort
        self._end = end
        self._seen: dict[Assignment, frozenset[str]] = {}

    def look(self) -> None:
        """Take what is new, of every released assignment, from the exchange to its feedback; stop early at the end."""
        for assignment in _released():
            arrived, before = _arrived(assignment), self._seen.get(assignment)
            if arrived == before:
                continue
            classroom.collect([assignment])
            learners = {one.learner for one in classroom.submitted([assignment])}
            if before is not None:  # else everyone: an earlier watch may have ended between two steps
                learners &= {name.rsplit("+", 3)[0] for name in arrived - before}
            self._grade(assignment, sorted(learners))
            if self._end.is_set():
                return
            self._seen[assignment] = arrived

    def _grade(self, assignment: Assignment, learners: list[str]) -> None:
        for start in range(0, len(learners), AT_ONCE):
            some = learners[start : start + AT_ONCE]
            for row in classroom.grade([assignment], cohort=self._cohort, learners=some):
                if row.seconds:
                    score = f"{row.score:g} of {row.max_score:g} points in {row.seconds:.1f} s"
                    look = "; the autograder failed, look at this one" * row.failed
                    log.info("graded %s of %s: %s%s", row.assignment, row.learner, score, look)
            for learner in classroom.without_feedback(assignment, some):
                classroom.feedback([assignment], learner)
                log.info("released feedback on %s to %s", assignment.id, learner)
            if self._end.is_set():
                return


def _released() -> list[Assignment]:
    outbound = places.exchange() / COURSE_ID / "outbound"
    return [assignment for assignment in GRADED if (outbound / assignment.id).is_dir()]


def _arrived(assignment: Assignment) -> frozenset[str]:
    """The names of all submissions in the exchange: learner, assignment, time and a random word."""
    inbound = places.exchange() / COURSE_ID / "inbound"
    return frozenset(path.name for path in inbound.glob(f"*+{assignment.id}+*"))


@contextmanager
def ending(*signals: signal.Signals) -> Iterator[threading.Event]:
    """An event that these signals set. What has been begun is finished; a second signal ends it at once."""
    end = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        if end.is_set():
            raise KeyboardInterrupt
        end.set()

    before = {number: signal.signal(number, ask) for number in signals}
    try:
        yield end
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _said_on_stderr() -> Iterator[None]:
    """A line per event, with the time."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%d %H:%M:%S"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.propagate = True
