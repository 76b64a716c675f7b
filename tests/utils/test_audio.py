"""Sound on pydub: files of every kind, mixing, levels, the spectrogram, and what is said of unusable files."""

import shutil
import struct
import warnings

import numpy as np
import pytest
import soundfile

from utils import audio
from utils.audio import (
    AudioSegment,
    SoundError,
    last_heard,
    level,
    load,
    overlay,
    player,
    samples,
    segment,
    spectrogram,
    write,
)


def tone(rate=44_100, seconds=1.0, pitch=1000.0, size=0.5):
    return size * np.sin(2 * np.pi * pitch * np.arange(round(rate * seconds)) / rate)


def written(path, values, rate, **how):
    soundfile.write(path, values, rate, **how)
    return path


def strongest(sound):
    """The pitch with the most power, in Hz."""
    power = np.abs(np.fft.rfft(samples(sound)))
    return np.argmax(power) * sound.frame_rate / (2 * (len(power) - 1))


@pytest.mark.parametrize("ending", ["wav", "flac", "ogg", "mp3"])
def test_a_sound_is_written_and_read_in_every_kind_that_needs_no_other_program(tmp_path, ending):
    path = write(segment(tone(), 44_100, 44_100), tmp_path / f"tone.{ending}")
    sound = load(path)
    assert abs(len(sound) - 1000) < 60 and (sound.frame_rate, sound.channels, sound.sample_width) == (44_100, 1, 2)
    assert strongest(sound) == pytest.approx(1000, abs=5)


@pytest.mark.parametrize("rate", [8000, 11_025, 16_000, 22_050, 44_099, 48_000, 96_000])
def test_any_sample_rate_is_converted_to_ours_at_the_same_pitch_and_length(tmp_path, rate):
    sound = load(written(tmp_path / "a.wav", tone(rate), rate))
    assert sound.frame_rate == 44_100 and abs(len(sound) - 1000) <= 1
    assert strongest(sound) == pytest.approx(1000, abs=3)


def test_stereo_is_mixed_to_one_channel(tmp_path):
    both = np.stack([tone(pitch=500), tone(pitch=2000, size=0.1)], axis=1)
    sound = load(written(tmp_path / "a.wav", both, 44_100))
    assert sound.channels == 1
    np.testing.assert_allclose(samples(sound), both.mean(axis=1), atol=2e-4)


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_24", "FLOAT", "DOUBLE"])
def test_any_sample_width_becomes_16_bits(tmp_path, subtype):
    sound = load(written(tmp_path / "a.wav", tone(), 44_100, subtype=subtype))
    assert sound.sample_width == 2
    np.testing.assert_allclose(samples(sound), tone(), atol=0.02)


def test_a_part_of_a_file_is_read(tmp_path):
    path = written(tmp_path / "a.wav", np.concatenate([tone(pitch=500), tone(pitch=2000)]), 44_100)
    assert len(load(path, start=1.0, seconds=0.5)) == 500
    assert strongest(load(path, start=1.0, seconds=0.5)) == pytest.approx(2000, abs=5)


def test_silence_is_read_and_only_its_level_cannot_be_set(tmp_path):
    sound = load(written(tmp_path / "silence.wav", np.zeros(44_100), 44_100))
    assert not samples(sound).any()
    assert np.isfinite(spectrogram(sound)).all()
    with pytest.raises(SoundError, match="silent.*record it again"):
        level(sound)


def test_a_file_of_three_hours_is_refused_before_it_is_read_and_a_part_of_it_is_not(tmp_path):
    path, size = tmp_path / "lecture.wav", 3 * 3600 * 8000
    head = struct.pack(
        "<4sI4s4sIHHIIHH4sI", b"RIFF", size + 36, b"WAVE", b"fmt ", 16, 1, 1, 8000, 8000, 1, 8, b"data", size
    )
    with path.open("wb") as file:
        file.write(head)
        file.truncate(size + 44)  # a hole: it takes no room on the disk
    with pytest.raises(SoundError, match=r"lecture.wav: it is 3 h 0 min long, and at most 10 minutes.*seconds=10"):
        load(path)
    assert len(load(path, start=5000, seconds=2)) == 2000


