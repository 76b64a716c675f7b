"""Two small translators from French to English, trained, in NumPy: one with attention, one without.

The lesson of week 3 searches with them and looks inside. Each has an encoder, a GRU that reads the source, and a
decoder, a GRU that writes one word at a time and reads the word before. They know the words of `utils.phrases` only;
`utils/data/phrases/README.md` says how they were trained. Nothing here searches: which word to take is up to you.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from utils.phrases import ENGLISH, FRENCH

__all__ = ["END", "READ", "START", "WRITTEN", "State", "Translator", "load"]

START, END, PAD = "<start>", "<end>", "<pad>"
READ = (PAD, *FRENCH)  # the words that the encoder knows, in the order of their numbers
WRITTEN = (PAD, START, END, *ENGLISH)  # those of the decoder
FOLDER = Path(__file__).parent / "data" / "phrases"

Array = NDArray[np.float32]


class State(NamedTuple):
    """What the decoder knows between two words."""

    a: Array  # (n_s,), its hidden state
    memory: Array  # (Tx, n_s), the encoder's states, one for each word of the source
    alphas: Array  # (Tx,), the weights that the last step gave them; all zero without attention, and before the first


class Translator:
    """A trained translator: `start` reads a source, `step` gives the probabilities of the next word.

    weights: the arrays that `autograder/training/phrases.py` has written, by name
    """

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self.weights = dict(weights)
        self.words = WRITTEN
        self.attends = "score" in self.weights

    def start(self, source: str) -> State:
        """The state before the first word: the last state of the encoder, and all of its states as memory.

        ValueError for a word that the translator does not know. Without any word the state is zero.
        """
        unknown = sorted(set(source.split()) - set(READ))
        if unknown:
            raise ValueError(f"{', '.join(unknown)}: the translator has not learnt this; take words of utils.phrases")
        w = self.weights
        x = w["read"][[READ.index(word) for word in source.split()]]
        memory = np.zeros((max(1, len(x)), len(w["encoder_recurrent"])), np.float32)
        state = memory[0]
        for t, given in enumerate(x @ w["encoder_kernel"] + w["encoder_bias"][0]):
            state = memory[t] = self._cell(given, state, "encoder")
        return State(state, memory, np.zeros(len(memory), np.float32))

    def step(self, word: str, state: State) -> tuple[Array, State]:
        """The probabilities of the next word, (n_y,), and the state behind this one.

        word: the word before, START at first
        """
        w, x, alphas = self.weights, self.weights["written"][WRITTEN.index(word)], state.alphas
        if self.attends:
            scores = state.memory @ (w["score"] @ state.a)
            alphas = np.exp(scores - scores.max())
            alphas /= alphas.sum()
            x = np.concatenate([x, alphas @ state.memory])
        a = self._cell(x @ w["decoder_kernel"] + w["decoder_bias"][0], state.a, "decoder")
        scores = a @ w["output_kernel"] + w["output_bias"]
        shares = np.exp(scores - scores.max())
        return shares / shares.sum(), State(a, state.memory, alphas)

    def _cell(self, given: Array, state: Array, name: str) -> Array:
        """One step of a GRU, as Keras computes it. given: what comes from the input, (3 n,)"""
        remembered = state @ self.weights[f"{name}_recurrent"] + self.weights[f"{name}_bias"][1]
        n = len(state)
        gates = 1 / (1 + np.exp(-(given[: 2 * n] + remembered[: 2 * n])))
        update, reset = gates[:n], gates[n:]
        return update * state + (1 - update) * np.tanh(given[2 * n :] + reset * remembered[2 * n :])


@cache
def load(name: str = "attention") -> Translator:
    """The translator "attention", or the one without it, "plain".

    >>> network = load("plain")
    >>> probabilities, state = network.step(START, network.start("paul va à rome demain"))
    >>> network.words[int(probabilities.argmax())]
    'paul'
    """
    if name not in ("attention", "plain"):
        raise ValueError(f'{name}: there is no such translator; ask for "attention" or "plain"')
    with np.load(FOLDER / f"{name}.npz") as file:
        return Translator({key: file[key].astype(np.float32) for key in file.files})
