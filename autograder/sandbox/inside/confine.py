"""What a learner's process may do. Called in the forked child, before anything of the learner's.

Three layers, each of which stands if another falls: Landlock (which files, no signals out), seccomp (which system
calls) and rlimits (how much). None of them can be undone by the process or its children.
"""

from __future__ import annotations

import errno
import os
import resource
import stat
from collections.abc import Iterable

import landlockpy
import pyseccomp
from landlockpy import AccessFS, Ruleset, Scope
from pyseccomp import ALLOW, ERRNO, MASKED_EQ, NE, Arg, SyscallFilter

READ = AccessFS.READ_FILE | AccessFS.READ_DIR | AccessFS.EXECUTE
MAKE = AccessFS.MAKE_REG | AccessFS.MAKE_DIR | AccessFS.MAKE_SYM | AccessFS.MAKE_FIFO
OWN = (
    READ | MAKE | AccessFS.WRITE_FILE | AccessFS.REMOVE_FILE | AccessFS.REMOVE_DIR | AccessFS.TRUNCATE | AccessFS.REFER
)
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")

# Refused outright: reaching into other processes, sockets to anywhere, the kernel's darker corners, new namespaces, and
# memory that no limit counts.
REFUSED = """
    ptrace process_vm_readv process_vm_writev process_madvise process_mrelease kcmp pidfd_getfd migrate_pages move_pages
    connect io_uring_setup io_uring_enter io_uring_register bpf perf_event_open userfaultfd keyctl add_key request_key
    mount umount2 pivot_root chroot fsopen fsconfig fsmount fspick move_mount open_tree mount_setattr setns unshare
    memfd_create memfd_secret shmget shmat msgget semget mq_open acct swapon swapoff reboot syslog quotactl quotactl_fd
    name_to_handle_at open_by_handle_at fanotify_init init_module finit_module delete_module kexec_load kexec_file_load
    setuid setgid setreuid setregid setresuid setresgid setfsuid setfsgid setgroups capset
    lookup_dcookie nfsservctl vhangup setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr
""".split()
# Landlock does not ask about modes, owners and times, and the file may be one that this user has elsewhere. They do
# nothing and say that all went well, so that shutil.copy works.
IGNORED = """
    chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes utimensat futimesat
""".split()
# Harmless on oneself, which 0 stands for; on another process of this user they are not. ZeroMQ gives a thread's number
# and takes no refusal, so those that only schedule do nothing.
ON_ONESELF = {"prlimit64": 0, "setpriority": 1, "ioprio_set": 1}
SCHEDULING = ("sched_setaffinity", "sched_setscheduler", "sched_setparam", "sched_setattr")
NAMESPACES = 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000
SOCKET_TYPE = 0x0F
SIGNALS = 6  # the first version of Landlock that keeps signals inside


def landlock(readable: Iterable[str], writable: str) -> None:
    """From here on this process sees no file but these, changes none but those under `writable`, and signals nobody."""
    with Ruleset(scoped=Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET) as rules:
        for path in readable:
            if os.path.exists(path):
                is_folder = stat.S_ISDIR(os.stat(path).st_mode)
                rules.allow_path(path, READ if is_folder else AccessFS.READ_FILE | AccessFS.EXECUTE)
        for path in DEVICES:
            rules.allow_path(path, AccessFS.READ_FILE | AccessFS.WRITE_FILE)
        rules.allow_path(writable, OWN)
        rules.restrict()


def seccomp_filter() -> SyscallFilter:
    """The filter; `load` it in the child. Building it takes a while, so it is built once."""
    calls = SyscallFilter(ALLOW)
    for names, action in ((REFUSED, ERRNO(errno.EPERM)), (IGNORED, ERRNO(0))):
        for name in names:
            _rule(calls, action, name)
    for name, place in ON_ONESELF.items():
        _rule(calls, ERRNO(errno.EPERM), name, Arg(place, NE, 0))
    for name in SCHEDULING:
        _rule(calls, ERRNO(0), name, Arg(0, NE, 0))
    # glibc takes the older call when clone3 is not there; what it asks for lies in memory that a filter cannot read.
    _rule(calls, ERRNO(errno.ENOSYS), "clone3")
    for bit in _bits(NAMESPACES):
        _rule(calls, ERRNO(errno.EPERM), "clone", Arg(0, MASKED_EQ, bit, bit))
    # Unix sockets carry Jupyter's messages. A datagram socket would reach any path without connecting.
    _rule(calls, ERRNO(errno.EACCES), "socket", Arg(0, NE, 1))
    for name in ("socket", "socketpair"):
        _rule(calls, ERRNO(errno.EACCES), name, Arg(1, MASKED_EQ, SOCKET_TYPE, 2))
        _rule(calls, ERRNO(errno.EACCES), name, Arg(1, MASKED_EQ, SOCKET_TYPE, 3))
    return calls


def signals_filter() -> SyscallFilter | None:
    """Where Landlock is too old to keep signals inside: nobody but oneself can be sent one. Made in the child."""
    if landlockpy.abi_version() >= SIGNALS:
        return None
    calls = SyscallFilter(ALLOW)
    for name in ("kill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"):
        _rule(calls, ERRNO(errno.EPERM), name, Arg(0, NE, os.getpid()))
    for name in ("tkill", "pidfd_send_signal", "truncate"):
        _rule(calls, ERRNO(errno.EPERM), name)
    return calls


def rlimits(memory: int, processes: int, file: int, cpu: int) -> None:
    """How much one process may have. `memory` is counted from what it has now."""
    most = {
        resource.RLIMIT_DATA: _data_bytes() + memory,
        resource.RLIMIT_NPROC: processes,
        resource.RLIMIT_FSIZE: file,
        resource.RLIMIT_CPU: cpu,
        resource.RLIMIT_NOFILE: 512,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, value in most.items():
        hard = resource.getrlimit(kind)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))


def _data_bytes() -> int:
    """What of this process's memory RLIMIT_DATA counts."""
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) << 10 for line in lines if line.startswith("VmData:"))


def _rule(calls: SyscallFilter, action: int, name: str, *arguments: Arg) -> None:
    """Add a rule; a system call that this processor or this libseccomp does not have needs none."""
    try:
        number = pyseccomp.resolve_syscall(pyseccomp.system_arch(), name)
    except (ValueError, OSError):
        return
    if number >= 0:
        calls.add_rule(action, number, *arguments)


def _bits(mask: int) -> list[int]:
    return [1 << n for n in range(32) if mask & 1 << n]


__all__ = ["landlock", "rlimits", "seccomp_filter", "signals_filter"]
