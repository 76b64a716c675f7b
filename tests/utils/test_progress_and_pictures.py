"""The display that replaces itself, the pictures of probabilities, the box with the slider."""

import sys

import matplotlib
import numpy as np
import pytest

from utils.letter_plots import letter_bars, letter_map
from utils.progress import Progress
from utils.sliders import temperature_box

matplotlib.use("agg")


class Handle:
    """What IPython's display returns."""

    def __init__(self):
        self.shown = []

    def update(self, state):
        self.shown.append(state)


@pytest.fixture
def page(monkeypatch):
    """A notebook's page: what is displayed anew, and what replaces it."""
    handle, first = Handle(), []
    monkeypatch.setattr("utils.progress._in_a_notebook", lambda: True)
    monkeypatch.setattr("IPython.display.display", lambda state, display_id: first.append(state) or handle)
    return first, handle.shown


def test_it_is_due_at_the_first_step_every_2000th_and_the_last():
    progress = Progress(4500, verbose=False)
    assert [step for step in range(1, 4501) if progress.due(1.0)] == [1, 2000, 4000, 4500]


def test_it_displays_once_and_then_replaces(page):
    first, replaced = page
    progress = Progress(3, every=1)
    for loss in (3.0, 2.0, 1.0):
        assert progress.due(loss)
        progress.show(["Tawa", "Yi", "Kol", "Anzu"])
    assert len(first) == 1 and len(replaced) == 2
    assert repr(replaced[-1]) == "step 3 of 3, smoothed loss 3.00: Tawa, Yi, Kol"


def test_it_says_nothing_unless_it_is_asked_to(page, capsys):
    progress = Progress(1, verbose=False)
    progress.due(1.0)
    progress.show(["Tawa"])
    assert page == ([], []) and capsys.readouterr().out == ""


def test_a_sample_cannot_write_into_the_page(page):
    progress = Progress(1)
    progress.due(1.0)
    progress.show(["<script>"])
    html = page[0][0]._repr_html_()
    assert "<script>" not in html and "&lt;script&gt;" in html and 'value="1.000"' in html


def test_a_map_outlines_the_letter_that_came():
    probabilities = np.full((5, 4), 0.25)
    axis = letter_map(probabilities, ["\n", "a", "t", "w"], "tawa").axes[0]
    corners = [patch.get_xy() for patch in axis.patches]
    assert corners == [(step - 0.5, index - 0.5) for step, index in enumerate([2, 1, 3, 1, 0])]
    assert [tick.get_text() for tick in axis.get_xticklabels()] == ["t", "a", "w", "a", "end"]


def test_bars_share_one_scale():
    figure = letter_bars({"T = 1": [0.5, 0.5], "T = 2": [0.1, 0.9]}, ["\n", "a"])
    assert len({axis.get_ylim() for axis in figure.axes}) == 1
    assert [axis.get_title(loc="left") for axis in figure.axes] == ["T = 1", "T = 2"]


def test_the_box_writes_anew_at_each_click_and_each_move():
    box = temperature_box(lambda line, temperature, seed: f"{line} {temperature} {seed}", "When")
    typed, slider, button, written = box.children
    assert written.value == "When 0.7 0"
    typed.value = "Then"
    button.click()
    assert written.value == "Then 0.7 1"
    slider.value = 1.2
    assert written.value == "Then 1.2 2"


def test_without_widgets_the_text_itself_is_shown(monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    assert temperature_box(lambda *arguments: f"{arguments}", "When") == "('When', 0.7, 0)"
