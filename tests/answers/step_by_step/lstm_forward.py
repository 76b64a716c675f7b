"""Answers to `lstm_forward`."""

# ruff: noqa: B006, F821

import numpy as np

from utils.rnn import sigmoid, softmax

# Right


def right_lists_then_stack(x, a0, parameters):
    """Collects in lists and stacks at the end."""
    steps, a_next, c_next = [], a0, np.zeros_like(a0)
    for xt in x.transpose(2, 0, 1):
        steps.append(lstm_cell_forward(xt, a_next, c_next, parameters))
        a_next, c_next = steps[-1][:2]
    a, c, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.stack(y, 2), np.stack(c, 2), (list(caches), x)


def right_without_the_cell(x, a0, parameters):
    """All input products at once by einsum, own sigmoid, caches put together by hand."""
    n_a = a0.shape[0]
    W = np.stack([parameters["W" + g] for g in "fico"])
    b = np.stack([parameters["b" + g] for g in "fico"])
    inputs = np.einsum("gai,imt->tgam", W[:, :, n_a:], x) + b
    a_prev, c_prev, caches = a0, 0 * a0, []
    for t, z in enumerate(inputs):
        z = z + W[:, :, :n_a] @ a_prev
        f, i, o = 1 / (1 + np.exp(-z[[0, 1, 3]]))
        g = np.tanh(z[2])
        c = f * c_prev + i * g
        a = o * np.tanh(c)
        caches.append((a, c, a_prev, c_prev, f, i, g, o, x[:, :, t], parameters))
        a_prev, c_prev = a, c
    a, c = (np.stack([cache[k] for cache in caches], axis=-1) for k in (0, 1))
    return a, softmax(np.tensordot(parameters["Wy"], a, 1) + parameters["by"][:, :, np.newaxis]), c, (caches, x)


def right_preallocated_and_noisy(x, a0, parameters):
    """Reads the states back from the arrays; prints and warns; lists for tuples."""
    import warnings

    n_y, n_a = parameters["Wy"].shape
    a, c = np.empty((n_a, *x.shape[1:])), np.empty((n_a, *x.shape[1:]))
    y, caches = np.empty((n_y, *x.shape[1:])), [None] * x.shape[2]
    for t in range(x.shape[2]):
        warnings.warn(f"step {t}", stacklevel=1)
        before = (a[..., t - 1], c[..., t - 1]) if t else (a0, np.zeros(a0.shape))
        a[..., t], c[..., t], y[..., t], caches[t] = lstm_cell_forward(x[..., t], *before, parameters)
        print("step", t, "done")
    return [a, y, c, [caches, x]]


def right_two_passes(x, a0, parameters):
    """States in a first pass, predictions and caches of copies in a second."""
    T = x.shape[2]
    states = [(a0, np.zeros(a0.shape))]
    for t in range(T):
        states.append(lstm_cell_forward(x[:, :, t], *states[-1], parameters)[0:2])
    again = [lstm_cell_forward(x[:, :, t].copy(), *states[t], dict(parameters))[2:] for t in range(T)]
    a, c = (np.dstack([pair[k] for pair in states[1:]]) for k in (0, 1))
    return a, np.dstack([y for y, _ in again]), c, ([cache for _, cache in again], x.copy())


# Wrong


def wrong_not_written(x, a0, parameters):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_zeros(x, a0, parameters):
    """Zeros of the right shapes, and caches of the right length."""
    a = np.zeros((*a0.shape, x.shape[2]))
    y = np.zeros((len(parameters["by"]), *x.shape[1:]))
    step = (a0 * 0, a0 * 0, a0, a0 * 0, a0 * 0, a0 * 0, a0 * 0, a0 * 0, x[:, :, 0], parameters)
    return a, y, a, ([step] * x.shape[2], x)


def wrong_c0_is_a0(x, a0, parameters):
    """The cell state starts from a0."""
    steps, a_next, c_next = [], a0, a0
    for t in range(x.shape[2]):
        steps.append(lstm_cell_forward(x[:, :, t], a_next, c_next, parameters))
        a_next, c_next = steps[-1][:2]
    a, c, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.stack(y, 2), np.stack(c, 2), (list(caches), x)


def wrong_c0_is_one(x, a0, parameters):
    """The cell state starts from ones."""
    steps, a_next, c_next = [], a0, np.ones_like(a0)
    for t in range(x.shape[2]):
        steps.append(lstm_cell_forward(x[:, :, t], a_next, c_next, parameters))
        a_next, c_next = steps[-1][:2]
    a, c, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.stack(y, 2), np.stack(c, 2), (list(caches), x)


def wrong_a0_ignored(x, a0, parameters):
    """The hidden state starts from zeros."""
    steps, a_next, c_next = [], np.zeros_like(a0), np.zeros_like(a0)
    for t in range(x.shape[2]):
        steps.append(lstm_cell_forward(x[:, :, t], a_next, c_next, parameters))
        a_next, c_next = steps[-1][:2]
    a, c, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.stack(y, 2), np.stack(c, 2), (list(caches), x)


