"""The same day by nbgrader's own list of assignments: fetch, write, validate, submit, fetch feedback, read it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.labs import Lab
from tests.browser.notebooks import card, enter, open_notebook, save, submit, write
from tests.browser.step_by_step import GRADED, PRACTICE, SOLUTIONS, STEP

pytestmark = pytest.mark.browser

SLOW = 120_000  # milliseconds, for what runs a whole notebook


def listed(page: Page, list: str) -> Locator:
    """The assignment's line in one of the three lists."""
    return page.locator(f"#{list}_assignments_list > .list_item", has_text=STEP.id).first


def open_list(page: Page) -> None:
    page.get_by_role("menuitem", name="Nbgrader").click()
    page.get_by_role("menuitem", name="Assignment List").click()
    page.locator("#nbgrader-assignment-list").wait_for()


def test_fetch_validate_submit_and_fetch_feedback(page: Page, learners_lab: Lab, shot) -> None:
    enter(page, learners_lab)
    open_list(page)
    listed(page, "released").get_by_role("button", name="Fetch").click()
    expect(listed(page, "fetched")).to_be_visible()
    shot("fetched")

    open_notebook(page, f"{STEP.id}/{STEP.path.name}")
    for name in (*GRADED, *PRACTICE):
        write(page, name, SOLUTIONS[name])
    save(page)

    open_list(page)
    listed(page, "fetched").get_by_text(STEP.id, exact=True).click()
    page.get_by_role("button", name="Validate", exact=True).and_(page.locator(".btn")).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Success! Your notebook passes all the tests.", timeout=SLOW)
    shot("validated")
    dialog.get_by_role("button", name="OK").click()

    listed(page, "fetched").get_by_role("button", name="Submit").click()
    expect(listed(page, "submitted")).to_be_visible()
    shot("submitted")

    log = learners_lab.log
    wait_until(page, lambda: "released feedback on step_by_step" in log.read_text())
    assert "graded step_by_step" in log.read_text() and ": 100 of 100 points" in log.read_text()
    listed(page, "submitted").get_by_role("button", name="Fetch Feedback").click()
    listed(page, "submitted").get_by_text(STEP.id, exact=True).click()
    view = page.get_by_text("(view feedback)")
    expect(view).to_be_visible()
    shot("feedback fetched")
    (path,) = (learners_lab.course / STEP.id / "feedback").glob(f"*/{STEP.notebook}.html")
    assert "100 of 100 points" in re.sub(r"<[^>]+>", "", path.read_text())

    open_notebook(page, f"{STEP.id}/{STEP.path.name}")
    submit(page)
    expect(card(page).locator("h2")).to_have_text("step_by_step: 100 of 100 points")
    shot("the button is there too")


def wait_until(page: Page, true, seconds: float = 120) -> None:
    """Wait for what happens outside of the page."""
    for _ in range(int(seconds * 5)):
        if true():
            return
        page.wait_for_timeout(200)
    raise AssertionError("it never came true")
