"""Handing in from here: whole or not at all, and as whoever is logged in."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from nbgrader.utils import get_username

from autograder import classroom, course
from autograder.classroom import exchange
from autograder.errors import ClassroomError
from tests.autograder.test_classroom import FILE, SOLVED, STEP, empty, home, prepared  # noqa: F401

pytestmark = pytest.mark.kernel  # nbgrader runs, for seconds


@pytest.fixture
def path(tmp_path: Path) -> Path:
    saved = tmp_path / FILE
    saved.write_text(SOLVED)
    return saved


def found(home: Path, place: str) -> list[Path]:  # noqa: F811
    """All that stands there, hidden or not."""
    folder = (
        home / "exchange" / course.COURSE_ID / "inbound" if place == "inbound" else home / "cache" / course.COURSE_ID
    )
    return list(folder.iterdir()) if folder.is_dir() else []


def test_a_notebook_is_collected_from_whoever_is_logged_in(home: Path, path: Path) -> None:  # noqa: F811
    classroom.hand_in(path, STEP)
    classroom.collect([STEP])
    assert [(one.learner, one.assignment) for one in classroom.submitted([STEP])] == [(get_username(), STEP)]
    assert (home / "submitted" / get_username() / STEP.id / FILE).read_text() == SOLVED


def test_a_disk_that_fills_up_leaves_no_half_of_it(
    home: Path,  # noqa: F811
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fills_up(self: object, source: str, target: str, log: object = None) -> None:
        Path(target).mkdir()
        (Path(target) / FILE).write_text(SOLVED[:1000])
        raise OSError(errno.ENOSPC, "No space left on device", target)

    monkeypatch.setattr(exchange.Submit, "do_copy", fills_up)
    with pytest.raises(ClassroomError, match="No space left on device"):
        classroom.hand_in(path, STEP)
    assert found(home, "inbound") == found(home, "cache") == []


def test_a_folder_is_seen_in_the_exchange_only_when_it_is_complete(
    home: Path,  # noqa: F811
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[list[str]] = []
    rename = Path.rename

    def looks(source: Path, target: Path) -> Path:
        seen.append(sorted(one.name for one in source.iterdir()))
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", looks)
    classroom.hand_in(path, STEP)
    assert seen == 2 * [[FILE, "submission_secret.txt", "timestamp.txt"]]
    (made,) = found(home, "inbound")
    assert made.stat().st_mode & 0o777 == 0o777  # so that the instructor can clear it away
    assert sorted(one.name for one in made.iterdir()) == seen[0]
    assert len(found(home, "cache")) == 1


def test_what_is_not_released_cannot_be_handed_in(home: Path, path: Path) -> None:  # noqa: F811
    with pytest.raises(ClassroomError, match="Jazz: has not been released in .*; `make lab` does that"):
        classroom.hand_in(path, course.find("Jazz"))
