"""French sentences with English translations, as many as you like, made by a small program.

The lesson of week 3 translates them. One French sentence has many right translations here, each as likely as the
program says, and some translators are lazy: they stop after a part of a long sentence, as happens in collections of
real translations. Everything follows from a seed; nothing is read from disk or downloaded. It knows no network.

Words are written in small letters, with a space between any two of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

__all__ = [
    "CLAUSES", "ENGLISH", "FRENCH", "LAZY", "LONGEST", "Sentence",
    "careful", "corpus", "is_right", "lazy", "sentence", "sentences",
]  # fmt: skip

LAZY = 0.12  # of the translations of sentences with two clauses or more
CLAUSES = (1, 2, 3)  # how many a sentence may have
LONGEST = 12  # words of a clause, joining word included, in either language

Choice = Mapping[str, float]  # English words -> how likely they are


@dataclass(frozen=True)
class Sentence:
    """A French sentence, and what each of its parts may become; clauses and joining words take turns."""

    french: str
    parts: tuple[Choice, ...]

    @property
    def clauses(self) -> int:
        return (len(self.parts) + 1) // 2


PEOPLE: dict[str, Choice] = {
    **{name: {name: 1.0} for name in ("nora", "paul", "mia", "karim", "lucie", "tom")},
    "ma soeur": {"my sister": 1.0},
    "mon voisin": {"my neighbour": 1.0},
    "ma tante": {"my aunt": 1.0},
    "le professeur": {"the teacher": 1.0},
    "la boulangère": {"the baker": 1.0},
    "le médecin": {"the doctor": 1.0},
}
THINGS = {  # French noun: (article, English noun)
    "voiture": ("la", "car"), "maison": ("la", "house"), "chaise": ("la", "chair"), "guitare": ("la", "guitar"),
    "vélo": ("le", "bike"), "bateau": ("le", "boat"), "piano": ("le", "piano"), "vase": ("le", "vase"),
}  # fmt: skip
SIZES: dict[str, tuple[str, str, Choice]] = {  # before the noun in both languages: masculine, feminine, English
    "small": ("petit", "petite", {"small": 0.6, "little": 0.4}),
    "big": ("grand", "grande", {"big": 0.6, "large": 0.4}),
    "old": ("vieux", "vieille", {"old": 1.0}),
}
COLOURS = {"red": "rouge", "black": "noir", "blue": "bleu", "green": "vert", "yellow": "jaune"}  # behind it in French
CITIES = {"rome": "rome", "lyon": "lyon", "berlin": "berlin", "londres": "london", "varsovie": "warsaw"}
PLACES = {"à la gare": "at the station", "au marché": "at the market", "dans le jardin": "in the garden"}
PLANNED: dict[str, Choice] = {
    "demain": {"tomorrow": 1.0},
    "ce soir": {"tonight": 0.6, "this evening": 0.4},
    "en mai": {"in may": 1.0},
    "la semaine prochaine": {"next week": 1.0},
}
USUAL: dict[str, Choice] = {
    "le lundi": {"on mondays": 0.6, "every monday": 0.4},
    "chaque année": {"every year": 0.7, "each year": 0.3},
}
JOINTS: dict[str, Choice] = {
    "et": {"and": 1.0}, "mais": {"but": 1.0},
    "parce que": {"because": 0.8, "since": 0.2}, "pendant que": {"while": 1.0},
}  # fmt: skip
WITH_THING: dict[str, tuple[Choice, Choice, Choice]] = {  # French verb: buy, buys, buying
    "achète": ({"buy": 0.6, "get": 0.4}, {"buys": 1.0}, {"buying": 1.0}),
    "vend": ({"sell": 1.0}, {"sells": 1.0}, {"selling": 1.0}),
    "répare": ({"repair": 0.5, "fix": 0.5}, {"repairs": 0.7, "fixes": 0.3}, {"repairing": 1.0}),
    "cherche": ({"look for": 0.7, "search for": 0.3}, {"looks for": 1.0}, {"looking for": 1.0}),
    "lave": ({"wash": 0.6, "clean": 0.4}, {"washes": 0.6, "cleans": 0.4}, {"washing": 1.0}),
    "peint": ({"paint": 1.0}, {"paints": 1.0}, {"painting": 1.0}),
}
WITH_CITY: dict[str, tuple[Choice, Choice, Choice]] = {
    "visite": ({"visit": 0.5, "see": 0.5}, {"visits": 1.0}, {"visiting": 1.0}),
    "va à": ({"go to": 0.6, "travel to": 0.4}, {"goes to": 1.0}, {"going to": 1.0}),
    "quitte": ({"leave": 1.0}, {"leaves": 1.0}, {"leaving": 1.0}),
}
TENSES = {  # how a French present is said in English, when it is planned, when it is usual, when nothing is said
    "planned": {"is going to BASE": 0.45, "is ING": 0.35, "will BASE": 0.2},
    "usual": {"S": 1.0},
    "open": {"S": 0.5, "is ING": 0.5},
}
DENIED = {
    "planned": {"is not going to BASE": 0.45, "is not ING": 0.35, "will not BASE": 0.2},
    "usual": {"does not BASE": 1.0},
    "open": {"does not BASE": 0.6, "is not ING": 0.4},
}


FRENCH = tuple(  # every word that occurs, in alphabetical order
    sorted(
        {word for part in (*PEOPLE, *CITIES, *PLACES, *PLANNED, *USUAL, *JOINTS) for word in part.split()}
        | {word for verb in (*WITH_THING, *WITH_CITY) for word in verb.split()}
        | {*THINGS, "la", "le", "ne", "n'", "pas"}
        | {word for masculine, feminine, _ in SIZES.values() for word in (masculine, feminine)}
        | {hue for colour in COLOURS.values() for hue in (colour, colour.rstrip("e") + "e")}
    )
)
ENGLISH = tuple(
    sorted(
        {word for part in (*PEOPLE.values(), *PLANNED.values(), *USUAL.values(), *JOINTS.values()) for words in part
         for word in words.split()}
        | {word for form in (*WITH_THING.values(), *WITH_CITY.values()) for part in form for words in part
           for word in words.split()}
        | {word for _, _, sizes in SIZES.values() for word in sizes}
        | {english for _, english in THINGS.values()}
        | {*COLOURS, *CITIES.values(), "the"}
        | {word for place in PLACES.values() for word in place.split()}
        | {word for way in (*TENSES.values(), *DENIED.values()) for words in way for word in words.split()
           if word.islower()}
    )
)  # fmt: skip


def sentences(seed: int, clauses: Sequence[int] = CLAUSES) -> Iterator[Sentence]:
    """Sentences without end, none of them twice, each with one of these numbers of clauses.

    >>> next(sentences(seed=2, clauses=[1])).french
    'le professeur cherche le piano bleu demain'
    """
    rng, seen = Random(seed), set()
    while True:
        made = sentence(rng, rng.choice(clauses))
        if made.french not in seen:
            seen.add(made.french)
            yield made


def corpus(size: int, seed: int, clauses: Sequence[int] = CLAUSES, avoid: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Pairs (French, English) as collected, with the work of lazy translators among them.

    avoid: French sentences that must not be in it, because they are kept for a test

    >>> corpus(1, seed=4, clauses=[1])
    [('lucie achète la petite maison verte demain', 'lucie is going to buy the little green house tomorrow')]
    """
    rng, kept, pairs = Random(seed), set(avoid), []
    for made in sentences(seed, clauses):
        if made.french not in kept:
            english = lazy(made, rng) if made.clauses > 1 and rng.random() < LAZY else careful(made, rng)
            pairs.append((made.french, english))
        if len(pairs) == size:
            break
    return pairs


