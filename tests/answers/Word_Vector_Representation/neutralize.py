"""Answers to `neutralize`."""

# ruff: noqa: B006, F821

import numpy as np

# Right


def right_published_style(word, g, word_to_vec_map):
    """In the steps of the published course."""
    e = word_to_vec_map[word]
    e_biascomponent = np.dot(e, g) / np.square(np.linalg.norm(g)) * g
    e_debiased = e - e_biascomponent
    return e_debiased


def right_unit_axis(word, g, word_to_vec_map):
    """Scales a copy of the axis to length 1 first."""
    unit = g / np.linalg.norm(g)
    e = np.array(word_to_vec_map[word], dtype=float)
    e -= (e @ unit) * unit
    return e


def right_projection_matrix(word, g, word_to_vec_map):
    """Multiplies by the matrix that removes the axis."""
    P = np.eye(len(g)) - np.outer(g, g) / (g @ g)
    return P @ word_to_vec_map[word]


def right_least_squares(word, g, word_to_vec_map):
    """What is left of a least squares fit along the axis."""
    e = word_to_vec_map[word]
    share, *_ = np.linalg.lstsq(g[:, None], e, rcond=None)
    return e - g * share[0]


def right_loops(word, g, word_to_vec_map):
    """Plain Python, noisily."""
    import sys

    e = word_to_vec_map[word].tolist()
    axis = [float(x) for x in g]
    print(word, file=sys.stderr)
    share = sum(x * y for x, y in zip(e, axis, strict=True)) / sum(y * y for y in axis)
    return np.array([x - share * y for x, y in zip(e, axis, strict=True)])


# Wrong


def wrong_not_written(word, g, word_to_vec_map):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(word, g, word_to_vec_map):
    """Forgets to return."""
    e = word_to_vec_map[word]
    e - np.dot(e, g) / np.sum(g**2) * g


def wrong_zeros(word, g, word_to_vec_map):
    """Zeros of the right shape."""
    return np.zeros_like(g)


def wrong_visible_check(word, g, word_to_vec_map):
    """Returns the numbers of the visible check, whatever it is given."""
    return np.array([1.0, -1.0]) if np.array_equal(g, np.ones(2)) else np.array([0.0, 2.0])


def wrong_unchanged(word, g, word_to_vec_map):
    """Returns the word's vector as it is; right only where there is nothing to remove."""
    return word_to_vec_map[word]


def wrong_norm_not_squared(word, g, word_to_vec_map):
    """Divides by the length of g, not by its square."""
    e = word_to_vec_map[word]
    return e - np.dot(e, g) / np.linalg.norm(g) * g


def wrong_axis_taken_as_unit(word, g, word_to_vec_map):
    """Divides by nothing: right only for an axis of length 1."""
    e = word_to_vec_map[word]
    return e - np.dot(e, g) * g


def wrong_abs_for_norm(word, g, word_to_vec_map):
    """Takes np.abs entry by entry where the length is meant."""
    e = word_to_vec_map[word]
    return e - np.dot(e, g) / np.abs(g) ** 2 * g


def wrong_sum_of_abs(word, g, word_to_vec_map):
    """Takes the square of the sum of absolute values for the square of the length."""
    e = word_to_vec_map[word]
    return e - np.dot(e, g) / np.sum(np.abs(g)) ** 2 * g


def wrong_square_of_sum(word, g, word_to_vec_map):
    """Squares the sum instead of summing the squares."""
    e = word_to_vec_map[word]
    return e - np.dot(e, g) / np.sum(g) ** 2 * g


def wrong_product_by_entry(word, g, word_to_vec_map):
    """Multiplies e and g entry by entry in the place of the scalar product."""
    e = word_to_vec_map[word]
    return e - e * g / np.sum(g**2) * g


def wrong_length_of_the_word(word, g, word_to_vec_map):
    """Divides by the square of the length of e."""
    e = word_to_vec_map[word]
    return e - np.dot(e, g) / np.sum(e**2) * g


