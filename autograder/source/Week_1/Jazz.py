# %% [markdown]
# # Improvise a jazz solo with an LSTM
#
# **You will build** two Keras models that share one LSTM: one that learns from solos,
# and one that plays its own.
#
# **You will learn** how to write a loop over time by hand in Keras, why two models can
# have one set of weights, and how a network that predicts becomes one that improvises.
#
# **You need** the first notebook of this week and a little Keras; no music theory;
# about 70 minutes for the three exercises (100 points).

# %% [markdown]
# ![The seven notebooks of the course in three weeks. The third, Jazz solo with an LSTM,
# is marked: you are here.](../../media/course_map_Jazz.svg)

# %% role="given"
import time
from functools import cache

import numpy as np
from utils.quiet import quiet

with quiet():
    import keras
    from keras import Input, Model, ops
    from keras.layers import LSTM, Dense, Lambda, RepeatVector, Reshape

from utils.checks import check_close, check_length, check_shape
from utils.jazz import BAR, corpus
from utils.jazz.chance import restless
from utils.jazz.chords import chart, read_charts
from utils.jazz.clean import perform
from utils.jazz.draw import piano_rolls, spreads
from utils.jazz.measure import figures, longest_copy, random_notes
from utils.jazz.values import Note, parse, unparse
from utils.plots import lines

# %% [markdown]
# ## What you will hear
#
# The network learns from 79 choruses over eight tunes: blues, turnarounds, rhythm
# changes. A program composed them, by rules that you can read in
# `utils/jazz/soloist.py`. Here is one chorus of a blues.
#
# Loading takes no time: the MIDI files in `utils/data/jazz` have been parsed already.

# %% role="given"
solos = corpus.load_solos()

# %%
from IPython.display import Audio

from utils.jazz.sound import RATE, render

demo_blues = solos[0].notes[:66]
Audio(render(demo_blues, solos[0].chart), rate=RATE)

# %% [markdown]
# And here is how its first bars look. A **chord** sounds under every note, and its four
# tones are the safe ones. Notes between them lead from one to the next.

# %%
piano_rolls({"a chorus of the corpus": (demo_blues, solos[0].chart)})

# %% [markdown]
# ## A solo is a sequence of values
#
# What should the network read and write? Not pitches: the same line is right over one
# chord and wrong over another. So we say where a note stands **in its chord**, and how
# long it lasts. That is a **value**: `3/2` is the third of the chord, for two thirds of
# a beat.
#
# ![Four notes on a piano roll, each with its value below: 3/2 is the third of the chord
# for two thirds of a beat, 5-/1 the semitone below the fifth for one third, 5/3 the
# fifth for a beat, r/6 a rest of two beats.](../../media/jazz_values.svg)

# %% [markdown]
# Time counts in thirds of a beat, because swing divides a beat into a long part (2)
# and a short part (1). `5-` is the semitone below the fifth. `r` is a rest. Each note
# is the one nearest to the note before; `^` and `v` move it up or down an octave.
#
# `parse` takes notes apart, `unparse` puts them together over any chords:

# %%
toy_chart = chart("| Dm7 | G7 |")
toy_notes = [Note(0, 2, 65), Note(2, 1, 68), Note(3, 3, 69)]
toy_values = parse(toy_notes, toy_chart, end=BAR)
print("values:      ", toy_values)
print("over Dm7:    ", [note.pitch for note in unparse(toy_values, toy_chart)])
print("over G7:     ", [note.pitch for note in unparse(toy_values, toy_chart, BAR)])

# %% [markdown]
# The pitches differ, the meaning stays: third, approach, fifth. This is why a network
# that never sees a chord can play over chords it never met.

# %% [markdown]
# ### The vocabulary
#
# Every value that occurs in the corpus gets a number. A value enters the network as a
# **one-hot** vector as wide as the vocabulary.

# %% role="given"
words = corpus.vocabulary(solos)
n_values = len(words)

# %%
print("choruses:", sum(solo.choruses for solo in solos))
print("values played:", sum(len(solo.values) for solo in solos))
print("different values:", n_values)
print("the number of 3/2:", words.index("3/2"), " and back:", words[words.index("3/2")])

