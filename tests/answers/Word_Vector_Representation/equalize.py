"""Answers to `equalize`."""

# ruff: noqa: B006, F821

import numpy as np

# Right


def right_published_style(pair, bias_axis, word_to_vec_map):
    """In the steps of the published course, with the paper's formula."""
    w1, w2 = pair
    e_w1, e_w2 = word_to_vec_map[w1], word_to_vec_map[w2]
    mu = (e_w1 + e_w2) / 2
    mu_B = np.dot(mu, bias_axis) / np.linalg.norm(bias_axis) ** 2 * bias_axis
    mu_orth = mu - mu_B
    e_w1B = np.dot(e_w1, bias_axis) / np.linalg.norm(bias_axis) ** 2 * bias_axis
    e_w2B = np.dot(e_w2, bias_axis) / np.linalg.norm(bias_axis) ** 2 * bias_axis
    root = np.sqrt(np.abs(1 - np.linalg.norm(mu_orth) ** 2))
    corrected_e_w1B = root * (e_w1B - mu_B) / np.linalg.norm(e_w1B - mu_B)
    corrected_e_w2B = root * (e_w2B - mu_B) / np.linalg.norm(e_w2B - mu_B)
    return corrected_e_w1B + mu_orth, corrected_e_w2B + mu_orth


def right_signs(pair, bias_axis, word_to_vec_map):
    """Knows that the two sides are opposite: one sign decides."""
    first, second = (word_to_vec_map[w] for w in pair)
    unit = bias_axis / np.linalg.norm(bias_axis)
    middle = (first + second) / 2
    off = middle - middle @ unit * unit
    reach = np.sign((first - second) @ unit) * np.sqrt(1 - off @ off) * unit
    return off + reach, off - reach


def right_matrix(pair, bias_axis, word_to_vec_map):
    """Both words as the rows of a matrix; returns a list."""
    E = np.stack([word_to_vec_map[w] for w in pair])
    P = np.outer(bias_axis, bias_axis) / np.dot(bias_axis, bias_axis)
    along, mu = E @ P, E.mean(axis=0)
    off = mu - mu @ P
    side = along - along.mean(axis=0)
    side = side / np.sqrt(np.sum(side**2, axis=1, keepdims=True))
    return list(off + np.sqrt(1 - np.sum(off**2)) * side)


def right_with_neutralize(pair, bias_axis, word_to_vec_map):
    """Uses the learner's own neutralize, and scales to length 1 once more."""
    first, second = word_to_vec_map[pair[0]], word_to_vec_map[pair[1]]
    off = neutralize("middle", bias_axis, {"middle": 0.5 * first + 0.5 * second})
    results = []
    for mine, other in ((first, second), (second, first)):
        side = (mine - other) - neutralize("step", bias_axis, {"step": mine - other})
        e = off + side / np.linalg.norm(side) * (1 - np.linalg.norm(off) ** 2) ** 0.5
        results.append(e / np.linalg.norm(e))
    return tuple(results)


def right_noisy(pair, bias_axis, word_to_vec_map):
    """Scales copies of the words to length 1 first, which they have, and prints."""
    e = {w: word_to_vec_map[w] / np.linalg.norm(word_to_vec_map[w]) for w in pair}
    b = np.array(bias_axis) / np.sqrt(np.sum(np.square(bias_axis)))
    parts = {w: float(e[w] @ b) for w in pair}
    print(parts)
    middle = sum(parts.values()) / 2
    off = sum(e.values()) / 2 - middle * b
    s = np.sqrt(max(0.0, 1 - float(np.sum(off**2))))
    e1, e2 = (off + s * (1.0 if parts[w] > middle else -1.0) * b for w in pair)
    return e1, e2


# Wrong


def wrong_not_written(pair, bias_axis, word_to_vec_map):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(pair, bias_axis, word_to_vec_map):
    """Forgets to return."""
    first, second = (word_to_vec_map[w] for w in pair)
    (first + second) / 2


