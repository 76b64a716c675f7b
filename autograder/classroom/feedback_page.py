"""The feedback page of one submission, in place of nbgrader's: for a phone, for paper, for someone who is stuck.

It holds the learner's exercises and what was said of them, in the order in which to look: points, messages, the
instructor's words, and his own code. The text of the course he has in his notebook. No hidden test is in the notebook
that this is made from, and of outputs only text and PNG are shown (`shown.py`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from autograder import pages
from autograder.classroom import handed_in
from autograder.classroom.judge import CHECK, FAILED, METADATA, SUMMARY
from autograder.classroom.shown import Shown, shown
from autograder.scorecard import state
from autograder.verdict import Verdict

HEADING = re.compile(r"^#{1,6} +(.*?)\s*(?:\([^()]*\))?\s*$", re.MULTILINE)
NUMBERED = re.compile(r"^(?:Exercise|Question|Practice)\b", re.IGNORECASE)
STATES = {"right": "right", "partly right": "partly", "not right yet": "wrong", "not written yet": "open", "graded": ""}


@dataclass
class Part:
    """One exercise, or one cell that a person graded: what it came to, and what the learner wrote."""

    name: str
    title: str
    points: float | None = None
    most: float = 0.0
    automatic: float | None = None
    messages: tuple[str, ...] = ()
    comment: str = ""
    state: str = "graded"
    code: list[str] = field(default_factory=list)
    text: str = ""
    outputs: list[Shown] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        return self.state == "right" or bool(self.most and self.points is not None and self.points >= self.most)

    @property
    def changed(self) -> bool:
        """Whether a person gave other points than the grading."""
        return None not in (self.automatic, self.points) and self.automatic != self.points


class FeedbackExporter(Exporter):
    """What `nbgrader generate_feedback` and the formgrader make pages with."""

    file_extension = ".html"
    output_mimetype = "text/html"

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **options: Any) -> Any:
        notebook, resources = super().from_notebook_node(nb, resources, **options)
        return page(notebook, resources["nbgrader"]), resources


def page(notebook: NotebookNode, about: dict[str, Any]) -> str:
    """The page as HTML; `about` is what nbgrader's GetGrades knows: names, score, max_score, late_penalty."""
    verdict = _verdict(notebook)
    found = [] if verdict and _refused(verdict) else parts(notebook, verdict)
    known = handed_in.assignment_called(about["assignment"])
    is_quiz = known is not None and known.is_quiz
    graded, practice = [part for part in found if part.most], [part for part in found if not part.most]
    return pages.render(
        "feedback.html.j2",
        "feedback.css",
        title=_title(notebook) or about["notebook"],
        learner=about["student"],
        assignment=about["assignment"],
        score=max(0.0, about["score"]),
        most=about["max_score"],
        late=about["late_penalty"],
        notes=[note for note in (verdict.notes if verdict else ()) if note != FAILED],
        failed=any(FAILED in part.messages for part in found),
        first=[part for part in graded if not part.is_right],
        groups=[("Questions" if is_quiz else "Exercises", graded), ("For practice", practice)],
        states=STATES,
        is_quiz=is_quiz,
        code=code,
    )


def parts(notebook: NotebookNode, verdict: Verdict | None) -> list[Part]:
    """What was graded, in the order of the notebook."""
    found: dict[str, Part] = {}
    title, helpers = "", list[str]()
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        name = str(marks.get("grade_id", "")).removesuffix(CHECK)
        if cell.get("id") == SUMMARY:
            continue
        if cell.cell_type == "markdown" and not marks:
            title = _heading(cell.source) or title
        elif cell.get("id", "").partition("-helper-")[1]:
            helpers.append(cell.source)
        elif name and (
            marks.get("grade") or marks.get("solution") or marks.get("task") or not marks.get("locked", True)
        ):
            part = found.setdefault(name, Part(name, title))
            _add(part, cell, marks, helpers)
    for part in found.values():
        _judged(part, verdict)
    if helpers and found:
        list(found.values())[-1].code += helpers
    return [part for part in found.values() if part.points is not None]


def _add(part: Part, cell: NotebookNode, marks: dict[str, Any], helpers: list[str]) -> None:
    """Put what a cell says into its part."""
    if marks.get("grade") or marks.get("task"):
        part.points, part.most = float(marks.get("score") or 0.0), float(marks.get("points") or 0.0)
    part.comment = marks.get("comment") or part.comment
    if cell.cell_type == "markdown":
        part.text = cell.source
    elif not marks.get("locked", False):
        part.code += [*helpers, cell.source]
        part.outputs += shown(cell.outputs)
        helpers.clear()
    elif marks.get("grade"):
        part.outputs += shown(cell.outputs)


def _judged(part: Part, verdict: Verdict | None) -> None:
    """Add what the grading said; its own output at the check says the same."""
    exercise = next((one for one in verdict.exercises if one.name == part.name), None) if verdict else None
    if verdict is None or exercise is None:
        return
    part.messages = tuple(message for message in exercise.messages if message not in verdict.notes)
    part.automatic, part.state = exercise.points, state(exercise)
    part.outputs = []


def code(source: str) -> Markup:
    """A learner's code in colour, a span for each line; every character of his is escaped."""
    lines = highlight(source, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True)).rstrip("\n").split("\n")
    return Markup("\n".join(f'<span class="line">{line}</span>' for line in lines))


def _refused(verdict: Verdict) -> bool:
    """Whether nothing could be read of what was handed in, so that no code here is the learner's."""
    return all(set(exercise.messages) & set(verdict.notes) for exercise in verdict.exercises)


def _verdict(notebook: NotebookNode) -> Verdict | None:
    try:
        return Verdict.from_json(json.dumps(notebook.metadata[METADATA]))
    except (KeyError, ValueError, TypeError):
        return None


def _title(notebook: NotebookNode) -> str:
    texts = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return next((match[1] for text in texts if (match := HEADING.search(text))), "")


def _heading(text: str) -> str:
    """The heading of an exercise; "" if the text has none."""
    return next((title for title in HEADING.findall(text) if NUMBERED.match(title)), "")
