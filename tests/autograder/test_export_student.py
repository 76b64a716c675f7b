"""What an instructor may publish: everything a learner needs, and no line of an answer or a hidden test."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from autograder import authoring, classroom, cli, course, release, student
from autograder.course import ASSIGNMENTS, GRADED, LESSONS, QUIZZES, ROOT
from autograder.student import secrets
from tests.autograder.test_classroom import SOLVED, empty, home, prepared  # noqa: F401

STEP = course.find("step_by_step")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "course"
    done = CliRunner().invoke(cli.main, ["export-student", str(folder)])
    assert done.exit_code == 0, done.output
    return folder


# What is not in it


def test_no_line_of_a_solution_a_hidden_test_or_a_key_is_in_it(exported: Path) -> None:
    texts = [path.read_text(errors="replace") for path in exported.rglob("*") if path.is_file()]
    there = {" ".join(line.split()) for text in texts for line in _plain(text)}
    lines = {" ".join(line.split()) for line in secrets.secret_lines()}
    assert len(lines) > 3000
    assert sorted(lines & there) == []


def _plain(text: str) -> list[str]:
    """The lines of a text and, of a notebook, those of its cells."""
    try:
        return [line for cell in json.loads(text)["cells"] for line in "".join(cell["source"]).splitlines()]
    except (ValueError, KeyError, TypeError):
        return text.splitlines()


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda assignment: assignment.id)
def test_the_search_knows_every_statement_of_every_solution(assignment: course.Assignment) -> None:
    """So that it does not pass for want of anything to look for."""
    script = authoring.read(assignment)
    for exercise in script.exercises:
        (source,) = [
            c.source
            for c in script.cells
            if (c.metadata.get("exercise"), c.metadata.get("role")) == (exercise.name, "solution")
        ]
        assert secrets.secret_lines() & {line.strip() for line in source.splitlines()}, exercise.name


@pytest.mark.parametrize(
    "name", ["autograder/hidden/step_by_step.py", "autograder/hidden/layers.py", "autograder/quiz/marking.py"]
)
def test_what_should_not_be_published_is_found(name: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text((ROOT / name).read_text())
    assert bool(student.leaks(tmp_path)) == ("hidden" in name)


def test_a_solved_notebook_is_found(tmp_path: Path) -> None:
    nbformat.write(release.solved_notebook(authoring.read(STEP)), tmp_path / "x.ipynb")
    assert len(student.leaks(tmp_path)) > 50


def test_a_course_with_a_leak_is_not_called_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = release.learners_files() | {STEP.path: authoring.write(release.solved_notebook(authoring.read(STEP)))}
    monkeypatch.setattr(release, "learners_files", lambda: given)
    done = CliRunner().invoke(cli.main, ["export-student", str(tmp_path / "course")])
    assert (done.exit_code, "do not publish it" in done.output) == (1, True)


def test_it_holds_no_test_no_source_no_key_and_nothing_of_the_classroom(exported: Path) -> None:
    assert sorted(path.name for path in exported.iterdir()) == sorted(
        [".binder", ".devcontainer", ".gitignore", "LICENSE", "Makefile", "README.md", "Week_1", "Week_2", "Week_3",
         "autograder", "environment.yml", "media", "nbgrader_config.py", "pyproject.toml", "requirements.lock",
         "settings", "utils"]
    )  # fmt: skip
    assert sorted(path.name for path in (exported / "autograder").iterdir()) == [
        "__init__.py",
        "course.json",
        "handing_in.py",
        "notebook.py",
    ]
    assert not [
        path for path in exported.rglob("*") if path.suffix in (".yaml", ".pyc", ".db") or path.name == "make.py"
    ]


@pytest.mark.parametrize("quiz", QUIZZES, ids=lambda quiz: quiz.id)
def test_no_reason_for_an_answer_is_on_a_printed_quiz(quiz: course.Assignment, exported: Path) -> None:
    pages = PdfReader(exported / quiz.path.with_suffix(".pdf").relative_to(ROOT)).pages
    text = re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))
    reasons = [re.sub(r"\s+", "", reason) for reason in secrets.quiz_keys() if len(reason) > 30]
    assert reasons and len(text) > 1000
    assert not [reason for reason in reasons if reason in text]


# What is in it


def test_every_notebook_is_there_as_it_is_released_with_its_figures(exported: Path) -> None:
    for assignment in (*GRADED, *LESSONS):
        path = exported / assignment.path.relative_to(ROOT)
        assert path.read_text() == authoring.write(release.learner_notebook(authoring.read(assignment)))
        for figure in re.findall(r"\]\((figures/[^)]+)\)|src=\\?\"(figures/[^\"\\]+)", path.read_text()):
            assert (path.parent / next(filter(None, figure))).is_file()


def test_the_versions_are_those_of_the_course(exported: Path) -> None:
    assert (exported / "requirements.lock").read_bytes() == (ROOT / "requirements.lock").read_bytes()
    project = tomllib.loads((exported / "pyproject.toml").read_text())
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text())
    for key in ("name", "version", "requires-python"):
        assert project["project"][key] == ours["project"][key]
    assert project["build-system"] == ours["build-system"]


def test_its_readme_names_what_is_there(exported: Path) -> None:
    text = (exported / "README.md").read_text()
    assert "<<" not in text and "[3](Week_3)" in text
    for link in re.findall(r"\]\(([^)]+)\)", text):
        assert (exported / link).exists() == (ROOT / link).exists(), link
    targets = re.findall(r"^([a-z]+):", (exported / "Makefile").read_text(), re.MULTILINE)
    assert set(re.findall(r"`make (\w+)", text)) <= set(targets)


def test_jupyter_is_told_what_a_learner_finds_and_nothing_of_the_grader(exported: Path) -> None:
    for path in (exported / "settings").iterdir():
        assert "autograder." not in path.read_text()
        json.loads(path.read_text())
    assert "formgrader" in (exported / "settings" / "jupyter_server_config.json").read_text()


def test_an_existing_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    done = CliRunner().invoke(cli.main, ["export-student", str(tmp_path)])
    assert (done.exit_code, [path.name for path in tmp_path.iterdir()]) == (1, ["mine.txt"])
    assert "is not an empty folder" in done.output


# How it works


def learner(exported: Path, code: str, folder: str = ".", **environment: str) -> str:
    """What a learner's kernel prints."""
    names = {key: value for key, value in os.environ.items() if not key.startswith(("AUTOGRADER", "PYTHONPATH"))}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=exported / folder,
        env={**names, "PYTHONPATH": str(exported), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_modules_that_notebooks_use_are_there(exported: Path) -> None:
    imports = set()
    for assignment in (*GRADED, *LESSONS):
        notebook = nbformat.read(exported / assignment.path.relative_to(ROOT), as_version=4)
        for cell in notebook.cells:
            for node in ast.walk(ast.parse(cell.source)) if cell.cell_type == "code" else ():
                if (
                    isinstance(node, ast.ImportFrom)
                    and node.module
                    and node.module.split(".")[0] in ("utils", "autograder")
                ):
                    imports |= {(node.module, alias.name) for alias in node.names}
    assert len(imports) > 20
    for module, name in imports:
        path = exported / module.replace(".", "/")
        text = (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text()
        assert re.search(rf"\b{name}\b", text) or (path / f"{name}.py").is_file(), (module, name)


@pytest.mark.kernel
def test_without_an_exchange_submit_says_where_grading_happens(exported: Path, tmp_path: Path) -> None:
    path = STEP.path.relative_to(ROOT)
    said = learner(
        exported,
        f"from autograder import submit; submit('{path.name}')",
        str(path.parent),
        AUTOGRADER_EXCHANGE=str(tmp_path / "nowhere"),
        HOME=str(tmp_path),
    )
    assert "Not written yet: `rnn_cell_forward`, `rnn_forward`" in said
    assert "holds no tests: grading happens in the classroom" in said
    assert str(exported / path) in said


@pytest.mark.kernel
def test_work_goes_through_the_exchange_and_feedback_comes_back(
    exported: Path,
    home: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    """A learner with the published course and an account of his own; the classroom's grader is a fake."""
    own = {"AUTOGRADER_EXCHANGE": str(home / "exchange"), "HOME": str(tmp_path), "USER": "ada", "LOGNAME": "ada"}
    path = exported / STEP.path.relative_to(ROOT)
    path.write_text(SOLVED)

    def says(call: str) -> str:
        return learner(exported, f"import autograder; autograder.{call}('{path.name}')", str(path.parent), **own)

    assert "Nothing has come back yet." in says("feedback")
    assert "Handed in step_by_step. It is graded in the classroom" in says("submit")
    classroom.collect([STEP])
    (row,) = classroom.grade([STEP])
    classroom.feedback([STEP])
    said = says("feedback")
    assert "the latest of 1" in said
    page = (exported / said.splitlines()[-1]).read_text()
    assert row.score == 100 and "<strong>100</strong> of 100 points" in page


def test_a_file_that_is_no_notebook_of_the_course_is_named(exported: Path) -> None:
    said = learner(exported, "from autograder import submit; submit('essay.ipynb')")
    assert "is no graded notebook of this course" in said
