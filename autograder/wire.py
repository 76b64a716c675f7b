"""What may cross between grader and learner: numbers, text, arrays, lists, tuples and dicts. Never pickles.

`encode` runs on both sides, on values of any kind; what may not cross becomes a `Foreign`, which only says what it was.
`decode` trusts nothing: it takes bounded time and memory, and raises nothing but WireError.

A value is JSON: None, bool, int, float and str stand for themselves, everything else is an object with a tag `t`.
"""

from __future__ import annotations

import base64
import json
import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from .errors import WireError

DEPTH = 24  # levels of nesting
NODES = 200_000  # values in all, counting the members of lists, tuples and dicts
LIMIT = 64 << 20  # characters of an encoded value
BITS = 64  # of a whole number
KINDS = "biufc"  # numpy's letters for bool, int, unsigned, float and complex


@dataclass(frozen=True)
class Foreign:
    """In the place of a value that may not cross: `kind` says what it was, such as `numpy.matrix`."""

    kind: str


def encode(value: Any, limit: int = LIMIT) -> str:
    """The value as text. WireError if it is nested too deeply, has too many parts, or is longer than `limit`."""
    text = json.dumps(_Packer(limit).pack(value, 0), separators=(",", ":"))
    if len(text) > limit:
        raise WireError(f"the value takes {len(text):,} characters; at most {limit:,} can be sent back")
    return text


def decode(text: str, limit: int = LIMIT) -> Any:
    """The value that `encode` packed, of the types in this module's first line. WireError for any other text."""
    if not isinstance(text, str) or len(text) > limit:
        raise WireError(f"an encoded value must be text of at most {limit:,} characters")
    # An empty object takes two characters as text and sixty bytes in memory, before anything can be counted. No value
    # has more of these than a few for each of its parts.
    if text.count("{") + text.count("[") > 3 * NODES or text.count(",") > 20 * NODES:
        raise WireError("an encoded value has too many parts")
    try:
        packed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WireError(f"not an encoded value: {type(error).__name__}") from None
    return _Unpacker().unpack(packed, 0)


