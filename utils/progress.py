"""A progress display that replaces itself: one bar, the smoothed loss and three samples, instead of a wall of text.

The training loop of `Dinosaur_Island` calls it. It knows no network: losses and samples are arguments. Outside of a
notebook it prints, and nothing else changes.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

from utils.char_rnn import smooth

__all__ = ["Progress"]

SHOWN = 3  # samples


class Progress:
    """Follows a loop of `steps` steps.

    verbose: whether to show anything
    every:   how many steps there are from one display to the next

    >>> progress = Progress(2)
    >>> for loss in (23.0, 33.0):
    ...     if progress.due(loss):
    ...         progress.show(["Tawa", "Yi"])
    step 1 of 2, smoothed loss 23.00: Tawa, Yi
    step 2 of 2, smoothed loss 23.01: Tawa, Yi
    """

    def __init__(self, steps: int, verbose: bool = True, every: int = 2000) -> None:
        self.smoothed: float | None = None  # the running mean of the losses
        self._steps, self._every, self._verbose = steps, every, verbose
        self._done = 0
        self._handle: Any = None

    def due(self, loss: float) -> bool:
        """Take note of one step and its loss; True after the first step, after every 2,000th, and after the last."""
        self.smoothed = float(loss) if self.smoothed is None else smooth(self.smoothed, float(loss))
        self._done += 1
        return self._done % self._every == 0 or self._done in (1, self._steps)

    def show(self, samples: Sequence[str]) -> None:
        """Replace what is shown by how far the loop is, the smoothed loss, and the first three samples."""
        if not self._verbose:
            return
        state = _State(self._done, self._steps, self.smoothed or 0.0, samples[:SHOWN])
        if not _in_a_notebook():
            print(state)
        elif self._handle is None:
            from IPython.display import display

            self._handle = display(state, display_id=True)
        else:
            self._handle.update(state)


class _State:
    """One state of the display, as a page or a terminal shows it."""

    def __init__(self, step: int, steps: int, loss: float, samples: Sequence[str]) -> None:
        self._share = min(step / max(steps, 1), 1.0)
        self._text = f"step {step:,} of {steps:,}, smoothed loss {loss:.2f}"
        self._samples = ", ".join(samples)

    def __repr__(self) -> str:
        return f"{self._text}: {self._samples}"

    def _repr_html_(self) -> str:
        bar = f'<progress value="{self._share:.3f}" max="1" style="width: 16em"></progress>'
        return f"<div>{bar} {escape(self._text)}<br><i>{escape(self._samples)}</i></div>"


def _in_a_notebook() -> bool:
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        return False
    return getattr(get_ipython(), "kernel", None) is not None
