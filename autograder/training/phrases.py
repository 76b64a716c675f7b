"""Train the two translators of the lesson of week 3, with and without attention, and measure them.

    python -m autograder.training.phrases          both; about ten minutes of processor time
    python -m autograder.training.phrases plain    one of them

Both see the same sentences (`utils.phrases`) in the same order, equally often: first short ones, then longer ones too.
Their weights are kept in half precision; `metrics.json` holds what they reached, measured after rounding.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from itertools import islice
from math import cos, pi
from time import process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from utils.phrase_translator import END, FOLDER, READ, START, WRITTEN, Translator
from utils.phrases import CLAUSES, LAZY, LONGEST, Sentence, corpus, is_right, sentences

KINDS = ("plain", "attention")
SEED = 1
PAIRS, STEPS, BATCH, PEAK, WARM = 20_000, 10_000, 64, 4e-3, 200  # pairs with each number of clauses
EMBEDDED, UNITS = 32, 80  # numbers for a word; units of the encoder, and of the decoder
KEPT, KEPT_SEED, CORPUS_SEED = 300, 1, 2  # sentences that no training sees, and where they come from

Arrays = tuple[NDArray[np.int32], NDArray[np.int32]]


def main(kinds: Sequence[str]) -> int:
    for kind in kinds or KINDS:
        path = FOLDER / "metrics.json"
        told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        told[kind] = run(kind)
        path.write_text(json.dumps(dict(sorted(told.items())), indent=1) + "\n", encoding="utf-8")
    return 0


def run(kind: str) -> dict[str, Any]:
    """Train, keep the weights, measure what they do."""
    import keras

    kept, clock = kept_sentences(), process_time()
    keras.utils.set_random_seed(SEED)
    layers, loss = train(kind == "attention", [made.french for made in kept])
    seconds = round(process_time() - clock)
    rounded = {name: np.asarray(value).astype(np.float16) for name, value in named(layers).items()}
    np.savez_compressed(FOLDER / f"{kind}.npz", allow_pickle=False, **rounded)
    translator = Translator({name: value.astype(np.float32) for name, value in rounded.items()})
    right = np.array([is_right(made, greedy(translator, made)) for made in kept])
    sizes = np.array([made.clauses for made in kept])
    plan = {"pairs of each length": PAIRS, "lazy": LAZY, "steps": STEPS, "batch": BATCH, "peak rate": PEAK}
    return {
        **plan,
        "seed": SEED,
        "weights": sum(value.size for value in rounded.values()),
        "loss": round(loss, 4),
        "right by clauses": {f"{size}": round(float(right[sizes == size].mean()), 3) for size in CLAUSES},
        "processor seconds": seconds,
    }


def kept_sentences() -> list[Sentence]:
    """The sentences on which the lesson measures; no training sees them."""
    return list(islice(sentences(KEPT_SEED), KEPT))


def train(attends: bool, avoid: Sequence[str]) -> tuple[dict[str, Any], float]:
    """The trained layers by name, and the mean loss of the last hundred steps.

    Sentences with equally many clauses are batched together, so that little is padding. In the first fifth of the steps
    they have one clause, in the second one or two, after that up to three.
    """
    import keras

    pools = [numbers(corpus(PAIRS, CORPUS_SEED, [size], avoid), size) for size in CLAUSES]
    layers = made_layers(attends)
    networks = [network(layers, size) for size in CLAUSES]
    optimizer = keras.optimizers.Adam(PEAK, clipnorm=1.0)
    optimizer.build(networks[0].trainable_variables)
    steps = [_step(model, optimizer) for model in networks]
    rng, losses = np.random.default_rng(0), []
    for number in range(STEPS):
        pick = int(rng.integers(1 + min(len(CLAUSES) - 1, 5 * number // STEPS)))
        rows = rng.integers(PAIRS, size=BATCH)
        french, english = pools[pick][0][rows], pools[pick][1][rows]
        optimizer.learning_rate.assign(_rate(number))
        losses.append(float(steps[pick](french, english[:, :-1], english[:, 1:])))
        if number % 500 == 499:
            print(f"step {number + 1}, {process_time():.0f} s: loss {np.mean(losses[-100:]):.4f}", flush=True)
    return layers, float(np.mean(losses[-100:]))


def numbers(pairs: Sequence[tuple[str, str]], clauses: int) -> Arrays:
    """Words as numbers, filled up with 0: French (m, 12 a clause), English between START and END (m, 2 more)."""
    french = np.zeros((len(pairs), LONGEST * clauses), np.int32)
    english = np.zeros((len(pairs), LONGEST * clauses + 2), np.int32)
    read, written = ({word: number for number, word in enumerate(words)} for words in (READ, WRITTEN))
    for row, (source, translation) in enumerate(pairs):
        for number, word in enumerate(source.split()):
            french[row, number] = read[word]
        for number, word in enumerate([START, *translation.split(), END]):
            english[row, number] = written[word]
    return french, english


def made_layers(attends: bool) -> dict[str, Any]:
    """The layers that the networks for all lengths share."""
    from keras import layers

    made = {
        "read": layers.Embedding(len(READ), EMBEDDED, mask_zero=True),
        "encoder": layers.GRU(UNITS, return_sequences=True, return_state=True),
        "written": layers.Embedding(len(WRITTEN), EMBEDDED),
        "output": layers.Dense(len(WRITTEN)),
    }
    if attends:
        return {**made, "decoder": layers.GRUCell(UNITS), "score": layers.Dense(UNITS, use_bias=False)}
    return {**made, "decoder": layers.GRU(UNITS, return_sequences=True)}


def network(layers: dict[str, Any], clauses: int) -> Any:
    """Words read (m, Tx) and the right word before each word written (m, Ty), to scores (m, Ty, n_y)."""
    import keras
    from keras import ops

    Tx = LONGEST * clauses
    x, before = keras.Input((Tx,), dtype="int32"), keras.Input((Tx + 1,), dtype="int32")
    memory, state = layers["encoder"](layers["read"](x))
    written = layers["written"](before)
    if "score" not in layers:
        return keras.Model([x, before], layers["output"](layers["decoder"](written, initial_state=state)))
    turned, padding = ops.transpose(memory, (0, 2, 1)), -1e9 * ops.cast(ops.equal(x, 0), "float32")[:, None]
    states = []
    for t in range(Tx + 1):
        asked = ops.expand_dims(layers["score"](state), 1)
        context = ops.squeeze(ops.matmul(ops.softmax(ops.matmul(asked, turned) + padding), memory), 1)
        state, _ = layers["decoder"](ops.concatenate([written[:, t], context], axis=-1), [state])
        states.append(state)
    return keras.Model([x, before], layers["output"](ops.stack(states, axis=1)))


def named(layers: dict[str, Any]) -> dict[str, Any]:
    """The weights by the names under which `utils.phrase_translator` looks for them."""
    found = {"read": layers["read"].embeddings, "written": layers["written"].embeddings}
    for name in ("encoder", "decoder"):
        cell = getattr(layers[name], "cell", layers[name])
        found |= {f"{name}_kernel": cell.kernel, f"{name}_recurrent": cell.recurrent_kernel, f"{name}_bias": cell.bias}
    if "score" in layers:
        found["score"] = np.asarray(layers["score"].kernel).T
    return {**found, "output_kernel": layers["output"].kernel, "output_bias": layers["output"].bias}


def greedy(translator: Translator, made: Sentence) -> str:
    """The most probable word at each step, until the end."""
    state, words = translator.start(made.french), [START]
    while words[-1] != END and len(words) <= LONGEST * made.clauses:
        probabilities, state = translator.step(words[-1], state)
        words.append(translator.words[int(probabilities.argmax())])
    return " ".join(word for word in words if word not in (START, END))


def _rate(number: int) -> float:
    """It rises in the first steps, then falls along a cosine."""
    return PEAK * min(number / WARM, (1 + cos(pi * (number - WARM) / (STEPS - WARM))) / 2)


def _step(model: Any, optimizer: Any) -> Callable[..., Any]:
    """One step of training as a compiled function of words read, words before, and right words."""
    import keras
    import tensorflow as tf

    @tf.function(jit_compile=True)
    def step(french: Any, before: Any, after: Any) -> Any:
        with tf.GradientTape() as tape:
            each = keras.losses.sparse_categorical_crossentropy(after, model([french, before]), from_logits=True)
            there = keras.ops.cast(after != 0, "float32")
            loss = keras.ops.sum(each * there) / keras.ops.sum(there)  # padding costs nothing
        optimizer.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
        return loss

    return step


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
