"""What the visible checks let pass, and the sentences they say to a learner."""

import numpy as np
import pytest

from utils.checks import check_close, check_keys, check_length, check_shape, check_tuple, check_unchanged


def says(check, *arguments) -> str:
    """The sentence with which a check fails."""
    with pytest.raises(AssertionError) as failure:
        check(*arguments)
    return str(failure.value)


def test_a_wrong_shape_is_told_with_what_each_axis_counts():
    told = says(check_shape, "a_next", np.zeros((10, 5)), ["n_a", "m"], [5, 10])
    assert told == "a_next: expected shape (5, 10) (n_a=5, m=10), got (10, 5)"


def test_a_list_of_numbers_has_a_shape_too():
    check_shape("a", [[1, 2, 3]], ["rows", "columns"], (1, 3))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "a: expected numbers, got None; is a return missing?"),
        ("text", "a: expected an array of numbers, got a value of type str"),
        ((np.zeros(2), np.zeros(3)), "a: expected an array of numbers, got a tuple of 2"),
        ({}, "a: expected an array of numbers, got a dictionary of 0"),
        (np.array([None]), "a: expected an array of numbers, got an array of shape (1,)"),
    ],
)
def test_what_is_no_array_of_numbers_is_named(value, told):
    assert says(check_shape, "a", value, ["n_a"], [2]) == told
    assert says(check_close, "a", value, [0.0, 0.0]) == told


def test_close_names_the_first_place_that_differs_and_how_many_do():
    told = says(check_close, "y", [[0.1, 0.2], [0.3, 0.5]], [[0.1, 0.9], [0.3, 0.4]])
    assert told == "y: at [0, 1] expected 0.9, got 0.2 (2 of 4 numbers differ)"


def test_close_speaks_of_one_number_without_a_place():
    assert says(check_close, "loss", 2.0, 1.0) == "loss: expected 1, got 2"


def test_close_compares_shapes_first_and_never_broadcasts():
    assert says(check_close, "y", np.zeros((2, 1)), np.zeros(2)) == "y: expected shape (2,), got (2, 1)"


def test_close_allows_rounding_to_four_places_and_no_more():
    check_close("y", 0.87442, 0.8744)
    assert "expected 0.8744" in says(check_close, "y", 0.8746, 0.8744)


def test_not_a_number_is_only_close_to_itself():
    check_close("y", [np.nan], [np.nan])
    assert "expected 1, got nan" in says(check_close, "y", [np.nan], [1.0])


def test_a_list_is_no_tuple():
    assert says(check_tuple, "cache", [1, 2], ["a", "b"]) == "cache: expected a tuple of 2 (a, b), got a list of 2"


def test_a_forgotten_return_is_guessed():
    told = says(check_tuple, "result", None, ["a", "b"])
    assert told == "result: expected a tuple of 2 (a, b), got None; is a return missing?"


def test_keys_may_come_in_any_order():
    check_keys("gradients", {"b": 1, "a": 2}, ["a", "b"])


def test_missing_and_unexpected_keys_are_told_together():
    told = says(check_keys, "gradients", {"dWx": 1}, ["dWax"])
    assert told == "gradients: the key dWax is missing; the key dWx is not expected"
    assert says(check_keys, "gradients", (1, 2), ["dWax"]) == "gradients: expected a dictionary, got a tuple of 2"


def test_a_wrong_length_says_what_was_counted():
    told = says(check_length, "caches", [1], 2, "one for each time step")
    assert told == "caches: expected 2 entries (one for each time step), got a list of 1"
    assert says(check_length, "caches", 5, 2, "one for each time step").endswith("got a value of type int")


def test_a_changed_argument_is_told_with_the_mend():
    check_unchanged("x", np.array([1.0, np.nan]), np.array([1.0, np.nan]))
    assert says(check_unchanged, "x", [2.0], [1.0]).startswith("x: your function changed its argument; work on a copy")
