"""Visible checks that teach: each compares one value and, where it differs, says how, in a sentence.

The check cells of every notebook call them. They print nothing, return nothing and know no
exercise: what to expect is always an argument. A failed check raises AssertionError.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

__all__ = ["check_close", "check_keys", "check_length", "check_shape", "check_tuple", "check_unchanged"]


def check_shape(name: str, value: Any, dim_names: Sequence[str], expected: Sequence[int]) -> None:
    """Check that `value` is an array of numbers whose shape is `expected`.

    dim_names: what each axis counts, in order, for the message

    >>> check_shape("a_next", np.zeros((5, 10)), ["n_a", "m"], [5, 10])
    >>> check_shape("a_next", np.zeros((10, 5)), ["n_a", "m"], [5, 10])
    Traceback (most recent call last):
    AssertionError: a_next: expected shape (5, 10) (n_a=5, m=10), got (10, 5)
    """
    got, want = _numbers(name, value).shape, tuple(expected)
    if got != want:
        sizes = ", ".join(f"{dim}={size}" for dim, size in zip(dim_names, want, strict=True))
        raise AssertionError(f"{name}: expected shape {want} ({sizes}), got {got}")


def check_close(name: str, value: Any, expected: ArrayLike, atol: float = 1e-4) -> None:
    """Check that `value` has the shape of `expected` and is within `atol` of it everywhere.

    >>> check_close("mean", [1.0, 2.0], [1.0, 2.0])
    >>> check_close("mean", [1.0, 2.5], [1.0, 2.0])
    Traceback (most recent call last):
    AssertionError: mean: at [1] expected 2, got 2.5 (1 of 2 numbers differs)
    """
    got, want = _numbers(name, value), np.asarray(expected)
    if got.shape != want.shape:
        raise AssertionError(f"{name}: expected shape {want.shape}, got {got.shape}")
    differs = ~np.isclose(got, want, rtol=0.0, atol=atol, equal_nan=True)
    if not differs.any():
        return
    place = tuple(int(i) for i in np.argwhere(differs)[0])
    where = f"at {list(place)} " if place else ""
    count = int(differs.sum())
    verb = "differs" if count == 1 else "differ"
    of = f" ({count} of {got.size} numbers {verb})" if got.size > 1 else ""
    raise AssertionError(f"{name}: {where}expected {want[place]:.4g}, got {got[place]:.4g}{of}")


def check_tuple(name: str, value: Any, parts: Sequence[str]) -> None:
    """Check that `value` is a tuple with one entry for each name in `parts`.

    >>> check_tuple("cache", (1, 2), ["a_next", "a_prev"])
    >>> check_tuple("cache", (1,), ["a_next", "a_prev"])
    Traceback (most recent call last):
    AssertionError: cache: expected a tuple of 2 (a_next, a_prev), got a tuple of 1
    """
    wanted = f"expected a tuple of {len(parts)} ({', '.join(parts)})"
    if not isinstance(value, tuple):
        raise AssertionError(f"{name}: {wanted}, got {_kind(value)}")
    if len(value) != len(parts):
        raise AssertionError(f"{name}: {wanted}, got a tuple of {len(value)}")


def check_keys(name: str, value: Any, keys: Iterable[str]) -> None:
    """Check that `value` is a dictionary with exactly these keys, in any order.

    >>> check_keys("gradients", {"dx": 1, "da0": 2}, ["da0", "dx"])
    >>> check_keys("gradients", {"dx": 1, "da": 2}, ["da0", "dx"])
    Traceback (most recent call last):
    AssertionError: gradients: the key da0 is missing; the key da is not expected
    """
    if not isinstance(value, Mapping):
        raise AssertionError(f"{name}: expected a dictionary, got {_kind(value)}")
    wanted = list(keys)
    faults = [f"the key {key} is missing" for key in wanted if key not in value]
    faults += [f"the key {key} is not expected" for key in value if key not in wanted]
    if faults:
        raise AssertionError(f"{name}: {'; '.join(faults)}")


def check_length(name: str, value: Any, expected: int, what: str) -> None:
    """Check that `value` is a list (or another thing with a length) of `expected` entries.

    what: what the entries are, for the message

    >>> check_length("caches[0]", ["first", "second"], 2, "one cache for each time step")
    >>> check_length("caches[0]", ["first"], 2, "one cache for each time step")
    Traceback (most recent call last):
    AssertionError: caches[0]: expected 2 entries (one cache for each time step), got a list of 1
    """
    if not hasattr(value, "__len__") or len(value) != expected:
        raise AssertionError(f"{name}: expected {expected} entries ({what}), got {_kind(value)}")


def check_unchanged(name: str, value: ArrayLike, before: ArrayLike) -> None:
    """Check that an argument still holds what it held before the call.

    >>> check_unchanged("x", [1.0], [1.0])
    >>> check_unchanged("x", [2.0], [1.0])
    Traceback (most recent call last):
    AssertionError: x: your function changed its argument; work on a copy, or make a new array
    """
    if not np.array_equal(np.asarray(value), np.asarray(before), equal_nan=True):
        raise AssertionError(f"{name}: your function changed its argument; work on a copy, or make a new array")


def _numbers(name: str, value: Any) -> np.ndarray:
    """`value` as an array of numbers, or a sentence that says what it is instead."""
    if value is None:
        raise AssertionError(f"{name}: expected numbers, got None; is a return missing?")
    try:
        array = np.asarray(value)
    except ValueError:  # lists of different lengths
        array = np.array(None)
    if array.dtype.kind not in "biufc":
        raise AssertionError(f"{name}: expected an array of numbers, got {_kind(value)}")
    return array


def _kind(value: Any) -> str:
    """What a value is, in the words a beginner knows."""
    if value is None:
        return "None; is a return missing?"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, (list, tuple, dict)):
        plain = {list: "list", tuple: "tuple", dict: "dictionary"}
        word = next(plain[kind] for kind in plain if isinstance(value, kind))
        return f"a {word} of {len(value)}"
    return f"a value of type {type(value).__name__}"
