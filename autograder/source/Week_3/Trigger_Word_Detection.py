# %% [markdown]
# # Teach a machine to wait for a word
#
# **You will build** a detector that listens to a stream of sound and answers when
# somebody says *activate*. You make its training data yourself, by mixing.
#
# **You will learn** to synthesize labelled sound, to label the steps just after an
# event, to build a recurrent network over a spectrogram, and to count events.
#
# **You need** NumPy, and Keras as in the notebooks before; about 90 minutes for five
# exercises (100 points). Headphones help.

# %% [markdown]
# ![The seven notebooks of the course in three weeks. The last, trigger word detection,
# is marked: you are here.](../../media/course_map_Trigger_Word_Detection.svg)

# %% role="given"
import numpy as np

from utils.audio import AudioSegment, last_heard, level, load, overlay, player
from utils.audio import samples, segment, spectrogram
from utils.checks import check_close, check_shape, check_tuple, check_unchanged
from utils.quiet import quiet

with quiet():
    import keras
    from keras import layers

# %% [markdown]
# ## Where do a thousand recordings come from?
#
# Nobody has thousands of hours of labelled speech for *his* word. But words are easy to
# record one by one, and so is the sound of rain. **Mix them**: lay words over a
# background at random times, and the labels come for free, because you know where you
# put each word.
#
# The words come from speech programs with many voices. Each voice belongs to training
# or to testing, never to both.

# %%
from utils.noises import noise
from utils.words import spoken

toy_words = {kind: spoken("train", kind) for kind in ("trigger", "near", "other")}
for toy_kind, toy_list in toy_words.items():
    toy_heard = sorted({recording.word for recording in toy_list})
    print(f"{toy_kind}: {len(toy_list)} recordings of {', '.join(toy_heard[:6])} ...")
    print("   by", len({recording.voice for recording in toy_list}), "voices")

# %% [markdown]
# Words that sound *near* the trigger word are the hard ones. A detector that answers to
# *activity* is a nuisance.
#
# Sounds are pydub `AudioSegment`s. Their length and all places in them are in
# **milliseconds**. Here are ten recordings of each sort, and ten seconds of rain.


# %%
def toy_sounds(recordings):
    return [segment(r.samples, 16_000, to_rate=44_100) for r in recordings]


toy_activates = toy_sounds(toy_words["trigger"][:50:5])
toy_negatives = toy_sounds(toy_words["near"][:100:20] + toy_words["other"][:100:20])
toy_rain = segment(0.1 * noise("rain", 10, seed=1), 16_000, to_rate=44_100)
print("activate:", [len(sound) for sound in toy_activates], "ms")
print("rain:", len(toy_rain), "ms,", toy_rain.frame_rate, "samples per second")
player(toy_activates[0] + AudioSegment.silent(300) + toy_negatives[0])

# %% [markdown]
# ### What the network will see
#
# A microphone gives 44,100 numbers per second, too many and too fast for a recurrent
# network. A **spectrogram** cuts the sound into short overlapping windows and measures
# how much power each frequency has in each. Ten seconds become
# $T_x = 5511$ columns of $101$ frequencies.

# %%
toy_x = spectrogram(toy_rain)
print("samples:", samples(toy_rain).shape, " spectrogram:", toy_x.shape)

# %% [markdown]
# Time now has four units. Keep them apart:
#
# | unit | in ten seconds | used for |
# |---|---|---|
# | milliseconds | 10,000 | pydub: where a word begins and ends |
# | samples | 441,000 | the sound itself |
# | columns, $T_x$ | 5,511 | what the network reads |
# | steps, $T_y$ | 1,375 | what the network answers |

# %% [markdown]
# ## Mix a scene
#
# Words must not lie on top of each other. So remember where words are, draw a random
# stretch for the next one, and draw again if it is taken. The draw is given:


# %% role="given"
def get_random_time_segment(segment_ms):
    """A random stretch of `segment_ms` milliseconds within ten seconds.

    returns (start, end) in milliseconds; both belong to it, so end = start + length - 1
    """
    start = np.random.randint(0, 10_001 - segment_ms)
    return start, start + segment_ms - 1


