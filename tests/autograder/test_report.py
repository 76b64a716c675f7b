"""The instructor's report: its numbers, its files for other systems, and that nothing a learner wrote acts in it."""

from __future__ import annotations

import csv
import datetime
import json
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from autograder import authoring, course, intake, release, report
from autograder.classroom import Entry, Person, Register
from autograder.classroom.handed_in import HandedIn
from autograder.intake import Answers, Piece
from autograder.report import alike, gradebooks, gradescope, statistics
from autograder.report.signs import signs
from autograder.verdict import ExerciseVerdict, Verdict
from tests.autograder.pages import Page, faults

STEP = course.find("step_by_step")
SCRIPT = authoring.read(STEP)
NAMES = [exercise.name for exercise in SCRIPT.exercises]
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>"
NOW = datetime.datetime(2026, 3, 1, 12, 30)


def verdict(*points: float, messages: tuple[str, ...] = (), seconds: float = 0.0, **more: bool) -> Verdict:
    """Ten points for each exercise, as many of them as asked for."""
    exercises = tuple(
        ExerciseVerdict(name, got, 10.0, got == 10, () if got == 10 else messages)
        for name, got in zip(NAMES, points, strict=False)
    )
    return Verdict(STEP.id, exercises, seconds=seconds, **more)


def entry(learner: str, given: Verdict, **more: object) -> Entry:
    return Entry(STEP.id, learner, given.score, given.max_score, verdict=given, **more)  # type: ignore[arg-type]


def a_class(*entries: Entry) -> Register:
    people = tuple(Person(one.learner) for one in entries)
    return Register(people, {STEP.id: 20.0}, entries)


# Numbers


def test_scores_are_counted_in_tenths_of_the_points():
    scores = [verdict(0, 0), verdict(5, 0), verdict(10, 10), verdict(10, 10)]
    summary = statistics.summary(STEP.id, 20.0, [entry(str(n), one) for n, one in enumerate(scores)])
    assert summary.bins == (1, 0, 1, 0, 0, 0, 0, 0, 0, 2)
    assert (summary.mean, summary.median, summary.full, summary.waiting) == (11.25, 12.5, 2, 0)


def test_an_exercise_is_right_for_those_who_have_all_of_it():
    unwritten = verdict(0, 0, messages=(f"`{NAMES[0]}` is not written yet.",))
    found = statistics.outcomes([entry("a", verdict(10, 5)), entry("b", unwritten), entry("c", verdict(10, 0))])
    assert found[0].counts == {"right": 2, "partly right": 0, "not right yet": 0, "not written yet": 1}
    assert (found[0].success, found[0].earned) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert found[1].counts["partly right"] == 1


def test_messages_that_differ_in_numbers_alone_are_one():
    told = [
        entry("a", verdict(0, messages=("`a`: expected shape (5, 10), got (10, 5).",))),
        entry("b", verdict(0, messages=("`a`: expected shape (3, 7), got (7, 3).",))),
        entry("c", verdict(0, messages=("`W1` is None.",))),
    ]
    assert [(one.exercise, one.count) for one in statistics.frequent(told)] == [(NAMES[0], 2), (NAMES[0], 1)]


def test_a_message_counts_once_for_a_learner_and_a_refusal_once_for_the_notebook():
    refusal = "it is no notebook"
    refused = replace(verdict(0, 0, messages=(refusal,)), notes=(refusal,))
    assert statistics.frequent([entry("a", refused)]) == [statistics.Frequent("", refusal, 1)]


def test_what_is_not_written_is_no_message():
    assert statistics.frequent([entry("a", verdict(0, messages=(f"`{NAMES[0]}` is not written yet.",)))]) == []


def test_the_time_of_gradings_is_told_with_who_took_longest():
    entries = [entry(f"learner {n}", verdict(10, seconds=n)) for n in range(1, 11)]
    assert statistics.times(entries) == statistics.Times(5.5, 9, 10, "learner 10")
    assert statistics.times([entry("a", verdict(10))]) is None


# Equal answers

LONG = """def rnn_forward(x, a0, parameters):
    \"\"\"All time steps.\"\"\"
    caches, total = [], 0
    for t in range(x.shape[2]):
        a_next = np.tanh(parameters["Waa"] @ a0 + parameters["Wax"] @ x[:, :, t] + parameters["ba"])
        yt = softmax(parameters["Wya"] @ a_next + parameters["by"])
        caches.append((a_next, yt, x[:, :, t]))
        total = total + t * 2 + len(caches)
        if total > 100 and len(caches) < 50 or total == 7:
            caches = [cache for cache in caches if cache is not None]
        a0 = a_next
    return caches, total
"""
RENAMED = LONG.replace("a_next", "hidden").replace("caches", "store").replace("  # ", "").replace("All time", "Every")


