# %% [markdown]
# # Watch networks read, remember and forget
#
# **You will build** two language models from 1,125 names of dinosaurs, a cell that
# keeps one bit for 17 time steps, and a map of which output hears which input.
#
# **You will learn** how sequences are written down, what a language model estimates,
# why gradients vanish and explode, what gates do against it, and when a network may
# look into the future.
#
# **You need** NumPy and matrix products; about 100 minutes. Each of the eight parts is
# one sitting. Nothing is graded: change what you like and run it again.

# %% [markdown]
# ![The seven notebooks of the course in three weeks. The lesson of week 1 is marked:
# you are here.](../../media/course_map_Lesson_1.svg)

# %%
import numpy as np

from utils.letter_plots import letter_map
from utils.memory_plots import influence_maps, memory_step, tracks
from utils.names import load_genera, split_names, vocabulary
from utils.plots import lines
from utils.quiet import quiet
from utils.rnn import sigmoid
from utils.sliders import picture_slider

# %% [markdown]
# ## 1. Notation (about 10 minutes)
#
# A sequence has an order, and every sequence may have another length. So each number
# needs three names: which example, which time step, which feature.
#
# ![Three rows of letters, the names tawa, yi and minmi, filled up to five time steps.
# Their lengths are 4, 2 and 5. The third letter of the third name is marked as x with
# 3 in round brackets and 3 in angle brackets.](../../media/notation.svg)

# %% [markdown]
# | symbol | what it is |
# |---|---|
# | $x^{(i)}$ | example $i$: **round** brackets |
# | $x^{\langle t \rangle}$ | the input at time step $t$: **angle** brackets |
# | $x^{(i)\langle t \rangle}$ | time step $t$ of example $i$ |
# | $T_x^{(i)},\ T_y^{(i)}$ | how long its input and its output are |
# | $n_x$, $m$ | features per time step, examples in a batch |
#
# All of them are counted from 1. Where only one example is in sight, the assignments
# write $x_t$ for short.

# %%
names = ["tawa", "yi", "minmi"]
print("T_x:", [len(name) for name in names])
print("x^(3)<3>:", names[3 - 1][3 - 1])

# %% [markdown]
# A network reads numbers, so each letter becomes a **one-hot** vector: a 1 in its own
# place, 0 elsewhere. The batch is an array of shape $(n_x, m, T_x)$, as long as its
# longest example. The rest is filled up with zeros.

# %%
letters = sorted(set("".join(names)))
x = np.zeros((len(letters), 3, 5))  # n_x, m, T_x
for i, name in enumerate(names):
    for t, letter in enumerate(name):
        x[letters.index(letter), i, t] = 1
print("letters:", letters, " shape:", x.shape)
print("x^(3)<3> =", x[:, 2, 2], " x^(2)<3> =", x[:, 1, 2])

# %% [markdown]
# NumPy counts from 0, so each index is one smaller than in the formula. The axes are
# in the order of the shape: feature, example, time step. Keras wants them in another
# order, $(m, T_x, n_x)$; it is the same box, turned.

# %%
turned = x.transpose(1, 2, 0)
print("for Keras:", turned.shape)
y = letters.index("y")
print("the same number:", x[y, 1, 0], turned[1, 0, y])

# %% [markdown]
# <details><summary>Try: how do you read feature 2 of time step 4 of example
# 1?</summary>
#
# `x[1, 0, 3]`: feature, example, time step, each minus 1. It is 0 here: time step 4
# of *tawa* is an *a*, which is feature 1.
#
# </details>

# %% [markdown]
# ## 2. Kinds of sequence models (about 10 minutes)
#
# What goes in and what comes out decides how a network is wired.
#
# ![Five wirings with inputs below, hidden states in the middle and outputs above: one
# to one; one to many, where each output is the next input; many to one, with an
# output at the end; many to many with one output per input; many to many that reads
# three inputs and then writes two outputs.](../../media/wirings.svg)

# %% [markdown]
# | wiring | $T_x$, $T_y$ | a task |
# |---|---|---|
# | one to one | 1, 1 | a measurement to a verdict; nothing sequential |
# | one to many | 1, many | a chord to a melody |
# | many to one | many, 1 | a voice message to its speaker |
# | many to many, equal | $T_y = T_x$, for each example | each word to its word class |
# | many to many, unequal | $T_y$ decided anew for each example | speech to text |
#
# *Equal* is a strong word: one output for each input, whatever the length. If the length
# of the output has to be found out, it is the last row.

# %% [markdown]
# All of them can be made of one and the same cell. Here is one with a single unit and
# numbers to check by hand: the new state is half the old one, plus the input.


# %%
def step(x, a):
    return 0.5 * a + x


def read(inputs, a=0.0):
    states = []
    for x in inputs:
        a = step(x, a)
        states.append(a)
    return states


# %% [markdown]
# With one output per input you use every state; with many to one only the last.

# %%
print("one output per input:", read([1, 0, 1]))
print("many to one:         ", read([1, 0, 1])[-1])

