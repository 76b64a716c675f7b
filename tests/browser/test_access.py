"""The button and the panel for those who use the keyboard, a screen reader, or a dark theme."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.labs import Lab
from tests.browser.notebooks import card, enter, go_to, open_notebook, submit, write
from tests.browser.step_by_step import PATH, SOLUTIONS, WRONG

pytestmark = pytest.mark.browser

# What a screen reader would announce: every text that the polite and the assertive region have held.
LISTEN = """() => {
    window.heard = [];
    for (const region of document.querySelectorAll('.sm-Feedback [role=status], .sm-Feedback [role=alert]')) {
        new MutationObserver(() => region.textContent && window.heard.push(region.textContent))
            .observe(region, { childList: true, characterData: true, subtree: true });
    }
}"""

# The contrast of every piece of text in the panel with what lies behind it, as WCAG defines it, the worst first.
CONTRAST = """() => {
    const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b]
        .map(c => c / 255).map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = element => {
        for (; element; element = element.parentElement) {
            const colour = numbers(getComputedStyle(element).backgroundColor);
            if (colour.length === 3 || colour[3] === 1) return colour;
        }
        return [255, 255, 255];
    };
    const walker = document.createTreeWalker(document.querySelector('.sm-Feedback'), NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        const pair = [light(numbers(getComputedStyle(element).color)), light(behind(element))].sort((a, b) => b - a);
        found.push([(pair[0] + 0.05) / (pair[1] + 0.05), walker.currentNode.textContent.slice(0, 40)]);
    }
    return found.sort((a, b) => a[0] - b[0]);
}"""


def test_the_keyboard_alone_submits_and_reads(page: Page, learners_lab: Lab, shot) -> None:
    enter(page, learners_lab)
    open_notebook(page, PATH)
    write(page, "rnn_cell_forward", SOLUTIONS["rnn_cell_forward"])
    page.evaluate(LISTEN)
    page.keyboard.press("Control+Alt+Enter")
    expect(card(page).locator("h2")).to_have_text("step_by_step: 20 of 100 points", timeout=120_000)
    heard = page.evaluate("window.heard")
    assert heard[:3] == ["Saving …", "Handing in …", "Handed in. Grading …"]
    assert heard[-1] == "step_by_step: 20 of 100 points"

    page.keyboard.press("Control+Shift+C")
    page.keyboard.type("Show feedback")
    page.locator(".lm-CommandPalette-item", has_text="Show feedback").wait_for()
    page.keyboard.press("Enter")
    expect(card(page).locator("h2")).to_be_focused()
    shot("the keyboard is at the score card")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(card(page).get_by_role("button", name="rnn_forward")).to_be_focused()
    shot("and at an exercise")
    page.keyboard.press("Enter")
    expect(page.locator(".jp-Notebook .jp-Cell.jp-mod-active")).to_contain_text("def rnn_forward(")
    page.keyboard.press("Enter")  # from here one writes
    expect(page.locator(".jp-Notebook .jp-Cell.jp-mod-active .cm-content")).to_be_focused()


def test_the_button_is_one_for_everybody(page: Page, learners_lab: Lab) -> None:
    enter(page, learners_lab)
    open_notebook(page, PATH)
    button = page.get_by_role("button", name="Submit for grading")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_be_disabled()
    expect(button).to_be_enabled(timeout=120_000)


def test_a_notebook_of_another_course_has_no_button(page: Page, learners_lab: Lab) -> None:
    import nbformat

    python = {"name": "python3", "display_name": "Python 3", "language": "python"}  # or JupyterLab asks for a kernel
    mine = nbformat.v4.new_notebook(metadata={"kernelspec": python})
    nbformat.write(mine, learners_lab.course / "mine.ipynb")
    enter(page, learners_lab)
    open_notebook(page, "mine.ipynb")
    page.wait_for_timeout(1000)
    expect(page.get_by_role("button", name="Submit for grading")).to_have_count(0)
    open_notebook(page, PATH)
    expect(page.get_by_role("button", name="Submit for grading")).to_have_count(1)


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_the_panel_can_be_read_in_both_themes(page: Page, learners_lab: Lab, theme: str, shot) -> None:
    enter(page, learners_lab)
    page.evaluate("theme => void window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    expect(page.locator("body")).to_have_attribute("data-jp-theme-name", theme)
    open_notebook(page, PATH)
    write(page, "rnn_cell_forward", WRONG)
    write(page, "lstm_cell_forward", SOLUTIONS["lstm_cell_forward"])
    submit(page)
    expect(card(page).locator("h2")).to_have_text("step_by_step: 30 of 100 points")
    go_to(page, "rnn_cell_forward")
    shot(theme)
    page.evaluate("document.querySelector('.sm-Feedback-alert').textContent = 'What went wrong.'")
    found = page.evaluate(CONTRAST)
    assert len(found) > 20
    assert found[0][0] >= 4.5, found[:3]
