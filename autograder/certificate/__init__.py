"""Certificates: issued to those who passed the whole course, and verified by anyone who has the public key.

    issued = issue(learner)                 NotPassed says what is missing
    verified = verify(path, key_path)       NotGenuine says why not

What a certificate says is a small record (`record.py`), signed with the instructor's key (`keys.py`), drawn on a page
(`drawing.py`), embedded in its PNG and PDF, and shown there as a QR code. A seal over all bytes of the file
(`files.py`) makes a repainted picture as visible as a changed record. Paper has no seal: there, compare what you see
with the record that the QR code holds, which `verify` reads from a text file.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from autograder import course, places, writing
from autograder.certificate import files, keys
from autograder.certificate.record import LONGEST, Record, claims, new_code, read, signed
from autograder.certificate.standing import Part, standings, week_scores
from autograder.errors import AutograderError, ClassroomError, NotGenuine, NotPassed

__all__ = ["PASS_MARK", "Issued", "Record", "Verified", "issue", "make", "verify"]

log = logging.getLogger(__name__)

PASS_MARK = 80.0  # percent, of every assignment and quiz
COURSE = "Sequence Models"
LARGEST = 20 << 20  # bytes of a file to verify
REGISTER = "certificates.jsonl"


@dataclass(frozen=True)
class Issued:
    """A certificate and its two files."""

    record: Record
    png: Path
    pdf: Path

    @property
    def key(self) -> Path:
        """The public key that verifies what this classroom issues."""
        return keys.public_path()


@dataclass(frozen=True)
class Verified:
    """A genuine certificate. `sealed`: the whole file is as it was issued, not only the record in it."""

    record: Record
    sealed: bool

    def __str__(self) -> str:
        record = self.record
        weeks = ", ".join(f"week {week}: {score:g} %" for week, score in record.scores)
        facts = f"{record.name} passed {record.course} on {record.date} ({weeks}). Code {record.code}."
        if record.specimen:
            return f"A genuine specimen, unchanged. It certifies nothing. It says: {facts}"
        if self.sealed:
            return f"Genuine and unchanged. {facts}"
        return f"The record is genuine. {facts} A picture or paper is only as genuine as it says the same."


def issue(learner: str, name: str | None = None, pass_mark: float = PASS_MARK, folder: Path | None = None) -> Issued:
    """Write the learner's certificate into the folder, the classroom's `certificates` by default.

    Asked again with nothing changed, it is the same certificate, with the date of the first time.
    """
    from autograder import classroom
    from autograder.classroom import books

    known = classroom.learner_name(learner)
    if known is None:
        raise ClassroomError(
            f"{learner}: the gradebook has no learner of this name; `nbgrader db student list` shows all."
        )
    found = standings(learner, classroom.gradebook_rows(), required())
    if missing := [words for one in found if (words := one.missing(pass_mark))]:
        raise NotPassed(f"{learner}: has not passed yet, {pass_mark:g} % is needed in each: {'; '.join(missing)}.")
    from autograder.certificate import lettering

    today = datetime.now(UTC).date().isoformat()
    record = Record(lettering.clean(name or known), COURSE, today, week_scores(found), float(pass_mark))
    lettering.fonts_for(record.name)  # before anything is kept
    key = keys.private_key()
    with books.held("certificates.lock"):
        record = _as_before(learner, record, key) or replace(record, code=new_code(record, key))
        issued = make(record, key, folder or places.classroom() / "certificates")
        _remember(learner, record, key)
    return issued


def required() -> Sequence[Part]:
    """All that has to be passed: every assignment and every quiz of the course."""
    return course.GRADED


def make(record: Record, key: Ed25519PrivateKey, folder: Path) -> Issued:
    """Draw, sign and seal; write CODE.png and CODE.pdf."""
    from autograder.certificate import drawing

    pages = drawing.render(record, signed(record, key), keys.fingerprint(key.public_key()))
    issued = Issued(record, folder / f"{record.code}.png", folder / f"{record.code}.pdf")
    for path, page in zip((issued.png, issued.pdf), pages, strict=True):
        try:
            writing.write_whole(path, files.sealed(page, key))
        except OSError as error:
            raise AutograderError(f"{path}: cannot be written ({error.strerror}); name another folder.") from None
    return issued


def verify(path: Path, key_path: Path | None = None) -> Verified:
    """Whether a PNG, a PDF, or the text of a QR code is the instructor's; NotGenuine if not.

    A specimen is checked against the published key of specimens, unless a key is named.
    """
    content = _content(path)
    try:
        is_file = content.startswith((files.PNG, files.PDF))
        text = files.record_in(content) if is_file else _scanned(content)
        published = claims(text).specimen and key_path is None
        key = keys.SPECIMEN.public_key() if published else keys.public_key(key_path)
        record = read(text, key)
        if is_file:
            files.check_seal(content, key)
    except NotGenuine as error:
        raise NotGenuine(f"{path.name}: not genuine: {error}.") from None
    return Verified(record, is_file)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise AutograderError(f"{path}: cannot be read ({error.strerror}); name a certificate's PNG or PDF.") from None
    if len(content) > LARGEST:
        raise NotGenuine(f"{path.name}: not genuine: it is larger than any certificate.")
    return content


def _scanned(content: bytes) -> str:
    """The text of a QR code; an editor may have added the end of its only line."""
    try:
        text = content.decode("utf-8").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        text = ""
    if not text.startswith("{") or len(text) > LONGEST:
        raise NotGenuine("it is neither a PNG nor a PDF as issued, nor the text of a certificate's QR code")
    return text


def _as_before(learner: str, record: Record, key: Ed25519PrivateKey) -> Record | None:
    """The newest certificate of this learner, if it says the same but for the date."""
    for entry in reversed(_register()):
        if entry.get("learner") != learner:
            continue
        try:
            before = read(str(entry["certificate"]), key.public_key())
        except (NotGenuine, KeyError):
            return None  # another key signed it
        return before if replace(before, code="", date=record.date) == record else None
    return None


def _remember(learner: str, record: Record, key: Ed25519PrivateKey) -> None:
    entries = _register()
    entry = {"learner": learner, "certificate": signed(record, key)}
    if entry not in entries:
        lines = [json.dumps(one, ensure_ascii=False) for one in [*entries, entry]]
        writing.write_whole(places.classroom() / REGISTER, "\n".join(lines) + "\n")


def _register() -> list[dict[str, str]]:
    """Every certificate that was issued in this classroom, the oldest first."""
    path = places.classroom() / REGISTER
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    except FileNotFoundError:
        return []
    except ValueError:
        raise ClassroomError(f"{path}: is damaged; put it back from your backup, or delete it.") from None
