"""What goes wrong around a learner: he is told, in a sentence, and nothing of his is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, Route, expect

from autograder.course import COURSE_ID
from tests.browser.labs import Lab, copy_of_the_course, free_port, on_a_small_disk, read_only, running
from tests.browser.notebooks import card, enter, go_to, open_notebook, submit, write
from tests.browser.step_by_step import ENDLESS, PATH, SOLUTIONS, STEP

pytestmark = pytest.mark.browser

ATTEMPTS = re.compile(r"/autograder/attempts(\?|$)")
MINE = "# what I have just written\n"
SLOW = 120_000


@pytest.fixture
def notebook(page: Page, learners_lab: Lab) -> Callable[[], str]:
    """A notebook that is open and has something in it that is not saved; returns what the file holds."""
    enter(page, learners_lab)
    open_notebook(page, PATH)
    write(page, "rnn_cell_forward", MINE + SOLUTIONS["rnn_cell_forward"])
    return (learners_lab.course / PATH).read_text


def submissions(course: Path) -> int:
    return len(list((course / "classroom" / "exchange" / COURSE_ID / "inbound").glob(f"*+{STEP.id}+*")))


def click(page: Page) -> None:
    page.get_by_role("button", name="Submit for grading").click()


def finished(page: Page) -> None:
    """Wait until the button can be clicked again."""
    expect(page.get_by_role("button", name="Submit for grading")).to_be_enabled(timeout=SLOW)


def alert(page: Page):
    return page.locator(".sm-Feedback [role=alert]")


def for_posts(handler: Callable[[Route], None]) -> Callable[[Route], None]:
    """Only what hands in; what asks goes its way."""
    return lambda route: handler(route) if route.request.method == "POST" else route.fallback()


def close_dialogs(page: Page) -> None:
    """Jupyter's own, which say the same."""
    for _ in range(5):
        button = page.locator(".jp-Dialog button").last
        if not button.is_visible():
            return
        button.click()
        page.wait_for_timeout(200)


def seen_by(lab: Lab, folder: Path) -> Path:
    """The folder that JupyterLab sees under this name."""
    return Path(f"/proc/{jupyterlab(lab).pid}/root{folder}")


def jupyterlab(lab: Lab) -> psutil.Process:
    children = psutil.Process(lab.process.pid).children(recursive=True)
    return next(child for child in children if child.cmdline()[1:3] == ["-m", "jupyterlab"])


def fill(path: Path) -> None:
    """Write until nothing fits any more."""
    with pytest.raises(OSError, match="No space left"), path.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)


def still_written(page: Page) -> None:
    expect(go_to(page, "rnn_cell_forward")).to_contain_text(MINE.strip())


def test_without_a_connection_nothing_is_submitted_and_nothing_lost(
    page: Page, notebook, learners_lab: Lab, shot
) -> None:
    before = submissions(learners_lab.course)
    page.context.set_offline(True)
    click(page)
    expect(alert(page)).to_contain_text("could not be saved: the server does not answer. Nothing was submitted")
    shot("no connection")
    assert MINE.strip() not in notebook()
    close_dialogs(page)
    still_written(page)
    page.context.set_offline(False)
    submit(page)
    expect(card(page).locator("h2")).to_have_text("step_by_step: 20 of 100 points")
    expect(alert(page)).to_be_empty()
    assert MINE.strip() in notebook()
    assert submissions(learners_lab.course) == before + 1


def test_a_reply_that_is_lost_is_asked_for_again(page: Page, notebook, learners_lab: Lab, shot) -> None:
    """The server has it, the browser does not know; the learner need not care."""
    before = submissions(learners_lab.course)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(ATTEMPTS, lambda route: lose(route) if route.request.method == "POST" else route.fallback())
    click(page)
    finished(page)
    expect(card(page).locator("h2")).to_have_text("step_by_step: 20 of 100 points")
    expect(alert(page)).to_be_empty()
    assert submissions(learners_lab.course) == before + 1
    shot("it came all the same")


def test_a_submission_that_never_arrived_is_said_to_be_missing(page: Page, notebook, learners_lab: Lab, shot) -> None:
    before = submissions(learners_lab.course)
    page.route(ATTEMPTS, lambda route: route.abort() if route.request.method == "POST" else route.fallback())
    click(page)
    expect(alert(page)).to_contain_text(
        "the connection was lost before the notebook was handed in. It is saved; submit"
    )
    shot("it did not arrive")
    assert MINE.strip() in notebook()
    assert submissions(learners_lab.course) == before
    page.unroute(ATTEMPTS)
    submit(page)
    expect(card(page).locator("h2")).to_have_text("step_by_step: 20 of 100 points")


def test_a_connection_that_breaks_while_grading_is_waited_for(page: Page, notebook, shot) -> None:
    lost = []

    def lose_some(route: Route) -> None:
        lost.append(route.request.url)
        route.abort() if len(lost) <= 2 else route.fallback()

    page.route("**/autograder/attempts/*", lose_some)
    click(page)
    status = page.locator(".sm-Feedback [role=status]")
    expect(status).to_contain_text("The connection to the server is lost. Your notebook is saved; waiting")
    shot("waiting")
    finished(page)
    expect(card(page).locator("h2")).to_have_text("step_by_step: 20 of 100 points")
    assert len(lost) > 2