# %% [markdown]
# To write more than you read, feed each output back as the next input. The unequal
# wiring reads first, keeps the last state, and writes from there.


# %%
def write(y, a, length):
    written = []
    for _ in range(length):
        a = y = step(y, a)
        written.append(y)
    return written


print("one to many:", write(1.0, a=0.0, length=3))
print("read three, write two:", write(0.0, a=read([1, 0, 1])[-1], length=2))

# %% [markdown]
# <details><summary>Try: which wiring fits? Name the language of a text. Give every
# frame of a film a label. Shorten an article. Write a poem from its first
# word.</summary>
#
# Many to one. Many to many, equal. Many to many, unequal: nobody knows beforehand how
# long the summary is. One to many.
#
# </details>

# %% [markdown]
# ## 3. Language models (about 20 minutes)
#
# A **language model** says how likely a sequence is. There are too many sentences to
# count, so it takes them apart, word by word. That is the **chain rule** of
# probability:
#
# $$P(y^{\langle 1 \rangle}, \dots, y^{\langle T_y \rangle}) = \prod_{t=1}^{T_y}
# P(y^{\langle t \rangle} \mid y^{\langle 1 \rangle}, \dots, y^{\langle t-1 \rangle})$$
#
# ![An RNN of four time steps. It reads nothing, dinosaurs, lay, eggs. Its outputs are
# the probabilities of dinosaurs; of lay after dinosaurs; of eggs after both; of the
# end after all three. They are multiplied.](../../media/language_model.svg)

# %% [markdown]
# Nothing is lost by that: it is exact. At step $t$ an RNN reads the word before,
# $x^{\langle t \rangle} = y^{\langle t-1 \rangle}$, its state remembers the earlier
# ones, and its softmax $\hat y^{\langle t \rangle}$ gives **one probability for every
# word of the vocabulary**. The chain rule picks that of the word which came.

# %%
picked = np.array([0.1, 0.4, 0.5, 0.8])  # dinosaurs, lay, eggs, the end
print("begins with dinosaurs lay eggs:    ", round(np.prod(picked[:3]), 4))
print("is dinosaurs lay eggs, and no more:", round(np.prod(picked), 4))

# %% [markdown]
# The end is a word of its own. Without its factor you get the probability that a text
# *begins* like this.
#
# ### Perplexity
#
# A product shrinks with every word, so models are compared by their mean per word:
#
# $$\text{perplexity} = \exp\Big(-\frac{1}{T} \sum_{t=1}^{T}
# \ln P(y^{\langle t \rangle} \mid \dots)\Big)$$
#
# Read it as a number of choices: a perplexity of 27 is as unsure as a fair choice
# among 27 letters. Lower is better, 1 is certainty.


# %%
def perplexity(probabilities):
    return np.exp(-np.mean(np.log(probabilities)))


print("four words above:   ", round(perplexity(picked), 2))
print("27 equal choices:   ", round(perplexity(np.full(10, 1 / 27)), 2))
print("one word at 0.01 too:", round(perplexity([*picked, 0.01]), 2))

# %% [markdown]
# One confident mistake costs much: the logarithm of a small number is far below zero.
#
# ### A model that counts
#
# Now real data: 1,406 genera of dinosaurs, every fifth held out. The words are
# letters, and the newline ends a name. The simplest model with a memory is a
# **bigram** model: the next letter depends on the last one alone. It needs no
# training, only counting.

# %%
train_names, held_out_names = split_names(load_genera())
char_to_ix, ix_to_char = vocabulary(train_names)
counts = np.zeros((27, 27))
for name in train_names:
    text = "\n" + name + "\n"
    for before, after in zip(text, text[1:]):
        counts[char_to_ix[before], char_to_ix[after]] += 1
print(len(train_names), "names to count,", len(held_out_names), "held out")
print("pairs that never came:", int((counts == 0).sum()), "of", 27 * 27)

# %% [markdown]
# A pair that never came would get probability 0, and one such pair in a new name
# makes the perplexity infinite. So every pair gets a tenth of a count for nothing.

# %%
smooth = counts + 0.1  # row: last letter, column: next letter
bigram = smooth / smooth.sum(axis=1, keepdims=True)
for letter in "qus":
    row = bigram[char_to_ix[letter]]
    best = np.argsort(row)[::-1][:3]
    print(letter, "->", {ix_to_char[ix]: round(float(row[ix]), 2) for ix in best})

# %% [markdown]
# How good is it on names it has not seen? Compare it with a model that finds all 27
# characters equally likely, and with one that knows how frequent each is.


# %%
def pairs(names):
    """The indices of every letter and of the one after it, ends included."""
    text = "\n" + "\n".join(names) + "\n"
    indices = np.array([char_to_ix[letter] for letter in text])
    return indices[:-1], indices[1:]


last, following = pairs(held_out_names)
alone = counts.sum(axis=0) / counts.sum()
print("equally likely:", round(perplexity(np.full(len(last), 1 / 27)), 1))
print("letters alone: ", round(perplexity(alone[following]), 1))
print("bigram:        ", round(perplexity(bigram[last, following]), 1))

