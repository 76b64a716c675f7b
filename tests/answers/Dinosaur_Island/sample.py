"""Answers to `sample`."""

import numpy as np

from utils.rnn import softmax

# Right


def right_published_style(parameters, char_to_ix, seed):
    """Seeds the global generator anew for each character, from seed and counter."""
    Waa, Wax, Wya = parameters["Waa"], parameters["Wax"], parameters["Wya"]
    by, b = parameters["by"], parameters["b"]
    vocab_size, n_a = by.shape[0], Waa.shape[1]
    x = np.zeros((vocab_size, 1))
    a_prev = np.zeros((n_a, 1))
    indices = []
    idx, counter = -1, 0
    newline_character = char_to_ix["\n"]
    while idx != newline_character and counter != 50:
        a = np.tanh(np.dot(Wax, x) + np.dot(Waa, a_prev) + b)
        y = softmax(np.dot(Wya, a) + by)
        np.random.seed(counter + seed)
        idx = np.random.choice(range(len(y)), p=y.ravel())
        indices.append(idx)
        x = np.zeros((vocab_size, 1))
        x[idx] = 1
        a_prev = a
        seed += 1
        counter += 1
    if counter == 50 and idx != newline_character:
        indices.append(newline_character)
    return indices


def right_seeded_once(parameters, char_to_ix, seed):
    """The global generator, seeded once; vectors without a second axis; numpy's own whole numbers."""
    np.random.seed(seed)
    p = parameters
    a, drawn = np.zeros(len(p["b"])), []
    z = p["b"][:, 0]
    for _ in range(50):
        a = np.tanh(z + p["Waa"] @ a)
        scores = p["Wya"] @ a + p["by"][:, 0]
        y = np.exp(scores - scores.max())
        drawn.append(np.random.choice(len(y), p=y / y.sum()))
        if drawn[-1] == char_to_ix["\n"]:
            return drawn
        z = p["b"][:, 0] + p["Wax"][:, drawn[-1]]
    return drawn + [char_to_ix["\n"]]


def right_inverse_of_the_sum(parameters, char_to_ix, seed):
    """One uniform number per letter, and the cumulative sum of the probabilities."""
    rng = np.random.default_rng(seed)
    n_y = parameters["by"].shape[0]
    x, a, name = np.zeros((n_y, 1)), np.zeros_like(parameters["b"]), []
    while True:
        a = np.tanh(parameters["Wax"] @ x + parameters["Waa"] @ a + parameters["b"])
        y = softmax(parameters["Wya"] @ a + parameters["by"])[:, 0]
        k = min(int(np.searchsorted(np.cumsum(y), rng.random(), side="right")), n_y - 1)
        name.append(k)
        if k == char_to_ix["\n"]:
            break
        if len(name) == 50:
            name.append(char_to_ix["\n"])
            break
        x = np.eye(n_y)[:, [k]]
    return name


def right_standard_library(parameters, char_to_ix, seed):
    """random.choices of the standard library, a tuple, and noise."""
    import random
    import sys

    dice = random.Random(seed)
    x, a, name = 0.0 * parameters["by"], 0.0 * parameters["b"], []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        a = np.tanh(parameters["Wax"].dot(x) + parameters["Waa"].dot(a) + parameters["b"])
        y = softmax(parameters["Wya"].dot(a) + parameters["by"])
        name += dice.choices(range(len(y)), weights=y[:, 0])
        x = (np.arange(len(y)) == name[-1]).astype(float)[:, None]
    print(name, file=sys.stderr)
    return (*name,) if name[-1] == char_to_ix["\n"] else (*name, char_to_ix["\n"])


