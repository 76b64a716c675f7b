"""The demo's class: every member's trick applies to the notebook that is released now, and the scores come out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from autograder import authoring, cli, course, demo, release
from autograder.course import ASSIGNMENTS, GRADED
from autograder.demo.learners import FIRST, LEARNERS, Learner, Work
from autograder.standing import Row
from autograder.verdict import Verdict

STEP = course.find(FIRST)
ASKED_FOR = {
    "all_right",
    "all_right_in_another_style",
    "stub_untouched",
    "one_exercise_wrong",
    "transposed_shapes",
    "mutates_its_input",
    "syntax_error_in_one_cell",
    "deleted_a_graded_cell",
    "split_and_duplicated_cells",
    "warns_on_stderr",
    "endless_loop",
    "exits_the_kernel",
    "not_a_notebook_at_all",
}


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, paths = tmp_path_factory.mktemp("released"), {}
    for assignment in GRADED:
        paths[assignment.id] = folder / assignment.path.name
        paths[assignment.id].write_text(authoring.write(release.learner_notebook(authoring.read(assignment))))
    return paths


@pytest.mark.parametrize("learner", LEARNERS, ids=lambda learner: f"{learner.assignment}-{learner.name}")
def test_every_learner_finds_what_he_wants_to_change(
    learner: Learner, released: dict[str, Path], tmp_path: Path
) -> None:
    assignment = course.find(learner.assignment)
    untouched, work = (Work(released[assignment.id], assignment, learner.name) for _ in range(2))
    learner.act(work)
    work.save(tmp_path / "handed_in")
    changed = json.dumps(work.notebook) != json.dumps(untouched.notebook)
    assert changed or work.text or work.link or work.beside or learner.name == "all_right"


def test_the_class_has_everyone_who_was_asked_for() -> None:
    names = [learner.name for learner in LEARNERS if learner.assignment == FIRST]
    assert set(names) >= ASKED_FOR
    assert len(names) == len(set(names))


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda assignment: assignment.id)
def test_every_assignment_gets_a_right_an_empty_and_a_wrong_notebook(assignment: course.Assignment) -> None:
    expected = {learner.expected for learner in LEARNERS if learner.assignment == assignment.id}
    assert {0, 100} < expected


def test_one_of_the_class_passes_everything_and_gets_the_certificate() -> None:
    assert demo.who_passes() == ["all_right"]


def test_a_solution_that_changed_under_a_learner_is_named(released: dict[str, Path]) -> None:
    with pytest.raises(
        ValueError, match="rnn_forward: the demo needs `no such line` once in the solution, not 0 times"
    ):
        Work(released[FIRST], STEP, "ada").replace("rnn_forward", "no such line", "")


@pytest.mark.parametrize(("right", "status"), [(True, 0), (False, 1)])
def test_the_command_fails_if_a_score_is_not_as_expected(
    right: bool, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`make demo` plays it, in `.ci/run` too; that takes a minute."""
    monkeypatch.setattr(demo, "run", lambda console: right)
    assert CliRunner().invoke(cli.main, ["demo"]).exit_code == status


@pytest.mark.parametrize("score", [75.0, 80.0])
def test_the_table_says_what_is_not_as_expected(score: float) -> None:
    learner = next(one for one in LEARNERS if (one.assignment, one.expected) == (FIRST, 75))
    scores = {one: score if one is learner else one.expected for one in LEARNERS}
    rows = [Row(n.assignment, n.name, got, 100.0, Verdict(n.assignment, ()), 0.1, False) for n, got in scores.items()]
    console = Console(width=200, record=True)
    right = demo._show(console, rows)
    assert right is (score == 75.0)
    assert console.export_text().count("not as expected") == (not right)
