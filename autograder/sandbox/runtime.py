"""What runs beside the learner's code: takes the arguments of a call, calls, and packs what came back.

This file, `wire.py` and `errors.py` are all of the autograder that a learner's kernel can see. It holds no expected
value, no reference and no test, and nothing it says is believed: the grader judges the values that come back.
The same function serves plain functions in the unit tests of hidden tests, so that both mean the same.
"""

from __future__ import annotations

import linecache
import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..errors import Unusable, WireError
from ..wire import decode, encode

UTILS = str(Path(__file__).resolve().parents[2] / "utils") + os.sep  # the course's own code

CALLS = 99  # the descriptor of the kernel's end of the line
DRIVER = "<driver>"  # the file that a driver's lines stand in
LENGTH = struct.Struct("!Q")


def attend(namespace: dict[str, Any], limit: int) -> None:
    """Take calls from the line (`calls.py`) until it says to stop; it is the descriptor CALLS."""
    process = os.getpid()
    while (length := LENGTH.unpack(_read(LENGTH.size))[0]) > 0:
        name, _, request = _read(length).decode().partition("\0")
        reply = serve(namespace, name, request, limit)
        if os.getpid() != process:  # a child that the function has forked and let return
            os._exit(0)
        data = reply.encode("utf-8", "replace")
        _write(LENGTH.pack(len(data)) + data)


def serve(namespace: dict[str, Any], name: str, request: str, limit: int) -> str:
    """Call `namespace[name]` with the encoded tuple of arguments; return the encoded outcome.

    A request may begin with the source of a driver and a null character: then the driver is called, with the function
    as its first argument. It does beside the learner's code what no data can: build layers, run a model.

    The outcome is a dict with `status`:
      missing     there is no such function
      raised      with `type`, `text`, and `line` and `function`: the learner's line that failed and where it stands
      unsendable  with `text`: the value may not cross
      unusable    with `text`: the driver cannot work with what the function returned
      returned    with `value` and `changed`, a list of paths such as [1, "Waa"] to arguments that the call changed
    """
    function = namespace.get(name)
    if not callable(function):
        return encode({"status": "missing"})
    driver, _, request = request.rpartition("\0")
    arguments = decode(request)
    try:
        value = driven(driver, function)(*arguments) if driver else function(*arguments)
    except Unusable as error:
        return encode({"status": "unusable", "text": str(error)[:400]})
    except BaseException as error:  # SystemExit too: ending the kernel is not an answer
        return encode(_failure(error))
    try:
        changed = [] if encode(arguments, limit) == request else _changes(decode(request), arguments, limit)
        return encode({"status": "returned", "value": value, "changed": changed}, limit)
    except WireError as error:
        return encode({"status": "unsendable", "text": str(error)})
    except BaseException as error:
        return encode({"status": "unsendable", "text": f"reading it raises {type(error).__name__}"})


def driven(source: str, function: Callable) -> Callable:
    """The last function of a driver's source, with `function` as its first argument."""
    space: dict[str, Any] = {"__name__": "driver", "Unusable": Unusable}
    exec(compile(source, DRIVER, "exec"), space)
    driver = [value for value in space.values() if getattr(value, "__module__", "") == "driver"][-1]
    return lambda *arguments: driver(function, *arguments)


def _read(length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        piece = os.read(CALLS, length - len(data))
        if not piece:
            raise EOFError
        data += piece
    return bytes(data)


def _write(data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(CALLS, left) :]


def _failure(error: BaseException) -> dict[str, Any]:
    try:
        text = str(error)[:400]
    except BaseException:
        text = ""
    line, function = "", ""
    frame = error.__traceback__
    while frame:
        code = frame.tb_frame.f_code
        if not _is_library(code.co_filename):
            line = linecache.getline(code.co_filename, frame.tb_lineno).strip()[:200] or line
            function = code.co_name[:100]
        frame = frame.tb_next
    return {"status": "raised", "type": type(error).__name__[:100], "text": text, "line": line, "function": function}


def _is_library(file: str) -> bool:
    return (
        file in (__file__, DRIVER)
        or "site-packages" in file
        or file.startswith(("<frozen", os.path.dirname(os.__file__), UTILS))
    )


def _changes(before: tuple, after: tuple, limit: int) -> list[list]:
    """Paths to what differs between the arguments before and after, one level into dicts."""
    changed: list[list] = []
    for place, (old, new) in enumerate(zip(before, after, strict=True)):
        if isinstance(old, dict) and old.keys() == new.keys():
            changed += [[place, key] for key in old if encode(old[key], limit) != encode(new[key], limit)]
        elif encode(old, limit) != encode(new, limit):
            changed.append([place])
    return changed
