"""Certificates: who gets one, what it shows, and that nothing in it can be changed or forged."""

from __future__ import annotations

import io
import json
import random
import struct
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdf
import pytest
import segno
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from matplotlib.figure import Figure
from PIL import Image

from autograder import certificate, classroom, cli, course, places
from autograder.certificate import drawing, files, keys, lettering, specimen, verify
from autograder.certificate.record import Record, claims, decode, encode, new_code, read, signed
from autograder.certificate.standing import standings, week_scores
from autograder.classroom import GradebookRow
from autograder.course import Assignment
from autograder.errors import AutograderError, ClassroomError, NotGenuine, NotPassed

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
RECORD = Record("Łucja Núñez", "Sequence Models", "2026-11-25", ((1, 96.5), (2, 88.0)), 80.0, "ABCDEFGH2345")
TEXT = signed(RECORD, KEY)
PARTS = (
    Assignment("step_by_step", 1, "steps"),
    Assignment("Module_1_Graded_Quiz", 1, "quiz"),
    Assignment("Emojify", 2, "emoji"),
)
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


@pytest.fixture
def gradebook(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """The scores of Ana, in a course of three parts; a test changes them."""
    scores = {"step_by_step": 95.0, "Module_1_Graded_Quiz": 80.0, "Emojify": 100.0}
    monkeypatch.setattr(course, "ASSIGNMENTS", PARTS)
    monkeypatch.setattr(classroom, "learner_name", {"ana": "Ana Ruiz"}.get)
    monkeypatch.setattr(classroom, "gradebook_rows", lambda: [row(name, score) for name, score in scores.items()])
    return scores


@pytest.fixture
def no_drawing(monkeypatch: pytest.MonkeyPatch, made: dict[str, bytes]) -> None:
    """Pages that look all the same, at once."""
    body = (
        made["png"].replace(_chunk_of(made["png"], b"iTXt"), b"").replace(_chunk_of(made["png"], files.SEAL_KEY), b"")
    )

    def render(record: Record, text: str, key_name: str) -> tuple[bytes, bytes]:
        return files.png_with_record(body, text), b"%%PDF-1.4\n/Keywords (%s)\n" % files.keywords(text).encode()

    monkeypatch.setattr(drawing, "render", render)


@pytest.fixture
def check(tmp_path: Path) -> Callable[[bytes], certificate.Verified]:
    """Verify these bytes with the public key alone."""
    public = tmp_path / "instructor.pub"
    public.write_bytes(keys.public_pem(KEY))

    def verified(content: bytes) -> certificate.Verified:
        path = tmp_path / "file"
        path.write_bytes(content)
        return verify(path, public)

    return verified


@pytest.fixture
def run() -> Callable[..., Result]:
    return lambda *words: CliRunner().invoke(cli.main, [str(word) for word in words])


def row(assignment: str, score: float, most: float = 100.0, learner: str = "ana", review: bool = False) -> GradebookRow:
    return GradebookRow(assignment, learner, score, most, 0.0, review)


# Who gets one


def test_who_passed_everything_gets_both_files_and_they_are_genuine(gradebook: dict[str, float], home: Path) -> None:
    issued = certificate.issue("ana")
    assert (issued.record.name, issued.record.course) == ("Ana Ruiz", "Sequence Models")
    assert issued.record.scores == ((1, 87.5), (2, 100.0))
    assert {issued.png.name, issued.pdf.name} == {f"{issued.record.code}.png", f"{issued.record.code}.pdf"}
    for path in (issued.png, issued.pdf):
        assert verify(path) == verify(path, keys.public_path()) == certificate.Verified(issued.record, True)


def test_who_has_not_passed_is_told_what_is_missing_part_by_part(gradebook: dict[str, float], home: Path) -> None:
    gradebook["step_by_step"] = 62.5
    del gradebook["Emojify"]
    with pytest.raises(NotPassed) as refusal:
        certificate.issue("ana")
    assert str(refusal.value) == (
        "ana: has not passed yet, 80 % is needed in each: "
        "step_by_step has 62.5 of 100 points and needs 80; Emojify is not handed in."
    )
    assert not home.exists()


def test_a_quiz_counts_as_soon_as_the_course_has_it(gradebook: dict[str, float]) -> None:
    gradebook["Module_1_Graded_Quiz"] = 79.99
    with pytest.raises(NotPassed, match="Module_1_Graded_Quiz has 79.99 of 100 points and needs 80"):
        certificate.issue("ana")


def test_every_part_of_the_real_course_is_required() -> None:
    assert {part.id for part in certificate.required()} >= {assignment.id for assignment in course.ASSIGNMENTS}


def test_the_pass_mark_can_be_set(gradebook: dict[str, float], no_drawing: None) -> None:
    with pytest.raises(NotPassed, match="90 % is needed.* Module_1_Graded_Quiz has 80 of 100 points and needs 90"):
        certificate.issue("ana", pass_mark=90)
    gradebook["Module_1_Graded_Quiz"] = 50.0
    assert certificate.issue("ana", pass_mark=50).record.pass_mark == 50


def test_the_pass_mark_is_taken_of_the_points_that_can_be_had() -> None:
    parts = PARTS[:1]
    for score, passes in ((24.0, True), (23.99, False), (30.0, True), (0.0, False)):
        (found,) = standings("ana", [row("step_by_step", score, 30.0)], parts)
        assert (found.missing(80) == "") is passes


def test_what_a_person_has_yet_to_grade_is_said() -> None:
    (found,) = standings("ana", [row("step_by_step", 10, review=True)], PARTS[:1])
    assert found.missing(80) == ("step_by_step has 10 of 100 points and needs 80, and a person has yet to look at it")
    (found,) = standings("ana", [row("step_by_step", 0, 0.0)], PARTS[:1])
    assert found.missing(80) == "step_by_step is not graded yet"


def test_scores_of_others_do_not_count() -> None:
    found = standings("ana", [row("step_by_step", 100, learner="ben")], PARTS[:1])
    assert found[0].missing(80) == "step_by_step is not handed in"


def test_a_week_is_the_share_of_its_points_and_never_rounded_up() -> None:
    rows = [row("step_by_step", 79.99), row("Module_1_Graded_Quiz", 8.0, 10.0), row("Emojify", 2.0, 3.0)]
    assert week_scores(standings("ana", rows, PARTS)) == ((1, 79.9), (2, 66.6))


def test_a_learner_whom_the_gradebook_does_not_know_is_named(gradebook: dict[str, float]) -> None:
    with pytest.raises(ClassroomError, match="^bob: the gradebook has no learner of this name"):
        certificate.issue("bob")


def test_asked_again_it_is_the_same_certificate_until_something_changes(
    gradebook: dict[str, float], no_drawing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = certificate.issue("ana")
    content = first.png.read_bytes()
    entries = certificate._register()

    class Later(certificate.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2031, 1, 2, tzinfo=tz)

    monkeypatch.setattr(certificate, "datetime", Later)
    assert certificate.issue("ana") == first
    assert (first.png.read_bytes(), certificate._register()) == (content, entries)
    gradebook["Emojify"] = 90.0
    better = certificate.issue("ana")
    assert (better.record.date, better.record.scores[1]) == ("2031-01-02", (2, 90.0))
    assert better.record.code != first.record.code and len(certificate._register()) == 2
    assert verify(first.png).record == first.record


def test_the_code_depends_on_the_record_and_on_the_key() -> None:
    bare = replace(RECORD, code="")
    codes = {new_code(bare, KEY), new_code(replace(bare, name="Ana"), KEY), new_code(bare, keys.SPECIMEN)}
    assert len(codes) == 3 and all(len(code) == 12 and code.isalnum() and code.upper() == code for code in codes)
    assert new_code(bare, KEY) in codes


# Forging


def test_the_record_is_read_as_it_was_signed() -> None:
    assert read(TEXT, KEY.public_key()) == RECORD
    payload = TEXT.rpartition(".")[0]
    assert json.loads(payload)["name"] == "Łucja Núñez" and " " not in payload.replace("Łucja Núñez", "").replace(
        "Sequence Models", ""
    )


@pytest.mark.parametrize("change", [1, 0x20, 0x80])
def test_any_changed_byte_of_the_record_is_refused(change: int) -> None:
    content = TEXT.encode()
    for place in range(len(content)):
        forged = content[:place] + bytes([content[place] ^ change]) + content[place + 1 :]
        with pytest.raises(NotGenuine):
            read(forged.decode("utf-8", "surrogateescape"), KEY.public_key())


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Eve"},
        {"course": "Another"},
        {"date": "2026-11-26"},
        {"scores": ((1, 100.0), (2, 88.0))},
        {"scores": ((1, 96.5), (2, 88.0), (3, 100.0))},
        {"pass_mark": 50.0},
        {"code": "ABCDEFGH2346"},
        {"specimen": True},
    ],
    ids=lambda change: next(iter(change)),
)
def test_no_fact_can_be_changed_under_the_signature(change: dict) -> None:
    signature = TEXT.rpartition(".")[2]
    forged = f"{replace(RECORD, **change).payload().decode()}.{signature}"
    with pytest.raises(NotGenuine, match="not the instructor's"):
        read(forged, KEY.public_key())


