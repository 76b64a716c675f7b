"""The gradebook on a real PostgreSQL server, started for this test on a loopback port."""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder import classroom, cohort, grading, places
from autograder.errors import ClassroomError
from tests.autograder.test_classroom import EVENING, SOLVED, STEP, fake_grade, has_handed_in, notebook

pytestmark = pytest.mark.service


def program(name: str) -> str:
    """The path of one of the server's programs; Debian keeps them off the PATH."""
    found = shutil.which(name) or next(iter(sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), reverse=True)), "")
    if not found:
        pytest.skip(f"PostgreSQL's `{name}` is not installed; `apt-get install postgresql` has it")
    return found


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of an empty database. The server refuses to run as root, so it runs as nobody there."""
    initdb, pg_ctl = program("initdb"), program("pg_ctl")
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="postgresql-", dir="/tmp"))
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(*words: str) -> None:
        # The server inherits the output, and would keep a pipe open.
        with (folder.parent / f"{folder.name}.log").open("ab") as log:
            done = subprocess.run(words, user=user and user.pw_uid, cwd=folder, stdout=log, stderr=log, check=False)
        assert done.returncode == 0, Path(log.name).read_text()

    data = str(folder / "data")
    try:
        run(initdb, "-D", data, "-U", "course", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        run(pg_ctl, "-D", data, "-w", "-o", f"-p {port} -k {folder} -c listen_addresses=127.0.0.1", "start")
        try:
            yield f"postgresql://course@127.0.0.1:{port}/postgres"
        finally:
            run(pg_ctl, "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
        (folder.parent / f"{folder.name}.log").unlink(missing_ok=True)


@pytest.fixture
def home(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(places.CLASSROOM, str(tmp_path / "classroom"))
    monkeypatch.setenv(places.GRADEBOOK, server)
    monkeypatch.setattr(grading, "grade", fake_grade)
    monkeypatch.setattr(cohort, "FEW", 100)  # in this process, where the fake is
    return tmp_path / "classroom"


def test_a_class_is_graded_into_postgresql(home: Path) -> None:
    classroom.release([STEP])
    for number in range(6):
        has_handed_in(home, f"learner_{number}", SOLVED if number % 2 else notebook(rnn_forward="half"))
    rows = classroom.grade([STEP])
    assert [row.score for row in rows] == [12.5, 100.0] * 3
    assert not any(row.failed for row in rows)

    has_handed_in(home, "learner_1", notebook(rnn_forward="stop the grader"), EVENING)
    has_handed_in(home, "learner_2", SOLVED, EVENING)
    rows = classroom.grade([STEP])
    assert [row.score for row in rows] == [12.5, 0.0, 100.0, 100.0, 12.5, 100.0]
    assert [row.learner for row in rows if row.seconds] == ["learner_1", "learner_2"]
    assert [row.needs_review for row in classroom.gradebook_rows()] == [False, True, False, False, False, False]
    assert len(classroom.feedback([STEP])) == 6
    assert not (home / "gradebook.db").exists()


def test_a_server_that_does_not_answer_is_named_without_its_password(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(places.GRADEBOOK, "postgresql://course:open-sesame@127.0.0.1:9/course")
    with pytest.raises(ClassroomError, match=r"127\.0\.0\.1:9/course: the gradebook cannot be opened") as raised:
        classroom.gradebook_rows()
    assert "open-sesame" not in str(raised.value)
