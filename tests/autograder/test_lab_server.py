"""The endpoints that the button talks to, in a Jupyter server of their own; what is graded here is graded for real."""

from __future__ import annotations

import http.cookiejar
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograder import authoring, classroom, course, places, release
from autograder.course import ROOT
from tests.browser.labs import free_port

pytestmark = pytest.mark.kernel

STEP = course.find("step_by_step")
FILE = STEP.path.name
TOKEN = "a token for tests"
SOLVED = authoring.write(release.solved_notebook(authoring.read(STEP)))
ENDLESS = SOLVED.replace("    p = parameters\\n", "    while True:\\n        p = parameters\\n", 1)


@dataclass
class Server:
    """A running server, and what a browser would ask of it."""

    process: subprocess.Popen[bytes]
    address: str
    folder: Path

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """The status and what was said; the token is sent unless other headers are given."""
        data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(
            f"{self.address}/{path}", data, given or {"Authorization": f"token {TOKEN}"}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                return reply.status, json.loads(reply.read() or b"null")
        except urllib.error.HTTPError as error:
            text = error.read()
            return error.code, json.loads(text) if text.startswith(b"{") else text.decode()

    def saved(self, path: str = FILE) -> str:
        """When the contents API says that it was saved."""
        return self.ask("GET", f"api/contents/{urllib.parse.quote(path)}?content=0")[1]["last_modified"]

    def submit(self, path: str = FILE, **changed: Any) -> tuple[int, Any]:
        body = {"path": path, "id": str(uuid.uuid4()), "saved": self.saved(path) if "saved" not in changed else ""}
        return self.ask("POST", "autograder/attempts", body | changed)

    def attempt(self, id: str, seconds: float = 20, path: str = FILE) -> tuple[int, Any]:
        return self.ask("GET", f"autograder/attempts/{id}?path={urllib.parse.quote(path)}&seconds={seconds}")

    def attempts(self) -> list[Any]:
        return self.ask("GET", f"autograder/attempts?path={FILE}")[1]["attempts"]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("prepared") / "classroom"
    with places.classroom_at(home):
        classroom.release([STEP])
    return home


@contextmanager
def running(home: Path, folder: Path) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "jupyter_server", f"--port={port}", f"--IdentityProvider.token={TOKEN}"]
    command += ["--no-browser", "--allow-root", f"--ServerApp.root_dir={folder}", "--ServerApp.port_retries=0"]
    command += ["--ServerApp.jpserver_extensions={'autograder.lab': True}"]
    places = {"JUPYTER_CONFIG_DIR": str(home), "JUPYTER_NO_CONFIG": "1", "AUTOGRADER_CLASSROOM": str(home)}
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, **places, "PYTHONPATH": path}
    with (home / "server.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    server = Server(process, f"http://127.0.0.1:{port}", folder)
    try:
        for _ in range(600):
            try:
                server.ask("GET", "api/status")
                break
            except OSError:
                assert process.poll() is None, (home / "server.log").read_text()
                time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="module")
def home(prepared: Path) -> Path:
    return prepared


@pytest.fixture(scope="module")
def server(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(home, tmp_path_factory.mktemp("learner")) as one:
        yield one


@pytest.fixture(autouse=True)
def solved(server: Server) -> Iterator[None]:
    """The learner has a solved notebook, and an empty history."""
    (server.folder / FILE).write_text(SOLVED)
    yield
    shutil.rmtree(server.folder / "elsewhere", ignore_errors=True)


ENDPOINTS = [
    ("GET", "autograder/course"),
    ("POST", "autograder/warm"),
    ("GET", f"autograder/attempts?path={FILE}"),
    ("POST", "autograder/attempts"),
    ("GET", f"autograder/attempts/{uuid.uuid4()}?path={FILE}"),
]


def test_what_is_submitted_is_graded_and_shown(server: Server) -> None:
    status, attempt = server.submit()
    assert (status, attempt["state"], attempt["handed_in"], attempt["troubles"]) == (201, "grading", True, [])
    status, attempt = server.attempt(attempt["id"])
    assert (status, attempt["state"], attempt["verdict"]["score"]) == (200, "graded", 100)
    assert attempt["verdict"]["headline"] == "step_by_step: 100 of 100 points"
    assert {exercise["state"] for exercise in attempt["verdict"]["exercises"]} == {"right"}
    assert server.attempts()[0] == attempt


def test_the_course_says_what_it_grades(server: Server) -> None:
    status, said = server.ask("GET", "autograder/course")
    assert status == 200
    assert {one["id"] for one in said["assignments"]} == {assignment.id for assignment in course.GRADED}
    (step,) = (one for one in said["assignments"] if one["id"] == STEP.id)
    assert step["notebook"] == FILE and "lstm_forward" in step["exercises"]


@pytest.mark.parametrize(("method", "path"), ENDPOINTS)
def test_nobody_is_served_without_the_token(server: Server, method: str, path: str) -> None:
    body = {} if method == "POST" else None
    before = server.attempts()
    status, _ = server.ask(method, path, body, Authorization="token wrong")
    assert status == 403
    assert server.ask(method, path, body, Accept="*/*")[0] == 403
    assert server.attempts() == before


def test_a_foreign_page_cannot_submit(server: Server) -> None:
    """It has the learner's cookie, since the browser sends it along, but not what Jupyter's own pages send besides."""
    cookies = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    opener.open(f"{server.address}/api/status?token={urllib.parse.quote(TOKEN)}").close()
    cookie = "; ".join(f"{one.name}={one.value}" for one in cookies if one.name.startswith("username"))
    assert cookie and server.ask("GET", "autograder/course", Cookie=cookie)[0] == 200
    body = {"path": FILE, "id": str(uuid.uuid4()), "saved": server.saved()}
    before = server.attempts()
    for headers in ({}, {"Origin": "http://evil.example"}, {"Origin": server.address}):
        assert server.ask("POST", "autograder/attempts", body, Cookie=cookie, **headers)[0] in (403, 404)
    assert server.attempts() == before


def test_a_sandbox_is_warmed_for_a_notebook_of_the_course_alone(server: Server) -> None:
    assert server.ask("POST", "autograder/warm", {"path": FILE}) == (204, None)
    (server.folder / "mine.ipynb").write_text(
        json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []})
    )
    status, said = server.ask("POST", "autograder/warm", {"path": "mine.ipynb"})
    assert status == 422 and said["message"].startswith("mine.ipynb: is no notebook of this course")


