"""Archives that a learner packed: what comes out stays in its folder, and is of bounded size."""

from __future__ import annotations

import io
import os
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from traitlets.config import Config

from autograder import places
from autograder.classroom import archives, configuration
from tests.hostile.host import MARK

NOTEBOOK = b'{"nbformat": 4}'
CASES: list[Callable[[Path], None]] = []


def archive(make: Callable[[Path], None]) -> Callable[[Path], None]:
    CASES.append(make)
    return make


@archive
def climbs_out_of_its_folder(folder: Path) -> None:
    with zipfile.ZipFile(folder / "zipped.zip", "w") as packed:
        packed.writestr("work.ipynb", NOTEBOOK)
        for name in (f"../{MARK}", f"a/../../../{MARK}", f"/tmp/{MARK}", f"..\\..\\{MARK}", f"a/b/../../../{MARK}"):
            packed.writestr(name, "x")
    _tar(folder, (("work.ipynb", None), (f"../../{MARK}", None), (f"/tmp/{MARK}", None)))


@archive
def holds_links_and_devices(folder: Path) -> None:
    """And then files below the links."""
    with zipfile.ZipFile(folder / "zipped.zip", "w") as packed:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/tmp")
        packed.writestr(f"link/{MARK}", "x")
        packed.writestr("work.ipynb", NOTEBOOK)
    kinds = (
        ("link", tarfile.SYMTYPE),
        ("hard", tarfile.LNKTYPE),
        ("pipe", tarfile.FIFOTYPE),
        ("null", tarfile.CHRTYPE),
    )
    _tar(folder, (*kinds, (f"link/{MARK}", None), ("work.ipynb", None)))


@archive
def swells_when_it_is_unpacked(folder: Path) -> None:
    """A thousand times its size."""
    with zipfile.ZipFile(folder / "zipped.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("work.ipynb", NOTEBOOK)
        with packed.open("large.bin", "w", force_zip64=True) as file:
            for _ in range(300):
                file.write(bytes(1 << 20))
    with tarfile.open(folder / "tarred.tar.gz", "w:gz") as packed:
        large = tarfile.TarInfo("large.bin")
        large.size = 300 << 20
        packed.addfile(_info("work.ipynb"), io.BytesIO(NOTEBOOK))
        packed.addfile(large, _Zeros(large.size))


@archive
def holds_countless_files(folder: Path) -> None:
    names = [f"{number}.txt" for number in range(3000)]
    with zipfile.ZipFile(folder / "zipped.zip", "w") as packed:
        for name in ("work.ipynb", *names):
            packed.writestr(name, NOTEBOOK)
    _tar(folder, [("work.ipynb", None), *((name, None) for name in names)])


@archive
def holds_the_same_file_many_times(folder: Path) -> None:
    """And a folder where there was a file."""
    with pytest.warns(UserWarning), zipfile.ZipFile(folder / "zipped.zip", "w") as packed:
        for name in ("work.ipynb", "work.ipynb", "work.ipynb/below"):
            packed.writestr(name, NOTEBOOK)
    _tar(folder, (("work.ipynb", None), ("work.ipynb", None), ("work.ipynb/below", None)))


@archive
def holds_itself(folder: Path) -> None:
    """Archives within archives stay packed."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("a.txt", "x")
    with zipfile.ZipFile(folder / "zipped.zip", "w") as packed:
        packed.writestr("work.ipynb", NOTEBOOK)
        packed.writestr("inner.zip", inner.getvalue())
    _tar(folder, (("work.ipynb", None), ("inner.tar.gz", None)))


@pytest.mark.slow
@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_what_comes_out_is_ordinary_small_and_in_its_place(make: Callable[[Path], None], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    make(tmp_path / "in")
    began = time.monotonic()

    archives.Extractor().extract(str(tmp_path / "in"), str(tmp_path / "out"))

    assert time.monotonic() - began < 10
    paths = list((tmp_path / "out").rglob("*"))
    assert all(path.is_file() or path.is_dir() for path in paths) and not any(path.is_symlink() for path in paths)
    assert sum(path.stat().st_size for path in paths if path.is_file()) <= archives.ALL_BYTES
    assert len(paths) <= 2 * archives.FILES + 10
    for name in ("zipped", "tarred"):
        assert (tmp_path / "out" / name / "work.ipynb").read_bytes() == NOTEBOOK
    assert sorted(os.listdir(tmp_path)) == ["in", "out"] and not Path("/tmp", MARK).exists()


def test_a_broken_archive_costs_the_others_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("broken.zip", "broken.tar.gz", "half.tgz"):
        (folder / name).write_bytes(b"PK\x03\x04" + bytes(100))
    (folder / "link.zip").symlink_to("/etc/passwd")
    (folder / "ada.ipynb").write_bytes(NOTEBOOK)
    with zipfile.ZipFile(folder / "locked.zip", "w") as packed:
        packed.writestr("work.ipynb", NOTEBOOK)
    archives.Extractor().extract(str(folder), str(tmp_path / "out"))
    assert (tmp_path / "out" / "ada.ipynb").read_bytes() == (tmp_path / "out" / "locked" / "work.ipynb").read_bytes()


def test_nbgrader_unpacks_with_it(tmp_path: Path) -> None:
    config = Config()
    with places.classroom_at(tmp_path / "classroom"):
        configuration.configure(config)
    assert config.ZipCollectApp.extractor_plugin is archives.Extractor


def _tar(folder: Path, members: object) -> None:
    with tarfile.open(folder / "tarred.tar.gz", "w:gz") as packed:
        for name, kind in members:
            info = _info(name)
            if kind is not None:
                info.type, info.linkname, info.size = kind, "/tmp", 0
            packed.addfile(info, io.BytesIO(NOTEBOOK))


def _info(name: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size = len(NOTEBOOK)
    return info


class _Zeros:
    """Zeros, so many."""

    def __init__(self, size: int) -> None:
        self._left = size

    def read(self, size: int) -> bytes:
        size = min(size, self._left)
        self._left -= size
        return bytes(size)
