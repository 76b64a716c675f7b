"""A certificate to test with."""

from __future__ import annotations

import struct
import zlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from autograder.certificate import files
from autograder.certificate.record import Record, signed

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
RECORD = Record("Łucja Núñez", "Sequence Models", "2026-11-25", ((1, 96.5), (2, 88.0)), 80.0, "ABCDEFGH2345")
TEXT = signed(RECORD, KEY)


def chunk_of(png: bytes, mark: bytes) -> bytes:
    """The chunk of a PNG whose kind or keyword this is."""
    at = len(files.PNG)
    while True:
        (length,) = struct.unpack(">I", png[at : at + 4])
        chunk = png[at : at + 12 + length]
        if mark in chunk[4 : 8 + len(mark)]:
            assert struct.pack(">I", zlib.crc32(chunk[4:-4])) == chunk[-4:]
            return chunk
        at += len(chunk)
