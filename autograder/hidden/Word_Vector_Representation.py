"""Hidden tests of `Word_Vector_Representation`: cosines, analogies, and the two repairs of biased vectors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.answer import Answer
from autograder.errors import Consequence, Unmet
from autograder.expect import NUMBERS, Layout, expect_close, expect_repeatable, expect_unchanged, is_right
from autograder.hidden import tests, word_maps
from autograder.hidden import word_mistakes as mistakes
from autograder.hidden.recurrent import KEPT, MEND_FIRST
from autograder.hidden.word_maps import Analogy, Rng
from autograder.reference import Reference

LAYOUT = Layout(dict.fromkeys(("e_debiased", "e1", "e2"), ("n",)))
PAIR = ("e1", "e2")
ROUGHLY = 1e-3  # what rounding, single precision or a small added constant leave
IMPRECISE = "It agrees to a few digits only: round nothing, add nothing to a length, and work in `float64`."


# cosine_similarity


def _cosine(answer: Answer, reference: Reference, u: np.ndarray, v: np.ndarray, hint: str) -> None:
    got, wanted = answer(u, v), reference(u, v)
    made = mistakes.cosine(u, v)
    if isinstance(got, NUMBERS):
        near = abs(got - wanted) < ROUGHLY * abs(wanted)
        made[f"this is not the right number. {IMPRECISE if near else hint}"] = lambda: got
    expect_close(got, wanted, "cosine", mistakes=made)


@tests("cosine_similarity")
def cosine_of_random_vectors(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The cosine of random vectors, of several sizes."""
    for n in (3, 50, 8):
        u, v = rng.standard_normal((2, n))
        _cosine(answer, reference, u, v, "It is the scalar product, divided by the product of both lengths.")