# %% [markdown]
# ## X is Y, one step late
#
# An excerpt is $T_x = 30$ values that start with a phrase. At each time step the network
# reads one value and predicts the **next** one. So the inputs are the labels, moved one
# step to the right, and the first input is blank: all zeros.
#
# ![An excerpt of four values. The row Y holds them in order. The row X begins with a
# blank and then holds the first three, so that each value of X stands above the value
# that follows it.](../../media/jazz_shift.svg)

# %%
demo_excerpts = corpus.excerpts(solos, words, Tx=30)
demo_Y = corpus.one_hot(demo_excerpts, n_values)
demo_X = np.concatenate([np.zeros_like(demo_Y[:, :1]), demo_Y[:, :-1]], axis=1)
print("X:", demo_X.shape, " Y:", demo_Y.shape, " (m, Tx, n_values)")
print("the labels:", [words[k] for k in demo_excerpts[0][:6]])

# %% [markdown]
# ### What a missing last label would mean
#
# One could feed all 30 values instead of a blank and 29. Then the last time step has
# nothing to predict: the next value lies outside the excerpt, and its label would be a
# row of zeros. Such a row is no "class zero". Its loss is 0 whatever the network says,
# so it teaches nothing; and a measured accuracy would count it as always wrong.
#
# With the blank in front, no label is missing here, and the network learns how solos
# **begin**: it can start from nothing.

# %%
toy_prediction = np.array([[0.7, 0.2, 0.1]])
for toy_label in ([1.0, 0.0, 0.0], [0.0, 0.0, 0.0]):
    toy_label = np.array([toy_label])
    toy_loss = keras.losses.categorical_crossentropy(toy_label, toy_prediction)
    print("label", toy_label[0], " loss", round(abs(float(toy_loss[0])), 4))

# %% [markdown]
# ## The loop by hand
#
# `LSTM(return_sequences=True)` would run over all time steps by itself. Here you write
# the loop: in the second model each input is made from the output before, and no layer
# does that for you.
#
# ![Three time steps of the training model. Each reads its part of X and the states a and
# c of the step before; the box LSTM cell is one and the same layer in all steps, and so
# is densor, which gives the prediction.](../../media/jazz_training_model.svg)

# %% [markdown]
# A Keras layer owns its weights. **Calling one layer three times uses the same weights
# three times**; making three layers makes three sets. So the layers are made once, out
# here, and your functions receive them:
#
# | layer | call | gives |
# |---|---|---|
# | `LSTM_cell` | `LSTM_cell(x, initial_state=[a, c])` | hidden state, hidden state again, cell state |
# | `densor` | `densor(a)` | probabilities of the next value, $(m, n_{values})$ |
# | `reshaper` | `reshaper(x)` | $(m, n_{values})$ as one time step, $(m, 1, n_{values})$ |
#
# `unroll=True` only saves time: each call runs a single step.

# %% role="given"
keras.utils.set_random_seed(0)
n_a = 64  # hidden units
LSTM_cell = LSTM(n_a, return_state=True, unroll=True)
densor = Dense(n_values, activation="softmax")
reshaper = Reshape((1, n_values))

# %% [markdown]
# ### Symbolic tensors
#
# `Input` makes a tensor without numbers, of which only the shape is known. What you do
# with it is recorded, and `Model` turns the record into a network. Indexing works as in
# NumPy, and so do functions of `keras.ops`; plain `tf.` functions do not, unless a
# `Lambda` layer wraps them.
#
# Here are layers small enough to read: three values, two hidden units, weights set by
# hand.

# %%
toy_cell, toy_densor = LSTM(2, return_state=True), Dense(3, activation="softmax")
toy_cell.build((None, 1, 3)), toy_densor.build((None, 2))
toy_rows = np.outer([1.0, -1.0, 0.5], np.ones(8))  # what each of the three values adds
toy_cell.set_weights([toy_rows, np.full((2, 8), 0.5), np.zeros(8)])
toy_densor.set_weights([np.array([[2.0, 0, -2], [2, 0, -2]]), np.array([0, 0.5, 0])])

