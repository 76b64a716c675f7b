# %% [markdown]
# # Choose the emoji that fits a sentence
#
# **You will build** two classifiers that read a sentence and answer with an emoji: one
# that averages word vectors, in NumPy, and one with two LSTM layers, in Keras.
#
# **You will learn** how word vectors let the words of some sentences speak for many more
# words, what an average cannot see, how sentences of different lengths share one batch,
# and how pre-trained vectors become a layer.
#
# **You need** word vectors (the notebook before this one), softmax and the idea of an
# LSTM; about 90 minutes for the five exercises (100 points).

# %% [markdown]
# ![The seven notebooks of the course in three weeks. The second of week 2, emojis for
# sentences, is marked: you are here.](../../media/course_map_Emojify.svg)

# %% role="given"
import numpy as np

from utils.checks import check_close, check_length, check_shape, check_tuple
from utils.emoji import EMOJIS, NAMES, accuracies, initial_weights
from utils.emoji import load_metrics, load_sentences
from utils.emoji_view import Lines, bars, confusion, emojified, sentence_box
from utils.missing import Missing
from utils.plots import lines
from utils.quiet import quiet
from utils.rnn import softmax
from utils.vectors import load

with quiet():
    import keras

# %% [markdown]
# ## Five emoji, and sentences written by hand
#
# A sentence belongs to the class whose emoji a friend would send back. The sentences
# come in three lots: `train` to learn from, `dev` to choose by, `test` to judge by, at
# the end. Which sentences became `test` was drawn by chance. No sentence of one lot is
# nearly the same as one of another.

# %% role="given"
X_train, Y_train, cases_train = load_sentences("train")
X_test, Y_test, cases_test = load_sentences("test")

# %%
print("train:", len(X_train), "sentences, test:", len(X_test))
Lines([(X_train[k], EMOJIS[Y_train[k]], NAMES[Y_train[k]]) for k in range(30, 40)])

# %% [markdown]
# Every sentence also carries a **case**: what makes it hard. You will not train with
# it; it tells *where* a classifier fails.
#
# | case | what decides | example |
# |---|---|---|
# | `plain` | the words themselves | *let us order pizza* |
# | `negation` | a word such as *not* | *this is not funny* |
# | `word_order` | which comes last | *first pizza then baseball* |
# | `unseen_words` | words that `train` never shows | *freshly squeezed orange juice* |
#
# In a sentence that moves from one thing to another, the end counts.

# %%
for toy_case in ("negation", "word_order", "unseen_words"):
    print(toy_case, int(np.sum(cases_test == toy_case)), "of the test sentences")

# %% [markdown]
# The word vectors are those of the notebook before. `word_to_vec_map` takes a word to
# its 50 numbers; `word_to_index` takes it to a whole number from 1 on. Number 0 belongs
# to no word: it will stand for *nothing here*.

# %% role="given"
word_to_vec_map = load()
word_to_index = {word: row for row, word in enumerate(word_to_vec_map.words, 1)}

# %%
print(word_to_vec_map)
print("pizza:", word_to_vec_map["pizza"].round(2)[:6], "...")
print("number of pizza:", word_to_index["pizza"])

# %% [markdown]
# ## Version 1: the average of the words
#
# ![A sentence's three words each have a column of numbers. The columns are averaged to
# one column, which goes through W and b and softmax to five
# probabilities.](../../media/emojify_average.svg)
#
# However long the sentence is, the average has as many numbers as one vector. A plain
# softmax classifier can read it.

# %% [markdown]
# For the examples of this notebook we need vectors that one can read. These five words
# have two numbers each: *warmth* and *taste*.

# %%
toy_vectors = {
    "i": np.array([0.0, 0.0]),
    "love": np.array([3.0, 0.0]),
    "mom": np.array([3.0, 0.0]),
    "eat": np.array([0.0, 3.0]),
    "pizza": np.array([0.0, 3.0]),
}
print("average of i, love, pizza:", (np.array([0, 0]) + [3, 0] + [0, 3]) / 3)
print("I love\tPIZZA 🍕".lower().split())

