"""The Keras exercises of *Emojify*: drivers that run beside the learner's code, and what should come out, in NumPy.

A driver builds what the learner's function makes, gives it weights drawn from a seed, and runs it on a few rows of
word numbers. `weights` is run on both sides, so that both mean the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.answer import Answer
from autograder.errors import Consequence, Unmet, Unusable
from autograder.expect import expect_close, matches
from autograder.hidden import layers
from autograder.hidden.emoji_judges import KEEP, LAYOUT
from autograder.hidden.layers import in_single_precision, sigmoid, softmax
from autograder.hidden.sentences import Language, Rng, language

UNITS, CLASSES = 128, 5
CLOSE = 2e-3  # of what dropout leaves, as read from probabilities in single precision
COPIES = 1024  # of one row, to count what dropout leaves


# Drivers and their helpers: their source runs in the learner's kernel


def look_up(function: Any, vectors: Any, word_to_index: Any, rows: Any) -> dict:
    """What the learner's embedding layer makes of these rows of numbers."""
    import numpy as np

    layer = function(vectors, word_to_index)
    if not callable(layer):
        raise Unusable(f"expected a Keras layer, got a value of type {type(layer).__name__}.")
    try:
        found = np.asarray(layer(np.array(rows, dtype="int32")))
    except Exception as error:
        raise Unusable(
            f"the layer stops with {type(error).__name__} when it looks up the numbers from 0 to the number of words. "
            "It needs a row for each, one more than there are words."
        ) from None
    mask = layer.compute_mask(np.array(rows, dtype="int32"), None) if hasattr(layer, "compute_mask") else None
    return {
        "vectors": found,
        "trainable": len(getattr(layer, "trainable_weights", ())),
        "masks": mask is not None,
    }


def weights(seed: int, n: int) -> list:
    """Random weights of the two LSTM layers and the dense one: kernel, recurrent kernel, bias; kernel, bias."""
    import numpy as np

    rng = np.random.default_rng(seed)
    drawn = []
    for inputs in (n, 128):
        drawn.append(rng.standard_normal((inputs, 512)) * 2.0 / np.sqrt(inputs))
        drawn.append(rng.standard_normal((128, 512)) / np.sqrt(128))
        drawn.append(rng.standard_normal(512) * 0.5)
    return [*drawn, rng.standard_normal((128, 5)) * 0.4, rng.standard_normal(5) * 0.5]


def trained_parts(network: Any, n: int, table: tuple) -> tuple:
    """The network's trainable weights in the order of `weights`, and how many others are a table of vectors."""
    free = [w for w in network.trainable_weights if tuple(w.shape) != table]
    shapes = [tuple(w.shape) for w in free]
    lstm = [at for at in range(len(free)) if shapes[at : at + 3][1:] == [(128, 512), (512,)]]
    lstm.sort(key=lambda at: (shapes[at][0] != n, at))
    dense = [at for at in range(len(free)) if shapes[at : at + 2] == [(128, 5), (5,)]]
    if len(lstm) != 2 or len(dense) != 1 or len(free) != 8 or shapes[lstm[0]][0] != n or shapes[lstm[1]][0] != 128:
        shown = str(shapes).replace(f"({n}, ", "(n, ")
        raise Unusable(
            "expected the trainable weights of two LSTM layers with 128 units, the first reading vectors, the second "
            "the 128 units of the first, and of one dense layer with 5 units. With vectors of n numbers, yours have "
            f"the shapes {shown}."
        )
    order = [*range(lstm[0], lstm[0] + 3), *range(lstm[1], lstm[1] + 3), dense[0], dense[0] + 1]
    return [free[at] for at in order], len(network.trainable_weights) - len(free)


