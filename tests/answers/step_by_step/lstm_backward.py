"""Answers to `lstm_backward`."""

# ruff: noqa: F821

import numpy as np

# Right


def right_published_style(da, caches):
    """Arrays set to zero first, every gradient by name."""
    (caches, x) = caches
    (a1, c1, a0, c0, f1, i1, cc1, o1, x1, parameters) = caches[0]
    n_a, m, T_x = da.shape
    n_x, m = x1.shape
    dx = np.zeros((n_x, m, T_x))
    da_prevt, dc_prevt = np.zeros((n_a, m)), np.zeros((n_a, m))
    dWf, dWi, dWc, dWo = (np.zeros((n_a, n_a + n_x)) for _ in range(4))
    dbf, dbi, dbc, dbo = (np.zeros((n_a, 1)) for _ in range(4))
    for t in reversed(range(T_x)):
        g = lstm_cell_backward(da[:, :, t] + da_prevt, dc_prevt, caches[t])
        da_prevt, dc_prevt = g["da_prev"], g["dc_prev"]
        dx[:, :, t] = g["dxt"]
        dWf, dWi, dWc, dWo = dWf + g["dWf"], dWi + g["dWi"], dWc + g["dWc"], dWo + g["dWo"]
        dbf, dbi, dbc, dbo = dbf + g["dbf"], dbi + g["dbi"], dbc + g["dbc"], dbo + g["dbo"]
    return {
        "dx": dx, "da0": da_prevt, "dWf": dWf, "dbf": dbf, "dWi": dWi, "dbi": dbi, "dWc": dWc, "dbc": dbc,
        "dWo": dWo, "dbo": dbo,
    }  # fmt: skip


def right_without_the_cell(da, caches):
    """Collects the gradients of all sums, then one einsum for all weights."""
    steps, x = caches
    n_a, m, T = da.shape
    W = np.stack([steps[0][-1]["W" + g] for g in "fico"])
    carried, dc = np.zeros((n_a + x.shape[0], m)), np.zeros((n_a, m))
    dz, stacked, dx = np.empty((T, 4, n_a, m)), np.empty((T, n_a + x.shape[0], m)), []
    for t in range(T)[::-1]:
        a, c, a_prev, c_prev, f, i, g, o, xt, _ = steps[t]
        d = da[..., t] + carried[:n_a]
        dc = dc + d * o * (1 - np.tanh(c) ** 2)
        dz[t] = dc * c_prev * f * (1 - f), dc * g * i * (1 - i), dc * i * (1 - g**2), d * np.tanh(c) * o * (1 - o)
        dc = dc * f
        stacked[t] = np.vstack([a_prev, xt])
        carried = np.einsum("gas,gam->sm", W, dz[t])
        dx = [carried[n_a:], *dx]
    weights, biases = np.einsum("tgam,tsm->gas", dz, stacked), dz.sum(axis=(0, 3))
    result = {"dx": np.stack(dx, -1), "da0": carried[:n_a]}
    for k, g in enumerate("fico"):
        result["dW" + g], result["db" + g] = weights[k], biases[k][:, None]
    return result


def right_lists_noisy(da, caches):
    """Keeps the gradients of all steps, sums at the end, prints and warns."""
    import warnings

    steps, a_back, c_back = [], np.zeros_like(da[..., 0]), np.zeros_like(da[..., 0])
    for t in range(da.shape[2] - 1, -1, -1):
        print("step", t)
        steps.append(lstm_cell_backward(da[..., t] + a_back, c_back, caches[0][t]))
        a_back, c_back = steps[-1]["da_prev"], steps[-1]["dc_prev"]
    warnings.warn("done", stacklevel=1)
    result = {"d" + k + g: np.sum([step["d" + k + g] for step in steps], axis=0) for k in "Wb" for g in "fico"}
    return result | {"dx": np.stack([step["dxt"] for step in steps[::-1]], axis=2), "da0": a_back, "dc0": c_back}


# Wrong


def wrong_not_written(da, caches):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_dc_not_carried(da, caches):
    """Every step starts with a dc_next of zeros."""
    steps, back = [], np.zeros_like(da[..., 0])
    for t in reversed(range(da.shape[2])):
        steps.insert(0, lstm_cell_backward(da[..., t] + back, np.zeros_like(back), caches[0][t]))
        back = steps[0]["da_prev"]
    sums = {"d" + k + g: sum(step["d" + k + g] for step in steps) for k in "Wb" for g in "fico"}
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": back, **sums}


def wrong_da_not_carried(da, caches):
    """Carries dc but not da."""
    steps, c_back = [], np.zeros_like(da[..., 0])
    for t in reversed(range(da.shape[2])):
        steps.insert(0, lstm_cell_backward(da[..., t], c_back, caches[0][t]))
        c_back = steps[0]["dc_prev"]
    sums = {"d" + k + g: sum(step["d" + k + g] for step in steps) for k in "Wb" for g in "fico"}
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": steps[0]["da_prev"], **sums}


def wrong_nothing_carried(da, caches):
    """Carries neither, as a published table did."""
    steps = [lstm_cell_backward(da[..., t], 0 * da[..., t], caches[0][t]) for t in range(da.shape[2])]
    sums = {"d" + k + g: sum(step["d" + k + g] for step in steps) for k in "Wb" for g in "fico"}
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": steps[0]["da_prev"], **sums}


