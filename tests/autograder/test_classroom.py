"""nbgrader's classroom with our grading in it; a fake grader stands in for the kernels."""

from __future__ import annotations

import datetime
import json
import math
import os
import pwd
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.utils import determine_grade, is_grade

from autograder import authoring, classroom, cohort, course, grading, hidden, places, release
from autograder.classroom import configuration, exchange, handed_in, judge
from autograder.classroom.nbgrader_runs import running
from autograder.course import Assignment
from autograder.errors import ClassroomError, SandboxError
from autograder.intake import Answers
from autograder.verdict import ExerciseVerdict, Verdict

STEP = course.find("step_by_step")
SCRIPT = authoring.read(STEP)
FILE = f"{STEP.notebook}.ipynb"
MORNING = "2026-01-01 08:00:00.000000 UTC"
EVENING = "2026-01-01 20:00:00.000000 UTC"


runs_nbgrader = pytest.mark.kernel  # in this process, for seconds


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A classroom whose gradebook knows the assignment, to be copied."""
    folder = tmp_path_factory.mktemp("prepared") / "classroom"
    with places.classroom_at(folder):
        classroom.release([STEP])
    return folder


@pytest.fixture
def home(prepared: Path, empty: Path) -> Path:
    """A classroom where the assignment is released and nothing handed in."""
    shutil.copytree(prepared, empty, copy_function=shutil.copy2)
    return empty


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place of a classroom where `fake_grade` grades; nothing is there yet."""
    monkeypatch.setenv(places.CLASSROOM, str(tmp_path / "classroom"))
    monkeypatch.delenv(places.EXCHANGE, raising=False)
    monkeypatch.setattr(grading, "grade", fake_grade)
    monkeypatch.setattr(cohort, "FEW", 100)  # in this process, where the fake is
    GRADED.clear()
    return tmp_path / "classroom"


GRADED: list[Answers] = []


def fake_grade(assignment: Assignment, answers: Answers, secret: bytes) -> Verdict:
    """Full points for each exercise that is written; half of them if its source says so."""
    GRADED.append(answers)
    sources = {piece.exercise: piece.source for piece in answers.pieces}
    if any("stop the grader" in source for source in sources.values()):
        raise SandboxError("the learner's kernel gave no answer")
    verdicts = []
    for exercise in SCRIPT.exercises:
        share = 0.0 if exercise.name not in sources else 0.5 if "half" in sources[exercise.name] else 1.0
        messages = () if share == 1 else ("look at <script>alert(1)</script> `a`",)
        verdicts.append(ExerciseVerdict(exercise.name, share * exercise.points, exercise.points, share == 1, messages))
    return Verdict(assignment.id, tuple(verdicts))


def notebook(**sources: str) -> str:
    """The released notebook with these exercises written."""
    made = release.learner_notebook(SCRIPT)
    for cell in made.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = sources.get(name, cell.source)
    return nbformat.writes(made)


SOLVED = notebook(**{exercise.name: f"def {exercise.name}(): ..." for exercise in SCRIPT.exercises})
UNTOUCHED = notebook()


def has_handed_in(home: Path, learner: str, text: str | None, time: str = MORNING) -> Path:
    """Put a submission where collecting would put it."""
    folder = home / "submitted" / learner / STEP.id
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).unlink(missing_ok=True)
    if text is not None:
        (folder / FILE).write_text(text)
    (folder / "timestamp.txt").write_text(time)
    return folder


def has_sent(home: Path, learner: str, fill: Callable[[Path], None], time: str = MORNING) -> Path:
    """Leave a folder in the exchange by hand."""
    configuration.prepare()
    folder = home / "exchange" / course.COURSE_ID / "inbound" / f"{learner}+{STEP.id}+{time}+xyz"
    folder.mkdir()
    fill(folder)
    return folder


def scores() -> dict[str, float]:
    return {row.learner: row.score for row in classroom.gradebook_rows()}


def autograded(home: Path, learner: str) -> NotebookNode:
    return nbformat.read(home / "autograded" / learner / STEP.id / FILE, as_version=4)


# Points


@runs_nbgrader
def test_points_reach_the_gradebook(home: Path) -> None:
    has_handed_in(home, "ada", SOLVED)
    has_handed_in(home, "ben", UNTOUCHED)
    rows = classroom.grade([STEP])
    assert [(row.learner, row.score, row.max_score, row.failed) for row in rows] == [
        ("ada", 100.0, 100.0, False),
        ("ben", 0.0, 100.0, False),
    ]
    assert scores() == {"ada": 100.0, "ben": 0.0}
    assert rows[0].verdict.score == 100.0
    assert json.dumps(rows[0].to_dict())


