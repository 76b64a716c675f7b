"""Our part of `nbgrader zip_collect`: unpacking what learners packed, without trust.

Only ordinary files come out of an archive, only below its own folder, only so many and so large. Archives within
archives stay packed, and a broken one costs nobody else anything.
"""

from __future__ import annotations

import gzip
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, cast

from nbgrader.plugins import ExtractorPlugin

from autograder.classroom.handed_in import ALL_BYTES, DEPTH, FILE_BYTES, FILES

CHUNK = 1 << 16
BROKEN = (OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile, tarfile.TarError, zlib.error)
Members = Iterator[tuple[str, IO[bytes]]]  # (name in the archive, what it holds)


class Extractor(ExtractorPlugin):
    """Unpacks `.zip` and `.tar.gz` files, each into a folder of its own, and copies the other ordinary files."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        for parent, _, names in os.walk(archive_path):
            target = Path(extracted_path, os.path.relpath(parent, archive_path))
            for name in sorted(names):
                self._take(Path(parent, name), target)

    def _take(self, path: Path, target: Path) -> None:
        try:
            if not stat.S_ISREG(path.lstat().st_mode):
                self.log.warning("%s: is no ordinary file; left out", path)
            elif path.suffix == ".zip":
                self._unpack(_zipped(path), target / path.stem, path)
            elif path.name.endswith((".tar.gz", ".tgz")):
                self._unpack(_tarred(path), target / path.name.removesuffix(".tgz").removesuffix(".tar.gz"), path)
            else:
                target.mkdir(parents=True, exist_ok=True)
                with path.open("rb") as file:
                    _copy(file, target / path.name, FILE_BYTES)
        except BROKEN as error:
            self.log.warning("%s: cannot be unpacked, or not to its end: %s", path, error)

    def _unpack(self, members: Members, folder: Path, archive: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        left = ALL_BYTES
        for number, (name, file) in enumerate(members):
            if number == FILES:
                raise ValueError(f"it holds more than {FILES} files")
            if not _stays_below(name):
                self.log.warning("%s: %r leads elsewhere; left out", archive, name[:200])
                continue
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            left -= _copy(file, folder / name, min(FILE_BYTES, left))


def _zipped(path: Path) -> Members:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            kind = stat.S_IFMT(member.external_attr >> 16)
            if not member.is_dir() and kind in (0, stat.S_IFREG):
                with archive.open(member) as file:
                    yield member.filename, file


def _tarred(path: Path) -> Members:
    with gzip.open(path) as content, tarfile.open(fileobj=cast(IO[bytes], _Measured(content)), mode="r|") as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isreg() else None
            if file is not None:
                yield member.name, file


class _Measured:
    """A stream that ends in an error rather than going on for ever."""

    def __init__(self, stream: gzip.GzipFile) -> None:
        self._stream = stream
        self._left = 2 * ALL_BYTES

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise ValueError("it holds more than may be handed in")
        return data


def _stays_below(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and len(path.parts) <= DEPTH


def _copy(file: IO[bytes], target: Path, most: int) -> int:
    """Write what the file holds to a new one; return its size. ValueError, and no file, if it is larger than `most`."""
    size = 0
    try:
        with target.open("xb") as copy:
            while data := file.read(CHUNK):
                size += len(data)
                if size > most:
                    raise ValueError(f"{target.name}: is too large")
                copy.write(data)
    except ValueError:
        target.unlink()
        raise
    return size
