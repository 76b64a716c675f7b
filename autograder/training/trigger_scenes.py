"""Ten-second scenes for the trigger word detector: words over a background, and where the trigger word ends.

Used by `trigger_word.py` to train and to measure. It mixes samples at 16 kHz. Voices and backgrounds of one split are
never heard in another: the splits have voices, seeds of noise and, for dev and test, kinds of noise of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from utils.scenes import LENGTH, POOL_SECONDS, Scene, background, level
from utils.words import RATE, Spoken, spoken

Sound = NDArray[np.float32]
Rng = np.random.Generator
NOISES = {
    "train": ("rain", "wind", "hum", "street", "hiss", "babble"),
    "dev": ("rain", "wind", "hum", "street", "fan", "babble"),
    "test": ("rain", "wind", "street", "sea", "keys", "engine", "babble"),
}
SEEDS = {"train": 10_000, "dev": 20_000, "test": 30_000}


@dataclass(frozen=True)
class Practice:
    """Ten seconds of sound, and the times (in seconds) at which a spoken trigger word ends."""

    sound: Sound
    ends: tuple[float, ...]


@dataclass
class Material:
    """The voices and backgrounds of one split."""

    split: str
    engine: str = ""
    pool: int = 8  # backgrounds of each kind

    def __post_init__(self) -> None:
        self.words = {kind: spoken(self.split, kind, self.engine) for kind in ("trigger", "near", "other", "speech")}

    def pick(self, rng: Rng, kind: str) -> Spoken:
        return self.words[kind][int(rng.integers(len(self.words[kind])))]

    def place_of_noise(self, rng: Rng, kind: str = "") -> tuple[str, int, int]:
        """A kind, a seed, and a sample to begin with."""
        kind = kind or str(rng.choice(NOISES[self.split]))
        seed = SEEDS[self.split] + int(rng.integers(self.pool))
        return kind, seed, int(rng.integers(0, round(POOL_SECONDS * RATE) - LENGTH + 1))

    def noise(self, rng: Rng) -> Sound:
        kind, seed, start = self.place_of_noise(rng)
        return level(self._background(kind, seed)[start : start + LENGTH], 1.0)

    @cache  # noqa: B019  (as long as the program runs)
    def _background(self, kind: str, seed: int) -> Sound:
        return background(self.split, kind, seed)

    __hash__ = object.__hash__


def measured_scene(
    material: Material, rng: Rng, snr_db: float, triggers: int, negatives: int, kind: str = "", near: float = 0.5
) -> Scene:
    """A scene to measure with: nothing varies but what is said, when, and over which background.

    near: the share of the other words that sound like the trigger word
    """
    said = [material.pick(rng, "trigger") for _ in range(triggers)]
    said += [material.pick(rng, "near" if rng.random() < near else "other") for _ in range(negatives)]
    taken: list[tuple[int, int]] = []
    placed = []
    for word in said:
        place = _free_place(rng, word.length, taken, margin=RATE // 20)
        if place is not None:
            taken.append((place, place + word.length))
            placed.append((word, place))
    return Scene(material.split, *material.place_of_noise(rng, kind), snr_db, tuple(placed))


def practice_scene(material: Material, rng: Rng) -> Practice:
    """A scene to train on: speed and pitch, loudness, distance, room and microphone all vary."""
    snr_db = rng.uniform(-3.0, 30.0)
    total = material.noise(rng)
    if rng.random() < 0.4:
        total = total + rng.uniform(0.2, 1.0) * material.noise(rng)
    total *= 0.1 * 10 ** (-snr_db / 20) / float(np.sqrt(np.mean(total**2)) + 1e-6)
    taken: list[tuple[int, int]] = []
    ends = []
    speech = np.zeros(LENGTH, np.float32)
    for kind in _script(rng):
        word = _varied(rng, _fetched(material, rng, kind))
        place = _free_place(rng, len(word), taken, margin=int(rng.integers(0, RATE // 10)))
        if place is None:
            continue
        taken.append((place, place + len(word)))
        speech[place : place + len(word)] += word
        if kind == "trigger":
            ends.append((place + len(word)) / RATE)
    if rng.random() < 0.45:
        speech = _in_a_room(rng, speech)
    return Practice(_loud(total + speech, rng.uniform(-38.0, -12.0)), tuple(sorted(ends)))


def _script(rng: Rng) -> list[str]:
    """What is said in a scene, in order of importance: what finds no place is left out."""
    script = ["trigger"] * int(rng.choice(4, p=[0.2, 0.35, 0.3, 0.15]))
    script += ["near"] * int(rng.integers(0, 5)) + ["other"] * int(rng.integers(0, 4))
    script += ["part"] * int(rng.random() < 0.35) + ["speech"] * int(rng.random() < 0.25)
    return script


def _fetched(material: Material, rng: Rng, kind: str) -> Sound:
    """The word; or for "part" a piece of the trigger word that is no trigger word yet, or the word backwards."""
    if kind == "speech":
        sentence = material.pick(rng, "speech").samples
        start = int(rng.integers(0, max(1, len(sentence) - 2 * RATE)))
        return sentence[start : start + int(rng.uniform(1.0, 2.5) * RATE)]
    if kind != "part":
        return material.pick(rng, kind).samples
    word = material.pick(rng, "trigger").samples
    choice = rng.random()
    if choice < 0.5:
        return word[: int(len(word) * rng.uniform(0.3, 0.6))]
    return word[int(len(word) * rng.uniform(0.45, 0.7)) :] if choice < 0.8 else word[::-1]


def _varied(rng: Rng, word: Sound) -> Sound:
    """At another speed and pitch (both at once), another loudness, through another microphone."""
    length = max(2, round(len(word) * rng.uniform(0.86, 1.17)))
    word = np.interp(np.linspace(0, len(word) - 1, length), np.arange(len(word)), word).astype(np.float32)
    if rng.random() < 0.5:  # a gentle tilt towards high or low
        tilt = rng.uniform(-0.7, 0.7)
        word = (word - tilt * np.concatenate([word[:1], word[:-1]])).astype(np.float32)
    return word * np.float32(0.1 * 10 ** (rng.uniform(-5, 5) / 20) / (np.sqrt(np.mean(word**2)) + 1e-6))


def _in_a_room(rng: Rng, speech: Sound) -> Sound:
    """With an echo: noise that dies away within 0.1 to 0.5 seconds."""
    from scipy.signal import oaconvolve

    length = int(rng.uniform(0.1, 0.5) * RATE)
    echo = rng.standard_normal(length) * np.exp(-np.arange(length) * 5.0 / length)
    echo *= rng.uniform(0.1, 0.9) / np.sqrt(np.sum(echo**2))
    echo[0] = 1.0
    return np.asarray(oaconvolve(speech, echo.astype(np.float32))[:LENGTH], np.float32)


def _free_place(rng: Rng, length: int, taken: list[tuple[int, int]], margin: int) -> int | None:
    for _ in range(20):
        place = int(rng.integers(0, max(1, LENGTH - length)))
        if place + length <= LENGTH and all(
            place >= end + margin or place + length + margin <= start for start, end in taken
        ):
            return place
    return None


def _loud(sound: Sound, dbfs: float) -> Sound:
    """At this mean level, clipped at full scale as a recorder would."""
    size = float(np.sqrt(np.mean(sound**2)))
    return np.clip(sound * (10 ** (dbfs / 20) / max(size, 1e-6)), -1.0, 1.0).astype(np.float32)
