"""Answers to `sentence_to_avg`."""

# ruff: noqa: B006

import numpy as np

# Right


def right_running_sum(sentence, word_to_vec_map):
    """Adds up in a loop; noisy."""
    any_word = list(word_to_vec_map.keys())[0]
    avg = np.zeros(word_to_vec_map[any_word].shape)
    count = 0
    for w in sentence.lower().split():
        print("word", w)
        if w in word_to_vec_map:
            avg = avg + word_to_vec_map[w]
            count += 1
    if count > 0:
        avg = avg / count
    return avg


def right_regular_expression(sentence, word_to_vec_map):
    """Cuts with a regular expression, stacks, averages, and looks for a word by `get`."""
    import re

    found = [word_to_vec_map.get(word) for word in re.split(r"\s+", sentence.strip().lower())]
    found = [vector for vector in found if vector is not None]
    size = len(next(iter(word_to_vec_map.values())))
    return np.vstack(found).mean(axis=0) if found else np.array([0.0] * size)


def right_exceptions(sentence, word_to_vec_map):
    """Asks forgiveness: a KeyError is an unknown word."""
    total, n = 0 * list(word_to_vec_map.values())[0], 0
    for word in sentence.split():
        try:
            total = np.add(total, word_to_vec_map[word.lower()])
        except KeyError:
            continue
        n += 1
    return total / max(n, 1)


def right_counts(sentence, word_to_vec_map):
    """A product of counts and a matrix."""
    words = list(word_to_vec_map)
    given = sentence.casefold().split()
    counts = np.array([given.count(word) for word in words], dtype=float)
    matrix = np.array([word_to_vec_map[word] for word in words])
    return counts @ matrix / (counts.sum() or 1.0)


def right_running_mean(sentence, word_to_vec_map):
    """Moves the mean a little for each word."""
    mean = np.zeros_like(next(iter(word_to_vec_map.values())), dtype=float)
    for n, word in enumerate(filter(word_to_vec_map.__contains__, sentence.lower().split()), 1):
        mean += (word_to_vec_map[word] - mean) / n
    return mean


# Wrong


def wrong_not_written(sentence, word_to_vec_map):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(sentence, word_to_vec_map):
    """Forgets to return."""
    words = [w for w in sentence.lower().split() if w in word_to_vec_map]
    np.mean([word_to_vec_map[w] for w in words] or [np.zeros(2)], axis=0)


def wrong_zeros(sentence, word_to_vec_map):
    """Zeros of the right shape."""
    return np.zeros(next(iter(word_to_vec_map.values())).shape)


def wrong_visible_check(sentence, word_to_vec_map):
    """The numbers of the visible check."""
    return np.array([1.0, 1.0])


def wrong_single_spaces(sentence, word_to_vec_map):
    """`split(" ")`: a tab stays inside a word."""
    words = [w for w in sentence.lower().split(" ") if w in word_to_vec_map]
    if not words:
        return np.zeros(next(iter(word_to_vec_map.values())).shape)
    return np.mean([word_to_vec_map[w] for w in words], axis=0)


def wrong_counts_unknown_words(sentence, word_to_vec_map):
    """Divides by the number of all words."""
    words = sentence.lower().split()
    avg = np.zeros(next(iter(word_to_vec_map.values())).shape)
    for w in words:
        if w in word_to_vec_map:
            avg = avg + word_to_vec_map[w]
    return avg / max(len(words), 1)


def wrong_unknown_words_are_zeros(sentence, word_to_vec_map):
    """An unknown word is a vector of zeros, and counted."""
    nothing = np.zeros(next(iter(word_to_vec_map.values())).shape)
    found = [word_to_vec_map.get(w, nothing) for w in sentence.lower().split()]
    return np.mean(found, axis=0) if found else nothing


def wrong_key_error(sentence, word_to_vec_map):
    """Stops at an unknown word."""
    words = sentence.lower().split()
    return sum(word_to_vec_map[w] for w in words) / len(words)


def wrong_fifty(sentence, word_to_vec_map):
    """Vectors of 50 numbers, whatever the map holds."""
    avg, count = np.zeros(50), 0
    for w in sentence.lower().split():
        if w in word_to_vec_map:
            avg += word_to_vec_map[w]
            count += 1
    return avg / count if count else avg


def wrong_fifty_zeros(sentence, word_to_vec_map):
    """Fifty zeros where no word is known."""
    words = [w for w in sentence.lower().split() if w in word_to_vec_map]
    return np.mean([word_to_vec_map[w] for w in words], axis=0) if words else np.zeros(50)


