"""A class of strange submissions goes through the exchange, is collected, graded and told; nothing else happens."""

from __future__ import annotations

import html.parser
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder import classroom, course, places, sandbox
from autograder.classroom import configuration
from autograder.cluster import Cluster
from autograder.standing import Row
from tests.hostile import files
from tests.hostile.cases import STEP
from tests.hostile.files import EVENING, MEMBERS, MORNING, Member
from tests.hostile.host import MARK, Host, Watch

pytestmark = pytest.mark.hostile


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("class") / "classroom"
    with places.classroom_at(folder):
        yield folder


@pytest.fixture(scope="module")
def rows(host: Host, home: Path) -> Iterator[dict[str, Row]]:
    """The class, graded: the first attempts of all, then the second ones of those who have one."""
    (host.runs / "solved.ipynb").write_text(files.text())
    sandbox.start(STEP.limits).close()  # what these lay out on first use is no harm
    Cluster(1, None, STEP.limits).close()
    watch = Watch(host)
    classroom.release([STEP])
    for time in (MORNING, EVENING):
        for one in MEMBERS:
            _hand_in(one, host, time)
        classroom.collect([STEP])
        graded = classroom.grade([STEP])
    classroom.feedback([STEP])
    yield {row.learner: row for row in graded}
    assert watch.differences() == []


def _hand_in(one: Member, host: Host, time: str) -> None:
    fill = one.fill if time == MORNING else one.later
    if fill:
        inbound = places.exchange() / course.COURSE_ID / "inbound"
        folder = inbound / f"{one.name}+{STEP.id}+{time}+xyz"
        folder.mkdir()
        fill(folder, host)


@pytest.mark.parametrize("one", MEMBERS, ids=lambda one: one.name)
def test_it_gets_what_it_deserves(one: Member, rows: dict[str, Row], home: Path) -> None:
    row = rows[one.name]
    assert (row.score, row.max_score, row.failed) == (one.score, 100, False), row.verdict.notes
    assert row.score == 100 or row.verdict.notes or any(e.messages for e in row.verdict.exercises)


def test_nothing_but_ordinary_files_came_in(rows: dict[str, Row], home: Path, host: Host) -> None:
    for folder in ("submitted", "attempts", "autograded", "feedback"):
        for path in (home / folder).rglob("*"):
            assert not path.is_symlink() and (path.is_file() or path.is_dir()), path
            assert not path.is_file() or host.token not in path.read_text(errors="ignore"), path


def test_no_page_has_anything_that_acts(rows: dict[str, Row], home: Path) -> None:
    kept = configuration.KEPT
    pages = [path for path in (home / "feedback").rglob("*") if path.is_file() and path.name not in kept]
    released = list((home / "exchange" / course.COURSE_ID / "feedback").glob("*.html"))
    assert len(pages) == len(released) == len(MEMBERS)
    for page in (*pages, *released):
        reader = _Live()
        reader.feed(page.read_text(encoding="utf-8"))
        assert reader.found == [], page
    assert any(MARK in page.read_text() for page in pages)  # as text, in messages and in the learner's own code


def test_no_message_acts_on_a_terminal(rows: dict[str, Row]) -> None:
    for row in rows.values():
        assert all(message.isprintable() for exercise in row.verdict.exercises for message in exercise.messages)
        assert all(note.isprintable() for note in row.verdict.notes)


class _Live(html.parser.HTMLParser):
    """Finds our mark wherever a browser would act on it: in a tag, in a script, in a style."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        self.found += [f"<{tag} {name}>" for name, value in attrs if MARK in f"{name} {value}"]

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in ("script", "style") and MARK in data:
            self.found.append(f"{self._inside}: {data[:80]}")
