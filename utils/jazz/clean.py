"""Cleaning rules for what a network plays: they mend what no player would do, and leave the corpus as it is.

* No note lies outside the instrument's range: it moves by octaves.
* The same pitch is not struck four times in a row: the fourth is silence.
* Nobody is silent for more than a bar.
* The solo ends with the chorus: what would sound longer is cut.
"""

from collections.abc import Iterable, Sequence

from utils.jazz import BAR
from utils.jazz.chords import Chart
from utils.jazz.soloist import HIGHEST, LOWEST
from utils.jazz.values import FIRST, Note, is_rest, length_of, unparse

__all__ = ["clean_notes", "clean_values", "perform"]

IN_A_ROW = 3


def clean_values(values: Iterable[str], length: int) -> list[str]:
    """The first values, as many as fit into `length` thirds of a beat; the last one is shortened if it must be.

    A rest that would make a silence of more than a bar is left out.

    >>> clean_values(["r/9", "r/9", "3/2", "1/6"], 15)
    ['r/9', '3/2', '1/4']
    """
    kept: list[str] = []
    left, silence = length, 0
    for value in values:
        if is_rest(value) and silence + length_of(value) > BAR:
            continue
        if left <= 0:
            break
        lasts = min(length_of(value), left)
        kept.append(f"{value.partition('/')[0]}/{lasts}")
        silence = silence + lasts if is_rest(value) else 0
        left -= lasts
    return kept


def clean_notes(notes: Sequence[Note]) -> list[Note]:
    """The notes inside the range, without the fourth and later strokes of one pitch.

    >>> [note.pitch for note in clean_notes([Note(time, 1, 90) for time in range(5)])]
    [78, 78, 78]
    """
    kept: list[Note] = []
    strokes, last = 0, 0
    for note in notes:
        pitch = note.pitch
        while pitch > HIGHEST:
            pitch -= 12
        while pitch < LOWEST:
            pitch += 12
        strokes = strokes + 1 if pitch == last else 1
        last = pitch
        if strokes <= IN_A_ROW:
            kept.append(Note(note.start, note.length, pitch))
    return kept


def perform(phrases: Iterable[Iterable[str]], chart: Chart, length: int) -> list[Note]:
    """Phrases as a solo over a chart: each lasts `length` thirds of a beat and starts near the note before.

    >>> from utils.jazz.chords import chart
    >>> perform([["1/3", "3/3"], ["1/3"]], chart("| Cmaj7 | Fmaj7 |"), 12)
    [Note(start=0, length=3, pitch=72), Note(start=3, length=3, pitch=76), Note(start=12, length=3, pitch=77)]
    """
    solo: list[Note] = []
    before = FIRST
    for number, phrase in enumerate(phrases):
        notes = clean_notes(unparse(clean_values(phrase, length), chart, number * length, before))
        before = notes[-1].pitch if notes else before
        solo += notes
    return solo
