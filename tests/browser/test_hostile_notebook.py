"""A learner whose work is full of scripts: wherever it is opened, none of them runs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from autograder import classroom, places, watch
from autograder.classroom import books
from autograder.classroom.nbgrader_runs import running as nbgrader_runs
from autograder.course import COURSE_ID
from autograder.lab import roles
from tests.browser.classes import EVIL, STEP, acts_everywhere, hand_in, nothing_acts
from tests.browser.formgrader import open_submission, part, row
from tests.browser.labs import Lab, running
from tests.browser.notebooks import enter, open_notebook

pytestmark = pytest.mark.browser
ODD = "<img src=x onerror=alert(1)>"  # as a folder's name has no slash


@pytest.fixture(scope="module")
def lab(course: Path) -> Iterator[Lab]:
    """The instructor's JupyterLab, with Eve's work collected, graded, given back and reported on."""
    home = course / "classroom"
    with places.classroom_at(home), books.held(watch.LOCK), running(course, roles.INSTRUCTOR) as running_lab:
        hand_in(course, "eve", acts_everywhere)
        inbound = places.exchange() / COURSE_ID / "inbound"
        (inbound / f"{ODD}+{STEP.id}+2026-01-01 00:00:00 UTC+x").mkdir()
        classroom.collect([STEP])
        for command in (["grade", STEP.id, "--quiet"], ["report"]):
            environment = {**os.environ, places.CLASSROOM: str(home)}
            subprocess.run([sys.executable, "-m", "autograder", *command], cwd=course, env=environment, check=True)
        with nbgrader_runs() as nbgrader, nbgrader.gradebook() as gradebook:
            gradebook.update_or_create_student(
                "eve", first_name=EVIL[:120], last_name=f'"{EVIL}'[:120], email=EVIL[:120]
            )
            gradebook.add_student(f'{ODD}"\\', first_name=ODD)
        classroom.feedback([STEP])
        yield running_lab


def test_a_folder_with_a_script_for_a_name_is_nobodys_submission(lab: Lab) -> None:
    assert [folder.name for folder in (lab.course / "classroom" / "submitted").iterdir()] == ["eve"]


def test_nothing_runs_in_the_formgrader(page: Page, lab: Lab, shot) -> None:
    with nothing_acts(page):
        page.goto(lab.url("formgrader"))
        row(page, STEP.id).wait_for()
        row(page, STEP.id).locator("td.num-submissions a").click()
        expect(row(page, "eve", "student-id").locator("td.score")).to_contain_text("/ 100")
        page.get_by_role("link", name="Manage Students").click()
        row(page, "eve", "id").wait_for()
        shot("the class")
        row(page, "eve", "id").locator("xpath=..").locator("td.name a").first.click()
        page.locator("td.name a").first.click()
        page.wait_for_load_state()
        page.goto(lab.url("formgrader"))
        open_submission(page, STEP.id, STEP.notebook, "")
        expect(part(page, "rnn_forward_check")).to_contain_text("<script>")
        expect(part(page, "rnn_forward")).to_contain_text(EVIL[:40])
        expect(
            page.locator("#notebook iframe, #notebook svg, #notebook img:not([src^='data:image/png'])")
        ).to_have_count(0)
        shot("the submission")
        page.goto(page.url.partition("?")[0].rstrip("/") + "/next")
        page.wait_for_load_state()


def test_files_that_came_along_run_nothing(page: Page, lab: Lab) -> None:
    with nothing_acts(page, but_loads=True):
        page.goto(lab.url("formgrader"))
        open_submission(page, STEP.id, STEP.notebook, "")
        submission = page.url.partition("?")[0].rstrip("/")
        for name in ("page.html", "picture.svg"):
            answer = page.goto(f"{submission}/{name}")
            assert answer and answer.headers["content-security-policy"].startswith("sandbox;")


def test_no_address_makes_nbgrader_run_a_learners_configuration(page: Page, lab: Lab) -> None:
    folder = lab.course / "classroom" / "submitted" / "eve" / STEP.id
    assert (folder / "nbgrader_config.py").is_file()
    page.goto(lab.url("formgrader"))
    page.goto(f"{lab.address}/formgrader?path={folder}")
    row(page, STEP.id).wait_for()
    assert not (folder / "acted").exists()


def test_no_address_puts_its_own_script_on_a_page(page: Page, lab: Lab) -> None:
    page.goto(lab.url("formgrader"))
    for path in (
        "manage_students/;alert(1);%22/%5C",
        "manage_submissions/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        f"gradebook/{ODD}/%22+alert(1)+%22",
    ):
        with nothing_acts(page):
            page.goto(f"{lab.address}/formgrader/{path}")
            page.wait_for_load_state()


def test_nothing_runs_on_the_feedback_page_and_the_report(page: Page, lab: Lab, shot) -> None:
    home = lab.course / "classroom"
    (feedback,) = (home / "feedback" / "eve" / STEP.id).glob("*.html")
    with nothing_acts(page):
        page.goto(feedback.as_uri())
        expect(page.locator("article#rnn_forward")).to_contain_text("<script>")
        shot("feedback")
        page.goto((home / "report" / "report.html").as_uri())
        expect(page.locator("#unusual")).to_be_visible()
        expect(page.locator("main")).to_contain_text("has an output with a script in it")
        shot("the report")


def test_nothing_runs_when_the_notebook_is_opened_in_jupyterlab(page: Page, lab: Lab, shot) -> None:
    for folder in ("autograded", "submitted"):
        with nothing_acts(page, but_loads=folder == "submitted"):
            enter(page, lab)
            open_notebook(page, f"classroom/{folder}/eve/{STEP.id}/{STEP.path.name}")
            page.wait_for_timeout(2000)
            shot(f"{folder} in JupyterLab")