toy_X = np.array([[[0.0, 0, 0], [1, 0, 0], [0, 0, 1]]])  # blank, value 0, value 2
toy_zero = np.zeros((1, 2))
toy_a, _, toy_c = toy_cell(toy_X[:, :1], initial_state=[toy_zero, toy_zero])
print("after the blank, a:", np.asarray(toy_a)[0], " c:", np.asarray(toy_c)[0])
print("prediction:", np.asarray(toy_densor(toy_a))[0].round(4))

# %% [markdown]
# ### Exercise 1: build the training model with `djmodel` (40 points, about 20 minutes)
#
# Make three inputs: `X` of shape `(Tx, n_values)`, `a0` and `c0` of shape `(n_a,)`. At
# each time step take `X[:, t, :]`, reshape it, run `LSTM_cell` from the two states of
# the step before, and append `densor` of the new hidden state to a list. Return the
# `Model` with inputs `[X, a0, c0]` and this list of `Tx` outputs. Roughly 10 lines.
#
# * Sizes come from `Tx`, `LSTM_cell.units` and `densor.units`.
# * Make no new layers with weights.
#
# For the toy `X` above the three predictions begin with 0.2741, 0.7003 and 0.8055.

# %% [markdown]
# <details><summary>Hint: the states</summary>
#
# Let `a` and `c` point at `a0` and `c0` before the loop, and let each call move them on:
# `a, _, c = LSTM_cell(...)`.
#
# </details>
#
# <details><summary>Hint: if you slice with a Lambda</summary>
#
# `Lambda(lambda x: x[:, t, :])` looks `t` up when it runs, and by then the loop may be
# over: every step reads the last `t`. `lambda x, t=t: ...` remembers it.
#
# </details>


# %% exercise="djmodel" role="solution"
def djmodel(Tx, LSTM_cell, densor, reshaper):
    """The model that learns from excerpts.

    Tx:        the number of time steps
    LSTM_cell: an LSTM layer with return_state=True
    densor:    a Dense layer with softmax
    reshaper:  a Reshape layer from (m, n_values) to (m, 1, n_values)
    returns a keras Model, with
    inputs     [X (m, Tx, n_values), a0 (m, n_a), c0 (m, n_a)]
    outputs    a list of Tx predictions (m, n_values)
    """
    # 1. Three inputs.
    # 2. For each time step: its part of X, the LSTM, the prediction.
    # 3. The model.
    ### BEGIN SOLUTION
    n_values, n_a = densor.units, LSTM_cell.units
    X = Input(shape=(Tx, n_values))
    a0, c0 = Input(shape=(n_a,)), Input(shape=(n_a,))
    a, c, outputs = a0, c0, []
    for t in range(Tx):
        x = reshaper(X[:, t, :])
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        outputs.append(densor(a))
    return Model(inputs=[X, a0, c0], outputs=outputs)
    ### END SOLUTION


# %% [markdown]
# Run this to check the example above. It checks one easy case; the graded tests try
# other sizes, other states, and whether your layers are those you were given.

# %% exercise="djmodel" role="grade" points=40
toy_model = djmodel(3, toy_cell, toy_densor, Reshape((1, 3)))
toy_outputs = toy_model([toy_X, toy_zero, toy_zero])
check_length("outputs", toy_outputs, 3, "one prediction for each time step")
check_shape("outputs[0]", toy_outputs[0], ["m", "n_values"], [1, 3])
toy_first = [np.asarray(toy_y)[0, 0] for toy_y in toy_outputs]
check_close("the first number of each prediction", toy_first, [0.2741, 0.7003, 0.8055])
print("The example works.")

# %% [markdown]
# ## Train it
#
# ### The loss is a sum over time steps
#
# The probability of a whole excerpt is a product: of its first value, times the second
# given the first, and so on. Its logarithm is a sum, so the loss of an excerpt is the
# **sum** of the cross-entropies of its 30 predictions. Every time step acts on the one
# set of weights, and their gradients add up, as in the first notebook.
#
# A network that knows nothing gives every value the same probability. Its loss is
# $30 \cdot \log 114 = 142.1$.


# %%
def demo_loss(labels, predictions):
    """The cross-entropy of each prediction, summed over the time steps: (m,)."""
    return ops.sum(keras.losses.categorical_crossentropy(labels, predictions), axis=1)


