"""Answers to `optimize`."""

import numpy as np

from utils.char_rnn import rnn_backward, rnn_forward, update_parameters

# Right


def clip(gradients, maxValue):  # as in the notebook, for the linter
    return {name: np.clip(value, -maxValue, maxValue) for name, value in gradients.items()}


def right_last_entry(X, Y, a_prev, parameters, learning_rate=0.01):
    """The last state by its index from the end; a list is returned."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    gradients = clip(gradients, maxValue=5)
    parameters = update_parameters(parameters, gradients, learning_rate)
    return [loss, gradients, a[-1]]


def right_new_arrays_in_the_dictionary(X, Y, a_prev, parameters, learning_rate=0.01):
    """Its own update: the dictionary gets new arrays."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    gradients = clip(gradients, 5)
    for name in parameters:
        parameters[name] = parameters[name] - learning_rate * gradients["d" + name]
    return loss, gradients, a[len(X) - 1]


def right_arrays_in_place(X, Y, a_prev, parameters, learning_rate=0.01):
    """Its own clipping and its own update, one array at a time, and noise."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    limited = {}
    for name, gradient in gradients.items():
        limited[name] = np.minimum(5.0, np.maximum(-5.0, gradient))
        parameters[name[1:]] += -learning_rate * limited[name]
    print("loss", loss)
    return np.float64(loss), limited, np.array(a[len(X) - 1])


def right_by_keyword(X, Y, a_prev, parameters, learning_rate=0.01):
    """Everything by keyword."""
    loss, cache = rnn_forward(X=X, Y=Y, a0=a_prev, parameters=parameters)
    gradients, a = rnn_backward(X=X, Y=Y, parameters=parameters, cache=cache)
    clipped = clip(gradients=gradients, maxValue=5.0)
    update_parameters(parameters=parameters, gradients=clipped, learning_rate=learning_rate)
    return loss, clipped, a[len(Y) - 1]


# Wrong


def wrong_not_written(X, Y, a_prev, parameters, learning_rate=0.01):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(X, Y, a_prev, parameters, learning_rate=0.01):
    """Forgets to return, and to update."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)


def wrong_zeros(X, Y, a_prev, parameters, learning_rate=0.01):
    """Zeros of the right shapes."""
    return 0.0, {f"d{name}": np.zeros_like(value) for name, value in parameters.items()}, np.zeros_like(a_prev)


def wrong_visible_check(X, Y, a_prev, parameters, learning_rate=0.01):
    """The numbers of the visible check."""
    gradients = {f"d{name}": np.zeros_like(value) for name, value in parameters.items()}
    gradients["dby"] = np.array([[2.25], [-5.0], [3.25], [3.25]])
    parameters["by"] = np.array([[-0.225], [0.5], [-0.325], [-0.325]])
    return 18.0218, gradients, np.zeros_like(a_prev)


def wrong_no_clipping(X, Y, a_prev, parameters, learning_rate=0.01):
    """Does not clip at all."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    update_parameters(parameters, gradients, learning_rate)
    return loss, gradients, a[len(X) - 1]


def wrong_clipping_discarded(X, Y, a_prev, parameters, learning_rate=0.01):
    """Calls clip and throws its result away."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    clip(gradients, 5)
    update_parameters(parameters, gradients, learning_rate)
    return loss, gradients, a[len(X) - 1]


def wrong_clips_after_the_update(X, Y, a_prev, parameters, learning_rate=0.01):
    """Updates with unclipped gradients and returns clipped ones."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    update_parameters(parameters, gradients, learning_rate)
    return loss, clip(gradients, 5), a[len(X) - 1]


def wrong_returns_unclipped(X, Y, a_prev, parameters, learning_rate=0.01):
    """Updates with clipped gradients and returns the others."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    update_parameters(parameters, clip(gradients, 5), learning_rate)
    return loss, gradients, a[len(X) - 1]


