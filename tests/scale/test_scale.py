"""A thousand submissions in one run, and how many a second one worker, two, and two joined over TCP grade.

The submissions are the solved notebook with one answer of `tests/answers` in each of several exercises, right or wrong,
so what everyone should get is known. `AUTOGRADER_SCALE` says how many there are.
"""

from __future__ import annotations

import itertools
import os
import random
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from nbgrader.api import Gradebook

from autograder import authoring, classroom, course, places, release
from autograder.bench import hand_in, measure
from tests.answers import Case, collect

pytestmark = pytest.mark.scale

STEP = course.find("step_by_step")
SCRIPT = authoring.read(STEP)
MANY = int(os.environ.get("AUTOGRADER_SCALE", "1000"))
SOME = max(20, MANY // 8)  # for the rates


@dataclass(frozen=True)
class Class:
    """Notebooks by learner, and who should have all points."""

    texts: dict[str, str]
    perfect: frozenset[str]

    def first(self, number: int) -> Class:
        texts = dict(itertools.islice(self.texts.items(), number))
        return Class(texts, self.perfect & texts.keys())


@pytest.fixture(scope="module")
def everyone() -> Class:
    rng = random.Random(1)
    answers: dict[str, list[Case]] = {}
    for case in collect(STEP.id):
        answers.setdefault(case.exercise, []).append(case)
    graded = {exercise.name for exercise in SCRIPT.exercises if exercise.points}
    texts, perfect = {}, set()
    for number in range(MANY):
        chosen = {name: rng.choice(cases) for name, cases in answers.items() if rng.random() < 0.4}
        learner = f"learner_{number:05}"
        texts[learner] = _notebook(number, chosen)
        if all(case.right for name, case in chosen.items() if name in graded):
            perfect.add(learner)
    return Class(texts, frozenset(perfect))


def _notebook(number: int, chosen: dict[str, Case]) -> str:
    notebook = release.solved_notebook(SCRIPT)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in chosen:
            cell.source = chosen[name].source
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source += f"\n# {number}"
    return authoring.write(notebook)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("empty") / "classroom"
    with places.classroom_at(home):
        classroom.release([STEP])
    return home


@pytest.fixture
def home(empty: Path, tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(empty, tmp_path / "classroom", copy_function=shutil.copy2)
    yield tmp_path / "classroom"
    shutil.rmtree(tmp_path / "classroom")


def grade(home: Path, members: Class, *words: str) -> tuple[float, list[int]]:
    """Grade the class; return the seconds, and the memory of all processes together, every two seconds."""
    hand_in(home, STEP, members.texts)
    command = [sys.executable, "-m", "autograder", "grade", "--quiet", *words]
    environment = {**os.environ, places.CLASSROOM: str(home), "PYTHONPATH": str(course.ROOT)}
    memory = []
    begin = time.monotonic()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as main:
        while main.poll() is None:
            memory.append(measure.tree_bytes(main.pid))
            time.sleep(2)
    seconds = time.monotonic() - begin
    assert main.returncode == 0
    with Gradebook(f"sqlite:///{home / 'gradebook.db'}", course.COURSE_ID) as gradebook:
        scores = {one.student.id: one.score for one in gradebook.find_assignment(STEP.id).submissions}
    assert scores.keys() == members.texts.keys()
    assert {learner for learner, score in scores.items() if score == 100} == members.perfect
    return seconds, memory


def tell(what: str, members: Class, seconds: float) -> None:
    print(f"\n{what}: {len(members.texts)} in {seconds:.0f} s, {len(members.texts) / seconds:.2f} a second", flush=True)


def test_a_thousand_are_graded_in_one_run_with_flat_memory(home: Path, everyone: Class) -> None:
    seconds, memory = grade(home, everyone, "--workers", "2")
    tell("two workers", everyone, seconds)
    quarter = len(memory) // 4
    early, late = max(memory[quarter : 2 * quarter]), max(memory[-quarter:])
    print(f"memory of all processes: at most {max(memory) >> 20} MB; {early >> 20} MB early, {late >> 20} MB late")
    assert late < 1.2 * early
    assert max(memory) < 3 << 30


def test_one_worker(home: Path, everyone: Class) -> None:
    members = everyone.first(SOME)
    tell("one worker", members, grade(home, members, "--workers", "1")[0])


def test_two_workers(home: Path, everyone: Class) -> None:
    members = everyone.first(SOME)
    tell("two workers", members, grade(home, members, "--workers", "2")[0])


def test_two_workers_that_join_a_scheduler_over_tcp(home: Path, everyone: Class, tmp_path: Path) -> None:
    members = everyone.first(SOME)
    with dask_cluster(tmp_path, workers=2) as address:
        tell("two workers over TCP", members, grade(home, members, "--scheduler", address)[0])
        again = {**os.environ, places.CLASSROOM: str(home), "PYTHONPATH": str(course.ROOT)}
        command = [sys.executable, "-m", "autograder", "grade", "--quiet", "--scheduler", address]
        begin = time.monotonic()
        subprocess.run(command, env=again, check=True, stdout=subprocess.DEVNULL)
        print(f"once more, unchanged: {time.monotonic() - begin:.1f} s")


@contextmanager
def dask_cluster(folder: Path, workers: int) -> Iterator[str]:
    """A scheduler and its workers, each a program of its own, as on several machines."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    environment = {**os.environ, "PYTHONPATH": str(course.ROOT)}
    port = address.rpartition(":")[2]
    scheduler = ["scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"]
    worker = ["worker", address, "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder / "dask")]
    with ExitStack() as stack:
        for words in (scheduler, *[worker] * workers):
            program = [sys.executable, "-m", "dask", *words]
            process = subprocess.Popen(program, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            stack.callback(_end, process)
        yield address


def _end(process: subprocess.Popen) -> None:
    below = psutil.Process(process.pid).children(recursive=True)
    process.terminate()
    process.wait(30)
    psutil.wait_procs(below, timeout=20)
