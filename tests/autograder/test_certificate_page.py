"""Certificates: what the page shows, in any script, and the sample of it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdf
import pytest
import segno
from matplotlib.figure import Figure
from PIL import Image

from autograder import certificate, course, places
from autograder.certificate import drawing, files, keys, lettering, specimen, verify
from autograder.certificate.record import signed
from autograder.errors import AutograderError, NotGenuine
from tests.autograder.certificates import KEY, RECORD, TEXT

NAMES = {
    "accents": "Ștefan Đặng Żółć",
    "Arabic": "محمد بن عبد الله الخوارزمي",
    "Chinese": "欧阳修 李小龍",
    "Cyrillic": "Алёна Ґалаґан",
    "Devanagari": "राहुल श्रीवास्तव",
    "Greek": "Ελένη Παπαδοπούλου",
    "Hebrew": "נועה לוי",
    "Japanese": "さくら 山田",
    "Korean": "김민준",
    "Tamil": "தமிழ்ச்செல்வி",
    "Thai": "สมชาย ใจดี",
    "two scripts": "Amira عميرة 李",
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(places.CLASSROOM, str(tmp_path / "classroom"))
    return tmp_path / "classroom"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One certificate's files, and the key to verify them."""
    folder = tmp_path_factory.mktemp("made")
    issued = certificate.make(RECORD, KEY, folder)
    return {"png": issued.png.read_bytes(), "pdf": issued.pdf.read_bytes()}


def test_the_same_record_gives_the_same_bytes(made: dict[str, bytes], tmp_path: Path) -> None:
    again = certificate.make(RECORD, KEY, tmp_path)
    assert again.png.read_bytes() == made["png"]
    assert again.pdf.read_bytes() == made["pdf"]


def test_the_pdf_is_one_landscape_a4_page_that_says_everything(made: dict[str, bytes]) -> None:
    reader = pypdf.PdfReader(io.BytesIO(made["pdf"]), strict=True)
    (page,) = reader.pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)
    text = page.extract_text()
    for words in ("Certificate of Completion", "Łucja Núñez", "Sequence Models", "2026-11-25", RECORD.code):
        assert words in text
    for words in ("Week 1", "96.5 %", "Week 2", "88 %", "at least 80 %", keys.fingerprint(KEY.public_key())):
        assert words in text
    assert "SPECIMEN" not in text
    assert not page.images  # vectors, no picture


