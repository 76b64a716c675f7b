# %% [markdown]
# # Build a recurrent neural network, step by step
#
# **You will build** an RNN and an LSTM in NumPy: one time step, then whole sequences.
# The optional second part adds their gradients and trains your LSTM.
#
# **You will learn** what a hidden state carries, why a plain RNN forgets, how gates
# decide what to keep, and how gradients travel back through time.
#
# **You need** NumPy and matrix products; about 75 minutes for the four graded
# exercises (100 points), and about 75 more for the optional part.

# %% [markdown]
# ![The seven notebooks of the course in three weeks. The first, RNN and LSTM step by
# step, is marked: you are here.](../../media/course_map_step_by_step.svg)

# %% role="given"
import numpy as np

from utils.checks import check_close, check_keys, check_length
from utils.checks import check_shape, check_tuple, check_unchanged
from utils.gradcheck import check_gradients, numerical_gradient, random_arrays
from utils.plots import heat_maps, lines
from utils.quiet import quiet
from utils.rnn import sigmoid, softmax
from utils.toys import start_stop

# %% [markdown]
# ## A batch of sequences is a box
#
# A network reads many sequences at once. They stand side by side in one array `x` of
# shape $(n_x, m, T_x)$: $n_x$ features, $m$ sequences in the batch, $T_x$ time steps.
# **Time is the last axis.** One time step of the whole batch is the slice
# `x[:, :, t]` of shape $(n_x, m)$; we call it `xt`.
#
# ![A box of five upright slices, one for each time step. Its height is n_x features,
# its depth m sequences, its length T_x time steps. The slice t = 2 is marked and
# drawn again beside the box.](../../media/sequence_box.svg)
#
# Equations count time steps from 1, Python counts from 0: $x_1$ is `x[:, :, 0]`.

# %% [markdown]
# This notebook uses one small batch throughout: the logs of four machines. At each of
# five time steps, feature 0 is 1 if somebody presses *start*, and feature 1 is 1 if
# somebody presses *stop*. Can a network tell which machines are running?

# %%
toy_start = [[1, 0, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0]]
toy_stop = [[0, 0, 0, 0, 0], [0, 0, 0, 1, 0], [1, 0, 0, 0, 0], [0, 0, 0, 0, 0]]
toy_x = np.array([toy_start, toy_stop], dtype=float)
print("shape of x: ", toy_x.shape)
print("machine 1:\n", toy_x[:, 1, :])
print("first time step of all machines:\n", toy_x[:, :, 0])

# %% [markdown]
# Machine 0 is started at once and never stopped. Machine 1 is started at time step 1
# and stopped at time step 3. Machine 2 is stopped first and started at time step 2.
# Nobody touches machine 3.

# %% [markdown]
# ## The RNN: a state that is handed on
#
# To know whether a machine runs *now*, the network must remember what was pressed
# *before*. An RNN keeps a **hidden state** $a_t$. At each time step one and the same
# cell reads the input $x_t$ and the state $a_{t-1}$, and makes the state $a_t$ and a
# prediction $\hat y_t$.
#
# ![An RNN drawn over time: cell after cell, each with its input x below and its
# prediction y above, and an arrow that hands the hidden state a from each cell to the
# next.](../../media/rnn_unrolled.svg)

# %% [markdown]
# ### One time step
#
# ![Inside the RNN cell: the previous state times Waa, the input times Wax and the bias
# ba are added and go through tanh to the new state. The state times Wya plus by goes
# through softmax to the prediction.](../../media/rnn_cell.svg)
#
# $$a_t = \tanh(W_{ax}\, x_t + W_{aa}\, a_{t-1} + b_a)
# \qquad \hat y_t = \operatorname{softmax}(W_{ya}\, a_t + b_y)$$
#
# | symbol | name in code | shape |
# |---|---|---|
# | $x_t$ | `xt` | $(n_x, m)$ |
# | $a_{t-1},\ a_t$ | `a_prev`, `a_next` | $(n_a, m)$ |
# | $\hat y_t$ | `yt_pred` | $(n_y, m)$ |
# | $W_{ax},\ W_{aa},\ W_{ya}$ | `Wax`, `Waa`, `Wya` | $(n_a, n_x)$, $(n_a, n_a)$, $(n_y, n_a)$ |
# | $b_a,\ b_y$ | `ba`, `by` | $(n_a, 1)$, $(n_y, 1)$ |

# %% [markdown]
# Here is a cell with three units, its weights set by hand. Unit 0 sees *start* now.
# Unit 1 repeats what unit 0 said one time step ago. Unit 2 is a memory: *start* lifts
# it, *stop* lowers it, and 0.9 of it is handed on. The prediction reads unit 2.

# %%
toy_parameters = {
    "Wax": np.array([[2.0, 0.0], [0.0, 0.0], [2.0, -2.0]]),
    "Waa": np.array([[0.0, 0.0, 0.0], [2.0, 0.0, 0.0], [0.0, 0.0, 0.9]]),
    "ba": np.array([[0.0], [-1.0], [0.0]]),
    "Wya": np.array([[0.0, 0.0, 0.0], [0.0, 0.0, 4.0]]),
    "by": np.array([[0.0], [-2.0]]),
}

# %% [markdown]
# Suppose every unit was at 0.5 just before. Then unit 2 of machine 0, which is being
# started, moves to $\tanh(2 \cdot 1 - 2 \cdot 0 + 0.9 \cdot 0.5) = \tanh(2.45)$:

# %%
print("unit 0 when started:  ", np.tanh(2 * 1).round(4))
print("unit 1, in any case:  ", np.tanh(2 * 0.5 - 1).round(4))
print("unit 2 when started:  ", np.tanh(2 * 1 - 2 * 0 + 0.9 * 0.5).round(4))
print("unit 2 when stopped:  ", np.tanh(2 * 0 - 2 * 1 + 0.9 * 0.5).round(4))
print("unit 2 when untouched:", np.tanh(2 * 0 - 2 * 0 + 0.9 * 0.5).round(4))
print("idle, running:        ", softmax([0.0, 4 * 0.9852 - 2]).round(4))

# %% [markdown]
# ### What every function here promises
#
# * Sizes come from the arguments, never from the notebook.
# * The arguments are not changed.
# * Nothing is kept between calls: the same arguments give the same answer.
# * `float64` in, `float64` out. Gradient checks subtract nearly equal numbers, and
#   `float32` keeps too few digits for that.
#
# A function also returns a **cache**: what the way back will need. You only pack it
# here; the optional part unpacks it.

