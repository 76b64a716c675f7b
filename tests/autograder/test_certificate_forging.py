"""Certificates: nothing in one can be changed or forged."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdf
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image

from autograder import certificate
from autograder.certificate import files, keys, verify
from autograder.certificate.record import claims, decode, encode, read, signed
from autograder.errors import NotGenuine
from tests.autograder.certificates import KEY, RECORD, TEXT, chunk_of


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One certificate's files, and the key to verify them."""
    folder = tmp_path_factory.mktemp("made")
    issued = certificate.make(RECORD, KEY, folder)
    return {"png": issued.png.read_bytes(), "pdf": issued.pdf.read_bytes()}


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


@pytest.mark.slow
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
    with_seal = with_record[:-12] + chunk_of(png, files.SEAL_KEY) + with_record[-12:]
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
    own = chunk_of(made["png"], b"iTXt")
    bare = made["png"].replace(own, b"").replace(chunk_of(made["png"], files.SEAL_KEY), b"")
    with pytest.raises(NotGenuine, match="picture perhaps"):
        check(made["png"].replace(own, chunk_of(files.png_with_record(bare, other), b"iTXt")))
    with pytest.raises(NotGenuine, match="more than one record"):
        check(files.sealed(files.png_with_record(files.png_with_record(bare, other), TEXT), KEY))


def test_a_seal_by_another_key_is_refused(made: dict[str, bytes], check: Callable) -> None:
    bare = made["png"].replace(chunk_of(made["png"], files.SEAL_KEY), b"")
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
