"""The reference: the source script's own solutions, run in the grader's process. A learner's kernel never sees it."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable
from functools import cache, cached_property
from typing import Any

from autograder import authoring
from autograder.answer import driver_source
from autograder.course import Assignment
from autograder.errors import SandboxError, Unmet
from autograder.sandbox import runtime


class Reference:
    """One reference function, and beside it in `functions` everything that the source's cells define.

    Calling it never changes its arguments. The cells run when the first function is asked for, not before: those of
    a Keras notebook import TensorFlow, and hidden tests that know what to expect without it never pay for that.
    """

    def __init__(self, name: str, sources: tuple[str, ...], swapped: dict[str, Callable] | None = None) -> None:
        self.name = name
        self._sources = sources
        self._swapped = swapped or {}
        self._driver = ""

    @cached_property
    def functions(self) -> dict[str, Any]:
        """Everything that the source's cells define, by name."""
        if not self._swapped:
            return _executed(self._sources)
        namespace = execute(self._sources)
        namespace.update(self._swapped)  # in place: the solutions look names up in this very dict
        return namespace

    def __call__(self, *arguments: Any) -> Any:
        try:
            function = self.functions[self.name]
            function = runtime.driven(self._driver, function) if self._driver else function
            return function(*copy.deepcopy(arguments))
        except SandboxError:
            raise
        except Exception as error:
            if self._swapped:  # by a function of the learner's, which may return anything
                raise Unmet(f"`{self.name}` cannot work with what it calls ({type(error).__name__}).") from None
            raise

    def other(self, name: str) -> Reference:
        """The reference of another exercise of the same notebook."""
        return Reference(name, self._sources, self._swapped)

    def through(self, driver: Callable, *helpers: Callable) -> Reference:
        """The same function called by a driver, as in `Answer.through`."""
        driven = self.other(self.name)
        driven._driver = driver_source(driver, *helpers)
        return driven

    def using(self, **functions: Callable) -> Reference:
        """The same reference, calling these functions wherever it would call its own of the same names."""
        return Reference(self.name, self._sources, functions)

    @cached_property
    def signatures(self) -> dict[str, tuple[str, ...]]:
        """The names of the arguments of every function that the source's cells define."""
        nodes = [node for source in self._sources for node in ast.parse(source).body]
        return {
            node.name: tuple(argument.arg for argument in (*node.args.posonlyargs, *node.args.args))
            for node in nodes
            if isinstance(node, ast.FunctionDef)
        }


@cache
def load(assignment: Assignment, name: str) -> Reference:
    """The reference of one exercise of the assignment."""
    return Reference(name, tuple(authoring.read(assignment).sources("given", "solution")))


@cache
def _executed(sources: tuple[str, ...]) -> dict[str, Any]:
    return execute(sources)


def execute(sources: tuple[str, ...]) -> dict[str, Any]:
    """What the cells define, run in order in a namespace of their own. For our own text only, never a learner's."""
    namespace: dict[str, Any] = {"__name__": "reference"}
    for number, source in enumerate(sources):
        exec(compile(source, f"<reference cell {number}>", "exec"), namespace)
    return namespace
