"""A progress display that replaces itself: one line of figures and a few samples, instead of a wall of text.

The training loops of the notebooks call it. It knows no network: figures and samples are arguments. Outside of a
notebook it prints, and nothing else changes.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

__all__ = ["Progress"]


class Progress:
    """Shows how far a loop of `steps` steps is.

    >>> progress = Progress(2000)
    >>> progress.show(1000, "smoothed loss", 23.07, ["Tawa", "Yi"])
    step 1,000 of 2,000, smoothed loss 23.07: Tawa, Yi
    """

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self._handle: Any = None

    def show(self, step: int, what: str, value: float, samples: Sequence[str] = ()) -> None:
        """Replace what is shown: after `step` steps the figure named `what` is `value`, and these are samples."""
        state = _State(step, self._steps, f"{what} {value:.2f}", samples)
        if not _in_a_notebook():
            print(state)
        elif self._handle is None:
            from IPython.display import display

            self._handle = display(state, display_id=True)
        else:
            self._handle.update(state)


class _State:
    """One state of the display, as a page or a terminal shows it."""

    def __init__(self, step: int, steps: int, figure: str, samples: Sequence[str]) -> None:
        self._share = min(step / max(steps, 1), 1.0)
        self._text = f"step {step:,} of {steps:,}, {figure}"
        self._samples = ", ".join(samples)

    def __repr__(self) -> str:
        return f"{self._text}: {self._samples}" if self._samples else self._text

    def _repr_html_(self) -> str:
        bar = f'<progress value="{self._share:.3f}" max="1" style="width: 16em"></progress>'
        samples = f"<br><i>{escape(self._samples)}</i>" if self._samples else ""
        return f"<div>{bar} {escape(self._text)}{samples}</div>"


def _in_a_notebook() -> bool:
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        return False
    return getattr(get_ipython(), "kernel", None) is not None