def test_what_has_changed_on_the_disk_is_not_submitted(server: Server) -> None:
    seen = server.saved()
    time.sleep(0.01)
    (server.folder / FILE).write_text(SOLVED.replace("np.tanh", "np.sinh"))
    before = server.attempts()
    status, said = server.submit(saved=seen)
    assert status == 409
    assert said["message"].startswith(f"{FILE}: has changed on the disk since you saw it")
    assert server.attempts() == before


@pytest.mark.parametrize(
    "path", [None, 3, "", "README.md", "../secret.ipynb", "no such.ipynb", "a\0b.ipynb", "/etc/x.ipynb"]
)
def test_a_path_that_leads_nowhere_is_refused(server: Server, path: object) -> None:
    status, said = server.ask("POST", "autograder/attempts", {"path": path, "id": str(uuid.uuid4()), "saved": ""})
    assert status in (400, 404) and ": " in said["message"]


@pytest.mark.parametrize("id", [None, 3, "", "../../x", "x" * 36, "7DF1C8FD-6E94-4F03-B3E2-AB19BFF2EA9F"])
def test_an_id_that_is_none_is_refused(server: Server, id: object) -> None:
    status, said = server.submit(id=id)
    assert (status, said["message"]) == (400, "id: name the attempt by a UUID.")


@pytest.mark.parametrize("body", [b"", b"[]", b"nonsense", b"\xff", b"3"])
def test_a_body_that_is_none_is_refused(server: Server, body: bytes) -> None:
    status, _ = server.ask("POST", "autograder/attempts", body)
    assert status == 400


def test_an_attempt_that_never_arrived_is_said_to_be_missing(server: Server) -> None:
    status, said = server.attempt(str(uuid.uuid4()))
    assert (status, said["message"]) == (404, "This attempt did not arrive; submit again.")


def test_a_link_is_not_followed(server: Server) -> None:
    (server.folder / "elsewhere").mkdir()
    (server.folder / FILE).unlink()
    (server.folder / FILE).symlink_to("/etc/passwd")
    try:
        status, said = server.submit()
        assert status == 422 and "is a link" in said["message"]
    finally:
        (server.folder / FILE).unlink()


def test_a_server_killed_in_the_middle_loses_nothing(home: Path, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(ENDLESS)
    with running(home, tmp_path) as first:
        status, attempt = first.submit()
        assert (status, attempt["handed_in"]) == (201, True)
        status, said = first.submit()
        assert status == 409 and "is being submitted already" in said["message"]
        assert first.attempt(attempt["id"], seconds=0.5)[1]["state"] == "grading"
        first.process.kill()
        first.process.wait()
    assert (tmp_path / FILE).read_text() == ENDLESS
    inbound = home / "exchange" / course.COURSE_ID / "inbound"
    assert ENDLESS in {path.read_text() for path in inbound.glob(f"*/{FILE}")}
    with running(home, tmp_path) as second:
        status, after = second.attempt(attempt["id"])
        assert (status, after["state"], after["handed_in"]) == (200, "interrupted", True)
        (tmp_path / FILE).write_text(SOLVED)
        status, again = second.submit()
        assert second.attempt(again["id"])[1]["verdict"]["score"] == 100
