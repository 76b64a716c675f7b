"""What the hidden tests of `Machine_Translation` expect, against Keras and against plain sums."""

import numpy as np
import pytest

from autograder.hidden import layers
from autograder.hidden import translation as spec


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(3)


@pytest.mark.training
def test_the_bidirectional_lstm_is_that_of_keras(rng):
    from utils.quiet import quiet

    with quiet():
        import keras

    weights, x = [layers.lstm_weights(rng, 3, 4) for _ in range(2)], rng.standard_normal((2, 5, 3))
    layer = keras.layers.Bidirectional(keras.layers.LSTM(4, return_sequences=True, dtype="float64"), dtype="float64")
    layer.build(x.shape)
    layer.set_weights([*weights[0], *weights[1]])
    np.testing.assert_allclose(layers.bidirectional(x, *weights), np.asarray(layer(x)), atol=1e-12)


@pytest.mark.training
def test_adam_and_the_cross_entropy_are_those_of_keras(rng):
    from utils.quiet import quiet

    with quiet():
        import keras

    layer, x = layers.dense_weights(rng, 4, 3), rng.standard_normal((5, 2, 4))
    y, rates = np.eye(3)[rng.integers(0, 3, (5, 2))], [0.3, 0.2, 0.1]
    inputs = keras.Input((2, 4))
    model = keras.Model(inputs, keras.layers.Dense(3, "softmax")(inputs))
    model.set_weights(layer)
    schedule = keras.optimizers.schedules.PiecewiseConstantDecay([0, 1], rates)
    model.compile(keras.optimizers.Adam(schedule), loss="categorical_crossentropy", metrics=["accuracy"])
    loss, accuracy = model.test_on_batch(x, y)
    assert loss == pytest.approx(spec.cross_entropy(layer, x, y), abs=1e-6)
    assert accuracy == pytest.approx(spec.accuracy(layer, x, y))
    for wanted in spec.adam(layer, x, y, rates):
        model.train_on_batch(x, y)
        for ours, theirs in zip(wanted, model.get_weights(), strict=True):
            np.testing.assert_allclose(ours, theirs, atol=1e-5)


@pytest.mark.parametrize("order", spec.ORDERS)
def test_weights_of_attention_sum_to_one_over_time_and_depend_on_both_arguments(rng, order):
    s = spec.USUAL
    a, s_prev = rng.standard_normal((s.m, s.Tx, 2 * s.n_a)), rng.standard_normal((s.m, s.n_s))
    weights = spec.attention_weights(rng, s)
    alike = np.repeat(a[:, :1], s.Tx, axis=1)
    np.testing.assert_allclose(spec.context(alike, s_prev, weights, order), a[:, 0])
    alphas = layers.softmax(spec.scores(a, s_prev, weights, order))
    np.testing.assert_allclose(alphas.sum(axis=1), 1.0)
    assert np.ptp(alphas, axis=1).min() > 0.1  # far from the plain mean
    other = layers.softmax(spec.scores(a, -s_prev, weights, order))
    assert np.abs(alphas - other).max() > 0.05  # and the state matters


def test_the_two_orders_are_two_different_answers(rng):
    s = spec.USUAL
    a, s_prev = rng.standard_normal((s.m, s.Tx, 2 * s.n_a)), rng.standard_normal((s.m, s.n_s))
    weights = spec.attention_weights(rng, s)
    first, second = (spec.context(a, s_prev, weights, order) for order in spec.ORDERS)
    assert np.abs(first - second).max() > 0.05


@pytest.mark.parametrize("sizes", [spec.USUAL, spec.OTHER, spec.SHORT])
def test_the_shape_of_a_weight_tells_its_role(rng, sizes):
    parts = spec.network_weights(rng, sizes) | {"attention": spec.attention_weights(rng, sizes)}
    shapes = [array.shape for role, arrays in parts.items() if role != "backward" for array in arrays]
    assert len(set(shapes)) == len(shapes)
    assert sizes.n_s != 2 * sizes.n_a


def test_every_wrong_way_gives_something_else(rng):
    """A mistake that made no difference could not be told from a right answer."""
    s = spec.USUAL
    weights, attention = spec.network_weights(rng, s), spec.attention_weights(rng, s)
    x, s0, c0 = rng.standard_normal((s.m, s.Tx, s.n_in)), *rng.standard_normal((2, s.m, s.n_s))

    def run(way):
        return np.stack(spec.outputs(x, s0, c0, weights, lambda a, b: spec.context(a, b, attention), s.Ty, way))

    for sentence, way in spec.WRONG_WAYS.items():
        gaps = [np.abs(run(way) - run(right)).max() for right in spec.RIGHT_WAYS]
        assert min(gaps) > 100 * layers.SINGLE, sentence


def test_predictions_are_probabilities(rng):
    s = spec.OTHER
    weights, attention = spec.network_weights(rng, s), spec.attention_weights(rng, s)
    x, s0 = rng.standard_normal((s.m, s.Tx, s.n_in)), rng.standard_normal((s.m, s.n_s))
    results = spec.outputs(x, s0, s0, weights, lambda a, b: spec.context(a, b, attention), s.Ty, spec.Way())
    assert len(results) == s.Ty and all(part.shape == (s.m, s.n_out) for part in results)
    np.testing.assert_allclose(np.sum(results, axis=-1), 1.0)
