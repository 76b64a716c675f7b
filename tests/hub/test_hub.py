"""JupyterHub as `docs/several_learners.md` sets it up: one Hub, an instructor and two learners with their own accounts.

Each tries, in his own server, what the others must not be able to do. Needs root, JupyterHub and its proxy:
`make test-hub`.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from autograder.course import ROOT
from tests.hub.accounts import account, environment_for_all, run

pytestmark = pytest.mark.hub
TEACHER, ADA, BOB = "course-teacher", "course-ada", "course-bob"
PASSWORD = secrets.token_hex(8)
START = 300.0
STEP = "step_by_step"
NOTEBOOK = "Building_a_Recurrent_Neural_Network_Step_by_Step_v3a.ipynb"
CONFIGURATION = """# The documented one, and a key by which the test asks the Hub for servers and tokens.
import os

c = get_config()
load_subconfig(os.environ["HUB_CONFIG"])
c.JupyterHub.hub_port = int(os.environ["HUB_PORT"])
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{os.environ['PROXY_PORT']}"
c.JupyterHub.services = [{"name": "test", "api_token": os.environ["HUB_TEST_TOKEN"]}]
c.JupyterHub.load_roles = [
    {"name": "test", "scopes": ["admin:users", "admin:servers", "tokens", "access:servers"], "services": ["test"]}
]
"""


@dataclass(frozen=True)
class Hub:
    """A running Hub; `key` opens its API."""

    address: str
    key: str
    folder: Path

    def api(self, method: str, path: str, **data: object) -> requests.Response:
        headers = {"Authorization": f"token {self.key}"}
        return requests.request(
            method, f"{self.address}/hub/api/{path}", headers=headers, json=data or None, timeout=60
        )

    def token(self, name: str) -> str:
        """What this person is let in with, to his own server and no other."""
        return self.api("POST", f"users/{name}/tokens", note="test").json()["token"]

    def start(self, name: str) -> None:
        assert self.api("POST", f"users/{name}/server").status_code in (201, 202)
        _until(lambda: self.api("GET", f"users/{name}").json()["server"], f"{name}'s server does not start")

    def does(self, name: str, code: str) -> str:
        """Run code in this person's own server, and return what it prints."""
        token, base = self.token(name), f"{self.address}/user/{name}/api/kernels"
        headers = {"Authorization": f"token {token}"}
        kernel = requests.post(base, headers=headers, json={"path": ""}, timeout=60).json()["id"]
        try:
            return asyncio.run(_execute(f"{base.replace('http', 'ws', 1)}/{kernel}/channels", token, code))
        finally:
            requests.delete(f"{base}/{kernel}", headers=headers, timeout=60)


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    if os.geteuid() != 0:
        pytest.fail("only root can make the accounts of this test; run `make test-hub` as root")
    proxy = shutil.which("configurable-http-proxy") or pytest.fail(
        "there is no configurable-http-proxy; `npm install --global configurable-http-proxy`"
    )
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hub-")))
        folder.chmod(0o755)
        for name in (TEACHER, ADA, BOB):
            stack.enter_context(account(name, folder))
        environment_for_all(folder / "opt")
        _lay_out(folder)
        _the_instructor_releases(folder)
        yield stack.enter_context(_running(folder, proxy))


def _lay_out(folder: Path) -> None:
    """The folders of the documented table, with the modes that stand there."""
    for name, mode in (("course", 0o700), ("published", 0o755), ("exchange", 0o755)):
        (folder / name).mkdir()
        shutil.chown(folder / name, TEACHER, TEACHER)
        (folder / name).chmod(mode)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / "course" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / "course" / name)
    subprocess.run(["chown", "-R", f"{TEACHER}:{TEACHER}", str(folder / "course")], check=True)


