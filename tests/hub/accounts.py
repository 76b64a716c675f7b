"""System accounts for a test, and what one of them can run. They are removed again; root alone can make them."""

from __future__ import annotations

import os
import pwd
import shutil
import site
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

WHERE = "PYTHONPATH"


@contextmanager
def account(name: str, homes: Path) -> Iterator[str]:
    """An account with a home that is closed to others, for as long as the block runs."""
    remove(name)
    subprocess.run(
        ["useradd", "--home-dir", str(homes / name), "--create-home", "--shell", "/bin/bash", name], check=True
    )
    try:
        (homes / name).chmod(0o700)
        yield name
    finally:
        _end_processes(name)
        remove(name)


def _end_processes(name: str) -> None:
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.username() == name:
                process.kill()
                process.wait(10)


def remove(name: str) -> None:
    if name in {one.pw_name for one in pwd.getpwall()}:
        subprocess.run(["userdel", "--force", "--remove", name], check=True, capture_output=True)


def run(name: str, *command: str, cwd: Path | str = "/", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as this account, with nothing of ours but the packages that are installed."""
    one = pwd.getpwnam(name)
    return subprocess.run(
        command,
        user=one.pw_uid,
        group=one.pw_gid,
        extra_groups=[],
        cwd=cwd,
        env={"HOME": one.pw_dir, "USER": name, "LOGNAME": name, **shared(), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def python() -> str:
    """An interpreter that every account can run: ours, or the system's of the same version with our packages."""
    ours = Path(sys.executable).resolve()
    closed = [folder for folder in [ours, *ours.parents] if not folder.stat().st_mode & 0o001]
    if not closed:
        return sys.executable
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    found = shutil.which(name, path="/usr/local/bin:/usr/bin")
    assert found, f"no account but root can run {sys.executable}; install {name} for everyone"
    return found


def shared() -> dict[str, str]:
    """The environment in which that interpreter finds our packages and their programs."""
    if python() == sys.executable:
        return {"PATH": f"{sysconfig.get_path('scripts')}:/usr/local/bin:/usr/bin:/bin", WHERE: extra()}
    return {
        "PATH": f"{programs()}:/usr/local/bin:/usr/bin:/bin",
        WHERE: os.pathsep.join(filter(None, [extra(), *site.getsitepackages()])),
    }


def extra() -> str:
    """Folders of packages that this run of the tests was given besides, such as one with JupyterHub in it."""
    folders = os.environ.get(WHERE, "").split(os.pathsep)
    return os.pathsep.join(folder for folder in folders if folder and not (Path(folder) / "autograder").exists())


def programs() -> Path:
    """`alembic`, which nbgrader calls by its name, for an interpreter that has no programs of its own."""
    folder = Path("/tmp/sequence-models-test-programs")
    folder.mkdir(exist_ok=True)
    script = folder / "alembic"
    script.write_text(f"#!{python()}\nfrom alembic.config import main\nmain()\n")
    script.chmod(0o755)
    return folder