@pytest.mark.parametrize(
    "respell",
    [
        lambda text: text.replace(",", ", ", 1),
        lambda text: text.replace("96.5", "96.50"),
        lambda text: text.replace("{", '{"name":"Eve",', 1),
        lambda text: text.replace("Ł", "\\u0141"),
        lambda text: text + "=",
        lambda text: text + "\n",
        lambda text: " " + text,
        lambda text: text.replace('"version":1', '"version":1.0'),
        lambda text: text.replace('"version":1', '"version":1,"x":2'),
        lambda text: text.rpartition(".")[0],
        lambda text: "",
        lambda text: "[" * 3000 + ".",
        lambda text: '{"name":"\\ud800"}.x',
        lambda text: text.replace("Łucja Núñez", "\\ud800"),
        lambda text: "x" * 10_000 + text,
        lambda text: text.replace('{"1":96.5,"2":88.0}', "[]"),
    ],
)
def test_another_spelling_of_the_same_record_is_refused(respell: Callable[[str], str]) -> None:
    with pytest.raises(NotGenuine):
        read(respell(TEXT), KEY.public_key())


def test_bytes_have_one_spelling() -> None:
    assert decode(encode(b"ab")) == b"ab"
    for other in ("YWI=", "YWJ", "YW I", "YWI\n", "Y", "YW+/"):
        with pytest.raises(ValueError):
            decode(other)


