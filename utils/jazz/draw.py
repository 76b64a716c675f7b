"""Piano rolls: a solo as bars of pitch over time, chord tones in one colour, all others in another.

A function returns the figure; the last line of a cell shows it. matplotlib is imported inside.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from utils.jazz import BAR
from utils.jazz.chords import Chart
from utils.jazz.values import Note, heard
from utils.plots import FAINT, INK, KINDS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["piano_rolls", "spreads"]

CHORD_TONE, OTHER = KINDS["c"][1], KINDS["a"][1]
SERIES = (KINDS["x"][1], KINDS["y"][1], FAINT)


def piano_rolls(solos: Mapping[str, tuple[Sequence[Note], Chart]], bars: int = 8) -> "Figure":
    """The first bars of some solos, one under the other, each over its chords.

    solos: title of each panel, and its notes and chart

    >>> from utils.jazz.chords import chart
    >>> len(piano_rolls({"a solo": ([Note(0, 3, 65)], chart("| Dm7 |"))}, bars=1).axes)
    1
    """
    from matplotlib import pyplot

    size = (10.0, 0.6 + 1.9 * len(solos))
    figure, axes = pyplot.subplots(len(solos), 1, figsize=size, squeeze=False, layout="constrained")
    for axis, (title, (notes, chart)) in zip(axes[:, 0], solos.items(), strict=True):
        shown = [note for note in notes if note.start < bars * BAR]
        for inside, colour, label in ((True, CHORD_TONE, "chord tone"), (False, OTHER, "other")):
            some = [n for n in shown if (n.pitch % 12 in heard(chart, n.start).tones) is inside]
            spans = [note.length * 0.92 for note in some]
            axis.barh([n.pitch for n in some], spans, 0.9, [n.start for n in some], color=colour, label=label)
        low, high = min((n.pitch for n in shown), default=60), max((n.pitch for n in shown), default=72)
        for time in range(bars * BAR):
            if time == 0 or chart.at(time) is not chart.at(time - 1):
                axis.text(time + 0.3, high + 2.2, chart.at(time).name, fontsize=8, va="center", color=INK)
        axis.set_title(title, loc="left", fontsize=10)
        axis.set(xlim=(0, bars * BAR), ylim=(low - 1.5, high + 4), ylabel="pitch")
        axis.set_xticks(np.arange(0, bars * BAR, BAR), [f"bar {bar + 1}" for bar in range(bars)], ha="left")
        axis.grid(axis="x", alpha=0.4)
        axis.spines[["top", "right"]].set_visible(False)
    axes[0, 0].legend(frameon=False, fontsize=8, ncols=2, loc="lower right", bbox_to_anchor=(1.0, 1.0))
    pyplot.close(figure)  # or a notebook would show it twice
    return figure


def spreads(groups: Mapping[str, Sequence[Mapping[str, float]]]) -> "Figure":
    """One panel for each figure of the solos, with a dot for each solo of each group.

    groups: name of a group, and the figures of each of its solos, by name

    >>> len(spreads({"played": [{"density": 1.0, "entropy": 2.0}]}).axes)
    2
    """
    from matplotlib import pyplot

    names = list(next(iter(groups.values()))[0])
    figure, axes = pyplot.subplots(1, len(names), figsize=(10.0, 2.6), squeeze=False, layout="constrained")
    for axis, name in zip(axes[0], names, strict=True):
        for row, solos in enumerate(groups.values()):
            values = [solo[name] for solo in solos]
            wiggle = np.linspace(-0.18, 0.18, len(values)) if len(values) > 1 else [0.0]
            axis.plot(values, row + np.array(wiggle), "o", ms=4, alpha=0.6, color=SERIES[row % len(SERIES)])
        axis.set(title=name, ylim=(len(groups) - 0.5, -0.5))
        axis.set_yticks(range(len(groups)), list(groups) if axis is axes[0, 0] else [""] * len(groups))
        axis.tick_params(axis="y", length=0)
        axis.spines[["top", "right", "left"]].set_visible(False)
        axis.grid(axis="x", alpha=0.25)
    pyplot.close(figure)
    return figure