def wrong_clips_at_10(X, Y, a_prev, parameters, learning_rate=0.01):
    """Another limit."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    gradients = clip(gradients, 10)
    update_parameters(parameters, gradients, learning_rate)
    return loss, gradients, a[len(X) - 1]


def wrong_only_some_clipped(X, Y, a_prev, parameters, learning_rate=0.01):
    """Clips the weights' gradients only."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    gradients = {k: v if k in ("db", "dby") else np.clip(v, -5, 5) for k, v in gradients.items()}
    update_parameters(parameters, gradients, learning_rate)
    return loss, gradients, a[len(X) - 1]


def wrong_no_update(X, Y, a_prev, parameters, learning_rate=0.01):
    """Does not learn."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    return loss, clip(gradients, 5), a[len(X) - 1]


def wrong_updates_a_copy(X, Y, a_prev, parameters, learning_rate=0.01):
    """The learned parameters are lost."""
    parameters = {name: value.copy() for name, value in parameters.items()}
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    gradients = clip(gradients, 5)
    parameters = update_parameters(parameters, gradients, learning_rate)
    return loss, gradients, a[len(X) - 1]


def wrong_updates_twice(X, Y, a_prev, parameters, learning_rate=0.01):
    """Two steps instead of one."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    gradients = clip(gradients, 5)
    update_parameters(parameters, gradients, learning_rate)
    update_parameters(parameters, gradients, learning_rate)
    return loss, gradients, a[len(X) - 1]


def wrong_fixed_learning_rate(X, Y, a_prev, parameters, learning_rate=0.01):
    """Does not use learning_rate."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    gradients = clip(gradients, 5)
    update_parameters(parameters, gradients, 0.01)
    return loss, gradients, a[len(X) - 1]


def wrong_uphill(X, Y, a_prev, parameters, learning_rate=0.01):
    """The wrong sign."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    gradients = clip(gradients, 5)
    update_parameters(parameters, gradients, -learning_rate)
    return loss, gradients, a[len(X) - 1]


def wrong_loss_after_the_update(X, Y, a_prev, parameters, learning_rate=0.01):
    """Measures the loss once more, afterwards."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    gradients = clip(gradients, 5)
    update_parameters(parameters, gradients, learning_rate)
    return rnn_forward(X, Y, a_prev, parameters)[0], gradients, a[len(X) - 1]


def wrong_starts_from_zeros(X, Y, a_prev, parameters, learning_rate=0.01):
    """Does not use a_prev."""
    loss, cache = rnn_forward(X, Y, np.zeros_like(a_prev), parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    gradients = clip(gradients, 5)
    update_parameters(parameters, gradients, learning_rate)
    return loss, gradients, a[len(X) - 1]


def wrong_all_states(X, Y, a_prev, parameters, learning_rate=0.01):
    """Returns the states of all time steps."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    gradients = clip(gradients, 5)
    update_parameters(parameters, gradients, learning_rate)
    return loss, gradients, a


def wrong_state_before_the_last(X, Y, a_prev, parameters, learning_rate=0.01):
    """One time step too early."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    gradients = clip(gradients, 5)
    update_parameters(parameters, gradients, learning_rate)
    return loss, gradients, a[len(X) - 2]


def wrong_order(X, Y, a_prev, parameters, learning_rate=0.01):
    """Right values in another order."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    gradients = clip(gradients, 5)
    update_parameters(parameters, gradients, learning_rate)
    return gradients, loss, a[len(X) - 1]


def wrong_writes_into_a_prev(X, Y, a_prev, parameters, learning_rate=0.01):
    """Stores the last state in what it was given."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    gradients = clip(gradients, 5)
    update_parameters(parameters, gradients, learning_rate)
    a_prev[:] = a[len(X) - 1]
    return loss, gradients, a_prev


def wrong_mean_loss(X, Y, a_prev, parameters, learning_rate=0.01):
    """The loss per letter instead of that of the name."""
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    gradients = clip(gradients, 5)
    update_parameters(parameters, gradients, learning_rate)
    return loss / len(X), gradients, a[len(X) - 1]
