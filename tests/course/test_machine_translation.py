"""The translation notebook's promises: what its weights reach, and what its helpers do with a learner's model."""

import ast
import math

import numpy as np
import pytest

from autograder import course, reference
from autograder.course import ROOT
from utils import translation
from utils.dates import HUMAN, LANGUAGES, MACHINE, TX, TY, date_sets

SIZES = (TX, TY, 32, 64, len(HUMAN), len(MACHINE))


@pytest.fixture(scope="module")
def solved():
    """All functions and layers of the solved notebook, by name."""
    return reference.load(course.find("Machine_Translation"), "modelf").functions


@pytest.fixture
def model(solved):
    return translation.fresh(solved["modelf"](*SIZES), seed=2)


def test_every_seed_reached_the_goal_on_dates_it_had_never_seen():
    runs = translation.metrics()["english"]["runs"]
    assert len({run["seed"] for run in runs}) >= 3
    assert min(run["test"] for run in runs) >= 0.995


def test_the_comparison_is_fair_and_attention_wins():
    told = translation.metrics()
    with_attention, without = told["english"], told["equal_weights"]
    for same in ("languages", "training dates", "epochs", "batch", "peak rate"):
        assert with_attention[same] == without[same]
    assert {run["seed"] for run in without["runs"]} <= {run["seed"] for run in with_attention["runs"]}
    assert max(run["test"] for run in without["runs"]) < min(run["test"] for run in with_attention["runs"])


def test_the_weights_are_small_and_described():
    folder = ROOT / "utils" / "data" / "dates"
    assert {path.name for path in folder.glob("*.npz")} == {f"{name}.npz" for name in translation.WEIGHTS}
    assert all(path.stat().st_size < 150_000 for path in folder.glob("*.npz"))
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert all(word in readme for word in ("Origin", "Licence", "make.py", *translation.WEIGHTS))


def test_no_helper_builds_a_network():
    for name in ("dates", "translation", "date_pictures"):
        tree = ast.parse((ROOT / "utils" / f"{name}.py").read_text(encoding="utf-8"))
        named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert not named & {"Bidirectional", "LSTM", "LSTMCell", "Dense", "Softmax", "Dot", "RepeatVector", "Adam"}


def test_grading_a_driver_needs_no_tensorflow_in_the_grader():
    import subprocess
    import sys

    check = (
        "import sys; from autograder import course, hidden;"
        "hidden.tests_of('Machine_Translation', 'modelf'); print('tensorflow' in sys.modules, 'keras' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.training
@pytest.mark.parametrize("name", translation.WEIGHTS)
def test_loaded_weights_do_what_was_measured(model, name):
    told = translation.metrics()[name]
    test = date_sets((told["training dates"], 1_000, 1_000, 700), told["languages"])[2]
    translation.load_weights(model, name)
    assert translation.exact_match(model, test) == pytest.approx(told["runs"][0]["test"], abs=0.002)


@pytest.mark.training
def test_weights_fit_whichever_way_the_learner_glues(solved, monkeypatch):
    concatenate = solved["concatenator"]
    monkeypatch.setitem(solved, "concatenator", lambda pair: concatenate(pair[::-1]))
    model = translation.fresh(solved["modelf"](*SIZES), seed=2)
    translation.load_weights(model, "english")
    assert translation.translate(model, translation.SAMPLE) == list(translation.SAMPLE_DATES)


@pytest.mark.training
def test_weights_that_do_not_fit_are_refused_and_change_nothing(solved):
    import keras

    inputs = keras.Input((3,))
    small = keras.Model(inputs, keras.layers.Dense(2)(inputs))
    before = [np.array(part) for part in small.get_weights()]
    with pytest.raises(ValueError, match="do not fit"):
        translation.load_weights(small)
    assert all(np.array_equal(a, b) for a, b in zip(before, small.get_weights(), strict=True))
    with pytest.raises(ValueError, match="no such weights"):
        translation.load_weights(small, "klingon")


@pytest.mark.training
def test_attention_is_one_row_of_weights_for_each_character_written(model):
    text, weights = translation.attention(model, "9 May 2001")
    assert len(text) == TY and weights.shape == (TY, TX)
    np.testing.assert_allclose(weights.sum(axis=1), 1.0, atol=1e-5)
    assert (weights >= 0).all() and np.ptp(weights, axis=0).max() > 1e-6  # each step looks in its own way
    again = translation.attention(model, "9 May 2001")[1]
    np.testing.assert_array_equal(weights, again)


@pytest.mark.training
def test_equal_weights_are_equal(model):
    translation.load_weights(model, "equal_weights")
    np.testing.assert_allclose(translation.attention(model, "9 May 2001")[1], 1 / TX, atol=1e-6)


@pytest.mark.training
def test_a_model_without_the_named_layer_is_told_so(solved):
    import keras

    inputs = keras.Input((3,))
    with pytest.raises(ValueError, match="no layer called `attention_weights`"):
        translation.attention(keras.Model(inputs, inputs * 2), "9 May 2001")


@pytest.mark.training
def test_a_fresh_model_shares_nothing_with_the_notebook_and_follows_its_seed(solved):
    one, same, other = (translation.fresh(solved["modelf"](*SIZES), seed) for seed in (1, 1, 2))
    for a, b, c in zip(one.get_weights(), same.get_weights(), other.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)
        assert a.ndim == 1 or not np.array_equal(a, c)
    shared = {id(layer) for layer in solved["modelf"](*SIZES).layers}
    assert not shared & {id(layer) for layer in one.layers}


@pytest.mark.training
def test_the_given_cells_may_be_run_again_at_any_time(solved):
    """New shared layers, then a new model: nothing clashes, and a model trained before still works."""
    before = translation.fresh(solved["modelf"](*SIZES), seed=3)
    wanted = translation.translate(before, ["9 May 2001"])
    again = reference.execute(reference.load(course.find("Machine_Translation"), "modelf")._sources)
    solved["modelf"](*SIZES), again["modelf"](*SIZES), again["modelf"](*SIZES)
    assert translation.translate(before, ["9 May 2001"]) == wanted


@pytest.mark.training
def test_stacking_joins_the_outputs_and_shares_the_weights(model):
    together = translation.stacked(model)
    inputs = translation.inputs_of(model, ["9 May 2001", "1/1/1"])
    apart = np.stack([np.asarray(part) for part in model(inputs)], axis=1)
    np.testing.assert_allclose(np.asarray(together(inputs)), apart, atol=1e-6)
    assert {id(part) for part in together.weights} == {id(part) for part in model.weights}


@pytest.mark.training
def test_the_rate_rises_then_falls_along_a_cosine(solved):
    rate = translation.warm_up_and_cosine(0.02, 100)
    values = [float(rate(step)) for step in (0, 5, 10, 55, 100)]
    assert values[0] < values[1] < values[2] == pytest.approx(0.02)
    assert values[3] == pytest.approx(0.02 * (1 + math.cos(math.pi / 2)) / 2, rel=0.02)
    assert values[4] == pytest.approx(0.0, abs=1e-6)


@pytest.mark.training
def test_a_date_that_is_too_long_is_a_sentence_and_an_unknown_character_is_read(model):
    with pytest.raises(ValueError, match="the network reads 30"):
        translation.translate(model, ["x" * 31])
    assert len(translation.translate(model, ["9 мая 2001"])[0]) == TY


def test_the_languages_of_the_second_part_are_those_of_the_weights():
    assert tuple(translation.metrics()["languages"]["languages"]) == tuple(LANGUAGES)
