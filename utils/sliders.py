"""A box to type into, with a temperature slider: ipywidgets where there are some, one plain line where not.

The last part of `Dinosaur_Island` shows it. It knows no network: what to do with line and temperature is an argument.
"""

from collections.abc import Callable
from typing import Any

__all__ = ["temperature_box"]


def temperature_box(write: Callable[[str, float, int], str], line: str, temperature: float = 0.7) -> Any:
    """A line to type, a slider, a button, and below them what `write(line, temperature, seed)` returns.

    Show it by making it the last line of a cell. Each click draws anew. Where ipywidgets is not installed, the text
    for the given line and temperature is returned instead.

    >>> type(temperature_box(lambda line, temperature, seed: f"{line}, {temperature}", "When")).__name__
    'VBox'
    """
    try:
        import ipywidgets as widgets
    except ImportError:
        return write(line, temperature, 0)
    typed = widgets.Text(value=line, description="Line", layout=widgets.Layout(width="32em"))
    slider = widgets.FloatSlider(value=temperature, min=0.1, max=2.0, step=0.1, description="Temperature")
    button = widgets.Button(description="Continue")
    written = widgets.Textarea(value=write(line, temperature, 0), disabled=True)
    written.layout = widgets.Layout(width="44em", height="14em")
    clicks = 0

    def again(_: Any) -> None:
        nonlocal clicks
        clicks += 1
        written.value = write(typed.value, slider.value, clicks)

    button.on_click(again)
    slider.observe(again, names="value")
    return widgets.VBox([typed, slider, button, written])
