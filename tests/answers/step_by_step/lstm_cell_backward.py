"""Answers to `lstm_cell_backward`."""

import numpy as np

# Right


def right_published_style(da_next, dc_next, cache):
    """The gradient of each gate written out, as in the published exercise."""
    (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters) = cache
    n_x, m = xt.shape
    n_a, m = a_next.shape
    dot = da_next * np.tanh(c_next) * ot * (1 - ot)
    dcct = (dc_next * it + ot * (1 - np.square(np.tanh(c_next))) * it * da_next) * (1 - np.square(cct))
    dit = (dc_next * cct + ot * (1 - np.square(np.tanh(c_next))) * cct * da_next) * it * (1 - it)
    dft = (dc_next * c_prev + ot * (1 - np.square(np.tanh(c_next))) * c_prev * da_next) * ft * (1 - ft)
    concat = np.concatenate((a_prev, xt), axis=0)
    dWf, dWi, dWc, dWo = (np.dot(d, concat.T) for d in (dft, dit, dcct, dot))
    dbf, dbi, dbc, dbo = (np.sum(d, axis=1, keepdims=True) for d in (dft, dit, dcct, dot))
    Wf, Wi, Wc, Wo = (parameters[k] for k in ("Wf", "Wi", "Wc", "Wo"))
    da_prev = Wf[:, :n_a].T @ dft + Wi[:, :n_a].T @ dit + Wc[:, :n_a].T @ dcct + Wo[:, :n_a].T @ dot
    dc_prev = dc_next * ft + ot * (1 - np.square(np.tanh(c_next))) * ft * da_next
    dxt = Wf[:, n_a:].T @ dft + Wi[:, n_a:].T @ dit + Wc[:, n_a:].T @ dcct + Wo[:, n_a:].T @ dot
    return {
        "dxt": dxt, "da_prev": da_prev, "dc_prev": dc_prev, "dWf": dWf, "dbf": dbf, "dWi": dWi, "dbi": dbi,
        "dWc": dWc, "dbc": dbc, "dWo": dWo, "dbo": dbo,
    }  # fmt: skip


def right_from_a_next(da_next, dc_next, cache):
    """The tanh of the cell state as a_next / ot; one stacked product; einsum; extra keys."""
    a_next, c_next, a_prev, c_prev, f, i, g, o, xt, p = cache
    squashed = a_next / o
    dc = dc_next + da_next * (o - a_next * squashed)
    dz = np.stack([dc * c_prev * f * (1 - f), dc * g * i * (1 - i), dc * i * (1 - g * g), da_next * a_next * (1 - o)])
    W = np.stack([p["W" + name] for name in "fico"])
    back = np.einsum("gas,gam->sm", W, dz)
    weights = np.einsum("gam,sm->gas", dz, np.r_[a_prev, xt])
    result = {"dW" + name: weights[k] for k, name in enumerate("fico")}
    result |= {"db" + name: dz[k].sum(1).reshape(-1, 1) for k, name in enumerate("fico")}
    return result | {"dxt": back[len(a_prev) :], "da_prev": back[: len(a_prev)], "dc_prev": f * dc, "dstacked": back}


def right_loop_over_examples_noisy(da_next, dc_next, cache):
    """One example at a time, the gates computed again; prints."""
    _, c_next, a_prev, c_prev, _, _, _, _, xt, p = cache
    gradients = {"dxt": np.zeros_like(xt), "da_prev": np.zeros_like(a_prev), "dc_prev": np.zeros_like(c_prev)}
    gradients |= {"d" + name: np.zeros_like(p[name]) for name in p if name not in ("Wy", "by")}
    for k in range(xt.shape[1]):
        print("example", k)
        s = np.concatenate((a_prev[:, k], xt[:, k]))
        z = {name: p["W" + name] @ s + p["b" + name][:, 0] for name in "fico"}
        f, i, o = (1 / (1 + np.exp(-z[name])) for name in "fio")
        g, h = np.tanh(z["c"]), np.tanh(c_next[:, k])
        dc = dc_next[:, k] + da_next[:, k] * o / np.cosh(c_next[:, k]) ** 2
        slopes = {"f": c_prev[:, k] * f * (1 - f), "i": g * i * (1 - i), "c": i / np.cosh(z["c"]) ** 2}
        for name in "fico":
            d = da_next[:, k] * h * o * (1 - o) if name == "o" else dc * slopes[name]
            gradients["dW" + name] += np.outer(d, s)
            gradients["db" + name] += d[:, None]
            back = d @ p["W" + name]
            gradients["da_prev"][:, k] += back[: len(a_prev)]
            gradients["dxt"][:, k] += back[len(a_prev) :]
        gradients["dc_prev"][:, k] = dc * f
    return gradients


