# %% [markdown]
# # Translate dates with attention
#
# **You will build** a translator that reads dates as people write them (*Wednesday 9th
# May 2001*) and writes them as machines do (*2001-05-09*). You train it yourself, in
# about a minute, to at least 99.5 % exact answers on dates it has never seen.
#
# **You will learn** why one summary of a whole sentence is not enough, how attention
# chooses what to look at for each character it writes, and how to see where it looked.
#
# **You need** the LSTM of week 1 and a little Keras; about 80 minutes for the three
# exercises (100 points).

# %% [markdown]
# ![The seven notebooks of the course in three weeks. The sixth, Translation with
# attention, is marked: you are
# here.](../../media/course_map_Machine_Translation.svg)

# %% role="given"
import time
from functools import cache

import numpy as np

from utils.checks import check_close, check_length, check_shape
from utils.date_pictures import attention_map, bars, date_box
from utils.dates import HUMAN, LANGUAGES, MACHINE, TX, TY
from utils.dates import date_sets, encode, one_hot, readings
from utils.plots import lines
from utils.quiet import quiet
from utils.translation import attention, by_format, exact_match, fresh, inputs_of
from utils.translation import load_weights, metrics, mistakes, progress
from utils.translation import stacked, translate, warm_up_and_cosine

with quiet():
    import keras
    from keras import layers

# %% [markdown]
# ## One date, many spellings
#
# People write dates in many ways. `date_sets` draws days between 1950 and 2049, writes
# each in one of 22 formats, with American, British and other English month names, with
# and without commas, in small letters and capitals. It makes four sets: to **train**,
# to decide with while you work (**dev**), to **test** at the end, and one in formats
# that the other three do not hold (**unseen**). No date is in two of the sets.

# %%
toy_train, toy_dev, toy_test, toy_unseen = date_sets((20_000, 1_000, 1_000, 700))
for toy_human, toy_machine in zip(toy_train.human[:6], toy_train.machine, strict=False):
    print(f"{toy_human:32}{toy_machine}")
print("formats never seen in training:", toy_unseen.human[:4])

# %% [markdown]
# One kind of date is missing, on purpose. What does 03/04/05 mean?

# %%
for toy_country, toy_day in readings("03/04/05").items():
    print(toy_country, "reads", toy_day)

# %% [markdown]
# Nobody can know without knowing who wrote it. A network that is trained on both
# readings can only learn the odds, and is wrong every second time with full
# confidence. So every format here either writes the month as a word or puts the year
# first. Two digits of a year are no riddle: from 1950 to 2049 they tell the century.

# %% [markdown]
# ### From characters to numbers
#
# The network reads $T_x = 30$ characters and writes $T_y = 10$. Each character is a
# **one-hot** vector: as long as the vocabulary, all zeros but for a single 1. There are
# 48 symbols to read, with `<pad>` to fill up short dates and `<unk>` for anything
# unknown, and 11 to write: ten digits and the hyphen. Capitals are read as small
# letters: *MAY* and *May* are the same date.

# %%
toy_numbers = encode(["9 MAY 2001"])
print(toy_numbers)
print("one-hot:", one_hot(toy_numbers, len(HUMAN)).shape, "(m, Tx, human_vocab_size)")
print("symbols to read:", " ".join(HUMAN[:20]), "...")

# %% [markdown]
# ## Why attention
#
# A translator has two parts. The **encoder** reads; the **decoder** writes. The simplest
# bridge between them is one vector, a summary of everything that was read. But to write
# the month, only the month matters; to write the year, only the year.
#
# With **attention** the decoder asks for a new summary before each character it writes:
# the **context**, an average of what the encoder says of each character, in which the
# characters that matter now have large weights.

# %% [markdown]
# ![The translator. A bidirectional LSTM reads the characters of 9 May 01 and says one
# vector a for each. At each step, attention looks at all of them and at the state s of
# the step before, and makes a context; a second LSTM reads the context and its new state
# gives one character of 2001-05-09.](../../media/translator.svg)
#
# There are two LSTMs. The encoder reads in both directions, so each $a_t$ knows what
# stands before and behind its character. The second LSTM, **behind the attention**,
# carries two states $s$ and $c$ from one written character to the next. The character
# itself is not fed back: in a date the next digit hardly depends on the last one.

