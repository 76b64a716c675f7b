# %% [markdown]
# # Invent dinosaur names, letter by letter
#
# **You will build** a character-level language model in NumPy: it reads 1,125 names of
# dinosaurs and then invents its own.
#
# **You will learn** why inputs and targets are shifted by one, what the hidden state
# carries, why gradients explode and how to clip them, how to sample, what temperature
# does, and how to judge a generator.
#
# **You need** the RNN of the first notebook; about 75 minutes for the four graded
# exercises (100 points), and 20 more for the last part, which is not graded.

# %% [markdown]
# ![The seven notebooks of the course in three weeks. The second, names letter by letter,
# is marked: you are here.](../../media/course_map_Dinosaur_Island.svg)

# %% role="given"
import numpy as np

from utils.char_rnn import get_initial_loss, initialize_parameters, next_probabilities
from utils.char_rnn import rnn_backward, rnn_forward, smooth, update_parameters
from utils.checks import check_close, check_keys, check_length, check_shape
from utils.checks import check_tuple, check_unchanged
from utils.letter_plots import letter_bars, letter_map
from utils.missing import Missing
from utils.names import Trigrams, get_sample, judge_names, load_genera, shuffled
from utils.names import split_names, vocabulary
from utils.plots import heat_maps, lines
from utils.progress import Progress
from utils.quiet import quiet
from utils.rnn import softmax
from utils.sliders import temperature_box

# %% [markdown]
# ## The data: one name, one sequence
#
# Palaeontologists have named 1,406 genera of dinosaurs in our list. Every fifth name is
# held out: the network never sees it, and at the end those names help to judge it.
#
# A network reads numbers. So each character gets an index. The newline, which ends every
# name, gets index 0.

# %% role="given"
train_names, held_out_names = split_names(load_genera())
char_to_ix, ix_to_char = vocabulary(train_names)

# %%
print(len(train_names), "names to learn from,", len(held_out_names), "held out")
print("some of them:", shuffled(train_names)[:6])
print(len(char_to_ix), "characters:", char_to_ix)

# %% [markdown]
# ## The same name twice, shifted by one
#
# The task: given the letters so far, say the next one. So at each time step the
# **target** is the letter that becomes the **input** one time step later.
#
# ![Two rows of boxes for the name tawa. The inputs X are nothing, t, a, w, a. The
# targets Y below are t, a, w, a, end. An arrow leads from each target to the input of the
# next time step.](../../media/shifted_name.svg)
#
# At the first time step nothing has been read yet: the input is `None`, which stands for
# a vector of zeros. At the last one the target is the newline: the network must also
# learn where a name ends.

# %% [markdown]
# Tawa is a real genus, and our toy: four letters, and every question of this notebook in
# it. With the small vocabulary below, `X` and `Y` are:

# %%
toy_char_to_ix, toy_ix_to_char = vocabulary(["tawa"])
toy_X = [None, 2, 1, 3, 1]  # nothing, t, a, w, a
toy_Y = [2, 1, 3, 1, 0]  # t, a, w, a, newline
print(toy_char_to_ix)
print([toy_ix_to_char[toy_index] for toy_index in toy_Y])

# %% [markdown]
# ## What the hidden state carries
#
# After an `a`, what comes next in *tawa*? First `w`, then the end. The letter alone
# cannot tell: the network must **remember** whether the `w` has been.
#
# ![An RNN that reads tawa: five cells, the inputs nothing, t, a, w, a below, the
# predictions t, a, w, a, end above, and the hidden state handed from cell to
# cell.](../../media/name_unrolled.svg)
#
# $$a_t = \tanh(W_{ax}\, x_t + W_{aa}\, a_{t-1} + b)
# \qquad \hat y_t = \operatorname{softmax}(W_{ya}\, a_t + b_y)$$
#
# | symbol | in code | shape |
# |---|---|---|
# | $x_t$, one-hot | | $(n_x, 1)$ |
# | $a_t$ | | $(n_a, 1)$ |
# | $\hat y_t$ | | $(n_y, 1)$ |
# | $W_{ax},\ W_{aa},\ W_{ya}$ | `Wax`, `Waa`, `Wya` | $(n_a, n_x)$, $(n_a, n_a)$, $(n_y, n_a)$ |
# | $b,\ b_y$ | `b`, `by` | $(n_a, 1)$, $(n_y, 1)$ |
#
# Here $n_x = n_y$ is the number of characters.