def wrong_cell_state_not_carried(x, a0, parameters):
    """Every step starts from a cell state of zeros."""
    steps, a_next = [], a0
    for t in range(x.shape[2]):
        steps.append(lstm_cell_forward(x[:, :, t], a_next, np.zeros_like(a0), parameters))
        a_next = steps[-1][0]
    a, c, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.stack(y, 2), np.stack(c, 2), (list(caches), x)


def wrong_hidden_state_not_carried(x, a0, parameters):
    """Every step starts from a0."""
    steps, c_next = [], np.zeros_like(a0)
    for t in range(x.shape[2]):
        steps.append(lstm_cell_forward(x[:, :, t], a0, c_next, parameters))
        c_next = steps[-1][1]
    a, c, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.stack(y, 2), np.stack(c, 2), (list(caches), x)


def wrong_states_change_places(x, a0, parameters):
    """Hands the cell state on as the hidden state, and the other way round."""
    steps, a_next, c_next = [], a0, np.zeros_like(a0)
    for t in range(x.shape[2]):
        steps.append(lstm_cell_forward(x[:, :, t], a_next, c_next, parameters))
        c_next, a_next = steps[-1][:2]
    a, c, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.stack(y, 2), np.stack(c, 2), (list(caches), x)


def wrong_c_before_y(x, a0, parameters):
    """Returns a, c, y."""
    steps, a_next, c_next = [], a0, np.zeros_like(a0)
    for t in range(x.shape[2]):
        steps.append(lstm_cell_forward(x[:, :, t], a_next, c_next, parameters))
        a_next, c_next = steps[-1][:2]
    a, c, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.stack(c, 2), np.stack(y, 2), (list(caches), x)


def wrong_c_left_out(x, a0, parameters):
    """Returns three values, as rnn_forward does."""
    steps, a_next, c_next = [], a0, np.zeros_like(a0)
    for t in range(x.shape[2]):
        steps.append(lstm_cell_forward(x[:, :, t], a_next, c_next, parameters))
        a_next, c_next = steps[-1][:2]
    a, _, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.stack(y, 2), (list(caches), x)


def wrong_a_stored_as_c(x, a0, parameters):
    """Stores the hidden states in c as well."""
    steps, a_next, c_next = [], a0, np.zeros_like(a0)
    for t in range(x.shape[2]):
        steps.append(lstm_cell_forward(x[:, :, t], a_next, c_next, parameters))
        a_next, c_next = steps[-1][:2]
    a, _, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.stack(y, 2), np.stack(a, 2), (list(caches), x)


def wrong_cell_states_one_step_late(x, a0, parameters):
    """Stores in c the cell state before each step."""
    steps, before, a_next, c_next = [], [], a0, np.zeros_like(a0)
    for t in range(x.shape[2]):
        before.append(c_next)
        steps.append(lstm_cell_forward(x[:, :, t], a_next, c_next, parameters))
        a_next, c_next = steps[-1][:2]
    a, _, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.stack(y, 2), np.stack(before, 2), (list(caches), x)


def wrong_last_step_skipped(x, a0, parameters):
    """The loop ends one step too early."""
    n_y, n_a = parameters["Wy"].shape
    a, c, y = np.zeros((n_a, *x.shape[1:])), np.zeros((n_a, *x.shape[1:])), np.zeros((n_y, *x.shape[1:]))
    a_next, c_next, caches = a0, np.zeros_like(a0), []
    for t in range(x.shape[2] - 1):
        a_next, c_next, y[:, :, t], cache = lstm_cell_forward(x[:, :, t], a_next, c_next, parameters)
        a[:, :, t], c[:, :, t] = a_next, c_next
        caches.append(cache)
    return a, y, c, (caches, x)


def wrong_first_step_skipped(x, a0, parameters):
    """The loop starts at 1."""
    n_y, n_a = parameters["Wy"].shape
    a, c, y = np.zeros((n_a, *x.shape[1:])), np.zeros((n_a, *x.shape[1:])), np.zeros((n_y, *x.shape[1:]))
    a_next, c_next, caches = a0, np.zeros_like(a0), []
    for t in range(1, x.shape[2]):
        a_next, c_next, y[:, :, t], cache = lstm_cell_forward(x[:, :, t], a_next, c_next, parameters)
        a[:, :, t], c[:, :, t] = a_next, c_next
        caches.append(cache)
    return a, y, c, (caches, x)


def wrong_five_steps(x, a0, parameters):
    """Right only for the notebook's number of time steps."""
    n_y, n_a = parameters["Wy"].shape
    a, c, y = np.zeros((n_a, x.shape[1], 5)), np.zeros((n_a, x.shape[1], 5)), np.zeros((n_y, x.shape[1], 5))
    a_next, c_next, caches = a0, np.zeros_like(a0), []
    for t in range(5):
        a_next, c_next, y[:, :, t], cache = lstm_cell_forward(x[:, :, t], a_next, c_next, parameters)
        a[:, :, t], c[:, :, t] = a_next, c_next
        caches.append(cache)
    return a, y, c, (caches, x)


