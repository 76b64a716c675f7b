"""The machine around a submission: what must not be read, what must not be touched, and how to tell.

`Host` lays out bait before anything runs: files, a variable and listeners that hold or wait for a secret token.
`Watch` remembers how the machine looked, and says what is different.
"""

from __future__ import annotations

import contextlib
import os
import resource
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from autograder.course import ROOT

OURS = {".git", ".venv", "__pycache__", ".pytest_cache", ".ruff_cache", ".mypy_cache", ".hypothesis"}
SHARED = tuple(Path(name) for name in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/var/spool/cron"))
MARK = "planted_by_a_learner"  # in the name of whatever an attack leaves, so that it is found where others write too

MEMORY = 400 << 20  # that the grader itself may take for one submission


@dataclass(frozen=True)
class Host:
    """What an attacker may know of the machine, down to paths and ports. The token he must not get."""

    home: Path  # of the one who grades
    runs: Path  # where temporary files go
    token: str
    listeners: Listeners

    @property
    def classroom(self) -> Path:
        return self.home / "classroom"


@dataclass
class Listeners:
    """Ends of all kinds that wait for somebody; `heard` is what came."""

    tcp: int = 0
    tcp6: int = 0
    udp: int = 0
    abstract: str = ""
    paths: tuple[str, ...] = ()
    heard: list[str] = field(default_factory=list)


def bait(folder: Path, listeners: Listeners) -> Host:
    """A home and a folder for temporary files, both full of what is nobody's business."""
    host = Host(folder / "home", folder / "runs", f"CANARY-{secrets.token_hex(16)}", listeners)
    for path in (
        host.home / ".ssh" / "id_ed25519",
        host.home / "notes.txt",
        host.home / ".netrc",
        host.classroom / "gradebook.db",
        host.classroom / "submitted" / "ada" / "step_by_step" / "answers.ipynb",
        host.runs / "grading-of-another" / "work" / "answers.py",
        host.runs / "grading-of-another" / "kernel.json",
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"secret: {host.token}\n")
    return host


@contextlib.contextmanager
def listening(folder: Path) -> Iterator[Listeners]:
    """Sockets of every kind, open for as long as the block runs."""
    folder.mkdir(parents=True, exist_ok=True)
    found, name = Listeners(), secrets.token_hex(6)
    found.abstract, path = f"course-{name}", str(folder / f"{name}.socket")
    found.paths = (path, f"/tmp/{name}.socket")
    open_: list[socket.socket] = []

    def listen(family: int, kind: int, address: object) -> int:
        end = socket.socket(family, kind)
        end.bind(address)
        if kind == socket.SOCK_STREAM:
            end.listen()
        end.settimeout(0.2)
        open_.append(end)
        return end.getsockname()[1] if family in (socket.AF_INET, socket.AF_INET6) else 0

    found.tcp = listen(socket.AF_INET, socket.SOCK_STREAM, ("0.0.0.0", 0))
    found.udp = listen(socket.AF_INET, socket.SOCK_DGRAM, ("0.0.0.0", 0))
    with contextlib.suppress(OSError):  # a machine may have no IPv6
        found.tcp6 = listen(socket.AF_INET6, socket.SOCK_STREAM, ("::1", 0))
    for address in (f"\0{found.abstract}", *found.paths):
        listen(socket.AF_UNIX, socket.SOCK_STREAM, address)
    stop = threading.Event()
    threads = [threading.Thread(target=_hear, args=(end, stop, found.heard), daemon=True) for end in open_]
    for thread in threads:
        thread.start()
    try:
        yield found
    finally:
        stop.set()
        for thread, end in zip(threads, open_, strict=True):
            thread.join()
            end.close()
        for path in found.paths:
            os.unlink(path)


def _hear(end: socket.socket, stop: threading.Event, heard: list[str]) -> None:
    while not stop.is_set():
        with contextlib.suppress(TimeoutError):
            if end.type == socket.SOCK_STREAM:
                caller, _ = end.accept()
                caller.close()
            else:
                end.recv(100)
            heard.append(f"{end.family.name} {end.type.name}")


class Watch:
    """How the machine looked before a submission. `differences` says what is new, gone or changed since."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._processes = _ours(host)
        self._memory = _most_memory()
        self._standing = _standing()
        self._files = self._look()

    def differences(self) -> list[str]:
        before, now = self._files, self._look()
        found = [f"new file {path}" for path in now.keys() - before.keys()]
        found += [f"lost file {path}" for path in before.keys() - now.keys()]
        found += [f"changed file {path}" for path in now.keys() & before.keys() if now[path] != before[path]]
        found += [f"planted file {path}" for path in _planted()]
        found += [f"new process {name}" for name in self._left_running()]
        if (grown := _most_memory() - self._memory) > MEMORY:
            found.append(f"the grader took {grown >> 20} MB more than ever")
        if _standing() != self._standing:
            found.append("the grader has another priority, other processors or other limits")
        return found + [f"a call on {name}" for name in self._host.listeners.heard]

    def _look(self) -> dict[Path, tuple]:
        return _files(ROOT) | _files(self._host.home) | _files(self._host.runs)

    def _left_running(self) -> list[str]:
        """A process that was killed takes a moment to be gone; one that stays has got away."""
        deadline = time.monotonic() + 3
        while (left := _ours(self._host).keys() - self._processes.keys()) and time.monotonic() < deadline:
            time.sleep(0.02)
        return [name for pid, name in _ours(self._host).items() if pid in left]


def installed() -> dict[Path, tuple]:
    """Everything that learners' kernels import."""
    import numpy

    return _files(Path(numpy.__file__).parent.parent)


def _most_memory() -> int:
    """The most that this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


def _standing() -> tuple:
    """What others could change about this process."""
    return os.nice(0), os.sched_getaffinity(0), [resource.getrlimit(kind) for kind in range(16)]


def _files(folder: Path) -> dict[Path, tuple]:
    """Every file and folder below, with what changes when somebody touches it."""
    found: dict[Path, tuple] = {}
    unseen = [folder]
    while unseen:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(unseen.pop()) as entries:
            for entry in entries:
                if entry.name in OURS:
                    continue
                status = entry.stat(follow_symlinks=False)
                is_folder = entry.is_dir(follow_symlinks=False)
                mark = (status.st_mode, status.st_ino, status.st_uid)
                found[Path(entry.path)] = mark if is_folder else (*mark, status.st_size, status.st_mtime_ns)
                if is_folder:
                    unseen.append(Path(entry.path))
    return found


def _planted() -> list[Path]:
    """What carries our mark in places where others write as well."""
    return [
        path
        for folder in (*SHARED, Path.home(), ROOT)
        for pattern in (f"{MARK}*", f"*/{MARK}*")
        for path in _globbed(folder, pattern)
    ]


def _globbed(folder: Path, pattern: str) -> list[Path]:
    try:
        return list(folder.glob(pattern))
    except OSError:
        return []


def _ours(host: Host) -> dict[int, str]:
    """Processes below this one, and any that carries our folder for temporary files about with it."""
    found = {}
    below = {process.pid for process in psutil.Process().children(recursive=True)}
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            line = " ".join(process.cmdline())
            mine = process.pid in below or str(host.runs) in line or MARK in line
            mine = mine or (process.pid != os.getpid() and str(host.runs) in process.environ().get("HOME", ""))
            if mine and process.status() != psutil.STATUS_ZOMBIE:
                found[process.pid] = f"{process.pid} {process.name()} {line[:80]}"
    return found
