"""Answers to `create_training_example`."""

# ruff: noqa: F821

# Right


def right_choose_first(background, activates, negatives, Ty):
    """Draws all indices at once, as many solutions do."""
    background = background - 20
    y = np.zeros((1, Ty))
    previous_segments = []
    number_of_activates = np.random.randint(0, 5)
    random_indices = np.random.randint(len(activates), size=number_of_activates)
    for random_activate in [activates[i] for i in random_indices]:
        background, segment_time = insert_audio_clip(background, random_activate, previous_segments)
        segment_start, segment_end = segment_time
        y = insert_ones(y, segment_end)
    number_of_negatives = np.random.randint(0, 3)
    random_indices = np.random.randint(len(negatives), size=number_of_negatives)
    for random_negative in [negatives[i] for i in random_indices]:
        background, _ = insert_audio_clip(background, random_negative, previous_segments)
    background = level(background, -20.0)
    return spectrogram(background), y


def right_random_module(background, activates, negatives, Ty):
    """The random module, labels at the end, float32, a list for a pair; negatives first."""
    import random

    sound, taken, ends = background.apply_gain(-20), [], []
    for clip in random.choices(negatives, k=random.randint(0, 2)):
        sound, _ = insert_audio_clip(sound, clip, taken)
    for clip in random.choices(activates, k=random.randint(0, 4)):
        sound, where = insert_audio_clip(sound, clip, taken)
        ends.append(where[1])
    y = np.zeros((1, Ty), dtype=np.float32)
    for end in ends:
        y = insert_ones(y, end)
    return [spectrogram(level(sound)), y]


def right_generator_and_own_level(background, activates, negatives, Ty):
    """A generator of NumPy, its own gain, prints, and integer labels."""
    rng = np.random.default_rng()
    print("making one")
    sound, taken, y = background - 20, [], np.zeros((1, Ty), dtype=int)
    for k in rng.integers(0, len(activates), rng.integers(0, 5)):
        sound, (start, end) = insert_audio_clip(sound, activates[k], taken)
        if end < 10_000:
            y = insert_ones(y, end)
    for k in rng.integers(0, len(negatives), rng.integers(0, 3)):
        sound = insert_audio_clip(sound, negatives[k], taken)[0]
    sound = sound + (-20 - sound.dBFS)
    return spectrogram(sound), y


# Wrong


def wrong_not_written(background, activates, negatives, Ty):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(background, activates, negatives, Ty):
    """Forgets to return."""
    spectrogram(level(background - 20, -20))


def wrong_zeros(background, activates, negatives, Ty):
    """The background alone, and no labels."""
    return spectrogram(level(background - 20, -20)), np.zeros((1, Ty))


def wrong_negatives_labelled(background, activates, negatives, Ty):
    """Labels the other words too."""
    sound, segments, y = background - 20, [], np.zeros((1, Ty))
    for _ in range(np.random.randint(0, 5)):
        sound, (_, end) = insert_audio_clip(sound, activates[np.random.randint(len(activates))], segments)
        y = insert_ones(y, end)
    for _ in range(np.random.randint(0, 3)):
        sound, (_, end) = insert_audio_clip(sound, negatives[np.random.randint(len(negatives))], segments)
        y = insert_ones(y, end)
    return spectrogram(level(sound, -20)), y


def wrong_labels_at_the_start(background, activates, negatives, Ty):
    """Labels the beginning of the words."""
    sound, segments, y = background - 20, [], np.zeros((1, Ty))
    for _ in range(np.random.randint(0, 5)):
        sound, (start, _) = insert_audio_clip(sound, activates[np.random.randint(len(activates))], segments)
        y = insert_ones(y, start)
    for _ in range(np.random.randint(0, 3)):
        sound, _ = insert_audio_clip(sound, negatives[np.random.randint(len(negatives))], segments)
    return spectrogram(level(sound, -20)), y


