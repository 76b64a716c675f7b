"""Sources of quizzes: the schema names file and line, formulas are arithmetic only, variants are fair."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import course, quiz
from autograder.errors import AuthoringError
from autograder.quiz import VARIANTS, formulas

every_quiz = pytest.mark.parametrize("one", course.QUIZZES, ids=lambda one: one.id)
SOURCE = course.QUIZZES[0].source.read_text(encoding="utf-8")


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("    kind: single\n", "    kind: choice\n", "    kind: choice", "`kind` is 'choice'"),
        ("    kind: number\n", "    kind: number\n    hint: x\n", "    hint: x", "`hint` has no meaning here"),
        ("    tolerance: 0.0002\n", "    tolerance: some\n", "    tolerance: some", "`tolerance` is 'some'"),
        ("    tolerance: 0.0002\n", "    tolerance: -1\n", "    tolerance: -1", "`tolerance` is -1"),
        ("    tolerance: 0.0002\n", "", "  - title: How likely", "`tolerance` is missing"),
        ("p: [2, 7]", "p: [7, 2]", "p: [7, 2]", "`p` is [7, 2]"),
        ("g: {of: [0.05, 0.1, 0.2, 0.3, 0.4]}", "g: {of: [1]}", "g: {of: [1]}", "at least two values"),
        ("    order: fixed\n", "    order: mixed\n", "    order: mixed", "`order` is 'mixed'"),
        ("    show: 5\n", "    show: 99\n", "    show: 99", "`show` is 99"),
        ("minutes: 30", "minutes: half an hour", "minutes: half", "write a whole number"),
        ("minutes: 30", "minutes: 30\nminutes: 31", "minutes: 31", "stands here twice"),
        ("questions:\n", "questions: [\n", None, "is no YAML"),
        ("    kind: word\n", "    kind: number\n", "  - title: Old gate", "`tolerance` is missing"),
        ("      - text: Wiring A\n", "      - label: Wiring A\n", "      - label: Wiring A", "`label` has no meaning"),
        ("        right: true\n", "        right: [1]\n", "        right: [1]", "`right` is true, false"),
        ("quiz: Module_1_Graded_Quiz", "- quiz", None, "line "),
    ],
)
def test_a_broken_rule_is_named_with_file_and_line(old: str, new: str, at: str | None, says: str) -> None:
    assert old in SOURCE
    text = SOURCE.replace(old, new, 1)
    with pytest.raises(AuthoringError) as caught:
        quiz.parse(text, "Quiz.yaml")
    found = re.match(r"Quiz\.yaml, line (\d+): ", str(caught.value))
    assert found and says in str(caught.value)
    if at:
        assert int(found[1]) == line_of(text, at)


def test_a_quiz_has_ten_questions() -> None:
    text = SOURCE[: SOURCE.index("  - title: Looking both ways")]
    with pytest.raises(AuthoringError, match=r"line \d+: has 9 questions"):
        quiz.parse(text, "Quiz.yaml")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"p * q * r * e / 10000"', '"p * q * nothing"', "nothing is not drawn here"),
        ('"p * q * r * e / 10000"', '"p *"', "is no formula"),
        ('"p * q * r * e / 10000"', '"p / (q - q)"', "cannot be computed"),
        ("<<p / 10>>", "<<__import__('os')>>", "is not allowed in a formula"),
        ('such_that: ["i != t"', 'such_that: ["i != i"', "no numbers keep `such_that`"),
        ("right: \"fits == 'C'\"", "right: \"fits == 'X'\"", "options are right"),
    ],
)
def test_what_cannot_be_drawn_is_named_with_file_and_line(old: str, new: str, says: str) -> None:
    assert old in SOURCE
    with pytest.raises(AuthoringError, match=r"^Quiz\.yaml, line \d+: ") as caught:
        quiz.questions(quiz.parse(SOURCE.replace(old, new, 1), "Quiz.yaml"))
    assert says in str(caught.value)


@pytest.mark.parametrize(
    "formula",
    ["().__class__", "open('x')", "[1 for x in (1,)]", "lambda: 1", "n.real", "n[0]", "9 ** 999", "'a' * 9",
     "abs(n, key=1)",
     "f'{n}'", "n := 3", "1 < n < 3", "None", "b'x'", "1j", "max", "import os", "", "'%s' % n"],
)  # fmt: skip
def test_a_formula_is_arithmetic_and_nothing_else(formula: str) -> None:
    with pytest.raises(formulas.FormulaError):
        formulas.value(formula, {"n": 2})


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(1, 9))
def test_a_formula_comes_to_what_python_says(a: int, b: int, c: int) -> None:
    names = {"a": a, "b": b, "c": c}
    assert formulas.value("-a + b * (a - c) ** 2 / c", names) == -a + b * (a - c) ** 2 / c
    assert formulas.value("max(a, b) % c - a // c", names) == max(a, b) % c - a // c
    assert formulas.value("a < b and not b == c or a >= c", names) == (a < b and b != c or a >= c)


def test_a_template_shows_no_more_digits_than_there_are() -> None:
    assert formulas.fill("<<a / 10>>, <<a>>, <<b>>, <<w>>", {"a": 3, "b": 0.1 + 0.2, "w": "x"}) == "0.3, 3, 0.3, x"


# The course's own


@every_quiz
def test_the_same_variant_is_always_the_same(one: course.Assignment) -> None:
    text = one.source.read_text(encoding="utf-8")
    first, second = (quiz.questions(quiz.parse(text, one.source.name)) for _ in range(2))
    assert first == second


@every_quiz
def test_no_two_variants_are_alike_and_every_question_varies(one: course.Assignment) -> None:
    variants = quiz.questions(quiz.load(one))
    assert len(variants) == VARIANTS and len({str(variant) for variant in variants}) == VARIANTS
    for number in range(10):
        assert len({str(variant[number]) for variant in variants}) >= 3 or number in ROWS[one.week]


ROWS: dict[int, set[int]] = {1: {8}, 2: set(), 3: set()}  # that ask one of two things


@every_quiz
def test_numbers_of_a_variant_are_never_the_next_ones_key(one: course.Assignment) -> None:
    """A wrong number that people come to is told from the right one."""
    for variant in range(VARIANTS):
        for question in quiz.drawn(quiz.load(one), variant):
            if question.question.kind == "number":
                assert all(abs(value - question.number) > question.question.tolerance for value, _ in question.mistakes)
                assert len(question.mistakes) >= 2


@every_quiz
def test_whoever_compares_variants_learns_nothing_of_the_key(one: course.Assignment) -> None:
    """Right options are shown neither more often than wrong ones nor under certain letters."""
    loaded = quiz.load(one)
    for number, question in enumerate(loaded.questions):
        drawn = [quiz.drawn(loaded, variant)[number] for variant in range(VARIANTS)]
        if question.kind == "single":
            assert {len(each.choices) for each in drawn} == {len(question.options)}
        if question.kind == "single" and not question.fixed_order:
            assert len({min(each.right) for each in drawn}) >= 3
        if question.kind == "multiple":
            shown = Counter(re.sub(r"\d", "", choice.text) for each in drawn for choice in each.choices)
            right = {re.sub(r"\d", "", choice.text) for each in drawn for choice in each.choices if choice.right}
            means = [[n for text, n in shown.items() if (text in right) is side] for side in (True, False)]
            assert abs(sum(means[0]) / len(means[0]) - sum(means[1]) / len(means[1])) < 0.25 * VARIANTS


@every_quiz
def test_every_option_and_every_number_is_explained(one: course.Assignment) -> None:
    for question in quiz.load(one).questions:
        whys = [option.why.text for option in question.options] or [question.why.text]
        whys += [mistake.why.text for mistake in question.mistakes]
        assert all(len(why.split()) >= 4 and why.rstrip().endswith(".") for why in whys)


@every_quiz
def test_nothing_undrawn_is_left_in_a_question(one: course.Assignment) -> None:
    for variant in range(VARIANTS):
        for question in quiz.drawn(quiz.load(one), variant):
            texts: list[Any] = [question.ask, question.why, *(c.text + c.why for c in question.choices)]
            assert not any("<<" in text or ">>" in text for text in texts)
            assert not re.search(r"\d\.\d{5}", question.ask)
