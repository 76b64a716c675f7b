"""Answers to `rnn_forward`."""

# ruff: noqa: B006, F821, E741

import numpy as np

from utils.rnn import softmax

# Right


def right_lists_then_stack(x, a0, parameters):
    """Collects in lists and stacks at the end."""
    states, predictions, steps = [], [], []
    a_prev = a0
    for xt in np.moveaxis(x, 2, 0):
        a_prev, y, cache = rnn_cell_forward(xt, a_prev, parameters)
        states.append(a_prev)
        predictions.append(y)
        steps.append(cache)
    return np.stack(states, axis=-1), np.stack(predictions, axis=2), (steps, x)


def right_products_at_once(x, a0, parameters):
    """All input products at once, no cell, caches put together by hand."""
    inputs = np.einsum("ai,imt->amt", parameters["Wax"], x) + parameters["ba"][:, :, None]
    a = np.empty_like(inputs)
    before = a0
    for t in range(x.shape[2]):
        before = a[:, :, t] = np.tanh(inputs[:, :, t] + parameters["Waa"] @ before)
    scores = np.exp(np.tensordot(parameters["Wya"], a, axes=1) + parameters["by"][..., None])
    earlier = [a0] + [a[:, :, t] for t in range(x.shape[2])]
    caches = [(a[:, :, t], earlier[t], x[:, :, t], parameters) for t in range(x.shape[2])]
    return a, scores / scores.sum(axis=0, keepdims=True), (caches, x)


def right_loop_over_examples(x, a0, parameters):
    """One example after the other; caches joined afterwards, as a list of lists."""
    n_x, m, T = x.shape
    a = np.zeros((a0.shape[0], m, T))
    y = np.zeros((parameters["by"].shape[0], m, T))
    for i in range(m):
        h = a0[:, [i]]
        for t in range(T):
            h, p, _ = rnn_cell_forward(x[:, i : i + 1, t], h, parameters)
            a[:, i, t], y[:, i, t] = h[:, 0], p[:, 0]
    caches = [[a[:, :, t], a[:, :, t - 1] if t else a0, x[:, :, t], parameters] for t in range(T)]
    return [a, y, [caches, x]]


def right_recursive(x, a0, parameters):
    """Calls itself on one time step less; noisy."""
    print("steps:", x.shape[2])
    if x.shape[2] == 0:
        return np.zeros((*a0.shape, 0)), np.zeros((len(parameters["by"]), x.shape[1], 0)), ([], x)
    a1, y1, cache = rnn_cell_forward(x[:, :, 0], a0, parameters)
    a, y, (rest, _) = right_recursive(x[:, :, 1:], a1, parameters)
    return np.dstack((a1, a)), np.dstack((y1, y)), ([cache, *rest], x)


def right_tuple_of_caches(x, a0, parameters):
    """A while loop, a tuple of caches, and a copy of x."""
    a = np.zeros(a0.shape + x.shape[2:])
    y = np.zeros(parameters["Wya"].shape[:1] + x.shape[1:])
    caches, t = (), 0
    while t < x.shape[-1]:
        previous = a0 if t == 0 else a[..., t - 1]
        a[..., t], y[..., t], cache = rnn_cell_forward(x[..., t], previous, parameters)
        caches += (cache,)
        t += 1
    return a, y, (caches, x.copy())


# Wrong


def wrong_not_written(x, a0, parameters):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_zeros(x, a0, parameters):
    """Never stores what it computes."""
    n_y, n_a = parameters["Wya"].shape
    a, y_pred = np.zeros((n_a, *x.shape[1:])), np.zeros((n_y, *x.shape[1:]))
    caches, a_next = [], a0
    for t in range(x.shape[2]):
        a_next, _, cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        caches.append((a[:, :, t], *cache[1:]))
    return a, y_pred, (caches, x)


def wrong_a0_at_every_step(x, a0, parameters):
    """Every step starts from a0."""
    steps = [rnn_cell_forward(x[:, :, t], a0, parameters) for t in range(x.shape[2])]
    a, y, caches = (list(part) for part in zip(*steps, strict=True))
    return np.stack(a, axis=2), np.stack(y, axis=2), (caches, x)


def wrong_starts_from_zeros(x, a0, parameters):
    """Ignores a0."""
    a, y, caches, a_next = [], [], [], np.zeros_like(a0)
    for t in range(x.shape[2]):
        a_next, yt, cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a.append(a_next), y.append(yt), caches.append(cache)
    return np.stack(a, axis=2), np.stack(y, axis=2), (caches, x)


