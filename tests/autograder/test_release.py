"""The committed notebooks: derived from their sources, and free of every answer."""

import ast
import json

import nbformat
import pytest

from autograder import authoring, release
from autograder.course import ASSIGNMENTS, LESSONS, ROOT
from autograder.errors import OutOfDate

every_assignment = pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda a: a.id)
every_notebook = pytest.mark.parametrize("assignment", (*ASSIGNMENTS, *LESSONS), ids=lambda a: a.id)


def code_lines(source):
    """The lines of code in a solution, comments and markers aside, that say enough to be an answer."""
    lines = [line.strip() for line in source.splitlines()]
    return {line for line in lines if line and not line.startswith("#")}


def solution_lines(script):
    """Every line between the markers of every solution."""
    found = set()
    for source in script.sources("solution"):
        inside = source.split("### BEGIN SOLUTION", 1)[1].split("### END SOLUTION", 1)[0]
        found |= code_lines(inside)
    return found


def test_the_committed_notebooks_match_their_sources():
    assert release.build(check=True) == []


@every_assignment
def test_no_line_of_a_solution_is_in_the_released_notebook(assignment):
    notebook = json.loads(assignment.path.read_text(encoding="utf-8"))
    released = set()
    for cell in notebook["cells"]:
        released |= {line.strip() for line in "".join(cell["source"]).splitlines()}
    assert solution_lines(authoring.read(assignment)) & released == set()


@every_assignment
def test_no_line_of_a_hidden_test_is_in_the_released_notebook(assignment):
    text = assignment.path.read_text(encoding="utf-8")
    assert "HIDDEN TESTS" not in text and "BEGIN SOLUTION" not in text and "autograder.hidden" not in text
    hidden = ast.parse((ROOT / "autograder" / "hidden" / f"{assignment.id}.py").read_text())
    for function in [node for node in hidden.body if isinstance(node, ast.FunctionDef)]:
        for statement in function.body[1:]:
            assert ast.unparse(statement) not in text


@every_notebook
def test_the_released_notebook_has_no_outputs(assignment):
    for cell in json.loads(assignment.path.read_text(encoding="utf-8"))["cells"]:
        assert cell.get("outputs", []) == [] and cell.get("execution_count") is None


@every_assignment
def test_every_stub_raises_until_it_is_written(assignment):
    for cell in release.learner_notebook(authoring.read(assignment)).cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            function = ast.parse(cell.source).body[-1]
            assert isinstance(function, ast.FunctionDef) and ast.get_docstring(function)
            assert release.STUB in cell.source


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda a: a.id)
def test_a_lesson_is_its_text_as_a_notebook(lesson):
    script = authoring.read(lesson)
    notebook = nbformat.read(lesson.path, as_version=4)
    assert notebook == authoring.build(script) and not any(cell.metadata for cell in notebook.cells)


def test_a_notebook_that_differs_is_named(tmp_path, monkeypatch):
    class Elsewhere:
        def __init__(self, assignment):
            self.path = tmp_path / assignment.id / f"{assignment.notebook}.ipynb"
            self.assignment = assignment

    places = [Elsewhere(a) for a in ASSIGNMENTS]
    monkeypatch.setattr(release, "GRADED", places)
    for others in ("LESSONS", "QUIZZES"):
        monkeypatch.setattr(release, others, ())
    read = authoring.read
    monkeypatch.setattr(authoring, "read", lambda place: read(getattr(place, "assignment", place)))
    figures = [tmp_path / a.id / "figures" / name for a in ASSIGNMENTS for name in authoring.figures(read(a))]
    old = places[0].path.parent / "figures" / "old.svg"
    assert set(release.build()) == {place.path for place in places} | set(figures)
    assert release.build(check=True) == []
    old.touch()
    with pytest.raises(OutOfDate, match="old.svg"):
        release.build(check=True)
    assert release.build() == [old] and not old.exists()
    before = places[0].path.read_bytes()
    places[0].path.write_bytes(before + b" ")
    with pytest.raises(OutOfDate, match=places[0].path.name):
        release.build(check=True)
    assert places[0].path.read_bytes() == before + b" "


@every_assignment
def test_nbgraders_source_folder_holds_the_solutions_and_is_written_once(assignment, tmp_path):
    release.instructor_notebooks(tmp_path)
    path = tmp_path / assignment.id / f"{assignment.notebook}.ipynb"
    written = path.stat().st_mtime_ns
    release.instructor_notebooks(tmp_path)
    assert path.stat().st_mtime_ns == written
    assert "BEGIN SOLUTION" in path.read_text()
