"""What no learner may see, line by line: the solutions, the hidden tests, the keys of the quizzes.

A line counts if it is long enough to be recognized, says something, and is not in the released notebooks anyway, where
a checked example or a given cell may say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from autograder import authoring, release
from autograder.course import ASSIGNMENTS, QUIZZES, ROOT

SHORTEST = 12  # characters
SOLUTION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)
# Says nothing of an answer: an import, a decorator, a closing bracket, the return of one name.
COMMON = re.compile(r"(?:from|import) .*|@.*|\W*# fmt: skip|return \w+|if not \w+:|class \w+:")
SHARED = frozenset(  # said by `utils` and by a solution or a hidden test alike, and in all of them no part of an answer
    {
        "p = parameters",
        "for t in range(T_x):",
        "Rng = np.random.Generator",
        "rng = np.random.default_rng(seed)",
        "gamma, beta, mean, variance = weights",
        "kernel, recurrent, (bias, recurrent_bias) = weights",
    }
)
BINARY = {".npz", ".npy", ".keras", ".ogg", ".png", ".mid", ".pdf"}


def leaks(folder: Path) -> list[str]:
    """`file: line` for every line below the folder that no learner may see."""
    hidden = secret_lines()
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in BINARY):
        for line in _lines(path.read_text(encoding="utf-8", errors="replace")):
            if line in hidden:
                found.append(f"{path.relative_to(folder)}: {line}")
    return found


@cache
def secret_lines() -> frozenset[str]:
    """All lines of solutions, hidden tests and keys, without those that learners are given."""
    lines = {line for text in (*solutions(), *hidden_tests(), *quiz_keys()) for line in _lines(text)}
    return frozenset(line for line in lines - _given() - SHARED if not COMMON.fullmatch(line))


def solutions() -> list[str]:
    """The bodies of all solutions."""
    scripts = [authoring.read(assignment) for assignment in ASSIGNMENTS]
    return [body for script in scripts for source in script.sources("solution") for body in SOLUTION.findall(source)]


def hidden_tests() -> list[str]:
    """The modules that hold the hidden tests and what they lean on."""
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "autograder" / "hidden").glob("*.py"))]


def quiz_keys() -> Iterator[str]:
    """What a quiz says of its options, and the formulas of its numbers."""
    for quiz in QUIZZES:
        data = yaml.safe_load(quiz.source.read_text(encoding="utf-8"))
        for question in data["questions"]:
            yield str(question.get("answer", ""))
            yield from (option["why"] for option in question.get("options", []) if "why" in option)


@cache
def _given() -> frozenset[str]:
    """Lines that a learner reads in the notebooks."""
    texts = [text for text in release.learners_files().values() if isinstance(text, str)]
    return frozenset(line for text in texts for line in _lines(text))


def _lines(text: str) -> Iterator[str]:
    """The lines as they are compared: without indentation, and without the dress that a notebook's JSON gives them."""
    for line in text.splitlines():
        bare = line.strip()
        if bare.startswith('"') and bare.rstrip(",").endswith('"'):
            bare = bare.rstrip(",")[1:-1].removesuffix("\\n").replace('\\"', '"').replace("\\\\", "\\").strip()
        if len(bare) >= SHORTEST:
            yield bare