def run_network(function: Any, vectors: Any, word_to_index: Any, rows: Any, parts: Any, look: str) -> dict:
    """What the learner's network answers to rows of numbers. `parts`: a seed, or the weights themselves.

    look: "use", "alone" to read the rows in other company as well, or "training" to read them with dropout as well
    """
    import numpy as np

    rows = np.array(rows, dtype="int32")
    network = function((rows.shape[1],), vectors, word_to_index)
    if not callable(network) or not hasattr(network, "trainable_weights"):
        raise Unusable(f"expected a Keras model, got a value of type {type(network).__name__}.")
    if not network.built or not network.trainable_weights:
        network(rows[:1], training=False)  # a model without an Input is built now
    n = len(next(iter(vectors.values())))
    variables, free_tables = trained_parts(network, n, (len(word_to_index) + 1, n))
    drawn = weights(parts, n) if isinstance(parts, int) else parts
    for variable, value in zip(variables, drawn, strict=True):
        variable.assign(np.asarray(value, dtype="float32"))
    inputs = getattr(network, "inputs", None) or []
    return {
        "probabilities": np.asarray(network(rows[:1] if look == "training" else rows, training=False)),
        "dropped": np.asarray(network(rows, training=True)) if look == "training" else None,
        "again": np.asarray(network(rows[::-1]))[::-1] if look == "alone" else None,
        "alone": np.asarray(network(rows[:1])) if look == "alone" else None,
        "inputs": [[str(i.dtype), list(i.shape)] for i in inputs],
        "free_tables": free_tables,
    }


# What should come out


def read(table: np.ndarray, rows: np.ndarray, parts: list, step: int = -1, masked: bool = False) -> np.ndarray:
    """Scores (m, 5) before the softmax, of the network in use: no dropout.

    Mistakes are made with `step`, the time step whose state is read, and with `masked`, which leaves padding out.
    """
    if masked:
        lengths = [int(np.count_nonzero(row)) or 1 for row in rows]
        alone = [read(table, row[None, :length], parts) for row, length in zip(rows, lengths, strict=True)]
        return np.concatenate(alone)
    zeros = np.zeros((len(rows), UNITS))
    states, _, _ = layers.lstm(table[rows], parts[:3], zeros, zeros)
    states, _, _ = layers.lstm(states, parts[3:6], zeros, zeros)
    return layers.dense(states[:, step], *parts[6:])


def probabilities(table: np.ndarray, rows: np.ndarray, parts: list, **mistake: Any) -> np.ndarray:
    return layers.softmax(read(table, rows, parts, **mistake))


class Dropped:
    """Weights that let one see, from the probabilities alone, what dropout did to four units of each LSTM layer.

    Unit k of the second layer reads unit k of the first, at the last time step only, and class k reads unit k of the
    second; class 4 reads none. So log(p_k / p_4) is what the second dropout left of a state which tells what the
    first dropout left of another: 0; `low`, where the first was dropped; `high`, where it was doubled.
    """

    SEEN = 4

    def __init__(self, rng: Rng, words: Language, row: np.ndarray) -> None:
        self.row, self.table = row, words.table
        upwards = np.sign(self.table[row[-1]])[:, None] * rng.uniform(0.2, 0.4, (words.n, self.SEEN))
        self.parts = [
            *self._gates(upwards, 0.5),
            *self._gates(np.pad(0.8 * np.eye(self.SEEN), ((0, UNITS - self.SEEN), (0, 0))), 0.35),
            np.pad(np.eye(self.SEEN), ((0, UNITS - self.SEEN), (0, 1))),
            np.zeros(CLASSES),
        ]
        self.low, self.plain, self.high = (2 * self._state(factor) for factor in (0.0, 1.0, 2.0))

    def found(self, probabilities: np.ndarray) -> np.ndarray:
        """(copies, 4): what each seen unit of the second layer handed to the dense layer."""
        with np.errstate(all="ignore"):
            return np.log(probabilities[:, : self.SEEN] / probabilities[:, self.SEEN :])

    def _gates(self, candidate: np.ndarray, bias: float) -> list:
        """An LSTM that forgets at once, writes and shows everything: its state is tanh(tanh(candidate)).

        Its last unit is constant, and every seen unit reads it from the step before: dropping that shows as well.
        """
        kernel, recurrent = np.zeros((len(candidate), 4, UNITS)), np.zeros((UNITS, 4, UNITS))
        offset = np.repeat([12.0, -12.0, 0.0, 12.0], UNITS).reshape(4, UNITS)
        kernel[:, 2, : self.SEEN] = candidate
        recurrent[-1, 2, : self.SEEN] = 0.5
        offset[2, : self.SEEN], offset[2, -1] = bias, 0.6
        return [kernel.reshape(-1, 4 * UNITS), recurrent.reshape(UNITS, -1), offset.ravel()]

    def _state(self, factor: float) -> np.ndarray:
        """The seen units of the second layer, if dropout multiplies those of the first by this."""
        zeros = np.zeros((1, UNITS))
        first, _, _ = layers.lstm(self.table[self.row][None], self.parts[:3], zeros, zeros)
        _, last, _ = layers.lstm(factor * first, self.parts[3:6], zeros, zeros)
        return last[0, : self.SEEN]


