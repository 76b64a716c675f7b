"""The grader's side of the warm sandbox: one zygote per set of imports, and a kernel forked from it in a moment."""

from __future__ import annotations

import atexit
import contextlib
import json
import logging
import os
import secrets
import socket
import struct
import subprocess
import threading
from pathlib import Path
from typing import Any

import psutil
from jupyter_client.connect import KernelConnectionInfo

from autograder.course import Limits
from autograder.errors import SandboxError
from autograder.sandbox import levels, library, scratch
from autograder.sandbox.calls import Line
from autograder.sandbox.kernel import Kernel
from autograder.sandbox.levels import Level

log = logging.getLogger(__name__)

CHANNELS = ("shell", "iopub", "stdin", "hb", "control")  # in the order of inside/ipython.py
END = 60.0  # seconds that even a thousand processes need less of to end
CREDENTIALS = struct.Struct("3i")
_lock = threading.Lock()
_zygotes: dict[tuple[int, Level, tuple[str, ...]], Zygote] = {}


def start(limits: Limits, level: Level) -> Kernel:
    """A fresh confined kernel that is ready to run cells. SandboxError if it does not come up."""
    run = fork(limits, level)
    kernel = Kernel(run.connection, run.line, limits, run.alive, run.close, run.cpu, run.why)
    try:
        kernel.wait_until_ready()
    except BaseException:
        kernel.close()
        raise
    return kernel


def fork(limits: Limits, level: Level, key: bytes = b"", address: str | None = None) -> Run:
    """A run of a warm zygote, which is started first if there is none, or if it died.

    Its messages are signed with `key`; `address` is that of an earlier run, to be taken over.
    """
    for attempt in (1, 2, 3):
        zygote = _zygote(level, limits)
        try:
            return Run(zygote, limits, key or secrets.token_hex(16).encode(), address)
        except OSError as error:
            reason = f"{error}; {zygote.last_words()}"
            log.warning("the sandbox: no kernel at attempt %d (%s)", attempt, reason)
            with contextlib.suppress(subprocess.TimeoutExpired):
                zygote.process.wait(1.0)  # if it was the zygote that ended, it is started again
    raise SandboxError(f"the sandbox: it cannot start a kernel ({reason}); run `autograder doctor`.")


def _zygote(level: Level, limits: Limits) -> Zygote:
    key = (os.getpid(), level, limits.preload)
    with _lock:
        zygote = _zygotes.get(key)
        if zygote is None or not zygote.alive():
            if zygote is not None:
                log.warning("the sandbox's zygote ended; starting another")
                zygote.close()
            zygote = _zygotes[key] = Zygote(level, limits)
    return zygote


@atexit.register
def stop() -> None:
    """End every zygote of this process, and with them their kernels; the next `start` starts others."""
    with _lock:
        mine = [key for key in _zygotes if key[0] == os.getpid()]
        for key in mine:
            _zygotes.pop(key).close()


class Zygote:
    """A process that has imported `limits.preload` and forks a confined kernel for each order."""

    def __init__(self, level: Level, limits: Limits) -> None:
        scratch.sweep()
        self.base = scratch.make(os.geteuid() or levels.NOBODY, levels.WORK)
        self._lock = scratch.lock(self.base)
        for name in ("library", "runs", "sockets"):
            (self.base / name).mkdir(mode=0o700)
        library.fill(self.base / "library")
        place = levels.place(level, self.base)
        if level == "landlock" and os.geteuid() == 0:
            for folder in (self.base, self.base / "runs"):
                folder.chmod(0o711)  # to be passed through by the user that a run counts as
        if place.become:
            os.chown(self.base / "runs", place.become, place.become)
        self.place = place
        self.orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        settings = {
            "paths": [place.library, *library.packages()],
            "readable": place.readable,
            "preload": limits.preload,
            "nested": level == "namespaces",
            "become": place.become,
        }
        command = [*place.prefix, *levels.python(place.inside, "zygote.py", json.dumps(settings))]
        self.process = _launch(command, theirs, self.base / "log")
        theirs.close()
        self.orders.settimeout(limits.start_seconds)
        try:
            self.nested = bool(json.loads(self.orders.recv(4096) or b"{}")["nested"])
        except (KeyError, ValueError, OSError):
            reason = self.last_words()
            self.close()
            raise SandboxError(f"the sandbox: it does not start ({reason}); run `autograder doctor`.") from None

    def alive(self) -> bool:
        return self.process.poll() is None

    def last_words(self) -> str:
        with contextlib.suppress(OSError, IndexError):
            return (self.base / "log").read_text(errors="replace").strip().splitlines()[-1]
        return "it ended without a word"

    def close(self) -> None:
        """End the zygote, all its kernels, and its files."""
        self.orders.close()
        with contextlib.suppress(OSError):
            self.process.kill()
            self.process.wait()
        scratch.remove(self.base)
        with contextlib.suppress(OSError):
            os.close(self._lock)