def wrong_da_and_dc_swapped(da, caches):
    """Hands da_prev on as dc, and the other way round."""
    steps, back, c_back = [], np.zeros_like(da[..., 0]), np.zeros_like(da[..., 0])
    for t in reversed(range(da.shape[2])):
        steps.insert(0, lstm_cell_backward(da[..., t] + back, c_back, caches[0][t]))
        back, c_back = steps[0]["dc_prev"], steps[0]["da_prev"]
    sums = {"d" + k + g: sum(step["d" + k + g] for step in steps) for k in "Wb" for g in "fico"}
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": c_back, **sums}


def wrong_last_step_only(da, caches):
    """Overwrites the gradients of the parameters instead of adding."""
    steps, back, c_back = [], np.zeros_like(da[..., 0]), np.zeros_like(da[..., 0])
    for t in reversed(range(da.shape[2])):
        steps.insert(0, lstm_cell_backward(da[..., t] + back, c_back, caches[0][t]))
        back, c_back = steps[0]["da_prev"], steps[0]["dc_prev"]
    last = {"d" + k + g: steps[0]["d" + k + g] for k in "Wb" for g in "fico"}
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": back, **last}


def wrong_forget_weights_not_added(da, caches):
    """Adds up all gradients but those of the forget gate."""
    steps, back, c_back = [], np.zeros_like(da[..., 0]), np.zeros_like(da[..., 0])
    for t in reversed(range(da.shape[2])):
        steps.insert(0, lstm_cell_backward(da[..., t] + back, c_back, caches[0][t]))
        back, c_back = steps[0]["da_prev"], steps[0]["dc_prev"]
    sums = {"d" + k + g: sum(step["d" + k + g] for step in steps) for k in "Wb" for g in "fico"}
    sums["dWf"], sums["dbf"] = steps[0]["dWf"], steps[0]["dbf"]
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": back, **sums}


def wrong_forward_in_time(da, caches):
    """Runs from the first step to the last."""
    steps, back, c_back = [], np.zeros_like(da[..., 0]), np.zeros_like(da[..., 0])
    for t in range(da.shape[2]):
        steps.append(lstm_cell_backward(da[..., t] + back, c_back, caches[0][t]))
        back, c_back = steps[-1]["da_prev"], steps[-1]["dc_prev"]
    sums = {"d" + k + g: sum(step["d" + k + g] for step in steps) for k in "Wb" for g in "fico"}
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": back, **sums}


def wrong_loops_over_x(da, caches):
    """Takes the number of steps from x."""
    steps, back, c_back = [], np.zeros_like(da[..., 0]), np.zeros_like(da[..., 0])
    for t in reversed(range(caches[1].shape[2])):
        steps.insert(0, lstm_cell_backward(da[..., t] + back, c_back, caches[0][t]))
        back, c_back = steps[0]["da_prev"], steps[0]["dc_prev"]
    sums = {"d" + k + g: sum(step["d" + k + g] for step in steps) for k in "Wb" for g in "fico"}
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": back, **sums}


def wrong_da0_of_the_last_step(da, caches):
    """da0 is the da_prev of the last time step."""
    steps, back, c_back = [], np.zeros_like(da[..., 0]), np.zeros_like(da[..., 0])
    for t in reversed(range(da.shape[2])):
        steps.insert(0, lstm_cell_backward(da[..., t] + back, c_back, caches[0][t]))
        back, c_back = steps[0]["da_prev"], steps[0]["dc_prev"]
    sums = {"d" + k + g: sum(step["d" + k + g] for step in steps) for k in "Wb" for g in "fico"}
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": steps[-1]["da_prev"], **sums}


def wrong_dx_in_reverse(da, caches):
    """Appends the gradients of the inputs in the order of the loop."""
    steps, back, c_back = [], np.zeros_like(da[..., 0]), np.zeros_like(da[..., 0])
    for t in reversed(range(da.shape[2])):
        steps.append(lstm_cell_backward(da[..., t] + back, c_back, caches[0][t]))
        back, c_back = steps[-1]["da_prev"], steps[-1]["dc_prev"]
    sums = {"d" + k + g: sum(step["d" + k + g] for step in steps) for k in "Wb" for g in "fico"}
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": back, **sums}


def wrong_first_cache_throughout(da, caches):
    """Uses the first cache at every step."""
    steps, back, c_back = [], np.zeros_like(da[..., 0]), np.zeros_like(da[..., 0])
    for t in reversed(range(da.shape[2])):
        steps.insert(0, lstm_cell_backward(da[..., t] + back, c_back, caches[0][0]))
        back, c_back = steps[0]["da_prev"], steps[0]["dc_prev"]
    sums = {"d" + k + g: sum(step["d" + k + g] for step in steps) for k in "Wb" for g in "fico"}
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": back, **sums}


def wrong_reverses_caches(da, caches):
    """Turns the list of caches round in place."""
    steps, back, c_back = [], np.zeros_like(da[..., 0]), np.zeros_like(da[..., 0])
    used = caches[0][: da.shape[2]]
    caches[0].reverse()
    for t in reversed(range(da.shape[2])):
        steps.insert(0, lstm_cell_backward(da[..., t] + back, c_back, used[t]))
        back, c_back = steps[0]["da_prev"], steps[0]["dc_prev"]
    sums = {"d" + k + g: sum(step["d" + k + g] for step in steps) for k in "Wb" for g in "fico"}
    return {"dx": np.stack([step["dxt"] for step in steps], 2), "da0": back, **sums}