# %% [markdown]
# Four hidden units are enough, with weights set by hand. Three say which letter has just
# come. The fourth is a memory: a `w` lifts it, and `Waa` holds it up.

# %%
toy_parameters = {
    "Wax": 4.0 * np.array([[0, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 1], [0, 0, 0, 1]]),
    "Waa": 4.0 * np.array([[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1]]),
    "Wya": 30 * np.array([[0, 1, 0, 1], [1, 0, 1, 0], [-2, -2, -2, 0], [0, 1, 0, -2]]),
    "b": np.zeros((4, 1)),
    "by": 30 * np.array([[-1], [0], [1], [0]]),
}
toy_loss, toy_cache = rnn_forward(toy_X, toy_Y, np.zeros((4, 1)), toy_parameters)
toy_states = rnn_backward(toy_X, toy_Y, toy_parameters, toy_cache)[1]
toy_rows = ["t came", "a came", "w came", "w seen"]
heat_maps({"reading tawa": toy_states[:, :, 0].T}, toy_rows)

# %% [markdown]
# At time steps 2 and 4 the letter is the same and the memory is not. That difference is
# all that turns `w` into the end:

# %%
letter_map(next_probabilities(toy_X, toy_parameters), list(toy_char_to_ix), "tawa")

# %% [markdown]
# ### The loss, and what is given
#
# The loss of a name is the sum over its time steps of $-\log \hat y_t[Y_t]$: how
# surprised the network is by each letter. For *tawa* and our network it is 0; for a
# network that knows nothing and has four characters to choose from it is $5 \log 4$.
#
# You wrote forward and backward passes in the first notebook, so here they are given:
#
# * `rnn_forward(X, Y, a_prev, parameters)` returns `(loss, cache)`,
# * `rnn_backward(X, Y, parameters, cache)` returns `(gradients, a)`,
# * `update_parameters(parameters, gradients, learning_rate)` takes one step of gradient
#   descent **in place**: the arrays in `parameters` change.

# %%
print(f"loss of the network above: {toy_loss:.4f}, of one that knows nothing: ", end="")
print(f"{get_initial_loss(4, 5):.4f} = 5 log 4 = {5 * np.log(4):.4f}")

# %% [markdown]
# ## Gradients explode
#
# On its way back through time a gradient is multiplied, at every step, by
# $W_{aa}^\top$ and by the slopes of $\tanh$. A factor of 0.9 makes it vanish, as in the
# first notebook. A factor of 2 makes it **explode**.
#
# Let two networks read the same text. They differ only in the size of `Waa`. How long is
# the gradient (its norm: the square root of the sum of all squares) as the text grows?


# %%
def toy_gradients(size, letters):
    """The gradients of a network with random weights that reads this many letters."""
    text = [char_to_ix[letter] for letter in "\n".join(shuffled(train_names)[:12])]
    parameters = initialize_parameters(n_a=50, n_x=27, n_y=27, seed=3)
    parameters["Waa"] *= size
    X, Y = [None] + text[: letters - 1], text[:letters]
    _, cache = rnn_forward(X, Y, np.zeros((50, 1)), parameters)
    return rnn_backward(X, Y, parameters, cache)[0]


def toy_norm(gradients):
    return np.sqrt(sum(np.sum(gradient**2) for gradient in gradients.values()))


# %%
toy_small = [toy_gradients(7, letters) for letters in range(1, 101)]
toy_large = [toy_gradients(42, letters) for letters in range(1, 101)]
toy_lines = {
    "small Waa": [np.nan, *map(toy_norm, toy_small)],
    "large Waa": [np.nan, *map(toy_norm, toy_large)],
}
for toy_name, toy_line in toy_lines.items():
    print(f"{toy_name:9} 20 letters {toy_line[20]:8.2g}, 100: {toy_line[100]:8.2g}")
lines(toy_lines, "letters read", "norm of the gradient", log=True)

# %% [markdown]
# We picked weights that explode, to show what it looks like; in your own training below
# it is rare. One step of gradient descent along such a gradient would throw every weight
# millions away, and all that was learned with it. **Clipping** keeps the direction of
# each entry and limits its size. It does not make the gradient right; it makes a rare bad
# step harmless.
#
# ![A number line with an interval from minus maxValue to maxValue. Gradients inside it
# stay where they are. Those outside move to its nearer
# end.](../../media/clip_interval.svg)