# %% [markdown]
# ### Exercise 1: one time step with `rnn_cell_forward` (20 points, about 10 minutes)
#
# Compute $a_t$ and $\hat y_t$ with the two equations above, for the whole batch at
# once. Return `(a_next, yt_pred, cache)`, where `cache` is the tuple
# `(a_next, a_prev, xt, parameters)`. Roughly 4 lines.
#
# In the example above (every unit of `a_prev` at 0.5) the units of machine 0 move to
# 0.9640, 0 and 0.9852, and it runs with probability 0.8744. Unit 2 of the four machines
# moves to 0.9852, 0.4219, −0.9138 and 0.4219.
#
# <details><summary>Hint</summary>
#
# `A @ B` is the matrix product. A bias of shape $(n_a, 1)$ is added to every column by
# itself. `softmax` from the set-up cell works on each column.
#
# </details>


# %% exercise="rnn_cell_forward" role="solution"
def rnn_cell_forward(xt, a_prev, parameters):
    """One time step of the RNN, for the whole batch at once.

    xt:         (n_x, m), the input of this time step
    a_prev:     (n_a, m), the hidden state of the time step before
    parameters: dictionary of Wax (n_a, n_x), Waa (n_a, n_a), Wya (n_y, n_a),
                ba (n_a, 1), by (n_y, 1)
    returns (a_next, yt_pred, cache):
    a_next:     (n_a, m), the new hidden state
    yt_pred:    (n_y, m), the prediction; each column sums to 1
    cache:      the tuple (a_next, a_prev, xt, parameters)
    """
    ### BEGIN SOLUTION
    p = parameters
    a_next = np.tanh(p["Wax"] @ xt + p["Waa"] @ a_prev + p["ba"])
    yt_pred = softmax(p["Wya"] @ a_next + p["by"])
    return a_next, yt_pred, (a_next, a_prev, xt, parameters)
    ### END SOLUTION


# %% [markdown]
# Run this to check the example above. It checks one easy case; the graded tests try
# harder ones.

# %% exercise="rnn_cell_forward" role="grade" points=20
toy_step = rnn_cell_forward(toy_x[:, :, 0], np.full((3, 4), 0.5), toy_parameters)
check_tuple("result", toy_step, ["a_next", "yt_pred", "cache"])
check_shape("a_next", toy_step[0], ["n_a", "m"], [3, 4])
check_close("a_next[:, 0]", toy_step[0][:, 0], [0.9640, 0, 0.9852])
check_close("a_next[2]", toy_step[0][2], [0.9852, 0.4219, -0.9138, 0.4219])
check_shape("yt_pred", toy_step[1], ["n_y", "m"], [2, 4])
check_close("yt_pred[:, 0]", toy_step[1][:, 0], [0.1256, 0.8744])
check_tuple("cache", toy_step[2], ["a_next", "a_prev", "xt", "parameters"])
print("The example works.")

# %% [markdown]
# ### All time steps
#
# The cell sees one slice. A sequence is a loop: start from $a_0$, hand the new state to
# the next time step, and store what comes out in arrays whose last axis is time. Note
# what stays the same in the loop: the parameters.

# %%
toy_out = np.zeros((3, 4, 5))  # (n_a, m, T_x): a place for every time step
toy_out[:, :, 1] = 7.0
print(toy_out[0])  # unit 0: machines down, time steps across

# %% [markdown]
# ### Exercise 2: read whole sequences with `rnn_forward` (25 points, about 10 minutes)
#
# Run your `rnn_cell_forward` over the $T_x \ge 1$ time steps of `x`, starting from
# `a0`. Return `(a, y_pred, caches)`:
#
# * `a`, shape $(n_a, m, T_x)$, and `y_pred`, shape $(n_y, m, T_x)$,
# * `caches`, the tuple `(list, x)`; the list holds the cache of each time step, first
#   one first.
#
# Roughly 8 lines. From $a_0 = 0$, the memory of machine 0 (unit 2) should read 0.9640,
# 0.7002, 0.5582, 0.4640, 0.3949.
#
# <details><summary>Hint</summary>
#
# $n_y$ and $n_a$ are in the shape of `Wya`. Do not write into `a0`: let a new name
# point at it, and let the loop move that name on.
#
# </details>


# %% exercise="rnn_forward" role="solution"
def rnn_forward(x, a0, parameters):
    """The RNN over all time steps of a batch.

    x:          (n_x, m, T_x), the inputs; time is the last axis
    a0:         (n_a, m), the hidden state before the first time step
    parameters: the dictionary of rnn_cell_forward
    returns (a, y_pred, caches):
    a:          (n_a, m, T_x), the hidden state after each time step
    y_pred:     (n_y, m, T_x), the prediction of each time step
    caches:     the tuple (list of the T_x caches in order of time, x)
    """
    ### BEGIN SOLUTION
    n_y, n_a = parameters["Wya"].shape
    _, m, T_x = x.shape
    a, y_pred = np.zeros((n_a, m, T_x)), np.zeros((n_y, m, T_x))
    step_caches = []
    a_next = a0
    for t in range(T_x):
        a_next, yt_pred, cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a[:, :, t], y_pred[:, :, t] = a_next, yt_pred
        step_caches.append(cache)
    return a, y_pred, (step_caches, x)
    ### END SOLUTION


# %% [markdown]
# Run this to check the example above. It checks one easy case; the graded tests try
# harder ones.

# %% exercise="rnn_forward" role="grade" points=25 builds_on="rnn_cell_forward"
toy_a0 = np.zeros((3, 4))
toy_run = rnn_forward(toy_x, toy_a0, toy_parameters)
check_tuple("result", toy_run, ["a", "y_pred", "caches"])
check_shape("a", toy_run[0], ["n_a", "m", "T_x"], [3, 4, 5])
check_close("a[2, 0]", toy_run[0][2, 0], [0.9640, 0.7002, 0.5582, 0.4640, 0.3949])
check_shape("y_pred", toy_run[1], ["n_y", "m", "T_x"], [2, 4, 5])
check_tuple("caches", toy_run[2], ["list of caches", "x"])
check_length("caches[0]", toy_run[2][0], 5, "one cache for each time step")
check_unchanged("a0", toy_a0, np.zeros((3, 4)))
print("The example works.")

# %% [markdown]
# Look at the hidden states. Unit 0 lights up once, unit 1 repeats it one time step
# later, unit 2 remembers: red after *start*, blue after *stop*, and paler at each step.

# %%
toy_a = rnn_forward(toy_x, np.zeros((3, 4)), toy_parameters)[0]
heat_maps(
    {f"machine {k}": toy_a[:, k] for k in (0, 1, 2)},
    rows=["unit 0: start now", "unit 1: start before", "unit 2: memory"],
)

