"""A learner answers a quiz in JupyterLab by clicking and typing, and every answer stands in the notebook's own text."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from autograder import course, quiz
from autograder.quiz import VARIANTS, Drawn
from tests.browser.labs import Lab
from tests.browser.notebooks import CURRENT, enter, go_to, open_notebook, run
from utils.quiz import line, variant_of

pytestmark = pytest.mark.browser
every_quiz = pytest.mark.parametrize("one", course.QUIZZES, ids=lambda one: one.id)
DONE = f"() => {CURRENT}.content.widgets.every(cell => cell.model.executionState !== 'running')"


def questions(one: course.Assignment) -> list[Drawn]:
    """What the person who runs this is asked."""
    return quiz.drawn(quiz.load(one), variant_of(one.id, getpass.getuser(), VARIANTS))


def begin(page: Page, lab: Lab, one: course.Assignment) -> None:
    """Open the quiz, run its first cell, then all of them, as it says."""
    enter(page, lab)
    open_notebook(page, str(one.path.relative_to(course.ROOT)))
    first = run(page, "learner")
    name = f'learner = "{getpass.getuser()}"'
    expect(first.locator(".cm-line").first).to_have_text(name)
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    expect(go_to(page, "learner").locator(".jp-OutputArea")).to_contain_text("These are the questions for")
    page.wait_for_function(DONE, timeout=60_000)


def choices(page: Page, question: Drawn) -> Locator:
    """The buttons or the field of a question."""
    cell = go_to(page, f"{question.name}_check")
    shown = cell.locator(f".quiz-{question.name}")
    shown.wait_for()
    return shown


def click(page: Page, question: Drawn, letters: str) -> None:
    for letter in letters:
        choices(page, question).get_by_role("button", name=letter, exact=True).click()


def fill(page: Page, question: Drawn, text: str) -> None:
    field = choices(page, question).locator("input")
    field.fill(text)
    field.press("Enter")


def answer(page: Page, question: Drawn) -> str:
    """Answer the question rightly; returns the line that should now stand below it."""
    kind = question.question.kind
    if question.choices:
        letters = "".join(sorted(question.right))
        click(page, question, letters)
        return line(question.name, kind, letters if kind == "single" else list(letters))
    text = question.words[0] if question.words else f"{question.number:.10g}"
    fill(page, question, text)
    return line(question.name, kind, text)


def has_line(page: Page, question: Drawn, text: str) -> None:
    expect(go_to(page, question.name).locator(".cm-content")).to_have_text(text)


def saved(page: Page, lab: Lab, one: course.Assignment) -> str:
    """All code of the notebook as it lies on disk."""
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function(f"() => !{CURRENT}.context.model.dirty")
    path = lab.course / one.path.relative_to(course.ROOT)
    return "\n".join("".join(cell["source"]) for cell in json.loads(path.read_text())["cells"])


@every_quiz
def test_every_question_is_answered_by_clicks_and_graded(
    one: course.Assignment, page: Page, learners_lab: Lab, shot: Callable[[str], Path]
) -> None:
    begin(page, learners_lab, one)
    expected = []
    for question in questions(one):
        expected.append(answer(page, question))
        has_line(page, question, expected[-1])
        go_to(page, f"{question.name}_check")
        shot(f"question {question.question.number}, {question.question.kind}")
    text = saved(page, learners_lab, one)
    assert [line for line in text.splitlines() if line.startswith("answer_")] == expected
    place = page.evaluate(
        f"async () => {{const n = {CURRENT}.content; n.activeCellIndex = n.widgets.length - 1;"
        "await n.scrollToItem(n.widgets.length - 1, 'center'); return n.widgets.length - 1;}"
    )
    last = page.locator(f".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell[data-windowed-list-index='{place}']")
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-cell')")
    expect(last.locator(".jp-OutputArea")).to_contain_text("100 of 100 points", timeout=60_000)
    shot("graded")


def test_a_changed_mind_changes_the_line(page: Page, learners_lab: Lab, shot: Callable[[str], Path]) -> None:
    one = course.QUIZZES[0]
    asked = {question.question.kind: question for question in questions(one)}
    begin(page, learners_lab, one)
    steps = (
        ("single", lambda: click(page, asked["single"], "ab"), '"b"'),
        ("multiple", lambda: click(page, asked["multiple"], "cab"), '["a", "b", "c"]'),
        ("multiple", lambda: click(page, asked["multiple"], "a"), '["b", "c"]'),
        ("multiple", lambda: click(page, asked["multiple"], "bc"), "None"),
        ("number", lambda: fill(page, asked["number"], "1,5"), "1.5"),
        ("number", lambda: fill(page, asked["number"], "-7"), "-7"),
        ("number", lambda: fill(page, asked["number"], "about 7"), '"about 7"'),
        ("word", lambda: fill(page, asked["word"], "Update"), '"Update"'),
        ("word", lambda: fill(page, asked["word"], 'a "b" \\ c'), json.dumps('a "b" \\ c')),
        ("word", lambda: fill(page, asked["word"], ""), "None"),
    )
    for kind, act, value in steps:
        act()
        has_line(page, asked[kind], f"{asked[kind].name} = {value}")
    shot("after many changes")


def test_an_answer_that_was_typed_by_hand_is_not_lost_to_a_rerun(page: Page, learners_lab: Lab) -> None:
    one = course.QUIZZES[1]
    begin(page, learners_lab, one)
    question = questions(one)[0]
    cell = go_to(page, question.name)
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(f"{question.name} = 42")
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(DONE, timeout=60_000)
    choices(page, question)
    has_line(page, question, f"{question.name} = 42")
