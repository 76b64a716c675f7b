"""Where the classroom is: everything that grading keeps lies in one folder outside of git.

`AUTOGRADER_CLASSROOM` moves the folder, `AUTOGRADER_EXCHANGE` only nbgrader's exchange: to a place that learners with
accounts of their own can reach, since the classroom itself is closed to everyone but its owner. `AUTOGRADER_DB` names
another gradebook than the file in the folder, such as postgresql://user:password@host/course.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.course import ROOT

CLASSROOM = "AUTOGRADER_CLASSROOM"
EXCHANGE = "AUTOGRADER_EXCHANGE"
GRADEBOOK = "AUTOGRADER_DB"


def classroom() -> Path:
    """nbgrader's folders, gradebook.db, results, secret."""
    return _named(CLASSROOM) or ROOT / "classroom"


def exchange() -> Path:
    """Where learners fetch assignments and leave submissions."""
    return _named(EXCHANGE) or classroom() / "exchange"


def gradebook() -> str:
    """The address of nbgrader's gradebook."""
    return os.environ.get(GRADEBOOK) or f"sqlite:///{classroom() / 'gradebook.db'}"


@contextmanager
def classroom_at(folder: Path) -> Iterator[None]:
    """A classroom of its own, exchange and gradebook included, for as long as the block runs."""
    before = {name: os.environ.pop(name, None) for name in (CLASSROOM, EXCHANGE, GRADEBOOK)}
    os.environ[CLASSROOM] = str(folder)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def _named(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value).expanduser().absolute() if value else None