def test_a_notebook_changed_elsewhere_is_not_overwritten_unasked(page: Page, notebook, learners_lab: Lab, shot) -> None:
    before = submissions(learners_lab.course)
    path = learners_lab.course / PATH
    other = json.loads(notebook())
    other["cells"][0]["source"] = "# Written in another window"
    path.write_text(json.dumps(other))
    click(page)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("has changed on disk since the last time it was opened or saved")
    shot("which of the two")
    dialog.get_by_role("button", name="Cancel").click()
    expect(alert(page)).to_contain_text("you chose neither version. Nothing was submitted")
    shot("neither")
    assert "Written in another window" in notebook()
    still_written(page)
    assert submissions(learners_lab.course) == before
    click(page)
    dialog.get_by_role("button", name="Overwrite").click()
    finished(page)
    expect(card(page).locator("h2")).to_have_text("step_by_step: 20 of 100 points")
    assert submissions(learners_lab.course) == before + 1


def test_two_windows_submit_at_once(page: Page, notebook, learners_lab: Lab, shot) -> None:
    write(page, "lstm_forward", ENDLESS)
    before = submissions(learners_lab.course)
    with page.expect_response(lambda reply: reply.request.method == "POST" and "/autograder/attempts" in reply.url):
        click(page)
    other = page.context.new_page()
    enter(other, learners_lab)
    open_notebook(other, PATH)
    click(other)
    expect(alert(other)).to_contain_text("is being submitted already, perhaps from another window; wait for its score")
    other.screenshot(path=shot("the first window").with_name("02 the second window.png"))
    finished(page)
    expect(card(page).locator("h2")).to_have_text("step_by_step: 20 of 100 points")
    assert submissions(learners_lab.course) == before + 1
    submit(other)
    expect(alert(other)).to_be_empty()
    assert submissions(learners_lab.course) == before + 2


def test_a_server_that_dies_while_grading_and_comes_back(page: Page, tmp_path: Path, shot) -> None:
    course, port, token = copy_of_the_course(tmp_path), free_port(), "always-the-same"
    with running(course, "learner", port, token) as lab:
        enter(page, lab)
        open_notebook(page, PATH)
        write(page, "lstm_forward", ENDLESS)
        with page.expect_response(lambda reply: reply.request.method == "POST" and "/autograder/attempts" in reply.url):
            click(page)
        jupyterlab(lab).kill()
        status = page.locator(".sm-Feedback [role=status]")
        expect(status).to_contain_text("The connection to the server is lost")
        shot("the server is gone")
        assert lab.process.wait(60) != 0
    assert "while True:" in (course / PATH).read_text()
    assert submissions(course) == 1
    with running(course, "learner", port, token):
        expect(card(page)).to_contain_text("JupyterLab ended before it was graded here; submit again", timeout=SLOW)
        close_dialogs(page)
        shot("the server is back")
        write(page, "lstm_forward", SOLUTIONS["lstm_forward"])
        submit(page)
        expect(card(page)).to_contain_text("Handed in")
        assert submissions(course) == 2


def test_a_folder_that_is_read_only(page: Page, tmp_path: Path, shot) -> None:
    course = copy_of_the_course(tmp_path)
    with running(course, "learner", inside=read_only(course / "Week_1")) as lab:
        enter(page, lab)
        open_notebook(page, PATH)
        click(page)
        expect(alert(page)).to_contain_text("is read-only here. Nothing was submitted, and your work is still in this")
        shot("read-only")
        assert submissions(course) == 0


def test_a_disk_that_is_full(page: Page, tmp_path: Path, shot) -> None:
    course = copy_of_the_course(tmp_path)
    folder = (course / PATH).parent
    with running(course, "learner", inside=on_a_small_disk(folder, 1 << 20)) as lab:
        film = seen_by(lab, folder) / "film"
        enter(page, lab)
        open_notebook(page, PATH)
        write(page, "rnn_cell_forward", MINE + SOLUTIONS["rnn_cell_forward"])
        fill(film)
        click(page)
        said = "could not be saved: the disk is full. Nothing was submitted, and your work is still in this window."
        expect(alert(page)).to_contain_text(said)
        shot("full")
        close_dialogs(page)
        still_written(page)
        film.unlink()
        submit(page)
        expect(card(page).locator("h2")).to_have_text("step_by_step: 20 of 100 points")


def test_an_exchange_that_is_read_only(page: Page, tmp_path: Path, shot) -> None:
    """There is a score, and it is said that the instructor does not have the notebook."""
    course = copy_of_the_course(tmp_path)
    with running(course, "learner"):
        pass  # it releases the course
    inbound = course / "classroom" / "exchange" / COURSE_ID / "inbound"
    with running(course, "learner", inside=read_only(inbound)) as lab:
        enter(page, lab)
        open_notebook(page, PATH)
        write(page, "rnn_cell_forward", SOLUTIONS["rnn_cell_forward"])
        submit(page)
        expect(card(page).locator("h2")).to_have_text("step_by_step: 20 of 100 points")
        expect(card(page)).to_contain_text("Not handed in: your instructor does not have this attempt")
        expect(card(page).locator(".sm-Card-trouble")).to_have_text(
            f"{inbound}: cannot be written by you; ask your instructor to mend its permissions."
        )
        shot("not handed in")
        assert submissions(course) == 0
