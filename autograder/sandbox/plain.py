"""A learner's kernel as an ordinary process of this user: it sees the course's `utils`, but none of the grader's code.

It is a separate process with limits, not a prison: it can read what this user can read.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import psutil
from jupyter_client.connect import write_connection_file

from autograder.course import Limits
from autograder.sandbox import library
from autograder.sandbox.calls import Line
from autograder.sandbox.kernel import Kernel

PORTS: dict[str, Any] = {f"{c}_port": n for n, c in enumerate(("shell", "iopub", "stdin", "hb", "control"), 1)}


def start(limits: Limits) -> Kernel:
    """A fresh kernel that is ready to run cells. SandboxError if it does not come up."""
    folder = Path(tempfile.mkdtemp(prefix="grading-"))
    file, connection = write_connection_file(
        str(folder / "kernel.json"), ip=str(folder / "k"), transport="ipc", key=os.urandom(16).hex().encode(), **PORTS
    )
    (folder / "work").mkdir()
    line = Line()
    process = subprocess.Popen(
        [
            sys.executable,
            "-I",
            "-S",
            str(Path(__file__).with_name("boot.py")),
            file,
            str(line.other.fileno()),
            str(library.library()),
            *library.packages(),
        ],
        cwd=folder / "work",
        env=library.variables(str(folder / "work")),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        pass_fds=[line.other.fileno()],
    )
    line.other.close()

    def kill() -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)

    def cpu() -> float:
        with contextlib.suppress(psutil.Error):
            return sum(psutil.Process(process.pid).cpu_times()[:4])
        return 0.0

    kernel = Kernel(connection, line, limits, lambda: process.poll() is None, kill, cpu)
    try:
        kernel.wait_until_ready()
    except BaseException:
        kernel.close()
        raise
    return kernel
