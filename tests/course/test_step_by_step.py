"""The reference solutions of `step_by_step` against authorities: Keras, finite differences, the closed chain."""

import copy

import numpy as np
import pytest

from autograder import course, reference
from utils.gradcheck import check_gradients, random_arrays

N_X, N_A, N_Y, M, T = 3, 5, 2, 4, 6
RNN = {"Wax": (N_A, N_X), "Waa": (N_A, N_A), "Wya": (N_Y, N_A), "ba": (N_A, 1), "by": (N_Y, 1)}
LSTM = {f"W{gate}": (N_A, N_A + N_X) for gate in "fico"} | {f"b{gate}": (N_A, 1) for gate in "fico"}
LSTM |= {"Wy": (N_Y, N_A), "by": (N_Y, 1)}
INPUTS = {"x": (N_X, M, T), "a0": (N_A, M), "da": (N_A, M, T)}
NETWORKS = {"rnn": RNN, "lstm": LSTM}

both = pytest.mark.parametrize("network", NETWORKS)


@pytest.fixture(scope="module")
def ours():
    """All functions of the notebook, by name."""
    return reference.load(course.find("step_by_step"), "rnn_forward").functions


@pytest.fixture
def arrays(network):
    return random_arrays(NETWORKS[network] | INPUTS, seed=11)


def forward(ours, network, arrays):
    return ours[f"{network}_forward"](arrays["x"], arrays["a0"], arrays)


def backward(ours, network, arrays, da):
    return ours[f"{network}_backward"](da, forward(ours, network, arrays)[-1])


def loss_of(ours, network):
    """A loss whose gradient at each hidden state is `da`, over the time steps of `da`."""

    def loss(arrays):
        da = arrays["da"]
        return float(np.sum(da * forward(ours, network, arrays)[0][:, :, : da.shape[2]]))

    return loss


@both
def test_the_gradients_agree_with_finite_differences(ours, network, arrays):
    check_gradients(loss_of(ours, network), arrays, backward(ours, network, arrays, arrays["da"]))


@both
def test_a_da_shorter_than_the_caches_gives_the_gradients_of_a_shorter_sequence(ours, network, arrays):
    short = arrays["da"][:, :, : T - 2]
    gradients = backward(ours, network, arrays, short)
    cut = arrays | {"x": arrays["x"][:, :, : T - 2], "da": short}
    assert gradients["dx"].shape == (N_X, M, T - 2)
    check_gradients(loss_of(ours, network), cut, gradients)


def test_the_rnn_gradient_is_the_closed_chain_of_jacobians(ours):
    """dx_t = Wax' D_t (Waa' D_{t+1}) ... (Waa' D_T) da_T for each example, with D = diag(1 - a ** 2)."""
    arrays = random_arrays(RNN | INPUTS, seed=5)
    da = np.zeros((N_A, M, T))
    da[:, :, -1] = arrays["da"][:, :, -1]
    a, _, _ = forward(ours, "rnn", arrays)
    expected = np.zeros((N_X, M, T))
    for example in range(M):
        chain = da[:, example, -1]
        for t in reversed(range(T)):
            chain = np.diag(1 - a[:, example, t] ** 2) @ chain
            expected[:, example, t] = arrays["Wax"].T @ chain
            chain = arrays["Waa"].T @ chain
        np.testing.assert_allclose(backward(ours, "rnn", arrays, da)["da0"][:, example], chain, rtol=1e-10)
    np.testing.assert_allclose(backward(ours, "rnn", arrays, da)["dx"], expected, rtol=1e-10)


def test_an_lstm_with_open_forget_gates_hands_its_cell_gradient_back_unchanged(ours):
    """With f = 1 and weights of zero, nothing but f multiplies dc."""
    arrays = {name: np.zeros(shape) for name, shape in LSTM.items()} | {"bf": np.full((N_A, 1), 50.0)}
    state, dc = np.ones((N_A, M)), random_arrays({"dc": (N_A, M)})["dc"]
    cache = ours["lstm_cell_forward"](np.ones((N_X, M)), state, state, arrays)[-1]
    gradients = ours["lstm_cell_backward"](np.zeros((N_A, M)), dc, cache)
    np.testing.assert_allclose(gradients["dc_prev"], dc, rtol=1e-12)
    assert not gradients["dxt"].any() and not gradients["da_prev"].any()


