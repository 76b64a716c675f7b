"""What the hidden tests of *Emojify* share: made-up vectors and sentences, and what each function should return.

Everything expected is computed here, slowly and plainly, from the data that the function was given: calling the
reference would import TensorFlow into the grader. Sizes differ from each other and from those of the notebook.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from utils.emoji import initial_weights

Rng = np.random.Generator
WORDS = ("the", "game", "was", "sad", "cake", "likes", "rain", "we", "hug", "ball", "never", "tea", "song")
UNKNOWN = ("🍕", "zzyzx", "well-known", "Xylo", "❤️")
GAPS = ("\t", "  ", "\n", " \t ", "   ")
LONGEST = 40  # words of the longest sentence


@dataclass(frozen=True)
class Language:
    """Some words with vectors of `n` numbers, and a number for each, in another order than that of the vectors."""

    vectors: dict[str, np.ndarray]
    index: dict[str, int]

    @property
    def n(self) -> int:
        return len(next(iter(self.vectors.values())))

    @property
    def table(self) -> np.ndarray:
        """(V + 1, n): row 0 is zeros."""
        table = np.zeros((len(self.index) + 1, self.n))
        for word, row in self.index.items():
            table[row] = self.vectors[word]
        return table


def language(rng: Rng, n: int, words: int = len(WORDS)) -> Language:
    chosen = [str(word) for word in rng.permutation(WORDS)[:words]]
    numbers = [int(row) for row in rng.permutation(words) + 1]
    vectors = {word: rng.standard_normal(n) for word in chosen}
    return Language(vectors, dict(zip(chosen, numbers, strict=True)))


def sentence(rng: Rng, words: Sequence[str], length: int) -> str:
    """Words in small letters, one space between."""
    return " ".join(str(word) for word in rng.choice(list(words), length))


def spaced(rng: Rng, words: Sequence[str], length: int) -> str:
    """Any whitespace between the words, and at both ends."""
    chosen = sentence(rng, words, length).split()
    return "".join(str(rng.choice(GAPS)) + word for word in chosen) + "\t "


def shouted(rng: Rng, words: Sequence[str], length: int) -> str:
    """Capitals: a whole word first; then words in small letters and words that begin with a capital, in turns."""
    first, *others = sentence(rng, words, length).split()
    return " ".join([first.upper(), *(word.capitalize() if k % 2 else word for k, word in enumerate(others))])


def mixed(rng: Rng, words: Sequence[str], length: int) -> str:
    """Unknown words before, between and behind the known ones."""
    known = sentence(rng, words, length).split()
    unknown = [str(word) for word in rng.permutation(UNKNOWN)]
    return " ".join([unknown[0], *known[:2], unknown[1], unknown[2], *known[2:], unknown[3]])


# What the functions should return


def known(text: str, words: Any) -> list[str]:
    return [word for word in text.lower().split() if word in words]


def average(text: str, vectors: dict[str, np.ndarray]) -> np.ndarray:
    total, count = np.zeros(len(next(iter(vectors.values())))), 0
    for word in known(text, vectors):
        total, count = total + vectors[word], count + 1
    return total / max(count, 1)


def indices(X: Sequence[str], index: dict[str, int], max_len: int) -> np.ndarray:
    rows = np.zeros((len(X), max_len))
    for i, text in enumerate(X):
        for t, word in enumerate(known(text, index)[:max_len]):
            rows[i, t] = index[word]
    return rows


@dataclass(frozen=True)
class Training:
    """One call of `model`: what it is given."""

    X: list[str]
    Y: np.ndarray
    vectors: dict[str, np.ndarray]
    rate: float = 0.01
    epochs: int = 400

    def result(self, averages: Any = None, step: Callable = lambda total, gradient: gradient, **start: Any) -> tuple:
        """(pred, W, b). Mistakes are made with other `averages`, another `step`, or another start."""
        averages = self.averages() if averages is None else averages
        W, b = initial_weights(int(self.Y.max()) + 1, len(averages[0]))
        W, b = start.get("W", W), start.get("b", b)
        for _ in range(self.epochs):
            dW, db = np.zeros_like(W), np.zeros_like(b)
            for avg, y in zip(averages, self.Y, strict=True):
                dz = share(W @ avg + b)
                dz[y] -= 1.0
                dW, db = step(dW, np.outer(dz, avg)), step(db, dz)
                W, b = W - self.rate * dW, b - self.rate * db
        return self.classes(averages, W, b), W, b

    def averages(self) -> list[np.ndarray]:
        return [average(x, self.vectors) for x in self.X]

    def classes(self, averages: Sequence, W: np.ndarray, b: np.ndarray) -> np.ndarray:
        return np.array([[int(np.argmax(W @ avg + b))] for avg in averages])


def share(z: np.ndarray) -> np.ndarray:
    """Softmax of one list of scores."""
    powers = np.exp(z - z.max())
    return powers / powers.sum()