def wrong_no_labels(background, activates, negatives, Ty):
    """Mixes, and never labels."""
    sound, segments, y = background - 20, [], np.zeros((1, Ty))
    for _ in range(np.random.randint(0, 5)):
        sound, _ = insert_audio_clip(sound, activates[np.random.randint(len(activates))], segments)
    for _ in range(np.random.randint(0, 3)):
        sound, _ = insert_audio_clip(sound, negatives[np.random.randint(len(negatives))], segments)
    return spectrogram(level(sound, -20)), y


def wrong_last_label_only(background, activates, negatives, Ty):
    """Starts the labels anew for each word."""
    sound, segments, y = background - 20, [], np.zeros((1, Ty))
    for _ in range(np.random.randint(0, 5)):
        sound, (_, end) = insert_audio_clip(sound, activates[np.random.randint(len(activates))], segments)
        y = insert_ones(np.zeros((1, Ty)), end)
    for _ in range(np.random.randint(0, 3)):
        sound, _ = insert_audio_clip(sound, negatives[np.random.randint(len(negatives))], segments)
    return spectrogram(level(sound, -20)), y


def wrong_never_four(background, activates, negatives, Ty):
    """randint(0, 4) and randint(0, 2): the upper end is not drawn."""
    sound, segments, y = background - 20, [], np.zeros((1, Ty))
    for _ in range(np.random.randint(0, 4)):
        sound, (_, end) = insert_audio_clip(sound, activates[np.random.randint(len(activates))], segments)
        y = insert_ones(y, end)
    for _ in range(np.random.randint(0, 2)):
        sound, _ = insert_audio_clip(sound, negatives[np.random.randint(len(negatives))], segments)
    return spectrogram(level(sound, -20)), y


def wrong_always_four(background, activates, negatives, Ty):
    """Always four and two."""
    sound, segments, y = background - 20, [], np.zeros((1, Ty))
    for _ in range(4):
        sound, (_, end) = insert_audio_clip(sound, activates[np.random.randint(len(activates))], segments)
        y = insert_ones(y, end)
    for _ in range(2):
        sound, _ = insert_audio_clip(sound, negatives[np.random.randint(len(negatives))], segments)
    return spectrogram(level(sound, -20)), y


def wrong_always_the_first(background, activates, negatives, Ty):
    """Always the first clips of the lists."""
    sound, segments, y = background - 20, [], np.zeros((1, Ty))
    for clip in [activates[0]] * np.random.randint(0, 5):
        sound, (_, end) = insert_audio_clip(sound, clip, segments)
        y = insert_ones(y, end)
    for clip in negatives[: np.random.randint(0, 3)]:
        sound, _ = insert_audio_clip(sound, clip, segments)
    return spectrogram(level(sound, -20)), y


def wrong_seeded(background, activates, negatives, Ty):
    """Sets the seed inside: every example is the same."""
    np.random.seed(18)
    sound, segments, y = background - 20, [], np.zeros((1, Ty))
    for _ in range(np.random.randint(0, 5)):
        sound, (_, end) = insert_audio_clip(sound, activates[np.random.randint(len(activates))], segments)
        y = insert_ones(y, end)
    for _ in range(np.random.randint(0, 3)):
        sound, _ = insert_audio_clip(sound, negatives[np.random.randint(len(negatives))], segments)
    return spectrogram(level(sound, -20)), y


def wrong_background_as_loud(background, activates, negatives, Ty):
    """Calls `background - 20` and keeps the loud one."""
    background - 20
    sound, segments, y = background, [], np.zeros((1, Ty))
    for _ in range(np.random.randint(0, 5)):
        sound, (_, end) = insert_audio_clip(sound, activates[np.random.randint(len(activates))], segments)
        y = insert_ones(y, end)
    for _ in range(np.random.randint(0, 3)):
        sound, _ = insert_audio_clip(sound, negatives[np.random.randint(len(negatives))], segments)
    return spectrogram(level(sound, -20)), y


def wrong_no_level(background, activates, negatives, Ty):
    """Leaves the level as it comes."""
    sound, segments, y = background - 20, [], np.zeros((1, Ty))
    for _ in range(np.random.randint(0, 5)):
        sound, (_, end) = insert_audio_clip(sound, activates[np.random.randint(len(activates))], segments)
        y = insert_ones(y, end)
    for _ in range(np.random.randint(0, 3)):
        sound, _ = insert_audio_clip(sound, negatives[np.random.randint(len(negatives))], segments)
    return spectrogram(sound), y


