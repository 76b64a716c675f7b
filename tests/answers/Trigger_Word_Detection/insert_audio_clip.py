"""Answers to `insert_audio_clip`."""

# ruff: noqa: F821

# Right


def right_while_with_retries(background, audio_clip, previous_segments):
    """A while loop that counts down, with pydub's own overlay."""
    segment_ms = len(audio_clip)
    segment_time = get_random_time_segment(segment_ms)
    retry = 5
    while is_overlapping(segment_time, previous_segments) and retry >= 0:
        segment_time = get_random_time_segment(segment_ms)
        retry = retry - 1
    if not is_overlapping(segment_time, previous_segments):
        previous_segments.append(segment_time)
        new_background = background.overlay(audio_clip, position=segment_time[0])
    else:
        new_background = background
        segment_time = (10000, 10000)
    return new_background, segment_time


def right_many_draws(background, audio_clip, previous_segments):
    """Draws up to thirty times, extends the list by +=, returns a list."""
    for _ in range(30):
        stretch = get_random_time_segment(len(audio_clip))
        if is_overlapping(stretch, previous_segments):
            continue
        previous_segments += [stretch]
        return [overlay(background, audio_clip, stretch[0]), list(stretch)]
    return [background, [10000, 10000]]


def right_recursive(background, audio_clip, previous_segments):
    """Calls itself for the next draw; prints and warns."""
    import warnings

    def again(left):
        if left == 0:
            return background, (10_000, 10_000)
        stretch = get_random_time_segment(len(audio_clip))
        if is_overlapping(stretch, previous_segments):
            return again(left - 1)
        previous_segments.append(stretch)
        return background.overlay(audio_clip, position=stretch[0]), stretch

    print("laying in", len(audio_clip))
    warnings.warn("costs nothing", stacklevel=1)
    return again(8)


def right_own_draw(background, audio_clip, previous_segments):
    """Draws by itself, with the random module, and adds the samples in NumPy."""
    import random

    for _ in range(6):
        start = random.randint(0, 10_000 - len(audio_clip))
        stretch = (start, start + len(audio_clip) - 1)
        if not is_overlapping(stretch, previous_segments):
            mixed = np.array(background.get_array_of_samples(), dtype=np.int32)
            clip = np.array(audio_clip.get_array_of_samples(), dtype=np.int32)
            first = int(start * background.frame_rate / 1000)
            mixed[first : first + len(clip)] += clip[: len(mixed) - first]
            data = np.clip(mixed, -32768, 32767).astype(np.int16).tobytes()
            previous_segments.append(stretch)
            return background._spawn(data), stretch
    return background, (10000, 10000)


# Wrong


def wrong_not_written(background, audio_clip, previous_segments):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(background, audio_clip, previous_segments):
    """Does all, and returns nothing."""
    segment_time = get_random_time_segment(len(audio_clip))
    if not is_overlapping(segment_time, previous_segments):
        previous_segments.append(segment_time)
        background = overlay(background, audio_clip, segment_time[0])


def wrong_constant(background, audio_clip, previous_segments):
    """Always says that there is no room."""
    return background, (10000, 10000)


def wrong_no_overlap_test(background, audio_clip, previous_segments):
    """Never looks whether the stretch is taken."""
    segment_time = get_random_time_segment(len(audio_clip))
    previous_segments.append(segment_time)
    return overlay(background, audio_clip, segment_time[0]), segment_time


def wrong_not_recorded(background, audio_clip, previous_segments):
    """Does not append the new stretch."""
    for _ in range(6):
        segment_time = get_random_time_segment(len(audio_clip))
        if not is_overlapping(segment_time, previous_segments):
            return overlay(background, audio_clip, segment_time[0]), segment_time
    return background, (10000, 10000)


def wrong_recorded_in_a_copy(background, audio_clip, previous_segments):
    """Makes a new list with the stretch; the caller never sees it."""
    for _ in range(6):
        segment_time = get_random_time_segment(len(audio_clip))
        if not is_overlapping(segment_time, previous_segments):
            previous_segments = previous_segments + [segment_time]
            return overlay(background, audio_clip, segment_time[0]), segment_time
    return background, (10000, 10000)


def wrong_recorded_when_full(background, audio_clip, previous_segments):
    """Appends (10000, 10000) as well."""
    for _ in range(6):
        segment_time = get_random_time_segment(len(audio_clip))
        if not is_overlapping(segment_time, previous_segments):
            break
    else:
        segment_time = (10000, 10000)
    previous_segments.append(segment_time)
    return (overlay(background, audio_clip, segment_time[0]) if segment_time[0] < 10000 else background), segment_time