# %% [markdown]
# ### Exercise 1: average the words with `sentence_to_avg` (15 points, about 8 minutes)
#
# Return the mean of the vectors of the sentence's words, $\bar x = \frac1n \sum_i x_i$.
#
# * Words stand between **whitespace of any kind**: spaces, tabs, line breaks, several of
#   them, also at the ends. Capitals do not matter; the map is in small letters.
# * A word that is not in the map is **skipped**: $n$ counts known words; one that occurs
#   twice counts twice.
# * No known word: zeros.
# * The vectors may have any length.
#
# Roughly 4 lines. `"I love\tPIZZA 🍕"` should give $[1, 1]$: the emoji has no vector.
#
# <details><summary>Hint</summary>
#
# `split()` and `split(" ")` are different. `next(iter(d.values()))` is some value of a
# dictionary; its shape is that of the others.
#
# </details>


# %% exercise="sentence_to_avg" role="solution"
def sentence_to_avg(sentence, word_to_vec_map):
    """The mean of the vectors of the sentence's known words.

    sentence:        text, words between whitespace, in capitals or small letters
    word_to_vec_map: word in small letters -> its vector (n,); not empty
    returns avg (n,), zeros if no word is known
    """
    ### BEGIN SOLUTION
    words = [w for w in sentence.lower().split() if w in word_to_vec_map]
    if not words:
        return np.zeros(next(iter(word_to_vec_map.values())).shape)
    return np.mean([word_to_vec_map[w] for w in words], axis=0)
    ### END SOLUTION


# %% [markdown]
# Run this to check the example above. It checks one easy case; the graded tests try
# harder ones.

# %% exercise="sentence_to_avg" role="grade" points=15
toy_avg = sentence_to_avg("I love\tPIZZA 🍕", toy_vectors)
check_shape("avg", toy_avg, ["n"], [2])
check_close("avg", toy_avg, [1.0, 1.0])
print("The example works.")

# %% [markdown]
# ### Learning from one sentence after the other
#
# With the average $\bar x$ of sentence $i$ and its class $y_i$:
#
# $$z = W \bar x + b \qquad a = \operatorname{softmax}(z) \qquad
# \mathcal L_i = -\log a_{y_i}$$
#
# | symbol | name in code | shape |
# |---|---|---|
# | $\bar x$ | `avg` | $(n_h,)$ |
# | $z,\ a,\ b$ | `z`, `a`, `b` | $(n_y,)$ |
# | $W$ | `W` | $(n_y, n_h)$ |
#
# The gradients are short. With $e$ the **one-hot** vector of the class, 1 at place
# $y_i$ and 0 elsewhere,
#
# $$dz = a - e \qquad dW = dz\, \bar x^{\mathsf T} \qquad db = dz$$

# %%
toy_a = softmax(np.array([1.0, 1.0]))
print("a:", toy_a, " e:", np.eye(2)[0], " dz:", toy_a - np.eye(2)[0])
print("dW:\n", np.outer(toy_a - np.eye(2)[0], [3.0, 0.0]))

# %% [markdown]
# *Stochastic* gradient descent does not wait until it has seen all sentences. It makes
# a step after **each** one, with that sentence's gradient alone:
#
# $$W \leftarrow W - \alpha\, dW \qquad b \leftarrow b - \alpha\, db$$
#
# One **epoch** (one of `num_iterations`) visits every sentence once, in the order of
# `X`. Gradients of earlier sentences are not added up: each starts afresh.

# %% [markdown]
# ### Exercise 2: train the classifier with `model` (30 points, about 20 minutes)
#
# Start from `W, b = initial_weights(n_y, n_h)`. Then make `num_iterations` epochs of
# stochastic gradient descent with step size `learning_rate`. Return `(pred, W, b)`;
# `pred`, shape $(m, 1)$, holds the most likely class of every sentence, by the final `W`
# and `b`.
#
# The classes are 0, 1, ..., $n_y - 1$, and each occurs in `Y`; $n_y$ need not be 5, nor
# $n_h$ 50. Change no argument. Roughly 12 lines.
#
# From the four toy sentences below, with `learning_rate=1`, one epoch leads to
# $b = [-0.4808, 0.4808]$, and 20 epochs predict every class right.
#
# <details><summary>Hint</summary>
#
# `np.eye(n_y)[y]` is one-hot, `np.outer` multiplies a column by a row. The averages
# never change: make them before the loops.
#
# </details>


