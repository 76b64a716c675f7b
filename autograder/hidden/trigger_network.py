"""What the hidden tests of `modelf` share: the driver, the network written out in NumPy, and weights that show dropout.

A driver fills the weights of the learner's model by their shapes, in the order in which the layers follow each other,
and runs it on short inputs. Nothing here asks which layers a model is made of beyond what their weights need.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.answer import Answer
from autograder.errors import Unmet, Unusable
from autograder.hidden import layers
from autograder.hidden.layers import Array, Rng

FILTERS, WIDTH, STRIDE, UNITS = 196, 15, 4, 128
PARTS = ("conv", "norm 1", "gru 1", "norm 2", "gru 2", "norm 3", "dense")
Weights = list[list[Array]]  # one list for each of PARTS


def random_weights(rng: Rng, x: Array) -> Weights:
    """Weights for inputs like x, under which the network's answers to x are neither all near 0 nor all near 1."""
    weights = [
        layers.conv1d_weights(rng, WIDTH, x.shape[2], FILTERS),
        layers.batch_norm_weights(rng, FILTERS),
        layers.gru_weights(rng, FILTERS, UNITS),
        layers.batch_norm_weights(rng, UNITS),
        layers.gru_weights(rng, UNITS, UNITS),
        layers.batch_norm_weights(rng, UNITS),
        [rng.standard_normal((UNITS, 1)) * 6 / np.sqrt(UNITS), np.zeros(1)],
    ]
    answers = in_use(x, weights)
    weights[-1][1] = -np.mean(np.log(answers / (1 - answers)), keepdims=True).ravel()
    return weights


def in_use(x: Array, weights: Weights) -> Array:
    """What the network answers when it is used, not trained: (m, Tx, n_freq) to (m, Ty, 1)."""
    conv, norm_1, gru_1, norm_2, gru_2, norm_3, dense = weights
    x = np.maximum(layers.batch_norm(layers.conv1d(x, conv[0], conv[1], STRIDE), norm_1), 0)
    x = layers.batch_norm(layers.gru(x, gru_1, np.zeros((len(x), UNITS))), norm_2)
    x = layers.batch_norm(layers.gru(x, gru_2, np.zeros((len(x), UNITS))), norm_3)
    return layers.sigmoid(layers.dense(x, *dense))


# Drivers: these run beside the learner's code


def built(function, shape):
    """The learner's model for inputs of this shape, or a sentence about what came instead."""
    model = function(tuple(shape))
    if isinstance(model, tuple | list) and len(model) == 1:
        model = model[0]
    if model is None:
        raise Unusable("it returns nothing. Return the model at the end.")
    if not (callable(model) and hasattr(model, "layers") and hasattr(model, "get_weights")):
        raise Unusable(f"it returns a {type(model).__name__}, not a Keras model.")
    return model


def leaves(layer):
    """The layers that hold weights of their own, in order."""
    inner = getattr(layer, "layers", None)
    if inner is None and type(layer).__name__ in ("TimeDistributed", "Bidirectional") and hasattr(layer, "layer"):
        inner = [layer.layer] if type(layer).__name__ == "TimeDistributed" else None
    if inner is not None:
        return [leaf for child in inner for leaf in leaves(child)]
    return [layer] if layer.get_weights() else []


def filled(model, weights):
    """Give each layer the first unused weights of its shapes; a sentence if the two do not match."""
    left = list(weights)
    for leaf in leaves(model):
        shapes = [w.shape for w in leaf.get_weights()]
        match = next((n for n, w in enumerate(left) if [a.shape for a in w] == shapes), None)
        if match is None:
            kind = type(leaf).__name__
            raise Unusable(
                f"its model has a layer {kind} with weights of the shapes {shapes}, "
                "and the network of the statement has none such, or not so many. Compare the layers one by one: number "
                "of filters and units, kernel, how many layers of each kind, and that each GRU runs forward only."
            )
        leaf.set_weights(left.pop(match))
    if left:
        raise Unusable(
            f"its model lacks layers of the statement: it has {len(weights) - len(left)} of the {len(weights)} layers "
            "that hold weights. Count them: one convolution, three normalizations, two GRUs, one Dense."
        )


def answers(function, weights, x, training, seed):
    """What the learner's model answers to x with these weights; training: whether dropout works."""
    import keras
    import numpy as np

    keras.utils.set_random_seed(int(seed))
    model = built(function, x.shape[1:])
    model(x[:1])  # a model that was given no shape has no weights before
    filled(model, weights)
    return np.asarray(model(x, training=bool(training)))