# %% [markdown]
# ### One step of attention
#
# ![One step of attention: the state s_prev is repeated for each time step and glued to
# the encoder's states a. Two Dense layers turn each glued row into one score. The
# softmax over time turns the scores into weights alpha, and the sum of the states a,
# multiplied by their weights, is the context.](../../media/attention_step.svg)
#
# For each character $t$ a small network gives a **score** for how well it fits what the
# decoder needs now. The softmax makes **weights** of the scores, and the weights make
# the context:
#
# $$e_t = W_2 \tanh(W_1 [a_t ; s_{\text{prev}}] + b_1) + b_2 \qquad
# \alpha_t = \frac{\exp(e_t)}{\sum_{t'} \exp(e_{t'})} \qquad
# \text{context} = \sum_t \alpha_t\, a_t$$

# %% [markdown]
# | symbol | name in code | shape |
# |---|---|---|
# | $a_t$ of all time steps | `a` | $(m, T_x, 2 n_a)$ |
# | $s_{\text{prev}}$ | `s_prev` | $(m, n_s)$ |
# | $e_t$ of all time steps | | $(m, T_x, 1)$ |
# | $\alpha_t$ of all time steps | | $(m, T_x, 1)$ |
# | context | | $(m, 1, 2 n_a)$ |
#
# In Keras the batch is the **first** axis and time the second. Take one example with
# three characters, two numbers for each, and a state of one number:

