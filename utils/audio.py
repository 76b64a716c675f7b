"""Sound, on pydub: load a file, mix, set the level, take the spectrogram, listen, write a file.

Notebooks call these with pydub's `AudioSegment`, whose length and places are in milliseconds. WAV, FLAC, OGG and MP3
need no other program; other formats need ffmpeg. It knows no words and no labels.
"""

import shutil
import warnings
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

with warnings.catch_warnings():  # pydub warns of ffmpeg, which `load` speaks of where it is needed
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

if TYPE_CHECKING:
    from IPython.display import Audio

__all__ = [
    "BINS", "LONGEST", "RATE", "AudioSegment", "SoundError", "last_heard", "level", "load", "overlay", "player",
    "samples", "segment", "spectrogram", "write",
]  # fmt: skip

RATE = 44_100  # samples per second of every sound that `load` returns
LONGEST = 600.0  # seconds that `load` reads
WINDOW, HOP = 200, 80  # samples that one column of the spectrogram sees, and samples from one column to the next
BINS = WINDOW // 2 + 1  # frequencies of a spectrogram: 101
PLAYED = ("WAV", "FLAC", "OGG", "MP3")

_heard: list[AudioSegment] = []


class SoundError(ValueError):
    """A file or a sound that cannot be used. The message says which, why, and what to do."""


def load(path: str | Path, start: float = 0.0, seconds: float | None = None) -> AudioSegment:
    """A sound file as one channel of 16-bit samples at 44,100 per second, whatever it was before.

    start, seconds: the part to read; all of it by default, if that is at most ten minutes
    Several channels are mixed, and other rates converted. SoundError for what is no sound, empty or too long.

    >>> load("nowhere.wav")
    Traceback (most recent call last):
    utils.audio.SoundError: nowhere.wav: there is no such file here; look at its name and its folder
    """
    path = Path(path)
    if not path.is_file():
        raise SoundError(f"{path.name}: there is no such file here; look at its name and its folder")
    if path.stat().st_size == 0:
        raise SoundError(f"{path.name}: the file is empty; save or upload it again")
    sound, rate = _read(path, start, seconds)
    if not len(sound):
        raise SoundError(f"{path.name}: there is no sound from {start:g} s on")
    if not np.isfinite(sound).all():
        raise SoundError(f"{path.name}: it holds numbers that are no sound (not finite); record or export it again")
    return segment(sound.mean(axis=1), rate)


def segment(values: ArrayLike, rate: int = RATE, to_rate: int = RATE) -> AudioSegment:
    """Samples between -1 and 1 as a pydub sound. What is louder is cut off.

    values: (n,), at `rate` samples per second; the sound has `to_rate`

    >>> len(segment(np.zeros(8000), rate=8000))
    1000
    """
    array = np.asarray(values, np.float64)
    if array.ndim != 1:
        raise SoundError(f"segment: expected one channel, an array of shape (samples,), got {array.shape}")
    whole = np.round(np.clip(_resampled(array, rate, to_rate), -1, 1) * 32767).astype("<i2")
    return AudioSegment(whole.tobytes(), frame_rate=to_rate, sample_width=2, channels=1)


def samples(sound: AudioSegment, rate: int | None = None) -> NDArray[np.float32]:
    """A pydub sound as samples between -1 and 1, shape (n,); at `rate` per second, or at its own.

    >>> samples(AudioSegment.silent(duration=100, frame_rate=8000)).shape
    (800,)
    """
    values = np.asarray(sound.get_array_of_samples(), np.float32).reshape(-1, sound.channels).mean(axis=1)
    values = values / float(1 << (8 * sound.sample_width - 1))
    return np.asarray(_resampled(values, sound.frame_rate, rate or sound.frame_rate), np.float32)


def overlay(background: AudioSegment, clip: AudioSegment, start_ms: int) -> AudioSegment:
    """A new sound: the background, with the clip mixed into it from `start_ms` on. Neither changes.

    What reaches over the end of the background is cut off.

    >>> len(overlay(AudioSegment.silent(1000), AudioSegment.silent(300), 200))
    1000
    """
    return background.overlay(clip, position=int(start_ms))


def level(sound: AudioSegment, dbfs: float = -20.0) -> AudioSegment:
    """The same sound at another level, given in decibels below full scale (-20 is comfortable).

    >>> tone = segment(np.sin(np.arange(8000) / 3), rate=8000)
    >>> round(level(tone, -20.0).dBFS)
    -20
    """
    if sound.dBFS == -float("inf"):
        raise SoundError("level: the sound is silent, and no gain makes silence louder; record it again")
    return sound.apply_gain(dbfs - sound.dBFS)


