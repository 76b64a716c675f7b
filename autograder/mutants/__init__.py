"""Testing the hidden tests: every reference solution is spoiled in one place at a time, and its tests must notice.

A mutant that all tests of its exercise pass is a survivor. Either a test is missing, or the mutant does the same as the
original; then it stands in `hidden/equivalent_mutants.toml`, with one line that shows why:

    [[step_by_step.rnn_forward]]
    old = "the line of the solution"
    new = "the line of the mutant"
    why = "every entry is overwritten in the loop"
"""

from __future__ import annotations

import os
import signal
import tomllib
import warnings
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from autograder import authoring, hidden, reference
from autograder.answer import local
from autograder.course import Assignment, find
from autograder.hidden import HiddenTest
from autograder.mutants.syntax import Mutant, mutants

EQUIVALENT = Path(hidden.__file__).parent / "equivalent_mutants.toml"
SECONDS = 3.0  # for all tests of one mutant, which take some hundredths of a second
KERAS_SECONDS = 60.0  # the same where they build models, which takes half a second on an idle machine
ENOUGH = 0.95  # of an assignment's mutants must be rejected
SEED = "mutants"


@dataclass(frozen=True)
class Found:
    """What the hidden tests of one exercise make of its mutants."""

    exercise: str
    tried: int
    survivors: tuple[Mutant, ...]  # equivalent or not
    unexplained: tuple[Mutant, ...]  # survivors that no entry of the list explains
    stopped: tuple[Mutant, ...]  # rejected only because a hidden test itself raised an exception
    stale: tuple[dict[str, str], ...]  # entries of the list that no survivor needs

    @property
    def good(self) -> bool:
        return not (self.unexplained or self.stopped or self.stale)


def examine(assignment: Assignment, workers: int | None = None) -> Iterator[Found]:
    """Every exercise of the assignment in turn."""
    script = authoring.read(assignment)
    listed = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get(assignment.id, {})
    with ProcessPoolExecutor(workers or os.cpu_count()) as pool:
        for exercise in script.exercises:
            cell = next(c for c in script.cells if _solves(c, exercise.name))
            made = mutants(cell.source)
            fates = list(pool.map(partial(_fate, assignment.id, exercise.name), made, chunksize=8))
            yield sort(exercise.name, made, fates, listed.get(exercise.name, []))
    unknown = set(listed) - {exercise.name for exercise in script.exercises}
    for name in sorted(unknown):
        yield sort(name, [], [], listed[name])


def sort(exercise: str, made: list[Mutant], fates: list[str], listed: list[dict[str, str]]) -> Found:
    """What became of the mutants, beside the entries that explain survivors."""
    survivors = tuple(mutant for mutant, fate in zip(made, fates, strict=True) if fate == "survived")
    stopped = tuple(mutant for mutant, fate in zip(made, fates, strict=True) if fate == "stopped")
    known = {(entry["old"], entry["new"]) for entry in listed if entry["why"].strip()}
    needed = {(mutant.old, mutant.new) for mutant in survivors}
    unexplained = tuple(mutant for mutant in survivors if (mutant.old, mutant.new) not in known)
    stale = tuple(entry for entry in listed if (entry["old"], entry["new"]) not in needed)
    return Found(exercise, len(made), survivors, unexplained, stopped, stale)


def judge(
    source: str,
    exercise: str,
    chosen: tuple[HiddenTest, ...],
    right: reference.Reference,
    seconds: float | None = None,
) -> str:
    """What these tests make of a mutant: `rejected`, `survived`, or `stopped` if a test itself failed to run."""
    namespace = dict(right.functions)
    try:
        with _time_limit(seconds or SECONDS), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(compile(source, "<mutant>", "exec", dont_inherit=True), namespace)
            answer = local(namespace, exercise, right.signatures)
            for outcome in hidden.outcomes(chosen, exercise, answer, right, SEED):
                if not outcome.passed:
                    return "stopped" if outcome.message == hidden.UNJUDGED else "rejected"
    except (_TooLong, Exception):
        return "rejected"
    return "survived"


def _fate(assignment_id: str, exercise: str, mutant: Mutant) -> str:
    assignment, chosen = find(assignment_id), hidden.tests_of(assignment_id, exercise)
    seconds = KERAS_SECONDS if "keras" in assignment.limits.preload else SECONDS
    return judge(mutant.source, exercise, chosen, reference.load(assignment, exercise), seconds)


def _solves(cell: Any, exercise: str) -> bool:
    return cell.metadata.get("role") == "solution" and cell.metadata.get("exercise") == exercise


class _TooLong(BaseException):
    """Not an Exception, so that no test takes it for one of its own."""


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.05)  # again and again: the mutant may catch the first
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
