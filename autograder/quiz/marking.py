"""Answers to a quiz in, a verdict out. Nothing of the learner's is ever run: answers are read from the cells' text.

    learner = "ada"              who answers, which decides the numbers and options that were shown
    answer_1 = "b"               a single choice
    answer_2 = ["a", "c"]        a multiple choice; "ac" and "a, c" mean the same
    answer_3 = 0.25              a number
    answer_4 = "forget"          a word

A right answer is told why each option is right or wrong. A wrong one is told what is wrong with what was answered, and
where it is taught, but not which answer is right: there may be another attempt.
"""

from __future__ import annotations

import ast
import math
import re
from typing import Any

from autograder.quiz.drawing import VARIANTS, Choice, Drawn, drawn
from autograder.quiz.plain import plain
from autograder.quiz.schema import POINTS, Quiz
from autograder.verdict import ExerciseVerdict, Verdict
from utils.quiz import PAPER, variant_of

LINE = re.compile(r"^\s*(learner|answer_\d+)\s*=(?!=)(.*)$", re.M)
LONGEST = 80  # characters of an answer that are repeated in a message


class Unclear(Exception):
    """An answer that cannot be judged; the text tells the learner what to write."""


class Unreadable:
    """Stands for a value in the learner's text that is no plain value."""


def grade(quiz: Quiz, sources: list[str]) -> Verdict:
    """The verdict on these cells of a learner's."""
    given = read(sources)
    names = [question.name for question in quiz.questions]
    try:
        variant = variant_of(quiz.id, _learner(given), VARIANTS)
    except Unclear as problem:
        return Verdict(quiz.id, tuple(_nothing(name, given, str(problem)) for name in names))
    return Verdict(quiz.id, tuple(_mark(question, given.get(question.name)) for question in drawn(quiz, variant)))


def of_another(sources: list[str], learner: str) -> str:
    """In words, that these cells answer the questions of somebody else than the learner; empty if they do not.

    It costs no points: a name on a laptop need not be the one in the gradebook. A person sees it and decides.
    """
    try:
        name = _learner(read(sources)).strip()
    except Unclear:
        return ""
    if name == learner:
        return ""
    if name == PAPER:
        return "These are answers to the printed quiz, which is the same for everyone."
    return f"These are answers to the questions of `{_printable(name)}`, handed in by `{learner}`."


def read(sources: list[str]) -> dict[str, Any]:
    """What the cells assign to `variant` and `answer_...`, the last of several. Never runs them."""
    found: dict[str, Any] = {}
    for source in sources:
        for name, value in _assigned(source):
            found[name] = value
    return found


def _assigned(source: str) -> list[tuple[str, Any]]:
    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # one bad line must not cost the others
        return [(match[1], _line(match[2])) for match in LINE.finditer(source)]
    return [
        (target.id, _literal(statement.value))
        for statement in statements
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    ]


