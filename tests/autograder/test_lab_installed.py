"""A plain `jupyter lab`, without our command, finds the button once the course is installed as `make setup` does it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest

from autograder.course import GRADED
from autograder.lab import NAME, rebuild
from tests.browser.labs import copy_of_the_course, free_port

pytestmark = pytest.mark.kernel  # it builds a wheel and starts Jupyter's commands, for seconds

BUILD = "import sys; from setuptools import build_meta; build_meta.build_editable(sys.argv[1])"
DATA = "sequence_models-0.1.0.data/data/"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an editable install puts into an environment beside its packages."""
    home = tmp_path_factory.mktemp("installed")
    course = copy_of_the_course(tmp_path_factory.mktemp("course"))
    subprocess.run([sys.executable, "-c", BUILD, str(home)], cwd=course, check=True, capture_output=True)
    with zipfile.ZipFile(next(home.glob("*.whl"))) as wheel:
        wheel.extractall(home)
    return home / DATA


def test_the_bundle_is_installed_whole(installed: Path) -> None:
    there = installed / "share" / "jupyter" / "labextensions" / NAME
    found = {str(path.relative_to(there)) for path in there.rglob("*") if path.is_file()}
    wanted = {str(path.relative_to(rebuild.BUNDLE)) for path in rebuild.files()} | {rebuild.MARK}
    assert found == wanted
    assert (there / "package.json").read_bytes() == (rebuild.BUNDLE / "package.json").read_bytes()


def test_a_plain_jupyter_lab_has_both_halves(installed: Path, tmp_path: Path) -> None:
    port, token = free_port(), "installed"
    environment = {
        **os.environ,
        "JUPYTER_PATH": str(installed / "share" / "jupyter"),
        "JUPYTER_CONFIG_PATH": str(installed / "etc" / "jupyter"),
        "JUPYTER_CONFIG_DIR": str(tmp_path),
        "JUPYTER_TOKEN": token,
    }
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=log, stderr=log)
    try:
        course = json.loads(asked(process, f"http://127.0.0.1:{port}/autograder/course?token={token}"))
        assert len(course["assignments"]) == len(GRADED)
        assert NAME in asked(process, f"http://127.0.0.1:{port}/lab?token={token}")
    finally:
        process.terminate()
        process.wait(60)


def asked(process: subprocess.Popen[bytes], address: str) -> str:
    """What the server says, once it runs."""
    for _ in range(1200):
        try:
            with urllib.request.urlopen(address, timeout=60) as reply:
                return reply.read().decode()
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{error.status}: {address}") from error
        except OSError:
            assert process.poll() is None, "it ended"
            time.sleep(0.1)
    raise AssertionError("it does not answer")
