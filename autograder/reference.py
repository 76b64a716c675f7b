"""The reference: the source script's own solutions, run in the grader's process. A learner's kernel never sees it."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable
from functools import cache
from typing import Any

from autograder import authoring
from autograder.course import Assignment
from autograder.errors import SandboxError, Unmet


class Reference:
    """One reference function, and beside it in `functions` everything that the source's cells define.

    Calling it never changes its arguments.
    """

    def __init__(self, name: str, sources: tuple[str, ...], functions: dict[str, Any], swapped: bool = False) -> None:
        self.name = name
        self.functions = functions
        self._sources = sources
        self._swapped = swapped

    def __call__(self, *arguments: Any) -> Any:
        try:
            return self.functions[self.name](*copy.deepcopy(arguments))
        except SandboxError:
            raise
        except Exception as error:
            if self._swapped:  # by a function of the learner's, which may return anything
                raise Unmet(f"`{self.name}` cannot work with what it calls ({type(error).__name__}).") from None
            raise

    def other(self, name: str) -> Reference:
        """The reference of another exercise of the same notebook."""
        return Reference(name, self._sources, self.functions, self._swapped)

    def using(self, **functions: Callable) -> Reference:
        """The same reference, calling these functions wherever it would call its own of the same names."""
        namespace = execute(self._sources)
        namespace.update(functions)  # in place: the solutions look names up in this very dict
        return Reference(self.name, self._sources, namespace, swapped=True)

    @property
    def signatures(self) -> dict[str, tuple[str, ...]]:
        """The names of the arguments of every function that the source's cells define."""
        return {n: tuple(inspect.signature(f).parameters) for n, f in self.functions.items() if inspect.isfunction(f)}


@cache
def load(assignment: Assignment, name: str) -> Reference:
    """The reference of one exercise of the assignment."""
    sources = tuple(authoring.read(assignment).sources("given", "solution"))
    return Reference(name, sources, execute(sources))


def execute(sources: tuple[str, ...]) -> dict[str, Any]:
    """What the cells define, run in order in a namespace of their own. For our own text only, never a learner's."""
    namespace: dict[str, Any] = {"__name__": "reference"}
    for number, source in enumerate(sources):
        exec(compile(source, f"<reference cell {number}>", "exec"), namespace)
    return namespace