def spectrogram(sound: AudioSegment) -> NDArray[np.float32]:
    """The power of each frequency over time: (101, columns).

    A column sees 200 samples, the next begins 80 samples later: 10 seconds at 44,100 samples per second give 5511.
    Row k is around k * rate / 200 Hz. All powers are positive; the mean of a column over the rows is about the mean
    square of its samples, as the window weighs them, at a scale of 32,768.

    >>> spectrogram(AudioSegment.silent(10_000, frame_rate=44_100)).shape
    (101, 5511)
    """
    from scipy.fft import rfft

    _heard[:] = [sound]
    values = samples(sound) * 32768
    if len(values) < WINDOW:
        raise SoundError(f"spectrogram: the sound is {len(sound)} ms long, too short for a single column")
    window = np.hanning(WINDOW + 1)[:-1].astype(np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(values, WINDOW)[::HOP]
    spectrum = rfft((frames * window).astype(np.float32), axis=1)
    power = (spectrum.real**2 + spectrum.imag**2) / np.float32(np.sum(window**2))
    return np.ascontiguousarray(power.T) + np.float32(1e-10)


def last_heard() -> AudioSegment:
    """The sound that `spectrogram` was called with last, to listen to what a function has mixed.

    >>> _ = spectrogram(AudioSegment.silent(1000))
    >>> len(last_heard())
    1000
    """
    if not _heard:
        raise SoundError("last_heard: `spectrogram` has not been called yet")
    return _heard[0]


def player(sound: AudioSegment) -> "Audio":
    """A player for the notebook. It holds the sound as MP3: a tenth of the size, and every browser plays it."""
    import io

    import soundfile
    from IPython.display import Audio

    file = io.BytesIO()
    soundfile.write(file, samples(sound, 16_000), 16_000, format="MP3")
    shown = Audio(file.getvalue())
    shown.mimetype = "audio/mpeg"  # for bytes, IPython believes in WAV
    return shown


def write(sound: AudioSegment, path: str | Path) -> Path:
    """Write a WAV, FLAC, OGG or MP3 file; other endings need ffmpeg. Returns the path."""
    import soundfile

    path = Path(path)
    ending = path.suffix.lstrip(".").upper()
    if ending in PLAYED:
        soundfile.write(path, samples(sound), sound.frame_rate, format=ending)
    else:
        _ask_for_ffmpeg(path)
        sound.export(path, format=path.suffix.lstrip(".").lower())
    return path


def _read(path: Path, start: float, seconds: float | None) -> tuple[NDArray[np.float32], int]:
    """(n, channels) and the rate."""
    import soundfile

    try:
        with soundfile.SoundFile(path) as file:
            _check_length(path, file.frames / file.samplerate, start, seconds)
            file.seek(min(round(start * file.samplerate), file.frames))
            count = file.frames if seconds is None else round(seconds * file.samplerate)
            return file.read(count, dtype="float32", always_2d=True), file.samplerate
    except soundfile.LibsndfileError:
        if path.suffix.lstrip(".").upper() in PLAYED:
            raise SoundError(
                f"{path.name}: it cannot be read as {path.suffix}; the file is damaged, or of another kind. "
                "Record or export it again, as WAV"
            ) from None
    _ask_for_ffmpeg(path)
    return _converted(path, start, seconds)


def _converted(path: Path, start: float, seconds: float | None) -> tuple[NDArray[np.float32], int]:
    try:
        sound: Any = AudioSegment.from_file(path)
    except Exception as error:  # pydub raises whatever ffmpeg's output leads it to
        raise SoundError(f"{path.name}: ffmpeg cannot read it ({type(error).__name__}); export it as WAV") from None
    _check_length(path, len(sound) / 1000, start, seconds)
    end = len(sound) if seconds is None else round((start + seconds) * 1000)
    return samples(sound[round(start * 1000) : end])[:, None], sound.frame_rate


def _check_length(path: Path, total: float, start: float, seconds: float | None) -> None:
    wanted = total - start if seconds is None else min(seconds, total - start)
    if wanted > LONGEST:
        hours, minutes = divmod(round(total / 60), 60)
        raise SoundError(
            f"{path.name}: it is {hours} h {minutes} min long, and at most {LONGEST / 60:g} minutes are read at once; "
            "choose a part, for example load(path, start=60, seconds=10)"
        )


def _ask_for_ffmpeg(path: Path) -> None:
    if shutil.which("ffmpeg") is None:
        raise SoundError(
            f"{path.name}: {path.suffix or 'this format'} needs the program ffmpeg, which is not installed. "
            "Use WAV, FLAC, OGG or MP3, or install ffmpeg"
        )


def _resampled(values: NDArray[Any], rate: int, to_rate: int) -> NDArray[Any]:
    if rate == to_rate or not len(values):
        return values
    from scipy.signal import resample_poly

    ratio = Fraction(to_rate, rate).limit_denominator(2000)  # close enough for odd rates, and quick
    return resample_poly(values, ratio.numerator, ratio.denominator)
