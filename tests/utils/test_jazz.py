"""The jazz helpers: charts, values, the corpus, cleaning, MIDI, sound and measures."""

import subprocess
import sys

import matplotlib
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utils.jazz import BAR, BEAT, sound
from utils.jazz.chords import SCALES, chart, chord, read_charts
from utils.jazz.clean import clean_notes, clean_values, perform
from utils.jazz.compose import choruses_over, composed, parsed
from utils.jazz.corpus import HELD_OUT, PARSED, excerpts, load_solos, midi_file, one_hot, vocabulary
from utils.jazz.draw import piano_rolls, spreads
from utils.jazz.measure import chord_tones, entropy, figures, longest_copy, random_notes, repetition
from utils.jazz.midi import comping, read_midi, write_midi
from utils.jazz.soloist import HIGHEST, LOWEST, compose
from utils.jazz.values import Note, Vocabulary, is_rest, length_of, parse, unparse

matplotlib.use("agg")
SOLOS = load_solos()
NEW = read_charts()[HELD_OUT]
NAMES = [solo.chart.name for solo in SOLOS]
every_solo = pytest.mark.parametrize("solo", SOLOS, ids=NAMES)


@st.composite
def melodies(draw):
    """Any notes that follow each other within two choruses of the new chart."""
    now, notes = 0, []
    for gap, length, pitch in draw(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 14), st.integers(50, 74)))):
        if now + gap + length <= 2 * NEW.length:
            notes.append(Note(now + gap, length, pitch))
            now += gap + length
    return notes


# Charts


@pytest.mark.parametrize("quality", SCALES)
@pytest.mark.parametrize("root", ["C", "F#", "Bb"])
def test_every_chord_has_four_tones_and_a_scale_that_a_semitone_bridges(quality, root):
    here = chord(root + quality)
    assert len(here.tones) == 4 and here.scale[0] == 0 and list(here.scale) == sorted(set(here.scale))
    notes = [Note(0, 3, pitch) for pitch in range(60, 72)]
    tune = chart(f"| {root}{quality} |")
    for note in notes:
        assert unparse(parse([note], tune), tune) == [note]


@pytest.mark.parametrize("text", ["| H7 |", "| C9 |", "| C7 F7 G7 |", "| C7 | |"])
def test_a_chart_that_cannot_be_read_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match="chord|write 1, 2 or 4"):
        chart(text)


# Values


@given(melodies())
def test_unparse_undoes_parse(notes):
    assert unparse(parse(notes, NEW, 0, 2 * NEW.length), NEW) == notes


@given(melodies())
def test_values_last_as_long_as_the_solo(notes):
    assert sum(map(length_of, parse(notes, NEW, 0, 2 * NEW.length))) == 2 * NEW.length


def test_the_same_values_stay_on_the_chord_over_other_chords():
    values = ["3/3", "1/3", "5/3", "7/3"]
    for name in ("Dm7", "Gb7", "EmM7", "Bm7b5", "Adim7"):
        tune = chart(f"| {name} |")
        assert chord_tones(unparse(values, tune), tune) == 1.0


@pytest.mark.parametrize(
    "notes", [[Note(0, 4, 60), Note(3, 1, 60)], [Note(-1, 1, 60)], [Note(11, 3, 60)], [Note(0, 0, 60)]]
)
def test_notes_that_overlap_or_stand_outside_are_refused(notes):
    with pytest.raises(ValueError, match="follow each other"):
        parse(notes, chart("| C7 |"))


def test_a_leap_that_cannot_be_written_is_refused():
    with pytest.raises(ValueError, match="two octaves"):
        parse([Note(0, 3, 30), Note(3, 3, 100)], chart("| C7 |"))


def test_a_value_that_is_not_in_the_vocabulary_is_a_key_error():
    with pytest.raises(KeyError):
        Vocabulary(["3/2"]).index("r/3")


# The corpus


def test_the_corpus_is_as_large_as_promised_and_small_on_disk():
    assert sum(solo.choruses for solo in SOLOS) >= 60 and len(SOLOS) >= 6
    assert all(solo.length % solo.chart.length == 0 for solo in SOLOS)
    files = list(PARSED.parent.iterdir())
    assert sum(file.stat().st_size for file in files) < 250_000
    assert {file.name for file in files if file.suffix == ".mid"} == {midi_file(solo.chart).name for solo in SOLOS}


def test_the_parsed_corpus_is_what_the_midi_files_hold():
    assert PARSED.read_text(encoding="utf-8") == parsed()


