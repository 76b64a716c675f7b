"""Pictures of memories, in the colours of the figures, and the slider that turns their pages."""

import sys

import matplotlib
import numpy as np
import pytest

from utils.memory_plots import influence_maps, memory_step, tracks
from utils.plots import INK, KINDS, lines
from utils.sliders import picture_slider

matplotlib.use("agg")

ROWS = {"input": ("x", [1, -1, 1]), "gate": ("gate", [1.0, 0.0, 0.5]), "memory": ("c", [0.9, 0.9, -0.3])}


def colour(patch):
    return matplotlib.colors.to_hex(patch.get_facecolor())


def test_each_track_has_the_colour_of_its_kind():
    for axis, (kind, values) in zip(tracks(ROWS).axes, ROWS.values(), strict=True):
        assert [bar.get_height() for bar in axis.patches] == values
        assert {colour(bar) for bar in axis.patches} == {KINDS[kind][1]}


def test_what_comes_later_is_pale():
    memory = tracks(ROWS, now=2).axes[-1]
    bars = [patch for patch in memory.patches if colour(patch) == KINDS["c"][1]]
    assert [bar.get_alpha() for bar in bars[:2]] == [None, None] and bars[2].get_alpha() < 0.5


@pytest.mark.parametrize("now", [1, 2, 3])
def test_a_step_shows_the_numbers_of_that_step_and_the_memory_before_it(now):
    keep, write, candidate = [0.0, 1.0, 0.5], [1.0, 0.0, 0.5], [0.9, -1.0, -1.5]
    axis = memory_step(ROWS, keep, write, candidate, now).axes[0]
    written = [label.get_text() for label in axis.texts]
    before, after = (0.0, 0.9, 0.9)[now - 1], (0.9, 0.9, -0.3)[now - 1]
    for value in (before, after, candidate[now - 1]):
        assert f"{value:+.3f}".replace("-", "−") in written
    assert {f"keep {keep[now - 1]:.3f}", f"write {write[now - 1]:.3f}"} <= set(written)


def test_the_line_of_an_open_gate_is_thick_and_that_of_a_shut_one_dotted():
    kept, written = memory_step(ROWS, [0.01] * 3, [0.9] * 3, [1] * 3, 2).axes[0].lines
    assert kept.get_linestyle() == ":" and written.get_linestyle() == "-"
    assert written.get_linewidth() > 5 * kept.get_linewidth()


def test_an_output_that_waits_for_the_future_is_black():
    (image,) = influence_maps({"both ways": np.ones((3, 3))}).axes[0].images
    shades = [[matplotlib.colors.to_hex(image.cmap(image.norm(value))) for value in row] for row in image.get_array()]
    past = KINDS["a"][1]
    assert shades == [[past, past, past], [INK, past, past], [INK, INK, past]]


def test_the_slider_draws_each_picture_when_it_is_first_asked_for():
    drawn = []
    box = picture_slider(lambda n: drawn.append(n) or lines({"n": [0, n]}, "", ""), [1, 5, 9], "n", start=5)
    (_, slider, chosen), image = box.children[0].children, box.children[1]
    first = bytes(image.value)
    assert drawn == [5] and chosen.value == "5" and first.startswith(b"\x89PNG")
    slider.value = 2
    assert drawn == [5, 9] and chosen.value == "9" and bytes(image.value) != first
    slider.value = 1
    assert drawn == [5, 9] and bytes(image.value) == first


def test_without_widgets_the_picture_itself_is_shown(monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    assert picture_slider(lambda n: f"picture {n}", [1, 2], "n", 2) == "picture 2"
