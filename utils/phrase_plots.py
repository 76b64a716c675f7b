"""Pictures of a translation: the tree that a beam leaves behind, and where attention looked.

The lesson of week 3 draws them. They know words and numbers, no network and no search. matplotlib is imported inside,
so that importing this module costs nothing.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from utils.plots import EDGE, FAINT, INK, KINDS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["beam_tree", "word_attention"]

CHOSEN, KEPT, DROPPED, END = KINDS["y"][1], INK, FAINT, "<end>"

Path = tuple[str, ...]


def beam_tree(steps: Sequence[Sequence[tuple[float, Path]]], chosen: Path, title: str = "") -> "Figure":
    """The tree of all that a beam has kept, from left to right; what became of it is read off its right end.

    steps:  for each step what was kept: (log probability, words so far, the start symbol included)
    chosen: the words of the result, drawn thick; those that were dropped later are grey

    >>> kept = [[(-0.5, ("<start>", "tea"))], [(-0.6, ("<start>", "tea", "<end>"))]]
    >>> len(beam_tree(kept, ("<start>", "tea", "<end>")).axes[0].texts)
    4
    """
    from matplotlib import pyplot

    scores = {words: score for step in steps for score, words in step}
    rows = _rows(list(scores), chosen)
    columns, height = 1 + max(len(words) for words in scores), 1 + max(rows.values())
    figure, axis = pyplot.subplots(figsize=(0.72 * columns + 0.6, 0.5 + 0.27 * height), layout="constrained")
    for words in (words for words in rows if len(words) > 1):
        colour, width = _ink(words, chosen, scores)
        axis.plot(
            [len(words) - 1.62, len(words) - 1.45],
            [rows[words[:-1]], rows[words]],
            color=colour, linewidth=width, solid_capstyle="round",
        )  # fmt: skip
    for words, row in rows.items():
        colour, width = _ink(words, chosen, scores)
        weight = "bold" if width > 2 else "normal"
        axis.text(len(words) - 1.42, row, words[-1], color=colour, va="center", fontsize=9, fontweight=weight)
        if not any(len(other) == len(words) + 1 and other[:-1] == words for other in rows):
            axis.text(len(words) - 0.6, row, f"{scores[words]:.2f}", color=colour, va="center", fontsize=8)
    axis.set(xlim=(-0.6, columns - 0.4), ylim=(height - 0.4, -0.6), title=title)
    axis.axis("off")
    pyplot.close(figure)  # or a notebook would show it twice
    return figure


def word_attention(read: Sequence[str], written: Sequence[str], weights: ArrayLike) -> "Figure":
    """A picture of attention: a row for each word written, a column for each word read, dark where it looked.

    weights: (words written, words read)

    >>> len(word_attention(["le", "vase"], ["the", "vase"], np.eye(2)).axes)
    2
    """
    from matplotlib import pyplot
    from matplotlib.colors import LinearSegmentedColormap

    grid = np.asarray(weights)
    figure, axis = pyplot.subplots(figsize=(2.2 + 0.42 * len(read), 1.3 + 0.28 * len(written)), layout="constrained")
    shades = LinearSegmentedColormap.from_list("attention", ["white", KINDS["attention"][1]])
    image = axis.imshow(grid, cmap=shades, vmin=0.0, vmax=1.0, aspect="auto")
    axis.set_xticks(range(len(read)), read, rotation=40, ha="right", rotation_mode="anchor")
    axis.set_yticks(range(len(written)), written)
    axis.set_xticks(np.arange(len(read)) - 0.5, minor=True)
    axis.set_yticks(np.arange(len(written)) - 0.5, minor=True)
    axis.grid(which="minor", color=EDGE, linewidth=0.8)
    axis.tick_params(which="both", length=0)
    axis.set(xlabel="read", ylabel="written")
    figure.colorbar(image, ax=axis, label="weight", shrink=0.8)
    pyplot.close(figure)
    return figure


def _rows(kept: list[Path], chosen: Path) -> dict[Path, float]:
    """A height for each prefix: every leaf has a row of its own, a parent stands at the height of its best child."""
    prefixes = {words[:size] for words in kept for size in range(1, len(words) + 1)}
    rows: dict[Path, float] = {}
    below = 0

    def place(words: Path) -> float:
        nonlocal below
        children = sorted(
            (other for other in prefixes if len(other) == len(words) + 1 and other[:-1] == words),
            key=lambda other: (chosen[: len(other)] != other, -_depth(other, prefixes), other),
        )
        if not children:
            rows[words] = below
            below += 1
        else:
            rows[words] = [place(child) for child in children][0]
        return rows[words]

    for root in sorted(words for words in prefixes if len(words) == 1):
        place(root)
    return rows


def _depth(words: Path, prefixes: set[Path]) -> int:
    return max(len(other) for other in prefixes if other[: len(words)] == words)


def _ink(words: Path, chosen: Path, scores: dict[Path, float]) -> tuple[str, float]:
    if chosen[: len(words)] == words:
        return CHOSEN, 2.6
    alive = any(other[: len(words)] == words and other[-1] == END for other in scores)
    return (KEPT, 1.4) if alive else (DROPPED, 1.0)