@pytest.mark.parametrize("content", [b"RIFF", b"this is no sound at all" * 99, bytes(range(256)) * 30])
@pytest.mark.parametrize("ending", ["wav", "flac", "ogg", "mp3"])
def test_a_corrupt_file_gets_one_clear_sentence(tmp_path, ending, content):
    path = tmp_path / f"clip.{ending}"
    path.write_bytes(content)
    with pytest.raises(SoundError, match=rf"clip.{ending}: (it cannot be read|there is no sound)"):
        load(path)


def test_a_cut_file_is_read_as_far_as_it_goes_or_refused(tmp_path):
    path = written(tmp_path / "a.wav", tone(), 44_100)
    path.write_bytes(path.read_bytes()[:20_000])
    assert 200 < len(load(path)) < 240


def test_other_trouble_with_files_is_one_sentence_each(tmp_path):
    (tmp_path / "empty.wav").touch()
    written(tmp_path / "none.wav", np.zeros(0), 44_100)
    written(tmp_path / "odd.wav", np.array([0.1, np.nan, 0.2]), 44_100, subtype="FLOAT")
    sentences = {"missing": "no such file", "empty": "is empty", "none": "no sound from 0 s", "odd": "not finite"}
    for name, sentence in sentences.items():
        with pytest.raises(SoundError, match=f"{name}.wav: .*{sentence}"):
            load(tmp_path / f"{name}.wav")


def test_a_format_that_needs_ffmpeg_says_so_where_there_is_none(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    (tmp_path / "memo.m4a").write_bytes(b"\0\0\0\x1cftypM4A " * 99)
    with pytest.raises(SoundError, match="memo.m4a: .m4a needs the program ffmpeg.*WAV, FLAC, OGG or MP3"):
        load(tmp_path / "memo.m4a")
    with pytest.raises(SoundError, match="needs the program ffmpeg"):
        write(AudioSegment.silent(100), tmp_path / "out.m4a")


def test_overlay_adds_and_changes_neither_sound():
    background, clip = segment(tone(size=0.2)), segment(tone(seconds=0.3, pitch=300, size=0.3))
    before = samples(background), samples(clip)
    mixed = overlay(background, clip, 900)
    expected = before[0].copy()
    expected[39_690:] += before[1][: 44_100 - 39_690]
    np.testing.assert_allclose(samples(mixed), expected, atol=1e-4)
    for sound, old in zip((background, clip), before, strict=True):
        np.testing.assert_array_equal(samples(sound), old)


@pytest.mark.parametrize("wanted", [-40.0, -20.0, -9.0])
def test_level_brings_a_sound_to_its_decibels(wanted):
    assert level(segment(tone(size=0.3)), wanted).dBFS == pytest.approx(wanted, abs=0.1)


def test_the_spectrogram_of_ten_seconds_has_the_published_shape_and_is_that_of_scipy():
    from scipy.signal import spectrogram as theirs

    values = np.random.default_rng(0).standard_normal(441_000) * 0.1
    sound = segment(values)
    x = spectrogram(sound)
    assert x.shape == (101, 5511) and (x > 0).all() and last_heard() is sound
    integers = samples(sound).astype(float) * 32768
    _, _, power = theirs(integers, 44_100, "hann", 200, 120, 200, False, scaling="density", mode="psd")
    power[1:-1] /= 2  # one-sided: scipy counts both
    np.testing.assert_allclose(x, power * 44_100, rtol=2e-3, atol=1.0)


def test_the_mean_of_the_spectrogram_is_the_mean_power_of_the_sound():
    sound = segment(np.random.default_rng(1).standard_normal(80_000) * 0.1, 8000, 8000)
    assert 10 * np.log10(spectrogram(sound).mean() / 32768**2) == pytest.approx(sound.dBFS, abs=0.2)


def test_a_sound_too_short_for_a_column_is_refused():
    with pytest.raises(SoundError, match="too short"):
        spectrogram(AudioSegment.silent(2))


def test_the_player_holds_a_small_mp3():
    shown = player(segment(tone(seconds=10)))
    assert "audio/mpeg" in shown._repr_html_() and len(shown.data) < 120_000


def test_importing_pydub_through_us_warns_of_nothing():
    import importlib

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        importlib.reload(audio)
