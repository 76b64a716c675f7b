"""Answers to `lstm_cell_forward`."""

# ruff: noqa: B006

import numpy as np

from utils.rnn import sigmoid, softmax

# Right


def right_split_weights(xt, a_prev, c_prev, parameters):
    """Splits every weight matrix in two, with sigmoids from the tanh; einsum."""
    n_a = a_prev.shape[0]

    def gate(name):
        W, b = parameters["W" + name], parameters["b" + name]
        return np.einsum("ij,jm->im", W[:, :n_a], a_prev) + np.einsum("ij,jm->im", W[:, n_a:], xt) + b

    f, i, o = (0.5 * (1 + np.tanh(gate(name) / 2)) for name in "fio")
    candidate = np.tanh(gate("c"))
    c_next = f * c_prev + i * candidate
    a_next = o * np.tanh(c_next)
    y = softmax(parameters["Wy"] @ a_next + parameters["by"])
    return a_next, c_next, y, (a_next, c_next, a_prev, c_prev, f, i, candidate, o, xt, parameters)


def right_all_gates_at_once(xt, a_prev, c_prev, parameters):
    """One product for all four gates, a naive sigmoid and softmax, lists."""
    W = np.vstack([parameters[k] for k in ("Wf", "Wi", "Wc", "Wo")])
    b = np.vstack([parameters[k] for k in ("bf", "bi", "bc", "bo")])
    f, i, g, o = np.split(W @ np.vstack((a_prev, xt)) + b, 4)
    f, i, o = (1.0 / (1.0 + np.exp(-z)) for z in (f, i, o))
    g = np.tanh(g)
    new_c = np.add(np.multiply(f, c_prev), np.multiply(i, g))
    new_a = np.multiply(o, np.tanh(new_c))
    e = np.exp(np.dot(parameters["Wy"], new_a) + parameters["by"])
    return [new_a, new_c, e / np.sum(e, axis=0), [new_a, new_c, a_prev, c_prev, f, i, g, o, xt, parameters]]


def right_loop_over_examples(xt, a_prev, c_prev, parameters):
    """The published layout: a concat array filled by slices, one example at a time."""
    n_x, m = xt.shape
    n_y, n_a = parameters["Wy"].shape
    results = {name: np.empty((n_a, m)) for name in ("f", "i", "c", "o", "c_next", "a_next")}
    y = np.empty((n_y, m))
    for k in range(m):
        concat = np.zeros(n_a + n_x)
        concat[:n_a], concat[n_a:] = a_prev[:, k], xt[:, k]
        for name in "fico":
            z = parameters["W" + name].dot(concat) + parameters["b" + name].ravel()
            results[name][:, k] = np.tanh(z) if name == "c" else np.exp(z) / (1 + np.exp(z))
        r = {name: value[:, k] for name, value in results.items()}
        results["c_next"][:, k] = r["f"] * c_prev[:, k] + r["i"] * r["c"]
        results["a_next"][:, k] = r["o"] * np.tanh(results["c_next"][:, k])
        y[:, k] = softmax(parameters["Wy"] @ results["a_next"][:, k] + parameters["by"][:, 0])
    a, c = results["a_next"], results["c_next"]
    return a, c, y, (a, c, a_prev, c_prev, *(results[name] for name in "fico"), xt, parameters)


def right_noisy(xt, a_prev, c_prev, parameters):
    """Prints and warns on stderr."""
    import sys
    import warnings

    warnings.warn("a warning costs nothing", stacklevel=2)
    stacked = np.r_[a_prev, xt]
    print("stacked", stacked.shape, file=sys.stderr)
    ft = sigmoid(parameters["bf"] + parameters["Wf"] @ stacked)
    it = sigmoid(parameters["bi"] + parameters["Wi"] @ stacked)
    cct = np.tanh(parameters["bc"] + parameters["Wc"] @ stacked)
    ot = sigmoid(parameters["bo"] + parameters["Wo"] @ stacked)
    c_next = it * cct + c_prev * ft
    a_next = np.tanh(c_next) * ot
    print(a_next)
    yt = softmax(parameters["by"] + parameters["Wy"] @ a_next)
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters)


# Wrong