# %% [markdown]
# ![Stretches of time on an axis in milliseconds. A taken stretch runs from 950 to 1430.
# One that ends at 949 is free, one that starts at 1430 overlaps, one around it
# overlaps, one within it overlaps, one that starts at 1431 is
# free.](../../media/trigger_overlap.svg)
#
# Both ends belong to a stretch: 950 to 1430 and 1430 to 1500 share one millisecond.

# %% [markdown]
# ### Exercise 1: find out with `is_overlapping` (15 points, about 5 minutes)
#
# Return `True` if the stretch `segment_time` shares at least one millisecond with at
# least one stretch of the list `previous_segments`, else `False`. Nothing overlaps with
# an empty list. The order of the list means nothing, and it is not changed. Roughly
# 3 lines.
#
# <details><summary>Hint</summary>
#
# Two stretches do *not* overlap if one ends before the other starts. What is the
# opposite of that?
#
# </details>


# %% exercise="is_overlapping" role="solution"
def is_overlapping(segment_time, previous_segments):
    """Whether a stretch shares time with one of those before.

    segment_time:      (start, end) in milliseconds, both included
    previous_segments: list of such pairs, in any order, perhaps empty
    returns True or False
    """
    ### BEGIN SOLUTION
    start, end = segment_time
    return any(start <= last and first <= end for first, last in previous_segments)
    ### END SOLUTION


# %% [markdown]
# Run this to check the cases of the figure. The graded tests try harder ones.

# %% exercise="is_overlapping" role="grade" points=15
toy_taken = [(2000, 2500), (950, 1430)]
toy_asked = {(700, 949): False, (1430, 1500): True, (900, 1480): True}
toy_asked |= {(1000, 1100): True, (1431, 1999): False}
for toy_one, toy_wanted in toy_asked.items():
    toy_got = is_overlapping(toy_one, toy_taken)
    check_close(f"is_overlapping({toy_one}, {toy_taken})", toy_got, toy_wanted)
check_close("with an empty list", is_overlapping((0, 10), []), False)
print("The example works.")

# %% [markdown]
# ### How a word is laid into a background
#
# `overlay(background, clip, start_ms)` returns a **new** sound. Sounds add up: where
# the clip is silent, the background remains.

# %%
toy_silence = AudioSegment.silent(1000, frame_rate=44_100)
toy_mixed = overlay(toy_silence, toy_activates[0], 200)
toy_loud = samples(toy_mixed).reshape(10, -1).std(axis=1)
print("loudness of each tenth of a second:", toy_loud.round(2))

# %% [markdown]
# ### Exercise 2: lay in a word with `insert_audio_clip` (25 points, about 15 minutes)
#
# Draw a stretch as long as the clip (`len(audio_clip)` milliseconds) with
# `get_random_time_segment`. If your `is_overlapping` says it is taken, draw again,
# up to five times more. How often exactly is not judged.
#
# * A free stretch is found: **append it to `previous_segments`**, and return
#   `(new_background, segment_time)`, where the clip begins at the first millisecond
#   of `segment_time`.
# * None is found: return the background as it is and the stretch `(10000, 10000)`;
#   append nothing.
#
# The sound `background` itself does not change; `previous_segments` does. Roughly 9
# lines.

# %% [markdown]
# Why `(10000, 10000)`? It lies just behind the ten seconds, and so will its label: there
# will be none.
#
# <details><summary>Hint</summary>
#
# A `for` loop with a fixed number of turns cannot run for ever; a `while` loop on a full
# track can. `return` leaves either.
#
# </details>


# %% exercise="insert_audio_clip" role="solution"
def insert_audio_clip(background, audio_clip, previous_segments):
    """Lay a clip into the background where no other one is.

    background:        a sound of ten seconds
    audio_clip:        the sound to lay in, at most ten seconds long
    previous_segments: list of taken (start, end); the new one is appended to it
    returns (new_background, segment_time): the mixed sound and the (start, end) of
            the clip in it; (background, (10000, 10000)) if there was no place
    """
    ### BEGIN SOLUTION
    for _ in range(6):
        segment_time = get_random_time_segment(len(audio_clip))
        if not is_overlapping(segment_time, previous_segments):
            previous_segments.append(segment_time)
            new_background = overlay(background, audio_clip, segment_time[0])
            return new_background, segment_time
    return background, (10_000, 10_000)
    ### END SOLUTION


