"""nbgrader's own command lines, started in the repository's root, in a classroom of their own."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from autograder import authoring, course, places, release
from autograder.classroom.nbgrader_runs import running

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
        self.environment = {
            "PATH": os.defpath,  # the environment is not activated, and nbgrader needs its alembic
            "HOME": str(folder / "home"),
            "LANG": "C.UTF-8",
            places.CLASSROOM: str(self.home),
        }

    def nbgrader(self, *arguments: str) -> str:
        return run([str(NBGRADER), *arguments], course.ROOT, self.environment)

    def submit(self, learner: str, text: str, name: str = FILE) -> None:
        """What `nbgrader submit` does, in this process: the command itself has a test of its own."""
        folder = Path(tempfile.mkdtemp(dir=self.folder)) / STEP.id
        folder.mkdir()
        (folder / name).write_text(text)
        with places.classroom_at(self.home), running() as nbgrader:
            nbgrader.submit(folder, learner)

    def grade(self, *options: str) -> None:
        self.nbgrader("collect", STEP.id, "--update")
        self.nbgrader("autograde", STEP.id, *options)

    def gradebook(self) -> Gradebook:
        return Gradebook(f"sqlite:///{self.home / 'gradebook.db'}", course.COURSE_ID)

    def score(self, learner: str) -> float:
        with self.gradebook() as gradebook:
            submission = gradebook.find_submission(STEP.id, learner)
            return submission.score - (submission.late_submission_penalty or 0)


def run(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def solved(**sources: str) -> str:
    """The solved notebook with these exercises written otherwise."""
    made: NotebookNode = release.solved_notebook(SCRIPT)
    for cell in made.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = sources.get(name, cell.source)
    return nbformat.writes(made)


WRONG = {"rnn_forward": "def rnn_forward(x, a0, parameters):\n    return None"}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """A classroom whose first assignment is released."""
    made = Classroom(tmp_path_factory.mktemp("nbgrader"))
    made.nbgrader("generate_assignment", STEP.id)
    made.nbgrader("release_assignment", STEP.id)
    return made


@pytest.fixture(scope="module")
def graded(room: Classroom) -> Classroom:
    """The same after a first attempt of everyone."""
    for learner in ("second_attempt", "unreadable_second_attempt", "renamed_second_attempt"):
        room.submit(learner, solved())
    room.submit("manual_grade", solved(**WRONG))
    room.grade()
    return room


def test_the_whole_cycle_gives_points_and_feedback(room: Classroom) -> None:
    text = authoring.write(release.learner_notebook(SCRIPT))
    assert (room.home / "release" / STEP.id / FILE).read_text() == text
    assert STEP.id in room.nbgrader("list")
    fetched = room.folder / "fetched"
    fetched.mkdir()
    here = f"--Exchange.assignment_dir={fetched}"
    room.nbgrader("fetch_assignment", STEP.id, here)
    assert (fetched / STEP.id / FILE).read_text() == text
    assert (fetched / STEP.id / ".gitignore").read_text() == "*\n"

    (fetched / STEP.id / FILE).write_text(solved(**WRONG))
    room.nbgrader("submit", STEP.id, "--student=ada", here)
    room.nbgrader("submit", f"Week_{STEP.week}/{STEP.id}", "--student=from_where_it_lies")
    assert "ada" in room.nbgrader("list", "--inbound")
    room.grade()
    assert room.score("ada") == 75.0
    assert room.score("from_where_it_lies") == 0.0
    room.nbgrader("generate_feedback", STEP.id)
    room.nbgrader("release_feedback", STEP.id)
    room.nbgrader("fetch_feedback", STEP.id, "--student=ada", here)
    pages = [page.read_text() for page in (fetched / STEP.id / "feedback").rglob("*.html")]
    assert any("0 of 25 points" in page for page in pages)
    assert not any('src="figures/' in page for page in pages)

    room.nbgrader("export")
    with (room.home / "grades.csv").open() as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert (rows["ada"]["score"], rows["ada"]["max_score"]) == ("75.0", "100.0")


def test_autograder_and_nbgrader_give_the_same_scores(graded: Classroom) -> None:
    learners = ("manual_grade", "second_attempt")
    before = [graded.score(learner) for learner in learners]
    with graded.gradebook() as gradebook:
        gradebook.remove_submission(STEP.id, "manual_grade")
    run([sys.executable, "-m", "autograder", "grade", STEP.id], course.ROOT, graded.environment)
    assert [graded.score(learner) for learner in learners] == before == [75.0, 100.0]


def test_only_the_newest_attempt_counts_also_when_it_cannot_be_read(graded: Classroom) -> None:
    learners = ("second_attempt", "unreadable_second_attempt", "renamed_second_attempt")
    assert [graded.score(learner) for learner in learners] == [100.0, 100.0, 100.0]
    graded.submit("second_attempt", solved(**WRONG))
    graded.submit("unreadable_second_attempt", "no notebook at all")
    graded.submit("renamed_second_attempt", solved(), name="renamed.ipynb")
    graded.grade()
    assert [graded.score(learner) for learner in learners] == [75.0, 0.0, 0.0]
    assert [len(list((graded.home / "attempts" / STEP.id / learner).iterdir())) for learner in learners] == [2, 2, 2]


def test_a_manual_grade_and_a_comment_survive_a_new_grading(graded: Classroom) -> None:
    with graded.gradebook() as gradebook:
        gradebook.find_grade("rnn_forward_check", STEP.notebook, STEP.id, "manual_grade").manual_score = 10.0
        gradebook.find_comment("rnn_forward", STEP.notebook, STEP.id, "manual_grade").manual_comment = "nearly"
        gradebook.db.commit()
    graded.nbgrader("autograde", STEP.id, "--student=manual_grade", "--force")
    assert graded.score("manual_grade") == 85.0
    with graded.gradebook() as gradebook:
        assert gradebook.find_submission(STEP.id, "manual_grade").needs_manual_grade
        assert gradebook.find_comment("rnn_forward", STEP.notebook, STEP.id, "manual_grade").comment == "nearly"


def test_a_late_submission_is_penalised_as_nbgrader_is_told(graded: Classroom) -> None:
    graded.submit("late", solved())
    with graded.gradebook() as gradebook:
        gradebook.update_or_create_assignment(STEP.id, duedate="2020-01-01 00:00:00 UTC")
    try:
        graded.grade("--student=late")
        assert graded.score("late") == 100.0
        graded.grade("--student=late", "--force", "--LateSubmissionPlugin.penalty_method=zero")
        assert graded.score("late") == 0.0
    finally:
        with graded.gradebook() as gradebook:
            gradebook.update_or_create_assignment(STEP.id, duedate=None)


def test_validate_reports_the_visible_checks_that_fail(room: Classroom, tmp_path: Path) -> None:
    made = nbformat.reads(solved(**WRONG), as_version=4)
    names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in made.cells]
    made.cells = made.cells[: names.index("rnn_forward_check") + 1]
    (tmp_path / FILE).write_text(nbformat.writes(made))
    said = room.nbgrader("validate", str(tmp_path / FILE))
    assert "VALIDATION FAILED ON 1 CELL(S)" in said
    assert "rnn_forward" in said


def test_a_plain_nbgrader_gives_no_points_and_says_why(room: Classroom, tmp_path: Path) -> None:
    release.instructor_notebooks(tmp_path / "source")
    source = tmp_path / "source" / STEP.id / FILE
    made = nbformat.read(source, as_version=4)
    made.cells = [cell for cell in made.cells if cell.cell_type != "code" or "nbgrader" in cell.metadata]
    source.write_text(nbformat.writes(made))
    submitted = tmp_path / "submitted" / "ada" / STEP.id
    submitted.mkdir(parents=True)
    (submitted / FILE).write_text(nbformat.writes(made))  # the solutions
    activated = {**room.environment, "PATH": os.pathsep.join([str(NBGRADER.parent), os.defpath])}
    for command in ("generate_assignment", "autograde"):
        run([str(NBGRADER), command, STEP.id], tmp_path, activated)
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gradebook:
        assert gradebook.find_submission(STEP.id, "ada").score == 0.0
    text = (tmp_path / "autograded" / "ada" / STEP.id / FILE).read_text()
    assert "this notebook is graded by the course's autograder" in text


def test_nothing_is_written_outside_the_classroom(graded: Classroom) -> None:
    assert not list((graded.folder / "home").rglob("nbgrader*"))
    said = run(["git", "status", "--porcelain", "--ignored"], course.ROOT, dict(os.environ))
    names = {line[3:].split("/")[0] for line in said.splitlines()}
    ours = {STEP.id, "gradebook.db", "source", "release", "submitted", "autograded", "feedback", "grades.csv"}
    assert not names & ours
