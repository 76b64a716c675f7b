"""Is it music? Four figures that tell a solo from random notes, and one that tells playing from copying.

The notebook compares training solos, the network's solos and random notes with them. They know notes and charts, and
nothing of who played.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from utils.jazz import BEAT
from utils.jazz.chords import Chart
from utils.jazz.soloist import HIGHEST, LOWEST
from utils.jazz.values import Note, degree

__all__ = ["chord_tones", "density", "entropy", "figures", "longest_copy", "random_notes", "repetition"]

LENGTHS = (1, 2, 3, 4, 6)  # of notes in the corpus, in thirds of a beat


def chord_tones(notes: Sequence[Note], chart: Chart) -> float:
    """Of the notes that start on beats 1 and 3, the share that belongs to the chord.

    >>> from utils.jazz.chords import chart
    >>> chord_tones([Note(0, 3, 65), Note(3, 3, 61), Note(6, 3, 67)], chart("| Dm7 |"))
    0.5
    """
    strong = [note for note in notes if note.start % (2 * BEAT) == 0]
    return sum(note.pitch % 12 in chart.at(note.start).tones for note in strong) / max(len(strong), 1)


def entropy(notes: Sequence[Note], chart: Chart) -> float:
    """How evenly the notes spread over the 12 pitch classes, named by their degree over the chord, in bits.

    0 for a single one, log2(12) = 3.58 for all alike.

    >>> from utils.jazz.chords import chart
    >>> entropy([Note(0, 3, 62), Note(3, 3, 65), Note(6, 3, 74), Note(9, 3, 65)], chart("| Dm7 |"))
    1.0
    """
    _, counts = np.unique([degree(note, chart) for note in notes], return_counts=True)
    shares = counts / max(len(notes), 1)
    return float(-np.sum(shares * np.log2(shares))) + 0.0


def density(notes: Sequence[Note], length: int) -> float:
    """Notes per beat, over a length in thirds of a beat.

    >>> density([Note(0, 2, 62), Note(2, 1, 65)], 12)
    0.5
    """
    return len(notes) * BEAT / length


def repetition(notes: Sequence[Note], chart: Chart, run: int = 3) -> float:
    """The share of runs of three notes that were heard before in the solo: same degrees, same lengths.

    >>> from utils.jazz.chords import chart
    >>> line = [Note(time, 3, 60 + time % 6) for time in range(0, 36, 3)]
    >>> repetition(line, chart("| Cmaj7 |"))
    0.8
    """
    words = [(degree(note, chart), note.length) for note in notes]
    runs = [tuple(words[place : place + run]) for place in range(len(words) - run + 1)]
    return 1 - len(set(runs)) / len(runs) if runs else 0.0


def figures(notes: Sequence[Note], chart: Chart, length: int | None = None) -> Mapping[str, float]:
    """All four, by name, over one chorus if no other length is given.

    >>> from utils.jazz.chords import chart
    >>> list(figures([Note(0, 3, 65)], chart("| Dm7 |")))
    ['chord tones', 'entropy', 'density', 'repetition']
    """
    return {
        "chord tones": chord_tones(notes, chart),
        "entropy": entropy(notes, chart),
        "density": density(notes, length or chart.length),
        "repetition": repetition(notes, chart),
    }


def random_notes(chart: Chart, rng: np.random.Generator, length: int | None = None) -> list[Note]:
    """What nobody chose: pitches of the soloist's range and lengths of the corpus, each as likely as any other.

    One event in eight is a rest. One chorus long if no length is given.

    >>> from utils.jazz.chords import chart
    >>> notes = random_notes(chart("| Dm7 |"), np.random.default_rng(0))
    >>> notes == sorted(notes) and notes[-1].start + notes[-1].length <= 12
    True
    """
    notes: list[Note] = []
    now, end = 0, length or chart.length
    while now < end:
        lasts = min(int(rng.choice(LENGTHS)), end - now)
        if rng.random() >= 1 / 8:
            notes.append(Note(now, lasts, int(rng.integers(LOWEST, HIGHEST + 1))))
        now += lasts
    return notes


def longest_copy(values: Sequence[str], others: Iterable[Sequence[str]]) -> int:
    """How many values in a row are the same as somewhere in one of the others.

    >>> longest_copy(list("xabcy"), [list("bc"), list("zabcd")])
    3
    """
    longest = 0
    for other in others:
        lengths = np.zeros(len(other) + 1, int)  # of the run that ends at each place
        mine = np.array(other)
        for value in values:
            lengths[1:] = np.where(mine == value, lengths[:-1] + 1, 0)
            longest = max(longest, int(lengths.max()))
    return longest
