"""The quick RNN is the plain one-hot one, and its gradients are those of finite differences."""

import copy

import numpy as np
import pytest

from autograder.bench import one_hot
from utils.char_rnn import (
    initialize_parameters,
    next_probabilities,
    rnn_backward,
    rnn_forward,
    smooth,
    update_parameters,
)
from utils.gradcheck import check_gradients, random_arrays

N_A, N_Y = 6, 5
SHAPES = {"Wax": (N_A, N_Y), "Waa": (N_A, N_A), "Wya": (N_Y, N_A), "b": (N_A, 1), "by": (N_Y, 1)}
NAMES = {
    "a name": ([None, 2, 1, 3, 1], [2, 1, 3, 1, 0]),
    "one letter": ([None], [0]),
    "no None": ([4, 4, 0, 4], [1, 2, 3, 4]),
    "None in the middle": ([2, None, None, 1], [2, 2, 0, 0]),
    "long": ([None, *([1, 2, 3] * 20)], [*([1, 2, 3] * 20), 0]),
}

names = pytest.mark.parametrize("name", NAMES)


@pytest.fixture
def parameters():
    return random_arrays(SHAPES, seed=4)


@pytest.fixture
def a0():
    return random_arrays({"a0": (N_A, 1)}, seed=5)["a0"]


@names
def test_losses_gradients_and_states_are_those_of_the_plain_one_hot_network(name, parameters, a0):
    X, Y = NAMES[name]
    loss, cache = rnn_forward(X, Y, a0, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    plain_loss, steps = one_hot.forward(X, Y, a0, parameters)
    assert loss == pytest.approx(plain_loss, rel=1e-12)
    for key, wanted in one_hot.backward(Y, parameters, steps).items():
        np.testing.assert_allclose(gradients[key], wanted, rtol=1e-9, atol=1e-11)
    np.testing.assert_allclose(a, np.stack(steps[1][1:]), rtol=1e-12)
    np.testing.assert_allclose(cache[0], np.stack(steps[2])[:, :, 0], rtol=1e-12)


@names
def test_gradients_agree_with_finite_differences(name, parameters, a0):
    X, Y = NAMES[name]
    gradients, _ = rnn_backward(X, Y, parameters, rnn_forward(X, Y, a0, parameters)[1])
    check_gradients(lambda p: rnn_forward(X, Y, a0, p)[0], parameters, gradients, tolerance=1e-5)


def test_both_networks_learn_alike_for_hundreds_of_steps():
    quick, plain = initialize_parameters(20, 27, 27), initialize_parameters(20, 27, 27)
    rng, zeros = np.random.default_rng(0), np.zeros((20, 1))
    for _ in range(300):
        Y = [*rng.integers(1, 27, 8).tolist(), 0]
        X = [None, *Y[:-1]]
        loss, cache = rnn_forward(X, Y, zeros, quick)
        plain_loss, steps = one_hot.forward(X, Y, zeros, plain)
        assert loss == pytest.approx(plain_loss, rel=1e-10)
        update_parameters(quick, rnn_backward(X, Y, quick, cache)[0], 0.01)
        update_parameters(plain, one_hot.backward(Y, plain, steps), 0.01)


def test_nothing_but_update_parameters_changes_its_arguments(parameters, a0):
    X, Y = NAMES["a name"]
    before = copy.deepcopy((X, Y, a0, parameters))
    cache = rnn_forward(X, Y, a0, parameters)[1]
    kept = copy.deepcopy(cache)
    rnn_backward(X, Y, parameters, cache)
    next_probabilities(X, parameters)
    assert before[:2] == (X, Y)
    np.testing.assert_equal(before[2:], (a0, parameters))
    np.testing.assert_equal(kept, cache)


def test_update_parameters_works_in_place(parameters):
    arrays = dict(parameters)
    old = copy.deepcopy(parameters)
    gradients = {f"d{name}": np.ones(shape) for name, shape in SHAPES.items()}
    assert update_parameters(parameters, gradients, 0.1) is parameters
    for name in SHAPES:
        assert parameters[name] is arrays[name]
        np.testing.assert_allclose(parameters[name], old[name] - 0.1)


def test_the_start_is_the_published_one_and_leaves_the_global_generator_alone():
    np.random.seed(3)
    drawn = np.random.rand()
    np.random.seed(3)
    start = initialize_parameters(50, 27, 27)
    assert np.random.rand() == drawn
    np.random.seed(1)
    np.testing.assert_array_equal(start["Wax"], np.random.randn(50, 27) * 0.01)
    np.testing.assert_array_equal(start["Waa"], np.random.randn(50, 50) * 0.01)
    np.testing.assert_array_equal(start["Wya"], np.random.randn(27, 50) * 0.01)
    assert not start["b"].any() and not start["by"].any()


def test_a_state_of_another_size_is_refused(parameters):
    with pytest.raises(ValueError):
        rnn_forward([None], [0], np.zeros((N_A + 1, 1)), parameters)


def test_very_large_scores_do_not_overflow(parameters):
    loss, (probabilities, _) = rnn_forward([None], [1], np.zeros((N_A, 1)), parameters | {"by": 1e4 * np.eye(N_Y, 1)})
    assert 9_000 < loss < 11_000 and probabilities.sum() == pytest.approx(1)


def test_the_running_mean_forgets_its_start():
    mean = 40.0
    for _ in range(10_000):
        mean = smooth(mean, 20.0)
    assert mean == pytest.approx(20.0, abs=0.01)
