"""Skip-gram with negative sampling: word vectors from pairs of neighbours, in a few seconds of NumPy.

The lesson of week 2 derives `gradients`, checks it by finite differences, and trains with `train`. Method: T. Mikolov
and others, *Distributed Representations of Words and Phrases and their Compositionality*, 2013. A text is to it a list
of lists of numbers.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from utils.corpus import pairs
from utils.rnn import sigmoid

__all__ = ["Trained", "gradients", "loss", "nearest", "negative_shares", "train"]

Floats = NDArray[np.float64]
TINY = 1e-12


class Trained(NamedTuple):
    """What training leaves.

    E:      (V, d), the vector of each word as context; what one keeps
    Theta:  (V, d), the vector of each word as target
    losses: the mean loss of a pair in each pass over the text
    """

    E: Floats
    Theta: Floats
    losses: list[float]


def loss(e: ArrayLike, theta: ArrayLike) -> float:
    """The loss of one context with one true target and k words drawn at random, in nats.

    e:     (d,), the context's vector
    theta: (1 + k, d), the true target's vector first

    >>> round(loss([0.0, 0.0], [[1.0, 0.0], [0.0, 1.0]]), 4)  # undecided twice: 2 log 2
    1.3863
    """
    p = sigmoid(np.asarray(theta) @ np.asarray(e))
    return float(-np.log(p[0] + TINY) - np.sum(np.log(1 - p[1:] + TINY)))


def gradients(e: ArrayLike, theta: ArrayLike) -> tuple[Floats, Floats]:
    """The derivatives of `loss`: de (d,) and dtheta (1 + k, d).

    >>> de, dtheta = gradients([0.0, 2.0], [[1.0, 0.0], [0.0, 0.0]])
    >>> de.tolist(), dtheta.tolist()
    ([-0.5, 0.0], [[-0.0, -1.0], [0.0, 1.0]])
    """
    e, theta = np.asarray(e, dtype=float), np.asarray(theta, dtype=float)
    dz = sigmoid(theta @ e)
    dz[0] -= 1
    return dz @ theta, np.outer(dz, e)


def negative_shares(counts: ArrayLike, power: float = 0.75) -> Floats:
    """How often each word is drawn as a negative: in proportion to count ** power.

    >>> negative_shares([16, 1], power=0.5).tolist()
    [0.8, 0.2]
    """
    weights = np.asarray(counts, dtype=float) ** power
    return weights / weights.sum()


def train(
    sentences: Sequence[Sequence[int]], counts: ArrayLike, *, d: int = 30, window: int = 3, k: int = 5, passes: int = 4,
    rate: float = 0.1, thin: float = 1e-3, seed: int = 0, batch: int = 128,
) -> Trained:  # fmt: skip
    """Learn vectors by stochastic gradient descent, the step size falling to nothing.

    sentences: lists of word numbers from 0 to V - 1
    counts:    (V,), how often each word occurs
    k:         negatives for each pair
    thin:      words that make up a larger share of the text are skipped at random, the more often the more frequent
               they are; 0 skips none. Then a window reaches further between the words that say something

    >>> text = [[0, 1], [2, 3]] * 200
    >>> E = train(text, [200] * 4, d=4, window=1, k=2, passes=8, thin=0).E
    >>> E.shape
    (4, 4)
    """
    rng = np.random.default_rng(seed)
    number = np.asarray(counts, dtype=float)
    keep = np.minimum(1.0, np.sqrt(thin * number.sum() / number)) if thin else np.ones(len(number))
    shares = negative_shares(number)
    E, Theta = rng.uniform(-0.5, 0.5, (len(number), d)) / d, np.zeros((len(number), d))
    losses = []
    for done in range(passes):
        thinned = [[word for word in sentence if rng.random() < keep[word]] for sentence in sentences]
        found = np.array([pair for sentence in thinned for pair in pairs(sentence, window)], dtype=int)
        rng.shuffle(found)
        words = np.hstack([found, rng.choice(len(number), (len(found), k), p=shares)])
        slow = rate * (1 - done / passes)
        each = [_step(E, Theta, words[at : at + batch], slow) for at in range(0, len(words), batch)]
        losses.append(sum(each) / len(words))
    return Trained(E, Theta, losses)


def nearest(word: int, E: ArrayLike, n: int = 6) -> list[int]:
    """The n words whose vectors have the largest cosine with that of `word`, best first.

    >>> nearest(0, [[1.0, 0.0], [0.0, 1.0], [2.0, 0.1]], n=1)
    [2]
    """
    rows = np.asarray(E, dtype=float)
    units = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), TINY)
    order = np.argsort(-(units @ units[word]), kind="stable")
    return [int(other) for other in order if other != word][:n]


def _step(E: Floats, Theta: Floats, words: NDArray[np.int64], rate: float) -> float:
    """One step for a batch of rows (context, target, negatives), in place; returns its summed loss."""
    context, targets = words[:, 0], words[:, 1:]
    e, theta = E[context], Theta[targets]
    p = sigmoid((theta @ e[:, :, None])[:, :, 0])
    summed = -np.log(p[:, 0] + TINY).sum() - np.log(1 - p[:, 1:] + TINY).sum()
    p[:, 0] -= 1
    np.add.at(E, context, -rate * (p[:, None] @ theta)[:, 0])
    np.add.at(Theta, targets.ravel(), (-rate * p[:, :, None] * e[:, None]).reshape(-1, e.shape[1]))
    return float(summed)
