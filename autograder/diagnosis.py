"""What a wrong array looks like: the classic mistakes, recognised from the values and said in a sentence.

`expect` calls this module for arrays of the right shape that hold wrong values. It knows no exercise. A sentence names
steps, rows, properties and counts, never an expected number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

RTOL, ATOL = 1e-9, 1e-11  # loose enough for any order of float64 arithmetic, too tight for float32 anywhere in it
SIMILAR = 1e-5  # of the largest value: what single precision, or a small constant added somewhere, leaves
SEARCHED = 20_000  # numbers; the searches below repeat the comparison and are left out for larger arrays
WORDS = {  # what one step along an axis is called
    "T_x": "time step",
    "T": "time step",
    "Tx": "time step",
    "Ty": "time step",
    "m": "example",
    "n_a": "hidden unit",
    "n_x": "input feature",
    "n_y": "class",
    "n_values": "value",
}


@dataclass(frozen=True)
class Case:
    """A wrong array beside the right one, both float64 of one shape, with the names of its axes and sizes at play."""

    got: np.ndarray
    wanted: np.ndarray
    axes: Sequence[str] = ()
    sizes: Mapping[str, int] = field(default_factory=dict)


def agrees(got: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Where two arrays of the same shape agree; NaN agrees with NaN, an infinity with itself."""
    with np.errstate(all="ignore"):
        near = np.abs(got - wanted) <= ATOL + RTOL * np.abs(wanted)
        return (near & np.isfinite(got)) | (got == wanted) | (np.isnan(got) & np.isnan(wanted))


def explain(case: Case) -> str:
    """One sentence on how the array differs, or nothing where it is just wrong."""
    looks: list[Callable[[Case], str]] = [_not_finite, _zero, _imprecise]
    if case.got.size <= SEARCHED:
        looks += [_negative, _transposed, _scaled, _moved, _repeated]
    with np.errstate(all="ignore"):
        return next((sentence for look in [*looks, _confined] if (sentence := look(case))), "")


def axis_word(axis: str) -> str:
    """What one step along this axis is called, such as `time step`."""
    return WORDS.get(axis, f"place along {axis}")


def _plural(word: str) -> str:
    noun, along, axis = word.partition(" along ")
    return f"{noun}s{along}{axis}"


def _same(got: np.ndarray, wanted: np.ndarray) -> bool:
    return got.shape == wanted.shape and bool(agrees(got, wanted).all())


def _not_finite(case: Case) -> str:
    for broken, name in ((np.isnan(case.got), "NaN (not a number)"), (np.isinf(case.got), "infinite numbers")):
        if broken.any() and np.isfinite(case.wanted).all():
            extent = "It holds nothing but" if broken.all() else "It contains"
            return f"{extent} {name}. Look for a division by zero, a log of zero, or an array that was never filled."
    return ""


def _zero(case: Case) -> str:
    return "It is zero everywhere. Is the result stored in it?" if not case.got.any() else ""


def _imprecise(case: Case) -> str:
    if np.abs(case.got - case.wanted).max() > SIMILAR * np.abs(case.wanted).max():
        return ""
    return (
        "It agrees to a few digits only. Look for single precision (`float32`) or an added small constant: "
        "with `float64` arguments, work in `float64` throughout."
    )


def _negative(case: Case) -> str:
    return "It is right except for its sign." if _same(-case.got, case.wanted) else ""


def _transposed(case: Case) -> str:
    return "It is transposed." if case.got.ndim == 2 and _same(case.got.T, case.wanted) else ""


def _scaled(case: Case) -> str:
    factor = (case.got * case.wanted).sum() / (case.wanted**2).sum()
    if case.got.size < 2 or not np.isfinite(factor) or not _same(case.got, factor * case.wanted):
        return ""
    for axis, size in case.sizes.items():
        if size > 1 and np.isclose(factor * size, 1.0):
            return f"It looks averaged over the {_plural(axis_word(axis))}; it should be their sum."
        if size > 1 and np.isclose(factor, size):
            return f"It looks counted once for every {axis_word(axis)}."
    return "All its numbers are off by one and the same factor."


def _moved(case: Case) -> str:
    for place, axis in enumerate(case.axes):
        word, count = axis_word(axis), case.got.shape[place]
        if count < 2:
            continue
        if _same(np.flip(case.got, place), case.wanted):
            return f"Its {_plural(word)} are in reverse order."
        if word == "time step":
            got, wanted = np.moveaxis(case.got, place, 0), np.moveaxis(case.wanted, place, 0)
            if _same(got[1:], wanted[:-1]):
                return "Everything stands one time step too late."
            if _same(got[:-1], wanted[1:]):
                return "Everything stands one time step too early."
        elif any(_same(np.roll(case.got, shift, place), case.wanted) for shift in range(1, count)):
            return f"Its parts along {axis} are right, but stand in the wrong order."
    return ""


def _repeated(case: Case) -> str:
    for place, axis in enumerate(case.axes):
        slices = np.moveaxis(case.got, place, 0)
        if len(slices) > 1 and _same(slices, np.broadcast_to(slices[:1], slices.shape)):
            return f"It is the same for every {axis_word(axis)}."
    return ""


def _confined(case: Case) -> str:
    """Where the wrong values are, if some steps along an axis are right throughout."""
    wrong = ~agrees(case.got, case.wanted)
    for place in sorted(range(min(len(case.axes), wrong.ndim)), key=lambda p: axis_word(case.axes[p]) != "time step"):
        faulty = np.flatnonzero(wrong.any(axis=tuple(other for other in range(wrong.ndim) if other != place)))
        if len(faulty) < wrong.shape[place]:
            return _places(faulty, wrong.shape[place], axis_word(case.axes[place]))
    if wrong.size > 1 and not wrong.all():
        return f"{wrong.sum()} of its {wrong.size} numbers are wrong."
    return ""


def _places(faulty: np.ndarray, count: int, word: str) -> str:
    first, last = int(faulty[0]), int(faulty[-1])
    together = last - first + 1 == len(faulty) and word == "time step"
    if together and last == count - 1 and len(faulty) > 1:
        return f"It is right before {word} {first} and wrong from there on (counting from 0)."
    if together and first == 0 and len(faulty) > 1:
        return f"It is right from {word} {last + 1} on and wrong before that (counting from 0)."
    if len(faulty) > 6:
        return f"It is wrong at {len(faulty)} of {count} {_plural(word)}."
    listed = ", ".join(str(int(place)) for place in faulty)
    return f"It is wrong only at {_plural(word) if len(faulty) > 1 else word} {listed} (counting from 0)."