class Run:
    """One forked kernel: its connection, whether it lives, what it takes, and its end."""

    def __init__(self, zygote: Zygote, limits: Limits, key: bytes, address: str | None = None) -> None:
        name = secrets.token_hex(8)
        if address is None or not os.path.isdir(os.path.dirname(address)):
            address = str(zygote.base / "sockets" / name)
        self._sockets = [Path(f"{address}-{port}") for port in range(1, len(CHANNELS) + 1)]
        self.connection = _connection(address, key)
        folder = levels.WORK
        if not zygote.nested:
            folder = f"{zygote.place.runs}/{name}"
            (zygote.base / "runs" / name).mkdir(mode=0o700)
            if zygote.place.become:
                os.chown(zygote.base / "runs" / name, zygote.place.become, zygote.place.become)
        self._lifeline, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._lifeline.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._why = ""
        self.line = Line()
        order = {"folder": folder, "address": address, "key": key.decode()}
        order |= {name: getattr(limits, name) for name in ORDERED}
        listening = []
        try:
            for path in self._sockets:
                listening.append(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
                listening[-1].bind(str(path))
                listening[-1].listen(64)
                listening[-1].setblocking(False)
            numbers = [one.fileno() for one in (theirs, *listening, self.line.other)]
            socket.send_fds(zygote.orders, [json.dumps(order).encode()], numbers)
        finally:
            for one in (theirs, *listening, self.line.other):
                one.close()
        self._process = self._hello(limits.start_seconds)

    def alive(self) -> bool:
        """Whether the kernel runs. When it no longer does, `why` knows the reason."""
        if self._why:
            return False
        try:
            text = self._lifeline.recv(4096, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return True
        except OSError:
            text = b""
        with contextlib.suppress(ValueError, KeyError):
            self._why = str(json.loads(text)["ended"])
        self._why = self._why or "exit"
        return False

    def why(self) -> str:
        """`exit`, `memory`, `cpu`, `processes`, `disk`, or empty while it runs."""
        return self._why

    def cpu(self) -> float:
        """Processor seconds that the kernel has used, with the processes that it has waited for."""
        try:
            return sum(self._process.cpu_times()[:4]) if self._process else 0.0
        except psutil.Error:
            return 0.0

    def signal(self, number: int) -> None:
        """Send the kernel a signal, such as an interrupt."""
        with contextlib.suppress(psutil.Error):
            if self._process:
                self._process.send_signal(number)

    def close(self) -> None:
        """End the kernel and everything it started, and return when all is gone."""
        with contextlib.suppress(OSError):
            self._lifeline.shutdown(socket.SHUT_WR)
            self._lifeline.settimeout(END)
            while self._lifeline.recv(4096):
                pass
        self._lifeline.close()
        self.line.close()
        self._why = self._why or "closed"
        for path in self._sockets:
            path.unlink(missing_ok=True)

    def _hello(self, seconds: float) -> psutil.Process | None:
        """Wait for the kernel's first word; Linux tells whose it is."""
        self._lifeline.settimeout(seconds)
        text, extra, _, _ = self._lifeline.recvmsg(4096, socket.CMSG_SPACE(CREDENTIALS.size))
        self._lifeline.settimeout(None)
        if not text:
            raise OSError("it ended before it began")
        pid = CREDENTIALS.unpack(extra[0][2][: CREDENTIALS.size])[0]
        with contextlib.suppress(psutil.Error):
            return psutil.Process(pid)
        return None


ORDERED = ("memory_bytes", "cpu_seconds", "processes", "file_bytes", "disk_bytes")


def _connection(address: str, key: bytes) -> KernelConnectionInfo:
    ports: Any = {f"{channel}_port": port for port, channel in enumerate(CHANNELS, 1)}
    known: Any = {"transport": "ipc", "ip": address, "key": key, "signature_scheme": "hmac-sha256"}
    return {**known, **ports}


def _launch(command: list[str], orders: socket.socket, log_file: Path) -> subprocess.Popen[bytes]:
    """Start the zygote from a thread that waits for its end.

    --die-with-parent means the thread that started it: had a pool's thread done so, the zygote would die with that one.
    """
    started: list[subprocess.Popen[bytes] | OSError] = []
    done = threading.Event()

    def run() -> None:
        try:
            with log_file.open("wb") as words:
                started.append(
                    subprocess.Popen(
                        command,
                        stdin=orders.fileno(),
                        stdout=words,
                        stderr=words,
                        env=library.variables("/tmp"),
                        cwd="/",  # bubblewrap would tell where the grader was started, in PWD
                        start_new_session=True,
                    )
                )
        except OSError as error:
            started.append(error)
        done.set()
        if isinstance(started[0], subprocess.Popen):
            started[0].wait()

    threading.Thread(target=run, name="zygote", daemon=True).start()
    done.wait()
    if isinstance(started[0], OSError):
        raise SandboxError(f"the sandbox: {started[0]}; run `autograder doctor`.")
    return started[0]