def wrong_predictions_summed(x, a0, parameters):
    """Adds the predictions up over time."""
    steps, a_next, c_next = [], a0, np.zeros_like(a0)
    for t in range(x.shape[2]):
        steps.append(lstm_cell_forward(x[:, :, t], a_next, c_next, parameters))
        a_next, c_next = steps[-1][:2]
    a, c, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.cumsum(np.stack(y, 2), axis=2), np.stack(c, 2), (list(caches), x)


def wrong_scores_not_probabilities(x, a0, parameters):
    """Returns y before the softmax."""
    steps, a_next, c_next = [], a0, np.zeros_like(a0)
    for t in range(x.shape[2]):
        steps.append(lstm_cell_forward(x[:, :, t], a_next, c_next, parameters))
        a_next, c_next = steps[-1][:2]
    a, c, _, caches = zip(*steps, strict=True)
    scores = np.tensordot(parameters["Wy"], np.stack(a, 2), 1) + parameters["by"][:, :, None]
    return np.stack(a, 2), scores, np.stack(c, 2), (list(caches), x)


def wrong_cache_missing(x, a0, parameters):
    """The first cache is lost."""
    steps, a_next, c_next = [], a0, np.zeros_like(a0)
    for t in range(x.shape[2]):
        steps.append(lstm_cell_forward(x[:, :, t], a_next, c_next, parameters))
        a_next, c_next = steps[-1][:2]
    a, c, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.stack(y, 2), np.stack(c, 2), (list(caches[1:]), x)


def wrong_caches_without_gates(x, a0, parameters):
    """Leaves the gates out of every cache."""
    steps, a_next, c_next = [], a0, np.zeros_like(a0)
    for t in range(x.shape[2]):
        steps.append(lstm_cell_forward(x[:, :, t], a_next, c_next, parameters))
        a_next, c_next = steps[-1][:2]
    a, c, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.stack(y, 2), np.stack(c, 2), ([cache[:4] + cache[8:] for cache in caches], x)


def wrong_caches_with_last_input(x, a0, parameters):
    """caches[1] is the last xt instead of x."""
    steps, a_next, c_next = [], a0, np.zeros_like(a0)
    for t in range(x.shape[2]):
        steps.append(lstm_cell_forward(x[:, :, t], a_next, c_next, parameters))
        a_next, c_next = steps[-1][:2]
    a, c, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.stack(y, 2), np.stack(c, 2), (list(caches), x[:, :, -1])


def wrong_one_buffer_for_the_cell_state(x, a0, parameters):
    """Updates one array in place, so that all caches hold the last cell state."""
    steps, a_next, c_next, c = [], a0, np.zeros_like(a0), []
    for t in range(x.shape[2]):
        a_next, new, yt, cache = lstm_cell_forward(x[:, :, t], a_next, c_next.copy(), parameters)
        c_next[...] = new
        c.append(new)
        steps.append((a_next, yt, (cache[0], c_next, *cache[2:])))
    a, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.stack(y, 2), np.stack(c, 2), (list(caches), x)


def wrong_changes_a0(x, a0, parameters):
    """Sets a0 to zero for its own purposes."""
    steps, a_next, c_next = [], a0.copy(), np.zeros_like(a0)
    a0[...] = 0
    for t in range(x.shape[2]):
        steps.append(lstm_cell_forward(x[:, :, t], a_next, c_next, parameters))
        a_next, c_next = steps[-1][:2]
    a, c, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.stack(y, 2), np.stack(c, 2), (list(caches), x)


def wrong_memory(x, a0, parameters, kept={}):
    """The cell state goes on from call to call."""
    steps, a_next, c_next = [], a0, kept.get(a0.shape, np.zeros_like(a0))
    for t in range(x.shape[2]):
        steps.append(lstm_cell_forward(x[:, :, t], a_next, c_next, parameters))
        a_next, c_next = steps[-1][:2]
    kept[a0.shape] = c_next
    a, c, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.stack(y, 2), np.stack(c, 2), (list(caches), x)


def wrong_float32(x, a0, parameters):
    """Casts x to float32 first."""
    steps, a_next, c_next = [], a0, np.zeros_like(a0)
    for t in range(x.shape[2]):
        steps.append(lstm_cell_forward(x[:, :, t].astype(np.float32), a_next, c_next, parameters))
        a_next, c_next = steps[-1][:2]
    a, c, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.stack(y, 2), np.stack(c, 2), (list(caches), x)


def wrong_own_cell_other_order(x, a0, parameters):
    """Writes the cell itself, with [xt; a_prev]."""
    p, steps, a_next, c_next = parameters, [], a0, np.zeros_like(a0)
    for t in range(x.shape[2]):
        a_prev, c_prev, xt = a_next, c_next, x[:, :, t]
        stacked = np.concatenate([xt, a_prev])
        ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fio")
        cct = np.tanh(p["Wc"] @ stacked + p["bc"])
        c_next = ft * c_prev + it * cct
        a_next = ot * np.tanh(c_next)
        yt = softmax(p["Wy"] @ a_next + p["by"])
        steps.append((a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)))
    a, c, y, caches = zip(*steps, strict=True)
    return np.stack(a, 2), np.stack(y, 2), np.stack(c, 2), (list(caches), x)
