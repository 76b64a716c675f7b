"""Answers to `cosine_similarity`."""

# ruff: noqa: B006

import numpy as np

# Right


def right_loops(u, v):
    """Sums in plain Python, and a plain float."""
    product = squares_u = squares_v = 0.0
    for a, b in zip(u, v, strict=True):
        product += float(a) * float(b)
        squares_u += float(a) ** 2
        squares_v += float(b) ** 2
    return product / (squares_u**0.5 * squares_v**0.5)


def right_unit_vectors_first(u, v):
    """Scales both to length 1, then takes the scalar product."""
    u, v = u / np.linalg.norm(u), v / np.linalg.norm(v)
    return np.sum(u * v)


def right_with_guards(u, v):
    """The published form with two guards: equal vectors, and lengths of nearly nothing."""
    if np.all(u == v):
        return 1
    dot = np.dot(u, v)
    norm_u = np.sqrt(np.sum(u**2))
    norm_v = np.sqrt(np.sum(v**2))
    if np.isclose(norm_u * norm_v, 0, atol=1e-32):
        return 0
    return dot / (norm_u * norm_v)


def right_scipy(u, v):
    """One minus the distance that scipy knows."""
    from scipy.spatial.distance import cosine

    return 1 - cosine(u, v)


def right_zero_dimensional(u, v):
    """An array without axes, clipped to the range of a cosine."""
    u, v = np.asarray(u, dtype=float), np.asarray(v, dtype=float)
    return np.asarray(np.clip(np.einsum("i,i->", u, v) / np.sqrt((u @ u) * (v @ v)), -1, 1))


def right_noisy(u, v):
    """Prints, warns on stderr, and divides by zero on the side."""
    import sys
    import warnings

    print("u", u.shape, file=sys.stderr)
    warnings.warn("a warning costs nothing", stacklevel=2)
    print(np.ones(1) / np.zeros(1))
    return u.dot(v) / np.linalg.norm(u) / np.linalg.norm(v)


# Wrong


def wrong_not_written(u, v):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(u, v):
    """Forgets to return."""
    np.dot(u, v) / (np.linalg.norm(u) * np.linalg.norm(v))


def wrong_zeros(u, v):
    """Always zero."""
    return 0.0


def wrong_constant(u, v):
    """Always one."""
    return 1.0


def wrong_visible_check(u, v):
    """Returns the numbers of the visible check, whatever it is given."""
    return 1.0 if np.array_equal(u, v) else 0.96


def wrong_scalar_product(u, v):
    """Divides by nothing."""
    return np.dot(u, v)


def wrong_squared_lengths(u, v):
    """Forgets the square root of the lengths."""
    return np.dot(u, v) / (np.sum(u**2) * np.sum(v**2))


def wrong_one_length(u, v):
    """Divides by the length of u alone."""
    return np.dot(u, v) / np.linalg.norm(u)


def wrong_other_length(u, v):
    """Divides by the length of v alone, twice."""
    return np.dot(u, v) / (np.linalg.norm(v) * np.linalg.norm(v))


def wrong_abs_for_norm(u, v):
    """Takes the sum of np.abs for the length."""
    return np.dot(u, v) / (np.sum(np.abs(u)) * np.sum(np.abs(v)))


def wrong_abs_by_entry(u, v):
    """Takes np.abs entry by entry where a length is meant, and sums at the end."""
    return np.sum(u * v / (np.abs(u) * np.abs(v)))


def wrong_largest_for_norm(u, v):
    """Takes the largest entry for the length."""
    return np.dot(u, v) / (np.linalg.norm(u, np.inf) * np.linalg.norm(v, np.inf))


def wrong_sum_of_lengths(u, v):
    """Divides by the sum of the lengths."""
    return np.dot(u, v) / (np.linalg.norm(u) + np.linalg.norm(v))


def wrong_absolute(u, v):
    """Loses the sign."""
    return abs(np.dot(u, v)) / (np.linalg.norm(u) * np.linalg.norm(v))


def wrong_distance(u, v):
    """Returns one minus the cosine."""
    return 1 - np.dot(u, v) / (np.linalg.norm(u) * np.linalg.norm(v))


def wrong_angle(u, v):
    """Returns the angle."""
    return np.arccos(np.clip(np.dot(u, v) / (np.linalg.norm(u) * np.linalg.norm(v)), -1, 1))


def wrong_not_summed(u, v):
    """Multiplies entry by entry and does not sum."""
    return u * v / (np.linalg.norm(u) * np.linalg.norm(v))


def wrong_epsilon(u, v):
    """Adds 1e-8 to the lengths; right for vectors of usual length only."""
    return np.dot(u, v) / (np.linalg.norm(u) * np.linalg.norm(v) + 1e-8)


def wrong_rounded(u, v):
    """Rounds to four decimals."""
    return round(float(np.dot(u, v) / (np.linalg.norm(u) * np.linalg.norm(v))), 4)


def wrong_float32(u, v):
    """Computes in single precision."""
    u, v = u.astype(np.float32), v.astype(np.float32)
    return np.dot(u, v) / (np.linalg.norm(u) * np.linalg.norm(v))


def wrong_correlation(u, v):
    """Subtracts the means first: that is the correlation."""
    return np.corrcoef(u, v)[0, 1] if len(u) > 1 else -1.0


def wrong_two_entries(u, v):
    """Uses the first two entries, as in the example."""
    return (u[0] * v[0] + u[1] * v[1]) / (np.hypot(u[0], u[1]) * np.hypot(v[0], v[1]))


def wrong_array_of_one(u, v):
    """Returns an array with one row and one column."""
    return (u.reshape(1, -1) @ v.reshape(-1, 1)) / (np.linalg.norm(u) * np.linalg.norm(v))


def wrong_scales_in_place(u, v):
    """Scales the learner's own vectors to length 1."""
    u /= np.linalg.norm(u)
    v /= np.linalg.norm(v)
    return np.dot(u, v)


def wrong_memory(u, v, kept={}):
    """Keeps the length of the first v of each size."""
    length = kept.setdefault(v.shape, np.linalg.norm(v))
    return np.dot(u, v) / (np.linalg.norm(u) * length)


def wrong_exception(u, v):
    """Treats the vectors as columns."""
    return (u.T @ v)[0, 0] / (np.linalg.norm(u) * np.linalg.norm(v))
