"""Hand in from a notebook, and fetch what came back: nbgrader's own commands, in the folder that they want.

This copy of the course holds no tests, so nothing is graded here. The exchange, through which work goes to the
classroom and feedback comes back, is the one that `nbgrader_config.py` names.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from . import notebook as here

ROOT = Path(__file__).resolve().parent.parent
FEEDBACK = ROOT / "feedback"
STUB = "raise NotImplementedError("


def submit(notebook: str | os.PathLike | None = None) -> None:
    """Hand in this notebook as it is saved on disk. It is graded in the classroom; `feedback()` fetches the result.

    notebook: the path of the notebook; needed only where Jupyter does not say which one this is
    """
    path, known = _which(notebook)
    if path is None or known is None:
        return
    if unsaved := here.not_saved(path, known["exercises"]):
        print(f"Not handed in: what you ran as {_names(unsaved)} is not in the saved notebook. {here.SAVE}")
        return
    if missing := _unwritten(path, known["exercises"]):
        print(f"Not written yet: {_names(missing)}.")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder, known["assignment"])
        work.mkdir()
        shutil.copyfile(path, work / path.name)
        done = _nbgrader("submit", str(work))
    if done.returncode != 0:
        print("This copy of the course holds no tests: grading happens in the classroom.")
        print(f"No exchange could be reached from here ({_reason(done)}), so hand in this file yourself:")
        print(path.resolve())
        return
    print(f"Handed in {known['assignment']}. It is graded in the classroom, not here: this copy holds no tests.")
    print("Run `from autograder import feedback; feedback()` later to fetch what came back.")


def feedback(notebook: str | os.PathLike | None = None) -> None:
    """Fetch the feedback on your submissions of this notebook, and say where the page is."""
    path, known = _which(notebook)
    if path is None or known is None:
        return
    FEEDBACK.mkdir(exist_ok=True)
    done = _nbgrader("fetch_feedback", known["assignment"], f"--Exchange.assignment_dir={FEEDBACK}")
    if done.returncode != 0:
        print(f"No exchange could be reached from here ({_reason(done)}). Ask your instructor for the page.")
        return
    pages = sorted((FEEDBACK / known["assignment"] / "feedback").rglob("*.html"), key=lambda page: page.parent.name)
    if not pages:
        print("Nothing has come back yet.")
        return
    print(f"Your feedback, the latest of {len(pages)}: open this file in JupyterLab or any browser.")
    print(pages[-1].relative_to(ROOT))


def _which(notebook: str | os.PathLike | None) -> tuple[Path | None, dict | None]:
    path = Path(notebook) if notebook is not None else here.this_notebook()
    if path is None:
        print("Open this notebook in JupyterLab, or name the file: submit('NAME.ipynb').")
        return None, None
    known = json.loads(Path(__file__).with_name("course.json").read_text(encoding="utf-8")).get(path.name)
    if known is None:
        print(f"{path.name}: is no graded notebook of this course; give the file its own name again.")
    return path, known


def _unwritten(path: Path, exercises: list[str]) -> list[str]:
    """Exercises whose saved cell still holds the line that is to be replaced."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return []
    sources = {
        cell["metadata"].get("nbgrader", {}).get("grade_id"): "".join(cell["source"])
        for cell in cells
        if isinstance(cell.get("metadata"), dict)
    }
    return [name for name in exercises if STUB in sources.get(name, "")]


def _nbgrader(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nbgrader", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def _reason(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in done.stderr.splitlines() if "ERROR" in line]
    return lines[0].rpartition("] ")[2].rstrip(".") if lines else "nbgrader stopped"


def _names(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
