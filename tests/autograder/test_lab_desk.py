"""Behind the button: handed in first, graded next, and nothing lost whatever goes wrong; a fake grader stands in."""

from __future__ import annotations

import errno
import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograder import authoring, course, grading, intake, places, results
from autograder.classroom import nbgrader_runs
from autograder.errors import ClassroomError, SubmissionRefused
from autograder.lab import attempts
from autograder.lab.attempts import FAILED, GRADED, GRADING, INTERRUPTED, Attempt
from autograder.lab.desk import Desk
from autograder.verdict import Verdict
from tests.autograder.test_classroom import (  # noqa: F401
    FILE,
    SOLVED,
    STEP,
    empty,
    fake_grade,
    home,
    notebook,
    prepared,
)

pytestmark = pytest.mark.kernel  # nbgrader runs, for seconds


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the learner has his notebook; its folder need not have the assignment's name."""
    (tmp_path / "my work").mkdir()
    saved = tmp_path / "my work" / FILE
    saved.write_text(SOLVED)
    return saved


@pytest.fixture
def let_go(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Until this is set, every grading waits."""
    event = threading.Event()

    def waits(*arguments: object) -> Verdict:
        assert event.wait(30)
        return fake_grade(*arguments)

    monkeypatch.setattr(grading, "grade", waits)
    yield event
    event.set()
    for thread in threading.enumerate():  # they write into this test's classroom
        if thread.name == "desk":
            thread.join(30)


def new() -> str:
    return str(uuid.uuid4())


def graded(desk: Desk, path: Path, id: str | None = None) -> Attempt:
    grading = desk.grading(desk.hand_in(path, id or new()).id)
    assert grading is not None
    return grading.result(30)


def handed_in(home: Path) -> list[Path]:  # noqa: F811
    return list((home / "exchange" / course.COURSE_ID / "inbound").glob("*/*.ipynb"))


def refuses(error: Exception) -> Callable[..., None]:
    def refuse(*arguments: object, **options: object) -> None:
        raise error

    return refuse


def test_the_notebook_lies_in_the_exchange_before_it_is_graded(
    home: Path,  # noqa: F811
    path: Path,
    let_go: threading.Event,
) -> None:
    desk = Desk()
    attempt = desk.hand_in(path, new())
    assert (attempt.state, attempt.handed_in, attempt.verdict) == (GRADING, True, None)
    assert [one.read_text() for one in handed_in(home)] == [SOLVED]
    assert attempts.kept(STEP.id) == [attempt]
    let_go.set()
    after = desk.grading(attempt.id).result(30)
    assert (after.state, after.verdict.score) == (GRADED, 100)
    assert attempts.kept(STEP.id) == desk.attempts(STEP) == [after]


def test_what_is_handed_in_is_what_nbgrader_wants(home: Path, path: Path) -> None:  # noqa: F811
    (path.parent / "my diary.txt").write_text("private")
    graded(Desk(), path)
    (made,) = handed_in(home)
    learner, assignment, time, word = made.parent.name.split("+")
    assert (assignment, made.name) == (STEP.id, FILE)
    assert {one.name for one in made.parent.iterdir()} == {FILE, "timestamp.txt", "submission_secret.txt"}
    assert (made.parent / "timestamp.txt").read_text() == time
    assert [one.name for one in (home / "cache" / course.COURSE_ID).iterdir()] == [f"{learner}+{assignment}+{time}"]


def test_the_same_id_is_the_same_attempt(home: Path, path: Path) -> None:  # noqa: F811
    desk, id = Desk(), new()
    first = graded(desk, path, id)
    assert desk.hand_in(path, id) == first
    assert len(handed_in(home)) == len(desk.attempts(STEP)) == 1


def test_of_two_submissions_at_once_the_second_is_told_to_wait(
    home: Path,  # noqa: F811
    path: Path,
    let_go: threading.Event,
) -> None:
    desk = Desk()
    first = desk.hand_in(path, new())
    with pytest.raises(ClassroomError, match="step_by_step: is being submitted already.*wait for its score card"):
        desk.hand_in(path, new())
    let_go.set()
    assert desk.grading(first.id).result(30).state == GRADED
    path.write_text(notebook(rnn_forward="half"))
    assert graded(desk, path).verdict.score == 12.5
    assert [one.verdict.score for one in desk.attempts(STEP)] == [12.5, 100]


def test_a_refused_notebook_is_not_handed_in_and_keeps_nobody_waiting(home: Path, path: Path) -> None:  # noqa: F811
    desk = Desk()
    path.write_text("{}")
    with pytest.raises(SubmissionRefused):
        desk.hand_in(path, new())
    assert handed_in(home) == desk.attempts(STEP) == []
    path.write_text(SOLVED)
    assert graded(desk, path).state == GRADED


def test_where_nothing_is_released_there_is_a_score_and_a_sentence(empty: Path, path: Path) -> None:  # noqa: F811
    attempt = graded(Desk(), path)
    assert (attempt.handed_in, attempt.verdict.score) == (False, 100)
    assert attempt.troubles[0].startswith(f"step_by_step: has not been released in {empty / 'exchange'}; ")


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "the disk is full; free some space"), (errno.EROFS, "cannot be written (Read-only file system)")],
)
def test_an_exchange_that_takes_nothing_costs_no_score(
    home: Path,  # noqa: F811
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    said: str,
) -> None:
    full = OSError(number, {errno.ENOSPC: "No space left", errno.EROFS: "Read-only file system"}[number], "/exchange/x")
    monkeypatch.setattr(nbgrader_runs.ExchangeFactory, "Submit", refuses(full))
    attempt = graded(Desk(), path)
    assert (attempt.handed_in, attempt.verdict.score, attempt.state) == (False, 100, GRADED)
    assert attempt.troubles[0].startswith("/exchange/x: ") and said in attempt.troubles[0]


def test_a_history_that_cannot_be_written_costs_no_score(
    home: Path,  # noqa: F811
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(attempts, "write_whole", refuses(OSError(errno.ENOSPC, "No space left", "/desk/x")))
    desk = Desk()
    attempt = graded(desk, path)
    assert (attempt.handed_in, attempt.verdict.score) == (True, 100)
    assert desk.attempts(STEP) == [attempt]
    assert len(attempt.troubles) == 1 and "missing from the history" in attempt.troubles[0]


@pytest.mark.parametrize(
    ("source", "said"), [("stop the grader", "the learner's kernel gave no answer"), ("break", "JupyterLab's log")]
)
def test_a_grader_that_fails_leaves_the_notebook_handed_in(
    home: Path,  # noqa: F811
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    source: str,
    said: str,
) -> None:
    if source == "break":
        monkeypatch.setattr(grading, "grade", refuses(ZeroDivisionError()))
    desk = Desk()
    path.write_text(notebook(rnn_forward=source))
    attempt = graded(desk, path)
    assert (attempt.state, attempt.handed_in, attempt.verdict) == (FAILED, True, None)
    assert said in attempt.troubles[0]
    assert len(handed_in(home)) == 1
    monkeypatch.setattr(grading, "grade", fake_grade)
    path.write_text(SOLVED)
    assert graded(desk, path).state == GRADED


def test_a_server_that_starts_again_knows_what_was_interrupted(
    home: Path,  # noqa: F811
    path: Path,
    let_go: threading.Event,
) -> None:
    id = Desk().hand_in(path, new()).id
    after = Desk()
    assert [(one.id, one.state, one.handed_in) for one in after.attempts(STEP)] == [(id, INTERRUPTED, True)]


def test_the_class_need_not_grade_again_what_was_graded_here(home: Path, path: Path) -> None:  # noqa: F811
    graded(Desk(), path)
    answers = intake.open_submission(path, authoring.read(STEP))
    assert results.find(STEP, answers).score == 100


@pytest.mark.parametrize("doubt", ["timed_out", "died"])
def test_a_doubtful_verdict_is_not_kept_for_the_class(
    home: Path,  # noqa: F811
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    doubt: str,
) -> None:
    monkeypatch.setattr(grading, "grade", lambda *arguments: replace(fake_grade(*arguments), **{doubt: True}))
    assert graded(Desk(), path).verdict.score == 100
    assert results.find(STEP, intake.open_submission(path, authoring.read(STEP))) is None


def test_attempts_that_cannot_be_read_are_left_out(home: Path, path: Path) -> None:  # noqa: F811
    graded(Desk(), path)
    folder = places.classroom() / "desk" / STEP.id
    (folder / "broken.json").write_text('{"id": ')
    (folder / "other.json").write_text("[]")
    (folder / "folder.json").mkdir()
    assert len(Desk().attempts(STEP)) == 1


def test_the_newest_attempts_come_first_and_the_oldest_are_left_out(
    home: Path,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(attempts, "SHOWN", 2)
    for day in (2, 1, 3):
        attempts.keep(Attempt(new(), STEP.id, f"2026-01-0{day}T08:00:00+00:00", True, GRADED))
    assert [one.time[:10] for one in Desk().attempts(STEP)] == ["2026-01-03", "2026-01-02"]