# %% [markdown]
# ### What the plain RNN forgets, and why
#
# Machine 0 was never stopped, yet its memory fades: from time step 3 on, its probability
# of running is below one half. How fast is that? Take two machines that differ only in
# one *start* at time step 0, and measure how far their memories stay apart.

# %%
toy_long = np.zeros((2, 2, 40))  # two machines, 40 time steps
toy_long[0, 0, 0] = 1.0  # machine 0 is started, machine 1 is not
toy_a, toy_y, _ = rnn_forward(toy_long, np.zeros((3, 2)), toy_parameters)
toy_gap = np.abs(toy_a[2, 0] - toy_a[2, 1])
print("machine 0 runs with probability:", toy_y[1, 0, :5].round(3))
print("distance after 1, 10, 40 time steps:", toy_gap[[0, 9, 39]].round(4))
lines({"RNN": toy_gap}, "time step", "distance of the two memories", log=True)

# %% [markdown]
# After a few time steps this is a straight line on a logarithmic axis: each step keeps
# a fixed share. It multiplies a small difference by $W_{aa}$ and by the slope of
# $\tanh$, which is at most 1. Here that is at most 0.9, and $0.9^{40} = 0.015$.
#
# Larger weights do not save the day: they drive $\tanh$ to its flat ends, or make
# small differences grow at every step. So a plain RNN suits tasks whose answer lies a
# few time steps back. For more, the network should *decide* what it keeps.

# %%
print("0.9 ** 40 =", round(0.9**40, 3))
print("slope of tanh at 0, 1, 3:", (1 - np.tanh([0.0, 1.0, 3.0]) ** 2).round(3))

# %% [markdown]
# ## The LSTM: a state with gates
#
# An LSTM hands on a second state, the **cell state** $c_t$. No weight matrix touches it
# on its way. Three **gates** decide: what to *keep* of it, what to *write* into it, and
# what to *show* of it as the hidden state.
#
# ![An LSTM drawn over time: cell after cell, each with x below and the prediction above.
# Two arrows run from each cell to the next, the cell state c above and the hidden state
# a below.](../../media/lstm_unrolled.svg)

# %% [markdown]
# ### One time step
#
# ![Inside the LSTM cell: the previous hidden state and the input are stacked and feed
# four boxes. The forget gate f multiplies the old cell state; the input gate i
# multiplies the candidate; their sum is the new cell state. Its tanh, multiplied by the
# output gate o, is the new hidden state, which softmax turns into the
# prediction.](../../media/lstm_cell.svg)
#
# All four boxes read the same **stack**, the hidden state on top of the input:
#
# $$s_t = \begin{bmatrix} a_{t-1} \\ x_t \end{bmatrix}
# \quad \text{of shape } (n_a + n_x,\ m)$$

# %% [markdown]
# Three sigmoids make gates between 0 (closed) and 1 (open); a $\tanh$ makes the
# **candidate** $\tilde c_t$, what could be written:
#
# $$f_t = \sigma(W_f s_t + b_f) \qquad i_t = \sigma(W_i s_t + b_i) \qquad
# o_t = \sigma(W_o s_t + b_o)$$
#
# $$\tilde c_t = \tanh(W_c s_t + b_c)$$
#
# Then keep, write and show; $\odot$ multiplies number by number:
#
# $$c_t = f_t \odot c_{t-1} + i_t \odot \tilde c_t \qquad
# a_t = o_t \odot \tanh(c_t) \qquad \hat y_t = \operatorname{softmax}(W_y a_t + b_y)$$
#
# Some texts call $i_t$ the *update gate*.

# %% [markdown]
# | symbol | name in code | shape |
# |---|---|---|
# | $c_{t-1},\ c_t$ | `c_prev`, `c_next` | $(n_a, m)$ |
# | $f_t,\ i_t,\ \tilde c_t,\ o_t$ | `ft`, `it`, `cct`, `ot` | $(n_a, m)$ |
# | $W_f,\ W_i,\ W_c,\ W_o$ | `Wf`, `Wi`, `Wc`, `Wo` | $(n_a,\ n_a + n_x)$ |
# | $b_f,\ b_i,\ b_c,\ b_o$ | `bf`, `bi`, `bc`, `bo` | $(n_a, 1)$ |
# | $W_y,\ b_y$ | `Wy`, `by` | $(n_y, n_a)$, $(n_y, 1)$ |
#
# Again we set weights by hand. The stack has five rows: three units, *start*, *stop*.
# Every unit writes at *start*. Unit 0 forgets at *stop*. Unit 1 never forgets. Unit 2
# stores silently and shows what it stored only while *stop* is pressed.

# %%
toy_lstm = {f"W{gate}": np.zeros((3, 5)) for gate in "fico"}
toy_lstm["Wi"][:, 3] = 12.0  # start opens every input gate
toy_lstm["Wf"][0, 4] = -12.0  # stop closes the forget gate of unit 0
toy_lstm["Wo"][2, 4] = 12.0  # stop opens the output gate of unit 2
toy_lstm["bf"] = np.array([[6.0], [6.0], [6.0]])  # keep, unless told otherwise
toy_lstm["bi"] = np.array([[-6.0], [-6.0], [-6.0]])  # write only when told
toy_lstm["bc"] = np.array([[2.0], [2.0], [2.0]])
toy_lstm["bo"] = np.array([[6.0], [6.0], [-6.0]])
toy_lstm["Wy"] = np.array([[0.0, 0.0, 0.0], [8.0, 0.0, 0.0]])
toy_lstm["by"] = np.array([[0.0], [-3.0]])

# %% [markdown]
# Suppose again that every unit was at 0.5 just before, in both states. Then unit 0 of
# machine 0, which is being started, keeps nearly all of its 0.5 and adds a candidate
# of $\tanh(2)$:

# %%
print("a gate at -6, at 6:   ", sigmoid([-6.0, 6.0]).round(4))
print("unit 0 when started:  ", (sigmoid(6) * 0.5 + sigmoid(6) * np.tanh(2)).round(4))
print("unit 0 when stopped:  ", (sigmoid(-6) * 0.5 + sigmoid(-6) * np.tanh(2)).round(4))
print("unit 0 when untouched:", (sigmoid(6) * 0.5 + sigmoid(-6) * np.tanh(2)).round(4))