# %% [markdown]
# ### Exercise 1: limit the gradients with `clip` (10 points, about 5 minutes)
#
# Limit every entry of all five gradients `dWax`, `dWaa`, `dWya`, `db`, `dby` to the range
# from `-maxValue` to `maxValue`. Return a **new dictionary** with the same five keys.
# The dictionary you are given and its arrays stay as they are. Roughly 1 to 4 lines.
#
# With `maxValue` 5, the entries 7, −9 and 3 become 5, −5 and 3.
#
# <details><summary>Hint</summary>
#
# `np.clip(array, low, high)` returns a new array and leaves the old one alone; if you do
# not store what it returns, nothing happens.
#
# </details>


# %% exercise="clip" role="solution"
def clip(gradients, maxValue):
    """Limit every entry of the gradients to the range from -maxValue to maxValue.

    gradients: dictionary of dWax, dWaa, dWya, db, dby, arrays of any shape
    maxValue:  a number above 0
    returns a new dictionary with the same keys; `gradients` is not changed
    """
    ### BEGIN SOLUTION
    return {k: np.clip(v, -maxValue, maxValue) for k, v in gradients.items()}
    ### END SOLUTION


# %% [markdown]
# Run this to check the example above. It checks one easy case; the graded tests try
# harder ones.

# %% exercise="clip" role="grade" points=10
toy_keys = ["dWax", "dWaa", "dWya", "db", "dby"]
toy_given = {name: np.array([[7.0, -9.0, 3.0]]) for name in toy_keys}
toy_clipped = clip(toy_given, 5)
check_keys("gradients", toy_clipped, toy_keys)
for toy_name in toy_given:
    check_close(toy_name, toy_clipped[toy_name], [[5.0, -5.0, 3.0]])
    check_unchanged(toy_name, toy_given[toy_name], [[7.0, -9.0, 3.0]])
print("The example works.")

# %% [markdown]
# And here is what your function makes of the exploding gradients: every entry of every
# gradient limited to the range from −5 to 5.

# %%
toy_limited = [clip(gradients, 5) for gradients in toy_large]
toy_lines["clipped"] = [np.nan, *map(toy_norm, toy_limited)]
print("clipped, after 100 letters:", toy_lines["clipped"][100].round(1))
lines(toy_lines, "letters read", "norm of the gradient", log=True)

# %% [markdown]
# ## From probabilities to a name
#
# A trained network does not contain names. It contains one answer: the probabilities of
# the next letter. To get a name, **draw** a letter with these probabilities, feed it back
# as the next input, and go on until the newline is drawn.
#
# ![Sampling with an RNN: each cell gives probabilities, a letter is drawn from them, and
# the drawn letter is the input of the next cell, until the end is
# drawn.](../../media/sampling_loop.svg)
#
# Why draw, and not take the most probable letter? Because then there would be one single
# name.

# %%
toy_rng = np.random.default_rng(0)  # all randomness comes from here
toy_p = np.array([0.1, 0.6, 0.1, 0.2])
toy_drawn = [int(toy_rng.choice(4, p=toy_p)) for _ in range(1000)]
print("the first ten:", toy_drawn[:10])
print("how often, of 1,000:", np.bincount(toy_drawn))

# %% [markdown]
# ### Exercise 2: invent a name with `sample` (35 points, about 20 minutes)
#
# Start from a hidden state and an input of zeros. At each time step compute $a_t$ and
# $\hat y_t$ with the two equations above, draw an index with the probabilities
# $\hat y_t$, append it, and make its one-hot vector the next input.
#
# * Stop when the newline is drawn; it belongs to the list.
# * After 50 characters without one, stop too and append the newline's index. (A newline
#   that comes as the 50th is not doubled.)
# * Read sizes from `parameters`, the newline's index from `char_to_ix`.
# * The same seed gives the same list, other seeds other ones.
# * `parameters` and `char_to_ix` are not changed.

# %% [markdown]
# Roughly 15 lines. Our toy network should spell 2, 1, 3, 1, 0 (*tawa*, end) with every
# seed.
#
# <details><summary>Hint: shapes</summary>
#
# Keep `x` of shape $(n_x, 1)$ and `a` of shape $(n_a, 1)$. `choice` wants probabilities
# of shape $(n_y,)$: `y.ravel()` makes them.
#
# </details>
#
# <details><summary>Hint: the seed</summary>
#
# Make `rng = np.random.default_rng(seed)` **once, before the loop**. A generator that is
# seeded anew at every time step gives the same number every time.
#
# </details>


