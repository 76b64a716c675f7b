"""Maps, tables and lines of the lesson on word vectors, and the box to type a word into."""

import builtins

import numpy as np
import pytest

from utils.boxes import answer_box
from utils.embedding_plots import count_tables, curves, maps, word_map


def test_a_map_labels_every_word_and_names_every_group():
    groups = {"pets": ["cat", "dog"], "money": ["tax"]}
    axis = word_map([[0, 0], [1, 0], [5, 5]], groups, "title", [("cat", "tax")]).axes[0]
    assert [text.get_text() for text in axis.texts] == ["cat", "dog", "tax", ""]  # the last one is the arrow
    assert [text.get_text() for text in axis.get_legend().get_texts()] == ["pets", "money"]
    assert axis.get_title() == "title" and len(axis.get_xticks()) == 0


def test_panels_have_the_same_groups_in_the_same_colours():
    points = np.arange(10.0).reshape(5, 2)
    panels = maps({"PCA": points, "t-SNE": -points}, {"a": 2, "b": 3}).axes
    assert [axis.get_title() for axis in panels] == ["PCA", "t-SNE"]
    assert [len(dots.get_offsets()) for dots in panels[1].collections] == [2, 3]
    colours = [[tuple(dots.get_facecolor()[0]) for dots in axis.collections] for axis in panels]
    assert colours[0] == colours[1] and colours[0][0] != colours[0][1]


def test_groups_that_do_not_fit_the_points_are_refused():
    with pytest.raises(ValueError, match="3 members for 2 points"):
        maps({"a": np.eye(2)}, {"all": 3})


def test_tables_show_their_numbers_and_label_rows_and_columns():
    axes = count_tables({"counted": [[3, 0], [0, 120]], "fitted": [[2.6, 0.2], [0.1, 119.7]]}, ["loop", "else"]).axes
    assert [text.get_text() for text in axes[1].texts] == ["3", "0", "0", "120"]
    assert [label.get_text() for label in axes[0].get_yticklabels()] == ["loop", "else"]
    assert [label.get_text() for label in axes[1].get_xticklabels()] == ["loop", "else"]


def test_lines_stand_over_the_values_given():
    axis = curves([25, 100, 400], {"a": [1, 2, 3], "b": [3, 2, 1]}, "sentences", "right", log=True).axes[0]
    assert axis.lines[0].get_xdata().tolist() == [25, 100, 400]
    assert [label.get_text() for label in axis.get_xticklabels()] == ["25", "100", "400"]
    assert axis.get_xscale() == "log" and len(axis.get_legend().get_texts()) == 2


def test_the_box_answers_what_is_typed_and_says_what_goes_wrong():
    known = {"loop": "terminates", "left": "right"}
    box = answer_box(lambda word: known[word], "loop")
    line, shown = box.children
    assert shown.value == "terminates"
    line.value = "left"
    assert shown.value == "right"
    line.value = "nonsense"
    assert shown.value == "KeyError: 'nonsense'"


def test_the_box_is_the_answer_where_there_are_no_widgets(monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name == "ipywidgets":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert answer_box(str.upper, "loop") == "LOOP"
