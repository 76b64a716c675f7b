"""The layers written out in NumPy against those of Keras."""

import numpy as np
import pytest

from autograder.hidden import layers


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(7)


@pytest.mark.training
def test_the_lstm_is_the_lstm_of_keras(rng):
    from utils.quiet import quiet

    with quiet():
        import keras

    weights, x = layers.lstm_weights(rng, 3, 5), rng.standard_normal((2, 6, 3))
    a, c = rng.standard_normal((2, 2, 5))
    layer = keras.layers.LSTM(5, return_sequences=True, return_state=True, dtype="float64")
    layer.build(x.shape)
    layer.set_weights(weights)
    for ours, theirs in zip(layers.lstm(x, weights, a, c), layer(x, initial_state=[a, c]), strict=True):
        np.testing.assert_allclose(ours, np.asarray(theirs), atol=1e-12)


@pytest.mark.training
def test_dense_and_softmax_are_those_of_keras(rng):
    from utils.quiet import quiet

    with quiet():
        import keras

    weights, x = layers.dense_weights(rng, 4, 3), rng.standard_normal((2, 6, 4))
    layer = keras.layers.Dense(3, activation="softmax", dtype="float64")
    layer.build(x.shape)
    layer.set_weights(weights)
    ours = layers.softmax(layers.dense(x, *weights))
    np.testing.assert_allclose(ours, np.asarray(layer(x)), atol=1e-12)
    np.testing.assert_allclose(ours.sum(axis=-1), 1.0)


def test_single_precision_is_forgiven_and_nothing_else():
    wanted = [np.array([0.25, 0.5]), np.array([1.0])]
    near = [np.float32([0.25001, 0.5]), np.array([2.0])]
    settled = layers.in_single_precision(near, wanted)
    np.testing.assert_array_equal(settled[0], wanted[0])
    assert settled[1] == [2.0]


@pytest.mark.parametrize("got", [None, "text", [], [1], np.array(["a"]), np.array([[0.5]]), np.array([1j]), {}])
def test_what_is_no_array_of_this_shape_stays_as_it_is(got):
    assert layers.in_single_precision(got, np.array([0.5])) is got


@pytest.mark.training
def test_the_convolution_normalization_and_gru_are_those_of_keras(rng):
    from utils.quiet import quiet

    with quiet():
        import keras

    x = rng.standard_normal((2, 23, 3))
    pairs = [
        (keras.layers.Conv1D(4, 5, strides=3, dtype="float64"), layers.conv1d_weights(rng, 5, 3, 4)),
        (keras.layers.BatchNormalization(dtype="float64"), layers.batch_norm_weights(rng, 3)),
        (keras.layers.GRU(5, return_sequences=True, dtype="float64"), layers.gru_weights(rng, 3, 5)),
    ]
    ours = [
        layers.conv1d(x, pairs[0][1][0], pairs[0][1][1], stride=3),
        layers.batch_norm(x, pairs[1][1]),
        layers.gru(x, pairs[2][1], np.zeros((2, 5))),
    ]
    for (layer, weights), expected in zip(pairs, ours, strict=True):
        layer.build(x.shape)
        layer.set_weights(weights)
        np.testing.assert_allclose(np.asarray(layer(x, training=False)), expected, atol=1e-12)