# Wrong. Each is the right answer with one change; `dz` holds the gradients of the four sums.


def wrong_not_written(da_next, dc_next, cache):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_dc_next_ignored(da_next, dc_next, cache):
    """Leaves dc_next out."""
    a_next, c_next, a_prev, c_prev, f, i, g, o, xt, p = cache
    s, h = np.concatenate([a_prev, xt]), np.tanh(c_next)
    dc = da_next * o * (1 - h**2)
    dz = {
        "f": dc * c_prev * f * (1 - f),
        "i": dc * g * i * (1 - i),
        "c": dc * i * (1 - g**2),
        "o": da_next * h * o * (1 - o),
    }
    back = sum(p["W" + name].T @ dz[name] for name in dz)
    result = {"dxt": back[len(a_prev) :], "da_prev": back[: len(a_prev)], "dc_prev": dc * f}
    for name in dz:
        result |= {"dW" + name: dz[name] @ s.T, "db" + name: dz[name].sum(axis=1, keepdims=True)}
    return result


def wrong_output_gate_from_dc(da_next, dc_next, cache):
    """The output gate's gradient starts from dc instead of da_next."""
    a_next, c_next, a_prev, c_prev, f, i, g, o, xt, p = cache
    s, h = np.concatenate([a_prev, xt]), np.tanh(c_next)
    dc = dc_next + da_next * o * (1 - h**2)
    dz = {
        "f": dc * c_prev * f * (1 - f),
        "i": dc * g * i * (1 - i),
        "c": dc * i * (1 - g**2),
        "o": dc * h * o * (1 - o),
    }
    back = sum(p["W" + name].T @ dz[name] for name in dz)
    result = {"dxt": back[len(a_prev) :], "da_prev": back[: len(a_prev)], "dc_prev": dc * f}
    for name in dz:
        result |= {"dW" + name: dz[name] @ s.T, "db" + name: dz[name].sum(axis=1, keepdims=True)}
    return result


def wrong_brackets_of_v3a(da_next, dc_next, cache):
    """The slopes of the gates multiply one part of the gradient only, as an old formula had it."""
    a_next, c_next, a_prev, c_prev, f, i, g, o, xt, p = cache
    s, h = np.concatenate([a_prev, xt]), np.tanh(c_next)
    part = da_next * o * (1 - h**2)
    dc = dc_next + part
    dz = {
        "f": dc_next * c_prev + part * c_prev * f * (1 - f),
        "i": dc_next * g + part * g * i * (1 - i),
        "c": dc_next * i + part * i * (1 - g**2),
        "o": da_next * h * o * (1 - o),
    }
    back = sum(p["W" + name].T @ dz[name] for name in dz)
    result = {"dxt": back[len(a_prev) :], "da_prev": back[: len(a_prev)], "dc_prev": dc * f}
    for name in dz:
        result |= {"dW" + name: dz[name] @ s.T, "db" + name: dz[name].sum(axis=1, keepdims=True)}
    return result


