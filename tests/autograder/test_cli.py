"""The command line: exit codes, one sentence per failure, JSON for programs."""

import json

import pytest
from click.testing import CliRunner

from autograder import authoring, cli, grading, release
from autograder.course import LESSONS, find
from tests.autograder.kernels import InProcess

ASSIGNMENT = find("step_by_step")
NAME = f"{ASSIGNMENT.notebook}.ipynb"


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.setenv("AUTOGRADER_CLASSROOM", str(tmp_path / "classroom"))
    monkeypatch.setattr(grading.grade, "__defaults__", (InProcess,))
    return lambda *words: CliRunner().invoke(cli.main, [str(word) for word in words])


@pytest.fixture
def solved(tmp_path):
    path = tmp_path / NAME
    path.write_text(authoring.write(release.solved_notebook(authoring.read(ASSIGNMENT))))
    return path


def test_submit_prints_one_json_object(run, solved):
    done = run("submit", solved, "--json")
    result = json.loads(done.stdout)
    assert done.exit_code == 0
    assert (result["assignment"], result["score"], result["max_score"]) == ("step_by_step", 100, 100)
    assert {"name", "points", "max_points", "passed", "messages"} == result["exercises"][0].keys()


def test_submit_shows_a_score_card(run, solved):
    text = run("submit", solved).stdout
    assert "step_by_step: 100 of 100 points" in text and "rnn_cell_forward" in text


def test_a_wrong_answer_is_a_score_and_no_failure(run, tmp_path):
    path = tmp_path / NAME
    path.write_text(authoring.write(release.learner_notebook(authoring.read(ASSIGNMENT))))
    done = run("submit", path)
    assert done.exit_code == 0 and "0 of 100" in done.stdout and "not written yet" in done.stdout


@pytest.mark.parametrize("content", [None, b"", b"\xff", b"[]", b'{"nbformat": 3}', b"{" * 1000])
def test_bad_input_is_one_sentence_with_exit_code_3_and_nothing_written(run, tmp_path, content):
    path = tmp_path / NAME
    if content is not None:
        path.write_bytes(content)
    before = sorted(tmp_path.rglob("*"))
    done = run("submit", path)
    assert done.exit_code == 3 and done.stdout == ""
    assert done.stderr.startswith(NAME) and done.stderr.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_a_lesson_cannot_be_submitted(run):
    done = run("submit", LESSONS[0].path)
    assert done.exit_code == 3 and done.stdout == ""
    assert done.stderr == "Lesson.ipynb: lessons are not graded; hand in one of the week's assignments.\n"


def test_an_unknown_assignment_is_named(run):
    done = run("grade", "step_by_stepp")
    assert done.exit_code == 1 and "no assignment of this name" in done.stderr


@pytest.mark.kernel
def test_grading_an_empty_classroom_says_what_to_do(run):
    done = run("grade")
    assert done.exit_code == 0 and "Nothing has been collected" in done.stdout


def test_build_check_passes_for_what_is_committed(run):
    assert run("build", "--check").exit_code == 0


def test_every_verb_says_what_it_does(run):
    for name, command in cli.main.commands.items():
        assert command.help and run(name, "--help").exit_code == 0
