"""Removing what a learner's code left: also folders that cannot be entered, or deeper than any path can say."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator


def clear(folder: str) -> None:
    """Empty the folder, following no link, and using no path of more than one name. Nobody else may be at work there.

    What stands in an inner folder is moved up, so that depth costs neither names nor recursion.
    """
    top = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    moved = (f".moved-{os.getpid()}-{number}" for number in itertools.count())
    try:
        while names := os.listdir(top):
            for name in names:
                if not _unlinked(name, top):
                    _dissolve(name, top, moved)
    finally:
        os.close(top)


def _dissolve(name: str, top: int, moved: Iterator[str]) -> None:
    """Remove a folder; the folders in it go to the top, under new names."""
    inner = _entered(name, top)
    try:
        for child in os.listdir(inner):
            if not _unlinked(child, inner):
                os.close(_entered(child, inner))  # to be moved, a folder must be open to its owner
                os.rename(child, next(moved), src_dir_fd=inner, dst_dir_fd=top)
    finally:
        os.close(inner)
    os.rmdir(name, dir_fd=top)


def _entered(name: str, folder: int) -> int:
    os.chmod(name, 0o700, dir_fd=folder)  # no link: that would have been unlinked
    return os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)


def _unlinked(name: str, folder: int) -> bool:
    try:
        os.unlink(name, dir_fd=folder)
    except IsADirectoryError:
        return False
    return True
