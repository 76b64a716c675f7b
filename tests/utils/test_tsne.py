"""t-SNE: its neighbours, its gradient, its maps beside those of a library."""

import numpy as np
import pytest
from sklearn.manifold import TSNE
from threadpoolctl import threadpool_limits

from utils import tsne as module
from utils.gradcheck import numerical_gradient, relative_error
from utils.tsne import divergence, neighbours, tsne


def groups(count=3, members=15, apart=12.0, seed=0):
    """Round clouds in ten dimensions, each around a corner of its own."""
    rng = np.random.default_rng(seed)
    return np.vstack([rng.standard_normal((members, 10)) + apart * np.eye(10)[corner] for corner in range(count)])


def test_neighbours_are_mutual_never_of_oneself_and_add_up_to_one():
    P = neighbours(groups(), perplexity=7)
    np.testing.assert_allclose(P, P.T)
    assert np.diag(P).max() == 0 and P.min() >= 0
    assert P.sum() == pytest.approx(1)


def test_equally_far_points_are_equally_much_neighbours():
    P = neighbours(np.eye(6), perplexity=4.9)
    np.testing.assert_allclose(P[~np.eye(6, dtype=bool)], 1 / 30, rtol=1e-6)


@pytest.mark.parametrize("perplexity", [2, 5, 20])
def test_a_point_has_as_many_neighbours_as_the_perplexity_says(perplexity):
    line = np.arange(201.0)[:, None]  # far from the ends every point sees the same
    shares = neighbours(line, perplexity)[100] * 201
    shares = shares[shares > 0]
    assert np.exp(-np.sum(shares * np.log(shares))) == pytest.approx(perplexity, rel=0.01)


def test_the_scale_of_the_space_does_not_matter_nor_where_it_lies():
    P = neighbours(groups(), 7)
    np.testing.assert_allclose(neighbours(1000 * groups() - 3, 7), P, rtol=1e-4, atol=1e-9)


@pytest.mark.parametrize("perplexity", [0.5, 44, 100])
def test_a_perplexity_that_so_few_points_cannot_have_is_refused(perplexity):
    with pytest.raises(ValueError, match="45 points allow 1 to less than 44"):
        neighbours(groups(), perplexity)


def test_the_slope_is_that_of_the_divergence():
    P = neighbours(groups(2, 6), 3)
    places = np.random.default_rng(1).standard_normal((12, 2))
    slope = numerical_gradient(lambda arrays: divergence(P, arrays["y"]), {"y": places}, "y")
    assert relative_error(module._slope(P, places), slope) < 1e-6


def test_the_map_is_as_good_as_that_of_a_library():
    points = groups(4, 15)
    P = neighbours(points, 10)
    with threadpool_limits(1):
        theirs = TSNE(perplexity=10, method="exact", init="random", random_state=0).fit_transform(points)
    assert divergence(P, tsne(points, 10)) < 1.1 * divergence(P, theirs)


def test_groups_that_are_apart_stay_apart():
    places = tsne(groups(), 7)
    middles = places.reshape(3, 15, 2).mean(axis=1)
    nearest = np.linalg.norm(places[:, None] - middles, axis=2).argmin(axis=1)
    np.testing.assert_array_equal(nearest, np.repeat([0, 1, 2], 15))


def test_the_same_seed_gives_the_same_map_and_another_one_another():
    points = groups(2, 8)
    np.testing.assert_array_equal(tsne(points, 4, seed=3), tsne(points, 4, seed=3))
    assert not np.allclose(tsne(points, 4, seed=3), tsne(points, 4, seed=4))