def test_the_qr_code_in_the_picture_is_the_signed_record(made: dict[str, bytes]) -> None:
    with Image.open(io.BytesIO(made["png"])) as picture:
        dark = np.array(picture.convert("L")) < 128
    code = segno.make(TEXT, error="m", micro=False, mode="byte", encoding="utf-8", eci=True, boost_error=False)
    wanted = np.array([list(line) for line in code.matrix], bool)
    scale = drawing.DPI / drawing.INCH
    x, y = (round(at * scale) for at in (drawing.QR_CENTRE[0], drawing.HEIGHT - drawing.QR_CENTRE[1]))
    half = round(drawing.QR_SIDE * scale / 2) + 3
    area = dark[y - half : y + half, x - half : x + half]
    rows, columns = np.flatnonzero(area.any(1)), np.flatnonzero(area.any(0))
    seen = area[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    module = len(seen) / len(wanted)
    assert module == int(module) >= 3 and seen.shape[0] == seen.shape[1]
    assert (np.kron(wanted, np.ones((int(module),) * 2, bool)) == seen).all()


@pytest.mark.parametrize("script", NAMES)
def test_a_name_in_any_script_is_drawn_without_an_empty_box(script: str) -> None:
    """matplotlib warns of each glyph it has not, and a warning fails a test."""
    width, pixels = _drawn(NAMES[script])
    assert width > 50 and pixels.any()
    other = _drawn(NAMES[script][:-1])[1]
    assert other.shape == pixels.shape and (other != pixels).any()


def test_arabic_letters_join_and_run_from_right_to_left() -> None:
    assert _pieces("محمد") == 1
    assert _pieces("\u200c".join("محمد")) == 4
    _, pixels = _drawn("دا")  # the tall second letter stands left of the low first one
    columns = np.flatnonzero(pixels.any(0))
    left, right = np.array_split(pixels[:, columns[0] : columns[-1] + 1], 2, axis=1)
    assert np.flatnonzero(left.any(1))[0] < np.flatnonzero(right.any(1))[0] - 5


def test_a_name_is_printed_as_it_is_however_odd_and_fits_the_page() -> None:
    name = "A$AP $mith\\frac{1}{2} " + "W" * 50
    page = drawing._page(replace(RECORD, name=name, scores=((1, 90.0),)), TEXT, "key")
    (line,) = [text for text in page.axes[0].texts if text.get_text() == name]
    assert line.get_window_extent().width <= drawing.NAME_WIDTH / drawing.INCH * page.dpi * 1.03  # hinted
    assert not line.get_parse_math()


def test_the_longest_name_still_has_a_qr_code_one_can_scan() -> None:
    text = signed(replace(RECORD, name="欧" * lettering.LONGEST_NAME), KEY)
    code = segno.make(text, error="m", micro=False, mode="byte", encoding="utf-8", eci=True, boost_error=False)
    assert drawing.QR_SIDE / len(code.matrix) > 0.4  # millimetres


def test_a_name_is_composed_and_has_single_spaces() -> None:
    assert lettering.clean("  Zoe\u0308\t Bjo\u0308rk\n") == "Zoë Björk"
    assert lettering.clean("علی\u200cرضا") == "علی\u200cرضا"


@pytest.mark.parametrize("name", ["", "  \n", "Eve\u202eana", "a\x00b", "\ue000", "x" * 81])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(AutograderError, match="--name"):
        lettering.clean(name)


@pytest.mark.parametrize(("name", "package"), [("李", "fonts-noto-cjk"), ("राहुल", "fonts-noto-core")])
def test_a_name_that_no_font_can_write_is_refused_with_the_mend(
    name: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = [font for font, _ in zip(lettering._candidates(name), lettering.OWN, strict=False)]
    monkeypatch.setattr(lettering, "_candidates", lambda name: iter(own))
    with pytest.raises(AutograderError, match=rf"^No font here can write '.' \(U\+.*Debian's package {package}"):
        lettering.fonts_for(name)


def test_the_colours_are_those_of_the_figures() -> None:
    shapes = (course.MEDIA / "shapes.py").read_text()
    kinds = (drawing.INPUT, drawing.STATE, drawing.MEMORY, drawing.GATE, drawing.OUTPUT)
    for colour in (drawing.INK, drawing.FAINT, drawing.PAPER, drawing.EDGE, drawing.RED, *sum(kinds, ())):
        assert colour in shapes


# The specimen


def test_the_sample_is_a_specimen_that_verifies_with_its_published_key() -> None:
    path = course.MEDIA / "9TYAYX7HQPUH.png"
    found = verify(path)
    assert found == verify(path, course.MEDIA / "specimen_key.pub") == certificate.Verified(specimen.RECORD, True)
    assert (found.record.code, found.record.specimen) == ("9TYAYX7HQPUH", True)
    assert str(found).startswith("A genuine specimen, unchanged. It certifies nothing.")


def test_the_sample_is_what_the_code_makes_today(tmp_path: Path) -> None:
    for path in specimen.write(tmp_path):
        committed = course.MEDIA / path.name
        if path.suffix == ".pub":
            assert committed.read_bytes() == path.read_bytes()
            continue
        assert files.record_in(committed.read_bytes()) == files.record_in(path.read_bytes())
        with Image.open(committed) as old, Image.open(path) as new:
            assert np.abs(np.asarray(old, int) - np.asarray(new, int)).mean() < 0.5


def test_a_specimen_says_so_on_its_page() -> None:
    page = drawing._page(specimen.RECORD, TEXT, "key")
    words = [text.get_text() for text in page.axes[0].texts]
    assert "SPECIMEN" in words and any("certifies nothing" in text for text in words)


def test_the_published_key_signs_nothing_but_specimens(tmp_path: Path, home: Path) -> None:
    keys.private_key()
    path = tmp_path / "forged.txt"
    path.write_text(signed(RECORD, keys.SPECIMEN), encoding="utf-8")
    with pytest.raises(NotGenuine, match="not the instructor's"):
        verify(path)
    path.write_text(signed(replace(RECORD, specimen=True), keys.private_key()), encoding="utf-8")
    with pytest.raises(NotGenuine):
        verify(path)


def _drawn(words: str) -> tuple[float, np.ndarray]:
    """The width of a line of words, and which dots are dark."""
    figure = Figure(figsize=(8, 1))
    fonts = lettering.fonts_for(words)
    fonts.set_size(30)
    line = figure.text(0.5, 0.5, words, fontproperties=fonts, ha="center", va="center")
    content = io.BytesIO()
    figure.savefig(content, format="png")
    with Image.open(content) as picture:
        return line.get_window_extent().width, np.array(picture.convert("L")) < 128


def _pieces(words: str) -> int:
    """How many stretches of ink a line of words has, from left to right."""
    return int((np.diff(_drawn(words)[1].any(0).astype(int)) == 1).sum())
