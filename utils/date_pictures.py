"""Pictures of a translator of dates: where it looked, how often it was right, and a box to type a date into.

A function returns a figure, or a widget; the last line of a cell shows it. matplotlib and ipywidgets are imported
inside, so that importing this module costs nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from utils.plots import EDGE, KINDS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["attention_map", "bars", "date_box"]

WRONG, ATTENTION = KINDS["bad"][1], KINDS["attention"][1]


def attention_map(text: str, translation: str, weights: NDArray[np.floating], right: str = "") -> "Figure":
    """A picture of attention: a row for each character written, a column for each character read, dark where it looked.

    weights: (characters written, characters read or more); what goes to the padding behind the text is added up in the
             last column
    right:   the right translation, if known; characters that differ from it are red

    >>> len(attention_map("May", "05", np.full((2, 5), 0.2)).axes)
    2
    """
    from matplotlib import pyplot
    from matplotlib.colors import LinearSegmentedColormap

    read = [symbol if symbol != " " else "␣" for symbol in text]
    grid = np.column_stack([weights[:, : len(text)], weights[:, len(text) :].sum(axis=1)])
    figure, axis = pyplot.subplots(figsize=(1.4 + 0.27 * (len(text) + 1), 3.6), layout="constrained")
    image = axis.imshow(
        grid,
        cmap=LinearSegmentedColormap.from_list("attention", ["white", ATTENTION]),
        vmin=0.0,
        vmax=1.0,
        aspect="auto",
    )
    axis.set_xticks(range(len(text) + 1), [*read, "padding"])
    axis.get_xticklabels()[-1].set_rotation(90)
    axis.set_yticks(range(len(translation)), list(translation))
    for label, got, wanted in zip(axis.get_yticklabels(), translation, right or translation, strict=True):
        label.set_color(WRONG if got != wanted else "black")
    axis.set_xticks(np.arange(len(text)) + 0.5, minor=True)
    axis.grid(which="minor", axis="x", color=EDGE, linewidth=0.8)
    axis.tick_params(which="both", length=0)
    axis.set(xlabel="read", ylabel="written")
    figure.colorbar(image, ax=axis, label="weight", shrink=0.8)
    pyplot.close(figure)  # or a notebook would show it twice
    return figure


def bars(shares: Mapping[str, float], label: str = "exact match") -> "Figure":
    """A bar for each named share, with its number, from top to bottom in the order given.

    >>> len(bars({"5 Sep 1998": 1.0, "5 Sep 98": 0.9}).axes[0].patches)
    2
    """
    from matplotlib import pyplot

    figure, axis = pyplot.subplots(figsize=(7.0, 0.6 + 0.24 * len(shares)), layout="constrained")
    axis.barh(range(len(shares)), list(shares.values()), color=KINDS["x"][1], alpha=0.75)
    axis.set_yticks(range(len(shares)), list(shares))
    for place, share in enumerate(shares.values()):
        axis.text(min(share, 1.0) + 0.01, place, f"{share:.1%}", va="center", fontsize=9)
    axis.set(xlim=(0, 1.15), xticks=np.linspace(0, 1, 6), xlabel=label)
    axis.margins(y=0.02)
    axis.invert_yaxis()
    axis.spines[["top", "right"]].set_visible(False)
    axis.tick_params(length=0)
    pyplot.close(figure)
    return figure


def date_box(draw: Callable[[str], Any], text: str, examples: Sequence[str] = ()) -> Any:
    """A box to type a date into, with the picture that `draw` makes of it; press Enter to see another.

    examples: texts to choose from beside the box

    Without ipywidgets it is the picture of `text` alone. A ValueError of `draw` is shown as its sentence.
    """
    try:
        import ipywidgets
    except ImportError:
        return draw(text)
    from IPython.display import display

    box = ipywidgets.Text(text, description="a date", continuous_update=False)
    choice = ipywidgets.Dropdown(options=[text, *examples], description="or one of")
    picture = ipywidgets.Output()

    def show(_: Any = None) -> None:
        picture.clear_output(wait=True)
        with picture:
            try:
                display(draw(box.value))
            except ValueError as error:
                print(error)

    box.observe(show, "value")
    choice.observe(lambda change: setattr(box, "value", change["new"]), "value")
    show()
    return ipywidgets.VBox([ipywidgets.HBox([box, choice] if examples else [box]), picture])
