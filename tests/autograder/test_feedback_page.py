"""The feedback page: what it says to one who is stuck, what it never shows, and that nothing acts on it."""

from __future__ import annotations

import base64
import html
import re

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from autograder import authoring, course, release
from autograder.classroom import feedback_page, judge, shown
from autograder.verdict import ExerciseVerdict, Verdict, no_points
from tests.autograder.pages import faults

STEP = course.find("step_by_step")
SCRIPT = authoring.read(STEP)
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>"
DOT = base64.b64encode(shown.PNG + b"the rest of a picture").decode()
ABOUT = {"student": "ada", "assignment": STEP.id, "notebook": STEP.notebook, "late_penalty": 0.0}


def judged(*points: float, messages: tuple[str, ...] = (), notes: tuple[str, ...] = ()) -> Verdict:
    """So many points for the first exercises, and all of them for the others."""
    exercises = []
    for place, exercise in enumerate(SCRIPT.exercises):
        got = points[place] if place < len(points) else exercise.points
        right = got >= exercise.points
        exercises.append(ExerciseVerdict(exercise.name, got, exercise.points, right, () if right else messages))
    return Verdict(STEP.id, tuple(exercises), notes)


def autograded(verdict: Verdict, **sources: str) -> NotebookNode:
    """What the gradebook's preprocessor makes of an autograded notebook."""
    notebook = release.learner_notebook(SCRIPT)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = sources.get(name, cell.source)
    judge.write(verdict, notebook)
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("grade"):
            marks["score"] = verdict.exercise(marks["grade_id"].removesuffix(judge.CHECK)).points
    return notebook


def page(verdict: Verdict, notebook: NotebookNode | None = None, **about: object) -> str:
    known = {**ABOUT, "score": verdict.score, "max_score": verdict.max_score, **about}
    return feedback_page.page(notebook or autograded(verdict), known)


