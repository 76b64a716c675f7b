"""Solos as sound: a saxophone, a piano that plays the chords, a walking bass and a ride cymbal.

`render` uses tinysoundfont with the sound font that pretty_midi brings along; where either is missing, a small
synthesizer in NumPy plays. The result is an array of samples, ready for `IPython.display.Audio(sound, rate=RATE)`.
"""

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from utils.jazz import BAR, BEAT
from utils.jazz.chords import Chart
from utils.jazz.midi import comping
from utils.jazz.values import Note

__all__ = ["RATE", "Part", "band", "render", "sound_font", "walking_bass"]

RATE = 22050  # samples per second
LOUDEST = 0.8  # of full scale: the peak of what is returned
TAIL = 1.0  # seconds after the last beat, in which the sound dies away
SAXOPHONE, PIANO, BASS, DRUMS = 65, 0, 32, -1  # General MIDI programs; drums are a bank of their own
RIDE = 51  # the cymbal's key


class Part(NamedTuple):
    """One instrument: its General MIDI program, how hard it plays (0 to 127), and its notes."""

    program: int
    velocity: int
    notes: Sequence[Note]


def render(notes: Sequence[Note], chart: Chart, length: int | None = None, font: Path | None = None) -> NDArray:
    """A solo with its band as samples between -1 and 1, `RATE` a second. One chorus long if no length is given.

    length: in thirds of a beat
    font:   a sound font; the installed one if not given, a synthesizer in NumPy if there is none

    >>> from utils.jazz.chords import chart
    >>> sound = render([Note(0, 3, 65)], chart("| Dm7 |", tempo=240))
    >>> round(len(sound) / RATE, 1), round(float(abs(sound).max()), 1)
    (2.0, 0.8)
    """
    length = chart.length if length is None else length
    parts = [Part(SAXOPHONE, 112, notes), *band(chart, length)]
    third = 60 / chart.tempo / BEAT
    samples = round((length * third + TAIL) * RATE)
    font = font or sound_font()
    sound = _synthesize(parts, third, samples) if font is None else _play(parts, third, samples, font)
    fade = np.minimum(1.0, np.arange(samples)[::-1] / (TAIL * RATE / 2))
    sound = (sound - sound.mean()) * fade
    return (LOUDEST * sound / max(np.abs(sound).max(), 1e-9)).astype(np.float32)


def band(chart: Chart, length: int) -> list[Part]:
    """What accompanies a solo: piano, bass and cymbal.

    >>> from utils.jazz.chords import chart
    >>> [len(part.notes) for part in band(chart("| Dm7 | G7 |"), 24)]
    [8, 8, 12]
    """
    choruses = -(-length // chart.length)
    chords = [
        Note(start, max(lasts - BEAT, 2), pitch)
        for start, lasts, pitches in comping(chart, choruses)
        for pitch in pitches
        if start < length
    ]
    ride = [Note(beat, 1, RIDE) for beat in range(0, length, BEAT)]
    ride += [Note(beat + 2, 1, RIDE) for beat in range(BEAT, length, 2 * BEAT)]
    return [Part(PIANO, 52, chords), Part(BASS, 92, walking_bass(chart, length)), Part(DRUMS, 58, sorted(ride))]


def walking_bass(chart: Chart, length: int) -> list[Note]:
    """A note on every beat: the root where a chord begins, its fifth and third, and a step to the next root.

    >>> from utils.jazz.chords import chart
    >>> [note.pitch for note in walking_bass(chart("| Dm7 | G7 |"), 24)]
    [38, 45, 41, 42, 43, 38, 47, 37]
    """
    notes = []
    for beat in range(0, length, BEAT):
        chord, following = chart.at(beat), chart.at(beat + BEAT)
        if beat % BAR == 0 or chart.at(beat - 1) is not chord:
            above = 0
        elif following is not chord:
            above = following.root - chord.root - 1
        else:
            above = chord.scale[4] if (beat // BEAT) % 2 else chord.scale[2]
        notes.append(Note(beat, BEAT, 36 + (chord.root + above) % 12))
    return notes


def sound_font() -> Path | None:
    """The sound font inside the installed pretty_midi, if tinysoundfont is there to play it."""
    if importlib.util.find_spec("tinysoundfont") is None:
        return None
    spec = importlib.util.find_spec("pretty_midi")
    folders = spec.submodule_search_locations or [] if spec else []
    return next((path for folder in folders for path in sorted(Path(folder).glob("*.sf2"))), None)


def _play(parts: Sequence[Part], third: float, samples: int, font: Path) -> NDArray:
    """The parts on the sound font's instruments."""
    import tinysoundfont

    synth = tinysoundfont.Synth(samplerate=RATE)
    loaded = synth.sfload(str(font))
    events = []
    for channel, part in enumerate(parts):
        drums = part.program == DRUMS
        synth.program_select(channel, loaded, 128 if drums else 0, 0 if drums else part.program, drums)
        for note in part.notes:
            events.append((round((note.start + note.length) * third * RATE) - 1, 0, channel, note.pitch, 0))
            events.append((round(note.start * third * RATE), 1, channel, note.pitch, part.velocity))
    pieces, now = [], 0
    for time, starts, channel, pitch, velocity in [*sorted(events), (samples, 0, 0, 0, 0)]:
        if min(time, samples) > now:
            pieces.append(np.frombuffer(synth.generate(min(time, samples) - now), np.float32).copy())
            now = min(time, samples)
        if starts:
            synth.noteon(channel, pitch, velocity)
        elif time < samples:
            synth.noteoff(channel, pitch)
    return np.concatenate(pieces).reshape(-1, 2).mean(axis=1)


def _synthesize(parts: Sequence[Part], third: float, samples: int) -> NDArray:
    """The parts as sums of a few sine waves that die away; a cymbal is a short noise."""
    sound = np.zeros(samples)
    hiss = np.random.default_rng(0).standard_normal(RATE)
    for part in parts:
        for note in part.notes:
            start = round(note.start * third * RATE)
            time = np.arange(max(min(round(note.length * third * RATE), samples - start), 0)) / RATE
            if part.program == DRUMS:
                wave = 0.3 * hiss[: len(time)] * np.exp(-30 * time)
            else:
                turns = 440 * 2 ** ((note.pitch - 69) / 12) * time
                wave = sum(np.sin(2 * np.pi * k * turns) / k**1.5 for k in (1, 2, 3, 4)) * np.exp(-2 * time)
            edge = np.minimum(1.0, np.minimum(np.arange(len(time)), np.arange(len(time))[::-1]) / (0.005 * RATE))
            sound[start : start + len(time)] += (part.velocity / 127) ** 2 * wave * edge
    return sound
