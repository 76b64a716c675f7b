"""Marking a quiz: right, partly right, wrong, unanswered, malformed; and that no key leaves the grader."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from rich.console import Console

from autograder import (
    authoring,
    classroom,
    course,
    grading,
    intake,
    places,
    quiz,
    release,
    sandbox,
    scorecard,
    submission,
)
from autograder.errors import SubmissionRefused
from autograder.quiz import VARIANTS
from autograder.quiz.plain import plain
from autograder.verdict import ExerciseVerdict, Verdict
from utils.quiz import PAPER, line, open_quiz, variant_of

every_quiz = pytest.mark.parametrize("one", course.QUIZZES, ids=lambda one: one.id)
ONE = course.QUIZZES[0]  # 1, 3, 5 and 6 ask for a letter, 2 for letters, 4, 7, 8 and 10 for a number, 9 for a word


def notebook(one: course.Assignment = ONE, variant: int = 0, **cells: str) -> NotebookNode:
    """The released notebook of a learner with this variant, answered rightly but for these cells."""
    made = release.learner_notebook(authoring.read(one))
    sources = quiz.solutions(quiz.load(one), someone(one, variant)) | cells
    for cell in made.cells:
        if release.is_learners(cell):
            cell.source = sources[cell.metadata.nbgrader.grade_id]
    return made


def someone(one: course.Assignment, variant: int) -> str:
    """A name that has this variant."""
    names = [PAPER, *(f"learner {n}" for n in range(1000))]
    return next(name for name in names if variant_of(one.id, name, VARIANTS) == variant)


def verdict(made: NotebookNode, one: course.Assignment = ONE) -> Verdict:
    answers = intake.extract(intake.cells(json.loads(nbformat.writes(made))), authoring.read(one))
    return grading.grade(one, answers, b"secret", start=no_kernel)


def no_kernel(limits: course.Limits) -> Any:
    raise AssertionError("a quiz needs no kernel")


def marked(number: int, answer: str, variant: int = 0) -> ExerciseVerdict:
    """The verdict on question `number` when its cell holds this line."""
    name = f"answer_{number}"
    return verdict(notebook(variant=variant, **{name: f"{name} = {answer}"})).exercise(name)


def question(number: int, variant: int = 0) -> quiz.Drawn:
    return quiz.drawn(quiz.load(ONE), variant)[number - 1]


@every_quiz
def test_right_answers_get_everything_in_every_variant(one: course.Assignment) -> None:
    for variant in range(VARIANTS):
        assert verdict(notebook(one, variant), one).score == 100


@every_quiz
def test_the_untouched_notebook_gets_nothing(one: course.Assignment) -> None:
    untouched = verdict(release.learner_notebook(authoring.read(one)), one)
    assert untouched.score == 0
    assert [e.messages for e in untouched.exercises] == [
        (f"`{e.name}` is not written yet.",) for e in untouched.exercises
    ]


@every_quiz
def test_answers_to_another_variant_are_worth_little(one: course.Assignment) -> None:
    scores = []
    for variant in range(VARIANTS):
        other = quiz.solutions(quiz.load(one), someone(one, (variant + 1) % VARIANTS))
        answers = {name: text for name, text in other.items() if name != "learner"}
        scores.append(verdict(notebook(one, variant, **answers), one).score)
    assert max(scores) < 80 and sum(scores) / len(scores) < 50


def test_a_right_choice_is_told_why_each_option_is_right_or_wrong() -> None:
    asked = question(6)
    told = marked(6, json.dumps(min(asked.right)))
    assert told.passed and len(told.messages) == len(asked.choices)
    for choice, message in zip(asked.choices, told.messages, strict=True):
        assert message.startswith(f"{choice.letter}) ") and plain(choice.why) in message


@pytest.mark.parametrize("variant", range(VARIANTS))
def test_a_wrong_choice_is_told_why_and_where_it_is_taught_but_not_the_key(variant: int) -> None:
    asked = question(6, variant)
    for choice in asked.choices:
        if not choice.right:
            told = marked(6, json.dumps(choice.letter), variant)
            assert told.points == 0 and not told.passed
            assert plain(choice.why) in told.messages[0] and told.messages[-1].startswith("To look up: ")
            right = next(c for c in asked.choices if c.right)
            assert not any(right.text in message or right.why in message for message in told.messages)


@pytest.mark.parametrize("variant", range(VARIANTS))
def test_a_multiple_choice_is_right_minus_wrong_and_never_below_nothing(variant: int) -> None:
    asked = question(2, variant)
    letters, right = [choice.letter for choice in asked.choices], asked.right
    for mask in range(1, 2 ** len(letters)):
        given = {letter for place, letter in enumerate(letters) if mask >> place & 1}
        told = marked(2, repr(sorted(given)), variant)
        share = max(0, len(given & right) - len(given - right)) / len(right)
        assert told.points == round(10 * share, 2) and told.passed is (given == right)


@pytest.mark.parametrize("form", ['"{}"', "['{}']", "('{}',)", "{{'{}'}}", '" {} "', '"{})"'])
def test_a_letter_may_be_written_in_many_ways(form: str) -> None:
    right = min(question(1).right)
    assert marked(1, form.format(right)).passed and marked(1, form.format(right.upper())).passed


@pytest.mark.parametrize("join", ["", ",", ", ", " "])
def test_letters_may_be_written_in_one_text(join: str) -> None:
    assert marked(2, repr(join.join(sorted(question(2).right)))).passed


@pytest.mark.parametrize("form", ["{}", "'{}'", "{}.0", "+{}", "'  {}'", "{}e0"])
def test_a_number_may_be_written_in_many_ways(form: str) -> None:
    assert marked(7, form.format(int(question(7).number))).passed


def test_a_number_may_have_a_comma_in_quotes() -> None:
    assert marked(8, repr(f"{question(8).number:.2f}".replace(".", ","))).passed


def test_a_number_within_the_tolerance_is_right_and_one_outside_is_not() -> None:
    key, tolerance = question(8).number, question(8).question.tolerance
    for off, passed in ((0.9, True), (-0.9, True), (1.1, False), (-1.1, False)):
        assert marked(8, repr(key + off * tolerance)).passed is passed


@pytest.mark.parametrize("number", [4, 7, 8, 10])
def test_a_common_mistake_is_recognised(number: int) -> None:
    for value, why in question(number).mistakes:
        told = marked(number, repr(value))
        assert told.points == 0 and told.messages[0] in [plain(reason) for _, reason in question(number).mistakes]
        assert plain(why) == told.messages[0] or len({v for v, _ in question(number).mistakes}) < 5


def test_a_word_may_have_capitals_spaces_and_a_full_stop() -> None:
    for word in question(9).words:
        for form in (word, word.upper(), f"  {word}. "):
            assert marked(9, repr(form)).passed
    assert not marked(9, repr("output")).passed and not marked(9, repr("zzz")).passed


MALFORMED = [
    (1, "'z'", "the options are a to"),
    (1, "'ab'", "only one can be right"),
    (1, "3", "a letter in quotes"),
    (1, "True", "a letter in quotes"),
    (1, "[1, 2]", "a letter in quotes"),
    (1, "' '", "has no letter"),
    (1, "'\\x00\\n\\ud800'", "the options are a to"),
    (2, "{'a': 1}", "a letter in quotes"),
    (2, "['a', 'q']", "has 'q'"),
    (2, "b", "a letter in quotes"),
    (4, "'many'", "a number, worked out"),
    (4, "1e999", "no number that can be compared"),
    (4, "'nan'", "no number that can be compared"),
    (4, "10 ** 400", "a number, worked out"),
    (4, "1" * 400, "no number that can be compared"),
    (4, "2 * 3", "a number, worked out"),
    (4, "True", "a number, worked out"),
    (4, "1j", "a number, worked out"),
    (4, "[0.5]", "a number, worked out"),
    (4, "-12345", "is not right"),
    (9, "7", "a word in quotes"),
    (9, "['forget']", "a word in quotes"),
    (9, "'x' * 10 ** 9", "a word in quotes"),
    (9, repr("é" * 5000), "is not the word that is meant"),
    (9, "__import__('os').system('true')", "a word in quotes"),
]


@pytest.mark.parametrize(("number", "answer", "says"), MALFORMED)
def test_a_malformed_answer_gets_a_sentence(number: int, answer: str, says: str) -> None:
    told = marked(number, answer)
    assert told.points == 0 and says in told.messages[0] and told.messages[0][-1] in ".!"
    assert all(message.isprintable() and len(message) < 700 for message in told.messages)


@pytest.mark.parametrize("answer", ["None", "''", "[]", "()"])
def test_an_empty_answer_is_not_written_yet(answer: str) -> None:
    assert marked(3, answer).messages == ("`answer_3` is not written yet.",)


def test_a_line_that_is_no_python_costs_only_its_own_question() -> None:
    told = verdict(notebook(answer_3="answer_3 = = 'a'", answer_4="answer_4 = (", answer_5="not Python at all"))
    assert [e.name for e in told.exercises if not e.passed] == ["answer_3", "answer_4", "answer_5"]


@pytest.mark.parametrize(
    "learner", ["7", "True", "''", "' '", "[]", "None", "ada", "b'ada'", "'ada' * 9", "'" + "a" * 99 + "'"]
)
def test_who_gives_no_name_gets_a_sentence(learner: str) -> None:
    told = verdict(notebook(learner=f"learner = {learner}"))
    assert told.score == 0
    assert all("whose questions" in e.messages[0] or "no name in quotes" in e.messages[0] for e in told.exercises)


@pytest.mark.parametrize("name", ["ada", " ada ", "Łucja Núñez", "名前", "'\\ud800'", "O'Neill", '\\"', "$x$", "\\x00"])
def test_any_name_has_a_variant_that_the_grader_finds_too(name: str) -> None:
    line = json.dumps(name)
    made = quiz.solutions(quiz.load(ONE), json.loads(line))
    assert verdict(notebook(**made)).score == 100
    assert variant_of(ONE.id, name, VARIANTS) in range(VARIANTS)


def test_answers_to_the_questions_of_somebody_else_are_named() -> None:
    def note(name: str) -> str:
        return quiz.of_another([f"learner = {name!r}", "answer_1 = 'a'"], "ben")

    assert note("ben") == note(" ben ") == ""
    assert note("ada") == "These are answers to the questions of `ada`, handed in by `ben`."
    assert "printed quiz" in note(PAPER)
    assert note("a\nb") == "These are answers to the questions of `a b`, handed in by `ben`."
    assert quiz.of_another(["learner = None"], "ben") == quiz.of_another([], "ben") == ""


def test_the_last_of_several_answers_counts() -> None:
    right = json.dumps(min(question(1).right))
    wrong = json.dumps(next(choice.letter for choice in question(1).choices if not choice.right))
    assert verdict(notebook(answer_1=f"answer_1 = {wrong}\nanswer_1 = {right}")).exercise("answer_1").passed
    assert not verdict(notebook(answer_1=f"answer_1 = {right}\nanswer_1 = {wrong}")).exercise("answer_1").passed


def test_a_notebook_without_metadata_or_with_cells_moved_is_marked_all_the_same() -> None:
    made = notebook(variant=5)
    for cell in made.cells:
        cell.metadata = NotebookNode()
    made.cells = made.cells[::-1]
    assert verdict(made).score == 100


def test_nothing_that_the_learner_wrote_is_run(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    told = verdict(notebook(answer_1=f"open({str(mark)!r}, 'w')\nanswer_1 = exec(\"open({str(mark)!r}, 'w')\")"))
    assert not mark.exists() and told.score == 90


def test_answers_are_found_again_in_the_rebuilt_notebook() -> None:
    script = authoring.read(ONE)
    answers = intake.extract(intake.cells(json.loads(nbformat.writes(notebook(variant=3)))), script)
    rebuilt = intake.rebuild(script, answers)
    assert intake.extract(intake.cells(json.loads(nbformat.writes(rebuilt))), script) == answers
    assert verdict(rebuilt).score == 100


def test_a_renamed_quiz_is_told_its_name(tmp_path: Path) -> None:
    path = tmp_path / "quiz.ipynb"
    path.write_text(nbformat.writes(notebook()))
    with pytest.raises(SubmissionRefused, match="`Module_1_Graded_Quiz.ipynb` or `Module_2"):
        submission.grade_file(path)


def test_a_quiz_is_submitted_within_a_second_of_processor_time(tmp_path: Path) -> None:
    """The whole command, Python's start included; nothing of kernels, tests or nbgrader is loaded for it."""
    path = tmp_path / ONE.path.name
    path.write_text(nbformat.writes(notebook(variant=7)))
    command = [sys.executable, "-X", "importtime", "-m", "autograder", "submit", "--json", str(path)]
    before = os.times()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    after = os.times()
    assert json.loads(done.stdout)["score"] == 100
    assert after.children_user + after.children_system - before.children_user - before.children_system < 1
    loaded = {imported.rsplit("|", 1)[-1].strip() for imported in done.stderr.splitlines()}
    assert not loaded & {"numpy", "jupytext", "nbgrader", "jupyter_client", "autograder.sandbox", "autograder.hidden"}


