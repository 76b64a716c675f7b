"""The folders that zygotes keep their files in: made, locked by their owner, and removed even if he was killed."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path

from autograder.sandbox import library

PREFIX = "autograder-sandbox-"
LONGEST = 80  # characters of a folder: Linux takes 107 for a socket's whole path


def lock(base: Path) -> int:
    """Mark a folder as in use for as long as the descriptor is open."""
    owner = os.open(base / "owner", os.O_CREAT | os.O_RDWR, 0o600)
    fcntl.flock(owner, fcntl.LOCK_EX)
    return owner


def make(user: int, home: str) -> Path:
    """A folder for one zygote's files, with a path that is short enough for sockets."""
    base = tempfile.mkdtemp(prefix=PREFIX)
    if len(base) > LONGEST:
        os.rmdir(base)
        base = tempfile.mkdtemp(prefix=PREFIX, dir="/tmp")
    (Path(base) / "passwd").write_text(library.PASSWD.format(user=user, group=user, home=home), encoding="ascii")
    (Path(base) / "passwd").chmod(0o644)
    return Path(base)


def sweep() -> None:
    """Remove what a grader that was killed has left: folders whose owner no longer holds their lock."""
    for folder in {tempfile.gettempdir(), "/tmp"}:
        for base in Path(folder).glob(f"{PREFIX}*"):
            try:
                if base.lstat().st_uid != os.geteuid() or time.time() - base.lstat().st_mtime < 60:
                    continue
                owner = os.open(base / "owner", os.O_RDWR | os.O_NOFOLLOW)
            except OSError:
                continue
            with contextlib.suppress(OSError):
                fcntl.flock(owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
                remove(base)
            os.close(owner)


def remove(base: Path) -> None:
    """Remove a folder in which a learner may have made others that cannot be entered."""
    for path, folders, _ in os.walk(base):
        for name in folders:
            inner = os.path.join(path, name)
            if not os.path.islink(inner):
                with contextlib.suppress(OSError):
                    os.chmod(inner, 0o700)
    shutil.rmtree(base, ignore_errors=True)
