"""Ten-second scenes to measure a detector with: which word is where, over which background, how loud.

The scenes are listed in `utils/data/trigger_word/scenes.csv`; nothing here draws at random. The sound is mixed when it
is asked for. Each scene belongs to one split, and so do its voices and its backgrounds. Times are in seconds.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from utils.noises import babble, noise
from utils.words import FOLDER, RATE, Spoken, spoken

__all__ = ["LOUDNESS", "SECONDS", "Scene", "background", "scenes"]

SECONDS = 10.0
LENGTH = round(SECONDS * RATE)
POOL_SECONDS = 20.0  # a background is made so long, and a scene takes a part of it
LOUDNESS = 0.1  # root mean square of each word, and of the scene

Sound = NDArray[np.float32]


@dataclass(frozen=True)
class Scene:
    """Words over a background, each word `snr_db` above it in mean power.

    placed: each word, and the sample at which it begins; noise_start: the sample of the background to begin with
    """

    split: str
    noise: str
    seed: int
    noise_start: int
    snr_db: float
    placed: tuple[tuple[Spoken, int], ...]

    @property
    def ends(self) -> list[float]:
        """When each spoken trigger word ends."""
        return sorted((start + word.length) / RATE for word, start in self.placed if word.kind == "trigger")

    @property
    def samples(self) -> Sound:
        """(160000,): ten seconds at 16,000 samples per second."""
        rest = background(self.split, self.noise, self.seed)[self.noise_start : self.noise_start + LENGTH]
        total = level(rest, LOUDNESS * 10 ** (-self.snr_db / 20))
        for word, start in self.placed:
            total[start : start + word.length] += level(word.samples, LOUDNESS)
        return np.clip(level(total, LOUDNESS), -1.0, 1.0)


def scenes(split: str, triggers: bool = True) -> list[Scene]:
    """The scenes of a split with trigger words in them; or those without, full of words that sound like it.

    >>> all(scene.ends for scene in scenes("test"))
    True
    >>> any(scene.ends for scene in scenes("test", triggers=False))
    False
    """
    words = {(word.file, word.start): word for word in spoken(split)}
    rows: dict[str, list[dict[str, str]]] = {}
    with (FOLDER / "scenes.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["split"] == split and row["triggers"] == str(int(triggers)):
                rows.setdefault(row["scene"], []).append(row)
    found = []
    for said in rows.values():
        placed = tuple((words[row["file"], int(row["start"])], int(row["place"])) for row in said)
        first = said[0]
        where = (first["noise"], int(first["seed"]), int(first["noise_start"]), float(first["snr_db"]))
        found.append(Scene(split, *where, placed))
    return found


@lru_cache(maxsize=64)
def background(split: str, kind: str, seed: int) -> Sound:
    """Twenty seconds of background; babble is that of the voices of the split. Do not write into it."""
    if kind != "babble":
        return noise(kind, POOL_SECONDS, seed)
    voices = [word.samples for word in spoken(split, ("speech", "near", "other"))]
    return babble(voices, POOL_SECONDS, seed, talkers=3 + seed % 6)


def level(sound: Sequence[float] | Sound, loudness: float) -> Sound:
    """A copy whose root mean square is `loudness`; silence stays silence.

    >>> level(np.array([1.0, -1.0]), 0.5).tolist()
    [0.5, -0.5]
    """
    array = np.asarray(sound, np.float32)
    size = float(np.sqrt(np.mean(array**2)))
    return array * np.float32(loudness / size if size else 0.0)
