"""nbgrader's formgrader with our walls around it, as far as it goes without a server."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import nbformat
import pytest
from jinja2 import Environment
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from nbgrader.server_extensions.formgrader import apihandlers, handlers

from autograder import authoring, course, release
from autograder.classroom import formgrader, judge
from autograder.lab import roles
from autograder.verdict import no_points

EVIL = "\"';</script><script>alert(1)</script>\\"
STEP = course.find("step_by_step")
PAGES = sorted(path.name for path in formgrader.TEMPLATES.glob("*.tpl") if "_base" not in path.name)
RESOURCES = {
    "assignment_id": STEP.id, "notebook_id": STEP.notebook, "submission_id": "x", "index": 0, "total": 1,
    "base_url": "", "student": EVIL, "last_name": EVIL, "first_name": EVIL, "notebook_path": EVIL, "filename": EVIL,
}  # fmt: skip
NAMES = "course_id exchange current_config course_dir assignment_id notebook_id student_id url_prefix error_code"
VALUES = [*NAMES.split(), "default_timezone"]


def elements(text: str, name: str) -> list[str]:
    return re.findall(rf"<{name}\b[^>]*>", text)


def exported(folder: Path, notebook: nbformat.NotebookNode) -> str:
    path = folder / "x.ipynb"
    nbformat.write(notebook, path)
    exporter = formgrader.SubmissionPage()
    exporter.template_name, exporter.extra_template_basedirs = "formgrade", [handlers.template_path]
    return formgrader._WithNonce(exporter, "12345").from_filename(str(path), RESOURCES)[0]


@pytest.mark.parametrize("name", PAGES)
def test_every_script_of_every_page_carries_the_number_and_holds_no_name_as_code(name: str) -> None:
    environment = Environment(loader=formgrader.Templates(handlers.template_path), autoescape=True)
    values = dict.fromkeys(VALUES, EVIL) | {"base_url": "", "resources": {**RESOURCES, formgrader.NONCE: "12345"}}
    try:
        text = environment.get_template(name).render(**values, **{formgrader.NONCE: "12345"})
    except Exception as error:  # nbgrader's page for a missing file imports a template under a name it no longer has
        assert name == "formgrade_404.tpl", error
        return
    assert set(elements(text, "script")) == {tag for tag in elements(text, "script") if 'nonce="12345"' in tag}
    assert "alert(1)</script>" not in text
    for script in re.findall(r"<script[^>]*>(.*?)</script>", text, re.S):
        assert "alert(1)" not in re.sub(r'"(?:[^"\\]|\\.)*"', "", script)


def test_the_policy_knows_what_nbgraders_pages_do_at_a_click_and_allows_no_other_script() -> None:
    text = formgrader.policy("12345")
    scripts = re.search(r"script-src ([^;]*)", text)[1]  # type: ignore[index]
    digest = base64.b64encode(hashlib.sha256(b"toggle_name(true);").digest()).decode()
    assert "'nonce-12345'" in scripts and f"'sha256-{digest}'" in scripts
    assert "unsafe-inline" not in scripts and "unsafe-eval" not in scripts and "http" not in text


def test_every_handler_of_nbgraders_is_guarded_and_each_answer_has_its_own_number() -> None:
    for rule in [*handlers.default_handlers, *apihandlers.default_handlers]:
        assert formgrader._guarded(rule[1]).__mro__[1:3] == (formgrader.Guarded, rule[1])
    assert formgrader._guarded(handlers.SubmissionFilesHandler).content_security_policy == formgrader.SANDBOX
    assert formgrader.Guarded().nonce != formgrader.Guarded().nonce


def test_a_submission_is_shown_by_what_the_learner_wrote_and_what_was_said_of_it(tmp_path: Path) -> None:
    script = authoring.read(STEP)
    notebook = release.solved_notebook(script)
    judge.write(no_points(STEP.id, script.exercises, "<b>look</b> here"), notebook)

    text = exported(tmp_path, notebook)

    assert "&lt;b&gt;look&lt;/b&gt; here" in text
    assert text.count('class="score tabbable"') == len(script.exercises)
    assert "A batch of sequences is a box" not in text and "cdnjs" not in text
    assert {'nonce="12345"' in tag for tag in elements(text, "script")} == {True}
    assert EVIL not in text


def test_a_notebook_full_of_scripts_is_shown_as_text(tmp_path: Path) -> None:
    outputs = [
        new_output("display_data", {kind: EVIL})
        for kind in ("text/html", "image/svg+xml", "application/javascript", "text/markdown", "text/latex", "image/png")
    ]
    code = new_code_cell(f"'''{EVIL}'''", outputs=[*outputs, new_output("stream", name="stdout", text=EVIL)])
    code.metadata["nbgrader"] = {"grade_id": f'x"{EVIL}', "grade": True, "solution": True, "points": 1}
    code.metadata["tags"], code.id = [EVIL], "a"
    essay = new_markdown_cell(f"{EVIL}\n\n[me](javascript:alert(1))\n\n$$ {EVIL} $$\n\n</pre>{EVIL}")
    essay.metadata["nbgrader"] = {"grade_id": "essay", "grade": True, "solution": True, "points": 1}
    notebook = nbformat.v4.new_notebook(cells=[code, essay], metadata={"title": EVIL, "widgets": {"x": EVIL}})

    for assignment in ("essay", STEP.id):
        RESOURCES["assignment_id"] = assignment
        text = exported(tmp_path, notebook)
        assert {'nonce="12345"' in tag for tag in elements(text, "script")} == {True}
        assert "<svg" not in text and 'href="javascript' not in text
    RESOURCES["assignment_id"] = STEP.id


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("instructor/jupyter_server_config.json", True),
        ("learner/jupyter_server_config.json", False),
        ("sequence-models-lab.json", True),  # for whoever starts JupyterLab without `autograder lab`
    ],
)
def test_nobody_meets_nbgraders_own_formgrader(name: str, shown: bool) -> None:
    extensions = json.loads((roles.SETTINGS / name).read_text())["ServerApp"]["jpserver_extensions"]
    assert extensions["nbgrader.server_extensions.formgrader"] is False
    assert extensions["autograder.classroom.formgrader"] is shown