def _teaches(folder: Path, *command: str) -> str:
    """A command in the instructor's terminal."""
    course, programs = folder / "course", folder / "opt" / "bin"
    exchange, path = str(folder / "exchange"), f"{programs}:/usr/bin:/bin"
    words = [str(programs / "python"), "-m", *command]
    done = run(TEACHER, *words, cwd=course, PYTHONPATH=str(course), AUTOGRADER_EXCHANGE=exchange, PATH=path)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def _the_instructor_releases(folder: Path) -> None:
    _teaches(folder, "autograder", "export-student", str(folder / "published" / "course"))
    _teaches(folder, "nbgrader", "generate_assignment", STEP)
    _teaches(folder, "nbgrader", "release_assignment", STEP)


class _running:
    """The Hub with the documented configuration, on free ports of this machine alone."""

    def __init__(self, folder: Path, proxy: str) -> None:
        ports = [_free_port() for _ in range(3)]
        self._hub = Hub(f"http://127.0.0.1:{ports[0]}", secrets.token_hex(16), folder)
        (folder / "state").mkdir(mode=0o700)
        self._environment = {
            "PATH": f"{folder / 'opt' / 'bin'}:{Path(proxy).parent}:/usr/local/bin:/usr/bin:/bin",
            "CONFIGPROXY_AUTH_TOKEN": secrets.token_hex(16),
            "HUB_CONFIG": str(ROOT / "docs" / "jupyterhub" / "jupyterhub_config.py"),
            "HUB_PORT": str(ports[1]),
            "PROXY_PORT": str(ports[2]),
            "HUB_TEST_TOKEN": self._hub.key,
            "COURSE": str(folder / "course"),
            "COURSE_INSTRUCTOR": TEACHER,
            "COURSE_PUBLISHED": str(folder / "published" / "course"),
            "AUTOGRADER_EXCHANGE": str(folder / "exchange"),
            "COURSE_HUB_STATE": str(folder / "state"),
            "COURSE_HUB_ADDRESS": self._hub.address,
            "COURSE_HUB_DUMMY_PASSWORD": PASSWORD,
        }

    def __enter__(self) -> Hub:
        config = self._hub.folder / "state" / "jupyterhub_config.py"
        config.write_text(CONFIGURATION)
        self._log = (self._hub.folder / "state" / "hub.log").open("w+")
        self._process = subprocess.Popen(
            [str(self._hub.folder / "opt" / "bin" / "python"), "-m", "jupyterhub", "--config", str(config)],
            cwd=self._hub.folder / "state",
            env=self._environment,
            stdout=self._log,
            stderr=self._log,
        )
        try:
            _until(self._answers, "the Hub does not start")
            for name in (TEACHER, ADA, BOB):
                self._hub.api("POST", f"users/{name}")
                self._hub.start(name)
        except BaseException:
            self.__exit__()
            raise
        return self._hub

    def __exit__(self, *exception: object) -> None:
        self._process.terminate()
        self._process.wait(60)
        self._log.seek(0)
        print(self._log.read()[-8000:])
        self._log.close()

    def _answers(self) -> bool:
        if self._process.poll() is not None:
            raise RuntimeError("the Hub has ended")
        try:
            return self._hub.api("GET", "").ok and self._hub.api("GET", "users").ok
        except requests.ConnectionError:
            return False


# Who is let in


def test_a_person_logs_in_with_his_password_alone(hub: Hub) -> None:
    for password, expected in ((PASSWORD, True), ("guessed", False)):
        with requests.Session() as session:
            session.get(f"{hub.address}/hub/login", timeout=60)
            form = {"username": ADA, "password": password, "_xsrf": session.cookies.get("_xsrf", path="/hub/")}
            session.post(f"{hub.address}/hub/login", data=form, timeout=60)
            home = session.get(f"{hub.address}/hub/home", timeout=60, allow_redirects=False)
        assert (home.status_code == 200) == expected


def test_nobody_enters_the_server_of_another(hub: Hub) -> None:
    for name, other in ((BOB, ADA), (ADA, TEACHER)):
        answer = requests.get(
            f"{hub.address}/user/{other}/api/contents",
            headers={"Authorization": f"token {hub.token(name)}"},
            timeout=60,
        )
        assert answer.status_code == 403


