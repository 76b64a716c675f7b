# %% [markdown]
# # Build a recurrent neural network, step by step

# %% role="given"
import numpy as np

from utils.checks import check_close, check_shape
from utils.rnn import sigmoid, softmax

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

# %% exercise="rnn_cell_forward" role="grade" points=20
print("The example works.")

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

# %% exercise="rnn_forward" role="grade" points=25 builds_on="rnn_cell_forward"
print("The example works.")

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
    cache:      the tuple (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters)
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

# %% exercise="lstm_cell_forward" role="grade" points=30
print("The example works.")

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
        a_next, c_next, yt_pred, cache = lstm_cell_forward(
            x[:, :, t], a_next, c_next, parameters
        )
        a[:, :, t], c[:, :, t], y[:, :, t] = a_next, c_next, yt_pred
        step_caches.append(cache)
    return a, y, c, (step_caches, x)
    ### END SOLUTION

# %% exercise="lstm_forward" role="grade" points=25 builds_on="lstm_cell_forward"
print("The example works.")

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
    return {
        "dxt": parameters["Wax"].T @ dz,
        "da_prev": parameters["Waa"].T @ dz,
        "dWax": dz @ xt.T,
        "dWaa": dz @ a_prev.T,
        "dba": dz.sum(axis=1, keepdims=True),
    }
    ### END SOLUTION

# %% exercise="rnn_cell_backward" role="grade" points=0
print("The example works.")

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
    da_prev = 0.0
    for t in reversed(range(T)):
        step = rnn_cell_backward(da[:, :, t] + da_prev, step_caches[t])
        dx[:, :, t], da_prev = step["dxt"], step["da_prev"]
        for name in sums:
            sums[name] = sums[name] + step[name]
    return {"dx": dx, "da0": da_prev, **sums}
    ### END SOLUTION

# %% exercise="rnn_backward" role="grade" points=0 builds_on="rnn_cell_backward"
print("The example works.")

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
    a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters = cache
    n_a = a_prev.shape[0]
    stacked = np.concatenate([a_prev, xt])
    tanh_c = np.tanh(c_next)
    dc = dc_next + da_next * ot * (1 - tanh_c**2)
    dz = {
        "f": dc * c_prev * ft * (1 - ft),
        "i": dc * cct * it * (1 - it),
        "c": dc * it * (1 - cct**2),
        "o": da_next * tanh_c * ot * (1 - ot),
    }
    dstacked = sum(parameters["W" + gate].T @ dz[gate] for gate in dz)
    gradients = {"dxt": dstacked[n_a:], "da_prev": dstacked[:n_a], "dc_prev": dc * ft}
    for gate in dz:
        gradients["dW" + gate] = dz[gate] @ stacked.T
        gradients["db" + gate] = dz[gate].sum(axis=1, keepdims=True)
    return gradients
    ### END SOLUTION

# %% exercise="lstm_cell_backward" role="grade" points=0
print("The example works.")

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
    da_prev, dc_prev = 0.0, 0.0
    for t in reversed(range(T)):
        step = lstm_cell_backward(da[:, :, t] + da_prev, dc_prev, step_caches[t])
        dx[:, :, t], da_prev, dc_prev = step["dxt"], step["da_prev"], step["dc_prev"]
        for name in sums:
            sums[name] = sums[name] + step[name]
    return {"dx": dx, "da0": da_prev, **sums}
    ### END SOLUTION

# %% exercise="lstm_backward" role="grade" points=0 builds_on="lstm_cell_backward"
print("The example works.")

# %%
from autograder import submit

submit()