print("knowing nothing:", round(30 * np.log(n_values), 1))

# %% [markdown]
# Keras would take a list of 30 losses, one for each output, and trace them all: several
# times as long before the first step. Instead, stack the 30 outputs into one of shape
# $(m, 30, n_{values})$: the same numbers, one loss. Your model stays as it is;
# `demo_trainer` only looks at its outputs. Both train `LSTM_cell` and `densor`.

# %%
demo_model = djmodel(30, LSTM_cell, densor, reshaper)
demo_trainer = Model(demo_model.inputs, ops.stack(demo_model.outputs, axis=1))
demo_trainer.compile(keras.optimizers.Adam(0.01), demo_loss)
demo_zeros = np.zeros((len(demo_X), n_a))
demo_inputs = [demo_X, demo_zeros, demo_zeros]

demo_start = time.perf_counter()
demo_trainer.fit(demo_inputs, demo_Y, batch_size=64, epochs=1, verbose=0)
demo_first = time.perf_counter() - demo_start
demo_log = demo_trainer.fit(demo_inputs, demo_Y, batch_size=64, epochs=99, verbose=0)
demo_total = time.perf_counter() - demo_start
print(f"first epoch {demo_first:.1f} s, all 100 epochs {demo_total:.1f} s")
lines({"loss": demo_log.history["loss"]}, "epoch", "loss of an excerpt")

# %% [markdown]
# ### One layer would do
#
# While learning, all inputs are known beforehand, so a single `LSTM` layer can run the
# loop. Give it the weights of your `LSTM_cell`, and it predicts the same. Most of the
# difference in time lies in the first epoch, in which Keras traces your 30 steps one by
# one; the arithmetic is the same.

# %%
demo_model = djmodel(30, LSTM_cell, densor, reshaper)
demo_lstm, demo_dense = LSTM(n_a, return_sequences=True), Dense(n_values, "softmax")
demo_twin = keras.Sequential([Input((30, n_values)), demo_lstm, demo_dense])
demo_lstm.set_weights(LSTM_cell.get_weights())
demo_dense.set_weights(densor.get_weights())
demo_yours = np.stack(demo_model([demo_X, demo_zeros, demo_zeros]), axis=1)
demo_gap = np.abs(demo_yours - demo_twin(demo_X)).max()
print(f"largest difference of {demo_yours.size} probabilities: {demo_gap:.0e}")

demo_twin.compile(keras.optimizers.Adam(0.01), demo_loss)
demo_start = time.perf_counter()
demo_twin.fit(demo_X, demo_Y, batch_size=64, epochs=1, verbose=0)
demo_once = time.perf_counter() - demo_start
demo_twin.fit(demo_X, demo_Y, batch_size=64, epochs=9, verbose=0)
demo_ten = time.perf_counter() - demo_start
demo_loop = demo_first + (demo_total - demo_first) * 9 / 99
print(f"first epoch: your loop {demo_first:.1f} s, the twin {demo_once:.1f} s")
print(f"10 epochs:   your loop {demo_loop:.1f} s, the twin {demo_ten:.1f} s")

# %% [markdown]
# ## A second model that plays
#
# To play, there is no `X`. The network starts from a blank, and what it predicts becomes
# its next input. That is another graph, so it is another `Model`. But it must know what
# the first one learned.
#
# ![Two boxes, the training model and the playing model, both connected to the same pair
# of layers, LSTM cell and densor, which hold the only
# weights.](../../media/jazz_shared_layers.svg)
#
# A `Model` is a **plan**: which layer is called on what. Weights belong to layers. Two
# plans that call the same layers share all weights. Nothing is copied: whatever
# training changes, the player has at once.

# %% [markdown]
# ### From a prediction to the next input
#
# ![Three time steps of the playing model. The arg max of each prediction, as a one-hot
# vector, is the input of the next time step; the states a and c are handed on as
# before.](../../media/jazz_inference_model.svg)
#
# The next input is the one-hot vector of the largest probability. `ops.argmax` finds
# its place, `ops.one_hot` makes the vector. The LSTM wants a time axis: shape
# $(m, 1, n_{values})$.

