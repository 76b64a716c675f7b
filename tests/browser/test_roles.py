"""`make lab` shows each person what is theirs, and greets nobody with news."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from autograder.course import COURSE_ID, GRADED
from tests.browser.labs import Lab
from tests.browser.notebooks import enter

pytestmark = pytest.mark.browser


def menu(page: Page) -> list[str]:
    """The entries of nbgrader's menu."""
    page.locator(".lm-MenuBar-itemLabel", has_text="Nbgrader").click()
    labels = page.locator(".lm-Menu-item:not(.lm-mod-hidden) .lm-Menu-itemLabel").all_inner_texts()
    page.keyboard.press("Escape")
    return [label for label in labels if label]


def files(page: Page) -> list[str]:
    page.locator(".jp-DirListing-item").first.wait_for()
    return page.locator(".jp-DirListing-itemText").all_inner_texts()


def test_a_learner_finds_the_course_and_the_list_of_assignments(page: Page, learners_lab: Lab, shot) -> None:
    enter(page, learners_lab)
    assert {"Week_1", "Week_2", "Week_3", "utils", "README.md"} == set(files(page))
    shot("a learner's files")
    assert menu(page) == ["Assignment List"]
    page.goto(learners_lab.url("formgrader"))
    assert "404" in page.content()


def test_an_instructor_finds_the_formgrader(page: Page, instructors_lab: Lab, shot) -> None:
    enter(page, instructors_lab)
    assert {"autograder", "classroom", "Week_1"} <= set(files(page))
    assert menu(page) == ["Formgrader", "Create assignment"]
    shot("an instructor's files")
    assert page.goto(instructors_lab.url("assignments")).status == 404


def test_jupyter_greets_nobody_with_news(page: Page, learners_lab: Lab) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    enter(page, learners_lab)
    page.wait_for_timeout(2000)
    expect(page.locator(".Toastify__toast")).to_have_count(0)
    assert not [url for url in asked if "/lab/api/news" in url or "/lab/api/update" in url]
    assert [url for url in asked if not url.startswith((learners_lab.address, "data:", "blob:"))] == []


def test_the_course_is_released_and_watched(learners_lab: Lab) -> None:
    outbound = learners_lab.course / "classroom" / "exchange" / COURSE_ID / "outbound"
    assert {folder.name for folder in outbound.iterdir()} == {assignment.id for assignment in GRADED}
    assert f"watching {outbound.parents[1]}" in learners_lab.log.read_text()
