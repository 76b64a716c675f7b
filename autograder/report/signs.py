"""Signs of hostile behaviour: what was handed in, seen by someone who suspects. A sign is a reason to look, not a verdict.

None of it changed a score: grading takes a learner's code alone, and gives it nothing to reach for. Nothing is run here.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder import authoring, intake, release
from autograder.authoring import Script
from autograder.classroom import Entry
from autograder.intake import Answers
from autograder.report.syntax import parsed
from autograder.verdict import Verdict

FEW = 8  # signs that are listed of one submission
LINE = 100  # characters of a learner's line that are shown
MODULES = {
    "asyncio ctypes ftplib gc http importlib inspect mmap multiprocessing os pickle pty resource runpy shutil signal "
    "smtplib socket socketserver ssl subprocess sys telnetlib threading urllib urllib3 requests autograder tests zmq "
    "IPython ipykernel jupyter_client psutil"
}
REACHES = frozenset(" ".join(MODULES).split())
CALLS = frozenset({"eval", "exec", "compile", "open", "__import__", "globals", "breakpoint", "get_ipython"})
INSIDES = re.compile(r"__(?!init__|name__|doc__|call__|len__|getitem__|setitem__|iter__|next__|enter__|exit__)\w+__$")
PATHS = re.compile(r"(?:^|[\s'\"=])(?:/(?:proc|etc|root|home|dev|sys|tmp|var)\b|~/|\.\./)|\.ssh\b|gradebook|submitted/")
SHELL = re.compile(r"^\s*(?:!|%%?(?:bash|sh|script|system|sx|run|load_ext|cd|env)\b)", re.MULTILINE)
ACTIVE = re.compile(r"<\s*(?:script|iframe|object|embed|form|svg|img[^>]*\bon\w+\s*=)|\bon\w+\s*=|javascript:", re.I)
ACTIVE_TYPES = ("text/html", "image/svg+xml", "application/javascript", "text/markdown", "text/latex")


@dataclass(frozen=True)
class Sign:
    """What was seen, in our words, and the learner's own that show it."""

    what: str
    shown: str = ""


def signs(entry: Entry, answers: Answers | None, notebook: Path) -> list[Sign]:
    """Everything that was seen of one submission; `notebook` is the file that was handed in, not to be trusted."""
    found = [Sign("handed in with it, and not taken", what) for what in entry.left_out]
    found += _ended(entry.verdict)
    if answers is not None:
        script = authoring.read(_assignment(answers))
        data = _content(notebook, script.assignment.limits.notebook_bytes)
        found += [*_code(answers), *_edits(data, script), *_page(data)]
    return list(dict.fromkeys(found))[:FEW]


def _assignment(answers: Answers):  # type: ignore[no-untyped-def]
    from autograder import course

    return course.find(answers.assignment)


def _ended(verdict: Verdict | None) -> Iterator[Sign]:
    """A kernel that ended: memory, processes, files, exit()."""
    if verdict is None or not verdict.died:
        return
    for exercise in verdict.exercises:
        for message in exercise.messages:
            if "was called, and it" in message or "does not run: it" in message:
                yield Sign("its code ended the process it ran in", message)


def _code(answers: Answers) -> Iterator[Sign]:
    for piece in answers.pieces:
        for line in SHELL.findall(piece.source):
            yield Sign("a command for the shell", _short(line.strip()))
        tree = parsed(piece.source)
        lines = piece.source.splitlines()
        for node in ast.walk(tree) if tree else ():
            if what := _reach(node):
                yield Sign(what, _short(lines[node.lineno - 1].strip()))  # type: ignore[attr-defined]


def _reach(node: ast.AST) -> str:
    """What this part of the code reaches for, beyond what an exercise needs; "" for nothing."""
    if isinstance(node, ast.Import) and any(alias.name.split(".")[0] in REACHES for alias in node.names):
        return "imports what no exercise needs"
    if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in REACHES:
        return "imports what no exercise needs"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
        return f"calls `{node.func.id}`"
    if isinstance(node, ast.Attribute) and INSIDES.match(node.attr):
        return "reaches into Python's insides"
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if ACTIVE.search(node.value):
            return "holds a script for a page"
        if len(node.value) < 300 and PATHS.search(node.value):
            return "names a place that is not its own"
    return ""


def _edits(notebook: dict[str, Any], script: Script) -> Iterator[Sign]:
    """Checks and points that are not those of the course."""
    ours = {cell.metadata["nbgrader"]["grade_id"]: cell for cell in _graded(script)}
    for cell in _cells(notebook):
        marks = cell.get("metadata", {}).get("nbgrader", {}) if isinstance(cell.get("metadata"), dict) else {}
        name = marks.get("grade_id") if isinstance(marks, dict) else None
        if not isinstance(name, str) or name not in ours:
            continue
        if marks.get("points") != ours[name].metadata["nbgrader"]["points"]:
            yield Sign("says other points than the course", f"{name}: {_short(repr(marks.get('points')))}")
        source = intake.text_of(cell)
        if source.strip() != ours[name].source.strip():
            yield Sign("has another check than the course", _short(f"{name}: {_first_new(source, ours[name].source)}"))


def _page(notebook: dict[str, Any]) -> Iterator[Sign]:
    """Text and outputs that would act on the page they are shown on."""
    for cell in _cells(notebook):
        source = intake.text_of(cell)
        if cell.get("cell_type") != "code" and (found := re.search(r"<\s*(script|iframe|object|embed)", source, re.I)):
            yield Sign("text with a script for a page", _short(source[found.start() :]))
        outputs = cell.get("outputs")
        for output in outputs if isinstance(outputs, list) else ():
            data = output.get("data") if isinstance(output, dict) else None
            for kind in ACTIVE_TYPES if isinstance(data, dict) else ():
                text = intake.joined(data.get(kind, ""))
                if kind == "application/javascript" and text or (found := ACTIVE.search(text)):
                    yield Sign("an output with a script for a page", _short(text))


def _graded(script: Script) -> list[Any]:
    cells = release.learner_notebook(script).cells
    return [cell for cell in cells if cell.metadata.get("nbgrader", {}).get("grade")]


def _content(path: Path, most: int) -> dict[str, Any]:
    try:
        data = json.loads(intake.text_of_file(path, most))
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    cells = notebook.get("cells")
    return [cell for cell in cells if isinstance(cell, dict)] if isinstance(cells, list) else []


def _first_new(source: str, ours: str) -> str:
    known = set(ours.splitlines())
    return next((line.strip() for line in source.splitlines() if line not in known), "(lines are missing)")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LINE else f"{line[:LINE]} …"
