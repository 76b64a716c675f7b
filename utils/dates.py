"""Dates as people write them, each with the same date as a machine writes it: 5 September 1998, 1998-09-05.

The translation notebook draws its data from here. faker draws the dates, babel writes them in many formats and
languages; everything follows from a seed, and nothing is read from disk or downloaded. It knows no network: it hands
out texts, and arrays of the characters' numbers.

Every date is drawn once, so no two of the sets share one. All lie between 1950 and 2049, so that two digits tell the
year. Formats that mean different days to different readers (03/04/05) are not among them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "ENGLISH", "EXAMPLE", "HUMAN", "LANGUAGES", "MACHINE", "TX", "TY", "UNSEEN",
    "Dates", "date_sets", "decode", "encode", "one_hot", "readings", "written",
]  # fmt: skip

TX, TY = 30, 10  # characters of the longest date a person writes here, and of every date a machine writes
PAD, UNKNOWN = "<pad>", "<unk>"
HUMAN = (PAD, UNKNOWN, *" ',-./0123456789abcdefghijklmnopqrstuvwxyzáäéû")
MACHINE = tuple("-0123456789")
FIRST, LAST = date(1950, 1, 1), date(2049, 12, 31)
EXAMPLE = date(1998, 9, 5)  # names the formats in tables and charts

# Patterns of babel's (Unicode LDML). `yyyy` and `yy` are the calendar year: `YYYY` and `YY` would be the year that the
# week belongs to, another one in the days around New Year. `@` stands for the ending of an ordinal, as in 5th.
ENGLISH = (
    "d MMMM yyyy", "d MMM yyyy", "dd MMM yyyy", "MMMM d, yyyy", "MMM d, yyyy",
    "EEEE, MMMM d, yyyy", "EEEE, d MMMM yyyy", "EEE, d MMM yyyy", "EEE, MMM d, yyyy",
    "d@ MMMM yyyy", "MMMM d@, yyyy", "d@ 'of' MMMM yyyy", "EEEE d@ MMM yyyy",
    "d-MMM-yyyy", "dd-MMM-yy", "d MMM yy", "MMM d, yy",
    "yyyy MMMM d", "yyyy MMM d", "yyyy/MM/dd", "yyyy.MM.dd", "yyyy-MM-dd",
)  # fmt: skip
UNSEEN = (
    "dd/MMM/yyyy", "d@ 'of' MMM, yyyy", "MMM-dd-yyyy", "yyyy, d MMMM", "d MMMM ''yy", "MMMM d yyyy, EEEE", "yyyyMMdd",
)  # fmt: skip
LANGUAGES = {
    "English": (("en_US", "en_GB", "en_AU", "en_CA", "en_IE", "en_NZ"), ENGLISH),
    "French": (("fr_FR",), ("d@ MMMM yyyy", "d@ MMM yyyy", "EEEE d@ MMMM yyyy", "'le' d@ MMMM yyyy", "d MMM yy")),
    "German": (("de_DE",), ("d. MMMM yyyy", "d. MMM yyyy", "EEEE, d. MMMM yyyy", "dd.MM.yyyy", "d. MMM yy")),
    "Spanish": (
        ("es_ES",),
        ("d 'de' MMMM 'de' yyyy", "d MMM yyyy", "EEE, d 'de' MMMM 'de' yyyy", "EEEE d MMM yyyy", "d MMM yy"),
    ),
}


@dataclass(frozen=True)
class Dates:
    """Pairs of texts, and the format each was written in; entry i of the three belongs together."""

    human: tuple[str, ...]
    machine: tuple[str, ...]
    formats: tuple[str, ...]  # as the EXAMPLE looks in it, or a language followed by that

    def __len__(self) -> int:
        return len(self.human)

    def arrays(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The pairs as one-hot arrays: (m, TX, number of HUMAN) and (m, TY, number of MACHINE)."""
        return one_hot(encode(self.human), len(HUMAN)), one_hot(encode(self.machine, MACHINE, TY), len(MACHINE))


def date_sets(
    sizes: Sequence[int] = (10_000, 1_000, 1_000, 600), languages: Sequence[str] = ("English",), seed: int = 0
) -> tuple[Dates, ...]:
    """Training, development and test set, and a set in formats that the others do not hold. No date is in two of them.

    sizes:     pairs in each of the four sets; at most 25,000 together
    languages: which of LANGUAGES, each as often as the others; the fourth set is English

    >>> train, dev, test, unseen = date_sets((4, 2, 2, 2))
    >>> len(train), len(unseen), train.machine[0] in test.machine
    (4, 2, False)
    """
    if sum(sizes) > 25_000:
        raise ValueError(f"sizes: {sum(sizes):,} dates are more than 1950 to 2049 can spare; ask for 25,000 or fewer")
    days, rng = _days(seed), Random(seed)
    styles = {language: _styles(language, LANGUAGES[language][1]) for language in languages}
    known = [styles[language] for language in languages]
    new = [_styles("English", UNSEEN)]
    return tuple(_set([next(days) for _ in range(size)], new if number == 3 else known, rng)
                 for number, size in enumerate(sizes))  # fmt: skip


