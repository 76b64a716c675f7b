"""Learners whose answers are the same. That is no proof of anything: short functions have few right forms.

Two answers are the same `word for word`, or `in other words`: the same code but for comments, layout, docstrings and
the names of local variables.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from autograder.intake import Answers
from autograder.report.syntax import parsed

NODES = 150  # parts of the syntax that answers must have together for their being the same to mean something


@dataclass(frozen=True)
class Group:
    """Learners who share all their answers to one assignment."""

    assignment: str
    learners: tuple[str, ...]
    exercises: tuple[str, ...]
    word_for_word: bool


def groups(handed_in: Iterable[tuple[str, Answers]]) -> list[Group]:
    """Groups of two and more among (learner, answers), the largest first. Answers too short to tell are left out."""
    alike: dict[tuple[str, tuple[str, ...], str], list[tuple[str, str]]] = {}
    for learner, answers in handed_in:
        solutions = {piece.exercise: piece.source for piece in answers.pieces if piece.exercise}
        trees = [_tree(source) for source in solutions.values()]
        if sum(_size(tree) for tree in trees) >= NODES:
            mark = _hash("\n".join(_shape(tree) for tree in trees))
            alike.setdefault((answers.assignment, tuple(solutions), mark), []).append((learner, answers.key))
    found = [
        Group(assignment, tuple(learner for learner, _ in who), names, len({key for _, key in who}) == 1)
        for (assignment, names, _), who in alike.items()
        if len(who) > 1
    ]
    return sorted(found, key=lambda group: (-len(group.learners), group.assignment, group.learners))


def _tree(source: str) -> ast.Module:
    """The syntax; what has none is a text, and long enough to tell."""
    return parsed(source) or ast.Module([ast.Expr(ast.Constant(source)) for _ in range(NODES)], [])


def _size(tree: ast.AST) -> int:
    return sum(1 for _ in ast.walk(tree))


def _shape(tree: ast.Module) -> str:
    """The code without what can be changed without changing what it does."""
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        if ast.get_docstring(function, clean=False) is not None:
            function.body = function.body[1:] or [ast.Pass()]
        _rename(function)
    try:
        return ast.dump(tree)
    except RecursionError:
        return _hash(repr(tree))


def _rename(function: ast.FunctionDef) -> None:
    """Call local variables by the order in which they come. Parameters keep their names, which the exercise gives."""
    names: dict[str, str] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.setdefault(node.id, f"local {len(names)}")
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            node.id = names.get(node.id, node.id)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