# What learners get


@every_quiz
def test_no_key_is_in_what_learners_get(one: course.Assignment) -> None:
    """Neither explanations nor answers, right or marked as such, nor any field that could hold them."""
    loaded = quiz.load(one)
    released, shown = one.path.read_text(), quiz.shown_path(one, course.ROOT).read_text()
    data = json.loads(shown)
    assert {tuple(question) for variant in data for question in variant} == {("kind", "ask", "options")}
    for variant in range(VARIANTS):
        for question in quiz.drawn(loaded, variant):
            whys = [question.why, *(c.why for c in question.choices), *(why for _, why in question.mistakes)]
            asked = data[variant][question.question.number - 1]
            assert not any(why and (why in released or json.dumps(why)[1:-1] in shown) for why in whys)
            if question.question.kind == "number" and abs(question.number) > 9:
                assert f"{question.number:g}" not in asked["ask"].replace(",", " ").split()
            if question.words:
                letters = asked["ask"].split("```")
                assert question.words[0] not in letters[0].lower().split() or "(forget, update, output)" in letters[0]
    metadata = [cell.get("metadata") for cell in json.loads(released)["cells"]]
    assert not any(word in json.dumps(metadata) for word in ("right", "why", "answers", 'solution": true'))
    for cell in json.loads(released)["cells"]:
        assert cell.get("outputs", []) == []


