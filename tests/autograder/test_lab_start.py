"""`autograder lab`: it ends with all that it started, and two of them share one watch."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.browser.labs import Lab, copy_of_the_course, running

pytestmark = pytest.mark.kernel


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_course(tmp_path_factory.mktemp("course"))


def started(lab: Lab) -> list[psutil.Process]:
    return psutil.Process(lab.process.pid).children(recursive=True)


def watches(lab: Lab) -> bool:
    return any("watch" in one.cmdline() for one in started(lab))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_what_it_started_ends_with_it(course: Path, number: signal.Signals) -> None:
    with running(course, "learner") as lab:
        children = started(lab)
        assert {"jupyterlab", "watch"} <= {word for one in children for word in one.cmdline()}
        lab.process.send_signal(number)
        lab.process.wait(60)
        gone, left = psutil.wait_procs(children, timeout=30)
    assert not left
    assert lab.process.returncode == (0 if number != signal.SIGKILL else -number)


def test_a_role_that_is_none_is_a_sentence(course: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "lab", "--role", "dean"], cwd=course, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "dean: there is no such role; say instructor or learner.\n"


def test_of_two_labs_one_watches_and_the_other_takes_over(course: Path) -> None:
    with running(course, "instructor") as second, running(course, "learner") as first:
        assert watches(second) and not watches(first)
        assert "Another `autograder watch` grades in this classroom already." in first.log.read_text()
        second.process.terminate()
        second.process.wait(60)
        deadline = time.monotonic() + 30
        while not watches(first) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert watches(first)
