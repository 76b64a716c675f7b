"""What the hidden tests on word vectors share: random maps from words to vectors, and analogies with traps in them.

The words mean nothing: their vectors are drawn anew for each test, so what real vectors say helps nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

Rng = np.random.Generator
WordMap = dict[str, np.ndarray]
WORDS = (
    "amber", "basil", "cedar", "daisy", "ebony", "fern", "ginger", "hazel", "iris", "jasmine", "kale", "laurel",
    "maple", "nettle", "olive", "poppy", "quince", "rose", "sage", "thyme", "umbel", "violet", "willow", "yarrow",
    "zinnia", "aster", "birch", "clover", "dill", "elder", "fig", "grape", "heather", "ivy", "juniper", "lotus",
)  # fmt: skip


@dataclass(frozen=True)
class Analogy:
    """`a` is to `b` as `c` is to `best`, of all words of the map."""

    a: str
    b: str
    c: str
    best: str
    map: WordMap

    @property
    def question(self) -> tuple[str, str, str, WordMap]:
        """The arguments of a call."""
        return self.a, self.b, self.c, self.map


def random_map(rng: Rng, n: int, count: int) -> WordMap:
    """`count` words with random vectors of `n` numbers."""
    return dict(zip(_words(rng, count), rng.standard_normal((count, n)), strict=True))


def unit_map(rng: Rng, n: int, count: int) -> WordMap:
    """The same with vectors of length 1."""
    return {word: vector / np.linalg.norm(vector) for word, vector in random_map(rng, n, count).items()}


def axis(rng: Rng, n: int, length: float) -> np.ndarray:
    """A random axis of this length."""
    g = rng.standard_normal(n)
    return length * g / np.linalg.norm(g)


def trapped(rng: Rng, n: int, others: int = 6) -> Analogy:
    """An analogy in which the usual mistakes lead to other words than the right one.

    The right word is far from `c`, nearly in the direction d of the step from `a` to `b`. The traps: one further away,
    but less in that direction; one nearer to the fourth corner of the parallelogram; one that seen from zero is in the
    direction of that corner, and one in the direction d; and one in the opposite direction.
    """
    e_a, d = _step(rng, n), _step(rng, n)
    e_c = rng.uniform(1.5, 3) * _across(rng, d)
    planted = [
        e_c + 3.0 * (d + 0.3 * _across(rng, d)),
        e_c + 9.0 * (d + 1.5 * _across(rng, d)),
        e_c + d + 0.7 * _across(rng, d),
        0.25 * (e_c + d),
        2.0 * d,
        e_c - 2.0 * (d + 0.05 * _across(rng, d)),
    ]
    return _arranged(rng, [e_a, e_a + d, e_c], [*planted, *(_aside(rng, e_c, d) for _ in range(others))])


def with_b_ahead(rng: Rng, n: int) -> Analogy:
    """An analogy that `b` itself would win: `a` and `c` lie close together."""
    e_a, d = _step(rng, n), _step(rng, n)
    e_c = e_a + 0.1 * _across(rng, d)
    planted = [e_c + 2.0 * (d + 0.6 * _across(rng, d))]
    return _arranged(rng, [e_a, e_a + d, e_c], [*planted, *(_aside(rng, e_c, d) for _ in range(5))])


def with_a_ahead(rng: Rng, n: int) -> Analogy:
    """An analogy that `a` itself would win: it lies in the direction of the step, seen from `c`."""
    e_c, d = _step(rng, n), _step(rng, n)
    e_a = e_c + 2.0 * (d + 0.05 * _across(rng, d))
    planted = [e_c + 2.0 * (d + 0.8 * _across(rng, d))]
    return _arranged(rng, [e_a, e_a + d, e_c], [*planted, *(_aside(rng, e_c, d) for _ in range(5))])


def all_against(rng: Rng, n: int) -> Analogy:
    """An analogy whose best cosine is below zero."""
    e_a, d = _step(rng, n), _step(rng, n)
    e_c = e_a + 3.0 * d
    lean = np.linspace(2.5, 0.4, 6)  # the larger, the further from the opposite direction
    words = [e_c - rng.uniform(1, 3) * (d + x * _across(rng, d)) for x in lean]
    return _arranged(rng, [e_a, e_a + d, e_c], words)


def right_word_at(analogy: Analogy, place: int) -> Analogy:
    """The same analogy, with its right word at this place of the map."""
    words = [word for word in analogy.map if word != analogy.best]
    words.insert(place, analogy.best)
    return replace(analogy, map={word: analogy.map[word] for word in words})


def _words(rng: Rng, count: int) -> list[str]:
    return [str(word) for word in rng.permutation(WORDS)[:count]]


def _arranged(rng: Rng, given: list[np.ndarray], others: list[np.ndarray]) -> Analogy:
    """The vectors of a, b and c and of the other words, the right one first, under random names and in random order."""
    names = _words(rng, 3 + len(others))
    pairs = list(zip(names, [*given, *others], strict=True))
    shuffled = {pairs[place][0]: pairs[place][1] for place in rng.permutation(len(pairs))}
    a, b, c, best, *_ = names
    return Analogy(a, b, c, best, shuffled)


def _step(rng: Rng, n: int) -> np.ndarray:
    """A random vector whose length is between one and two."""
    step = rng.standard_normal(n)
    return rng.uniform(1, 2) * step / np.linalg.norm(step)


def _across(rng: Rng, d: np.ndarray) -> np.ndarray:
    """A random vector as long as d and at a right angle to it."""
    other = rng.standard_normal(d.shape)
    other -= (other @ d) / (d @ d) * d
    return other * np.linalg.norm(d) / np.linalg.norm(other)


def _aside(rng: Rng, e_c: np.ndarray, d: np.ndarray) -> np.ndarray:
    """A word that nobody takes for the right one: its step from `c` is more across d than along it."""
    return e_c + rng.uniform(0.5, 2) * (rng.uniform(-0.6, 0.3) * d + _across(rng, d))
