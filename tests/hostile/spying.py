"""What attacks have in common: looking for a secret, and telling what came of it.

The only way out for what an attack finds is a message to the learner, so every attack here tells in one: an exercise
raises `found nothing in 12 places`, or what it found. The count shows that the attack did try.
"""

from __future__ import annotations

from textwrap import dedent

from tests.hostile.cases import Work

NOTHING = "found nothing in [1-9]"
TOOLS = r"""
import ctypes, gc, glob, inspect, os, pathlib, re, socket, subprocess, sys, threading, time
found, places = [], []

def look(data, where):
    "Search text or bytes for the token, or for the name of a hidden test."
    places.append(where)
    data = data.encode("utf-8", "replace") if isinstance(data, str) else bytes(data)
    if re.search(rb"CANA" rb"RY-[0-9a-f]{32}|rnn_cell_hid" rb"den_state", data):
        found.append(where)

def look_into(path, most=1 << 24):
    places.append(path)
    try:
        with open(path, "rb", buffering=0) as file:
            look(file.read(most), path)
    except (OSError, ValueError):
        pass

def attempt(action, where):
    "What comes of it, if anything comes of it; then that is a find."
    places.append(where)
    try:
        result = action()
    except BaseException as error:
        return None
    if result:
        found.append(f"{where}: {result!r}"[:100])
    return result

def tell(*_):
    what = ", ".join(map(str, found[:3])) or "nothing"
    raise LookupError(f"found {what} in {len(places)} places")
"""


def spy(work: Work, code: str, inside: str = "", on: str = "rnn_forward") -> None:
    """Run the code in a cell of its own, the code `inside` during a call, and tell what came of both."""
    work.insert_before(on, dedent(TOOLS) + "\n" + dedent(code))
    body = "\n".join(f"    {line}" for line in dedent(inside).strip().splitlines())
    work.write(**{on: f"def {on}(*arguments):\n{body}\n    tell()"})
