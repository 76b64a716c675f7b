"""Answers to `sentences_to_indices`."""

# ruff: noqa: B006

import numpy as np

# Right


def right_counter(X, word_to_index, max_len):
    """A counter moves on at known words only, and the loop ends at the row's end."""
    m = X.shape[0]
    X_indices = np.zeros((m, max_len))
    for i in range(m):
        j = 0
        for w in X[i].lower().split():
            if j == max_len:
                break
            if w in word_to_index:
                X_indices[i, j] = word_to_index[w]
                j = j + 1
    return X_indices


def right_lists(X, word_to_index, max_len):
    """Lists, filled up with zeros and cut."""
    rows = []
    for sentence in X:
        numbers = [word_to_index[w] for w in sentence.lower().split() if w in word_to_index]
        rows.append((numbers + [0] * max_len)[:max_len])
    return np.array(rows)


def right_enumerate(X, word_to_index, max_len):
    """Noisy, with enumerate, int64, and exceptions for unknown words."""
    out = np.full((len(X), max_len), 0, dtype=np.int64)
    for i, x in enumerate(X):
        kept = []
        for word in x.split():
            try:
                kept.append(word_to_index[word.lower()])
            except KeyError:
                print("unknown", word)
        for j, number in enumerate(kept[0:max_len]):
            out[i][j] = number
    return out


def right_pad(X, word_to_index, max_len):
    """np.pad on every row, a filter for what is unknown."""
    rows = []
    for x in X.tolist():
        numbers = list(filter(None, (word_to_index.get(w, 0) for w in x.casefold().split())))[:max_len]
        rows.append(np.pad(np.array(numbers, dtype=float), (0, max_len - len(numbers))))
    return np.stack(rows)


def right_keras(X, word_to_index, max_len):
    """Keras pads and cuts."""
    import keras

    numbers = [[word_to_index[w] for w in x.lower().split() if w in word_to_index] for x in X]
    return keras.utils.pad_sequences(numbers, maxlen=max_len, padding="post", truncating="post")


# Wrong


def wrong_not_written(X, word_to_index, max_len):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(X, word_to_index, max_len):
    """Forgets to return."""
    np.zeros((len(X), max_len))


def wrong_zeros(X, word_to_index, max_len):
    """Zeros of the right shape."""
    return np.zeros((len(X), max_len))


def wrong_visible_check(X, word_to_index, max_len):
    """The numbers of the visible check."""
    return np.array([[3, 1, 2, 5], [2, 0, 0, 0]])


def wrong_key_error(X, word_to_index, max_len):
    """Stops at an unknown word."""
    rows = np.zeros((len(X), max_len))
    for i, x in enumerate(X):
        numbers = [word_to_index[w] for w in x.lower().split()][:max_len]
        rows[i, : len(numbers)] = numbers
    return rows


def wrong_index_error(X, word_to_index, max_len):
    """Stops at a sentence that is too long."""
    rows = np.zeros((len(X), max_len))
    for i, x in enumerate(X):
        j = 0
        for w in x.lower().split():
            if w in word_to_index:
                rows[i, j] = word_to_index[w]
                j += 1
    return rows


def wrong_gaps(X, word_to_index, max_len):
    """An unknown word leaves a zero in the middle."""
    rows = np.zeros((len(X), max_len))
    for i, x in enumerate(X):
        for j, w in enumerate(x.lower().split()[:max_len]):
            rows[i, j] = word_to_index.get(w, 0)
    return rows


def wrong_cuts_first(X, word_to_index, max_len):
    """Cuts the sentence before unknown words are skipped."""
    rows = np.zeros((len(X), max_len))
    for i, x in enumerate(X):
        numbers = [word_to_index[w] for w in x.lower().split()[:max_len] if w in word_to_index]
        rows[i, : len(numbers)] = numbers
    return rows


def wrong_padded_before(X, word_to_index, max_len):
    """The zeros stand before the words."""
    rows = np.zeros((len(X), max_len))
    for i, x in enumerate(X):
        numbers = [word_to_index[w] for w in x.lower().split() if w in word_to_index][:max_len]
        rows[i, max_len - len(numbers) :] = numbers
    return rows


def wrong_last_words(X, word_to_index, max_len):
    """Keeps the last words of a long sentence."""
    rows = np.zeros((len(X), max_len))
    for i, x in enumerate(X):
        numbers = [word_to_index[w] for w in x.lower().split() if w in word_to_index][-max_len:]
        rows[i, : len(numbers)] = numbers
    return rows


