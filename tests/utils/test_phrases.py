"""Sentences made by a program, and the two small translators that have learnt them."""

import json
from itertools import islice
from random import Random

import numpy as np
import pytest

from utils import phrase_translator
from utils.phrase_translator import END, READ, START, WRITTEN, Translator, load
from utils.phrases import CLAUSES, ENGLISH, FRENCH, LAZY, LONGEST, careful, corpus, is_right, lazy, sentences

MANY = list(islice(sentences(seed=5), 400))


def test_a_careful_translation_is_right_and_a_lazy_one_is_not():
    rng = Random(0)
    for made in MANY:
        assert is_right(made, careful(made, rng))
        if made.clauses > 1:
            assert not is_right(made, lazy(made, rng))


def test_a_translation_with_one_word_less_more_or_other_is_wrong():
    rng = Random(1)
    for made in MANY[:100]:
        words = careful(made, rng).split()
        place = rng.randrange(len(words))
        for other in ([], [words[place]] * 2, ["zebra"]):
            assert not is_right(made, " ".join([*words[:place], *other, *words[place + 1 :]]))


def test_the_chances_of_every_part_add_up_to_one():
    for made in MANY:
        for part in made.parts:
            assert sum(part.values()) == pytest.approx(1.0)


def test_no_sentence_comes_twice_none_is_too_long_and_every_word_is_known():
    assert len({made.french for made in MANY}) == len(MANY)
    assert {made.clauses for made in MANY} == set(CLAUSES)
    rng = Random(2)
    for made in MANY:
        french, english = made.french.split(), careful(made, rng).split()
        assert max(len(french), len(english)) <= LONGEST * made.clauses
        assert set(french) <= set(FRENCH) and set(english) <= set(ENGLISH)


def test_a_corpus_has_lazy_translations_as_often_as_it_says_and_avoids_what_is_kept():
    pairs, known = corpus(2000, seed=3, clauses=[2]), {}
    for made in islice(sentences(seed=3, clauses=[2]), 2000):
        known[made.french] = made
    share = np.mean([not is_right(known[french], english) for french, english in pairs])
    assert share == pytest.approx(LAZY, abs=0.02)
    kept = [french for french, _ in pairs[:50]]
    assert not set(kept) & {french for french, _ in corpus(200, seed=3, clauses=[2], avoid=kept)}


@pytest.mark.parametrize("name", ["attention", "plain"])
def test_a_translator_gives_probabilities_and_keeps_its_state_to_itself(name):
    network = load(name)
    state = network.start("paul va à rome demain")
    before = state.a.copy()
    p, after = network.step(START, state)
    assert p.shape == (len(WRITTEN),) and p.sum() == pytest.approx(1.0, abs=1e-5) and (p >= 0).all()
    np.testing.assert_array_equal(state.a, before)
    assert not np.array_equal(after.a, before)
    assert after.alphas.sum() == pytest.approx(1.0 if name == "attention" else 0.0, abs=1e-5)


def test_the_state_starts_with_the_end_of_the_reading_and_is_zero_without_words():
    state = load("attention").start("paul va à rome")
    assert len(state.memory) == 4
    np.testing.assert_array_equal(state.a, state.memory[-1])
    assert not load("plain").start("").a.any()


def test_unknown_words_and_translators_are_named():
    with pytest.raises(ValueError, match="berlioz, zorro: the translator has not learnt this"):
        load().start("zorro visite berlioz")
    with pytest.raises(ValueError, match="there is no such translator"):
        load("best")


def test_the_weights_are_small_described_and_as_good_as_measured():
    told = json.loads((phrase_translator.FOLDER / "metrics.json").read_text(encoding="utf-8"))
    readme = (phrase_translator.FOLDER / "README.md").read_text(encoding="utf-8")
    for name in ("attention", "plain"):
        path = phrase_translator.FOLDER / f"{name}.npz"
        assert path.stat().st_size < 250_000
        assert told[name]["weights"] == sum(weights.size for weights in load(name).weights.values())
        assert path.name in readme
    assert all(word in readme for word in ("Origin", "Licence", "autograder/training/phrases.py"))
    for seen in ("pairs of each length", "steps", "batch", "peak rate", "lazy"):
        assert told["attention"][seen] == told["plain"][seen]
    assert min(told[name]["right by clauses"]["1"] for name in told) > 0.95
    assert told["attention"]["right by clauses"]["3"] > 0.8 > 0.2 > told["plain"]["right by clauses"]["3"]


def test_what_was_measured_can_be_measured_again():
    from autograder.training.phrases import greedy, kept_sentences

    told = json.loads((phrase_translator.FOLDER / "metrics.json").read_text(encoding="utf-8"))
    kept = kept_sentences()
    for name in ("attention", "plain"):
        for size in CLAUSES:
            some = [made for made in kept if made.clauses == size]
            right = np.mean([is_right(made, greedy(load(name), made)) for made in some])
            assert right == pytest.approx(told[name]["right by clauses"][f"{size}"], abs=0.02)


@pytest.mark.training
@pytest.mark.parametrize("attends", [False, True])
def test_the_translator_in_numpy_is_the_network_that_keras_trains(attends):
    import keras

    from autograder.training import phrases as training

    keras.utils.set_random_seed(3)
    layers = training.made_layers(attends)
    model = training.network(layers, clauses=1)
    pair = ("le médecin va à rome demain", "the doctor is going to rome")
    french, english = training.numbers([pair], 1)
    for weights in model.trainable_variables:  # Keras's own are too small to tell two networks apart
        weights.assign(0.5 * keras.random.normal(weights.shape))
    wanted = np.asarray(keras.ops.softmax(model([french, english[:, :-1]])))[0]
    network = Translator({name: np.asarray(value) for name, value in training.named(layers).items()})
    state = network.start(pair[0])
    for t, word in enumerate([START, *pair[1].split()]):
        p, state = network.step(word, state)
        np.testing.assert_allclose(p, wanted[t], atol=1e-4)
    assert network.attends == attends and READ[0] == WRITTEN[0] and WRITTEN[2] == END