def two_models(function, weights, others, x):
    """What a model answers after a second one has been built and got other weights."""
    import numpy as np

    models = [built(function, x.shape[1:]) for _ in range(2)]
    for model, some in zip(models, (weights, others), strict=True):
        model(x[:1])
        filled(model, some)
    return np.asarray(models[0](x, training=False))


HELPERS = (built, leaves, filled)


# Weights that let one dropout show at a time


def memoryless(n_x: int, kernel: Array, bias: float) -> list[Array]:
    """A GRU without memory: its state is tanh(x @ kernel + bias), at each step anew."""
    whole = np.zeros((n_x, 3 * UNITS))
    whole[:, 2 * UNITS :] = kernel
    biases = np.zeros((2, 3 * UNITS))
    biases[0, :UNITS], biases[0, 2 * UNITS :] = -40.0, bias
    return [whole, np.zeros((UNITS, 3 * UNITS)), biases]


def constant_norm(n: int, value: float) -> list[Array]:
    return [np.zeros(n), np.full(n, value), np.zeros(n), np.ones(n)]


def plain_norm(n: int) -> list[Array]:
    return [np.ones(n), np.zeros(n), np.zeros(n), np.ones(n)]


KEPT = (0.12, 0.26)  # the share that a dropout of 0.8 keeps of some thousand numbers, as `kept` sees it


def probe(stage: int, n_freq: int) -> Weights:
    """Weights under which the answers in training have two levels: what one dropout kept, and what it dropped.

    stage: 1 after the ReLU, 2 and 3 after the GRUs, 4 before the last layer. What comes before the stage is constant.
    For stages 1 and 2, one feature is copied to all units behind it, so that later dropouts average out.
    """
    nothing, average = np.zeros((FILTERS, UNITS)), np.full((UNITS, UNITS), 1.0 / UNITS)
    first_feature = np.eye(FILTERS, 1) * np.full((1, UNITS), 0.5)
    gru_1 = memoryless(FILTERS, first_feature, 0.0) if stage == 1 else memoryless(FILTERS, nothing, 1.0)
    after_2 = {1: average, 2: first_feature[:UNITS]}.get(stage)
    gru_2 = memoryless(UNITS, nothing[:UNITS], 1.0) if after_2 is None else memoryless(UNITS, after_2, 0.0)
    return [
        [np.zeros((WIDTH, n_freq, FILTERS)), np.ones(FILTERS)],
        constant_norm(FILTERS, 1.0),
        gru_1,
        plain_norm(UNITS),
        gru_2,
        constant_norm(UNITS, 1.0) if stage == 4 else plain_norm(UNITS),
        [np.full((UNITS, 1), 1.0 / UNITS) if stage < 3 else np.eye(UNITS, 1), np.zeros(1)],
    ]


def kept(probabilities: Array, stage: int) -> float:
    """The share that the stage's dropout kept; not a number if the answers have one level only.

    The higher of two levels was kept. For stage 3 a third level, 0, is what the dropout behind it has dropped.
    """
    p = np.clip(np.asarray(probabilities, float).ravel(), 1e-7, 1 - 1e-7)
    levels = np.log(p / (1 - p))
    if stage == 3:
        levels = levels[np.abs(levels) > 0.05]
    low, high = np.quantile(levels, [0.02, 0.98]) if len(levels) else (0.0, 0.0)
    return float(np.mean(levels > (low + high) / 2)) if high - low > 0.05 else float("nan")


def network_answers(answer: Answer, weights: Weights, x: Array, training: bool = False, seed: int = 0) -> Any:
    single = [[array.astype(np.float32) for array in part] for part in weights]
    return answer.through(answers, *HELPERS)(single, x.astype(np.float32), training, seed)


def expect_answers(got: Any, shape: tuple[int, ...], why: str) -> Array:
    """An array of probabilities of this shape; Unmet otherwise."""
    if not isinstance(got, np.ndarray) or got.dtype.kind != "f":
        raise Unmet("`modelf`: the model's answer is no array of numbers.")
    if got.shape != shape:
        raise Unmet(f"`modelf`: for {why}, expected answers of shape (m, Ty, 1) = {shape}, got {got.shape}.")
    return got
