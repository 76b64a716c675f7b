"""Central differences against derivatives known from calculus, and the verdicts of the check."""

import numpy as np
import pytest

from utils.gradcheck import check_gradients, numerical_gradient, random_arrays, relative_error


def loss(arrays):
    """sum(sin(x)) + sum(w * x[0]), whose gradients are cos(x) (plus w in row 0) and x[0]."""
    return float(np.sum(np.sin(arrays["x"])) + np.sum(arrays["w"] * arrays["x"][0]))


def gradients(arrays):
    dx = np.cos(arrays["x"])
    dx[0] += arrays["w"]
    return {"dx": dx, "dw": arrays["x"][0].copy()}


@pytest.fixture
def arrays():
    return random_arrays({"x": (2, 3), "w": (3,)}, seed=4)


def says(arrays, wrong) -> str:
    with pytest.raises(AssertionError) as failure:
        check_gradients(loss, arrays, wrong)
    return str(failure.value)


def test_central_differences_find_the_derivative(arrays):
    for name, expected in gradients(arrays).items():
        np.testing.assert_allclose(numerical_gradient(loss, arrays, name[1:]), expected, atol=1e-9)


def test_the_arrays_are_left_as_they_were(arrays):
    before = {name: array.copy() for name, array in arrays.items()}
    check_gradients(loss, arrays, gradients(arrays))
    for name in arrays:
        np.testing.assert_array_equal(arrays[name], before[name])


def test_the_gradient_that_disagrees_is_named_with_its_place(arrays):
    wrong = gradients(arrays)
    wrong["dx"][1, 2] += 0.5
    told = says(arrays, wrong)
    assert told.startswith("dx: relative error 0.") and "furthest at [1, 2]: yours is" in told
    assert "dw" not in told


def test_all_gradients_that_disagree_are_named_at_once(arrays):
    told = says(arrays, {name: -gradient for name, gradient in gradients(arrays).items()})
    assert [line.split(":")[0] for line in told.splitlines()] == ["dx", "dw"]


def test_a_slightly_wrong_gradient_is_caught(arrays):
    wrong = gradients(arrays)
    wrong["dw"] *= 1.0001
    assert "dw: relative error 5e-05" in says(arrays, wrong)


def test_a_gradient_that_is_not_a_number_is_caught(arrays):
    wrong = gradients(arrays)
    wrong["dw"][1] = np.nan
    assert "furthest at [1]: yours is nan" in says(arrays, wrong)


def test_shape_is_checked_before_value(arrays):
    wrong = gradients(arrays) | {"dx": np.zeros((3, 2))}
    assert says(arrays, wrong) == "dx: expected shape (2, 3) (axis 0=2, axis 1=3), got (3, 2)"


def test_a_gradient_of_zero_agrees_with_zero():
    check_gradients(lambda arrays: 1.0, {"x": np.ones(3)}, {"dx": np.zeros(3)})
    assert relative_error([0.0], [0.0]) == 0.0


def test_random_arrays_are_the_same_for_the_same_seed():
    first, again = (random_arrays({"W": (2, 3)}, seed=1)["W"] for _ in range(2))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, random_arrays({"W": (2, 3)}, seed=2)["W"])