def right_multinomial(parameters, char_to_ix, seed):
    """A draw of one from a multinomial is the one-hot vector itself; an array is returned."""
    rng = np.random.RandomState(seed)
    n_y, n_a = parameters["Wya"].shape
    W = np.hstack([parameters["Waa"], parameters["Wax"]])
    s, name = np.zeros((n_a + n_y, 1)), []
    for _ in range(50):
        a = np.tanh(W @ s + parameters["b"])
        y = softmax(parameters["Wya"] @ a + parameters["by"]).ravel()
        hot = rng.multinomial(1, y * (1 - 1e-12))
        s = np.concatenate([a, hot[:, None]])
        name.append(hot.argmax())
        if hot[char_to_ix["\n"]]:
            return np.array(name)
    return np.array([*name, char_to_ix["\n"]])


def right_gumbel(parameters, char_to_ix, seed):
    """The arg max of scores with Gumbel noise is a draw from their softmax."""
    rng, newline = np.random.default_rng([seed, 7]), char_to_ix["\n"]
    p, x = parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), []
    while newline not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        scores = p["Wya"] @ a + p["by"]
        name.append(int(np.argmax(scores + rng.gumbel(size=scores.shape))) if len(name) < 50 else newline)
        x = np.zeros(x.shape)
        x[name[-1], 0] = 1.0
    return name


# Wrong


def wrong_not_written(parameters, char_to_ix, seed):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(parameters, char_to_ix, seed):
    """Forgets to return."""
    softmax(parameters["by"])


def wrong_zeros(parameters, char_to_ix, seed):
    """Always the same short list."""
    return [0]


def wrong_constant(parameters, char_to_ix, seed):
    """Nothing but the newline."""
    return [char_to_ix["\n"]]


def wrong_visible_check(parameters, char_to_ix, seed):
    """The numbers of the visible check."""
    return [2, 1, 3, 1, 0] if parameters["by"][0, 0] > -100 else [1] * 50 + [0]


def wrong_arg_max(parameters, char_to_ix, seed):
    """Takes the most probable letter: one name for every seed."""
    p, x = parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        name.append(int(np.argmax(p["Wya"] @ a + p["by"])))
        x = np.eye(len(x))[:, [name[-1]]]
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]


def wrong_uniform(parameters, char_to_ix, seed):
    """Draws every letter with the same probability."""
    rng, name = np.random.default_rng(seed), []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        name.append(int(rng.choice(len(char_to_ix))))
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]


def wrong_state_not_carried(parameters, char_to_ix, seed):
    """Ignores the hidden state: every step starts from zeros."""
    rng, p, x = np.random.default_rng(seed), parameters, np.zeros(parameters["by"].shape)
    a_prev, name = np.zeros(p["b"].shape), []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a_prev + p["b"])
        name.append(int(rng.choice(len(x), p=softmax(p["Wya"] @ a + p["by"]).ravel())))
        x = np.eye(len(x))[:, [name[-1]]]
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]


def wrong_input_not_fed_back(parameters, char_to_ix, seed):
    """The input stays zeros."""
    rng, p, x = np.random.default_rng(seed), parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        name.append(int(rng.choice(len(x), p=softmax(p["Wya"] @ a + p["by"]).ravel())))
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]


def wrong_one_hot_not_cleared(parameters, char_to_ix, seed):
    """The input collects all letters so far."""
    rng, p, x = np.random.default_rng(seed), parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        name.append(int(rng.choice(len(x), p=softmax(p["Wya"] @ a + p["by"]).ravel())))
        x[name[-1]] = 1
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]


def wrong_first_input(parameters, char_to_ix, seed):
    """Starts with the one-hot vector of index 0 instead of zeros."""
    rng, p, x = np.random.default_rng(seed), parameters, np.eye(len(parameters["by"]))[:, :1]
    a, name = np.zeros(p["b"].shape), []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        name.append(int(rng.choice(len(x), p=softmax(p["Wya"] @ a + p["by"]).ravel())))
        x = np.eye(len(x))[:, [name[-1]]]
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]


