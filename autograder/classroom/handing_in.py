"""Handing in one notebook from here: what `nbgrader submit` does, for a notebook wherever it lies."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from threading import Lock

from autograder import places
from autograder.classroom.nbgrader_runs import running
from autograder.course import COURSE_ID, Assignment
from autograder.errors import ClassroomError

_one_at_a_time = Lock()  # nbgrader's log is one for the process


def hand_in(notebook: Path, assignment: Assignment) -> None:
    """Put a copy of the notebook, as it is saved, into the exchange. ClassroomError if it cannot be handed in.

    It counts as handed in by whoever is logged in, as everything of nbgrader's does. The notebook goes alone: grading
    looks at nothing beside it.
    """
    released = places.exchange() / COURSE_ID / "outbound" / assignment.id
    if not released.is_dir():
        raise ClassroomError(
            f"{assignment.id}: has not been released in {places.exchange()}; `make lab` does that, "
            f"or your instructor with `nbgrader release_assignment {assignment.id}`."
        )
    inbound = released.parents[1] / "inbound"
    if not os.access(inbound, os.W_OK | os.X_OK):
        raise ClassroomError(f"{inbound}: cannot be written by you; ask your instructor to mend its permissions.")
    with _one_at_a_time, tempfile.TemporaryDirectory(prefix="handing-in-") as home:
        folder = Path(home) / assignment.id  # nbgrader knows the assignment by the name of its folder
        folder.mkdir()
        shutil.copyfile(notebook, folder / assignment.path.name, follow_symlinks=False)
        with running() as nbgrader:
            nbgrader.submit(folder)
