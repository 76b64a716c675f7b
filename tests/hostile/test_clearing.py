"""A run's folder is emptied, whatever is in it."""

import os
from pathlib import Path

from autograder.sandbox.inside import clearing


def test_what_is_deeper_than_any_path_is_removed_and_what_is_linked_is_not(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "mine").write_text("stays")
    here = os.open(".", os.O_RDONLY)
    try:
        os.chdir(tmp_path / "run")
        os.symlink(tmp_path, "link")
        os.mkfifo("pipe")
        for _ in range(1200):  # deeper than Python calls, and longer than a path may be
            os.mkdir("closed", 0)
            os.symlink("/", "root")
            os.mkdir("deeper")
            os.chdir("deeper")
    finally:
        os.fchdir(here)
        os.close(here)
    clearing.clear(str(tmp_path / "run"))
    assert os.listdir(tmp_path / "run") == [] and (tmp_path / "mine").read_text() == "stays"