# %% [markdown]
# ### Exercise 3: one time step with `lstm_cell_forward` (30 points, about 15 minutes)
#
# Compute the four boxes, then $c_t$, $a_t$ and $\hat y_t$. Stack `a_prev` **above**
# `xt`. Return `(a_next, c_next, yt_pred, cache)`, where `cache` is the tuple `(a_next,
# c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters)`. Roughly 10 lines.
#
# In the example above, the cell state of unit 0 moves to 1.4604, 0.5011, 0.0036 and
# 0.5011 for the four machines.
#
# <details><summary>Hint</summary>
#
# `np.concatenate` joins arrays along axis 0. Some products are matrix products, some
# go number by number: let the shapes tell you which.
#
# </details>


# %% exercise="lstm_cell_forward" role="solution"
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    """One time step of the LSTM, for the whole batch at once.

    xt:         (n_x, m), the input of this time step
    a_prev:     (n_a, m), the hidden state of the time step before
    c_prev:     (n_a, m), the cell state of the time step before
    parameters: dictionary of Wf, Wi, Wc, Wo (n_a, n_a + n_x), bf, bi, bc, bo (n_a, 1),
                Wy (n_y, n_a), by (n_y, 1)
    returns (a_next, c_next, yt_pred, cache):
    a_next:     (n_a, m), the new hidden state
    c_next:     (n_a, m), the new cell state
    yt_pred:    (n_y, m), the prediction; each column sums to 1
    cache:      the tuple (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt,
                parameters)
    """
    ### BEGIN SOLUTION
    p = parameters
    stacked = np.concatenate([a_prev, xt])
    ft = sigmoid(p["Wf"] @ stacked + p["bf"])
    it = sigmoid(p["Wi"] @ stacked + p["bi"])
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    ot = sigmoid(p["Wo"] @ stacked + p["bo"])
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt_pred = softmax(p["Wy"] @ a_next + p["by"])
    cache = (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters)
    return a_next, c_next, yt_pred, cache
    ### END SOLUTION


# %% [markdown]
# Run this to check the example above. It checks one easy case; the graded tests try
# harder ones.

# %% exercise="lstm_cell_forward" role="grade" points=30
toy_half = np.full((3, 4), 0.5)
toy_step = lstm_cell_forward(toy_x[:, :, 0], toy_half, toy_half, toy_lstm)
check_tuple("result", toy_step, ["a_next", "c_next", "yt_pred", "cache"])
check_shape("c_next", toy_step[1], ["n_a", "m"], [3, 4])
check_close("c_next[0]", toy_step[1][0], [1.4604, 0.5011, 0.0036, 0.5011])
check_close("a_next[0]", toy_step[0][0], sigmoid(6) * np.tanh(toy_step[1][0]))
check_shape("yt_pred", toy_step[2], ["n_y", "m"], [2, 4])
check_close("sum of each column of yt_pred", toy_step[2].sum(axis=0), [1, 1, 1, 1])
toy_names = "a_next c_next a_prev c_prev ft it cct ot xt parameters"
check_tuple("cache", toy_step[3], toy_names.split())
print("The example works.")

# %% [markdown]
# ### Exercise 4: read whole sequences with `lstm_forward` (25 points, about 10 minutes)
#
# Run your `lstm_cell_forward` over the $T_x \ge 1$ time steps of `x`. The hidden state
# starts from `a0`, the cell state from zeros. Return `(a, y, c, caches)`: hidden
# states, predictions, cell states (time is the last axis), and the tuple `(list, x)`
# with the cache of each time step. Roughly 10 lines.
#
# From $a_0 = 0$, machine 0 should now run with probability 0.9500 at each of the five
# time steps: this network does not forget.
#
# <details><summary>Hint</summary>
#
# It is the loop of exercise 2 with two states handed on instead of one.
#
# </details>


# %% exercise="lstm_forward" role="solution"
def lstm_forward(x, a0, parameters):
    """The LSTM over all time steps of a batch, starting from a cell state of zeros.

    x:          (n_x, m, T_x), the inputs; time is the last axis
    a0:         (n_a, m), the hidden state before the first time step
    parameters: the dictionary of lstm_cell_forward
    returns (a, y, c, caches):
    a:          (n_a, m, T_x), the hidden state after each time step
    y:          (n_y, m, T_x), the prediction of each time step
    c:          (n_a, m, T_x), the cell state after each time step
    caches:     the tuple (list of the T_x caches in order of time, x)
    """
    ### BEGIN SOLUTION
    n_y, n_a = parameters["Wy"].shape
    _, m, T_x = x.shape
    a, c, y = np.zeros((n_a, m, T_x)), np.zeros((n_a, m, T_x)), np.zeros((n_y, m, T_x))
    step_caches = []
    a_next, c_next = a0, np.zeros((n_a, m))
    for t in range(T_x):
        step = lstm_cell_forward(x[:, :, t], a_next, c_next, parameters)
        a_next, c_next, yt_pred, cache = step
        a[:, :, t], c[:, :, t], y[:, :, t] = a_next, c_next, yt_pred
        step_caches.append(cache)
    return a, y, c, (step_caches, x)
    ### END SOLUTION


# %% [markdown]
# Run this to check the example above. It checks one easy case; the graded tests try
# harder ones.

# %% exercise="lstm_forward" role="grade" points=25 builds_on="lstm_cell_forward"
toy_a0 = np.zeros((3, 4))
toy_run = lstm_forward(toy_x, toy_a0, toy_lstm)
check_tuple("result", toy_run, ["a", "y", "c", "caches"])
check_shape("a", toy_run[0], ["n_a", "m", "T_x"], [3, 4, 5])
check_shape("y", toy_run[1], ["n_y", "m", "T_x"], [2, 4, 5])
check_close("y[1, 0]", toy_run[1][1, 0], [0.95, 0.95, 0.95, 0.95, 0.95])
check_shape("c", toy_run[2], ["n_a", "m", "T_x"], [3, 4, 5])
check_tuple("caches", toy_run[3], ["list of caches", "x"])
check_length("caches[0]", toy_run[3][0], 5, "one cache for each time step")
check_unchanged("a0", toy_a0, np.zeros((3, 4)))
print("The example works.")

# %% [markdown]
# ### Watch the gates
#
# Machine 1 is started at time step 1 and stopped at 3. The three units show their
# characters: unit 0 runs from *start* to *stop*, unit 1 never forgets, unit 2 stores
# the same in its cell state but shows it only at *stop*.

# %%
toy_a, _, toy_c, _ = lstm_forward(toy_x, np.zeros((3, 4)), toy_lstm)
heat_maps(
    {"cell state c": toy_c[:, 1], "hidden state a": toy_a[:, 1]},
    rows=["unit 0: running", "unit 1: ever started", "unit 2: when asked"],
)

# %% [markdown]
# The gates of unit 0 say why: the input gate opens (red) at *start*, the forget gate
# closes (blue) at *stop*.

