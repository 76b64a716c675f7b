"""Background sound, made with NumPy from a seed: rain, wind, hum, street, sea, keys, engine, and babble of voices.

Called for practice clips and for testing detectors. It knows sound, and no trigger word; the voices that babble are an
argument. Every sound is at 16,000 samples per second, of root mean square 1 or a little less, where it is not silence.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["KINDS", "babble", "noise"]

RATE = 16_000
Sound = NDArray[np.float32]
Rng = np.random.Generator


def noise(kind: str, seconds: float, seed: int) -> Sound:
    """Some seconds of a kind of noise; the seed also chooses its colour, pace and loudness over time.

    >>> noise("rain", 1.0, seed=0).shape
    (16000,)
    """
    if kind not in KINDS:
        raise ValueError(f"noise: there is no kind {kind!r}; there is {', '.join(KINDS)}")
    length = round(seconds * RATE)
    return _level(KINDS[kind](np.random.default_rng(seed), length))


def babble(voices: Sequence[Sound], seconds: float, seed: int, talkers: int = 6) -> Sound:
    """Many people talking at once: `talkers` endless chains of the given recordings, each with its own loudness.

    >>> babble([np.ones(800, np.float32)], 0.5, seed=0).shape
    (8000,)
    """
    rng, length = np.random.default_rng(seed), round(seconds * RATE)
    total = np.zeros(length, np.float32)
    for _ in range(talkers):
        place = -int(rng.integers(0, RATE))
        loud = float(rng.uniform(0.4, 1.0))
        while place < length:
            spoken = voices[int(rng.integers(len(voices)))]
            start, end = max(place, 0), min(place + len(spoken), length)
            if end > start:
                total[start:end] += loud * spoken[start - place : end - place]
            place += len(spoken) + int(rng.integers(0, RATE // 4))
    return _level(total)


def coloured(rng: Rng, length: int, slope: float, low: float = 20.0, high: float = 7900.0) -> Sound:
    """Noise whose power falls by `slope` powers of the frequency, between two frequencies in Hz.

    >>> coloured(np.random.default_rng(0), 100, slope=1.0).shape
    (100,)
    """
    frequency = np.fft.rfftfreq(length, 1 / RATE)
    size = np.where((frequency >= low) & (frequency <= high), np.maximum(frequency, low) ** (-slope / 2), 0.0)
    spectrum = size * np.exp(2j * np.pi * rng.random(len(size)))
    return _level(np.fft.irfft(spectrum, length))


def _rain(rng: Rng, length: int) -> Sound:
    """A hiss, and drops: short clicks of every size."""
    drops = np.zeros(length, np.float32)
    places = rng.integers(0, length, max(1, int(length / RATE * rng.uniform(40, 400))))
    drops[places] = rng.exponential(1.0, len(places)) * rng.choice([-1, 1], len(places))
    click = np.exp(-np.arange(120) / rng.uniform(8, 30)) * np.cos(np.arange(120) * rng.uniform(0.8, 2.4))
    return coloured(rng, length, rng.uniform(0.0, 0.8), low=300) + 0.8 * _level(np.convolve(drops, click, "same"))


def _wind(rng: Rng, length: int) -> Sound:
    return coloured(rng, length, rng.uniform(1.5, 2.4), high=rng.uniform(600, 1800)) * _gusts(rng, length, 0.4)


def _hum(rng: Rng, length: int) -> Sound:
    """A transformer: harmonics of 50 or 60 Hz over faint noise."""
    time, base = np.arange(length) / RATE, float(rng.choice([50.0, 60.0])) * rng.uniform(0.995, 1.005)
    tones = [np.sin(2 * np.pi * base * k * time + rng.uniform(0, 6.28)) * rng.random() / k for k in range(1, 12)]
    return _level(np.sum(tones, axis=0)) + rng.uniform(0.1, 0.6) * coloured(rng, length, 1.0)


def _street(rng: Rng, length: int) -> Sound:
    """A rumble, and cars that come and go."""
    total = coloured(rng, length, 2.0, high=500)
    time = np.arange(length) / RATE
    for _ in range(max(1, int(length / RATE / 4))):
        near, width = rng.uniform(0, length / RATE), rng.uniform(0.6, 2.5)
        total = total + coloured(rng, length, 1.0, low=80, high=4000) * np.exp(-(((time - near) / width) ** 2))
    return np.asarray(total, np.float32)


def _sea(rng: Rng, length: int) -> Sound:
    """Waves: broad noise that swells and breaks."""
    time = np.arange(length) / RATE
    swell = (1 + np.sin(2 * np.pi * time / rng.uniform(4, 9) + rng.uniform(0, 6.28))) ** 2 / 4 + 0.1
    return np.asarray(coloured(rng, length, 1.0) * swell, np.float32)


def _keys(rng: Rng, length: int) -> Sound:
    """Somebody types: clicks in bursts over the noise of a room."""
    total = 0.15 * coloured(rng, length, 1.2)
    place = 0
    while (place := place + int(RATE * rng.uniform(0.07, 0.35))) < length - 600:
        click = rng.standard_normal(600) * np.exp(-np.arange(600) / rng.uniform(40, 120))
        total[place : place + 600] += np.asarray(click * rng.uniform(0.3, 1.5), np.float32)
    return total


def _engine(rng: Rng, length: int) -> Sound:
    """An engine: a pulse train that wanders in pitch, and its exhaust."""
    pitch = rng.uniform(25, 70) * (1 + 0.1 * (_gusts(rng, length, 0.3) - 1))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    pulses = np.maximum(0.0, np.cos(phase)) ** rng.integers(4, 20)
    return _level(pulses - pulses.mean()) + 0.5 * coloured(rng, length, 1.5, high=3000)


def _fan(rng: Rng, length: int) -> Sound:
    turns = 1 + 0.15 * np.sin(2 * np.pi * np.arange(length) / RATE * rng.uniform(8, 25))
    return np.asarray(coloured(rng, length, rng.uniform(0.8, 1.6)) * turns, np.float32)


def _hiss(rng: Rng, length: int) -> Sound:
    """Noise of any colour, as microphones make."""
    return coloured(rng, length, rng.uniform(0.0, 2.0))


KINDS: dict[str, Callable[[Rng, int], Sound]] = {
    "rain": _rain,
    "wind": _wind,
    "hum": _hum,
    "street": _street,
    "hiss": _hiss,
    "fan": _fan,
    "sea": _sea,
    "keys": _keys,
    "engine": _engine,
}


def _gusts(rng: Rng, length: int, depth: float) -> Sound:
    """A slow random walk around 1, for loudness or pitch."""
    points = np.exp(depth * rng.standard_normal(max(2, length // (RATE // 2) + 2)))
    return np.asarray(np.interp(np.linspace(0, len(points) - 1, length), np.arange(len(points)), points), np.float32)


def _level(sound: NDArray[np.floating]) -> Sound:
    """Root mean square 1; silence stays silence."""
    size = float(np.sqrt(np.mean(np.square(sound)))) if len(sound) else 0.0
    return np.asarray(sound / size if size > 0 else sound, np.float32)
