"""System accounts for a test, and what they can run. They are removed again; root alone can make them."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import site
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


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
    account = pwd.getpwnam(name).pw_uid
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if process.stat().st_uid == account:
                os.kill(int(process.name), signal.SIGKILL)


def remove(name: str) -> None:
    if name in {one.pw_name for one in pwd.getpwall()}:
        subprocess.run(["userdel", "--force", "--remove", name], check=True, capture_output=True)


def run(name: str, *command: str, cwd: Path | str = "/", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as this account, with nothing of ours."""
    one = pwd.getpwnam(name)
    return subprocess.run(
        command,
        user=one.pw_uid,
        group=one.pw_gid,
        extra_groups=[],
        cwd=cwd,
        env={"HOME": one.pw_dir, "USER": name, "LOGNAME": name, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def environment_for_all(folder: Path) -> Path:
    """An environment that every account can run, with the packages that this one has; its folder of programs.

    Hard links where that can be: nobody wants to copy gigabytes.
    """
    subprocess.run([_interpreter(), "-m", "venv", "--without-pip", str(folder)], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    for place in [*site.getsitepackages(), *_besides()]:
        for link in ("--link", "--no-clobber"):
            done = subprocess.run(["cp", "-a", link, f"{place}/.", str(packages)], capture_output=True, check=False)
            if done.returncode == 0:
                break
    for path in packages.glob("__editable__*"):
        path.unlink()
    alembic = folder / "bin" / "alembic"  # nbgrader calls it by its name
    alembic.write_text(f"#!{folder}/bin/python\nfrom alembic.config import main\nmain()\n")
    alembic.chmod(0o755)
    return folder / "bin"


def _interpreter() -> str:
    """Ours, or the system's of the same version if ours lies where others may not go."""
    ours = Path(sys.executable).resolve()
    if all(folder.stat().st_mode & 0o001 for folder in [ours, *ours.parents]):
        return str(ours)
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    found = shutil.which(name, path="/usr/local/bin:/usr/bin")
    assert found, f"no account but root can run {ours}; install {name} for everyone"
    return found


def _besides() -> list[str]:
    """Folders of packages that this run was given besides, such as one with JupyterHub in it."""
    folders = [folder for folder in os.environ.get("PYTHONPATH", "").split(os.pathsep) if folder]
    return [folder for folder in folders if not (Path(folder) / "autograder").exists()]