# %%
toy_caches, _ = lstm_forward(toy_x, np.zeros((3, 4)), toy_lstm)[3]
toy_gates = np.array([[cache[k][0] for cache in toy_caches] for k in (4, 5, 7)])
heat_maps(
    {f"machine {k}": toy_gates[:, :, k] for k in (0, 1, 2)},
    rows=["forget gate f", "input gate i", "output gate o"],
    limits=(0, 1),
)

# %% [markdown]
# And the two machines that differ in one *start*, now read by both networks:

# %%
toy_rnn_y = rnn_forward(toy_long, np.zeros((3, 2)), toy_parameters)[1]
toy_lstm_y = lstm_forward(toy_long, np.zeros((3, 2)), toy_lstm)[1]
toy_lines = {"RNN": toy_rnn_y[1, 0], "LSTM": toy_lstm_y[1, 0]}
print("after 40 time steps:", {k: float(y[-1].round(3)) for k, y in toy_lines.items()})
lines(toy_lines, "time steps since start", "probability of running")

# %% [markdown]
# ## You have just written this
#
# Keras has both networks: `SimpleRNN` and `LSTM`. Give them your weights and compare.
# Keras puts the batch first, `(m, T_x, n_x)`, and its matrices are the transposes of
# ours. It splits our stacked matrix in two, `recurrent_kernel` for $a_{t-1}$ and
# `kernel` for $x_t$, and sets the four boxes side by side in the order $i, f, c, o$.

# %%
toy_rnn_shapes = {"Wax": (3, 2), "Waa": (3, 3), "Wya": (2, 3)}
toy_rnn_shapes |= {"ba": (3, 1), "by": (2, 1)}
toy_lstm_shapes = {f"W{gate}": (3, 5) for gate in "fico"} | {"Wy": (2, 3)}
toy_lstm_shapes |= {f"b{gate}": (3, 1) for gate in "fico"} | {"by": (2, 1)}

# %% [markdown]
# First the RNN, with random parameters of these shapes:

# %%
with quiet():  # TensorFlow has much to say while it starts
    import keras

toy_w = random_arrays(toy_rnn_shapes)
toy_layer = keras.layers.SimpleRNN(3, return_sequences=True, dtype="float64")
toy_layer.build((4, 5, 2))
toy_layer.set_weights([toy_w["Wax"].T, toy_w["Waa"].T, toy_w["ba"][:, 0]])
toy_theirs = np.transpose(toy_layer(toy_x.transpose(1, 2, 0)), (2, 0, 1))
toy_ours = rnn_forward(toy_x, np.zeros((3, 4)), toy_w)[0]
print("largest difference, SimpleRNN:", np.abs(toy_ours - toy_theirs).max())

# %% [markdown]
# Then the LSTM. The first three columns of our matrices belong to $a_{t-1}$:

# %%
toy_w = random_arrays(toy_lstm_shapes)
toy_recurrent = np.concatenate([toy_w[f"W{g}"][:, :3].T for g in "ifco"], axis=1)
toy_kernel = np.concatenate([toy_w[f"W{g}"][:, 3:].T for g in "ifco"], axis=1)
toy_bias = np.concatenate([toy_w[f"b{g}"][:, 0] for g in "ifco"])
toy_layer = keras.layers.LSTM(3, return_sequences=True, dtype="float64")
toy_layer.build((4, 5, 2))
toy_layer.set_weights([toy_kernel, toy_recurrent, toy_bias])
toy_theirs = np.transpose(toy_layer(toy_x.transpose(1, 2, 0)), (2, 0, 1))
toy_ours = lstm_forward(toy_x, np.zeros((3, 4)), toy_w)[0]
print("largest difference, LSTM:", np.abs(toy_ours - toy_theirs).max())

# %% [markdown]
# Both differences are rounding errors: the same numbers, from your own code. **The
# graded part ends here.** You can submit now with the last cell, and come back.

# %% [markdown]
# ## Optional: the way back
#
# To learn, a network needs the gradients of a loss with respect to its weights. Keras
# finds them for you; here you find them yourself, once. We write `dv` for the gradient of
# the loss with respect to `v`; it has the shape of `v`. Gradients of weights are
# **sums over the batch**, not means.
#
# The output layer is not part of this: `da`, the gradient that reaches the hidden state
# from its prediction, is given. The checks draw random arguments of the same shapes as
# above.

# %% [markdown]
# ### How to trust a gradient
#
# Move one number a little up and a little down, and look how the loss moves. These
# **central differences** are slow but need no calculus, so each check below compares
# your formula with them. For example, the slope of $\tanh$ is $1 - \tanh^2$:

# %%
toy_point = {"z": np.array([0.5])}
toy_slope = numerical_gradient(lambda p: np.tanh(p["z"][0]), toy_point, "z")
print("formula:            ", 1 - np.tanh(0.5) ** 2)
print("central differences:", toy_slope[0])

# %% [markdown]
# ### One time step of the RNN, backwards
#
# ![The RNN cell with its gradients: da_next enters at the right, becomes dz behind
# tanh, and flows to dba, to dWax and dxt, and to dWaa and
# da_prev.](../../media/rnn_cell_backward.svg)
#
# Call the weighted sum $z = W_{ax} x_t + W_{aa} a_{t-1} + b_a$, so that $a_t = \tanh
# z$. First go back through $\tanh$, then through the sum:
#
# $$dz = da_t \odot (1 - a_t^2)$$
#
# $$dx_t = W_{ax}^\top dz \qquad da_{t-1} = W_{aa}^\top dz$$
#
# $$dW_{ax} = dz\, x_t^\top \qquad dW_{aa} = dz\, a_{t-1}^\top \qquad
# db_a = \sum_{\text{batch}} dz$$
#
# $dz$ has shape $(n_a, m)$. The matrix products with $x_t^\top$ and $a_{t-1}^\top$ sum
# over the batch by themselves.

# %% [markdown]
# ### Exercise 5: go back one step with `rnn_cell_backward` (practice, about 10 minutes)
#
# Unpack the cache, compute the equations above and return a dictionary with the keys
# `dxt`, `da_prev`, `dWax`, `dWaa`, `dba`. `da_next` is $da_t$. Roughly 6 lines.
#
# <details><summary>Hint</summary>
#
# The shape of `dba` is $(n_a, 1)$: `keepdims=True` keeps the axis that a sum removes.
#
# </details>


