"""How good the two classifiers of *Emojify* are, over several seeds: written beside their sentences, for the notebook.

    python -m autograder.bench.emojify                  every model, several seeds; about twelve minutes on two cores
    python -m autograder.bench.emojify --runs 2 V1 V2   fewer, printed and not written

What is trained and how is read from the notebook's own source, so that figures and notebook cannot part.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder import authoring, reference
from autograder.course import ROOT, find
from utils.emoji import FOLDER, SPLITS, accuracies, load_sentences

METRICS = FOLDER / "metrics.json"
RUNS, FEWER, V1_EPOCHS = 5, 3, 8  # runs of the two versions, and of what comes after them
DEMOS = ("demo_noisy", "demo_fit", "demo_read", "demo_variant", "demo_tune")  # the notebook's own ways to train

Predict = Callable[[np.ndarray], np.ndarray]  # sentences -> a class for each


def fingerprint() -> str:
    """A hash of what the figures depend on: the sentences, and the functions that are trained."""
    digest = hashlib.sha256("\n\n".join([*_sources("solution"), str(V1_EPOCHS)]).encode())
    for split in SPLITS:
        digest.update((FOLDER / f"{split}.csv").read_bytes())
    return digest.hexdigest()[:16]


def measure(models: Sequence[str], runs: int) -> dict[str, Any]:
    """Everything that the file holds: model -> split -> case -> [mean, standard deviation]."""
    space = reference.execute(tuple(_sources("given", "solution")))
    space["demo_len"] = max(len(sentence.split()) for sentence in space["X_train"])
    scores: dict[str, list[dict]] = {name: [] for name in models}
    seconds: dict[str, list[float]] = {name: [] for name in models}
    for name in models:
        for seed in range(runs if name in ("V1", "V2") else min(runs, FEWER)):
            started = time.process_time()
            predict = MODELS[name](space, seed)
            seconds[name].append(time.process_time() - started)
            scores[name].append({split: accuracies(split, predict(load_sentences(split).X)) for split in SPLITS})
            print(f"seed {seed} {name:10} {seconds[name][-1]:5.1f} s  {_brief(scores[name][-1])}", flush=True)
    return {
        "made_by": "python -m autograder.bench.emojify",
        "of": fingerprint(),
        "runs": {name: len(found) for name, found in scores.items()},
        "processor_seconds": {name: round(float(np.median(times)), 1) for name, times in seconds.items()},
        "models": {name: _summary(found) for name, found in scores.items()},
    }


def _v1(space: dict, seed: int) -> Predict:
    """Its start is fixed, so the runs differ in the order of the sentences; run 0 has that of the notebook."""
    X, Y = space["X_train"], space["Y_train"]
    order = np.random.default_rng(seed).permutation(len(X)) if seed else np.arange(len(X))
    vectors = space["word_to_vec_map"]
    _, W, b = space["model"](X[order], Y[order], vectors, num_iterations=V1_EPOCHS)
    return lambda sentences: np.array([np.argmax(W @ space["sentence_to_avg"](x, vectors) + b) for x in sentences])


def _v2(space: dict, seed: int, tune: bool = False) -> Predict:
    space["keras"].utils.set_random_seed(seed)
    network = space["Emojify_V2"]((space["demo_len"],), space["word_to_vec_map"], space["word_to_index"])
    space["demo_fit"](network, seed)
    return _reader(space, space["demo_tune"](network) if tune else network)


def _fine_tuned(space: dict, seed: int) -> Predict:
    return _v2(space, seed, tune=True)


def _masked(space: dict, seed: int, both_ways: bool = False) -> Predict:
    space["keras"].utils.set_random_seed(seed)
    network = space["demo_variant"](mask=True, both_ways=both_ways)
    space["demo_fit"](network, seed)
    return _reader(space, network)


def _both_ways(space: dict, seed: int) -> Predict:
    return _masked(space, seed, both_ways=True)


MODELS = {"V1": _v1, "V2": _v2, "mask": _masked, "both_ways": _both_ways, "fine_tuned": _fine_tuned}


def _reader(space: dict, network: Any) -> Predict:
    return lambda sentences: space["demo_read"](network, sentences).argmax(axis=1)


def _sources(*roles: str) -> list[str]:
    """The cells with these roles, and the demo functions that train."""
    kept = []
    for cell in authoring.read(find("Emojify")).cells:
        names = _functions(cell.source) if cell.cell_type == "code" else ()
        if cell.metadata.get("role") in roles or any(name in DEMOS for name in names):
            kept.append(cell.source)
    return kept


def _functions(source: str) -> list[str]:
    return [node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]


def _summary(found: list[dict]) -> dict[str, dict[str, list[float]]]:
    """Mean and standard deviation over the runs."""
    summary: dict[str, dict[str, list[float]]] = {}
    for split, cases in found[0].items():
        shares = {case: [one[split][case] for one in found] for case in cases}
        summary[split] = {c: [round(float(np.mean(v)), 4), round(float(np.std(v)), 4)] for c, v in shares.items()}
    return summary


def _brief(scores: dict) -> str:
    return "  ".join(f"{split} {scores[split]['all']:.3f}" for split in scores)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m autograder.bench.emojify", description=__doc__)
    parser.add_argument("models", nargs="*", choices=[*MODELS, []], help="which; all of them if none is named")
    parser.add_argument("--runs", type=int, default=RUNS, help="seeds 0, 1, ...")
    chosen = parser.parse_args(arguments)
    found = measure(chosen.models or list(MODELS), chosen.runs)
    text = json.dumps(found, indent=1) + "\n"
    if chosen.models or chosen.runs < RUNS:
        print(text)
        return
    METRICS.write_text(text, encoding="utf-8")
    print(f"wrote {METRICS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
