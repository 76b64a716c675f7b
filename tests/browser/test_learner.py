"""The learner's day: write, check, submit with the button, read, mend, submit again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.labs import Lab
from tests.browser.notebooks import card, enter, go_to, open_notebook, output, run, run_above, submit, write
from tests.browser.step_by_step import GRADED, PATH, SOLUTIONS, WRONG

pytestmark = pytest.mark.browser


def test_from_a_wrong_answer_to_all_points(page: Page, learners_lab: Lab, shot) -> None:
    enter(page, learners_lab)
    open_notebook(page, PATH)
    shot("the notebook")
    run_above(page, "rnn_cell_forward")

    write(page, "rnn_cell_forward", WRONG)
    run(page, "rnn_cell_forward")
    run(page, "rnn_cell_forward_check")
    expect(output(page, "rnn_cell_forward_check")).to_contain_text("a_next")
    shot("the check says what is wrong")

    write(page, "rnn_cell_forward", SOLUTIONS["rnn_cell_forward"])
    run(page, "rnn_cell_forward")
    run(page, "rnn_cell_forward_check")
    expect(output(page, "rnn_cell_forward_check")).to_have_text(re.compile("The example works."))
    shot("the check is content")

    submit(page)
    expect(card(page).locator("h2")).to_have_text("step_by_step: 20 of 100 points")
    shot("the first score card")
    for name in GRADED:
        item = card(page).locator("li", has=page.get_by_role("button", name=name, exact=True)).first
        expect(item).to_contain_text("20 of 20 points, right" if name == "rnn_cell_forward" else "not written yet")
    card(page).get_by_role("button", name="lstm_forward", exact=True).click()
    expect(go_to(page, "lstm_forward")).to_be_in_viewport()
    expect(page.locator(".jp-Notebook .jp-Cell.jp-mod-active")).to_contain_text("def lstm_forward(")
    shot("a link leads to the cell")

    for name in GRADED[1:]:
        write(page, name, SOLUTIONS[name])
    submit(page)
    expect(card(page).locator("h2")).to_have_text("step_by_step: 100 of 100 points")
    shot("all points")
    attempts = page.locator(".sm-History-attempt")
    expect(attempts).to_have_count(2)
    attempts.nth(1).click()
    expect(card(page).locator("h2")).to_have_text("step_by_step: 20 of 100 points")
    expect(card(page).locator("h2")).to_be_focused()
    shot("an earlier attempt")
