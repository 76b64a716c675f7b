"""A JupyterLab of its own for a test: a copy of the course, and `autograder lab` running on it."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograder.course import ROOT
from autograder.sandbox import levels

START = 300.0  # seconds until JupyterLab answers; the course is released before
OWN = ("AUTOGRADER_CLASSROOM", "AUTOGRADER_EXCHANGE", "AUTOGRADER_DB", "JUPYTERHUB_USER")


@dataclass(frozen=True)
class Lab:
    """A running `autograder lab`. `log` is what it and its watch say; `process` is the command itself."""

    address: str
    token: str
    course: Path
    log: Path
    process: subprocess.Popen[bytes]

    def url(self, path: str = "lab") -> str:
        """The address of a page, with what it takes to be let in."""
        return f"{self.address}/{path}?token={self.token}"


def copy_of_the_course(folder: Path) -> Path:
    """Everything that git knows, or would add, so that no test writes into the work tree."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


@contextmanager
def running(
    course: Path, role: str, port: int | None = None, token: str = "", inside: Sequence[str] = ()
) -> Iterator[Lab]:
    """`autograder lab --role ROLE` on this copy, until the block ends; `inside` is a command that runs the command."""
    port, token = port or free_port(), token or secrets.token_hex(16)
    log = course / "classroom" / f"{role}.log"
    log.parent.mkdir(mode=0o700, exist_ok=True)
    command = [sys.executable, "-m", "autograder", "lab", "--role", role, "--no-browser", f"--port={port}"]
    command += ["--ServerApp.port_retries=0", "--LabApp.expose_app_in_browser=True"]
    command += ["--allow-root"] if os.geteuid() == 0 else []
    with log.open("ab") as words:
        process = subprocess.Popen(
            [*inside, *command], cwd=course, env=_environment(course, token), stdout=words, stderr=words
        )
    lab = Lab(f"http://127.0.0.1:{port}", token, course, log, process)
    try:
        _wait_until_it_answers(lab)
        yield lab
    finally:
        process.terminate()
        process.wait(60)


def read_only(folder: Path) -> list[str]:
    """A command that runs another where this folder cannot be written, not even by root."""
    return [*_bubblewrap(), "--ro-bind", str(folder), str(folder)]


def on_a_small_disk(folder: Path, size: int) -> list[str]:
    """A command that runs another where this folder, with what it holds, lies on a disk of so many bytes."""
    original = folder.with_name(f"{folder.name} as it was")
    shutil.copytree(folder, original)
    copy = 'cp -r "$0"/. "$1" && shift && exec "$@"'
    return [*_bubblewrap(), "--size", str(size), "--tmpfs", str(folder), "sh", "-c", copy, str(original), str(folder)]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _bubblewrap() -> list[str]:
    return [levels.programs()[0], "--die-with-parent", "--dev-bind", "/", "/"]


def _environment(course: Path, token: str) -> dict[str, str]:
    """The person's own settings of Jupyter play no part, and `autograder` and `utils` are those of the copy."""
    kept = {name: value for name, value in os.environ.items() if name not in OWN}
    jupyter = {f"JUPYTER_{kind}_DIR": str(course / "classroom" / "jupyter" / kind) for kind in ("CONFIG", "DATA")}
    runtime = {"JUPYTER_RUNTIME_DIR": str(course / "classroom" / "jupyter" / "run"), "JUPYTER_TOKEN": token}
    path = os.pathsep.join(filter(None, [str(course), os.environ.get("PYTHONPATH")]))
    return {**kept, **jupyter, **runtime, "PYTHONPATH": path}


def _wait_until_it_answers(lab: Lab) -> None:
    deadline = time.monotonic() + START
    while True:
        try:
            with urllib.request.urlopen(lab.url("api/status"), timeout=5):
                return
        except (OSError, urllib.error.URLError):
            if lab.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"JupyterLab does not start:\n{lab.log.read_text()[-5000:]}") from None
        time.sleep(0.2)