# %% exercise="sample" role="solution"
def sample(parameters, char_to_ix, seed):
    """Draw one name from the network, letter by letter.

    parameters: dictionary of Wax (n_a, n_x), Waa (n_a, n_a), Wya (n_y, n_a),
                b (n_a, 1), by (n_y, 1), with n_x = n_y
    char_to_ix: dictionary, character -> index; has the newline
    seed:       whole number; decides the name
    returns a list of indices that ends with the newline's, at most 50 before it
    """
    # 1. Zeros for the input and the hidden state, a generator, an empty list.
    # 2. One step: hidden state, probabilities, a drawn index, the next input.
    # 3. Repeat until the newline, or 50 characters; make sure the newline is last.
    ### BEGIN SOLUTION
    p = parameters
    newline = char_to_ix["\n"]
    rng = np.random.default_rng(seed)
    n_y, n_a = p["Wya"].shape
    x, a = np.zeros((n_y, 1)), np.zeros((n_a, 1))
    indices = []
    while len(indices) < 50 and newline not in indices:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        y = softmax(p["Wya"] @ a + p["by"])
        index = int(rng.choice(n_y, p=y.ravel()))
        indices.append(index)
        x = np.zeros((n_y, 1))
        x[index] = 1
    return indices if newline in indices else indices + [newline]
    ### END SOLUTION


# %% [markdown]
# Run this to check the example above, and a network that never ends a name.

# %% exercise="sample" role="grade" points=35
for toy_seed in range(5):
    toy_indices = sample(toy_parameters, toy_char_to_ix, toy_seed)
    check_close("indices", toy_indices, [2, 1, 3, 1, 0])
toy_never = {**toy_parameters, "by": np.array([[-900.0], [0.0], [0.0], [0.0]])}
toy_indices = sample(toy_never, toy_char_to_ix, 0)
check_length("indices", toy_indices, 51, "50 characters and the newline")
check_close("the last index", toy_indices[-1], 0)
print("The examples work.")

# %% [markdown]
# Dividing `Wya` and `by` by 15 makes the same network less sure. The share of each first
# letter among 1,000 names should be near its probability:

# %%
toy_unsure = toy_parameters | {k: toy_parameters[k] / 15 for k in ("Wya", "by")}
toy_names = [sample(toy_unsure, toy_char_to_ix, seed) for seed in range(1000)]
toy_share = np.bincount([name[0] for name in toy_names], minlength=4) / 1000
print("first letters:", toy_share, "probabilities:", end=" ")
print(next_probabilities([None], toy_unsure)[0].round(3))
print([get_sample(name, toy_ix_to_char) for name in toy_names[:12]])

# %% [markdown]
# ## One step of training
#
# ![A circle of four boxes: forward gives the loss, backward the gradients, clip limits
# them, update changes the parameters, and the next name
# comes.](../../media/training_step.svg)
#
# One name, one step. You have all four boxes: two are given, one is yours, and the last
# is given.

# %% [markdown]
# ### Exercise 3: learn from one name with `optimize` (20 points, about 10 minutes)
#
# Forward, backward, your `clip` with a `maxValue` of 5, update. Return
# `(loss, gradients, a_last)`:
#
# * `loss`, before the update,
# * `gradients`, the clipped ones, with which the parameters were updated,
# * `a_last`, shape $(n_a, 1)$, the state after the last time step: `a[len(X) - 1]`.
#
# The arrays in `parameters` change, because `update_parameters` works in place.
# `X`, `Y` and `a_prev` do not. Roughly 5 lines.

# %% [markdown]
# An example you can do in your head: all parameters zero, four characters, the name
# *aaaaaaaaaaaa*. Each of the 13 time steps gives every character 1/4. The gradient of
# `by` for the letter `a` is $13/4 - 12 = -8.75$, clipped −5. With a learning rate of 0.1
# its bias rises to 0.5. The loss is $13 \log 4 = 18.0218$.


