"""The association test, against its definition and on vectors with a bias that is put in."""

import itertools

import numpy as np
import pytest

from utils.association import effect_size, lean, one_sided_p


def test_a_lean_is_a_difference_of_mean_cosines():
    rng = np.random.default_rng(0)
    words, a, b = rng.standard_normal((3, 4)), rng.standard_normal((5, 4)), rng.standard_normal((2, 4))

    def mean_cosine(word, group):
        return np.mean([word @ other / np.linalg.norm(word) / np.linalg.norm(other) for other in group])

    np.testing.assert_allclose(lean(words, a, b), [mean_cosine(w, a) - mean_cosine(w, b) for w in words])


def test_how_long_vectors_are_does_not_matter():
    rng = np.random.default_rng(1)
    words, a, b = rng.standard_normal((3, 4, 6))
    np.testing.assert_allclose(lean(5 * words, 0.1 * a, b), lean(words, a, b))


def test_an_effect_size_changes_sign_with_the_groups_and_stays_within_two():
    x, y = np.array([0.3, 0.4, 0.2]), np.array([-0.1, 0.0, 0.1])
    assert effect_size(x, y) == -effect_size(y, x) > 0
    assert 1.7 < effect_size([1.0] * 50, [-1.0] * 50) <= 2


def test_a_tiny_but_steady_difference_has_a_large_effect_size():
    assert effect_size([0.0011, 0.0012], [0.0001, 0.0002]) > 1.5


def test_p_counts_every_split_of_few_words():
    x, y = [0.9, 0.1, 0.5], [0.2, 0.4, 0.0]
    both = np.array(x + y)
    splits = [both[list(first)].sum() for first in itertools.combinations(range(6), 3)]
    assert one_sided_p(x, y) == pytest.approx(np.mean(np.array(splits) >= sum(x) - 1e-12))


def test_p_of_many_words_is_drawn_and_near_the_right_one():
    rng = np.random.default_rng(0)
    same = rng.standard_normal(40)
    assert 0.4 < one_sided_p(same[:20], same[:20].copy()) < 0.65
    assert one_sided_p(same[:20] + 3, same[20:]) < 0.001
    assert one_sided_p(same[:20], same[20:], seed=1) == one_sided_p(same[:20], same[20:], seed=1)


def test_a_bias_that_is_put_in_is_found_and_none_where_there_is_none():
    rng = np.random.default_rng(3)
    axis = np.eye(30)[0]
    a, b = rng.standard_normal((8, 30)) + 3 * axis, rng.standard_normal((8, 30)) - 3 * axis
    x, y = rng.standard_normal((8, 30)) + axis, rng.standard_normal((8, 30)) - axis
    assert effect_size(lean(x, a, b), lean(y, a, b)) > 1
    x, y = rng.standard_normal((2, 200, 30))
    assert abs(effect_size(lean(x, a, b), lean(y, a, b))) < 0.3
