"""The pictures of word vectors: what stands where."""

import matplotlib
import numpy as np
import pytest

from utils.word_plots import across, clouds, flatten, number_line, plane

matplotlib.use("agg")
TOY = {"man": [-1.0, 0.0, 2.0], "woman": [1.0, 0.0, 2.0], "nurse": [0.5, 1.0, 2.0], "boss": [-0.4, 3.0, 2.0]}


def test_two_coordinates_hold_all_of_a_flat_set_of_points(rng):
    flat = rng.standard_normal((20, 2)) @ rng.standard_normal((2, 7)) + 5
    points, share = flatten(flat)
    assert share == pytest.approx(1.0)
    distances = np.linalg.norm(flat[:, None] - flat[None], axis=-1)
    np.testing.assert_allclose(np.linalg.norm(points[:, None] - points[None], axis=-1), distances, atol=1e-10)


def test_the_share_is_that_of_the_two_largest_principal_components(rng):
    from sklearn.decomposition import PCA

    rows = rng.standard_normal((30, 6))
    points, share = flatten(rows)
    pca = PCA(2).fit(rows)
    assert share == pytest.approx(pca.explained_variance_ratio_.sum())
    np.testing.assert_allclose(np.abs(points), np.abs(pca.transform(rows)), atol=1e-10)


def test_a_component_points_the_same_way_on_every_machine(rng):
    rows = rng.standard_normal((9, 4))
    np.testing.assert_allclose(flatten(rows)[0], flatten(rows[:, ::-1])[0], atol=1e-10)


def test_the_plane_names_each_word_once_and_says_what_it_shows():
    figure = plane(TOY, [("man", "woman"), ("boss", "nurse")], dashed=[("man", "boss")])
    (axis,) = figure.axes
    assert sorted(text.get_text() for text in axis.texts if text.get_text()) == ["boss", "man", "nurse", "woman"]
    assert axis.get_title() == "these two coordinates hold 100% of the differences"
    assert len(axis.lines) == 1


def test_a_number_line_goes_from_the_smallest_to_the_largest():
    (axis,) = number_line({"b": 0.5, "a": -0.5, "c": 0.1}, {"a": 0.0, "b": 0.0, "c": 0.0}, "there").axes
    assert [label.get_text() for label in axis.get_yticklabels()] == ["a", "c", "b"]
    assert axis.collections[0].get_offsets()[:, 0].tolist() == [-0.5, 0.1, 0.5]
    assert axis.get_xlabel() == "there" and axis.get_legend() is not None
    assert number_line({"a": 1.0}).axes[0].get_legend() is None


def test_clouds_draw_every_row_in_the_colour_of_its_group():
    sides = np.array([True, True, False, False])
    figure = clouds({"before": [*TOY.values()], "after": [*TOY.values()]}, {"one": sides, "other": ~sides})
    assert [len(c.get_offsets()) for axis in figure.axes for c in axis.collections] == [2, 2, 2, 2]
    assert figure.axes[0].get_legend() and not figure.axes[1].get_legend()


def test_across_shows_how_far_words_reach_along_an_axis_of_any_length():
    for length in (1.0, 7.0):
        figure = across({"before": TOY, "after": TOY}, [length, 0.0, 0.0], [("man", "woman")], "man … woman")
        reach = figure.axes[1].collections[0].get_offsets()[:, 0]
        np.testing.assert_allclose(reach, [-1.0, 1.0, 0.5, -0.4])
    up = figure.axes[0].collections[0].get_offsets()[:, 1]
    assert up[0] == pytest.approx(up[1]) and len({round(float(y), 6) for y in up}) == 3


def test_pictures_are_returned_closed_so_that_a_notebook_shows_them_once():
    from matplotlib import pyplot

    plane(TOY, [("man", "woman")])
    number_line({"a": 1.0})
    clouds({"one": [*TOY.values()]}, {"all": np.ones(4, bool)})
    across({"one": TOY}, [1.0, 0.0, 0.0], [])
    assert pyplot.get_fignums() == []
