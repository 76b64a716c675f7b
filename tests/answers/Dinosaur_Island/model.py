"""Answers to `model`."""

import numpy as np

from utils.char_rnn import get_initial_loss, initialize_parameters, smooth
from utils.names import get_sample, shuffled

optimize = sample = None  # the notebook's own

# Right


def right_published_style(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27,
                          verbose=False):  # fmt: skip
    """Shuffles by itself, hands the state from name to name, prints, keeps the newline at the end of the name."""
    n_x, n_y = vocab_size, vocab_size
    parameters = initialize_parameters(n_a, n_x, n_y)
    loss = get_initial_loss(vocab_size, dino_names)
    examples = [x.strip() for x in data_x]
    np.random.seed(0)
    np.random.shuffle(examples)
    a_prev = np.zeros((n_a, 1))
    last_dino_name = "abc"
    for j in range(num_iterations):
        idx = j % len(examples)
        single_example = examples[idx]
        single_example_chars = list(single_example)
        single_example_ix = [char_to_ix[c] for c in single_example_chars]
        X = [None] + single_example_ix
        Y = X[1:] + [char_to_ix["\n"]]
        curr_loss, gradients, a_prev = optimize(X, Y, a_prev, parameters, learning_rate=0.01)
        if verbose and j in [0, len(examples) - 1, len(examples)]:
            print("j = ", j, "idx = ", idx, "single_example =", single_example)
        loss = smooth(loss, curr_loss)
        if j % 2000 == 0:
            print(f"Iteration: {j}, Loss: {loss}\n")
            seed = 0
            while seed < dino_names:
                sampled_indices = sample(parameters, char_to_ix, seed)
                last_dino_name = "".join(ix_to_char[i] for i in sampled_indices).title()
                print(last_dino_name.replace("\n", ""))
                seed += 1
    return parameters, last_dino_name


def right_cycle(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27,
                verbose=False):  # fmt: skip
    """Goes round with itertools, in the order that was given; draws only at the end; a list comes back."""
    import itertools

    parameters = initialize_parameters(n_a, vocab_size, vocab_size)
    for name in itertools.islice(itertools.cycle(data_x), num_iterations):
        Y = [char_to_ix[letter] for letter in name + "\n"]
        optimize([None, *Y[:-1]], Y, np.zeros((n_a, 1)), parameters)
    drawn = [get_sample(sample(parameters, char_to_ix, seed), ix_to_char) for seed in range(dino_names)]
    return [parameters, drawn[-1]]


def right_while(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27,
                verbose=False):  # fmt: skip
    """A while loop, a place that wraps, and text made by hand in small letters."""
    parameters, examples = initialize_parameters(n_x=vocab_size, n_y=vocab_size, n_a=n_a), shuffled(data_x)
    done = place = 0
    smoothed = None
    while done < num_iterations:
        X = [None]
        for letter in examples[place]:
            X.append(char_to_ix[letter])
        Y = list(X[1:])
        Y.append(char_to_ix["\n"])
        loss, *_ = optimize(X, Y, a_prev=np.zeros((n_a, 1)), parameters=parameters, learning_rate=0.01)
        smoothed = loss if smoothed is None else smooth(smoothed, loss)
        done, place = done + 1, (place + 1) % len(examples)
    for seed in range(dino_names):
        last = "".join(ix_to_char[i] for i in sample(parameters, char_to_ix, seed)[:-1])
    return parameters, last


def right_backwards_and_noisy(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7,
                              vocab_size=27, verbose=False):  # fmt: skip
    """Takes the names from the last to the first, warns and prints."""
    import sys
    import warnings

    parameters = initialize_parameters(n_a, vocab_size, vocab_size)
    warnings.warn("a warning costs nothing", stacklevel=2)
    for j in range(num_iterations):
        name = data_x[-1 - j % len(data_x)]
        X = [None] + [char_to_ix[letter] for letter in name]
        loss = optimize(X, X[1:] + [char_to_ix["\n"]], np.zeros((n_a, 1)), parameters)[0]
        print(j, loss, file=sys.stderr)
    return parameters, get_sample(sample(parameters, char_to_ix, dino_names - 1), ix_to_char)


