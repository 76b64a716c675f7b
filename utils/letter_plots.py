"""Two pictures of probabilities of letters: along a name, and side by side.

The notebook `Dinosaur_Island` draws them. They know letters and probabilities, no network. matplotlib is imported
inside, so that importing this module costs nothing.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from utils.plots import INK, KINDS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["letter_bars", "letter_map"]

END = "end"  # how the newline is written


def letter_map(probabilities: ArrayLike, letters: Sequence[str], name: str) -> "Figure":
    """A heat map: what a network expects before each letter of the name, and, outlined, what came.

    probabilities: (T, n_y), T is one more than the letters of the name: the newline comes last
    letters:       the n_y characters, in the order of their indices

    >>> len(letter_map([[0.1, 0.9], [0.8, 0.2]], ["\\n", "a"], "a").axes[0].patches)
    2
    """
    from matplotlib import pyplot
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.patches import Rectangle

    grid = np.asarray(probabilities).T
    came = [letters.index(letter) for letter in name + "\n"]
    figure, axis = pyplot.subplots(figsize=(1.8 + 0.42 * grid.shape[1], 1.1 + 0.2 * len(grid)), layout="constrained")
    image = axis.imshow(
        grid, cmap=LinearSegmentedColormap.from_list("y", ["white", KINDS["y"][1]]), vmin=0.0, vmax=1.0, aspect="auto"
    )
    for place, index in enumerate(came):
        axis.add_patch(Rectangle((place - 0.5, index - 0.5), 1, 1, fill=False, edgecolor=INK, linewidth=2))
    axis.set_yticks(range(len(letters)), _shown(letters), fontsize=9)
    axis.set_xticks(range(len(came)), _shown([*name, "\n"]))
    axis.set(xlabel="the letter that came", ylabel="letters")
    axis.tick_params(length=0)
    figure.colorbar(image, label="probability")
    pyplot.close(figure)  # or a notebook would show it twice
    return figure


def letter_bars(panels: Mapping[str, ArrayLike], letters: Sequence[str]) -> "Figure":
    """Bars below each other, one panel for each named row of probabilities, on one scale.

    >>> len(letter_bars({"T = 1": [0.5, 0.5], "T = 2": [0.4, 0.6]}, ["\\n", "a"]).axes)
    2
    """
    from matplotlib import pyplot

    size = (7.0, 0.6 + 1.15 * len(panels))
    figure, axes = pyplot.subplots(len(panels), 1, figsize=size, squeeze=False, sharex=True, sharey=True)
    for axis, (title, values) in zip(axes[:, 0], panels.items(), strict=True):
        axis.bar(range(len(letters)), np.asarray(values), color=KINDS["y"][1])
        axis.set_title(title, loc="left", fontsize=10)
        axis.spines[["top", "right"]].set_visible(False)
    axes[-1, 0].set_xticks(range(len(letters)), _shown(letters))
    figure.supylabel("probability", fontsize=10)
    figure.set_layout_engine("constrained")
    pyplot.close(figure)
    return figure


def _shown(letters: Sequence[str]) -> list[str]:
    return [END if letter == "\n" else letter for letter in letters]
