"""What is remembered of a class, and every change that makes it forgotten."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder import course, places, standing
from autograder.standing import Row
from autograder.verdict import ExerciseVerdict, Verdict

STEP = course.find("step_by_step")
VERDICT = Verdict(STEP.id, (ExerciseVerdict("rnn_forward", 10.0, 25.0, False, ("Look at `a0`.",)),), ("A note.",))
ROW = Row(STEP.id, "ada", 10.0, 100.0, VERDICT, 0.0, False)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A classroom with one graded submission."""
    home = tmp_path / "classroom"
    for name in ("submitted/ada", "autograded/ada"):
        folder = home / name / STEP.id
        folder.mkdir(parents=True)
        (folder / STEP.path.name).write_text("{}")
    record = home / "results" / "graded" / STEP.id / "ada" / "record.json"
    record.parent.mkdir(parents=True)
    record.write_text("{}")
    (home / "gradebook.db").write_bytes(b"scores")
    with places.classroom_at(home):
        standing.keep([STEP], standing.state([STEP]), [ROW])
        yield home


def test_an_unchanged_class_is_remembered(home: Path) -> None:
    assert standing.recall([STEP]) == [ROW]


def test_a_file_whose_name_is_no_text_counts_as_any_other(home: Path) -> None:
    odd = os.fsencode(home / "submitted" / "ada" / STEP.id) + b"/\xff\xfe.txt"
    Path(os.fsdecode(odd)).touch()
    assert standing.recall([STEP]) is None
    standing.keep([STEP], standing.state([STEP]), [ROW])
    assert standing.recall([STEP]) == [ROW]


def test_other_assignments_are_another_class(home: Path) -> None:
    assert standing.recall([STEP, course.find("Jazz")]) is None


def work(home: Path) -> Path:
    return home / "submitted" / "ada" / STEP.id / STEP.path.name


def replace_keeping_time_and_size(home: Path) -> None:
    status = work(home).stat()
    work(home).write_text("[]")
    os.utime(work(home), ns=(status.st_atime_ns, status.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a notebook is written again": lambda home: work(home).write_text("{ }"),
    "a notebook is replaced under its old size and time": replace_keeping_time_and_size,
    "a notebook goes away": lambda home: work(home).unlink(),
    "a file is added to a submission": lambda home: (work(home).parent / "timestamp.txt").write_text("now"),
    "a learner hands in an empty folder": lambda home: (home / "submitted" / "bob" / STEP.id).mkdir(parents=True),
    "the autograded notebook goes away": lambda home: (home / "autograded/ada" / STEP.id / STEP.path.name).unlink(),
    "a record goes away": lambda home: (home / "results/graded" / STEP.id / "ada/record.json").unlink(),
    "someone writes in the gradebook": lambda home: (home / "gradebook.db").write_bytes(b"SCORES"),
    "someone is writing in the gradebook": lambda home: (home / "gradebook.db-journal").write_bytes(b"half"),
    "what is remembered is broken": lambda home: [
        path.write_text(path.read_text()[:-9]) for path in (home / "results/standing").iterdir()
    ],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_it_is_forgotten_when(change: Callable[[Path], object], home: Path) -> None:
    change(home)
    assert standing.recall([STEP]) is None


@pytest.mark.parametrize("where", ["autograder/hidden/new.py", "utils/data/new.csv", "nbgrader_config.py"])
def test_it_is_forgotten_when_the_grader_changes(
    where: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "root"
    for name in ("autograder/hidden", "autograder/__pycache__", "utils/data"):
        (root / name).mkdir(parents=True)
    (root / "nbgrader_config.py").write_text("")
    monkeypatch.setattr(standing, "ROOT", root)
    standing.keep([STEP], standing.state([STEP]), [ROW])
    (root / "autograder/__pycache__/cli.pyc").write_bytes(b"derived")
    assert standing.recall([STEP]) == [ROW]
    (root / where).write_text("x = 1")
    assert standing.recall([STEP]) is None


def test_what_failed_is_not_remembered_for_it_is_tried_again(home: Path) -> None:
    work(home).write_text("{ }")
    standing.keep([STEP], standing.state([STEP]), [ROW, Row(STEP.id, "bob", 0.0, 100.0, VERDICT, 1.0, True)])
    assert standing.recall([STEP]) is None


def test_a_gradebook_that_is_no_file_may_change_unseen(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(places.GRADEBOOK, "postgresql://localhost/course")
    assert standing.state([STEP]) is None
    assert standing.recall([STEP]) is None


def test_grading_an_unchanged_class_does_not_even_import_nbgrader(home: Path) -> None:
    words = [sys.executable, "-X", "importtime", "-m", "autograder", "grade", STEP.id, "--json"]
    done = subprocess.run(words, cwd=course.ROOT, capture_output=True, text=True, timeout=60)
    assert '"score": 10.0' in done.stdout, done.stderr[-500:]
    assert not {"nbgrader", "nbformat", "numpy", "jupytext"} & {
        line.rpartition("|")[2].strip() for line in done.stderr.splitlines()
    }