# Wrong


def wrong_not_written(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27,
                      verbose=False):  # fmt: skip
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27,
                       verbose=False):  # fmt: skip
    """Forgets to return."""
    initialize_parameters(n_a, vocab_size, vocab_size)


def wrong_zeros(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27,
                verbose=False):  # fmt: skip
    """Zeros of the right shapes."""
    parameters = initialize_parameters(n_a, vocab_size, vocab_size)
    return {k: np.zeros_like(v) for k, v in parameters.items()}, ""


def wrong_constant(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27,
                   verbose=False):  # fmt: skip
    """The parameters of the start, and a name out of the blue."""
    return initialize_parameters(n_a, vocab_size, vocab_size), "Tawa"


def wrong_unshifted(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27,
                    verbose=False):  # fmt: skip
    """X and Y are the same letters: the input gives the answer away."""
    parameters, examples = initialize_parameters(n_a, vocab_size, vocab_size), shuffled(data_x)
    for j in range(num_iterations):
        X = [char_to_ix[c] for c in examples[j % len(examples)]] + [char_to_ix["\n"]]
        Y = list(X)
        optimize(X, Y, np.zeros((n_a, 1)), parameters)
    return parameters, get_sample(sample(parameters, char_to_ix, dino_names - 1), ix_to_char)


def wrong_no_none_at_the_start(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7,
                               vocab_size=27, verbose=False):  # fmt: skip
    """Never learns how a name begins."""
    parameters, examples = initialize_parameters(n_a, vocab_size, vocab_size), shuffled(data_x)
    for j in range(num_iterations):
        X = [char_to_ix[c] for c in examples[j % len(examples)]]
        Y = X[1:] + [char_to_ix["\n"]]
        optimize(X, Y, np.zeros((n_a, 1)), parameters)
    return parameters, get_sample(sample(parameters, char_to_ix, dino_names - 1), ix_to_char)


def wrong_no_newline(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27,
                     verbose=False):  # fmt: skip
    """Never learns how a name ends."""
    parameters, examples = initialize_parameters(n_a, vocab_size, vocab_size), shuffled(data_x)
    for j in range(num_iterations):
        X = [None] + [char_to_ix[c] for c in examples[j % len(examples)]]
        optimize(X[:-1], X[1:], np.zeros((n_a, 1)), parameters)
    return parameters, get_sample(sample(parameters, char_to_ix, dino_names - 1), ix_to_char)


def wrong_newline_is_0(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27,
                       verbose=False):  # fmt: skip
    """Takes index 0 for the newline."""
    parameters, examples = initialize_parameters(n_a, vocab_size, vocab_size), shuffled(data_x)
    for j in range(num_iterations):
        X = [None] + [char_to_ix[c] for c in examples[j % len(examples)]]
        optimize(X, X[1:] + [0], np.zeros((n_a, 1)), parameters)
    return parameters, get_sample(sample(parameters, char_to_ix, dino_names - 1), ix_to_char)


def wrong_first_name_only(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27,
                          verbose=False):  # fmt: skip
    """Learns from one name again and again."""
    parameters, examples = initialize_parameters(n_a, vocab_size, vocab_size), shuffled(data_x)
    for _ in range(num_iterations):
        X = [None] + [char_to_ix[c] for c in examples[0]]
        optimize(X, X[1:] + [char_to_ix["\n"]], np.zeros((n_a, 1)), parameters)
    return parameters, get_sample(sample(parameters, char_to_ix, dino_names - 1), ix_to_char)


def wrong_stays_at_the_last_name(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7,
                                 vocab_size=27, verbose=False):  # fmt: skip
    """Does not begin again: min instead of the remainder."""
    parameters, examples = initialize_parameters(n_a, vocab_size, vocab_size), shuffled(data_x)
    for j in range(num_iterations):
        X = [None] + [char_to_ix[c] for c in examples[min(j, len(examples) - 1)]]
        optimize(X, X[1:] + [char_to_ix["\n"]], np.zeros((n_a, 1)), parameters)
    return parameters, get_sample(sample(parameters, char_to_ix, dino_names - 1), ix_to_char)


