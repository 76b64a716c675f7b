"""A notebook that somebody else has filled with script is opened, submitted and read about, and nothing of it runs."""

from __future__ import annotations

import json

import nbformat
import pytest
from playwright.sync_api import Page, expect

from autograder import authoring, release
from autograder.lab import attempts
from autograder.lab.attempts import GRADED, Attempt
from autograder.verdict import ExerciseVerdict, Verdict
from tests.browser.labs import Lab
from tests.browser.notebooks import card, enter, go_to, open_notebook, submit
from tests.browser.step_by_step import SOLUTIONS, STEP

pytestmark = pytest.mark.browser

RUN = "window.hostile = (window.hostile || 0) + 1"
MARKUP = f"<img src=x onerror='{RUN}'><script>{RUN}</script><svg onload='{RUN}'></svg><a href='javascript:{RUN}'>go</a>"
ANY = "window.hostile"


SVG = f"<svg xmlns='http://www.w3.org/2000/svg' onload='{RUN}'><script>{RUN}</script></svg>"
SHOWN = (
    {"text/html": MARKUP},
    {"application/javascript": RUN},
    {"image/svg+xml": SVG},
    {"text/markdown": MARKUP},
    {"text/latex": f"$\\href{{javascript:{RUN}}}{{x}}$ {MARKUP}"},
)


def hostile() -> nbformat.NotebookNode:
    """Script in every place that a notebook has for it."""
    notebook = release.learner_notebook(authoring.read(STEP))
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [nbformat.v4.new_output("display_data", {**data, "text/plain": "x"}) for data in SHOWN]
            cell.outputs.append(nbformat.v4.new_output("error", ename=MARKUP, evalue=MARKUP, traceback=[MARKUP]))
            cell.metadata.trusted = True
    notebook.cells.insert(0, nbformat.v4.new_markdown_cell(MARKUP))
    notebook.metadata.title = MARKUP
    return notebook


def test_nothing_in_a_hostile_notebook_runs(page: Page, learners_lab: Lab, shot) -> None:
    folder = learners_lab.course / "from a friend"
    folder.mkdir()
    nbformat.write(hostile(), folder / STEP.path.name)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    enter(page, learners_lab)
    notebook = open_notebook(page, f"from a friend/{STEP.path.name}")
    for name in ("given_imports", "rnn_cell_forward_check", "lstm_forward_check"):
        if name != "given_imports":
            go_to(page, name)
        page.wait_for_timeout(300)
        shot(f"at {name}")
    assert notebook.locator("img[onerror], svg[onload], .jp-OutputArea script").count() == 0
    assert (page.evaluate(ANY), dialogs) == (None, [])


def test_nothing_that_a_learner_wrote_runs_in_the_panel(page: Page, learners_lab: Lab, shot) -> None:
    """An exception's text is the learner's own, and ends in the messages."""
    source = SOLUTIONS["rnn_cell_forward"].replace("    p = parameters\n", f"    raise ValueError({MARKUP!r})\n")
    notebook = release.learner_notebook(authoring.read(STEP))
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "rnn_cell_forward":
            cell.source = source
    (learners_lab.course / "mine").mkdir()
    nbformat.write(notebook, learners_lab.course / "mine" / STEP.path.name)
    enter(page, learners_lab)
    open_notebook(page, f"mine/{STEP.path.name}")
    submit(page)
    expect(card(page)).to_contain_text("<img src=x onerror=")
    assert card(page).locator("img, script, svg, a").count() == 0
    assert page.evaluate(ANY) is None
    shot("shown as text")


def test_nothing_in_the_history_runs(page: Page, learners_lab: Lab, shot) -> None:
    """Whoever can write into the classroom still gets nothing to run."""
    exercise = ExerciseVerdict(MARKUP, 1.0, 2.0, False, (MARKUP, f"`{MARKUP}`"))
    verdict = Verdict(STEP.id, (exercise,), notes=(MARKUP,))
    attempt = Attempt("0" * 8 + "-0000-0000-0000-" + "0" * 12, STEP.id, "2099-01-01", True, GRADED, (MARKUP,), verdict)
    folder = learners_lab.course / "classroom" / "desk" / STEP.id
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{attempt.id}.json").write_text(json.dumps(attempt.to_dict()))
    assert attempts.Attempt.from_dict(json.loads((folder / f"{attempt.id}.json").read_text())) == attempt
    enter(page, learners_lab)
    open_notebook(page, str(STEP.path.relative_to(STEP.path.parents[2])))
    page.evaluate("void window.jupyterapp.commands.execute('sequence-models:feedback')")
    expect(card(page)).to_contain_text(MARKUP[:30])
    assert page.locator(".sm-Feedback").locator("img, script, svg, a").count() == 0
    assert page.evaluate(ANY) is None
    shot("shown as text")
