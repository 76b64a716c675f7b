"""What `make lab` runs: JupyterLab on the released course, with `autograder watch` beside it; both end together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence

import click

from autograder import classroom, places, watch
from autograder.classroom import books
from autograder.course import COURSE_ID, GRADED, ROOT, Assignment
from autograder.errors import ClassroomError
from autograder.lab import roles

LOOK = 0.5  # seconds between two looks at whether both still run
PATIENCE = 30.0  # seconds that each has to finish what it has begun


def run(role: str = roles.LEARNER, arguments: Sequence[str] = ()) -> int:
    """Release the course, start both, and wait; `arguments` are for `jupyter lab`. Its exit code, 0 after Ctrl-C."""
    command = [sys.executable, "-m", "jupyterlab", *roles.options(role), *arguments]
    release_the_course()
    with watch.ending(signal.SIGTERM, signal.SIGINT, signal.SIGHUP) as end:
        lab = _started(command, roles.environment(role))
        watching = Watching()
        try:
            while not end.wait(LOOK) and lab.poll() is None:
                watching.look()
            return 0 if end.is_set() else lab.returncode
        finally:
            _end(lab)
            watching.end()


def release_the_course() -> None:
    """Put every assignment into the exchange that is not there as it is now."""
    missing = [assignment for assignment in GRADED if not _is_released(assignment)]
    if missing:
        click.echo(f"Releasing {', '.join(one.id for one in missing)} into {places.exchange()} ...", err=True)
        classroom.release(missing)


class Watching:
    """An `autograder watch` of ours, unless another one watches this classroom; when that ends, ours takes over."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._told = False

    def look(self) -> None:
        """Start it where nobody watches. One that has ended by itself has said why, and is not started again."""
        if self._process is not None:
            return
        try:
            with books.held(watch.LOCK, watch.TWO):
                pass
        except ClassroomError:
            if not self._told:
                click.echo("Another `autograder watch` grades in this classroom already.", err=True)
            self._told = True
        else:
            self._process = _started([sys.executable, "-m", "autograder", "watch"])

    def end(self) -> None:
        if self._process is not None:
            _end(self._process)


def _is_released(assignment: Assignment) -> bool:
    there = places.exchange() / COURSE_ID / "outbound" / assignment.id / assignment.path.name
    return there.is_file() and there.read_bytes() == assignment.path.read_bytes()


def _started(command: list[str], environment: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    """A process that hears no Ctrl-C of its own accord: we pass it on, once. It ends also if we are killed."""
    return subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, preexec_fn=_ends_with_us())


def _ends_with_us() -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    from autograder.sandbox.inside import process

    return lambda: process.prctl(process.PR_SET_PDEATHSIG, signal.SIGTERM)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