class _Packer:
    """One walk over a value; counts what it has seen, so that no value makes it run forever."""

    def __init__(self, limit: int) -> None:
        self.nodes = 0
        self.left = limit

    def pack(self, value: Any, depth: int) -> Any:
        self.nodes += 1
        if depth > DEPTH:
            raise WireError(f"the value is nested more than {DEPTH} levels deep")
        if self.nodes > NODES:
            raise WireError(f"the value has more than {NODES:,} parts")
        # Of a named tuple or a defaultdict only what it holds crosses. Of numbers and arrays only exact types do: a
        # subclass may lie about its shape or what it equals.
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is int:
            fits = value.bit_length() <= BITS
            return value if fits else {"t": "other", "kind": f"a whole number beyond {BITS} bits"}
        if kind is str:
            return self._spend(len(value), value)
        if isinstance(value, tuple):
            return {"t": "tuple", "items": [self.pack(item, depth + 1) for item in tuple.__iter__(value)]}
        if isinstance(value, list):
            return {"t": "list", "items": [self.pack(item, depth + 1) for item in list.__iter__(value)]}
        if isinstance(value, dict):
            items = [[self._pack_key(key, depth + 1), self.pack(item, depth + 1)] for key, item in dict.items(value)]
            return {"t": "dict", "items": items}
        if kind is np.ndarray or isinstance(value, np.generic):
            return self._pack_array(value, "array" if kind is np.ndarray else "scalar")
        if kind is Foreign:
            return {"t": "other", "kind": value.kind[:200]}
        return {"t": "other", "kind": f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")[:200]}

    def _pack_key(self, key: Any, depth: int) -> Any:
        packed = self.pack(key, depth)
        if isinstance(packed, dict) and packed["t"] not in ("scalar", "other"):
            return {"t": "other", "kind": f"a {packed['t']} for a key"}
        return packed

    def _pack_array(self, value: Any, tag: str) -> Any:
        dtype = value.dtype
        if dtype.kind not in KINDS:
            return {"t": "other", "kind": f"a numpy {tag} of dtype {dtype}"[:200]}
        dtype = dtype.newbyteorder("<") if dtype.byteorder == ">" else dtype
        self._spend(value.nbytes * 4 // 3, None)
        data = np.ascontiguousarray(value, dtype=dtype).tobytes()
        packed = {"t": tag, "dtype": dtype.str, "data": base64.b64encode(data).decode("ascii")}
        return packed | {"shape": list(value.shape)} if tag == "array" else packed

    def _spend(self, size: int, value: Any) -> Any:
        self.left -= size
        if self.left < 0:
            raise WireError("the value is too large to be sent back")
        return value


class _Unpacker:
    """One walk over parsed JSON that nobody vouches for."""

    def __init__(self) -> None:
        self.nodes = 0

    def unpack(self, packed: Any, depth: int) -> Any:
        self.nodes += 1
        if depth > DEPTH or self.nodes > NODES:
            raise WireError("an encoded value is nested too deeply or has too many parts")
        if isinstance(packed, int) and packed.bit_length() > BITS:
            raise WireError(f"an encoded value has a whole number beyond {BITS} bits")
        if packed is None or isinstance(packed, bool | int | float | str):
            return packed
        if not isinstance(packed, dict):
            raise WireError("an encoded value has a part without a tag")
        match packed:
            case {"t": "list", "items": list(items), **rest} if not rest:
                return [self.unpack(item, depth + 1) for item in items]
            case {"t": "tuple", "items": list(items), **rest} if not rest:
                return tuple(self.unpack(item, depth + 1) for item in items)
            case {"t": "dict", "items": list(items), **rest} if not rest:
                return self._unpack_dict(items, depth)
            case {"t": "array", "dtype": str(dtype), "data": str(data), "shape": list(shape), **rest} if not rest:
                return _array(dtype, data, shape)
            case {"t": "scalar", "dtype": str(dtype), "data": str(data), **rest} if not rest:
                return _array(dtype, data, [])[()]
            case {"t": "other", "kind": str(kind), **rest} if not rest and len(kind) <= 200:
                return Foreign(kind)
        raise WireError("an encoded value has a part with an unknown tag")

    def _unpack_dict(self, items: list, depth: int) -> dict:
        result = {}
        for pair in items:
            if not isinstance(pair, list) or len(pair) != 2:
                raise WireError("an encoded dict has an entry that is not a pair")
            key = self.unpack(pair[0], depth + 1)
            if not _can_be_key(key):
                raise WireError("an encoded dict has a key that cannot be one")
            result[key] = self.unpack(pair[1], depth + 1)
        return result


def _can_be_key(key: Any) -> bool:
    """Whether few keys like this one share a hash. Of tuples, of complex and of long numbers, as many as one likes."""
    if isinstance(key, np.generic):
        return key.dtype.kind in "biuf" and key.dtype.itemsize <= 8
    return key is None or isinstance(key, bool | int | float | str | Foreign)


def _array(dtype_text: str, data_text: str, shape: list) -> np.ndarray:
    # Only numpy's own short names, such as <f8: a dtype string may otherwise describe records and objects.
    try:
        if len(dtype_text) > 8 or dtype_text[1:2] not in KINDS or not dtype_text[2:].isdigit():
            raise ValueError
        dtype = np.dtype(dtype_text)
        data = base64.b64decode(data_text, validate=True)
    except (TypeError, ValueError):
        raise WireError("an encoded array has an unknown dtype or broken data") from None
    if not all(type(n) is int and 0 <= n <= LIMIT for n in shape) or len(shape) > 16:
        raise WireError("an encoded array has an impossible shape")
    if math.prod(shape) * dtype.itemsize != len(data):
        raise WireError("an encoded array has a shape that does not fit its data")
    try:
        return np.frombuffer(data, dtype=dtype).reshape(shape).copy()
    except ValueError:
        raise WireError("an encoded array has data that is not of its dtype") from None
