"""Answers to `clip`."""

import numpy as np

# Right


def right_five_lines(gradients, maxValue):
    """One line for each gradient, by name, in another order."""
    dby = np.clip(gradients["dby"], -maxValue, maxValue)
    db = np.clip(gradients["db"], -maxValue, maxValue)
    dWya = np.clip(gradients["dWya"], -maxValue, maxValue)
    dWax = np.clip(gradients["dWax"], -maxValue, maxValue)
    dWaa = np.clip(gradients["dWaa"], -maxValue, maxValue)
    return {"dWaa": dWaa, "dWax": dWax, "dWya": dWya, "db": db, "dby": dby}


def right_copy_then_out(gradients, maxValue):
    """A deep copy, clipped in place with out=."""
    import copy

    gradients = copy.deepcopy(gradients)
    for gradient in gradients.values():
        np.clip(gradient, -maxValue, maxValue, out=gradient)
    return gradients


def right_minimum_of_maximum(gradients, maxValue):
    """Without np.clip."""
    return {k: np.minimum(np.maximum(v, -maxValue), maxValue) for k, v in gradients.items()}


def right_masks(gradients, maxValue):
    """A copy of each array, its large entries replaced, with noise on the side."""
    import warnings

    new = {}
    for name in gradients:
        array = gradients[name].copy()
        array[array > maxValue] = maxValue
        array[array < -maxValue] = -maxValue
        new[name] = array
        print(name, np.abs(array).max())
    warnings.warn("a warning costs nothing", stacklevel=2)
    return new


def right_where(gradients, maxValue):
    """The sign times the limit, where an entry is too long."""
    return {k: np.where(np.abs(v) > maxValue, np.sign(v) * maxValue, v) for k, v in gradients.items()}


# Wrong


def wrong_not_written(gradients, maxValue):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(gradients, maxValue):
    """Forgets to return."""
    gradients = {k: np.clip(v, -maxValue, maxValue) for k, v in gradients.items()}


def wrong_zeros(gradients, maxValue):
    """Zeros of the right shapes."""
    return {k: np.zeros_like(v) for k, v in gradients.items()}


def wrong_visible_check(gradients, maxValue):
    """The numbers of the visible check."""
    return {k: np.array([[5.0, -5.0, 3.0]]) for k in gradients}


def wrong_discarded(gradients, maxValue):
    """Calls np.clip and throws its result away."""
    for gradient in gradients.values():
        np.clip(gradient, -maxValue, maxValue)
    return dict(gradients)


def wrong_in_place(gradients, maxValue):
    """The contract of older versions: clips what it was given."""
    for gradient in gradients.values():
        np.clip(gradient, -maxValue, maxValue, out=gradient)
    return gradients


def wrong_shallow_copy(gradients, maxValue):
    """Copies the dictionary, and clips the arrays that both share."""
    new = dict(gradients)
    for name in new:
        np.clip(new[name], -maxValue, maxValue, out=new[name])
    return new


def wrong_only_upper_end(gradients, maxValue):
    """Forgets that entries can be too negative."""
    return {k: np.minimum(v, maxValue) for k, v in gradients.items()}


def wrong_only_lower_end(gradients, maxValue):
    """The other half only."""
    return {k: np.maximum(v, -maxValue) for k, v in gradients.items()}


def wrong_from_zero(gradients, maxValue):
    """Clips to the range from 0."""
    return {k: np.clip(v, 0, maxValue) for k, v in gradients.items()}


def wrong_absolute(gradients, maxValue):
    """Clips the absolute values."""
    return {k: np.clip(np.abs(v), -maxValue, maxValue) for k, v in gradients.items()}


def wrong_forgets_a_bias(gradients, maxValue):
    """Clips four of the five."""
    return {k: v.copy() if k == "db" else np.clip(v, -maxValue, maxValue) for k, v in gradients.items()}


def wrong_only_weights(gradients, maxValue):
    """Clips the weights' gradients and returns nothing else."""
    return {k: np.clip(gradients[k], -maxValue, maxValue) for k in ("dWax", "dWaa", "dWya")}


def wrong_by_norm(gradients, maxValue):
    """Scales the whole gradient to a norm of maxValue."""
    norm = np.sqrt(sum(np.sum(v**2) for v in gradients.values()))
    return {k: v * maxValue / norm for k, v in gradients.items()}


def wrong_scales_each(gradients, maxValue):
    """Scales each array so that its largest entry fits."""
    return {k: v * maxValue / max(maxValue, np.abs(v).max()) for k, v in gradients.items()}


def wrong_always_five(gradients, maxValue):
    """Does not use maxValue."""
    return {k: np.clip(v, -5, 5) for k, v in gradients.items()}


def wrong_all_to_the_ends(gradients, maxValue):
    """Keeps only the signs."""
    return {k: np.sign(v) * maxValue for k, v in gradients.items()}


def wrong_sets_to_zero(gradients, maxValue):
    """Drops what is too long."""
    return {k: np.where(np.abs(v) > maxValue, 0.0, v) for k, v in gradients.items()}


def wrong_list(gradients, maxValue):
    """A list of arrays."""
    return [np.clip(v, -maxValue, maxValue) for v in gradients.values()]


def wrong_last_one_everywhere(gradients, maxValue):
    """Every key ends up with the last array."""
    for value in gradients.values():
        clipped = np.clip(value, -maxValue, maxValue)
    return dict.fromkeys(gradients, clipped)
