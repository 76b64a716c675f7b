"""Answers in, a verdict out: one submission.

The course's set-up cells and the learner's own cells run in his kernel, in order; behind the cell of each exercise its
hidden tests run here and call his function there. Whatever goes wrong costs the exercise that caused it: a kernel that
dies or hangs is started again, and the rest is graded. No verdict, no points.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from autograder import authoring, hidden, quiz, reference, sandbox
from autograder.answer import Answer, missing
from autograder.authoring import Script
from autograder.course import ROOT, Assignment, Exercise, Limits
from autograder.errors import KernelDied, KernelTimeout, SandboxError
from autograder.intake import Answers
from autograder.sandbox import Kernel, Outcome
from autograder.verdict import ExerciseVerdict, Verdict

log = logging.getLogger(__name__)

MESSAGES = 8  # per exercise; more do not help a learner
LONGEST = 700  # characters of one message
FILE = re.compile(r"\([\w./<>-]+, line (?=\d+\))")  # as a syntax error names it; to the learner it is his cell
Start = Callable[[Limits], Kernel]


@cache
def version(assignment: Assignment) -> str:
    """A hash that changes whenever a grading of this assignment might come out differently."""
    digest = hashlib.sha256(repr(assignment.limits).encode() + assignment.source.read_bytes())
    digest.update(_grader())
    return digest.hexdigest()


@cache
def _grader() -> bytes:
    """A hash of the code that grades, and of the code and data that learners import."""
    digest = hashlib.sha256()
    folders = [f"autograder/{name}" for name in ("", "quiz", "hidden", "sandbox", "sandbox/inside")]
    ours = [path for folder in folders for path in (ROOT / folder).glob("*.py")]
    learners = [path for path in (ROOT / "utils").rglob("*") if path.is_file() and path.parent.name != "__pycache__"]
    for path in [*sorted(ours), *sorted(learners)]:
        digest.update(path.read_bytes())
    return digest.digest()


def grade(assignment: Assignment, answers: Answers, secret: bytes, start: Start = sandbox.start) -> Verdict:
    """The verdict on these answers; the same answers and secret always get the same. SandboxError if no kernel starts.

    The random inputs of the hidden tests are drawn from the secret and the answers, so nobody knows them before.
    """
    if assignment.is_quiz:
        return quiz.grade(quiz.load(assignment), answers.sources)
    seed = int.from_bytes(hmac.digest(secret, f"{answers.key} {version(assignment)}".encode(), "sha256")[:8], "big")
    script, began = authoring.read(assignment), time.monotonic()
    with Session(assignment.limits, start) as session:
        verdict = _Grading(script, answers, seed, session).verdict()
    return replace(verdict, seconds=time.monotonic() - began)


@dataclass(frozen=True)
class Step:
    """One cell to run; `exercise` is set where an exercise's hidden tests follow."""

    source: str
    exercise: Exercise | None = None
    is_learners: bool = False


def plan(script: Script, answers: Answers) -> list[Step]:
    """The cells of a grading in order: set-up, stubs of what was left unwritten, the learner's cells."""
    written = {piece.exercise for piece in answers.pieces}
    pieces = list(answers.pieces)
    steps: list[Step] = []
    for cell in script.cells:
        role, name = cell.metadata.get("role"), cell.metadata.get("exercise")
        if role == "given":
            steps.append(Step(cell.source))
        elif role == "solution" and name in written:
            while pieces:
                piece = pieces.pop(0)
                steps.append(Step(piece.source, script.exercise(name) if piece.exercise else None, True))
                if piece.exercise:
                    break
        elif role == "solution":
            steps.append(Step("", script.exercise(name)))
    return steps + [Step(piece.source, is_learners=True) for piece in pieces]


class Session:
    """A kernel that has run the cells so far. After a death another runs them again, without the culprit."""

    def __init__(self, limits: Limits, start: Start) -> None:
        self._limits = limits
        self._start = start
        self._kernel: Kernel | None = None
        self.timed_out = False
        self.died = False
        self._ran: list[str] = []
        self._deadline = time.monotonic() + limits.submission_seconds

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *exception: object) -> None:
        self._drop()

    def run(self, source: str) -> Outcome:
        """Run a cell; one that ends or hangs the kernel is an outcome too, and is not run again."""
        try:
            outcome = self._living().run(source, self._seconds(self._limits.cell_seconds))
        except (KernelDied, KernelTimeout) as error:
            self._drop(error)
            return Outcome(error=str(error))
        self._ran.append(source)
        return outcome

    def call(self, name: str, request: str) -> str:
        """Call a learner's function with encoded arguments. KernelDied and KernelTimeout end only this call."""
        try:
            return self._living().call(name, request, self._seconds(self._limits.call_seconds))
        except (KernelDied, KernelTimeout) as error:
            self._drop(error)
            raise

    def _living(self) -> Kernel:
        self._seconds(0)
        while self._kernel is None:
            kernel = self._kernel = self._start(self._limits)
            for source in [*self._ran]:
                seconds = self._seconds(self._limits.cell_seconds)
                try:
                    kernel.run(source, seconds)
                except (KernelDied, KernelTimeout):  # it ran well once, and does no more: the others must not pay
                    self._ran.remove(source)
                    self._drop()
                    break
        return self._kernel

    def _seconds(self, most: float) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise KernelTimeout(
                f"the notebook as a whole had not finished after {self._limits.submission_seconds:g} seconds"
            )
        return min(most, left)

    def _drop(self, error: SandboxError | None = None) -> None:
        self.timed_out = self.timed_out or isinstance(error, KernelTimeout)
        self.died = self.died or isinstance(error, KernelDied)
        if self._kernel is not None:
            self._kernel.close()
            self._kernel = None


