"""Builds the extension for JupyterLab from `ui/`, for those who change it; everyone else uses what is committed.

    python -m autograder.lab.rebuild        needs Node 20 and npm; downloads what package-lock.json pins, once

What it was built from is written beside it, so that a test can tell a committed bundle that has fallen behind.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import jupyterlab

from autograder.errors import AuthoringError, OutOfDate
from autograder.lab import NAME

UI = Path(__file__).parent / "ui"
BUNDLE = Path(__file__).parent / "labextensions" / NAME
MARK = "built_from.json"  # in the bundle
STALE = "autograder/lab/labextensions: {what}; run `python -m autograder.lab.rebuild` and commit the result."


def rebuild() -> None:
    """Install the tools if they are not there, compile, bundle, and mark the bundle. AuthoringError without npm."""
    npm = shutil.which("npm")
    if npm is None:
        raise AuthoringError("rebuild: npm is missing; install Node 20 (Debian: `apt-get install nodejs npm`).")
    if not (UI / "node_modules").is_dir():
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=UI, check=True)
    shutil.rmtree(UI / "lib", ignore_errors=True)
    shutil.rmtree(BUNDLE, ignore_errors=True)
    core = Path(jupyterlab.__file__).parent / "staging"  # names the versions that JupyterLab itself brings
    subprocess.run([npm, "run", "build"], cwd=UI, check=True, env={**os.environ, "CORE": str(core)})
    mark = {"sources": digest(sources(), UI), "bundle": digest(files(), BUNDLE)}
    (BUNDLE / MARK).write_text(json.dumps(mark, indent=1) + "\n", encoding="utf-8")


def check() -> None:
    """OutOfDate if the bundle was built from other sources, or changed after it was built."""
    try:
        mark = json.loads((BUNDLE / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise OutOfDate(STALE.format(what="there is no bundle, or none of ours")) from None
    if mark.get("sources") != digest(sources(), UI):
        raise OutOfDate(STALE.format(what="differs from its source"))
    if mark.get("bundle") != digest(files(), BUNDLE):
        raise OutOfDate(STALE.format(what="was changed by hand"))


def sources() -> list[Path]:
    """All that decides what the bundle holds."""
    return [UI / "package.json", UI / "package-lock.json", UI / "tsconfig.json", *UI.glob("src/*"), *UI.glob("style/*")]


def files() -> list[Path]:
    """What the bundle consists of."""
    return [path for path in BUNDLE.rglob("*") if path.is_file() and path.name != MARK]


def digest(paths: Iterable[Path], home: Path) -> str:
    """A hash of these files and of their names below `home`."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(f"{path.relative_to(home).as_posix()}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


if __name__ == "__main__":
    try:
        rebuild()
    except AuthoringError as error:
        sys.exit(str(error))
