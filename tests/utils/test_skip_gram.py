"""Skip-gram with negative sampling, and the text and the pairs it learns from."""

import numpy as np
import pytest

from utils import skip_gram
from utils.corpus import counts_together, manual, numbered, pairs, vocabulary
from utils.gradcheck import check_gradients
from utils.skip_gram import gradients, loss, nearest, negative_shares, train

SPEECH = [[pet, verb] for pet in ("cat", "dog") for verb in ("barks", "sleeps", "eats")]
SPEECH += [[number, sign] for number in ("one", "two") for sign in ("plus", "minus", "times")]


def test_the_manual_is_a_text_of_many_words_in_small_letters():
    sentences = manual()
    words = [word for sentence in sentences for word in sentence]
    assert len(words) > 50_000 and min(map(len, sentences)) > 1
    assert all(word.isascii() and word.islower() and word.isalpha() for word in words)
    assert {"class", "loop", "exception", "integer"} < set(vocabulary(sentences, at_least=10).words)


def test_a_vocabulary_is_in_order_of_frequency_and_of_the_alphabet():
    known = vocabulary([["b", "a", "c"], ["c", "a", "b", "d"], ["c"]], at_least=2)
    assert known.words == ("c", "a", "b") and known.counts.tolist() == [3, 2, 2]
    assert [known.words[known.index[word]] for word in known.words] == list(known.words)


@pytest.mark.parametrize("n", range(1, 9))
@pytest.mark.parametrize("window", [1, 2, 3])
def test_a_sentence_gives_as_many_pairs_as_the_formula_says(n, window):
    found = pairs(range(n), window)
    assert found == [(i, j) for i in range(n) for j in range(n) if 0 < abs(i - j) <= window]
    if n >= window:
        assert len(found) == 2 * window * n - window * (window + 1)


def test_counts_are_those_of_the_pairs_of_known_words():
    text = [["a", "rare", "b", "a"], ["b", "c", "a", "c"]]
    known = vocabulary(text, at_least=2)
    X = counts_together(text, known, window=2)
    slow = np.zeros((3, 3), dtype=int)
    for sentence in numbered(text, known):
        for i, j in pairs(sentence, 2):
            slow[i, j] += 1
    np.testing.assert_array_equal(X, slow)
    np.testing.assert_array_equal(X, X.T)


def test_a_text_without_a_known_word_has_no_counts():
    assert counts_together([["a", "b"]], vocabulary([["c", "c"]], at_least=1)).tolist() == [[0]]


def test_the_gradients_agree_with_finite_differences():
    rng = np.random.default_rng(0)
    arrays = {"e": rng.standard_normal(4), "theta": rng.standard_normal((6, 4))}
    de, dtheta = gradients(arrays["e"], arrays["theta"])
    check_gradients(lambda a: loss(a["e"], a["theta"]), arrays, {"de": de, "dtheta": dtheta})


def test_a_step_for_a_batch_adds_up_the_gradients_of_its_rows():
    rng = np.random.default_rng(0)
    E, Theta = rng.standard_normal((2, 5, 3))
    words = np.array([[0, 1, 2, 2], [0, 3, 1, 4], [2, 0, 0, 1]])  # repeated words in all places
    wanted_E, wanted_Theta, summed = E.copy(), Theta.copy(), 0.0
    for context, *targets in words:
        de, dtheta = gradients(E[context], Theta[targets])
        wanted_E[context] -= 0.1 * de
        for word, slope in zip(targets, dtheta, strict=True):
            wanted_Theta[word] -= 0.1 * slope
        summed += loss(E[context], Theta[targets])
    assert skip_gram._step(E, Theta, words, 0.1) == pytest.approx(summed)
    np.testing.assert_allclose(E, wanted_E)
    np.testing.assert_allclose(Theta, wanted_Theta)


def test_negatives_are_drawn_by_a_power_of_the_count():
    np.testing.assert_allclose(negative_shares([81, 16, 1]), np.array([27, 8, 1]) / 36)
    np.testing.assert_allclose(negative_shares([81, 16, 1], power=0), 1 / 3)


def test_words_with_the_same_neighbours_become_near():
    text = [sentence for sentence in SPEECH for _ in range(60)]
    known = vocabulary(text, at_least=1)
    model = train(numbered(text, known), known.counts, d=6, window=1, k=3, passes=10, thin=0, batch=16)
    assert model.losses[-1] < model.losses[0]
    for word, partner in (("cat", "dog"), ("one", "two")):
        assert known.words[nearest(known.index[word], model.E, 1)[0]] == partner


def test_the_same_seed_gives_the_same_vectors():
    text = [[0, 1, 2], [2, 1, 0]] * 10
    same = [train(text, [20, 20, 20], d=4, passes=1, thin=0, seed=seed).E for seed in (1, 1, 2)]
    np.testing.assert_array_equal(same[0], same[1])
    assert not np.allclose(same[0], same[2])


def test_a_very_frequent_word_is_mostly_skipped():
    text = [[0, 1]] * 2000 + [[1, 2]] * 2
    often = np.array([2000, 2002, 2])
    kept = train(text, often, d=2, window=1, passes=1, thin=0)
    thinned = train(text, often, d=2, window=1, passes=1, thin=1e-3)
    assert np.abs(thinned.Theta[0]).sum() < np.abs(kept.Theta[0]).sum()


def test_a_word_that_never_occurs_keeps_the_vector_it_was_drawn_with():
    text = [[0, 1]] * 50
    longer = train(text, [50, 50, 0], d=4, passes=3, thin=0)
    start = np.random.default_rng(0).uniform(-0.5, 0.5, (3, 4)) / 4
    np.testing.assert_array_equal(longer.E[2], start[2])
    assert not np.allclose(longer.E[:2], start[:2])
