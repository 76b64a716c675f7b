"""Write every figure of the course.

    python media/draw.py            write the SVG files beside this program
    python media/draw.py --check    write nothing; fail and name the files that differ

A figure is a function that returns SVG text. `FIGURES` says which file it becomes.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import figures_course
import figures_recurrent

FIGURES: dict[str, Callable[[], str]] = {
    "course_map_step_by_step.svg": partial(figures_course.course_map, "step_by_step"),
    "sequence_box.svg": figures_recurrent.sequence_box,
    "rnn_unrolled.svg": figures_recurrent.rnn_unrolled,
    "rnn_cell.svg": figures_recurrent.rnn_cell,
    "lstm_cell.svg": figures_recurrent.lstm_cell,
    "lstm_unrolled.svg": figures_recurrent.lstm_unrolled,
    "rnn_cell_backward.svg": figures_recurrent.rnn_cell_backward,
    "backward_through_time.svg": figures_recurrent.backward_through_time,
    "gradient_roads.svg": figures_recurrent.gradient_roads,
}


def main(arguments: list[str]) -> int:
    """Write or check; returns the exit code."""
    folder = Path(__file__).resolve().parent
    if arguments not in ([], ["--check"]):
        print("usage: python media/draw.py [--check]", file=sys.stderr)
        return 2
    stale = [name for name, draw in FIGURES.items() if _read(folder / name) != draw()]
    if arguments:
        for name in stale:
            print(f"media/{name}: differs from its drawing; run `python media/draw.py`", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        (folder / name).write_text(FIGURES[name](), encoding="utf-8", newline="\n")
        print(f"wrote media/{name}")
    return 0


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
