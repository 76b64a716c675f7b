"""Sentences with emoji, where a classifier starts, and how answers are shown."""

import builtins

import numpy as np
import pytest

from utils.emoji import EMOJIS, accuracies, initial_weights, load_sentences
from utils.emoji_view import Lines, bars, confusion, emojified, sentence_box


def test_accuracies_are_told_for_all_and_for_each_case():
    _, Y, cases = load_sentences("test")
    guess = np.where(cases == "negation", (Y + 1) % 5, Y)
    told = accuracies("test", guess.reshape(-1, 1))
    assert list(told) == ["all", "plain", "negation", "word_order", "unseen_words"]
    assert told["negation"] == 0 and told["plain"] == told["word_order"] == told["unseen_words"] == 1
    assert told["all"] == pytest.approx(np.mean(cases != "negation"))


def test_dev_and_test_have_all_cases_and_train_has_no_unseen_words():
    assert "unseen_words" not in accuracies("train", load_sentences("train").Y)
    assert "unseen_words" in accuracies("dev", load_sentences("dev").Y)


def test_initial_weights_are_new_arrays_at_every_call():
    W, b = initial_weights(4, 3)
    W += 1
    b += 1
    again, zeros = initial_weights(4, 3)
    assert not np.allclose(W, again) and not zeros.any()


def test_a_table_shows_itself_as_text_and_as_html_without_a_script():
    table = Lines([["<script>", "a"], ["b", "longer"]])
    assert repr(table) == "<script>  a\nb         longer"
    assert "<script>" not in table._repr_html_() and "&lt;script&gt;" in table._repr_html_()


def test_whitespace_in_a_sentence_does_not_break_its_row():
    assert repr(emojified(["I\tlove\nyou "], [[1.0, 0, 0, 0, 0]])).startswith("I love you  " + EMOJIS[0])


def test_a_confusion_matrix_counts_right_classes_in_rows_and_says_them_in_words():
    axis = confusion([0, 4, 4], [[0], [4], [2]], "title").axes[0]
    counts = np.array([int(text.get_text()) for text in axis.texts]).reshape(5, 5)
    assert counts[0, 0] == counts[4, 4] == counts[4, 2] == 1 and counts.sum() == 3
    assert [label.get_text() for label in axis.get_yticklabels()] == ["heart", "baseball", "happy", "sad", "fork"]


def test_bars_stand_in_groups_with_a_name_each():
    axis = bars(
        {"V1": {"all": (0.5, 0.1), "hard": (0.4, 0.0)}, "V2": {"all": (0.9, 0.0), "hard": (0.8, 0.1)}}, "y"
    ).axes[0]
    assert [patch.get_height() for patch in axis.patches] == [0.5, 0.4, 0.9, 0.8]
    assert [label.get_text() for label in axis.get_xticklabels()] == ["all", "hard"]


def test_the_box_answers_what_is_typed_and_tells_what_goes_wrong():
    def classify(sentence):
        return np.eye(5)[len(sentence.split())]

    box = sentence_box(classify, "one")
    text, shown = box.children
    assert shown.value.index("baseball") < shown.value.index("happy")
    text.value = "two words"
    assert shown.value.index("happy") < shown.value.index("baseball")
    text.value = "far too many words for this classifier"
    assert "IndexError" in shown.value


def test_the_box_is_a_table_where_there_are_no_widgets(monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name == "ipywidgets":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert repr(sentence_box(lambda sentence: [0, 0, 0, 0, 1.0])).startswith(EMOJIS[4])
