"""What the README shows is what the course's networks make: recorded, and made again where that is quick."""

from __future__ import annotations

import json

import numpy as np
import pytest
import soundfile

from autograder import showcase
from utils.jazz import BAR, corpus
from utils.jazz.chords import read_charts
from utils.jazz.midi import read_midi

RESULTS = json.loads(showcase.RESULTS.read_text(encoding="utf-8"))


def test_every_result_is_recorded() -> None:
    assert list(RESULTS) == list(showcase.MAKERS)


@pytest.mark.slow
def test_the_words_are_those_that_the_vectors_give() -> None:
    assert json.loads(json.dumps(showcase.words())) == RESULTS["words"]


def test_names_get_better_with_training_and_the_first_are_those_of_these_seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(showcase, "STEPS", (1,))
    assert showcase.names()["after"][1] == RESULTS["names"]["after"]["1"]
    lengths = [np.mean([len(name) for name in found]) for found in RESULTS["names"]["after"].values()]
    assert lengths[0] > lengths[-1]


def test_the_solo_that_is_heard_is_the_one_that_is_drawn() -> None:
    path = showcase.FOLDER / "solo.mp3"
    sound, rate = soundfile.read(path)
    chart = read_charts()[corpus.HELD_OUT]
    assert path.stat().st_size < 500_000
    assert abs(len(sound) / rate - chart.length / BAR * 4 * 60 / chart.tempo) < 3
    assert np.abs(sound).max() <= 1 and np.sqrt(np.mean(sound**2)) > 0.05
    notes = [[note.start, note.length, note.pitch] for note in read_midi(showcase.FOLDER / "solo.mid")]
    assert notes == RESULTS["jazz"]["notes"]


def test_the_detector_hears_each_word_once_and_soon_after_its_end() -> None:
    found = RESULTS["trigger"]
    ends = [end for _, end, word in found["words"] if word == "activate"]
    assert len(found["found"]) == len(ends) == 2 and len(found["words"]) == 4
    assert all(-0.3 < heard - end < 0.7 for heard, end in zip(found["found"], ends, strict=True))


def test_attention_is_a_share_of_what_was_read() -> None:
    weights = np.array(RESULTS["dates"]["weights"])
    assert weights.shape == (10, len(RESULTS["dates"]["text"])) and (weights.sum(axis=1) < 1.05).all()


@pytest.mark.training
@pytest.mark.parametrize("name", ["dates", "trigger"])
def test_networks_that_are_shipped_make_the_same_again(name: str) -> None:
    again = json.loads(json.dumps(showcase.MAKERS[name]()))
    for key, value in RESULTS[name].items():
        close = isinstance(value, list) and key in ("weights", "probabilities")
        assert np.allclose(again[key], value, atol=0.02) if close else again[key] == value, key
