"""Answers to `rnn_backward`."""

# ruff: noqa: B006, F821

import numpy as np

# Right


def right_published_style(da, caches):
    """Arrays set to zero first, every gradient by name."""
    (caches, x) = caches
    (a1, a_prev, x1, parameters) = caches[0]
    n_a, m, T_x = da.shape
    n_x, m = x1.shape
    dx, dWax, dWaa = np.zeros((n_x, m, T_x)), np.zeros((n_a, n_x)), np.zeros((n_a, n_a))
    dba, da0, da_prevt = np.zeros((n_a, 1)), np.zeros((n_a, m)), np.zeros((n_a, m))
    for t in range(T_x - 1, -1, -1):
        gradients = rnn_cell_backward(da[:, :, t] + da_prevt, caches[t])
        da_prevt = gradients["da_prev"]
        dx[:, :, t] = gradients["dxt"]
        dWax += gradients["dWax"]
        dWaa += gradients["dWaa"]
        dba += gradients["dba"]
    da0 = da_prevt
    return {"dx": dx, "da0": da0, "dWax": dWax, "dWaa": dWaa, "dba": dba}


def right_without_the_cell(da, caches):
    """Collects what reaches every sum, then one einsum for each gradient."""
    steps, x = caches
    T, p = da.shape[-1], steps[0][3]
    dz, carried = [None] * T, np.zeros(da.shape[:2])
    for t in reversed(range(T)):
        dz[t] = (da[..., t] + carried) * (1 - steps[t][0] ** 2)
        carried = p["Waa"].T @ dz[t]
    dz = np.stack(dz, axis=-1)
    before = np.stack([cache[1] for cache in steps[:T]], axis=-1)
    return {
        "dx": np.einsum("ax,amt->xmt", p["Wax"], dz),
        "da0": carried,
        "dWax": np.einsum("amt,xmt->ax", dz, x[:, :, :T]),
        "dWaa": np.einsum("amt,bmt->ab", dz, before),
        "dba": dz.sum(axis=(1, 2))[:, None],
    }


def right_lists_noisy(da, caches):
    """Keeps the gradients of all steps, sums at the end, prints and warns."""
    import warnings

    steps, carried = [], 0
    for t, cache in reversed(list(enumerate(caches[0][: da.shape[2]]))):
        print("step", t)
        steps.insert(0, rnn_cell_backward(da[:, :, t] + carried, cache))
        carried = steps[0]["da_prev"]
    warnings.warn("done", stacklevel=1)
    result = {name: sum(step[name] for step in steps) for name in ("dWax", "dWaa", "dba")}
    return result | {"dx": np.dstack([step["dxt"] for step in steps]), "da0": carried}


# Wrong


def wrong_not_written(da, caches):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_nothing_carried(da, caches):
    """Leaves out what comes from the next step."""
    steps = [rnn_cell_backward(da[:, :, t], caches[0][t]) for t in range(da.shape[2])]
    sums = {name: sum(step[name] for step in steps) for name in ("dWax", "dWaa", "dba")}
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": steps[0]["da_prev"], **sums}


def wrong_forward_in_time(da, caches):
    """Runs from the first step to the last."""
    steps, carried = [], 0
    for t in range(da.shape[2]):
        steps.append(rnn_cell_backward(da[:, :, t] + carried, caches[0][t]))
        carried = steps[-1]["da_prev"]
    sums = {name: sum(step[name] for step in steps) for name in ("dWax", "dWaa", "dba")}
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": carried, **sums}


def wrong_last_step_only(da, caches):
    """Overwrites the gradients of the parameters instead of adding."""
    dx, carried = np.zeros((*caches[1].shape[:2], da.shape[2])), 0
    for t in reversed(range(da.shape[2])):
        step = rnn_cell_backward(da[:, :, t] + carried, caches[0][t])
        dx[:, :, t], carried = step["dxt"], step["da_prev"]
    return {"dx": dx, "da0": carried, **{name: step[name] for name in ("dWax", "dWaa", "dba")}}


def wrong_averaged_over_time(da, caches):
    """Divides the gradients of the parameters by the number of steps."""
    steps, carried = [], 0
    for t in reversed(range(da.shape[2])):
        steps.insert(0, rnn_cell_backward(da[:, :, t] + carried, caches[0][t]))
        carried = steps[0]["da_prev"]
    sums = {name: np.mean([step[name] for step in steps], axis=0) for name in ("dWax", "dWaa", "dba")}
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": carried, **sums}


