"""A class at once: one task per submission, side by side on this machine or on a Dask cluster of many.

    with Cohort(workers=2) as cohort:
        for task, graded in cohort.grade(tasks):        # as they come in, in no order
            ...

A task is plain data - what the learner wrote, as text, the limits and the secret - and so is what comes back: a verdict
as JSON. So a task can run anywhere, any number of times, and always comes to the same. Tasks are named by a hash of
their content. A task whose worker or kernel died, or that ran out of time, is tried again when the others are done: it
may not have been its doing. If it comes to nothing each time, the submission has no verdict, and the class goes on.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass, field, replace
from itertools import chain, islice
from typing import Any, Protocol, Self

from autograder import course, grading, sandbox
from autograder.course import Assignment, Limits
from autograder.errors import AutograderError, ClassroomError
from autograder.intake import Answers, Piece
from autograder.verdict import Verdict

log = logging.getLogger(__name__)

UNCONFINED = (
    "grade: nothing on this machine can confine the learners' code. `autograder doctor` says how to mend it; "
    "--unconfined grades all the same."
)
MORE = 2  # tries after a death
FEW = 4  # so many submissions are graded sooner in this process than a cluster of processes has started


@dataclass(frozen=True)
class Task:
    """All that the grading of one submission depends on. Equal keys, equal verdicts."""

    key: str
    assignment: str
    pieces: tuple[tuple[str | None, str], ...]
    limits: dict[str, Any]
    version: str
    secret: bytes = field(repr=False)
    unconfined: bool = True

    @classmethod
    def of(cls, key: str, assignment: Assignment, answers: Answers, secret: bytes) -> Task:
        pieces = tuple((piece.exercise, piece.source) for piece in answers.pieces)
        return cls(key, assignment.id, pieces, asdict(assignment.limits), grading.version(assignment), secret)


@dataclass(frozen=True)
class Graded:
    """What became of a task: a verdict or, in words for the instructor, why there is none."""

    verdict: Verdict | None
    trouble: str = ""
    seconds: float = 0.0

    @property
    def timed_out(self) -> bool:
        return self.verdict is not None and self.verdict.timed_out

    @property
    def is_sure(self) -> bool:
        """Whether nothing happened that may have been somebody else's doing."""
        return self.verdict is not None and not self.verdict.timed_out and not self.verdict.died

    def better_than(self, first: Graded) -> Graded:
        """This one, unless the first try came to more."""
        if first.verdict is None or (self.verdict is not None and self.verdict.score >= first.verdict.score):
            return self
        return first


class Runner(Protocol):
    """Where tasks run. `grade` takes tasks as it has room for them, and yields each with its outcome."""

    def grade(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Graded]]: ...
    def close(self) -> None: ...


class Cohort:
    """Grades tasks in this process if they are few, else on a cluster, which is started once and kept."""

    def __init__(self, workers: int | None = None, scheduler: str | None = None, unconfined: bool = True) -> None:
        self.unconfined = unconfined
        self.workers = workers or os.cpu_count() or 1
        self.scheduler = scheduler
        self._here: Runner | None = None
        self._cluster: Runner | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def grade(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Graded]]:
        """Yield each task with its outcome, as they come in. Takes tasks only as it has room for them.

        ClassroomError if this machine cannot confine the learners' code, unless `unconfined`.
        """
        coming = (replace(task, unconfined=self.unconfined) for task in tasks)
        first = list(islice(coming, FEW + 1))
        if not first:
            return
        if not self.unconfined and self.scheduler is None and sandbox.level() == "none":
            raise ClassroomError(UNCONFINED)
        runner = self._runner(first)
        doubtful: dict[str, tuple[Task, Graded]] = {}
        yield from _sure(runner, chain(first, coming), doubtful)
        for _ in range(MORE):
            yield from _sure(runner, iter([task for task, last in doubtful.values() if not last.timed_out]), doubtful)
        # A time limit is tried once more alone, with nobody beside it who takes its time.
        for task in [task for task, last in doubtful.values() if last.timed_out]:
            yield from _sure(runner, iter([task]), doubtful)
        yield from doubtful.values()

    def close(self) -> None:
        for runner in (self._here, self._cluster):
            if runner is not None:
                runner.close()
        self._here = self._cluster = None

    def _runner(self, first: list[Task]) -> Runner:
        if self.scheduler is None and len(first) <= FEW:
            self._here = self._here or Here(self.workers)
            return self._here
        if self._cluster is None:
            from autograder.cluster import Cluster  # Dask takes a second to import

            self._cluster = Cluster(self.workers, self.scheduler, Limits(**first[0].limits))
        return self._cluster


def _sure(
    runner: Runner, tasks: Iterator[Task], doubtful: dict[str, tuple[Task, Graded]]
) -> Iterator[tuple[Task, Graded]]:
    """Run the tasks; yield those whose outcome is sure, and leave the others in `doubtful` with the best they had."""
    for task, graded in runner.grade(tasks):
        _, before = doubtful.pop(task.key, (task, Graded(None)))
        if graded.is_sure:
            yield task, graded
        else:
            log.info("%s: %s", task.key[:12], graded.trouble or "its kernel died or ran out of time")
            doubtful[task.key] = (task, graded.better_than(before))


class Here:
    """Threads of this process, each with a kernel."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="grading")

    def grade(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Graded]]:
        running: dict[Future[str], Task] = {}
        while True:
            for task in islice(tasks, self.workers - len(running)):
                running[self._pool.submit(perform, task)] = task
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                task = running.pop(future)
                yield task, outcome(task, future.result)

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


def perform(task: Task) -> str:
    """Grade one submission; JSON of the verdict and the seconds it took. SandboxError if no kernel starts."""
    began = time.monotonic()
    assignment = replace(course.find(task.assignment), limits=Limits(**task.limits))
    if grading.version(assignment) != task.version:
        raise ClassroomError(
            f"{task.assignment}: this worker has another version of the course; bring all machines to the same one."
        )
    if not task.unconfined and sandbox.level() == "none":
        raise ClassroomError(UNCONFINED)
    answers = Answers(task.assignment, tuple(Piece(source, exercise) for exercise, source in task.pieces))
    verdict = grading.grade(assignment, answers, task.secret)
    return json.dumps({"seconds": time.monotonic() - began, "verdict": verdict.to_dict()})


def outcome(task: Task, result: Callable[[], str]) -> Graded:
    """What came of a task, believed only if it reads as a verdict on it."""
    try:
        data = json.loads(result())
        verdict = Verdict.from_json(json.dumps(data["verdict"]))
        seconds = float(data["seconds"])
    except AutograderError as error:
        return Graded(None, str(error))
    except Exception as error:
        return Graded(None, f"a grading stopped ({type(error).__name__}: {str(error)[:300]})")
    if verdict.assignment != task.assignment:
        return Graded(None, f"the verdict is on {verdict.assignment}")
    return Graded(verdict, seconds=seconds)