def wrong_quieter_at_the_end(background, activates, negatives, Ty):
    """Makes the whole mix quieter instead of the background."""
    sound, segments, y = background, [], np.zeros((1, Ty))
    for _ in range(np.random.randint(0, 5)):
        sound, (_, end) = insert_audio_clip(sound, activates[np.random.randint(len(activates))], segments)
        y = insert_ones(y, end)
    for _ in range(np.random.randint(0, 3)):
        sound, _ = insert_audio_clip(sound, negatives[np.random.randint(len(negatives))], segments)
    return spectrogram(level(sound - 20, -20)), y


def wrong_fixed_Ty(background, activates, negatives, Ty):
    """1375 steps, whatever Ty says."""
    sound, segments, y = background - 20, [], np.zeros((1, 1375))
    for _ in range(np.random.randint(0, 5)):
        sound, (_, end) = insert_audio_clip(sound, activates[np.random.randint(len(activates))], segments)
        y = insert_ones(y, end)
    for _ in range(np.random.randint(0, 3)):
        sound, _ = insert_audio_clip(sound, negatives[np.random.randint(len(negatives))], segments)
    return spectrogram(level(sound, -20)), y


def wrong_transposed(background, activates, negatives, Ty):
    """Time first in x."""
    sound, segments, y = background - 20, [], np.zeros((1, Ty))
    for _ in range(np.random.randint(0, 5)):
        sound, (_, end) = insert_audio_clip(sound, activates[np.random.randint(len(activates))], segments)
        y = insert_ones(y, end)
    for _ in range(np.random.randint(0, 3)):
        sound, _ = insert_audio_clip(sound, negatives[np.random.randint(len(negatives))], segments)
    return spectrogram(level(sound, -20)).T, y


def wrong_no_negatives(background, activates, negatives, Ty):
    """Forgets the other words."""
    sound, segments, y = background - 20, [], np.zeros((1, Ty))
    for _ in range(np.random.randint(0, 5)):
        sound, (_, end) = insert_audio_clip(sound, activates[np.random.randint(len(activates))], segments)
        y = insert_ones(y, end)
    return spectrogram(level(sound, -20)), y


def wrong_uses_up_the_lists(background, activates, negatives, Ty):
    """Takes the clips out of the list it was given, and puts other ones in."""
    sound, segments, y = background - 20, [], np.zeros((1, Ty))
    np.random.shuffle(activates)
    for clip in activates[: np.random.randint(0, 5)]:
        sound, (_, end) = insert_audio_clip(sound, clip, segments)
        y = insert_ones(y, end)
    for _ in range(np.random.randint(0, 3)):
        sound, _ = insert_audio_clip(sound, negatives[np.random.randint(len(negatives))], segments)
    return spectrogram(level(sound, -20)), y


def wrong_forgets_the_mix(background, activates, negatives, Ty):
    """Lays every clip into the bare background: only the last one is heard."""
    quiet, segments, y = background - 20, [], np.zeros((1, Ty))
    sound = quiet
    for _ in range(np.random.randint(0, 5)):
        sound, (_, end) = insert_audio_clip(quiet, activates[np.random.randint(len(activates))], segments)
        y = insert_ones(y, end)
    for _ in range(np.random.randint(0, 3)):
        sound, _ = insert_audio_clip(quiet, negatives[np.random.randint(len(negatives))], segments)
    return spectrogram(level(sound, -20)), y


def wrong_segments_forgotten(background, activates, negatives, Ty):
    """An empty list for every clip: words lie on top of each other."""
    sound, y = background - 20, np.zeros((1, Ty))
    for _ in range(np.random.randint(0, 5)):
        sound, (_, end) = insert_audio_clip(sound, activates[np.random.randint(len(activates))], [])
        y = insert_ones(y, end)
    for _ in range(np.random.randint(0, 3)):
        sound, _ = insert_audio_clip(sound, negatives[np.random.randint(len(negatives))], [])
    return spectrogram(level(sound, -20)), y
