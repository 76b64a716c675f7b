"""The source of a quiz, `autograder/source/Week_n/Module_n_Graded_Quiz.yaml`, read and checked.

Whatever breaks a rule is an AuthoringError that names the file and the line. CONTRIBUTING.md shows a question of each
kind; `FIELDS` says which fields each may have.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml

from autograder.errors import AuthoringError
from autograder.quiz import formulas

QUESTIONS = 10
POINTS = 10.0
CHOSEN = ("single", "multiple")
KINDS = (*CHOSEN, "number", "word")
QUIZ = {"quiz", "title", "minutes", "build", "learn", "need", "questions"}
COMMON = {"title", "kind", "minutes", "taught", "ask"}
OPTIONAL = {"draw", "let", "such_that", "figure"}
FIELDS = {  # kind: (fields it must have, fields it may have)
    "single": ({"options"}, {"order"}),
    "multiple": ({"options"}, {"show", "order"}),
    "number": ({"answer", "tolerance", "why"}, {"mistakes"}),
    "word": ({"answer", "why"}, {"mistakes"}),
}


@dataclass(frozen=True)
class Text:
    """A template or formula as it stands in the source, and where it stands."""

    text: str
    where: str = field(compare=False, default="")

    def fill(self, names: dict[str, Any]) -> str:
        """The template with drawn values in it; AuthoringError, with the line, if a formula cannot be computed."""
        return self._computed(formulas.fill, names)

    def value(self, names: dict[str, Any]) -> Any:
        """What the formula comes to; AuthoringError, with the line, if it cannot be computed."""
        return self._computed(formulas.value, names)

    def _computed(self, compute: Any, names: dict[str, Any]) -> Any:
        try:
            return compute(self.text, names)
        except formulas.FormulaError as error:
            raise AuthoringError(f"{self.where}: {error}; write arithmetic on what is drawn.") from None


@dataclass(frozen=True, eq=False)
class Option:
    """One of the choices. `right` is a formula; `why` explains why it is right or wrong."""

    text: Text
    right: Text
    why: Text


@dataclass(frozen=True)
class Mistake:
    """A wrong number or word that people come to, and what to tell them."""

    given: Text
    why: Text


@dataclass(frozen=True, eq=False)
class Question:
    """One question, not yet drawn. `answers` are a formula, or the words that count as right."""

    number: int
    kind: str
    title: str
    minutes: int
    taught: str
    ask: Text
    where: str
    draw: dict[str, Any] = field(default_factory=dict)
    let: dict[str, Text] = field(default_factory=dict)
    such_that: tuple[Text, ...] = ()
    figure: tuple[str, str] | None = None  # file in media, description
    options: tuple[Option, ...] = ()
    show: int = 0
    fixed_order: bool = False
    answers: tuple[Text, ...] = ()
    tolerance: float = 0.0
    why: Text = Text("")
    mistakes: tuple[Mistake, ...] = ()

    @property
    def name(self) -> str:
        """The variable that holds the answer, which is also the name of the exercise."""
        return f"answer_{self.number}"


@dataclass(frozen=True, eq=False)
class Quiz:
    """A quiz that keeps the rules."""

    id: str
    title: str
    minutes: int
    build: str
    learn: str
    need: str
    questions: tuple[Question, ...]


class Fields(dict):
    """A mapping of the source that knows on which line each of its keys stands."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Items(list):
    """A list of the source that knows on which line each item stands."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []


def parse(text: str, file: str) -> Quiz:
    """The quiz in this text. AuthoringError names the file and the line of the first broken rule."""
    return _Reader(file).quiz(text)


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file

    def fail(self, line: int, problem: str) -> NoReturn:
        raise AuthoringError(f"{self.where(line)}: {problem}")

    def where(self, line: int) -> str:
        return f"{self.file}, line {line}"

    def quiz(self, text: str) -> Quiz:
        data = self._tree(text)
        if not isinstance(data, Fields):
            self.fail(1, "is no mapping; begin with `quiz:` and its id.")
        self._keys(data, QUIZ, set())
        questions = self._items(data, "questions")
        questions_at = zip(questions, questions.lines, strict=True)
        if len(questions) != QUESTIONS:
            self.fail(data.lines["questions"], f"has {len(questions)} questions; a quiz has {QUESTIONS}.")
        return Quiz(
            self._text(data, "quiz"),
            self._text(data, "title"),
            self._whole(data, "minutes"),
            self._text(data, "build"),
            self._text(data, "learn"),
            self._text(data, "need"),
            tuple(self._question(n, q, line) for n, (q, line) in enumerate(questions_at, 1)),
        )

    def _question(self, number: int, data: Any, line: int) -> Question:
        if not isinstance(data, Fields):
            self.fail(line, "a question is a mapping; begin it with `- title:`.")
        kind = data.get("kind")
        if kind not in KINDS:
            self.fail(data.lines.get("kind", line), f"`kind` is {kind!r}; give it one of {', '.join(KINDS)}.")
        needed, possible = FIELDS[kind]
        self._keys(data, COMMON | needed, OPTIONAL | possible)
        order = data.get("order", "drawn")
        if order not in ("drawn", "fixed"):
            self.fail(data.lines["order"], f"`order` is {order!r}; write drawn or fixed.")
        made: dict[str, Any] = {
            "draw": self._draw(data),
            "let": {key: self._formula(value, data.lines["let"]) for key, value in self._map(data, "let").items()},
            "such_that": tuple(self._formula(v, n) for v, n in self._listed(data, "such_that")),
            "figure": self._figure(data),
        }
        if kind in CHOSEN:
            made |= {"options": self._options(data, kind), "fixed_order": order == "fixed"}
            made["show"] = self._show(data, len(made["options"]))
        else:
            made |= self._given(data, kind)
        return Question(
            number, kind, self._text(data, "title"), self._whole(data, "minutes"), self._text(data, "taught"),
            self._template(data, "ask"), self.where(line), **made,
        )  # fmt: skip

    def _options(self, data: Fields, kind: str) -> tuple[Option, ...]:
        options = []
        for one, line in self._listed(data, "options"):
            if not isinstance(one, Fields):
                self.fail(line, "an option is a mapping; begin it with `- text:`.")
            self._keys(one, {"text", "why"}, {"right"})
            right = one.get("right", False)
            if not isinstance(right, bool | str):
                self.fail(one.lines["right"], "`right` is true, false or a formula in quotes.")
            formula = right if isinstance(right, str) else str(int(right))
            place = one.lines.get("right", line)
            options.append(
                Option(self._template(one, "text"), self._formula(formula, place), self._template(one, "why"))
            )
        if len(options) < 3:
            self.fail(data.lines["options"], "has fewer than 3 options; add wrong ones that people believe.")
        return tuple(options)

    def _show(self, data: Fields, most: int) -> int:
        show = data.get("show", most)
        if type(show) is not int or not 3 <= show <= most:
            self.fail(data.lines["show"], f"`show` is {show!r}; write how many options are shown, 3 to {most}.")
        return show

    def _given(self, data: Fields, kind: str) -> dict[str, Any]:
        made: dict[str, Any] = {"why": self._template(data, "why")}
        line = data.lines["answer"]
        if kind == "number":
            made["answers"] = (self._formula(data["answer"], line),)
            tolerance = data["tolerance"]
            if isinstance(tolerance, bool) or not isinstance(tolerance, int | float) or tolerance < 0:
                self.fail(data.lines["tolerance"], f"`tolerance` is {tolerance!r}; write a number, 0 or larger.")
            made["tolerance"] = float(tolerance)
        else:
            words = self._listed(data, "answer")
            if not words or not all(isinstance(word, str) for word, _ in words):
                self.fail(line, "`answer` lists the words that count as right, in quotes.")
            made["answers"] = tuple(Text(word, self.where(n)) for word, n in words)
        key = "value" if kind == "number" else "word"
        mistakes = []
        for one, n in self._listed(data, "mistakes"):
            if not isinstance(one, Fields):
                self.fail(n, f"a mistake is a mapping; begin it with `- {key}:`.")
            self._keys(one, {key, "why"}, set())
            mistakes.append(Mistake(self._formula(one[key], one.lines[key]), self._template(one, "why")))
        return made | {"mistakes": tuple(mistakes)}

    def _draw(self, data: Fields) -> dict[str, Any]:
        drawn = self._map(data, "draw")
        for name, choice in drawn.items():
            line = drawn.lines[name]
            if name == "row":
                rows = choice if isinstance(choice, list) else []
                if len(rows) < 2 or not all(isinstance(row, Fields) and row.keys() == rows[0].keys() for row in rows):
                    self.fail(line, "`row` lists at least two mappings with the same names.")
            elif isinstance(choice, Fields):
                if choice.keys() != {"of"} or not isinstance(choice["of"], list) or len(choice["of"]) < 2:
                    self.fail(line, f"`{name}` is a mapping; write {{of: [...]}} with at least two values.")
            elif not (
                isinstance(choice, list)
                and len(choice) in (2, 3)
                and all(type(limit) is int for limit in choice)
                and choice[0] < choice[1]
            ):
                self.fail(line, f"`{name}` is {choice!r}; write [least, most] or [least, most, step], whole numbers.")
        return drawn

    def _figure(self, data: Fields) -> tuple[str, str] | None:
        if "figure" not in data:
            return None
        figure = self._map(data, "figure")
        self._keys(figure, {"name", "alt"}, set())
        return self._text(figure, "name"), self._text(figure, "alt")

    def _keys(self, data: Fields, needed: set[str], possible: set[str]) -> None:
        for key in data:
            if key not in needed | possible:
                known = ", ".join(sorted(needed | possible))
                self.fail(data.lines[key], f"`{key}` has no meaning here; known are {known}.")
        for key in sorted(needed - data.keys()):
            self.fail(data.line, f"`{key}` is missing; add it.")

    def _text(self, data: Fields, key: str) -> str:
        if not isinstance(data[key], str) or not data[key].strip():
            self.fail(data.lines[key], f"`{key}` is {data[key]!r}; write a text.")
        return data[key].strip()

    def _template(self, data: Fields, key: str) -> Text:
        return Text(self._text(data, key), self.where(data.lines[key]))

    def _formula(self, formula: Any, line: int) -> Text:
        if isinstance(formula, bool) or not isinstance(formula, str | int | float):
            self.fail(line, f"{formula!r} is no formula; write one in quotes.")
        return Text(str(formula), self.where(line))

    def _whole(self, data: Fields, key: str) -> int:
        if type(data[key]) is not int or data[key] < 1:
            self.fail(data.lines[key], f"`{key}` is {data[key]!r}; write a whole number.")
        return data[key]

    def _map(self, data: Fields, key: str) -> Fields:
        found = data.get(key, Fields(data.line))
        if not isinstance(found, Fields):
            self.fail(data.lines[key], f"`{key}` is {found!r}; write a mapping.")
        return found

    def _items(self, data: Fields, key: str) -> Items:
        found = data.get(key, Items())
        if not isinstance(found, Items):
            self.fail(data.lines[key], f"`{key}` is {found!r}; write a list.")
        return found

    def _listed(self, data: Fields, key: str) -> list[tuple[Any, int]]:
        items: Items = self._items(data, key)
        return list(zip(items, items.lines, strict=True))

    def _tree(self, text: str) -> Any:
        loader = yaml.SafeLoader(text)
        try:
            node = loader.get_single_node()
            return self._value(loader, node) if node else None
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            self.fail(line, f"is no YAML ({error.problem}); mend the line.")
        except yaml.YAMLError as error:
            self.fail(1, f"is no YAML ({' '.join(str(error).split())[:100]}); mend it.")
        finally:
            loader.dispose()

    def _value(self, loader: yaml.SafeLoader, node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            fields = Fields(node.start_mark.line + 1)
            for key, value in self._pairs(loader, node):
                line = value[0]
                if key in fields:
                    self.fail(line, f"`{key}` stands here twice; remove one.")
                fields[key], fields.lines[key] = value[1], line
            return fields
        if isinstance(node, yaml.SequenceNode):
            items = Items()
            for child in node.value:
                items.append(self._value(loader, child))
                items.lines.append(child.start_mark.line + 1)
            return items
        return loader.construct_object(node)

    def _pairs(self, loader: yaml.SafeLoader, node: yaml.MappingNode) -> Iterable[tuple[str, tuple[int, Any]]]:
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self.fail(line, "a key is a plain name.")
            yield str(key.value), (line, self._value(loader, value))