# %% exercise="optimize" role="solution"
def optimize(X, Y, a_prev, parameters, learning_rate=0.01):
    """One step of gradient descent on one name.

    X:          list of T indices, the inputs; the first is None
    Y:          list of T indices, the targets
    a_prev:     (n_a, 1), the hidden state before the first time step
    parameters: dictionary of Wax, Waa, Wya, b, by; its arrays are updated
    returns (loss, gradients, a_last):
    loss:       a number, the loss before the update
    gradients:  dictionary of dWax, dWaa, dWya, db, dby, clipped to -5 ... 5
    a_last:     (n_a, 1), the hidden state after the last time step
    """
    ### BEGIN SOLUTION
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    gradients = clip(gradients, 5)
    update_parameters(parameters, gradients, learning_rate)
    return loss, gradients, a[len(X) - 1]
    ### END SOLUTION


# %% [markdown]
# Run this to check the example above. It checks one easy case; the graded tests try
# harder ones.

# %% exercise="optimize" role="grade" points=20 builds_on="clip"
toy_zero = {name: np.zeros(array.shape) for name, array in toy_parameters.items()}
toy_a12 = [[None] + [1] * 12, [1] * 12 + [0], np.zeros((4, 1)), toy_zero, 0.1]
toy_result = optimize(*toy_a12)
check_tuple("result", toy_result, ["loss", "gradients", "a_last"])
check_close("loss", toy_result[0], 18.0218)
check_keys("gradients", toy_result[1], ["dWax", "dWaa", "dWya", "db", "dby"])
check_close('gradients["dby"]', toy_result[1]["dby"], [[2.25], [-5], [3.25], [3.25]])
check_close('parameters["by"]', toy_zero["by"], [[-0.225], [0.5], [-0.325], [-0.325]])
check_shape("a_last", toy_result[2], ["n_a", "1"], [4, 1])
print("The example works.")

# %% [markdown]
# ### Many steps: which state does a name start from?
#
# You may see recipes that hand the last hidden state of one name to the next. But
# *zuniceratops* has nothing to say about *kol*, and when you sample, the state starts
# from zeros. So start every name from zeros: the network then meets in training what it
# meets when it invents, and learns faster.
#
# The loss jumps from name to name: long names cost more. We watch a running mean,
# in which each new loss counts one thousandth: `smooth(mean, loss)`.

# %% [markdown]
# ### Exercise 4: train with `model` (35 points, about 20 minutes)
#
# * Start from `initialize_parameters(n_a, vocab_size, vocab_size)`.
# * Take `num_iterations` steps of `optimize` with its usual learning rate, one name each.
#   Go through the names in turn, in the order of `shuffled(data_x)`; after the last name
#   begin again with the first.
# * For each name make `X` and `Y` (newline at the end), and start from a state of zeros.
# * After the first step, every 2,000th, and the last, draw `dino_names` names with your
#   `sample`, with the seeds 0, 1, 2, …, and make text of them with `get_sample`.
#
# Return `(parameters, last_dino_name)`, the last name drawn, as text. `data_x` and the
# two dictionaries are not changed. Roughly 12 lines.

# %% [markdown]
# `Progress` keeps the running mean and knows when it is time to draw. It is a display
# that replaces itself. Make one before the loop; in the loop ask whether it is `due`,
# and `show` it the names:
#
# <details><summary>Hint</summary>
#
# `j % len(examples)` goes round: 0, 1, …, last, 0, 1, …
#
# `Y` is `X` without its first entry, and with the newline's index at the end.
#
# </details>

# %%
toy_progress = Progress(3, verbose=True, every=2)
for toy_surprise in (6.9, 6.5, 6.7):
    if toy_progress.due(toy_surprise):
        toy_progress.show(["Tawa", "Tawawa", "Ta"])


