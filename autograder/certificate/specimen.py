"""The sample certificate of the course, made as every certificate is, with a key that is published.

python -m autograder.certificate.specimen       write media/9TYAYX7HQPUH.png and the specimen's public key
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from autograder.certificate import COURSE, PASS_MARK, keys, make
from autograder.certificate.record import Record
from autograder.course import MEDIA

RECORD = Record(
    name="Zoë Björk Muñoz",
    course=COURSE,
    date="2026-11-25",
    scores=((1, 96.5), (2, 100.0), (3, 91.0)),
    pass_mark=PASS_MARK,
    code="9TYAYX7HQPUH",
    specimen=True,
)


def write(folder: Path = MEDIA) -> list[Path]:
    """The sample's picture and the key that verifies it."""
    with tempfile.TemporaryDirectory() as scratch:
        picture = make(RECORD, keys.SPECIMEN, Path(scratch)).png.read_bytes()
    contents = {f"{RECORD.code}.png": picture, "specimen_key.pub": keys.public_pem(keys.SPECIMEN)}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


if __name__ == "__main__":
    for path in write():
        print(f"wrote {path}")