def answered(source: str, **more: str) -> Answers:
    pieces = [Piece(source, "rnn_forward"), *(Piece(text, name) for name, text in more.items())]
    return Answers(STEP.id, tuple(pieces))


def test_equal_answers_are_found_word_for_word_and_under_other_names():
    same = alike.groups([("ada", answered(LONG)), ("bob", answered(LONG)), ("cy", answered(LONG + "\n\n"))])
    assert [(group.learners, group.word_for_word) for group in same] == [(("ada", "bob", "cy"), False)]
    assert alike.groups([("ada", answered(LONG)), ("bob", answered(LONG))])[0].word_for_word
    assert alike.groups([("ada", answered(LONG)), ("bob", answered(RENAMED))])[0].learners == ("ada", "bob")


def test_answers_that_do_other_things_are_not_equal():
    other = LONG.replace("t * 2", "t * 3")
    assert alike.groups([("ada", answered(LONG)), ("bob", answered(other))]) == []
    assert alike.groups([("ada", answered(LONG)), ("bob", answered(LONG, lstm_forward=LONG))]) == []


def test_short_answers_say_nothing():
    short = "def rnn_forward(x, a0, parameters):\n    return x"
    assert alike.groups([("ada", answered(short)), ("bob", answered(short))]) == []


@pytest.mark.parametrize("text", ["def f(:", "x = " + "(" * 500 + ")" * 500, "x\0y", '"\\d"', ""])
def test_whatever_is_no_code_is_compared_as_text(text):
    found = alike.groups([("ada", answered(text)), ("bob", answered(text))])
    assert not found or found[0].learners == ("ada", "bob")


# Signs


def handed_in(folder: Path, change=lambda notebook: None, **sources: str) -> tuple[HandedIn, Path]:
    notebook = release.learner_notebook(SCRIPT)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = sources.get(name, cell.source)
    change(notebook)
    path = folder / STEP.path.name
    nbformat.write(notebook, path)
    return HandedIn(STEP, intake.open_submission(path, SCRIPT)), folder


def seen(folder: Path, change=lambda notebook: None, given: Verdict | None = None, **sources: str) -> list[str]:
    received, folder = handed_in(folder, change, **sources)
    return [f"{sign.what}: {sign.shown}" for sign in signs(entry("ada", given or verdict(10)), received, folder)]


def test_honest_work_shows_no_sign(tmp_path):
    solutions = {
        cell.metadata["exercise"]: cell.source for cell in SCRIPT.cells if cell.metadata.get("role") == "solution"
    }
    assert seen(tmp_path, **solutions) == []


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        ("import os.path", "imports what no exercise needs: import os.path"),
        ("from subprocess import run", "imports what no exercise needs"),
        ("x = eval('1')", "calls `eval`"),
        ("x = ().__class__.__base__.__subclasses__()", "reaches into Python's insides"),
        ("p = '/proc/self/mem'", "names a place that is not its own"),
        ("!cat answers.txt", "has a command for the shell: !cat answers.txt"),
        ("%%bash\nls", "has a command for the shell: %%bash"),
        ("t = '<script>alert(1)</script>'", "holds a script for a page"),
    ],
)
def test_code_that_reaches_out_is_seen(tmp_path, code, sign):
    source = f"{code}\ndef rnn_forward(x, a0, parameters):\n    return x"
    assert any(found.startswith(sign) for found in seen(tmp_path, rnn_forward=source))


def test_edited_points_and_checks_are_seen(tmp_path):
    def change(notebook):
        for cell in notebook.cells:
            if cell.metadata.get("nbgrader", {}).get("grade_id") == "rnn_forward_check":
                cell.metadata.nbgrader.points = 1000
                cell.source = "print('passed')"

    assert seen(tmp_path, change, rnn_forward=LONG) == [
        "claims other points: rnn_forward_check: 1000 instead of 25",
        "has another check than the course's: rnn_forward_check: print('passed')",
    ]


def test_scripts_in_text_and_outputs_are_seen(tmp_path):
    def change(notebook):
        notebook.cells[0].source += "\n<script>alert(1)</script>"
        output = nbformat.v4.new_output("display_data", {"text/html": "<b>x</b><img src=x onerror=alert(1)>"})
        script = nbformat.v4.new_output("display_data", {"application/javascript": "alert(1)"})
        next(cell for cell in notebook.cells if cell.cell_type == "code").outputs = [output, script]

    assert seen(tmp_path, change, rnn_forward=LONG) == [
        "has text with a script in it: <script>alert(1)</script>",
        "has an output with a script in it: <img src=x onerror=alert(1)>",
        "has an output with a script in it: alert(1)",
    ]


