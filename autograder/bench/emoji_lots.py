"""Draw by chance which sentences of *Emojify* are kept for `dev`, `test` and `later`; the others are `train`.

    python -m autograder.bench.emoji_lots       write the four files anew from their sentences and a seed

`dev` and `test` come from the sentences of round 1 alone. Those of round 2 were written when these lots were fixed, and
by other writers: some are kept as `later`, the others are for training. What resembles a sentence of `dev` or `test` is
left out, and named.

Sentences that share half their words stay together. Drawing again changes nothing, unless sentences were added (at the
end of `train.csv`) or the seed is another. Then measure anew; and never choose settings by `test`.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from scipy.sparse import csr_array, vstack
from scipy.sparse.csgraph import connected_components

from utils.emoji import FOLDER, SPLITS, read_rows

SEED = 2026
ALIKE = 0.5  # shared words, of all words of two sentences: they are one family
QUOTA = {"plain": 40, "negation": 12, "word_order": 24, "unseen_words": 6}  # in each lot but train, of each class
BLOCK = 500  # sentences compared with all others at once, for the sake of memory
RARE = 2  # sentences that have a rare word
PARTNERS = 0.7  # words that two sentences share if one is the other in another order
LINKS = {"a", "an", "and", "at", "for", "from", "her", "in", "of", "on", "over"}
LINKS |= {"the", "us", "we", "what", "with", "your"}  # words that decide nothing


class Line(NamedTuple):
    """A sentence as its file holds it."""

    sentence: str
    label: int
    case: str
    round: int


def words(sentence: str) -> frozenset[str]:
    """Its words in small letters.

    >>> sorted(words("To be or not to be"))
    ['be', 'not', 'or', 'to']
    """
    return frozenset(sentence.lower().split())


def alike(ones: Sequence[str], others: Sequence[str], least: float) -> csr_array:
    """Jaccard's index of the sets of words of every two sentences, (len(ones), len(others)); below `least` it is 0.

    >>> alike(["I love you"], ["you love pizza", "hello you"], least=0.5).toarray().tolist()
    [[0.5, 0.0]]
    """
    column = {word: k for k, word in enumerate(sorted(set().union(*map(words, (*ones, *others)))))}
    one, other = (_bags(lot, column) for lot in (ones, others))
    blocks = []
    for start in range(0, len(ones), BLOCK):
        block = one[start : start + BLOCK]
        shared = (block @ other.T).toarray()
        index = shared / (block.sum(axis=1)[:, None] + other.sum(axis=1) - shared)
        blocks.append(csr_array(np.where(index >= least, index, 0)))
    return vstack(blocks, format="csr")


def _bags(sentences: Sequence[str], column: dict[str, int]) -> csr_array:
    """A row for each sentence, with 1 in the columns of its words."""
    at = [(i, column[word]) for i, sentence in enumerate(sentences) for word in words(sentence)]
    return csr_array((np.ones(len(at)), tuple(zip(*at, strict=True))), (len(sentences), len(column)))


def draw(pool: list[Line], seed: int = SEED) -> dict[str, list[Line]]:
    """The sentences of train, dev, test and later, in an order that says nothing.

    The case of a sentence is "unseen_words" in dev and test if its words (those of LINKS aside) are rare, and "plain"
    elsewhere; whoever shares a rare word with it goes with it. One of "word_order" without its partner stays in train.
    """
    first, shares_rare_word = _told_unseen(sorted(line for line in pool if line.round == 1))
    rng = np.random.default_rng(seed)
    lots = _shared_out(first, ("test", "dev"), rng, shares_rare_word)
    second = _apart(sorted(line for line in pool if line.round > 1), lots["dev"] + lots["test"])
    more = _shared_out(second, ("later",), rng, stay=_like(second, lots["train"]))
    lots |= {"later": more["later"], "train": lots["train"] + more["train"]}
    return {lot: [lines[i] for i in rng.permutation(len(lines))] for lot, lines in lots.items()}


def _shared_out(
    pool: list[Line], kept: Sequence[str], rng: Generator, related: csr_array | None = None, stay: Iterable[int] = ()
) -> dict[str, list[Line]]:
    """Each lot's lines: those `kept` get whole families until QUOTA is reached, train gets the others.

    related: (len(pool), len(pool)), what makes two sentences one family, beside shared words
    stay:    which lines must be in train
    """
    sentences = [line.sentence for line in pool]
    likeness = alike(sentences, sentences, ALIKE)
    families = _families(likeness if related is None else likeness + related)
    bound = _without_partner(pool, likeness).union(stay)
    room = {lot: Counter({(case, label): QUOTA[case] for case in QUOTA for label in range(5)}) for lot in kept}
    lots: dict[str, list[Line]] = {lot: [] for lot in ("train", *kept)}
    unseen_first = sorted(rng.permutation(len(families)), key=lambda k: not any(_unseen(pool[i]) for i in families[k]))
    for k in unseen_first:
        family = [pool[i] for i in families[k]]
        wanted = Counter((line.case, line.label) for line in family)
        apt = [lot for lot in room if wanted <= room[lot] and bound.isdisjoint(families[k])]
        if apt:
            lot = max(apt, key=lambda lot: room[lot].total())
            room[lot] -= wanted
            lots[lot] += family
        else:
            lots["train"] += [line._replace(case="plain") if _unseen(line) else line for line in family]
    return lots


def _like(lines: list[Line], others: list[Line]) -> list[int]:
    """Which of the lines share half their words with one of the others."""
    index = alike([line.sentence for line in lines], [line.sentence for line in others], ALIKE)
    return np.flatnonzero(index.sum(axis=1)).tolist()


def _apart(pool: list[Line], judges: list[Line]) -> list[Line]:
    """The lines that are like none that judges, nor share a word with one whose words are to stay unseen."""
    like = set(_like(pool, judges))
    unseen = set().union(*(words(line.sentence) for line in judges if _unseen(line))) - LINKS
    return [line for i, line in enumerate(pool) if i not in like and unseen.isdisjoint(words(line.sentence))]


def _unseen(line: Line) -> bool:
    return line.case == "unseen_words"


def _told_unseen(pool: list[Line]) -> tuple[list[Line], csr_array]:
    """The lines with their cases, and which of them share a rare word with one of "unseen_words"."""
    uses = Counter(word for line in pool for word in words(line.sentence))
    rare = {word: k for k, word in enumerate(sorted(word for word, count in uses.items() if count <= RARE))}
    told = []
    for line in pool:
        case = "plain" if _unseen(line) else line.case
        if case == "plain" and words(line.sentence) - LINKS <= rare.keys():
            case = "unseen_words"
        told.append(line._replace(case=case))
    bags = _bags([" ".join(words(line.sentence) & rare.keys()) for line in told], rare)
    unseen = csr_array([[float(_unseen(line))] for line in told])
    return told, bags @ (bags * unseen).T


def _without_partner(pool: list[Line], likeness: csr_array) -> set[int]:
    """Cases of word order that do not stand there in another order with another class too."""
    lonely = {i for i, line in enumerate(pool) if line.case == "word_order"}
    ordered, pairs = frozenset(lonely), (likeness > PARTNERS).tocoo()
    for i, j in zip(pairs.row, pairs.col, strict=True):
        if i in ordered and j in ordered and pool[i].label != pool[j].label:
            lonely.discard(i)
    return lonely


def _families(related: csr_array) -> list[list[int]]:
    """Sentences that are related, or related to one that is, and so on."""
    members: dict[int, list[int]] = {}
    for i, name in enumerate(connected_components(related, directed=False)[1]):
        members.setdefault(name, []).append(i)
    return list(members.values())


def read(split: str) -> list[Line]:
    """The lines of one file."""
    return [Line(row["sentence"], int(row["label"]), row["case"], int(row["round"])) for row in read_rows(split)]


def main() -> None:
    pool = [line for split in SPLITS for line in read(split)]
    lots = draw(pool)
    for split, lines in lots.items():
        with (FOLDER / f"{split}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([Line._fields, *lines])
        print(f"{split}: {len(lines)} sentences, {dict(Counter(line.case for line in lines))}")
    kept = {line.sentence for lines in lots.values() for line in lines}
    for line in pool:
        if line.sentence not in kept:
            print(f"left out, since it resembles one that judges: {line.sentence}")


if __name__ == "__main__":
    main()