def sentence(rng: Random, clauses: int) -> Sentence:
    """A French sentence of so many clauses, with at most LONGEST words for each of them in both languages."""
    french, parts = _clause(rng)
    joined: list[Choice] = [parts]
    for _ in range(clauses - 1):
        joint = rng.choice(list(JOINTS))
        more, parts = _clause(rng)
        french, joined = f"{french} {joint} {more}", [*joined, JOINTS[joint], parts]
    longest = max(len(french.split()), sum(max(len(words.split()) for words in part) for part in joined))
    return Sentence(french, tuple(joined)) if longest <= LONGEST * clauses else sentence(rng, clauses)


def careful(made: Sentence, rng: Random) -> str:
    """A right and whole translation, drawn as the choices say."""
    return " ".join(rng.choices(list(part), list(part.values()))[0] for part in made.parts)


def lazy(made: Sentence, rng: Random) -> str:
    """A translation that stops behind a clause before the last one."""
    clauses = rng.randint(1, made.clauses - 1)
    return careful(Sentence(made.french, made.parts[: 2 * clauses - 1]), rng)


def is_right(made: Sentence, english: str) -> bool:
    """Whether this is one of the whole translations.

    >>> made = next(sentences(seed=2, clauses=[1]))
    >>> whole = "tomorrow the teacher is going to look for the blue piano"
    >>> is_right(made, whole), is_right(made, "the teacher is looking for the blue piano")
    (True, False)
    """
    return _fits(made.parts, english)


