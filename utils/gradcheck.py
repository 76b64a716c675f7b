"""Gradient checks by central differences: does a derivative written by hand agree with the function itself?

Notebooks with a backward exercise call `check_gradients`, which gives the verdict. It knows no network: the
function to differentiate is an argument.
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from utils.checks import check_shape

__all__ = ["check_gradients", "numerical_gradient", "random_arrays", "relative_error"]

Arrays = dict[str, NDArray[np.float64]]
Loss = Callable[[Arrays], float]


def random_arrays(shapes: Mapping[str, tuple[int, ...]], seed: int = 0) -> Arrays:
    """An array of standard normal numbers for each name, the same for the same seed.

    >>> random_arrays({"W": (2, 3)})["W"].shape
    (2, 3)
    """
    rng = np.random.default_rng(seed)
    return {name: rng.standard_normal(shape) for name, shape in shapes.items()}


def numerical_gradient(loss: Loss, arrays: Arrays, name: str, step: float = 1e-5) -> NDArray[np.float64]:
    """The gradient of `loss(arrays)` with respect to `arrays[name]`, one number at a time.

    Each number is moved `step` up and `step` down; the slope is (up - down) / (2 step). The error shrinks
    with the square of the step. `arrays` is not changed.

    >>> numerical_gradient(lambda arrays: float(np.sum(arrays["x"] ** 2)), {"x": np.array([1.0, 3.0])}, "x").round(6)
    array([2., 6.])
    """
    gradient = np.zeros(arrays[name].shape)
    for place in np.ndindex(gradient.shape):
        up, down = (loss({**arrays, name: _moved(arrays[name], place, by)}) for by in (step, -step))
        gradient[place] = (up - down) / (2 * step)
    return gradient


def relative_error(value: ArrayLike, expected: ArrayLike) -> float:
    """How far apart two arrays are, as a share of their size: 0 for equal, 1 for unrelated or opposite.

    >>> relative_error([3.0, 4.0], [3.0, 4.0])
    0.0
    >>> relative_error([1.0], [-1.0])
    1.0
    """
    got, want = np.asarray(value, float), np.asarray(expected, float)
    size = float(np.linalg.norm(got) + np.linalg.norm(want))
    return float(np.linalg.norm(got - want)) / max(size, 1e-8)


def check_gradients(loss: Loss, arrays: Arrays, gradients: Mapping[str, ArrayLike], tolerance: float = 1e-6) -> None:
    """Check each gradient against central differences of `loss`. Raises AssertionError, naming all that disagree.

    gradients: by name; the gradient of arrays["Wax"] is called "dWax"

    >>> arrays = {"x": np.array([1.0, 3.0])}
    >>> check_gradients(lambda a: float(np.sum(a["x"] ** 2)), arrays, {"dx": [2.0, 6.0]})
    >>> check_gradients(lambda a: float(np.sum(a["x"] ** 2)), arrays, {"dx": [2.0, 3.0]})
    Traceback (most recent call last):
    AssertionError: dx: relative error 0.3 against central differences, furthest at [1]: yours is 3, they give 6
    """
    faults = []
    for name, gradient in gradients.items():
        array = arrays[name.removeprefix("d")]
        check_shape(name, gradient, [f"axis {axis}" for axis in range(array.ndim)], array.shape)
        expected = numerical_gradient(loss, arrays, name.removeprefix("d"))
        error = relative_error(gradient, expected)
        if not error < tolerance:  # also when it is not a number
            faults.append(_fault(name, np.asarray(gradient, float), expected, error))
    if faults:
        raise AssertionError("\n".join(faults))


def _moved(array: NDArray[np.float64], place: tuple[int, ...], by: float) -> NDArray[np.float64]:
    moved = np.array(array, dtype=np.float64)
    moved[place] += by
    return moved


def _fault(name: str, got: NDArray[np.float64], expected: NDArray[np.float64], error: float) -> str:
    gap = np.nan_to_num(np.abs(got - expected), nan=np.inf)
    worst = np.unravel_index(int(np.argmax(gap)), gap.shape)
    place = [int(i) for i in worst]
    return (
        f"{name}: relative error {error:.2g} against central differences, "
        f"furthest at {place}: yours is {got[worst]:.4g}, they give {expected[worst]:.4g}"
    )
