"""Answers to `predict_and_sample`."""

# ruff: noqa: F821

import keras
import numpy as np
from keras import ops

# Right


def right_to_categorical(inference_model, x_initializer, a_initializer, c_initializer):
    """With predict and keras.utils; noisy."""
    n_values = x_initializer.shape[2]
    pred = inference_model.predict([x_initializer, a_initializer, c_initializer])
    indices = np.argmax(np.array(pred), axis=-1)
    results = keras.utils.to_categorical(indices, num_classes=n_values)
    print(indices.ravel())
    return results, indices


def right_direct_call(inference_model, x_initializer, a_initializer, c_initializer):
    """Calls the model; loops over its outputs."""
    outputs = inference_model([x_initializer, a_initializer, c_initializer])
    indices = np.array([[int(np.argmax(output[0]))] for output in outputs])
    results = np.zeros((len(outputs), x_initializer.shape[2]))
    for row, (place,) in zip(results, indices, strict=True):
        row[place] = 1
    return results, indices


def right_ops(inference_model, x_initializer, a_initializer, c_initializer):
    """With keras.ops to the end, as a list of two tensors made arrays; integers."""
    pred = ops.stack(inference_model([x_initializer, a_initializer, c_initializer]))
    indices = ops.argmax(pred, axis=2)
    results = ops.one_hot(indices[:, 0], x_initializer.shape[-1], dtype="int32")
    return [np.asarray(results), np.asarray(indices)]


def right_largest_by_comparison(inference_model, x_initializer, a_initializer, c_initializer):
    """Booleans that become numbers; predict_on_batch."""
    start = [x_initializer, a_initializer, c_initializer]
    pred = np.concatenate(inference_model.predict_on_batch(start))
    results = (pred == pred.max(axis=1, keepdims=True)).astype("float32")
    return results, np.nonzero(results)[1].reshape(-1, 1)


# Wrong


def wrong_not_written(inference_model, x_initializer, a_initializer, c_initializer):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(inference_model, x_initializer, a_initializer, c_initializer):
    """Computes and forgets to return."""
    pred = inference_model.predict([x_initializer, a_initializer, c_initializer], verbose=0)
    np.argmax(np.array(pred), axis=-1)


def wrong_zeros(inference_model, x_initializer, a_initializer, c_initializer):
    """Arrays of the right shapes."""
    Ty = len(inference_model.outputs)
    return np.zeros((Ty, x_initializer.shape[2])), np.zeros((Ty, 1), int)


def wrong_visible_check(inference_model, x_initializer, a_initializer, c_initializer):
    """Value 1, always."""
    indices = np.ones((len(inference_model.outputs), 1), int)
    return np.eye(x_initializer.shape[2])[indices[:, 0]], indices


def wrong_probabilities(inference_model, x_initializer, a_initializer, c_initializer):
    """Results are the probabilities."""
    pred = np.array(inference_model([x_initializer, a_initializer, c_initializer]))
    return pred[:, 0], np.argmax(pred, axis=-1)


def wrong_width_from_the_largest(inference_model, x_initializer, a_initializer, c_initializer):
    """Lets to_categorical guess the width."""
    pred = np.array(inference_model([x_initializer, a_initializer, c_initializer]))
    indices = np.argmax(pred, axis=-1)
    return keras.utils.to_categorical(indices), indices


def wrong_width_of_another_vocabulary(inference_model, x_initializer, a_initializer, c_initializer):
    """As wide as a vocabulary of 90."""
    pred = np.array(inference_model([x_initializer, a_initializer, c_initializer]))
    indices = np.argmax(pred, axis=-1)
    return keras.utils.to_categorical(indices, 90), indices


def wrong_width_of_the_notebook(inference_model, x_initializer, a_initializer, c_initializer):
    """Takes n_values from the notebook."""
    pred = np.array(inference_model([x_initializer, a_initializer, c_initializer]))
    indices = np.argmax(pred, axis=-1)
    return np.eye(n_values)[indices[:, 0]], indices


def wrong_flat_indices(inference_model, x_initializer, a_initializer, c_initializer):
    """Indices of shape (Ty,)."""
    pred = np.array(inference_model([x_initializer, a_initializer, c_initializer]))
    indices = np.argmax(pred, axis=-1)[:, 0]
    return np.eye(x_initializer.shape[2])[indices], indices


def wrong_results_with_a_batch_axis(inference_model, x_initializer, a_initializer, c_initializer):
    """Results of shape (Ty, 1, n_values)."""
    pred = np.array(inference_model([x_initializer, a_initializer, c_initializer]))
    indices = np.argmax(pred, axis=-1)
    return np.eye(x_initializer.shape[2])[indices], indices