def test_a_process_that_ended_and_a_link_that_was_left_out_are_seen(tmp_path):
    died = verdict(0, messages=("`rnn_forward` was called, and it ended the Python process.",), died=True)
    one = entry("ada", died, left_out=("secret.py, for it is no ordinary file",))
    assert [sign.what for sign in signs(one, None, tmp_path)] == [
        "came with something that was not taken",
        "ended the process it ran in",
    ]


# The page


def test_the_page_says_what_the_class_came_to():
    text = report.page(a_class(entry("ada", verdict(10, 10, seconds=2)), entry("bob", verdict(10, 0))), NOW)
    assert faults(text) == []
    for part in (
        "2 learners, 2 submissions",
        "01 March 2026, 12:30",
        "2.0 s",
        'aria-label="Scores',
        "50 %",
        "ada",
        "bob",
    ):
        assert part in text


def test_nothing_that_a_learner_wrote_acts_on_the_page():
    wrong = verdict(0, messages=(EVIL, f"`{EVIL}`"), died=True)
    people = (Person(EVIL, EVIL, EVIL, EVIL, EVIL),)
    register = Register(people, {STEP.id: 20.0}, (entry(EVIL, wrong, left_out=(EVIL,)),))
    text = report.page(register, NOW)
    assert faults(text) == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_the_policy_lets_the_page_show_itself_and_nothing_else():
    policy = Page(report.page(a_class(entry("ada", verdict(10))), NOW)).policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_an_empty_class_is_told_what_to_do():
    assert "Collect and grade first" in report.page(Register((), {}, ()), NOW)


# Canvas, Moodle, Gradescope


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(text.splitlines()))


REGISTER = Register(
    (Person("ada", "Ada", "Lovelace", "ada@example.org", "1815"), Person("bob")),
    {STEP.id: 20.0, "Jazz": 100.0},
    (entry("ada", verdict(10, 3.5), late_penalty=1.0),),
)


def test_canvas_finds_its_columns_the_points_and_each_learner():
    header, points, *learners = rows(gradebooks.canvas(REGISTER))
    # What Canvas's importer asks of a header: who, ID, SIS IDs, section last of the learner's columns.
    assert "Student" in header[0] and "ID" in header[1] and header[2:5] == ["SIS User ID", "SIS Login ID", "Section"]
    assert header[5:] == [STEP.id, "Jazz"]
    assert "Points Possible" in points[0] and points[5:] == ["20", "100"]
    assert learners == [["Lovelace, Ada", "1815", "", "ada", "", "13.5", ""], ["bob", "", "", "bob", "", "", ""]]


def test_moodle_gets_whom_it_can_find_numbers_and_feedback_beside_them():
    header, *learners = rows(gradebooks.moodle(REGISTER))
    assert header[:5] == ["Username", "First name", "Last name", "ID number", "Email address"]
    assert header[5:7] == [f"Assignment: {STEP.id}", f"Feedback: {STEP.id}"]
    assert {len(row) for row in learners} == {len(header)}  # Moodle refuses a file with rows of other lengths
    assert learners[0][:5] == ["ada", "Ada", "Lovelace", "1815", "ada@example.org"]
    assert learners[0][5:7] == ["13.5", f"{NAMES[0]} 10/10; {NAMES[1]} 3.5/10; late: -1"]
    assert learners[1][5:] == [""] * 4


def test_no_name_is_a_formula_to_a_spreadsheet():
    evil = ("=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\tx")
    register = Register(tuple(Person(text, text, text, text, text) for text in evil), {STEP.id: 20.0}, ())
    for text in (gradebooks.canvas(register), gradebooks.moodle(register)):
        assert not [cell for row in rows(text) for cell in row if cell and cell[0] in "=+-@\t"]


def test_a_name_with_a_comma_a_quote_and_a_line_stays_one_field():
    register = Register((Person("ada", 'A"d,a', "Love\nlace"),), {STEP.id: 20.0}, ())
    assert list(csv.reader(gradebooks.canvas(register).splitlines(keepends=True)))[2][0] == 'Love\nlace, A"d,a'


def test_gradescope_gets_a_test_for_each_exercise():
    found = gradescope.results(verdict(10, 3.5, messages=("look",), seconds=1.5))
    assert (found["score"], found["execution_time"]) == (13.5, 1.5)
    assert found["score"] == sum(test["score"] for test in found["tests"])
    assert [test["status"] for test in found["tests"]] == ["passed", "failed"]
    assert found["tests"][1]["output"] == "look"
    assert {test["visibility"] for test in found["tests"]} <= {"hidden", "after_due_date", "after_published", "visible"}
    assert json.loads(gradescope.to_json(verdict(10)))["tests"][0]["number"] == "1"


def test_a_refused_notebook_is_a_result_for_gradescope_too(tmp_path):
    path = tmp_path / STEP.path.name
    path.write_text("no notebook")
    found = json.loads(gradescope.graded(path))
    assert (found["score"], found["tests"]) == (0, [])
    assert "is not a notebook" in found["output"]