def wrong_leaves_one_name_out(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7,
                              vocab_size=27, verbose=False):  # fmt: skip
    """The remainder is one too small: the last name never comes."""
    parameters, examples = initialize_parameters(n_a, vocab_size, vocab_size), shuffled(data_x)
    for j in range(num_iterations):
        X = [None] + [char_to_ix[c] for c in examples[j % max(len(examples) - 1, 1)]]
        optimize(X, X[1:] + [char_to_ix["\n"]], np.zeros((n_a, 1)), parameters)
    return parameters, get_sample(sample(parameters, char_to_ix, dino_names - 1), ix_to_char)


def wrong_learning_rate(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27,
                        verbose=False):  # fmt: skip
    """Ten times the learning rate."""
    parameters, examples = initialize_parameters(n_a, vocab_size, vocab_size), shuffled(data_x)
    for j in range(num_iterations):
        X = [None] + [char_to_ix[c] for c in examples[j % len(examples)]]
        optimize(X, X[1:] + [char_to_ix["\n"]], np.zeros((n_a, 1)), parameters, 0.1)
    return parameters, get_sample(sample(parameters, char_to_ix, dino_names - 1), ix_to_char)


def wrong_one_step_too_few(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27,
                           verbose=False):  # fmt: skip
    """Begins to count at 1."""
    parameters, examples = initialize_parameters(n_a, vocab_size, vocab_size), shuffled(data_x)
    for j in range(1, num_iterations):
        X = [None] + [char_to_ix[c] for c in examples[j % len(examples)]]
        optimize(X, X[1:] + [char_to_ix["\n"]], np.zeros((n_a, 1)), parameters)
    return parameters, get_sample(sample(parameters, char_to_ix, dino_names - 1), ix_to_char)


def wrong_two_steps_each(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27,
                         verbose=False):  # fmt: skip
    """Calls optimize twice, once for each value that it wants."""
    parameters, examples = initialize_parameters(n_a, vocab_size, vocab_size), shuffled(data_x)
    for j in range(num_iterations):
        X = [None] + [char_to_ix[c] for c in examples[j % len(examples)]]
        Y = X[1:] + [char_to_ix["\n"]]
        loss = optimize(X, Y, np.zeros((n_a, 1)), parameters)[0]
        gradients = optimize(X, Y, np.zeros((n_a, 1)), parameters)[1]
        assert loss >= 0 and gradients
    return parameters, get_sample(sample(parameters, char_to_ix, dino_names - 1), ix_to_char)


def wrong_starts_again_at_each_step(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7,
                                    vocab_size=27, verbose=False):  # fmt: skip
    """New parameters inside the loop."""
    examples = shuffled(data_x)
    for j in range(num_iterations):
        parameters = initialize_parameters(n_a, vocab_size, vocab_size)
        X = [None] + [char_to_ix[c] for c in examples[j % len(examples)]]
        optimize(X, X[1:] + [char_to_ix["\n"]], np.zeros((n_a, 1)), parameters)
    return parameters, get_sample(sample(parameters, char_to_ix, dino_names - 1), ix_to_char)


def wrong_trains_a_copy(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27,
                        verbose=False):  # fmt: skip
    """What was learned is thrown away."""
    import copy

    parameters, examples = initialize_parameters(n_a, vocab_size, vocab_size), shuffled(data_x)
    for j in range(num_iterations):
        X = [None] + [char_to_ix[c] for c in examples[j % len(examples)]]
        optimize(X, X[1:] + [char_to_ix["\n"]], np.zeros((n_a, 1)), copy.deepcopy(parameters))
    return parameters, get_sample(sample(parameters, char_to_ix, dino_names - 1), ix_to_char)


def wrong_sizes_of_the_notebook(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7,
                                vocab_size=27, verbose=False):  # fmt: skip
    """50 units and 27 characters, whatever it is told."""
    parameters, examples = initialize_parameters(50, 27, 27), shuffled(data_x)
    for j in range(num_iterations):
        X = [None] + [char_to_ix[c] for c in examples[j % len(examples)]]
        optimize(X, X[1:] + [char_to_ix["\n"]], np.zeros((50, 1)), parameters)
    return parameters, "Tawa"