# %% exercise="rnn_cell_backward" role="solution"
def rnn_cell_backward(da_next, cache):
    """The gradients of one time step of the RNN.

    da_next: (n_a, m), the gradient of the loss with respect to a_next
    cache:   the tuple that rnn_cell_forward returned
    returns a dictionary of dxt (n_x, m), da_prev (n_a, m), dWax (n_a, n_x),
            dWaa (n_a, n_a), dba (n_a, 1)
    """
    ### BEGIN SOLUTION
    a_next, a_prev, xt, parameters = cache
    dz = da_next * (1 - a_next**2)
    dxt, da_prev = parameters["Wax"].T @ dz, parameters["Waa"].T @ dz
    dWax, dWaa = dz @ xt.T, dz @ a_prev.T
    dba = dz.sum(axis=1, keepdims=True)
    return {"dxt": dxt, "da_prev": da_prev, "dWax": dWax, "dWaa": dWaa, "dba": dba}
    ### END SOLUTION


# %% [markdown]
# The check needs a loss whose gradient at `a_next` is a given `da`. The sum of
# `da * a_next` is one. It moves every number of every argument, and compares.


# %% exercise="rnn_cell_backward" role="grade" points=0
def toy_rnn_step_loss(v):
    return np.sum(v["da"] * rnn_cell_forward(v["xt"], v["a_prev"], v)[0])


toy_v = random_arrays(toy_rnn_shapes | {"xt": (2, 4), "a_prev": (3, 4), "da": (3, 4)})
toy_cache = rnn_cell_forward(toy_v["xt"], toy_v["a_prev"], toy_v)[2]
toy_gradients = rnn_cell_backward(toy_v["da"], toy_cache)
check_keys("gradients", toy_gradients, ["dxt", "da_prev", "dWax", "dWaa", "dba"])
check_gradients(toy_rnn_step_loss, toy_v, toy_gradients)
print("All five gradients agree with central differences.")

# %% [markdown]
# ### Back through time
#
# ![The RNN backwards: at each time step the gradient da of that step enters from above
# and meets da_prev from the step to the right. Each step gives its dx and adds to the
# sums of the weight gradients.](../../media/backward_through_time.svg)
#
# The state $a_t$ acts on the loss in two ways: through its own prediction, and through
# the next state. The two gradients **add up**. So walk from the last time step to the
# first, and call the cell with
#
# $$da_{\text{next}} = \underbrace{da_t}_{\text{own prediction}} +
# \underbrace{da_{\text{prev}} \text{ of step } t+1}_{\text{next state}}$$
#
# At the last step the second part is zero. Every step uses the same weights, so their
# gradients add up over the steps.

# %% [markdown]
# ### Exercise 6: go back through time with `rnn_backward` (practice, about 15 minutes)
#
# Loop backwards over the time steps **of `da`**, shape $(n_a, m, T)$. `da` may have
# fewer time steps than there are caches: then use the first $T$ caches, and `dx` has $T$
# time steps too. Return a dictionary with the keys `dx` $(n_x, m, T)$, `da0` $(n_a, m)$,
# `dWax`, `dWaa`, `dba`. Do not change `da`. Roughly 10 lines.
#
# <details><summary>Hint</summary>
#
# `reversed(range(T))` counts down. What is left of `da_prev` after the first time step
# is `da0`.
#
# </details>


# %% exercise="rnn_backward" role="solution"
def rnn_backward(da, caches):
    """The gradients of the RNN over the time steps of `da`.

    da:     (n_a, m, T), the gradient that reaches each hidden state from its own
            prediction; T may be smaller than the number of caches
    caches: the tuple that rnn_forward returned
    returns a dictionary of dx (n_x, m, T), da0 (n_a, m), dWax (n_a, n_x),
            dWaa (n_a, n_a), dba (n_a, 1)
    """
    ### BEGIN SOLUTION
    step_caches, x = caches
    n_x, m, _ = x.shape
    T = da.shape[2]
    dx = np.zeros((n_x, m, T))
    sums = {"dWax": 0.0, "dWaa": 0.0, "dba": 0.0}
    da_prev = np.zeros(da.shape[:2])
    for t in reversed(range(T)):
        step = rnn_cell_backward(da[:, :, t] + da_prev, step_caches[t])
        dx[:, :, t], da_prev = step["dxt"], step["da_prev"]
        for name in sums:
            sums[name] = sums[name] + step[name]
    return {"dx": dx, "da0": da_prev, **sums}
    ### END SOLUTION


# %% [markdown]
# Run this to check against central differences, and once with a shorter `da`.


# %% exercise="rnn_backward" role="grade" points=0 builds_on="rnn_cell_backward"
def toy_rnn_loss(v):
    return np.sum(v["da"] * rnn_forward(v["x"], v["a0"], v)[0])


toy_v = random_arrays(toy_rnn_shapes | {"x": (2, 4, 3), "a0": (3, 4), "da": (3, 4, 3)})
toy_caches = rnn_forward(toy_v["x"], toy_v["a0"], toy_v)[2]
toy_gradients = rnn_backward(toy_v["da"], toy_caches)
check_keys("gradients", toy_gradients, ["dx", "da0", "dWax", "dWaa", "dba"])
check_gradients(toy_rnn_loss, toy_v, toy_gradients)
toy_short = rnn_backward(toy_v["da"][:, :, :2], toy_caches)["dx"]
check_shape("dx for a da of 2 time steps", toy_short, ["n_x", "m", "T"], [2, 4, 2])
print("All five gradients agree with central differences.")

# %% [markdown]
# ### One time step of the LSTM, backwards
#
# Start where two roads meet. The cell state $c_t$ acts on the loss through the next
# time step ($dc_{\text{next}}$, given) and through $a_t = o_t \odot \tanh(c_t)$:
#
# $$dc_t = dc_{\text{next}} + da_t \odot o_t \odot (1 - \tanh^2 c_t)$$
#
# Each box is a squashed sum. Call the four sums $z_f, z_i, z_c, z_o$, for example
# $f_t = \sigma(z_f)$. A sigmoid $g$ has slope $g(1-g)$, so
#
# $$dz_f = dc_t \odot c_{t-1} \odot f_t \odot (1 - f_t) \qquad
# dz_i = dc_t \odot \tilde c_t \odot i_t \odot (1 - i_t)$$
#
# $$dz_c = dc_t \odot i_t \odot (1 - \tilde c_t^2) \qquad
# dz_o = da_t \odot \tanh(c_t) \odot o_t \odot (1 - o_t)$$

