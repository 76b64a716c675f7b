"""The printable quizzes: their text as it comes out of the file, both papers, fonts, and the same bytes every time."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from autograder import course, quiz, release
from autograder.errors import AuthoringError, OutOfDate
from autograder.quiz import printed
from autograder.quiz.__main__ import main
from autograder.quiz.plain import plain

every_quiz = pytest.mark.parametrize("one", course.QUIZZES, ids=lambda one: one.id)
INCHES = {"a4": (8.27, 11.69), "us-letter": (8.5, 11.0)}


@cache
def reader(one: course.Assignment, paper: str = "a4") -> PdfReader:
    return PdfReader(io.BytesIO(printed.pdf(quiz.load(one), paper)))


def letters(text: str) -> str:
    """Letters, digits and marks alone: line breaks, quotes and ligatures are the typesetter's."""
    text = text.replace("\ufb01", "fi").replace("\ufb02", "fl").replace("\ufb00", "ff").replace("\ufb03", "ffi")
    return re.sub(r"[^A-Za-z0-9]", "", text)


@cache
def text_of(one: course.Assignment, paper: str = "a4") -> str:
    """The text without the feet of the pages."""
    pages = (page.extract_text() for page in reader(one, paper).pages)
    return letters("\n".join(re.sub(r"Sequence Models, graded quiz.*", "", page) for page in pages))


@every_quiz
@pytest.mark.parametrize("paper", printed.PAPERS)
def test_every_word_of_variant_0_is_on_the_paper(one: course.Assignment, paper: str) -> None:
    text = text_of(one, paper)
    for question in quiz.drawn(quiz.load(one), 0):
        assert letters(f"{question.question.number}. {question.question.title}") in text
        prose = re.split(r"\$\$.+?\$\$|\$[^$]+\$|```\w*", question.ask)
        for part in [*prose, *(choice.text for choice in question.choices)]:
            for line in part.splitlines():
                assert letters(line) in text, line


@every_quiz
def test_formulas_are_typeset_and_no_mark_of_the_source_is_left(one: course.Assignment) -> None:
    whole = "\n".join(page.extract_text() for page in reader(one).pages)
    assert not re.search(r"\\[a-z]+|\$|<<|>>|\^\{|#option|chevron|```", whole)


@every_quiz
def test_no_key_is_on_the_paper(one: course.Assignment) -> None:
    text = text_of(one)
    for question in quiz.drawn(quiz.load(one), 0):
        for why in (question.why, *(c.why for c in question.choices), *(w for _, w in question.mistakes)):
            assert not why or letters(plain(why))[:40] not in text
    assert "Answer" in text and "explanation" not in text.lower()


@every_quiz
@pytest.mark.parametrize("paper", printed.PAPERS)
def test_pages_have_the_size_of_the_paper_and_are_numbered(one: course.Assignment, paper: str) -> None:
    pages = reader(one, paper).pages
    for number, page in enumerate(pages, 1):
        size = float(page.mediabox.width) / 72, float(page.mediabox.height) / 72
        assert size == pytest.approx(INCHES[paper], abs=0.01)
        assert f"page {number} of {len(pages)}" in page.extract_text()


@every_quiz
def test_all_fonts_are_in_the_file(one: course.Assignment) -> None:
    fonts = [font for page in reader(one).pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        (inner,) = font.get_object()["/DescendantFonts"]
        descriptor = inner.get_object()["/FontDescriptor"]
        assert any(f"/FontFile{kind}" in descriptor for kind in (2, 3))


@every_quiz
def test_the_committed_file_is_what_its_source_gives_and_twice_the_same(one: course.Assignment) -> None:
    first, second = (printed.pdf(quiz.parse(one.source.read_text(), one.source.name)) for _ in range(2))
    assert first == second == (one.folder / f"{one.id}.pdf").read_bytes()
    assert len(first) < 200_000


def test_other_paper_goes_into_a_folder_of_ones_own(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["--paper", "us-letter", str(tmp_path / "letter")])
    assert done.exit_code == 0, done.output
    written = sorted((tmp_path / "letter").iterdir())
    assert [path.name for path in written] == [f"{one.id}.pdf" for one in course.QUIZZES]
    assert written[1].read_bytes() == printed.pdf(quiz.load(course.QUIZZES[1]), "us-letter")


def test_a_printed_quiz_that_differs_from_its_source_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stale = {tmp_path / "Module_2_Graded_Quiz.pdf": b"%PDF"}
    monkeypatch.setattr(printed, "files", lambda: stale)
    with pytest.raises(OutOfDate, match=r"^Module_2_Graded_Quiz.pdf: differs from its source; run `autograder build`"):
        release.build(check=True)


def test_what_cannot_be_typeset_is_named() -> None:
    with pytest.raises(AuthoringError, match=r"\\oint: is not known"):
        printed.typeset(r"$\oint x$")
    with pytest.raises(AuthoringError, match="no paper that is known"):
        printed.source(quiz.load(course.QUIZZES[0]), "papyrus")


def test_marks_of_the_typesetter_in_a_text_are_only_letters() -> None:
    assert printed.typeset("3. of [all] *#let* @me <b> ~ $x / 2$") == r"3\. of \[all\] \*\#let\* \@me \<b\> \~ $x \/ 2$"