def wrong_only_parameters(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27,
                          verbose=False):  # fmt: skip
    """Forgets the name."""
    parameters, examples = initialize_parameters(n_a, vocab_size, vocab_size), shuffled(data_x)
    for j in range(num_iterations):
        X = [None] + [char_to_ix[c] for c in examples[j % len(examples)]]
        optimize(X, X[1:] + [char_to_ix["\n"]], np.zeros((n_a, 1)), parameters)
    return parameters


def wrong_name_as_indices(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27,
                          verbose=False):  # fmt: skip
    """Returns indices instead of text."""
    parameters, examples = initialize_parameters(n_a, vocab_size, vocab_size), shuffled(data_x)
    for j in range(num_iterations):
        X = [None] + [char_to_ix[c] for c in examples[j % len(examples)]]
        optimize(X, X[1:] + [char_to_ix["\n"]], np.zeros((n_a, 1)), parameters)
    return parameters, sample(parameters, char_to_ix, dino_names - 1)


def wrong_name_out_of_the_blue(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7,
                               vocab_size=27, verbose=False):  # fmt: skip
    """Trains, and returns a name that nobody drew."""
    parameters, examples = initialize_parameters(n_a, vocab_size, vocab_size), shuffled(data_x)
    for j in range(num_iterations):
        X = [None] + [char_to_ix[c] for c in examples[j % len(examples)]]
        optimize(X, X[1:] + [char_to_ix["\n"]], np.zeros((n_a, 1)), parameters)
    return parameters, "Tawasaurus"


def wrong_number_of_names_ignored(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7,
                                  vocab_size=27, verbose=False):  # fmt: skip
    """Always draws with seed 0."""
    parameters, examples = initialize_parameters(n_a, vocab_size, vocab_size), shuffled(data_x)
    for j in range(num_iterations):
        X = [None] + [char_to_ix[c] for c in examples[j % len(examples)]]
        optimize(X, X[1:] + [char_to_ix["\n"]], np.zeros((n_a, 1)), parameters)
    return parameters, get_sample(sample(parameters, char_to_ix, 0), ix_to_char)


def wrong_shuffles_what_it_was_given(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7,
                                     vocab_size=27, verbose=False):  # fmt: skip
    """Reverses data_x in place."""
    parameters = initialize_parameters(n_a, vocab_size, vocab_size)
    data_x.reverse()
    for j in range(num_iterations):
        X = [None] + [char_to_ix[c] for c in data_x[j % len(data_x)]]
        optimize(X, X[1:] + [char_to_ix["\n"]], np.zeros((n_a, 1)), parameters)
    return parameters, get_sample(sample(parameters, char_to_ix, dino_names - 1), ix_to_char)


def wrong_goes_on_from_the_last_call(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7,
                                     vocab_size=27, verbose=False, kept={}):  # fmt: skip  # noqa: B006
    """Keeps its parameters from call to call."""
    size = n_a, vocab_size
    parameters, examples = kept.setdefault(size, initialize_parameters(n_a, vocab_size, vocab_size)), shuffled(data_x)
    for j in range(num_iterations):
        X = [None] + [char_to_ix[c] for c in examples[j % len(examples)]]
        optimize(X, X[1:] + [char_to_ix["\n"]], np.zeros((n_a, 1)), parameters)
    return parameters, get_sample(sample(parameters, char_to_ix, dino_names - 1), ix_to_char)


def wrong_state_grows(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27,
                      verbose=False):  # fmt: skip
    """Every name starts from a state of ones."""
    parameters, examples = initialize_parameters(n_a, vocab_size, vocab_size), shuffled(data_x)
    for j in range(num_iterations):
        X = [None] + [char_to_ix[c] for c in examples[j % len(examples)]]
        optimize(X, X[1:] + [char_to_ix["\n"]], np.ones((n_a, 1)), parameters)
    return parameters, get_sample(sample(parameters, char_to_ix, dino_names - 1), ix_to_char)