# %% [markdown]
# ### A model that reads
#
# The bigram model forgets all but one letter. An RNN reads the whole beginning of the
# name. Targets are the inputs, one step later; short names are filled up, and a
# weight of 0 keeps those places out of the loss. (Dinosaur Island builds all this by
# hand.)


# %%
def batch(names, length=27):
    X, Y = np.zeros((2, len(names), length), dtype=int)
    weight = np.zeros((len(names), length))
    for row, name in enumerate(names):
        indices = [char_to_ix[letter] for letter in name + "\n"]
        Y[row, : len(indices)] = indices
        X[row, 1 : len(indices)] = indices[:-1]
        weight[row, : len(indices)] = 1
    return X, Y, weight


X, Y, weight = batch(train_names)
print("X:", X[0, :8], "\nY:", Y[0, :8], "\nname:", train_names[0])

# %% [markdown]
# A plain RNN with 64 units, ten times through the names; a few seconds.

# %%
with quiet():
    import keras

keras.utils.set_random_seed(0)
rnn = keras.Sequential(
    [
        keras.Input((None,), dtype="int32"),
        keras.layers.Embedding(27, 16),
        keras.layers.SimpleRNN(64, return_sequences=True),
        keras.layers.Dense(27, activation="softmax"),
    ]
)
rnn.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
history = rnn.fit(X, Y, 64, epochs=10, sample_weight=weight, verbose=0)
print("loss, epoch by epoch:", np.round(history.history["loss"], 2))

# %% [markdown]
# `rnn(X)` has shape $(m, T_x, 27)$: at every time step of every name 27 probabilities.
# Take those of the letters that came.

# %%
X, Y, weight = batch(held_out_names)
estimated = np.asarray(rnn(X))  # (names, time steps, 27)
came = np.take_along_axis(estimated, Y[:, :, None], axis=2)[:, :, 0]
print("RNN:", round(float(perplexity(came[weight == 1])), 1))

# %% [markdown]
# From 27 choices to 17 by frequencies, to 9 by the last letter, to less than 6 by
# reading the name: that is what memory is worth here.
#
# ### What it estimates, step by step
#
# Columns are the letters of a name that neither model has seen. Each column shows the
# estimate *before* its letter, and the letter that came is outlined. First the bigram
# model, then the RNN.

# %%
name = "chasmosaurus"
row = held_out_names.index(name)
last = [0] + [char_to_ix[letter] for letter in name]
letter_map(bigram[last], list(char_to_ix), name)

# %%
letter_map(estimated[row, : len(name) + 1], list(char_to_ix), name)

# %% [markdown]
# Look at the end of the name. For the bigram model every *s*, *a* and *u* is like any
# other. The RNN knows that *saur* has begun, is sure of *us*, and then of the end.

# %% [markdown]
# ### Sampling
#
# A language model can also write: **draw** a letter with the estimated probabilities,
# append it, ask for the next estimate. The loop is the same for both models; they
# differ only in what the estimate depends on.


# %%
def invent(estimate, count=8, seed=0):
    """Names, drawn letter by letter.

    estimate: what was drawn so far, (m, t), to the next probabilities, (m, 27)
    """
    rng = np.random.default_rng(seed)
    drawn = np.zeros((count, 1), dtype=int)
    for _ in range(20):
        chances = estimate(drawn).cumsum(axis=1)
        dice = rng.random((count, 1)) * chances[:, -1:]
        drawn = np.hstack([drawn, (chances < dice).sum(axis=1, keepdims=True)])
    texts = ["".join(ix_to_char[ix] for ix in row[1:]) for row in drawn]
    return [text.split("\n")[0].capitalize() for text in texts]


# %%
print("equally likely:", *invent(lambda drawn: np.full((8, 27), 1 / 27))[:4])
print("bigram:", *invent(lambda drawn: bigram[drawn[:, -1]]))
print("RNN:   ", *invent(lambda drawn: np.asarray(rnn(drawn))[:, -1]))

# %% [markdown]
# Each line shows its model's memory. Without probabilities: noise. With the last
# letter alone: neighbours fit, names do not. An RNN whose state is thrown away
# between steps writes like the bigram model, and one that takes the likeliest letter
# instead of drawing writes the same name every time.

# %% [markdown]
# <details><summary>Try: a model gives every word of a four-word sentence, end
# included as the fifth, probability 1/2. Its perplexity?</summary>
#
# 2, whatever the length: at each step it is as unsure as a coin. The probability of
# the sentence is $1/2^5 = 1/32$.
#
# </details>

# %% [markdown]
# ## 4. Vanishing and exploding gradients (about 15 minutes)
#
# Can a loss at the end teach the network something about the beginning? Only by a
# gradient that walks all the way back.
#
# ![Five states in a row, from T minus 4 to T, and the last loss. The gradient runs
# from the loss back through all states; each step back multiplies it by one
# factor.](../../media/gradient_distance.svg)
#
# $$\frac{\partial L}{\partial a^{\langle t-1 \rangle}} = W_{aa}^\top \Big(\big(1 -
# (a^{\langle t \rangle})^2\big) \odot \frac{\partial L}{\partial a^{\langle t \rangle}}
# \Big)$$
#
# One factor per step: a product of many factors. It stays near 1 only by luck.