@tests("cosine_similarity")
def cosine_of_any_length(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same cosine, however long or short the vectors are."""
    hint = "Only the directions count: a vector a thousand times shorter has the same cosine. Add nothing to a length."
    u, v = rng.standard_normal((2, 5))
    for long, short in ((1.0, 1.0), (1e3, 1e-3), (1e-3, 1e-3)):
        _cosine(answer, reference, long * u, short * v, hint)


@tests("cosine_similarity")
def cosine_of_special_directions(answer: Answer, reference: Reference, rng: Rng) -> None:
    """One in the same direction, minus one in the opposite one, zero at a right angle."""
    u, v, w = rng.standard_normal((3, 4))
    for other in (v, w):  # two, lest a rounded number be right by chance
        _cosine(answer, reference, u, other, "It is the scalar product, divided by the product of both lengths.")
    hint = "Here the vectors have the same direction, or opposite ones."
    _cosine(answer, reference, u, 3 * u, hint)
    _cosine(answer, reference, u, -2 * u, hint)
    across = v - (u @ v) / (u @ u) * u
    _cosine(answer, reference, u, across, "Here the vectors stand at a right angle.")
    _cosine(answer, reference, np.array([0.7]), np.array([-2.0]), "Here the vectors have one entry each.")


@tests("cosine_similarity")
def cosine_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same when called again, with the arguments left as they were."""
    u, v, w = rng.standard_normal((3, 6))
    v, w = (other if u @ other < 0 else -other for other in (v, w))
    _clean(answer, answer, reference, (u, v), (u, w), "cosine")


# complete_analogy


def as_text(function: Callable, *arguments: Any) -> Any:
    """A driver: numpy's own kind of text is as good as Python's."""
    word = function(*arguments)
    return str(word) if isinstance(word, str) else word


def _analogy(
    answer: Answer, reference: Reference, analogy: Analogy, hint: str, capitals: bool = False, moved: bool = False
) -> None:
    """`moved`: the same question was answered right, asked in another way; so the hint says what matters."""
    a, b, c, word_map = analogy.question
    words = (a.upper(), b.capitalize(), c.upper()) if capitals else (a, b, c)
    wanted = reference(*words, word_map)
    try:
        got = answer.through(as_text)(*words, word_map)
    except Unmet as unmet:
        raise Unmet(f"{unmet} {hint}") if moved and "KeyError" in str(unmet) else unmet from None
    made = mistakes.asked_about(a, b, c) if moved else mistakes.analogy(a, b, c, word_map)
    if isinstance(got, str):
        no_word = "this text is no word of the map. Return a word as it stands there."
        made[f"this is a word of the map, but not the right one. {hint}" if got in word_map else no_word] = lambda: got
    if got is None and hint != COMPARE:  # by now it has returned a word for an easier question
        made[f"nothing is returned here. {hint}"] = lambda: None
    expect_close(got, wanted, "best_word", mistakes=made)


COMPARE = "Compare the direction of `e_b - e_a` with that of `e_w - e_c`, for every word of the map."


@tests("complete_analogy", weight=2)
def analogy_best_word(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The word whose step from c is most in the direction of the step from a to b."""
    for n in (4, 3, 9):
        _analogy(answer, reference, word_maps.trapped(rng, n), COMPARE)


@tests("complete_analogy")
def analogy_leaves_the_question_out(answer: Answer, reference: Reference, rng: Rng) -> None:
    """None of the three words of the question, whatever their cosine."""
    hint = "Leave out all three words of the question, and no other."
    _analogy(answer, reference, word_maps.trapped(rng, 4), COMPARE)
    for analogy in (word_maps.with_b_ahead(rng, 5), word_maps.with_a_ahead(rng, 5)):
        _analogy(answer, reference, analogy, hint)


@tests("complete_analogy")
def analogy_below_zero(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The best word also where every cosine is below zero."""
    hint = "Here the best cosine is below zero. Start lower than any cosine can be, and leave out `c` itself."
    _analogy(answer, reference, word_maps.trapped(rng, 4), COMPARE)
    _analogy(answer, reference, word_maps.all_against(rng, 5), hint)


@tests("complete_analogy")
def analogy_with_capitals(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same for words that come with capitals."""
    hint = "Put the three words into small letters first, before you look them up or compare them."
    analogy = word_maps.trapped(rng, 4)
    _analogy(answer, reference, analogy, COMPARE)
    for question in (analogy, word_maps.with_b_ahead(rng, 5)):
        _analogy(answer, reference, question, hint, capitals=True, moved=True)


@tests("complete_analogy")
def analogy_looks_at_every_word(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Found at the beginning and at the end of the map."""
    analogy = word_maps.trapped(rng, 5)
    last = len(analogy.map) - 1
    _analogy(answer, reference, word_maps.right_word_at(analogy, 4), COMPARE)
    for place, where in ((0, "first"), (last, "last")):
        hint = f"Here the right word is the {where} one of the map. Look at every word."
        _analogy(answer, reference, word_maps.right_word_at(analogy, place), hint, moved=True)


@tests("complete_analogy")
def analogy_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same when called again, with the arguments left as they were."""
    one, other = word_maps.trapped(rng, 6), word_maps.trapped(rng, 6)
    _clean(answer.through(as_text), answer, reference, one.question, other.question, "best_word")


# neutralize


def _neutralized(answer: Answer, reference: Reference, arguments: tuple, hint: str) -> None:
    wanted, made = reference(*arguments), mistakes.neutralized(*arguments)
    expect_close(answer(*arguments), wanted, "e_debiased", LAYOUT, hint=hint, mistakes=made)


@tests("neutralize", weight=2)
def neutralized_word(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The word's vector without its part along the axis, on random maps of several sizes."""
    hint = "Subtract the part along the axis: `e · g`, divided by the square of the length of `g`, times `g`."
    for n, count, length in ((4, 5, 1.7), (50, 3, 0.4), (2, 4, 3.0)):
        word_map = word_maps.random_map(rng, n, count)
        _neutralized(answer, reference, (_any(rng, word_map), word_maps.axis(rng, n, length), word_map), hint)


@tests("neutralize")
def neutralized_for_any_length_of_g(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same for an axis of any length, and the other way round."""
    hint = "The result must not depend on the length of `g`, nor on which of its two ends is which."
    word_map, g = word_maps.random_map(rng, 5, 4), word_maps.axis(rng, 5, 1.0)
    word = _any(rng, word_map)
    for factor in (0.05, -20.0):
        _neutralized(answer, reference, (word, factor * g, word_map), hint)


@tests("neutralize")
def neutralized_is_not_rescaled(answer: Answer, reference: Reference, rng: Rng) -> None:
    """What has no part along the axis comes back as it was; nothing is scaled."""
    word_map, g = word_maps.random_map(rng, 6, 4), word_maps.axis(rng, 6, 2.0)
    word, other = list(word_map)[:2]
    _neutralized(answer, reference, (other, g, word_map), "Do not scale the result to another length.")
    word_map[word] = 7 * (word_map[word] - word_map[word] @ g / (g @ g) * g)
    _neutralized(answer, reference, (word, g, word_map), "Here the word has no part along `g`, and stays as it is.")


@tests("neutralize")
def neutralized_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same when called again, with the arguments left as they were."""
    word_map, g, h = word_maps.random_map(rng, 5, 3), word_maps.axis(rng, 5, 2.0), word_maps.axis(rng, 5, 0.7)
    word = _any(rng, word_map)
    _clean(answer, answer, reference, (word, g, word_map), (word, h, word_map), "e_debiased")


# equalize


def _equalized(answer: Answer, reference: Reference, arguments: tuple, hint: str) -> None:
    wanted, made = reference(*arguments), mistakes.equalized(*arguments)
    expect_close(answer(*arguments), wanted, PAIR, LAYOUT, only=PAIR, hint=hint, mistakes=made)


def _pair(rng: Rng, n: int, length: float, same_side: bool) -> tuple[tuple[str, str], np.ndarray, word_maps.WordMap]:
    """A pair of words on one side of zero, or on both, that differ well along the axis; the axis; a map of units."""
    word_map, b = word_maps.unit_map(rng, n, 5), word_maps.axis(rng, n, length)
    words = list(word_map)
    pair = words[3], words[1]
    reach = (0.25, 0.7) if same_side else (-0.3, 0.6)
    side = rng.choice([-1.0, 1.0])
    for word, share in zip(pair, rng.permutation(reach), strict=True):
        off = word_map[word] - word_map[word] @ b / (b @ b) * b
        word_map[word] = np.sqrt(1 - share**2) * off / np.linalg.norm(off) + side * share * b / length
    return pair, b, word_map


@tests("equalize", weight=2)
def equalized_pair(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Both words of a pair, on random maps of several sizes."""
    hint = "Work through the equation part by part: `mu`, its part along the axis, its part off it, then each word."
    for n, length in ((4, 1.6), (50, 0.3), (3, 5.0)):
        _equalized(answer, reference, _pair(rng, n, length, same_side=False), hint)


@tests("equalize")
def equalized_from_one_side(answer: Answer, reference: Reference, rng: Rng) -> None:
    """A pair whose words lie on the same side of zero."""
    hint = "Here both words lie on one side of zero. The new parts along the axis count from the middle of the pair."
    for n in (5, 4):
        _equalized(answer, reference, _pair(rng, n, 1.3, same_side=True), hint)


@tests("equalize")
def equalized_in_order(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The words in the order of the pair, whichever of them comes first."""
    hint = "Each word stays on its own side of the middle, and is returned at the place it has in `pair`."
    pair, b, word_map = _pair(rng, 5, 2.2, same_side=False)
    for words in (pair, pair[::-1]):
        _equalized(answer, reference, (words, b, word_map), hint)


@tests("equalize")
def equalized_for_any_length_of_the_axis(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same for an axis of any length, and the other way round."""
    hint = "The result must not depend on the length of `bias_axis`, nor on which of its two ends is which."
    pair, b, word_map = _pair(rng, 6, 1.0, same_side=False)
    for factor in (0.1, -12.0):
        _equalized(answer, reference, (pair, factor * b, word_map), hint)


@tests("equalize")
def equalized_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same when called again, with the arguments left as they were."""
    first = _pair(rng, 5, 2.0, same_side=False)
    second = first[0], first[1] + 0.4 * word_maps.axis(rng, 5, 1.0), first[2]
    _clean(answer, answer, reference, first, second, PAIR)


# For all of them


def _any(rng: Rng, word_map: word_maps.WordMap) -> str:
    """A word of the map: neither its first nor its last."""
    return list(word_map)[int(rng.integers(1, len(word_map) - 1))]


def _clean(
    judged: Answer, plain: Answer, reference: Reference, first: tuple, second: tuple, names: str | tuple[str, ...]
) -> None:
    """Right for one input, for another, for the first again, with no argument changed and nothing kept.

    judged: what the values come from; plain: the same function without a driver, which knows its arguments by name
    """
    returned = []
    for arguments in (first, second, first):
        returned.append(judged(*arguments))
        if not is_right(returned[-1], reference(*arguments), names):
            said = f"`{names}`" if isinstance(names, str) else f"`({', '.join(names)})`"
            raise Unmet(KEPT.format(plain.name)) if returned[1:] else Consequence(MEND_FIRST.format(said, plain.name))
        if judged is plain:
            expect_unchanged(plain)
    if judged is not plain:
        plain(*first)
        expect_unchanged(plain)
    expect_repeatable(plain, returned[0], returned[-1])