# Judging


def judge_layer(answer: Answer, words: Language, rows: np.ndarray, hint: str, follows: bool = False) -> dict:
    """What the embedding layer makes of these rows is right; returns what the driver found.

    follows: another test judges this; here it only has to be right before something else is judged
    """
    driven = answer.through(look_up)
    found = driven(words.vectors, words.index, rows)
    if driven.changed:
        raise Unmet(KEEP.format(answer.name, "one of its arguments"))
    found = found if isinstance(found, dict) else {}
    got, wanted = in_single_precision(found.get("vectors"), words.table[rows]), words.table[rows]
    if follows and not matches(got, wanted):
        raise Consequence(hint)
    in_order = np.array([np.zeros(words.n), *words.vectors.values()])
    early = np.array([*words.table[1:], np.zeros(words.n)])
    mistakes = {
        "the vectors stand in the order of the map; `word_to_index` says which row is whose.": lambda: in_order[rows],
        "every vector stands one row too early: number 0 belongs to the padding.": lambda: early[rows],
    }
    _tell(got, wanted, mistakes, "output of the layer")
    expect_close(got, wanted, "output of the layer", LAYOUT, hint=hint)
    return found


def judge_network(answer: Answer, words: Language, rng: Rng, max_len: int, look: str = "") -> dict:
    """The probabilities in use are right, with weights drawn from a seed; returns what the driver found.

    look: what the driver looks at, for a test that judges something else once the probabilities are right
    """
    seed = int(rng.integers(1 << 31))
    rows = np.array([_row(rng, len(words.index), length, max_len) for length in (max_len, 1, max_len - 1, 2)])
    driven = answer.through(run_network, weights, trained_parts)
    found = driven(words.vectors, words.index, rows, seed, look or "use")
    if driven.changed:
        raise Unmet(KEEP.format(answer.name, "one of its arguments"))
    found = found if isinstance(found, dict) else {}
    parts, got = weights(seed, words.n), found.get("probabilities")
    wanted = probabilities(words.table, rows, parts)
    if near(got, wanted):
        return found
    if look:
        raise Consequence("This is judged once the probabilities are right.")
    _tell(got, wanted, _mistakes(answer, words, rows, parts), "probabilities")
    hint = (
        "Go through the layers in order: your `pretrained_embedding_layer`, LSTM, dropout, LSTM, dropout, dense. Each "
        "reads what the one before it returns."
    )
    expect_close(in_single_precision(got, wanted), wanted, "probabilities", LAYOUT, hint=hint)
    return found


def _tell(got: Any, wanted: np.ndarray, mistakes: Mapping[str, Callable[[], Any]], name: str) -> None:
    """Unmet with the sentence of the mistake that was made, if it is one of these."""
    if near(got, wanted):
        return
    for sentence, returned in mistakes.items():
        if near(got, returned()):
            raise Unmet(f"`{name}`: {sentence}")


def _row(rng: Rng, words: int, length: int, max_len: int) -> list[int]:
    return [*rng.integers(1, words + 1, length).tolist(), *[0] * (max_len - length)]


