"""Words, backgrounds, scenes, mel bands, events, and listening to them."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.audio import AudioSegment, samples, segment
from utils.events import AFTER, BEFORE, PAUSE, Counts, count, curve, events
from utils.listener import chime, labels_at_steps, step_times
from utils.mel import log_mel
from utils.noises import KINDS, babble, noise
from utils.scenes import LOUDNESS, background, scenes
from utils.words import FOLDER, spoken

SPLITS = ("train", "dev", "test")
ALL = [word for split in SPLITS for word in spoken(split)]
HOMOPHONES = {"activity", "active", "captivate", "motivate", "actuate", "deactivate"}


# Words


def test_a_voice_and_an_engine_other_than_the_first_belong_to_one_split():
    for named in ("voice", "engine", "file"):
        where = {}
        for word in ALL:
            where.setdefault(getattr(word, named), set()).add(word.split)
        shared = {name for name, splits in where.items() if len(splits) > 1}
        assert shared == ({"kokoro"} if named == "engine" else set())
    assert {word.engine for word in spoken("train")} == {"kokoro"}


def test_there_are_enough_voices_words_and_speeds():
    assert len({word.voice for word in ALL if word.kind == "trigger"}) >= 24
    others = {word.word for word in ALL if word.kind in ("near", "other")}
    assert len(others) >= 60 and others >= HOMOPHONES and "activate" not in others
    for split in SPLITS:
        assert {word.word for word in spoken(split, "near")} >= HOMOPHONES
        lengths = [word.length for word in spoken(split, "trigger")]
        assert max(lengths) > 1.4 * min(lengths)


def test_the_recordings_take_at_most_8_megabytes():
    assert sum(path.stat().st_size for path in FOLDER.rglob("*.ogg")) <= 8_000_000


def test_every_recording_is_a_word_of_sensible_length_with_no_silence_around_it():
    for word in ALL:
        sound = word.samples
        assert len(sound) == word.length and np.abs(sound).max() <= 1.2
        if word.kind != "speech":
            assert 0.2 < word.length / 16_000 < 1.6, word
        assert np.sqrt(np.mean(sound**2)) == pytest.approx(0.1, rel=0.35), word
        loud = np.flatnonzero(np.abs(sound) > 0.02 * np.abs(sound).max())
        assert loud[0] < 0.15 * 16_000 and len(sound) - loud[-1] < 0.25 * 16_000, word


def test_a_split_or_kind_that_is_not_there_is_named():
    with pytest.raises(ValueError, match="no recording of split 'exam'"):
        spoken("exam")


# Backgrounds and scenes


@pytest.mark.parametrize("kind", KINDS)
def test_a_noise_is_the_same_for_the_same_seed_and_of_level_one(kind):
    first, again, other = noise(kind, 2.0, 1), noise(kind, 2.0, 1), noise(kind, 2.0, 2)
    np.testing.assert_array_equal(first, again)
    assert np.sqrt(np.mean(first**2)) == pytest.approx(1.0, abs=0.01)
    assert abs(np.corrcoef(first, other)[0, 1]) < 0.5 and np.isfinite(first).all()


def test_an_unknown_noise_is_refused_with_the_kinds_there_are():
    with pytest.raises(ValueError, match="no kind 'snow'; there is rain"):
        noise("snow", 1.0, 0)


def test_babble_is_made_of_the_voices_it_is_given():
    voices = [word.samples for word in spoken("test", "other")[:5]]
    sound = babble(voices, 3.0, 0)
    assert sound.shape == (48_000,) and np.sqrt(np.mean(sound**2)) == pytest.approx(1.0, abs=0.01)


def test_test_scenes_hold_test_voices_at_ten_decibels_over_backgrounds_of_their_own():
    words, near = scenes("test"), scenes("test", triggers=False)
    assert len(words) >= 200 and len(near) >= 360
    assert all(scene.ends and scene.snr_db == 10.0 for scene in words) and not any(scene.ends for scene in near)
    for scene in (*words[:20], *near[:20]):
        assert {word.split for word, _ in scene.placed} == {"test"} and scene.seed >= 30_000
        places = sorted((start, start + word.length) for word, start in scene.placed)
        assert all(a[1] <= b[0] for a, b in zip(places, places[1:], strict=False)) and places[-1][1] <= 160_000
    assert {scene.noise for scene in words} > {"sea", "keys", "engine"}


def test_a_word_of_a_scene_stands_so_many_decibels_above_its_background():
    scene = scenes("test")[0]
    word, start = scene.placed[0]
    sound = scene.samples
    assert np.sqrt(np.mean(sound**2)) == pytest.approx(LOUDNESS, rel=0.01)
    piece = sound[start : start + word.length]
    assert np.corrcoef(piece, word.samples)[0, 1] > 0.8
    np.testing.assert_array_equal(sound, scene.samples)  # mixing it again changes nothing that is kept
    assert background("test", scene.noise, scene.seed) is background("test", scene.noise, scene.seed)


# Mel bands


def test_mel_bands_of_pieces_are_those_of_the_whole():
    sound = np.random.default_rng(0).standard_normal(8000).astype(np.float32) * 0.1
    whole = log_mel(sound)
    np.testing.assert_allclose(log_mel(sound[1600:]), whole[10:], atol=1e-6)


def test_a_higher_tone_lies_in_a_higher_band_and_ten_times_the_power_adds_one_half():
    time = np.arange(16_000) / 16_000
    bands = [np.argmax(log_mel(0.3 * np.sin(2 * np.pi * pitch * time))[50]) for pitch in (200, 800, 3000, 6000)]
    assert bands == sorted(set(bands))
    noise_ = np.random.default_rng(0).standard_normal(16_000)
    gap = log_mel(noise_ * 0.1 * np.sqrt(10)) - log_mel(noise_ * 0.1)
    np.testing.assert_allclose(gap, 0.5, atol=1e-3)


def test_what_is_too_short_or_has_two_channels():
    assert log_mel(np.zeros(399)).shape == (0, 40) and log_mel(np.zeros(400)).shape == (1, 40)
    with pytest.raises(ValueError, match="one channel"):
        log_mel(np.zeros((100, 2)))


# Events


def test_an_answer_that_stays_high_is_one_event():
    times = np.arange(100) * 0.04
    assert len(events(np.ones(100), times, 0.5)) == 1
    twice = np.r_[np.zeros(10), np.ones(10), np.zeros(30), np.ones(10), np.zeros(40)]
    assert len(events(twice, times, 0.5)) == 2


def test_detections_count_within_the_window_and_each_word_once():
    ends = [2.0, 5.0]
    assert count([2.0 - BEFORE, 5.0 + AFTER], ends, 10) == Counts(2, 0, 0, 10)
    assert count([2.0 - BEFORE - 0.01, 5.0 + AFTER + 0.01], ends, 10) == Counts(0, 2, 2, 10)
    assert count([2.0, 2.3], ends, 10) == Counts(1, 1, 1, 10)
    assert count(iter([5.1, 1.9]), iter(ends), 10) == Counts(2, 0, 0, 10)
    assert count([], [], 10).f1 == 1.0 and count([1.0], [], 10).f1 == 0.0


@given(st.lists(st.floats(0, 10), max_size=8), st.lists(st.floats(0, 10), max_size=8))
def test_hits_misses_and_false_alarms_always_add_up(found, ends):
    total = count(found, ends, 10.0)
    assert total.hits + total.misses == len(ends) and total.hits + total.false_alarms == len(found)
    assert 0 <= total.f1 <= 1 and total.false_alarms_per_hour == total.false_alarms * 360


@given(st.lists(st.floats(0, 1), min_size=30, max_size=120), st.floats(0.05, 0.95))
def test_events_keep_their_distance_and_lie_where_the_answer_is_high(answers, threshold):
    times = np.arange(len(answers)) * 0.04
    found = events(answers, times, threshold)
    assert all(b - a >= PAUSE - 1e-9 for a, b in zip(found, found[1:], strict=False))
    assert all(max(answers[max(0, round(t / 0.04) - 2) : round(t / 0.04) + 1]) >= threshold for t in found)


def test_a_higher_threshold_finds_no_more():
    rng = np.random.default_rng(0)
    clips = [(rng.random(246) ** 4, [3.0], 10.0) for _ in range(20)]
    found = [c.hits + c.false_alarms for c in curve(clips, step_times(246), [0.2, 0.5, 0.8])]
    assert found == sorted(found, reverse=True)


# Listening


def test_labels_are_picked_at_the_time_of_each_step():
    y = np.zeros((1, 1375))
    y[0, 700:750] = 1
    picked = labels_at_steps(y)
    times = step_times(246)[picked[:, 0] == 1]
    assert picked.shape == (246, 1) and times.min() >= 7000 / 1375 - 0.01 and times.max() <= 7500 / 1375 + 0.01


def test_a_chime_is_heard_where_it_was_put_and_the_sound_is_no_longer():
    sound = AudioSegment.silent(3000, frame_rate=44_100)
    rung = samples(chime(sound, [1.0, 2.8]))
    assert len(rung) == 3 * 44_100 and not rung[:44_000].any() and np.abs(rung[44_100:45_000]).max() > 0.1
    assert not samples(sound).any()


@pytest.fixture(scope="module")
def shipped():
    from utils.listener import detector
    from utils.quiet import quiet

    with quiet():
        return detector()


@pytest.mark.training
def test_listening_in_numpy_is_what_keras_computes_whole_or_in_pieces(shipped):
    from utils.listener import Listener

    sound = scenes("test")[0].samples
    theirs = np.asarray(shipped(log_mel(sound)[None]))[0, :, 0]
    np.testing.assert_allclose(Listener(shipped).hear(sound), theirs, atol=1e-4)
    listener = Listener(shipped)
    pieces = [listener.hear(sound[start : start + 777]) for start in range(0, len(sound), 777)]
    np.testing.assert_allclose(np.concatenate(pieces), theirs, atol=1e-4)


@pytest.mark.training
def test_a_stream_finds_what_listening_to_the_whole_finds(shipped):
    from utils.listener import listen, stream

    for scene in scenes("test")[:6]:
        sound = segment(scene.samples, 16_000, 16_000)
        answers = listen(shipped, sound)
        whole = events(answers, step_times(len(answers)), 0.5)
        assert [heard.time for heard in stream(shipped, sound, 0.5)] == pytest.approx(whole)


@pytest.mark.training
def test_ten_seconds_are_heard_in_less_than_half_a_second_of_processor_time(shipped):
    import time

    from utils.listener import listen

    sound = segment(scenes("test")[1].samples, 16_000, to_rate=44_100)
    listen(shipped, sound)
    started = time.process_time()
    listen(shipped, sound)
    assert time.process_time() - started < 0.5


@pytest.mark.training
def test_what_mattered_for_a_word_lies_in_the_word(shipped):
    from utils.listener import what_mattered

    scene = next(s for s in scenes("test") if len(s.placed) == 1 and s.noise == "rain")
    word, start = scene.placed[0]
    end = (start + word.length) / 16_000
    centres, drops = what_mattered(shipped, segment(scene.samples, 16_000, 16_000), end + 0.2)
    assert drops.max() > 0.2
    assert start / 16_000 - 0.1 <= centres[np.argmax(drops)] <= end + 0.25


@pytest.mark.training
def test_a_listener_refuses_a_layer_it_cannot_repeat():
    import keras

    from utils.listener import Listener

    model = keras.Sequential([keras.Input((None, 40)), keras.layers.LSTM(3)])
    with pytest.raises(ValueError, match="cannot repeat LSTM"):
        Listener(model)


def test_voices_of_the_test_split_are_those_of_three_programs():
    heard = Counter(word.engine for word in spoken("test", "trigger"))
    assert set(heard) == {"kokoro", "pico", "piper"}