# %% [markdown]
# How much a matrix stretches *in the long run* is told by its **spectral radius**,
# the largest size of its eigenvalues. Apply it again and again, and the norm goes
# like $\text{radius}^k$.

# %%
W = np.array([[0.8, 0.3], [-0.3, 0.8]])
radius = np.abs(np.linalg.eigvals(W)).max()
v = np.array([1.0, 0.0])
print("radius:", round(radius, 4), " radius ** 30:", round(radius**30, 4))
v = np.linalg.matrix_power(W, 30) @ v
print("norm after 30 times:", np.linalg.norm(v).round(4))

# %% [markdown]
# Now measure it: a plain RNN with 50 units and random weights of a given radius reads
# 60 random inputs. A gradient of norm 1 starts at the last state. What is its norm
# $k$ steps earlier?


# %%
def gradient_norms(radius, T=60, n_a=50):
    rng = np.random.default_rng(0)
    Waa = rng.standard_normal((n_a, n_a))
    Waa *= radius / np.abs(np.linalg.eigvals(Waa)).max()
    inputs = 0.1 * rng.standard_normal((T, n_a))
    a = [np.zeros(n_a)]
    for t in range(T):
        a.append(np.tanh(Waa @ a[-1] + inputs[t]))
    gradient = np.ones(n_a) / np.sqrt(n_a)
    norms = [1.0]
    for state in a[:0:-1]:
        gradient = Waa.T @ ((1 - state**2) * gradient)
        norms.append(np.linalg.norm(gradient))
    return np.array(norms)


# %%
measured = {f"radius {r}": gradient_norms(r) for r in (0.5, 0.9, 1.1, 1.5, 3)}
for title, norms in measured.items():
    print(f"{title:10}  10 steps back {norms[10]:8.1e}, 60: {norms[60]:8.1e}")
lines(measured, "steps back", "norm of the gradient", log=True)

# %% [markdown]
# Small radii: the gradient **vanishes**. After 60 steps nothing of the beginning is
# left in the update, and the network learns only what is near. Large radii: it
# **explodes**.
#
# Surprised that 1.1 does not explode? $\text{radius}^k$ ignores the slopes of
# $\tanh$: they are at most 1, and smaller where the states are large. Move the slider
# and compare.


# %%
def against_the_power(radius):
    power = float(radius) ** np.arange(61)
    series = {"measured": gradient_norms(radius), "radius to the power k": power}
    return lines(series, "steps back, k", f"norm, radius {radius}", log=True)


radii = [0.5, 0.7, 0.9, 1.0, 1.1, 1.3, 1.5, 2, 3]
picture_slider(against_the_power, radii, "radius", start=1.1)

# %% [markdown]
# ### From explosion to `nan`
#
# Exploding gradients are easy to see: the loss becomes `nan`, *not a number*. Here is
# how, with a network so small that it fits one line: the state 1 is multiplied 50
# times by one weight, $\hat y = w^{50}$, and should become 2. The gradient of
# $(w^{50} - 2)^2$ holds $w^{49}$.


# %%
def train(clip_at=np.inf, steps=5):
    w = np.float64(1.1)
    for turn in range(steps):
        error = w**50 - 2
        gradient = 2 * error * 50 * w**49
        if turn < 5 or turn == steps - 1:
            print(f"{turn:3} w {w:9.2e} loss {error**2:9.2e}", end=" ")
            print(f"gradient {gradient:9.2e}")
        w -= 5e-5 * gradient * min(1, clip_at / abs(gradient))


with np.errstate(all="ignore"):
    train()

# %% [markdown]
# One step throws the weight far away. The next loss is astronomic, the next is `inf`,
# and infinity times zero or minus infinity is `nan`. From then on every number is. In
# a training log you see it as a norm that jumps by powers of ten within a few steps.

# %% [markdown]
# ### Clipping
#
# The cure limits the step, not the problem. There are two ways:
#
# ![Two drawings of a gradient that is too long. Limited entry by entry it ends at the
# corner of a square and points elsewhere. Limited by its norm it ends on a circle and
# keeps its direction.](../../media/clipping.svg)

# %%
gradient = np.array([30.0, 4.0])
by_entry = np.clip(gradient, -5, 5)
by_norm = gradient * min(1, 5 / np.linalg.norm(gradient))
for title, g in (("each entry", by_entry), ("the norm", by_norm)):
    print(f"{title} at most 5: {g.round(2)}, norm {np.linalg.norm(g):.2f}", end="")
    print(f", slope {g[1] / g[0]:.3f} (was {4 / 30:.3f})")

# %% [markdown]
# The training that ended in `nan`, with the gradient limited to 100:

# %%
train(clip_at=100, steps=40)

# %% [markdown]
# Against **vanishing** gradients clipping does nothing: it never makes anything
# larger, and a vanished gradient shows no alarm, the network just does not learn.
# That needs another cell.
#
# <details><summary>Try: the norm of a gradient is halved at every step back. How many
# steps until a thousandth is left?</summary>
#
# Ten: $2^{10} = 1024$.
#
# </details>

