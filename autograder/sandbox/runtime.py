"""What runs beside the learner's code: takes the arguments of a call, calls, and packs what came back.

This file, `wire.py` and `errors.py` are all of the autograder that a learner's kernel can see. It holds no expected
value, no reference and no test, and nothing it says is believed: the grader judges the values that come back.
The same function serves plain functions in the unit tests of hidden tests, so that both mean the same.
"""

from __future__ import annotations

import linecache
from typing import Any

from ..errors import WireError
from ..wire import decode, encode


def serve(namespace: dict[str, Any], name: str, request: str, limit: int) -> str:
    """Call `namespace[name]` with the encoded tuple of arguments; return the encoded outcome.

    The outcome is a dict with `status`:
      missing     there is no such function
      raised      with `type`, `text` and `line`, the learner's line that failed
      unsendable  with `text`: the value may not cross
      returned    with `value` and `changed`, a list of paths such as [1, "Waa"] to arguments that the call changed
    """
    function = namespace.get(name)
    if not callable(function):
        return encode({"status": "missing"})
    arguments, before = decode(request), decode(request)
    try:
        value = function(*arguments)
    except BaseException as error:  # SystemExit too: ending the kernel is not an answer
        return encode(_failure(error))
    try:
        changed = _changes(before, arguments, limit)
        return encode({"status": "returned", "value": value, "changed": changed}, limit)
    except WireError as error:
        return encode({"status": "unsendable", "text": str(error)})
    except BaseException as error:
        return encode({"status": "unsendable", "text": f"reading it raises {type(error).__name__}"})


def _failure(error: BaseException) -> dict[str, Any]:
    try:
        text = str(error)[:400]
    except BaseException:
        text = ""
    line = ""
    frame = error.__traceback__
    while frame:
        file = frame.tb_frame.f_code.co_filename
        if "site-packages" not in file and not file.startswith("<") and file != __file__:
            line = linecache.getline(file, frame.tb_lineno).strip()[:200] or line
        frame = frame.tb_next
    return {"status": "raised", "type": type(error).__name__[:100], "text": text, "line": line}


def _changes(before: tuple, after: tuple, limit: int) -> list[list]:
    """Paths to what differs between the arguments before and after, one level into dicts."""
    changed = []
    for place, (old, new) in enumerate(zip(before, after, strict=True)):
        if encode(old, limit) == encode(new, limit):
            continue
        keys = [k for k in old if k not in new or encode(old[k], limit) != encode(new[k], limit)] if isinstance(old, dict) else []
        changed += [[place, key] for key in keys[:20]] or [[place]]
    return changed
