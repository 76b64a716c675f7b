"""Comparing what came back with what should have, and saying the difference in words.

Hidden tests judge with these functions. Each returns nothing, or raises Unmet with sentences for the learner: what was
expected, what came, where to look. They name shapes, places and properties, never an expected number.

What came back is data that a stranger chose (see `wire`). `matches` alone decides whether it is right; sentences are
made afterwards, for what is wrong already, so that no sentence can turn a wrong answer into a right one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.answer import Answer
from autograder.diagnosis import Case, agrees, axis_word, explain
from autograder.errors import SandboxError, Unmet
from autograder.wire import Foreign

NUMBERS = (bool, int, float, np.bool_, np.integer, np.floating)
SEQUENCES = (tuple, list)  # interchangeable: which of the two holds several values is the learner's choice


@dataclass(frozen=True)
class Layout:
    """What the values of an exercise consist of, for the messages.

    axes     the axes of an array, such as {"a_next": ("n_a", "m")}
    entries  the entries of a tuple, such as {"cache": ("a_next", "a_prev")}; or what each item of a list is,
             with the axis it runs over, such as {"caches[0]": "cache over T_x"}
    """

    axes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    entries: Mapping[str, Sequence[str] | str] = field(default_factory=dict)


def expect_close(
    got: Any,
    wanted: Any,
    names: str | Sequence[str],
    layout: Layout | None = None,
    *,
    only: Sequence[str] = (),
    sizes: Mapping[str, int] | None = None,
    hint: str = "",
    mistakes: Mapping[str, Callable[[], Any]] | None = None,
) -> None:
    """`got` has the structure, shapes and values of `wanted`; Unmet otherwise.

    names     what `wanted` is called; or what its entries are called, if it is a tuple of returned values
    only      judge these entries (of the tuple, or keys of the dictionary) and no others
    sizes     the sizes at play, such as {"m": 4}, to recognise an average in the place of a sum
    hint      where to look, added to a message about wrong values
    mistakes  sentence -> what a typical mistake returns; said if `got` is just that. Called only on failure.
    """
    if is_right(got, wanted, names, only):
        return
    for sentence, returned in (mistakes or {}).items():
        if _is_mistake(got, returned, names, only):
            raise Unmet(f"{_quoted(only or [str(names)])}: {sentence}")
    report = _Report(layout or Layout(), sizes or {}, f" {hint}" if hint else "")
    if isinstance(names, str):
        asked = _only_keys(wanted, only)
        raise Unmet(report.difference(got, asked, names) or f"`{names}` is not right.{report.hint}")
    raise Unmet(report.entries(got, wanted, tuple(names), only=only))


def expect_shape(got: Any, shape: tuple[int, ...], label: str, axes: Sequence[str] = ()) -> None:
    """`got` is an array of this shape. `label` names it, `axes` what each of its axes counts."""
    meaning = f"({', '.join(axes)}{',' if len(axes) == 1 else ''}) = " if axes else ""
    if not isinstance(got, np.ndarray):
        raise Unmet(f"{label}: expected a numpy array of shape {meaning}{shape}, got {_kind(got)}.")
    if got.shape != shape:
        raise Unmet(f"{label}: expected shape {meaning}{shape}, got {got.shape}.{_misshapen(got.shape, shape)}")


def expect_unchanged(answer: Answer) -> None:
    """The last call left its arguments as they were."""
    if answer.changed:
        raise Unmet(
            f"`{answer.name}` changes what it was given: {_quoted(list(dict.fromkeys(answer.changed)))}. "
            "Work on a copy or make a new array: `x = x + 1` makes one, `x += 1` and `x[...] = ...` write into the old."
        )


def expect_repeatable(answer: Answer, first: Any, again: Any) -> None:
    """Two calls with the same arguments returned the same."""
    if not matches(again, first):
        raise Unmet(
            f"`{answer.name}` returns something else when it is called again with the same arguments: "
            "it keeps something between calls, or depends on chance. Use only its arguments."
        )


def matches(got: Any, wanted: Any) -> bool:
    """Whether `got` is right: the one judgement in this module.

    Extra keys of a dictionary are harmless. The time it takes depends on `wanted`, not on `got`.
    """
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(key in got and matches(got[key], wanted[key]) for key in wanted)
    if isinstance(wanted, SEQUENCES):
        alike = isinstance(got, SEQUENCES) and len(got) == len(wanted)
        return alike and all(map(matches, got, wanted))
    if isinstance(wanted, (*NUMBERS, np.ndarray)):
        wanted, got = np.asarray(wanted), np.asarray(got) if isinstance(got, NUMBERS) else got
        if not isinstance(got, np.ndarray) or got.shape != wanted.shape or "c" in (got.dtype.kind, wanted.dtype.kind):
            return False
        return bool(agrees(_float64(got), _float64(wanted)).all())
    return type(got) is type(wanted) and got == wanted


def is_right(got: Any, wanted: Any, names: str | Sequence[str], only: Sequence[str] = ()) -> bool:
    """What `expect_close` asks: that `got` matches `wanted`, as a whole or in the named parts alone."""
    if isinstance(names, str):
        return matches(got, _only_keys(wanted, only))
    if not isinstance(got, SEQUENCES) or len(got) > len(names) or not (only or len(got) == len(names)):
        return False
    return all(place < len(got) and matches(got[place], wanted[place]) for place in _judged(names, only))


@dataclass(frozen=True)
class _Report:
    """Sentences about what does not match. `inside` is the path of the container at hand, such as `caches[0][2]`."""

    layout: Layout
    sizes: Mapping[str, int]
    hint: str

    def difference(self, got: Any, wanted: Any, name: str, inside: str = "") -> str:
        """The first difference; nothing if there is none."""
        label = f"`{name}` in `{inside}`" if inside and not name.startswith(inside) else f"`{name}`"
        path = name if not inside or name.startswith(inside) else inside
        if matches(got, wanted):
            return ""
        if isinstance(wanted, dict):
            return self._keys(got, wanted, name, label)
        if isinstance(wanted, SEQUENCES):
            known = self.layout.entries.get(name)
            if isinstance(known, str):
                return self._sequence(got, wanted, path, *known.split(" over "))
            if known is None or len(known) != len(wanted):
                known = [f"{path}[{place}]" for place in range(len(wanted))]
            return self.entries(got, wanted, tuple(known), path)
        if isinstance(wanted, np.ndarray) and wanted.ndim:
            return self._array(got, wanted, name, label)
        if _kind(got) == _kind(wanted):
            return f"{label}: expected {_kind(wanted)}, and got one, but not the right one.{self.hint}"
        return f"{label}: expected {_kind(wanted)}, got {_kind(got)}."

    def entries(self, got: Any, wanted: Any, names: tuple[str, ...], path: str = "", only: Sequence[str] = ()) -> str:
        """The first difference between two tuples whose entries have names. Without a path: what a function returns."""
        title = f"`{path}`" if path else "What you return"
        if not isinstance(got, SEQUENCES):
            return f"{title}: expected the {len(names)} values {_quoted(names)}, got {_kind(got)}."
        judged = _judged(names, only)
        if len(got) > len(names) or len(got) <= max(judged):
            lost = [name for name, right in zip(names, wanted, strict=False) if not _places(right, got)]
            gap = f" {_quoted(lost)} is missing." if len(lost) == 1 and len(got) == len(names) - 1 else ""
            return f"{title}: expected {len(names)} values ({_quoted(names)}), got {len(got)}.{gap}"
        for place in judged:
            elsewhere = [other for other in _places(wanted[place], got) if other < len(names)]
            if elsewhere and place not in elsewhere:
                swap = f"`{names[place]}` stands at the place of `{names[elsewhere[0]]}`"
                return f"{title}: {swap}. The right order is {_quoted(names)}."
        differences = (self.difference(got[place], wanted[place], names[place], path) for place in judged)
        return next(filter(None, differences), f"{title}: this is not right.{self.hint}")

    def _keys(self, got: Any, wanted: Mapping, name: str, label: str) -> str:
        if not isinstance(got, dict):
            return f"{label}: expected a dictionary with {_quoted(wanted)}, got {_kind(got)}."
        if missing := [key for key in wanted if key not in got]:
            return f"{label}: the dictionary has no {_quoted(missing)}; it has {_quoted(got) or 'no keys'}."
        for key in wanted:
            others = [other for other in wanted if other != key and matches(got[key], wanted[other])]
            if others and not matches(got[key], wanted[key]):
                return f"{label}: what belongs under {_quoted(others[:1])} stands under {_quoted([key])}.{self.hint}"
        differences = (self.difference(got[key], wanted[key], str(key), name) for key in wanted)
        return next(filter(None, differences))

    def _sequence(self, got: Any, wanted: Sequence, path: str, item: str, axis: str) -> str:
        each = f"one {item} for each of the {len(wanted)} {axis_word(axis)}s"
        if not isinstance(got, SEQUENCES):
            return f"`{path}`: expected a list with {each}, got {_kind(got)}."
        if len(got) != len(wanted):
            return f"`{path}`: expected {each}, got a list of {len(got)}."
        place = next(place for place in range(len(wanted)) if not matches(got[place], wanted[place]))
        if others := _places(got[place], wanted):
            return f"`{path}[{place}]` is the {item} that belongs at `{path}[{others[0]}]`.{self.hint}"
        return self.difference(got[place], wanted[place], item, f"{path}[{place}]")

    def _array(self, got: Any, wanted: np.ndarray, name: str, label: str) -> str:
        axes = self.layout.axes.get(name, ())
        axes = axes if len(axes) == wanted.ndim else ()
        try:
            expect_shape(got, wanted.shape, label, axes)
        except Unmet as unmet:
            return str(unmet)
        if got.dtype.kind == "c":
            return f"{label}: expected real numbers, got complex ones."
        narrow = got.dtype.kind == "f" and got.dtype.itemsize < 8
        kept = f" It is an array of `{got.dtype}`." if narrow else ""
        why = explain(Case(_float64(got), _float64(wanted), axes, self.sizes))
        return f"{label}: the shape is right, the values are not.{kept}{' ' + why if why else ''}{self.hint}"


def _judged(names: Sequence[str], only: Sequence[str]) -> list[int]:
    """The places of the entries to judge."""
    return [names.index(name) for name in only] if only else list(range(len(names)))


def _only_keys(wanted: Any, only: Sequence[str]) -> Any:
    return {key: wanted[key] for key in only} if only else wanted


def _is_mistake(got: Any, returned: Callable[[], Any], names: str | Sequence[str], only: Sequence[str]) -> bool:
    try:
        return is_right(got, returned(), names, only)
    except SandboxError:
        raise
    except Exception:  # a mistake that cannot be made with these arguments explains nothing
        return False


def _places(value: Any, among: Sequence) -> list[int]:
    """Where a value stands among the first of the others: a list of right length is no longer than that."""
    return [place for place, other in enumerate(among[:50]) if matches(other, value)]


def _float64(array: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        return array.astype(np.float64)


def _misshapen(got: tuple[int, ...], wanted: tuple[int, ...]) -> str:
    if got == wanted[::-1]:
        return " It is transposed." if len(got) == 2 else " Its axes are in reverse order."
    if sorted(got) == sorted(wanted):
        return " Its axes are in another order."
    if 1 in wanted and [n for n in got if n != 1] == [n for n in wanted if n != 1]:
        return " The axis of length 1 belongs to the shape; in a sum, `keepdims=True` keeps it."
    return ""


def _kind(value: Any) -> str:
    """What a value is, in words a beginner knows."""
    match value:
        case None:
            return "`None` (is a `return` missing?)"
        case np.ndarray(shape=()):
            return "a single number"
        case np.ndarray():
            return f"an array of shape {value.shape}"
        case list() | tuple():
            return f"a {type(value).__name__} of {len(value)}"
        case dict():
            return f"a dictionary with {_quoted(value) or 'no keys'}"
        case str():
            return "text"
        case Foreign(kind="numpy.matrix"):
            return "a `numpy.matrix`; use plain arrays and `@`"
        case Foreign(kind):
            return _quoted([kind])
    return "a single number"


def _quoted(names: Sequence | Mapping) -> str:
    """Names for one line of a message, however strange the names are."""
    shown = [
        f"`{''.join(c if c.isprintable() and c != '`' else '?' for c in str(name)[:60])}`" for name in [*names][:12]
    ]
    return ", ".join(shown) + (", ..." if len(names) > 12 else "")