# %% [markdown]
# ## 5. GRU: a gate decides what to keep (about 20 minutes)
#
# The task: 20 values come by, each +1 or −1. One of them is marked *store*. At the
# end, say which it was. All others are distraction.

# %%
signs = "-++--+-++---+--+--+-"
value = np.array([1 if sign == "+" else -1 for sign in signs])
store = np.zeros(20)
store[3 - 1] = 1  # time step 3
x = np.stack([value, store])
print("shape (n_x, T_x):", x.shape)

# %% [markdown]
# A unit of a plain RNN **adds** up what comes in. Its state cannot say *not now*, so
# each value pushes it about:

# %%
a, states = 0.0, []
for t in range(20):
    a = np.tanh(0.9 * a + 1.0 * value[t])
    states.append(a)
tracks({"value": ("x", value), "store": ("x", store), "RNN unit": ("a", states)})

# %% [markdown]
# A gated cell **multiplies**: a number between 0 and 1 decides how much gets in.
#
# ![The simplified GRU. The old memory c and the input are stacked; a sigmoid makes
# the update gate and a tanh the candidate. The memory is multiplied by 1 minus the
# gate, the candidate by the gate, and both are added to the new memory, which is also
# the hidden state.](../../media/gru_simple.svg)
#
# $$\Gamma_u = \sigma(W_u [c^{\langle t-1 \rangle}; x^{\langle t \rangle}] + b_u)
# \qquad \tilde c^{\langle t \rangle} = \tanh(W_c [c^{\langle t-1 \rangle};
# x^{\langle t \rangle}] + b_c)$$
#
# $$c^{\langle t \rangle} = \Gamma_u \odot \tilde c^{\langle t \rangle} + (1 - \Gamma_u)
# \odot c^{\langle t-1 \rangle} \qquad a^{\langle t \rangle} = c^{\langle t \rangle}$$

# %% [markdown]
# | symbol | shape |
# |---|---|
# | memory $c^{\langle t \rangle}$, candidate $\tilde c^{\langle t \rangle}$, gate $\Gamma_u$ | $(n_a,)$: one value per unit |
# | $[c^{\langle t-1 \rangle}; x^{\langle t \rangle}]$ | $(n_a + n_x,)$ |
# | $W_u$, $W_c$ | $(n_a, n_a + n_x)$ |
# | $b_u$, $b_c$ | $(n_a,)$ |
#
# The two shares $\Gamma_u$ and $1 - \Gamma_u$ add up to 1: what gets in, replaces.

# %%
print("gate when not marked:", sigmoid(12 * 0 - 6).round(4))
print("gate when marked:    ", sigmoid(12 * 1 - 6).round(4))

# %% [markdown]
# One unit, weights by hand: the gate reads *store*, the candidate reads *value*.
# Nobody reads the old memory.


# %%
def simple_gru(x, p):
    """The gates, candidates and memories of one unit, for each time step of x."""
    c, history = np.zeros(1), []
    for xt in x.T:
        stack = np.concatenate([c, xt])
        update = sigmoid(p["Wu"] @ stack + p["bu"])
        candidate = np.tanh(p["Wc"] @ stack + p["bc"])
        c = update * candidate + (1 - update) * c
        history.append([update[0], candidate[0], c[0]])
    return np.array(history).T


# columns:               memory value store
p = {"Wu": np.array([[0.0, 0.0, 12.0]]), "bu": np.array([-6.0])}
p |= {"Wc": np.array([[0.0, 3.0, 0.0]]), "bc": np.array([0.0])}
update, candidate, memory = simple_gru(x, p)
print("memory at 2, 3, 20:", memory[[1, 2, 19]].round(4))

# %% [markdown]
# At time step 3 the gate opens and the candidate replaces the memory. Then it is
# shut, and 17 distractions pass by. Watch it at time step 3, and at time step 12:

# %%
rows = {"value": ("x", value), "store": ("x", store)}
rows |= {"gate": ("gate", update), "memory": ("c", memory)}
memory_step(rows, 1 - update, update, candidate, now=3)

# %%
memory_step(rows, 1 - update, update, candidate, now=12)

# %% [markdown]
# Move through all 20, or press play. (No slider? The two pictures above show the
# same.)


# %%
def at(now):
    return memory_step(rows, 1 - update, update, candidate, now)


picture_slider(at, range(1, 21), "time step", start=1)

# %% [markdown]
# ### How long it remembers
#
# Suppose the candidate is 0 from now on. Then each step keeps the share $1 -
# \Gamma_u$ of what is left, so after $n$ steps
#
# $$c^{\langle t+n \rangle} = (1 - \Gamma_u)^n\, c^{\langle t \rangle}$$
#
# A gate of 0.2 looks nearly shut, but look at what is left after some steps.

# %%
print("c = 5, gate 0.2, steps 1 to 3:", [round(5 * 0.8**n, 3) for n in (1, 2, 3)])
left = {f"gate {g}": (1 - g) ** np.arange(21) for g in (0.0025, 0.05, 0.2, 0.5)}
lines(left, "steps", "share that is left")