def test_everyone_works_under_an_account_of_his_own(hub: Hub) -> None:
    who = "import getpass, os; print(getpass.getuser(), os.getuid() != 0)"
    assert [hub.does(name, who) for name in (TEACHER, ADA, BOB)] == [f"{n} True" for n in (TEACHER, ADA, BOB)]


def test_nobody_hears_what_runs_in_the_kernel_of_another(hub: Hub) -> None:
    """Bob listens to every port of the machine while Ada's kernel prints."""
    speak = "import time\nfor _ in range(60):\n    print('SPOKEN_' + 'BY_ADA', flush=True)\n    time.sleep(0.25)"
    listen = """
import time, zmq
lines = [line.split() for line in open("/proc/net/tcp").readlines()[1:]]
ports = {int(line[1].rpartition(":")[2], 16) for line in lines if line[3] == "0A"}
ear = zmq.Context().socket(zmq.SUB)
ear.setsockopt(zmq.SUBSCRIBE, b"")
for port in ports:
    ear.connect(f"tcp://127.0.0.1:{port}")
end, heard = time.monotonic() + 8, b""
while time.monotonic() < end:
    if ear.poll(200):
        heard += b"".join(ear.recv_multipart())
print(len(ports) > 3, b"SPOKEN_BY" + b"_ADA" in heard)
"""
    with ThreadPoolExecutor() as side_by_side:
        spoken = side_by_side.submit(hub.does, ADA, speak)
        time.sleep(3)
        assert hub.does(BOB, listen) == "True False"
        assert "SPOKEN_BY_ADA" in spoken.result()


# What a learner does


def test_work_goes_from_a_learners_server_to_the_class_and_comes_back(hub: Hub) -> None:
    cell = f"import os; os.chdir('Week_1/{STEP}'); import autograder; autograder.{{}}('{NOTEBOOK}')"
    write = (
        f"import json, pathlib; path = pathlib.Path('Week_1/{STEP}/{NOTEBOOK}'); data = json.loads(path.read_text())\n"
        "for cell in data['cells']:\n"
        "    if cell['metadata'].get('nbgrader', {}).get('grade_id') == 'rnn_cell_forward':\n"
        "        cell['source'] = 'def rnn_cell_forward(*given):\\n    SECRET_OF_ADA = 1\\n    return 1'\n"
        "path.write_text(json.dumps(data)); print('written')"
    )
    assert hub.does(ADA, write) == "written"
    assert "Handed in step_by_step" in hub.does(ADA, cell.format("submit"))
    _teaches(hub.folder, "nbgrader", "collect", STEP)
    assert json.loads(_teaches(hub.folder, "autograder", "grade", STEP, "--json"))[0]["learner"] == ADA
    _teaches(hub.folder, "nbgrader", "generate_feedback", STEP)
    _teaches(hub.folder, "nbgrader", "release_feedback", STEP)
    said = hub.does(ADA, cell.format("feedback"))
    page = hub.does(ADA, f"print(open({said.splitlines()[-1]!r}).read())")
    assert "SECRET_OF_ADA" in page and "of 100 points" in page


# What a learner cannot do

TRY = """
import os, pathlib, shutil
def attempt(what):
    try:
        what()
    except OSError as error:
        return type(error).__name__
    return "done"
"""


def refused(hub: Hub, name: str, *expressions: str) -> list[str]:
    tries = "\n".join(f"print(attempt(lambda: {expression}))" for expression in expressions)
    return hub.does(name, TRY + tries).splitlines()


def test_a_learner_reads_neither_the_course_nor_the_class_nor_another_learner(hub: Hub) -> None:
    course, exchange = hub.folder / "course", hub.folder / "exchange" / "sequence_models"
    closed = [
        f"open('{course}/autograder/hidden/step_by_step.py').read()",
        f"open('{course}/autograder/source/Week_1/step_by_step.py').read()",
        f"open('{course}/classroom/gradebook.db', 'rb').read()",
        f"open('{course}/classroom/secret', 'rb').read()",
        f"os.listdir('{course}')",
        f"os.listdir('{hub.folder / ADA}')",
        f"open('{hub.folder / ADA}/sequence_models/Week_1/{STEP}/{NOTEBOOK}').read()",
        f"os.listdir('{exchange}/inbound')",
        f"os.listdir('{exchange}/feedback')",
        f"os.listdir('{hub.folder}/state')",
    ]
    assert refused(hub, BOB, *closed) == ["PermissionError"] * len(closed)


