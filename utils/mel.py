"""What the small trigger word network hears: 40 mel bands, 100 times a second, on a logarithmic scale.

The notebook and the training program call it. It knows sound and no words; it is six times cheaper to train on than
the spectrogram of the exercises.
"""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["BANDS", "HOP", "RATE", "WINDOW", "log_mel"]

RATE = 16_000  # samples per second
WINDOW = 400  # samples that one frame sees: 25 ms
HOP = 160  # samples from one frame to the next: 10 ms
BANDS = 40
SIZE = 512  # of the Fourier transform
LOWEST, HIGHEST = 60.0, 7600.0  # Hz
FLOOR = 1e-7  # power below which everything sounds like silence


def log_mel(samples: ArrayLike) -> NDArray[np.float32]:
    """Frames of sound as loudness in mel bands, about -2 (silence) to 2 (loud).

    samples: (n,), at RATE samples per second, full scale at 1
    returns (1 + (n - WINDOW) // HOP, BANDS), in float32; frame k sees samples k * HOP to k * HOP + WINDOW

    Each frame needs its own samples only, so a long sound can be cut into pieces.

    >>> log_mel(np.zeros(16_000 * 10)).shape
    (998, 40)
    """
    from scipy.fft import rfft

    sound = np.ascontiguousarray(samples, dtype=np.float32)
    if sound.ndim != 1:
        raise ValueError(f"log_mel: expected one channel, an array of shape (samples,), got {sound.shape}")
    if sound.size < WINDOW:
        return np.zeros((0, BANDS), np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(sound, WINDOW)[::HOP]
    spectrum = rfft(frames * np.hanning(WINDOW).astype(np.float32), SIZE)
    power = spectrum.real**2 + spectrum.imag**2
    return (np.log10(power @ _filters() / SIZE + FLOOR) + 3.0) / 2.0


@cache
def _filters() -> NDArray[np.float32]:
    """(SIZE / 2 + 1, BANDS): triangles, evenly spaced on the mel scale, each of area 1."""
    low, high = 2595 * np.log10(1 + np.array([LOWEST, HIGHEST]) / 700)
    edges = 700 * (10 ** (np.linspace(low, high, BANDS + 2) / 2595) - 1)
    left, middle, right = edges[:-2], edges[1:-1], edges[2:]
    bins = np.fft.rfftfreq(SIZE, 1 / RATE)[:, None]
    rise, fall = (bins - left) / (middle - left), (right - bins) / (right - middle)
    triangles = np.maximum(0.0, np.minimum(rise, fall))
    return np.asarray(triangles / np.maximum(triangles.sum(axis=0), 1e-9), np.float32)
