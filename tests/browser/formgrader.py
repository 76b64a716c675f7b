"""What an instructor does in the formgrader, in words."""

from __future__ import annotations

import re

from playwright.sync_api import Frame, FrameLocator, Locator, Page, expect

PATIENCE = 180_000  # milliseconds, for a grading


def row(page: Page | FrameLocator | Frame, name: str, column: str = "name") -> Locator:
    """The line of a table that this name stands in."""
    return page.locator("tr", has=page.locator(f"td.{column}", has_text=re.compile(rf"^{re.escape(name)}$")))


def press(page: Page, line: Locator, column: str, says: str) -> None:
    """Click what stands in this column, read what comes of it, and close that."""
    line.locator(f"td.{column} a").click()
    told = page.locator(".modal.in")
    expect(told).to_contain_text(says, timeout=PATIENCE)
    told.get_by_role("button", name="OK").click()
    expect(told).to_have_count(0)


def open_submission(page: Page, assignment: str, notebook: str, learner: str) -> None:
    """From the gradebook to what this learner handed in."""
    page.get_by_role("link", name="Manual Grading").first.click()
    page.locator("td.name").get_by_role("link", name=assignment, exact=True).click()
    page.locator("td.name").get_by_role("link", name=notebook).click()
    page.locator("a.name-hidden").first.wait_for()
    page.locator("#toggle_names").click()
    page.locator("a.name-shown", has_text=re.compile(learner)).click()
    loaded(page)


def loaded(page: Page) -> None:
    """Wait until the points and comments of a submission are there: before that, what is written is overwritten."""
    page.locator("input.score").first.wait_for()
    for field in ("input.score", "textarea.comment"):
        expect(page.locator(f"{field}:not([placeholder])")).to_have_count(0)


def write(page: Page, field: Locator, text: str) -> None:
    """Write into a field, leave it, and wait until that is saved."""
    field.fill(text)
    with page.expect_response(lambda answer: answer.request.method == "PUT") as answer:
        field.blur()
    assert answer.value.ok


def part(page: Page, name: str) -> Locator:
    """The cell of an exercise, or with `NAME_check` that of its points."""
    return page.locator("div.cell", has=page.locator(f"[id='{name}'], [id='{name}-comment']"))
