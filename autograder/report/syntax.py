"""Learners' code as a tree, whatever it is. Nothing of it runs."""

from __future__ import annotations

import ast
import warnings


def parsed(source: str) -> ast.Module | None:
    """The syntax; None if it has none."""
    try:
        with warnings.catch_warnings(action="ignore"):  # of odd escapes in strings
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
