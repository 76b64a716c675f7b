"""Signs of hostile behaviour: what was handed in, seen by someone who suspects. A sign is a reason to look, no verdict.

None of it changed a score: grading takes a learner's code alone, and gives it nothing to reach for. Nothing runs here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from autograder import authoring, intake, release
from autograder.authoring import Script
from autograder.classroom import Entry
from autograder.classroom.handed_in import HandedIn
from autograder.errors import SubmissionRefused
from autograder.intake import Answers, Cell
from autograder.report.syntax import parsed
from autograder.verdict import Verdict

FEW = 8  # signs that are listed of one submission
LINE = 100  # characters of a learner's own that are shown
MODULES = """
    IPython asyncio autograder ctypes ftplib gc http importlib inspect ipykernel jupyter_client mmap multiprocessing os
    pickle psutil pty requests resource runpy shutil signal smtplib socket socketserver ssl subprocess telnetlib tests
    threading urllib urllib3 zmq
"""
REACHES = frozenset(MODULES.split())
CALLS = frozenset({"eval", "exec", "compile", "open", "__import__", "globals", "breakpoint", "get_ipython"})
INSIDES = re.compile(
    "__(?:globals|builtins|subclasses|code|closure|bases|mro|dict|reduce|reduce_ex|getattribute)__$"
    "|(?:_getframe|_current_frames|settrace|setprofile|f_back|f_globals|f_locals|tb_frame|gi_frame)$"
)
PLACES = re.compile(
    r"(?:^|[\s'\"=])(?:/(?:proc|etc|root|home|dev|sys|var)\b|~/|\.\./)|\.ssh\b|gradebook\.db|submitted/"
)
SHELL = re.compile(r"^[ \t]*(?:!|%%?(?:bash|sh|script|system|sx|run|load_ext|cd|env)\b).*$", re.MULTILINE)
MAGIC = re.compile(r"^[ \t]*[!%].*$", re.MULTILINE)
ACTIVE = re.compile(r"<\s*(?:script|iframe|object|embed)\b|<[^>]*\son\w+\s*=|javascript:", re.IGNORECASE)


@dataclass(frozen=True)
class Sign:
    """What was seen, in our words, and the learner's own that show it."""

    what: str
    shown: str = ""


def signs(entry: Entry, received: HandedIn | None, folder: Path) -> list[Sign]:
    """What was seen of one submission; `folder` is what was handed in, not to be trusted."""
    found = [Sign("came with something that was not taken", _short(what)) for what in entry.left_out]
    found += _ended(entry.verdict)
    if received and received.answers:
        script = authoring.read(received.assignment)
        found += [*_code(received.answers, script), *_file(folder / f"{script.assignment.notebook}.ipynb", script)]
    return list(dict.fromkeys(found))[:FEW]


def _ended(verdict: Verdict | None) -> Iterator[Sign]:
    """A kernel that ended: memory, processes, files, exit()."""
    for exercise in verdict.exercises if verdict and verdict.died else ():
        for message in exercise.messages:
            if "was called, and it" in message or "does not run: it" in message:
                yield Sign("ended the process it ran in", _short(message))


def _code(answers: Answers, script: Script) -> Iterator[Sign]:
    if script.assignment.is_quiz:  # answers, which are not run
        return
    for piece in answers.pieces:
        for command in SHELL.findall(piece.source):
            yield Sign("has a command for the shell", _short(command))
        tree = parsed(MAGIC.sub("", piece.source))
        for node in ast.walk(tree) if tree else ():
            if what := _reach(node):
                yield Sign(what, _short(piece.source.splitlines()[node.lineno - 1]))  # type: ignore[attr-defined]


def _reach(node: ast.AST) -> str:
    """What this part of the code reaches for, beyond what an exercise needs; "" for nothing."""
    match node:
        case ast.Import(names=names) if any(alias.name.split(".")[0] in REACHES for alias in names):
            return "imports what no exercise needs"
        case ast.ImportFrom(module=str(module)) if module.split(".")[0] in REACHES:
            return "imports what no exercise needs"
        case ast.Call(func=ast.Name(id=name)) if name in CALLS:
            return f"calls `{name}`"
        case ast.Attribute(attr=name) if INSIDES.match(name):
            return "reaches into Python's insides"
        case ast.Constant(value=str(text)) if ACTIVE.search(text):
            return "holds a script for a page"
        case ast.Constant(value=str(text)) if len(text) < 300 and PLACES.search(text):
            return "names a place that is not its own"
    return ""


def _file(path: Path, script: Script) -> Iterator[Sign]:
    """What stands in the file beside the answers: checks and points that are not the course's, and active pages."""
    try:
        data = intake.content(path, script.assignment.limits)
        cells = intake.cells(data)
    except SubmissionRefused:
        return
    ours = _checks(script)
    for raw, cell in zip(data["cells"], cells, strict=True):
        if cell.grade_id in ours:
            yield from _edits(raw, cell, *ours[cell.grade_id])
        yield from _page(raw, cell)


@cache
def _checks(script: Script) -> dict[str, tuple[str, float]]:
    """The course's checks and points by their names."""
    cells = release.learner_notebook(script).cells
    marked = [(cell.metadata.get("nbgrader", {}), cell.source) for cell in cells]
    return {marks["grade_id"]: (source, marks["points"]) for marks, source in marked if marks.get("grade")}


def _edits(raw: dict[str, Any], cell: Cell, source: str, points: float) -> Iterator[Sign]:
    said = raw["metadata"]["nbgrader"].get("points")
    if said != points:
        yield Sign("claims other points", _short(f"{cell.grade_id}: {said!r} instead of {points:g}"))
    if cell.source.strip() != source.strip():
        known = set(source.splitlines())
        new = next((line for line in cell.source.splitlines() if line not in known), "lines are missing")
        yield Sign("has another check than the course's", _short(f"{cell.grade_id}: {new}"))


def _page(raw: dict[str, Any], cell: Cell) -> Iterator[Sign]:
    """Text and outputs that would act on a page that showed them as they are."""
    if cell.kind == "text" and (found := ACTIVE.search(cell.source)):
        yield Sign("has text with a script in it", _short(cell.source[found.start() :]))
    outputs = raw.get("outputs")
    for output in outputs if isinstance(outputs, list) else ():
        data = output.get("data") if isinstance(output, dict) else None
        for kind, value in data.items() if isinstance(data, dict) else ():
            text = "".join(map(str, value)) if isinstance(value, list) else str(value)
            found = re.search(r"\S", text) if kind == "application/javascript" else ACTIVE.search(text)
            if found and kind != "text/plain":
                yield Sign("has an output with a script in it", _short(text[found.start() :]))


def _short(text: str) -> str:
    line = " ".join(text[: 10 * LINE].split())
    return line if len(line) <= LINE else f"{line[:LINE]}…"
