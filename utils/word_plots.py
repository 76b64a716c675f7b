"""Pictures of word vectors: words in the plane where they differ most, along one axis, and before and after a change.

The notebook on word vectors calls them. A function returns the figure; the last line of a cell shows it. They know
arrays and labels, and no similarity. matplotlib is imported inside, so that importing this module costs nothing.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from utils.plots import COLOURS, EDGE, FAINT, INK, KINDS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["across", "clouds", "flatten", "number_line", "plane"]

WORD, STEP, AFTER = (KINDS[kind][1] for kind in ("x", "gate", "good"))


def flatten(vectors: ArrayLike) -> tuple[NDArray[np.float64], float]:
    """The two coordinates along which the vectors differ most (principal components), and their share of the variance.

    vectors: (m, n), one row for each word, n at least 2; returns ((m, 2), share from 0 to 1)

    >>> points, share = flatten([[0.0, 0.0, 7.0], [3.0, 0.0, 7.0], [0.0, 1.0, 7.0]])
    >>> points.shape, round(share, 6)
    ((3, 2), 1.0)
    """
    rows = np.asarray(vectors, dtype=float)
    left, sizes, _ = np.linalg.svd(rows - rows.mean(axis=0), full_matrices=False)
    points = left[:, :2] * sizes[:2]
    largest = np.abs(points).argmax(axis=0)
    points = points * np.sign(points[largest, [0, 1]])  # a component may point either way: the same on every machine
    return points, float(np.sum(sizes[:2] ** 2) / np.sum(sizes**2))


def plane(
    word_to_vec_map: Mapping[str, ArrayLike],
    pairs: Sequence[tuple[str, str]],
    dashed: Sequence[tuple[str, str]] = (),
) -> "Figure":
    """Words in the plane where they differ most, with an arrow for each pair and a dashed line for each of `dashed`.

    >>> toy = {"a": [0.0, 0.0], "b": [1.0, 0.0], "c": [0.0, 2.0], "d": [1.0, 2.0]}
    >>> len(plane(toy, [("a", "b"), ("c", "d")], [("a", "c")]).axes)
    1
    """
    from matplotlib import pyplot

    words = list(dict.fromkeys(word for pair in (*pairs, *dashed) for word in pair))
    points, share = flatten(np.array([word_to_vec_map[word] for word in words], dtype=float))
    at = dict(zip(words, points, strict=True))
    figure, axis = pyplot.subplots(figsize=(7.0, 4.2), layout="constrained")
    for start, end in dashed:
        axis.plot(*zip(at[start], at[end], strict=True), color=FAINT, linestyle="--", linewidth=1.5, zorder=1)
    for start, end in pairs:
        arrow = {"arrowstyle": "->", "color": STEP, "linewidth": 1.8, "shrinkA": 4, "shrinkB": 4}
        axis.annotate("", xy=at[end], xytext=at[start], arrowprops=arrow)
    axis.scatter(points[:, 0], points[:, 1], color=WORD, s=22, zorder=3)
    partner = dict(pairs) | {b: a for a, b in pairs}
    for word, point in at.items():
        above = point[1] >= at[partner.get(word, word)][1]  # a label stands where no arrow does
        _label(axis, word, point, 7 if above else -7)
    axis.margins(0.12)
    axis.set_title(f"these two coordinates hold {share:.0%} of the differences", fontsize=11, color=INK)
    _frameless(axis)
    pyplot.close(figure)  # or a notebook would show it twice
    return figure


def across(
    panels: Mapping[str, Mapping[str, ArrayLike]], axis: ArrayLike, pairs: Sequence[tuple[str, str]], ends: str = ""
) -> "Figure":
    """Words by how far they reach along an axis (across) and by what else sets them apart most (up), in panels.

    panels: title of each panel, and its words with their vectors; the same words in each
    axis:   (n,), of any length above zero
    pairs:  words to join by an arrow
    ends:   what the axis measures

    >>> toy = {"he": [-1.0, 0.0], "she": [1.0, 0.0], "nurse": [0.5, 1.0]}
    >>> len(across({"before": toy, "after": toy}, [2.0, 0.0], [("he", "she")]).axes)
    2
    """
    from matplotlib import pyplot

    unit = np.asarray(axis, dtype=float) / np.linalg.norm(axis)
    rows = {title: np.array([*words.values()], dtype=float) for title, words in panels.items()}
    rest = [vectors - np.outer(vectors @ unit, unit) for vectors in rows.values()]
    centre = rest[0].mean(axis=0)
    up = np.linalg.svd(rest[0] - centre, full_matrices=False)[2][0]
    up = up * np.sign(up[np.abs(up).argmax()])  # it may point either way: the same on every machine
    figure, axes = pyplot.subplots(
        1, len(panels), figsize=(8.0, 3.8), squeeze=False, sharex=True, sharey=True, layout="constrained"
    )
    for plot, (title, words), vectors, others in zip(axes[0], panels.items(), rows.values(), rest, strict=True):
        at = dict(zip(words, zip(vectors @ unit, (others - centre) @ up, strict=True), strict=True))
        plot.axvline(0.0, color=FAINT, linewidth=1.2)
        for start, end in pairs:
            plot.annotate("", xy=at[end], xytext=at[start], arrowprops={"arrowstyle": "->", "color": STEP})
        plot.scatter(*zip(*at.values(), strict=True), color=WORD, s=22, zorder=3)
        for word, point in at.items():
            _label(plot, word, point, 6)
        plot.margins(0.2)
        plot.set_title(title, fontsize=11)
        plot.set_xlabel(ends)
        plot.set_yticks([])
        plot.spines[["top", "right", "left"]].set_visible(False)
    pyplot.close(figure)
    return figure


def number_line(before: Mapping[str, float], after: Mapping[str, float] | None = None, ends: str = "") -> "Figure":
    """Each word at its value, in rows from the smallest value to the largest.

    after: the values of the same words afterwards, drawn as rings, with a line from the one to the other
    ends:  what the axis measures

    >>> len(number_line({"nurse": 0.4, "boss": -0.4}, {"nurse": 0.0, "boss": 0.0}, "man … woman").axes)
    1
    """
    from matplotlib import pyplot

    words = sorted(before, key=lambda word: before[word])
    rows = np.arange(len(words))
    figure, axis = pyplot.subplots(figsize=(7.0, 0.9 + 0.23 * len(words)), layout="constrained")
    axis.axvline(0.0, color=FAINT, linewidth=1.2)
    axis.scatter([before[word] for word in words], rows, color=WORD, s=34, zorder=3, label="before")
    if after is not None:
        axis.hlines(rows, [before[w] for w in words], [after[w] for w in words], color=FAINT, linewidth=1.2)
        ends_at = [after[word] for word in words]
        axis.scatter(ends_at, rows, s=34, zorder=4, facecolors="white", edgecolors=AFTER, linewidths=1.8, label="after")
        axis.legend(frameon=False, loc="lower right")
    axis.set_yticks(rows, words)
    axis.set_xlabel(ends)
    axis.tick_params(length=0)
    axis.grid(axis="x", alpha=0.25)
    axis.spines[["top", "right", "left"]].set_visible(False)
    pyplot.close(figure)
    return figure


def clouds(panels: Mapping[str, ArrayLike], groups: Mapping[str, ArrayLike]) -> "Figure":
    """Panels side by side, each with its rows in the plane where they differ most, coloured by group.

    panels: title of each panel, and its vectors (m, n)
    groups: name of each group, and which rows belong to it, (m,) of bool

    >>> len(clouds({"before": np.eye(3), "after": np.eye(3)}, {"a": [True, False, True]}).axes)
    2
    """
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, len(panels), figsize=(8.0, 3.6), squeeze=False, layout="constrained")
    for axis, (title, vectors) in zip(axes[0], panels.items(), strict=True):
        points, share = flatten(vectors)
        for number, (name, members) in enumerate(groups.items()):
            axis.scatter(*points[np.asarray(members)].T, s=7, alpha=0.6, color=COLOURS[(3, 4)[number % 2]], label=name)
        axis.set_title(f"{title} ({share:.0%} of the differences)", fontsize=11)
        _frameless(axis)
    axes[0, 0].legend(frameon=False, markerscale=2, fontsize=9, loc="upper center", bbox_to_anchor=(0.5, 0), ncols=2)
    pyplot.close(figure)
    return figure


def _label(axis: "Axes", word: str, point: Sequence[float], up: int) -> None:
    """The word above its point, or below it if `up` is negative."""
    side = "bottom" if up > 0 else "top"
    axis.annotate(
        word, (point[0], point[1]), (0, up), textcoords="offset points", ha="center", va=side, color=INK, fontsize=10.5
    )


def _frameless(axis: "Axes") -> None:
    axis.set_xticks([])
    axis.set_yticks([])
    axis.spines[:].set_color(EDGE)
