"""A soloist by rules: it composes the corpus, chorus by chorus. No network, no recording; its taste is in the tables.

Four bars make a phrase. A phrase states a motif, often says it again over the next chords, runs on in swung eighths,
comes to rest and breathes. Strong beats mostly carry chord tones; what lies between leads there: a semitone below, a
step above, both around it (an enclosure), a step of the scale, or another chord tone.

`python -m utils.jazz.compose` writes the corpus with it.
"""

from collections.abc import Sequence

import numpy as np

from utils.jazz import BAR, BEAT
from utils.jazz.chords import Chart, Chord
from utils.jazz.values import FIRST, Note, heard, parse, unparse

__all__ = ["HIGHEST", "LOWEST", "compose"]

LOWEST, HIGHEST = 58, 82  # the soloist's range, in MIDI pitches
Rhythm = tuple[int, ...]  # lengths in thirds of a beat, negative for silence; together half a bar or a bar
Rng = np.random.Generator

MOTIFS: tuple[Rhythm, ...] = (
    (3, 2, 1, 2, 1, 3), (2, 1, 2, 1, 3, -3), (-3, 2, 1, 2, 4), (2, 4, 2, 1, 3), (-2, 1, 2, 1, 2, 1, 3),
    (3, 3, 2, 4), (2, 1, 3, -2, 1, 3), (-3, 3, 2, 1, 3),
)  # fmt: skip
RUNS: tuple[Rhythm, ...] = ((2, 1, 2, 1), (2, 1, 2, 1), (2, 1, 2, 1), (1, 1, 1, 2, 1), (2, 1, 1, 1, 1), (3, 2, 1))
ENDS: tuple[Rhythm, ...] = ((6, -6), (3, -9), (2, 4, -6), (2, 1, 3, -6), (2, 1, 6, -3))
STRONG, WEAK = 0.93, 0.75  # how often a note on a strong beat, on a weak beat, is a chord tone
SAY_AGAIN, REMEMBER = 0.7, 0.5  # how often a motif is repeated at once, and taken up again in a later phrase