# %%
toy_y = np.array([[0.1, 0.6, 0.3], [0.5, 0.2, 0.3]])
toy_place = ops.argmax(toy_y, axis=-1)
print("places:", np.asarray(toy_place))
print("one-hot:\n", np.asarray(ops.one_hot(toy_place, 3)))
print("with a time axis:", RepeatVector(1)(ops.one_hot(toy_place, 3)).shape)

# %% [markdown]
# ### Exercise 2: play with `music_inference_model` (35 points, about 20 minutes)
#
# Make three inputs: `x0` of shape `(1, n_values)`, `a0` and `c0` of shape `(n_a,)`. Run
# `LSTM_cell` and `densor` for `Ty` steps. Each step after the first reads the one-hot
# vector of the largest output before, and the two states of the step before. Return the
# `Model` with inputs `[x0, a0, c0]` and the list of the `Ty` outputs (probabilities, not
# one-hot vectors). Roughly 11 lines.
#
# * Any batch size: each example follows its own largest output.
# * Sizes come from `Ty`, `LSTM_cell.units` and `densor.units`.
#
# From a blank, the toy layers choose value 1 three times, with 0.4519, 0.4461, 0.4437.


# %% exercise="music_inference_model" role="solution"
def music_inference_model(LSTM_cell, densor, Ty=100):
    """The model that plays, with the layers that djmodel has trained.

    LSTM_cell: an LSTM layer with return_state=True
    densor:    a layer whose outputs are probabilities of the values
    Ty:        the number of values to play
    returns a keras Model, with
    inputs     [x0 (m, 1, n_values), a0 (m, n_a), c0 (m, n_a)]
    outputs    a list of Ty predictions (m, n_values)
    """
    # 1. Three inputs.
    # 2. For each time step: the LSTM, the prediction, and the next input from it.
    # 3. The model.
    ### BEGIN SOLUTION
    n_values, n_a = densor.units, LSTM_cell.units
    x0 = Input(shape=(1, n_values))
    a0, c0 = Input(shape=(n_a,)), Input(shape=(n_a,))
    x, a, c, outputs = x0, a0, c0, []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), n_values)
        x = RepeatVector(1)(x)
    return Model(inputs=[x0, a0, c0], outputs=outputs)
    ### END SOLUTION


# %% [markdown]
# Run this to check the example above. It checks one easy case; the graded tests try
# others.

# %% exercise="music_inference_model" role="grade" points=35
toy_player = music_inference_model(toy_cell, toy_densor, Ty=3)
toy_outputs = toy_player([np.zeros((1, 1, 3)), toy_zero, toy_zero])
check_length("outputs", toy_outputs, 3, "one prediction for each time step")
check_shape("outputs[0]", toy_outputs[0], ["m", "n_values"], [1, 3])
toy_middle = [np.asarray(toy_y)[0, 1] for toy_y in toy_outputs]
check_close("the probability of value 1", toy_middle, [0.4519, 0.4461, 0.4437])
print("The example works.")

# %% [markdown]
# ### Exercise 3: play it with `predict_and_sample` (25 points, about 10 minutes)
#
# Let the model predict from `[x_initializer, a_initializer, c_initializer]`, for a batch
# of one. Return `(results, indices)`:
#
# * `indices`, shape `(Ty, 1)`: the place of the largest probability at each step,
# * `results`, shape `(Ty, n_values)`: the one-hot vectors of these places. Take
#   `n_values` from `x_initializer.shape[2]`: the largest value may never be played.
#
# The model's prediction is a list of `Ty` arrays of shape `(1, n_values)`. Roughly 4
# lines. Do not change the arguments. The toy player should give value 1 three times.
#
# <details><summary>Hint</summary>
#
# `inference_model.predict(..., verbose=0)`, then `np.array`, `np.argmax` over the last
# axis; `keras.utils.to_categorical` takes the number of classes.
#
# </details>