# %% [markdown]
# Run this to lay one clip into silence, and to try on a track that is full.

# %% exercise="insert_audio_clip" role="grade" points=25
toy_track = AudioSegment.silent(10_000, frame_rate=44_100)
toy_segments = [(9500, 9600)]
toy_result = insert_audio_clip(toy_track, toy_activates[0], toy_segments)
check_tuple("result", toy_result, ["new_background", "segment_time"])
toy_new, (toy_start, toy_end) = toy_result
check_close("end - start + 1", toy_end - toy_start + 1, len(toy_activates[0]))
check_close("the segments", toy_segments, [(9500, 9600), (toy_start, toy_end)])
check_unchanged("background", samples(toy_track), np.zeros(441_000))
toy_clip = samples(toy_new[toy_start : toy_end + 1])
check_close("the clip", np.std(toy_clip), np.std(samples(toy_activates[0])), 1e-3)
toy_result = insert_audio_clip(toy_track, toy_activates[0], [(0, 9999)])
check_close("segment_time on a full track", toy_result[1], [10_000, 10_000])
print("The example works.")

# %% [markdown]
# ## Label the steps after the word
#
# The network should answer **just after** the word has ended, when it has heard all of
# it. One single step of 1,375 would be too little to learn from, so 50 steps
# (about 0.36 seconds) after the end are labelled 1.
#
# ![A word on a time axis of ten seconds, and below it the row of labels y. From the step
# after the one in which the word ends, fifty steps are 1, all others 0. A second word
# near the right edge has fewer ones, because the row
# ends.](../../media/trigger_labels.svg)

# %% [markdown]
# The word's last millisecond falls into the step
#
# $$s = \left\lfloor \frac{\text{segment\_end\_ms} \cdot T_y}{10000} \right\rfloor$$
#
# and the steps $s+1, s+2, \dots, s+50$ become 1, as far as there are steps: the last
# one is $T_y - 1$.

# %%
toy_steps = 20  # a row of 20 steps for ten seconds: half a second each
for toy_ms in (0, 499, 500, 9999, 10_000):
    print(f"{toy_ms:6} ms falls into step", int(toy_ms * toy_steps / 10_000))

# %% [markdown]
# ### Exercise 3: write the labels with `insert_ones` (20 points, about 10 minutes)
#
# Set the 50 steps strictly after step $s$ to 1, in the array `y` of shape $(1, T_y)$.
# Take $T_y$ from the shape of `y`. Near the right edge there are fewer; for
# `segment_end_ms` of 10000 there are none. All other values stay what they are.
#
# Return the array. You may write into `y` or into a copy of it; both are right. Roughly
# 4 lines.
#
# <details><summary>Hint</summary>
#
# A slice that reaches over the end of an array stops at the end. An index does not.
#
# </details>


# %% exercise="insert_ones" role="solution"
def insert_ones(y, segment_end_ms):
    """Label the 50 steps after a word.

    y:              (1, Ty), labels so far
    segment_end_ms: the last millisecond of the word, 0 to 10000
    returns the labels, (1, Ty)
    """
    ### BEGIN SOLUTION
    Ty = y.shape[1]
    last = int(segment_end_ms * Ty / 10_000)
    y[0, last + 1 : last + 51] = 1
    return y
    ### END SOLUTION


# %% [markdown]
# Run this to check two words: one in the middle, one at the right edge.

# %% exercise="insert_ones" role="grade" points=20
toy_y = insert_ones(np.zeros((1, 1375)), 5000)
check_shape("y", toy_y, ["1", "Ty"], [1, 1375])
check_close("y[0, 685:690], around the end", toy_y[0, 685:690], [0, 0, 0, 1, 1])
check_close("sum", toy_y.sum(), 50)
toy_y = insert_ones(toy_y, 9_900)
check_close("sum with a word at 9900 ms", toy_y.sum(), 63)
print("The example works.")