class _Grading:
    """One run through the plan."""

    def __init__(self, script: Script, answers: Answers, seed: int, session: Session) -> None:
        self.script, self.answers, self.seed, self.session = script, answers, seed, session
        self.found: dict[str, ExerciseVerdict] = {}
        self.hung: set[str] = set()

    def verdict(self) -> Verdict:
        steps = plan(self.script, self.answers)
        for stub in self._stubs():
            self.session.run(stub)
        for step in steps:
            outcome = self.session.run(step.source) if step.source else Outcome()
            if step.exercise:
                self.found[step.exercise.name] = self._judge(step.exercise, outcome)
        self._judge_again(steps)
        exercises = tuple(self.found[exercise.name] for exercise in self.script.exercises)
        session = self.session
        return Verdict(self.script.assignment.id, exercises, timed_out=session.timed_out, died=session.died)

    def _stubs(self) -> list[str]:
        """Unwritten functions come first and raise: what calls one says so, and a helper below can replace it."""
        written = {piece.exercise for piece in self.answers.pieces}
        return [_stub(exercise.name) for exercise in self.script.exercises if exercise.name not in written]

    def _judge(self, exercise: Exercise, outcome: Outcome) -> ExerciseVerdict:
        verdict = self._tested(exercise)
        if verdict.passed or not outcome.error:
            return verdict
        at = f" at the line `{outcome.line}`" if outcome.line else ""
        error = FILE.sub("(line ", outcome.error)
        reason = f"The cell of `{exercise.name}` does not run: {error}{at}."
        others = [message for message in verdict.messages if message != missing(exercise.name)]
        return replace(verdict, messages=_tidy([reason, *others]))

    def _judge_again(self, steps: list[Step]) -> None:
        """What failed in its place may pass once the cells below have run: they may hold what it needs."""
        last = max((n for n, step in enumerate(steps) if step.is_learners), default=-1)
        for place, step in enumerate(steps):
            exercise = step.exercise
            if exercise and place < last and not self.found[exercise.name].passed and exercise.name not in self.hung:
                again = self._tested(exercise, "again")
                if again.points > self.found[exercise.name].points or again.passed:
                    self.found[exercise.name] = again

    def _tested(self, exercise: Exercise, look: str = "") -> ExerciseVerdict:
        """`look` names another look at the same exercise, which has other inputs: what was seen before helps nobody."""
        seed = (self.seed, look) if look else self.seed
        expected = reference.load(self.script.assignment, exercise.name)
        answer = Answer(exercise.name, self.session.call, expected.signatures)
        try:
            outcomes = self._run(exercise, answer, expected, seed)
            messages = _reasons(outcomes)
            if messages and (reason := self._only_because_of_another(exercise, answer, expected, seed)):
                messages = [reason]
        except (KernelDied, KernelTimeout) as error:
            self.hung.add(exercise.name)
            return ExerciseVerdict(
                exercise.name, 0.0, exercise.points, False, (f"`{exercise.name}` was called, and {error}.",)
            )
        passed = not messages and bool(outcomes)
        share = sum(o.weight for o in outcomes if not o.message) / sum(o.weight for o in outcomes)
        points = exercise.points if passed else round(exercise.points * share, 2)
        return ExerciseVerdict(exercise.name, points, exercise.points, passed, _tidy(messages))

    def _run(
        self, exercise: Exercise, answer: Answer, expected: reference.Reference, seed: object
    ) -> list[hidden.Outcome]:
        return hidden.run(self.script.assignment.id, exercise.name, answer, expected, seed)

    def _only_because_of_another(
        self, exercise: Exercise, answer: Answer, expected: reference.Reference, seed: object
    ) -> str:
        """A sentence, if the function is right but for the earlier function of the learner's that it calls."""
        other = exercise.builds_on
        if other is None or self.found[other].passed:
            return ""
        swapped = expected.using(**{other: answer.other(other)})
        if any(outcome.message for outcome in self._run(exercise, answer, swapped, seed)):
            return ""
        return (
            f"`{exercise.name}` is right for the `{other}` it calls, and fails only because that one is wrong. "
            f"Mend `{other}`, and these points come with it."
        )


def _reasons(outcomes: list[hidden.Outcome]) -> list[str]:
    """The messages of failed tests, but not of those that fail only because another one does."""
    failed = [outcome for outcome in outcomes if outcome.message]
    roots = [outcome for outcome in failed if not outcome.follows]
    return [str(outcome.message) for outcome in roots or failed]


def _stub(name: str) -> str:
    return f"def {name}(*arguments):\n    raise NotImplementedError"


def _tidy(messages: list[str]) -> tuple[str, ...]:
    """Each message once, of bounded length, with nothing in it that a terminal or a page could act on."""
    clean = ["".join(c if c.isprintable() else " " for c in message)[:LONGEST] for message in messages]
    return tuple(dict.fromkeys(clean))[:MESSAGES]
