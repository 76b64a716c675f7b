"""A small character LSTM that has read Shakespeare's sonnets, and continues a line that you type.

The last, ungraded part of `Dinosaur_Island` calls it. Its weights were trained by `utils/data/sonnets/train.py`; what
they reach is in `metrics.json` beside them. Keras is imported inside, so that importing this module costs nothing.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Poet", "letters_of", "load_poet", "network"]

FOLDER = Path(__file__).parent / "data" / "sonnets"
WEIGHTS, METRICS = FOLDER / "weights.npz", FOLDER / "metrics.json"
LONGEST = 1000  # characters, of what is read and of what is written


def letters_of(text: str, letters: str) -> list[int]:
    """The text as indices into `letters`: capitals kept, anything that the network has never seen made a space.

    >>> letters_of("a€b", " ab")
    [1, 0, 2]
    """
    known = {letter: index for index, letter in enumerate(letters)}
    return [known.get(letter, known[" "]) for letter in text]


def network(n_letters: int, n_units: int, dropout: float = 0.0) -> Any:
    """The network as Keras trains it: one-hot letters (m, T, n_letters), an LSTM, the scores of the next letter."""
    import keras

    inputs = keras.Input((None, n_letters))
    hidden = keras.layers.LSTM(n_units, return_sequences=True, name="lstm")(inputs)
    return keras.Model(inputs, keras.layers.Dense(n_letters, name="scores")(keras.layers.Dropout(dropout)(hidden)))


class Poet:
    """The trained network, one character at a time.

    >>> from utils.quiet import quiet
    >>> METRICS.name
    'metrics.json'
    """

    def __init__(self, letters: str, weights: list[NDArray[np.float32]]) -> None:
        import keras

        self.letters = letters
        kernel, recurrent, bias, self._out, self._by = weights
        self._cell = keras.layers.LSTMCell(len(recurrent))
        self._cell.build((1, len(letters)))
        self._cell.set_weights([kernel, recurrent, bias])

    def continue_line(self, line: str, temperature: float = 0.7, seed: int = 0, length: int = 200) -> str:
        """The line and `length` more characters, drawn one by one. The same arguments give the same text.

        temperature: the scores are divided by it before the softmax; 0.1 to 2 is sensible. ValueError if not above 0
        """
        if not temperature > 0:
            raise ValueError(f"temperature: expected a number above 0, got {temperature}")
        rng = np.random.default_rng(seed)
        states = [np.zeros((1, self._cell.units), np.float32) for _ in range(2)]
        scores = self._by
        for index in letters_of(("\n" + line)[-LONGEST:], self.letters):
            scores, states = self._read(index, states)
        written = []
        for _ in range(min(length, LONGEST)):
            powers = np.exp((scores - scores.max()).astype(np.float64) / temperature)
            written.append(int(rng.choice(len(powers), p=powers / powers.sum())))
            scores, states = self._read(written[-1], states)
        return line + "".join(self.letters[index] for index in written)

    def _read(self, index: int, states: list) -> tuple[NDArray[np.float32], list]:
        one_hot = np.zeros((1, len(self.letters)), np.float32)
        one_hot[0, index] = 1.0
        output, states = self._cell(one_hot, states)
        return np.asarray(output)[0] @ self._out + self._by, states


@cache
def load_poet() -> Poet:
    """The poet with its shipped weights."""
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        weights = [stored[f"w{place}"].astype(np.float32) for place in range(5)]
    return Poet(json.loads(METRICS.read_text(encoding="utf-8"))["letters"], weights)