@both
def test_gradients_sum_over_the_batch(ours, network, arrays):
    whole = backward(ours, network, arrays, arrays["da"])
    parts = []
    for example in range(M):
        one = arrays | {name: arrays[name][:, [example]] for name in ("x", "a0", "da")}
        parts.append(backward(ours, network, one, one["da"]))
    for name in (name for name in whole if name[1:] in NETWORKS[network]):
        np.testing.assert_allclose(whole[name], sum(part[name] for part in parts), rtol=1e-9, atol=1e-12)


@both
def test_the_last_gradient_of_the_initial_state_is_that_of_a_network_of_one_time_step(ours, network, arrays):
    one = arrays | {"x": arrays["x"][:, :, :1], "da": arrays["da"][:, :, :1]}
    gradients = backward(ours, network, one, one["da"])
    check_gradients(loss_of(ours, network), one, gradients)


@both
def test_caches_come_in_order_of_time_and_end_with_the_input(ours, network, arrays):
    results = forward(ours, network, arrays)
    steps, x = results[-1]
    assert isinstance(results[-1], tuple) and isinstance(steps, list) and x is arrays["x"]
    assert [len(cache) for cache in steps] == [{"rnn": 4, "lstm": 10}[network]] * T
    for t, cache in enumerate(steps):
        np.testing.assert_array_equal(cache[0], results[0][:, :, t])
        np.testing.assert_array_equal(cache[-2], arrays["x"][:, :, t])


@both
def test_no_function_changes_its_arguments_or_leaves_float64(ours, network, arrays):
    before = copy.deepcopy(arrays)
    results = forward(ours, network, arrays)
    kept = copy.deepcopy(results[-1])
    gradients = ours[f"{network}_backward"](arrays["da"], results[-1])
    for name in arrays:
        np.testing.assert_array_equal(arrays[name], before[name])
    for cache, same in zip(results[-1][0], kept[0], strict=True):
        for value, copied in zip(cache[:-1], same[:-1], strict=True):
            np.testing.assert_array_equal(value, copied)
    assert {value.dtype.name for value in [*results[:-1], *gradients.values()]} == {"float64"}


@pytest.mark.training
def test_the_rnn_is_the_simple_rnn_of_keras(ours):
    from utils.quiet import quiet

    with quiet():
        import keras

    arrays = random_arrays(RNN | INPUTS, seed=2)
    layer = keras.layers.SimpleRNN(N_A, return_sequences=True, dtype="float64")
    layer.build((M, T, N_X))
    layer.set_weights([arrays["Wax"].T, arrays["Waa"].T, arrays["ba"][:, 0]])
    theirs = np.asarray(layer(arrays["x"].transpose(1, 2, 0), initial_state=arrays["a0"].T))
    np.testing.assert_allclose(forward(ours, "rnn", arrays)[0], theirs.transpose(2, 0, 1), atol=1e-12)


@pytest.mark.training
def test_the_lstm_is_the_lstm_of_keras_with_gates_in_the_order_i_f_c_o(ours):
    from utils.quiet import quiet

    with quiet():
        import keras

    arrays = random_arrays(LSTM | INPUTS, seed=3)
    kernel = np.concatenate([arrays[f"W{gate}"][:, N_A:].T for gate in "ifco"], axis=1)
    recurrent = np.concatenate([arrays[f"W{gate}"][:, :N_A].T for gate in "ifco"], axis=1)
    layer = keras.layers.LSTM(N_A, return_sequences=True, return_state=True, dtype="float64")
    layer.build((M, T, N_X))
    layer.set_weights([kernel, recurrent, np.concatenate([arrays[f"b{gate}"][:, 0] for gate in "ifco"])])
    start = [arrays["a0"].T, np.zeros((M, N_A))]
    a, a_last, c_last = map(np.asarray, layer(arrays["x"].transpose(1, 2, 0), initial_state=start))
    ours_a, _, ours_c, _ = forward(ours, "lstm", arrays)
    np.testing.assert_allclose(ours_a, a.transpose(2, 0, 1), atol=1e-12)
    np.testing.assert_allclose(ours_a[:, :, -1], a_last.T, atol=1e-12)
    np.testing.assert_allclose(ours_c[:, :, -1], c_last.T, atol=1e-12)


@both
def test_predictions_are_the_softmax_of_the_hidden_state(ours, network, arrays):
    results = forward(ours, network, arrays)
    scores = np.einsum("ya,amt->ymt", arrays["Wya" if network == "rnn" else "Wy"], results[0])
    powers = np.exp(scores + arrays["by"][:, :, None])
    np.testing.assert_allclose(results[1], powers / powers.sum(axis=0), rtol=1e-12)
