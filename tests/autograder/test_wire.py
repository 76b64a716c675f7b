"""What crosses the boundary arrives as it was; what nobody vouches for is refused in bounded time."""

import collections
import contextlib
import json
import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder import wire
from autograder.errors import WireError
from autograder.wire import Foreign

ARRAYS = npst.arrays(
    st.sampled_from(["<f8", "<f4", "<i8", "<i4", "|u1", "|b1", "<c16"]),
    npst.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
)
PLAIN = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats() | st.text(max_size=20)
VALUES = st.recursive(
    PLAIN | ARRAYS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.tuples(inner, inner) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["t", "items", "dtype", "data", "shape", "kind"]) | st.text(max_size=3), inner
        )
    ),
)
TAGGED = st.fixed_dictionaries(
    {"t": st.sampled_from(["array", "scalar", "dict", "list", "tuple", "other"])},
    optional={
        "dtype": st.sampled_from(["<f8", "|O", "<U9", "O", "<M8[s]", "<f9", "V8", "f8,f8", ""]),
        "data": st.sampled_from(["", "AAAAAAAAAAA=", "not base64"]) | st.binary(max_size=20).map(lambda b: b.hex()),
        "shape": st.lists(st.integers(-2, 2**70) | st.booleans() | st.none(), max_size=40),
        "items": st.lists(JSON, max_size=4),
        "kind": st.text(max_size=300),
    },
)


def same(a, b):
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray | np.generic):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    return a == b or (a != a and b != b)


@given(VALUES)
def test_a_value_arrives_with_its_types_shapes_and_bits(value):
    assert same(wire.decode(wire.encode(value)), value)


@pytest.mark.slow
@given(st.text(max_size=200) | JSON.map(json.dumps) | TAGGED.map(json.dumps) | st.lists(TAGGED).map(json.dumps))
@settings(max_examples=400)
def test_no_text_makes_decode_raise_anything_but_wire_error(text):
    with contextlib.suppress(WireError):
        wire.decode(text)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"t":"list","items":[' * 500 + "]}" * 500,
        "9" * 10_000,
        '{"t":"array","dtype":"<f8","data":"","shape":[0,99999999999999999999]}',
        '{"t":"array","dtype":"<f8","data":"","shape":[67108864,67108864]}',
        '{"t":"array","dtype":"|O","data":"AAAAAAAAAAA=","shape":[1]}',
        '{"t":"dict","items":[[{"t":"list","items":[]},1]]}',
        '{"t":"dict","items":[[1,2,3]]}',
        '{"t":"array","dtype":"<f8","data":"AAAAAAAAAAA=","shape":[1],"extra":1}',
        "[1, 2]",
        str(2**65),
        '{"t":"dict","items":[[{"t":"tuple","items":[1]},1]]}',
        '{"t":"dict","items":[[{"t":"scalar","dtype":"<c16","data":"AAAAAAAAAAAAAAAAAAAAAA=="},1]]}',
    ],
)
def test_a_forged_text_is_refused(text):
    with pytest.raises(WireError):
        wire.decode(text)


def test_what_may_not_cross_only_says_what_it_was():
    class Liar(np.ndarray):
        @property
        def shape(self):
            raise SystemExit

    def arrived(value):
        return wire.decode(wire.encode(value))

    assert arrived(np.zeros(2).view(Liar)).kind.endswith("Liar")
    assert arrived(np.zeros((1, 1)).view(np.matrix)).kind.endswith("matrix")
    assert arrived({1, 2}) == Foreign("set")
    assert arrived(np.array([object()])).kind == "a numpy array of dtype object"
    assert arrived(2**100) == Foreign("a whole number beyond 64 bits")
    assert arrived([print]) == [Foreign("builtin_function_or_method")]
    assert arrived({(1, 2): 3, "a": 4}) == {Foreign("a tuple for a key"): 3, "a": 4}


def test_of_a_container_of_another_kind_only_what_it_holds_crosses():
    class Liar(list):
        def __len__(self):
            return 10

        def __iter__(self):
            raise SystemExit

    Pair = collections.namedtuple("Pair", "a b")
    for value, wanted in (
        (collections.defaultdict(int, a=1), {"a": 1}),
        (collections.OrderedDict(a=1), {"a": 1}),
        (Pair(1, 2), (1, 2)),
        (Liar([1, 2]), [1, 2]),
    ):
        assert same(wire.decode(wire.encode(value)), wanted)


def test_a_list_that_holds_itself_is_refused():
    endless: list = []
    endless.append(endless)
    with pytest.raises(WireError, match="nested"):
        wire.encode(endless)


def test_a_value_that_is_too_large_is_refused_before_it_is_packed():
    with pytest.raises(WireError, match="too large"):
        wire.encode(np.zeros(10_000_000), limit=1 << 20)
    with pytest.raises(WireError):
        wire.encode([0] * 300_000)
    with pytest.raises(WireError):
        wire.decode(wire.encode("x" * 2000), limit=1000)


def test_a_big_endian_or_strided_array_arrives_with_its_values():
    array = np.arange(12.0).reshape(3, 4)
    for odd in (array.astype(">f8"), array[::2, ::-1], array.T, np.asfortranarray(array)):
        np.testing.assert_array_equal(wire.decode(wire.encode(odd)), odd)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "[" + "0," * 500_000 + "0]",
        '{"t":"list","items":[' + "0," * 500_000 + "0]}",
        '{"t":"list","items":[' + '{"t":"list","items":[]},' * 45_000 + "0]}",
        '"' + "x" * 1_000_000 + '"',
        '{"t":"array","dtype":"|u1","data":"' + "A" * 1_000_000 + '","shape":[750000]}',
        '{"t":"dict","items":[' + "[1,1]," * 90_000 + "[1,1]]}",
        '{"t":"dict","items":[' + ",".join(f"[{(2**61 - 1) * n},1]" for n in range(40_000)) + "]}",
        '{"t":"list","items":[' + "{}," * 5_000_000 + "0]}",
    ],
    ids=["plain list", "tagged list", "many lists", "text", "array", "dict", "dict of one hash", "empty objects"],
)
def test_a_million_characters_are_judged_in_seconds_and_bounded_memory(text):
    tracemalloc.start()
    began = time.process_time()  # a busy machine is no matter
    with contextlib.suppress(WireError):
        wire.decode(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.process_time() - began < 10 and peak < 100 << 20
