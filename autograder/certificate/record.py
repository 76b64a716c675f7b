"""What a certificate says, as a small canonical JSON text, and the signature under it.

    text = signed(record, private_key)      {"code":"9TYAYX7HQPUH", ...,"version":1}.SIGNATURE
    record = read(text, public_key)         NotGenuine unless each byte is as it was signed

A record has one spelling only, and so has its signature, so that no byte of the text can be changed unnoticed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from autograder.errors import NotGenuine

VERSION = 1
CODE_LENGTH = 12
CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that looks like another
PURPOSE = b"autograder certificate record\n"  # a signature for one purpose is none for another
LONGEST = 4000  # characters of a signed text


@dataclass(frozen=True)
class Record:
    """A course passed. Scores and the pass mark are percentages; `scores` has a pair for each week."""

    name: str
    course: str
    date: str  # of issue, as 2026-11-25
    scores: tuple[tuple[int, float], ...]
    pass_mark: float
    code: str = ""
    specimen: bool = False

    def payload(self) -> bytes:
        """Its only spelling: keys in order, no spaces, UTF-8."""
        content: dict[str, Any] = {
            "code": self.code,
            "course": self.course,
            "date": self.date,
            "name": self.name,
            "pass_mark": float(self.pass_mark),
            "scores": {str(week): float(score) for week, score in self.scores},
            "version": VERSION,
        }
        if self.specimen:
            content["specimen"] = True
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def new_code(record: Record, key: Ed25519PrivateKey) -> str:
    """The verification code: the same for the same record, and not to be guessed without the key."""
    digest = hashlib.sha256(key.sign(b"autograder certificate code\n" + record.payload())).digest()
    return "".join(CODE_LETTERS[byte % len(CODE_LETTERS)] for byte in digest[:CODE_LENGTH])


def signed(record: Record, key: Ed25519PrivateKey) -> str:
    """The record and the signature under it, as one line of text: what the files embed and the QR code shows."""
    payload = record.payload()
    return f"{payload.decode('utf-8')}.{encode(key.sign(PURPOSE + payload))}"


def read(text: str, key: Ed25519PublicKey) -> Record:
    """What was signed. NotGenuine if this key did not sign exactly that."""
    record, signature = _parts(text)
    try:
        key.verify(signature, PURPOSE + record.payload())
    except InvalidSignature:
        raise NotGenuine(
            "the signature under its data is not the instructor's: the data were changed, or another key signed them"
        ) from None
    return record


def claims(text: str) -> Record:
    """What the text says of itself, whoever signed it. NotGenuine if it is no record at all."""
    return _parts(text)[0]


def encode(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode("ascii").rstrip("=")


def decode(text: str) -> bytes:
    """The bytes; ValueError for any spelling but the one that `encode` gives."""
    try:
        value = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from None
    if encode(value) != text:
        raise ValueError("not the only spelling")
    return value


def _parts(text: str) -> tuple[Record, bytes]:
    broken = NotGenuine("its data are damaged, or were changed")
    payload, dot, signature = text.rpartition(".")
    if not dot or len(text) > LONGEST:
        raise broken
    try:
        record = _record(json.loads(payload))
        if record.payload() == payload.encode("utf-8"):
            return record, decode(signature)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        pass
    raise broken


def _record(content: Any) -> Record:
    if type(content) is not dict or content["version"] != VERSION:
        raise ValueError("not a record of this version")
    scores = tuple(sorted((int(week), float(score)) for week, score in content["scores"].items()))
    for word in ("name", "course", "code"):
        if type(content[word]) is not str:
            raise ValueError(f"{word} is no text")
    date.fromisoformat(content["date"])
    mark = float(content["pass_mark"])
    return Record(
        content["name"], content["course"], content["date"], scores, mark, content["code"], "specimen" in content
    )