def wrong_first_input_every_step(x, a0, parameters):
    """Reads the first input at every step."""
    a, y, caches, a_next = [], [], [], a0
    for _ in range(x.shape[2]):
        a_next, yt, cache = rnn_cell_forward(x[:, :, 0], a_next, parameters)
        a.append(a_next), y.append(yt), caches.append(cache)
    return np.stack(a, axis=2), np.stack(y, axis=2), (caches, x)


def wrong_last_step_skipped(x, a0, parameters):
    """The loop ends one step too early."""
    n_y, n_a = parameters["Wya"].shape
    a, y_pred = np.zeros((n_a, *x.shape[1:])), np.zeros((n_y, *x.shape[1:]))
    caches, a_next = [], a0
    for t in range(x.shape[2] - 1):
        a_next, y_pred[:, :, t], cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a[:, :, t] = a_next
        caches.append(cache)
    return a, y_pred, (caches, x)


def wrong_first_step_skipped(x, a0, parameters):
    """The loop starts at 1."""
    n_y, n_a = parameters["Wya"].shape
    a, y_pred = np.zeros((n_a, *x.shape[1:])), np.zeros((n_y, *x.shape[1:]))
    caches, a_next = [], a0
    for t in range(1, x.shape[2]):
        a_next, y_pred[:, :, t], cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a[:, :, t] = a_next
        caches.append(cache)
    return a, y_pred, (caches, x)


def wrong_backwards(x, a0, parameters):
    """Runs from the last time step to the first."""
    a, y, caches, a_next = [], [], [], a0
    for t in reversed(range(x.shape[2])):
        a_next, yt, cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a.append(a_next), y.append(yt), caches.append(cache)
    return np.stack(a[::-1], axis=2), np.stack(y[::-1], axis=2), (caches[::-1], x)


def wrong_time_first(x, a0, parameters):
    """Stacks time as the first axis."""
    a, y, caches, a_next = [], [], [], a0
    for t in range(x.shape[2]):
        a_next, yt, cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a.append(a_next), y.append(yt), caches.append(cache)
    return np.array(a), np.array(y), (caches, x)


def wrong_time_from_the_batch(x, a0, parameters):
    """Loops over the examples instead of the time steps."""
    n_y, n_a = parameters["Wya"].shape
    a, y_pred = np.zeros((n_a, *x.shape[1:])), np.zeros((n_y, *x.shape[1:]))
    caches, a_next = [], a0
    for t in range(min(x.shape[1], x.shape[2])):
        a_next, y_pred[:, :, t], cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a[:, :, t] = a_next
        caches.append(cache)
    return a, y_pred, (caches, x)


def wrong_four_examples(x, a0, parameters):
    """Right only for the notebook's batch of four."""
    n_y, n_a = parameters["Wya"].shape
    a, y_pred = np.zeros((n_a, 4, x.shape[2])), np.zeros((n_y, 4, x.shape[2]))
    caches, a_next = [], a0
    for t in range(x.shape[2]):
        a_next, y_pred[:, :, t], cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a[:, :, t] = a_next
        caches.append(cache)
    return a, y_pred, (caches, x)


def wrong_last_prediction_everywhere(x, a0, parameters):
    """Stores the last prediction at every time step."""
    a, caches, a_next = [], [], a0
    for t in range(x.shape[2]):
        a_next, yt, cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a.append(a_next), caches.append(cache)
    return np.stack(a, axis=2), np.repeat(yt[:, :, None], x.shape[2], axis=2), (caches, x)


def wrong_predictions_one_step_late(x, a0, parameters):
    """Predicts from the state before the step."""
    a, y, caches, a_next = [], [], [], a0
    for t in range(x.shape[2]):
        y.append(softmax(parameters["Wya"] @ a_next + parameters["by"]))
        a_next, _, cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a.append(a_next), caches.append(cache)
    return np.stack(a, axis=2), np.stack(y, axis=2), (caches, x)


def wrong_only_last_cache(x, a0, parameters):
    """Keeps the cache of the last step alone."""
    a, y, caches, a_next = [], [], [], a0
    for t in range(x.shape[2]):
        a_next, yt, cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a.append(a_next), y.append(yt)
        caches = [cache]
    return np.stack(a, axis=2), np.stack(y, axis=2), (caches, x)


def wrong_caches_without_x(x, a0, parameters):
    """Returns the bare list of caches."""
    a, y, caches, a_next = [], [], [], a0
    for t in range(x.shape[2]):
        a_next, yt, cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a.append(a_next), y.append(yt), caches.append(cache)
    return np.stack(a, axis=2), np.stack(y, axis=2), caches