def wrong_loops_over_caches(da, caches):
    """Takes the number of steps from the caches."""
    steps, carried = [], 0
    for t in reversed(range(len(caches[0]))):
        steps.insert(0, rnn_cell_backward(da[:, :, t] + carried, caches[0][t]))
        carried = steps[0]["da_prev"]
    sums = {name: sum(step[name] for step in steps) for name in ("dWax", "dWaa", "dba")}
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": carried, **sums}


def wrong_last_caches(da, caches):
    """Pairs a short da with the last caches."""
    last, steps, carried = caches[0][-da.shape[2] :], [], 0
    for t in reversed(range(da.shape[2])):
        steps.insert(0, rnn_cell_backward(da[:, :, t] + carried, last[t]))
        carried = steps[0]["da_prev"]
    sums = {name: sum(step[name] for step in steps) for name in ("dWax", "dWaa", "dba")}
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": carried, **sums}


def wrong_dx_as_long_as_x(da, caches):
    """dx has the time steps of x."""
    dx, steps, carried = np.zeros(caches[1].shape), [], 0
    for t in reversed(range(da.shape[2])):
        steps.insert(0, rnn_cell_backward(da[:, :, t] + carried, caches[0][t]))
        dx[:, :, t], carried = steps[0]["dxt"], steps[0]["da_prev"]
    sums = {name: sum(step[name] for step in steps) for name in ("dWax", "dWaa", "dba")}
    return {"dx": dx, "da0": carried, **sums}


def wrong_da0_zero(da, caches):
    """Never sets da0."""
    steps, carried = [], 0
    for t in reversed(range(da.shape[2])):
        steps.insert(0, rnn_cell_backward(da[:, :, t] + carried, caches[0][t]))
        carried = steps[0]["da_prev"]
    sums = {name: sum(step[name] for step in steps) for name in ("dWax", "dWaa", "dba")}
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": np.zeros_like(carried), **sums}


def wrong_stops_at_step_one(da, caches):
    """Leaves the first time step out."""
    dx, carried = np.zeros((*caches[1].shape[:2], da.shape[2])), np.zeros(da.shape[:2])
    p = caches[0][0][3]
    sums = {"dWax": 0 * p["Wax"], "dWaa": 0 * p["Waa"], "dba": 0 * p["ba"]}
    for t in range(da.shape[2] - 1, 0, -1):
        step = rnn_cell_backward(da[:, :, t] + carried, caches[0][t])
        dx[:, :, t], carried = step["dxt"], step["da_prev"]
        sums = {name: sums[name] + step[name] for name in sums}
    return {"dx": dx, "da0": carried, **sums}


def wrong_changes_da(da, caches):
    """Adds what is carried into da itself."""
    steps, carried = [], 0
    for t in reversed(range(da.shape[2])):
        da[:, :, t] += carried
        steps.insert(0, rnn_cell_backward(da[:, :, t], caches[0][t]))
        carried = steps[0]["da_prev"]
    sums = {name: sum(step[name] for step in steps) for name in ("dWax", "dWaa", "dba")}
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": carried, **sums}


def wrong_pops_caches(da, caches):
    """Takes the caches off the list, so that the list is empty afterwards."""
    steps, carried = [], 0
    while len(caches[0]) > da.shape[2]:
        caches[0].pop()
    for t in reversed(range(da.shape[2])):
        steps.insert(0, rnn_cell_backward(da[:, :, t] + carried, caches[0].pop()))
        carried = steps[0]["da_prev"]
    sums = {name: sum(step[name] for step in steps) for name in ("dWax", "dWaa", "dba")}
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": carried, **sums}


def wrong_keys_of_the_cell(da, caches):
    """Returns the gradients under the cell's names."""
    steps, carried = [], 0
    for t in reversed(range(da.shape[2])):
        steps.insert(0, rnn_cell_backward(da[:, :, t] + carried, caches[0][t]))
        carried = steps[0]["da_prev"]
    sums = {name: sum(step[name] for step in steps) for name in ("dWax", "dWaa", "dba")}
    return {"dxt": np.stack([step["dxt"] for step in steps], 2), "da_prev": carried, **sums}
