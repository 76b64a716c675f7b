"""Train the trigger word detector that the course ships, and measure it.

    python -m autograder.training.trigger_word train WORK      goes on where it was stopped
    python -m autograder.training.trigger_word measure WORK    writes the model and its metrics into utils/data

It hears mel bands (`utils.mel`) in place of the spectrogram of the exercises, 998 frames for ten seconds, and answers
every 40 ms. Scenes are mixed while it trains; each is used twice, the second time through another microphone. The
threshold is chosen on the dev split alone; the test split is looked at once, at the end.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.training.trigger_scenes import NOISES, Material, Practice, measured_scene, practice_scene
from utils.events import Counts, count, curve, events
from utils.mel import BANDS, HOP, RATE, WINDOW, log_mel
from utils.scenes import SECONDS, Scene

SEED = 7
KERNEL, STRIDE = 15, 4
FRAMES = 1 + (round(SECONDS * RATE) - WINDOW) // HOP  # 998
STEPS = 1 + (FRAMES - KERNEL) // STRIDE  # 246
TIMES = (np.arange(STEPS) * STRIDE + KERNEL - 1) * HOP / RATE + WINDOW / RATE  # when the last sample of a step is heard
LABEL_SECONDS = 50 / 1375 * SECONDS  # as long as the 50 ones of the exercise
FRESH, BATCH = 800, 32  # in each round so many new scenes, each used twice
CYCLES = ((30, 2e-3),)  # rounds, and the highest learning rate in them
ROUNDS = sum(rounds for rounds, _ in CYCLES)
RATE_LOW, WARM_ROUNDS = 2e-5, 1
FOLDER = Path(__file__).resolve().parents[2] / "utils" / "data" / "trigger_word"

Arrays = tuple[NDArray[np.float32], NDArray[np.float32]]


def network() -> Any:
    """1-D convolution, two GRUs, and one `Dense` that answers at every step."""
    import keras
    from keras import layers

    return keras.Sequential(
        [
            layers.Input((None, BANDS)),
            layers.Conv1D(112, KERNEL, strides=STRIDE),
            layers.BatchNormalization(),
            layers.ReLU(),
            layers.Dropout(0.2),
            layers.GRU(96, return_sequences=True),
            layers.Dropout(0.2),
            layers.GRU(96, return_sequences=True),
            layers.Dropout(0.2),
            layers.Dense(1, activation="sigmoid"),
        ]
    )


def labels(ends: Sequence[float]) -> NDArray[np.float32]:
    """(STEPS, 1): 1 at the steps that end within LABEL_SECONDS after a trigger word."""
    y = np.zeros((STEPS, 1), np.float32)
    for end in ends:
        y[(end < TIMES) & (end + LABEL_SECONDS >= TIMES)] = 1.0
    return y


def batch_of(scenes: list[Practice]) -> Arrays:
    return np.stack([log_mel(s.sound) for s in scenes]), np.stack([labels(s.ends) for s in scenes])


def through_another_microphone(x: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """Every scene with a gain for each band, smooth over the bands, and a few bands or frames hidden."""
    points = rng.normal(0.0, 0.18, (len(x), 5)) + rng.normal(0.0, 0.15, (len(x), 1))
    shapes = np.stack([np.interp(np.linspace(0, 4, BANDS), np.arange(5), row) for row in points])
    x = x + shapes[:, None, :].astype(np.float32)
    for scene in x:
        if rng.random() < 0.4:
            band = int(rng.integers(0, BANDS - 6))
            scene[:, band : band + int(rng.integers(1, 6))] = scene.mean()
    return x


def train(work: Path) -> None:
    """All rounds that `work` does not hold yet; weights and log are kept after each."""
    import keras

    work.mkdir(parents=True, exist_ok=True)
    keras.utils.set_random_seed(SEED)
    material, model = Material("train", pool=20), network()
    optimizer = keras.optimizers.AdamW(weight_decay=1e-4, clipnorm=1.0)
    model.compile(optimizer, loss=keras.losses.BinaryCrossentropy())
    first, log = 0, work / "log.csv"
    if (work / "state.json").exists():
        first = json.loads((work / "state.json").read_text())["rounds"]
        model.load_weights(work / "model.weights.h5")
    for number in range(first, ROUNDS):
        started = time.process_time(), time.monotonic()
        rng = np.random.default_rng((SEED, number))
        x, y = batch_of([practice_scene(material, rng) for _ in range(FRESH)])
        losses = [_pass(model, through_another_microphone(x, rng), y, rng, number + half / 2) for half in range(2)]
        row: dict[str, Any] = {"round": number + 1, "loss": round(float(np.mean(losses)), 5)}
        row |= {"cpu_seconds": round(time.process_time() - started[0], 1)}
        row |= {"wall_seconds": round(time.monotonic() - started[1], 1)}
        model.save_weights(work / "model.weights.h5")
        (work / "state.json").write_text(json.dumps({"rounds": number + 1}))
        with log.open("a", newline="") as file:
            table = csv.DictWriter(file, ["round", "loss", "cpu_seconds", "wall_seconds"])
            if number == 0:
                table.writeheader()
            table.writerow(row)
        print(row, flush=True)


def _pass(model: Any, x: NDArray, y: NDArray, rng: np.random.Generator, progress: float) -> float:
    """Once through the scenes, the learning rate moving along its cosine."""
    order, losses, steps = rng.permutation(len(x)), [], len(x) // BATCH
    for step in range(steps):
        model.optimizer.learning_rate = rate(progress + 0.5 * step / steps)
        chosen = order[step * BATCH : (step + 1) * BATCH]
        losses.append(float(model.train_on_batch(x[chosen], y[chosen])))
    return float(np.mean(losses))


def rate(progress: float) -> float:
    """The learning rate after so many rounds; in each cycle, up over WARM_ROUNDS, then down along a cosine."""
    cycles = list(CYCLES)
    rounds, high = cycles.pop(0)
    while cycles and progress >= rounds:
        progress -= rounds
        rounds, high = cycles.pop(0)
    if progress < WARM_ROUNDS:
        return high * (0.05 + 0.95 * progress / WARM_ROUNDS)
    share = min(1.0, (progress - WARM_ROUNDS) / (rounds - WARM_ROUNDS))
    return RATE_LOW + (high - RATE_LOW) * 0.5 * (1 + float(np.cos(np.pi * share)))


# Measuring


def scenes_of(
    split: str, number: int, seed: int, triggers: bool = True, snr_db: float = 10.0, engine: str = "", noise: str = ""
) -> list[Scene]:
    """With triggers: 1 to 3 and 0 to 2 other words. Without: 3 words, two in three of them near."""
    material, rng = Material(split, engine), np.random.default_rng((SEED, seed))
    made = []
    for _ in range(number):
        said, near = ((int(rng.integers(1, 4)), int(rng.integers(0, 3))), 0.5) if triggers else ((0, 3), 2 / 3)
        made.append(measured_scene(material, rng, snr_db, *said, kind=noise, near=near))
    return made


def heard(model: Any, measured: list[Scene]) -> list[tuple[NDArray, list[float], float]]:
    """The probabilities of every scene, with the ends of its words and its length, as `utils.events.curve` has them."""
    found = []
    for first in range(0, len(measured), 50):
        some = measured[first : first + 50]
        answers = np.asarray(model.predict_on_batch(np.stack([log_mel(scene.samples) for scene in some])))
        found += [(p[:, 0], scene.ends, SECONDS) for p, scene in zip(answers, some, strict=True)]
    return found


THRESHOLDS = np.round(np.concatenate([[0.02, 0.05], np.arange(0.1, 0.91, 0.05), [0.93, 0.95, 0.97, 0.98, 0.99]]), 3)

ALARMS = 5.0  # false alarms per hour of near words that are allowed on the dev split


def choose(words: list, near: list) -> float:
    """The threshold with the best F1 of those with few enough false alarms on near words; of several, the lowest."""
    quiet = [total.false_alarms_per_hour <= ALARMS for total in curve(near, TIMES, THRESHOLDS)]
    scores = [
        total.f1 if few or not any(quiet) else 0.0
        for total, few in zip(curve(words, TIMES, THRESHOLDS), quiet, strict=True)
    ]
    return float(THRESHOLDS[int(np.argmax(scores))])


def report(total: Counts) -> dict[str, float]:
    return {
        "words": total.hits + total.misses,
        "hits": total.hits,
        "false_alarms": total.false_alarms,
        "hours": round(total.seconds / 3600, 3),
        "precision": round(total.precision, 4),
        "recall": round(total.recall, 4),
        "f1": round(total.f1, 4),
        "false_alarms_per_hour": round(total.false_alarms_per_hour, 2),
    }


def total(found: list, threshold: float) -> Counts:
    return sum((count(events(p, TIMES, threshold), ends, s) for p, ends, s in found), Counts())


def measure(work: Path) -> None:
    """Choose the threshold on dev, measure on test, and ship."""
    model = network()
    model.load_weights(work / "model.weights.h5")
    dev_words, dev_near = (heard(model, scenes_of("dev", 500, seed, triggers=not seed)) for seed in (0, 1))
    threshold = choose(dev_words, dev_near)
    words, near = scenes_of("test", 300, 11), scenes_of("test", 720, 15, triggers=False, noise="babble")
    on_words, on_near = heard(model, words), heard(model, near)
    measured = partial(_measured, model, threshold)
    result: dict[str, Any] = {
        "threshold": threshold,
        "seed": SEED,
        "rounds": ROUNDS,
        "scenes": ROUNDS * FRESH,
        "parameters": int(model.count_params()),
        "dev": report(total(dev_words, threshold)),
        "dev_near_words": report(total(dev_near, threshold)),
        "test": report(total(on_words, threshold)),
        "near_words_over_babble": report(total(on_near, threshold)) | {"words_per_hour": 3 * 360},
        "frame_accuracy": _frame_accuracy(on_words),
        "test_by_engine": {name: measured("test", 150, 12, engine=name) for name in ("kokoro", "pico", "piper")},
        "test_by_background": {name: measured("test", 60, 13, noise=name) for name in NOISES["test"]},
        "test_by_snr_db": {str(snr): measured("test", 150, 14, snr_db=snr) for snr in (20, 10, 5, 0)},
        "curve": _curve(on_words, on_near),
        "minute_ends": _ship_minute(),
    }
    model.save(FOLDER / "detector.keras", include_optimizer=False)
    (FOLDER / "metrics.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    (FOLDER / "training_log.csv").write_text((work / "log.csv").read_text(), encoding="utf-8")
    _ship_scenes({1: words, 0: near})
    print(json.dumps({name: value for name, value in result.items() if name != "curve"}, indent=1))


def _measured(model: Any, threshold: float, *arguments: Any, **named: Any) -> dict[str, float]:
    return report(total(heard(model, scenes_of(*arguments, **named)), threshold))


def _frame_accuracy(words: list) -> dict[str, float]:
    """The share of steps at which an answer above one half and the label agree, for ours and for all zeros."""
    ours = np.mean([np.mean((p > 0.5) == (labels(ends)[:, 0] > 0.5)) for p, ends, _ in words])
    return {
        "ours": round(float(ours), 4),
        "all_zeros": round(float(np.mean([labels(e) < 0.5 for _, e, _ in words])), 4),
    }


def _curve(words: list, near: list) -> list[dict[str, float]]:
    pairs = zip(curve(words, TIMES, THRESHOLDS), curve(near, TIMES, THRESHOLDS), strict=True)
    return [
        {
            "threshold": float(threshold),
            "missed": round(1 - on_words.recall, 4),
            "false_alarms_per_hour": round(on_near.false_alarms_per_hour, 2),
        }
        for threshold, (on_words, on_near) in zip(THRESHOLDS, pairs, strict=True)
    ]


def _ship_scenes(sets: dict[int, list[Scene]]) -> None:
    """Write down the test scenes, so that the notebook can make them again."""
    with (FOLDER / "scenes.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(
            ("scene", "split", "triggers", "noise", "seed", "noise_start", "snr_db", "file", "start", "place")
        )
        for triggers, scenes in sets.items():
            for number, scene in enumerate(scenes):
                for word, place in scene.placed:
                    where = (scene.noise, scene.seed, scene.noise_start, scene.snr_db)
                    table.writerow((number, scene.split, triggers, *where, word.file, word.start, place))


def _ship_minute() -> list[float]:
    """Write a minute of test voices over babble, and return when its trigger words end, in seconds."""
    import soundfile

    material, rng = Material("test"), np.random.default_rng((SEED, 99))
    pieces = [
        measured_scene(material, rng, 10.0, int(rng.integers(0, 3)), 2, kind="babble", near=0.8) for _ in range(6)
    ]
    ends = [round(SECONDS * number + end, 3) for number, piece in enumerate(pieces) for end in piece.ends]
    sound = np.concatenate([piece.samples for piece in pieces])
    with soundfile.SoundFile(FOLDER / "minute.ogg", "w", RATE, 1, "VORBIS", format="OGG") as file:
        for start in range(0, len(sound), RATE):
            file.write(sound[start : start + RATE])
    return ends


if __name__ == "__main__":
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    {"train": train, "measure": measure}[sys.argv[1]](Path(sys.argv[2]))
