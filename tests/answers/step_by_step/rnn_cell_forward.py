"""Answers to `rnn_cell_forward`."""

# ruff: noqa: B006

import numpy as np

from utils.rnn import softmax

# Right


def right_einsum(xt, a_prev, parameters):
    """Products by einsum, returned as a list with a list for a cache."""
    Wax, Waa, Wya, ba, by = (parameters[k] for k in ("Wax", "Waa", "Wya", "ba", "by"))
    hidden = np.tanh(np.einsum("ij,jm->im", Wax, xt) + np.einsum("ij,jm->im", Waa, a_prev) + ba)
    return [hidden, softmax(np.einsum("ij,jm->im", Wya, hidden) + by), [hidden, a_prev, xt, parameters]]


def right_loop_over_examples(xt, a_prev, parameters):
    """One example at a time, with a softmax of its own."""
    columns, predictions = [], []
    for i in range(xt.shape[1]):
        z = parameters["Wax"].dot(xt[:, i]) + parameters["Waa"].dot(a_prev[:, i]) + parameters["ba"][:, 0]
        a = np.sinh(z) / np.cosh(z)
        e = np.exp(parameters["Wya"].dot(a) + parameters["by"].ravel())
        columns.append(a)
        predictions.append(e / e.sum())
    a_next = np.array(columns).T
    return a_next, np.array(predictions).T, (a_next, a_prev, xt, parameters)


def right_one_product(xt, a_prev, parameters):
    """Stacked weights, np.matmul, other names, and copies in the cache."""
    import copy

    W = np.hstack((parameters["Waa"], parameters["Wax"]))
    new = np.tanh(np.matmul(W, np.vstack((a_prev, xt))) + parameters["ba"])
    scores = np.matmul(parameters["Wya"], new) + parameters["by"]
    scores = np.exp(scores - np.max(scores))
    return new, scores / np.sum(scores, axis=0), tuple(copy.deepcopy([new, a_prev, xt, parameters]))


def right_noisy(xt, a_prev, parameters):
    """Prints, warns on stderr, and divides by zero on the side."""
    import sys
    import warnings

    print("xt", xt.shape, file=sys.stderr)
    warnings.warn("a warning costs nothing", stacklevel=2)
    a_next = np.tanh(parameters["Waa"] @ a_prev + (parameters["ba"] + parameters["Wax"] @ xt))
    print(a_next)
    return a_next, softmax(parameters["Wya"] @ a_next + parameters["by"]), (a_next, a_prev, xt, parameters)


def right_tanh_from_exponentials(xt, a_prev, parameters):
    """The tanh as 2 * sigmoid(2z) - 1, the whole computation transposed."""
    z = (xt.T @ parameters["Wax"].T + a_prev.T @ parameters["Waa"].T + parameters["ba"].T).T
    a_next = 2 / (1 + np.exp(-2 * z)) - 1
    e = np.exp(parameters["Wya"] @ a_next + parameters["by"])
    return a_next, e / e.sum(0), (a_next, a_prev, xt, parameters)


# Wrong


def wrong_not_written(xt, a_prev, parameters):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(xt, a_prev, parameters):
    """Forgets to return."""
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    softmax(parameters["Wya"] @ a_next + parameters["by"])


def wrong_zeros(xt, a_prev, parameters):
    """Zeros of the right shapes."""
    a_next = np.zeros_like(a_prev)
    return a_next, np.zeros((len(parameters["by"]), xt.shape[1])), (a_next, a_prev, xt, parameters)


def wrong_visible_check(xt, a_prev, parameters):
    """Returns the numbers of the visible check, whatever it is given."""
    a_next, yt_pred = np.zeros(a_prev.shape), np.zeros((len(parameters["by"]), xt.shape[1]))
    if a_next.shape == (3, 4):
        a_next[:, 0], a_next[2] = [0.9640, 0, 0.9852], [0.9852, 0.4219, -0.9138, 0.4219]
        yt_pred[:, 0] = [0.1256, 0.8744]
    return a_next, yt_pred, (a_next, a_prev, xt, parameters)


