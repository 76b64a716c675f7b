"""A quiz and the number of a variant in, ten drawn questions out: numbers, which options are shown, and their order.

    for question in drawn(quiz, 7): ...

The same number always gives the same questions. `asked` is what a learner may see of one; the rest is the key.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from functools import cache
from typing import Any

from autograder.errors import AuthoringError
from autograder.quiz.schema import Option, Question, Quiz

VARIANTS = 20  # 0 is the printed one
TRIES = 2000
LETTERS = "abcdefgh"


@dataclass(frozen=True)
class Choice:
    """An option as it is shown under its letter, and what only the grader knows of it."""

    letter: str
    text: str
    right: bool
    why: str


@dataclass(frozen=True)
class Drawn:
    """One question of one variant, with its key."""

    question: Question
    ask: str
    choices: tuple[Choice, ...] = ()
    number: float = 0.0
    words: tuple[str, ...] = ()
    why: str = ""
    mistakes: tuple[tuple[Any, str], ...] = ()  # what is answered, what to say of it
    names: tuple[tuple[str, Any], ...] = ()  # everything that was drawn

    @property
    def name(self) -> str:
        return self.question.name

    @property
    def right(self) -> frozenset[str]:
        """The letters of the right choices."""
        return frozenset(choice.letter for choice in self.choices if choice.right)

    def asked(self) -> dict[str, Any]:
        """What a learner sees: nothing in it tells a right choice from a wrong one."""
        return {"kind": self.question.kind, "ask": self.ask, "options": [choice.text for choice in self.choices]}


@cache
def _drawn(quiz_id: str, question: Question, variant: int) -> Drawn:
    rng = _random(quiz_id, question.number, variant)
    for _ in range(TRIES):
        names = _names(question, rng)
        if all(condition.value(names) for condition in question.such_that):
            made = _made(question, names, rng)
            if made is not None:
                return made
    raise AuthoringError(f"{question.where}: no numbers keep `such_that` with options that differ; relax a condition.")


def drawn(quiz: Quiz, variant: int) -> list[Drawn]:
    """The questions of this variant. AuthoringError names the line of what cannot be drawn."""
    return [_drawn(quiz.id, question, variant) for question in quiz.questions]


def _random(quiz_id: str, number: int, variant: int) -> random.Random:
    return random.Random(int.from_bytes(hashlib.sha256(f"{quiz_id} {number} {variant}".encode()).digest(), "big"))


def _names(question: Question, rng: random.Random) -> dict[str, Any]:
    names: dict[str, Any] = {}
    for name, choice in question.draw.items():
        if name == "row":
            names |= rng.choice(choice)
        elif isinstance(choice, dict):
            names[name] = rng.choice(choice["of"])
        else:
            least, most, step = (*choice, 1)[:3]
            names[name] = rng.randrange(least, most + 1, step)
    for name, formula in question.let.items():
        names[name] = formula.value(names)
    return names


def _made(question: Question, names: dict[str, Any], rng: random.Random) -> Drawn | None:
    """The question with these numbers; None if two options would look alike."""
    ask, drawn = question.ask.fill(names), tuple(names.items())
    if question.kind in ("single", "multiple"):
        options = _shown(question, names, rng)
        texts = [option.text.fill(names) for option in options]
        if len(set(texts)) < len(texts):
            return None
        choices = tuple(
            Choice(letter, text, bool(option.right.value(names)), option.why.fill(names))
            for letter, text, option in zip(LETTERS, texts, options, strict=False)
        )
        return Drawn(question, ask, choices, names=drawn)
    why = question.why.fill(names)
    if question.kind == "number":
        number = float(question.answers[0].value(names))
        mistakes = [(float(mistake.given.value(names)), mistake.why.fill(names)) for mistake in question.mistakes]
        apart = tuple(one for one in mistakes if abs(one[0] - number) > 2 * question.tolerance)
        return Drawn(question, ask, number=number, why=why, mistakes=apart, names=drawn)
    words = tuple(answer.fill(names) for answer in question.answers)
    wrong = [(mistake.given.fill(names), mistake.why.fill(names)) for mistake in question.mistakes]
    others = tuple(one for one in wrong if one[0] not in words)
    return Drawn(question, ask, words=words, why=why, mistakes=others, names=drawn)


def _shown(question: Question, names: dict[str, Any], rng: random.Random) -> list[Option]:
    """Options for this variant. Each is as likely as the others, or who compares variants would see which are right."""
    right = [option for option in question.options if option.right.value(names)]
    wrong = [option for option in question.options if not option.right.value(names)]
    if not right or not wrong or (question.kind == "single" and len(right) != 1):
        raise AuthoringError(f"{question.where}: {len(right)} of {len(question.options)} options are right; mend that.")
    chosen = rng.sample(question.options, question.show)
    while not (any(option in right for option in chosen) and any(option in wrong for option in chosen)):
        chosen = rng.sample(question.options, question.show)
    if question.fixed_order:
        return [option for option in question.options if option in chosen]
    rng.shuffle(chosen)
    return chosen
