"""What the hidden tests of `predict_and_sample` share: a small model to predict with, and how answers are judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.answer import Answer
from autograder.errors import Unmet
from autograder.expect import Layout, expect_close
from autograder.hidden.layers import Rng, softmax

Array = np.ndarray
Run = list[Array]  # x_initializer (1, 1, n_values), a_initializer and c_initializer (1, n_a)
NAMES = ("results", "indices")
LAYOUT = Layout({"results": ("Ty", "n_values"), "indices": ("Ty", "1")})
MARGIN = 0.05  # between the two largest scores, so that rounding never decides which is the largest


def run_prediction(predict_and_sample: Callable, kernels: Array, runs: list) -> Any:
    """Call the learner's function, for the inputs of each run, with a model of one output for each kernel."""
    import keras
    from keras.layers import Concatenate, Dense, Flatten

    x0, a0, c0 = (keras.Input(array.shape[1:]) for array in runs[0])
    joined = Concatenate()([Flatten()(x0), a0, c0])
    layers = [Dense(kernel.shape[1], activation="softmax", use_bias=False) for kernel in kernels]
    model = keras.Model([x0, a0, c0], [layer(joined) for layer in layers])
    for layer, kernel in zip(layers, kernels, strict=True):
        layer.set_weights([kernel])
    return [predict_and_sample(model, *run) for run in runs]


@dataclass(frozen=True)
class Case:
    """A model of Ty outputs, the softmax of its inputs times a kernel each, and the inputs of each call."""

    kernels: Array  # (Ty, n_values + 2 n_a, n_values)
    runs: list[Run]

    def scores(self, run: Run) -> Array:
        return np.concatenate([array.ravel() for array in run]) @ self.kernels

    def winners(self, run: Run) -> Array:
        """The place of the largest in each output: (Ty,)."""
        return self.scores(run).argmax(axis=1)

    def wanted(self, run: Run) -> tuple[Array, Array]:
        return self._at(self.winners(run))

    def run(self, answer: Answer) -> list:
        """What the learner's function returns for each run."""
        driven = answer.through(run_prediction)
        got = driven(self.kernels, self.runs)
        if driven.changed:
            raise Unmet(f"`{answer.name}` changes one of the arrays it was given. Write into none of the three.")
        return [_doubled(returned) for returned in got]

    def mistakes(self, run: Run) -> Mapping[str, Callable[[], Any]]:
        """Sentence -> what a function with this mistake returns."""
        x, a, c = run
        probabilities, wanted = softmax(self.scores(run)), self.wanted(run)
        return {
            "it is where the smallest of each prediction is; look for the largest.": (
                lambda: self._at(probabilities.argmin(axis=1))
            ),
            "`a_initializer` and `c_initializer` have changed places.": lambda: self.wanted([x, c, a]),
            "`a_initializer` is used in the place of `c_initializer` too.": lambda: self.wanted([x, a, a]),
            "`c_initializer` is used in the place of `a_initializer` too.": lambda: self.wanted([x, c, c]),
            "zeros are used in the place of `x_initializer`.": lambda: self.wanted([np.zeros_like(x), a, c]),
            "zeros are used in the place of `a_initializer` and `c_initializer`.": (
                lambda: self.wanted([x, np.zeros_like(a), np.zeros_like(c)])
            ),
            "one row and the next are in another order than the predictions.": (
                lambda: (wanted[0][::-1], wanted[1][::-1])
            ),
        }

    def _at(self, winners: Array) -> tuple[Array, Array]:
        return np.eye(self.kernels.shape[2])[winners], winners[:, None]


def case(rng: Rng, Ty: int, n_values: int, n_a: int, calls: int = 1) -> Case:
    """A case with no near tie, and whose last value is never the largest, so that a width counted from it is wrong.

    Each later call differs from the first in one of the three inputs, and in what is to be returned.
    """
    while True:
        kernels = rng.standard_normal((Ty, n_values + 2 * n_a, n_values))
        kernels[..., -1] = -np.abs(kernels[..., -1])
        first = [rng.random((1, 1, n_values)), *(rng.random((1, n_a)) + 0.5 for _ in range(2))]
        others = [[*first[:place], rng.random(first[place].shape) + 1.0, *first[place + 1 :]] for place in range(3)]
        made = Case(kernels, [first, *others[: calls - 1]])
        if _is_telling(made):
            return made


def _is_telling(made: Case) -> bool:
    winners = np.array([made.winners(run) for run in made.runs])
    ordered = np.sort([made.scores(run) for run in made.runs], axis=-1)
    differs = all((winners[0] != later).any() for later in winners[1:])
    clear = (ordered[..., -1] - ordered[..., -2]).min() > MARGIN
    mistaken = [make() for make in made.mistakes(made.runs[0]).values()]
    known = all((wrong[1][:, 0] != winners[0]).any() for wrong in mistaken)
    return bool(clear and differs and known and winners.max() < made.kernels.shape[2] - 1 and len(set(winners[0])) > 2)


def judge(answer: Answer, made: Case, only: list[str], hint: str) -> None:
    """This part of what the function returns is right."""
    (got,), (run,) = made.run(answer), made.runs
    raw = "these are the probabilities. Make each row a one-hot vector."
    known = {raw: lambda: _if_near(got, softmax(made.scores(run))), **made.mistakes(run)}
    expect_close(got, made.wanted(run), NAMES, LAYOUT, only=only, hint=hint, mistakes=known)


def _if_near(got: Any, raw: Array) -> Any:
    """What was returned, if its first part is these probabilities."""
    first = got[0] if isinstance(got, list | tuple) and len(got) == 2 else None
    alike = isinstance(first, np.ndarray) and first.dtype.kind == "f" and first.shape == raw.shape
    return got if alike and bool(np.all(np.abs(first - raw) < 1e-4)) else None


def _doubled(returned: Any) -> Any:
    """One-hot vectors may be of any type: single precision holds 0 and 1 exactly."""
    if not isinstance(returned, list | tuple):
        return returned
    return [part.astype(np.float64) if _is_single(part) else part for part in returned]


def _is_single(part: Any) -> bool:
    return isinstance(part, np.ndarray) and part.dtype.kind == "f"