# %% exercise="predict_and_sample" role="solution"
def predict_and_sample(inference_model, x_initializer, a_initializer, c_initializer):
    """What the model plays from these inputs.

    inference_model: a model as music_inference_model returns it, with Ty outputs
    x_initializer:   (1, 1, n_values), the first input
    a_initializer:   (1, n_a), the first hidden state
    c_initializer:   (1, n_a), the first cell state
    returns (results, indices):
    results:         (Ty, n_values), one-hot
    indices:         (Ty, 1), the place of the 1 in each row of results
    """
    ### BEGIN SOLUTION
    start = [x_initializer, a_initializer, c_initializer]
    predictions = np.array(inference_model.predict(start, verbose=0))
    indices = np.argmax(predictions, axis=-1)
    results = np.eye(x_initializer.shape[2])[indices[:, 0]]
    return results, indices
    ### END SOLUTION


# %% [markdown]
# Run this to check the example above. It checks one easy case; the graded tests try
# others.

# %% exercise="predict_and_sample" role="grade" points=25 builds_on="music_inference_model"
toy_player = music_inference_model(toy_cell, toy_densor, Ty=3)
toy_played = predict_and_sample(toy_player, np.zeros((1, 1, 3)), toy_zero, toy_zero)
check_length("what you return", toy_played, 2, "results and indices")
check_close("results", toy_played[0], [[0.0, 1, 0], [0, 1, 0], [0, 1, 0]])
check_close("indices", toy_played[1], [[1], [1], [1]])
print("The example works.")

# %% [markdown]
# ## From arg max to improvisation
#
# Starting from zeros and always taking the largest, a network plays the same phrase
# each time. Here is that phrase, twice:

# %%
demo_player = music_inference_model(LSTM_cell, densor, Ty=12)
demo_start = [np.zeros((1, 1, n_values)), np.zeros((1, n_a)), np.zeros((1, n_a))]
for _ in range(2):
    demo_indices = predict_and_sample(demo_player, *demo_start)[1]
    print(" ".join(words[k] for k in demo_indices[:, 0]))

# %% [markdown]
# A musician chooses. **Drawing** from the probabilities $p$ gives the likeliest value
# often, and others sometimes. A **temperature** $T$ says how boldly: draw with
# probabilities proportional to $p^{1/T}$. Near $T = 0$ the largest always wins; above 1
# chance takes over.
#
# Your player takes an arg max, and needs no change for this. Add random noise to
# $\log(p) / T$, of the kind that Gumbel described in 1954, and *the arg max of the sum is
# a draw*. The given layer `restless` does that around your `densor`.

# %%
toy_draws = {}
for toy_temperature in (0.3, 1.0, 3.0):
    toy_layer = restless(toy_densor, toy_temperature)
    toy_many = toy_layer(np.tile([[0.2, 0.2]], (5000, 1)))
    toy_count = np.bincount(np.argmax(toy_many, axis=1), minlength=3)
    print(f"T = {toy_temperature}: drawn with shares {toy_count / 5000}")
print("densor says:               ", np.asarray(toy_densor(np.array([[0.2, 0.2]])))[0])

# %% [markdown]
# ## Your solo
#
# The chords are new: nothing in the corpus was played over this chart. Each phrase of
# four bars starts from a blank, with your two functions and fresh chance. `perform` puts
# the values on the chords, by `unparse` and a few cleaning rules
# (`utils/jazz/clean.py`).


# %%
@cache
def demo_player_of(temperature, seed=0):
    return music_inference_model(LSTM_cell, restless(densor, temperature, seed), Ty=40)


def demo_phrases(temperature, count):
    player, start = demo_player_of(temperature), [np.zeros((1, 1, n_values))]
    start += [np.zeros((1, n_a)), np.zeros((1, n_a))]
    played = [predict_and_sample(player, *start)[1][:, 0] for _ in range(count)]
    return [[words[k] for k in indices] for indices in played]


demo_new = read_charts()[corpus.HELD_OUT]
demo_solo = perform(demo_phrases(0.5, 4), demo_new, 4 * BAR)
Audio(render(demo_solo, demo_new), rate=RATE)

# %% [markdown]
# For comparison, eight bars of a training solo, and of notes that nobody chose: random
# pitches and lengths in the same range, over your chords.

# %%
demo_noise = random_notes(demo_new, np.random.default_rng(0))
display(Audio(render(demo_blues, solos[0].chart, 8 * BAR), rate=RATE))
display(Audio(render(demo_noise, demo_new, 8 * BAR), rate=RATE))

