"""The handle that a hidden test calls: the learner's function, wherever it runs.

    got = answer(xt, a_prev, parameters)

The arguments go out as data, and what comes back is data: of exact types, of bounded size, judged by the caller.
In grading the function runs in the learner's kernel (`Kernel.call`); in unit tests of hidden tests it is a plain
function (`local`). Objects such as layers and models stay where the function runs: there a driver handles them.

    got = answer.through(run_model)(weights, x)      # runs `run_model(function, weights, x)` beside the learner's code

What a learner would call a mistake is raised as Unmet, with a sentence for him.
"""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder import wire
from autograder.errors import Unmet, WireError
from autograder.sandbox import runtime

Call = Callable[[str, str], str]  # (function's name, encoded arguments) -> encoded outcome; see runtime.serve


class Answer:
    """One function of the learner's. `changed` names the arguments that its last call changed."""

    def __init__(self, name: str, call: Call, signatures: Mapping[str, Sequence[str]], driver: str = "") -> None:
        self.name = name
        self.changed: tuple[str, ...] = ()
        self._call = call
        self._signatures = signatures
        self._driver = driver

    def other(self, name: str) -> Answer:
        """The learner's function of another exercise of the same notebook."""
        return Answer(name, self._call, self._signatures)

    def through(self, driver: Callable, *helpers: Callable) -> Answer:
        """The same function, called by a driver: `driver(function, *arguments)`, its source run beside the function.

        A driver imports what it needs, calls only the helpers named here, and raises `Unusable("... a sentence ...")`
        (a name that is there without import) if it cannot work with what the function returned.
        """
        return Answer(self.name, self._call, self._signatures, driver_source(driver, *helpers))

    def __call__(self, *arguments: Any) -> Any:
        """What the function returns for these arguments. Unmet if it returns nothing that can be judged."""
        request = wire.encode(arguments)
        outcome = _outcome(self._call(self.name, f"{self._driver}\0{request}" if self._driver else request))
        match outcome:
            case {"status": "returned", "value": value, "changed": list(paths)}:
                self.changed = tuple(self._argument(path) for path in paths)
                return value
            case {"status": "missing"}:
                raise Unmet(missing(self.name))
            case {"status": "raised", "type": "NotImplementedError", "function": str(inside)}:
                calls = f"`{self.name}` calls `{inside}`, which" if self._is_other(inside) else f"`{self.name}`"
                raise Unmet(f"{calls} is not written yet.")
            case {"status": "raised", "type": str(kind), "text": str(text), "line": str(line), "function": str(inside)}:
                raise Unmet(self._stopped(kind, text, line, inside, arguments))
            case {"status": "unusable", "text": str(text)}:
                raise Unmet(f"`{self.name}`: {text}")
            case {"status": "unsendable", "text": str(text)}:
                raise Unmet(f"`{self.name}` returned something that cannot be checked: {text}.")
        raise Unmet(f"`{self.name}` gave no answer that can be read.")

    def _stopped(self, kind: str, text: str, line: str, inside: str, arguments: tuple) -> str:
        plain = re.sub(r"\x1b\[\d*m", "", text).partition("Arguments received by ")[0]  # Keras: bold, and a long tail
        plain = re.sub(r"'([a-z]\w*?)_\d+'", r"'\1'", plain)  # Keras counts layers; a learner made no 132nd one
        what = " ".join(f"{kind}: {plain}".split())
        where = f" at the line `{line}`" if line else ""
        where += f" of `{inside}`" if self._is_other(inside) else ""
        names = self._signatures.get(self.name, ())
        names = () if self._driver else names  # the driver's arguments are not the function's
        shapes = [f"{n} {a.shape}" for n, a in zip(names, arguments, strict=False) if isinstance(a, np.ndarray)]
        given = f" It was called with {', '.join(shapes)}." if shapes else ""
        lost = " Grading runs the set-up cells and your own; names of other cells are not there." * (
            kind == "NameError"
        )
        return f"`{self.name}` stopped with {what}{where}.{given}{lost}"

    def _is_other(self, function: str) -> bool:
        return function in self._signatures and function != self.name

    def _argument(self, path: Any) -> str:
        names = () if self._driver else self._signatures.get(self.name, ())
        match path:
            case [int(place)] if place < len(names):
                return names[place]
            case [int(place), str(key)] if place < len(names):
                return f'{names[place]}["{key[:40]}"]'
        return "an argument"


def driver_source(driver: Callable, *helpers: Callable) -> str:
    """The text of a driver, behind that of its helpers."""
    return "\n\n".join(textwrap.dedent(inspect.getsource(part)) for part in (*helpers, driver))


def missing(name: str) -> str:
    """The sentence about a function that is not there."""
    return f"There is no function `{name}`. Define it in its cell, under this name, and submit again."


def _outcome(text: str) -> Any:
    try:
        return wire.decode(text)
    except WireError:
        return None


def local(functions: Mapping[str, Callable], name: str, signatures: Mapping[str, Sequence[str]]) -> Answer:
    """A handle on a plain function of this process, behaving as it would in a learner's kernel."""
    return Answer(name, lambda called, request: runtime.serve(dict(functions), called, request, wire.LIMIT), signatures)
