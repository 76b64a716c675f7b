"""The course as an instructor may publish it: notebooks, `utils`, figures, lock; no answer, no hidden test, no key.

    paths = export(folder)          write it into an empty folder; what was written
    leaks(folder)                   lines of answers and hidden tests that are in a folder all the same

It is made from the sources and not from the notebooks that lie about, which somebody may have solved. What is only for
it stands in `handout/`: its README, and an `autograder` that hands in and fetches feedback, since it cannot grade.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from autograder import authoring, release
from autograder.course import GRADED, ROOT
from autograder.errors import AutograderError
from autograder.student.secrets import leaks
from autograder.writing import write_whole

__all__ = ["export", "leaks"]

HANDOUT = Path(__file__).parent / "handout"
AS_IT_IS = ("LICENSE", "environment.yml", "requirements.lock", "media/rnn_unrolled.svg", "autograder/notebook.py")
FOLDERS = ("utils", ".binder", ".devcontainer")
SETTINGS = ROOT / "autograder" / "lab" / "settings" / "learner"
TABLE = "## The course\n"


def export(folder: Path) -> list[Path]:
    """Write the learners' course into the folder, which must be empty or not there. AutograderError if it is not."""
    if folder.is_file() or folder.is_dir() and any(folder.iterdir()):
        raise AutograderError(f"{folder}: is not an empty folder; name a new one.")
    written = []
    for name, source in _files():
        target = folder / name
        if isinstance(source, Path):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            target.chmod(0o755 if source.stat().st_mode & 0o100 else 0o644)
        else:
            write_whole(target, source, mode=0o644)
        written.append(target)
    if found := leaks(folder):
        raise AutograderError(f"{folder}: holds what no learner may see; do not publish it: {'; '.join(found[:5])}")
    return written


def _files() -> Iterator[tuple[Path, Path | str | bytes]]:
    """(path in the export, the file to copy or what to write)."""
    for path, text in release.learners_files().items():
        yield path.relative_to(ROOT), text
    for name in AS_IT_IS:
        yield Path(name), ROOT / name
    for path in sorted(path for name in FOLDERS for path in (ROOT / name).rglob("*")):
        if path.is_file() and _is_learners(path.relative_to(ROOT)):
            yield path.relative_to(ROOT), path
    for path in sorted(SETTINGS.glob("*.json")):
        yield Path("settings", path.name), _settings(path)
    for path in sorted(HANDOUT.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(HANDOUT), path.read_text(encoding="utf-8").replace("<<the course>>", _table())
    yield Path("autograder", "course.json"), json.dumps(_course(), indent=1)


def _is_learners(path: Path) -> bool:
    """Whether a file is the learners': not what made the data, and nothing that lies about."""
    made = path.parts[:2] == ("utils", "data") and path.suffix == ".py"
    return not made and path.suffix != ".pyc" and ".ipynb_checkpoints" not in path.parts


def _settings(path: Path) -> str:
    """Jupyter's settings for learners, without what belongs to the grader."""
    data = json.loads(path.read_text(encoding="utf-8"))
    extensions = data.get("ServerApp", {}).get("jpserver_extensions", {})
    for name in [name for name in extensions if name.startswith("autograder")]:
        del extensions[name]
    return json.dumps(data, indent=2) + "\n"


def _table() -> str:
    """What the course consists of, as the README has it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return readme.partition(TABLE)[2].partition("\n## ")[0].strip()


def _course() -> dict[str, dict]:
    """What handing in has to know: notebook -> its assignment and exercises."""
    return {
        assignment.path.name: {
            "assignment": assignment.id,
            "exercises": [exercise.name for exercise in authoring.read(assignment).exercises],
        }
        for assignment in GRADED
    }
