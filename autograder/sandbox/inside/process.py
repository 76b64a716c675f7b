"""The few calls to Linux that Python 3.11 has no names for, and reading what a process takes from /proc."""

from __future__ import annotations

import contextlib
import ctypes
import os
from dataclasses import dataclass

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER, PR_CAPBSET_DROP = 1, 4, 36, 24
CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUTS, CLONE_NEWUSER, CLONE_NEWPID = (
    0x20000,
    0x8000000,
    0x4000000,
    0x10000000,
    0x20000000,
)
MS_RDONLY, MS_NOSUID, MS_NODEV = 1, 2, 4
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
CAPABILITIES_V3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Process:
    """One line of /proc: `resident` counts bytes also of what it shares with others."""

    pid: int
    parent: int
    state: str
    threads: int
    cpu: float  # seconds, with those of the children that it has waited for
    resident: int


def prctl(option: int, value: int) -> None:
    _checked(_libc.prctl(option, value, 0, 0, 0))


def unshare(flags: int) -> None:
    """Enter new namespaces. As a new user namespace's owner, keep the user's own number in it."""
    user, group = os.getuid(), os.getgid()
    _checked(_libc.unshare(flags))
    if flags & CLONE_NEWUSER:
        prctl(PR_SET_DUMPABLE, 1)  # or these files would belong to root
        for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
            with open(f"/proc/self/{name}", "w") as file:
                file.write(text)
        prctl(PR_SET_DUMPABLE, 0)


def become(user: int) -> None:
    """Stop being root for good. Linux holds root to no limit on processes, whatever a namespace calls him."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def count_as(user: int) -> None:
    """Let this process count among another user's, but read as root: where the environment lies in root's home."""
    os.setresuid(user, 0, 0)


def mount(kind: str, target: str, options: str = "", flags: int = MS_NOSUID | MS_NODEV) -> None:
    _checked(_libc.mount(kind.encode(), target.encode(), kind.encode(), flags, options.encode()))


def drop_capabilities() -> None:
    """Give up what a new user namespace gave its first process."""
    header = (ctypes.c_uint32 * 2)(CAPABILITIES_V3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    _checked(_libc.capset(header, nothing))


def close_all_but(*keep: int) -> None:
    """Close every descriptor above standard error that is not named."""
    low = 3
    for number in sorted(keep):
        os.closerange(low, number)
        low = max(low, number + 1)
    os.closerange(low, 65536)


def descendants(of: int) -> list[Process]:
    """All processes that `of` started, and those that these started."""
    children: dict[int, list[Process]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit() and (process := _read(int(name))) is not None:
            children.setdefault(process.parent, []).append(process)
    found, unseen = [], [of]
    while unseen:
        for process in children.pop(unseen.pop(), []):
            found.append(process)
            unseen.append(process.pid)
    return found


def crowds(reaper: int, limit: int) -> bool:
    """Whether more than `limit` processes are in the namespace of a reaper. Stops counting there: a fork bomb is faster
    than whoever reads all that it is."""
    try:
        namespace = os.readlink(f"/proc/{reaper}/ns/pid")
    except OSError:
        return False
    found = 0
    for name in reversed(os.listdir("/proc")):
        with contextlib.suppress(OSError):
            found += name.isdigit() and os.readlink(f"/proc/{name}/ns/pid") == namespace
            if found > limit:
                return True
    return False


def own_bytes(one: Process) -> int:
    """The memory of a process, with its share only of what it shares. Slow for a large one."""
    with contextlib.suppress(OSError, StopIteration), open(f"/proc/{one.pid}/smaps_rollup") as lines:
        return next(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))
    return one.resident


def threads_of_this_user() -> int:
    """What RLIMIT_NPROC counts."""
    total, user = 0, os.getresuid()[0]
    for name in os.listdir("/proc"):
        with contextlib.suppress(OSError):
            if name.isdigit() and os.stat(f"/proc/{name}").st_uid == user:
                total += len(os.listdir(f"/proc/{name}/task"))
    return total


def _read(pid: int) -> Process | None:
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
    except OSError:
        return None
    cpu = sum(map(int, fields[11:15])) / TICKS
    return Process(pid, int(fields[1]), fields[0].decode(), int(fields[17]), cpu, int(fields[21]) * PAGE)


def _checked(result: int) -> None:
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