def test_the_midi_files_are_what_the_program_composes():
    made = composed()
    assert list(made) == NAMES
    for solo in SOLOS:
        assert read_midi(midi_file(solo.chart)) == made[solo.chart.name] == solo.notes


@every_solo
def test_a_solo_is_played_by_one_person_in_range_and_in_time(solo):
    notes = solo.notes
    assert solo.choruses == choruses_over(solo.chart)
    assert all(LOWEST <= note.pitch <= HIGHEST for note in notes)
    assert all(one.start + one.length <= other.start for one, other in zip(notes, notes[1:], strict=False))
    assert sum(note.start % BEAT == 2 and note.length == 1 for note in notes) > len(notes) / 8, "swung eighths"
    assert any(is_rest(value) for value in solo.values)


@every_solo
def test_approach_notes_resolve_by_a_semitone(solo):
    notes = solo.notes
    leading = [
        other.pitch - one.pitch == 1
        for one, other in zip(notes, notes[1:], strict=False)
        if one.start % BEAT == 2 and one.start + one.length == other.start
    ]
    assert np.mean(leading) > 0.2


def test_nobody_has_played_over_the_held_out_chart():
    def shape(tune):
        names = [each for bar in tune.bars for each in bar]
        return [((each.root - names[0].root) % 12, each.scale) for each in names]

    assert shape(NEW) not in [shape(solo.chart) for solo in SOLOS]


def test_excerpts_start_with_a_phrase():
    words = vocabulary(SOLOS)
    found = excerpts(SOLOS, words, Tx=30)
    assert found.shape[1] == 30 and len(found) > 100 and found.max() < len(words)
    starts = set()
    for solo in SOLOS:
        time = 0
        for place, value in enumerate(solo.values):
            if time % (4 * BAR) == 0:
                starts.add(solo.values[place : place + 30])
            time += length_of(value)
    assert {tuple(words[k] for k in row) for row in found} <= starts


def test_one_hot_rows_hold_a_single_one():
    rows = one_hot(np.array([[0, 2], [1, 1]]), 3)
    assert rows.shape == (2, 2, 3) and rows.dtype == np.float32
    np.testing.assert_array_equal(rows.argmax(axis=-1), [[0, 2], [1, 1]])
    np.testing.assert_array_equal(rows.sum(axis=-1), 1)


# Cleaning


@every_solo
def test_cleaning_leaves_the_corpus_as_it_is(solo):
    assert clean_notes(solo.notes) == solo.notes
    assert clean_values(solo.values, solo.length) == list(solo.values)


@given(melodies(), st.integers(1, 60))
def test_what_is_clean_stays_clean_and_fits(notes, length):
    values = clean_values(parse(notes, NEW, 0, 2 * NEW.length), length)
    assert clean_values(values, length) == values and sum(map(length_of, values)) <= length
    cleaned = clean_notes(notes)
    assert clean_notes(cleaned) == cleaned
    assert all(LOWEST <= note.pitch <= HIGHEST for note in cleaned)
    assert not any(len({note.pitch for note in cleaned[k : k + 4]}) == 1 for k in range(len(cleaned) - 3))


def test_a_performance_fills_its_phrases_and_no_more():
    solo = perform([["1/3"] * 40, ["r/12"] * 9, ["5/2", "1/100"]], NEW, 4 * BAR)
    assert all(note.start + note.length <= 12 * BAR for note in solo)
    assert not any(4 * BAR <= note.start < 8 * BAR for note in solo)
    assert solo[-1] == Note(8 * BAR + 2, 4 * BAR - 2, solo[-1].pitch)


# MIDI


@pytest.mark.slow
@settings(max_examples=4)
@given(melodies())
def test_a_midi_file_gives_back_what_was_written(tmp_path_factory, notes):
    path = tmp_path_factory.mktemp("midi") / "solo.mid"
    write_midi(path, notes, NEW, 2)
    assert read_midi(path)[: len(notes)] == notes if notes else True


@pytest.mark.parametrize("content", [b"", b"no music", b"MThd\x00\x00"])
def test_what_is_no_midi_file_is_refused_with_a_sentence(tmp_path, content):
    path = tmp_path / "broken.mid"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="not a MIDI file"):
        read_midi(path)


def test_the_chords_of_a_chart_fill_it():
    played = comping(NEW, 2)
    assert sum(length for _, length, _ in played) == 2 * NEW.length
    assert all({pitch % 12 for pitch in pitches} == NEW.at(start).tones for start, _, pitches in played)


# Sound


@pytest.fixture(params=["sound font", "synthesizer"])
def render(request, monkeypatch):
    if request.param == "synthesizer":
        monkeypatch.setattr(sound, "sound_font", lambda: None)
    elif sound.sound_font() is None:
        pytest.skip("tinysoundfont has no wheel here")
    return sound.render