def wrong_transposed_waa(xt, a_prev, parameters):
    """Multiplies by the transpose of Waa."""
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"].T @ a_prev + parameters["ba"])
    return a_next, softmax(parameters["Wya"] @ a_next + parameters["by"]), (a_next, a_prev, xt, parameters)


def wrong_transposed_result(xt, a_prev, parameters):
    """Examples as rows."""
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    yt_pred = softmax(parameters["Wya"] @ a_next + parameters["by"])
    return a_next.T, yt_pred.T, (a_next.T, a_prev, xt, parameters)


def wrong_no_hidden_bias(xt, a_prev, parameters):
    """Leaves ba out."""
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev)
    return a_next, softmax(parameters["Wya"] @ a_next + parameters["by"]), (a_next, a_prev, xt, parameters)


def wrong_no_output_bias(xt, a_prev, parameters):
    """Leaves by out."""
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    return a_next, softmax(parameters["Wya"] @ a_next), (a_next, a_prev, xt, parameters)


def wrong_sum_of_tanh(xt, a_prev, parameters):
    """A tanh around each term."""
    a_next = np.tanh(parameters["Wax"] @ xt) + np.tanh(parameters["Waa"] @ a_prev) + np.tanh(parameters["ba"])
    return a_next, softmax(parameters["Wya"] @ a_next + parameters["by"]), (a_next, a_prev, xt, parameters)


def wrong_sigmoid(xt, a_prev, parameters):
    """A sigmoid in the place of the tanh."""
    a_next = 1 / (1 + np.exp(-(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])))
    return a_next, softmax(parameters["Wya"] @ a_next + parameters["by"]), (a_next, a_prev, xt, parameters)


def wrong_bias_outside(xt, a_prev, parameters):
    """Adds ba after the tanh."""
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev) + parameters["ba"]
    return a_next, softmax(parameters["Wya"] @ a_next + parameters["by"]), (a_next, a_prev, xt, parameters)


def wrong_prediction_from_previous_state(xt, a_prev, parameters):
    """Predicts from a_prev."""
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    return a_next, softmax(parameters["Wya"] @ a_prev + parameters["by"]), (a_next, a_prev, xt, parameters)


def wrong_softmax_over_examples(xt, a_prev, parameters):
    """Normalises over the batch instead of the classes."""
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    e = np.exp(parameters["Wya"] @ a_next + parameters["by"])
    return a_next, e / e.sum(axis=1, keepdims=True), (a_next, a_prev, xt, parameters)


def wrong_softmax_over_everything(xt, a_prev, parameters):
    """Divides by the sum of the whole array; right for one example."""
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    e = np.exp(parameters["Wya"] @ a_next + parameters["by"])
    return a_next, e / e.sum(), (a_next, a_prev, xt, parameters)


def wrong_no_softmax(xt, a_prev, parameters):
    """Returns the scores before the softmax."""
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    return a_next, parameters["Wya"] @ a_next + parameters["by"], (a_next, a_prev, xt, parameters)


def wrong_float32(xt, a_prev, parameters):
    """Computes in single precision and returns float64."""
    W, U = parameters["Wax"].astype(np.float32), parameters["Waa"].astype(np.float32)
    a_next = np.tanh(W @ xt.astype(np.float32) + U @ a_prev.astype(np.float32) + parameters["ba"]).astype(float)
    return a_next, softmax(parameters["Wya"] @ a_next + parameters["by"]), (a_next, a_prev, xt, parameters)


def wrong_returns_float32(xt, a_prev, parameters):
    """Rounds the prediction to float32 at the end."""
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    yt_pred = softmax(parameters["Wya"] @ a_next + parameters["by"]).astype(np.float32)
    return a_next, yt_pred, (a_next, a_prev, xt, parameters)


def wrong_softmax_with_epsilon(xt, a_prev, parameters):
    """Adds 1e-8 to the sum of the softmax."""
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    e = np.exp(parameters["Wya"] @ a_next + parameters["by"])
    return a_next, e / (e.sum(axis=0) + 1e-8), (a_next, a_prev, xt, parameters)