def wrong_capitals(sentence, word_to_vec_map):
    """Does not lower the capitals."""
    words = [w for w in sentence.split() if w in word_to_vec_map]
    if not words:
        return np.zeros(next(iter(word_to_vec_map.values())).shape)
    return np.mean([word_to_vec_map[w] for w in words], axis=0)


def wrong_first_letter_only(sentence, word_to_vec_map):
    """Lowers the first letter of the sentence alone."""
    sentence = sentence[:1].lower() + sentence[1:]
    words = [w for w in sentence.split() if w in word_to_vec_map]
    if not words:
        return np.zeros(next(iter(word_to_vec_map.values())).shape)
    return np.mean([word_to_vec_map[w] for w in words], axis=0)


def wrong_sum(sentence, word_to_vec_map):
    """The sum instead of the mean."""
    words = [w for w in sentence.lower().split() if w in word_to_vec_map]
    return sum((word_to_vec_map[w] for w in words), np.zeros(len(next(iter(word_to_vec_map.values())))))


def wrong_axis(sentence, word_to_vec_map):
    """Averages over the wrong axis: one number per word."""
    words = [w for w in sentence.lower().split() if w in word_to_vec_map]
    if not words:
        return np.zeros(next(iter(word_to_vec_map.values())).shape)
    return np.mean([word_to_vec_map[w] for w in words], axis=1)


def wrong_one_number(sentence, word_to_vec_map):
    """The mean of all numbers."""
    words = [w for w in sentence.lower().split() if w in word_to_vec_map]
    return np.mean([word_to_vec_map[w] for w in words]) if words else 0.0


def wrong_set_of_words(sentence, word_to_vec_map):
    """A word that occurs twice counts once."""
    words = {w for w in sentence.lower().split() if w in word_to_vec_map}
    if not words:
        return np.zeros(next(iter(word_to_vec_map.values())).shape)
    return np.mean([word_to_vec_map[w] for w in sorted(words)], axis=0)


def wrong_nan_for_nothing(sentence, word_to_vec_map):
    """The mean of no vectors."""
    return np.mean([word_to_vec_map[w] for w in sentence.lower().split() if w in word_to_vec_map], axis=0)


def wrong_number_for_nothing(sentence, word_to_vec_map):
    """The number 0 where no word is known."""
    words = [w for w in sentence.lower().split() if w in word_to_vec_map]
    return np.mean([word_to_vec_map[w] for w in words], axis=0) if words else 0


def wrong_last_word_lost(sentence, word_to_vec_map):
    """Leaves the last word out."""
    words = [w for w in sentence.lower().split()[:-1] if w in word_to_vec_map]
    if not words:
        return np.zeros(next(iter(word_to_vec_map.values())).shape)
    return np.mean([word_to_vec_map[w] for w in words], axis=0)


def wrong_changes_the_map(sentence, word_to_vec_map):
    """Adds up in the first word's own vector."""
    words = [w for w in sentence.lower().split() if w in word_to_vec_map]
    if not words:
        return np.zeros(next(iter(word_to_vec_map.values())).shape)
    avg = word_to_vec_map[words[0]].copy() if len(words) > 5 else word_to_vec_map[words[0]]
    for w in words[1:]:
        avg += word_to_vec_map[w]
    return avg / len(words)


def wrong_teaches_the_map(sentence, word_to_vec_map):
    """Puts unknown words into the map, as zeros."""
    size = len(next(iter(word_to_vec_map.values())))
    words = [w for w in sentence.lower().split() if w in word_to_vec_map]
    word_to_vec_map["<last>"] = np.zeros(size)
    return np.mean([word_to_vec_map[w] for w in words], axis=0) if words else np.zeros(size)


def wrong_memory(sentence, word_to_vec_map, kept=[]):
    """The words of earlier sentences stay in the list."""
    kept += [word_to_vec_map[w] for w in sentence.lower().split() if w in word_to_vec_map]
    same = [v for v in kept if len(v) == len(next(iter(word_to_vec_map.values())))]
    return np.mean(same, axis=0) if same else np.zeros(len(next(iter(word_to_vec_map.values()))))


def wrong_float32(sentence, word_to_vec_map):
    """Works in single precision."""
    words = [w for w in sentence.lower().split() if w in word_to_vec_map]
    vectors = np.array([word_to_vec_map[w] for w in words], dtype="float32")
    return vectors.mean(axis=0) if words else np.zeros(next(iter(word_to_vec_map.values())).shape)


def wrong_letters(sentence, word_to_vec_map):
    """Looks letters up instead of words; none is known."""
    found = [word_to_vec_map[w] for w in sentence.lower() if w in word_to_vec_map]
    return np.mean(found, axis=0) if found else np.zeros(next(iter(word_to_vec_map.values())).shape)