def written(day: date, pattern: str, locale: str = "en_US") -> str:
    """The date in this pattern of babel's; `@` after a number becomes the ending of the ordinal.

    >>> written(EXAMPLE, "EEEE, MMMM d@, yyyy")
    'Saturday, September 5th, 1998'
    >>> written(date(1998, 8, 1), "d@ MMMM yyyy", "fr_FR")
    '1er août 1998'
    """
    from babel.dates import format_date

    text = format_date(day, pattern, locale=locale)
    return re.sub(r"(\d+)@", lambda found: found[1] + _ending(int(found[1]), locale), text)


def readings(text: str) -> dict[str, str]:
    """The days that a short date such as 03/04/05 means to readers of different countries.

    >>> readings("03/04/05")
    {'en_US': '2005-03-04', 'en_GB': '2005-04-03', 'zh_CN': '2003-04-05'}
    """
    from babel.dates import parse_date

    return {locale: parse_date(text, locale, "short").isoformat() for locale in ("en_US", "en_GB", "zh_CN")}


def encode(texts: Sequence[str], symbols: Sequence[str] = HUMAN, length: int = TX) -> NDArray[np.int64]:
    """The number of each character, in lower case, filled up with those of `<pad>`: shape (m, length).

    A character that is not among the symbols becomes `<unk>`. ValueError if a text is longer than `length`.

    >>> encode(["May ½"], length=6)
    array([[30, 18, 42,  2,  1,  0]])
    """
    numbers = {symbol: number for number, symbol in enumerate(symbols)}
    result = np.full((len(texts), length), numbers.get(PAD, 0))
    for row, text in enumerate(texts):
        if len(text) > length:
            raise ValueError(f"{text[:60]!r} has {len(text)} characters; the network reads {length}. Write it shorter.")
        result[row, : len(text)] = [numbers.get(symbol, numbers.get(UNKNOWN, 0)) for symbol in text.lower()]
    return result


def one_hot(numbers: NDArray[np.integer], size: int) -> NDArray[np.float32]:
    """Each number as a row of zeros with a single 1: shape (..., size).

    >>> one_hot(np.array([2, 0]), 3).tolist()
    [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    """
    return np.eye(size, dtype=np.float32)[numbers]


def decode(probabilities: NDArray[np.floating]) -> list[str]:
    """The most probable character of each step: (m, TY, number of MACHINE) to m texts.

    >>> decode(one_hot(encode(["1998-09-05"], MACHINE, TY), len(MACHINE)))
    ['1998-09-05']
    """
    return ["".join(MACHINE[number] for number in row) for row in np.argmax(probabilities, axis=-1)]


def _days(seed: int) -> Iterator[date]:
    """Days in random order, none of them twice."""
    from faker import Faker

    fake, seen = Faker("en_US"), set()
    fake.seed_instance(seed)
    while True:
        day = fake.date_between_dates(FIRST, LAST)
        if day not in seen:
            seen.add(day)
            yield day


@cache
def _styles(language: str, patterns: tuple[str, ...]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """(name, pattern, locales) of each format. Where two locales write every month alike, one of them is enough."""
    locales = LANGUAGES[language][0]
    before = "" if language == "English" else f"{language}: "
    return tuple((before + written(EXAMPLE, pattern, locales[0]), pattern, locales) for pattern in patterns)


def _set(days: Sequence[date], styles: Sequence, rng: Random) -> Dates:
    rows = []
    for day in days:
        name, pattern, locales = rng.choice(rng.choice(styles))
        rows.append((_scribbled(written(day, pattern, rng.choice(locales)), rng), day.isoformat(), name))
    human, machine, formats = zip(*rows, strict=True) if rows else ((), (), ())
    return Dates(human, machine, formats)


def _scribbled(text: str, rng: Random) -> str:
    """The text as people vary it: half of them leave commas out, a quarter write small letters, a quarter capitals."""
    text = text.replace(",", "") if rng.random() < 0.5 else text
    return rng.choice((text, text, text.lower(), text.upper()))


def _ending(number: int, locale: str) -> str:
    if locale.startswith("fr"):
        return "er" if number == 1 else ""
    return "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