def wrong_not_written(xt, a_prev, c_prev, parameters):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_constant(xt, a_prev, c_prev, parameters):
    """Zeros of the right shapes."""
    a, y = np.zeros_like(a_prev), np.zeros((len(parameters["by"]), xt.shape[1]))
    return a, a, y, (a, a, a_prev, c_prev, a, a, a, a, xt, parameters)


def wrong_stacked_the_other_way(xt, a_prev, c_prev, parameters):
    """Stacks xt above a_prev."""
    p, stacked = parameters, np.concatenate([xt, a_prev])
    ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fio")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt = softmax(p["Wy"] @ a_next + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)


def wrong_gates_swapped(xt, a_prev, c_prev, parameters):
    """The forget gate lets in, the update gate keeps."""
    p, stacked = parameters, np.concatenate([a_prev, xt])
    ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fio")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = it * c_prev + ft * cct
    a_next = ot * np.tanh(c_next)
    yt = softmax(p["Wy"] @ a_next + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)


def wrong_output_gate_is_update_gate(xt, a_prev, c_prev, parameters):
    """Uses the update gate's weights for the output gate."""
    p, stacked = parameters, np.concatenate([a_prev, xt])
    ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fii")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt = softmax(p["Wy"] @ a_next + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)


def wrong_sigmoid_candidate(xt, a_prev, c_prev, parameters):
    """A sigmoid for the candidate."""
    p, stacked = parameters, np.concatenate([a_prev, xt])
    ft, it, cct, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fico")
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt = softmax(p["Wy"] @ a_next + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)


def wrong_tanh_gates(xt, a_prev, c_prev, parameters):
    """A tanh for the gates."""
    p, stacked = parameters, np.concatenate([a_prev, xt])
    ft, it, cct, ot = (np.tanh(p["W" + g] @ stacked + p["b" + g]) for g in "fico")
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt = softmax(p["Wy"] @ a_next + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)


def wrong_forgets_the_forget_bias(xt, a_prev, c_prev, parameters):
    """Leaves bf out."""
    p, stacked = parameters, np.concatenate([a_prev, xt])
    ft, it, ot = sigmoid(p["Wf"] @ stacked), *(sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "io")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt = softmax(p["Wy"] @ a_next + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)


def wrong_no_output_bias(xt, a_prev, c_prev, parameters):
    """Leaves bo out."""
    p, stacked = parameters, np.concatenate([a_prev, xt])
    ft, it, ot = *(sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fi"), sigmoid(p["Wo"] @ stacked)
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt = softmax(p["Wy"] @ a_next + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)


def wrong_no_tanh_around_the_cell(xt, a_prev, c_prev, parameters):
    """Multiplies the output gate with the bare cell state."""
    p, stacked = parameters, np.concatenate([a_prev, xt])
    ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fio")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = ft * c_prev + it * cct
    a_next = ot * c_next
    yt = softmax(p["Wy"] @ a_next + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)


def wrong_hidden_state_from_old_cell(xt, a_prev, c_prev, parameters):
    """Takes the tanh of c_prev."""
    p, stacked = parameters, np.concatenate([a_prev, xt])
    ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fio")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_prev)
    yt = softmax(p["Wy"] @ a_next + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)


def wrong_gru_cell(xt, a_prev, c_prev, parameters):
    """Keeps what the update gate does not let in, as a GRU does."""
    p, stacked = parameters, np.concatenate([a_prev, xt])
    ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fio")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = (1 - it) * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt = softmax(p["Wy"] @ a_next + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)


def wrong_matrix_product_of_gates(xt, a_prev, c_prev, parameters):
    """A matrix product where numbers should meet one by one."""
    p, stacked = parameters, np.concatenate([a_prev, xt])
    ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fio")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = ft @ c_prev.T @ c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt = softmax(p["Wy"] @ a_next + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)


def wrong_prediction_from_cell_state(xt, a_prev, c_prev, parameters):
    """Predicts from c_next."""
    p, stacked = parameters, np.concatenate([a_prev, xt])
    ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fio")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt = softmax(p["Wy"] @ c_next + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)


def wrong_prediction_from_previous_state(xt, a_prev, c_prev, parameters):
    """Predicts from a_prev."""
    p, stacked = parameters, np.concatenate([a_prev, xt])
    ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fio")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt = softmax(p["Wy"] @ a_prev + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)


def wrong_softmax_over_examples(xt, a_prev, c_prev, parameters):
    """Normalises over the batch."""
    p, stacked = parameters, np.concatenate([a_prev, xt])
    ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fio")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt = softmax((p["Wy"] @ a_next + p["by"]).T).T
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)


