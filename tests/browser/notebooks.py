"""What a person does in JupyterLab, in words: open it, open a notebook, go to a cell, write, run."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.labs import Lab

CURRENT = "window.jupyterapp.shell.currentWidget"


def enter(page: Page, lab: Lab) -> None:
    """Open JupyterLab and wait until it can be used. It starts with nothing open."""
    page.goto(lab.url("lab") + "&reset")
    page.locator("#jp-main-dock-panel").wait_for()
    page.locator("#jupyterlab-splash").wait_for(state="detached")


def open_notebook(page: Page, path: str) -> Locator:
    """Open the notebook at this path below the server's root; it is returned once its kernel is idle."""
    page.evaluate(
        """async path => {
            const opened = await window.jupyterapp.commands.execute('docmanager:open', { path });
            const late = new Promise((_, fail) => setTimeout(fail, 90_000, new Error(`${path} does not open`)));
            await Promise.race([late, opened.context.ready.then(() => opened.sessionContext.ready)]);
        }""",
        path,
    )
    notebook = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    notebook.wait_for()
    page.wait_for_function(
        f"""() => {{
            const kernel = {CURRENT}.sessionContext.session?.kernel;
            return kernel?.status === 'idle' && kernel.connectionStatus === 'connected';
        }}"""
    )
    return notebook


def go_to(page: Page, grade_id: str) -> Locator:
    """Scroll to the cell with this nbgrader grade_id, and select it."""
    place = page.evaluate(
        f"""async name => {{
            const notebook = {CURRENT}.content;
            const place = notebook.widgets.findIndex(cell => cell.model.getMetadata('nbgrader')?.grade_id === name);
            notebook.activeCellIndex = place;
            await notebook.scrollToItem(place, 'center');
            return place;
        }}""",
        grade_id,
    )
    assert place >= 0, f"no cell is called {grade_id}"
    cell = page.locator(f".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell[data-windowed-list-index='{place}']")
    cell.wait_for()
    return cell


def write(page: Page, grade_id: str, source: str) -> Locator:
    """Replace what stands in the cell, as one who pastes does."""
    cell = go_to(page, grade_id)
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(source)
    return cell


def run(page: Page, grade_id: str) -> Locator:
    """Run the cell with the keyboard, and wait until the kernel is done."""
    cell = go_to(page, grade_id)
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    page.wait_for_function(
        f"""name => {{
            const notebook = {CURRENT}.content;
            const cell = notebook.widgets.find(cell => cell.model.getMetadata('nbgrader')?.grade_id === name);
            return cell.model.executionState === 'idle' && cell.model.executionCount !== null;
        }}""",
        arg=grade_id,
        timeout=120_000,
    )
    return cell


def run_above(page: Page, grade_id: str) -> None:
    """Run all cells above this one, and wait until the kernel is done."""
    go_to(page, grade_id)
    page.evaluate("void window.jupyterapp.commands.execute('notebook:run-all-above')")
    page.wait_for_function(
        f"""name => {{
            const notebook = {CURRENT}.content;
            const place = notebook.widgets.findIndex(cell => cell.model.getMetadata('nbgrader')?.grade_id === name);
            const above = notebook.widgets.slice(0, place).filter(cell => cell.model.type === 'code');
            return above.every(cell => cell.model.executionState === 'idle' && cell.model.executionCount !== null);
        }}""",
        arg=grade_id,
        timeout=120_000,
    )


def output(page: Page, grade_id: str) -> Locator:
    return go_to(page, grade_id).locator(".jp-OutputArea-output")


def submit(page: Page) -> None:
    """Click the button, and wait until the notebook is graded."""
    button = page.get_by_role("button", name="Submit for grading")
    with page.expect_response(lambda reply: reply.request.method == "POST" and "/autograder/attempts" in reply.url):
        button.click()
    expect(button).to_be_enabled(timeout=120_000)


def card(page: Page) -> Locator:
    return page.get_by_role("region", name="Score card")


def save(page: Page) -> None:
    page.keyboard.press("Control+S")
    page.wait_for_function(f"!{CURRENT}.context.model.dirty")
