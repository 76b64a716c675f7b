"""Processes are killed at random while a class is graded; in the end the gradebook is that of an undisturbed run.

Each trial grades a class of six, some with the same answers, on two workers, and kills a worker, a zygote, a kernel or
the main process, once or twice, at a random moment. Where the main process was killed, or gave up, the class is graded
once more. `AUTOGRADER_FAULT_SEED` repeats one trial; `AUTOGRADER_FAULT_TRIALS` says how many there are.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from nbgrader.api import Gradebook

from autograder import authoring, classroom, course, places, release
from autograder.bench import hand_in
from tests.answers import collect

pytestmark = pytest.mark.faults

STEP = course.find("step_by_step")
SCRIPT = authoring.read(STEP)
TRIALS = int(os.environ.get("AUTOGRADER_FAULT_TRIALS", "50"))
FIRST = int(os.environ.get("AUTOGRADER_FAULT_SEED", random.SystemRandom().randrange(10**6)))
SEEDS = [FIRST] if "AUTOGRADER_FAULT_SEED" in os.environ else range(FIRST, FIRST + TRIALS)
FORKS = "from multiprocessing.forkserver import main"
SECONDS = 120  # for one grading; it takes three to ten
VICTIMS = ("main", "worker", "server", "zygote", "kernel")  # the server is the process that forks Dask's workers


def works() -> dict[str, str]:
    """Six learners: two with the same right answers, one with a helper of his own, three each with a wrong one."""
    wrong = [case for case in collect(STEP.id) if not case.right and case.exercise.endswith("_forward")]
    sources = [{}, {}, {"rnn_forward": "def rnn_forward(x, a0, parameters):\n    return None"}]
    sources += [{case.exercise: case.source} for case in wrong[:: len(wrong) // 3][:3]]
    return {f"learner_{number}": _notebook(source) for number, source in enumerate(sources)}


def _notebook(sources: dict[str, str]) -> str:
    notebook = release.solved_notebook(SCRIPT)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = sources.get(name, cell.source)
    return authoring.write(notebook)


class Room:
    """A classroom with a class that has handed in."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def start(self) -> subprocess.Popen[str]:
        words = [sys.executable, "-m", "autograder", "grade", "--workers", "2", "--json", "--quiet"]
        environment = {**os.environ, places.CLASSROOM: str(self.home), "PYTHONPATH": str(course.ROOT)}
        return subprocess.Popen(
            words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )

    def books(self) -> list[tuple[str, float, float, bool, tuple[float, ...]]]:
        """Every line of the gradebook: the learner, the score, the most, whether to look, the score of each check."""
        with Gradebook(f"sqlite:///{self.home / 'gradebook.db'}", course.COURSE_ID) as gradebook:
            return sorted(
                (
                    submission.student.id,
                    submission.score,
                    submission.max_score,
                    submission.needs_manual_grade,
                    tuple(grade.score for notebook in submission.notebooks for grade in notebook.grades),
                )
                for assignment in gradebook.assignments
                for submission in assignment.submissions
            )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("prepared") / "classroom"
    with places.classroom_at(home):
        classroom.release([STEP])
    hand_in(home, STEP, works())
    return home


@pytest.fixture
def room(prepared: Path, tmp_path: Path) -> Iterator[Room]:
    shutil.copytree(prepared, tmp_path / "classroom", copy_function=shutil.copy2)
    yield Room(tmp_path / "classroom")
    shutil.rmtree(tmp_path / "classroom")


@pytest.fixture(scope="module")
def undisturbed(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list, float]:
    home = tmp_path_factory.mktemp("undisturbed") / "classroom"
    shutil.copytree(prepared, home, copy_function=shutil.copy2)
    begin = time.monotonic()
    finish(Room(home).start())
    books = Room(home).books()
    assert [line[0] for line in books] == sorted(works())
    assert books[0][1] == books[1][1] == 100.0 and all(line[1] < 100.0 for line in books[2:])
    return books, time.monotonic() - begin


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_killed_the_gradebook_is_that_of_an_undisturbed_run(
    seed: int, room: Room, undisturbed: tuple[list, float]
) -> None:
    rng = random.Random(seed)
    books, seconds = undisturbed
    main, runs, said = room.start(), 1, ""
    killed = [kill(rng, main, rng.uniform(0, 0.7 * seconds)) for _ in range(rng.choice([1, 1, 2]))]
    said = finish(main, may_fail="main" in killed)
    if main.returncode != 0:
        main, runs = room.start(), 2
        said = finish(main)
    print(f"seed {seed}: killed {', '.join(killed)}; grading was started {runs} times", flush=True)
    log = (room.home / "nbgrader.log").read_text()
    assert room.books() == books, f"{killed}\n{said}\n{[line for line in log.splitlines() if ' INFO ' not in line]}"
    assert not left_over(room.home)


def kill(rng: random.Random, main: subprocess.Popen[str], after: float) -> str:
    """Kill one process of a random kind, so many seconds from now or as soon after as there is one; say which."""
    kind = rng.choice(VICTIMS)
    time.sleep(after)
    while main.poll() is None:
        for process in rng.sample(found := victims(main.pid).get(kind, []), len(found)):
            try:
                process.send_signal(signal.SIGKILL)
                return kind
            except psutil.NoSuchProcess:
                continue
    return f"no {kind}"


def victims(pid: int) -> dict[str, list[psutil.Process]]:
    """What runs of a grading, by kind."""
    try:
        main = psutil.Process(pid)
        below = main.children(recursive=True)
    except psutil.NoSuchProcess:
        return {}
    kinds: dict[str, list[psutil.Process]] = {"main": [main]}
    for process in below:
        try:
            words = " ".join(process.cmdline())
            above = [" ".join(one.cmdline()) for one in process.parents()]
        except psutil.NoSuchProcess:
            continue
        depth = sum("zygote.py" in line for line in above)
        if "zygote.py" in words:  # two processes of bubblewrap, the zygote, a keeper, and below it the kernel
            kind = "zygote" if depth <= 2 else "kernel"
        elif FORKS in words:
            kind = "worker" if FORKS in above[0] else "server"
        else:
            continue
        kinds.setdefault(kind, []).append(process)
    return kinds


def finish(main: subprocess.Popen[str], may_fail: bool = False) -> str:
    out, error = main.communicate(timeout=SECONDS)
    assert main.returncode == 0 or may_fail, error
    return out + error


def left_over(home: Path) -> list[str]:
    """Processes that outlived their grading."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        found = []
        for process in psutil.process_iter():
            try:
                if process.environ().get(places.CLASSROOM) == str(home):
                    found.append(" ".join(process.cmdline()))
            except psutil.Error:
                continue
        if not found:
            return []
        time.sleep(0.1)
    return found