def test_another_key_is_refused(made: dict[str, bytes], tmp_path: Path) -> None:
    path, other = tmp_path / "c.png", tmp_path / "other.pub"
    path.write_bytes(made["png"])
    other.write_bytes(keys.public_pem(Ed25519PrivateKey.generate()))
    with pytest.raises(NotGenuine, match=r"^c\.png: not genuine: the signature .* another key signed them\.$"):
        verify(path, other)


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_any_changed_byte_of_a_file_is_refused(kind: str, made: dict[str, bytes], check: Callable) -> None:
    content = made[kind]
    assert check(content).record == RECORD
    data = [content.index(mark) for mark in (b"sequence-models-certificate", files.SEAL_KEY)]
    every = {place for start in data for place in range(start - 8, min(start + 500, len(content)))}
    for place in sorted(every | set(random.Random(1).sample(range(len(content)), 300)) | {0, len(content) - 1}):
        forged = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        with pytest.raises(NotGenuine):
            check(forged)


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_bytes_added_or_taken_away_are_noticed(kind: str, made: dict[str, bytes], check: Callable) -> None:
    content = made[kind]
    for forged in (content + b"\n", content[:-1], content + content, content[:200], content[:5000] + content[5001:]):
        with pytest.raises(NotGenuine):
            check(forged)


def test_a_repainted_picture_that_kept_its_data_is_refused(made: dict[str, bytes], check: Callable) -> None:
    png = made["png"]
    with Image.open(io.BytesIO(png)) as picture:
        pixels = np.array(picture)
    pixels[400:450, 900:1000] = 0
    repainted = io.BytesIO()
    Image.fromarray(pixels).save(repainted, "png")
    with pytest.raises(NotGenuine, match="carries no record .* saved anew .* ask for the file as it was issued"):
        check(repainted.getvalue())
    with_record = files.png_with_record(repainted.getvalue(), files.record_in(png))
    with pytest.raises(NotGenuine, match="carries no seal"):
        check(with_record)
    with_seal = with_record[:-12] + _chunk_of(png, files.SEAL_KEY) + with_record[-12:]
    with pytest.raises(NotGenuine, match="the file was changed after it was issued, its picture perhaps"):
        check(with_seal)


def test_a_pdf_whose_page_was_changed_is_refused(made: dict[str, bytes], check: Callable) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made["pdf"]))
    writer.add_blank_page()
    changed = io.BytesIO()
    writer.write(changed)
    with pytest.raises(NotGenuine):
        check(changed.getvalue())
    with pytest.raises(NotGenuine):  # as an editor that only appends
        check(made["pdf"] + changed.getvalue())