def wrong_zeros(pair, bias_axis, word_to_vec_map):
    """Zeros of the right shapes."""
    return np.zeros_like(bias_axis), np.zeros_like(bias_axis)


def wrong_visible_check(pair, bias_axis, word_to_vec_map):
    """Returns the numbers of the visible check, whatever it is given."""
    return np.array([-0.3342, 0.9425]), np.array([0.3342, 0.9425])


def wrong_unchanged(pair, bias_axis, word_to_vec_map):
    """Returns the words as they are."""
    return word_to_vec_map[pair[0]], word_to_vec_map[pair[1]]


def wrong_neutralized(pair, bias_axis, word_to_vec_map):
    """Neutralizes both words."""
    words = (word_to_vec_map[w] for w in pair)
    return tuple(e - e @ bias_axis / (bias_axis @ bias_axis) * bias_axis for e in words)


def wrong_middle(pair, bias_axis, word_to_vec_map):
    """Puts both words at their middle, off the axis."""
    mu = (word_to_vec_map[pair[0]] + word_to_vec_map[pair[1]]) / 2
    off = mu - mu @ bias_axis / (bias_axis @ bias_axis) * bias_axis
    return off, off.copy()


def wrong_earlier_formula(pair, bias_axis, word_to_vec_map):
    """An earlier published formula: divides by the length of e - mu_orth - mu_B."""
    first, second = (word_to_vec_map[w] for w in pair)
    along = lambda v: v @ bias_axis / (bias_axis @ bias_axis) * bias_axis  # noqa: E731
    mu = (first + second) / 2
    off = mu - along(mu)
    s = np.sqrt(np.abs(1 - np.sum(off**2)))
    return tuple(off + s * (along(e) - along(mu)) / np.linalg.norm((e - off) - along(mu)) for e in (first, second))


def wrong_norm_not_squared(pair, bias_axis, word_to_vec_map):
    """Puts the length of mu_orth under the root, not its square."""
    first, second = (word_to_vec_map[w] for w in pair)
    along = lambda v: v @ bias_axis / (bias_axis @ bias_axis) * bias_axis  # noqa: E731
    mu = (first + second) / 2
    off = mu - along(mu)
    s = np.sqrt(np.abs(1 - np.linalg.norm(off)))
    return tuple(off + s * (along(e) - along(mu)) / np.linalg.norm(along(e) - along(mu)) for e in (first, second))


def wrong_axis_not_squared(pair, bias_axis, word_to_vec_map):
    """Divides the parts along the axis by its length, not by the square."""
    first, second = (word_to_vec_map[w] for w in pair)
    along = lambda v: v @ bias_axis / np.linalg.norm(bias_axis) * bias_axis  # noqa: E731
    mu = (first + second) / 2
    off = mu - along(mu)
    s = np.sqrt(np.abs(1 - np.sum(off**2)))
    return tuple(off + s * (along(e) - along(mu)) / np.linalg.norm(along(e) - along(mu)) for e in (first, second))


def wrong_axis_taken_as_unit(pair, bias_axis, word_to_vec_map):
    """Divides the parts along the axis by nothing: right only for an axis of length 1."""
    first, second = (word_to_vec_map[w] for w in pair)
    along = lambda v: v @ bias_axis * bias_axis  # noqa: E731
    mu = (first + second) / 2
    off = mu - along(mu)
    s = np.sqrt(np.abs(1 - np.sum(off**2)))
    return tuple(off + s * (along(e) - along(mu)) / np.linalg.norm(along(e) - along(mu)) for e in (first, second))


def wrong_abs_under_root(pair, bias_axis, word_to_vec_map):
    """Takes np.abs entry by entry for the length of mu_orth."""
    first, second = (word_to_vec_map[w] for w in pair)
    along = lambda v: v @ bias_axis / (bias_axis @ bias_axis) * bias_axis  # noqa: E731
    mu = (first + second) / 2
    off = mu - along(mu)
    s = np.sqrt(np.abs(1 - np.abs(off) ** 2))
    return tuple(off + s * (along(e) - along(mu)) / np.linalg.norm(along(e) - along(mu)) for e in (first, second))