def _line(text: str) -> Any:
    try:
        return _literal(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Unreadable()


def _literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return Unreadable()


def _learner(given: dict[str, Any]) -> str:
    learner = given.get("learner")
    if learner is None:
        raise Unclear("The first cell does not say whose questions you answer. Run it, answer what it shows, and save.")
    if not isinstance(learner, str) or not learner.strip() or len(learner) > LONGEST:
        raise Unclear("`learner` is no name in quotes. Write `learner = None`, run the first cell, and start from it.")
    return learner


def _nothing(name: str, given: dict[str, Any], problem: str) -> ExerciseVerdict:
    message = _unwritten(name) if _is_empty(given.get(name)) else problem
    return ExerciseVerdict(name, 0.0, POINTS, False, (message,))


def _mark(question: Drawn, answer: Any) -> ExerciseVerdict:
    if _is_empty(answer):
        return ExerciseVerdict(question.name, 0.0, POINTS, False, (_unwritten(question.name),))
    try:
        if question.choices:
            share, messages = _choices(question, answer)
        elif question.question.kind == "number":
            share, messages = _number(question, answer)
        else:
            share, messages = _word(question, answer)
    except Unclear as problem:
        share, messages = 0.0, [str(problem)]
    if share < 1:
        messages.append(f"To look up: {question.question.taught}.")
    points = round(POINTS * share, 2)
    return ExerciseVerdict(question.name, points, POINTS, share == 1, tuple(plain(message) for message in messages))


def _choices(question: Drawn, answer: Any) -> tuple[float, list[str]]:
    chosen, right = _letters(question, answer), question.right
    if chosen == right:
        return 1.0, [_explained(choice) for choice in question.choices]
    wrong = [choice for choice in question.choices if choice.letter in chosen - right]
    messages = [_explained(choice) for choice in wrong]
    if question.question.kind == "multiple" and right - chosen:
        messages.append("Among those that you did not choose, something is right as well.")
    return max(0.0, (len(chosen & right) - len(chosen - right)) / len(right)), messages


def _letters(question: Drawn, answer: Any) -> frozenset[str]:
    known = [choice.letter for choice in question.choices]
    single = question.question.kind == "single"
    form = f'`{question.name} = "a"`' if single else f'`{question.name} = ["a", "c"]`'
    parts = list(answer) if isinstance(answer, list | tuple | set) else [answer]
    if not all(isinstance(part, str) for part in parts):
        raise Unclear(f"`{question.name}` is to be a letter in quotes: write it as {form}.")
    letters = frozenset(letter for part in parts for letter in part.lower() if letter not in " ,;()")
    if others := sorted(letters - set(known)):
        shown = ", ".join(repr(letter) for letter in others[:3])
        raise Unclear(f"`{question.name}` has {shown}, and the options are {known[0]} to {known[-1]}.")
    if not letters:
        raise Unclear(f"`{question.name}` has no letter: write it as {form}.")
    if single and len(letters) > 1:
        raise Unclear(f"`{question.name}` has {len(letters)} letters, and only one can be right: write it as {form}.")
    return letters


def _number(question: Drawn, answer: Any) -> tuple[float, list[str]]:
    number = _as_number(question.name, answer)
    if _near(number, question.number, question.question.tolerance):
        return 1.0, [question.why]
    for value, why in question.mistakes:
        if _near(number, value, question.question.tolerance):
            return 0.0, [why]
    return 0.0, [f"{number:.10g} is not right. Do it step by step on paper, and check the units."]


def _as_number(name: str, answer: Any) -> float:
    if isinstance(answer, str):
        try:
            answer = float(answer.strip().replace(",", ".").replace("_", "x"))
        except ValueError:
            answer = None
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        raise Unclear(f"`{name}` is to be a number, worked out: write it as `{name} = 0.5`.")
    try:
        number = float(answer)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise Unclear(f"`{name}` is no number that can be compared: write it as `{name} = 0.5`.")
    return number


def _near(number: float, value: float, tolerance: float) -> bool:
    return abs(number - value) <= tolerance + 1e-9 * max(1.0, abs(value))


def _word(question: Drawn, answer: Any) -> tuple[float, list[str]]:
    if not isinstance(answer, str):
        raise Unclear(f'`{question.name}` is to be a word in quotes: write it as `{question.name} = "word"`.')
    word = _bare(answer)
    if word in map(_bare, question.words):
        return 1.0, [question.why]
    for value, why in question.mistakes:
        if word == _bare(value):
            return 0.0, [why]
    shown = word if len(word) <= LONGEST else word[: LONGEST - 3] + "..."
    return 0.0, [f'"{shown}" is not the word that is meant. Check its spelling, then the question.']


def _bare(word: str) -> str:
    return " ".join(_printable(word).lower().split()).strip(" .!\"'")


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _explained(choice: Choice) -> str:
    return f"{choice.letter}) {choice.text.removesuffix('.')}: {'yes' if choice.right else 'no'}. {choice.why}"


def _is_empty(answer: Any) -> bool:
    return answer is None or (isinstance(answer, str | list | tuple | set) and len(answer) == 0)


def _unwritten(name: str) -> str:
    return f"`{name}` is not written yet."
