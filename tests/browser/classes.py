"""A class for a test in the browser: what its members hand in, and one who tries to act in everyone's browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from playwright.sync_api import ConsoleMessage, Dialog, Page, Request

from autograder import course, places
from autograder.classroom.nbgrader_runs import running
from autograder.course import COURSE_ID
from autograder.demo.learners import Act, Work

STEP = course.find("step_by_step")
SCRIPT = "alert('acted');fetch('/acted-by-a-script')"
EVIL = (
    f'<script>{SCRIPT}</script><img src=/acted onerror="{SCRIPT}"><svg onload="{SCRIPT}"><iframe src=/acted></iframe>'
)
TYPES = ("text/html", "image/svg+xml", "application/javascript", "text/markdown", "text/latex", "image/png")


def hand_in(copy: Path, learner: str, act: Act) -> None:
    """Solve the released notebook, let the learner act on it, and submit it as nbgrader does."""
    with places.classroom_at(copy / "classroom"), running() as nbgrader:
        work = Work(places.exchange() / COURSE_ID / "outbound" / STEP.id / STEP.path.name, STEP, learner)
        act(work)
        folder = copy / "classroom" / "learners" / learner / STEP.id
        work.save(folder)
        nbgrader.submit(folder, learner)


def all_right(work: Work) -> None:
    pass


def starts_anew(work: Work) -> None:
    work.replace("rnn_forward", "x[:, :, t], a_next, parameters", "x[:, :, t], a0, parameters")


def acts_everywhere(work: Work) -> None:
    """Scripts in text, code, names, errors, outputs, metadata, and in files beside the notebook."""
    work.write(rnn_forward=f"def rnn_forward(x, a0, parameters):\n    raise ValueError('''{EVIL}''')  # {EVIL}")
    work.insert_before("rnn_forward", f"'''</code></pre>{EVIL}'''\nprint('''{EVIL}''')")
    outputs = [new_output("display_data", {kind: SCRIPT if "javascript" in kind else EVIL}) for kind in TYPES]
    outputs += [new_output("stream", name="stdout", text=EVIL), new_output("error", ename=EVIL, evalue=EVIL)]
    for cell in work.notebook.cells:
        cell.metadata["tags"], cell.metadata["name"] = [EVIL], EVIL
        if cell.cell_type == "code":
            cell.outputs = outputs
        else:
            cell.source += f"\n\n{EVIL}\n\n[look](javascript:{SCRIPT})"
            cell.attachments = {"x.svg": {"image/svg+xml": EVIL}}
    extra = new_code_cell(EVIL)
    extra.id = "rnn_forward-helper-1"
    work.notebook.cells += [new_markdown_cell(EVIL), extra]
    work.notebook.metadata |= {"title": EVIL, "authors": [{"name": EVIL}], "widgets": {EVIL: EVIL}}
    work.beside = {
        "page.html": EVIL,
        "picture.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><script>{SCRIPT}</script></svg>',
        "nbgrader_config.py": "import pathlib\npathlib.Path(__file__).with_name('acted').touch()",
    }


@contextmanager
def nothing_acts(page: Page, but_loads: bool = False) -> Iterator[None]:
    """While the block runs no script of a learner's does: no dialog opens, nothing of his is asked for.

    And our own policy stops nothing that belongs to the page, or the page would not work. `but_loads` is for a place
    that may show a page or the pictures that it names, without its scripts.
    """
    acted: list[str] = []

    def opened(dialog: Dialog) -> None:
        if dialog.type != "beforeunload":  # the browser's own question, when a page is left
            acted.append(f"dialog: {dialog.message}")
        dialog.accept()

    def asked(request: Request) -> None:
        if "/acted-by-a-script" in request.url or ("/acted" in request.url and not but_loads):
            acted.append(f"request: {request.url}")

    def said(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text and not but_loads:
            acted.append(message.text)

    page.on("dialog", opened)
    page.on("request", asked)
    page.on("console", said)
    try:
        yield
        page.wait_for_timeout(300)
    finally:
        page.remove_listener("dialog", opened)
        page.remove_listener("request", asked)
        page.remove_listener("console", said)
    assert acted == []
