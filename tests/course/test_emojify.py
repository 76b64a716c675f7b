"""The sentences of Emojify, what was measured with them, and the reference solutions on difficult ones."""

import itertools
import json
from collections import Counter

import numpy as np
import pytest

from autograder import course, reference
from autograder.bench import emoji_lots, emojify
from autograder.bench.emoji_lots import LINKS, PARTNERS, alike, words
from utils import vectors
from utils.emoji import CASES, EMOJIS, NAMES, SPLITS, load_metrics, load_sentences

ALIKE = 0.6  # shared words, of all words of two sentences
DIFFICULT = {
    "tabs": "I\tlove\t\tyou\t",
    "double spaces": "  I  love   you ",
    "line breaks": "I\nlove\r\nyou",
    "capitals": "I LOVE You",
    "emoji": "I love ❤️ you 🍕",
    "an unknown word": "I zzyzx love you",
}
splits = pytest.mark.parametrize("split", SPLITS)


@pytest.fixture(scope="module")
def known():
    return vectors.load()


def test_there_are_enough_sentences():
    sizes = {split: len(load_sentences(split).X) for split in SPLITS}
    assert sum(sizes.values()) >= 250 and min(sizes.values()) >= 60


@splits
def test_each_class_has_its_share(split):
    counts = Counter(load_sentences(split).Y.tolist())
    assert set(counts) == set(range(len(EMOJIS))) == set(range(len(NAMES)))
    least, most = (0.13, 0.28) if split == "train" else (0.17, 0.23)  # happy and sad need more sentences to learn from
    assert all(least <= count / counts.total() <= most for count in counts.values())


@splits
def test_no_sentence_stands_twice_and_all_are_plain_text_of_at_most_ten_words(split, known):
    X, _, cases = load_sentences(split)
    assert [text for text, count in Counter(x.lower() for x in X).items() if count > 1] == []
    assert all(x == " ".join(x.split()) and len(x.split()) <= 10 and x.replace(" ", "").isalpha() for x in X)
    assert set(cases) <= set(CASES)
    assert [word for x in X for word in words(x) if word not in known] == []


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(SPLITS, 2)))
def test_no_two_lots_share_a_sentence_or_nearly_one(one, other):
    ones, others = load_sentences(one).X, load_sentences(other).X
    pairs = alike(ones, others, ALIKE).tocoo()
    assert [(ones[i], others[j]) for i, j in zip(pairs.row, pairs.col, strict=True)] == []


@pytest.mark.slow
def test_the_lots_were_drawn_by_chance():
    lots = {split: emoji_lots.read(split) for split in SPLITS}
    assert emoji_lots.draw([line for lines in lots.values() for line in lines]) == lots


def test_later_writers_judge_nothing_but_later():
    rounds = {split: {line.round for line in emoji_lots.read(split)} for split in SPLITS}
    assert rounds == {"train": {1, 2}, "dev": {1}, "test": {1}, "later": {2}}


@pytest.mark.parametrize("split", ["dev", "test"])
def test_words_called_unseen_are_in_no_sentence_of_train(split):
    seen = set().union(*map(words, load_sentences("train").X)) - LINKS
    X, _, cases = load_sentences(split)
    assert [x for x in X[cases == "unseen_words"] if words(x) & seen] == []
    assert len(X[cases == "unseen_words"]) >= 15


def test_the_hard_cases_of_test_are_many_enough_to_say_something():
    counts = Counter(load_sentences("test").cases.tolist())
    assert counts["word_order"] >= 20 and counts["negation"] >= 12 and counts["unseen_words"] >= 20


@pytest.mark.parametrize("split", ["dev", "test", "later"])
def test_sentences_on_word_order_come_in_pairs_that_differ_in_order_and_class(split):
    X, Y, cases = load_sentences(split)
    at = np.flatnonzero(cases == "word_order")
    partners = (alike(X[at], X[at], PARTNERS).toarray() > PARTNERS) & (Y[at][:, None] != Y[at])
    assert X[at][~partners.any(axis=1)].tolist() == []


def test_the_figures_were_measured_with_these_sentences_and_solutions():
    stored = json.loads(emojify.METRICS.read_text(encoding="utf-8"))
    assert stored["of"] == emojify.fingerprint(), "run python -m autograder.bench.emojify"
    assert stored["runs"]["V1"] >= 5 and stored["runs"]["V2"] >= 5


def test_reading_in_order_pays_where_order_counts():
    metrics = load_metrics()
    first, second = (metrics[name]["test"] for name in ("V1", "V2"))
    assert second["word_order"][0] - first["word_order"][0] >= 0.15
    assert second["negation"][0] > first["negation"][0]
    assert second["all"][0] > first["all"][0]


@pytest.fixture(scope="module")
def ours():
    """The solutions of the notebook, which import Keras."""
    return reference.load(course.find("Emojify"), "model").functions


@pytest.mark.training
@pytest.mark.parametrize("text", DIFFICULT.values(), ids=DIFFICULT)
def test_a_difficult_sentence_is_read_as_the_plain_one(ours, known, text):
    plain = ours["sentence_to_avg"]("i love you", known)
    np.testing.assert_allclose(ours["sentence_to_avg"](text, known), plain)
    index = ours["word_to_index"]
    rows = ours["sentences_to_indices"](np.array([text, "i love you"]), index, 6)
    np.testing.assert_array_equal(rows[0], rows[1])


@pytest.mark.training
@pytest.mark.parametrize("text", ["", " \t\n", "🍕 zzyzx ❤️"])
def test_a_sentence_without_a_known_word_becomes_zeros(ours, known, text):
    assert not ours["sentence_to_avg"](text, known).any()
    assert not ours["sentences_to_indices"](np.array([text]), ours["word_to_index"], 6).any()


@pytest.mark.training
def test_forty_words_are_averaged_whole_and_cut_for_the_network(ours, known):
    text = " ".join(["love"] * 39 + ["pizza"])
    mean = (39 * known["love"] + known["pizza"]) / 40
    np.testing.assert_allclose(ours["sentence_to_avg"](text, known), mean)
    rows = ours["sentences_to_indices"](np.array([text]), ours["word_to_index"], 10)
    assert rows.tolist() == [[known.index["love"] + 1] * 10]


@pytest.mark.training
def test_no_word_has_number_0(ours, known):
    numbers = ours["word_to_index"].values()
    assert min(numbers) == 1 and max(numbers) == len(known) == len(set(numbers))