@runs_nbgrader
def test_part_of_the_points_of_an_exercise_is_kept(home: Path) -> None:
    has_handed_in(home, "ada", notebook(rnn_forward="half of it"))
    assert [row.score for row in classroom.grade([STEP])] == [12.5]


@runs_nbgrader
def test_an_unwritten_exercise_has_the_comment_that_nbgrader_gives(home: Path) -> None:
    has_handed_in(home, "ada", notebook(rnn_forward="something"))
    classroom.grade([STEP])
    with running() as nbgrader, nbgrader.gradebook() as gradebook:
        comments = {
            name: gradebook.find_comment(name, STEP.notebook, STEP.id, "ada").auto_comment
            for name in ("rnn_forward", "lstm_forward")
        }
    assert comments == {"rnn_forward": None, "lstm_forward": "No response."}


def grade_cells(verdict: Verdict) -> dict[str, NotebookNode]:
    made = release.learner_notebook(SCRIPT)
    judge.write(verdict, made)
    return {cell.metadata.nbgrader.grade_id: cell for cell in made.cells if is_grade(cell)}


def verdict_of(name: str, points: float) -> Verdict:
    return Verdict(STEP.id, (ExerciseVerdict(name, points, 25.0, False, ("a message",)),))


def test_a_check_without_a_verdict_gives_nothing() -> None:
    for cell in grade_cells(Verdict(STEP.id, ())).values():
        assert determine_grade(cell)[0] == 0


@pytest.mark.parametrize(
    ("points", "given"),
    [(0, 0), (12.5, 12.5), (25, 25), (26, 25), (-1, 0), (math.nan, 0), (math.inf, 0), (1 / 3, 1 / 3)],
)
def test_strange_points_never_become_full_points(points: float, given: float) -> None:
    cell = grade_cells(verdict_of("rnn_forward", points))["rnn_forward_check"]
    assert determine_grade(cell)[0] == pytest.approx(given, abs=1e-5)
    assert "a message" in cell.outputs[0].text


@runs_nbgrader
def test_no_output_of_the_learners_is_left(home: Path) -> None:
    forged = json.loads(UNTOUCHED)
    for cell in forged["cells"]:
        if cell["cell_type"] == "code":
            data = {"text/plain": "20", "text/html": "<b>forged</b>"}
            cell["outputs"] = [
                {"output_type": "execute_result", "data": data, "metadata": {"forged": 1}, "execution_count": 1}
            ]
    has_handed_in(home, "ada", json.dumps(forged))
    assert [row.score for row in classroom.grade([STEP])] == [0.0]
    assert "forged" not in (home / "autograded" / "ada" / STEP.id / FILE).read_text()


# Attempts


@runs_nbgrader
def test_a_new_attempt_replaces_the_scores_of_the_old(home: Path) -> None:
    has_handed_in(home, "ada", SOLVED)
    classroom.grade([STEP])
    has_handed_in(home, "ada", notebook(rnn_forward="..."), EVENING)
    assert [row.score for row in classroom.grade([STEP])] == [25.0]


@runs_nbgrader
def test_an_unreadable_new_attempt_has_no_points(home: Path) -> None:
    unreadable = {
        "deep": "[" * 100_000,
        "empty": "",
        "missing": None,
        "no_cells": '{"nbformat": 4}',
        "no_notebook": "no notebook",
        "old_format": '{"nbformat": 3, "cells": []}',
    }
    for learner in unreadable:
        has_handed_in(home, learner, SOLVED)
    assert {row.score for row in classroom.grade([STEP])} == {100.0}
    for learner, text in unreadable.items():
        has_handed_in(home, learner, text, EVENING)
    rows = classroom.grade([STEP])
    assert [row.learner for row in rows] == sorted(unreadable)
    for row in rows:
        assert (row.score, row.verdict.score, row.failed) == (0.0, 0.0, False)
        assert FILE in row.verdict.notes[0]
        assert FILE in autograded(home, row.learner).cells[0].outputs[0].text


@runs_nbgrader
def test_a_missing_notebook_is_named_and_so_are_those_that_are_there(home: Path) -> None:
    (has_handed_in(home, "ada", None) / "my copy.ipynb").write_text(SOLVED)
    row = classroom.grade([STEP])[0]
    assert row.score == 0
    assert f"no notebook `{FILE}`" in row.verdict.notes[0]
    assert "my copy.ipynb" in row.verdict.notes[0]