def wrong_abs_below(pair, bias_axis, word_to_vec_map):
    """Takes np.abs entry by entry where it divides."""
    first, second = (word_to_vec_map[w] for w in pair)
    along = lambda v: v @ bias_axis / (bias_axis @ bias_axis) * bias_axis  # noqa: E731
    mu = (first + second) / 2
    off = mu - along(mu)
    s = np.sqrt(np.abs(1 - np.sum(off**2)))
    return tuple(off + s * (along(e) - along(mu)) / np.abs(along(e) - along(mu)) for e in (first, second))


def wrong_no_root(pair, bias_axis, word_to_vec_map):
    """Forgets the square root."""
    first, second = (word_to_vec_map[w] for w in pair)
    along = lambda v: v @ bias_axis / (bias_axis @ bias_axis) * bias_axis  # noqa: E731
    mu = (first + second) / 2
    off = mu - along(mu)
    s = 1 - np.sum(off**2)
    return tuple(off + s * (along(e) - along(mu)) / np.linalg.norm(along(e) - along(mu)) for e in (first, second))


def wrong_without_middle(pair, bias_axis, word_to_vec_map):
    """Forgets to add mu_orth."""
    first, second = (word_to_vec_map[w] for w in pair)
    along = lambda v: v @ bias_axis / (bias_axis @ bias_axis) * bias_axis  # noqa: E731
    mu = (first + second) / 2
    s = np.sqrt(1 - np.sum((mu - along(mu)) ** 2))
    return tuple(s * (along(e) - along(mu)) / np.linalg.norm(along(e) - along(mu)) for e in (first, second))


def wrong_whole_middle(pair, bias_axis, word_to_vec_map):
    """Adds mu in the place of mu_orth."""
    first, second = (word_to_vec_map[w] for w in pair)
    along = lambda v: v @ bias_axis / (bias_axis @ bias_axis) * bias_axis  # noqa: E731
    mu = (first + second) / 2
    s = np.sqrt(1 - np.sum((mu - along(mu)) ** 2))
    return tuple(mu + s * (along(e) - along(mu)) / np.linalg.norm(along(e) - along(mu)) for e in (first, second))


def wrong_sum_for_middle(pair, bias_axis, word_to_vec_map):
    """Forgets to halve the sum of the two words."""
    first, second = (word_to_vec_map[w] for w in pair)
    along = lambda v: v @ bias_axis / (bias_axis @ bias_axis) * bias_axis  # noqa: E731
    mu = first + second
    off = mu - along(mu)
    s = np.sqrt(np.abs(1 - np.sum(off**2)))
    return tuple(off + s * (along(e) - along(mu)) / np.linalg.norm(along(e) - along(mu)) for e in (first, second))


def wrong_side_from_zero(pair, bias_axis, word_to_vec_map):
    """Counts the side of a word from zero, not from the middle: right for words on both sides of zero."""
    first, second = (word_to_vec_map[w] for w in pair)
    along = lambda v: v @ bias_axis / (bias_axis @ bias_axis) * bias_axis  # noqa: E731
    mu = (first + second) / 2
    off = mu - along(mu)
    s = np.sqrt(1 - np.sum(off**2))
    return tuple(off + s * along(e) / np.linalg.norm(along(e)) for e in (first, second))


def wrong_not_scaled(pair, bias_axis, word_to_vec_map):
    """Leaves the parts along the axis at the length they had."""
    first, second = (word_to_vec_map[w] for w in pair)
    along = lambda v: v @ bias_axis / (bias_axis @ bias_axis) * bias_axis  # noqa: E731
    mu = (first + second) / 2
    return tuple(mu - along(mu) + along(e) - along(mu) for e in (first, second))


def wrong_direction_of_axis(pair, bias_axis, word_to_vec_map):
    """Always sends the first word to the far end of the axis."""
    first, second = (word_to_vec_map[w] for w in pair)
    unit = bias_axis / np.linalg.norm(bias_axis)
    mu = (first + second) / 2
    off = mu - mu @ unit * unit
    s = np.sqrt(1 - off @ off)
    return off + s * unit, off - s * unit