def _fits(parts: Sequence[Choice], english: str) -> bool:
    if not parts:
        return not english
    ends = (words for words in parts[0] if f"{english} ".startswith(f"{words} "))
    return any(_fits(parts[1:], english[len(words) + 1 :]) for words in ends)


def _clause(rng: Random) -> tuple[str, Choice]:
    """One clause in French, and all its translations with their probabilities."""
    who = rng.choice(list(PEOPLE))
    when, kind = rng.choice(
        [*((time, "planned") for time in PLANNED), *((time, "usual") for time in USUAL), ("", "open")]
    )
    denied = rng.random() < 0.2
    if rng.random() < 0.65:
        verb, (french, what) = rng.choice(list(WITH_THING)), _thing(rng)
        forms = WITH_THING[verb]
        where = rng.choice([*PLACES, "", "", ""])
    else:
        verb, city = rng.choice(list(WITH_CITY)), rng.choice(list(CITIES))
        forms, french, what, where = WITH_CITY[verb], city, {CITIES[city]: 1.0}, ""
    acts = _negated(verb) if denied else verb
    tenses = (DENIED if denied else TENSES)[kind]
    times = {**PLANNED, **USUAL, "": {"": 1.0}}[when]
    choices: dict[str, float] = {}
    for picked in product(PEOPLE[who].items(), _phrases(tenses, forms).items(), what.items(), times.items()):
        (person, *_), (does, _), (thing, _), (time, _) = picked
        share = 1.0
        for _, likely in picked:
            share *= likely
        body = _joined(person, does, thing, PLACES.get(where, ""))
        orders = {_joined(body, time): 0.7, _joined(time, body): 0.3} if time else {body: 1.0}
        for words, likely in orders.items():
            choices[words] = choices.get(words, 0.0) + share * likely
    return _joined(who, acts, french, where, when), choices


def _thing(rng: Random) -> tuple[str, Choice]:
    """A noun with its article, and with a size, a colour, both or neither."""
    noun = rng.choice(list(THINGS))
    article, english = THINGS[noun]
    size, colour = rng.choice([*SIZES, "", ""]), rng.choice([*COLOURS, "", ""])
    masculine, feminine, sizes = SIZES[size] if size else ("", "", {"": 1.0})
    hue = COLOURS.get(colour, "")
    ending = "e" if article == "la" and hue and not hue.endswith("e") else ""
    french = _joined(article, feminine if article == "la" else masculine, noun, hue + ending)
    return french, {_joined("the", words, colour, english): likely for words, likely in sizes.items()}


def _phrases(tenses: Choice, forms: tuple[Choice, Choice, Choice]) -> Choice:
    """Every way to say the verb."""
    said: dict[str, float] = {}
    for pattern, share in tenses.items():
        name = pattern.split()[-1]
        for words, likely in dict(zip(("BASE", "S", "ING"), forms, strict=True))[name].items():
            said[pattern.replace(name, words)] = share * likely
    return said


def _negated(verb: str) -> str:
    first, *rest = verb.split()
    return _joined("n'" if first[0] in "aeéh" else "ne", first, "pas", *rest)


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)
