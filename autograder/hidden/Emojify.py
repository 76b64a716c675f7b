"""Hidden tests of `Emojify`: averages of word vectors, a classifier on them, and an LSTM network in Keras."""

from __future__ import annotations

import numpy as np

from autograder.answer import Answer
from autograder.errors import Consequence, Unmet
from autograder.expect import expect_repeatable, expect_unchanged, is_right, matches
from autograder.hidden import emoji_network as network
from autograder.hidden import sentences, tests
from autograder.hidden.emoji_judges import (
    FIRST,
    KEEP,
    judge_average,
    judge_indices,
    judge_training,
    number,
    task,
    task_decided_by_bias,
    trained,
)
from autograder.hidden.sentences import Rng, Training, language
from autograder.reference import Reference

FOUND = "This is judged once the layer finds the vectors of the words."


# sentence_to_avg


@tests("sentence_to_avg")
def average_of_all_words(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The mean of the words, for vectors of several lengths and up to 40 words."""
    hint = "Add up the vectors of the words, number by number, and divide by how many words there are."
    for n, length in ((3, 4), (7, sentences.LONGEST), (1, 1)):
        words = language(rng, n)
        judge_average(answer, words, sentences.sentence(rng, list(words.vectors), length), hint)


@tests("sentence_to_avg")
def average_with_any_whitespace(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Tabs, line breaks and several spaces between the words and at the ends."""
    words = language(rng, 4)
    for _ in range(2):
        plain = sentences.sentence(rng, list(words.vectors), 5)
        text = sentences.spaced(rng, list(words.vectors), 6)
        judge_average(answer, words, text, "Words may stand between whitespace of any kind: see `split()`.", plain)


@tests("sentence_to_avg")
def average_with_capitals(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Capitals do not matter."""
    words = language(rng, 5)
    plain = sentences.sentence(rng, list(words.vectors), 5)
    text = sentences.shouted(rng, list(words.vectors), 6)
    judge_average(answer, words, text, "The words of the map are in small letters.", plain)


@tests("sentence_to_avg")
def average_skips_unknown_words(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Unknown words, emoji among them, are skipped and not counted."""
    words = language(rng, 4, words=6)
    for length in (3, 6):
        plain = sentences.sentence(rng, list(words.vectors), 5)
        text = sentences.mixed(rng, list(words.vectors), length)
        judge_average(answer, words, text, "Leave unknown words out, also of the count.", plain)


@tests("sentence_to_avg")
def average_of_nothing(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Zeros, as many as a vector has numbers, where no word is known."""
    for n, text in ((6, "🍕 zzyzx"), (3, ""), (3, " \t ")):
        words = language(rng, n)
        plain = sentences.sentence(rng, list(words.vectors), 3)
        judge_average(answer, words, text, "Where no word is known, return zeros of a vector's shape.", plain)


@tests("sentence_to_avg")
def average_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same when called again, with the map left as it was."""
    words = language(rng, 3)
    first, second = (sentences.sentence(rng, list(words.vectors), length) for length in (4, 5))
    returned = []
    for text in (first, second, first):
        returned.append(answer(text, words.vectors))
        if not matches(returned[-1], sentences.average(text, words.vectors)):
            raise Consequence(FIRST.format("avg"))
        expect_unchanged(answer)
    expect_repeatable(answer, returned[0], returned[-1])


# model


@tests("model", weight=2)
def model_weights(answer: Answer, reference: Reference, rng: Rng) -> None:
    """W after some epochs, for several numbers of classes and lengths of vectors."""
    hint = "After each sentence: `W` minus `learning_rate` times the outer product of `dz` and the average."
    for t in (task(rng, 3, 4, 7, 0.3, 4), task(rng, 6, 2, 11, 0.05, 9)):
        judge_training(answer, t, ["W"], hint)


@tests("model")
def model_bias(answer: Answer, reference: Reference, rng: Rng) -> None:
    """b after some epochs."""
    hint = "After each sentence: `b` minus `learning_rate` times `dz`."
    judge_training(answer, task(rng, 4, 3, 9, 0.2, 5), ["b"], hint, after=["W"])


@tests("model")
def model_predictions(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The predicted classes, from the final W and b."""
    hint = "It is the class with the largest probability, in the order of `X`, as a column."
    for t in (task(rng, 3, 5, 10, 0.4, 6), task(rng, 5, 3, 12, 0.1, 3)):
        judge_training(answer, t, ["pred"], hint, after=["W", "b"])
    hint = f"{hint} The final `b` counts too."
    judge_training(answer, task_decided_by_bias(rng), ["pred"], hint, after=["W", "b"])


@tests("model")
def model_options(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Step size and number of epochs: as given, or those of the function's first line."""
    t = task(rng, 3, 2, 4, 0.3, 5)
    got, _ = trained(answer, t)
    if not is_right(got, t.result(), ("pred", "W", "b"), ["W", "b"]):
        raise Consequence("This is judged once `W` and `b` are right.")
    for options in ({"num_iterations": 3}, {"learning_rate": 0.5, "num_iterations": 2}, {"learning_rate": 0.02}):
        full = {"learning_rate": 0.01, "num_iterations": 400} | options
        wanted = Training(t.X, t.Y, t.vectors, full["learning_rate"], int(full["num_iterations"])).result()
        got, _ = trained(answer, t, **options)
        if not is_right(got, wanted, ("pred", "W", "b"), ["W", "b"]):
            raise Unmet(
                f"`W` and `b`: not right when `model` is given {' and '.join(f'`{name}`' for name in options)} and no "
                "other option. Use both arguments, and leave their values in the first line of the function as they "
                "were."
            )


@tests("model")
def model_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same when called again, with the arguments left as they were."""
    first, second = task(rng, 3, 3, 6, 0.2, 3), task(rng, 4, 3, 8, 0.2, 2)
    returned = []
    for t in (first, second, first):
        got, kept = trained(answer, t)
        returned.append(got)
        if not is_right(got, t.result(), ("pred", "W", "b"), ["W", "b"]):
            raise Consequence("This is judged once `W` and `b` are right, also when `model` is called again.")
        if not kept:
            raise Unmet(KEEP.format("model", "one of its arguments"))
    expect_repeatable(answer, returned[0], returned[-1])


# sentences_to_indices


@tests("sentences_to_indices")
def indices_of_words(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The numbers of the words in order, then zeros."""
    for m, max_len, most in ((4, 6, 6), (1, 9, 5)):
        words = language(rng, 2)
        X = [sentences.sentence(rng, list(words.index), int(rng.integers(2, most + 1))) for _ in range(m)]
        hint = "Row `i` begins with the numbers that `word_to_index` gives to the words of `X[i]`; the rest is 0."
        judge_indices(answer, words, [*X[:-1], sentences.sentence(rng, list(words.index), most)], max_len, hint)


@tests("sentences_to_indices")
def indices_with_any_whitespace(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Tabs, line breaks, several spaces, and capitals."""
    words = language(rng, 2)
    plain = [sentences.sentence(rng, list(words.index), length) for length in (3, 4)]
    X = [kind(rng, list(words.index), 5) for kind in (sentences.spaced, sentences.shouted, sentences.spaced)]
    hint = "Words stand between whitespace of any kind; the words of the map are in small letters."
    judge_indices(answer, words, X, 7, hint, plain)


@tests("sentences_to_indices")
def indices_skip_unknown_words(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Unknown words, emoji among them, are skipped and leave no gap."""
    words = language(rng, 2, words=7)
    plain = [sentences.sentence(rng, list(words.index), length) for length in (3, 4)]
    X = [sentences.mixed(rng, list(words.index), length) for length in (3, 4, 5)]
    judge_indices(answer, words, X, 10, "Only known words take a place in the row.", plain)


@tests("sentences_to_indices")
def indices_are_cut(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Of a long sentence, the first max_len known words."""
    words = language(rng, 2, words=7)
    plain = [sentences.sentence(rng, list(words.index), length) for length in (3, 4)]
    long = sentences.sentence(rng, list(words.index), sentences.LONGEST)
    X = [long, sentences.mixed(rng, list(words.index), 6), sentences.sentence(rng, list(words.index), 3)]
    judge_indices(answer, words, X, 4, "First skip unknown words, then keep the first `max_len`.", plain)


@tests("sentences_to_indices")
def indices_of_nothing(answer: Answer, reference: Reference, rng: Rng) -> None:
    """A row of zeros where no word is known."""
    words = language(rng, 2)
    plain = [sentences.sentence(rng, list(words.index), length) for length in (3, 4)]
    X = ["🍕 zzyzx", sentences.sentence(rng, list(words.index), 3), "", " \t "]
    judge_indices(answer, words, X, 5, "A sentence without a known word becomes a row of zeros.", plain)


@tests("sentences_to_indices")
def indices_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same when called again, with the arguments left as they were."""
    words, drive = language(rng, 2), answer.through(number)
    first, second = ([sentences.shouted(rng, list(words.index), 4) for _ in range(m)] for m in (3, 2))
    returned = []
    for X in (first, second, first):
        got, kept = drive(X, words.index, 6)
        returned.append(got)
        if not matches(got, sentences.indices(X, words.index, 6)):
            raise Consequence("This is judged once `X_indices` is right for words with capitals, at every call.")
        if not kept:
            raise Unmet(KEEP.format("sentences_to_indices", "one of its arguments"))
    expect_repeatable(answer, returned[0], returned[-1])


# pretrained_embedding_layer


@tests("pretrained_embedding_layer", weight=2)
def layer_finds_vectors(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Each word's number leads to its vector, for vectors of several lengths."""
    for n, count in ((3, 9), (8, 4)):
        words = language(rng, n, count)
        rows = np.array([rng.permutation(count) + 1, rng.integers(1, count + 1, count)])
        network.judge_layer(answer, words, rows, "Row `word_to_index[word]` of the table is the vector of `word`.")


@tests("pretrained_embedding_layer")
def layer_has_zeros_for_padding(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Number 0 leads to zeros, beside words of any number."""
    words = language(rng, 5, 6)
    network.judge_layer(answer, words, np.array([[1, 6, 3]]), FOUND, follows=True)
    rows = np.array([[2, 6, 0, 0], [0, 0, 0, 0], [0, 1, 0, 5]])
    network.judge_layer(answer, words, rows, "Row 0 of the table belongs to no word and holds zeros.")


@tests("pretrained_embedding_layer", weight=2)
def layer_is_frozen(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The table is not trainable."""
    words = language(rng, 4, 5)
    found = network.judge_layer(answer, words, np.array([[1, 5]]), FOUND, follows=True)
    if found.get("trainable") != 0:
        raise Unmet(
            "`trainable_weights` of the layer is not empty: training would change the vectors. Make the layer with "
            "`trainable=False`."
        )


@tests("pretrained_embedding_layer")
def layer_masks_nothing(answer: Answer, reference: Reference, rng: Rng) -> None:
    """It makes no mask, leaves its arguments as they were, and does the same when called again."""
    words, rows = language(rng, 4, 5), np.array([[1, 5, 4]])
    for _ in range(2):
        found = network.judge_layer(answer, words, rows, FOUND, follows=True)
    if found.get("masks") is not False:
        raise Unmet("The layer makes a mask, as `mask_zero=True` does. Leave `mask_zero` at False.")


# Emojify_V2


@tests("Emojify_V2", weight=3)
def network_in_use(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The five probabilities of sentences of several lengths, in use (not in training)."""
    for n, words, max_len in ((3, 7, 5), (6, 4, 9)):
        network.judge_network(answer, language(rng, n, words), rng, max_len)


@tests("Emojify_V2")
def network_reads_each_row_alone(answer: Answer, reference: Reference, rng: Rng) -> None:
    """In use, the answer to a sentence depends on nothing else: not on chance, not on its neighbours."""
    found = network.judge_network(answer, language(rng, 4, 6), rng, 4, look="alone")
    for name, wanted in (("again", found["probabilities"]), ("alone", found["probabilities"][:1])):
        if not network.near(found.get(name), wanted):
            raise Unmet(
                "The model answers otherwise when the same sentence is read again, alone or among others. In use, "
                "dropout must do nothing; leave `training` to Keras."
            )


@tests("Emojify_V2")
def network_leaves_the_vectors_alone(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The vectors are not among what training changes."""
    found = network.judge_network(answer, language(rng, 5, 6), rng, 3, look="use")
    if found.get("free_tables") != 0:
        raise Unmet(
            "The table of word vectors is among the model's `trainable_weights`. Use `pretrained_embedding_layer`, "
            "with `trainable=False`, and do not set `trainable` afterwards."
        )


@tests("Emojify_V2")
def network_takes_whole_numbers(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The input takes whole numbers, as many as `input_shape` says."""
    found = network.judge_network(answer, language(rng, 4, 5), rng, 6, look="use")
    for kind, shape in network.listed(found.get("inputs")):
        if kind != "int32" or shape != [None, 6]:
            raise Unmet(
                "The model's input is not what it should be: expected one of shape (None, max_len) and "
                f"dtype int32, got shape {tuple(shape)} and dtype {kind}."
            )


@tests("Emojify_V2", weight=2)
def network_drops_after_the_second_lstm(answer: Answer, reference: Reference, rng: Rng) -> None:
    """In training, half of what the second LSTM hands on is dropped."""
    network.judge_dropout(answer, rng, second=True)


@tests("Emojify_V2", weight=2)
def network_drops_after_the_first_lstm(answer: Answer, reference: Reference, rng: Rng) -> None:
    """In training, half of what the first LSTM hands on is dropped, and nothing elsewhere."""
    network.judge_dropout(answer, rng, second=False)
