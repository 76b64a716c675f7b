"""nbgrader's own command lines, started in the repository's root, in a classroom of their own."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from autograder import authoring, course, places, release

pytestmark = pytest.mark.kernel

STEP = course.find("step_by_step")
SCRIPT = authoring.read(STEP)
FILE = STEP.path.name
NBGRADER = Path(sysconfig.get_path("scripts")) / "nbgrader"


class Classroom:
    """A classroom in a temporary folder, driven by `nbgrader` alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "classroom"
        self.learners = folder / "learners"
        self.environment = {
            "PATH": os.defpath,  # the environment is not activated, and nbgrader needs its alembic
            "HOME": str(folder / "home"),
            "LANG": "C.UTF-8",
            places.CLASSROOM: str(self.home),
        }

    def nbgrader(self, *arguments: str, cwd: Path = course.ROOT, fails: bool = False) -> str:
        done = subprocess.run(
            [NBGRADER, *arguments], cwd=cwd, env=self.environment, capture_output=True, text=True, check=False
        )
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    def submit(self, learner: str, text: str) -> None:
        folder = self.learners / learner / STEP.id
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE).write_text(text)
        self.nbgrader("submit", str(folder), f"--student={learner}")

    def collect(self) -> None:
        self.nbgrader("collect", STEP.id, "--update")

    def gradebook(self) -> Gradebook:
        return Gradebook(f"sqlite:///{self.home / 'gradebook.db'}", course.COURSE_ID)

    def score(self, learner: str) -> float:
        with self.gradebook() as gradebook:
            submission = gradebook.find_submission(STEP.id, learner)
            return submission.score - (submission.late_submission_penalty or 0)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """A classroom whose first assignment is released, by the command line."""
    made = Classroom(tmp_path_factory.mktemp("nbgrader"))
    made.nbgrader("generate_assignment", STEP.id)
    made.nbgrader("release_assignment", STEP.id)
    return made


def solved(**sources: str) -> str:
    """The solved notebook with these exercises written otherwise."""
    made: NotebookNode = release.solved_notebook(SCRIPT)
    for cell in made.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = sources.get(name, cell.source)
    return nbformat.writes(made)


WRONG = {"rnn_forward": "def rnn_forward(x, a0, parameters):\n    return None"}


def test_the_whole_cycle_gives_points_and_feedback(room: Classroom) -> None:
    text = authoring.write(release.learner_notebook(SCRIPT))
    assert (room.home / "release" / STEP.id / FILE).read_text() == text
    assert STEP.id in room.nbgrader("list")
    fetched = room.folder / "fetched"
    fetched.mkdir()
    room.nbgrader("fetch_assignment", STEP.id, f"--Exchange.assignment_dir={fetched}")
    assert (fetched / STEP.id / FILE).read_text() == text
    assert (fetched / STEP.id / ".gitignore").read_text() == "*\n"

    (fetched / STEP.id / FILE).write_text(solved(**WRONG))
    room.nbgrader("submit", STEP.id, "--student=ada", f"--Exchange.assignment_dir={fetched}")
    assert "ada" in room.nbgrader("list", "--inbound")
    room.collect()
    room.nbgrader("autograde", STEP.id)
    assert room.score("ada") == 75.0
    room.nbgrader("generate_feedback", STEP.id)
    room.nbgrader("release_feedback", STEP.id)
    room.nbgrader("fetch_feedback", STEP.id, "--student=ada", f"--Exchange.assignment_dir={fetched}")
    (page,) = (fetched / STEP.id / "feedback").rglob("*.html")
    assert "rnn_forward: 0 of 25 points" in page.read_text()
    assert "figures/" not in page.read_text()

    room.nbgrader("export")
    with (room.home / "grades.csv").open() as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert (rows["ada"]["score"], rows["ada"]["max_score"]) == ("75.0", "100.0")


def test_the_notebook_can_be_submitted_from_where_it_lies(room: Classroom) -> None:
    room.nbgrader("submit", f"Week_{STEP.week}/{STEP.id}", "--student=bea")
    room.collect()
    room.nbgrader("autograde", STEP.id, "--student=bea")
    assert room.score("bea") == 0.0


def test_autograder_and_nbgrader_give_the_same_scores(room: Classroom) -> None:
    room.submit("cem", solved(**WRONG))
    room.collect()
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "grade", STEP.id],
        cwd=course.ROOT,
        env=room.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    ours = room.score("cem")
    room.nbgrader("autograde", STEP.id, "--student=cem", "--force")
    assert room.score("cem") == ours == 75.0