# %% exercise="model" role="solution"
def model(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50,
          dino_names=7, vocab_size=27, verbose=False):  # fmt: skip
    """Train the network on names, one name at each step.

    data_x:         list of names, in small letters, without newlines
    ix_to_char:     dictionary, index -> character
    char_to_ix:     dictionary, character -> index; has the newline
    num_iterations: how many steps of gradient descent, at least 1
    n_a:            how many hidden units
    dino_names:     how many names to draw each time, at least 1
    vocab_size:     how many characters there are
    verbose:        whether to show the progress; goes to Progress
    returns (parameters, last_dino_name): the trained parameters, and the last
    name that was drawn, as text
    """
    # 1. Parameters, the names in their order, the display.
    # 2. In the loop: X and Y of one name, one step of optimize.
    # 3. When it is due: draw names, and show them.
    ### BEGIN SOLUTION
    parameters = initialize_parameters(n_a, vocab_size, vocab_size)
    examples = shuffled(data_x)
    progress = Progress(num_iterations, verbose)
    for j in range(num_iterations):
        X = [None] + [char_to_ix[letter] for letter in examples[j % len(examples)]]
        Y = X[1:] + [char_to_ix["\n"]]
        loss, _, _ = optimize(X, Y, np.zeros((n_a, 1)), parameters)
        if progress.due(loss):
            drawn = [sample(parameters, char_to_ix, seed) for seed in range(dino_names)]
            names = [get_sample(indices, ix_to_char) for indices in drawn]
            progress.show(names)
    return parameters, names[-1]
    ### END SOLUTION


# %% [markdown]
# Run this to check it on our toy: 2,000 steps on the one name *tawa*, with 8 hidden
# units. At the start its loss is $5 \log 4 = 6.93$; afterwards it should be below 0.5.

# %% exercise="model" role="grade" points=35 builds_on="optimize"
toy_result = model(["tawa"], toy_ix_to_char, toy_char_to_ix, 2000, 8, 3, 4)
check_tuple("result", toy_result, ["parameters", "last_dino_name"])
toy_trained, toy_last = toy_result
check_keys("parameters", toy_trained, ["Wax", "Waa", "Wya", "b", "by"])
check_shape("Wax", toy_trained["Wax"], ["n_a", "vocab_size"], [8, 4])
toy_loss = rnn_forward(toy_X, toy_Y, np.zeros((8, 1)), toy_trained)[0]
assert toy_loss < 0.5, f"the loss of tawa is {toy_loss:.2f}; it should be below 0.5"
assert isinstance(toy_last, str), "last_dino_name: expected text; get_sample makes it"
print("The example works.")

# %% [markdown]
# ### Now for real
#
# 22,000 steps: every name is read about twenty times. Watch the three names.

# %%
demo_parameters = Missing("model")
import time

demo_started = time.monotonic()
demo_data = (train_names, ix_to_char, char_to_ix)
demo_parameters, demo_name = model(*demo_data, num_iterations=22000, verbose=True)
print(f"{time.monotonic() - demo_started:.1f} s; the last name drawn: {demo_name}")

# %% [markdown]
# How much of that is skill, and how much memory? Compare the mean loss of the names it
# was trained on with that of the held-out names. And what is the hidden state worth?
# Wipe it before every letter, so that the network, which is used to more, sees one
# letter and no history.


# %%
def demo_loss(names, wipe=False):
    zeros, total = np.zeros((50, 1)), 0.0
    for name in names:
        Y = [char_to_ix[letter] for letter in name + "\n"]
        X = [None] + Y[:-1]
        pieces = [([x], [y]) for x, y in zip(X, Y, strict=True)] if wipe else [(X, Y)]
        total += sum(rnn_forward(*piece, zeros, demo_parameters)[0] for piece in pieces)
    return total / len(names)


print(f"nothing learned      {get_initial_loss(27, 12.2):.2f} nats per name")
print(f"names of training    {demo_loss(train_names):.2f}")
print(f"held-out names       {demo_loss(held_out_names):.2f}")
print(f"held out, no memory  {demo_loss(held_out_names, wipe=True):.2f}")

# %% [markdown]
# ### Look inside: what does it expect next?
#
# Each column is one time step, each row a letter, the outlined square the letter that
# came. This name was held out. Where a word has begun, the network is unsure. Inside
# *saurus* it knows.

# %%
demo_word = "dilophosaurus"
demo_X = [None] + [char_to_ix[letter] for letter in demo_word]
letter_map(next_probabilities(demo_X, demo_parameters), list(char_to_ix), demo_word)

# %% [markdown]
# ### Did clipping matter here?
#
# `Waa` was small at the start. Training has made it large, and with it the gradients.
# Here is the largest entry of the gradient of every name, before clipping.


# %%
def demo_largest(name):
    X = [None] + [char_to_ix[letter] for letter in name]
    Y = X[1:] + [0]
    _, cache = rnn_forward(X, Y, np.zeros((50, 1)), demo_parameters)
    gradients, _ = rnn_backward(X, Y, demo_parameters, cache)
    return max(np.abs(gradient).max() for gradient in gradients.values())


