"""GloVe's weights, cost and gradients, and what a fit finds."""

import numpy as np
import pytest

from utils.glove_fit import Fit, cost, fit, gradients, weight
from utils.gradcheck import check_gradients


def counts(V=5, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.integers(0, 300, (V, V))
    X[rng.random((V, V)) < 0.2] = 0
    return X


def drawn(V=5, d=2, seed=1):
    rng = np.random.default_rng(seed)
    return Fit(rng.standard_normal((V, d)), rng.standard_normal((V, d)), rng.standard_normal(V), rng.standard_normal(V))


def test_a_pair_counts_nothing_at_zero_more_with_each_time_and_no_more_from_100_on():
    found = weight(np.arange(201))
    assert found[0] == 0 and (np.diff(found[:101]) > 0).all() and (found[100:] == 1).all()
    assert found[16] == pytest.approx(0.16**0.75)


def test_the_gradients_agree_with_finite_differences():
    X, model = counts(), drawn()
    slopes = gradients(model, X)._asdict()
    check_gradients(
        lambda arrays: cost(Fit(**arrays), X), model._asdict(), {f"d{name}": slope for name, slope in slopes.items()}
    )


def test_the_cost_is_the_sum_over_pairs_that_occur():
    X, model = counts(), drawn()
    slow = 0.0
    for i, j in zip(*np.nonzero(X), strict=True):
        guess = model.Theta[i] @ model.E[j] + model.b[i] + model.c[j]
        slow += min(1, (X[i, j] / 100) ** 0.75) * (guess - np.log(X[i, j])) ** 2
    assert cost(model, X) == pytest.approx(slow)


def test_what_is_said_of_a_pair_that_never_occurs_costs_nothing():
    X, model = counts(), drawn()
    X[0] = X[:, 0] = 0
    moved = Fit(model.Theta.copy(), model.E, model.b, model.c)
    moved.Theta[0] += 100
    assert cost(moved, X) == cost(model, X)
    assert not gradients(model, X).Theta[0].any()


def test_with_room_enough_every_count_is_matched():
    X = counts() + 1
    model, costs = fit(X, d=5, steps=4000)
    assert costs[-1] < 1e-3 * costs[0]
    np.testing.assert_allclose(model.logs(), np.log(X), atol=0.3)


def test_turning_both_sets_of_vectors_changes_nothing():
    model, A = drawn(), np.array([[2.0, 1.0], [0.5, 1.0]])
    turned = model._replace(Theta=model.Theta @ A, E=model.E @ np.linalg.inv(A).T)
    assert cost(turned, counts()) == pytest.approx(cost(model, counts()))
