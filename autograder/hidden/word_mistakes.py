"""Typical mistakes with word vectors, computed from the arguments of a call.

A hidden test that fails compares the answer with them, to say what went wrong. Each function takes the arguments of the
call, and returns sentence -> what that mistake returns.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

Mistakes = dict[str, Callable[[], Any]]
norm = np.linalg.norm


def cosine(u: np.ndarray, v: np.ndarray) -> Mistakes:
    product, lengths = u @ v, norm(u) * norm(v)
    return {
        "this is the scalar product alone; divide it by both lengths.": lambda: product,
        "this is divided by the squares of the lengths; a length has a square root.": lambda: product / lengths**2,
        "this is divided by the length of one of the two vectors; divide by both.": lambda: product / norm(u),
        "this is divided by the length of `v` alone; divide by both lengths.": lambda: product / norm(v),
        "this is divided by sums of absolute values; the length is the root of the sum of squares.": lambda: (
            product / (np.abs(u).sum() * np.abs(v).sum())
        ),
        "this is divided by the sum of the two lengths; divide by their product.": lambda: (
            product / (norm(u) + norm(v))
        ),
        "the sign is lost: opposite vectors have a cosine below zero.": lambda: abs(product / lengths),
        "this is one minus the cosine, a distance.": lambda: 1 - product / lengths,
        "this is the angle; return its cosine.": lambda: np.arccos(product / lengths),
    }


def asked_about(*question: str) -> Mistakes:
    """The words of an analogy's question: a, b and c."""
    said = (
        "it returns one of the three words of the question, `{}`. Leave all three out; compare them in small letters."
    )
    return {said.format(name): partial(str, word) for name, word in zip("abc", question, strict=True)}


def analogy(a: str, b: str, c: str, word_map: dict[str, np.ndarray]) -> Mistakes:
    d, e_c = word_map[b] - word_map[a], word_map[c]
    others = [word for word in word_map if word not in (a, b, c)]

    def best(score: Callable[[np.ndarray], float]) -> str:
        return max(others, key=lambda word: score(word_map[word]))

    def cosine_to(target: np.ndarray, e: np.ndarray) -> float:
        return float(target @ e / (norm(target) * norm(e)))

    return {
        **asked_about(a, b, c),
        "this is the word nearest to `e_b - e_a + e_c`; compare the differences `e_b - e_a` and `e_w - e_c`.": lambda: (
            best(lambda e: cosine_to(d + e_c, e))
        ),
        "this is the word at the least distance from `e_b - e_a + e_c`; compare directions.": lambda: best(
            lambda e: -float(norm(d + e_c - e))
        ),
        "this is the word in the opposite direction; take the highest cosine, with its sign.": lambda: best(
            lambda e: -cosine_to(d, e - e_c)
        ),
        "this is the largest scalar product; the cosine is divided by both lengths.": lambda: best(
            lambda e: float(d @ (e - e_c))
        ),
        "the vector of the third word seems to be left out: compare with `e_w - e_c`.": lambda: best(
            lambda e: cosine_to(d, e)
        ),
        "the words of the question seem to have changed places.": lambda: best(
            lambda e: cosine_to(e_c - word_map[a], e - word_map[b])
        ),
    }


