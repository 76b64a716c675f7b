"""How the NumPy exercises of *Emojify* are judged: the right value, the classic mistakes, the sentences about both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.answer import Answer
from autograder.errors import Consequence, Unmet
from autograder.expect import Layout, expect_close, is_right, matches
from autograder.hidden import sentences
from autograder.hidden.layers import softmax
from autograder.hidden.sentences import Language, Rng, Training, language

LAYOUT = Layout(
    {
        "avg": ("n",),
        "pred": ("m", "1"),
        "W": ("n_y", "n_h"),
        "b": ("n_y",),
        "X_indices": ("m", "max_len"),
        "output of the layer": ("m", "T", "n"),
        "probabilities": ("m", "5"),
    }
)
FIRST = "This is judged once `{}` is right for plain sentences."
KEEP = "`{}` changes {}. Work on a copy, or make something new."
Mistakes = Mapping[str, Callable[[], Any]]


# sentence_to_avg


def judge_average(answer: Answer, words: Language, text: str, hint: str, plain: str = "") -> None:
    """The average of this sentence is right; and that of a plain one too, on which it would be no wonder."""
    if plain and not matches(answer(plain, words.vectors), sentences.average(plain, words.vectors)):
        raise Consequence(FIRST.format("avg"))
    found = [words.vectors[word] for word in sentences.known(text, words.vectors)]
    pieces = text.lower().split(" ")
    mistakes: Mistakes = {
        "this is the sum of the vectors; divide it by the number of known words.": lambda: np.sum(found, axis=0),
        "the sum is divided by the number of all words; the unknown ones should not count.": lambda: (
            np.sum(found, axis=0) / len(text.split())
        ),
        "each word counts once only; one that occurs twice counts twice.": lambda: np.mean(
            [words.vectors[word] for word in set(sentences.known(text, words.vectors))], axis=0
        ),
        'this is what comes out when the text is cut at single spaces, as `split(" ")` does.': lambda: np.mean(
            [words.vectors[word] for word in pieces if word in words.vectors], axis=0
        ),
        "words with capitals are taken for unknown ones.": lambda: np.mean(
            [words.vectors[word] for word in text.split() if word in words.vectors], axis=0
        ),
    }
    right = sentences.average(text, words.vectors)
    mistakes = mistakes if found else {}
    expect_close(answer(text, words.vectors), right, "avg", LAYOUT, hint=hint, mistakes=mistakes)


# model


def train(function: Any, X: Any, Y: Any, vectors: Any, options: Any) -> Any:
    """A driver: `model` is called with an array of sentences, which does not cross as data."""
    import numpy as np

    given, classes, before = np.array(X), np.array(Y), {word: vector.copy() for word, vector in vectors.items()}
    result = function(given, classes, vectors, **options)
    same = vectors.keys() == before.keys() and all((vectors[word] == before[word]).all() for word in before)
    return result, same and given.tolist() == list(X) and classes.tolist() == list(Y)


def task(rng: Rng, n_y: int, n_h: int, m: int, rate: float, epochs: int) -> Training:
    """m sentences of n_y classes, every class among them, with all that sentences may contain."""
    words = language(rng, n_h)
    kinds = (sentences.sentence, sentences.spaced, sentences.shouted, sentences.mixed)
    X = [kinds[k % 4](rng, list(words.vectors), int(rng.integers(3, 7))) for k in range(m)]
    Y = rng.permutation(np.arange(m) % n_y)
    return Training(X, Y, words.vectors, rate, epochs)


def task_decided_by_bias(rng: Rng) -> Training:
    """A task in which the final b decides the class of some sentence."""
    while True:
        t = task(rng, 3, 2, 9, 0.5, 4)
        pred, W, b = t.result()
        if (t.classes(t.averages(), W, 0 * b) != pred).any():
            return t


def trained(answer: Answer, t: Training, **options: Any) -> tuple[Any, bool]:
    """What the learner's `model` returns, and whether it left X and Y alone."""
    options = options or {"learning_rate": t.rate, "num_iterations": t.epochs}
    return answer.through(train)(t.X, [int(y) for y in t.Y], t.vectors, options)


def training_mistakes(answer: Answer, t: Training) -> Mistakes:
    def own_averages() -> list:
        other = answer.other("sentence_to_avg")
        return [other(x, t.vectors) for x in t.X]

    W, b = t.result()[1:]
    back = Training(t.X[::-1], t.Y[::-1], t.vectors, t.rate, t.epochs)
    half = Training(t.X, t.Y, t.vectors, t.rate / len(t.X), t.epochs)
    one = Training(t.X, t.Y, t.vectors, t.rate, 1)
    up = Training(t.X, t.Y, t.vectors, -t.rate, t.epochs)
    return {
        "it is right for your `sentence_to_avg`, which is not right yet. Mend that, and these points come with it.": (
            lambda: t.result(own_averages())
        ),
        "this is what comes out when gradients of earlier sentences are added up. Start from the gradient of the "
        "sentence at hand.": lambda: t.result(step=lambda total, gradient: total + gradient),
        "this is what comes out when `W` starts from zeros; start from `initial_weights`.": lambda: t.result(W=0 * W),
        "this is what comes out when `b` starts from ones; start from `initial_weights`.": lambda: t.result(
            b=np.ones_like(b)
        ),
        "the sentences seem to come in reverse order.": lambda: _reversed(back),
        "the steps are too short by the number of sentences: each step takes one sentence's gradient as it is.": (
            half.result
        ),
        "this is what one single epoch leads to; make `num_iterations` of them.": one.result,
        "the steps go uphill: subtract the gradient.": up.result,
        "this is what one step per epoch leads to, with the mean gradient. Make a step after each sentence.": (
            lambda: _in_batches(t)
        ),
    }


