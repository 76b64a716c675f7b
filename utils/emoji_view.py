"""How sentences, their emoji and a classifier's mistakes are shown: text in the page, figures, a box to type in.

The Emojify notebook calls these functions. A classifier is to them a function from a sentence to probabilities.
Emoji are shown as text, which every browser can draw; figures say their names instead, since few fonts have them.
"""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from utils.emoji import EMOJIS, NAMES
from utils.plots import COLOURS, INK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Lines", "bars", "confusion", "emojified", "sentence_box"]

Classifier = Callable[[str], ArrayLike]  # a sentence -> (5,) probabilities
CELL = "padding:2px 10px;text-align:left"


class Lines:
    """A small table that shows itself in a notebook, and as text elsewhere.

    >>> Lines([["I am hungry", "🍴"]])
    I am hungry  🍴
    """

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        self.rows = [tuple(map(str, row)) for row in rows]

    def __repr__(self) -> str:
        widths = [max(map(len, column)) for column in zip(*self.rows, strict=True)]
        return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in self.rows)

    def _repr_html_(self) -> str:
        cells = ("".join(f'<td style="{CELL}">{escape(cell)}</td>' for cell in row) for row in self.rows)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def emojified(sentences: Iterable[str], probabilities: ArrayLike, wanted: Sequence[int] | None = None) -> Lines:
    """Sentences, each with its most likely emoji and how sure the classifier is.

    probabilities: (m, 5)
    wanted:        (m,), the right classes, to be shown too

    >>> emojified(["I am hungry"], [[0.1, 0.0, 0.0, 0.0, 0.9]])
    I am hungry  🍴  90 %
    >>> emojified(["I am hungry"], [[0.6, 0.0, 0.0, 0.0, 0.4]], wanted=[4])
    I am hungry  ❤️  60 %  right: 🍴
    """
    rows = []
    for number, (sentence, shares) in enumerate(zip(sentences, np.asarray(probabilities), strict=True)):
        best = int(np.argmax(shares))
        row = [" ".join(str(sentence).split()), EMOJIS[best], f"{100 * shares[best]:.0f} %"]
        rows.append(row + ([f"right: {EMOJIS[int(wanted[number])]}"] if wanted is not None else []))
    return Lines(rows)


def confusion(wanted: ArrayLike, predicted: ArrayLike, title: str = "") -> "Figure":
    """How often each class was taken for each: rows are right classes, columns predicted ones.

    wanted, predicted: (m,) or (m, 1), classes

    >>> len(confusion([0, 4, 4], [0, 4, 2]).axes)
    1
    """
    from matplotlib import pyplot

    counts = np.zeros((len(NAMES), len(NAMES)), dtype=int)
    np.add.at(counts, (np.ravel(wanted).astype(int), np.ravel(predicted).astype(int)), 1)
    figure, axis = pyplot.subplots(figsize=(5.6, 4.2), layout="constrained")
    axis.imshow(counts, cmap="Blues", vmin=0)
    short = ["fork" if name.startswith("fork") else name for name in NAMES]
    axis.set_xticks(range(len(NAMES)), short)
    axis.set_yticks(range(len(NAMES)), short)
    axis.set(xlabel="predicted", ylabel="right", title=title)
    axis.tick_params(length=0)
    for (row, column), count in np.ndenumerate(counts):
        ink = "white" if count > 0.6 * counts.max() else INK
        axis.text(column, row, str(count), ha="center", va="center", color=ink)
    pyplot.close(figure)  # or a notebook would show it twice
    return figure


def bars(groups: dict[str, dict[str, tuple[float, float]]], y_label: str) -> "Figure":
    """Bars side by side, with a line for the spread of each.

    groups: name of a series -> name of a group -> (mean, spread)

    >>> len(bars({"V1": {"train": (0.7, 0.1)}, "V2": {"train": (0.9, 0.1)}}, "accuracy").axes[0].patches)
    2
    """
    from matplotlib import pyplot

    figure, axis = pyplot.subplots(figsize=(7.6, 3.2), layout="constrained")
    width = 0.8 / len(groups)
    for index, (name, values) in enumerate(groups.items()):
        means, spreads = zip(*values.values(), strict=True)
        places = np.arange(len(values)) + (index - (len(groups) - 1) / 2) * width
        colour = COLOURS[index % len(COLOURS)]
        axis.bar(places, means, 0.92 * width, yerr=spreads, label=name, color=colour, capsize=3)
    labels = list(next(iter(groups.values())))
    axis.set_xticks(range(len(labels)), labels)
    axis.set(ylabel=y_label, ylim=(0, 1.05))
    axis.spines[["top", "right"]].set_visible(False)
    axis.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
    pyplot.close(figure)  # or a notebook would show it twice
    return figure


def sentence_box(classify: Classifier, sentence: str = "I am so happy for you") -> Any:
    """A box to type a sentence in, with the emoji and all five probabilities below; without ipywidgets, just those.

    >>> "happy" in repr(sentence_box(lambda sentence: [0.0, 0.0, 1.0, 0.0, 0.0]))
    True
    """
    try:
        import ipywidgets
    except ImportError:
        return _shares(classify, sentence)
    text = ipywidgets.Text(value=sentence, description="Sentence", continuous_update=False)
    shown = ipywidgets.HTML(_shares(classify, sentence)._repr_html_())

    def update(change: Any) -> None:
        try:
            shown.value = _shares(classify, text.value)._repr_html_()
        except Exception as error:  # in a callback nobody would see it
            shown.value = f"<pre>{escape(f'{type(error).__name__}: {error}')}</pre>"

    text.observe(update, names="value")
    return ipywidgets.VBox([text, shown])


def _shares(classify: Classifier, sentence: str) -> Lines:
    """All classes with their probabilities, most likely first."""
    shares = np.ravel(classify(sentence))
    rows = [
        (EMOJIS[k], NAMES[k], f"{100 * shares[k]:.0f} %", "█" * round(20 * shares[k]))
        for k in np.argsort(-shares, kind="stable")
    ]
    return Lines(rows)