def words(text: str) -> str:
    """What a reader sees, without its layout."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", text, flags=re.S))).split())


def test_the_page_says_the_score_and_where_to_look_first():
    text = page(judged(20, 0, messages=("`a`: every step starts from `a0`.",)))
    assert faults(text) == []
    seen = words(text)
    assert "75 of 100 points" in seen
    assert "Where to look Exercise 2: read whole sequences with rnn_forward 25 points to gain" in seen
    assert "Not right yet 0 of 25 points a : every step starts from a0 ." in seen
    assert re.search(r'<article id="rnn_forward".*?<details open>', text, re.S)
    assert re.search(r'<article id="rnn_cell_forward".*?<details>', text, re.S)


def test_a_perfect_score_says_so():
    assert "Everything is right." in words(page(judged()))


def test_what_a_learner_wrote_is_shown_with_numbered_lines():
    source = "def rnn_forward(x, a0, parameters):\n    return '<b>&amp;</b>'"
    text = page(judged(20, 0), autograded(judged(20, 0), rnn_forward=source))
    shown_code = re.search(r'<article id="rnn_forward".*?<pre [^>]*><code>(.*?)</code></pre>', text, re.S)[1]
    assert html.unescape(re.sub(r"<[^>]+>", "", shown_code)) == source
    assert shown_code.count('class="line"') == 2
    assert "<b>" not in shown_code


def test_a_helper_cell_stands_with_the_exercise_that_it_helps():
    notebook = autograded(judged())
    place = next(
        n for n, cell in enumerate(notebook.cells) if cell.metadata.get("nbgrader", {}).get("grade_id") == "rnn_forward"
    )
    helper = new_code_cell("def my_helper():\n    pass")
    helper.id = "rnn_forward-helper-1"
    notebook.cells.insert(place, helper)
    assert re.search(r'<article id="rnn_forward".*?my_helper.*?</article>', page(judged(), notebook), re.S)


def test_an_instructors_points_and_words_are_shown_as_such():
    verdict = judged(20, 0, messages=("look",))
    notebook = autograded(verdict)
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("grade_id") == "rnn_forward_check":
            marks["score"] = 12.5
        if marks.get("grade_id") == "rnn_forward":
            marks["comment"] = f"Almost. See me.\n{EVIL}"
    text = page(verdict, notebook, score=87.5)
    assert faults(text) == []
    seen = words(text)
    assert "87.5 of 100 points" in seen
    assert "Your instructor set these points; the tests gave 0." in seen
    assert f"Your instructor writes Almost. See me. {EVIL}" in seen


def test_a_late_penalty_is_named():
    assert "65 of 100 points, 10 already taken off for being late" in words(
        page(judged(20, 0), score=65.0, late_penalty=10.0)
    )


def test_a_notebook_that_could_not_be_read_shows_why_and_no_code():
    verdict = no_points(STEP.id, SCRIPT.exercises, "it is no notebook; save it in JupyterLab")
    seen = words(page(verdict))
    assert "it is no notebook; save it in JupyterLab" in seen
    assert "def rnn_forward" not in seen and "Where to look" not in seen


def test_a_failure_of_the_autograder_is_not_put_on_the_learner():
    failed = judged(20, 0, messages=(judge.FAILED,))
    assert "Your instructor has been told" in words(page(failed))


def test_nothing_of_a_learners_acts_on_the_page():
    verdict = judged(0, 0, 0, 0, 0, messages=(EVIL, f"`{EVIL}`"), notes=(EVIL,))
    sources = {exercise.name: f"def {exercise.name}():\n    '''{EVIL}'''" for exercise in SCRIPT.exercises}
    text = page(verdict, autograded(verdict, **sources), student=EVIL)
    assert faults(text) == []
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("assignment", course.GRADED, ids=lambda assignment: assignment.id)
def test_no_hidden_test_is_ever_shown(assignment: course.Assignment):
    script = authoring.read(assignment)
    verdict = Verdict(
        script.assignment.id, tuple(ExerciseVerdict(e.name, 0.0, e.points, False, ("x",)) for e in script.exercises)
    )
    notebook = release.solved_notebook(script)
    judge.write(verdict, notebook)
    text = feedback_page.page(
        notebook, {**ABOUT, "assignment": assignment.id, "score": 0.0, "max_score": verdict.max_score}
    )
    assert faults(text) == []
    assert text.count("<article") == len(script.exercises)
    for part in ("HIDDEN TESTS", "RuntimeError(", "check_close(", "check_shape(", "autograder.hidden"):
        assert part not in words(text)


# Outputs


@pytest.mark.parametrize(
    ("output", "seen"),
    [
        (new_output("stream", name="stdout", text="a\x1b[31mred\x1b[0m\x07"), [shown.Shown("ared ")]),
        (new_output("execute_result", {"text/plain": "42", "text/html": EVIL}), [shown.Shown("42")]),
        (new_output("display_data", {"image/png": DOT, "image/svg+xml": "<svg/>"}), [shown.Shown(picture=DOT)]),
        (new_output("error", ename="E", evalue="why", traceback=[EVIL]), [shown.Shown("E: why")]),
        (new_output("display_data", {"text/html": EVIL}), []),
        (new_output("display_data", {"application/javascript": "alert(1)"}), []),
        (new_output("display_data", {"image/svg+xml": f"<svg onload=alert(1)>{EVIL}</svg>"}), []),
        (new_output("display_data", {"text/markdown": EVIL, "text/latex": EVIL}), []),
        (new_output("display_data", {"image/png": base64.b64encode(EVIL.encode()).decode()}), []),
        (new_output("display_data", {"image/png": f'{DOT}"><script>'}), [shown.Shown(picture=DOT)]),
        (new_output("display_data", {"image/jpeg": DOT}), []),
        ({"output_type": "stream", "text": 7}, []),
        ("not an output", []),
    ],
)  # fmt: skip
def test_of_outputs_only_text_and_png_are_shown(output, seen):
    assert shown.shown([output]) == seen


def test_whatever_outputs_are_they_are_shown_or_left_out():
    assert shown.shown(None) == shown.shown({"a": 1}) == []
    assert len(shown.shown([new_output("stream", name="stdout", text="x" * 10**6)])[0].text) < shown.CHARACTERS + 100


def test_a_notebook_of_another_make_is_shown_safely():
    """An assignment of the instructor's own, autograded by nbgrader as it comes."""
    answer = new_markdown_cell(f"My *essay*. {EVIL}")
    answer.metadata["nbgrader"] = {
        "grade_id": "essay",
        "grade": True,
        "solution": True,
        "points": 5,
        "score": 3,
        "comment": "Good",
    }
    code = new_code_cell("plot()", outputs=[new_output("display_data", {"image/png": DOT, "text/html": EVIL})])
    code.metadata["nbgrader"] = {
        "grade_id": "plot",
        "grade": True,
        "solution": True,
        "points": 2,
        "score": 2,
        "comment": None,
    }
    notebook = new_notebook(cells=[new_markdown_cell(f"# {EVIL}"), answer, code])
    notebook.metadata["autograder"] = {"assignment": EVIL}
    nbformat.validate(notebook)

    text = feedback_page.page(notebook, {**ABOUT, "assignment": "essay", "score": 5.0, "max_score": 7.0})

    assert faults(text) == []
    seen = words(text)
    assert "My *essay*." in seen and "Good" in seen and "3 of 5 points" in seen
    assert f'src="data:image/png;base64,{DOT}"' in text