demo_sizes = np.sort([demo_largest(name) for name in train_names])
demo_start = initialize_parameters(50, 27, 27)["Waa"]
for demo_when, demo_Waa in (("first", demo_start), ("last", demo_parameters["Waa"])):
    print(f"Waa stretches by at most, {demo_when}: {np.linalg.norm(demo_Waa, 2):.2f}")
print(f"names with an entry above 5: {np.mean(demo_sizes > 5):.1%}", end="; ")
print(f"largest, usually {np.median(demo_sizes):.1f}, at most {demo_sizes[-1]:.0f}")

# %% [markdown]
# ## Temperature
#
# Divide the scores of the softmax by a **temperature** $T$ before you draw:
#
# $$\hat y = \operatorname{softmax}\!\left(\frac{W_{ya}\, a + b_y}{T}\right)$$
#
# Below 1 the likely letters get likelier and names get safe; near 0 it is always the same
# one. Above 1 all letters come closer, and names get wild. You need no new `sample`:
# dividing `Wya` and `by` by $T$ is the same.


# %%
def demo_heated(temperature):
    hot = {name: demo_parameters[name] / temperature for name in ("Wya", "by")}
    return demo_parameters | hot


for demo_T in (0.25, 0.5, 1.0, 1.5, 2.0):
    demo_drawn = [sample(demo_heated(demo_T), char_to_ix, seed) for seed in range(5)]
    print(f"T = {demo_T:4}:", *(get_sample(name, ix_to_char) for name in demo_drawn))

# %% [markdown]
# The same question at three temperatures: which letter begins a name?

# %%
demo_first = {T: next_probabilities([None], demo_heated(T))[0] for T in (0.5, 1.0, 2.0)}
letter_bars({f"T = {T}": row for T, row in demo_first.items()}, list(char_to_ix))

# %% [markdown]
# ## Judge the generator
#
# A low loss does not prove good names. Draw 1,000 and ask three questions. Are they
# **novel**, not in the list? Are they **unique**, each drawn once? Are they
# **plausible**?
#
# For the last we need a judge that the network has not learned from. A trigram model
# counts which letter follows which two, in the *held-out* names. A name is plausible if
# this model finds it no odder than the oddest 5 % of real names.

# %%
demo_judge = Trigrams(held_out_names)
demo_floor = demo_judge.floor(train_names)


def demo_table(title, names):
    known = train_names + held_out_names
    shares = judge_names(names, known, demo_judge, demo_floor)
    print(f"{title:16}", *(f"{what} {share:6.1%} " for what, share in shares.items()))


for demo_T in (0.25, 0.5, 0.75, 1.0, 1.5):
    demo_drawn = [sample(demo_heated(demo_T), char_to_ix, seed) for seed in range(1000)]
    demo_names = [get_sample(name, ix_to_char) for name in demo_drawn]
    demo_table(f"T = {demo_T}", demo_names)
demo_rng = np.random.default_rng(0)
demo_mixed = ["".join(demo_rng.permutation([*name])) for name in train_names]
demo_table("letters shuffled", demo_mixed)
demo_table("real names", train_names)

# %% [markdown]
# Real names are 95 % plausible by the very choice of the floor; of shuffled ones only one
# in ten is. In between you buy one thing with another: cold networks repeat themselves,
# hot ones babble. Around $T = 0.75$ most names are new, different and plausible.

# %% [markdown]
# ## The same in Keras, with a GRU
#
# This part is not graded; there is nothing to write. A GRU is a gated cell, a little
# simpler than the LSTM of the first notebook. Keras wants all names of a batch equally
# long, so the short ones are filled up with the newline, and a weight of 0 keeps these
# time steps out of the loss.

# %%
with quiet():
    import keras


def demo_padded(names, length=27):
    X, Y, weight = (np.zeros((len(names), length), dtype) for dtype in "iif")
    for row, name in enumerate(names):
        letters = [char_to_ix[letter] for letter in name + "\n"]
        Y[row, : len(letters)] = letters
        X[row, 1 : len(letters)] = letters[:-1]
        weight[row, : len(letters)] = 1.0
    return X, Y, weight


# %% [markdown]
# 64 names at a time, and Adam instead of plain gradient descent. The newline as first
# input plays the part of `None`.

