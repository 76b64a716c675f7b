"""Train the translators whose weights lie beside this file, and write down how good they are.

    python utils/data/dates/make.py            everything, about fifteen minutes of processor time
    python utils/data/dates/make.py english    one of english, equal_weights, languages

The networks are those of the notebook's own source, so this program needs the course with its answers. Of several
seeds the first one's weights are kept, in half precision; `metrics.json` holds what all of them reached, measured after
rounding. `english` and `equal_weights` see the same dates, in the same order, for equally many steps.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np

HERE = Path(__file__).parent
SIZES = (20_000, 1_000, 1_000, 700)
PLANS: dict[str, dict[str, Any]] = {
    "english": {"languages": ("English",), "epochs": 2, "seeds": (1, 2, 3, 4, 5)},
    "equal_weights": {"languages": ("English",), "epochs": 2, "seeds": (1, 2, 3)},
    "languages": {"languages": ("English", "French", "German", "Spanish"), "epochs": 4, "seeds": (1,)},
}
BATCH, PEAK = 64, 0.02
NAMES = (
    *(f"encoder_{way}_{part}" for way in ("forward", "backward") for part in ("kernel", "recurrent", "bias")),
    *(f"densor1_{part}" for part in ("kernel", "bias")),
    *(f"densor2_{part}" for part in ("kernel", "bias")),
    *(f"lstm_{part}" for part in ("kernel", "recurrent", "bias")),
    *(f"output_{part}" for part in ("kernel", "bias")),
)


def main(names: list[str]) -> int:
    from autograder import course, reference

    solved = reference.load(course.find("Machine_Translation"), "modelf").functions
    for name in names or list(PLANS):
        plan = PLANS[name]
        runs = [run(solved, name, plan, seed, keep=seed == plan["seeds"][0]) for seed in plan["seeds"]]
        path = HERE / "metrics.json"
        told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        told[name] = {
            "languages": plan["languages"],
            "training dates": SIZES[0],
            "epochs": plan["epochs"],
            "batch": BATCH,
            "peak rate": PEAK,
            "runs": runs,
        }
        path.write_text(json.dumps(dict(sorted(told.items())), indent=1) + "\n", encoding="utf-8")
    return 0


def run(solved: dict[str, Any], name: str, plan: dict[str, Any], seed: int, keep: bool) -> dict[str, Any]:
    """Train once, and measure; keep the weights if asked to."""
    from utils import dates, translation

    train, dev, test, unseen = dates.date_sets(SIZES, plan["languages"])
    model = translation.fresh(solved["modelf"](dates.TX, dates.TY, 32, 64, len(dates.HUMAN), len(dates.MACHINE)), seed)
    if name == "equal_weights":
        freeze_the_scores(model)
    rate = translation.warm_up_and_cosine(PEAK, plan["epochs"] * len(train) // BATCH)
    trainer = solved["compile_model"](translation.stacked(model), rate)
    curve, clock, processor = [0.0], perf_counter(), process_time()
    trainer.fit(
        translation.inputs_of(model, train.human),
        train.arrays()[1],
        batch_size=BATCH,
        epochs=plan["epochs"],
        verbose=0,
        callbacks=[translation.progress(model, dev, curve)],
    )
    seconds = {"seconds": round(perf_counter() - clock), "processor seconds": round(process_time() - processor)}
    for variable in model.weights:
        variable.assign(np.asarray(variable).astype(np.float16).astype(np.float32))
    if keep:
        save(model, name)
    answers = translation.translate(model, test.human)
    measured = {
        "seed": seed,
        **seconds,
        "curve": curve,
        "test": translation.exact_match(model, test),
        "unseen formats": translation.exact_match(model, unseen),
        "test by format": translation.by_format(test, answers),
    }
    print(name, {key: measured[key] for key in ("seed", "test", "unseen formats", "processor seconds")}, flush=True)
    return measured


def freeze_the_scores(model: Any) -> None:
    """Make every score 0, and keep it there: the layer with one unit is densor2."""
    for layer in model.layers:
        if getattr(layer, "units", None) == 1:
            layer.set_weights([0 * part for part in layer.get_weights()])
            layer.trainable = False


def save(model: Any, name: str) -> None:
    """All weights in half precision, without the optimizer's."""
    trained = {variable.path: np.asarray(variable) for variable in model.weights}
    shapes = [array.shape for array in trained.values()]
    if len(shapes) != len(NAMES):
        raise SystemExit(f"{name}: expected {len(NAMES)} arrays of weights, got {len(shapes)}; see NAMES")
    arrays = dict(zip(NAMES, in_order(list(trained.values())), strict=True))
    half: dict[str, Any] = {key: array.astype(np.float16) for key, array in arrays.items()}
    np.savez_compressed(HERE / f"{name}.npz", **half)


def in_order(arrays: list[np.ndarray]) -> list[np.ndarray]:
    """The model's arrays in the order of NAMES: the encoder's six, densor1, densor2, the LSTM's three, the output's."""
    wanted = [(48, 128), (32, 128), (128,)] * 2 + [(128, 10), (10,), (10, 1), (1,), (64, 256), (64, 256), (256,)]
    left, ordered = list(arrays), []
    for shape in [*wanted, (64, 11), (11,)]:
        place = next(place for place, array in enumerate(left) if array.shape == shape)
        ordered.append(left.pop(place))
    return ordered


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
