"""From the click to the score card, as a learner sees it, with a warm sandbox; and by the way through the exchange.

pytest -n 0 -s -m browser tests/browser/test_speed.py       prints both
"""

from __future__ import annotations

import os
import statistics
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.labs import Lab
from tests.browser.notebooks import enter, open_notebook, write
from tests.browser.step_by_step import GRADED, PATH, SOLUTIONS

pytestmark = pytest.mark.browser

TRIES = 7
MEDIAN = 2.0  # seconds


def test_a_score_card_comes_within_two_seconds(page: Page, learners_lab: Lab) -> None:
    enter(page, learners_lab)
    open_notebook(page, PATH)
    for name in GRADED:
        write(page, name, SOLUTIONS[name])
    page.wait_for_timeout(5000)  # the sandbox gets warm
    attempts = page.locator(".sm-History-attempt")
    card, feedback = [], []
    for number in range(1, TRIES + 1):
        write(page, GRADED[0], f"{SOLUTIONS[GRADED[0]]}\n# try {number}")  # what is unchanged is not graded again
        released = learners_lab.log.read_text().count("released feedback")
        began = time.monotonic()
        page.get_by_role("button", name="Submit for grading").click()
        expect(attempts).to_have_count(number)
        card.append(time.monotonic() - began)
        while learners_lab.log.read_text().count("released feedback") == released:
            page.wait_for_timeout(50)
        feedback.append(time.monotonic() - began)
    took = statistics.median(card)
    busy = os.getloadavg()[0] / (os.cpu_count() or 1)
    said = (
        f"click to score card: median {took:.2f} s of {', '.join(f'{one:.2f}' for one in card)}; "
        f"feedback through the exchange: median {statistics.median(feedback):.2f} s; load {busy:.1f} per core"
    )
    print(f"\n{said}")
    if took >= MEDIAN and busy > 1:
        pytest.skip(f"others keep this machine busy; {said}")
    assert took < MEDIAN, said