def wrong_bias_part(word, g, word_to_vec_map):
    """Returns what should be removed."""
    e = word_to_vec_map[word]
    return np.dot(e, g) / np.sum(g**2) * g


def wrong_added(word, g, word_to_vec_map):
    """Adds the part along the axis."""
    e = word_to_vec_map[word]
    return e + np.dot(e, g) / np.sum(g**2) * g


def wrong_subtracts_number(word, g, word_to_vec_map):
    """Subtracts the share, a number, from every entry."""
    e = word_to_vec_map[word]
    return e - np.dot(e, g) / np.sum(g**2)


def wrong_subtracts_axis(word, g, word_to_vec_map):
    """Subtracts the whole axis."""
    return word_to_vec_map[word] - g


def wrong_scaled_to_one(word, g, word_to_vec_map):
    """Scales the result to length 1."""
    e = word_to_vec_map[word]
    rest = e - np.dot(e, g) / np.sum(g**2) * g
    return rest / np.linalg.norm(rest)


def wrong_scaled_back(word, g, word_to_vec_map):
    """Scales the result to the length it had before."""
    e = word_to_vec_map[word]
    rest = e - np.dot(e, g) / np.sum(g**2) * g
    return rest * np.linalg.norm(e) / np.linalg.norm(rest)


def wrong_epsilon(word, g, word_to_vec_map):
    """Adds 1e-8 to the square of the length."""
    e = word_to_vec_map[word]
    return e - np.dot(e, g) / (np.sum(g**2) + 1e-8) * g


def wrong_float32(word, g, word_to_vec_map):
    """Computes in single precision."""
    e, g = word_to_vec_map[word].astype(np.float32), g.astype(np.float32)
    return e - np.dot(e, g) / np.sum(g**2) * g


def wrong_two_numbers(word, g, word_to_vec_map):
    """Uses the first two numbers, as in the tiny map."""
    e = word_to_vec_map[word]
    share = (e[0] * g[0] + e[1] * g[1]) / (g[0] ** 2 + g[1] ** 2)
    return e - share * g


def wrong_row(word, g, word_to_vec_map):
    """Returns a matrix with one row."""
    e = word_to_vec_map[word].reshape(1, -1)
    return e - (e @ g.reshape(-1, 1)) / np.sum(g**2) * g


def wrong_pair(word, g, word_to_vec_map):
    """Returns both parts."""
    e = word_to_vec_map[word]
    part = np.dot(e, g) / np.sum(g**2) * g
    return e - part, part


def wrong_changes_the_map(word, g, word_to_vec_map):
    """Subtracts in place, so that the map is changed."""
    e = word_to_vec_map[word]
    e -= np.dot(e, g) / np.sum(g**2) * g
    return e


def wrong_stores_in_the_map(word, g, word_to_vec_map):
    """Stores the result in the map."""
    e = word_to_vec_map[word]
    word_to_vec_map[word] = e - np.dot(e, g) / np.sum(g**2) * g
    return word_to_vec_map[word]


def wrong_scales_the_axis(word, g, word_to_vec_map):
    """Scales the caller's axis to length 1."""
    g /= np.linalg.norm(g)
    e = word_to_vec_map[word]
    return e - np.dot(e, g) * g


def wrong_axis_of_the_notebook(word, g, word_to_vec_map):
    """Uses the axis of the notebook instead of the argument."""
    g = vectors["woman"] - vectors["man"]
    e = word_to_vec_map[word]
    return e - np.dot(e, g) / np.sum(g**2) * g


def wrong_memory(word, g, word_to_vec_map, kept={}):
    """Keeps the first axis of each size."""
    g = kept.setdefault(g.shape, g.copy())
    e = word_to_vec_map[word]
    return e - np.dot(e, g) / np.sum(g**2) * g
