"""Three pictures of what a recurrent cell remembers: tracks over time, one step of its memory, who hears whom.

The lessons draw them. They know arrays, labels and kinds of things, no network. Time steps are counted from 1, as in
the formulas. matplotlib is imported inside, so that importing this module costs nothing.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from utils.plots import FAINT, INK, KINDS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["influence_maps", "memory_step", "tracks"]

Rows = Mapping[str, tuple[str, ArrayLike]]
PALE = 0.22  # how strongly the future is drawn
WIDEST = 15.0  # the line of a gate that is open, in points


def tracks(rows: Rows, now: int | None = None) -> "Figure":
    """One strip of bars for each row, over the time steps 1, 2, …

    rows: label -> (kind of thing, one value for each time step); the kind, of `utils.plots.KINDS`, decides the colour
    now:  the time step that is marked, counted from 1; what comes later is drawn pale

    >>> len(tracks({"input": ("x", [1, -1]), "memory": ("c", [0.9, 0.8])}).axes)
    2
    """
    from matplotlib import pyplot

    size = (7.2, 0.5 + 0.75 * len(rows))
    figure, axes = pyplot.subplots(len(rows), 1, figsize=size, squeeze=False, sharex=True, layout="constrained")
    _draw_tracks(list(axes[:, 0]), rows, now)
    pyplot.close(figure)  # or a notebook would show it twice
    return figure


def memory_step(rows: Rows, keep: ArrayLike, write: ArrayLike, candidate: ArrayLike, now: int) -> "Figure":
    """How one time step mixes the old memory with the candidate; below, the tracks of `rows` up to there.

    rows:      as for `tracks`; the last one is the memory, which is 0 before the first time step
    keep:      for each time step, the share of the old memory that stays
    write:     for each time step, the share of the candidate that is added
    candidate: for each time step, what could be written
    now:       the time step that is shown, counted from 1

    The line of a gate is as thick as the gate is open, and dotted where it is shut.

    >>> rows = {"memory": ("c", [0.9, 0.9])}
    >>> len(memory_step(rows, keep=[0, 1], write=[1, 0], candidate=[0.9, -1], now=2).axes)
    2
    """
    from matplotlib import pyplot

    figure = pyplot.figure(figsize=(7.2, 2.3 + 0.75 * len(rows)), layout="constrained")
    grid = figure.add_gridspec(1 + len(rows), 1, height_ratios=[2.4, *[1.0] * len(rows)])
    memory = np.asarray(list(rows.values())[-1][1], float)
    kept, written, offered = (float(np.asarray(values, float)[now - 1]) for values in (keep, write, candidate))
    before = float(memory[now - 2]) if now > 1 else 0.0
    axis = figure.add_subplot(grid[0])
    axis.set(xlim=(0, 12), ylim=(0, 4), aspect="equal")
    axis.axis("off")
    _valve(axis, (1.8, 3.0), (5.6, 3.0), kept, f"keep {kept:.3f}", (3.7, 3.55))
    _valve(axis, (6.0, 1.0), (6.0, 2.6), written, f"write {written:.3f}", (7.5, 1.75))
    axis.annotate("", (10.1, 3.0), (6.4, 3.0), arrowprops={"arrowstyle": "-|>", "color": INK, "linewidth": 1.7})
    _held(axis, (1.0, 3.0), "c", before)
    _held(axis, (11.0, 3.0), "c", float(memory[now - 1]))
    _held(axis, (6.0, 0.55), "plain", offered)
    axis.text(6.0, 3.0, "+", ha="center", va="center", fontsize=15, color=INK, bbox=_round("plain"))
    for x, y, label in (
        (1.0, 2.05, f"memory at {now - 1}"),
        (11.0, 2.05, f"memory at {now}"),
        (4.0, 0.55, "candidate"),
    ):
        axis.text(x, y, label, ha="center", va="center", fontsize=9, color=FAINT)
    first = figure.add_subplot(grid[1])
    others = [figure.add_subplot(grid[1 + place], sharex=first) for place in range(1, len(rows))]
    _draw_tracks([first, *others], rows, now)
    pyplot.close(figure)
    return figure


def influence_maps(panels: Mapping[str, ArrayLike]) -> "Figure":
    """Side by side, which inputs reach which outputs: a square is filled where an input changes an output.

    Orange: the input comes before the output or with it. Black: it comes after, so the output waits for the future.

    panels: title -> (T_x, T_y) truth values; the row is the input's time step, the column the output's

    >>> len(influence_maps({"one way": [[True, True], [False, True]]}).axes)
    1
    """
    from matplotlib import pyplot
    from matplotlib.colors import ListedColormap

    grids = {title: np.asarray(values, bool) for title, values in panels.items()}
    size = (0.5 + 2.3 * len(grids), 3.1)
    figure, axes = pyplot.subplots(1, len(grids), figsize=size, squeeze=False, sharey=True, layout="constrained")
    for axis, (title, grid) in zip(axes[0], grids.items(), strict=True):
        reached = grid * (1 + np.tri(len(grid), grid.shape[1], k=-1))
        axis.imshow(reached, cmap=ListedColormap(["white", KINDS["a"][1], INK]), vmin=0, vmax=2)
        for edge in np.arange(-0.5, max(grid.shape)):
            axis.axhline(edge, color="white", linewidth=2)
            axis.axvline(edge, color="white", linewidth=2)
        axis.set_title(title, fontsize=10)
        axis.set_xlabel("output at time step")
        axis.set_xticks(range(grid.shape[1]), _counted(grid.shape[1]))
        axis.set_yticks(range(grid.shape[0]), _counted(grid.shape[0]))
        axis.tick_params(length=0)
    axes[0, 0].set_ylabel("input at time step")
    pyplot.close(figure)
    return figure


def _draw_tracks(axes: Sequence["Axes"], rows: Rows, now: int | None) -> None:
    for axis, (label, (kind, given)) in zip(axes, rows.items(), strict=True):
        values = np.asarray(given, float)
        steps = np.arange(1, len(values) + 1)
        bars = axis.bar(steps, values, width=0.7, color=KINDS[kind][1])
        high = np.abs(values).max() or 1.0
        axis.set_ylim(-1.15 * high if values.min() < -0.05 * high else -0.06 * high, 1.15 * high)
        axis.axhline(0, color=FAINT, linewidth=0.8)
        axis.set_ylabel(label, rotation=0, ha="right", va="center", color=KINDS[kind][1])
        axis.set_yticks([])
        axis.set_xticks(steps)
        axis.tick_params(length=0, labelbottom=axis is axes[-1])
        axis.spines[["top", "right", "left", "bottom"]].set_visible(False)
        if now is not None:
            axis.axvspan(now - 0.5, now + 0.5, color=KINDS["cell"][0], zorder=0)
            for bar in bars[now:]:
                bar.set_alpha(PALE)
    axes[-1].set_xlabel("time step")


def _valve(
    axis: "Axes", start: tuple[float, float], end: tuple[float, float], share: float, label: str,
    place: tuple[float, float],
) -> None:  # fmt: skip
    """A line whose thickness is the share that passes."""
    shut = share < 0.05
    axis.plot(
        *zip(start, end, strict=True), color=KINDS["gate"][1], linewidth=1.2 if shut else max(1.2, WIDEST * share),
        linestyle=":" if shut else "-", solid_capstyle="butt", alpha=0.9, zorder=1,
    )  # fmt: skip
    axis.text(*place, label, ha="center", va="center", color=KINDS["gate"][1], fontsize=10)


def _held(axis: "Axes", at: tuple[float, float], kind: str, value: float) -> None:
    written = f"{value:+.3f}".replace("-", "−")
    axis.text(*at, written, ha="center", va="center", fontsize=11, color=INK, bbox=_round(kind), zorder=3)


def _round(kind: str) -> dict[str, object]:
    fill, outline = KINDS[kind]
    return {"boxstyle": "round,pad=0.45", "facecolor": fill, "edgecolor": outline, "linewidth": 1.5}


def _counted(length: int) -> list[str]:
    return [str(step) for step in range(1, length + 1)]
