"""Where a PNG and a PDF carry a signed record, and the seal: a second signature, over every other byte of the file.

    content = sealed(with_record(png, text), private_key)
    text = record_in(content)                           what the file carries
    check_seal(content, public_key)                     NotGenuine if any byte was changed since

The record alone would let a forger repaint the picture around it. The seal covers the picture as well, so a file that
was edited, saved anew, or sent through a program that recompresses pictures is refused, whatever was changed.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Iterator

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from autograder.certificate.record import LONGEST, decode, encode
from autograder.errors import NotGenuine

PNG, PDF = b"\x89PNG\r\n\x1a\n", b"%PDF-"
PURPOSE = b"autograder certificate seal\n"
RECORD_KEY, SEAL_KEY = b"sequence-models-certificate", b"sequence-models-seal"
PDF_RECORD = b"sequence-models-certificate:"
_PDF_SEAL = re.compile(rb"%" + SEAL_KEY + rb" ([\w-]{86})\n\Z", re.ASCII)
_PNG_END = b"\0\0\0\0IEND\xaeB`\x82"

NO_RECORD = (
    "carries no record of a certificate: it is none, or it was saved anew by a program that drops such data; "
    "ask for the file as it was issued"
)
NO_SEAL = "carries no seal, so nothing tells whether the picture is unchanged; ask for the file as it was issued"


def keywords(text: str) -> str:
    """What a PDF's metadata carry: plain letters, whatever the name in the record."""
    return (PDF_RECORD + encode(text.encode("utf-8")).encode("ascii")).decode("ascii")


def png_with_record(png: bytes, text: str) -> bytes:
    """The picture with the record in a chunk of text at its end."""
    return png[: -len(_PNG_END)] + _chunk(b"iTXt", RECORD_KEY + b"\0" * 5 + text.encode("utf-8")) + _PNG_END


def sealed(content: bytes, key: Ed25519PrivateKey) -> bytes:
    """The file with the seal at its end."""
    seal = encode(key.sign(_covered(content))).encode("ascii")
    if content.startswith(PNG):
        return content[: -len(_PNG_END)] + _chunk(b"tEXt", SEAL_KEY + b"\0" + seal) + _PNG_END
    return content + b"%" + SEAL_KEY + b" " + seal + b"\n"


def record_in(content: bytes) -> str:
    """The signed text that a PNG or PDF carries. NotGenuine if it carries none, or several."""
    if content.startswith(PNG):
        found = [data[len(RECORD_KEY) + 5 :] for kind, data in _chunks(content) if _is(kind, data, b"iTXt", RECORD_KEY)]
    else:
        pattern = rb"\(" + PDF_RECORD + rb"([\w-]{1,%d})\)" % (2 * LONGEST)
        found = [_decoded(match) for match in re.findall(pattern, content, re.ASCII)]
    if not found:
        raise NotGenuine(NO_RECORD)
    if len(found) > 1:
        raise NotGenuine("carries more than one record of a certificate, so it was changed")
    try:
        return found[0].decode("utf-8")
    except UnicodeDecodeError:
        raise NotGenuine("its data are damaged, or were changed") from None


def check_seal(content: bytes, key: Ed25519PublicKey) -> None:
    """NotGenuine unless the file is, byte by byte, as it was sealed."""
    body, seal = _without_seal(content)
    try:
        key.verify(decode(seal.decode("ascii")), _covered(body))
    except (InvalidSignature, ValueError):
        raise NotGenuine("the file was changed after it was issued, its picture perhaps") from None


def _without_seal(content: bytes) -> tuple[bytes, bytes]:
    if content.startswith(PNG):
        kind, data = ([(b"", b"")] + list(_chunks(content)))[-2]
        if not _is(kind, data, b"tEXt", SEAL_KEY):
            raise NotGenuine(NO_SEAL)
        return content[: -len(_PNG_END) - 12 - len(data)] + _PNG_END, data[len(SEAL_KEY) + 1 :]
    match = _PDF_SEAL.search(content[-200:])
    if not match:
        raise NotGenuine(NO_SEAL)
    return content[: -len(match[0])], match[1]


def _covered(content: bytes) -> bytes:
    return PURPOSE + hashlib.sha256(content).digest()


def _decoded(value: bytes) -> bytes:
    try:
        return decode(value.decode("ascii"))
    except ValueError:
        raise NotGenuine("its data are damaged, or were changed") from None


def _is(kind: bytes, data: bytes, wanted: bytes, key: bytes) -> bool:
    return kind == wanted and data.startswith(key + b"\0")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk's kind and data. NotGenuine unless they are whole and nothing follows the last one."""
    damaged = NotGenuine("the picture is damaged, or was changed")
    if not png.endswith(_PNG_END):
        raise damaged
    at, end = len(PNG), len(png)
    while at < end:
        if end - at < 12:
            raise damaged
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, data, check = png[at + 4 : at + 8], png[at + 8 : at + 8 + length], png[at + 8 + length : at + 12 + length]
        if len(check) < 4 or check != struct.pack(">I", zlib.crc32(kind + data)):
            raise damaged
        if kind == b"IEND" and at + 12 != end:
            raise damaged
        yield kind, data
        at += 12 + length
