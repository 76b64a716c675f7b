"""Write every figure of the course.

    python media/draw.py            write the SVG files beside this program
    python media/draw.py --check    write nothing; fail and name the files that differ

A figure is a function that returns SVG text. In each module `figures_*.py`, `FIGURES` says which file it becomes.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIGURES: dict[str, Callable[[], str]] = {
    name: draw
    for module in sorted(path.stem for path in HERE.glob("figures_*.py"))
    for name, draw in import_module(module).FIGURES.items()
}


def main(arguments: list[str]) -> int:
    """Write or check; returns the exit code."""
    if arguments not in ([], ["--check"]):
        print("usage: python media/draw.py [--check]", file=sys.stderr)
        return 2
    stale = [name for name, draw in FIGURES.items() if _read(HERE / name) != draw()]
    if arguments:
        for name in stale:
            print(f"media/{name}: differs from its drawing; run `python media/draw.py`", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        (HERE / name).write_text(FIGURES[name](), encoding="utf-8", newline="\n")
        print(f"wrote media/{name}")
    return 0


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
