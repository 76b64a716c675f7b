"""Names to learn from, their letters as indices, and how to judge invented ones.

The notebook `Dinosaur_Island` reads its data here. Nothing here knows a network: a name is text, a list of invented
names is a list of text. Where the 1,406 genera come from stands in `utils/data/dinosaurs/README.md`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

__all__ = ["Trigrams", "get_sample", "judge_names", "load_genera", "shuffled", "split_names", "vocabulary"]

GENERA = Path(__file__).parent / "data" / "dinosaurs" / "genera.txt"
END = "\n"
SHARES = (0.05, 0.15, 0.3, 0.5)  # of no, one, two and three letters seen together
ODD = 0.05  # the share of real names that count as odd


def load_genera() -> list[str]:
    """The names of 1,406 genera of dinosaurs, in alphabetical order and in small letters.

    >>> names = load_genera()
    >>> len(names), names[0]
    (1406, 'aachenosaurus')
    """
    return GENERA.read_text(encoding="ascii").split()


def vocabulary(names: Sequence[str]) -> tuple[dict[str, int], dict[int, str]]:
    """The characters of the names in order, the newline that ends a name first: (char_to_ix, ix_to_char).

    >>> vocabulary(["tawa"])
    ({'\\n': 0, 'a': 1, 't': 2, 'w': 3}, {0: '\\n', 1: 'a', 2: 't', 3: 'w'})
    """
    letters = sorted({END, *"".join(names)})
    return {letter: i for i, letter in enumerate(letters)}, dict(enumerate(letters))


def split_names(names: Sequence[str], every: int = 5) -> tuple[list[str], list[str]]:
    """Two lists without a common name: (train, held_out); every fifth name is held out.

    >>> split_names(["a", "b", "c", "d", "e", "f"])
    (['a', 'b', 'c', 'd', 'f'], ['e'])
    """
    held_out = list(names[every - 1 :: every])
    return [name for place, name in enumerate(names) if place % every != every - 1], held_out


def shuffled(names: Sequence[str], seed: int = 0) -> list[str]:
    """The names in another order, the same for the same seed.

    >>> sorted(shuffled(["a", "b", "c"]))
    ['a', 'b', 'c']
    """
    return [names[place] for place in np.random.default_rng(seed).permutation(len(names))]


def get_sample(indices: Sequence[int], ix_to_char: Mapping[int, str]) -> str:
    """Sampled indices as a name to show: without the newline, with a capital.

    >>> get_sample([2, 1, 3, 1, 0], {0: "\\n", 1: "a", 2: "t", 3: "w"})
    'Tawa'
    """
    return "".join(ix_to_char[int(index)] for index in indices).rstrip(END).capitalize()


class Trigrams:
    """How usual a name's letters are, each after the two before it, in a list of names.

    The probability of a letter mixes what followed the two letters before it (half of it), the one before it, nothing,
    and 5 % of pure chance, so that no name is impossible.

    >>> usual = Trigrams(["tawa", "tawara"])
    >>> usual.score("tawa") > usual.score("wtaa")
    True
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._counts: Counter[str] = Counter()  # of stretches of three, two, one letters
        self._contexts: Counter[str] = Counter()
        for name in names:
            for context, letter in self._steps(name):
                for length in range(3):
                    before = context[2 - length :]
                    self._counts[before + letter] += 1
                    self._contexts[f"{length}{before}"] += 1

    def score(self, name: str) -> float:
        """The mean over the letters, and the newline behind them, of the log probability, in nats. Above is better."""
        return float(np.mean([np.log(self._probability(*step)) for step in self._steps(name)]))

    def floor(self, names: Sequence[str], share: float = ODD) -> float:
        """The score that all but this share of the names reach."""
        return float(np.quantile([self.score(name) for name in names], share))

    @staticmethod
    def _steps(name: str) -> list[tuple[str, str]]:
        text = END + END + name.lower() + END
        return [(text[place - 2 : place], text[place]) for place in range(2, len(text))]

    def _probability(self, context: str, letter: str) -> float:
        probability = SHARES[0] / 27
        for length in range(3):
            before = context[2 - length :]
            seen = self._contexts[f"{length}{before}"]
            if not seen:  # nothing is known of these letters: trust the shorter ones
                return probability / sum(SHARES[: length + 1])
            probability += SHARES[length + 1] * self._counts[before + letter] / seen
        return probability


def judge_names(invented: Sequence[str], known: Sequence[str], trigrams: Trigrams, floor: float) -> dict[str, float]:
    """Shares of the invented names: `novel` (not among the known), `unique` (each counted once), and `plausible`.

    floor: the score from which a name is plausible

    >>> judge_names(["tawa", "tawata", "tawata"], ["tawa"], Trigrams(["tawa"]), floor=-10.0)
    {'novel': 0.6666666666666666, 'unique': 0.6666666666666666, 'plausible': 1.0}
    """
    names, old = [name.lower() for name in invented], set(known)
    return {
        "novel": float(np.mean([name not in old for name in names])),
        "unique": len(set(names)) / len(names),
        "plausible": float(np.mean([trigrams.score(name) >= floor for name in names])),
    }