def wrong_tanh_of_the_candidate_twice(da_next, dc_next, cache):
    """1 - tanh(cct)**2: cct is a tanh already."""
    a_next, c_next, a_prev, c_prev, f, i, g, o, xt, p = cache
    s, h = np.concatenate([a_prev, xt]), np.tanh(c_next)
    dc = dc_next + da_next * o * (1 - h**2)
    slope = 1 - np.tanh(g) ** 2
    dz = {
        "f": dc * c_prev * f * (1 - f),
        "i": dc * g * i * (1 - i),
        "c": dc * i * slope,
        "o": da_next * h * o * (1 - o),
    }
    back = sum(p["W" + name].T @ dz[name] for name in dz)
    result = {"dxt": back[len(a_prev) :], "da_prev": back[: len(a_prev)], "dc_prev": dc * f}
    for name in dz:
        result |= {"dW" + name: dz[name] @ s.T, "db" + name: dz[name].sum(axis=1, keepdims=True)}
    return result


def wrong_forget_gate_from_new_cell(da_next, dc_next, cache):
    """c_next in the place of c_prev in the forget gate's gradient."""
    a_next, c_next, a_prev, c_prev, f, i, g, o, xt, p = cache
    s, h = np.concatenate([a_prev, xt]), np.tanh(c_next)
    dc = dc_next + da_next * o * (1 - h**2)
    dz = {
        "f": dc * c_next * f * (1 - f),
        "i": dc * g * i * (1 - i),
        "c": dc * i * (1 - g**2),
        "o": da_next * h * o * (1 - o),
    }
    back = sum(p["W" + name].T @ dz[name] for name in dz)
    result = {"dxt": back[len(a_prev) :], "da_prev": back[: len(a_prev)], "dc_prev": dc * f}
    for name in dz:
        result |= {"dW" + name: dz[name] @ s.T, "db" + name: dz[name].sum(axis=1, keepdims=True)}
    return result


def wrong_stacked_the_other_way(da_next, dc_next, cache):
    """[xt; a_prev] in the gradients of the weights."""
    a_next, c_next, a_prev, c_prev, f, i, g, o, xt, p = cache
    s, h = np.concatenate([xt, a_prev]), np.tanh(c_next)
    dc = dc_next + da_next * o * (1 - h**2)
    dz = {
        "f": dc * c_prev * f * (1 - f),
        "i": dc * g * i * (1 - i),
        "c": dc * i * (1 - g**2),
        "o": da_next * h * o * (1 - o),
    }
    back = sum(p["W" + name].T @ dz[name] for name in dz)
    result = {"dxt": back[len(a_prev) :], "da_prev": back[: len(a_prev)], "dc_prev": dc * f}
    for name in dz:
        result |= {"dW" + name: dz[name] @ s.T, "db" + name: dz[name].sum(axis=1, keepdims=True)}
    return result


def wrong_dc_prev_without_forget_gate(da_next, dc_next, cache):
    """dc_prev is dc as it stands."""
    a_next, c_next, a_prev, c_prev, f, i, g, o, xt, p = cache
    s, h = np.concatenate([a_prev, xt]), np.tanh(c_next)
    dc = dc_next + da_next * o * (1 - h**2)
    dz = {
        "f": dc * c_prev * f * (1 - f),
        "i": dc * g * i * (1 - i),
        "c": dc * i * (1 - g**2),
        "o": da_next * h * o * (1 - o),
    }
    back = sum(p["W" + name].T @ dz[name] for name in dz)
    result = {"dxt": back[len(a_prev) :], "da_prev": back[: len(a_prev)], "dc_prev": dc}
    for name in dz:
        result |= {"dW" + name: dz[name] @ s.T, "db" + name: dz[name].sum(axis=1, keepdims=True)}
    return result


def wrong_output_gate_left_out(da_next, dc_next, cache):
    """dxt and da_prev without the output gate's share."""
    a_next, c_next, a_prev, c_prev, f, i, g, o, xt, p = cache
    s, h = np.concatenate([a_prev, xt]), np.tanh(c_next)
    dc = dc_next + da_next * o * (1 - h**2)
    dz = {
        "f": dc * c_prev * f * (1 - f),
        "i": dc * g * i * (1 - i),
        "c": dc * i * (1 - g**2),
        "o": da_next * h * o * (1 - o),
    }
    back = sum(p["W" + name].T @ dz[name] for name in "fic")
    result = {"dxt": back[len(a_prev) :], "da_prev": back[: len(a_prev)], "dc_prev": dc * f}
    for name in dz:
        result |= {"dW" + name: dz[name] @ s.T, "db" + name: dz[name].sum(axis=1, keepdims=True)}
    return result


