"""One connection to the gradebook for a whole run, and one transaction for each submission.

nbgrader opens its database anew for every look at it, and commits after every cell: nine connections and more than
thirty commits for one submission, most of the time that its book-keeping takes. Within `shared` it gets the same
connection each time, and what it commits is committed when the submission is done - or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.converters import autograde
from nbgrader.preprocessors import getgrades, latesubmissions, saveautogrades

from autograder.classroom import judge
from autograder.course import COURSE_ID

OPENING = (autograde, getgrades, latesubmissions, saveautogrades, judge)  # the modules that open it


class Shared(Gradebook):
    """Stays open while nbgrader closes it, and waits for `done` while nbgrader commits."""

    def __init__(self, db_url: str) -> None:
        super().__init__(db_url, COURSE_ID)
        self.db.commit = self.db.flush

    def close(self) -> None:
        """Not yet; see `end`."""

    def done(self) -> None:
        """Commit everything since the last time."""
        self.db().commit()

    def undo(self) -> None:
        self.db.rollback()

    def end(self) -> None:
        super().close()


@contextmanager
def shared(db_url: str) -> Iterator[Shared]:
    """While the block runs, nbgrader's autograding and feedback work on this one."""
    gradebook = Shared(db_url)
    with ExitStack() as stack:
        stack.callback(gradebook.end)
        for module in OPENING:
            stack.enter_context(_opening(module, gradebook))
        yield gradebook


@contextmanager
def _opening(module: Any, gradebook: Shared) -> Iterator[None]:
    def opened(db_url: str, *_: Any) -> Gradebook:
        return gradebook

    before = module.Gradebook
    module.Gradebook = opened
    try:
        yield
    finally:
        module.Gradebook = before