@runs_nbgrader
def test_an_attempt_on_which_nbgrader_itself_fails_keeps_no_old_points(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_handed_in(home, "ada", SOLVED)
    has_handed_in(home, "ben", SOLVED)
    classroom.grade([STEP])
    has_handed_in(home, "ada", notebook(rnn_forward="..."), EVENING)

    def fails(*_: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(judge, "write", fails)
        rows = classroom.grade([STEP])
    assert [(row.learner, row.score, row.failed) for row in rows] == [("ada", 0.0, True), ("ben", 100.0, False)]
    assert [row.needs_review for row in classroom.gradebook_rows()] == [True, False]
    assert [row.score for row in classroom.grade([STEP])] == [25.0, 100.0]


def test_a_grading_that_stops_gives_nothing_and_asks_for_a_look(home: Path) -> None:
    has_handed_in(home, "ada", notebook(rnn_forward="stop the grader"))
    row = classroom.grade([STEP])[0]
    assert (row.score, row.failed) == (0.0, True)
    assert row.verdict.notes == (judge.FAILED,)
    assert [row.needs_review for row in classroom.gradebook_rows()] == [True]
    tried = len(GRADED)
    classroom.grade([STEP])
    assert len(GRADED) > tried


@runs_nbgrader
def test_a_stopped_hidden_test_asks_for_a_look(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_one = ExerciseVerdict("rnn_forward", 10.0, 25.0, False, (hidden.UNJUDGED,))
    monkeypatch.setattr(grading, "grade", lambda *_: Verdict(STEP.id, (open_one,)))
    has_handed_in(home, "ada", SOLVED)
    row = classroom.grade([STEP])[0]
    assert (row.score, row.failed) == (10.0, True)
    assert [row.needs_review for row in classroom.gradebook_rows()] == [True]


@runs_nbgrader
def test_what_has_not_changed_is_left_alone(home: Path) -> None:
    has_handed_in(home, "ada", SOLVED)
    assert classroom.grade([STEP])[0].seconds > 0
    written = (home / "autograded" / "ada" / STEP.id / FILE).stat().st_mtime_ns
    row = classroom.grade([STEP])[0]
    assert (row.score, row.seconds) == (100.0, 0.0)
    assert (home / "autograded" / "ada" / STEP.id / FILE).stat().st_mtime_ns == written
    assert classroom.grade([STEP], again=True)[0].seconds > 0
    assert len(GRADED) == 1


@runs_nbgrader
def test_every_collected_attempt_is_kept(home: Path) -> None:
    has_sent(home, "ada", lambda folder: (folder / FILE).write_text(SOLVED))
    classroom.collect([STEP])
    has_sent(home, "ada", lambda folder: (folder / FILE).write_text(UNTOUCHED), EVENING)
    classroom.collect([STEP])
    kept = sorted((home / "attempts" / STEP.id / "ada").iterdir())
    assert [(folder / FILE).read_text() for folder in kept] == [SOLVED, UNTOUCHED]
    assert (home / "submitted" / "ada" / STEP.id / FILE).read_text() == UNTOUCHED


@runs_nbgrader
def test_a_name_that_could_act_on_a_page_or_a_command_line_is_nobodys(home: Path) -> None:
    for name in (
        "<img src=x onerror=alert(1)>",
        'a"b',
        "a\\b",
        "`id`",
        "--help",
        ".hidden",
        "a\nb",
        "x" * 129,
        "o'brien",
    ):
        has_sent(home, name, lambda folder: (folder / FILE).write_text(SOLVED))
    classroom.collect([STEP])
    assert [folder.name for folder in (home / "submitted").iterdir()] == ["o'brien"]


@runs_nbgrader
def test_nobody_hands_in_for_another(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mallory's folder says that it is Ada's, and is newer than hers."""
    has_sent(home, "ada", lambda folder: (folder / FILE).write_text(SOLVED))
    forged = has_sent(home, "ada", lambda folder: (folder / FILE).write_text(UNTOUCHED), EVENING)
    monkeypatch.setattr(exchange, "_belongs_to", lambda learner, folder: folder != forged)
    classroom.collect([STEP])
    assert (home / "submitted" / "ada" / STEP.id / FILE).read_text() == SOLVED


def test_a_folder_belongs_to_its_owner_and_what_we_laid_there_to_anyone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert exchange._belongs_to("ada", tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert exchange._belongs_to(pwd.getpwuid(os.getuid()).pw_name, tmp_path)
    assert not exchange._belongs_to("ada", tmp_path)


# What people decide


@runs_nbgrader
def test_a_manual_grade_survives_and_is_flagged(home: Path) -> None:
    has_handed_in(home, "ada", notebook(rnn_forward="half"))
    classroom.grade([STEP])
    with running() as nbgrader, nbgrader.gradebook() as gradebook:
        grade = gradebook.find_grade("rnn_forward_check", STEP.notebook, STEP.id, "ada")
        grade.manual_score = 20.0
        gradebook.find_comment("rnn_forward", STEP.notebook, STEP.id, "ada").manual_comment = "well tried"
        gradebook.db.commit()
    row = classroom.grade([STEP], again=True)[0]
    assert row.score == 20.0
    assert classroom.gradebook_rows()[0].needs_review
    assert "well tried" in classroom.feedback([STEP])[0].read_text()


@runs_nbgrader
def test_a_late_submission_is_penalised_as_nbgrader_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load = configuration.load

    def strict() -> object:
        config = load()
        config.LateSubmissionPlugin.penalty_method = "zero"
        return config

    monkeypatch.setattr(configuration, "load", strict)
    has_handed_in(home, "ada", SOLVED, MORNING)
    has_handed_in(home, "ben", SOLVED, EVENING)
    classroom.release([STEP])
    with running() as nbgrader, nbgrader.gradebook() as gradebook:
        gradebook.find_assignment(STEP.id).duedate = datetime.datetime(2026, 1, 1, 12)
        gradebook.db.commit()
    assert {row.learner: row.score for row in classroom.grade([STEP])} == {"ada": 100.0, "ben": 0.0}
    assert [row.late_penalty for row in classroom.gradebook_rows()] == [0.0, 100.0]


# What lies beside the notebook


@runs_nbgrader
def test_collecting_follows_no_link(home: Path) -> None:
    configuration.prepare()
    solution = home / "source" / STEP.id / FILE
    secret = home / "private.txt"
    secret.write_text("exam questions")

    def fill(folder: Path) -> None:
        (folder / FILE).symlink_to(solution)
        (folder / "notes.txt").symlink_to(secret)
        (folder / "more").symlink_to(home)
        os.mkfifo(folder / "pipe")

    has_sent(home, "eve", fill)
    (home / "exchange" / course.COURSE_ID / "inbound" / f"max+{STEP.id}+{MORNING}+abc").symlink_to(solution.parent)
    has_sent(home, "zoe", lambda folder: (folder / FILE).write_text(SOLVED))
    classroom.collect([STEP])
    found = sorted(path.name for path in (home / "submitted" / "eve" / STEP.id).iterdir())
    assert found == [FILE, "submission_secret.txt", "timestamp.txt"]
    rows = classroom.grade([STEP])
    assert [(row.learner, row.score) for row in rows] == [("eve", 0.0), ("max", 0.0), ("zoe", 100.0)]
    assert not any("exam questions" in path.read_text() for path in (home / "autograded").rglob("*.*"))


@runs_nbgrader
def test_grading_follows_no_link_either(home: Path) -> None:
    secret = home / "private.txt"
    folder = has_handed_in(home, "eve", SOLVED)
    secret.write_text("exam questions")
    (folder / "notes.txt").symlink_to(secret)
    (folder / "nowhere.txt").symlink_to("/no/such/file")
    os.mkfifo(folder / "pipe")
    (folder / "submission_secret.txt").mkdir()
    (folder / "timestamp.txt").write_text("yesterday, I think")
    (folder / "numpy.py").write_text("raise SystemExit")
    assert [row.score for row in classroom.grade([STEP])] == [100.0]
    assert not (home / "autograded" / "eve" / STEP.id / "notes.txt").exists()
    assert len(classroom.feedback([STEP])) == 1


@runs_nbgrader
def test_a_link_in_place_of_the_notebook_gives_nothing(home: Path) -> None:
    folder = has_handed_in(home, "eve", None)
    (folder / FILE).symlink_to(home / "source" / STEP.id / FILE)
    row = classroom.grade([STEP])[0]
    assert row.score == 0
    assert "is a link" in row.verdict.notes[0]


@runs_nbgrader
def test_huge_and_countless_and_deep_files_are_left_out(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handed_in, "FILE_BYTES", 1 << 20)
    monkeypatch.setattr(handed_in, "FILES", 20)

    def fill(folder: Path) -> None:
        (folder / FILE).write_text(SOLVED)
        with (folder / "huge.bin").open("wb") as file:
            file.truncate(1 << 40)
        for number in range(50):
            (folder / f"z{number}").touch()
        deep = folder
        for _ in range(200):
            deep = deep / "d"
            deep.mkdir()

    has_sent(home, "eve", fill)
    classroom.collect([STEP])
    files = [path for path in (home / "submitted" / "eve").rglob("*") if path.is_file()]
    assert len(files) <= 23
    assert not any(path.name == "huge.bin" for path in files)
    assert [row.score for row in classroom.grade([STEP])] == [100.0]


@runs_nbgrader
def test_a_folder_with_a_strange_name_does_not_stop_the_class(home: Path) -> None:
    has_sent(home, "zoe", lambda folder: (folder / FILE).write_text(SOLVED))
    (home / "exchange" / course.COURSE_ID / "inbound" / f"eve+{STEP.id}+not a time+x").mkdir()
    classroom.collect([STEP])
    assert {row.learner: row.score for row in classroom.grade([STEP])} == {"eve": 0.0, "zoe": 100.0}


@runs_nbgrader
def test_a_learner_may_have_a_strange_name(home: Path) -> None:
    names = ["a'b", "a.b@example.org", "ünïcode nàme"]
    for name in names:
        has_handed_in(home, name, SOLVED)
    assert {row.learner: row.score for row in classroom.grade([STEP])} == dict.fromkeys(names, 100.0)


@runs_nbgrader
def test_a_name_that_nbgrader_cannot_find_again_fails_closed(home: Path) -> None:
    has_handed_in(home, "a[b]c", SOLVED)
    has_handed_in(home, "zoe", SOLVED)
    assert [(row.score, row.failed) for row in classroom.grade([STEP])] == [(0.0, True), (100.0, False)]


# Release, feedback, configuration


@runs_nbgrader
def test_nbgrader_releases_the_very_notebook_that_build_makes(home: Path) -> None:
    classroom.release([STEP])
    released = home / "exchange" / course.COURSE_ID / "outbound" / STEP.id / FILE
    assert released.read_text() == authoring.write(release.learner_notebook(SCRIPT))


@runs_nbgrader
def test_feedback_shows_every_message_and_runs_none(home: Path) -> None:
    has_handed_in(home, "ada", notebook(rnn_forward="half", lstm_backward="half"))
    classroom.grade([STEP])
    (page,) = classroom.feedback([STEP])
    text = page.read_text()
    assert "12.5 of 25 points" in text
    assert "Not right yet" in text.partition('<article id="lstm_backward"')[2]
    assert "look at &lt;script&gt;" in text
    assert "<script>alert(1)" not in text
    assert "HIDDEN TESTS" not in text
    assert len(list((home / "exchange" / course.COURSE_ID / "feedback").glob("*.html"))) == 1


@runs_nbgrader
def test_progress_is_told_from_none_to_all(home: Path) -> None:
    for name in ("ada", "ben", "cem"):
        has_handed_in(home, name, SOLVED)
    seen: list[tuple[int, int, int]] = []
    has_handed_in(home, "dan", notebook(rnn_forward="stop the grader"))
    classroom.grade([STEP], lambda *numbers: seen.append(numbers), workers=2)
    assert [numbers[:2] for numbers in seen] == [(done, 4) for done in range(5)]
    assert seen[-1] == (4, 4, 1)


@runs_nbgrader
def test_the_working_folder_is_never_changed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def moved(*_: object) -> None:
        raise AssertionError("os.chdir was called")

    has_handed_in(home, "ada", SOLVED)
    monkeypatch.setattr(os, "chdir", moved)
    classroom.release([STEP])
    classroom.grade([STEP])
    classroom.feedback([STEP])


@runs_nbgrader
def test_an_empty_classroom_has_nothing_to_grade(empty: Path) -> None:
    assert classroom.grade([STEP]) == []
    assert classroom.feedback([STEP]) == []
    assert classroom.gradebook_rows() == []


@runs_nbgrader
def test_gradings_run_side_by_side(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = threading.Barrier(2, timeout=10)

    def grade(assignment: Assignment, answers: Answers, secret: bytes) -> Verdict:
        meeting.wait()  # breaks, and so gives no points, unless two are here at once
        return fake_grade(assignment, answers, secret)

    monkeypatch.setattr(grading, "grade", grade)
    has_handed_in(home, "ada", SOLVED)
    has_handed_in(home, "ben", notebook(rnn_forward="..."))
    assert [row.score for row in classroom.grade([STEP], workers=2)] == [100.0, 25.0]


@runs_nbgrader
def test_a_step_of_nbgraders_that_fails_says_why_and_where_to_look(home: Path) -> None:
    configuration.prepare()
    with running() as nbgrader, pytest.raises(ClassroomError, match=r"no_such: nbgrader's .* failed: .*nbgrader\.log"):
        nbgrader.release_assignment("no_such")


def test_the_exchange_has_the_rights_that_nbgrader_wants(empty: Path) -> None:
    configuration.prepare()
    exchange = empty / "exchange"
    modes = {
        name: (exchange / name).stat().st_mode & 0o7777
        for name in ("", course.COURSE_ID, *(f"{course.COURSE_ID}/{n}" for n in ("inbound", "outbound", "feedback")))
    }
    assert list(modes.values()) == [0o1777, 0o755, 0o3733, 0o755, 0o711]
    assert empty.stat().st_mode & 0o777 == 0o700


@runs_nbgrader
def test_nbgrader_finds_alembic_although_the_environment_is_not_active(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.defpath)
    has_handed_in(home, "ada", SOLVED)
    assert classroom.grade([STEP])[0].score == 100.0


# Quick: without nbgrader


def test_only_ordinary_files_are_copied(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "data").mkdir(parents=True)
    (source / "data" / "words.txt").write_text("words")
    (source / "data" / "link.txt").symlink_to("/etc/passwd")
    (source / "folder").symlink_to("/etc")
    (source / ".gitignore").write_text("*")
    os.mkfifo(source / "pipe")
    handed_in.copy_plain(source, tmp_path / "target", ignore=[".git*"])
    copied = [path.relative_to(tmp_path / "target") for path in (tmp_path / "target").rglob("*")]
    assert sorted(map(str, copied)) == ["data", "data/words.txt"]


def test_putting_in_order_is_done_once(tmp_path: Path) -> None:
    (tmp_path / "timestamp.txt").write_text("yesterday")
    (tmp_path / "nowhere").symlink_to("/no/such/file")
    handed_in.put_in_order(tmp_path, STEP)
    once = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert once.keys() == {FILE, "timestamp.txt", "submission_secret.txt"}
    assert (once[FILE], once["timestamp.txt"], len(once["submission_secret.txt"])) == ("", "", 128)
    handed_in.put_in_order(tmp_path, STEP)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == once


def test_what_cannot_be_read_is_received_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise MemoryError

    (tmp_path / FILE).write_text(SOLVED)
    assert handed_in.receive(tmp_path, STEP).answers is not None
    with monkeypatch.context() as patch:
        patch.setattr(handed_in.intake, "open_submission", fails)
        received = handed_in.receive(tmp_path, STEP)
    assert (received.answers, received.refusal, received.failed) == (None, handed_in.UNREADABLE, True)


def test_the_fingerprint_follows_the_notebook_and_the_time_alone(tmp_path: Path) -> None:
    def fingerprint(**files: str) -> str:
        for name, text in files.items():
            (tmp_path / {"notebook": FILE, "time": "timestamp.txt"}.get(name, name)).write_text(text)
        return handed_in.fingerprint(tmp_path, STEP)

    first = fingerprint(notebook="one", time=MORNING)
    assert fingerprint(numpy="other") == first
    assert len({first, fingerprint(notebook="two"), fingerprint(time=EVENING)}) == 3


def test_a_configuration_that_leaves_us_out_is_named(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / configuration.CONFIG_FILE).write_text("c = get_config()\n")
    monkeypatch.setattr(course, "ROOT", tmp_path)
    with pytest.raises(ClassroomError, match=r"nbgrader_config\.py: does not call"):
        configuration.load()


@runs_nbgrader
@pytest.mark.parametrize("content", ["", "[]", "{}", '{"fingerprint": 1, "version": 1, "failed": false, "verdict": 3}'])
def test_a_broken_record_means_grading_again(home: Path, content: str) -> None:
    has_handed_in(home, "ada", SOLVED)
    classroom.grade([STEP])
    judge.record_path(STEP.id, "ada").write_text(content)
    row = classroom.grade([STEP])[0]
    assert (row.score, row.failed) == (100.0, False)
    assert row.seconds > 0