def test_a_learner_finds_nothing_of_another_by_looking_everywhere(hub: Hub) -> None:
    """What `find` and `grep` of his own come to, over all that the class shares; and the processes of others."""
    look = f"""
import os, pathlib
found = []
for folder, folders, files in os.walk({str(hub.folder)!r}):
    if folder == {str(hub.folder)!r}:
        folders.remove("opt")  # nbgrader's own code names these words
    for name in files:
        path = pathlib.Path(folder, name)
        try:
            text = path.read_bytes()
        except OSError:
            continue
        if b"SECRET_" + b"OF_ADA" in text or b"BEGIN " + b"SOLUTION" in text or b"HIDDEN " + b"TESTS" in text:
            found.append(str(path))
for process in pathlib.Path("/proc").glob("[0-9]*"):
    try:
        own = process.stat().st_uid == os.getuid()
        text = b"" if own else (process / "environ").read_bytes()
    except OSError:
        continue
    if text:
        found.append(str(process))
print(found)
"""
    assert hub.does(BOB, look) == "[]"


def test_a_learner_cannot_take_or_move_what_is_another_s(hub: Hub) -> None:
    exchange = hub.folder / "exchange"
    released = exchange / "sequence_models" / "outbound" / STEP / NOTEBOOK
    tries = [
        f"os.rename('{exchange}/sequence_models', '{exchange}/taken')",
        f"shutil.rmtree('{exchange}/sequence_models/outbound/{STEP}')",
        f"open('{released}', 'a')",
        f"pathlib.Path('{exchange}/sequence_models/outbound/mine').mkdir()",
        f"pathlib.Path('{exchange}/sequence_models/feedback/mine.html').touch()",
    ]
    assert refused(hub, BOB, *tries) == ["PermissionError"] * len(tries)
    assert released.is_file()


def test_a_learner_cannot_hand_in_for_another(hub: Hub) -> None:
    inbound = hub.folder / "exchange" / "sequence_models" / "inbound"
    forge = (
        f"import pathlib; folder = pathlib.Path('{inbound}/{ADA}+{STEP}+2099-01-01 00:00:00 UTC+forged')\n"
        f"folder.mkdir(); (folder / '{NOTEBOOK}').write_text('forged'); print('handed in')"
    )
    assert hub.does(BOB, forge) == "handed in"
    _teaches(hub.folder, "nbgrader", "collect", STEP, "--update")
    kept = (hub.folder / "course" / "classroom" / "submitted" / ADA / STEP / NOTEBOOK).read_text()
    assert "SECRET_OF_ADA" in kept and "forged" not in kept


async def _execute(address: str, token: str, code: str) -> str:
    headers = {"Authorization": f"token {token}"}
    line = await websocket_connect(HTTPRequest(address, headers=headers, request_timeout=60))
    asked = uuid.uuid4().hex
    header = {"msg_id": asked, "msg_type": "execute_request", "username": "", "session": asked, "version": "5.3"}
    content = {"code": code, "silent": False, "store_history": False, "allow_stdin": False}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    await line.write_message(json.dumps(message))
    printed = ""
    while True:
        answer = json.loads(await asyncio.wait_for(line.read_message(), START))
        if answer["parent_header"].get("msg_id") != asked:
            continue
        kind = answer["msg_type"]
        if kind == "stream":
            printed += answer["content"]["text"]
        elif kind == "error":
            printed += "\n".join(answer["content"]["traceback"])
        elif kind == "status" and answer["content"]["execution_state"] == "idle":
            line.close()
            while await line.read_message() is not None:  # until it is closed
                pass
            return printed.strip()


def _until(holds, otherwise: str) -> None:
    deadline = time.monotonic() + START
    while not holds():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.5)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
