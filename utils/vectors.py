"""Word vectors: 50 numbers for each of about 50,000 words, learned by GloVe from six billion words of text.

    vectors = load()
    vectors["king"]          # its 50 numbers
    "king" in vectors        # a Mapping: len, iteration, keys and items work too

The notebooks of week 2 call `load`, and pass what it returns wherever a dictionary from words to vectors is asked for.
It knows no similarity and no analogy. The words are in order of frequency, all in small letters.

`python -m utils.vectors --full` fetches all 400,000 words once; `load(full=True)` then reads them.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from utils import glove

__all__ = ["UnknownWord", "WordVectors", "load", "top"]

COMMITTED = Path(__file__).parent / "data" / "vectors"
NEAR, CUTOFF, LONGER = 3, 0.7, 2  # how many near words to name, how alike they are, and how much longer or shorter


class UnknownWord(KeyError):
    """There is no vector for a word. The text names words that are spelled alike.

    They are looked for only when the text is asked for, so that code which expects unknown words stays quick.
    """

    def __init__(self, word: Any, words: Iterable[str]) -> None:
        super().__init__(word)
        self.word = word
        self._words = words

    def __str__(self) -> str:
        if not isinstance(self.word, str):
            return f"a word is a text, not {type(self.word).__name__}"
        near = [f"'{other}'" for other in _near(self.word, self._words)]
        says = f"; near words that have one: {', '.join(near)}" if near else ""
        return f"there is no vector for '{self.word[:60]}'{says}"


class WordVectors(Mapping[str, NDArray[np.float64]]):
    """An unchangeable mapping from words to vectors, and the same as one matrix.

    words:  the words in order of the rows, without repeats
    matrix: (V, n), one row for each word

    >>> tiny = WordVectors(["cat", "dog"], [[1.0, 0.0], [0.0, 1.0]])
    >>> tiny["dog"], tiny.index["dog"], tiny.words, tiny.matrix.shape
    (array([0., 1.]), 1, ('cat', 'dog'), (2, 2))
    >>> tiny["dogg"]
    Traceback (most recent call last):
    utils.vectors.UnknownWord: there is no vector for 'dogg'; near words that have one: 'dog'
    """

    __slots__ = ("_index", "_matrix", "_words")

    def __init__(self, words: Iterable[str], matrix: ArrayLike) -> None:
        self._words = tuple(words)
        self._matrix = np.asarray(matrix, dtype=np.float32).view()
        self._matrix.flags.writeable = False
        self._index = {word: row for row, word in enumerate(self._words)}
        if self._matrix.ndim != 2 or not len(self._words) == len(self._index) == len(self._matrix):
            raise ValueError(
                f"expected one row for each of {len(self._words)} different words, got {self._matrix.shape}"
            )

    @property
    def words(self) -> tuple[str, ...]:
        """The words, most frequent first."""
        return self._words

    @property
    def index(self) -> Mapping[str, int]:
        """Word to row of the matrix."""
        return MappingProxyType(self._index)

    @property
    def matrix(self) -> NDArray[np.float32]:
        """(V, n) float32; cannot be written to."""
        return self._matrix

    def __getitem__(self, word: str) -> NDArray[np.float64]:
        """The word's vector, (n,) float64, a copy of its own."""
        try:
            row = self._index[word]
        except (KeyError, TypeError):
            raise UnknownWord(word, self._words) from None
        return self._matrix[row].astype(np.float64)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and word in self._index

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def __repr__(self) -> str:
        return f"WordVectors({len(self):,} words, {self._matrix.shape[1]} numbers each)"


def load(full: bool = False) -> WordVectors:
    """The vectors of the course: the 50,000 most frequent words and every other word that its notebooks use.

    full: all 400,000 words instead; FileNotFoundError, with what to do, if they were not fetched yet

    >>> vectors = load()
    >>> vectors["king"].shape, "zzyzx" in vectors
    ((50,), False)
    """
    folder = glove.full_folder() if full else COMMITTED
    if not (folder / "vectors.npy").is_file():
        mend = "run `python -m utils.vectors --full` once, online" if full else "restore it from the repository"
        raise FileNotFoundError(f"{folder}: the word vectors are not here; {mend}.")
    words = (folder / "words.txt").read_bytes().decode().split("\n")
    return WordVectors(words, np.load(folder / "vectors.npy", mmap_mode="r" if full else None, allow_pickle=False))


def top(words: Sequence[str], scores: ArrayLike, n: int = 5, exclude: Iterable[str] = ()) -> list[tuple[str, float]]:
    """The n words with the highest scores, best first, each with its score.

    words:   V words
    scores:  (V,), the score of each; one that is not a number comes last
    exclude: words to leave out

    >>> top(["a", "b", "c"], [0.1, 0.9, 0.5], n=2, exclude=["b"])
    [('c', 0.5), ('a', 0.1)]
    """
    values = np.asarray(scores)
    if np.isnan(values).any():
        values = np.where(np.isnan(values), -np.inf, values)
    left_out = set(exclude)
    room = min(max(n, 0) + len(left_out), len(values))
    best = np.argpartition(values, len(values) - room)[len(values) - room :] if room else np.arange(0)
    ranked = sorted(best.tolist(), key=lambda row: (-values[row], row))
    return [(words[row], float(values[row])) for row in ranked if words[row] not in left_out][: max(n, 0)]


def main(arguments: Sequence[str] | None = None) -> int:
    """`python -m utils.vectors [--full]`: say what is here, or fetch all 400,000 words; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m utils.vectors", description="Word vectors of the course.")
    parser.add_argument("--full", action="store_true", help="fetch all 400,000 words (76 MB) into your cache folder")
    if parser.parse_args(arguments).full:
        try:
            folder = glove.fetch()
        except (glove.FetchError, OSError) as error:
            print(error, file=sys.stderr)
            return 1
        print(f"{load(full=True)} in {folder}; in a notebook: load(full=True)")
    else:
        print(f"{load()} in {COMMITTED}")
    return 0


def _near(word: str, words: Iterable[str]) -> list[str]:
    """Words spelled almost like this one, the most alike first."""
    small = word.lower()
    alike = [other for other in words if abs(len(other) - len(small)) <= LONGER]
    return difflib.get_close_matches(small, alike, NEAR, CUTOFF)


if __name__ == "__main__":
    sys.exit(main())