# %% [markdown]
# ### Exercise 4: a scene with `create_training_example` (20 points, about 15 minutes)
#
# 1. Make the background 20 dB quieter: `background - 20` is a new, quieter sound.
# 2. Start with labels of zeros, shape $(1, T_y)$, and an empty list of segments.
# 3. Lay in **0 to 4** clips of `activates`, each number equally likely, each clip drawn
#    at random from the list (the same one may come twice), and label the end of each.
# 4. Lay in **0 to 2** clips of `negatives`, drawn likewise. They get no label.
# 5. Bring the whole to a level of -20 dB with `level(sound, -20)`.
#
# Return `(x, y)`: `spectrogram` of the sound, and the labels. Roughly 14 lines.

# %% [markdown]
# Use your own functions for steps 3 and 4. The arguments stay as they are.
#
# All scenes end at the same level, so that the network cannot tell loud from quiet
# rooms. But *within* a scene, words stand about 20 dB above the background.
#
# <details><summary>Hint</summary>
#
# `np.random.randint(0, 5)` draws 0, 1, 2, 3 or 4. A word that found no place ends at
# 10000, and `insert_ones` knows what to do with that.
#
# </details>


# %% exercise="create_training_example" role="solution"
def create_training_example(background, activates, negatives, Ty):
    """A scene of ten seconds, and its labels.

    background: a sound of ten seconds
    activates:  list of sounds of the trigger word
    negatives:  list of sounds of other words
    Ty:         the number of steps of the labels
    returns (x, y): x the spectrogram, (101, Tx); y the labels, (1, Ty)
    """
    # 1. A quieter background, labels of zeros, no segments yet.
    # 2. 0 to 4 trigger words, each with its label.
    # 3. 0 to 2 other words.
    # 4. The level, the spectrogram.
    ### BEGIN SOLUTION
    sound, segments, y = background - 20, [], np.zeros((1, Ty))
    for _ in range(np.random.randint(0, 5)):
        clip = activates[np.random.randint(len(activates))]
        sound, (_, end) = insert_audio_clip(sound, clip, segments)
        y = insert_ones(y, end)
    for _ in range(np.random.randint(0, 3)):
        clip = negatives[np.random.randint(len(negatives))]
        sound, _ = insert_audio_clip(sound, clip, segments)
    return spectrogram(level(sound, -20)), y
    ### END SOLUTION


# %% [markdown]
# Run this to make one example and check its shapes. The graded tests listen to many.

# %% exercise="create_training_example" role="grade" points=20
np.random.seed(18)
toy_example = create_training_example(toy_rain, toy_activates, toy_negatives, 1375)
check_tuple("result", toy_example, ["x", "y"])
check_shape("x", toy_example[0], ["frequencies", "Tx"], [101, 5511])
check_shape("y", toy_example[1], ["1", "Ty"], [1, 1375])
print("The shapes are right.")

# %% [markdown]
# ### One scene, three ways
#
# The waveform, the spectrogram and the labels of an example, on one time axis. Does each
# block of ones begin where a word ends? Which words have no block? Listen:
# `last_heard()` is the sound that `spectrogram` was given last.

# %%
from utils.audio_plots import timeline

np.random.seed(5)
toy_x, toy_y = create_training_example(toy_rain, toy_activates, toy_negatives, 1375)
timeline(last_heard(), toy_y)

# %%
player(last_heard())

# %% [markdown]
# ### How loud is the background?
#
# The same five words over rain, at four distances in decibels. Every 20 dB is a factor
# of ten in the waveform. At 0 dB the background is as strong as the words, and even
# you have to listen closely.

# %%
from utils.audio_plots import mixing_levels

toy_speech = sum(toy_activates[:5], AudioSegment.silent(100, frame_rate=44_100))
mixing_levels(toy_speech, toy_rain, [30, 20, 10, 0])