# %%
keras.utils.set_random_seed(0)
demo_gru = keras.Sequential(
    [
        keras.Input((None,), dtype="int32"),
        keras.layers.Embedding(27, 16),
        keras.layers.GRU(64, return_sequences=True),
        keras.layers.Dense(27, activation="softmax"),
    ]
)
demo_gru.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
demo_X, demo_Y, demo_weight = demo_padded(train_names)
demo_gru.fit(demo_X, demo_Y, 64, 12, sample_weight=demo_weight, verbose=0)
for demo_title, demo_list in (("training", train_names), ("held out", held_out_names)):
    demo_X, demo_Y, demo_weight = demo_padded(demo_list)
    demo_y = demo_gru.predict(demo_X, verbose=0, batch_size=512)
    demo_right = np.take_along_axis(demo_y, demo_Y[:, :, None], axis=2)[:, :, 0]
    demo_nats = -(np.log(demo_right) * demo_weight).sum(axis=1).mean()
    print(f"{demo_title}: {demo_nats:.2f} nats per name")

# %% [markdown]
# Sampling is the loop that you wrote, for 200 names at once.

# %%
demo_rng, demo_X = np.random.default_rng(0), np.zeros((200, 28), int)
for demo_t in range(27):
    demo_p = np.asarray(demo_gru(demo_X[:, : demo_t + 1]))[:, -1].astype(float)
    demo_u = demo_rng.random((200, 1))
    demo_sums = demo_p.cumsum(axis=1)
    demo_next = (demo_sums / demo_sums[:, -1:] < demo_u).sum(axis=1)
    demo_ended = (demo_X[:, 1 : demo_t + 1] == 0).any(axis=1)
    demo_X[:, demo_t + 1] = np.where(demo_ended, 0, demo_next)
demo_names = [get_sample(row[1:], ix_to_char) for row in demo_X]
print(*demo_names[:8])
demo_table("GRU, T = 1", demo_names)

# %% [markdown]
# ## Shakespeare, continued
#
# The same idea, with a longer memory: an LSTM that has read Shakespeare's sonnets,
# character by character. It was trained once by `utils/data/sonnets/train.py`; what it
# reached stands beside its weights. It knows no word and no grammar, only what follows
# what.

# %%
from utils.shakespeare import load_poet

demo_poet = load_poet()
for demo_T in (0.3, 0.7, 1.2):
    print(f"--- T = {demo_T}")
    print(demo_poet.continue_line("Shall I compare thee to a ", demo_T, length=120))

# %% [markdown]
# Type a line of your own, move the temperature, and click *Continue* for another try.

# %%
temperature_box(demo_poet.continue_line, "When winter comes")

# %% [markdown]
# ## What you built
#
# A machine that has never seen a dinosaur and names new ones. Five more, from your own
# functions:

# %%
for demo_seed in range(2026, 2031):
    print(get_sample(sample(demo_heated(0.75), char_to_ix, demo_seed), ix_to_char))

# %% [markdown]
# ## Three questions
#
# <details><summary>1. Why is the first input None, and the last target the
# newline?</summary>
#
# Before the first letter nothing has been read, and the network must learn how names
# begin. After the last one it must learn that the name ends; without that, sampling would
# never stop.
#
# </details>
#
# <details><summary>2. Clipping limits each entry for itself. Does the gradient keep its
# direction?</summary>
#
# No, not exactly: large entries shrink and small ones stay. Scaling the whole gradient to
# a given norm would keep it. Both stop explosions.
#
# </details>
#
# <details><summary>3. At T = 0.25 the names are all plausible. Why is that no good
# generator?</summary>
#
# It draws the same few names again and again. Plausible is easy if you may repeat
# yourself.
#
# </details>

# %% [markdown]
# ## What to read next
#
# * A. Karpathy, *The Unreasonable Effectiveness of Recurrent Neural Networks*, 2015: what
#   character models learn from code, proofs and plays.
# * I. Sutskever, J. Martens and G. Hinton, *Generating Text with Recurrent Neural
#   Networks*, 2011: the idea at its beginning.
# * R. Pascanu, T. Mikolov and Y. Bengio, *On the difficulty of training recurrent neural
#   networks*, 2013: why gradients explode, and why clipping helps.
#
# In the next notebook the letters are notes, and the network plays jazz.
#
# ## Hand it in
#
# Save the notebook first. Then this cell grades what you saved.

# %%
from autograder import submit

submit()
