"""The squashing functions against their definitions, and at the ends of the number line."""

import numpy as np
import pytest

from utils.rnn import sigmoid, softmax


def test_sigmoid_is_one_over_one_plus_exp_of_minus_x(rng):
    x = rng.standard_normal((3, 4))
    np.testing.assert_allclose(sigmoid(x), 1 / (1 + np.exp(-x)), rtol=1e-14)


def test_sigmoid_neither_warns_nor_overflows_at_the_ends():
    assert sigmoid([-np.inf, -1e6, 1e6, np.inf]).tolist() == [0, 0, 1, 1]


def test_sigmoid_keeps_its_digits_where_it_is_tiny():
    assert sigmoid(-40.0) == pytest.approx(np.exp(-40.0), rel=1e-12)


def test_softmax_makes_each_column_sum_to_one_for_any_number_of_axes(rng):
    for shape in [(4,), (4, 3), (4, 3, 2)]:
        np.testing.assert_allclose(softmax(rng.standard_normal(shape)).sum(axis=0), 1.0)


def test_softmax_of_one_column_does_not_depend_on_the_others(rng):
    x = rng.standard_normal((4, 3)) + np.array([0.0, 800.0, -800.0])
    np.testing.assert_allclose(softmax(x)[:, 0], softmax(x[:, 0]), rtol=1e-14)


def test_softmax_neither_warns_nor_overflows_for_large_scores():
    assert softmax([[1e6], [-1e6]]).tolist() == [[1], [0]]


@pytest.mark.parametrize("squash", [sigmoid, softmax])
@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_the_precision_stays_and_the_argument_is_not_changed(squash, precision, rng):
    x = rng.standard_normal((3, 2)).astype(precision)
    before = x.copy()
    assert squash(x).dtype == precision
    np.testing.assert_array_equal(x, before)
