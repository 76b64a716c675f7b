"""A box to type into, with an answer below. The lesson of week 2 uses it.

Made of ipywidgets where they are installed; where not, the plain answer. It knows no question: what to answer is an
argument.
"""

from collections.abc import Callable
from typing import Any

__all__ = ["answer_box"]


def answer_box(answer: Callable[[str], str], typed: str, label: str = "Word") -> Any:
    """A line to type, and below it what `answer(line)` returns after Enter; what it raises is shown in its place.

    Show it by making it the last line of a cell. Where ipywidgets is not installed, `answer(typed)` is returned.

    >>> type(answer_box(str.upper, "loop")).__name__
    'VBox'
    """
    try:
        import ipywidgets as widgets
    except ImportError:
        return answer(typed)
    line = widgets.Text(value=typed, description=label, continuous_update=False)
    shown = widgets.Textarea(value=answer(typed), disabled=True, layout=widgets.Layout(width="44em", height="4em"))

    def again(_: Any) -> None:
        try:
            shown.value = answer(line.value)
        except Exception as error:  # in a callback nobody would see it
            shown.value = f"{type(error).__name__}: {error}"

    line.observe(again, names="value")
    return widgets.VBox([line, shown])
