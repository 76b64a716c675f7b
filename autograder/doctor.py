"""Checks of this machine: one line per requirement, and the mend where one is not met."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from rich.console import Console

from autograder import places, release, sandbox
from autograder.course import ROOT, Limits
from autograder.errors import AutograderError, OutOfDate

SETUP = "run `make setup`"
Check = Callable[[], str]  # what was found; Unfit if it will not do


class Unfit(Exception):
    """A requirement that is not met: what is wrong, and the mend."""

    def __init__(self, found: str, mend: str) -> None:
        super().__init__(f"{found}; {mend}")


def run(console: Console) -> bool:
    """Print a line per requirement; True if all are met."""
    lines = list(examine())
    for met, name, text in lines:
        console.print(f"[green]ok  [/]  {name}: {text}" if met else f"[red]mend[/]  {name}: {text}", soft_wrap=True)
    return all(met for met, _, _ in lines)


def examine() -> Iterator[tuple[bool, str, str]]:
    """For each requirement: whether it is met, its name, and what was found or what to do."""
    for check in (python, packages, programs, notebooks, kernel, confinement, classroom):
        name = (check.__doc__ or "").rstrip(".")
        try:
            yield True, name, check()
        except Unfit as unfit:
            yield False, name, str(unfit)


def python() -> str:
    """Python."""
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] != (3, 11):
        raise Unfit(f"{found} runs here, and the course needs 3.11", "install Python 3.11 and run `make clean setup`")
    return found


def packages() -> str:
    """Packages."""
    lines = re.findall(r"^([\w.-]+==.*?) *\\?$", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    needed = [line for line in map(Requirement, lines) if line.marker is None or line.marker.evaluate()]
    pinned = {line.name: next(iter(line.specifier)).version for line in needed}
    wrong = []
    for name, version in pinned.items():
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            found = "missing"
        if found != version:
            wrong.append(f"{name} is {found}, not {version}")
    if wrong:
        more = f", and {len(wrong) - 3} more" if len(wrong) > 3 else ""
        raise Unfit(", ".join(wrong[:3]) + more, SETUP)
    return f"{len(pinned)} as requirements.lock pins them"


def programs() -> str:
    """Programs."""
    beside = str(Path(sys.executable).parent)
    for name in ("alembic", "jupyter"):
        if not shutil.which(name, path=beside):
            raise Unfit(f"`{name}` is not beside {sys.executable}", SETUP)
    return "alembic and jupyter are installed"


def notebooks() -> str:
    """Notebooks."""
    try:
        release.build(check=True)
    except OutOfDate as error:
        raise Unfit(*str(error).rsplit("; ", 1)) from None
    return "each matches its source"


def kernel() -> str:
    """Kernel."""
    try:
        with sandbox.start(Limits()) as started:
            outcome = started.run("import numpy, utils", 20)
    except AutograderError as error:
        raise Unfit(str(error), "close other programs and try again") from None
    if outcome.error:
        raise Unfit(f"the learner's kernel cannot import the course ({outcome.error})", SETUP)
    return "starts and answers"


def confinement() -> str:
    """Confinement."""
    try:
        level = sandbox.level()
    except AutograderError as error:
        raise Unfit(str(error), f"unset {sandbox.FORCED}") from None
    if level == "namespaces":
        return "namespaces: a learner's code sees no network and no file but its own and the environment's"
    if level == "landlock":
        return f"landlock: no network and no file of yours can be read. Namespaces would hide more: {_mend()}"
    raise Unfit(f"nothing confines a learner's code here ({sandbox.trouble('landlock')})", _mend())


def _mend() -> str:
    """The one command that makes bubblewrap work, as far as one does."""
    reason = sandbox.trouble("namespaces")
    if not sys.platform.startswith("linux"):
        return "grade on Linux, or in a Linux container or virtual machine"
    if "seccomp" in reason:
        return "run `sudo apt-get install libseccomp2`"
    if "not installed" in reason:
        return SETUP
    apparmor = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
    if apparmor.exists() and apparmor.read_text().strip() == "1":
        return f"run `sudo sysctl -w kernel.{apparmor.name}=0`"
    most = Path("/proc/sys/user/max_user_namespaces")
    if most.exists() and most.read_text().strip() == "0":
        return "run `sudo sysctl -w user.max_user_namespaces=10000`"
    clone = Path("/proc/sys/kernel/unprivileged_userns_clone")
    if clone.exists() and clone.read_text().strip() == "0":
        return "run `sudo sysctl -w kernel.unprivileged_userns_clone=1`"
    return f"allow user namespaces; in Docker, `docker run --security-opt seccomp=unconfined` ({reason})"


def classroom() -> str:
    """Classroom."""
    folder = places.classroom()
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    try:
        probe = nearest / ".doctor"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Unfit(
            f"{nearest} cannot be written ({error.strerror})", "set AUTOGRADER_CLASSROOM to a folder of yours"
        ) from None
    return f"{folder} can be written"
