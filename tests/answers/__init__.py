"""Right and wrong answers to the exercises, to test the hidden tests and the grading with.

One folder per assignment, one file per exercise, one function per answer: `right_...` keeps all points, `wrong_...`
loses some. An answer may use what the notebook gives it (`np`, `sigmoid`, `softmax`), the functions of earlier
exercises, and what it imports itself.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """One answer. `source` defines the exercise's function under its own name; `about` says what is special."""

    exercise: str
    name: str
    right: bool
    about: str
    source: str


@cache
def collect(assignment_id: str) -> tuple[Case, ...]:
    """All answers to the exercises of an assignment."""
    return tuple(case for path in sorted((HERE / assignment_id).glob("[!_]*.py")) for case in _answers(path))


def _answers(path: Path) -> list[Case]:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    return [
        _case(path.stem, node, "\n".join(lines[node.lineno - 1 : node.end_lineno]))
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith(("right_", "wrong_"))
    ]


def _case(exercise: str, node: ast.FunctionDef, source: str) -> Case:
    source = re.sub(rf"\b{node.name}\b", exercise, source) + "\n"
    return Case(exercise, node.name, node.name.startswith("right_"), ast.get_docstring(node) or "", source)