def wrong_random_start(parameters, char_to_ix, seed):
    """A random hidden state before the first step."""
    rng, p, x = np.random.default_rng(seed), parameters, np.zeros(parameters["by"].shape)
    a, name = rng.standard_normal(p["b"].shape), []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        name.append(int(rng.choice(len(x), p=softmax(p["Wya"] @ a + p["by"]).ravel())))
        x = np.eye(len(x))[:, [name[-1]]]
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]


def wrong_same_seed_in_the_loop(parameters, char_to_ix, seed):
    """Seeds with the same number at every step: every draw uses the same random number."""
    p, x = parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        np.random.seed(seed)
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        name.append(int(np.random.choice(len(x), p=softmax(p["Wya"] @ a + p["by"]).ravel())))
        x = np.eye(len(x))[:, [name[-1]]]
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]


def wrong_seed_not_used(parameters, char_to_ix, seed):
    """Another name for the same seed."""
    rng, p, x = np.random.default_rng(), parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        name.append(int(rng.choice(len(x), p=softmax(p["Wya"] @ a + p["by"]).ravel())))
        x = np.eye(len(x))[:, [name[-1]]]
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]


def wrong_always_seed_0(parameters, char_to_ix, seed):
    """Deterministic: one name for every seed."""
    rng, p, x = np.random.default_rng(0), parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        name.append(int(rng.choice(len(x), p=softmax(p["Wya"] @ a + p["by"]).ravel())))
        x = np.eye(len(x))[:, [name[-1]]]
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]


def wrong_no_output_bias(parameters, char_to_ix, seed):
    """Leaves by out."""
    rng, p, x = np.random.default_rng(seed), parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        name.append(int(rng.choice(len(x), p=softmax(p["Wya"] @ a).ravel())))
        x = np.eye(len(x))[:, [name[-1]]]
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]


def wrong_transposed(parameters, char_to_ix, seed):
    """Multiplies by the transpose of Waa."""
    rng, p, x = np.random.default_rng(seed), parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"].T @ a + p["b"])
        name.append(int(rng.choice(len(x), p=softmax(p["Wya"] @ a + p["by"]).ravel())))
        x = np.eye(len(x))[:, [name[-1]]]
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]


def wrong_no_tanh(parameters, char_to_ix, seed):
    """A linear hidden state."""
    rng, p, x = np.random.default_rng(seed), parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        a = p["Wax"] @ x + p["Waa"] @ a + p["b"]
        name.append(int(rng.choice(len(x), p=softmax(p["Wya"] @ a + p["by"]).ravel())))
        x = np.eye(len(x))[:, [name[-1]]]
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]


def wrong_too_cold(parameters, char_to_ix, seed):
    """Squares the probabilities: likely letters come too often."""
    rng, p, x = np.random.default_rng(seed), parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        name.append(int(rng.choice(len(x), p=softmax(2 * (p["Wya"] @ a + p["by"])).ravel())))
        x = np.eye(len(x))[:, [name[-1]]]
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]


def wrong_newline_doubled(parameters, char_to_ix, seed):
    """Appends a newline after 50 characters even if the 50th is one."""
    rng, p, x = np.random.default_rng(seed), parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        name.append(int(rng.choice(len(x), p=softmax(p["Wya"] @ a + p["by"]).ravel())))
        x = np.eye(len(x))[:, [name[-1]]]
    return name + [char_to_ix["\n"]] if len(name) == 50 else name


def wrong_one_too_many(parameters, char_to_ix, seed):
    """Draws up to 51 characters."""
    rng, p, x = np.random.default_rng(seed), parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), []
    while len(name) <= 50 and char_to_ix["\n"] not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        name.append(int(rng.choice(len(x), p=softmax(p["Wya"] @ a + p["by"]).ravel())))
        x = np.eye(len(x))[:, [name[-1]]]
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]


def wrong_one_too_few(parameters, char_to_ix, seed):
    """Stops after 49 characters, so that there are 50 with the newline."""
    rng, p, x = np.random.default_rng(seed), parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), []
    while len(name) < 49 and char_to_ix["\n"] not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        name.append(int(rng.choice(len(x), p=softmax(p["Wya"] @ a + p["by"]).ravel())))
        x = np.eye(len(x))[:, [name[-1]]]
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]


