"""The lesson of week 2 run once, and what its text says held against what its cells found."""

import contextlib
import io

import numpy as np
import pytest

from autograder import authoring, reference
from autograder.course import LESSONS

pytestmark = pytest.mark.training
SHARES = {"baker": 10, "pilot": 30, "teacher": 50, "painter": 70, "farmer": 90}


@pytest.fixture(scope="module")
def lesson():
    """Everything that the lesson's cells define, and under `printed` everything that they print."""
    (found,) = [lesson for lesson in LESSONS if lesson.id == "Lesson_2"]
    sources = tuple(cell.source for cell in authoring.read(found).cells if cell.cell_type == "code")
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        names = reference.execute(sources)
    return names | {"printed": printed.getvalue()}


def test_the_manual_teaches_which_words_go_together(lesson):
    near = lesson["near"]
    assert "right" in near("left", lesson["model"].E) and "false" in near("true", lesson["model"].E)
    assert lesson["model"].losses == sorted(lesson["model"].losses, reverse=True)


def test_the_guessing_is_mostly_wrong_and_far_above_chance(lesson):
    hit = np.mean(lesson["guess"] == lesson["some"][:, 1])
    assert 4 / lesson["V"] < hit < 0.1


def test_the_table_of_counts_in_the_figure_is_that_of_the_manual(lesson):
    at = [lesson["known"].index[word] for word in ("class", "method", "loop", "else")]
    drawn = np.array([[122, 76, 2, 1], [76, 32, 0, 0], [2, 0, 2, 6], [1, 0, 6, 2]])
    np.testing.assert_allclose(lesson["X"][np.ix_(at, at)], drawn, rtol=0.2, atol=3)


def test_ratios_of_counts_tell_which_word_goes_with_which(lesson):
    X, index = lesson["X"], lesson["known"].index
    one, other = X[index["class"]], X[index["function"]]
    ratio = {
        word: one[index[word]] / one.sum() / (other[index[word]] / other.sum()) for word in index if other[index[word]]
    }
    assert ratio["instance"] > 4 and ratio["method"] > 1.5 and 0.8 < ratio["a"] < 1.25
    assert ratio["body"] < 0.7 and ratio["call"] < 0.7


def test_two_numbers_a_word_match_the_counts_that_there_are(lesson):
    at = [lesson["known"].index[word] for word in lesson["few"]]
    table, fitted = lesson["X"][np.ix_(at, at)], np.exp(lesson["glove"].logs())
    assert lesson["costs"][-1] < 0.01 * lesson["costs"][0]
    frequent = table > 20
    np.testing.assert_allclose(fitted[frequent], table[frequent], rtol=0.5)
    np.testing.assert_allclose(lesson["turned"].logs(), lesson["glove"].logs())


def test_a_map_keeps_more_neighbours_than_a_flat_view_and_both_more_than_chance(lesson):
    kept, flat = lesson["kept"], lesson["flatten"](lesson["points"])[0]
    assert kept(lesson["places"]) > 0.6 > kept(flat) > 0.2 > 0.06 > lesson["by_chance"]


def test_maps_from_other_starts_are_as_good_and_lie_elsewhere(lesson):
    costs = [lesson["divergence"](lesson["P"], rows) for rows in lesson["starts"].values()]
    assert max(costs) < 1.15 * min(costs)
    first, second = (rows / rows.std() for rows in list(lesson["starts"].values())[:2])
    assert np.abs(first - second).mean() > 0.5


def test_widths_are_evened_out(lesson):
    def widths(rows):
        return np.array([part.std(axis=0).mean() for part in np.split(rows, 2)])

    space, drawn = widths(lesson["unequal"]), widths(lesson["tsne"](lesson["unequal"], 30))
    assert space[1] / space[0] > 8 and 0.5 < drawn[1] / drawn[0] < 2


def test_distances_between_groups_are_not_kept(lesson):
    places = lesson["tsne"](lesson["three"], 15).reshape(3, 50, 2).mean(axis=1)
    near, far = np.linalg.norm(places[1] - places[0]), np.linalg.norm(places[2] - places[1])
    assert far < 2 * near  # five times as far in the space


def test_steps_that_are_parallel_in_the_space_are_not_on_the_map(lesson):
    assert lesson["parallel"](lesson["more"]).min() > 0.4
    assert lesson["parallel"](lesson["bent"]).min() < 0


def test_the_vectors_of_the_town_hold_its_census(lesson):
    place, model = lesson["town_words"].index, lesson["town_model"]
    for job, share in SHARES.items():
        leans = model.Theta[place[job]] @ (model.E[place["she"]] - model.E[place["he"]])
        assert leans == pytest.approx(np.log(share / (100 - share)), abs=0.5)


def test_four_pairs_of_groups_lean_apart_and_one_of_them_means_nothing(lesson):
    test = lesson["association"]
    for pair in (("flowers", "insects", "good", "bad"), ("his", "hers", "career", "family"),
                 ("science", "arts", "men", "women"), ("days", "months", "good", "bad")):  # fmt: skip
        d, p = test(*(lesson[name] for name in pair))
        assert d > 1.4 and p < 0.02


def test_borrowed_vectors_are_worth_many_labels_and_the_gap_turns(lesson):
    borrowed, own, sizes = lesson["borrowed"], lesson["own"], lesson["some_sizes"]
    assert borrowed[sizes.index(50)] > own[sizes.index(200)]
    assert borrowed[0] - own[0] > 0.15 and own[-1] - borrowed[-1] > 0.03


def test_a_word_that_training_never_saw_is_known_by_its_vector(lesson):
    assert "in a training sentence: False" in lesson["printed"]
    assert "class of pomegranate: [4]" in lesson["printed"]
    assert "moved: [ True False  True False]" in lesson["printed"]