def wrong_single_spaces(X, word_to_index, max_len):
    """`split(" ")`: a tab stays inside a word."""
    rows = np.zeros((len(X), max_len))
    for i, x in enumerate(X):
        numbers = [word_to_index[w] for w in x.lower().split(" ") if w in word_to_index][:max_len]
        rows[i, : len(numbers)] = numbers
    return rows


def wrong_capitals(X, word_to_index, max_len):
    """Does not lower the capitals."""
    rows = np.zeros((len(X), max_len))
    for i, x in enumerate(X):
        numbers = [word_to_index[w] for w in x.split() if w in word_to_index][:max_len]
        rows[i, : len(numbers)] = numbers
    return rows


def wrong_counts_from_zero(X, word_to_index, max_len):
    """Gives number 0 to a word."""
    rows = np.zeros((len(X), max_len))
    for i, x in enumerate(X):
        numbers = [word_to_index[w] - 1 for w in x.lower().split() if w in word_to_index][:max_len]
        rows[i, : len(numbers)] = numbers
    return rows


def wrong_own_numbers(X, word_to_index, max_len):
    """Numbers words by their place in the dictionary."""
    words = list(word_to_index)
    rows = np.zeros((len(X), max_len))
    for i, x in enumerate(X):
        numbers = [words.index(w) + 1 for w in x.lower().split() if w in word_to_index][:max_len]
        rows[i, : len(numbers)] = numbers
    return rows


def wrong_padded_with_minus_one(X, word_to_index, max_len):
    """Pads with -1."""
    rows = np.full((len(X), max_len), -1)
    for i, x in enumerate(X):
        numbers = [word_to_index[w] for w in x.lower().split() if w in word_to_index][:max_len]
        rows[i, : len(numbers)] = numbers
    return rows


def wrong_longest_sentence(X, word_to_index, max_len):
    """As wide as the longest sentence, not `max_len`."""
    lists = [[word_to_index[w] for w in x.lower().split() if w in word_to_index] for x in X]
    width = max(map(len, lists))
    return np.array([numbers + [0] * (width - len(numbers)) for numbers in lists])


def wrong_transposed(X, word_to_index, max_len):
    """Time steps as rows."""
    rows = np.zeros((max_len, len(X)))
    for i, x in enumerate(X):
        numbers = [word_to_index[w] for w in x.lower().split() if w in word_to_index][:max_len]
        rows[: len(numbers), i] = numbers
    return rows


def wrong_list_of_lists(X, word_to_index, max_len):
    """A list of lists, not an array."""
    lists = [[word_to_index[w] for w in x.lower().split() if w in word_to_index] for x in X]
    return [(numbers + [0] * max_len)[:max_len] for numbers in lists]


def wrong_counter_not_reset(X, word_to_index, max_len):
    """The place in the row goes on from sentence to sentence."""
    rows = np.zeros((len(X), max_len))
    j = 0
    for i, x in enumerate(X):
        for w in x.lower().split():
            if w in word_to_index:
                rows[i, j % max_len] = word_to_index[w]
                j += 1
    return rows


def wrong_drops_empty(X, word_to_index, max_len):
    """A sentence without a known word has no row."""
    lists = [[word_to_index[w] for w in x.lower().split() if w in word_to_index] for x in X]
    return np.array([(numbers + [0] * max_len)[:max_len] for numbers in lists if numbers])


def wrong_changes_X(X, word_to_index, max_len):
    """Writes small letters into X."""
    rows = np.zeros((len(X), max_len))
    for i in range(len(X)):
        X[i] = X[i].lower()
        numbers = [word_to_index[w] for w in X[i].split() if w in word_to_index][:max_len]
        rows[i, : len(numbers)] = numbers
    return rows


def wrong_learns_words(X, word_to_index, max_len):
    """Gives every unknown word a number of its own."""
    rows = np.zeros((len(X), max_len))
    for i, x in enumerate(X):
        for j, w in enumerate(x.lower().split()[:max_len]):
            rows[i, j] = word_to_index.setdefault(w, len(word_to_index) + 1)
    return rows


def wrong_memory(X, word_to_index, max_len, rows={}):
    """Writes into the rows of the call before."""
    out = rows.setdefault((len(X), max_len), np.zeros((len(X), max_len)))
    for i, x in enumerate(X):
        for j, w in enumerate([w for w in x.lower().split() if w in word_to_index][:max_len]):
            out[i, j] += word_to_index[w]
    return out.copy()
