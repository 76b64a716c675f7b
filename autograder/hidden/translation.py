"""What the hidden tests of `Machine_Translation` share: networks in NumPy, and the drivers that run the learner's.

A driver lends the learner's function attention layers of its own sizes and seeded weights, under the names of the
notebook's, calls it, and returns what comes out as data. What should come out is computed here from the same weights.
Both ways to glue `a` and the repeated `s_prev` together are right: which rows of the kernel belong to which is the
learner's choice, so there are two right answers, and one of them must come out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from autograder.hidden.layers import bidirectional, dense, dense_weights, lstm, lstm_weights, softmax

Array = np.ndarray
Rng = np.random.Generator
Weights = Mapping[str, list[Array]]
Context = Callable[[Array, Array], Array]  # (a, s_prev) -> context (m, 2 n_a)
ORDERS = ("a first", "s_prev first")


@dataclass(frozen=True)
class Sizes:
    """All different, so that a swapped size shows, and so that the shape of a weight tells which one it is."""

    Tx: int
    Ty: int
    n_a: int
    n_s: int
    n_in: int  # human_vocab_size
    n_out: int  # machine_vocab_size
    m: int
    hidden: int  # units of densor1


USUAL = Sizes(Tx=5, Ty=4, n_a=3, n_s=7, n_in=8, n_out=6, m=2, hidden=4)  # n_s is not twice n_a
OTHER = Sizes(Tx=9, Ty=3, n_a=4, n_s=5, n_in=6, n_out=13, m=1, hidden=7)
SHORT = Sizes(Tx=2, Ty=2, n_a=2, n_s=3, n_in=5, n_out=7, m=4, hidden=6)


# One step of attention


def attention_weights(rng: Rng, s: Sizes) -> list[Array]:
    """Kernel and bias of densor1, kernel and bias of densor2; sharp enough that the weights differ well."""
    kernel1, bias1 = dense_weights(rng, 2 * s.n_a + s.n_s, s.hidden)
    kernel2, bias2 = dense_weights(rng, s.hidden, 1)
    return [kernel1, bias1, 2 * kernel2, bias2]


def scores(a: Array, s_prev: Array, weights: list[Array], order: str = ORDERS[0]) -> Array:
    """What densor2 says of each time step: (m, Tx)."""
    kernel1, bias1, kernel2, bias2 = weights
    repeated = np.repeat(s_prev[:, np.newaxis], a.shape[1], axis=1)
    glued = [a, repeated] if order == ORDERS[0] else [repeated, a]
    return dense(np.tanh(dense(np.concatenate(glued, axis=-1), kernel1, bias1)), kernel2, bias2)[..., 0]


def context(a: Array, s_prev: Array, weights: list[Array], order: str = ORDERS[0]) -> Array:
    """The time steps of `a`, averaged with the weights of attention: (m, 2 n_a)."""
    return weighted(softmax(scores(a, s_prev, weights, order)), a)


def weighted(alphas: Array, a: Array) -> Array:
    """(m, Tx) and (m, Tx, 2 n_a) to (m, 2 n_a)."""
    return np.einsum("mt,mtn->mn", alphas, a)


def wrong_contexts(a: Array, s_prev: Array, weights: list[Array]) -> dict[str, list[Array]]:
    """Sentence -> what a typical mistake gives, for one way to glue or for both."""
    both = [scores(a, s_prev, weights, order) for order in ORDERS]
    over_the_batch = [np.exp(e) / np.exp(e).sum(axis=0) for e in both]
    return {
        "it is the plain mean over the time steps. Multiply by the weights that `activator` gives.": [a.mean(axis=1)],
        "it is the plain sum over the time steps, as if every weight were 1. Multiply by the weights; their softmax "
        "runs over time, which is axis 1.": [a.sum(axis=1)],
        "the weights do not sum to 1 over the time steps: this comes out without `activator`.": [
            weighted(e, a) for e in both
        ],
        "the softmax runs over the batch; it should run over the time steps.": [
            weighted(alphas, a) for alphas in over_the_batch
        ],
        "the weights do not look at `s_prev`.": [context(a, 0 * s_prev, weights, order) for order in ORDERS],
    }


# The whole network


def network_weights(rng: Rng, s: Sizes) -> dict[str, list[Array]]:
    """Weights of all layers but the attention's, by role."""
    return {
        "forward": lstm_weights(rng, s.n_in, s.n_a),
        "backward": lstm_weights(rng, s.n_in, s.n_a),
        "post": lstm_weights(rng, 2 * s.n_a, s.n_s),
        "output": dense_weights(rng, s.n_s, s.n_out),
    }


