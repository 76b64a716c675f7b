"""Chords and chord charts: what the soloist may lean on at each moment.

A chart is written as musicians write it, `| Dm7 | G7 | Cmaj7 | Cmaj7 |`, one bar between two strokes; several chords
in a bar share it equally. The notebook and every other module of `utils.jazz` ask it for the chord of a moment.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from utils.jazz import BAR

__all__ = ["CHARTS", "Chart", "Chord", "chord", "chart", "read_charts"]

CHARTS = Path(__file__).parent.parent / "data" / "jazz" / "charts.txt"
LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
SCALES = {  # quality: semitones above the root of the degrees 1 to 7; degrees 1, 3, 5 and 7 are the chord
    "maj7": (0, 2, 4, 5, 7, 9, 11),
    "7": (0, 2, 4, 5, 7, 9, 10),
    "m7": (0, 2, 3, 5, 7, 9, 10),
    "mM7": (0, 2, 3, 5, 7, 9, 11),
    "m7b5": (0, 1, 3, 5, 6, 8, 10),
    "7b9": (0, 1, 4, 5, 7, 8, 10),
    "dim7": (0, 2, 3, 5, 6, 8, 9),
}


@dataclass(frozen=True)
class Chord:
    """A chord with the scale that goes with it. `root` is a pitch class, 0 for C to 11 for B."""

    name: str
    root: int
    scale: tuple[int, ...]

    @cached_property
    def tones(self) -> frozenset[int]:
        """The pitch classes of the chord: degrees 1, 3, 5 and 7 of its scale.

        >>> sorted(chord("G7").tones)
        [2, 5, 7, 11]
        """
        return frozenset((self.root + self.scale[degree]) % 12 for degree in (0, 2, 4, 6))


@dataclass(frozen=True)
class Chart:
    """The changes of one chorus: a tuple of bars, each a tuple of chords. `tempo` is in beats per minute."""

    name: str
    bars: tuple[tuple[Chord, ...], ...]
    tempo: int = 160

    @property
    def length(self) -> int:
        """Thirds of a beat in one chorus."""
        return BAR * len(self.bars)

    def at(self, time: int) -> Chord:
        """The chord that sounds at a time, in thirds of a beat; after the last bar comes the first again.

        >>> tune = chart("| Dm7 G7 | Cmaj7 |")
        >>> [tune.at(time).name for time in (0, 5, 6, 12, 24)]
        ['Dm7', 'Dm7', 'G7', 'Cmaj7', 'Dm7']
        """
        bar, within = divmod(time % self.length, BAR)
        chords = self.bars[bar]
        return chords[within * len(chords) // BAR]


@cache
def chord(name: str) -> Chord:
    """The chord of this name, such as `Bb7` or `F#m7b5`. ValueError if it is none of those known.

    >>> chord("Bb7").root, chord("Bb7").scale
    (10, (0, 2, 4, 5, 7, 9, 10))
    """
    match = re.fullmatch(r"([A-G])([b#]?)(.*)", name)
    if match is None or match[3] not in SCALES:
        known = ", ".join("C" + quality for quality in SCALES)
        raise ValueError(f"{name}: no chord of this name; use {known}, or these on another root.")
    shift = {"b": -1, "#": 1, "": 0}[match[2]]
    return Chord(name, (LETTERS[match[1]] + shift) % 12, SCALES[match[3]])


def chart(text: str, name: str = "", tempo: int = 160) -> Chart:
    """A chart from its text. ValueError for an unknown chord, an empty bar, or chords that cannot share it equally.

    >>> [[each.name for each in bar] for bar in chart("| Dm7 G7 | Cmaj7 |").bars]
    [['Dm7', 'G7'], ['Cmaj7']]
    """
    bars = [tuple(chord(each) for each in bar.split()) for bar in text.strip().strip("|").split("|")]
    for number, bar in enumerate(bars, 1):
        if len(bar) not in (1, 2, 4):
            raise ValueError(f"{name or 'chart'}, bar {number}: write 1, 2 or 4 chords, not {len(bar)}.")
    return Chart(name, tuple(bars), tempo)


def read_charts(path: Path = CHARTS) -> Mapping[str, Chart]:
    """The charts of a file, by name. A line reads `name, tempo: | chords | ... |`; `#` begins a remark.

    >>> len(read_charts()["jazz blues in F"].bars)
    12
    """
    charts = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            title, _, bars = line.partition(":")
            name, _, tempo = title.rpartition(",")
            charts[name.strip()] = chart(bars, name.strip(), int(tempo))
    return charts
