"""Two kinds of picture that the notebooks draw: heat maps of what a network holds, and lines over time.

A function returns the figure; the last line of a cell shows it. They know arrays and labels, no network.
matplotlib is imported inside, so that importing this module costs nothing.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["COLOURS", "EDGE", "FAINT", "INK", "KINDS", "heat_maps", "lines"]

INK, FAINT, EDGE = "#1f2430", "#5b6270", "#dcd8cc"
KINDS = {  # kind of thing: (fill, outline), those of the figures in media/
    "x": ("#d5e6fb", "#2866ad"),
    "a": ("#ffe2bf", "#9c5009"),
    "c": ("#d0eed8", "#1f7040"),
    "gate": ("#e5dcfa", "#6647bd"),
    "y": ("#fbd7e2", "#b02f5c"),
    "attention": ("#cdebee", "#0f7683"),
    "plain": ("#ffffff", "#4b5563"),
    "cell": ("#f1efe8", "#8b8678"),
    "gradient": ("#fde4e2", "#b4232a"),
    "good": ("#d0eed8", "#1f7040"),
    "bad": ("#fde4e2", "#b4232a"),
}
COLOURS = tuple(KINDS[kind][1] for kind in ("a", "c", "gate", "x", "y"))


def heat_maps(
    panels: Mapping[str, ArrayLike],
    rows: Sequence[str],
    limits: tuple[float, float] = (-1.0, 1.0),
    x_label: str = "time step",
) -> "Figure":
    """Heat maps side by side, on one colour scale, with each value written into its square.

    panels: title of each map, and its values (rows, time steps)
    rows:   a label for each row
    limits: the values of the darkest blue and the darkest red; the middle is white

    >>> len(heat_maps({"a": [[0.0, 1.0]]}, ["unit 0"]).axes)
    1
    """
    from matplotlib import pyplot

    grids = {title: np.asarray(values) for title, values in panels.items()}
    columns = sum(grid.shape[1] for grid in grids.values())
    size = (1.6 + 0.52 * columns, 0.9 + 0.42 * len(rows))
    figure, axes = pyplot.subplots(1, len(grids), figsize=size, squeeze=False, sharey=True, layout="constrained")
    for axis, (title, grid) in zip(axes[0], grids.items(), strict=True):
        axis.imshow(grid, cmap="RdBu_r", vmin=limits[0], vmax=limits[1], aspect="auto")
        axis.set(title=title, xlabel=x_label, xticks=range(grid.shape[1]))
        axis.set_yticks(range(len(rows)), rows)
        axis.tick_params(length=0)
        middle, half = sum(limits) / 2, (limits[1] - limits[0]) / 2
        for (row, column), value in np.ndenumerate(grid):
            ink = "white" if abs(value - middle) > 0.65 * half else INK
            axis.text(column, row, f"{value:.2f}", ha="center", va="center", color=ink, fontsize=8)
    pyplot.close(figure)  # or a notebook would show it twice
    return figure


def lines(series: Mapping[str, ArrayLike], x_label: str, y_label: str, log: bool = False) -> "Figure":
    """One line for each named series, over 0, 1, 2, …

    log: a logarithmic y axis, on which a steady loss per step is a straight line

    >>> len(lines({"loss": [3.0, 2.0, 1.0]}, "step", "loss").axes[0].lines)
    1
    """
    from matplotlib import pyplot
    from matplotlib.ticker import MaxNLocator, NullFormatter

    figure, axis = pyplot.subplots(figsize=(7.0, 3.2), layout="constrained")
    for index, (name, values) in enumerate(series.items()):
        axis.plot(np.asarray(values), label=name, color=COLOURS[index % len(COLOURS)], linewidth=2)
    axis.set(xlabel=x_label, ylabel=y_label, yscale="log" if log else "linear")
    axis.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    axis.yaxis.set_minor_formatter(NullFormatter())  # label powers of ten only
    axis.spines[["top", "right"]].set_visible(False)
    axis.grid(alpha=0.25)
    if len(series) > 1:
        figure.legend(frameon=False, loc="outside right center")
    pyplot.close(figure)  # or a notebook would show it twice
    return figure