# %% [markdown]
# The bias of the gate is thus the length of the memory. Start with a bias of 0 and
# shut the gate, slowly:


# %%
def with_bias(bias):
    gate, _, memory = simple_gru(x, p | {"bu": np.array([float(bias)])})
    return tracks(rows | {"gate": ("gate", gate), "memory": ("c", memory)})


picture_slider(with_bias, [0, -1, -2, -3, -4, -5, -6], "bias", start=0)

# %% [markdown]
# ### And the gradient?
#
# Move the memory at time step 3 a little, and see how far the end moves. It is the
# product of all shares kept, and no $\tanh$ or weight matrix is on the way:

# %%
kept = np.prod(1 - update[3:])
shifted = memory[2] + 0.001
for gate, new in zip(update[3:], candidate[3:]):
    shifted = gate * new + (1 - gate) * shifted
print("product of the shares:", kept.round(4))
print("measured:             ", ((shifted - memory[19]) / 0.001).round(4))
print("plain RNN unit, weight 0.9, at the very best:", round(0.9**17, 4))

# %% [markdown]
# ### The full GRU
#
# Here no candidate looked at the old memory. Often it should: to *change* what is
# stored. The **relevance gate** $\Gamma_r$ decides when.
#
# ![The full GRU: as before, and a second sigmoid makes the relevance gate. It
# multiplies the old memory before that is stacked with the input for the
# candidate.](../../media/gru_full.svg)
#
# $$\Gamma_r = \sigma(W_r [c^{\langle t-1 \rangle}; x^{\langle t \rangle}] + b_r)
# \qquad \tilde c^{\langle t \rangle} = \tanh(W_c [\Gamma_r \odot c^{\langle t-1 \rangle};
# x^{\langle t \rangle}] + b_c)$$

# %% [markdown]
# A task that needs it: *store* a value, and on *flip* turn the stored one round. To
# flip, the candidate must see the old memory; to store, it must not.


# %%
def gru(x, p):
    """The memories of one unit of the full GRU, for each time step of x."""
    c, memory = np.zeros(1), []
    for xt in x.T:
        stack = np.concatenate([c, xt])
        update = sigmoid(p["Wu"] @ stack + p["bu"])
        relevance = sigmoid(p["Wr"] @ stack + p["br"])
        stack = np.concatenate([relevance * c, xt])
        candidate = np.tanh(p["Wc"] @ stack + p["bc"])
        c = update * candidate + (1 - update) * c
        memory.append(c[0])
    return np.array(memory)


# %%
commands = {
    "value": np.array([1, 0, 1, 0, 0, 0, 0, 0]),
    "store": np.array([1, 0, 1, 0, 0, 0, 0, 0]),
    "flip": np.array([0, 0, 0, 0, 1, 0, 1, 0]),
}
# columns:                  memory value store flip
weights = {"Wu": np.array([[0.0, 0.0, 12.0, 12.0]]), "bu": np.array([-6.0])}
weights |= {"Wr": np.array([[0.0, 0.0, 0.0, 12.0]]), "br": np.array([-6.0])}
weights |= {"Wc": np.array([[-3.0, 3.0, 0.0, 0.0]]), "bc": np.array([0.0])}

# %% [markdown]
# Beside it the same cell with $\Gamma_r$ always open ($b_r$ far above 0), which is the
# simplified GRU:

# %%
inputs = np.stack(list(commands.values()))
full = gru(inputs, weights)
simplified = gru(inputs, weights | {"br": np.array([50.0])})
pictured = {name: ("x", row) for name, row in commands.items()}
tracks(pictured | {"full GRU": ("c", full), "simplified": ("c", simplified)})

# %% [markdown]
# At time step 3 +1 is stored once more. The simplified cell subtracts its old memory
# from the new value and is left with nothing; the full cell does not look.

# %% [markdown]
# ## 6. GRU and LSTM side by side (about 10 minutes)
#
# The first assignment builds an LSTM. Both cells do three jobs, with other gates:
#
# ![Two rows. GRU: the old memory times 1 minus the update gate, plus the update gate
# times the candidate, shown as it is. LSTM: the old memory times the forget gate,
# plus the update gate times the candidate, shown through tanh and the output
# gate.](../../media/gru_and_lstm.svg)

# %% [markdown]
# | job | GRU | LSTM | name in the assignment |
# |---|---|---|---|
# | keep the old memory | $1 - \Gamma_u$ | forget gate $\Gamma_f$ | `ft` |
# | write the candidate | $\Gamma_u$ | update (input) gate $\Gamma_u$ | `it` |
# | show the memory | all of it | output gate $\Gamma_o$, and $\tanh$ | `ot` |
# | let the candidate see the past | relevance gate $\Gamma_r$ | always | |
#
# The GRU makes one gate from the other; the LSTM has one for each. Where $\Gamma_f =
# 1 - \Gamma_u$, the two memories move alike:


# %%
def mix(keep, write, candidate, c=0.0):
    """The memory of either cell, for the given gates."""
    memory = []
    for share, gate, new in zip(keep, write, candidate):
        c = share * c + gate * new
        memory.append(c)
    return np.array(memory)


same = mix(keep=1 - update, write=update, candidate=candidate)
print("largest difference:", np.abs(same - memory).max().round(10))

# %% [markdown]
# What do two free gates buy? An LSTM can keep everything *and* add: it can count. The
# memory of a GRU is a mean of numbers between −1 and 1, so it never leaves that
# range.

# %%
ones, halves = np.ones(5), np.full(5, 0.5)
print("keep 1, write 1:    ", mix(ones, ones, candidate=ones))
print("keep 0.5, write 0.5:", mix(halves, halves, candidate=ones))

# %% [markdown]
# Here an LSTM counts marks, forgets them all on *reset*, and shows its count only at the
# end. Gates set by hand: forget is 0 on *reset* and 1 elsewhere, update is 1 on a *mark*,
# output is 1 at time step 10.

# %%
mark = np.array([0, 1, 1, 0, 0, 1, 0, 1, 1, 0])
reset = np.array([0, 0, 0, 0, 1, 0, 0, 0, 0, 0])
forget, output = 1 - reset, np.array([0] * 9 + [1])
count = mix(keep=forget, write=mark, candidate=np.ones(10))
hidden = output * np.tanh(count)
print("memory:      ", count)
print("hidden state:", hidden.round(4))

# %% [markdown]
# Where both lines are thick, old and new add up. No GRU can draw that picture.


# %%
def counting(now):
    rows = {"mark": ("x", mark), "reset": ("x", reset), "forget": ("gate", forget)}
    rows |= {"output": ("gate", output), "hidden": ("a", hidden)}
    rows["memory"] = ("c", count)
    return memory_step(rows, forget, mark, np.ones(10), now)


picture_slider(counting, range(1, 11), "time step", start=3)

# %% [markdown]
# ### What a gate costs
#
# Every gate, and every candidate, has one value per unit and reads the stack of $n_a
# + n_x$ numbers. Weights and bias together:
#
# $$n_a (n_a + n_x) + n_a$$
#
# A plain RNN has one such block, a GRU three, an LSTM four. Ask Keras:

# %%
n_a, n_x = 5, 3
block = n_a * (n_a + n_x) + n_a
cells = {"SimpleRNN": keras.layers.SimpleRNN(n_a), "LSTM": keras.layers.LSTM(n_a)}
cells |= {"GRU as above": keras.layers.GRU(n_a, reset_after=False)}
cells |= {"GRU of Keras": keras.layers.GRU(n_a)}
for title, layer in cells.items():
    layer.build((None, None, n_x))
    size = layer.count_params()
    print(f"{title:12} {size:4} parameters = {block} * {size / block:.2f}")

# %% [markdown]
# Two traps when you read Keras's GRU. Its default form has a second bias per block,
# hence the 15 more. And its gate $z$ is the share of the **old** memory, our $1 -
# \Gamma_u$. Proof: with $z$ wide open, the state stays what it was.

# %%
layer = keras.layers.GRU(1)
layer.build((None, None, 1))
kernel, recurrent, bias = (np.zeros(w.shape) for w in layer.get_weights())
bias[0, 0] = 50.0  # the first column is z
layer.set_weights([kernel, recurrent, bias])
start = np.array([[0.7]], dtype="float32")
after = layer(np.ones((1, 9, 1)), initial_state=start)
print("after 9 steps:", np.asarray(after))

# %% [markdown]
# <details><summary>Try: an LSTM with 20 units reads inputs of size 10. How many
# parameters has its output gate, and how many the whole cell?</summary>
#
# $20 \cdot (20 + 10) + 20 = 620$, and four times that: 2,480.
#
# </details>

# %% [markdown]
# ## 7. Bidirectional networks (about 10 minutes)
#
# *The bark was rough.* *The bark was loud.* Is *bark* a part of a tree or a sound? The
# word that tells comes later. So let a second network read the sentence from its end, and
# give each output the states of both.
#
# ![Four inputs. A forward network hands its state to the right, a backward network to
# the left. Each output receives an arrow from the forward and from the backward state
# of its time step.](../../media/bidirectional.svg)
#
# $$\hat y^{\langle t \rangle} = g\big(W_y [\overrightarrow a^{\langle t \rangle};
# \overleftarrow a^{\langle t \rangle}] + b_y\big)$$

# %% [markdown]
# Which output hears which input? Do not guess, test it: change one input, and look
# which outputs change.


# %%
def influence(network, T=6):
    """(T, T): does a change of the row's input change the column's output?"""
    x = np.random.default_rng(0).standard_normal((1, T, n_x)).astype("float32")
    before = np.asarray(network(x))[0]
    reached = []
    for t in range(T):
        changed = x.copy()
        changed[0, t] += 1
        moved = np.abs(np.asarray(network(changed))[0] - before)
        reached.append(moved.max(axis=1) > 1e-6)
    return np.array(reached)


