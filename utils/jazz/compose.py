"""Compose the corpus: `python -m utils.jazz.compose` writes the MIDI files of `utils/data/jazz` and `solos.txt` anew.

Always the same solos, from fixed seeds. About 128 bars over each chart but the one that is held out.
"""

import sys
from collections.abc import Mapping

import numpy as np

from utils.jazz import BAR
from utils.jazz.chords import Chart, read_charts
from utils.jazz.corpus import HELD_OUT, PARSED, midi_file
from utils.jazz.midi import read_midi, write_midi
from utils.jazz.soloist import compose
from utils.jazz.values import Note, parse

__all__ = ["choruses_over", "composed", "main", "parsed"]

BARS = 128  # over each chart, as nearly as whole choruses allow


def choruses_over(chart: Chart) -> int:
    """How many choruses the corpus has over a chart.

    >>> choruses_over(read_charts()["jazz blues in F"])
    11
    """
    return round(BARS * BAR / chart.length)


def composed() -> Mapping[str, list[Note]]:
    """The solo over each chart of the corpus, by the chart's name.

    >>> len(composed())
    8
    """
    charts = [chart for chart in read_charts().values() if chart.name != HELD_OUT]
    return {
        chart.name: compose(chart, choruses_over(chart), np.random.default_rng(number))
        for number, chart in enumerate(charts)
    }


def parsed() -> str:
    """The text of `solos.txt`, made from the MIDI files: a line of values for each chart.

    >>> parsed().count("two modes: ")
    1
    """
    lines = []
    for chart in read_charts().values():
        if chart.name != HELD_OUT:
            values = parse(read_midi(midi_file(chart)), chart, 0, choruses_over(chart) * chart.length)
            lines.append(f"{chart.name}: {' '.join(values)}\n")
    return "".join(lines)


def main() -> int:
    """Write all files; returns the exit code."""
    charts = read_charts()
    for name, notes in composed().items():
        write_midi(midi_file(charts[name]), notes, charts[name], choruses_over(charts[name]))
        print(f"{midi_file(charts[name]).name}: {choruses_over(charts[name])} choruses, {len(notes)} notes")
    PARSED.write_text(parsed(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
