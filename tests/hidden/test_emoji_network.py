"""What the hidden tests of Emojify expect of the network, beside the reference solution run by Keras."""

import numpy as np
import pytest

from autograder import course, reference
from autograder.answer import local
from autograder.hidden import emoji_network
from autograder.hidden.emoji_network import Dropped, probabilities, run_network, trained_parts, weights
from autograder.hidden.sentences import language

pytestmark = pytest.mark.training


@pytest.fixture(scope="module")
def ours():
    known = reference.load(course.find("Emojify"), "Emojify_V2")
    return local(known.functions, "Emojify_V2", known.signatures)


def test_the_network_in_numpy_is_the_one_of_keras(ours):
    words = language(np.random.default_rng(0), 6, 8)
    rows = np.array([[1, 8, 3, 2, 5, 7], [4, 0, 0, 0, 0, 0]])
    got = ours.through(run_network, weights, trained_parts)(words.vectors, words.index, rows, 5, "use")
    expected = probabilities(words.table, rows, weights(5, 6))
    np.testing.assert_allclose(got["probabilities"], expected, atol=2e-5)
    assert expected.max() > 0.3 and expected.std() > 0.1  # not all alike, or nothing would show


@pytest.mark.parametrize("seed", range(3))
def test_what_dropout_leaves_can_be_read_from_the_probabilities(ours, seed):
    rng = np.random.default_rng(seed)
    words, row = language(rng, 5, 6), np.array([2, 5])
    seen = Dropped(rng, words, row)
    rows = np.repeat(row[None], emoji_network.COPIES, axis=0)
    got = ours.through(run_network, trained_parts)(words.vectors, words.index, rows, seen.parts, "training")
    found = seen.found(got["dropped"].astype(float))
    near = [np.isclose(found, value, atol=emoji_network.CLOSE) for value in (0.0, seen.low, seen.high)]
    assert np.all(near[0] | near[1] | near[2])
    assert [kind.mean() for kind in near] == pytest.approx([0.5, 0.25, 0.25], abs=0.03)


def test_the_values_that_dropout_may_leave_lie_far_apart():
    for seed in range(50):
        rng = np.random.default_rng(seed)
        seen = Dropped(rng, language(rng, 5, 6), np.array([1, int(rng.integers(1, 7))]))
        assert min(np.min(seen.plain - seen.low), np.min(seen.high - seen.plain)) > 10 * emoji_network.CLOSE
