"""Answers to `rnn_cell_backward`."""

# ruff: noqa: B006

import numpy as np

# Right


def right_einsum(da_next, cache):
    """By einsum, with the entries of the cache by number."""
    p = cache[3]
    dz = da_next - da_next * cache[0] * cache[0]
    return {
        "dba": np.einsum("am->a", dz)[:, None],
        "dWaa": np.einsum("am,bm->ab", dz, cache[1]),
        "dWax": np.einsum("am,xm->ax", dz, cache[2]),
        "da_prev": np.einsum("ab,am->bm", p["Waa"], dz),
        "dxt": np.einsum("ax,am->xm", p["Wax"], dz),
    }


def right_loop_over_examples(da_next, cache):
    """Sums outer products, one example at a time; noisy."""
    a_next, a_prev, xt, p = cache
    g = {"dWax": 0 * p["Wax"], "dWaa": 0 * p["Waa"], "dba": 0 * p["ba"]}
    dxt, da_prev = np.zeros_like(xt), np.zeros_like(a_prev)
    for i in range(xt.shape[1]):
        print("example", i)
        dz = (1 - a_next[:, i] ** 2) * da_next[:, i]
        g["dWax"] += np.outer(dz, xt[:, i])
        g["dWaa"] += np.outer(dz, a_prev[:, i])
        g["dba"] += dz.reshape(-1, 1)
        dxt[:, i], da_prev[:, i] = dz @ p["Wax"], dz @ p["Waa"]
    return {"dxt": dxt, "da_prev": da_prev, **g}


def right_from_the_sum_before_the_tanh(da_next, cache):
    """Computes the sum again; its slope is 1 / cosh(z)**2; extra keys."""
    _, a_prev, xt, p = cache
    z = p["Wax"].dot(xt) + p["Waa"].dot(a_prev) + p["ba"]
    dz = da_next / np.cosh(z) ** 2
    stacked = dz @ np.vstack((xt, a_prev, np.ones((1, xt.shape[1])))).T
    n_x = xt.shape[0]
    gradients = {"dWax": stacked[:, :n_x], "dWaa": stacked[:, n_x:-1], "dba": stacked[:, -1:]}
    gradients.update(dxt=(dz.T @ p["Wax"]).T, da_prev=(dz.T @ p["Waa"]).T, dtanh=dz)
    return gradients


# Wrong


def wrong_not_written(da_next, cache):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_no_slope(da_next, cache):
    """Leaves the derivative of the tanh out."""
    _, a_prev, xt, p = cache
    dz = da_next
    dba = dz.sum(axis=1, keepdims=True)
    return {
        "dxt": p["Wax"].T @ dz, "da_prev": p["Waa"].T @ dz, "dWax": dz @ xt.T, "dWaa": dz @ a_prev.T, "dba": dba,
    }  # fmt: skip


def wrong_slope_of_the_old_state(da_next, cache):
    """1 - a_prev**2."""
    _, a_prev, xt, p = cache
    dz = da_next * (1 - a_prev**2)
    dba = dz.sum(axis=1, keepdims=True)
    return {
        "dxt": p["Wax"].T @ dz, "da_prev": p["Waa"].T @ dz, "dWax": dz @ xt.T, "dWaa": dz @ a_prev.T, "dba": dba,
    }  # fmt: skip


def wrong_tanh_twice(da_next, cache):
    """1 - tanh(a_next)**2: a_next is a tanh already."""
    a_next, a_prev, xt, p = cache
    dz = da_next * (1 - np.tanh(a_next) ** 2)
    dba = dz.sum(axis=1, keepdims=True)
    return {
        "dxt": p["Wax"].T @ dz, "da_prev": p["Waa"].T @ dz, "dWax": dz @ xt.T, "dWaa": dz @ a_prev.T, "dba": dba,
    }  # fmt: skip


def wrong_waa_not_transposed(da_next, cache):
    """Multiplies by Waa instead of its transpose."""
    a_next, a_prev, xt, p = cache
    dz = da_next * (1 - a_next**2)
    dba = dz.sum(axis=1, keepdims=True)
    return {
        "dxt": p["Wax"].T @ dz, "da_prev": p["Waa"] @ dz, "dWax": dz @ xt.T, "dWaa": dz @ a_prev.T, "dba": dba,
    }  # fmt: skip


