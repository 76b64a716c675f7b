"""The notebook of a quiz: the same for all learners, with a place for each answer and no question in it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.authoring import Script
from autograder.course import Assignment, Exercise
from autograder.errors import AuthoringError
from autograder.quiz import schema
from autograder.quiz.drawing import VARIANTS, drawn
from autograder.quiz.schema import POINTS, Quiz
from utils.quiz import PAPER, variant_of

OPENING = """# {title}

**You will build** {build}\\
**You will learn** {learn}\\
**You need** {need} About {minutes} minutes.

Run the next cell once: it writes your name into itself, and the name decides which
numbers and options you get. Then choose *Run, Run All Cells*: every question appears above
a line for its answer. Click what you think is right, and the click writes that line; or
write it yourself. Save, and run the last cell to have the quiz graded. For the quiz
[on paper]({id}.pdf) the name is `"paper"`."""
UNWRITTEN = "learner = None  # the first run writes your name here"
FIRST = (
    UNWRITTEN
    + """

from utils.quiz import open_quiz
quiz = open_quiz("{id}", learner)"""
)
HOW = {
    "single": "Choose one",
    "multiple": "Choose all that are right; a wrong one takes back a right one",
    "number": "Write a number",
    "word": "Write a word",
}


def load(assignment: Assignment) -> Quiz:
    """The quiz of this assignment, every variant of which can be drawn. AuthoringError names the line of a fault."""
    return parsed(assignment, assignment.source.read_text(encoding="utf-8"))


@cache
def parsed(assignment: Assignment, text: str) -> Quiz:
    quiz = schema.parse(text, assignment.source.name)
    if quiz.id != assignment.id:
        raise AuthoringError(f"{assignment.source.name}, line 1: `quiz` is {quiz.id}; call it {assignment.id}.")
    return quiz


def questions(quiz: Quiz) -> list[list[dict[str, Any]]]:
    """For every variant what learners may see of its questions: no key, and nothing it could be told from."""
    return [[question.asked() for question in drawn(quiz, variant)] for variant in range(VARIANTS)]


@cache
def script(assignment: Assignment, text: str) -> Script:
    """The notebook of the quiz as the cells of a script, so that it is built, released and read like the others."""
    quiz = parsed(assignment, text)
    cells = [_text(OPENING.format(**vars(quiz))), _code(FIRST.format(id=quiz.id), "answer", "learner")]
    for question in quiz.questions:
        figure = f"\n\n![{question.figure[1]}](../../media/{question.figure[0]})" if question.figure else ""
        heading = (
            f"### Question {question.number}: {question.title} ({POINTS:g} points, about {question.minutes} minutes)"
        )
        cells += [
            _text(f"{heading}\n\n{HOW[question.kind]}.{figure}"),
            _code(f"quiz.ask({question.number})", "grade", question.name),
            _code(f"{question.name} = None", "answer", question.name),
        ]
    cells += [
        _text("## Hand in\n\nSave the notebook, then run this."),
        _code("from autograder import submit\n\nsubmit()"),
    ]
    exercises = tuple(Exercise(question.name, POINTS) for question in quiz.questions)
    return Script(assignment, text, tuple(cells), exercises)


def solutions(quiz: Quiz, learner: str = PAPER) -> dict[str, str]:
    """The cells of a learner of this name who is done, by name of the cell. For the grader's eyes: they are the key."""
    first = FIRST.format(id=quiz.id).replace(UNWRITTEN, f"learner = {json.dumps(learner, ensure_ascii=False)}")
    return {"learner": first, **_key(quiz, variant_of(quiz.id, learner, VARIANTS))}


def _key(quiz: Quiz, variant: int) -> dict[str, str]:
    lines = {}
    for question in drawn(quiz, variant):
        answer: Any = sorted(question.right) or (question.words[0] if question.words else question.number)
        if question.question.kind == "single":
            answer = answer[0]
        lines[question.name] = f"{question.name} = {answer!r}".replace("'", '"')
    return lines


def shown(quiz: Quiz) -> str:
    """`questions` as the text of the file that `utils.quiz` reads."""
    return json.dumps(questions(quiz), ensure_ascii=False, indent=0) + "\n"


def shown_path(assignment: Assignment, root: Path) -> Path:
    """Where that file is."""
    return root / "utils" / "data" / "quizzes" / f"{assignment.id}.json"


def _text(source: str) -> NotebookNode:
    return nbformat.v4.new_markdown_cell(source)


def _code(source: str, role: str | None = None, exercise: str | None = None) -> NotebookNode:
    cell = nbformat.v4.new_code_cell(source)
    if role:
        cell.metadata.update(role=role, exercise=exercise)
    if role == "grade":
        cell.metadata["points"] = POINTS
    return cell
