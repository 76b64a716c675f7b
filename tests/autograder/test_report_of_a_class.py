"""The report of a class that nbgrader's gradebook holds; a fake grader stands in for the kernels."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder import classroom, cli
from autograder.classroom.nbgrader_runs import running
from tests.autograder import test_classroom as fake
from tests.autograder.pages import faults
from tests.autograder.test_classroom import SOLVED, STEP, UNTOUCHED, empty, home, prepared  # noqa: F401

pytestmark = pytest.mark.kernel  # in this process, for seconds


def test_the_report_of_a_graded_class_is_written_whole(home: Path) -> None:  # noqa: F811
    fake.has_handed_in(home, "ada", SOLVED)
    fake.has_handed_in(home, "bob", UNTOUCHED)
    classroom.grade([STEP])
    with running() as nbgrader, nbgrader.gradebook() as gradebook:
        gradebook.add_student("cy", first_name="Cy", last_name="<b>Young</b>", email="cy@example.org")

    done = CliRunner().invoke(cli.main, ["report"])

    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (home / "report").iterdir()) == [
        "canvas.csv",
        "gradescope",
        "moodle.csv",
        "report.html",
    ]
    page = (home / "report" / "report.html").read_text()
    assert faults(page) == []
    assert "2 of 3" in page and "&lt;b&gt;Young&lt;/b&gt;, Cy" in page
    result = json.loads((home / "report" / "gradescope" / STEP.id / "ada" / "results.json").read_text())
    assert result["score"] == 100
    assert "bob,,,bob,,0" in (home / "report" / "canvas.csv").read_text()
    assert oct((home / "report" / "report.html").stat().st_mode & 0o077) == "0o0"  # names and scores are nobody else's


def test_a_link_among_what_was_handed_in_is_in_the_report(home: Path) -> None:  # noqa: F811
    def fill(folder: Path) -> None:
        (folder / STEP.path.name).write_text(SOLVED)
        os.symlink("/etc/passwd", folder / "notes.txt")

    fake.has_sent(home, "eve", fill)
    classroom.collect([STEP])
    classroom.grade([STEP])

    (found,) = classroom.register().entries

    assert (found.learner, found.attempts) == ("eve", 1)
    assert found.left_out == ("notes.txt, for it is no ordinary file of reasonable size",)


def test_an_instructors_own_assignment_does_not_stop_the_report(home: Path) -> None:  # noqa: F811
    with running() as nbgrader, nbgrader.gradebook() as gradebook:
        gradebook.add_assignment("essay")
        gradebook.add_student("ada")
        gradebook.add_submission("essay", "ada")
    assert [(one.assignment, one.verdict) for one in classroom.register().entries] == [("essay", None)]
    assert list(classroom.register().points) == [STEP.id, "essay"]
    assert CliRunner().invoke(cli.main, ["report"]).exit_code == 0


def test_a_report_without_anything_says_what_to_do(home: Path) -> None:  # noqa: F811
    assert CliRunner().invoke(cli.main, ["report"]).exit_code == 0
    assert "Collect and grade first" in (home / "report" / "report.html").read_text()


def test_a_file_where_the_report_should_go_is_named(home: Path, tmp_path: Path) -> None:  # noqa: F811
    place = tmp_path / "taken"
    place.touch()
    done = CliRunner().invoke(cli.main, ["report", "--into", str(place)])
    assert (done.exit_code, "is not a folder" in done.output) == (5, True)
