"""Files that are written whole or not at all, whoever writes at the same time and whatever stops him."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: str | bytes, mode: int = 0o600) -> None:
    """Write the file at once or not at all, readable by its owner alone unless `mode` says otherwise."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _temporary(path, content.encode("utf-8") if isinstance(content, str) else content)
    temporary.chmod(mode)
    temporary.replace(path)


def write_once(path: Path, content: bytes) -> bytes:
    """Write the file, readable by its owner alone, unless it is there; returns what it holds, whoever was first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _temporary(path, content)
    try:
        os.link(temporary, path)  # fails if another process was first; then its content is the one
    except FileExistsError:
        pass
    finally:
        temporary.unlink()
    return path.read_bytes()


def _temporary(path: Path, content: bytes) -> Path:
    """A file beside `path`, readable by its owner alone."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return Path(name)
