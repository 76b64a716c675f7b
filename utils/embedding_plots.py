"""Pictures for learned word vectors: maps of words, tables of counts, and lines over values of your own.

The lesson of week 2 calls them. A function returns the figure; the last line of a cell shows it. They know arrays and
labels, and neither words nor training. matplotlib is imported inside, so that importing this module costs nothing.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from utils.plots import COLOURS, EDGE, FAINT, INK, KINDS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["count_tables", "curves", "maps", "word_map"]

GROUPS = (*COLOURS, KINDS["attention"][1], FAINT, INK)  # as many colours as a map may have groups


def word_map(
    places: ArrayLike, groups: Mapping[str, Sequence[str]], title: str = "", arrows: Sequence[tuple[str, str]] = ()
) -> "Figure":
    """Every word at its place, coloured by its group, with an arrow for each pair of words.

    places: (m, 2), in the order of the words of all groups, one group after the other

    >>> len(word_map([[0.0, 0.0], [1.0, 1.0]], {"pets": ["cat"], "money": ["tax"]}).axes[0].texts)
    2
    """
    from matplotlib import pyplot

    every = [word for words in groups.values() for word in words]
    few, sizes = len(every) < 30, {name: len(words) for name, words in groups.items()}
    _check(places, sizes)
    figure, axis = pyplot.subplots(figsize=(7.0, 4.2) if few else (9.4, 6.4), layout="constrained")
    _scatter(axis, places, sizes, size=22 if few else 16)
    for word, point in zip(every, np.asarray(places), strict=True):
        axis.annotate(word, point, (3, 2), textcoords="offset points", fontsize=10 if few else 8, color=INK)
    at = dict(zip(every, np.asarray(places), strict=True))
    for start, end in arrows:
        axis.annotate("", at[end], at[start], arrowprops={"arrowstyle": "->", "color": INK, "linewidth": 1.4})
    axis.margins(x=0.09)
    axis.set_title(title, fontsize=11)
    if len(groups) > 1:
        columns = min(len(groups), 4)
        axis.legend(frameon=False, fontsize=9, ncols=columns, loc="upper center", bbox_to_anchor=(0.5, -0.01))
    pyplot.close(figure)  # or a notebook would show it twice
    return figure


def maps(panels: Mapping[str, ArrayLike], groups: Mapping[str, int]) -> "Figure":
    """Panels of points side by side, coloured by group; all at the same scale within a panel.

    panels: title of each panel, and its points (m, 2)
    groups: name of each group, and how many of the points belong to it, one group after the other

    >>> len(maps({"a": np.eye(2), "b": np.eye(2)}, {"one": 1, "two": 1}).axes)
    2
    """
    from matplotlib import pyplot

    for places in panels.values():
        _check(places, groups)
    width = 2.6 * max(len(panels), 2)
    figure, axes = pyplot.subplots(1, len(panels), figsize=(width, 2.9), squeeze=False, layout="constrained")
    for axis, (title, places) in zip(axes[0], panels.items(), strict=True):
        _scatter(axis, places, groups, size=9)
        axis.set_aspect("equal", adjustable="datalim")
        axis.set_title(title, fontsize=10)
    if len(groups) > 1:
        names, labels = axes[0, 0].get_legend_handles_labels()
        figure.legend(names, labels, frameon=False, fontsize=9, ncols=4, loc="outside lower center", markerscale=1.6)
    pyplot.close(figure)
    return figure


def count_tables(panels: Mapping[str, ArrayLike], words: Sequence[str]) -> "Figure":
    """Tables of words by words side by side, a number in each square and darker for larger ones.

    panels: title of each table, and its numbers (V, V)

    >>> len(count_tables({"X": [[3, 1], [1, 0]]}, ["loop", "else"]).axes[0].texts)
    4
    """
    from matplotlib import pyplot

    width, height = 0.5 * len(words) + 0.2, 0.36 * len(words) + 1.2
    size = (1.1 + width * len(panels), height)
    figure, axes = pyplot.subplots(1, len(panels), figsize=size, squeeze=False, sharey=True, layout="constrained")
    for axis, (title, values) in zip(axes[0], panels.items(), strict=True):
        grid = np.log1p(np.maximum(np.asarray(values, dtype=float), 0.0))
        axis.imshow(grid, cmap="Blues", vmin=0, vmax=grid.max() or 1.0, aspect="auto")
        axis.set_title(title, fontsize=11)
        axis.set_xticks(range(len(words)), words, rotation=55, ha="right")
        axis.set_yticks(range(len(words)), words)
        axis.tick_params(length=0)
        for (row, column), value in np.ndenumerate(np.asarray(values)):
            ink = "white" if grid[row, column] > 0.65 * grid.max() else INK
            axis.text(column, row, f"{value:.0f}", ha="center", va="center", color=ink, fontsize=8)
    pyplot.close(figure)
    return figure


def curves(
    x: ArrayLike, series: Mapping[str, ArrayLike], x_label: str, y_label: str, log: bool = False
) -> "Figure":  # fmt: skip
    """One line for each named series, over x.

    log: a logarithmic x axis whose ticks are the values of x

    >>> len(curves([25, 100], {"borrowed": [0.6, 0.7]}, "sentences", "right", log=True).axes[0].lines)
    1
    """
    from matplotlib import pyplot
    from matplotlib.ticker import NullLocator

    figure, axis = pyplot.subplots(figsize=(7.0, 3.2), layout="constrained")
    marker = "o" if len(np.asarray(x)) < 20 else ""
    for number, (name, values) in enumerate(series.items()):
        axis.plot(x, values, label=name, color=COLOURS[number % len(COLOURS)], linewidth=2, marker=marker, markersize=4)
    if log:
        axis.set_xscale("log")
        axis.xaxis.set_minor_locator(NullLocator())
        axis.set_xticks(np.asarray(x), [f"{value:g}" for value in np.asarray(x)])
    axis.set(xlabel=x_label, ylabel=y_label)
    axis.spines[["top", "right"]].set_visible(False)
    axis.grid(alpha=0.25)
    if len(series) > 1:
        axis.legend(frameon=False)
    pyplot.close(figure)
    return figure


def _check(places: ArrayLike, groups: Mapping[str, int]) -> None:
    """Before a figure is opened: an error would leave it open."""
    if sum(groups.values()) != len(np.asarray(places)):
        raise ValueError(f"groups: {sum(groups.values())} members for {len(np.asarray(places))} points")


def _scatter(axis: "Axes", places: ArrayLike, groups: Mapping[str, int], size: float) -> None:
    """The points, group after group; without numbers on the axes, which mean nothing."""
    points, start = np.asarray(places, dtype=float), 0
    for (name, members), colour in zip(groups.items(), GROUPS, strict=False):
        x, y = points[start : start + members].T
        axis.scatter(x, y, s=size, color=colour, label=name)
        start += members
    axis.set_xticks([])
    axis.set_yticks([])
    axis.spines[:].set_color(EDGE)
