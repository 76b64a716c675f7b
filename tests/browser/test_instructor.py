"""The instructor's loop in the formgrader, from a released assignment to grades in a file."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from autograder import places, watch
from autograder.classroom import books
from autograder.course import COURSE_ID
from autograder.lab import roles
from tests.browser.classes import STEP, all_right, hand_in, nothing_acts, starts_anew
from tests.browser.formgrader import loaded, open_submission, part, press, row, write
from tests.browser.labs import Lab, running
from tests.browser.notebooks import enter

pytestmark = pytest.mark.browser
COMMENT = "Nearly. Follow `a_next` through the loop."
PHONE = {"width": 390, "height": 844}
PAPER = {"width": 703, "height": 1000}  # A4 between the margins, in CSS pixels


@pytest.fixture(scope="module")
def lab(course: Path) -> Iterator[Lab]:
    """The instructor's JupyterLab, in which nobody grades but the instructor: the lock of the watch is held here."""
    with (
        places.classroom_at(course / "classroom"),
        books.held(watch.LOCK),
        running(course, roles.INSTRUCTOR) as running_lab,
    ):
        yield running_lab


def autograder(lab: Lab, *arguments: str) -> str:
    """A command in a terminal in the course's folder."""
    environment = {**os.environ, "AUTOGRADER_CLASSROOM": str(lab.course / "classroom")}
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=lab.course, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_from_release_to_grades(page: Page, lab: Lab, shot) -> None:
    with nothing_acts(page):
        enter(page, lab)
        page.locator(".lm-MenuBar-itemLabel", has_text="Nbgrader").click()
        page.locator(".lm-Menu-itemLabel", has_text="Formgrader").first.click()
        expect(row(page.frame_locator("iframe"), STEP.id)).to_be_visible()
        shot("the formgrader in JupyterLab")
        page.goto(lab.url("formgrader"))

        # Release: take it back, and release it again.
        press(page, row(page, STEP.id), "release", "Successfully unreleased")
        assert not (lab.course / "classroom" / "exchange" / COURSE_ID / "outbound" / STEP.id).exists()
        press(page, row(page, STEP.id), "assign", "Successfully created")
        press(page, row(page, STEP.id), "release", "Successfully released")

        # Two learners hand in.
        hand_in(lab.course, "ada", all_right)
        hand_in(lab.course, "bob", starts_anew)
        press(page, row(page, STEP.id), "collect", "Successfully collected")
        expect(row(page, STEP.id).locator("td.num-submissions")).to_have_text("2")
        shot("collected")

        # Grade each.
        row(page, STEP.id).locator("td.num-submissions a").click()
        for learner, score in (("ada", "100 / 100"), ("bob", "75 / 100")):
            press(page, row(page, learner, "student-id"), "autograde", "Successfully autograded")
            expect(row(page, learner, "student-id").locator("td.score")).to_have_text(score)
        shot("graded")

        # Read one of them, add a comment and points.
        open_submission(page, STEP.id, STEP.notebook, "bob")
        expect(part(page, "rnn_forward_check")).to_contain_text("every step starts from")
        write(page, part(page, "rnn_forward").locator("textarea"), COMMENT)
        write(page, part(page, "rnn_forward_check").locator("input.score"), "10")
        shot("a submission")
        page.reload()
        loaded(page)
        expect(part(page, "rnn_forward").locator("textarea")).to_have_value(COMMENT)
        expect(part(page, "rnn_forward_check").locator("input.score")).to_have_value("10")

        # Feedback for all, and the gradebook.
        page.goto(lab.url("formgrader"))
        press(page, row(page, STEP.id), "generate-feedback", "Successfully generated feedback")
        press(page, row(page, STEP.id), "release-feedback", "Successfully released feedback")
        page.get_by_role("link", name="Manage Students").click()
        expect(row(page, "bob", "id").locator("td.score")).to_contain_text("85 /")
        shot("the class")

    autograder(lab, "nbgrader", "export")
    with (lab.course / "classroom" / "grades.csv").open() as file:
        grades = {
            line["student_id"]: float(line["score"]) for line in csv.DictReader(file) if line["assignment"] == STEP.id
        }
    assert grades == {"ada": 100, "bob": 85}
    autograder(lab, "autograder", "report")
    assert "bob,,,bob,,85" in (lab.course / "classroom" / "report" / "canvas.csv").read_text()


def test_the_feedback_is_read_on_a_phone(page: Page, lab: Lab, shot) -> None:
    """What the first test released, as its learner finds it."""
    released = list((lab.course / "classroom" / "exchange" / COURSE_ID / "feedback").glob("*.html"))
    assert len(released) == 2
    (mine,) = [path for path in released if "bob" in path.read_text()]
    page.set_viewport_size(PHONE)
    with nothing_acts(page):
        page.goto(mine.as_uri())
        shot("feedback on a phone")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        expect(page.locator("header")).to_contain_text("85 of 100 points")
        page.get_by_role("link", name="Exercise 2").click()
        article = page.locator("article#rnn_forward")
        expect(article).to_be_in_viewport()
        expect(article).to_contain_text("every step starts from a0")
        expect(article).to_contain_text("Your instructor set these points; the tests gave 0.")
        expect(article).to_contain_text(COMMENT.replace("`", ""))
        expect(article.locator("pre.code").first).to_be_visible()
        shot("the exercise that is wrong")
        page.emulate_media(media="print")
        expect(article.locator("pre.code").first).to_be_visible()


def test_the_report_shows_itself_on_a_screen_and_a_phone(page: Page, lab: Lab, shot) -> None:
    report = (lab.course / "classroom" / "report" / "report.html").as_uri()
    with nothing_acts(page):
        page.goto(report)
        expect(page.get_by_role("img", name="Scores in percent")).to_be_visible()
        expect(page.locator("table").last).to_contain_text("bob")
        color = page.evaluate("getComputedStyle(document.body).backgroundColor")
        shot("the report")
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="dark")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != color
        shot("the report on a phone, dark")
        page.set_viewport_size(PAPER)
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"]
