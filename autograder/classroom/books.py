"""One process at a time keeps the books: nbgrader's gradebook and the folders beside it.

The lock belongs to the process, so one that was killed leaves none behind.
"""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder import places
from autograder.errors import ClassroomError

log = logging.getLogger(__name__)

BOOKS = "books.lock"
_held: set[Path] = set()


@contextmanager
def held(name: str = BOOKS, refusal: str = "") -> Iterator[None]:
    """Hold the classroom's lock of this name, once another process is done; with `refusal`, ClassroomError instead.

    Within the block the process may hold it again.
    """
    path = places.classroom() / name
    if path in _held:
        yield
        return
    path.parent.mkdir(0o700, parents=True, exist_ok=True)
    with path.open("a+") as file:
        _lock(file.fileno(), path, refusal)
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        _held.add(path)
        try:
            yield
        finally:
            _held.discard(path)


def _lock(descriptor: int, path: Path, refusal: str) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        owner = path.read_text().strip() or "unknown"
        if refusal:
            raise ClassroomError(refusal.format(process=owner)) from None
        log.warning("%s: waiting for process %s, which is grading here", places.classroom(), owner)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
