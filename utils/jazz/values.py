"""A solo as a sequence of values, and back: what an LSTM reads and writes.

A **value** says what is played and for how long, in words that mean the same over any chord: `3/2` is the third of the
chord for two thirds of a beat, `5-/1` the semitone below the fifth for one third, `r/3` a rest of one beat. Each note
is the one nearest to the note before; `^` and `v` put it an octave higher or lower: `1^/3`.

`parse` takes notes apart, `unparse` puts them together again: one undoes the other, note for note.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from utils.jazz import BAR, BEAT
from utils.jazz.chords import Chart, Chord

__all__ = ["Note", "Vocabulary", "degree", "is_rest", "length_of", "parse", "unparse"]

FIRST = 67  # the pitch that the first note of a solo is nearest to
LEAPS = {"": 0, "^": 12, "v": -12, "^^": 24, "vv": -24}


class Note(NamedTuple):
    """One note: when it starts and how long it lasts, in thirds of a beat, and its MIDI pitch."""

    start: int
    length: int
    pitch: int


class Vocabulary:
    """The values that occur in some solos, in a fixed order: a value's place in it is its index.

    >>> words = Vocabulary(["3/2", "r/3", "3/2"])
    >>> len(words), words.index("r/3"), words[0]
    (2, 1, '3/2')
    """

    def __init__(self, values: Iterable[str]) -> None:
        self.values = tuple(sorted(set(values)))
        self._places = {value: place for place, value in enumerate(self.values)}

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, index: int) -> str:
        return self.values[index]

    def index(self, value: str) -> int:
        """The place of a value. KeyError if it does not occur."""
        return self._places[value]


def parse(notes: Sequence[Note], chart: Chart, begin: int = 0, end: int | None = None) -> list[str]:
    """The values of a solo over a chart, from the time `begin` to `end` (one chorus later if not given).

    The gaps between notes become rests. ValueError if notes overlap or stand outside.

    >>> from utils.jazz.chords import chart
    >>> parse([Note(3, 2, 65), Note(5, 1, 66), Note(6, 3, 67)], chart("| Dm7 |"))
    ['r/3', '3/2', '4-/1', '4/3', 'r/3']
    """
    values, now, before = [], begin, FIRST
    end = begin + chart.length if end is None else end
    for note in notes:
        if note.start < now or note.length < 1 or note.start + note.length > end:
            raise ValueError(f"{note}: notes follow each other between {begin} and {end}; this one starts too early.")
        values += _rests(note.start - now)
        values.append(f"{degree(note, chart)}{_leap(note.pitch, before)}/{note.length}")
        now, before = note.start + note.length, note.pitch
    return values + _rests(end - now)


def unparse(values: Iterable[str], chart: Chart, begin: int = 0, before: int = FIRST) -> list[Note]:
    """The notes that these values are over a chart, from the time `begin`. `before` is the pitch played last.

    >>> from utils.jazz.chords import chart
    >>> unparse(["r/3", "3/2", "4-/1", "4/3"], chart("| Dm7 |"))
    [Note(start=3, length=2, pitch=65), Note(start=5, length=1, pitch=66), Note(start=6, length=3, pitch=67)]
    """
    notes, now = [], begin
    for value in values:
        length = length_of(value)
        if not is_rest(value):
            before = _pitch(value, before, heard(chart, now))
            notes.append(Note(now, length, before))
        now += length
    return notes


def length_of(value: str) -> int:
    """How long a value lasts, in thirds of a beat.

    >>> length_of("5-/1")
    1
    """
    return int(value.partition("/")[2])


def is_rest(value: str) -> bool:
    """Whether a value is silence.

    >>> is_rest("r/3"), is_rest("3/3")
    (True, False)
    """
    return value.startswith("r")


def heard(chart: Chart, time: int) -> Chord:
    """The chord a note is heard with: the last third of a beat leads to the next beat, and belongs to its chord.

    >>> from utils.jazz.chords import chart
    >>> [heard(chart("| Dm7 G7 |"), time).name for time in (0, 4, 5, 6)]
    ['Dm7', 'Dm7', 'G7', 'G7']
    """
    return chart.at(time + 1 if time % BEAT == BEAT - 1 else time)


def degree(note: Note, chart: Chart) -> str:
    """What a note is over its chord: a degree of the scale such as `3`, or the semitone below one (`5-`) or above.

    >>> from utils.jazz.chords import chart
    >>> [degree(Note(0, 3, pitch), chart("| Dm7 |")) for pitch in (62, 65, 68)]
    ['1', '3', '5-']
    """
    chord = heard(chart, note.start)
    above = (note.pitch - chord.root) % 12
    for shift, sign in ((0, ""), (1, "-"), (-1, "+")):
        if (above + shift) % 12 in chord.scale:
            return f"{chord.scale.index((above + shift) % 12) + 1}{sign}"
    raise ValueError(f"{chord.name}: its scale has a gap that no semitone bridges.")


def _rests(length: int) -> list[str]:
    """A silence as rests of a bar at most."""
    whole, rest = divmod(length, BAR)
    return [f"r/{BAR}"] * whole + ([f"r/{rest}"] if rest else [])


def _leap(pitch: int, before: int) -> str:
    semitones = pitch - _nearest(pitch, before)
    for mark, size in LEAPS.items():
        if size == semitones:
            return mark
    raise ValueError(f"A leap from pitch {before} to {pitch}: more than two octaves cannot be written.")


def _pitch(value: str, before: int, chord: Chord) -> int:
    word = value.partition("/")[0]
    degree, mark = word.rstrip("^v"), word.lstrip("1234567+-")
    shift = {"-": -1, "+": 1, "": 0}[degree[1:]]
    return _nearest(chord.root + chord.scale[int(degree[0]) - 1] + shift, before) + LEAPS[mark]


def _nearest(pitch: int, before: int) -> int:
    """The pitch of the same name that is nearest to the one before: at most 6 semitones lower, 5 higher."""
    return before + (pitch - before + 6) % 12 - 6
