"""The corpus: solos over the charts, composed by `utils.jazz.soloist`, and the excerpts a network learns from.

The MIDI files in `utils/data/jazz` are the corpus; `solos.txt` beside them holds the same solos as values, so that a
notebook starts without reading MIDI. A test compares the two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from utils.jazz import BAR
from utils.jazz.chords import CHARTS, Chart, read_charts
from utils.jazz.measure import figures
from utils.jazz.values import Note, Vocabulary, length_of, unparse

__all__ = ["HELD_OUT", "Solo", "excerpts", "load_solos", "midi_file", "one_hot", "vocabulary"]

FOLDER = CHARTS.parent
PARSED = FOLDER / "solos.txt"
HELD_OUT = "new changes in Ab"  # the chart that no solo of the corpus uses


@dataclass(frozen=True)
class Solo:
    """All choruses that were played over one chart, one after the other, as values."""

    chart: Chart
    values: tuple[str, ...]

    @property
    def notes(self) -> list[Note]:
        return unparse(self.values, self.chart)

    @property
    def length(self) -> int:
        """Thirds of a beat, whole choruses."""
        return sum(map(length_of, self.values))

    @property
    def choruses(self) -> int:
        return self.length // self.chart.length

    def figures(self, bars: int) -> list[Mapping[str, float]]:
        """The figures of `utils.jazz.measure` for each stretch of so many bars, a rest of the solo left out."""
        notes, span = self.notes, bars * BAR
        begins = range(0, self.length - span + 1, span)
        return [figures([n for n in notes if begin <= n.start < begin + span], self.chart, span) for begin in begins]


def load_solos() -> list[Solo]:
    """The corpus, one solo of several choruses for each chart.

    >>> solos = load_solos()
    >>> len(solos), solos[0].chart.name
    (8, 'jazz blues in F')
    """
    charts, solos = read_charts(), []
    for line in PARSED.read_text(encoding="utf-8").splitlines():
        name, _, values = line.partition(": ")
        solos.append(Solo(charts[name], tuple(values.split())))
    return solos


def vocabulary(solos: Sequence[Solo]) -> Vocabulary:
    """Every value that occurs in the solos.

    >>> vocabulary(load_solos()).index("1-/1")
    0
    """
    return Vocabulary(value for solo in solos for value in solo.values)


def excerpts(solos: Sequence[Solo], words: Vocabulary, Tx: int = 30) -> NDArray[np.int64]:
    """Excerpts of `Tx` values as indices: (m, Tx). Each starts with a phrase, on every fourth bar line.

    An excerpt that would reach past the end of its solo, or start within a note, is left out.

    >>> solos = load_solos()
    >>> excerpts(solos, vocabulary(solos), Tx=30).shape[1]
    30
    """
    found = []
    for solo in solos:
        time = 0
        for place, value in enumerate(solo.values):
            if time % (4 * BAR) == 0 and place + Tx <= len(solo.values):
                found.append([words.index(each) for each in solo.values[place : place + Tx]])
            time += length_of(value)
    return np.array(found)


def one_hot(indices: NDArray[np.int64], n_values: int) -> NDArray[np.float32]:
    """Each index as a vector with a single 1: shape (..., n_values).

    >>> one_hot(np.array([1, 0]), 3).tolist()
    [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]
    """
    return np.eye(n_values, dtype=np.float32)[indices]


def midi_file(chart: Chart) -> Path:
    """Where the solo over a chart is kept.

    >>> midi_file(read_charts()["two modes"]).name
    'two_modes.mid'
    """
    return FOLDER / f"{chart.name.replace(' ', '_')}.mid"
