"""What counts as right, what is said about what is not, and that nothing a stranger returns breaks either."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.answer import local
from autograder.errors import KernelDied, Unmet
from autograder.expect import (
    Layout,
    expect_close,
    expect_repeatable,
    expect_shape,
    expect_unchanged,
    is_right,
    matches,
)
from autograder.wire import Foreign

RNG = np.random.default_rng(5)
A, B, C = RNG.standard_normal((3, 4)), RNG.standard_normal((3, 4)), RNG.standard_normal((2, 4, 5))
LAYOUT = Layout(
    axes={"a": ("n_a", "m"), "h": ("n_x", "m", "T_x"), "W": ("n_a", "n_a"), "d": ("n_a", "n_a + n_x"), "p": ("class",)},
    entries={"cache": ("a", "b"), "caches": ("caches[0]", "h"), "caches[0]": "cache over T_x"},
)


def told(got: Any, wanted: Any, names: Any = "a", **more: Any) -> str:
    with pytest.raises(Unmet) as unmet:
        expect_close(got, wanted, names, LAYOUT, **more)
    return str(unmet.value)


# What is right


@pytest.mark.parametrize(
    ("got", "wanted"),
    [
        (A + 1e-13, A),
        (A * (1 + 1e-12), A),
        (np.asfortranarray(A), A),
        (A.astype(np.longdouble), A),
        (np.arange(3), np.arange(3.0)),
        ([A, B], (A, B)),
        ((A, [B, A]), [A, (B, A)]),
        ({"x": A, "more": 1}, {"x": A}),
        (2, 2.0),
        (np.float64(2), 2),
        (np.array(2), 2),
        (2, np.array(2.0)),
        (np.True_, True),
        ("text", "text"),
        (None, None),
        (Foreign("keras.Model"), Foreign("keras.Model")),
        (np.array([np.nan, np.inf]), np.array([np.nan, np.inf])),
    ],
)
def test_right_in_another_form_is_right(got: Any, wanted: Any) -> None:
    assert matches(got, wanted)
    expect_close(got, wanted, "a")


@pytest.mark.parametrize(
    ("got", "wanted"),
    [
        (A.astype("f4").astype(float), A),
        (A + 1e-9, A),
        (A.tolist(), A),
        (A + 0j, A),
        (A[None], A),
        (A.ravel(), A),
        (np.full((3, 4), np.nan), A),
        (np.full((3, 4), np.inf), A),
        (Foreign("numpy.matrix"), A),
        (None, A),
        ("a", A),
        (np.array([[2.0]]), 2.0),
        ([2.0], 2.0),
        (np.nan, 2.0),
        (-(2**64) + 1, 2.0),
        (True, "text"),
        (0, None),
        ((A,), (A, B)),
        ((A, B, B), (A, B)),
        ({"y": A}, {"x": A}),
        ([("x", A)], {"x": A}),
        (A, (A, B)),
    ],
)
def test_wrong_is_wrong(got: Any, wanted: Any) -> None:
    assert not matches(got, wanted)
    assert told(got, wanted)


# What is said


@pytest.mark.parametrize(
    ("got", "wanted", "names", "said"),
    [
        (A.T, A, "a", "expected shape (n_a, m) = (3, 4), got (4, 3). It is transposed."),
        (np.arange(9.0) + 1 + (np.arange(9) > 1), np.arange(9.0) + 1, "p", "wrong at 7 of 9 places along class"),
        (A[:, :1].ravel(), A[:, :1], "a", "`keepdims=True`"),
        (C.T, C, "h", "Its axes are in reverse order."),
        (np.moveaxis(C, 2, 0), C, "h", "Its axes are in another order."),
        (A.tolist(), A, "a", "expected a numpy array of shape (n_a, m) = (3, 4), got a list of 3."),
        (None, A, "a", "is a `return` missing?"),
        (Foreign("numpy.matrix"), A, "a", "use plain arrays"),
        (Foreign("torch.Tensor"), A, "a", "got `torch.Tensor`"),
        (A + 0j, A, "a", "expected real numbers, got complex ones"),
        (A.astype("f4"), A, "a", "an array of `float32`"),
        (A.astype("f4") + 0.0, A, "a", "single precision"),
        (np.where(A > 0, np.nan, A), A, "a", "contains NaN"),
        (A * np.inf, A, "a", "nothing but infinite numbers"),
        (A * 0, A, "a", "zero everywhere"),
        (-A, A, "a", "except for its sign"),
        (A / 4, A, "a", "averaged over the examples; it should be their sum"),
        (A * 4, A, "a", "counted once for every example"),
        (A * 1.5, A, "a", "one and the same factor"),
        (A[:3, :3].T, A[:3, :3], "W", "It is transposed."),
        (np.roll(C, 1, 1), C, "h", "Its parts along m are right, but stand in the wrong order."),
        (C[:, :, ::-1], C, "h", "Its time steps are in reverse order."),
        (np.dstack([C[:, :, :1], C[:, :, :-1]]), C, "h", "one time step too late"),
        (np.dstack([C[:, :, 1:], C[:, :, :1]]), C, "h", "one time step too early"),
        (np.repeat(C[:, :, :1], 5, 2), C, "h", "the same for every time step"),
        (C + np.arange(5) // 2, C, "h", "right before time step 2 and wrong from there on"),
        (C + (np.arange(5) < 3), C, "h", "right from time step 3 on and wrong before that"),
        (C + (np.arange(5) == 4), C, "h", "wrong only at time step 4 (counting from 0)"),
        (C + (np.arange(5) % 2), C, "h", "wrong only at time steps 1, 3 (counting from 0)"),
        (A + (np.arange(3) == 1)[:, None], A, "a", "wrong only at hidden unit 1"),
        (A + np.eye(3, 4), A, "a", "wrong only at examples 0, 1, 2"),
        (3.0, 2.0, "a", "expected a single number, and got one, but not the right one"),
        (A, 2.0, "a", "expected a single number, got an array of shape (3, 4)"),
        (2.0, "text", "a", "expected text, got a single number"),
        ((B, A), (A, B), "cache", "`a` stands at the place of `b`. The right order is `a`, `b`."),
        ((B,), (A, B), "cache", "expected 2 values (`a`, `b`), got 1. `a` is missing."),
        ((A, B, B), (A, B), "cache", "expected 2 values (`a`, `b`), got 3."),
        (A, (A, B), "cache", "expected the 2 values `a`, `b`, got an array of shape (3, 4)."),
        ((A,), (A, B), ("a", "b"), "What you return: expected 2 values (`a`, `b`), got 1. `b` is missing."),
        (([(A, B)], C), ([(A, B), (B, A)], C), "caches", "one cache for each of the 2 time steps, got a list of 1"),
        (
            ([(B, A), (A, B)], C),
            ([(A, B), (B, A)], C),
            "caches",
            "`caches[0][0]` is the cache that belongs at `caches[0]",
        ),
        (([(A, B), (B, B)], C), ([(A, B), (B, A)], C), "caches", "`b` in `caches[0][1]`: the shape is right"),
        (({}, C), ([(A, B)], C), "caches", "expected a list with one cache for each of the 1 time steps"),
        ({"x": A}, {"x": A, "y": B}, "gradients", "the dictionary has no `y`; it has `x`."),
        ({"x": B, "y": A}, {"x": A, "y": B}, "gradients", "what belongs under `y` stands under `x`"),
        ((A, B), {"x": A}, "gradients", "expected a dictionary with `x`, got a tuple of 2"),
    ],
)
def test_a_classic_mistake_is_named(got: Any, wanted: Any, names: Any, said: str) -> None:
    message = told(got, wanted, names, sizes={"m": 4})
    assert said in message
    assert "\n" not in message and message[-1] in ".?"


def test_a_part_is_judged_alone() -> None:
    names = ("a", "b")
    expect_close((A, A), (A, B), names, only=["a"])
    expect_close((A,), (A, B), names, only=["a"])
    assert "`b`" in told((A, A), (A, B), names, only=["b"])
    assert "got 3" in told((A, B, B), (A, B), names, only=["a"])
    assert is_right({"x": A}, {"x": A, "y": B}, "g", ["x"]) and not is_right({"x": A}, {"x": A, "y": B}, "g")


def test_a_typical_mistake_and_the_hint_are_said() -> None:
    assert told(B, A, mistakes={"it is B.": lambda: B}, hint="Look.") == "`a`: it is B."
    assert told(B, A, mistakes={"it is odd.": lambda: 1 / 0}, hint="Look.").endswith("Look.")
    with pytest.raises(KernelDied):
        expect_close(B, A, "a", mistakes={"it stops.": lambda: _die()})


def _die() -> None:
    raise KernelDied("the kernel ended")


def test_a_shape_is_expected_by_itself() -> None:
    expect_shape(A, (3, 4), "`a`")
    with pytest.raises(Unmet, match=re.escape("`a`: expected shape (m,) = (3,), got (3, 4).")):
        expect_shape(A, (3,), "`a`", ("m",))


def test_changed_arguments_are_named() -> None:
    def f(x: np.ndarray, p: dict) -> None:
        x += 1
        p["W"] = 0

    answer = local({"f": f}, "f", {"f": ("x", "p")})
    expect_unchanged(answer)
    answer(A, {"W": B})
    with pytest.raises(Unmet, match=re.escape('`f` changes what it was given: `x`, `p["W"]`.')):
        expect_unchanged(answer)


def test_another_result_for_the_same_arguments_is_noticed() -> None:
    answer = local({}, "f", {})
    expect_repeatable(answer, (A, [B]), (A, [B]))
    with pytest.raises(Unmet, match="keeps something between calls"):
        expect_repeatable(answer, (A, [B]), (A, [A]))


# What a stranger returns

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**64) + 1, 2**64 - 1),
    st.floats(),
    st.text(max_size=5),
    st.builds(Foreign, st.text(max_size=5)),
    hnp.arrays(
        st.sampled_from(["f8", "f4", "f2", "g", "c16", "i8", "u1", "?"]),
        hnp.array_shapes(min_dims=0, max_side=4, min_side=0),
    ),
    st.builds(lambda kind, shape: np.ones(shape, kind), st.sampled_from(["f8", "f4", "c8", "g"]), st.just((3, 4))),
)
KEYS = st.one_of(st.text(max_size=3), st.floats(), st.none(), st.tuples(st.integers()), st.sampled_from("xy"))
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.lists(inner, max_size=4).map(tuple), st.dictionaries(KEYS, inner, max_size=3)
    ),
    max_leaves=12,
)
WANTED = [A, C, 1.5, np.float64(2), (A, B), ([(A, B), (B, A)], C), {"x": A, "y": {"z": B}}, "text", None, Foreign("x")]


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(got=VALUES)
@pytest.mark.parametrize("wanted", WANTED, ids=range(len(WANTED)))
def test_anything_is_either_right_or_told(wanted: Any, got: Any) -> None:
    names = {0: "a", 1: "h", 4: "cache", 5: "caches"}.get(next(i for i, w in enumerate(WANTED) if w is wanted), "g")
    for given_names in (names, ("a", "b") if isinstance(wanted, tuple) else names):
        if not is_right(got, wanted, given_names):
            message = told(got, wanted, given_names, sizes={"m": 4}, hint="Look.")
            assert len(message) < 2000


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(got=VALUES, wanted=VALUES)
def test_even_the_wanted_value_may_be_strange(got: Any, wanted: Any) -> None:
    """As when the reference calls the learner's own cell."""
    if not matches(got, wanted):
        assert told(got, wanted, "caches")


def test_a_large_value_takes_no_longer() -> None:
    assert "got a list of 1000000" in told(([0] * 1_000_000, C), ([(A, B)], C), "caches")
    assert "expected shape" in told(np.zeros((2000, 2000)), A)
    assert ", ..." in told({f"key {n}": n for n in range(100_000)}, {"x": A}, "gradients")