# %%
piano_rolls(
    {
        "your network": (perform(demo_phrases(0.5, 4), demo_new, 4 * BAR), demo_new),
        "a solo of the corpus": (demo_blues, solos[0].chart),
        "random notes": (demo_noise, demo_new),
    }
)

# %% [markdown]
# ## Is it music?
#
# Taste cannot be measured, but some of what tells a solo from noise can. Over 16 bars:
#
# * **chord tones**: the share of notes on beats 1 and 3 that belong to the chord,
# * **entropy** of the 12 pitch classes, named by their degree over the chord, in bits,
# * **density**: notes per beat,
# * **repetition**: the share of runs of three notes that were heard before in the solo.
#
# Each dot is one solo. Yours should lie where those of the corpus lie.

# %%
demo_yours = [perform(demo_phrases(0.5, 4), demo_new, 4 * BAR) for _ in range(8)]
demo_random = [random_notes(demo_new, np.random.default_rng(k)) for k in range(8)]
demo_groups = {
    "corpus": [f for solo in solos for f in solo.figures(bars=16)],
    "your network": [figures(notes, demo_new) for notes in demo_yours],
    "random notes": [figures(notes, demo_new) for notes in demo_random],
}
for demo_name in demo_groups["corpus"][0]:
    demo_means = {k: np.mean([f[demo_name] for f in g]) for k, g in demo_groups.items()}
    print(f"{demo_name:12}", {k: round(float(v), 2) for k, v in demo_means.items()})
spreads(demo_groups)

# %% [markdown]
# ### Is it stolen?
#
# A network with a few thousand values to learn could simply recite them. Look for the
# longest run of values that stands in the corpus as well. Short runs are licks that
# every player shares; a run as long as a phrase of four bars would be a copy.

# %%
for demo_temperature in (0.5, 1.0):
    demo_played = demo_phrases(demo_temperature, 4)
    demo_runs = [longest_copy(p, [s.values for s in solos]) for p in demo_played]
    print(f"T = {demo_temperature}: longest copied run of each phrase {demo_runs}")
demo_four_bars = sum(solo.length for solo in solos) / (4 * BAR)
demo_mean = sum(len(solo.values) for solo in solos) / demo_four_bars
print(f"a phrase of the corpus has {demo_mean:.0f} values")

# %% [markdown]
# The colder, the more it recites. Try other temperatures above, and listen.
#
# ## What you built
#
# An LSTM that learns from one model and plays from another. This writes what it plays
# as a MIDI file, which any music program opens.

# %%
demo_solo = perform(demo_phrases(0.5, 4), demo_new, 4 * BAR)
from utils.jazz.midi import write_midi

write_midi("my_solo.mid", demo_solo, demo_new)
print(len(demo_solo), "notes in my_solo.mid")

# %% [markdown]
# ## Three questions
#
# <details><summary>1. You train the first model for another ten epochs. Must you build
# the player again?</summary>
#
# No. Both call the same layers, and the weights live there. The player has changed
# already.
#
# </details>
#
# <details><summary>2. Why does the loss grow if excerpts have 60 values instead of
# 30, with the same network?</summary>
#
# It is a sum over the time steps. The loss per value is what stays comparable.
#
# </details>
#
# <details><summary>3. The player feeds its probabilities back instead of a one-hot
# vector. What goes wrong?</summary>
#
# It was trained on one-hot inputs only: a mixture of values is something it never
# saw, and no value was chosen.
#
# </details>

# %% [markdown]
# ## What to read next
#
# * D. Eck and J. Schmidhuber, *Finding temporal structure in music: blues improvisation
#   with LSTM*, 2002: where this began.
# * E. J. Gumbel, *Statistical theory of extreme values*, 1954: the noise that turns an
#   arg max into a draw.
# * C.-Z. A. Huang and others, *Music Transformer*, 2019: attention in the place of the
#   LSTM.
#
# Next week words become vectors.
#
# ## Hand it in
#
# Save the notebook first. Then this cell grades what you saved.

# %%
from autograder import submit

submit()
