"""Listen with a trained trigger word network: to a whole sound, or piece by piece as it comes in.

The notebook loads the course's detector from here, or hands over a network of its own. A network is a Keras model of
`Conv1D`, `BatchNormalization`, `GRU` and `Dense` layers, in any number, that reads the mel bands of `utils.mel`. What
it computes is repeated here in NumPy, one time step after the other, as a device that listens all day would do it.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from utils.audio import AudioSegment, overlay, samples, segment
from utils.events import PAUSE
from utils.mel import HOP, RATE, WINDOW, log_mel
from utils.words import FOLDER

__all__ = [
    "Heard", "Listener", "chime", "detector", "features", "labels_at_steps", "listen", "step_times", "stream",
    "threshold", "what_mattered",
]  # fmt: skip

KERNEL, STRIDE = 15, 4  # of the detector's convolution, in frames

Array = NDArray[np.float32]


def detector() -> Any:
    """The network that the course ships, a Keras model; README.md beside its file says how it was trained."""
    import keras

    return keras.models.load_model(FOLDER / "detector.keras", compile=False)


def threshold() -> float:
    """The probability from which the shipped network's answer counts, chosen on the dev split.

    >>> 0 < threshold() < 1
    True
    """
    return float(json.loads((FOLDER / "metrics.json").read_text(encoding="utf-8"))["threshold"])


def features(sound: AudioSegment) -> Array:
    """What the network reads of a sound: its mel bands, (frames, 40).

    >>> features(AudioSegment.silent(10_000)).shape
    (998, 40)
    """
    return log_mel(samples(sound, RATE))


def step_times(steps: int) -> NDArray[np.float64]:
    """When each step has heard its last sample, in seconds.

    >>> step_times(246)[[0, -1]].round(3).tolist()
    [0.165, 9.965]
    """
    return (np.arange(steps) * STRIDE + KERNEL - 1) * HOP / RATE + WINDOW / RATE


def labels_at_steps(y: NDArray[Any], seconds: float = 10.0) -> Array:
    """The labels of a finer row, picked at the detector's own steps.

    y: (1, Ty), labels of so many seconds; returns (steps, 1)

    >>> labels_at_steps(np.ones((1, 1375))).shape
    (246, 1)
    """
    frames = 1 + (round(seconds * RATE) - WINDOW) // HOP
    times = step_times(1 + (frames - KERNEL) // STRIDE)
    places = np.minimum((times / seconds * y.shape[1]).astype(int), y.shape[1] - 1)
    return np.asarray(y[0, places, None], np.float32)


def listen(model: Any, sound: AudioSegment) -> Array:
    """The probability at each step, every 40 ms, that the trigger word has just ended."""
    return Listener(model).hear(samples(sound, RATE))


@dataclass
class Heard:
    """A detection while listening: when, in seconds of the sound, and with which probability."""

    time: float
    probability: float


def stream(model: Any, sound: AudioSegment, level: float, piece: float = 0.2, pace: float = 0.0) -> Iterator[Heard]:
    """Listen to a sound piece by piece, and give each detection as soon as the piece in which it falls is heard.

    level: the threshold; piece: seconds heard at once; pace: 1 waits as long as the sound lasts, 0 does not wait
    """
    import time

    from utils.events import smooth

    listener, values, size = Listener(model), samples(sound, RATE), round(piece * RATE)
    last, recent, armed, steps = -PAUSE, np.zeros(2, np.float32), True, 0
    for start in range(0, len(values), size):
        answers = listener.hear(values[start : start + size])
        for number, mean in enumerate(smooth(np.concatenate([recent, answers]))[2:]):
            now = float(step_times(steps + number + 1)[-1])
            if armed and mean >= level and now - last >= PAUSE:
                last, armed = now, False
                yield Heard(now, float(answers[number]))
            armed = armed or mean < level / 2
        recent, steps = np.concatenate([recent, answers])[-2:], steps + len(answers)
        time.sleep(pace * piece)


def what_mattered(
    model: Any, sound: AudioSegment, time: float, part: float = 0.08, reach: float = 1.4
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How far the answer at `time` falls when one part of the sound before it is hidden.

    time: of a detection, in seconds; part: length of what is hidden at once; reach: how far back to look
    returns (middle of each part in seconds, by how much the highest answer near `time` falls)
    """
    x = features(sound)
    size, last = round(part * RATE / HOP), round(time * RATE / HOP)
    starts = np.arange(max(0, last - round(reach * RATE / HOP)), min(last, len(x)), size)
    versions = np.repeat(x[None], len(starts) + 1, axis=0)
    for number, start in enumerate(starts):
        versions[number, start : start + size] = x.mean(axis=0)
    answers = np.asarray(model.predict_on_batch(versions))[..., 0]
    near = np.abs(step_times(answers.shape[1]) - time) < 0.3
    peaks = answers[:, near].max(axis=1)
    return (starts + size / 2) * HOP / RATE, np.asarray(peaks[-1] - peaks[:-1], float)


