"""Solos as MIDI files, through music21: a part that plays the notes and a part that plays the chords.

`python -m utils.jazz.compose` writes the corpus with it, and a learner may take his own solo home. music21 is imported
inside, because that takes a second.
"""

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from utils.jazz import BEAT
from utils.jazz.chords import Chart
from utils.jazz.values import Note

__all__ = ["comping", "read_midi", "write_midi"]


def write_midi(path: Path | str, notes: Sequence[Note], chart: Chart, choruses: int = 1) -> None:
    """Write a solo and the chords under it. The chart is played as many times as there are choruses.

    >>> import tempfile
    >>> from utils.jazz.chords import chart
    >>> solo = [Note(3, 2, 65), Note(5, 1, 64), Note(6, 3, 62)]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_midi(folder + "/solo.mid", solo, chart("| Dm7 |"))
    ...     read_midi(folder + "/solo.mid") == solo
    True
    """
    from music21 import instrument, stream, tempo

    solo, chords = stream.Part(id="solo"), stream.Part(id="chords")
    solo.insert(0, tempo.MetronomeMark(number=chart.tempo))
    solo.insert(0, instrument.Saxophone())
    chords.insert(0, instrument.Piano())
    for note in notes:
        solo.insert(note.start / BEAT, _sound([note.pitch], note.length))
    for start, length, pitches in comping(chart, choruses):
        chords.insert(start / BEAT, _sound(pitches, length))
    stream.Score([solo, chords]).write("midi", fp=str(path))


def read_midi(path: Path | str) -> list[Note]:
    """The notes of the first part that has any, in order of time. ValueError if the file cannot be read as MIDI.

    Times are rounded to thirds of a beat.

    >>> from utils.jazz.corpus import load_solos, midi_file
    >>> read_midi(midi_file(load_solos()[0].chart)) == load_solos()[0].notes
    True
    """
    from music21 import midi

    file = midi.MidiFile()
    try:
        file.readstr(Path(path).read_bytes())
    except (midi.MidiException, IndexError, ValueError, struct.error) as error:
        raise ValueError(f"{path}: this is not a MIDI file that can be read.") from error
    for track in file.tracks:
        if notes := _notes(track, file.ticksPerQuarterNote):
            return notes
    return []


def comping(chart: Chart, choruses: int = 1) -> list[tuple[int, int, tuple[int, ...]]]:
    """When each chord starts, how long it lasts, and its four notes around middle C.

    >>> from utils.jazz.chords import chart
    >>> comping(chart("| Dm7 | G7 |"))
    [(0, 12, (50, 53, 57, 60)), (12, 12, (50, 53, 55, 59))]
    """
    found, begin = [], 0
    end = choruses * chart.length
    for time in range(1, end + 1):
        if time == end or chart.at(time) is not chart.at(begin):
            low = sorted(50 + (tone - 50) % 12 for tone in chart.at(begin).tones)
            found.append((begin, time - begin, tuple(low)))
            begin = time
    return found


def _sound(pitches: Sequence[int], length: int) -> Any:
    from music21 import chord, note

    sound = note.Note(pitches[0]) if len(pitches) == 1 else chord.Chord(list(pitches))
    sound.quarterLength = length / BEAT
    return sound


def _notes(track: Any, ticks: int) -> list[Note]:
    """The notes of a track: each note-on with the note-off that follows it."""
    now, sounding, notes = 0, {}, []
    for event in track.events:
        if event.isDeltaTime():
            now += event.time
        elif event.isNoteOn():
            sounding[event.pitch] = now
        elif event.isNoteOff() and event.pitch in sounding:
            start, end = (round(time * BEAT / ticks) for time in (sounding.pop(event.pitch), now))
            notes.append(Note(start, end - start, event.pitch))
    return sorted(notes)