def test_a_second_attempt_replaces_the_first_and_an_unreadable_third_gives_nothing(room: Classroom) -> None:
    scores = []
    for text in (solved(), solved(**WRONG), "no notebook at all"):
        room.submit("dan", text)
        room.collect()
        room.nbgrader("autograde", STEP.id, "--student=dan")
        scores.append(room.score("dan"))
    assert scores == [100.0, 75.0, 0.0]
    attempts = room.home / "attempts" / STEP.id / "dan"
    assert len(list(attempts.iterdir())) == 3


def test_a_submission_without_its_notebook_gives_nothing(room: Classroom) -> None:
    room.submit("eva", solved())
    room.collect()
    room.nbgrader("autograde", STEP.id, "--student=eva")
    folder = room.learners / "eva" / STEP.id
    (folder / FILE).rename(folder / "renamed.ipynb")
    room.nbgrader("submit", str(folder), "--student=eva")
    room.collect()
    room.nbgrader("autograde", STEP.id, "--student=eva")
    assert room.score("eva") == 0.0


def test_a_manual_grade_and_a_comment_survive_a_new_grading(room: Classroom) -> None:
    room.submit("fay", solved(**WRONG))
    room.collect()
    room.nbgrader("autograde", STEP.id, "--student=fay")
    with room.gradebook() as gradebook:
        gradebook.find_grade("rnn_forward_check", STEP.notebook, STEP.id, "fay").manual_score = 10.0
        gradebook.find_comment("rnn_forward", STEP.notebook, STEP.id, "fay").manual_comment = "nearly"
        gradebook.db.commit()
    room.nbgrader("autograde", STEP.id, "--student=fay", "--force")
    assert room.score("fay") == 85.0
    with room.gradebook() as gradebook:
        assert gradebook.find_submission(STEP.id, "fay").needs_manual_grade
        assert gradebook.find_comment("rnn_forward", STEP.notebook, STEP.id, "fay").comment == "nearly"


def test_a_late_submission_is_penalised_as_nbgrader_is_told(room: Classroom) -> None:
    room.submit("gus", solved())
    room.collect()
    with room.gradebook() as gradebook:
        gradebook.update_or_create_assignment(STEP.id, duedate="2020-01-01 00:00:00 UTC")
    try:
        room.nbgrader("autograde", STEP.id, "--student=gus")
        assert room.score("gus") == 100.0
        room.nbgrader("autograde", STEP.id, "--student=gus", "--force", "--LateSubmissionPlugin.penalty_method=zero")
        assert room.score("gus") == 0.0
    finally:
        with room.gradebook() as gradebook:
            gradebook.update_or_create_assignment(STEP.id, duedate=None)


def test_validate_reports_the_visible_checks_that_fail(room: Classroom, tmp_path: Path) -> None:
    made = nbformat.reads(solved(**WRONG), as_version=4)
    made.cells = [cell for cell in made.cells if _is_needed(cell)]  # the plots and the training take their time
    (tmp_path / FILE).write_text(nbformat.writes(made))
    said = room.nbgrader("validate", str(tmp_path / FILE))
    assert "VALIDATION FAILED ON 1 CELL(S)" in said
    assert "rnn_forward" in said


def _is_needed(cell: NotebookNode) -> bool:
    name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
    return name.startswith(("given_", "rnn_cell_forward", "rnn_forward"))


def test_a_plain_nbgrader_gives_no_points_and_says_why(room: Classroom, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    release.instructor_notebooks(plain / "source")
    source = plain / "source" / STEP.id / FILE
    made = nbformat.read(source, as_version=4)
    made.cells = [cell for cell in made.cells if cell.cell_type != "code" or "nbgrader" in cell.metadata]
    source.write_text(nbformat.writes(made))
    room.nbgrader("generate_assignment", STEP.id, cwd=plain)
    submitted = plain / "submitted" / "ada" / STEP.id
    submitted.mkdir(parents=True)
    (submitted / FILE).write_text(nbformat.writes(made))  # the solutions
    room.nbgrader("autograde", STEP.id, cwd=plain)
    with Gradebook(f"sqlite:///{plain / 'gradebook.db'}") as gradebook:
        assert gradebook.find_submission(STEP.id, "ada").score == 0.0
    assert (
        "this notebook is graded by the course's autograder"
        in (plain / "autograded" / "ada" / STEP.id / FILE).read_text()
    )


def test_nothing_is_written_outside_the_classroom(room: Classroom) -> None:
    assert not list((room.folder / "home").rglob("nbgrader*"))
    done = subprocess.run(
        ["git", "status", "--porcelain", "--ignored"], cwd=course.ROOT, capture_output=True, text=True
    )
    names = {line[3:].split("/")[0] for line in done.stdout.splitlines()}
    assert not names & {
        STEP.id,
        "gradebook.db",
        "source",
        "release",
        "submitted",
        "autograded",
        "feedback",
        "grades.csv",
    }