def chime(sound: AudioSegment, times: list[float]) -> AudioSegment:
    """The sound, with a short bell at each time.

    >>> len(chime(AudioSegment.silent(2000), [0.5]))
    2000
    """
    seconds = np.arange(round(0.5 * sound.frame_rate)) / sound.frame_rate
    tone = sum(np.sin(2 * np.pi * pitch * seconds) / k for k, pitch in enumerate((880.0, 1320.0, 2640.0), 1))
    bell = segment(0.25 * tone * np.exp(-seconds * 9), sound.frame_rate, sound.frame_rate)
    for when in times:
        sound = overlay(sound, bell, round(when * 1000))
    return sound


@dataclass
class Listener:
    """A network that listens, and what it must remember from one piece of sound to the next."""

    model: Any
    _samples: Array = field(default_factory=lambda: np.zeros(0, np.float32))
    _memory: dict[int, Array] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._layers = [
            (type(layer).__name__, layer.get_config(), [np.asarray(w, np.float32) for w in layer.get_weights()])
            for layer in self.model.layers
            if type(layer).__name__ not in ("InputLayer", "Dropout")
        ]
        unknown = {kind for kind, _, _ in self._layers} - set(_STEPS)
        if unknown:
            raise ValueError(f"Listener: it cannot repeat {', '.join(sorted(unknown))}; it knows {', '.join(_STEPS)}")

    def hear(self, piece: Array) -> Array:
        """The probabilities of the steps that this piece completes; () if it completes none."""
        sound = np.concatenate([self._samples, np.asarray(piece, np.float32)])
        x = log_mel(sound)
        self._samples = sound[len(x) * HOP :]
        for place, (kind, config, weights) in enumerate(self._layers):
            x, self._memory[place] = _STEPS[kind](x, self._memory.get(place), config, weights)
        return x[:, 0]


def _convolution(x: Array, kept: Array | None, config: dict, weights: list[Array]) -> tuple[Array, Array]:
    """`kept` are the frames that the next step needs again."""
    kernel, bias = weights
    stride, width = config["strides"][0], len(kernel)
    x = x if kept is None else np.concatenate([kept, x])
    steps = max(0, (len(x) - width) // stride + 1)
    windows = np.lib.stride_tricks.sliding_window_view(x, width, axis=0)[::stride][:steps] if steps else x[:0]
    flat = windows.transpose(0, 2, 1).reshape(steps, -1) if steps else np.zeros((0, kernel[..., 0].size), np.float32)
    return _ACTIVATIONS[config["activation"]](flat @ kernel.reshape(-1, len(bias)) + bias), x[steps * stride :]


def _normalization(x: Array, kept: Array | None, config: dict, weights: list[Array]) -> tuple[Array, Array]:
    gamma, beta, mean, variance = weights
    return (x - mean) / np.sqrt(variance + np.float32(config["epsilon"])) * gamma + beta, x[:0]


def _gru(x: Array, kept: Array | None, config: dict, weights: list[Array]) -> tuple[Array, Array]:
    """`kept` is the hidden state."""
    kernel, recurrent, (bias, recurrent_bias) = weights
    units = len(recurrent)
    state = np.zeros(units, np.float32) if kept is None else kept
    states = np.zeros((len(x), units), np.float32)
    for t, given in enumerate(x @ kernel + bias):
        from_state = state @ recurrent + recurrent_bias
        gates = _sigmoid(given[: 2 * units] + from_state[: 2 * units])
        update, reset = gates[:units], gates[units:]
        candidate = np.tanh(given[2 * units :] + reset * from_state[2 * units :])
        state = states[t] = update * state + (1 - update) * candidate
    return states, state


def _dense(x: Array, kept: Array | None, config: dict, weights: list[Array]) -> tuple[Array, Array]:
    kernel, bias = weights
    return _ACTIVATIONS[config["activation"]](x @ kernel + bias), x[:0]


def _activation(x: Array, kept: Array | None, config: dict, weights: list[Array]) -> tuple[Array, Array]:
    return _ACTIVATIONS[config["activation"]](x), x[:0]


def _relu(x: Array, kept: Array | None, config: dict, weights: list[Array]) -> tuple[Array, Array]:
    return np.maximum(x, 0), x[:0]


def _sigmoid(x: Array) -> Array:
    return 0.5 * (1 + np.tanh(0.5 * x))


_ACTIVATIONS: dict[str, Callable[[Array], Array]] = {
    "linear": lambda x: x,
    "relu": lambda x: np.maximum(x, 0),
    "sigmoid": _sigmoid,
    "tanh": np.tanh,
}
_STEPS = {
    "Conv1D": _convolution,
    "BatchNormalization": _normalization,
    "GRU": _gru,
    "Dense": _dense,
    "Activation": _activation,
    "ReLU": _relu,
}
