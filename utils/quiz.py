"""The questions of a graded quiz, shown in its notebook with buttons that write the answer into the cell below.

The notebooks of the quizzes call it. It knows the questions of every variant and no answer: those are the grader's.
What is answered stands in the notebook's own text, `answer_3 = "b"`, and may as well be typed.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import secrets
from pathlib import Path
from typing import Any

__all__ = ["PAPER", "Quiz", "open_quiz", "variant_of"]

PAPER = "paper"  # whoever answers the printed quiz gives this name
FOLDER = Path(__file__).parent / "data" / "quizzes"
LETTERS = "abcdefgh"
WRITE = """
setTimeout(() => {
  const spots = [...document.querySelectorAll('.quiz-' + %(name)s)];
  const spot = spots.find((one) => one.offsetParent !== null);
  const cell = spot && spot.closest('.jp-Cell');
  const below = cell && cell.nextElementSibling;
  const editor = below && below.querySelector('.cm-content');
  if (editor && editor.innerText.trim().startsWith(%(name)s + ' =')) {
    const before = document.activeElement;
    editor.focus({preventScroll: true});
    document.getSelection().selectAllChildren(editor);
    document.execCommand('insertText', false, %(line)s);
    setTimeout(() => before && before.focus({preventScroll: true}), 100);
  }
}, 100);
"""  # by then the output is on the page


def variant_of(quiz_id: str, learner: str, variants: int) -> int:
    """The number of the variant that belongs to this learner, from 1; 0 is the one that is printed.

    >>> variant_of("Module_1_Graded_Quiz", "ada", 20) == variant_of("Module_1_Graded_Quiz", " ada ", 20)
    True
    >>> variant_of("Module_1_Graded_Quiz", "paper", 20)
    0
    """
    name = learner.strip()
    if name == PAPER:
        return 0
    digest = hashlib.sha256(f"{quiz_id} {name}".encode("utf-8", "replace")).digest()
    return 1 + int.from_bytes(digest[:8], "big") % (variants - 1)


def open_quiz(quiz_id: str, learner: str | None = None) -> Quiz:
    """The quiz with the questions of this learner's variant. Without a name, it is written into the cell that runs."""
    variants = json.loads((FOLDER / f"{quiz_id}.json").read_text(encoding="utf-8"))
    if learner is None:
        name = json.dumps(_user(), ensure_ascii=False)
        _rewrite(
            f"learner = {name}\n\nfrom utils.quiz import open_quiz\nquiz = open_quiz({json.dumps(quiz_id)}, learner)"
        )
        print(f"The first line of this cell should now say `learner = {name}`; if it does not, write that.")
        print("Then choose Run, Run All Cells.")
        return Quiz([])
    if not isinstance(learner, str) or not learner.strip():
        print("The first line names nobody: write `learner = None` there, and run this cell again.")
        return Quiz([])
    variant = variant_of(quiz_id, learner, len(variants))
    print(f"These are the questions for {learner.strip()}: variant {variant}.")
    return Quiz(variants[variant])


class Quiz:
    """The questions of one variant; none before the notebook says whose."""

    def __init__(self, questions: list[dict[str, Any]]) -> None:
        self._questions = questions

    def ask(self, number: int) -> None:
        """Show a question, and below it what can be clicked or typed."""
        from IPython.display import Markdown, display

        if not self._questions:
            print("The first cell has just been given your name. Run the notebook once more to see the questions.")
            return
        question, name = self._questions[number - 1], f"answer_{number}"
        display(Markdown(question_text(question)))
        try:
            _show_buttons(question, name)
        except ImportError:
            print(f"Write your answer into the cell below, such as: {line(name, question['kind'], example(question))}")


def question_text(question: dict[str, Any]) -> str:
    """The question and its lettered options, in Markdown.

    >>> print(question_text({"kind": "single", "ask": "Which?", "options": ["this", "that"]}))
    Which?
    <BLANKLINE>
    **a)** this
    <BLANKLINE>
    **b)** that
    """
    options = [f"**{letter})** {text}" for letter, text in zip(LETTERS, question["options"], strict=False)]
    return "\n\n".join([question["ask"], *options])


def line(name: str, kind: str, answer: Any) -> str:
    """The line of the notebook that holds an answer.

    >>> line("answer_2", "multiple", ["c", "a"])
    'answer_2 = ["a", "c"]'
    >>> line("answer_4", "number", " 1,5 ")
    'answer_4 = 1.5'
    """
    if answer in ("", [], None):
        return f"{name} = None"
    if kind == "multiple":
        answer = sorted(answer)
    if kind == "number":
        try:
            number = float(answer.strip().replace(",", "."))
            return f"{name} = {int(number) if number == int(number) else number!r}"
        except (ValueError, OverflowError):
            pass
    return f"{name} = {json.dumps(answer, ensure_ascii=False)}"


def example(question: dict[str, Any]) -> Any:
    """Something that might be answered, to show the form."""
    return {"single": "a", "multiple": ["a", "b"], "number": "0.5", "word": "word"}[question["kind"]]


def _show_buttons(question: dict[str, Any], name: str) -> None:
    import ipywidgets
    from IPython.display import Javascript, display

    kind, letters = question["kind"], LETTERS[: len(question["options"])]
    out = ipywidgets.Output()
    said = ipywidgets.Label()

    def write(answer: Any) -> None:
        text = line(name, kind, answer)
        said.value = f"{text}    (stands in the cell below; if not, write it there)"
        out.clear_output()
        with out:
            display(Javascript(WRITE % {"name": json.dumps(name), "line": json.dumps(text)}))

    fields: list[Any]
    if kind == "single":
        fields = [ipywidgets.ToggleButtons(options=[*letters], value=None, description="Choose")]
        fields[0].style.button_width = "3em"
        fields[0].observe(lambda change: write(change.new), "value")
    elif kind == "multiple":
        fields = [ipywidgets.ToggleButton(description=letter, layout={"width": "3em"}) for letter in letters]
        for field in fields:
            field.observe(lambda _: write([f.description for f in fields if f.value]), "value")
    else:
        fields = [ipywidgets.Text(placeholder="a number" if kind == "number" else "a word", continuous_update=False)]
        fields[0].observe(lambda change: write(change.new), "value")
    choices = ipywidgets.HBox(fields)
    choices.add_class(f"quiz-{name}")
    display(ipywidgets.VBox([choices, said, out]))


def _user() -> str:
    """Who works here, by the name that nbgrader hands in under; a made-up one where nobody has a name."""
    try:
        return os.environ.get("JUPYTERHUB_USER") or os.environ.get("NB_USER") or getpass.getuser()
    except (KeyError, OSError):
        return f"learner-{secrets.token_hex(3)}"


def _rewrite(source: str) -> None:
    """Ask Jupyter to put this text into the cell that runs."""
    from IPython import get_ipython

    shell = get_ipython()
    if shell is not None:
        shell.set_next_input(source, replace=True)