def test_the_record_of_one_certificate_in_the_picture_of_another_is_refused(
    made: dict[str, bytes], check: Callable
) -> None:
    other = signed(replace(RECORD, name="Eve"), KEY)
    own = _chunk_of(made["png"], b"iTXt")
    bare = made["png"].replace(own, b"").replace(_chunk_of(made["png"], files.SEAL_KEY), b"")
    with pytest.raises(NotGenuine, match="picture perhaps"):
        check(made["png"].replace(own, _chunk_of(files.png_with_record(bare, other), b"iTXt")))
    with pytest.raises(NotGenuine, match="more than one record"):
        check(files.sealed(files.png_with_record(files.png_with_record(bare, other), TEXT), KEY))


def test_a_seal_by_another_key_is_refused(made: dict[str, bytes], check: Callable) -> None:
    bare = made["png"].replace(_chunk_of(made["png"], files.SEAL_KEY), b"")
    with pytest.raises(NotGenuine, match="picture perhaps"):
        check(files.sealed(bare, keys.SPECIMEN))
    assert check(files.sealed(bare, KEY)).sealed


def test_a_signature_for_one_purpose_is_none_for_another() -> None:
    body = b"%PDF-1.4\n"
    seal = files.sealed(body, KEY).split()[-1].decode()
    with pytest.raises(NotGenuine):
        read(f"{RECORD.payload().decode()}.{seal}", KEY.public_key())
    forged = body + b"%" + files.SEAL_KEY + b" " + TEXT.rpartition(".")[2].encode() + b"\n"
    with pytest.raises(NotGenuine):
        files.check_seal(forged, KEY.public_key())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8\xff\xe0 a photograph",
        b"%PDF-",
        files.PNG,
        files.PNG + b"\0\0\0\0IEND\xaeB`\x82",
        files.PNG + b"\xff\xff\xff\xffIDAT" + b"\0\0\0\0IEND\xaeB`\x82",
        b"{}",
        b"{" * 5000,
        "{".encode("utf-16"),
        b"%PDF-1.4 (sequence-models-certificate:A)",
        b"%PDF-1.4 (sequence-models-certificate:_w)",
    ],
)
def test_what_is_no_certificate_is_refused_in_one_sentence(content: bytes, check: Callable) -> None:
    with pytest.raises(NotGenuine, match=r"^file: not genuine: .*\.$"):
        check(content)


def test_the_text_of_the_qr_code_is_verified_and_says_what_to_compare(check: Callable) -> None:
    for ending in ("", "\n", "\r\n"):
        found = check((TEXT + ending).encode())
        assert found == certificate.Verified(RECORD, False)
        assert "The record is genuine" in str(found) and "only as genuine as it says the same" in str(found)
    with pytest.raises(NotGenuine):
        check(TEXT.replace("96.5", "99.5").encode())


def test_what_a_forged_text_claims_is_not_believed() -> None:
    forged = replace(RECORD, name="Eve").payload().decode() + "." + encode(bytes(64))
    assert claims(forged).name == "Eve"
    with pytest.raises(NotGenuine):
        read(forged, KEY.public_key())


# The keys


def test_the_keys_are_made_once_and_the_private_one_is_its_owners_alone(home: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made_keys = {keys.public_pem(key) for key in pool.map(lambda _: keys.private_key(), range(24))}
    assert made_keys == {keys.public_path().read_bytes()}
    assert keys.private_path().stat().st_mode & 0o777 == 0o600
    assert home.stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in home.iterdir()) == ["certificate_key.pem", "certificate_key.pub"]
    assert b"PRIVATE" not in keys.public_path().read_bytes()


def test_a_key_that_others_may_read_is_not_used(home: Path) -> None:
    keys.private_key()
    keys.private_path().chmod(0o640)
    with pytest.raises(ClassroomError, match="others may read the key .*`chmod 600"):
        keys.private_key()


@pytest.mark.parametrize("content", [b"", b"no key", keys.public_pem(KEY)])
def test_a_broken_key_is_named_and_never_replaced(home: Path, content: bytes) -> None:
    keys.private_key()
    keys.private_path().write_bytes(content)
    with pytest.raises(ClassroomError, match="is not a private Ed25519 key"):
        keys.private_key()
    assert keys.private_path().read_bytes() == content


def test_a_lost_public_key_is_written_again(home: Path) -> None:
    public = keys.public_pem(keys.private_key())
    keys.public_path().unlink()
    keys.private_key()
    assert keys.public_path().read_bytes() == public


