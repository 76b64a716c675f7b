"""A browser without a window, and for each test module a course, a class, and JupyterLab for both roles.

page            a fresh page of the browser; the test fails if a script on it does
shot            shot("what is seen") keeps a screenshot in screenshots/MODULE/TEST
course          a copy of the course that the module may change
learners_lab, instructors_lab   JupyterLab on that copy, started when a test first asks for it
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from autograder.course import ROOT
from autograder.lab import roles
from tests.browser.labs import Lab, copy_of_the_course, running

SCREENSHOTS = ROOT / "screenshots"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SECONDS = 90  # that a page has to show what a test waits for, on a busy machine
WINDOW: ViewportSize = {"width": 1400, "height": 900}
# What Chromium says when a request is refused or fails; tests that cause that look at what the page makes of it.
EXPECTED = ("Failed to load resource",)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.fail("there is no Chromium on this machine; install it (Debian: `apt-get install chromium`).")
    expect.set_options(timeout=SECONDS * 1000)
    with sync_playwright() as playwright:
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        chromium = playwright.chromium.launch(executable_path=found, args=options)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=WINDOW, reduced_motion="reduce")
    context.set_default_timeout(SECONDS * 1000)
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield page
    context.close()
    assert not failures, failures


@pytest.fixture
def shot(page: Page, request: pytest.FixtureRequest) -> Callable[[str], Path]:
    folder = SCREENSHOTS / request.module.__name__.rpartition(".")[2] / request.node.name
    shutil.rmtree(folder, ignore_errors=True)
    taken: list[str] = []

    def take(name: str) -> Path:
        taken.append(name)
        path = folder / f"{len(taken):02} {name}.png"
        page.screenshot(path=path)
        return path

    return take


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def learners_lab(course: Path) -> Iterator[Lab]:
    with running(course, roles.LEARNER) as lab:
        yield lab


@pytest.fixture(scope="module")
def instructors_lab(course: Path) -> Iterator[Lab]:
    with running(course, roles.INSTRUCTOR) as lab:
        yield lab