def stand_in(a: Array, s_prev: Array, mix: list[Array]) -> Array:
    """What the stand-in for `one_step_attention` computes; no attention, but it looks at both its arguments."""
    return np.tanh(a.mean(axis=1) + a[:, -1] + s_prev @ mix[0] + mix[1])


@dataclass(frozen=True)
class Way:
    """How a network is run: as it should be, unless said otherwise."""

    look: str = "before"  # what attention looks at: the state before the step, the one before that, the first, the cell
    carry: str = "both"  # which states the LSTM starts a step from: both, none, hidden, cell, zeros, swapped
    start: str = "given"  # where the states start: given, zeros, swapped
    reads: str = "state"  # what the output layer reads: the new state, the new cell state, the state before
    halves: str = "fb"  # which weights the encoder's two LSTMs have; either way round is right
    joined: str = "fb"  # and in which order their outputs are joined; so is this


RIGHT_WAYS = tuple(Way(halves=halves, joined=joined) for halves, joined in product(("fb", "bf"), repeat=2))


def outputs(x: Array, s0: Array, c0: Array, weights: Weights, attend: Context, Ty: int, way: Way) -> list[Array]:
    """The predictions of all Ty steps, each (m, n_out)."""
    a = encoded(x, weights, way)
    s0, c0 = {"given": (s0, c0), "zeros": (0 * s0, 0 * c0), "swapped": (c0, s0)}[way.start]
    s, c, older, results = s0, c0, s0, []
    for _ in range(Ty):
        seen = attend(a, {"before": s, "late": older, "first": s0, "cell": c}[way.look])
        starts = {"both": (s, c), "none": (s0, c0), "hidden": (s, c0), "cell": (s0, c), "zeros": (0 * s, 0 * c)}
        _, s_new, c_new = lstm(seen[:, np.newaxis], weights["post"], *starts.get(way.carry, (s, c)))
        results.append(softmax(dense({"state": s_new, "cell": c_new, "before": s}[way.reads], *weights["output"])))
        older, s, c = s, *((c_new, s_new) if way.carry == "swapped" else (s_new, c_new))
    return results


def encoded(x: Array, weights: Weights, way: Way) -> Array:
    """What the encoder says of each character: (m, Tx, 2 n_a)."""
    there, back = ("forward", "backward") if way.halves == "fb" else ("backward", "forward")
    a = bidirectional(x, weights[there], weights[back])
    return a if way.joined == "fb" else np.concatenate(np.split(a, 2, axis=-1)[::-1], axis=-1)


