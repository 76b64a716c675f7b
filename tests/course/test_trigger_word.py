"""What the shipped trigger word detector reached, and that its files belong together."""

import csv
import json

import numpy as np
import pytest

from utils.words import FOLDER

METRICS = json.loads((FOLDER / "metrics.json").read_text(encoding="utf-8"))


def test_the_detector_reaches_its_goals_on_voices_and_backgrounds_it_has_never_heard():
    assert METRICS["test"]["f1"] >= 0.95
    assert METRICS["near_words_over_babble"]["false_alarms_per_hour"] <= 5
    assert METRICS["near_words_over_babble"]["hours"] >= 2 and METRICS["test"]["words"] >= 400


def test_it_was_trained_on_enough_scenes_and_left_its_log():
    with (FOLDER / "training_log.csv").open() as file:
        log = list(csv.DictReader(file))
    assert METRICS["scenes"] >= 4000 and len(log) == METRICS["rounds"]
    assert float(log[-1]["loss"]) < 0.5 * float(log[0]["loss"])


def test_all_zeros_reach_more_than_nine_in_ten_steps():
    assert 0.9 < METRICS["frame_accuracy"]["all_zeros"] < METRICS["frame_accuracy"]["ours"]


def test_fewer_misses_cost_more_false_alarms():
    missed = [point["missed"] for point in METRICS["curve"]]
    alarms = [point["false_alarms_per_hour"] for point in METRICS["curve"]]
    assert missed == sorted(missed) and alarms == sorted(alarms, reverse=True)


def test_the_weights_are_small():
    assert (FOLDER / "detector.keras").stat().st_size < 2_000_000


@pytest.mark.training
def test_the_shipped_detector_is_the_one_that_was_measured():
    """The measures of all test scenes, counted again."""
    from autograder.training import trigger_word as training
    from utils.listener import detector
    from utils.quiet import quiet
    from utils.scenes import scenes

    with quiet():
        model = detector()
    found = training.heard(model, scenes("test"))
    again = training.report(training.total(found, METRICS["threshold"]))
    assert again["words"] == METRICS["test"]["words"]
    assert again["f1"] == pytest.approx(METRICS["test"]["f1"], abs=0.005)
    zeros = [(np.zeros_like(p), ends, seconds) for p, ends, seconds in found]
    assert training.report(training.total(zeros, METRICS["threshold"]))["f1"] == 0.0


def test_no_practice_scene_has_words_on_top_of_each_other_or_labels_without_a_word():
    from autograder.training.trigger_scenes import Material, measured_scene, practice_scene
    from autograder.training.trigger_word import STEPS, TIMES, labels

    material, rng = Material("dev", pool=1), np.random.default_rng(0)
    for _ in range(5):
        scene = practice_scene(material, rng)
        assert scene.sound.shape == (160_000,) and np.abs(scene.sound).max() <= 1.0
        y = labels(scene.ends)
        assert y.shape == (STEPS, 1) and bool(y.any()) == any(end < TIMES[-1] for end in scene.ends)
    scene = measured_scene(material, rng, 10.0, 2, 2)
    places = sorted((start, start + word.length) for word, start in scene.placed)
    assert all(a[1] < b[0] for a, b in zip(places, places[1:], strict=False))