def wrong_gradients_of_gates_swapped(da_next, dc_next, cache):
    """The forget and the update gate's gradients under each other's names."""
    a_next, c_next, a_prev, c_prev, f, i, g, o, xt, p = cache
    s, h = np.concatenate([a_prev, xt]), np.tanh(c_next)
    dc = dc_next + da_next * o * (1 - h**2)
    dz = {
        "f": dc * c_prev * f * (1 - f),
        "i": dc * g * i * (1 - i),
        "c": dc * i * (1 - g**2),
        "o": da_next * h * o * (1 - o),
    }
    back = sum(p["W" + name].T @ dz[name] for name in dz)
    result = {"dxt": back[len(a_prev) :], "da_prev": back[: len(a_prev)], "dc_prev": dc * f}
    for name, other in zip("fico", "ifco", strict=True):
        result |= {"dW" + name: dz[other] @ s.T, "db" + name: dz[other].sum(axis=1, keepdims=True)}
    return result


def wrong_biases_averaged(da_next, dc_next, cache):
    """Averages the gradients of the biases over the batch."""
    a_next, c_next, a_prev, c_prev, f, i, g, o, xt, p = cache
    s, h = np.concatenate([a_prev, xt]), np.tanh(c_next)
    dc = dc_next + da_next * o * (1 - h**2)
    dz = {
        "f": dc * c_prev * f * (1 - f),
        "i": dc * g * i * (1 - i),
        "c": dc * i * (1 - g**2),
        "o": da_next * h * o * (1 - o),
    }
    back = sum(p["W" + name].T @ dz[name] for name in dz)
    result = {"dxt": back[len(a_prev) :], "da_prev": back[: len(a_prev)], "dc_prev": dc * f}
    for name in dz:
        result |= {"dW" + name: dz[name] @ s.T, "db" + name: dz[name].mean(axis=1, keepdims=True)}
    return result


def wrong_changes_dc_next(da_next, dc_next, cache):
    """Adds to dc_next in place."""
    a_next, c_next, a_prev, c_prev, f, i, g, o, xt, p = cache
    s, h = np.concatenate([a_prev, xt]), np.tanh(c_next)
    dc_next += da_next * o * (1 - h**2)
    dc = dc_next
    dz = {
        "f": dc * c_prev * f * (1 - f),
        "i": dc * g * i * (1 - i),
        "c": dc * i * (1 - g**2),
        "o": da_next * h * o * (1 - o),
    }
    back = sum(p["W" + name].T @ dz[name] for name in dz)
    result = {"dxt": back[len(a_prev) :], "da_prev": back[: len(a_prev)], "dc_prev": dc * f}
    for name in dz:
        result |= {"dW" + name: dz[name] @ s.T, "db" + name: dz[name].sum(axis=1, keepdims=True)}
    return result


def wrong_no_biases(da_next, dc_next, cache):
    """Leaves the gradients of the biases out."""
    a_next, c_next, a_prev, c_prev, f, i, g, o, xt, p = cache
    s, h = np.concatenate([a_prev, xt]), np.tanh(c_next)
    dc = dc_next + da_next * o * (1 - h**2)
    dz = {
        "f": dc * c_prev * f * (1 - f),
        "i": dc * g * i * (1 - i),
        "c": dc * i * (1 - g**2),
        "o": da_next * h * o * (1 - o),
    }
    back = sum(p["W" + name].T @ dz[name] for name in dz)
    result = {"dxt": back[len(a_prev) :], "da_prev": back[: len(a_prev)], "dc_prev": dc * f}
    return result | {"dW" + name: dz[name] @ s.T for name in dz}
