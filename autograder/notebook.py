"""What the last cell of a notebook calls: grade the notebook the learner is in, and show the score card there.

It runs in the learner's own kernel, so it loads nothing of the grader: the grading is another process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

SAVE = "Save it (Ctrl+S, on a Mac Cmd+S) and run this cell again."


def submit(notebook: str | os.PathLike | None = None) -> None:
    """Grade this notebook as it is saved on disk, and show points and feedback.

    notebook: the path of the notebook; needed only where Jupyter does not say which one this is
    """
    path = Path(notebook) if notebook is not None else this_notebook()
    if path is None:
        print("Open this notebook in JupyterLab to submit it from here, or name the file: submit('NAME.ipynb').")
        return
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "submit", str(path), "--json"], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        print(done.stderr.strip() or "The grading failed; run `autograder doctor` in a terminal.")
        return
    result = json.loads(done.stdout)
    changed = not_saved(path, [exercise["name"] for exercise in result["exercises"]])
    _show(result, changed)


def this_notebook() -> Path | None:
    """The notebook that this kernel belongs to, as Jupyter (or VS Code) tells."""
    told = os.environ.get("JPY_SESSION_NAME") or _user_names().get("__vsc_ipynb_file__")
    return Path(told) if told and Path(told).suffix == ".ipynb" else None


def not_saved(path: Path, exercises: list[str]) -> list[str]:
    """Exercises whose latest code that was run here is not what the file holds."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return []
    saved = {"".join(cell.get("source", "")).strip() for cell in cells}
    ran = [source.strip() for source in _user_names().get("In", [])]
    latest = {name: source for source in ran for name in exercises if f"def {name}(" in source}
    return [name for name in exercises if name in latest and latest[name] not in saved]


def _show(result: dict[str, Any], changed: list[str]) -> None:
    from IPython.display import display

    from autograder.scorecard import score_card_html, score_card_text
    from autograder.verdict import Verdict

    verdict = Verdict.from_json(json.dumps(result))
    if changed:
        names = ", ".join(f"`{name}`" for name in changed)
        verdict = verdict.with_notes(
            f"What you ran as {names} differs from the saved notebook, which was graded. {SAVE}"
        )
    display({"text/html": score_card_html(verdict), "text/plain": score_card_text(verdict)}, raw=True)


def _user_names() -> dict[str, Any]:
    shell = sys.modules.get("IPython") and sys.modules["IPython"].get_ipython()
    return shell.user_ns if shell else {}