def wrong_no_newline(parameters, char_to_ix, seed):
    """Leaves the newline away."""
    rng, p, x = np.random.default_rng(seed), parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), []
    while len(name) < 50:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        index = int(rng.choice(len(x), p=softmax(p["Wya"] @ a + p["by"]).ravel()))
        if index == char_to_ix["\n"]:
            break
        name.append(index)
        x = np.eye(len(x))[:, [index]]
    return name


def wrong_not_closed_after_50(parameters, char_to_ix, seed):
    """Forgets the newline after 50 characters."""
    rng, p, x = np.random.default_rng(seed), parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        name.append(int(rng.choice(len(x), p=softmax(p["Wya"] @ a + p["by"]).ravel())))
        x = np.eye(len(x))[:, [name[-1]]]
    return name


def wrong_newline_is_0(parameters, char_to_ix, seed):
    """Takes index 0 for the newline, wherever it is."""
    rng, p, x = np.random.default_rng(seed), parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), []
    while len(name) < 50 and 0 not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        name.append(int(rng.choice(len(x), p=softmax(p["Wya"] @ a + p["by"]).ravel())))
        x = np.eye(len(x))[:, [name[-1]]]
    return name if 0 in name else name + [0]


def wrong_fixed_sizes(parameters, char_to_ix, seed):
    """27 characters and 50 units, whatever the parameters are."""
    rng, p, x = np.random.default_rng(seed), parameters, np.zeros((27, 1))
    a, name = np.zeros((50, 1)), []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        name.append(int(rng.choice(27, p=softmax(p["Wya"] @ a + p["by"]).ravel())))
        x = np.eye(27)[:, [name[-1]]]
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]


def wrong_changes_parameters(parameters, char_to_ix, seed):
    """Adds the biases in place, into what it was given."""
    rng, p, x = np.random.default_rng(seed), parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), []
    p["by"] -= p["by"].max()
    while len(name) < 50 and char_to_ix["\n"] not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        name.append(int(rng.choice(len(x), p=softmax(p["Wya"] @ a + p["by"]).ravel())))
        x = np.eye(len(x))[:, [name[-1]]]
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]


def wrong_text(parameters, char_to_ix, seed):
    """Returns letters instead of indices."""
    rng, p, x = np.random.default_rng(seed), parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), ""
    while len(name) < 50 and "\n" not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        index = int(rng.choice(len(x), p=softmax(p["Wya"] @ a + p["by"]).ravel()))
        name += list(char_to_ix)[index]
        x = np.eye(len(x))[:, [index]]
    return name if "\n" in name else name + "\n"


def wrong_list_of_arrays(parameters, char_to_ix, seed):
    """Each index is an array of one."""
    rng, p, x = np.random.default_rng(seed), parameters, np.zeros(parameters["by"].shape)
    a, name = np.zeros(p["b"].shape), []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        name.append(rng.choice(len(x), 1, p=softmax(p["Wya"] @ a + p["by"]).ravel()))
        x = np.eye(len(x))[:, name[-1]]
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]


def wrong_remembers_between_calls(parameters, char_to_ix, seed, kept={}):  # noqa: B006
    """The hidden state of the last call is where the next one starts."""
    rng, p, x = np.random.default_rng(seed), parameters, np.zeros(parameters["by"].shape)
    a, name = kept.get(p["b"].shape, np.zeros(p["b"].shape)), []
    while len(name) < 50 and char_to_ix["\n"] not in name:
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ a + p["b"])
        name.append(int(rng.choice(len(x), p=softmax(p["Wya"] @ a + p["by"]).ravel())))
        x = np.eye(len(x))[:, [name[-1]]]
    kept[p["b"].shape] = a
    return name if char_to_ix["\n"] in name else name + [char_to_ix["\n"]]
