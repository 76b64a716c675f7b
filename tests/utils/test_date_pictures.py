"""Pictures of a translator's attention, and the box to type into."""

import builtins

import matplotlib
import numpy as np
import pytest

from utils.date_pictures import attention_map, bars, date_box

matplotlib.use("agg")
WEIGHTS = np.tile(np.array([0.5, 0.2, 0.1, 0.1, 0.1]), (2, 1))


def test_a_map_has_the_characters_on_both_axes_and_adds_the_padding_up():
    axis = attention_map("M 1", "05", WEIGHTS).axes[0]
    assert [label.get_text() for label in axis.get_xticklabels()] == ["M", "␣", "1", "padding"]
    assert [label.get_text() for label in axis.get_yticklabels()] == ["0", "5"]
    np.testing.assert_allclose(axis.images[0].get_array()[0], [0.5, 0.2, 0.1, 0.2])


def test_a_wrong_character_is_red():
    labels = attention_map("M 1", "05", WEIGHTS, right="04").axes[0].get_yticklabels()
    assert [label.get_color() for label in labels] == ["black", "#b4232a"]


def test_a_map_of_a_text_without_padding_has_an_empty_last_column():
    axis = attention_map("abcde", "05", WEIGHTS).axes[0]
    assert axis.images[0].get_array()[:, -1].tolist() == [0, 0]


def test_bars_are_numbered_and_stand_in_the_order_given():
    axis = bars({"worst": 0.25, "best": 1.0}).axes[0]
    assert [text.get_text() for text in axis.texts] == ["25.0%", "100.0%"]
    assert [label.get_text() for label in axis.get_yticklabels()] == ["worst", "best"]
    assert axis.yaxis_inverted()


def test_the_box_draws_what_is_typed_and_what_is_chosen(capsys):
    drawn = []
    box = date_box(drawn.append, "1 May 2001", ["2 May 2001"])
    text, choice = box.children[0].children
    text.value = "3 May 2001"
    choice.value = "2 May 2001"
    assert drawn == ["1 May 2001", "3 May 2001", "2 May 2001"]


def test_the_box_says_what_is_wrong_with_a_date_that_cannot_be_drawn(capsys):
    def draw(text):
        raise ValueError(f"{text!r} is too long")

    date_box(draw, "x")
    assert "'x' is too long" in capsys.readouterr().out


def test_without_widgets_there_is_the_picture(monkeypatch):
    real = builtins.__import__

    def without(name, *arguments, **named):
        if name == "ipywidgets":
            raise ImportError(name)
        return real(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    assert date_box(lambda text: f"picture of {text}", "1 May 2001") == "picture of 1 May 2001"


@pytest.mark.parametrize("draw", [lambda: attention_map("M 1", "05", WEIGHTS), lambda: bars({"a": 1.0})])
def test_a_figure_is_closed_so_that_a_notebook_shows_it_once(draw):
    from matplotlib import pyplot

    draw()
    assert pyplot.get_fignums() == []
