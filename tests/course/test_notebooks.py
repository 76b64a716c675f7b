"""Every notebook as a learner meets it: run from top to bottom, unsolved and solved."""

import time

import pytest
from nbclient import NotebookClient

from autograder import authoring, release
from autograder.course import ASSIGNMENTS, LESSONS

SECONDS = 200  # beside another notebook; alone they take half of it at most

every_assignment = pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda a: a.id)
every_notebook = pytest.mark.parametrize("assignment", (*ASSIGNMENTS, *LESSONS), ids=lambda a: a.id)


def run(notebook, assignment):
    """The notebook after every cell has run, errors or not, in its own folder."""
    client = NotebookClient(
        notebook,
        timeout=SECONDS,
        kernel_name="python3",
        allow_errors=True,
        resources={"metadata": {"path": str(assignment.folder)}},
    )
    return client.execute()


def outputs(notebook, kind):
    return [output for cell in notebook.cells for output in cell.get("outputs", []) if output.output_type == kind]


def stderr(notebook):
    return [output.text for output in outputs(notebook, "stream") if output.name == "stderr"]


@pytest.mark.kernel
@every_assignment
def test_an_unsolved_notebook_fails_only_where_work_is_missing(assignment):
    notebook = run(release.learner_notebook(authoring.read(assignment)), assignment)
    raised = {output.ename for output in outputs(notebook, "error")}
    assert raised == {"NotImplementedError"}
    assert stderr(notebook) == []
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            assert [output.output_type for output in cell.outputs] == ["error"], cell.metadata.nbgrader.grade_id


@pytest.mark.whole
@every_notebook
def test_a_solved_notebook_raises_nothing_says_nothing_on_stderr_and_is_quick(assignment):
    started = time.monotonic()
    notebook = run(release.solved_notebook(authoring.read(assignment)), assignment)
    assert outputs(notebook, "error") == []
    assert stderr(notebook) == []
    assert time.monotonic() - started < SECONDS