# %% [markdown]
# ## The network
#
# ![The network as a column of layers. A 1-D convolution turns 5511 columns of 101
# frequencies into 1375 steps of 196 features; then batch normalization, ReLU, dropout;
# two GRUs of 128 units, each with dropout and batch normalization; one sigmoid for each
# of the 1375 steps.](../../media/trigger_network.svg)
#
# The convolution reads 15 columns and moves on by 4, so
# $T_y = \lfloor (T_x - 15) / 4 \rfloor + 1$. The GRUs run forward only: when the device
# listens, it does not know the future.

# %%
print("steps of 5511 columns:", (5511 - 15) // 4 + 1)
print("steps of 998 columns: ", (998 - 15) // 4 + 1)

# %% [markdown]
# ### What 0.8 means
#
# `layers.Dropout(0.8)` **drops** 80 percent of the numbers, at random, while training,
# and multiplies those it keeps by 5, so that their mean stays the same. It does nothing
# when the network is used. (Some older texts call 0.8 the share that is kept.)

# %%
toy_drop = layers.Dropout(0.8, seed=1)
toy_ones = np.ones((1, 10), np.float32)
print("training:", np.asarray(toy_drop(toy_ones, training=True))[0])
print("in use:  ", np.asarray(toy_drop(toy_ones, training=False))[0])

# %% [markdown]
# ### One output for each step
#
# The last layer is a `Dense(1)` with a sigmoid, applied to each step by itself. Keras
# can say so with `layers.TimeDistributed(layers.Dense(1, ...))`, but `Dense` alone
# treats the last axis and does just the same. Prefer it: Keras 3 makes a copy of a
# `TimeDistributed` layer for each time step, 1,375 of them, and training at full length
# then takes more than 10 GB.

# %%
toy_steps = np.random.default_rng(0).standard_normal((1, 4, 3)).astype("float32")
keras.utils.set_random_seed(3)
toy_dense = layers.Dense(1)
toy_wrapped = layers.TimeDistributed(toy_dense)
print(np.asarray(toy_dense(toy_steps)).ravel())
print(np.asarray(toy_wrapped(toy_steps)).ravel())

# %% [markdown]
# ### Exercise 5: build the network with `modelf` (20 points, about 15 minutes)
#
# Return a Keras model that reads $(m, T_x, n_f)$ and answers $(m, T_y, 1)$.
# `input_shape` is $(T_x, n_f)$: take both from it. In this order:
#
# 1. `Conv1D`: 196 filters, kernel 15, stride 4; `BatchNormalization`; ReLU;
#    `Dropout(0.8)`
# 2. `GRU` of 128 units that returns all time steps; `Dropout(0.8)`;
#    `BatchNormalization`
# 3. the same again, and one more `Dropout(0.8)` after it
# 4. `Dense(1)` with a sigmoid, at each step
#
# All else is as Keras has it by default. `Sequential` or functional, as you like.
# Roughly 15 lines.


# %% exercise="modelf" role="solution"
def modelf(input_shape):
    """The trigger word network.

    input_shape: (Tx, n_freq), of one example
    returns a keras.Model: (m, Tx, n_freq) to (m, Ty, 1), probabilities
    """
    ### BEGIN SOLUTION
    inputs = keras.Input(shape=input_shape)
    x = layers.Conv1D(196, 15, strides=4)(inputs)
    x = layers.BatchNormalization()(x)
    x = layers.Dropout(0.8)(layers.ReLU()(x))
    for _ in range(2):
        x = layers.GRU(128, return_sequences=True)(x)
        x = layers.Dropout(0.8)(x)
        x = layers.BatchNormalization()(x)
    x = layers.Dropout(0.8)(x)
    outputs = layers.Dense(1, activation="sigmoid")(x)
    return keras.Model(inputs, outputs)
    ### END SOLUTION


# %% [markdown]
# Run this to build it for short clips of 55 columns, which give 11 steps.

# %% exercise="modelf" role="grade" points=20
toy_model = modelf(input_shape=(55, 101))
toy_answer = np.asarray(toy_model(np.zeros((2, 55, 101), "float32")))
check_shape("answer", toy_answer, ["m", "Ty", "1"], [2, 11, 1])
check_close("the answer to silence before training", toy_answer, 0.5 + 0 * toy_answer)
check_close("number of weights", toy_model.count_params(), 523_329)
print("The network answers at every step.")

# %% [markdown]
# ## A cheaper ear
#
# Trained at full length, this network needs about a second for each step of learning,
# and there are thousands. Look at what it is fed: 5,511 columns of 1.8 milliseconds, up
# to 22,050 Hz. Speech changes more slowly, and little of it lies above 8,000 Hz.
#
# So the network that we train and listen with has a cheaper front end: sound at 16,000
# samples per second, in 998 frames of 10 milliseconds and 40 **mel bands**, narrow for
# low pitches and wide for high ones, as in the ear. It answers every 40 milliseconds.

# %%
from utils.listener import features


def toy_products(steps, inputs, filters, units):
    conv = 15 * inputs * filters
    grus = (filters + units) * 3 * units + 2 * units * 3 * units
    return steps * (conv + grus + units)


toy_full, toy_cheap = toy_products(1375, 101, 196, 128), toy_products(246, 40, 112, 96)
print("mel bands:", features(toy_rain).shape)
print(f"products for ten seconds: {toy_full:,} and {toy_cheap:,}")
print(f"the second is {toy_full / toy_cheap:.0f} times cheaper")

# %% [markdown]
# The detector below has layers of the same kinds, in smaller numbers. It was trained
# once, on mixed scenes of the training voices, on a processor like yours. Its program,
# log and measures are in the repository. We load it.

# %%
import json

from utils.listener import detector, threshold
from utils.words import FOLDER

with quiet():
    toy_detector = detector()
toy_measured = json.loads((FOLDER / "metrics.json").read_text())
print(f"{toy_detector.count_params():,} weights, trained on", end=" ")
print(f"{toy_measured['scenes']:,} scenes; threshold {threshold()}")

# %% [markdown]
# ### Train it a little further, with your own examples
#
# Twenty-four of *your* examples, over a background that it has not heard. Your labels
# have 1,375 steps; `labels_at_steps` picks those of its 246.

# %%
from utils.listener import labels_at_steps

toy_keys = segment(0.1 * noise("keys", 10, seed=2), 16_000, to_rate=44_100)


def toy_examples(number):
    x, labels = [], []
    for _ in range(number):
        _, y = create_training_example(toy_keys, toy_activates, toy_negatives, 1375)
        x.append(features(last_heard()))
        labels.append(labels_at_steps(y))
    return np.stack(x), np.stack(labels)


# %% [markdown]
# The normalizations keep what they know: batches as small as ours would spoil it. A
# small learning rate keeps the rest in place.

# %%
toy_further = keras.models.clone_model(toy_detector)
toy_further.set_weights(toy_detector.get_weights())
for toy_layer in toy_further.layers:
    toy_layer.trainable = not isinstance(toy_layer, layers.BatchNormalization)
toy_further.compile(keras.optimizers.Adam(1e-4), "binary_crossentropy")
keras.utils.set_random_seed(1)
toy_x24, toy_y24 = toy_examples(24)
print(toy_x24.shape, toy_y24.shape, f"{toy_y24.mean():.1%} of the steps are 1")
toy_before = toy_further.evaluate(toy_x24, toy_y24, verbose=0)
toy_further.fit(toy_x24, toy_y24, batch_size=8, epochs=4, verbose=0)
toy_after = toy_further.evaluate(toy_x24, toy_y24, verbose=0)
print(f"loss on your examples: {toy_before:.3f} before, {toy_after:.3f} after")

# %% [markdown]
# A lower loss on what it was trained with is no proof of anything. What does it do with
# voices and backgrounds that it has never heard?

# %% [markdown]
# ## Count events, not steps
#
# ![Probability over time with a threshold. Three words end at marked times, each with a
# window from 0.3 seconds before to 0.7 seconds after its end. The first rise of the
# answer lies in a window and is a hit; a word without a rise is a miss; a rise outside
# of all windows is a false alarm.](../../media/trigger_events.svg)
#
# A listener does not care about steps. He says the word, and wants **one** answer, soon.
# So a detection is a **hit** if it comes between 0.3 seconds before and 0.7 seconds after
# the end of a word, and a **false alarm** otherwise. A word without a hit is **missed**.

# %%
from utils.mel import log_mel
from utils.scenes import scenes

toy_scenes = scenes("test")[:50]  # unseen voices over unseen backgrounds, at 10 dB
toy_heard_x = np.stack([log_mel(scene.samples) for scene in toy_scenes])
toy_voices = sorted({word.voice for scene in toy_scenes for word, _ in scene.placed})
print(len(toy_scenes), "scenes,", sum(len(s.ends) for s in toy_scenes), "trigger words")
print("spoken by", *toy_voices)
print("over", *sorted({scene.noise for scene in toy_scenes}))

# %% [markdown]
# From precision $P$ (how many detections were right) and recall $R$ (how many words were
# found) comes $F_1 = 2PR/(P+R)$.


# %%
from utils.audio_plots import counts_table
from utils.events import Counts, count, events
from utils.listener import step_times

toy_times = step_times(246)


def toy_counts(answers, some_scenes):
    total = Counts()
    for answer, scene in zip(answers, some_scenes, strict=True):
        found = events(answer[:, 0], toy_times, threshold())
        total += count(found, scene.ends, seconds=10)
    return total


toy_answers = toy_detector.predict(toy_heard_x, batch_size=50, verbose=0)
toy_table = {"all zeros": toy_counts(0 * toy_answers, toy_scenes)}
toy_table["as shipped"] = toy_counts(toy_answers, toy_scenes)
toy_answers_2 = toy_further.predict(toy_heard_x, batch_size=50, verbose=0)
toy_table["trained on"] = toy_counts(toy_answers_2, toy_scenes)
print(counts_table(toy_table))

# %% [markdown]
# These voices are new to the detector, but they come from the *program* that spoke in
# training. Programs that it has never heard are harder. They tell more of what happens
# when a person speaks.

# %%
toy_others = scenes("test")[-50:]
toy_others_x = np.stack([log_mel(scene.samples) for scene in toy_others])
toy_answers_3 = toy_detector.predict(toy_others_x, batch_size=50, verbose=0)
print(counts_table({"other program": toy_counts(toy_answers_3, toy_others)}))

# %% [markdown]
# ### Why accuracy is the wrong figure
#
# Most steps are 0. Whoever always says 0 is right at most of them, and finds nothing.
# Accuracy hardly tells him from a detector that works.

# %%
toy_truth = np.zeros((len(toy_scenes), 246), bool)
for toy_row, toy_scene in zip(toy_truth, toy_scenes, strict=True):
    for toy_end in toy_scene.ends:
        toy_row |= (toy_times > toy_end) & (toy_times <= toy_end + 50 * 10 / 1375)
toy_said = toy_answers[:, :, 0] > 0.5
print(f"accuracy of all zeros: {np.mean(~toy_truth):.1%}")
print(f"accuracy as shipped:   {np.mean(toy_said == toy_truth):.1%}")

# %% [markdown]
# ### Misses against false alarms
#
# A lower threshold finds more words, and answers more often to nobody. These are the
# shipped detector's measures on all test scenes of the first program. The false alarms
# are counted over babble in which somebody says a word that is *not* the trigger word
# every 3.3 seconds, two in three of them near ones such as *activity* and *deactivate*.

# %%
from utils.audio_plots import misses_and_alarms

toy_points = [tuple(point.values()) for point in toy_measured["curve"]]
for toy_name in ("test", "near_words_over_babble", "other_programs"):
    print(toy_name, toy_measured[toy_name])
misses_and_alarms(toy_points, threshold())

# %% [markdown]
# ## Listen
#
# A minute of babble with trigger words and near words by test voices. A device does not
# wait until the minute is over. `stream` hears pieces of 0.2 seconds and keeps what it
# must remember: a few frames for the convolution, and the **hidden states** of the GRUs.
# With `pace=1` it takes as long as the sound.

# %%
import time

from utils.listener import stream

toy_minute = load(FOLDER / "minute.ogg")
toy_clock, toy_found = time.perf_counter(), []
for toy_event in stream(toy_detector, toy_minute, threshold(), pace=0):
    toy_found.append(toy_event.time)
    print(f"  at {toy_event.time:5.1f} s: activate! ({toy_event.probability:.2f})")
print(f"a minute of sound in {time.perf_counter() - toy_clock:.2f} s")

# %%
from utils.audio_plots import heard
from utils.listener import chime, listen

toy_probabilities = listen(toy_detector, toy_minute)
toy_ends = toy_measured["minute_ends"]
toy_all = step_times(len(toy_probabilities))
heard(toy_minute, toy_probabilities, toy_all, threshold(), toy_found, toy_ends)

# %% [markdown]
# Hear it, with a bell at each detection:

# %%
player(chime(toy_minute, toy_found))

# %% [markdown]
# ### Your own voice
#
# Record some seconds in which you say *activate*, and other words, with your phone or
# computer. Put the file beside this notebook (drag it into the file browser of
# JupyterLab), write its name here, and run on. WAV, FLAC, OGG and MP3 work; other kinds
# need ffmpeg. Without a file of yours, you hear one of ours.

# %%
toy_file = "my_clip.wav"  # the name of your file


def toy_own_clip(name):
    try:
        return load(name)
    except ValueError as error:
        print(f"{error}. Here is a scene of ours.")
        return segment(scenes("test")[3].samples, 16_000, to_rate=44_100)


toy_clip = toy_own_clip(toy_file)
toy_clock = time.perf_counter()
toy_p = listen(toy_detector, toy_clip)
toy_seconds = time.perf_counter() - toy_clock
toy_found = events(toy_p, step_times(len(toy_p)), threshold())
print("detections, in seconds:", np.round(toy_found, 2).tolist())
print(f"{len(toy_clip) / 1000:g} s of sound took {toy_seconds:.2f} s")
player(chime(toy_clip, toy_found))

# %% [markdown]
# Why did it answer, or why not? Look at the answer over time, and then at what it
# listened to: hide 80 milliseconds of the sound at a time, and see how far the answer
# falls.

# %%
heard(toy_clip, toy_p, step_times(len(toy_p)), threshold(), toy_found)

# %%
from utils.audio_plots import hidden_parts
from utils.listener import what_mattered

toy_moment = float(step_times(len(toy_p))[np.argmax(toy_p)])
toy_centres, toy_drops = what_mattered(toy_detector, toy_clip, toy_moment)
hidden_parts(toy_clip, toy_centres, toy_drops, toy_moment)

# %% [markdown]
# ## What you built
#
# The data of a detector, mixed from single words; labels that say *just now*; and the
# network. It has heard speech programs only. People say the word in more ways than any
# program: if yours is missed, that is an honest result. Lower the threshold and try
# again, or train it further on a few recordings of your own.

# %% [markdown]
# ## Three questions
#
# <details><summary>1. Why are fifty steps labelled and not one?</summary>
#
# One step in 1,375 is so rare that saying 0 everywhere costs almost nothing. Fifty
# steps give the network something to gain, and the exact moment does not matter.
#
# </details>
#
# <details><summary>2. Why do the GRUs run forward only?</summary>
#
# A bidirectional network needs the end of the sound before it can answer at its
# beginning. A device that listens would never answer.
#
# </details>
#
# <details><summary>3. A detector is right at 95 percent of the steps. Is it
# good?</summary>
#
# You cannot know. All zeros are right at about 93 to 95 percent. Ask for hits, misses
# and false alarms per hour.
#
# </details>

# %% [markdown]
# ## What to read next
#
# * S. Chen and others, *Small-footprint keyword spotting using deep neural networks*,
#   2014: what a telephone does all day.
# * P. Warden, *Speech Commands*, 2018: recordings of words by thousands of people, and
#   how to measure on them.
# * K. Cho and others, *Learning phrase representations using RNN encoder-decoder*, 2014:
#   where the GRU comes from.
#
# ## Hand it in
#
# Save the notebook first. Then this cell grades what you saved.

# %%
from autograder import submit

submit()