def test_verifying_makes_no_key(made: dict[str, bytes], tmp_path: Path, home: Path) -> None:
    path = tmp_path / "c.png"
    path.write_bytes(made["png"])
    with pytest.raises(ClassroomError, match="no such public key; name the file .* with --key FILE"):
        verify(path)
    assert not home.exists()
    path.with_suffix(".pub").write_text("no key")
    with pytest.raises(ClassroomError, match="is not a public Ed25519 key"):
        verify(path, path.with_suffix(".pub"))


def test_keys_and_certificates_of_the_classroom_are_never_committed() -> None:
    assert "/classroom/" in (course.ROOT / ".gitignore").read_text().splitlines()
    assert not list(course.MEDIA.glob("*.pem"))


# The page


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


def test_nothing_is_kept_if_the_name_cannot_be_drawn(
    gradebook: dict[str, float], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lettering, "_candidates", lambda name: iter(()))
    with pytest.raises(AutograderError, match="No font here can write"):
        certificate.issue("ana")
    assert not home.exists()


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


# The command line


def test_the_command_issues_and_verifies(
    gradebook: dict[str, float], no_drawing: None, run: Callable[..., Result], tmp_path: Path
) -> None:
    done = run("certificate", "ana", "--name", "Ana  María", "--into", tmp_path / "out")
    assert done.exit_code == 0 and done.stdout.startswith("Ana María: certificate ")
    for path in (tmp_path / "out").iterdir():
        said = run("verify", path)
        assert said.exit_code == 0 and said.stdout.startswith("Genuine and unchanged. Ana María passed Sequence Models")
    path.write_bytes(path.read_bytes()[:-1])
    refused = run("verify", path)
    assert (refused.exit_code, refused.stdout, refused.stderr.count("\n")) == (8, "", 1)


def test_the_command_refuses_who_has_not_passed(
    gradebook: dict[str, float], run: Callable[..., Result], no_drawing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    gradebook["Emojify"] = 70.0
    done = run("certificate", "ana")
    assert done.exit_code == 7 and "Emojify has 70 of 100 points and needs 80" in done.stderr
    assert run("certificate", "ana", "--pass-mark", "70").exit_code == 0
    monkeypatch.setenv("AUTOGRADER_PASS_MARK", "65")
    assert run("certificate", "ana").exit_code == 0


def test_a_file_that_cannot_be_read_is_named(run: Callable[..., Result], tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.png"):
        done = run("verify", path)
        assert done.exit_code == 1 and "cannot be read" in done.stderr


@pytest.mark.kernel
@pytest.mark.filterwarnings("ignore:Object of type <Submitted")  # nbgrader's
def test_scores_and_names_come_from_nbgraders_gradebook(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from nbgrader.api import Gradebook

    home.mkdir()
    monkeypatch.setattr(course, "ASSIGNMENTS", PARTS[:1])
    with Gradebook(places.gradebook(), course.COURSE_ID) as book:
        book.add_assignment("step_by_step")
        book.add_notebook("steps", "step_by_step")
        book.add_grade_cell("one_check", "steps", "step_by_step", max_score=50, cell_type="code")
        for learner, name, score in (("ana", "Łucja", 45.0), ("ben", "Ben", 30.0), ("cem", None, None)):
            book.add_student(learner, first_name=name, last_name="Núñez" if name else None)
            if score is not None:
                book.add_submission("step_by_step", learner)
                book.find_grade("one_check", "steps", "step_by_step", learner).auto_score = score
        book.db.commit()
    issued = certificate.issue("ana")
    assert (issued.record.name, issued.record.scores) == ("Łucja Núñez", ((1, 90.0),))
    assert verify(issued.pdf).sealed
    with pytest.raises(NotPassed, match="^ben: .* step_by_step has 30 of 50 points and needs 40"):
        certificate.issue("ben")
    with pytest.raises(NotPassed, match="^cem: .* step_by_step is not handed in"):
        certificate.issue("cem")
    with pytest.raises(ClassroomError, match="^dee: "):
        certificate.issue("dee")


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


def _chunk_of(png: bytes, mark: bytes) -> bytes:
    """The chunk of a PNG whose kind or keyword this is."""
    at = len(files.PNG)
    while True:
        (length,) = struct.unpack(">I", png[at : at + 4])
        chunk = png[at : at + 12 + length]
        if mark in chunk[4 : 8 + len(mark)]:
            assert struct.pack(">I", zlib.crc32(chunk[4:-4])) == chunk[-4:]
            return chunk
        at += len(chunk)