def test_a_solo_sounds_for_its_length_at_a_fair_level_and_never_clips(render):
    heard = render(SOLOS[0].notes[:66], SOLOS[0].chart)
    seconds = SOLOS[0].chart.length / BEAT * 60 / SOLOS[0].chart.tempo + sound.TAIL
    assert len(heard) == round(seconds * sound.RATE) and heard.dtype == np.float32
    assert 0.79 < np.abs(heard).max() <= 0.81
    beats = np.array_split(heard[: -sound.RATE], SOLOS[0].chart.length // BEAT)
    assert min(np.sqrt(np.mean(beat**2)) for beat in beats) > 0.02, "a beat is silent"
    assert 0.05 < np.sqrt(np.mean(heard**2)) < 0.5
    assert abs(heard.mean()) < 0.01 and np.abs(heard[-100:]).max() < 0.02
    assert np.abs(np.diff(heard)).max() < 0.8, "a click"


def test_what_is_heard_is_what_is_played(render, monkeypatch):
    monkeypatch.setattr(sound, "band", lambda chart, length: [])
    for pitch in (62, 69, 78):
        heard = render([Note(0, 12, pitch)], chart("| Dm7 |", tempo=120))
        spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))
        wanted = 440 * 2 ** ((pitch - 69) / 12)
        place = round(wanted * len(heard) / sound.RATE)
        near = spectrum[place - 20 : place + 21].max()
        between = spectrum[round(place * 1.2) : round(place * 1.7)].max()
        assert near > 5 * between


def test_another_solo_sounds_different(render):
    one, other = (render(solo.notes[:40], NEW) for solo in SOLOS[:2])
    assert np.abs(one - other).max() > 0.1


def test_a_solo_of_no_notes_is_the_band_alone(render):
    assert 0.79 < np.abs(render([], NEW, 4 * BAR)).max() <= 0.81


def test_without_the_player_there_is_no_sound_font(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert sound.sound_font() is None


# Measures


RANGES = {name: [f[name] for solo in SOLOS for f in solo.figures(16)] for name in SOLOS[0].figures(16)[0]}


@pytest.mark.parametrize("name", RANGES)
def test_random_notes_lie_outside_the_range_of_the_corpus(name):
    outside = [figures(random_notes(NEW, np.random.default_rng(seed)), NEW)[name] for seed in range(20)]
    low, high = min(RANGES[name]), max(RANGES[name])
    assert not low <= np.mean(outside) <= high
    assert np.mean([low <= value <= high for value in outside]) <= 0.1


def test_measures_of_extremes():
    tune = chart("| C7 |")
    scale = [Note(time, 1, 60 + time) for time in range(12)]
    assert entropy(scale, tune) == pytest.approx(np.log2(12))
    assert repetition(scale, tune) == 0.0
    assert figures([], tune) == {"chord tones": 0.0, "entropy": 0.0, "density": 0.0, "repetition": 0.0}


def test_a_copied_chorus_is_found():
    values = list(SOLOS[3].values)
    assert longest_copy(values[50:120], [solo.values for solo in SOLOS]) == 70
    assert longest_copy(["x"], [["y"]]) == 0
    assert longest_copy([], [["y"]]) == 0


def test_a_new_seed_composes_something_new():
    one, other = (parse(compose(NEW, 1, np.random.default_rng(seed)), NEW) for seed in (0, 1))
    assert longest_copy(one, [other]) < len(one) / 2


# Pictures


def test_pictures_have_a_panel_for_each_solo_and_figure():
    rolls = piano_rolls({"one": (SOLOS[0].notes, SOLOS[0].chart), "none": ([], NEW)}, bars=4)
    assert [axis.get_title(loc="left") for axis in rolls.axes] == ["one", "none"]
    bars = list(rolls.axes[0].patches)
    assert len(bars) == sum(note.start < 4 * BAR for note in SOLOS[0].notes)
    shown = spreads(
        {"corpus": SOLOS[0].figures(16), "random": [figures(random_notes(NEW, np.random.default_rng(0)), NEW)]}
    )
    assert [axis.get_title() for axis in shown.axes] == list(RANGES)


def test_importing_the_helpers_loads_neither_keras_nor_matplotlib_nor_music21():
    names = "chance, chords, clean, compose, corpus, draw, measure, midi, soloist, sound, values"
    loaded = "keras tensorflow matplotlib music21 tinysoundfont pretty_midi"
    code = f"from utils.jazz import {names}\nimport sys; print([m for m in '{loaded}'.split() if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