def wrong_arg_max_over_time(inference_model, x_initializer, a_initializer, c_initializer):
    """Looks for the largest along the time steps."""
    pred = np.array(inference_model([x_initializer, a_initializer, c_initializer]))
    indices = np.argmax(pred, axis=0)
    return keras.utils.to_categorical(indices, x_initializer.shape[2]), indices


def wrong_arg_min(inference_model, x_initializer, a_initializer, c_initializer):
    """The smallest."""
    pred = np.array(inference_model([x_initializer, a_initializer, c_initializer]))
    indices = np.argmin(pred, axis=-1)
    return np.eye(x_initializer.shape[2])[indices[:, 0]], indices


def wrong_drawn(inference_model, x_initializer, a_initializer, c_initializer):
    """Draws from the probabilities instead of taking the largest."""
    pred = np.array(inference_model([x_initializer, a_initializer, c_initializer]))[:, 0].astype(float)
    rng = np.random.default_rng(0)
    drawn = [rng.choice(len(p), p=p / p.sum()) for p in pred]
    indices = np.array(drawn).reshape(-1, 1)
    return np.eye(x_initializer.shape[2])[indices[:, 0]], indices


def wrong_order(inference_model, x_initializer, a_initializer, c_initializer):
    """Returns indices first."""
    pred = np.array(inference_model([x_initializer, a_initializer, c_initializer]))
    indices = np.argmax(pred, axis=-1)
    return indices, np.eye(x_initializer.shape[2])[indices[:, 0]]


def wrong_results_alone(inference_model, x_initializer, a_initializer, c_initializer):
    """Returns one of the two."""
    pred = np.array(inference_model([x_initializer, a_initializer, c_initializer]))
    return np.eye(x_initializer.shape[2])[np.argmax(pred, axis=-1)[:, 0]]


def wrong_a_for_c(inference_model, x_initializer, a_initializer, c_initializer):
    """Gives the hidden state twice."""
    pred = np.array(inference_model([x_initializer, a_initializer, a_initializer]))
    indices = np.argmax(pred, axis=-1)
    return np.eye(x_initializer.shape[2])[indices[:, 0]], indices


def wrong_states_swapped(inference_model, x_initializer, a_initializer, c_initializer):
    """The two states change places."""
    pred = np.array(inference_model([x_initializer, c_initializer, a_initializer]))
    indices = np.argmax(pred, axis=-1)
    return np.eye(x_initializer.shape[2])[indices[:, 0]], indices


def wrong_starts_from_zeros(inference_model, x_initializer, a_initializer, c_initializer):
    """Makes initial values of its own."""
    start = [np.zeros(array.shape) for array in (x_initializer, a_initializer, c_initializer)]
    pred = np.array(inference_model(start))
    indices = np.argmax(pred, axis=-1)
    return np.eye(x_initializer.shape[2])[indices[:, 0]], indices


def wrong_ignores_x(inference_model, x_initializer, a_initializer, c_initializer):
    """Always starts from a blank."""
    pred = np.array(inference_model([0 * x_initializer, a_initializer, c_initializer]))
    indices = np.argmax(pred, axis=-1)
    return np.eye(x_initializer.shape[2])[indices[:, 0]], indices


def wrong_last_output_everywhere(inference_model, x_initializer, a_initializer, c_initializer):
    """Repeats the last output."""
    pred = np.array(inference_model([x_initializer, a_initializer, c_initializer]))
    indices = np.argmax(pred[[-1] * len(pred)], axis=-1)
    return np.eye(x_initializer.shape[2])[indices[:, 0]], indices


def wrong_changes_the_initializer(inference_model, x_initializer, a_initializer, c_initializer):
    """Blanks x_initializer when it is done with it."""
    pred = np.array(inference_model([x_initializer, a_initializer, c_initializer]))
    indices = np.argmax(pred, axis=-1)
    results = np.eye(x_initializer.shape[2])[indices[:, 0]]
    x_initializer[...] = 0
    return results, indices


def wrong_at_most_four(inference_model, x_initializer, a_initializer, c_initializer):
    """The first four values only."""
    pred = np.array(inference_model([x_initializer, a_initializer, c_initializer])[:4])
    indices = np.argmax(pred, axis=-1)
    return np.eye(x_initializer.shape[2])[indices[:, 0]], indices


def wrong_memory(inference_model, x_initializer, a_initializer, c_initializer, kept={}):  # noqa: B006
    """Plays what it played the last time for a model of this size."""
    key = len(inference_model.outputs), x_initializer.shape[2]
    if key not in kept:
        pred = np.array(inference_model([x_initializer, a_initializer, c_initializer]))
        kept[key] = np.argmax(pred, axis=-1)
    indices = kept[key]
    return np.eye(x_initializer.shape[2])[indices[:, 0]], indices