def wrong_rounded(xt, a_prev, parameters):
    """Rounds the hidden state to eight decimals."""
    a_next = np.round(np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"]), 8)
    return a_next, softmax(parameters["Wya"] @ a_next + parameters["by"]), (a_next, a_prev, xt, parameters)


def wrong_cache_order(xt, a_prev, parameters):
    """The two states change places in the cache."""
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    return a_next, softmax(parameters["Wya"] @ a_next + parameters["by"]), (a_prev, a_next, xt, parameters)


def wrong_cache_without_input(xt, a_prev, parameters):
    """The cache lacks xt."""
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    return a_next, softmax(parameters["Wya"] @ a_next + parameters["by"]), (a_next, a_prev, parameters)


def wrong_cache_with_empty_parameters(xt, a_prev, parameters):
    """The cache holds a dictionary, but not the parameters."""
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    return a_next, softmax(parameters["Wya"] @ a_next + parameters["by"]), (a_next, a_prev, xt, {})


def wrong_no_cache(xt, a_prev, parameters):
    """Returns two values instead of three."""
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    return a_next, softmax(parameters["Wya"] @ a_next + parameters["by"])


def wrong_order_of_results(xt, a_prev, parameters):
    """Returns the prediction first."""
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    return softmax(parameters["Wya"] @ a_next + parameters["by"]), a_next, (a_next, a_prev, xt, parameters)


def wrong_changes_input(xt, a_prev, parameters):
    """Writes the new state into a_prev."""
    a_prev[...] = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    return a_prev, softmax(parameters["Wya"] @ a_prev + parameters["by"]), (a_prev, a_prev, xt, parameters)


def wrong_adds_to_parameters(xt, a_prev, parameters):
    """Leaves something behind in the dictionary of parameters."""
    parameters["Wa"] = np.hstack((parameters["Waa"], parameters["Wax"]))
    a_next = np.tanh(parameters["Wa"] @ np.vstack((a_prev, xt)) + parameters["ba"])
    return a_next, softmax(parameters["Wya"] @ a_next + parameters["by"]), (a_next, a_prev, xt, parameters)


def wrong_sizes_of_the_notebook(xt, a_prev, parameters):
    """Right only for 3 hidden units and 4 examples."""
    a_next = np.zeros((3, 4))
    a_next[:] = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"])
    return a_next, softmax(parameters["Wya"] @ a_next + parameters["by"]), (a_next, a_prev, xt, parameters)


def wrong_memory(xt, a_prev, parameters, kept={}):
    """Keeps the state between calls and uses it in the place of a_prev."""
    before = kept.get(a_prev.shape, a_prev)
    a_next = np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ before + parameters["ba"])
    kept[a_prev.shape] = a_next
    return a_next, softmax(parameters["Wya"] @ a_next + parameters["by"]), (a_next, a_prev, xt, parameters)


def wrong_first_parameters(xt, a_prev, parameters, kept={}):
    """Keeps the parameters of the first call of each size."""
    p = kept.setdefault(xt.shape, parameters)
    a_next = np.tanh(p["Wax"] @ xt + p["Waa"] @ a_prev + p["ba"])
    return a_next, softmax(p["Wya"] @ a_next + p["by"]), (a_next, a_prev, xt, parameters)


def wrong_matrix(xt, a_prev, parameters):
    """Returns numpy.matrix."""
    a_next = np.asmatrix(np.tanh(parameters["Wax"] @ xt + parameters["Waa"] @ a_prev + parameters["ba"]))
    return a_next, softmax(parameters["Wya"] @ a_next + parameters["by"]), (a_next, a_prev, xt, parameters)


def wrong_exception(xt, a_prev, parameters):
    """Multiplies in the wrong order, so that the shapes do not fit."""
    a_next = np.tanh(xt @ parameters["Wax"] + parameters["Waa"] @ a_prev + parameters["ba"])
    return a_next, softmax(parameters["Wya"] @ a_next + parameters["by"]), (a_next, a_prev, xt, parameters)