# %%
def lstm():
    return keras.layers.LSTM(n_a, return_sequences=True)


one_way, both_ways = lstm(), keras.layers.Bidirectional(lstm())
influence_maps({"one way": influence(one_way), "both ways": influence(both_ways)})

# %% [markdown]
# Orange squares are the past and the present, black ones the **future**. A one-way
# network is **causal**: its output at time step $t$ can be given at once. A
# bidirectional one has to wait for the last input before it can say anything at all.

# %%
T_x, milliseconds = 10, 20  # a microphone: one time step every 20 ms
for t in (1, 4, 10):
    wait = (T_x - t) * milliseconds
    print(f"after input {t:2}: one way waits 0 ms, both ways {wait:3} ms")

# %% [markdown]
# So use both ways where the whole sequence is there before you answer: a sentence, a
# recording. Use one way where answers are due while it comes in: live captions, a
# trigger word, and above all a language model, for which the next letter *is* the
# answer.
#
# The two halves are two layers of their own: twice the parameters, and twice the
# features for whoever reads them.

# %%
for title, layer in (("one way", one_way), ("both ways", both_ways)):
    shape = layer(np.zeros((2, 6, n_x))).shape  # (m, T_x, n_x) goes in
    print(f"{title:9} {layer.count_params()} parameters, output {shape}")

# %% [markdown]
# ## 8. Deep RNNs (about 10 minutes)
#
# An RNN is deep in time already. It can be deep in layers too: the states of one
# layer are the inputs of the next. The number in **square** brackets is the layer.
#
# ![Three layers of states over four time steps. The state of layer 2 at time step 3
# is marked, with the two that it reads: the state of layer 2 at time step 2 and that
# of layer 1 at time step 3.](../../media/deep.svg)
#
# $$a^{[l]\langle t \rangle} = \tanh\big(W^{[l]} [a^{[l]\langle t-1 \rangle};
# a^{[l-1]\langle t \rangle}] + b^{[l]}\big), \qquad a^{[0]\langle t \rangle} =
# x^{\langle t \rangle}$$

# %% [markdown]
# The layer above reads $n_a$ features where the first reads $n_x$. In Keras all
# layers but the last must return their whole sequence, or the next would have nothing
# to read step by step.

# %%
deep = keras.Sequential(
    [
        keras.Input((6, n_x)),
        keras.layers.SimpleRNN(5, return_sequences=True),
        keras.layers.SimpleRNN(5, return_sequences=True),
        keras.layers.SimpleRNN(4),
    ]
)
for layer in deep.layers:
    print(f"{layer.count_params():3} parameters, output {layer.output.shape}")
print("by hand:", 5 * (5 + n_x) + 5, 5 * (5 + 5) + 5, 4 * (4 + 5) + 4)

# %% [markdown]
# Depth does not look ahead. But **one** bidirectional layer anywhere in the stack
# makes all above it see the future:

# %%
causal = keras.Sequential([lstm(), lstm(), lstm()])
mixed = keras.Sequential([keras.layers.Bidirectional(lstm()), lstm()])
maps = {"three, one way": influence(causal), "both, then one": influence(mixed)}
influence_maps(maps)

# %% [markdown]
# ## Six questions
#
# <details><summary>1. What does a language model estimate at step t?</summary>
#
# One probability for every word of the vocabulary, given all the words before.
#
# </details>
#
# <details><summary>2. Two models have perplexity 9 and 6 on the names they were
# trained on. Which is better?</summary>
#
# You cannot say. Compare them on names that neither has seen.
#
# </details>
#
# <details><summary>3. A log shows the norm of the gradient at 3, 4, 900, nan. What do
# you change first?</summary>
#
# Clip the gradient. It exploded; a gradient that vanishes leads to no nan.
#
# </details>

# %% [markdown]
# <details><summary>4. The update gate of a GRU is 0.5 for four steps, and the
# candidate is 0. What is left of the memory?</summary>
#
# A sixteenth: each step keeps half of what is left.
#
# </details>
#
# <details><summary>5. Which gate of an LSTM does the work of 1 minus the update gate
# of a GRU?</summary>
#
# The forget gate: it multiplies the old memory.
#
# </details>
#
# <details><summary>6. A network of three one-way layers is to caption live speech.
# May one layer be bidirectional?</summary>
#
# No. Everything above it would have to wait for the end.
#
# </details>

# %% [markdown]
# ## What to read next
#
# * Y. Bengio, P. Simard and P. Frasconi, *Learning Long-Term Dependencies with Gradient
#   Descent is Difficult*, 1994: part 4, proved.
# * K. Cho and others, *Learning Phrase Representations using RNN Encoder-Decoder*, 2014:
#   the GRU.
# * J. Chung and others, *Empirical Evaluation of Gated Recurrent Neural Networks on
#   Sequence Modeling*, 2014: GRU and LSTM compared.
# * M. Schuster and K. Paliwal, *Bidirectional Recurrent Neural Networks*, 1997.
#
# Now build it yourself: *Build a recurrent neural network, step by step*, in
# `Week_1/step_by_step`.