# %%
toy_a = np.array([[[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]])  # (m, Tx, 2 n_a) = (1, 3, 2)
toy_s = np.array([[2.0]])  # (m, n_s) = (1, 1)
toy_repeated = layers.RepeatVector(3)(toy_s)
toy_glued = layers.Concatenate(axis=-1)([toy_a, toy_repeated])
print("repeated:", toy_repeated.shape, " glued:", toy_glued.shape)
print(np.asarray(toy_glued)[0])

# %% [markdown]
# Suppose the two Dense layers give these three characters the scores 0, 2 and 1. The
# softmax must run over the characters, axis 1. The context is mostly the second row:
# $0.090 \cdot [1, 0] + 0.665 \cdot [0, 1] + 0.245 \cdot [1, 1] = [0.335, 0.910]$.

# %%
toy_scores = np.array([[[0.0], [2.0], [1.0]]])  # (m, Tx, 1)
toy_alphas = layers.Softmax(axis=1)(toy_scores)
toy_context = layers.Dot(axes=1)([toy_alphas, toy_a])
print("weights:", np.asarray(toy_alphas)[0, :, 0].round(3))
print("context:", np.asarray(toy_context).round(3), toy_context.shape)

# %% [markdown]
# ### Layers that every step shares
#
# The attention of step 1 and that of step 10 must be **the same** network. A Keras layer
# holds its weights, so the layers are made once, here, outside the function that uses
# them. Made inside, each call would make new ones with new random weights.

# %% role="given"
keras.utils.set_random_seed(1)
repeator = layers.RepeatVector(TX)
concatenator = layers.Concatenate(axis=-1)
densor1 = layers.Dense(10, activation="tanh")
densor2 = layers.Dense(1)
activator = layers.Softmax(axis=1, name="attention_weights")
dotor = layers.Dot(axes=1)

# %% [markdown]
# Such layers have a memory. The first call fixes their sizes: a later call with other
# sizes fails. And whoever runs that cell again has new layers, while a model that was
# built before still holds the old ones. If sizes do not fit, **run the cell above once
# more, then the cells below it**. Trained models further down are copies with layers of
# their own (`fresh` makes them), so running any cell twice breaks nothing.

# %% [markdown]
# ### Exercise 1: look once with `one_step_attention` (35 points, about 15 minutes)
#
# Compute the context for one step of the decoder, using the six layers above. Any batch
# size, $T_x$, $n_a$ and $n_s$ must work if the layers fit them. You may glue `a` and
# the repeated `s_prev` in either order, but always in the same. Roughly 6 lines.
#
# If all time steps of `a` are alike, the context is that same row, whatever the
# weights are, because they sum to 1. And another state must give another context.
#
# <details><summary>Hint</summary>
#
# Each layer is called like a function. `concatenator` and `dotor` take a list of two.
# The names stand in the figure's order.
#
# </details>


# %% exercise="one_step_attention" role="solution"
def one_step_attention(a, s_prev):
    """The context: the encoder's states, averaged with weights that depend on s_prev.

    a:       (m, Tx, 2 * n_a), what the encoder says of each character
    s_prev:  (m, n_s), the decoder's hidden state before this step
    returns the context (m, 1, 2 * n_a)
    """
    ### BEGIN SOLUTION
    repeated = repeator(s_prev)
    glued = concatenator([a, repeated])
    scores = densor2(densor1(glued))
    alphas = activator(scores)
    return dotor([alphas, a])
    ### END SOLUTION


# %% [markdown]
# Run this to check the two properties. It checks one easy case; the graded tests try
# harder ones.

# %% exercise="one_step_attention" role="grade" points=35
toy_random = np.random.default_rng(0).standard_normal((2, TX + 1, 64))
toy_a, toy_s = toy_random[:, :TX].astype("float32"), toy_random[:, TX].astype("float32")
toy_alike = np.repeat(toy_a[:, :1], TX, axis=1)
toy_context = one_step_attention(toy_a, toy_s)
check_shape("context", toy_context, ["m", "1", "2 * n_a"], [2, 1, 64])
toy_one = one_step_attention(toy_alike, toy_s)
check_close("context, if all time steps are alike", toy_one, toy_alike[:, :1])
toy_moved = np.abs(np.asarray(one_step_attention(toy_a, -toy_s) - toy_context)).max()
assert toy_moved > 1e-4, "context: it stays the same when s_prev changes"
print("The weights sum to 1, and they depend on the state.")

# %% [markdown]
# ## The whole translator
#
# Now put it together. `keras.Input` stands for a batch that comes later; calling layers
# on it records what is to be computed. The second LSTM advances **one** step at a time,
# because the attention must look at its state in between. A toy shows what such a layer
# returns: with `return_state=True` its output, which is its hidden state, then the
# hidden state, then the cell state.

# %%
toy_lstm = layers.LSTM(2, return_state=True)
toy_start = [np.zeros((1, 2)), np.zeros((1, 2))]  # the two states before the step
toy_output, toy_hidden, toy_cell = toy_lstm(np.ones((1, 1, 3)), initial_state=toy_start)
demo_sizes = (TX, TY, 32, 64, len(HUMAN), len(MACHINE))  # of your translator, below
print("output and hidden state are equal:", np.array_equal(toy_output, toy_hidden))
print("shapes:", toy_output.shape, toy_hidden.shape, toy_cell.shape)

# %% [markdown]
# ### Exercise 2: build the translator with `modelf` (45 points, about 25 minutes)
#
# Return a `keras.Model` with the inputs `[X, s0, c0]` and a **list** of $T_y$ outputs.
#
# 1. The encoder: a `Bidirectional` `LSTM` with `n_a` units, which returns what it says
#    of every time step: $2 n_a$ numbers.
# 2. A second `LSTM` with `n_s` units, and an output layer: `Dense` with
#    `machine_vocab_size` units and a softmax.
# 3. Starting from `s0` and `c0`, $T_y$ times: the context, from the state **before** the
#    step; one step of the second LSTM from both states; the output, from the new hidden
#    state. Hand both states on.
#
# All sizes come from the arguments. Only the attention's layers are shared with the
# notebook. Roughly 14 lines.

# %% [markdown]
# <details><summary>Hint: what belongs in the loop?</summary>
#
# Making a layer makes weights; calling it uses them. Each layer is made once and called
# ten times.
#
# </details>
#
# <details><summary>Hint: an LSTM that starts from given states</summary>
#
# `initial_state=[s, c]` is an argument of the call, as in the toy above. The context
# $(m, 1, 2 n_a)$ is a sequence of one time step.
#
# </details>


# %% exercise="modelf" role="solution"
def modelf(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """The translator.

    Tx, Ty:             how many characters it reads and writes
    n_a, n_s:           units of the encoder (in each direction) and of the second LSTM
    human_vocab_size:   how many symbols there are to read
    machine_vocab_size: how many symbols there are to write
    returns a Keras model: inputs X (m, Tx, human_vocab_size), s0 and c0 (m, n_s);
            outputs a list of Ty predictions (m, machine_vocab_size)
    """
    ### BEGIN SOLUTION
    X = keras.Input((Tx, human_vocab_size))
    s0, c0 = keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_attention_lstm = layers.LSTM(n_s, return_state=True)
    output_layer = layers.Dense(machine_vocab_size, activation="softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_attention_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model(inputs=[X, s0, c0], outputs=outputs)
    ### END SOLUTION


# %% [markdown]
# With the sizes of this notebook the model has 55,776 weights: 20,736 in the encoder,
# 1,301 in the attention, 33,024 in the second LSTM and 715 in the output layer. They do
# not depend on $T_x$ and $T_y$. Run this to check it on one untrained translation.

# %% exercise="modelf" role="grade" points=45 builds_on="one_step_attention"
toy_model = modelf(*demo_sizes)
check_length("outputs", toy_model.outputs, TY, "one for each character written")
check_close("number of weights", toy_model.count_params(), 55_776)
toy_outputs = toy_model(inputs_of(toy_model, ["9 May 2001", "March 21, 1999"]))
check_shape("outputs[0]", toy_outputs[0], ["m", "machine_vocab_size"], [2, 11])
check_close("sum of the probabilities", np.sum(toy_outputs[9], axis=1), [1.0, 1.0])
print("The model can be built and run.")

# %% [markdown]
# ## Training
#
# Each output is a probability for each of the 11 symbols, so the loss is the
# **categorical cross-entropy**, and the metric the **accuracy**, the share of characters
# that are right. Keras would trace ten losses and ten metrics for a list of ten outputs;
# `stacked` joins them into one tensor $(m, T_y, 11)$ first, with the same weights. That
# alone saves most of the time until the first training step.

# %%
toy_model = modelf(*demo_sizes)
print("before:", len(toy_model.outputs), "outputs")
print("stacked:", stacked(toy_model).output_shape)

# %% [markdown]
# The learning rate need not be a number. In the first steps the gradients of an LSTM
# are wild and a large rate does harm; in the last ones a small rate settles what was
# learnt. So it rises first, then falls. Such a **schedule** takes the place of the
# number.

# %%
toy_schedule = warm_up_and_cosine(peak=0.02, steps=625)
toy_rates = [float(toy_schedule(step)) for step in range(0, 626, 10)]
lines({"rate": toy_rates}, "tens of training steps", "learning rate")

# %% [markdown]
# ### Exercise 3: say how to train with `compile_model` (20 points, about 5 minutes)
#
# Compile `model`, whose one output is $(m, T_y, \text{machine\_vocab\_size})$, and
# return it:
#
# * the optimizer Adam, with the given `learning_rate`, a number or a schedule, handed on
#   as it is; $\beta_1 = 0.9$, $\beta_2 = 0.999$, and nothing else,
# * the loss: categorical cross-entropy; the targets are one-hot,
# * the metric: accuracy.
#
# Roughly 3 lines.


# %% exercise="compile_model" role="solution"
def compile_model(model, learning_rate):
    """Make the model ready to train.

    model:         a Keras model with one output (m, Ty, machine_vocab_size)
    learning_rate: a number, or a Keras schedule
    returns the model, compiled
    """
    ### BEGIN SOLUTION
    adam = keras.optimizers.Adam(learning_rate, beta_1=0.9, beta_2=0.999)
    model.compile(optimizer=adam, loss="categorical_crossentropy", metrics=["accuracy"])
    return model
    ### END SOLUTION


# %% [markdown]
# Run this to check that the rate arrives. The graded tests train a small model.

# %% exercise="compile_model" role="grade" points=20
toy_small = keras.Sequential([keras.Input((10, 4)), layers.Dense(11, "softmax")])
toy_trainer = compile_model(toy_small, 0.005)
assert toy_trainer is not None, "compile_model returns None; return the model"
assert toy_trainer.compiled, "the model that came back is not compiled"
check_close("learning rate", float(toy_trainer.optimizer.learning_rate), 0.005)
print("The model is ready to train.")

# %% [markdown]
# ### Train it
#
# Two passes over 20,000 dates, from random weights. `fresh` copies your model and draws
# new weights from a seed, so a second run starts from the same point. `@cache` keeps
# what the function returned: the first call trains, later ones bring the same model.
#
# No time? Set `demo_train = False` to load weights that the course has trained in the
# same way. All that follows works with them too.

# %%
demo_train, demo_curve = True, [0.0]


@cache
def demo_translator():
    model = fresh(modelf(*demo_sizes), seed=1)
    if not demo_train:
        load_weights(model, "english")
        return model
    rate = warm_up_and_cosine(peak=0.02, steps=2 * len(toy_train) // 64)
    trainer = compile_model(stacked(model), rate)
    X, Y = inputs_of(model, toy_train.human), toy_train.arrays()[1]
    watch = {"verbose": 0, "callbacks": [progress(model, toy_dev, demo_curve)]}
    trainer.fit(X, Y, batch_size=64, epochs=2, **watch)
    return model


# %% [markdown]
# This takes about half a minute on a quiet laptop with two cores, of which the first
# third is Keras tracing your model. Watch the exact match: for a while nothing, then
# within a few dozen steps nearly everything.

# %%
demo_start = time.perf_counter()
demo_translator()
print(f"ready after {time.perf_counter() - demo_start:.0f} s")

# %% [markdown]
# ## How good is it?
#
# Accuracy counts characters. A date with one wrong digit is a wrong date, so we count
# **exact matches**: all ten characters right. The test set was not looked at so far, and
# shares no day with the training set.

# %%
toy_answers = translate(demo_translator(), toy_test.human)
toy_exact = np.mean(np.array(toy_answers) == toy_test.machine)
print(f"exact match on {len(toy_test)} test dates: {toy_exact:.1%}")
for toy_text, toy_got, toy_right in mistakes(toy_test, toy_answers):
    print(f"  {toy_text:32} {toy_got}, should be {toy_right}")
bars(by_format(toy_test, toy_answers))

# %% [markdown]
# ### Formats it has never seen
#
# Here is what it does with the fourth set: the same words and digits, arranged in seven
# ways that were not in training. Nothing was tuned for them.

# %%
toy_answers = translate(demo_translator(), toy_unseen.human)
toy_exact = np.mean(np.array(toy_answers) == toy_unseen.machine)
print(f"exact match on {len(toy_unseen)} dates in unseen formats: {toy_exact:.1%}")
for toy_text, toy_got, toy_right in mistakes(toy_unseen, toy_answers)[:6]:
    print(f"  {toy_text:32} {toy_got}, should be {toy_right}")
bars(by_format(toy_unseen, toy_answers))

# %% [markdown]
# Some arrangements are near enough to known ones; others fail nearly always. The network
# has learnt *formats*, not the idea of a date. It gives an answer every time and
# never says that it does not know. A share measured on data like the training data
# promises nothing for other data.

# %% [markdown]
# ## Where it looks
#
# `attention` runs your model on one text and keeps what the layer `attention_weights`
# gave: one row of weights for each character written. Read the picture row by row: which
# characters did it look at to write this one?


# %%
def demo_look(text, right=""):
    translation, weights = attention(demo_translator(), text)
    return attention_map(text, translation, weights, right)


demo_look("Wednesday, 9 May 2001", right="2001-05-09")

# %% [markdown]
# Each row sums to 1. Expect the digits of the year to light up in the first rows, the
# month's letters further down, the day at the end, whatever stands where in the text.
# The rows of the hyphens look anywhere, for a hyphen needs no knowledge. Nor must the
# bright spots hit the exact character: the encoder reads both ways, so the neighbours of
# a digit know it as well.

# %% [markdown]
# And where did it look when it was wrong? Characters that should be others are red.

# %%
demo_look("19690720", right="1969-07-20")

# %% [markdown]
# Now a date of your own. Try a format from above, one that no one has ever used, or
# 03/04/05: it was never taught, and the network answers all the same. (Without a box on
# your screen, call `demo_look("your date")` in a new cell.)

# %%
demo_ideas = ["2nd of Aug, 1966", "1969, 20 July", "19690720", "03/04/05"]
date_box(demo_look, "Wednesday, 9 May 2001", demo_ideas)

# %% [markdown]
# ## Without attention
#
# What does attention buy? Take it away and change nothing else: give `densor2` weights
# of zero and freeze it. All scores are then equal, all weights $1/30$, and each step gets
# the same context, the plain mean of what the encoder said. The course trained both
# equally long, with several seeds each.

# %%
toy_seen = metrics()
for toy_name in ("english", "equal_weights"):
    toy_runs = [run["test"] for run in toy_seen[toy_name]["runs"]]
    print(f"{toy_name:14} exact match on test dates: {[f'{x:.1%}' for x in toy_runs]}")
toy_curves = {
    "with attention": toy_seen["english"]["runs"][1]["curve"],
    "equal weights": toy_seen["equal_weights"]["runs"][1]["curve"],
    "yours": demo_curve,
}
lines(toy_curves, "quarters of a pass over the training set", "exact match")

# %% [markdown]
# The weights of the second network are here too. `fresh` makes another copy of your
# model to put them in. Look at what it writes, and at how little it can look.

# %%
demo_mean = fresh(modelf(*demo_sizes), seed=1)
load_weights(demo_mean, "equal_weights")
print(f"exact match on the test dates: {exact_match(demo_mean, toy_test):.1%}")
demo_text = "Wednesday, 9 May 2001"
attention_map(demo_text, *attention(demo_mean, demo_text), right="2001-05-09")

# %% [markdown]
# ## Other languages
#
# Nothing in your model is English. Trained on English, French, German and Spanish dates
# together, longer than yours, the same network reads all four. Which language it is, it
# has to find out from the letters. The weights come with the course.

# %%
demo_many = fresh(modelf(*demo_sizes), seed=1)
load_weights(demo_many, "languages")
toy_world = date_sets((20_000, 1_000, 1_000, 700), tuple(LANGUAGES))[2]
toy_answers = translate(demo_many, toy_world.human)
toy_exact = np.mean(np.array(toy_answers) == toy_world.machine)
print(f"exact match on {len(toy_world)} dates in four languages: {toy_exact:.1%}")
toy_texts = ["1er août 1998", "Donnerstag, 3. März 2022", "22 de julio de 2031"]
toy_texts += ["03.04.2005"]
for toy_text, toy_got in zip(toy_texts, translate(demo_many, toy_texts), strict=True):
    print(f"  {toy_text:28}{toy_got}")

# %% [markdown]
# Here 03.04.2005 is no riddle: numbers with dots are German, and German puts the day
# first. The dots are the label that 03/04/05 lacks.

# %%
demo_many = fresh(modelf(*demo_sizes), seed=1)
load_weights(demo_many, "languages")
demo_text = "mercredi 9 mai 2001"
attention_map(demo_text, *attention(demo_many, demo_text), right="2001-05-09")

# %% [markdown]
# ## What you built
#
# A neural translator, trained by you from nothing, that shows its work.

# %%
toy_texts = ["Monday, July 21st, 1969", "9-nov-1989", "1 Jan 00"]
toy_answers = translate(demo_translator(), toy_texts)
for toy_text, toy_got in zip(toy_texts, toy_answers, strict=True):
    print(f"{toy_text:28}{toy_got}")

# %% [markdown]
# ## Three questions
#
# <details><summary>1. Why must the softmax run over time and not over the last
# axis?</summary>
#
# The weights share out attention among the characters. The last axis has length 1: a
# softmax over it gives every character the weight 1.
#
# </details>
#
# <details><summary>2. What would the translator do if the attention did not look at
# <code>s_prev</code>?</summary>
#
# Every step would get the same context. The second LSTM would have to write ten
# characters from one summary, as in the network without attention.
#
# </details>
#
# <details><summary>3. How does the second LSTM know which character comes next, if the
# characters it wrote are not fed back?</summary>
#
# Its states change from step to step, so they can count. That is why they must be handed
# on.
#
# </details>

# %% [markdown]
# ## What to read next
#
# * D. Bahdanau, K. Cho and Y. Bengio, *Neural Machine Translation by Jointly Learning to
#   Align and Translate*, 2015: the attention of this notebook.
# * M.-T. Luong, H. Pham and C. Manning, *Effective Approaches to Attention-based Neural
#   Machine Translation*, 2015: simpler scores.
# * A. Vaswani and others, *Attention Is All You Need*, 2017: what happens when the LSTMs
#   go and the attention stays.
#
# In the next notebook a network listens for a word.
#
# ## Hand it in
#
# Save the notebook first. Then this cell grades what you saved.

# %%
from autograder import submit

submit()