def wrong_order(pair, bias_axis, word_to_vec_map):
    """Returns the second word first."""
    second, first = (word_to_vec_map[w] for w in pair)
    unit = bias_axis / np.linalg.norm(bias_axis)
    mu = (first + second) / 2
    off = mu - mu @ unit * unit
    reach = np.sign((first - second) @ unit) * np.sqrt(1 - off @ off) * unit
    return off + reach, off - reach


def wrong_only_first(pair, bias_axis, word_to_vec_map):
    """Moves the first word only."""
    first, second = (word_to_vec_map[w] for w in pair)
    unit = bias_axis / np.linalg.norm(bias_axis)
    mu = (first + second) / 2
    off = mu - mu @ unit * unit
    return off + np.sign((first - second) @ unit) * np.sqrt(1 - off @ off) * unit, second


def wrong_sum_over_axis(pair, bias_axis, word_to_vec_map):
    """Both words at once, with the lengths taken over the wrong axis."""
    E = np.stack([word_to_vec_map[w] for w in pair])
    P = np.outer(bias_axis, bias_axis) / np.dot(bias_axis, bias_axis)
    along, mu = E @ P, E.mean(axis=0)
    off = mu - mu @ P
    side = along - along.mean(axis=0)
    side = side / np.linalg.norm(side, axis=0)
    return tuple(off + np.sqrt(1 - np.sum(off**2)) * side)


def wrong_float32(pair, bias_axis, word_to_vec_map):
    """Computes in single precision."""
    first, second = (word_to_vec_map[w].astype(np.float32) for w in pair)
    unit = (bias_axis / np.linalg.norm(bias_axis)).astype(np.float32)
    mu = (first + second) / 2
    off = mu - mu @ unit * unit
    reach = np.sign((first - second) @ unit) * np.sqrt(1 - off @ off) * unit
    return off + reach, off - reach


def wrong_one_array(pair, bias_axis, word_to_vec_map):
    """Returns one long array."""
    first, second = (word_to_vec_map[w] for w in pair)
    unit = bias_axis / np.linalg.norm(bias_axis)
    mu = (first + second) / 2
    off = mu - mu @ unit * unit
    reach = np.sign((first - second) @ unit) * np.sqrt(1 - off @ off) * unit
    return np.concatenate([off + reach, off - reach])


def wrong_stores_in_the_map(pair, bias_axis, word_to_vec_map):
    """Stores the new vectors in the map."""
    first, second = (word_to_vec_map[w] for w in pair)
    unit = bias_axis / np.linalg.norm(bias_axis)
    mu = (first + second) / 2
    off = mu - mu @ unit * unit
    reach = np.sign((first - second) @ unit) * np.sqrt(1 - off @ off) * unit
    word_to_vec_map[pair[0]], word_to_vec_map[pair[1]] = off + reach, off - reach
    return off + reach, off - reach


def wrong_scales_the_axis(pair, bias_axis, word_to_vec_map):
    """Scales the caller's axis to length 1."""
    first, second = (word_to_vec_map[w] for w in pair)
    bias_axis /= np.linalg.norm(bias_axis)
    mu = (first + second) / 2
    off = mu - mu @ bias_axis * bias_axis
    reach = np.sign((first - second) @ bias_axis) * np.sqrt(1 - off @ off) * bias_axis
    return off + reach, off - reach


def wrong_memory(pair, bias_axis, word_to_vec_map, kept={}):
    """Keeps the first axis of each size."""
    first, second = (word_to_vec_map[w] for w in pair)
    axis = kept.setdefault(bias_axis.shape, bias_axis.copy())
    unit = axis / np.linalg.norm(axis)
    mu = (first + second) / 2
    off = mu - mu @ unit * unit
    reach = np.sign((first - second) @ unit) * np.sqrt(1 - off @ off) * unit
    return off + reach, off - reach