# %% [markdown]
# All are of shape $(n_a, m)$. From here each box is a linear layer on the stack $s_t$.
# For each box $g$ of $f, i, c, o$:
#
# $$dW_g = dz_g\, s_t^\top \qquad db_g = \sum_{\text{batch}} dz_g$$
#
# The stack feeds all four, so its gradient is a sum of four; cut it where it was glued:
#
# $$ds_t = W_f^\top dz_f + W_i^\top dz_i + W_c^\top dz_c + W_o^\top dz_o
# = \begin{bmatrix} da_{t-1} \\ dx_t \end{bmatrix}$$
#
# And the cell state is handed back through the forget gate alone:
#
# $$dc_{t-1} = dc_t \odot f_t$$

# %% [markdown]
# ### Exercise 7: go back one step with `lstm_cell_backward` (practice, about 25 minutes)
#
# Unpack the cache and compute the equations above; `da_next` is $da_t$.
# Return a dictionary with the keys `dxt` $(n_x, m)$, `da_prev` and `dc_prev` $(n_a, m)$,
# `dWf`, `dWi`, `dWc`, `dWo` $(n_a, n_a + n_x)$ and `dbf`, `dbi`, `dbc`, `dbo` $(n_a, 1)$.
# Roughly 15 lines.
#
# <details><summary>Hint</summary>
#
# Get `dc_prev` right first; everything else follows from $dc_t$. The check names each
# gradient that disagrees.
#
# </details>


# %% exercise="lstm_cell_backward" role="solution"
def lstm_cell_backward(da_next, dc_next, cache):
    """The gradients of one time step of the LSTM.

    da_next: (n_a, m), the gradient of the loss with respect to a_next
    dc_next: (n_a, m), the gradient that reaches c_next from the next time step
    cache:   the tuple that lstm_cell_forward returned
    returns a dictionary of dxt (n_x, m), da_prev (n_a, m), dc_prev (n_a, m),
            dWf, dWi, dWc, dWo (n_a, n_a + n_x), dbf, dbi, dbc, dbo (n_a, 1)
    """
    # 1. The gradient of c_next: from the next time step, and through a_next.
    # 2. The gradients of the four sums, before their sigmoid or tanh.
    # 3. For each of the four: its weights, its bias, its share of [a_prev; xt].
    ### BEGIN SOLUTION
    _, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters = cache
    n_a = a_prev.shape[0]
    stacked = np.concatenate([a_prev, xt])
    tanh_c = np.tanh(c_next)
    dc = dc_next + da_next * ot * (1 - tanh_c**2)
    dz = {"f": dc * c_prev * ft * (1 - ft), "i": dc * cct * it * (1 - it)}
    dz |= {"c": dc * it * (1 - cct**2), "o": da_next * tanh_c * ot * (1 - ot)}
    dstacked = sum(parameters["W" + gate].T @ dz[gate] for gate in dz)
    gradients = {"dxt": dstacked[n_a:], "da_prev": dstacked[:n_a], "dc_prev": dc * ft}
    for gate in dz:
        gradients["dW" + gate] = dz[gate] @ stacked.T
        gradients["db" + gate] = dz[gate].sum(axis=1, keepdims=True)
    return gradients
    ### END SOLUTION


# %% [markdown]
# The loss of this check also weighs the cell state, so that `dc_next` takes part.


# %% exercise="lstm_cell_backward" role="grade" points=0
def toy_lstm_step_loss(v):
    a_next, c_next, _, _ = lstm_cell_forward(v["xt"], v["a_prev"], v["c_prev"], v)
    return np.sum(v["da"] * a_next) + np.sum(v["dc"] * c_next)


toy_states = dict.fromkeys(["a_prev", "c_prev", "da", "dc"], (3, 4))
toy_v = random_arrays(toy_lstm_shapes | {"xt": (2, 4)} | toy_states)
toy_cache = lstm_cell_forward(toy_v["xt"], toy_v["a_prev"], toy_v["c_prev"], toy_v)[3]
toy_gradients = lstm_cell_backward(toy_v["da"], toy_v["dc"], toy_cache)
toy_keys = "dxt da_prev dc_prev dWf dbf dWi dbi dWc dbc dWo dbo"
check_keys("gradients", toy_gradients, toy_keys.split())
check_gradients(toy_lstm_step_loss, toy_v, toy_gradients)
print("All eleven gradients agree with central differences.")

# %% [markdown]
# ### Exercise 8: go back through time with `lstm_backward` (practice, about 10 minutes)
#
# Walk back over the $T$ time steps of `da` as in exercise 6, again perhaps fewer than
# there are caches. Now two gradients are handed on: `da_prev` joins `da[:, :, t]`, and
# `dc_prev` becomes `dc_next`. Both start at zero. Return a dictionary with the keys `dx`
# $(n_x, m, T)$, `da0` $(n_a, m)$ and the eight sums `dWf`, `dbf`, `dWi`, `dbi`, `dWc`,
# `dbc`, `dWo`, `dbo`. Roughly 12 lines.


# %% exercise="lstm_backward" role="solution"
def lstm_backward(da, caches):
    """The gradients of the LSTM over the time steps of `da`.

    da:     (n_a, m, T), the gradient that reaches each hidden state from its own
            prediction; T may be smaller than the number of caches
    caches: the tuple that lstm_forward returned
    returns a dictionary of dx (n_x, m, T), da0 (n_a, m),
            dWf, dWi, dWc, dWo (n_a, n_a + n_x), dbf, dbi, dbc, dbo (n_a, 1)
    """
    ### BEGIN SOLUTION
    step_caches, x = caches
    n_x, m, _ = x.shape
    T = da.shape[2]
    dx = np.zeros((n_x, m, T))
    sums = {kind + gate: 0.0 for gate in "fico" for kind in ("dW", "db")}
    da_prev, dc_prev = np.zeros(da.shape[:2]), np.zeros(da.shape[:2])
    for t in reversed(range(T)):
        step = lstm_cell_backward(da[:, :, t] + da_prev, dc_prev, step_caches[t])
        dx[:, :, t], da_prev, dc_prev = step["dxt"], step["da_prev"], step["dc_prev"]
        for name in sums:
            sums[name] = sums[name] + step[name]
    return {"dx": dx, "da0": da_prev, **sums}
    ### END SOLUTION


# %% [markdown]
# Run this to check against central differences, and once with a shorter `da`.


# %% exercise="lstm_backward" role="grade" points=0 builds_on="lstm_cell_backward"
def toy_lstm_loss(v):
    return np.sum(v["da"] * lstm_forward(v["x"], v["a0"], v)[0])


