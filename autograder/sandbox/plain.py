"""A learner's kernel as an ordinary process of this user: it sees the course's `utils`, but none of the grader's code.

It is a separate process with limits, not a prison: it can read what this user can read.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import signal
import site
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from jupyter_client.connect import write_connection_file

from autograder.course import ROOT, Limits
from autograder.sandbox.kernel import Kernel

# All that a learner's kernel can import of this repository.
VISIBLE = ("utils", "autograder/errors.py", "autograder/wire.py", "autograder/sandbox/runtime.py")
PORTS: dict[str, Any] = {f"{c}_port": n for n, c in enumerate(("shell", "iopub", "stdin", "hb", "control"), 1)}


def start(limits: Limits) -> Kernel:
    """A fresh kernel that is ready to run cells. SandboxError if it does not come up."""
    folder = Path(tempfile.mkdtemp(prefix="grading-"))
    file, connection = write_connection_file(
        str(folder / "kernel.json"), ip=str(folder / "k"), transport="ipc", key=os.urandom(16).hex().encode(), **PORTS
    )
    (folder / "work").mkdir()
    process = subprocess.Popen(
        [
            sys.executable,
            "-I",
            "-S",
            str(Path(__file__).with_name("boot.py")),
            file,
            str(_library()),
            *site.getsitepackages(),
        ],
        cwd=folder / "work",
        env=_environment(folder / "work"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )

    def kill() -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)

    kernel = Kernel(connection, limits, lambda: process.poll() is None, kill)
    try:
        kernel.wait_until_ready()
    except BaseException:
        kernel.close()
        raise
    return kernel


@cache
def _library() -> Path:
    """A folder with what the learner's kernel may import, and nothing else of ours."""
    library = Path(tempfile.mkdtemp(prefix="grading-library-"))
    atexit.register(shutil.rmtree, library, ignore_errors=True)
    for name in VISIBLE:
        target = library / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, target)
    for package in ("autograder", "autograder/sandbox"):
        (library / package / "__init__.py").touch()
    return library


def _environment(home: Path) -> dict[str, str]:
    """Nothing of the grader's environment but what a program needs to run."""
    return {
        "PATH": os.defpath,
        "HOME": str(home),
        "IPYTHONDIR": str(home / ".ipython"),
        "MPLCONFIGDIR": str(home / ".matplotlib"),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