def wrong_never_draws_again(background, audio_clip, previous_segments):
    """Gives up at the first taken stretch."""
    segment_time = get_random_time_segment(len(audio_clip))
    if is_overlapping(segment_time, previous_segments):
        return background, (10000, 10000)
    previous_segments.append(segment_time)
    return overlay(background, audio_clip, segment_time[0]), segment_time


def wrong_overlay_not_kept(background, audio_clip, previous_segments):
    """Calls overlay and returns the old background."""
    for _ in range(6):
        segment_time = get_random_time_segment(len(audio_clip))
        if not is_overlapping(segment_time, previous_segments):
            previous_segments.append(segment_time)
            background.overlay(audio_clip, position=segment_time[0])
            return background, segment_time
    return background, (10000, 10000)


def wrong_at_the_end_of_the_stretch(background, audio_clip, previous_segments):
    """The clip begins where its stretch ends."""
    for _ in range(6):
        segment_time = get_random_time_segment(len(audio_clip))
        if not is_overlapping(segment_time, previous_segments):
            previous_segments.append(segment_time)
            return overlay(background, audio_clip, segment_time[1]), segment_time
    return background, (10000, 10000)


def wrong_background_changed_in_place(background, audio_clip, previous_segments):
    """Writes the mixed samples into the sound that was given."""
    for _ in range(6):
        segment_time = get_random_time_segment(len(audio_clip))
        if not is_overlapping(segment_time, previous_segments):
            previous_segments.append(segment_time)
            background._data = overlay(background, audio_clip, segment_time[0])._data
            return background, segment_time
    return background, (10000, 10000)


def wrong_appends_the_sound(background, audio_clip, previous_segments):
    """Puts the clip behind the background."""
    for _ in range(6):
        segment_time = get_random_time_segment(len(audio_clip))
        if not is_overlapping(segment_time, previous_segments):
            previous_segments.append(segment_time)
            return background + audio_clip, segment_time
    return background, (10000, 10000)


def wrong_full_track_mixed(background, audio_clip, previous_segments):
    """Lays the clip in even where it gave up."""
    for _ in range(6):
        segment_time = get_random_time_segment(len(audio_clip))
        if not is_overlapping(segment_time, previous_segments):
            previous_segments.append(segment_time)
            return overlay(background, audio_clip, segment_time[0]), segment_time
    return overlay(background, audio_clip, segment_time[0]), (10000, 10000)


def wrong_full_track_none(background, audio_clip, previous_segments):
    """Returns the last stretch it drew on a full track."""
    for _ in range(6):
        segment_time = get_random_time_segment(len(audio_clip))
        if not is_overlapping(segment_time, previous_segments):
            previous_segments.append(segment_time)
            return overlay(background, audio_clip, segment_time[0]), segment_time
    return background, segment_time


def wrong_always_at_the_start(background, audio_clip, previous_segments):
    """Takes the first free place instead of a random one."""
    for start in range(0, 10_001 - len(audio_clip), 10):
        segment_time = (start, start + len(audio_clip) - 1)
        if not is_overlapping(segment_time, previous_segments):
            previous_segments.append(segment_time)
            return overlay(background, audio_clip, start), segment_time
    return background, (10000, 10000)


def wrong_inverted_test(background, audio_clip, previous_segments):
    """Lays the clip in only where the place is taken."""
    for _ in range(6):
        segment_time = get_random_time_segment(len(audio_clip))
        if is_overlapping(segment_time, previous_segments):
            previous_segments.append(segment_time)
            return overlay(background, audio_clip, segment_time[0]), segment_time
    return background, (10000, 10000)


def wrong_twice(background, audio_clip, previous_segments):
    """Overlays the clip twice: once at its place, once at the start."""
    for _ in range(6):
        segment_time = get_random_time_segment(len(audio_clip))
        if not is_overlapping(segment_time, previous_segments):
            previous_segments.append(segment_time)
            return overlay(overlay(background, audio_clip, 0), audio_clip, segment_time[0]), segment_time
    return background, (10000, 10000)


def wrong_end_is_not_included(background, audio_clip, previous_segments):
    """A stretch one millisecond too long."""
    for _ in range(6):
        start = np.random.randint(0, 10_000 - len(audio_clip))
        segment_time = (start, start + len(audio_clip))
        if not is_overlapping(segment_time, previous_segments):
            previous_segments.append(segment_time)
            return overlay(background, audio_clip, start), segment_time
    return background, (10000, 10000)