def _reversed(back: Training) -> tuple:
    pred, W, b = back.result()
    return pred[::-1], W, b


def _in_batches(t: Training) -> tuple:
    """Gradient descent on all sentences at once."""
    averages = t.averages()
    _, W, b = Training(t.X, t.Y, t.vectors, t.rate, 0).result()
    X, E = np.array(averages), np.eye(len(b))[t.Y]
    for _ in range(t.epochs):
        dZ = (softmax(X @ W.T + b) - E) / len(X)
        W, b = W - t.rate * dZ.T @ X, b - t.rate * dZ.sum(axis=0)
    return t.classes(averages, W, b), W, b


def judge_training(answer: Answer, t: Training, only: Sequence[str], hint: str, after: Sequence[str] = ()) -> None:
    got, _ = trained(answer, t)
    wanted, names = t.result(), ("pred", "W", "b")
    wrong = [name for name in after if not is_right(got, wanted, names, [name])]
    hint = f"Mend `{wrong[0]}` first: it is not right yet." if wrong else hint
    try:
        mistakes = training_mistakes(answer, t) if "W" in only else {}  # predictions alone may agree by chance
        expect_close(got, wanted, names, LAYOUT, only=only, sizes={"m": len(t.X)}, hint=hint, mistakes=mistakes)
    except Unmet as unmet:
        raise Consequence(str(unmet)) if wrong else unmet from None


# sentences_to_indices


def number(function: Any, X: Any, word_to_index: Any, max_len: Any) -> Any:
    """A driver: an array of sentences does not cross as data."""
    import numpy as np

    given, before = np.array(X), dict(word_to_index)
    result = function(given, word_to_index, max_len)
    return result, given.tolist() == list(X) and word_to_index == before


def judge_indices(answer: Answer, words: Language, X: list[str], max_len: int, hint: str, plain: Any = None) -> None:
    """The rows of X are right; and those of plain sentences too, on which it would be no wonder."""
    drive = answer.through(number)
    if plain is not None:
        got, _ = drive(plain, words.index, 5)
        if not matches(got, sentences.indices(plain, words.index, 5)):
            raise Consequence(FIRST.format("X_indices"))
    got, _ = drive(X, words.index, max_len)
    right = sentences.indices(X, words.index, max_len)
    mistakes: Mistakes = {
        "the numbers stand at the end of the row; the zeros belong behind them.": lambda: _padded_before(right),
        "an unknown word leaves a gap; the next word should take its place.": lambda: _with_gaps(words, X, max_len),
        "the sentence is cut before its unknown words are skipped; skip them first.": lambda: _cut_first(
            words, X, max_len
        ),
        "the numbers are one too small.": lambda: np.where(right > 0, right - 1, 0),
        'this is what comes out when the text is cut at single spaces, as `split(" ")` does.': lambda: _single_spaces(
            words, X, max_len
        ),
        "of a long sentence the last words stay; keep the first ones.": lambda: _last_words(words, X, max_len),
        "words with capitals are taken for unknown ones.": lambda: _rows(
            [[words.index[w] for w in x.split() if w in words.index] for x in X], max_len
        ),
    }
    expect_close(got, right, "X_indices", LAYOUT, hint=hint, mistakes=mistakes)


def _rows(lists: list[list[int]], max_len: int) -> np.ndarray:
    return np.array([(row + [0] * max_len)[:max_len] for row in lists], dtype=float)


def _padded_before(right: np.ndarray) -> np.ndarray:
    return np.array([np.roll(row, int(np.sum(row == 0))) for row in right])


def _with_gaps(words: Language, X: list[str], max_len: int) -> np.ndarray:
    return _rows([[words.index.get(word, 0) for word in x.lower().split()] for x in X], max_len)


def _cut_first(words: Language, X: list[str], max_len: int) -> np.ndarray:
    cut = [" ".join(x.split()[:max_len]) for x in X]
    return sentences.indices(cut, words.index, max_len)


def _single_spaces(words: Language, X: list[str], max_len: int) -> np.ndarray:
    return _rows([[words.index[w] for w in x.lower().split(" ") if w in words.index] for x in X], max_len)


def _last_words(words: Language, X: list[str], max_len: int) -> np.ndarray:
    known = [sentences.known(x, words.index)[-max_len:] for x in X]
    return _rows([[words.index[word] for word in row] for row in known], max_len)
