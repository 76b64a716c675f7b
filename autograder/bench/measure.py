"""Seconds and memory of a command with everything it starts."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from autograder.errors import ClassroomError

SAMPLE_SECONDS = 0.5


@dataclass(frozen=True)
class Measured:
    """What a command took; `peak` is in bytes, and counts what processes share only once."""

    seconds: float
    peak: int


def command(words: list[str], folder: Path, environment: dict[str, str] | None = None) -> Measured:
    """Run it to its end. ClassroomError if it fails."""
    begin = time.monotonic()
    with subprocess.Popen(
        words,
        cwd=folder,
        env=environment or dict(os.environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        watcher = Memory(process.pid)
        watcher.start()
        said = process.communicate()[0].strip().splitlines()[-1:]
        seconds = time.monotonic() - begin
        watcher.stop()
    if process.returncode != 0:
        raise ClassroomError(f"bench: `{' '.join(words)}` failed: {' '.join(said)}")
    return Measured(seconds, watcher.peak)


class Memory(threading.Thread):
    """Looks again and again at what a process and all below it hold."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._pid = pid
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(SAMPLE_SECONDS):
            self.peak = max(self.peak, tree_bytes(self._pid))

    def stop(self) -> None:
        self._over.set()
        self.join()


def tree_bytes(pid: int) -> int:
    """The memory of a process and all below it."""
    try:
        root = psutil.Process(pid)
        return sum(_bytes(process.pid) for process in [root, *root.children(recursive=True)])
    except psutil.Error:
        return 0


def _bytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:")), 0)