def neutralized(word: str, g: np.ndarray, word_map: dict[str, np.ndarray]) -> Mistakes:
    e = word_map[word]
    part = e @ g / (g @ g) * g
    return {
        "the scalar product is divided by the length of `g`; divide by the square of the length.": lambda: (
            e - e @ g / norm(g) * g
        ),
        "the scalar product is not divided by anything; divide by the square of the length of `g`.": lambda: (
            e - e @ g * g
        ),
        "this is the part along the axis; return what is left without it.": lambda: part,
        "the part along the axis is added; subtract it.": lambda: e + part,
        "this is divided by the square of the length of the word's vector; take that of `g`.": lambda: (
            e - e @ g / (e @ e) * g
        ),
        "the products of the entries are not summed; `e · g` is one number.": lambda: e - e * g / (g @ g) * g,
        "`np.abs(g)` is taken entry by entry; the length of `g` is one number.": lambda: e - e @ g / np.abs(g) ** 2 * g,
        "the sum of `np.abs(g)` is taken for the length; the length is the root of the sum of squares.": lambda: (
            e - e @ g / np.sum(np.abs(g)) ** 2 * g
        ),
        "the sum of `g` is squared; sum the squares.": lambda: e - e @ g / np.sum(g) ** 2 * g,
        "a number is subtracted from every entry; subtract a vector in the direction of `g`.": lambda: (
            e - e @ g / (g @ g)
        ),
        "this is scaled to length 1; leave the length as it comes out.": lambda: (e - part) / norm(e - part),
        "this is scaled to the length it had before; leave the length as it comes out.": lambda: (
            (e - part) * norm(e) / norm(e - part)
        ),
        "this is the word's vector as it was.": lambda: e,
    }


def equalized(pair: tuple[str, str], b: np.ndarray, word_map: dict[str, np.ndarray]) -> Mistakes:
    first, second = word_map[pair[0]], word_map[pair[1]]
    mu = (first + second) / 2

    def along(v: np.ndarray) -> np.ndarray:
        return v @ b / (b @ b) * b

    off = mu - along(mu)
    s = np.sqrt(1 - off @ off)

    def each(new: Callable[[np.ndarray], np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        return new(first), new(second)

    def with_parts(along: Callable[[np.ndarray], np.ndarray], mu: np.ndarray = mu) -> tuple[np.ndarray, np.ndarray]:
        off = mu - along(mu)
        s = np.sqrt(abs(1 - off @ off))
        return each(lambda e: off + s * (along(e) - along(mu)) / norm(along(e) - along(mu)))

    def side(e: np.ndarray) -> np.ndarray:
        return (along(e) - along(mu)) / norm(along(e) - along(mu))

    return {
        "what you divide by is the length of `e - mu`, the whole vectors; take the length of their parts along the "
        "axis.": lambda: each(lambda e: off + s * (along(e) - along(mu)) / norm(e - off - along(mu))),
        "the square of the length of `mu_orth` belongs under the root, not the length.": lambda: each(
            lambda e: off + np.sqrt(abs(1 - norm(off))) * side(e)
        ),
        "the square root is missing.": lambda: each(lambda e: off + s**2 * side(e)),
        "`np.abs` is taken entry by entry where the length of a whole vector is meant.": lambda: each(
            lambda e: off + np.sqrt(np.abs(1 - np.abs(off) ** 2)) * side(e)
        ),
        "`np.abs` is taken entry by entry where you divide; the length of a vector is one number.": lambda: each(
            lambda e: off + s * (along(e) - along(mu)) / np.abs(along(e) - along(mu))
        ),
        "the parts along the axis are divided by the length of `bias_axis`; divide by its square.": lambda: with_parts(
            lambda v: v @ b / norm(b) * b
        ),
        "the parts along the axis are divided by nothing; divide by the square of the length of `bias_axis`.": lambda: (
            with_parts(lambda v: v @ b * b)
        ),
        "the middle is half of the sum; the sum itself seems to be used.": lambda: with_parts(along, first + second),
        "this is the middle of the pair, for both; move each word along the axis.": lambda: (off, off),
        "the part off the axis is not added.": lambda: each(lambda e: s * side(e)),
        "the whole middle `mu` is added; add its part off the axis.": lambda: each(lambda e: mu + s * side(e)),
        "`mu_B` is not subtracted: which side a word is on counts from the middle of the pair.": lambda: each(
            lambda e: off + s * along(e) / norm(along(e))
        ),
        "the parts along the axis are not scaled; both words must have length 1.": lambda: each(
            lambda e: off + along(e) - along(mu)
        ),
        "this is each word without its part along the axis.": lambda: each(lambda e: e - along(e)),
        "these are the two words as they were.": lambda: (first, second),
    }
