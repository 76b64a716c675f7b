"""A text to learn words from: the manual of the Python language, as it comes with every Python.

The lesson of week 2 trains word vectors on it. `manual` needs no network and no file of the course: Python keeps the
text for its `help` (module `pydoc_data.topics`), about 64,000 words. Another version of Python has another text, a
little.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Vocabulary", "counts_together", "manual", "numbered", "pairs", "vocabulary"]

SENTENCE_ENDS = r"[.:;]\s|\n\n"


@dataclass(frozen=True)
class Vocabulary:
    """The words of a text that occur often enough, most frequent first.

    words:  V words
    index:  word -> its place in `words`
    counts: (V,), how often each occurs
    """

    words: tuple[str, ...]
    index: Mapping[str, int]
    counts: NDArray[np.int64]


def manual() -> list[list[str]]:
    """The sentences of the manual, each a list of words in small letters; signs and numbers are left out.

    >>> sentences = manual()
    >>> len(sentences) > 3000, "loop" in {word for sentence in sentences for word in sentence}
    (True, True)
    """
    from pydoc_data import topics

    text = "\n\n".join(topics.topics[name] for name in sorted(topics.topics)).lower()
    found = (re.findall(r"[a-z]+", sentence) for sentence in re.split(SENTENCE_ENDS, text))
    return [sentence for sentence in found if len(sentence) > 1]


def vocabulary(sentences: Iterable[Sequence[str]], at_least: int = 10) -> Vocabulary:
    """The words that occur at least so many times.

    >>> vocabulary([["a", "b", "a"], ["c", "a", "b"]], at_least=2).words
    ('a', 'b')
    """
    counted = Counter(word for sentence in sentences for word in sentence)
    kept = sorted((word for word in counted if counted[word] >= at_least), key=lambda w: (-counted[w], w))
    return Vocabulary(tuple(kept), {w: i for i, w in enumerate(kept)}, np.array([counted[w] for w in kept], dtype=int))


def pairs(sentence: Sequence, window: int) -> list[tuple]:
    """Every (context, target): each word in turn with each other word at most `window` places away.

    >>> pairs(["for", "each", "loop"], window=1)
    [('for', 'each'), ('each', 'for'), ('each', 'loop'), ('loop', 'each')]
    """
    return [
        (word, sentence[j])
        for i, word in enumerate(sentence)
        for j in range(max(i - window, 0), min(i + window + 1, len(sentence)))
        if j != i
    ]


def counts_together(sentences: Iterable[Sequence[str]], known: Vocabulary, window: int = 5) -> NDArray[np.int64]:
    """X: how often word j stands at most `window` places from word i; words that are not known are skipped first.

    returns (V, V), symmetric

    >>> text = [["a", "b", "a"], ["b", "c", "a"]]
    >>> counts_together(text, vocabulary(text, at_least=1), window=1).tolist()
    [[0, 2, 1], [2, 0, 1], [1, 1, 0]]
    """
    X = np.zeros((len(known.words), len(known.words)), dtype=int)
    found = [pair for sentence in numbered(sentences, known) for pair in pairs(sentence, window)]
    np.add.at(X, tuple(np.array(found, dtype=int).reshape(-1, 2).T), 1)
    return X


def numbered(sentences: Iterable[Sequence[str]], known: Vocabulary) -> list[list[int]]:
    """The sentences as lists of places in the vocabulary; words that are not known are skipped.

    >>> text = [["a", "b", "a"], ["b", "c", "a"]]
    >>> numbered(text, vocabulary(text, at_least=2))
    [[0, 1, 0], [1, 0]]
    """
    return [[known.index[word] for word in sentence if word in known.index] for sentence in sentences]