def wrong_caches_in_reverse(x, a0, parameters):
    """Puts each cache in front of the others."""
    a, y, caches, a_next = [], [], [], a0
    for t in range(x.shape[2]):
        a_next, yt, cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a.append(a_next), y.append(yt), caches.insert(0, cache)
    return np.stack(a, axis=2), np.stack(y, axis=2), (caches, x)


def wrong_x_first_in_caches(x, a0, parameters):
    """The two entries of caches change places."""
    a, y, caches, a_next = [], [], [], a0
    for t in range(x.shape[2]):
        a_next, yt, cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a.append(a_next), y.append(yt), caches.append(cache)
    return np.stack(a, axis=2), np.stack(y, axis=2), (x, caches)


def wrong_one_buffer(x, a0, parameters):
    """Keeps one array for the state, so that all caches show the last step."""
    n_y, n_a = parameters["Wya"].shape
    a, y_pred = np.zeros((n_a, *x.shape[1:])), np.zeros((n_y, *x.shape[1:]))
    caches, buffer, a_prev = [], np.zeros_like(a0), a0.copy()
    for t in range(x.shape[2]):
        buffer[...], y_pred[:, :, t], cache = rnn_cell_forward(x[:, :, t], a_prev, parameters)
        a[:, :, t] = buffer
        caches.append((buffer, *cache[1:]))
        a_prev = a[:, :, t]
    return a, y_pred, (caches, x)


def wrong_caches_hold_a0(x, a0, parameters):
    """Every cache has a0 as its previous state."""
    a, y, caches, a_next = [], [], [], a0
    for t in range(x.shape[2]):
        a_next, yt, cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a.append(a_next), y.append(yt), caches.append((a_next, a0, *cache[2:]))
    return np.stack(a, axis=2), np.stack(y, axis=2), (caches, x)


def wrong_changes_a0(x, a0, parameters):
    """Uses a0 as its working memory."""
    a, y, caches = [], [], []
    for t in range(x.shape[2]):
        before = a0.copy()
        a0[...], yt, cache = rnn_cell_forward(x[:, :, t], before, parameters)
        a.append(a0.copy()), y.append(yt), caches.append(cache)
    return np.stack(a, axis=2), np.stack(y, axis=2), (caches, x)


def wrong_changes_x(x, a0, parameters):
    """Adds the bias to x in place, and takes it away afterwards, but for rounding."""
    x += 0.1
    a, y, caches, a_next = [], [], [], a0
    for t in range(x.shape[2]):
        a_next, yt, cache = rnn_cell_forward(x[:, :, t] - 0.1, a_next, parameters)
        a.append(a_next), y.append(yt), caches.append(cache)
    x -= 0.1
    return np.stack(a, axis=2), np.stack(y, axis=2), (caches, x)


def wrong_memory(x, a0, parameters, kept={}):
    """Goes on from the state of the call before."""
    a, y, caches, a_next = [], [], [], kept.get(a0.shape, a0)
    for t in range(x.shape[2]):
        a_next, yt, cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a.append(a_next), y.append(yt), caches.append(cache)
    kept[a0.shape] = a_next
    return np.stack(a, axis=2), np.stack(y, axis=2), (caches, x)


def wrong_caches_pile_up(x, a0, parameters, caches=[]):
    """The list of caches goes on growing from call to call."""
    a, y, a_next = [], [], a0
    for t in range(x.shape[2]):
        a_next, yt, cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a.append(a_next), y.append(yt), caches.append(cache)
    return np.stack(a, axis=2), np.stack(y, axis=2), (caches, x)


def wrong_float32_arrays(x, a0, parameters):
    """Stores the results in float32 arrays."""
    n_y, n_a = parameters["Wya"].shape
    a, y_pred = np.zeros((n_a, *x.shape[1:]), np.float32), np.zeros((n_y, *x.shape[1:]), np.float32)
    caches, a_next = [], a0
    for t in range(x.shape[2]):
        a_next, y_pred[:, :, t], cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a[:, :, t] = a_next
        caches.append(cache)
    return a, y_pred, (caches, x)


def wrong_at_most_five_steps(x, a0, parameters):
    """Stops after the notebook's number of time steps."""
    n_y, n_a = parameters["Wya"].shape
    a, y_pred = np.zeros((n_a, *x.shape[1:])), np.zeros((n_y, *x.shape[1:]))
    caches, a_next = [], a0
    for t in range(min(5, x.shape[2])):
        a_next, y_pred[:, :, t], cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a[:, :, t] = a_next
        caches.append(cache)
    return a, y_pred, (caches, x)
