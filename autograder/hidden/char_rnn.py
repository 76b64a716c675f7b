"""What the hidden tests of character models share: networks whose names are known, or the chances of their names.

`name_of` and `chances` say what `sample` does in the slowest and plainest way. A network is drawn again until every
typical mistake would spell another name, so that no mistake passes by luck. The drivers run beside the learner's
function; they only loop and return what came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Rng = np.random.Generator
Parameters = dict[str, np.ndarray]
LONGEST = 50  # characters before the newline
SURE = 32.0  # by how much the score of a certain letter exceeds all others: chances of e**-32 are none
STEEP = 40.0  # by which scores of random weights are multiplied for that, at most: exp must not overflow
DEPTH = 3  # the letters of a name that are judged, in a network that is unsure
APART = 0.35  # nats per name that tell a mistake from the right network
FEW = 8
LETTERS = "abcdefghijklmnopqrstuvwxyz"
OTHER_WAYS: dict[str, str] = {  # what a mistake is called -> the sentence about it; first those that look most alike
    "no by": "`by` is left out.",
    "no memory": "the hidden state is not carried: each step should start from that of the step before.",
    "transposed": "this is what comes out with `Waa` transposed.",
    "no b": "`b` is left out.",
    "first input": "the first input is not zeros.",
    "no input": "the drawn letter does not become the next input: its one-hot vector should.",
    "collected": "the input keeps the letters before: make a new one-hot vector for each letter.",
    "no tanh": "the tanh around the hidden state is missing.",
    "old state": "the scores are made from the hidden state of the step before.",
}
USUAL_WAYS = tuple(way for way in OTHER_WAYS if way != "collected")  # few networks tell that one


# Drivers


def sample_each(sample: Callable, cases: list) -> list:
    """The name of each case (parameters, char_to_ix, seed)."""
    return [sample(*case) for case in cases]


def sample_many(sample: Callable, parameters: Any, char_to_ix: Any, seeds: list) -> list:
    """The names of one network for many seeds."""
    return [sample(parameters, char_to_ix, seed) for seed in seeds]


# Networks


def vocabulary(rng: Rng, size: int, newline: int | None = None) -> dict[str, int]:
    """Characters in any order; the newline has this index, or any but 0."""
    letters = [str(letter) for letter in rng.permutation(list(LETTERS))[: size - 1]]
    letters.insert(int(rng.integers(1, size)) if newline is None else newline, "\n")
    return {letter: index for index, letter in enumerate(letters)}


def network(rng: Rng, n_a: int, n_y: int, sharp: float) -> Parameters:
    """Random weights; the larger `sharp`, the surer is the network of its letters."""
    draw = rng.standard_normal
    parameters = {"Wax": 2.0 * draw((n_a, n_y)), "Waa": 2.0 * draw((n_a, n_a)) / n_a**0.5}
    return {**parameters, "Wya": sharp * draw((n_y, n_a)), "b": draw((n_a, 1)), "by": sharp * draw((n_y, 1))}


def certain(
    rng: Rng, n_a: int, n_y: int, ways: Sequence[str] = USUAL_WAYS
) -> tuple[Parameters, dict[str, int], list[int]]:
    """A network that can spell one name only, its vocabulary, and that name; these mistakes spell another."""
    while True:
        parameters = network(rng, n_a, n_y, sharp=1.0)
        letters, gap = name_of(parameters, newline=n_y, most=12)
        ends = [place for place in range(3, 12) if letters[place] not in letters[:place]]
        if gap * STEEP < SURE or not ends or len(set(letters[: ends[-1]])) == ends[-1]:
            continue
        newline = letters[ends[-1]]  # the first time that this letter comes, the name is over
        name = letters[: ends[-1] + 1]
        if all(name_of(parameters, newline, way)[0] != name for way in ways):
            sure = {part: parameters[part] * SURE / gap for part in ("Wya", "by")}
            return parameters | sure, vocabulary(rng, n_y, newline), name


def counting(rng: Rng, letters: int, n_y: int, ends: bool = True) -> tuple[Parameters, dict[str, int], list[int]]:
    """A network that only counts: its hidden units light up one after the other, whatever the input is.

    It spells this many letters, drawn with repetition, and then the newline; or, if it does not end, goes on with the
    last letter forever.
    """
    char_to_ix = vocabulary(rng, n_y)
    newline, n_a = char_to_ix["\n"], letters + 1
    spelled = rng.choice([index for index in range(n_y) if index != newline], letters).tolist()
    Waa = np.diag(np.full(letters, 30.0), -1)
    Waa[0], Waa[-1, -1] = -30.0, 30.0  # the first unit is alight once, the last one for good
    b, Wya = np.zeros((n_a, 1)), np.zeros((n_y, n_a))
    b[0] = 30.0
    Wya[[*spelled, newline if ends else spelled[-1]], range(n_a)] = 4 * SURE
    parameters = {"Wax": np.zeros((n_a, n_y)), "Waa": Waa, "Wya": Wya, "b": b, "by": rng.standard_normal((n_y, 1))}
    name = [*spelled, newline] if ends else [*spelled, *[spelled[-1]] * LONGEST]
    return parameters, char_to_ix, cut(name, newline)


def cut(name: list[int], newline: int) -> list[int]:
    """The list that `sample` returns when these letters are drawn: the length rule."""
    return name if newline in name[:LONGEST] else [*name[:LONGEST], newline]


# What `sample` does, plainly


def start(parameters: Parameters, way: str = "") -> tuple[np.ndarray, np.ndarray]:
    """The hidden state and the input before the first step."""
    n_y, n_a = parameters["Wya"].shape
    return np.zeros(n_a), np.eye(n_y)[0] if way == "first input" else np.zeros(n_y)


def step(parameters: Parameters, a: np.ndarray, x: np.ndarray, way: str = "") -> tuple[np.ndarray, np.ndarray]:
    """The next hidden state and the scores of the next letter. `way` names a mistake to make."""
    p = parameters
    b, by = (0.0 if way == f"no {name}" else p[name][:, 0] for name in ("b", "by"))
    before = 0.0 * a if way == "no memory" else a
    z = p["Wax"] @ x + (p["Waa"].T if way == "transposed" else p["Waa"]) @ before + b
    a = np.clip(z, -1e6, 1e6) if way == "no tanh" else np.tanh(z)
    return a, p["Wya"] @ (before if way == "old state" else a) + by


def following(x: np.ndarray, letter: int, way: str = "") -> np.ndarray:
    """The input after the input x, when this letter is drawn."""
    if way == "no input":
        return x
    return np.maximum(x * (way == "collected"), np.eye(len(x))[letter])


def name_of(parameters: Parameters, newline: int, way: str = "", most: int = LONGEST) -> tuple[list[int], float]:
    """The most probable letter at each step, up to the newline; and by how much its score is ahead, at least."""
    name: list[int] = []
    gap = np.inf
    a, x = start(parameters, way)
    while len(name) < most and newline not in name:
        a, scores = step(parameters, a, x, way)
        *_, second, first = np.sort(scores)
        gap = min(gap, float(first - second))
        name.append(int(np.argmax(scores)))
        x = following(x, name[-1], way)
    return cut(name, newline), gap


def chances(parameters: Parameters, newline: int, way: str = "", depth: int = DEPTH) -> dict[tuple[int, ...], float]:
    """The probability of every beginning of `depth` letters, and of every shorter name."""
    found: dict[tuple[int, ...], float] = {}

    def follow(begun: tuple[int, ...], chance: float, a: np.ndarray, x: np.ndarray) -> None:
        if len(begun) == depth or newline in begun:
            found[begun] = chance
            return
        a, scores = step(parameters, a, x, way)
        powers = np.exp(scores - scores.max())
        for letter, share in enumerate(powers / powers.sum()):
            follow((*begun, letter), chance * float(share), a, following(x, letter, way))

    follow((), 1.0, *start(parameters, way))
    return found


# Are these names drawn with these chances?


def undecided(rng: Rng) -> tuple[Parameters, dict[str, int], dict[tuple[int, ...], float]]:
    """A network of four characters that is unsure, its vocabulary, and its chances, which no mistake comes near."""
    while True:
        char_to_ix, parameters = vocabulary(rng, 4), network(rng, n_a=5, n_y=4, sharp=0.9)
        right = chances(parameters, char_to_ix["\n"])
        ended = sum(chance for begun, chance in right.items() if len(begun) < DEPTH)
        if max(right.values()) > 0.3 or not 0.1 < ended < 0.5:
            continue
        if distance(dict.fromkeys(right, 1 / len(right)), right) < APART:
            continue
        if all(distance(chances(parameters, char_to_ix["\n"], way), right) > APART for way in USUAL_WAYS):
            return parameters, char_to_ix, right


def distance(drawn: dict[tuple[int, ...], float], right: dict[tuple[int, ...], float]) -> float:
    """How much each name says, in nats, for these chances and against the right ones."""
    return sum(chance * float(np.log(chance / right[begun])) for begun, chance in drawn.items() if chance > 0)


def is_drawn_from(names: list[list[int]], right: dict[tuple[int, ...], float], depth: int = DEPTH) -> bool:
    """Whether the beginnings of the names have these chances: a G test, wrong about right names once in 10 ** 12.

    Beginnings that are expected less than FEW times are counted together.
    """
    counts = Counter(tuple(name[:depth]) for name in names)
    if not set(counts) <= set(right):
        return False
    seen, expected, rest = [], [], [0.0, 0.0]
    for begun, chance in right.items():
        if chance * len(names) < FEW:
            rest = [rest[0] + counts[begun], rest[1] + chance * len(names)]
        else:
            seen.append(float(counts[begun]))
            expected.append(chance * len(names))
    if rest[1] > 0:
        seen.append(rest[0])
        expected.append(rest[1])
    got, wanted = np.array(seen), np.array(expected)
    surprise = 2 * float(np.sum(got * np.log(np.maximum(got, 1e-300) / wanted)))
    return surprise < _limit(len(got) - 1)


def _limit(freedom: int) -> float:
    """What a chi-square with so many degrees of freedom exceeds once in 10 ** 12, by Wilson and Hilferty."""
    part = 2 / (9 * freedom)
    return float(freedom * (1 - part + 7.0 * part**0.5) ** 3)
