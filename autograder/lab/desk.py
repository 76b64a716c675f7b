"""Where a learner's notebook is handed in and graded while he waits: the work behind *Submit for grading*.

    desk = Desk()
    attempt = desk.hand_in(path, id)    # it lies in the exchange now, and its grading has begun
    desk.grading(id)                    # the future of the same attempt with its verdict

The button does two things. It hands the notebook in, as nbgrader's own Submit does, so that the instructor has it
whatever happens next. And it grades it here, as `autograder submit` does, in a sandbox that is warm: through a watch
the score card would come seconds later, and not at all where none runs. Both use the same tests; a watch of the same
classroom finds the verdict and has nothing left to do.
"""

from __future__ import annotations

import errno
import logging
import time
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, Semaphore, Thread

from autograder import grading, intake, places, results, sandbox
from autograder.classroom import hand_in as hand_in_to_the_exchange
from autograder.classroom import handed_in
from autograder.course import Assignment
from autograder.errors import AutograderError, ClassroomError
from autograder.intake import Answers
from autograder.lab import attempts
from autograder.lab.attempts import FAILED, GRADED, GRADING, INTERRUPTED, Attempt
from autograder.verdict import Verdict

log = logging.getLogger(__name__)

AT_ONCE = 2  # notebooks graded side by side
WARM_FOR = 60.0  # seconds in which a sandbox that was asked for is not asked for again
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


class Desk:
    """Hands in and grades for one JupyterLab. What it knows is also on disk, for the one that comes after it."""

    def __init__(self) -> None:
        self._places = Semaphore(AT_ONCE)
        self._lock = Lock()
        self._known: dict[str, Attempt] = {}
        self._gradings: dict[str, Future[Attempt]] = {}
        self._busy: set[str] = set()
        self._warmed: dict[tuple[str, ...], float] = {}

    def warm_up(self, assignment: Assignment) -> None:
        """Have a sandbox ready for this assignment, in the background."""
        needs, now = assignment.limits.preload, time.monotonic()
        if assignment.is_quiz or now - self._warmed.get(needs, -WARM_FOR) < WARM_FOR:
            return
        self._warmed[needs] = now
        sandbox.warm_up(assignment.limits)

    def hand_in(self, path: Path, id: str) -> Attempt:
        """Hand the saved notebook in and begin to grade it. SubmissionRefused if it cannot be graded as it is.

        The same `id` a second time is the same attempt. ClassroomError while another attempt at the assignment runs.
        """
        assignment = intake.identify(path)
        with self._lock:
            if id in self._known:
                return self._known[id]
            if assignment.id in self._busy:
                raise ClassroomError(
                    f"{assignment.id}: is being submitted already, perhaps from another window; "
                    "wait for its score card, then submit again."
                )
            self._busy.add(assignment.id)
        try:
            return self._begin(path, assignment, id)
        except BaseException:
            self._busy.discard(assignment.id)
            raise

    def grading(self, id: str) -> Future[Attempt] | None:
        """The grading of an attempt that this desk began."""
        return self._gradings.get(id)

    def attempts(self, assignment: Assignment) -> list[Attempt]:
        """All attempts at the assignment, the latest first."""
        known = {attempt.id: attempt for attempt in self._known.values() if attempt.assignment == assignment.id}
        for attempt in attempts.kept(assignment.id):
            interrupted = attempt.state == GRADING and attempt.id not in known
            known.setdefault(attempt.id, replace(attempt, state=INTERRUPTED) if interrupted else attempt)
        return sorted(known.values(), key=lambda attempt: attempt.time, reverse=True)[: attempts.SHOWN]

    def _begin(self, path: Path, assignment: Assignment, id: str) -> Attempt:
        answers = intake.open_submission(path, handed_in.script(assignment))
        with ExitStack() as held:
            held.enter_context(results.claimed(assignment, answers))  # a watch that collects it waits for our verdict
            attempt = self._keep(_handed_in(path, assignment, id))
            claim = held.pop_all()
        future = self._gradings[id] = Future()

        def grade() -> None:
            with claim:
                graded = self._grade(attempt, assignment, answers)
            self._busy.discard(assignment.id)
            future.set_result(graded)

        # A thread that ends with the process: one that is stopped must not wait for a loop that never ends.
        Thread(target=grade, name="desk", daemon=True).start()
        return attempt

    def _grade(self, attempt: Attempt, assignment: Assignment, answers: Answers) -> Attempt:
        try:
            with self._places:
                verdict = _verdict(assignment, answers).with_notes(*answers.notes)
            attempt = replace(attempt, state=GRADED, verdict=verdict)
        except Exception as error:
            if not isinstance(error, (AutograderError, OSError)):
                log.exception("%s: a grading stopped", assignment.id)
            attempt = replace(attempt, state=FAILED, troubles=(*attempt.troubles, _in_words(error)))
        return self._keep(attempt)

    def _keep(self, attempt: Attempt) -> Attempt:
        try:
            attempts.keep(attempt)
        except OSError as error:
            trouble = f"This attempt is missing from the history when JupyterLab is started again. {_in_words(error)}"
            attempt = replace(attempt, troubles=tuple(dict.fromkeys((*attempt.troubles, trouble))))
        self._known[attempt.id] = attempt
        return attempt


def _handed_in(path: Path, assignment: Assignment, id: str) -> Attempt:
    attempt = Attempt(id, assignment.id, datetime.now(UTC).isoformat(timespec="milliseconds"), handed_in=True)
    try:
        hand_in_to_the_exchange(path, assignment)
    except (AutograderError, OSError) as error:
        return replace(attempt, handed_in=False, troubles=(_in_words(error),))
    return attempt


def _verdict(assignment: Assignment, answers: Answers) -> Verdict:
    """As `autograder submit` has it. It is kept for the class's grading, unless that should look for itself."""
    with suppress(AutograderError):
        if (known := results.find(assignment, answers)) is not None:
            return known
    verdict = grading.grade(assignment, answers, results.secret())
    if not (verdict.timed_out or verdict.died or results.unjudged(verdict)):
        with suppress(OSError):
            results.keep(assignment, answers, verdict)
    return verdict


def _in_words(error: Exception) -> str:
    """What went wrong, for the learner."""
    if isinstance(error, AutograderError) and not isinstance(error.__cause__, OSError):
        return str(error)
    cause = error if isinstance(error, OSError) else error.__cause__
    if not isinstance(cause, OSError):
        return "The autograder stopped at this notebook; JupyterLab's log says why. Please tell your instructor."
    where = cause.filename or places.classroom()
    if cause.errno in NO_ROOM:
        return f"{where}: the disk is full; free some space and submit again."
    return f"{where}: cannot be written ({cause.strerror}); mend its permissions and submit again."