WRONG_WAYS = {
    "the states are not carried: the LSTM starts every step from `s0` and `c0`.": Way(carry="none"),
    "the states are not carried: every step, and its attention, starts from `s0` and `c0`.": Way(
        carry="none", look="first"
    ),
    "the states are not carried: the LSTM starts every step from zeros. Give it `initial_state`.": Way(carry="zeros"),
    "the cell state is not carried from step to step.": Way(carry="hidden"),
    "the hidden state is not carried from step to step.": Way(carry="cell"),
    "the output layer reads the cell state; it should read the hidden state.": Way(reads="cell"),
    "hidden state and cell state change places. The LSTM returns its output, which is its hidden state, then its "
    "hidden state, then its cell state.": Way(carry="swapped", reads="cell"),
    "the attention of every step looks at `s0`, so that all contexts are the same. It should look at the state of the "
    "step before.": Way(look="first"),
    "the attention looks one step too far back. It should look at the state that this step starts from.": Way(
        look="late"
    ),
    "the attention looks at the cell state; it should look at the hidden state.": Way(look="cell"),
    "the network starts from zeros; it should start from `s0` and `c0`.": Way(start="zeros"),
    "`s0` and `c0` change places.": Way(start="swapped"),
    "the output layer reads the state from before the step; it should read the new one.": Way(reads="before"),
}


# Drivers: their text runs beside the learner's code


def lend(function, Tx, weights):
    """Put attention layers with these weights where the function looks its own up; return the function's globals."""
    import inspect

    import keras
    from keras import layers

    keras.utils.set_random_seed(0)  # for what the function makes itself: the same mistake gives the same values

    space = getattr(inspect.unwrap(function), "__globals__", None)
    if space is None:
        raise Unusable("define it with `def`, so that it can be called with other layers than the notebook's.")  # type: ignore[name-defined]  # noqa: F821
    densor1, densor2 = layers.Dense(weights[0].shape[1], activation="tanh"), layers.Dense(1)
    for layer, kernel, bias in ((densor1, *weights[:2]), (densor2, *weights[2:])):
        layer.build((None, Tx, kernel.shape[0]))
        layer.set_weights([kernel, bias])
    space.update(repeator=layers.RepeatVector(Tx), concatenator=layers.Concatenate(axis=-1), dotor=layers.Dot(axes=1))
    space.update(densor1=densor1, densor2=densor2, activator=layers.Softmax(axis=1, name="attention_weights"))
    return space


def plain(value):
    """A tensor as an array, lists of them as lists; what is neither stays as it is."""
    import numpy as np

    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return np.asarray(value) if hasattr(value, "shape") and hasattr(value, "dtype") else value


def contexts(function, weights, calls):
    """What `one_step_attention` returns for each (a, s_prev)."""
    import keras

    lend(function, calls[0][0].shape[1], weights)
    tensors = [[keras.ops.convert_to_tensor(part, "float32") for part in call] for call in calls]
    return [plain(function(*call)) for call in tensors]


def context_in_a_model(function, weights, a, s_prev):
    """The same where it is used: inside a model, on inputs of which only the shapes are known, and no batch size."""
    import keras

    lend(function, a.shape[1], weights)
    inputs = [keras.Input(a.shape[1:]), keras.Input(s_prev.shape[1:])]
    context = function(*inputs)
    if not hasattr(context, "shape"):
        return context
    model = keras.Model(inputs, context)
    return [plain(model([part[:count].astype("float32") for part in (a, s_prev)])) for count in (len(a), 1)]


