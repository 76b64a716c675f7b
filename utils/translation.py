"""Work with a trained translator of dates: train it, ask it, look where it looks, load weights that are ready.

The translation notebook calls these with the learner's own model: a Keras model with the inputs X, s0 and c0 and a list
of outputs, one for each character. Nothing here knows how that model is built. Keras is imported inside, so that
importing this module costs nothing.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from utils.dates import HUMAN, TX, Dates, decode, encode, one_hot

__all__ = [
    "WEIGHTS", "attention", "by_format", "exact_match", "fresh", "inputs_of", "load_weights", "metrics", "mistakes",
    "progress", "stacked", "translate", "warm_up_and_cosine",
]  # fmt: skip

FOLDER = Path(__file__).parent / "data" / "dates"
WEIGHTS = ("english", "languages", "equal_weights")  # what `load_weights` can load
EVERY = 78  # training steps: a quarter of a pass over 20,000 dates in batches of 64
ATTENTION = "attention_weights"  # the name of the layer whose output a map of attention shows
SAMPLE = ("5 september 1998", "march 21, 2034", "wed, 14 aug 1963", "2007/11/30", "dec 1, 2019", "30 june 1984")
SAMPLE_DATES = ("1998-09-05", "2034-03-21", "1963-08-14", "2007-11-30", "2019-12-01", "1984-06-30")


def stacked(model: Any) -> Any:
    """The same model with one output (m, Ty, symbols) in the place of a list of Ty: one loss and one metric, not Ty.

    The two share all weights: training one trains the other. Keras traces every loss and metric by itself, so this
    also starts several times as fast.
    """
    import keras

    return keras.Model(model.inputs, keras.ops.stack(model.outputs, axis=1))


def fresh(model: Any, seed: int) -> Any:
    """A copy of the model with layers of its own and new random weights, the same for the same seed.

    Layers that a notebook keeps as globals belong to every model made with them. The copy is free of them: training it
    changes nothing else, and making the globals anew does not change it.
    """
    import keras

    keras.utils.set_random_seed(seed)
    return keras.models.clone_model(model)


def inputs_of(model: Any, texts: Sequence[str]) -> list[NDArray[np.float32]]:
    """X, s0 and c0 for these texts: one-hot characters (m, TX, symbols), and zeros (m, n_s) twice."""
    zeros = np.zeros((len(texts), model.inputs[1].shape[-1]), np.float32)
    return [one_hot(encode(texts), len(HUMAN)), zeros, zeros]


def warm_up_and_cosine(peak: float, steps: int) -> Any:
    """A learning rate that rises to `peak` in the first tenth of the steps, then falls to 0 along a cosine."""
    import keras

    warm = max(1, steps // 10)
    return keras.optimizers.schedules.CosineDecay(
        peak / 100, decay_steps=max(1, steps - warm), warmup_target=peak, warmup_steps=warm
    )


def progress(model: Any, dates: Dates, curve: list[float], every: int = EVERY) -> Any:
    """A callback for `fit`: after so many steps it prints a line, and adds the exact match to `curve`.

    The exact match is that on the first 300 of `dates`.
    """
    import keras

    start, few = perf_counter(), Dates(dates.human[:300], dates.machine[:300], dates.formats[:300])
    steps = count(1)

    def report(_: int, logs: dict[str, float]) -> None:
        step = next(steps)
        if step % every == 0:
            curve.append(exact_match(model, few))
            done = f"step {step:4}, {perf_counter() - start:3.0f} s"
            print(f"{done}: loss so far {logs['loss']:.3f}, exact match {curve[-1]:.1%}")

    return keras.callbacks.LambdaCallback(on_train_batch_end=report)


def translate(model: Any, texts: Sequence[str]) -> list[str]:
    """What the model makes of each text, its most probable character at each step."""
    results: list[str] = []
    for start in range(0, len(texts), 500):  # 500 at a time need little memory
        outputs = model(inputs_of(model, texts[start : start + 500]), training=False)
        results += decode(np.stack([np.asarray(output) for output in outputs], axis=1))
    return results


def exact_match(model: Any, dates: Dates) -> float:
    """The share of dates of which every character is right."""
    pairs = zip(translate(model, dates.human), dates.machine, strict=True)
    return float(np.mean([got == wanted for got, wanted in pairs]))


def by_format(dates: Dates, translations: Sequence[str]) -> dict[str, float]:
    """The exact match in each format, the worst first.

    >>> by_format(Dates(("a", "b", "c"), ("1", "2", "3"), ("X", "Y", "X")), ["1", "2", "4"])
    {'X': 0.5, 'Y': 1.0}
    """
    right: dict[str, list[bool]] = {}
    for name, got, wanted in zip(dates.formats, translations, dates.machine, strict=True):
        right.setdefault(name, []).append(got == wanted)
    return dict(sorted(((name, float(np.mean(values))) for name, values in right.items()), key=lambda pair: pair[1]))


def mistakes(dates: Dates, translations: Sequence[str]) -> list[tuple[str, str, str]]:
    """(as people write it, translation, right) for each date that is translated wrongly.

    >>> mistakes(Dates(("May 1",), ("1",), ("X",)), ["2"])
    [('May 1', '2', '1')]
    """
    rows = zip(dates.human, translations, dates.machine, strict=True)
    return [row for row in rows if row[1] != row[2]]


def attention(model: Any, text: str) -> tuple[str, NDArray[np.floating]]:
    """The translation of a text, and the weights: (Ty, TX), what each written character paid to each character read.

    ValueError if the model has no layer called `attention_weights`, or if that layer is not used once a step.
    """
    named = [layer for layer in model.layers if layer.name == ATTENTION]
    if not named:
        raise ValueError(f"the model has no layer called `{ATTENTION}`; use `activator`, which has that name")
    with _recorded(named[0]) as seen:
        translation = translate(model, [text])[0]
    weights = np.stack([np.asarray(alphas).reshape(-1) for alphas in seen])
    if weights.shape != (len(translation), TX):
        raise ValueError(f"`{ATTENTION}` gave weights {weights.shape}, not one for each character at each step")
    return translation, weights


def load_weights(model: Any, name: str = "english") -> None:
    """Give a model of the notebook's sizes weights that `utils/data/dates/make.py` has trained.

    name: "english", "languages" (English, French, German, Spanish) or "equal_weights" (no attention to speak of: the
          score of every character is the same)

    It does not matter in which order the model glues `a` and `s_prev`: both are tried. ValueError if the model's layers
    have other shapes than the notebook's, and then the model is left as it was.
    """
    if name not in WEIGHTS:
        raise ValueError(f"{name}: there are no such weights; there are {', '.join(WEIGHTS)}")
    with np.load(FOLDER / f"{name}.npz") as file:
        arrays = [file[key].astype(np.float32) for key in file.files]
        glue = file.files.index("densor1_kernel")
    places = _places([tuple(variable.shape) for variable in model.weights], [array.shape for array in arrays])
    if places is None:
        raise ValueError("these weights do not fit: build the model with the notebook's sizes and its attention layers")
    half = len(arrays[glue]) // 2  # 2 n_a = n_s in the notebook: the two parts of what is glued are equally wide
    kernels = (arrays[glue], np.roll(arrays[glue], half, axis=0))
    matches = []
    for kernel in kernels:
        _assign(model, [kernel if place == glue else arrays[place] for place in places])
        pairs = zip("".join(translate(model, SAMPLE)), "".join(SAMPLE_DATES), strict=True)
        matches.append(sum(got == wanted for got, wanted in pairs))
    if matches[0] > matches[1]:
        _assign(model, [arrays[place] for place in places])


def metrics() -> dict[str, Any]:
    """What `utils/data/dates/make.py` measured when it made the weights: seeds, exact match, curves."""
    loaded: dict[str, Any] = json.loads((FOLDER / "metrics.json").read_text(encoding="utf-8"))
    return loaded


def _places(shapes: Sequence[tuple[int, ...]], wanted: Sequence[tuple[int, ...]]) -> list[int] | None:
    """For each shape the place of the array that goes there, in order; nothing if they do not fit one to one."""
    if sorted(shapes) != sorted(wanted):
        return None
    left: dict[tuple[int, ...], Iterator[int]] = {
        shape: iter([place for place, other in enumerate(wanted) if other == shape]) for shape in set(wanted)
    }
    return [next(left[shape]) for shape in shapes]


def _assign(model: Any, arrays: Sequence[NDArray[np.floating]]) -> None:
    for variable, array in zip(model.weights, arrays, strict=True):
        variable.assign(array)


@contextmanager
def _recorded(layer: Any) -> Iterator[list[Any]]:
    """What the layer returns, call by call, while the block runs."""
    seen: list[Any] = []
    call: Callable[..., Any] = layer.call

    def recording(*arguments: Any, **named: Any) -> Any:
        seen.append(call(*arguments, **named))
        return seen[-1]

    layer.call = recording
    try:
        yield seen
    finally:
        layer.call = call
