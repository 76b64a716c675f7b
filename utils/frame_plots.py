"""Pictures of how sound becomes the input of a network: a window and its spectrum, the mel scale, a word three times.

The lesson of week 3 draws them. They know arrays and rates, no sound file and no network. matplotlib is imported
inside, so that importing this module costs nothing.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from utils.plots import KINDS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["mel_scale", "one_window", "three_views"]

SOUND, EDGE = KINDS["x"][1], KINDS["a"][1]


def three_views(samples: ArrayLike, power: ArrayLike, bands: ArrayLike, rate: int) -> "Figure":
    """A sound three times on one time axis: its waveform, its spectrogram, and its mel bands.

    samples: (n,); power: (frequencies, columns), from 0 to rate / 2 Hz; bands: (frames, bands), logarithms

    >>> len(three_views(np.zeros(800), np.ones((5, 4)), np.zeros((4, 3)), 8000).axes)
    3
    """
    from matplotlib import pyplot

    sound, grid, mel = np.asarray(samples), np.asarray(power), np.asarray(bands)
    seconds = len(sound) / rate
    figure, axes = pyplot.subplots(
        3, 1, figsize=(8.0, 5.2), sharex=True, height_ratios=(1.0, 1.6, 1.6), layout="constrained"
    )
    axes[0].plot(np.arange(len(sound)) / rate, sound, color=SOUND, linewidth=0.7)
    axes[0].set_ylabel("waveform")
    decibels = 10 * np.log10(grid + 1e-12)
    high = decibels.max()
    limits = (0, seconds, 0, rate / 2000)
    axes[1].imshow(decibels, origin="lower", aspect="auto", extent=limits, cmap="magma", vmin=high - 60, vmax=high)
    axes[1].set_ylabel("spectrogram, kHz")
    axes[2].imshow(mel.T, origin="lower", aspect="auto", extent=(0, seconds, 0, mel.shape[1]), cmap="magma")
    axes[2].set(ylabel="mel band", xlabel="seconds")
    axes[0].spines[["top", "right"]].set_visible(False)
    pyplot.close(figure)  # or a notebook would show it twice
    return figure


def one_window(frame: ArrayLike, faded: ArrayLike, strengths: ArrayLike, rate: int) -> "Figure":
    """A window of samples, as cut out and faded at both ends, and beside it the strength of each frequency.

    frame, faded: (N,); strengths: (N / 2 + 1,), from 0 to rate / 2 Hz

    >>> len(one_window(np.ones(8), np.ones(8), np.ones(5), 8000).axes)
    2
    """
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(8.0, 2.5), layout="constrained")
    times = np.arange(np.size(frame)) / rate * 1000
    left.plot(times, frame, color=SOUND, linewidth=1.0, alpha=0.45, label="cut out")
    left.plot(times, faded, color=SOUND, linewidth=1.6, label="faded")
    left.set(xlabel="milliseconds", ylabel="samples")
    left.legend(frameon=False, fontsize=8, loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2)
    right.plot(np.linspace(0, rate / 2000, np.size(strengths)), strengths, color=SOUND, linewidth=1.4)
    right.set(xlabel="kHz", ylabel="strength")
    for axis in (left, right):
        axis.spines[["top", "right"]].set_visible(False)
    pyplot.close(figure)
    return figure


def mel_scale(hertz: ArrayLike, mels: ArrayLike, edges: ArrayLike) -> "Figure":
    """The mel scale as a curve, and on it the edges of bands: even on the mel axis, crowded at low frequencies.

    hertz, mels: points of the curve; edges: frequencies in Hz

    >>> len(mel_scale([0, 1000], [0, 1000], [0, 500, 1000]).axes)
    1
    """
    from matplotlib import pyplot

    figure, axis = pyplot.subplots(figsize=(6.4, 3.0), layout="constrained")
    axis.plot(hertz, mels, color=SOUND, linewidth=2)
    places = np.asarray(edges, float)
    heights = np.interp(places, np.asarray(hertz, float), np.asarray(mels, float))
    for edge, height in zip(places, heights, strict=True):
        axis.plot([0, edge, edge], [height, height, 0], color=EDGE, linewidth=0.8, alpha=0.7)
    axis.set(xlabel="Hz", ylabel="mel", xlim=(0, None), ylim=(0, None))
    axis.spines[["top", "right"]].set_visible(False)
    pyplot.close(figure)
    return figure
