"""One run: a keeper that watches, and below it the learner's kernel, which it ends with everything that it started.

    zygote ── keeper ──┬── reaper    the first process of the run's own namespace; where namespaces do not nest, none
                       └── kernel    the learner's code

The keeper holds one end of a pair of sockets, the lifeline; the grader holds the other. When the grader closes it or
dies, the run ends. When it ends, the grader reads why; when its last process has gone, he reads the end.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import select
import signal
import socket
import sys
import tempfile
import time
import traceback
from typing import Any

import clearing
import confine
import ipython
import process
from process import CLONE_NEWIPC, CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWUSER, CLONE_NEWUTS

NOBODY = 65534
LOOK = 0.1  # seconds between two looks at what a run takes
ENTRIES, DEPTH = 20_000, 60  # files and folders that one run may make, and how deep
OF_ITS_OWN = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS
PROC = """
    cpuinfo meminfo stat version uptime loadavg filesystems self thread-self sys/vm/overcommit_memory
    sys/kernel/ngroups_max sys/kernel/random sys/kernel/osrelease sys/kernel/cap_last_cap
""".split()


def keep(order: dict[str, Any], lifeline: socket.socket, sockets: list[int], readable: list[str], nested: bool) -> None:
    """Start the kernel, watch it until it ends or may no longer go on, and leave nothing of it. Runs in a fork."""
    process.prctl(process.PR_SET_PDEATHSIG, signal.SIGTERM)
    signal.signal(signal.SIGTERM, _leave)
    os.setsid()
    folder = order["folder"]
    reaper = 0
    if nested:
        process.unshare(OF_ITS_OWN)
        process.mount("tmpfs", folder, f"size={order['disk_bytes']},nr_inodes={ENTRIES},mode=700")
        reaper = _fork(_reap)
    else:
        process.prctl(process.PR_SET_CHILD_SUBREAPER, 1)
    kernel = _fork(_run, order, lifeline, sockets, readable, nested)
    process.close_all_but(lifeline.fileno())
    why = "keeper"
    try:
        why = _watch(order, lifeline, kernel, reaper)
    finally:
        with contextlib.suppress(OSError):
            lifeline.send(json.dumps({"ended": why}).encode())
        if nested:
            os.kill(reaper, signal.SIGKILL)
            for child in (kernel, reaper):  # Linux lets the reaper go when all others of its namespace have gone
                os.waitpid(child, 0)
        else:
            _end()
            _empty(folder)


def _run(order: dict[str, Any], lifeline: socket.socket, sockets: list[int], readable: list[str], nested: bool) -> None:
    """The learner's process: give up every right, then serve."""
    os.setsid()
    process.prctl(process.PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    folder = order["folder"]
    if nested:
        # Its own /proc; but where root started the sandbox the old one stays, and Landlock shows of it what PROC names.
        with contextlib.suppress(OSError):
            process.unshare(CLONE_NEWNS)
            process.mount("proc", "/proc")
            readable = [*readable, "/proc"]
    elif os.getuid() == 0:
        os.chmod(folder, 0o777)  # access() asks for the user that this process counts as
        process.count_as(NOBODY)
    os.chdir(folder)
    os.nice(5)  # the watcher comes first, however much runs here
    home = {
        "HOME": folder,
        "PWD": folder,
        "TMPDIR": folder,
        "IPYTHONDIR": f"{folder}/.ipython",
        "MPLCONFIGDIR": f"{folder}/.matplotlib",
    }
    os.environ.update(home)
    lifeline.send(b'{"started": true}')  # its sender's number is what the grader watches this process by
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")  # if memory runs out on this machine, this process goes first
    process.close_all_but(*sockets)
    os.dup2(os.open("/dev/null", os.O_RDWR), 0)
    for number in (1, 2):
        os.dup2(0, number)
    rights = [*readable, *(f"/proc/{name}" for name in PROC)]
    others = 0 if nested else process.threads_of_this_user()  # in a namespace of its own Linux counts only its own
    confine.rlimits(order["memory_bytes"], order["processes"] + others, order["file_bytes"], order["cpu_seconds"] + 5)
    calls = [confine.seccomp_filter(), confine.signals_filter()]
    confine.landlock(rights, folder)
    process.drop_capabilities()
    for rules in calls:
        if rules is not None:
            rules.load()
    process.prctl(process.PR_SET_DUMPABLE, 1)
    _forget()
    ipython.serve(order["address"], order["key"], sockets)


def _watch(order: dict[str, Any], lifeline: socket.socket, kernel: int, reaper: int) -> str:
    """Return why the run has to end: its kernel ended, the grader is done with it, or it takes too much."""
    ended = os.pidfd_open(kernel)
    events = select.poll()
    events.register(ended, select.POLLIN)
    events.register(lifeline, select.POLLIN | select.POLLHUP)
    while True:
        ready = [number for number, _ in events.poll(LOOK * 1000)]
        if lifeline.fileno() in ready:
            return "closed"
        if ended in ready:
            return "exit"
        if reaper and process.crowds(reaper, order["processes"] + 1):
            return "processes"
        running = process.descendants(os.getpid())
        if sum(one.cpu for one in running) > order["cpu_seconds"]:
            return "cpu"
        if sum(one.threads for one in running) > order["processes"] + 1:
            return "processes"
        # What forks share counts once for each; the exact figure takes longer, and only a large one is worth it.
        large = sum(one.resident for one in running) > order["memory_bytes"]
        if large and sum(map(process.own_bytes, running)) > order["memory_bytes"]:
            return "memory"
        if not reaper and not _fits(order["folder"], order["disk_bytes"]):
            return "disk"


def _end() -> None:
    """Kill everything below, however it hides: what lost its parent became a child of this process."""
    while running := process.descendants(os.getpid()):
        for number in (signal.SIGSTOP, signal.SIGKILL):  # stopped, it starts no more while the others are found
            for one in running:
                with contextlib.suppress(OSError):
                    os.kill(one.pid, number)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        time.sleep(0.002)


def _fits(folder: str, most: int) -> bool:
    """Whether what lies in a folder is no more than a tmpfs would hold, and not so deep that counting it takes long."""
    entries, unseen = 0, [(folder, 0)]
    while unseen:
        path, depth = unseen.pop()
        with contextlib.suppress(OSError), os.scandir(path) as found:
            for entry in found:
                entries += 1
                with contextlib.suppress(FileNotFoundError):
                    most -= entry.stat(follow_symlinks=False).st_blocks * 512
                if entries > ENTRIES or depth > DEPTH or most < 0:
                    return False
                if entry.is_dir(follow_symlinks=False):
                    unseen.append((entry.path, depth + 1))
    return True


def _empty(folder: str) -> None:
    """Remove what the run left; the processes that could race with this are dead."""
    with contextlib.suppress(OSError):
        clearing.clear(folder)
        os.rmdir(folder)


def _reap() -> None:
    """The first process of a namespace: its end is the end of all others, and orphans become its children."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    process.prctl(process.PR_SET_PDEATHSIG, signal.SIGKILL)
    process.close_all_but()
    while True:
        signal.pause()


def _forget() -> None:
    """Be like a process of its own: random numbers that no other run draws, no names of the sandbox's code."""
    random.seed()
    tempfile.tempdir = None
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()
    for name in ("zygote", "keeper", "process", "confine", "ipython"):
        sys.modules.pop(name, None)
    sys.argv = ["ipykernel"]


def _fork(function: Any, *arguments: Any) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        function(*arguments)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _leave(*_: object) -> None:
    raise SystemExit
