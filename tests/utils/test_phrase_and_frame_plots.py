"""Pictures of a search, of attention over words, and of sound on its way into a network."""

import matplotlib
import numpy as np

from utils.frame_plots import mel_scale, one_window, three_views
from utils.phrase_plots import beam_tree, word_attention
from utils.plots import FAINT, INK, KINDS

matplotlib.use("agg")

KEPT = [
    [(-0.9, ("<start>", "i")), (-1.0, ("<start>", "please"))],
    [(-1.6, ("<start>", "please", "bring")), (-1.7, ("<start>", "i", "would")), (-2.0, ("<start>", "i", "want"))],
    [(-1.6, ("<start>", "please", "bring", "<end>")), (-1.8, ("<start>", "i", "would", "<end>"))],
]
CHOSEN = KEPT[2][0][1]


def inks(figure):
    return {text.get_text(): text.get_color() for text in figure.axes[0].texts}


def test_a_tree_shows_every_word_once_and_the_score_at_the_end_of_each_branch():
    found = [text.get_text() for text in beam_tree(KEPT, CHOSEN).axes[0].texts]
    words = ["<start>", "i", "please", "bring", "would", "want", "<end>", "<end>"]
    assert sorted(found) == sorted([*words, "-1.60", "-1.80", "-2.00"])


def test_a_tree_tells_the_chosen_the_finished_and_the_dropped_apart():
    found = inks(beam_tree(KEPT, CHOSEN))
    assert (found["bring"], found["would"], found["want"]) == (KINDS["y"][1], INK, FAINT)


def test_no_two_branches_of_a_tree_end_at_the_same_height():
    texts = beam_tree(KEPT, CHOSEN).axes[0].texts
    ends = [text.get_position()[1] for text in texts if text.get_text().startswith("-")]
    assert len(set(ends)) == len(ends) == 3


def test_a_map_of_attention_has_a_row_for_each_word_written():
    weights = np.array([[0.9, 0.1], [0.2, 0.8], [0.5, 0.5]])
    axis = word_attention(["le", "vase"], ["the", "vase", "<end>"], weights).axes[0]
    np.testing.assert_array_equal(axis.images[0].get_array(), weights)
    assert [label.get_text() for label in axis.get_yticklabels()] == ["the", "vase", "<end>"]


def test_three_views_share_one_time_axis():
    figure = three_views(np.zeros(1600), np.ones((5, 8)), np.zeros((8, 3)), rate=800)
    assert {axis.get_xlim() for axis in figure.axes} == {figure.axes[0].get_xlim()}
    assert figure.axes[1].images[0].get_extent() == [0, 2.0, 0, 0.4]


def test_a_window_is_drawn_in_milliseconds_and_its_strengths_up_to_half_the_rate():
    left, right = one_window(np.ones(16), np.ones(16), np.ones(9), rate=8000).axes
    assert left.lines[0].get_xdata()[-1] == 15 / 8
    assert (right.lines[0].get_xdata()[0], right.lines[0].get_xdata()[-1]) == (0.0, 4.0)


def test_the_edges_of_bands_lie_on_the_mel_curve():
    axis = mel_scale([0, 1000, 2000], [0, 1000, 1500], [500, 1500]).axes[0]
    assert [list(line.get_ydata()) for line in axis.lines[1:]] == [[500, 500, 0], [1250, 1250, 0]]
