"""The spoken words of the trigger word notebook: who says what, and the sound of it.

Read from `utils/data/trigger_word`, where README.md says how the recordings were made. A voice belongs to one split
(train, dev or test). It knows files, and no labels.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["RATE", "Spoken", "spoken"]

RATE = 16_000  # samples per second
FOLDER = Path(__file__).parent / "data" / "trigger_word"


@dataclass(frozen=True)
class Spoken:
    """One recording. kind: trigger, near (a word that sounds alike), other, or speech (a sentence)."""

    word: str
    kind: str
    voice: str
    engine: str  # the program that speaks
    split: str
    file: str
    start: int
    length: int

    @property
    def samples(self) -> NDArray[np.float32]:
        """(length,), full scale at 1; do not write into it."""
        return _file(self.file)[self.start : self.start + self.length]


def spoken(split: str, kinds: str | Sequence[str] = (), engine: str = "") -> list[Spoken]:
    """All recordings of a split, or those of some kinds, or of one engine. The order is always the same.

    >>> {recording.word for recording in spoken("test", "trigger")}
    {'activate'}
    """
    wanted = [kinds] if isinstance(kinds, str) else list(kinds)
    found = [r for r in _listed() if r.split == split and r.kind in (wanted or [r.kind]) and engine in ("", r.engine)]
    if not found:
        raise ValueError(f"spoken: there is no recording of split {split!r}, kinds {wanted}, engine {engine!r}")
    return found


@cache
def _listed() -> tuple[Spoken, ...]:
    with (FOLDER / "words.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Spoken(r["word"], r["kind"], r["voice"], r["engine"], r["split"], r["file"], int(r["start"]), int(r["length"]))
        for r in rows
    )


@cache
def _file(name: str) -> NDArray[np.float32]:
    import soundfile

    return soundfile.read(FOLDER / "voices" / name, dtype="float32")[0]
