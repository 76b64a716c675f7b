"""Answers to `insert_ones`."""

# ruff: noqa: F821

# Right


def right_loop_in_place(y, segment_end_ms):
    """A loop with a test, into the array that was given."""
    _, Ty = y.shape
    segment_end_y = int(segment_end_ms * Ty / 10000.0)
    for i in range(segment_end_y + 1, segment_end_y + 51):
        if i < Ty:
            y[0, i] = 1.0
    return y


def right_copy(y, segment_end_ms):
    """A new array, with ones chosen by a condition on the step."""
    step = np.arange(y.shape[1])
    last = segment_end_ms * y.shape[1] // 10_000
    return np.where((step > last) & (step <= last + 50), 1.0, y)


def right_noisy_put(y, segment_end_ms):
    """Clipped indices and a print."""
    last = int(np.floor(y.shape[1] * (segment_end_ms / 10000) + 1e-9))
    print("last step", last)
    places = np.arange(last + 1, last + 51)
    y[:, places[places < y.shape[1]]] = 1
    return y


def right_try(y, segment_end_ms):
    """Runs over the edge and catches it."""
    y = y.copy()
    for k in range(1, 51):
        try:
            y[0, int(segment_end_ms * y.shape[1] / 10_000) + k] = 1
        except IndexError:
            break
    return y


# Wrong


def wrong_not_written(y, segment_end_ms):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(y, segment_end_ms):
    """Writes into y and returns nothing."""
    last = int(segment_end_ms * y.shape[1] / 10_000)
    y[0, last + 1 : last + 51] = 1


def wrong_zeros(y, segment_end_ms):
    """No ones at all."""
    return np.zeros(y.shape)


def wrong_constant(y, segment_end_ms):
    """Ones everywhere."""
    return np.ones(y.shape)


def wrong_visible_check(y, segment_end_ms):
    """The numbers of the visible check."""
    y = np.zeros((1, 1375))
    y[0, 688:738] = 1
    return y


def wrong_one_step_early(y, segment_end_ms):
    """Starts at the step in which the word ends."""
    last = int(segment_end_ms * y.shape[1] / 10_000)
    y[0, last : last + 50] = 1
    return y


def wrong_one_step_late(y, segment_end_ms):
    """Starts two steps after."""
    last = int(segment_end_ms * y.shape[1] / 10_000)
    y[0, last + 2 : last + 52] = 1
    return y


def wrong_49_ones(y, segment_end_ms):
    """One too few: the end of a range is not in it."""
    last = int(segment_end_ms * y.shape[1] / 10_000)
    y[0, last + 1 : last + 50] = 1
    return y


def wrong_51_ones(y, segment_end_ms):
    """One too many."""
    last = int(segment_end_ms * y.shape[1] / 10_000)
    y[0, last + 1 : last + 52] = 1
    return y


def wrong_with_the_end(y, segment_end_ms):
    """From the step of the end on, 51 ones."""
    last = int(segment_end_ms * y.shape[1] / 10_000)
    y[0, last : last + 51] = 1
    return y


def wrong_past_the_edge(y, segment_end_ms):
    """Writes one by one, and runs over the right edge."""
    last = int(segment_end_ms * y.shape[1] / 10_000)
    for i in range(last + 1, last + 51):
        y[0, i] = 1
    return y


def wrong_shifted_at_the_edge(y, segment_end_ms):
    """Moves the block to the left so that it fits."""
    last = min(int(segment_end_ms * y.shape[1] / 10_000), y.shape[1] - 51)
    y[0, last + 1 : last + 51] = 1
    return y


def wrong_wraps_around(y, segment_end_ms):
    """What goes over the edge comes back on the left."""
    last = int(segment_end_ms * y.shape[1] / 10_000)
    for i in range(last + 1, last + 51):
        y[0, i % y.shape[1]] = 1
    return y


def wrong_hard_coded(y, segment_end_ms):
    """1375 steps, whatever y is."""
    last = int(segment_end_ms * 1375 / 10_000)
    y[0, last + 1 : min(last + 51, y.shape[1])] = 1
    return y


def wrong_before_the_end(y, segment_end_ms):
    """The fifty steps before the end: the word itself."""
    last = int(segment_end_ms * y.shape[1] / 10_000)
    y[0, max(0, last - 49) : last + 1] = 1
    return y


def wrong_rounds(y, segment_end_ms):
    """Rounds to the nearest step instead of down."""
    last = round(segment_end_ms * y.shape[1] / 10_000)
    y[0, last + 1 : last + 51] = 1
    return y


def wrong_erases(y, segment_end_ms):
    """Forgets what was labelled before."""
    y = np.zeros(y.shape)
    last = int(segment_end_ms * y.shape[1] / 10_000)
    y[0, last + 1 : last + 51] = 1
    return y


def wrong_adds(y, segment_end_ms):
    """Adds one instead of setting one: 2 where two blocks meet."""
    last = int(segment_end_ms * y.shape[1] / 10_000)
    y[0, last + 1 : last + 51] += 1
    return y


def wrong_drops_the_axis(y, segment_end_ms):
    """Returns a row without its first axis."""
    last = int(segment_end_ms * y.shape[1] / 10_000)
    y[0, last + 1 : last + 51] = 1
    return y[0]