@every_quiz
def test_the_instructors_notebook_holds_no_key_either(one: course.Assignment) -> None:
    text = authoring.write(authoring.build(authoring.read(one)))
    for name, source in quiz.solutions(quiz.load(one)).items():
        assert name == "learner" or json.dumps(source)[1:-1] not in text


def test_variants_are_spread_evenly_over_names() -> None:
    variants = [variant_of(ONE.id, f"learner {n}", VARIANTS) for n in range(2000)]
    assert set(variants) == set(range(1, VARIANTS))
    assert max(variants.count(v) for v in set(variants)) < 2 * 2000 / (VARIANTS - 1)


def test_without_a_name_no_question_is_shown(capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "ada")
    open_quiz(ONE.id).ask(1)
    told = capsys.readouterr().out
    assert 'should now say `learner = "ada"`' in told and "once more" in told
    for strange in ("", 7):
        open_quiz(ONE.id, strange).ask(1)  # type: ignore[arg-type]
        assert "names nobody" in capsys.readouterr().out


def test_where_nobody_has_a_name_one_is_made_up(capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("no such user")

    for variable in ("JUPYTERHUB_USER", "NB_USER"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("getpass.getuser", nobody)
    open_quiz(ONE.id)
    assert re.search(r'learner = "learner-[0-9a-f]{6}"', capsys.readouterr().out)


def test_without_widgets_a_question_says_how_its_answer_is_written(
    capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    asked = open_quiz(ONE.id, PAPER)
    capsys.readouterr()
    forms = []
    for number in (1, 2, 4, 9):
        asked.ask(number)
        forms.append(capsys.readouterr().out.splitlines()[-1].rpartition("such as: ")[2])
    assert forms == ['answer_1 = "a"', 'answer_2 = ["a", "b"]', "answer_4 = 0.5", 'answer_9 = "word"']


@pytest.mark.parametrize("variant", [0, 7])
def test_what_the_buttons_write_is_what_the_grader_reads(variant: int) -> None:
    cells = {}
    for asked in quiz.drawn(quiz.load(ONE), variant):
        kind = asked.question.kind
        answer: Any = {"single": min(asked.right, default=""), "multiple": list(asked.right)}.get(kind)
        answer = answer or (asked.words[0] if asked.words else f"{asked.number:.10g}")
        cells[asked.name] = line(asked.name, kind, answer)
    assert verdict(notebook(variant=variant, **cells)).score == 100


# In nbgrader's classroom


@pytest.mark.kernel
def test_a_quiz_goes_through_nbgraders_whole_cycle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(places.CLASSROOM, str(tmp_path / "classroom"))
    monkeypatch.delenv(places.EXCHANGE, raising=False)
    monkeypatch.setattr(sandbox, "start", no_kernel)
    classroom.release([ONE])
    outbound = tmp_path / "classroom" / "exchange" / course.COURSE_ID / "outbound" / ONE.id / ONE.path.name
    assert json.loads(outbound.read_text())["cells"] == json.loads(ONE.path.read_text())["cells"]
    ada, ben = (quiz.solutions(quiz.load(ONE), name) for name in ("ada", "ben"))
    works = {
        "ada": notebook(**ada),
        "ben": notebook(**ben | {"answer_2": "answer_2 = None"}),
        "cleo": nbformat.read(outbound, 4),
        "dan": notebook(**ada),
    }
    for learner, made in works.items():
        folder = tmp_path / "classroom" / "submitted" / learner / ONE.id
        folder.mkdir(parents=True)
        (folder / ONE.path.name).write_text(nbformat.writes(made))
    expected = {"ada": 100.0, "ben": 90.0, "cleo": 0.0, "dan": 100.0}
    rows = classroom.grade([ONE])
    assert {row.learner: row.score for row in rows if not row.failed} == expected
    assert {row.learner: row.score for row in classroom.gradebook_rows()} == expected
    copied = "These are answers to the questions of `ada`, handed in by `dan`."
    assert {row.learner: row.verdict.notes for row in rows if row.verdict.notes} == {"dan": (copied,)}
    console = Console(width=200)
    with console.capture() as shown:
        console.print(scorecard.class_table(rows))
    assert f"{ONE.id}, dan  {copied}" in shown.get()
    pages = {page.parent.parent.name: page.read_text() for page in classroom.feedback([ONE])}
    as_shown = "These are answers to the questions of <code>ada</code>, handed in by <code>dan</code>."
    assert as_shown in pages["dan"] and as_shown not in pages["ada"]
    asked = quiz.drawn(quiz.load(ONE), variant_of(ONE.id, "ada", VARIANTS))[5]
    assert (
        asked.choices[0].why.split(".")[0].replace("'", "&#39;") in pages["ada"]
        and "is not written yet" in pages["ben"]
    )
