"""The demo's class: every member's trick applies to the notebook that is released now, and the scores come out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.console import Console

from autograder import authoring, course, demo, places, release
from autograder.demo.learners import LEARNERS, Learner, Work

STEP = course.find("step_by_step")
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
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("released") / STEP.path.name
    path.write_text(authoring.write(release.learner_notebook(authoring.read(STEP))))
    return path


@pytest.mark.parametrize("learner", LEARNERS, ids=lambda learner: learner.name)
def test_every_learner_finds_what_he_wants_to_change(learner: Learner, released: Path, tmp_path: Path) -> None:
    untouched, work = Work(released, STEP), Work(released, STEP)
    learner.act(work)
    work.save(tmp_path / "handed_in")
    changed = json.dumps(work.notebook) != json.dumps(untouched.notebook)
    assert changed or work.text or work.link or work.beside or learner.name == "all_right"


def test_the_class_has_everyone_who_was_asked_for() -> None:
    names = [learner.name for learner in LEARNERS]
    assert set(names) >= ASKED_FOR
    assert len(names) == len(set(names))


def test_a_solution_that_changed_under_a_learner_is_named(released: Path) -> None:
    with pytest.raises(
        ValueError, match="rnn_forward: the demo needs `no such line` once in the solution, not 0 times"
    ):
        Work(released, STEP).replace("rnn_forward", "no such line", "")


@pytest.mark.kernel
def test_the_demo_ends_with_the_scores_that_are_expected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(places.CLASSROOM, str(tmp_path))
    monkeypatch.setattr(release, "build", lambda: [])  # a test writes nothing into the repository
    right = demo.run(Console(width=120))
    shown = capsys.readouterr().out
    assert right, shown
    assert "not as expected" not in shown
    assert "Look next: open " in shown
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]