def _mistakes(answer: Answer, words: Language, rows: np.ndarray, parts: list) -> Mapping[str, Callable[[], Any]]:
    """Sentence -> what that mistake makes."""

    def own_table() -> Any:
        numbers = np.arange(len(words.table))[None]
        try:
            found = answer.other("pretrained_embedding_layer").through(look_up)(words.vectors, words.index, numbers)
            table = np.asarray(found["vectors"][0], dtype=float)
            return probabilities(table, rows, parts) if table.shape == words.table.shape else None
        except (Unmet, TypeError, ValueError, KeyError, IndexError):
            return None

    scores = read(words.table, rows, parts)
    return {
        "softmax is applied twice. It stands in one place: the dense layer's activation, or a layer of its own.": (
            lambda: softmax(softmax(scores))
        ),
        "the softmax is missing: these are the scores before it.": lambda: scores,
        "a sigmoid stands where the softmax should.": lambda: sigmoid(scores),
        "the second LSTM hands on its first time step; it should be the last.": lambda: probabilities(
            words.table, rows, parts, step=0
        ),
        "the padding is masked; here the zeros are read like words.": lambda: probabilities(
            words.table, rows, parts, masked=True
        ),
        "it is right for your `pretrained_embedding_layer`, which is not right yet. Mend that, and these points come "
        "with it.": own_table,
    }


def near(got: Any, wanted: Any) -> bool:
    """Whether they are the same in single precision."""
    return matches(in_single_precision(got, wanted), wanted) if isinstance(wanted, np.ndarray) else False


def listed(inputs: Any) -> list[tuple[str, list]]:
    """The inputs that the driver found: dtype and shape of each. A model without any is judged by what it does."""
    pairs = inputs if isinstance(inputs, list) else []
    return [(str(pair[0]), list(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) == 2]


def judge_dropout(answer: Answer, rng: Rng, second: bool) -> None:
    """Dropout of one half after the first LSTM and after the second, seen in training with weights made for it."""
    words = language(rng, 5, 6)
    row = np.array([int(rng.integers(1, 7)), int(rng.integers(1, 7))])
    seen = Dropped(rng, words, row)
    driven = answer.through(run_network, trained_parts)
    all_found = driven(words.vectors, words.index, np.repeat(row[None], COPIES, axis=0), seen.parts, "training")
    all_found = all_found if isinstance(all_found, dict) else {}
    if not near(all_found.get("probabilities"), probabilities(words.table, row[None], seen.parts)):
        raise Consequence("This is judged once the probabilities in use are right.")
    got = all_found.get("dropped")
    if not isinstance(got, np.ndarray) or got.shape != (COPIES, CLASSES) or got.dtype.kind != "f":
        raise Unmet("In training, the model returns no probabilities.")
    found = seen.found(got.astype(np.float64))
    share = float((np.abs(found) < CLOSE).mean())
    if not second and 0 < share < 1 and not _is_half(share, 0.05):
        raise Consequence("This is judged once the dropout after the second LSTM is right.")
    (_second if second else _first)(seen, found)


def _is_half(share: float, off: float) -> bool:
    return abs(share - 0.5) <= off


def _second(seen: Dropped, found: np.ndarray) -> None:
    dropped = np.abs(found) < CLOSE
    halves = [np.abs(found - value / 2) < CLOSE for value in (seen.low, seen.plain, seen.high)]
    if np.any(halves) or not dropped.any():
        raise Unmet(
            "In training, nothing is dropped after the second LSTM. A `Dropout` of one half belongs between it and the "
            "dense layer."
        )
    if not _is_half(float(dropped.mean()), 0.05):
        raise Unmet(
            "In training, after the second LSTM, the share of numbers that are dropped is not one half. "
            "The rate of a `Dropout` is the probability with which it drops a number."
        )


def _first(seen: Dropped, found: np.ndarray) -> None:
    kept = np.abs(found) > CLOSE
    scale = 1.0 if np.abs(found[kept]).max(initial=0.0) > np.max(seen.high) * 0.75 else 0.5
    low, plain, high = (np.abs(found - scale * value) < CLOSE for value in (seen.low, seen.plain, seen.high))
    if plain[kept].mean() > 0.9:
        raise Unmet(
            "In training, nothing is dropped after the first LSTM. A `Dropout` of one half belongs between the two "
            "LSTM layers."
        )
    if (low | high)[kept].mean() < 0.99:
        raise Unmet(
            "In training, something else than expected is dropped. A `Dropout` of one half belongs after each of the "
            "two LSTM layers and nowhere else: not on the word vectors, and not as an argument of an LSTM."
        )
    if not _is_half(float(low[kept].mean()), 0.06):
        raise Unmet(
            "In training, after the first LSTM, the share of numbers that are dropped is not one half. "
            "The rate of a `Dropout` is the probability with which it drops a number."
        )
