"""One submission's folder: taken in without following a link, and put in order so that nbgrader can walk through it.

nbgrader copies whole folders and follows links, and one broken folder stops it for the whole class. Here a link, a
device, a file too large or a folder too deep is left out, and every folder has the three files that nbgrader relies
on: the notebook (an empty one stands for a missing one), `timestamp.txt` and `submission_secret.txt`.
"""

from __future__ import annotations

import fnmatch
import hashlib
import logging
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nbgrader.utils import parse_utc

from autograder import authoring, intake
from autograder.authoring import Script
from autograder.course import GRADED, Assignment
from autograder.errors import SubmissionRefused

log = logging.getLogger(__name__)

FILES = 500  # in a submission
DEPTH = 8  # folders within folders
FILE_BYTES = 50 << 20
ALL_BYTES = 100 << 20
UNREADABLE = "The notebook could not be read. It gives no points; please tell your instructor."


@dataclass(frozen=True)
class HandedIn:
    """What one learner handed in: his answers or, in words for him, why there are none.

    `failed` says that the autograder is to blame. `fingerprint` changes whenever the submission does.
    """

    assignment: Assignment
    answers: intake.Answers | None
    refusal: str = ""
    failed: bool = False
    fingerprint: str = ""


def receive(folder: Path, assignment: Assignment) -> HandedIn:
    """Read the notebook in the folder. Never raises: whatever the file is, something has been handed in."""
    path, mark = folder / f"{assignment.notebook}.ipynb", fingerprint(folder, assignment)
    if absent(path):
        return HandedIn(assignment, None, _missing(path), fingerprint=mark)
    try:
        return HandedIn(assignment, intake.open_submission(path, script(assignment)), fingerprint=mark)
    except SubmissionRefused as refusal:
        return HandedIn(assignment, None, str(refusal), fingerprint=mark)
    except Exception:
        log.exception("%s: intake stopped", path)
        return HandedIn(assignment, None, UNREADABLE, failed=True, fingerprint=mark)


def fingerprint(folder: Path, assignment: Assignment) -> str:
    """A hash of what counts of a submission: the notebook and the time."""
    digest = hashlib.sha256()
    for name in (f"{assignment.notebook}.ipynb", "timestamp.txt"):
        digest.update(_content(folder / name, assignment.limits.notebook_bytes))
    return digest.hexdigest()


def script(assignment: Assignment) -> Script:
    """The assignment's source, read again only when it changes: JupyterLab's formgrader lives for days."""
    return _script(assignment, assignment.source.stat().st_mtime_ns)


def absent(path: Path) -> bool:
    """Whether there is no file, or an empty one, which stands for it."""
    try:
        status = path.lstat()
    except OSError:
        return True
    return stat.S_ISREG(status.st_mode) and status.st_size == 0


def copy_plain(source: Path, target: Path, ignore: list[str]) -> list[str]:
    """Copy ordinary files and folders, and nothing that is or leads elsewhere. Returns in words what is left out."""
    target.mkdir(parents=True)
    left_out: list[str] = []
    for number, (relative, folder, name) in enumerate(_files(source, ignore)):
        if number == FILES:
            left_out.append(f"whatever is beyond {FILES} files")
            break
        left = ALL_BYTES - sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
        (target / relative).mkdir(parents=True, exist_ok=True)
        if not _copy_file(name, folder, target / relative / name, min(FILE_BYTES, left)):
            left_out.append(f"{relative / name}, for it is no ordinary file of reasonable size")
    for what in left_out:
        log.warning("%s: left out: %s", source, what)
    return left_out


def set_time(folder: Path, text: str) -> None:
    """Say in the folder when it was handed in, in the form nbgrader uses; a text that is no time says nothing."""
    _replace(folder / "timestamp.txt", text if _is_time(text) else "")


def put_in_order(folder: Path, assignment: Assignment | None) -> None:
    """Give the folder the files nbgrader needs, and take away what it must not follow. Does nothing the second time."""
    for parent, folders, files in os.walk(folder):
        for path in (Path(parent, name) for name in [*folders, *files]):
            mode = path.lstat().st_mode
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or path.suffix == ".ipynb"):  # intake judges notebooks
                log.warning("%s: is no ordinary file; taken away", path)
                path.unlink()
    if not _is_time(_short_text(folder / "timestamp.txt")):
        set_time(folder, "")
    if not (folder / "submission_secret.txt").is_file():
        _replace(folder / "submission_secret.txt", secrets.token_hex(64))
    notebook = folder / f"{assignment.notebook}.ipynb" if assignment else None
    if notebook and not os.path.lexists(notebook):
        notebook.touch()


def assignment_called(name: str) -> Assignment | None:
    """The course's assignment of this name; None for one that an instructor has added to his classroom."""
    return next((assignment for assignment in GRADED if assignment.id == name), None)


@lru_cache(maxsize=16)
def _script(assignment: Assignment, changed: int) -> Script:
    return authoring.read(assignment)


def _missing(path: Path) -> str:
    others = sorted(file.name for file in path.parent.glob("*.ipynb") if file.name != path.name)[:3]
    found = f" It holds {', '.join(name[:80] for name in others)}." if others else ""
    return f"The submission holds no notebook `{path.name}`, or an empty one.{found} Hand in that file."


def _content(path: Path, most: int) -> bytes:
    """What tells this file from another; the file itself if it is ordinary."""
    try:
        status = path.lstat()
        if stat.S_ISREG(status.st_mode) and status.st_size <= most:
            return hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return b"absent"
    return f"{status.st_mode} {status.st_size} {status.st_mtime_ns}".encode()


def _files(source: Path, ignore: list[str]) -> Iterator[tuple[Path, int, str]]:
    """Every file as (its folder below `source`, an open descriptor of that folder, its name); enters no link.

    Notebooks come first: whatever has to be left out, it is not the work itself.
    """

    def wanted(names: list[str]) -> list[str]:
        kept = (name for name in names if not any(fnmatch.fnmatch(name, pattern) for pattern in ignore))
        return sorted(kept, key=lambda name: (not name.endswith(".ipynb"), name))

    for parent, folders, files, descriptor in os.fwalk(source, onerror=lambda error: log.warning("%s", error)):
        relative = Path(parent).relative_to(source)
        folders[:] = wanted(folders) if len(relative.parts) < DEPTH else []
        for name in wanted(files):
            yield relative, descriptor, name


def _copy_file(name: str, folder: int, target: Path, most: int) -> bool:
    try:
        source = os.fdopen(os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder), "rb")
    except OSError:
        return False
    with source:
        status = os.fstat(source.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            return False
        with target.open("wb") as copy:
            shutil.copyfileobj(source, copy)
    return True


def _short_text(path: Path) -> str | None:
    try:
        return path.read_text() if path.stat().st_size < 100 else None
    except (OSError, ValueError):
        return None


def _is_time(text: str | None) -> bool:
    """Whether nbgrader can read this as a time, or as none."""
    try:
        return text is not None and (not text.strip() or parse_utc(text.strip()) is not None)
    except (ValueError, OverflowError):
        return False


def _replace(path: Path, text: str) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.write_text(text)
