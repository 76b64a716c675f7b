"""Short sentences, each with the emoji that fits it, and where the classifiers of *Emojify* start from.

The Emojify notebook imports it. Sentences are plain text: no punctuation, capitals as people write them. The module
knows no word vectors and no network. `utils/data/emojify/README.md` says where the sentences come from.
"""

import csv
import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "CASES",
    "EMOJIS",
    "NAMES",
    "Sentences",
    "accuracies",
    "initial_weights",
    "load_metrics",
    "load_sentences",
]

EMOJIS = ("❤️", "⚾", "😄", "😞", "🍴")
NAMES = ("heart", "baseball", "happy", "sad", "fork and knife")
CASES = ("plain", "negation", "word_order", "unseen_words")
FOLDER = Path(__file__).parent / "data" / "emojify"
SPLITS = ("train", "dev", "test", "later")


class Sentences(NamedTuple):
    """m sentences with their classes.

    X:     (m,), the sentences
    Y:     (m,), the class of each, an index into EMOJIS and NAMES
    cases: (m,), what makes each easy or hard, one of CASES
    """

    X: NDArray[np.str_]
    Y: NDArray[np.int64]
    cases: NDArray[np.str_]


def load_sentences(split: str) -> Sentences:
    """The sentences of one split: "train", "dev", "test" or "later".

    Those of "later" are by writers who came last, and were asked for what others had not thought of.

    A case of "negation" turns on a word such as *not*; one of "word_order" changes its class when its words change
    places; the words that decide one of "unseen_words" occur in no sentence of "train" ("dev" and "test" have them).

    >>> X, Y, cases = load_sentences("test")
    >>> X.shape == Y.shape == cases.shape == (398,)
    True
    >>> load_sentences("exam")
    Traceback (most recent call last):
    ValueError: there is no split 'exam'; there are train, dev, test, later
    """
    rows = read_rows(split)
    return Sentences(
        np.array([row["sentence"] for row in rows]),
        np.array([int(row["label"]) for row in rows]),
        np.array([row["case"] for row in rows]),
    )


def read_rows(split: str) -> list[dict[str, str]]:
    """What the file of one split says of each sentence, as text.

    >>> list(read_rows("later")[0])
    ['sentence', 'label', 'case', 'round']
    """
    if split not in SPLITS:
        raise ValueError(f"there is no split {split!r}; there are {', '.join(SPLITS)}")
    with (FOLDER / f"{split}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def accuracies(split: str, predicted: ArrayLike) -> dict[str, float]:
    """The share of sentences whose class is predicted right: of all, and of each case that the split has.

    predicted: (m,) or (m, 1), a class for each sentence of the split

    >>> accuracies("test", load_sentences("test").Y)["word_order"]
    1.0
    """
    _, Y, cases = load_sentences(split)
    right = np.ravel(predicted) == Y
    found = {case: cases == case for case in CASES}
    return {"all": float(right.mean())} | {c: float(right[at].mean()) for c, at in found.items() if at.any()}


def load_metrics() -> dict[str, Any]:
    """What `python -m autograder.bench.emojify` measured: name of a model -> split -> case -> [mean, deviation].

    >>> sorted(load_metrics()["V1"])
    ['dev', 'later', 'test', 'train']
    """
    return json.loads((FOLDER / "metrics.json").read_text(encoding="utf-8"))["models"]


def initial_weights(n_y: int, n_h: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where a softmax classifier starts: small random weights, the same at every call, and a bias of zeros.

    n_y: the number of classes
    n_h: the number of features
    returns W (n_y, n_h) and b (n_y,)

    >>> W, b = initial_weights(3, 50)
    >>> W.shape, b.tolist(), bool((W == initial_weights(3, 50)[0]).all())
    ((3, 50), [0.0, 0.0, 0.0], True)
    """
    rng = np.random.default_rng(1)
    return rng.standard_normal((n_y, n_h)) / np.sqrt(n_h), np.zeros(n_y)