# %% exercise="model" role="solution"
def model(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """Train a softmax classifier on averages, by stochastic gradient descent.

    X:               (m,), sentences
    Y:               (m,), their classes, whole numbers from 0 on
    word_to_vec_map: word -> its vector (n_h,)
    returns (pred, W, b):
    pred:            (m, 1), the class of each sentence, with the final W and b
    W:               (n_y, n_h)
    b:               (n_y,)
    """
    ### BEGIN SOLUTION
    averages = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y, n_h = int(np.max(Y)) + 1, averages.shape[1]
    W, b = initial_weights(n_y, n_h)
    for _ in range(num_iterations):
        for avg, y in zip(averages, Y, strict=True):
            dz = softmax(W @ avg + b) - np.eye(n_y)[y]
            W = W - learning_rate * np.outer(dz, avg)
            b = b - learning_rate * dz
    pred = np.argmax(averages @ W.T + b, axis=1).reshape(-1, 1)
    return pred, W, b
    ### END SOLUTION


# %% [markdown]
# Run this to check the example above. It checks one easy case; the graded tests try
# harder ones.

# %% exercise="model" role="grade" points=30
toy_X = np.array(["I love mom", "I eat pizza", "love", "pizza"])
toy_Y = np.array([0, 1, 0, 1])
toy_one = model(toy_X, toy_Y, toy_vectors, learning_rate=1.0, num_iterations=1)
check_tuple("result", toy_one, ["pred", "W", "b"])
check_shape("W", toy_one[1], ["n_y", "n_h"], [2, 2])
check_close("b after one epoch", toy_one[2], [-0.4808, 0.4808])
toy_all = model(toy_X, toy_Y, toy_vectors, learning_rate=1.0, num_iterations=20)
check_shape("pred", toy_all[0], ["m", "1"], [4, 1])
check_close("pred after 20 epochs", toy_all[0], [[0], [1], [0], [1]])
print("The example works.")

# %% [markdown]
# ### What version 1 learns
#
# Train on the real sentences. `demo_v1` then reads any sentences with what was learned.

# %%
demo_v1 = Missing("model")
demo_pred, demo_W, demo_b = model(X_train, Y_train, word_to_vec_map, num_iterations=8)


def demo_v1(sentences):
    averages = [sentence_to_avg(x, word_to_vec_map) for x in sentences]
    return softmax(demo_W @ np.array(averages).T + demo_b[:, None]).T


print(f"right in train: {np.mean(demo_pred[:, 0] == Y_train):.0%}")
for toy_case, toy_share in accuracies("test", demo_v1(X_test).argmax(axis=1)).items():
    print(f"right in test, {toy_case:12} {toy_share:.0%}")

# %% [markdown]
# Look at `unseen_words`. *Pomegranate* is in no sentence of `train`, but its vector lies
# near those of *mango* and *coconut*, and that is all that this classifier looks at. With
# words as mere names it could only guess.

# %%
toy_new = ["pomegranate with almonds", "my cuddly stepdaughter", "a new infielder"]
print("in train:", any("pomegranate" in x for x in X_train))
emojified(toy_new, demo_v1(toy_new))

# %% [markdown]
# The **confusion matrix** shows which classes change places. Rows are right classes,
# columns what was predicted: happy and sad are each other's worst enemies.

# %%
confusion(Y_test, demo_v1(X_test).argmax(axis=1), "Version 1 on test")

# %% [markdown]
# ### What no average can see
#
# ![Two sentences with the same words in a different order lead into one and the same
# average, and so to one and the same answer, though their emoji should
# differ.](../../media/emojify_same_words.svg)
#
# Addition does not care about order. Two sentences with the same words have the same
# average, so one of these is wrong, however long you train:

# %%
toy_pair = ["first pizza then baseball", "first baseball then pizza"]
print(np.abs(np.diff(demo_v1(toy_pair), axis=0)).max().round(6), "apart")
emojified(toy_pair, demo_v1(toy_pair), wanted=[1, 4])

# %% [markdown]
# A *not* does not help either. It moves every sentence by about the same amount in the
# same direction, whatever it stands next to. It cannot turn *happy* into sad and *sad*
# into happy. In `train` it did both, so version 1 has learned not to trust any of these
# words much.

# %%
toy_not = ["I am happy", "I am not happy", "I am sad", "I am not sad"]
emojified(toy_not, demo_v1(toy_not), wanted=[2, 3, 3, 2])

# %% [markdown]
# ## Version 2: read the words in order
#
# ![Words become numbers, the numbers rows of the embedding table, then an LSTM layer
# that returns every time step, dropout, a second LSTM layer that returns the last time
# step, dropout, and a dense layer with softmax.](../../media/emojify_v2.svg)
#
# An LSTM reads one vector per time step and can keep, change or overturn what it thinks
# so far. Keras works on whole batches, arrays whose rows have one length. Sentences have
# many.

# %% [markdown]
# ### Padding: one length for all
#
# ![Three sentences of different lengths become rows of four numbers. The short one is
# filled up with zeros behind its words, the long one is
# cut.](../../media/emojify_indices.svg)
#
# Every sentence becomes a row of `max_len` numbers. A shorter one is **padded** with 0
# behind its words; of a longer one the first `max_len` words stay.

# %%
toy_index = {"i": 1, "love": 2, "mom": 3, "eat": 4, "pizza": 5}
print([toy_index[word] for word in "I love PIZZA".lower().split()])

# %% [markdown]
# ### Exercise 3: number words with `sentences_to_indices` (15 points, about 10 minutes)
#
# Return an array of shape $(m, \text{max\_len})$. Row $i$ holds the numbers of the words
# of `X[i]`, in order, then zeros.
#
# * Whitespace and capitals: as in exercise 1.
# * An unknown word is **skipped** and leaves no gap: the next word takes its place.
# * First skip, then cut: what stays are the first `max_len` **known** words.
#
# Roughly 6 lines. With `max_len=4`, `"Dear mom I love PIZZA"` should give
# $[3, 1, 2, 5]$, and `"love"` $[2, 0, 0, 0]$.
#
# <details><summary>Hint</summary>
#
# Make the list of a sentence's numbers first. A slice such as `numbers[:max_len]` is
# never too long.
#
# </details>


# %% exercise="sentences_to_indices" role="solution"
def sentences_to_indices(X, word_to_index, max_len):
    """Each sentence as a row of word numbers, padded with zeros.

    X:             (m,), sentences
    word_to_index: word in small letters -> its number, from 1 on
    max_len:       the length of a row
    returns X_indices (m, max_len), whole numbers
    """
    ### BEGIN SOLUTION
    X_indices = np.zeros((len(X), max_len), dtype="int32")
    for row, sentence in enumerate(X):
        words = sentence.lower().split()
        known = [word_to_index[word] for word in words if word in word_to_index]
        X_indices[row, : len(known[:max_len])] = known[:max_len]
    return X_indices
    ### END SOLUTION


# %% [markdown]
# Run this to check the example above. It checks one easy case; the graded tests try
# harder ones.

# %% exercise="sentences_to_indices" role="grade" points=15
toy_long = np.array(["Dear mom I love PIZZA", "love"])
toy_rows = sentences_to_indices(toy_long, toy_index, 4)
check_shape("X_indices", toy_rows, ["m", "max_len"], [2, 4])
check_close("X_indices", toy_rows, [[3, 1, 2, 5], [2, 0, 0, 0]])
print("The example works.")

# %% [markdown]
# ### A table as a layer
#
# An **embedding layer** is a table with one row for each number. It takes whole numbers
# and returns their rows: $(m, T)$ becomes $(m, T, n)$. Usually training finds the rows.
# Ours are there already, learned from six billion words; our few sentences would only
# spoil them. So the table is *frozen*: training leaves it alone.

# %%
toy_table = np.zeros((6, 2))  # five words and number 0
toy_table[toy_index["pizza"]] = toy_vectors["pizza"]
print(toy_table)
print("rows 5 and 0:", toy_table[[5, 0]].tolist())

# %% [markdown]
# ### Exercise 4: fill `pretrained_embedding_layer` (15 points, about 10 minutes)
#
# Return a `keras.layers.Embedding` that takes a word's number to its vector.
#
# * It has one row more than there are words: row 0 is all zeros, for the padding.
# * Row `word_to_index[word]` is the vector of `word`; the vectors may have any length.
# * It is **not trainable**.
# * It masks nothing (`mask_zero` stays `False`): that comes at the end of the notebook.
#
# Roughly 7 lines. For the toy words, $[[5, 0]]$ should give $[[[0, 3], [0, 0]]]$.
#
# <details><summary>Hint</summary>
#
# A layer has no weights before it is built: `layer.build((None,))`. Then
# `layer.set_weights([table])` fills it. `trainable` is an argument of every layer.
#
# </details>


# %% exercise="pretrained_embedding_layer" role="solution"
def pretrained_embedding_layer(word_to_vec_map, word_to_index):
    """A frozen embedding layer with the vectors of the map.

    word_to_vec_map: word -> its vector (n,)
    word_to_index:   word -> its number, 1 to the number of words
    returns a keras.layers.Embedding: (m, T) whole numbers -> (m, T, n)
    """
    ### BEGIN SOLUTION
    n = next(iter(word_to_vec_map.values())).shape[0]
    table = np.zeros((len(word_to_index) + 1, n))
    for word, row in word_to_index.items():
        table[row] = word_to_vec_map[word]
    layer = keras.layers.Embedding(*table.shape, trainable=False)
    layer.build((None,))
    layer.set_weights([table])
    return layer
    ### END SOLUTION


# %% [markdown]
# Run this to check the example above. It checks one easy case; the graded tests try
# harder ones.

# %% exercise="pretrained_embedding_layer" role="grade" points=15
toy_layer = pretrained_embedding_layer(toy_vectors, toy_index)
toy_found = np.asarray(toy_layer(np.array([[5, 0]])))
check_shape("output of the layer", toy_found, ["m", "T", "n"], [1, 2, 2])
check_close("output of the layer", toy_found, [[[0.0, 3.0], [0.0, 0.0]]])
check_length("trainable_weights", toy_layer.trainable_weights, 0, "the table is frozen")
print("The example works.")

# %% [markdown]
# ### The network
#
# Two LSTM layers of 128 units. The first hands on its hidden state at **every** time
# step, $(m, T, 128)$: that is what the second reads. The second hands on only the
# **last** one, $(m, 128)$, since there is one answer per sentence. A dense layer with
# softmax makes five probabilities of it.
#
# In Keras, `return_sequences` decides between the two.

# %%
toy_steps = np.ones((3, 4, 2), dtype="float32")  # m=3, T=4, n=2
print("every step:", keras.layers.LSTM(128, return_sequences=True)(toy_steps).shape)
print("last step: ", keras.layers.LSTM(128)(toy_steps).shape)

# %% [markdown]
# **Dropout** fights overfitting: 220,000 weights could learn our sentences by heart.
# While training, it sets each number that passes to 0 with probability one half, and
# doubles the others to keep the average. No unit can rely on one other unit. When the
# network is used, dropout does nothing.

# %%
toy_drop = keras.layers.Dropout(0.5, seed=3)
print("in training:", np.asarray(toy_drop(np.ones((1, 8)), training=True)))
print("in use:     ", np.asarray(toy_drop(np.ones((1, 8)), training=False)))

# %% [markdown]
# ### Exercise 5: put it together in `Emojify_V2` (25 points, about 15 minutes)
#
# Return a Keras model: an `Input` of shape `input_shape` and `dtype="int32"`, **your**
# `pretrained_embedding_layer`, an LSTM of 128 units that returns every time step, dropout
# of 0.5, an LSTM of 128 units that returns the last one, dropout of 0.5, a dense layer of
# 5 units and **one** softmax. Leave other settings alone. `Sequential` is as good as
# `keras.Model(inputs, outputs)`.
#
# Roughly 9 lines. For two toy rows it should give shape $(2, 5)$; each row adds up to 1.
#
# <details><summary>Hint</summary>
#
# A layer is called on what the layer before returned: `x = layer(x)`. The softmax can
# be the activation of the dense layer.
#
# </details>


# %% exercise="Emojify_V2" role="solution"
def Emojify_V2(input_shape, word_to_vec_map, word_to_index):
    """The LSTM classifier, ready to be compiled.

    input_shape: (max_len,), the shape of one sentence
    returns a Keras model: (m, max_len) word numbers -> (m, 5) probabilities
    """
    ### BEGIN SOLUTION
    numbers = keras.Input(input_shape, dtype="int32")
    x = pretrained_embedding_layer(word_to_vec_map, word_to_index)(numbers)
    x = keras.layers.LSTM(128, return_sequences=True)(x)
    x = keras.layers.Dropout(0.5)(x)
    x = keras.layers.LSTM(128)(x)
    x = keras.layers.Dropout(0.5)(x)
    shares = keras.layers.Dense(5, activation="softmax")(x)
    return keras.Model(numbers, shares)
    ### END SOLUTION


# %% [markdown]
# Run this to check the example above. It checks one easy case; the graded tests try
# harder ones.

# %% exercise="Emojify_V2" role="grade" points=25
toy_model = Emojify_V2((4,), toy_vectors, toy_index)
toy_shares = np.asarray(toy_model(np.array([[3, 1, 2, 5], [2, 0, 0, 0]])))
check_shape("probabilities", toy_shares, ["m", "5"], [2, 5])
check_close("sum of each row", toy_shares.sum(axis=1), [1.0, 1.0])
toy_parts = "kernel, recurrent kernel and bias of each LSTM, kernel and bias of Dense"
check_length("trainable_weights", toy_model.trainable_weights, 8, toy_parts)
print("The example works.")

# %% [markdown]
# ### Train it
#
# Dropout is one thing against learning by heart; here are two more. **Noise**: whenever
# a sentence is read in training, each number of its vectors is multiplied by a random
# one near 1, so the network learns regions, not points, and what it is told of *mango*
# holds for *pomegranate* too. **Label smoothing**: it is asked to be 92 % sure, not
# 100 %, and stops pulling once it is.

# %%
toy_noise = keras.layers.GaussianDropout(0.05, seed=1)
toy_row = toy_vectors["pizza"][np.newaxis]
for _ in range(3):
    print("pizza in training:", np.asarray(toy_noise(toy_row, training=True)).round(2))
print("92 % for class 4: ", 0.9 * np.eye(5)[4] + 0.1 / 5)

# %% [markdown]
# The zeros of the padding stay zeros: whatever they are multiplied by, nothing is there.
#
# `demo_noisy` puts noise behind the table; the layers stay the same, so what they learn
# is learned by your network. The loss is the cross-entropy of version 1. Adam takes large
# steps in all epochs but the last, to get far, and small ones in that, to settle.
#
# Noise, smoothing, steps, batch and epochs were chosen without `test`, which stays a fair
# judge. It takes about half a minute; the seed makes it repeatable on one machine.


# %%
def demo_noisy(network):
    inputs = keras.Input(network.input_shape[1:], dtype="int32")
    layers = [x for x in network.layers if not isinstance(x, keras.layers.InputLayer)]
    noise = keras.layers.GaussianDropout(0.05)
    return keras.Sequential([inputs, layers[0], noise, *layers[1:]])


def demo_fit(network, seed, epochs=6, batch=256):
    keras.utils.set_random_seed(seed)
    steps = (epochs - 1) * int(np.ceil(len(X_train) / batch))
    rate = keras.optimizers.schedules.PiecewiseConstantDecay([steps], [1e-2, 1e-3])
    loss = keras.losses.CategoricalCrossentropy(label_smoothing=0.1)
    noisy = demo_noisy(network)
    noisy.compile(keras.optimizers.Adam(rate), loss, metrics=["accuracy"])
    rows = sentences_to_indices(X_train, word_to_index, network.input_shape[1])
    wanted = np.eye(len(EMOJIS))[Y_train]
    return noisy.fit(rows, wanted, batch, epochs=epochs, verbose=0).history


def demo_read(network, sentences):
    length = network.input_shape[1]
    return np.asarray(network(sentences_to_indices(sentences, word_to_index, length)))


# %%
demo_v2 = demo_shares = Missing("Emojify_V2")
demo_len = max(len(sentence.split()) for sentence in X_train)
keras.utils.set_random_seed(0)
demo_v2 = Emojify_V2((demo_len,), word_to_vec_map, word_to_index)
demo_history = demo_fit(demo_v2, seed=0)
print("max_len:", demo_len)
lines({"with noise and dropout": demo_history["accuracy"]}, "epoch", "share right")

# %% [markdown]
# ### Does it read in order?

# %%
demo_shares = demo_read(demo_v2, X_test)
for toy_case, toy_share in accuracies("test", demo_shares.argmax(axis=1)).items():
    print(f"right in test, {toy_case:12} {toy_share:.0%}")
toy_both = toy_pair + toy_not
emojified(toy_both, demo_read(demo_v2, toy_both), wanted=[1, 4, 2, 3, 3, 2])

# %% [markdown]
# It reads the order, and it knows what a *not* does to a good word and to a bad one. That
# took many examples: *happy* and *sad* stand in the same sentences, so their vectors lie
# close together, and few people say *not* before a bad word. An earlier `train` had eight
# thousand sentences and few of that kind; with those, *I am not sad* was sad.

# %% [markdown]
# One run proves little: another seed gives other figures. Here are five runs of each
# version, made once by a program that comes with the course. A bar is the mean, its
# line the standard deviation. (Version 1 has no dropout and a fixed start; its runs
# differ in the order of the sentences.)

# %%
demo_metrics = load_metrics()
demo_bars = {
    name: {case: tuple(share) for case, share in demo_metrics[key]["test"].items()}
    for name, key in (("version 1", "V1"), ("version 2", "V2"))
}
bars(demo_bars, "share right in test")

# %% [markdown]
# The numbers behind it, mean ± standard deviation in percent. The hard subsets are
# small: one sentence of `negation` is almost two points, one of `unseen_words` four.

# %%
toy_table = [("", *demo_metrics["V1"]["test"], "(all of train)")]
for toy_name in ("V1", "V2"):
    toy_entry = demo_metrics[toy_name]
    toy_shares = [*toy_entry["test"].values(), toy_entry["train"]["all"]]
    toy_cells = [f"{100 * mean:.0f} ± {100 * off:.0f}" for mean, off in toy_shares]
    toy_table.append((toy_name, *toy_cells))
Lines(toy_table)

# %% [markdown]
# **What does such a figure promise?** As much for sentences *like these*, and no more.
# `test` was drawn by chance from the first nine thousand sentences. Then other writers
# came. They were asked for what nobody had thought of: rare words, odd scenes, sentences
# that mislead a reader of key words. Most of theirs are in `train`; 378, drawn by chance,
# are kept in the lot `later`.

# %%
for toy_name in ("V1", "V2"):
    toy_mean, toy_off = demo_metrics[toy_name]["later"]["all"]
    print(f"{toy_name} right in later: {100 * toy_mean:.0f} ± {100 * toy_off:.0f} %")

# %% [markdown]
# The network is the same, and so are classes and cases. Only the writers differ. Who
# tells you a figure should tell you whose sentences it was measured with.

# %% [markdown]
# ### Where it is sure, and wrong

# %%
confusion(Y_test, demo_shares.argmax(axis=1), "Version 2 on test")

# %% [markdown]
# A good classifier knows when it does not know. Ours often does not: these are the
# mistakes it would bet on. What do they have in common? Some need knowledge that no
# sentence of `train` gives; in some the label is a matter of taste.

# %%
demo_wrong = np.flatnonzero(demo_shares.argmax(axis=1) != Y_test)
demo_wrong = demo_wrong[np.argsort(-demo_shares[demo_wrong].max(axis=1))][:8]
emojified(X_test[demo_wrong], demo_shares[demo_wrong], Y_test[demo_wrong])

# %% [markdown]
# ### Your own sentence
#
# Type, press Enter, and see what version 2 makes of it. Try a negation, a change of
# mind, a word it has never seen, nothing at all.

# %%
sentence_box(lambda sentence: demo_read(demo_v2, [sentence])[0])

# %% [markdown]
# ## Going further (not graded)
#
# ### The zeros are read too
#
# Version 2 treats the padding as words: after *I love you* it goes on through seven rows
# of zeros before it answers. So its answer depends on how much padding there is. Give
# the same weights longer rows:

# %%
demo_long = Emojify_V2((30,), word_to_vec_map, word_to_index)
demo_long.set_weights(demo_v2.get_weights())
toy_moved = demo_read(demo_long, X_test) - demo_read(demo_v2, X_test)
print("largest change of a probability:", np.abs(toy_moved).max().round(2))

# %% [markdown]
# A **mask** says which time steps are real. With `mask_zero=True` the embedding layer
# makes one, and every LSTM behind it stands still where the mask is 0: its last state
# is the one after the last word.
#
# A **bidirectional** layer runs a second LSTM from the end to the beginning and puts
# both states side by side.


# %%
def demo_variant(mask=False, both_ways=False, trainable=False):
    around = keras.layers.Bidirectional if both_ways else (lambda layer: layer)
    table = pretrained_embedding_layer(word_to_vec_map, word_to_index).get_weights()[0]
    words = keras.layers.Embedding(*table.shape, mask_zero=mask, trainable=trainable)
    first = keras.layers.LSTM(128, return_sequences=True)
    network = keras.Sequential([keras.Input((demo_len,), dtype="int32"), words])
    network.add(around(first))
    network.add(keras.layers.Dropout(0.5))
    network.add(around(keras.layers.LSTM(128)))
    network.add(keras.layers.Dropout(0.5))
    network.add(keras.layers.Dense(5, activation="softmax"))
    words.set_weights([table])
    return network


# %% [markdown]
# With a mask, more padding changes nothing:

# %%
keras.utils.set_random_seed(0)
demo_masked = demo_variant(mask=True)
toy_rows = sentences_to_indices(["I love you"], word_to_index, demo_len)
toy_short = np.asarray(demo_masked(toy_rows[:, :3]))
print("apart:", np.abs(np.asarray(demo_masked(toy_rows)) - toy_short).max().round(6))

# %% [markdown]
# ### A little fine-tuning
#
# What if training may move the vectors after all, a little, once the LSTMs are good?
# Here is one more epoch, with small steps and the table set free.


# %%
def demo_tune(network, rate=1e-4):
    rows = sentences_to_indices(X_train, word_to_index, network.input_shape[1])
    tuned = demo_variant(trainable=True)
    tuned.set_weights(network.get_weights())
    tuned.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    tuned.fit(rows, Y_train, batch_size=64, verbose=0)
    return tuned


# %%
keras.utils.set_random_seed(0)
demo_tuned = demo_tune(demo_v2)
demo_table = pretrained_embedding_layer(word_to_vec_map, word_to_index).get_weights()[0]
demo_moves = np.linalg.norm(demo_tuned.layers[0].get_weights()[0] - demo_table, axis=1)
toy_most = np.argsort(-demo_moves[1:])[:6]
print("moved most:", [word_to_vec_map.words[row] for row in toy_most])
print("rows that moved:", int(np.sum(demo_moves > 1e-6)), "of", len(demo_moves))
for toy_word in ("mango", "pomegranate"):
    print(toy_word, f"moved by {demo_moves[word_to_index[toy_word]]:.6f}")

# %% [markdown]
# Only words of `train` move, and the padding. *Pomegranate* stays where it was, while its
# neighbour *mango* may move, here by very little. More of it on little data would tear
# neighbours apart.
#
# Did any of this help? Three runs of each, measured like the two versions above:

# %%
demo_names = {"V2": "version 2", "mask": "with a mask"}
demo_names |= {"both_ways": "both ways, mask", "fine_tuned": "fine-tuned"}
toy_bars = {}
for toy_key, toy_name in demo_names.items():
    toy_shares = demo_metrics[toy_key]["test"]
    toy_bars[toy_name] = {case: tuple(share) for case, share in toy_shares.items()}
bars(toy_bars, "share right in test")

# %% [markdown]
# Where the bars' lines overlap, a few runs cannot tell the variants apart. Say so when
# you report such figures.

# %% [markdown]
# ## What you built
#
# Two readers. The first needs no order, seconds of training and 255 numbers; the
# second reads words one after the other. Side by side:

# %%
toy_last = ["I was cheerful but now I am lonely", "my day was not bad at all"]
print(emojified(toy_last, demo_v1(toy_last), [3, 2]))
print(emojified(toy_last, demo_read(demo_v2, toy_last), [3, 2]))

# %% [markdown]
# ## Three questions
#
# <details><summary>1. Why can version 1 never get both "first pizza then baseball" and
# "first baseball then pizza" right?</summary>
#
# Their words are the same, so their averages are. The same input gets the same answer.
#
# </details>
#
# <details><summary>2. A word is in no training sentence. Why may the classifier still
# get it right?</summary>
#
# Its vector was learned elsewhere and lies near those of words with a similar use,
# which training has seen.
#
# </details>
#
# <details><summary>3. Why does no word have number 0?</summary>
#
# Number 0 stands for padding. A word with this number could not be told from an empty
# place, and a mask would hide it.
#
# </details>

# %% [markdown]
# ## What to read next
#
# * J. Pennington, R. Socher and C. Manning, *GloVe: Global Vectors for Word
#   Representation*, 2014: where the vectors come from.
# * N. Srivastava and others, *Dropout: A Simple Way to Prevent Neural Networks from
#   Overfitting*, 2014.
# * B. Felbo and others, *Using millions of emoji occurrences to learn any-domain
#   representations*, 2017: this task, with 1.2 billion tweets.
#
# In the next notebook a network writes its answer as a sequence too, and learns where to
# look while it writes.
#
# ## Hand it in
#
# Save the notebook first. Then this cell grades what you saved.

# %%
from autograder import submit

submit()