def wrong_weights_transposed(da_next, cache):
    """The gradient of Waa transposed."""
    a_next, a_prev, xt, p = cache
    dz = da_next * (1 - a_next**2)
    dba = dz.sum(axis=1, keepdims=True)
    return {
        "dxt": p["Wax"].T @ dz, "da_prev": p["Waa"].T @ dz, "dWax": dz @ xt.T, "dWaa": a_prev @ dz.T, "dba": dba,
    }  # fmt: skip


def wrong_averaged(da_next, cache):
    """Averages the gradients of the parameters over the batch."""
    a_next, a_prev, xt, p = cache
    dz, m = da_next * (1 - a_next**2), xt.shape[1]
    dba = dz.mean(axis=1, keepdims=True)
    return {
        "dxt": p["Wax"].T @ dz, "da_prev": p["Waa"].T @ dz,
        "dWax": dz @ xt.T / m, "dWaa": dz @ a_prev.T / m, "dba": dba,
    }  # fmt: skip


def wrong_bias_not_summed(da_next, cache):
    """dba keeps the axis of the examples."""
    a_next, a_prev, xt, p = cache
    dz = da_next * (1 - a_next**2)
    return {
        "dxt": p["Wax"].T @ dz, "da_prev": p["Waa"].T @ dz, "dWax": dz @ xt.T, "dWaa": dz @ a_prev.T, "dba": dz,
    }  # fmt: skip


def wrong_bias_flat(da_next, cache):
    """dba without its second axis."""
    a_next, a_prev, xt, p = cache
    dz = da_next * (1 - a_next**2)
    return {
        "dxt": p["Wax"].T @ dz, "da_prev": p["Waa"].T @ dz, "dWax": dz @ xt.T, "dWaa": dz @ a_prev.T, "dba": dz.sum(1),
    }  # fmt: skip


def wrong_tuple(da_next, cache):
    """Returns a tuple."""
    a_next, a_prev, xt, p = cache
    dz = da_next * (1 - a_next**2)
    return p["Wax"].T @ dz, p["Waa"].T @ dz, dz @ xt.T, dz @ a_prev.T, dz.sum(axis=1, keepdims=True)


def wrong_key(da_next, cache):
    """Calls the bias's gradient db."""
    a_next, a_prev, xt, p = cache
    dz = da_next * (1 - a_next**2)
    db = dz.sum(axis=1, keepdims=True)
    return {
        "dxt": p["Wax"].T @ dz, "da_prev": p["Waa"].T @ dz, "dWax": dz @ xt.T, "dWaa": dz @ a_prev.T, "db": db,
    }  # fmt: skip


def wrong_changes_da_next(da_next, cache):
    """Multiplies da_next in place."""
    a_next, a_prev, xt, p = cache
    da_next *= 1 - a_next**2
    dz = da_next
    dba = dz.sum(axis=1, keepdims=True)
    return {
        "dxt": p["Wax"].T @ dz, "da_prev": p["Waa"].T @ dz, "dWax": dz @ xt.T, "dWaa": dz @ a_prev.T, "dba": dba,
    }  # fmt: skip


def wrong_changes_cache(da_next, cache):
    """Squares a_next in place in the cache."""
    a_next, a_prev, xt, p = cache
    a_next **= 2
    dz = da_next * (1 - a_next)
    dba = dz.sum(axis=1, keepdims=True)
    return {
        "dxt": p["Wax"].T @ dz, "da_prev": p["Waa"].T @ dz, "dWax": dz @ xt.T, "dWaa": dz @ a_prev.T, "dba": dba,
    }  # fmt: skip


def wrong_adds_up_over_calls(da_next, cache, total={}):
    """The gradients of the parameters add up from call to call."""
    a_next, a_prev, xt, p = cache
    dz = da_next * (1 - a_next**2)
    new = {"dWax": dz @ xt.T, "dWaa": dz @ a_prev.T, "dba": dz.sum(axis=1, keepdims=True)}
    sums = total.setdefault(xt.shape, dict.fromkeys(new, 0))
    for name in new:
        sums[name] = sums[name] + new[name]
    return {"dxt": p["Wax"].T @ dz, "da_prev": p["Waa"].T @ dz, **sums}
