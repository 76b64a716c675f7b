"""What arrives is graded and its feedback released, once, whatever happens in between; a fake grader stands in."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder import classroom, course, watch
from autograder.classroom import books, exchange, gradebook, judge, marking
from autograder.classroom.nbgrader_runs import Nbgrader
from autograder.cohort import Cohort
from autograder.errors import ClassroomError
from tests.autograder.test_classroom import (  # noqa: F401
    EVENING,
    FILE,
    GRADED,
    SOLVED,
    STEP,
    empty,
    has_sent,
    home,
    notebook,
    prepared,
    scores,
)

pytestmark = pytest.mark.kernel  # nbgrader runs, for seconds


@pytest.fixture
def end() -> threading.Event:
    return threading.Event()


@pytest.fixture
def cohort() -> Iterator[Cohort]:
    with Cohort(1) as many:
        yield many


def sends(home: Path, learner: str, text: str = SOLVED, **more: str) -> None:  # noqa: F811
    has_sent(home, learner, lambda folder: (folder / FILE).write_text(text), **more)


def pages(home: Path) -> list[Path]:  # noqa: F811
    return list((home / "exchange" / course.COURSE_ID / "feedback").glob("*.html"))


def look(cohort: Cohort) -> None:
    """What a watch that has just been started does."""
    watch.Watch(cohort, threading.Event()).look()


def test_what_arrives_is_graded_and_its_feedback_released(
    home: Path,  # noqa: F811
    cohort: Cohort,
    end: threading.Event,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "autograder.watch")
    watching = watch.Watch(cohort, end)
    watching.look()
    assert (scores(), pages(home)) == ({}, [])
    sends(home, "ada")
    sends(home, "ben", notebook(rnn_forward="half"))
    watching.look()
    assert scores() == {"ada": 100.0, "ben": 12.5}
    assert len(pages(home)) == 2
    said = [record.message.split(" in ")[0] for record in caplog.records if record.name == "autograder.watch"]
    assert said == [
        "graded step_by_step of ada: 100 of 100 points",
        "graded step_by_step of ben: 12.5 of 100 points",
        "released feedback on step_by_step to ada",
        "released feedback on step_by_step to ben",
    ]


def test_only_what_is_new_is_touched(home: Path, cohort: Cohort, end: threading.Event) -> None:  # noqa: F811
    watching = watch.Watch(cohort, end)
    sends(home, "ada")
    watching.look()
    (first,) = pages(home)
    before = first.stat().st_mtime_ns
    sends(home, "ben")
    watching.look()
    watching.look()
    look(cohort)  # and another that starts anew
    assert len(pages(home)) == 2
    assert first.stat().st_mtime_ns == before
    assert len(GRADED) == 1  # they handed in the same


def test_a_new_attempt_is_graded_and_has_a_page_of_its_own(
    home: Path,  # noqa: F811
    cohort: Cohort,
    end: threading.Event,
) -> None:
    watching = watch.Watch(cohort, end)
    sends(home, "ada")
    watching.look()
    sends(home, "ada", notebook(rnn_forward="..."), time=EVENING)
    watching.look()
    assert scores() == {"ada": 25.0}
    assert len(pages(home)) == 2


class Killed(BaseException):
    """Stands for SIGKILL: nothing catches it."""


STEPS = [
    (exchange.Collect, "do_copy"),
    (Nbgrader, "collect"),
    (marking, "_keep"),
    (marking, "_write"),
    (Nbgrader, "autograde"),
    (judge.Judge, "preprocess"),
    (judge.Remember, "preprocess"),
    (gradebook.Shared, "done"),
    (Nbgrader, "generate_feedback"),
    (Nbgrader, "release_feedback"),
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("place", "step"), STEPS, ids=[step for _, step in STEPS])
def test_killed_between_two_steps_it_goes_on_where_it_was(
    home: Path,  # noqa: F811
    cohort: Cohort,
    monkeypatch: pytest.MonkeyPatch,
    place: object,
    step: str,
    after: bool,
) -> None:
    sends(home, "ada")
    look(cohort)
    sends(home, "ada", notebook(rnn_forward="..."), time=EVENING)
    sends(home, "ben", notebook(rnn_forward="half"))
    real = getattr(place, step)

    def killed(*given: object, **named: object) -> None:
        if after:
            real(*given, **named)
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(place, step, killed)
        look(cohort)
    look(cohort)
    assert scores() == {"ada": 25.0, "ben": 12.5}
    assert len(pages(home)) == 3
    keys = [answers.key for answers in GRADED]
    assert len(keys) <= len(set(keys)) + (step == "_keep" and not after)


def test_a_second_watch_of_the_same_classroom_is_refused(home: Path, cohort: Cohort) -> None:  # noqa: F811
    script = (
        "import sys, time\nfrom autograder.classroom import books\nfrom autograder import watch\n"
        "with books.held(watch.LOCK):\n    print('held', flush=True)\n    time.sleep(60)\n"
    )
    import subprocess
    import sys

    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(ClassroomError, match=f"process {other.pid} is watching this classroom already"):
            watch.run(cohort, once=True)
        other.kill()
    watch.run(cohort, once=True)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(
    home: Path,  # noqa: F811
    cohort: Cohort,
    number: int,
    capfd: pytest.CaptureFixture[str],
) -> None:
    sends(home, "ada")
    timer = threading.Timer(0.3, os.kill, (os.getpid(), number))
    timer.start()
    watch.run(cohort, interval=30)
    said = [line.split(" ", 2)[2] for line in capfd.readouterr().err.splitlines()]
    assert said[0].startswith("watching ") and said[-1] == "ended"
    assert scores() == {"ada": 100.0}
    with books.held(watch.LOCK, "still held"):
        pass


def test_of_one_learner_no_page_of_another_is_made(home: Path) -> None:  # noqa: F811
    for name in ("ada", "ben", "a[b]"):
        sends(home, name)
    classroom.collect([STEP])
    classroom.grade([STEP])
    assert classroom.without_feedback(STEP, ["ada", "ben"]) == ["ada", "ben"]
    (page,) = classroom.feedback([STEP], "ben")
    assert page.parents[1].name == "ben"
    assert classroom.without_feedback(STEP, ["ada", "ben"]) == ["ada"]
