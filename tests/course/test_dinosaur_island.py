"""Dinosaur Island: the reference training reaches its goal, and what it invents is new, various and plausible."""

import json
import time

import numpy as np
import pytest

from autograder import course, reference
from autograder.bench import names as bench
from utils.char_rnn import initialize_parameters, next_probabilities
from utils.names import Trigrams, get_sample, judge_names, load_genera, split_names, vocabulary

SECONDS, QUICKER = 20, 3  # of processor time for 22,000 steps; times as fast as the plain network


@pytest.fixture(scope="module")
def ours():
    return reference.load(course.find("Dinosaur_Island"), "model").functions


@pytest.fixture(scope="module")
def trained(ours):
    """The parameters after 22,000 steps, and the seconds of processor time that they took."""
    train, _ = split_names(load_genera())
    char_to_ix, ix_to_char = vocabulary(train)
    begin = time.process_time()
    parameters, _ = ours["model"](train, ix_to_char, char_to_ix, num_iterations=22_000)
    return parameters, time.process_time() - begin


def invented(ours, parameters, count=1000, temperature=1.0):
    char_to_ix, ix_to_char = vocabulary(load_genera())
    heated = parameters | {name: parameters[name] / temperature for name in ("Wya", "by")}
    return [get_sample(ours["sample"](heated, char_to_ix, seed), ix_to_char) for seed in range(count)]


def judged(invented_names):
    train, held_out = split_names(load_genera())
    judge = Trigrams(held_out)
    return judge_names(invented_names, load_genera(), judge, judge.floor(train))


def test_training_takes_less_than_20_seconds(trained):
    assert trained[1] < SECONDS


def test_the_smoothed_loss_reaches_its_goal_on_all_names(ours):
    zeros = np.zeros((bench.HIDDEN, 1))
    loss = bench.train(lambda X, Y, p: ours["optimize"](X, Y, zeros, p)[0], load_genera(), bench.STEPS)
    assert loss <= bench.GOAL


def test_a_step_is_at_least_three_times_as_fast_as_the_plain_one():
    quick, plain = bench.per_step()
    assert plain / quick >= QUICKER


def test_of_1000_names_nearly_all_are_new_and_different_and_most_are_plausible(ours, trained):
    shares = judged(invented(ours, trained[0]))
    assert shares["novel"] > 0.97 and shares["unique"] > 0.97 and shares["plausible"] > 0.85


def test_temperature_trades_variety_for_plausibility(ours, trained):
    cold, hot = (judged(invented(ours, trained[0], 300, T)) for T in (0.25, 2.0))
    assert cold["plausible"] > 0.98 and cold["unique"] < 0.7
    assert hot["plausible"] < 0.45 and hot["unique"] > 0.97


def test_an_untrained_network_is_told_from_a_trained_one(ours):
    assert judged(invented(ours, initialize_parameters(50, 27, 27), 300))["plausible"] < 0.05


def test_names_of_neighbouring_seeds_share_no_more_letters_than_others(ours, trained):
    """The published sampler reseeds at every letter, so that names of the seeds k and k + 2 draw alike."""
    drawn = invented(ours, trained[0], 400)

    def alike(gap):
        pairs = zip(drawn, drawn[gap:], strict=False)
        return np.mean([np.mean([a == b for a, b in zip(one[1:], other, strict=False)]) for one, other in pairs])

    assert abs(alike(2) - alike(17)) < 0.03


def test_the_toy_of_the_notebook_spells_tawa_because_it_remembers_the_w(ours):
    cell = next(s for s in _demos() if s.startswith("toy_parameters = {"))
    space = dict(ours)
    exec("toy_X, toy_Y = [None, 2, 1, 3, 1], [2, 1, 3, 1, 0]\n" + cell.split("toy_loss")[0], space)
    probabilities = next_probabilities(space["toy_X"], space["toy_parameters"])
    assert probabilities[range(5), space["toy_Y"]].min() > 1 - 1e-9
    forgetful = space["toy_parameters"] | {"Waa": np.zeros((4, 4))}
    assert next_probabilities(space["toy_X"], forgetful)[4, 0] < 1e-6


def _demos():
    from autograder import authoring

    return authoring.read(course.find("Dinosaur_Island")).sources(None)


def test_the_sonnet_network_has_its_figures_beside_it():
    from utils import shakespeare

    metrics = json.loads(shakespeare.METRICS.read_text())
    assert shakespeare.WEIGHTS.stat().st_size < 1_000_000
    reached = metrics["nats per character"]
    assert reached["held out, float16 weights"] < 1.85 < np.log(len(metrics["letters"]))
    assert reached["held out, float16 weights"] == pytest.approx(min(reached["held out, each epoch"]), abs=0.01)
    assert metrics["seed"] == 7 and len(metrics["sha256"]) == 64
    assert not list(shakespeare.FOLDER.glob("*.txt"))


@pytest.mark.training
def test_the_sonnet_network_continues_a_line_and_knows_english_from_noise():
    from utils.quiet import quiet

    with quiet():
        from utils.shakespeare import load_poet

        poet = load_poet()
        written = poet.continue_line("Shall I compare thee", 0.5, length=60)
    assert written.startswith("Shall I compare thee") and len(written) == 80
    assert written == poet.continue_line("Shall I compare thee", 0.5, length=60)
    assert written != poet.continue_line("Shall I compare thee", 0.5, seed=1, length=60)
    assert poet.continue_line("日本 ☃", 1.0, length=5).startswith("日本 ☃")
    assert poet.continue_line("", 1.0, length=0) == ""
    with pytest.raises(ValueError, match="temperature"):
        poet.continue_line("x", 0.0)
    common = sum(written[20:].count(letter) for letter in " etaoinshr")
    assert common > 30


@pytest.mark.training
def test_the_training_program_of_the_sonnets_learns_and_writes_what_the_loader_reads(tmp_path, monkeypatch):
    """A small run on a made-up text, through the whole program but the download."""
    import importlib.util

    from utils import shakespeare
    from utils.quiet import quiet

    spec = importlib.util.spec_from_file_location("train", shakespeare.FOLDER / "train.py")
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    poems = "\n\n".join(f"{'XIVL'[i % 4] * (1 + i // 8)}\n\n" + "the rose the rose\n" * 14 for i in range(40))
    monkeypatch.setattr(program, "fetch", lambda: f"THE SONNETS\n\nI\n\n{poems}")
    with quiet():
        program.train(units=16, epochs=40, out=tmp_path)
    metrics = json.loads((tmp_path / "metrics.json").read_text())
    assert metrics["nats per character"]["held out, float16 weights"] < np.log(len(metrics["letters"])) - 0.5
    monkeypatch.setattr(shakespeare, "WEIGHTS", tmp_path / "weights.npz")
    monkeypatch.setattr(shakespeare, "METRICS", tmp_path / "metrics.json")
    shakespeare.load_poet.cache_clear()
    assert len(shakespeare.load_poet().continue_line("the ", length=8)) == 12
    shakespeare.load_poet.cache_clear()