def translate(function, sizes, weights, attention, mix, runs):
    """The outputs of the model for each (x, s0, c0), with a stand-in for `one_step_attention` where it is called."""
    import keras
    import numpy as np

    Tx, Ty, n_a, n_s, n_in, n_out = sizes
    space = lend(function, Tx, attention)
    used, own = [], space.get("one_step_attention")

    def stand_in(a, s_prev):
        used.append(1)
        seen = keras.ops.mean(a, axis=1) + a[:, -1] + keras.ops.matmul(s_prev, mix[0].astype("float32"))
        return keras.ops.expand_dims(keras.ops.tanh(seen + mix[1].astype("float32")), 1)

    space["one_step_attention"] = stand_in
    try:
        model = function(Tx, Ty, n_a, n_s, n_in, n_out)
    finally:
        space["one_step_attention"] = own
    if not isinstance(model, keras.Model):
        raise Unusable("expected a Keras model; end with `return keras.Model(inputs=..., outputs=...)`.")  # type: ignore[name-defined]  # noqa: F821
    shapes = [tuple(tensor.shape) for tensor in model.inputs]
    if shapes != [(None, Tx, n_in), (None, n_s), (None, n_s)]:
        raise Unusable(  # type: ignore[name-defined]  # noqa: F821
            "the inputs should be X, s0 and c0, of shapes (Tx, human_vocab_size), (n_s,) and (n_s,) behind the batch "
            f"axis. With Tx={Tx}, human_vocab_size={n_in}, n_s={n_s} they have the shapes {str(shapes)[:100]}."
        )
    left = {shape: list(arrays) for shape, arrays in weights}
    surplus = np.random.default_rng(0)
    for variable in model.weights:
        shape = tuple(variable.shape)
        if shape in left:  # a further one of this shape is a layer made twice: it gets weights of its own
            variable.assign(left[shape].pop(0) if left[shape] else surplus.standard_normal(shape))
    missing = [list(shape) for shape, arrays in left.items() if arrays]
    results = [plain(model([part.astype("float32") for part in run], training=False)) for run in runs]
    return {"outputs": results, "stand-in": bool(used), "missing": missing, "count": len(model.weights)}


def trained(function, layer, x, y, rate):
    """What a compiled model reports of x and y, and the weights after each of a few training steps."""
    import keras
    import numpy as np

    inputs, dense = keras.Input(x.shape[1:]), keras.layers.Dense(y.shape[-1], activation="softmax")
    model = keras.Model(inputs, keras.ops.stack([dense(inputs[:, t]) for t in range(x.shape[1])], axis=1))
    model.set_weights(layer)
    start, decay = rate
    schedule = keras.optimizers.schedules.InverseTimeDecay(start, decay_steps=1, decay_rate=decay)
    model = function(model, schedule if decay else start)
    if not isinstance(model, keras.Model):
        raise Unusable("expected the model, compiled; end with `return model`.")  # type: ignore[name-defined]  # noqa: F821
    if not getattr(model, "compiled", False):
        raise Unusable("the model that came back is not compiled; call `model.compile(...)`.")  # type: ignore[name-defined]  # noqa: F821
    model.run_eagerly, model.jit_compile = True, False
    x, y = x.astype("float32"), y.astype("float32")
    report = {name: float(value) for name, value in model.test_on_batch(x, y, return_dict=True).items()}
    steps = []
    for _ in range(4):
        model.train_on_batch(x, y)
        steps.append([np.asarray(part) for part in model.get_weights()])
    return {"report": report, "steps": steps}


# Training


def adam(layer: list[Array], x: Array, y: Array, rates: list[float]) -> list[list[Array]]:
    """Kernel and bias of a softmax layer after each step of Adam on the mean cross-entropy, one rate for each step."""
    weights = [part.astype(float) for part in layer]
    means, squares, results = [0 * w for w in weights], [0 * w for w in weights], []
    for step, rate in enumerate(rates, 1):
        error = (softmax(dense(x, *weights)) - y) / y[..., 0].size
        gradients = [np.einsum("mtn,mtk->nk", x, error), error.sum(axis=(0, 1))]
        means = [0.9 * mean + 0.1 * g for mean, g in zip(means, gradients, strict=True)]
        squares = [0.999 * square + 0.001 * g**2 for square, g in zip(squares, gradients, strict=True)]
        scale = rate * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
        moved = zip(weights, means, squares, strict=True)
        weights = [w - scale * mean / (np.sqrt(square) + 1e-7) for w, mean, square in moved]
        results.append(weights)
    return results


def cross_entropy(layer: list[Array], x: Array, y: Array) -> float:
    return float(-np.mean(np.sum(y * np.log(softmax(dense(x, *layer))), axis=-1)))


def accuracy(layer: list[Array], x: Array, y: Array) -> float:
    return float(np.mean(np.argmax(dense(x, *layer), axis=-1) == np.argmax(y, axis=-1)))