def compose(chart: Chart, choruses: int, rng: Rng) -> list[Note]:
    """A solo of so many choruses.

    >>> from utils.jazz.chords import read_charts
    >>> solo = compose(read_charts()["jazz blues in F"], 1, np.random.default_rng(0))
    >>> solo == sorted(solo) and all(LOWEST <= note.pitch <= HIGHEST for note in solo)
    True
    """
    notes: list[Note] = []
    motifs: list[list[str]] = []
    for begin in range(0, choruses * chart.length, 4 * BAR):
        if begin % chart.length == 0:
            motifs = []  # a new chorus, new ideas
        bars = min(4, (chart.length - begin % chart.length) // BAR)
        notes += _phrase(chart, begin, bars, notes, motifs, rng)
    return notes


def _phrase(
    chart: Chart, begin: int, bars: int, before: Sequence[Note], motifs: list[list[str]], rng: Rng
) -> list[Note]:
    """A phrase of so many bars, the last of which ends it. Adds its motif to `motifs`."""
    last = before[-1].pitch if before else FIRST
    if motifs and rng.random() < REMEMBER:
        motif = motifs[rng.integers(len(motifs))]
        notes = _fold(unparse(motif, chart, begin, last))
    else:
        notes = _line(chart, begin, _pick(MOTIFS, rng), last, rng)
        motif = parse(notes, chart, begin, begin + BAR)
        motifs.append(motif)
    bar = 1
    if bars > 2 and rng.random() < SAY_AGAIN:
        notes += _fold(unparse(motif, chart, begin + BAR, notes[-1].pitch))
        bar += 1
    running = [length for _ in range(2 * (bars - 1 - bar)) for length in _pick(RUNS, rng)]
    rhythm = (*running, *_pick(ENDS, rng))
    return notes + _line(chart, begin + bar * BAR, rhythm, notes[-1].pitch, rng)


def _line(chart: Chart, begin: int, rhythm: Sequence[int], before: int, rng: Rng) -> list[Note]:
    """Notes in this rhythm: first those on the beat, then those that lead to them."""
    slots, now = [], begin
    for length in rhythm:
        if length > 0:
            slots.append((now, length))
        now += abs(length)
    pitches: list[int | None] = [None] * len(slots)
    drift = float(rng.choice([-3.0, 3.0]))
    last = before
    for place, (start, length) in enumerate(slots):
        if start % BEAT == 0 or length > 2 or place + 1 == len(slots):
            drift = -drift if rng.random() < 0.25 else drift
            drift = 3.0 if last < LOWEST + 5 else -3.0 if last > HIGHEST - 6 else drift
            pitches[place] = last = _landing(chart, start, length, last, drift, rng)
    _fill(chart, slots, pitches, before, rng)
    return [Note(start, length, pitch or FIRST) for (start, length), pitch in zip(slots, pitches, strict=True)]


def _landing(chart: Chart, start: int, length: int, before: int, drift: float, rng: Rng) -> int:
    """A note to land on: mostly a chord tone, not far away, and seldom the same again."""
    chord = heard(chart, start)
    share = STRONG if start % (2 * BEAT) == 0 or length > 2 else WEAK
    degrees = (0, 2, 4, 6) if rng.random() < share else (1, 3, 5)
    names = {(chord.root + chord.scale[degree]) % 12 for degree in degrees}
    choices = np.array([pitch for pitch in range(LOWEST, HIGHEST + 1) if pitch % 12 in names])
    weights = np.exp(-np.abs(choices - before - drift) / 2.0) * np.where(choices == before, 0.15, 1.0)
    return int(rng.choice(choices, p=weights / weights.sum()))


def _fill(chart: Chart, slots: Sequence[tuple[int, int]], pitches: list[int | None], before: int, rng: Rng) -> None:
    """Choose the notes between those to land on."""
    for place, (start, _) in enumerate(slots):
        if pitches[place] is None:
            gap = next(far for far in range(1, len(slots)) if pitches[place + far] is not None)
            target = pitches[place + gap] or FIRST
            last = (pitches[place - 1] if place else before) or FIRST
            chord = heard(chart, slots[place + gap][0])
            lead = _lead if gap == 1 else _enclose
            pitches[place] = _inside(lead(heard(chart, start), chord, last, target, rng))


def _lead(here: Chord, there: Chord, last: int, target: int, rng: Rng) -> int:
    """One note that leads to the target."""
    kind = rng.choice(["semitone", "above", "passing", "chord"], p=[0.3, 0.2, 0.3, 0.2])
    if kind == "semitone" and last != target - 1:
        return target - 1
    if kind == "passing" and abs(target - last) > 2:
        between = [pitch for pitch in range(min(last, target) + 1, max(last, target)) if _in_scale(pitch, there)]
        if between:
            return int(rng.choice(between))
    if kind == "chord":
        near = [
            pitch for pitch in range(last - 5, last + 6) if pitch % 12 in here.tones and pitch not in (last, target)
        ]
        return int(rng.choice(near))
    return _step(target, 1 if last > target or rng.random() < 0.5 else -1, there)


def _enclose(here: Chord, there: Chord, last: int, target: int, rng: Rng) -> int:
    """The first of two notes around a target: a step of the scale above it."""
    return _step(target, 1, there) if rng.random() < 0.7 else _step(last, 1 if target > last else -1, here)


def _step(pitch: int, direction: int, chord: Chord) -> int:
    """The next note of the chord's scale, upwards or downwards."""
    return next(pitch + direction * far for far in range(1, 5) if _in_scale(pitch + direction * far, chord))


def _in_scale(pitch: int, chord: Chord) -> bool:
    return (pitch - chord.root) % 12 in chord.scale


def _inside(pitch: int) -> int:
    """The pitch moved by octaves into the soloist's range."""
    while pitch < LOWEST:
        pitch += 12
    while pitch > HIGHEST:
        pitch -= 12
    return pitch


def _fold(notes: list[Note]) -> list[Note]:
    """Notes moved by octaves, all together, so that they stay in the range as far as possible."""
    low, high = min(note.pitch for note in notes), max(note.pitch for note in notes)
    shift = 12 if low < LOWEST else -12 if high > HIGHEST else 0
    return [Note(note.start, note.length, _inside(note.pitch + shift)) for note in notes]


def _pick(rhythms: Sequence[Rhythm], rng: Rng) -> Rhythm:
    return rhythms[int(rng.integers(len(rhythms)))]
