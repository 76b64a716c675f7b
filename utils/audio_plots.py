"""Pictures of sound: waveform, spectrogram and labels on one time axis, mixing levels, and what a detector heard.

A function returns the figure; the last line of a cell shows it. It knows sound, labels and probabilities, no network.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from utils.audio import AudioSegment, level, samples, spectrogram
from utils.events import AFTER, BEFORE, Counts, smooth
from utils.mel import HOP, RATE, log_mel
from utils.plots import FAINT, KINDS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["counts_table", "heard", "hidden_parts", "misses_and_alarms", "mixing_levels", "timeline"]

SOUND, ANSWER, HIT, ALARM = (KINDS[kind][1] for kind in ("x", "y", "good", "bad"))
LABEL = ANSWER
TOP = 8_000  # Hz: speech has little above


def timeline(sound: AudioSegment, y: ArrayLike) -> "Figure":
    """Waveform, spectrogram and labels of a scene, under each other on one time axis.

    y: (1, Ty), labels of the whole sound

    >>> len(timeline(AudioSegment.silent(1000, frame_rate=44_100), np.zeros((1, 100))).axes)
    3
    """
    labels, seconds = np.asarray(y, float)[0], len(sound) / 1000
    figure, (wave, colours, row) = _rows((1.1, 2.0, 0.6), 5.2)
    _wave(wave, sound)
    _spectrogram(colours, sound)
    _blocks(row, labels, seconds)
    row.set(ylabel="y", yticks=[0, 1], ylim=(-0.1, 1.2), xlabel="seconds", xlim=(0, seconds))
    _marks((wave, colours), labels, seconds)
    return figure


def mixing_levels(speech: AudioSegment, background: AudioSegment, decibels: Sequence[float]) -> "Figure":
    """The same speech over the same background, at several distances in dB between their levels.

    >>> tone = AudioSegment(np.arange(-999, 1001, dtype="<i2").tobytes(), frame_rate=8000, sample_width=2, channels=1)
    >>> len(mixing_levels(tone, tone, [20, 0]).axes)
    4
    """
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(
        2, len(decibels), figsize=(9.0, 3.4), sharex=True, sharey="row", layout="constrained"
    )
    for (wave, colours), distance in zip(axes.T, decibels, strict=True):
        rest = level(background[: len(speech)], speech.dBFS - distance)
        mixed = rest.overlay(speech)
        _wave(wave, mixed)
        _spectrogram(colours, mixed)
        wave.set_title(f"{distance:g} dB")
        colours.set_xlabel("seconds")
    for axis in axes[:, 1:].ravel():
        axis.set_ylabel("")
    pyplot.close(figure)  # or a notebook would show it twice
    return figure


def heard(
    sound: AudioSegment, probabilities: ArrayLike, times: ArrayLike, threshold: float, found: Sequence[float],
    ends: Sequence[float] = (),
) -> "Figure":  # fmt: skip
    """What a detector heard: the mel bands it read, its probability over time, the threshold, and its detections.

    probabilities, times: (steps,); found: detections, ends: where the trigger word really ends; all in seconds

    >>> len(heard(AudioSegment.silent(1000), [0.1, 0.9], [0.2, 0.4], 0.5, [0.4]).axes)
    2
    """
    seconds = len(sound) / 1000
    figure, (colours, line) = _rows((1.6, 1.2), 4.2 if seconds < 30 else 4.6)
    _mel(colours, sound)
    line.plot(times, probabilities, color=ANSWER, linewidth=1.0, alpha=0.45, label="probability")
    line.plot(times, smooth(probabilities), color=ANSWER, linewidth=1.8, label="mean of three steps")
    line.axhline(threshold, color=FAINT, linestyle="--", linewidth=1, label="threshold")
    for number, end in enumerate(ends):
        label = "counts as a hit" if number == 0 else None
        line.axvspan(end - BEFORE, end + AFTER, color=HIT, alpha=0.16, linewidth=0, label=label)
    for time in found:
        right = not ends or any(end - BEFORE <= time <= end + AFTER for end in ends)
        line.plot(time, 1.06, marker="v", color=LABEL if right else ALARM, markersize=9, clip_on=False)
        colours.axvline(time, color="white", linewidth=1.4)
    line.set(ylim=(0, 1.05), ylabel="answer", xlabel="seconds", xlim=(0, seconds))
    line.legend(loc="upper left", fontsize=8, ncols=4, bbox_to_anchor=(0, -0.3), frameon=False)
    return figure


def hidden_parts(sound: AudioSegment, centres: ArrayLike, drops: ArrayLike, time: float) -> "Figure":
    """How far the answer at `time` falls when a part of the sound is hidden: what the detector listened to.

    centres: the middle of each hidden part, in seconds; drops: how much lower the answer is without it

    >>> len(hidden_parts(AudioSegment.silent(2000), [0.5, 1.0], [0.1, 0.8], 1.2).axes)
    2
    """
    figure, (colours, bars) = _rows((1.5, 1.0), 3.8)
    _mel(colours, sound)
    colours.axvline(time, color="white", linewidth=1.4)
    width = float(np.median(np.diff(np.asarray(centres, float)))) if np.size(centres) > 1 else 0.1
    bars.bar(np.asarray(centres), np.asarray(drops), width=width, color=ANSWER)
    bars.axhline(0, color=FAINT, linewidth=0.8)
    bars.set(
        ylabel="answer falls by", xlabel="seconds", xlim=(max(0.0, time - 2.0), min(len(sound) / 1000, time + 0.5))
    )
    return figure


def misses_and_alarms(curve: Sequence[tuple[float, float, float]], chosen: float) -> "Figure":
    """The share of words missed against false alarms per hour, one point for each threshold.

    curve: (threshold, share missed, false alarms per hour); chosen: the threshold to mark

    >>> len(misses_and_alarms([(0.3, 0.01, 20.0), (0.7, 0.1, 1.0)], 0.7).axes)
    1
    """
    from matplotlib import pyplot

    table = np.array(curve, float)
    figure, axis = pyplot.subplots(figsize=(6.4, 3.6), layout="constrained")
    axis.plot(table[:, 2], 100 * table[:, 1], color=SOUND, marker="o", markersize=4)
    place = int(np.argmin(np.abs(table[:, 0] - chosen)))
    axis.plot(table[place, 2], 100 * table[place, 1], marker="o", markersize=11, color=LABEL, fillstyle="none", mew=2)
    axis.annotate(
        f"  threshold {table[place, 0]:g}", (table[place, 2], 100 * table[place, 1]), va="bottom", color=LABEL
    )
    axis.set(xlabel="false alarms per hour of near words over babble", ylabel="words missed, in percent")
    axis.set_xscale("symlog", linthresh=1.0)
    axis.set_xlim(left=0)
    axis.set_ylim(bottom=0)
    axis.grid(alpha=0.25)
    axis.spines[["top", "right"]].set_visible(False)
    pyplot.close(figure)
    return figure


def counts_table(rows: dict[str, Counts]) -> str:
    """Counts as lines of text, one for each name.

    >>> print(counts_table({"ours": Counts(9, 1, 0, 600.0)}))
                    words  hits  false alarms  precision  recall     F1
    ours               10     9             0      1.000   0.900  0.947
    """
    lines = [f"{'':14} {'words':>6} {'hits':>5} {'false alarms':>13} {'precision':>10} {'recall':>7} {'F1':>6}"]
    for name, c in rows.items():
        numbers = f"{c.hits + c.misses:6} {c.hits:5} {c.false_alarms:13}"
        lines.append(f"{name:14} {numbers} {c.precision:10.3f} {c.recall:7.3f} {c.f1:6.3f}")
    return "\n".join(lines)


def _rows(heights: tuple[float, ...], height: float) -> tuple["Figure", Any]:
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(
        len(heights), 1, figsize=(9.0, height), sharex=True, height_ratios=heights, layout="constrained"
    )
    for axis in axes:
        axis.spines[["top", "right"]].set_visible(False)
    pyplot.close(figure)
    return figure, axes


def _wave(axis: "Axes", sound: AudioSegment) -> None:
    """The envelope: lowest and highest sample of each short piece."""
    values = samples(sound)
    size = max(1, len(values) // 1500)
    pieces = values[: len(values) // size * size].reshape(-1, size)
    axis.fill_between(
        np.arange(len(pieces)) * size / sound.frame_rate,
        pieces.min(axis=1),
        pieces.max(axis=1),
        color=SOUND,
        linewidth=0.4,
    )
    axis.set_ylabel("waveform")
    axis.margins(x=0)


def _spectrogram(axis: "Axes", sound: AudioSegment) -> None:
    rows = 1 + int(TOP / (sound.frame_rate / 200))
    power = spectrogram(sound)[:rows]
    step = max(1, power.shape[1] // 1400)
    power = power[:, : power.shape[1] // step * step].reshape(len(power), -1, step).mean(axis=2)
    limits = (0, len(sound) / 1000, 0, rows * sound.frame_rate / 200 / 1000)
    high = 10 * np.log10(power.max())
    axis.imshow(
        10 * np.log10(power), origin="lower", aspect="auto", extent=limits, cmap="magma", vmin=high - 65, vmax=high
    )
    axis.set_ylabel("kHz")


def _mel(axis: "Axes", sound: AudioSegment) -> None:
    bands = log_mel(samples(sound, RATE)).T
    limits = (0, bands.shape[1] * HOP / RATE, 0, len(bands))
    axis.imshow(bands, origin="lower", aspect="auto", extent=limits, cmap="magma")
    axis.set_ylabel("mel band")


def _blocks(axis: "Axes", labels: np.ndarray, seconds: float) -> None:
    times = np.arange(len(labels) + 1) * seconds / len(labels)
    axis.stairs(labels, times, fill=True, color=LABEL, linewidth=1.2)


def _marks(axes: Sequence["Axes"], labels: np.ndarray, seconds: float) -> None:
    """A line through the upper pictures where each block of labels begins."""
    (starts,) = np.nonzero(np.diff(np.concatenate([[0], labels > 0])) > 0)
    for start in starts:
        for axis, colour in zip(axes, (LABEL, "white"), strict=True):
            axis.axvline(start * seconds / len(labels), color=colour, linewidth=1.3, linestyle="--")
