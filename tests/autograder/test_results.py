"""Verdicts are kept and found again; the secret is made once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

import pytest

from autograder import course, grading, hidden, places, results
from autograder.course import Assignment
from autograder.errors import ClassroomError
from autograder.intake import Answers, Piece
from autograder.verdict import ExerciseVerdict, Verdict

STEP = course.find("step_by_step")
ANSWERS = Answers(STEP.id, (Piece("def rnn_forward(): ...", "rnn_forward"),))
VERDICT = Verdict(STEP.id, (ExerciseVerdict("rnn_forward", 12.5, 25.0, False, ("look at `a`",)),))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(places.CLASSROOM, str(tmp_path))
    return tmp_path


@pytest.fixture
def graded(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Answers]]:
    """What has been graded, by a grader that knows one verdict only."""
    calls: list[Answers] = []

    def grade(assignment: Assignment, answers: Answers, secret: bytes) -> Verdict:
        calls.append(answers)
        return VERDICT

    monkeypatch.setattr(grading, "grade", grade)
    yield calls


def kept(home: Path) -> list[Path]:
    return list((home / "results" / STEP.id).iterdir())


def test_a_verdict_is_graded_once_and_then_found(graded: list[Answers]) -> None:
    assert results.verdict_for(STEP, ANSWERS) == VERDICT
    assert results.verdict_for(STEP, ANSWERS) == VERDICT
    assert len(graded) == 1


def test_equal_submissions_at_the_same_time_are_graded_once(graded: list[Answers]) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: results.verdict_for(STEP, ANSWERS), range(32))) == {VERDICT}
    assert len(graded) == 1


def test_other_answers_are_graded_again(graded: list[Answers]) -> None:
    results.verdict_for(STEP, ANSWERS)
    results.verdict_for(STEP, Answers(STEP.id, ()))
    assert len(graded) == 2


def test_a_new_version_of_the_grading_grades_again(graded: list[Answers], monkeypatch: pytest.MonkeyPatch) -> None:
    results.verdict_for(STEP, ANSWERS)
    monkeypatch.setattr(grading, "version", lambda assignment: "another")
    results.verdict_for(STEP, ANSWERS)
    assert len(graded) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"3",
        b'{"assignment": "step_by_step"}',
        b'{"assignment": "step_by_step", "exercises": [1], "notes": []}',
        b"\xff",
        VERDICT.to_json().replace(STEP.id, "Jazz").encode(),
        VERDICT.to_json()[:-20].encode(),
    ],
)
def test_a_broken_result_counts_as_absent(home: Path, graded: list[Answers], content: bytes) -> None:
    results.verdict_for(STEP, ANSWERS)
    kept(home)[0].write_bytes(content)
    assert results.verdict_for(STEP, ANSWERS) == VERDICT
    assert len(graded) == 2


def test_notes_about_the_notebook_are_given_but_not_kept(home: Path, graded: list[Answers]) -> None:
    noted = Answers(STEP.id, ANSWERS.pieces, ("A set-up cell has been changed.",))
    assert results.verdict_for(STEP, noted).notes == noted.notes
    assert results.verdict_for(STEP, ANSWERS).notes == ()
    assert len(graded) == 1


def test_a_verdict_that_a_stopped_test_left_open_is_not_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_one = Verdict(STEP.id, (ExerciseVerdict("rnn_forward", 0.0, 25.0, False, (hidden.UNJUDGED,)),))
    monkeypatch.setattr(grading, "grade", lambda *_: open_one)
    assert results.unjudged(results.verdict_for(STEP, ANSWERS))
    assert not (home / "results").exists()


def test_a_grading_that_stops_keeps_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> Verdict:
        raise RuntimeError("no kernel")

    monkeypatch.setattr(grading, "grade", stop)
    with pytest.raises(RuntimeError):
        results.verdict_for(STEP, ANSWERS)
    assert not (home / "results").exists()


def test_nothing_half_written_is_left(home: Path, graded: list[Answers]) -> None:
    results.verdict_for(STEP, ANSWERS)
    assert [path.suffix for path in kept(home)] == [".json"]


def test_the_secret_is_made_once_whoever_asks(home: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        secrets = set(pool.map(lambda _: results.secret(), range(64)))
    assert secrets == {(home / "secret").read_bytes()}
    assert len(secrets.pop()) == results.SECRET_BYTES
    assert [path.name for path in home.iterdir()] == ["secret"]


def test_the_secret_is_its_owners_alone(home: Path) -> None:
    results.secret()
    assert (home / "secret").stat().st_mode & 0o777 == 0o600


def test_a_broken_secret_is_named(home: Path) -> None:
    (home / "secret").write_bytes(b"short")
    with pytest.raises(ClassroomError, match=r"secret: is not a secret of 32 bytes; delete it"):
        results.secret()


def test_the_variables_move_the_classroom_and_the_exchange(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (places.classroom(), places.exchange()) == (home, home / "exchange")
    monkeypatch.setenv(places.EXCHANGE, "/srv/exchange")
    assert (places.classroom(), places.exchange()) == (home, Path("/srv/exchange"))
    monkeypatch.delenv(places.CLASSROOM)
    assert places.classroom() == course.ROOT / "classroom"


def test_a_classroom_elsewhere_lasts_as_long_as_its_block(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(places.EXCHANGE, "/srv/exchange")
    with places.classroom_at(home / "demo"):
        assert (places.classroom(), places.exchange()) == (home / "demo", home / "demo" / "exchange")
    assert (places.classroom(), places.exchange()) == (home, Path("/srv/exchange"))


def test_who_grades_is_waited_for() -> None:
    done: list[float] = []
    with results.claimed(STEP, ANSWERS):
        waits = Thread(target=lambda: done.append(0) or results.settle(STEP, ANSWERS, 30) or done.append(1))
        waits.start()
        waits.join(0.2)
        assert done == [0] and waits.is_alive()
    waits.join(10)
    assert done == [0, 1]


def test_nobody_waits_for_nobody_or_for_ever(home: Path) -> None:
    began = time.monotonic()
    results.settle(STEP, ANSWERS)
    claim = home / "results" / STEP.id / f"{results.key(STEP, ANSWERS)}.claim"
    claim.parent.mkdir(parents=True)
    claim.touch()  # of a process that was killed
    results.settle(STEP, ANSWERS)
    with results.claimed(STEP, ANSWERS):
        results.settle(STEP, ANSWERS, 0.1)
    assert time.monotonic() - began < 5
    assert kept(home) == []


def test_a_claim_that_cannot_be_written_stops_nothing(home: Path) -> None:
    (home / "results").touch()
    with results.claimed(STEP, ANSWERS):
        results.settle(STEP, ANSWERS)
