"""Sliders: a box to type into with a temperature, and a picture that follows a slider.

Made of ipywidgets where they are installed; where not, the plain line or picture. They know no network: what to write
or draw is an argument.
"""

from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["picture_slider", "temperature_box"]


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


def picture_slider(draw: Callable[[Any], "Figure"], values: Sequence[Any], label: str, start: Any) -> Any:
    """A picture, and a slider that chooses for which of the values it is drawn; a button plays them one by one.

    draw:  makes the figure for one value; each is drawn when it is first asked for
    start: the value that is shown first

    Show it by making it the last line of a cell. Where ipywidgets is not installed, `draw(start)` is returned instead.

    >>> from utils.plots import lines
    >>> type(picture_slider(lambda n: lines({"n": [n]}, "", ""), [1, 2], "n", 1)).__name__
    'VBox'
    """
    try:
        import ipywidgets as widgets
    except ImportError:
        return draw(start)

    @cache
    def picture(place: int) -> bytes:
        file = BytesIO()
        draw(values[place]).savefig(file, format="png", dpi=110)
        return file.getvalue()

    place = list(values).index(start)
    last = len(values) - 1
    play = widgets.Play(value=place, min=0, max=last, interval=700)
    slider = widgets.IntSlider(value=place, min=0, max=last, readout=False, description=label)
    chosen = widgets.Label(value=str(start))
    image = widgets.Image(value=picture(place), format="png")
    image.layout = widgets.Layout(max_width="100%", width="max-content")

    def show(change: Any) -> None:
        chosen.value, image.value = str(values[change["new"]]), picture(change["new"])

    widgets.jslink((play, "value"), (slider, "value"))
    slider.observe(show, names="value")
    return widgets.VBox([widgets.HBox([play, slider, chosen]), image])