def wrong_sigmoid_prediction(xt, a_prev, c_prev, parameters):
    """A sigmoid for the prediction."""
    p, stacked = parameters, np.concatenate([a_prev, xt])
    ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fio")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt = sigmoid(p["Wy"] @ a_next + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)


def wrong_cache_gates_swapped(xt, a_prev, c_prev, parameters):
    """ft and it change places in the cache."""
    p, stacked = parameters, np.concatenate([a_prev, xt])
    ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fio")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt = softmax(p["Wy"] @ a_next + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, it, ft, cct, ot, xt, p)


def wrong_cache_as_documented_in_v3a(xt, a_prev, c_prev, parameters):
    """Only the entries that an old docstring lists."""
    p, stacked = parameters, np.concatenate([a_prev, xt])
    ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fio")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt = softmax(p["Wy"] @ a_next + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, xt, p)


def wrong_cache_of_sums(xt, a_prev, c_prev, parameters):
    """The cache holds the gates before their sigmoid."""
    p, stacked = parameters, np.concatenate([a_prev, xt])
    zf, zi, zo = (p["W" + g] @ stacked + p["b" + g] for g in "fio")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = sigmoid(zf) * c_prev + sigmoid(zi) * cct
    a_next = sigmoid(zo) * np.tanh(c_next)
    yt = softmax(p["Wy"] @ a_next + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, zf, zi, cct, zo, xt, p)


def wrong_states_swapped(xt, a_prev, c_prev, parameters):
    """Returns c_next before a_next."""
    p, stacked = parameters, np.concatenate([a_prev, xt])
    ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fio")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt = softmax(p["Wy"] @ a_next + p["by"])
    return c_next, a_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)


def wrong_changes_c_prev(xt, a_prev, c_prev, parameters):
    """Computes the new cell state in place."""
    p, stacked, old = parameters, np.concatenate([a_prev, xt]), c_prev.copy()
    ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fio")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_prev *= ft
    c_prev += it * cct
    a_next = ot * np.tanh(c_prev)
    yt = softmax(p["Wy"] @ a_next + p["by"])
    return a_next, c_prev, yt, (a_next, c_prev, a_prev, old, ft, it, cct, ot, xt, p)


def wrong_changes_a_parameter(xt, a_prev, c_prev, parameters):
    """Adds one to the forget bias, as some libraries do, in the caller's dictionary."""
    p, stacked = parameters, np.concatenate([a_prev, xt])
    ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fio")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt = softmax(p["Wy"] @ a_next + p["by"])
    cache = (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, dict(p))
    p["bf"] = p["bf"] + 1
    return a_next, c_next, yt, cache


def wrong_sizes_of_the_notebook(xt, a_prev, c_prev, parameters):
    """Right only for two inputs and three hidden units."""
    p, stacked = parameters, np.zeros((5, xt.shape[1]))
    stacked[:3], stacked[3:] = a_prev, xt
    ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fio")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt = softmax(p["Wy"] @ a_next + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)


def wrong_float32(xt, a_prev, c_prev, parameters):
    """Stacks into a float32 array."""
    p, stacked = parameters, np.concatenate([a_prev, xt]).astype("float32")
    ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fio")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    c_next = ft * c_prev + it * cct
    a_next = ot * np.tanh(c_next)
    yt = softmax(p["Wy"] @ a_next + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)


def wrong_memory(xt, a_prev, c_prev, parameters, kept={}):
    """Keeps the cell state between calls."""
    p, stacked, old = parameters, np.concatenate([a_prev, xt]), kept.get(c_prev.shape, c_prev)
    ft, it, ot = (sigmoid(p["W" + g] @ stacked + p["b" + g]) for g in "fio")
    cct = np.tanh(p["Wc"] @ stacked + p["bc"])
    kept[c_prev.shape] = c_next = ft * old + it * cct
    a_next = ot * np.tanh(c_next)
    yt = softmax(p["Wy"] @ a_next + p["by"])
    return a_next, c_next, yt, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p)
