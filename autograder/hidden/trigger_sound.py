"""What the hidden tests of mixing share: drivers that build pydub sounds from samples, and ears for what comes back.

A driver makes the sounds beside the learner's code, calls the function, and returns samples and numbers. Clips are
tones: each has a frequency of its own, so that a spectrogram tells which clip lies where.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.answer import Answer
from autograder.errors import Unmet, Unusable

Rng = np.random.Generator
Array = np.ndarray
TRACK = 10_000  # milliseconds
WINDOW, HOP = 200, 80  # of the spectrogram that the notebook gives


# Drivers: these run beside the learner's code


def sound_of(values, rate):
    """A pydub sound of 16-bit samples."""
    import numpy as np
    from pydub import AudioSegment

    return AudioSegment(np.asarray(values, "<i2").tobytes(), frame_rate=int(rate), sample_width=2, channels=1)


def samples_of(sound, name):
    """The samples of a sound, or a sentence about what came instead."""
    import numpy as np

    if sound is None:
        raise Unusable(f"`{name}` is None.")
    if type(sound).__name__ != "AudioSegment":
        raise Unusable(f"`{name}` is a {type(sound).__name__}; expected a pydub sound (AudioSegment).")
    return np.array(sound.get_array_of_samples(), np.int32)


def pair_of(value, name):
    """Two whole numbers, or a sentence."""
    import numpy as np

    if not isinstance(value, tuple | list | np.ndarray) or len(value) != 2:
        raise Unusable(f"`{name}` should be a pair (start, end).")
    try:
        numbers = [float(part) for part in value]
    except (TypeError, ValueError):
        raise Unusable(f"`{name}` should be a pair of numbers (start, end).") from None
    if any(number != int(number) for number in numbers):
        raise Unusable(f"`{name}` should be whole milliseconds.")
    return [int(number) for number in numbers]


def inserted(function, rate, background, clips, taken, seed):
    """Call insert_audio_clip once for each clip, each time on the same background with the same taken stretches."""
    import random

    import numpy as np

    np.random.seed(seed)
    random.seed(seed)
    found = []
    for clip in clips:
        track, segments = sound_of(background, rate), [tuple(pair) for pair in taken]
        result = function(track, sound_of(clip, rate), segments)
        if not isinstance(result, tuple | list) or len(result) != 2:
            raise Unusable("it should return a pair: the new sound, and the stretch (start, end).")
        mixed, where = samples_of(result[0], "new_background"), pair_of(result[1], "segment_time")
        after = [pair_of(pair, "each entry of previous_segments") for pair in segments]
        left = bool(np.array_equal(samples_of(track, "background"), background))
        found.append({"mixed": mixed, "where": where, "segments": after, "left": left})
    return found


def examples(function, rate, background, activates, negatives, Ty, runs, rows, seed):
    """Call create_training_example `runs` times; of each spectrogram the rows asked for, and its mean power."""
    import random

    import numpy as np

    np.random.seed(seed)
    random.seed(seed)
    track = sound_of(background, rate)
    lists = [[sound_of(clip, rate) for clip in clips] for clips in (activates, negatives)]
    kept = [list(clips) for clips in lists]
    found = []
    for _ in range(runs):
        result = function(track, lists[0], lists[1], Ty)
        if not isinstance(result, tuple | list) or len(result) != 2:
            raise Unusable("it should return a pair (x, y): the spectrogram, and the labels.")
        x, y = result
        if not isinstance(x, np.ndarray) or x.ndim != 2 or x.dtype.kind != "f":
            raise Unusable("`x` should be the array that `spectrogram` returns.")
        if not isinstance(y, np.ndarray) or y.dtype.kind not in "biuf":
            raise Unusable("`y` should be an array of numbers, of shape (1, Ty).")
        inside = [row for row in rows if row < len(x)]
        found.append({"shape": list(x.shape), "power": float(x.mean()), "rows": np.float32(x[inside]), "y": y + 0.0})
    left = np.array_equal(samples_of(track, "background"), background)
    left = left and lists == kept
    for clips, sounds in zip((activates, negatives), kept, strict=True):
        for clip, sound in zip(clips, sounds, strict=True):
            left = left and np.array_equal(samples_of(sound, "clip"), clip)
    return {"found": found, "left": bool(left)}


# Sounds


def tone(rate: int, milliseconds: int, row: int, size: int) -> Array:
    """A tone whose power lies in this row of the spectrogram."""
    return np.round(size * np.sin(2 * np.pi * row / WINDOW * np.arange(rate * milliseconds // 1000))).astype(np.int16)


def hiss(rng: Rng, rate: int, milliseconds: int, size: int) -> Array:
    return rng.integers(-size, size + 1, rate * milliseconds // 1000).astype(np.int16)


def run_inserted(answer: Answer, rate: int, background: Array, clips: list[Array], taken: list, rng: Rng) -> list[dict]:
    """What insert_audio_clip did with each clip."""
    done = answer.through(inserted, sound_of, samples_of, pair_of)(
        rate, background, clips, taken, int(rng.integers(2**31))
    )
    if not _is_list(done, len(clips)):
        raise Unmet("`insert_audio_clip` gave no answer that can be read.")
    return done


@dataclass(frozen=True)
class Heard:
    """One example, as an ear hears it: when each clip ends, in ms, by its row; and the labels."""

    triggers: list[float]
    negatives: list[float]
    rows: tuple[int, ...]  # of the clips, one for each
    stretches: list[tuple[float, float]]  # when each clip starts and ends, in ms
    y: Array
    power: float
    loudness: dict[int, float]  # of the background's row and of each clip's, while it is heard


@dataclass(frozen=True)
class Kit:
    """Background and clips whose tones are told apart: by row of the spectrogram, their length in milliseconds."""

    rate: int = 8_000
    triggers: tuple[tuple[int, int], ...] = ((12, 210), (20, 260), (28, 330))
    negatives: tuple[tuple[int, int], ...] = ((50, 230), (62, 300))
    background_row: int = 84
    background_size: int = 9_000
    clip_size: int = 6_000

    @property
    def rows(self) -> list[int]:
        return [row for row, _ in (*self.triggers, *self.negatives)] + [self.background_row]

    def clips(self, kind: tuple[tuple[int, int], ...]) -> list[Array]:
        return [tone(self.rate, length, row, self.clip_size) for row, length in kind]

    def run(self, answer: Answer, rng: Rng, runs: int, Ty: int = 1375) -> tuple[list[Heard], bool]:
        """What was made, and whether the arguments were left alone."""
        background = tone(self.rate, TRACK, self.background_row, self.background_size)
        done = answer.through(examples, sound_of, samples_of)(
            self.rate, background, self.clips(self.triggers), self.clips(self.negatives), Ty, runs, self.rows,
            int(rng.integers(2**31)),
        )  # fmt: skip
        if not isinstance(done, dict) or not _is_list(done.get("found"), runs):
            raise Unmet("`create_training_example` gave no answer that can be read.")
        return [self._heard(one, Ty) for one in done["found"]], done.get("left") is True

    def _heard(self, one: dict, Ty: int) -> Heard:
        columns = (self.rate * TRACK // 1000 - WINDOW) // HOP + 1
        if list(one.get("shape", ())) != [WINDOW // 2 + 1, columns]:
            raise Unmet(
                f"`x`: expected the whole spectrogram, shape {(WINDOW // 2 + 1, columns)} for this sound, "
                f"got {tuple(one.get('shape', ()))}. Return what `spectrogram` returns."
            )
        y, rows = one.get("y"), one.get("rows")
        if not isinstance(y, np.ndarray) or y.shape != (1, Ty):
            raise Unmet(f"`y`: expected shape (1, Ty) = {(1, Ty)}, got {getattr(y, 'shape', None)}.")
        if not isinstance(rows, np.ndarray) or rows.shape != (len(self.rows), columns):
            raise Unmet("`x` cannot be read.")
        power = dict(zip(self.rows, rows.astype(float), strict=True))
        floor = 0.02 * max(float(power[row].max()) for row in self.rows[:-1])
        floor = max(floor, 1e-3 * float(np.median(power[self.background_row])))
        ends: dict[int, list[float]] = {}
        loudness = {self.background_row: float(np.median(power[self.background_row]))}
        for row, length in (*self.triggers, *self.negatives):
            ends[row], loud = self._stretches(power[row], length, floor)
            if ends[row]:
                loudness[row] = loud
        rows_of = [[row for row, _ in kind] for kind in (self.triggers, self.negatives)]
        heard = [[end for row in some for end in ends[row]] for some in rows_of]
        rows_heard = tuple(row for row in ends for _ in ends[row])
        lengths = dict((*self.triggers, *self.negatives))
        stretches = [(end - lengths[row], end) for row in ends for end in ends[row]]
        power_of_all = float(one.get("power", 0.0))
        return Heard(heard[0], heard[1], rows_heard, stretches, y[0].astype(float), power_of_all, loudness)

    def _stretches(self, power: Array, length: int, floor: float) -> tuple[list[float], float]:
        """When stretches of this tone end, in ms, and how strong it is. One twice as long was two, end to end."""
        loud = power > max(0.25 * float(power.max()), floor)
        edges = np.flatnonzero(np.diff(np.concatenate([[0], loud.astype(int), [0]])))
        ends: list[float] = []
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            ms = 1000 / self.rate
            start, end = (first * HOP + WINDOW / 2) * ms - 5, ((last - 1) * HOP + WINDOW / 2) * ms + 5
            times = max(1, round((end - start) / length))
            ends += [end - n * length for n in range(times)]
        return ends, float(np.median(power[loud])) if loud.any() else 0.0


def _is_list(value: Any, length: int) -> bool:
    return isinstance(value, list) and len(value) == length and all(isinstance(item, dict) for item in value)