toy_v = random_arrays(toy_lstm_shapes | {"x": (2, 4, 3), "a0": (3, 4), "da": (3, 4, 3)})
toy_caches = lstm_forward(toy_v["x"], toy_v["a0"], toy_v)[3]
toy_gradients = lstm_backward(toy_v["da"], toy_caches)
toy_keys = "dx da0 dWf dbf dWi dbi dWc dbc dWo dbo"
check_keys("gradients", toy_gradients, toy_keys.split())
check_gradients(toy_lstm_loss, toy_v, toy_gradients)
toy_short = lstm_backward(toy_v["da"][:, :, :2], toy_caches)["dx"]
check_shape("dx for a da of 2 time steps", toy_short, ["n_x", "m", "T"], [2, 4, 2])
print("All ten gradients agree with central differences.")

# %% [markdown]
# ### How far does a gradient reach?
#
# ![Two rows of states. In the RNN, each step back multiplies the gradient by the
# transposed matrix Waa and by one minus a squared. Along the cell state of the LSTM,
# each step back multiplies it by the forget gate
# f.](../../media/gradient_roads.svg)
#
# Put a gradient on the last hidden state only, walk back, and measure how much of it
# arrives at the input of each earlier time step. The weights are random; the second
# LSTM differs from the first only in the bias of its forget gate.


# %%
def toy_reach(forward, backward, parameters, steps=60):
    n_a = 16
    x, da = random_arrays({"x": (2, 8, steps)})["x"], np.zeros((n_a, 8, steps))
    da[:, :, -1] = 1.0
    dx = backward(da, forward(x, np.zeros((n_a, 8)), parameters)[-1])["dx"]
    size = np.linalg.norm(dx, axis=(0, 1))[::-1]
    return size / size[0]


# %% [markdown]
# The y axis is logarithmic. A straight line down is a fixed loss per time step.

# %%
toy_shapes = {"Wax": (16, 2), "Waa": (16, 16), "Wya": (2, 16), "Wy": (2, 16)}
toy_shapes |= {f"W{gate}": (16, 18) for gate in "fico"}
toy_w = {name: array / 5 for name, array in random_arrays(toy_shapes).items()}
toy_w |= {f"b{gate}": np.zeros((16, 1)) for gate in "fico"}
toy_w |= {"ba": np.zeros((16, 1)), "by": np.zeros((2, 1))}
toy_open = toy_w | {"bf": np.full((16, 1), 4.0)}
toy_lines = {
    "RNN": toy_reach(rnn_forward, rnn_backward, toy_w),
    "LSTM, bf = 0": toy_reach(lstm_forward, lstm_backward, toy_w),
    "LSTM, bf = 4": toy_reach(lstm_forward, lstm_backward, toy_open),
}
for toy_name, toy_line in toy_lines.items():
    toy_left = toy_line[50]
    print(f"{toy_name:12} 50 steps back {toy_left:.0e}, per step {toy_left**0.02:.2f}")
lines(toy_lines, "time steps back", "share of the gradient", log=True)

# %% [markdown]
# The LSTM is no magic. With its forget gate half open, less than two thirds of the
# gradient survives a step, less than in the RNN. With a forget gate near 1 the
# gradient arrives as strong as it set out. Training can move this bias, and so learn how
# long to wait. Keras starts it at 1.

# %% [markdown]
# ### Make it learn
#
# So far we set the weights by hand. With your gradients the LSTM finds its own. Here is
# plain gradient descent on 40 random logs. `y - target` is the gradient of the
# cross-entropy loss at the scores of the softmax; the two `einsum` calls take it through
# the output layer.


# %%
def toy_train(parameters, x, target, steps=600, rate=0.2):
    a0, losses = np.zeros((parameters["Wy"].shape[1], x.shape[1])), []
    for _ in range(steps):
        a, y, _, caches = lstm_forward(x, a0, parameters)
        losses.append(-np.mean(np.sum(target * np.log(y), axis=0)))
        error = (y - target) / target[0].size
        da = np.einsum("ya,ymt->amt", parameters["Wy"], error)
        gradients = lstm_backward(da, caches)
        gradients["dWy"] = np.einsum("ymt,amt->ya", error, a)
        gradients["dby"] = error.sum(axis=(1, 2)).reshape(-1, 1)
        parameters = {k: w - rate * gradients["d" + k] for k, w in parameters.items()}
    return parameters, losses


# %%
toy_first = {name: array / 2 for name, array in random_arrays(toy_lstm_shapes).items()}
toy_trained, toy_losses = toy_train(toy_first, *start_stop(m=40, T_x=12))
toy_new, toy_running = start_stop(m=200, T_x=40, seed=1)
toy_y = lstm_forward(toy_new, np.zeros((3, 200)), toy_trained)[1]
toy_share = np.mean((toy_y[1] > 0.5) == toy_running[1])
print(f"right on new logs, more than three times as long: {toy_share:.1%}")
lines({"loss": toy_losses}, "training step", "loss", log=True)

# %% [markdown]
# ## What you built
#
# An LSTM that taught itself when to remember and when to forget. Here it reads the logs
# of machines 0, 1 and 2. The first rows are its own hidden units, and no longer easy to
# name; the last row is its probability of running.

# %%
toy_trained = toy_train(toy_first, *start_stop(m=40, T_x=12))[0]
toy_a, toy_y, _, _ = lstm_forward(toy_x, np.zeros((3, 4)), toy_trained)
heat_maps(
    {f"machine {k}": np.vstack([toy_a[:, k], toy_y[1:, k]]) for k in (0, 1, 2)},
    rows=["unit 0", "unit 1", "unit 2", "running"],
)

# %% [markdown]
# ## Three questions
#
# <details><summary>1. Why does one RNN serve sequences of any length?</summary>
#
# Every time step uses the same cell with the same weights. No shape depends on $T_x$;
# only the number of turns of the loop does.
#
# </details>
#
# <details><summary>2. A forget gate is 1 and an input gate 0 at every step. What happens
# to the cell state, and to its gradient?</summary>
#
# Both pass unchanged, as far as you like: nothing multiplies them but 1.
#
# </details>
#
# <details><summary>3. Why do the gradients of weights add up over time steps, while
# those of inputs do not?</summary>
#
# One weight acts at every time step; one input acts at its own.
#
# </details>

# %% [markdown]
# ## What to read next
#
# * S. Hochreiter and J. Schmidhuber, *Long Short-Term Memory*, 1997: where the cell
#   state comes from.
# * F. Gers, J. Schmidhuber and F. Cummins, *Learning to Forget*, 2000: the forget gate.
# * R. Pascanu, T. Mikolov and Y. Bengio, *On the difficulty of training recurrent neural
#   networks*, 2013: why gradients vanish and explode.
#
# In the next notebook an RNN invents names, letter by letter, and you meet gradients
# that explode.
#
# ## Hand it in
#
# Save the notebook first. Then this cell grades what you saved.

# %%
from autograder import submit

submit()
