"""Answers to `complete_analogy`."""

# ruff: noqa: B006, F821

import numpy as np

# Right


def right_matrix(word_a, word_b, word_c, word_to_vec_map):
    """All words at once; the answer is numpy's kind of text."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    words = np.array([w for w in word_to_vec_map if w not in {a, b, c}])
    E = np.array([word_to_vec_map[w] for w in words])
    d = word_to_vec_map[b] - word_to_vec_map[a]
    steps = E - word_to_vec_map[c]
    return words[np.argmax(steps @ d / np.linalg.norm(steps, axis=1))]


def right_key_of_max(word_a, word_b, word_c, word_to_vec_map):
    """The built-in max with a key, and the learner's own cosine_similarity."""
    a, b, c = (word.lower() for word in (word_a, word_b, word_c))
    e = word_to_vec_map
    candidates = set(e) - {a, b, c}
    return max(candidates, key=lambda w: cosine_similarity(e[b] - e[a], e[w] - e[c]))


def right_published_style(word_a, word_b, word_c, word_to_vec_map):
    """The loop of the published course, starting from -100."""
    word_a, word_b, word_c = word_a.lower(), word_b.lower(), word_c.lower()
    e_a, e_b, e_c = word_to_vec_map[word_a], word_to_vec_map[word_b], word_to_vec_map[word_c]
    words = word_to_vec_map.keys()
    max_cosine_sim = -100
    best_word = None
    input_words_set = {word_a, word_b, word_c}
    for w in words:
        if w in input_words_set:
            continue
        cosine_sim = cosine_similarity(e_b - e_a, word_to_vec_map[w] - e_c)
        if cosine_sim > max_cosine_sim:
            max_cosine_sim = cosine_sim
            best_word = w
    return best_word


def right_sorted(word_a, word_b, word_c, word_to_vec_map):
    """Sorts every word by score, then takes the first that was not asked about; both differences turned round."""
    given = [w.lower() for w in (word_a, word_b, word_c)]
    a, b, c = (np.asarray(word_to_vec_map[w]) for w in given)
    scores = {}
    for w, e in word_to_vec_map.items():
        length = np.linalg.norm(c - e)
        scores[w] = -2.0 if length == 0 else np.dot(a - b, c - e) / (np.linalg.norm(a - b) * length)
    ranked = sorted(scores, key=scores.get, reverse=True)
    return next(w for w in ranked if w not in given)


def right_noisy(word_a, word_b, word_c, word_to_vec_map):
    """Reports progress; works on a copy of the map without the three words."""
    import sys

    words = [w.casefold() for w in (word_a, word_b, word_c)]
    rest = dict(word_to_vec_map)
    e_a, e_b, e_c = (rest.pop(w) for w in words)
    best = ("", float("-inf"))
    for n, (w, e) in enumerate(rest.items()):
        print(n, "of", len(rest), file=sys.stderr)
        with np.errstate(all="ignore"):
            score = (e_b - e_a) @ (e - e_c) / np.sqrt(np.sum((e_b - e_a) ** 2) * np.sum((e - e_c) ** 2))
        best = (w, score) if score > best[1] else best
    return best[0]


# Wrong


def wrong_not_written(word_a, word_b, word_c, word_to_vec_map):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(word_a, word_b, word_c, word_to_vec_map):
    """Forgets to return."""
    e = word_to_vec_map
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    max(set(e) - {a, b, c}, key=lambda w: cosine_similarity(e[b] - e[a], e[w] - e[c]))


def wrong_constant(word_a, word_b, word_c, word_to_vec_map):
    """Always the same word."""
    return "queen"


def wrong_visible_check(word_a, word_b, word_c, word_to_vec_map):
    """Returns the words of the visible check, whatever it is given."""
    return "queen" if word_c.lower() == "king" else "king"


def wrong_first_other_word(word_a, word_b, word_c, word_to_vec_map):
    """Any word that is not in the question."""
    given = {word_a.lower(), word_b.lower(), word_c.lower()}
    return next(w for w in word_to_vec_map if w not in given)


def wrong_leaves_out_only_c(word_a, word_b, word_c, word_to_vec_map):
    """Leaves out the third word alone, as one published version does."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    return max((w for w in e if w != c), key=lambda w: cosine_similarity(e[b] - e[a], e[w] - e[c]))


def wrong_leaves_out_only_b_and_c(word_a, word_b, word_c, word_to_vec_map):
    """May return the first word of the question."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    return max((w for w in e if w not in (b, c)), key=lambda w: cosine_similarity(e[b] - e[a], e[w] - e[c]))


def wrong_leaves_out_only_a_and_c(word_a, word_b, word_c, word_to_vec_map):
    """May return the second word of the question."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    return max((w for w in e if w not in (a, c)), key=lambda w: cosine_similarity(e[b] - e[a], e[w] - e[c]))


def wrong_leaves_nothing_out(word_a, word_b, word_c, word_to_vec_map):
    """Lets all words take part; the third one scores zero."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    best, word = -100, None
    for w in e:
        score = 0.0 if w == c else cosine_similarity(e[b] - e[a], e[w] - e[c])
        if score > best:
            best, word = score, w
    return word


def wrong_lets_c_take_part(word_a, word_b, word_c, word_to_vec_map):
    """Guards the division with a small number, so that the third word scores zero and may win."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    d = e[b] - e[a]
    best, word = -100, None
    for w in e:
        score = d @ (e[w] - e[c]) / (np.linalg.norm(d) * np.linalg.norm(e[w] - e[c]) + 1e-12)
        if score > best and w not in (a, b):
            best, word = score, w
    return word


def wrong_no_small_letters(word_a, word_b, word_c, word_to_vec_map):
    """Takes the words as they come."""
    e, a, b, c = word_to_vec_map, word_a, word_b, word_c
    return max(set(e) - {a, b, c}, key=lambda w: cosine_similarity(e[b] - e[a], e[w] - e[c]))


def wrong_small_letters_too_late(word_a, word_b, word_c, word_to_vec_map):
    """Looks words up in small letters, but leaves them out with capitals."""
    e = word_to_vec_map
    a, b, c = e[word_a.lower()], e[word_b.lower()], e[word_c.lower()]
    left_out = [word_a, word_b, word_c]
    best, word = -100, None
    for w in e:
        if w in left_out or w == word_c.lower():
            continue
        score = cosine_similarity(b - a, e[w] - c)
        if score > best:
            best, word = score, w
    return word


def wrong_small_letters_for_two(word_a, word_b, word_c, word_to_vec_map):
    """Forgets one of the three words."""
    a, b, c = word_a.lower(), word_b, word_c.lower()
    e = word_to_vec_map
    return max(set(e) - {a, b, c}, key=lambda w: cosine_similarity(e[b] - e[a], e[w] - e[c]))


def wrong_addition(word_a, word_b, word_c, word_to_vec_map):
    """Looks for the word nearest to b - a + c."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    return max(set(e) - {a, b, c}, key=lambda w: cosine_similarity(e[b] - e[a] + e[c], e[w]))


def wrong_distance(word_a, word_b, word_c, word_to_vec_map):
    """Looks for the word at the least distance from the fourth corner."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    return min(set(e) - {a, b, c}, key=lambda w: np.linalg.norm(e[b] - e[a] + e[c] - e[w]))


def wrong_scalar_product(word_a, word_b, word_c, word_to_vec_map):
    """Forgets the lengths: far words win."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    return max(set(e) - {a, b, c}, key=lambda w: np.dot(e[b] - e[a], e[w] - e[c]))


def wrong_without_third_vector(word_a, word_b, word_c, word_to_vec_map):
    """Compares with e_w instead of e_w - e_c."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    return max(set(e) - {a, b, c}, key=lambda w: cosine_similarity(e[b] - e[a], e[w]))


def wrong_differences_opposed(word_a, word_b, word_c, word_to_vec_map):
    """Takes e_a - e_b with e_w - e_c."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    return max(set(e) - {a, b, c}, key=lambda w: cosine_similarity(e[a] - e[b], e[w] - e[c]))


def wrong_other_pairs(word_a, word_b, word_c, word_to_vec_map):
    """Takes e_c - e_a with e_w - e_b."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    return max(set(e) - {a, b, c}, key=lambda w: cosine_similarity(e[c] - e[a], e[w] - e[b]))


def wrong_lowest(word_a, word_b, word_c, word_to_vec_map):
    """Takes the lowest score."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    return min(set(e) - {a, b, c}, key=lambda w: cosine_similarity(e[b] - e[a], e[w] - e[c]))


def wrong_absolute(word_a, word_b, word_c, word_to_vec_map):
    """Loses the sign of the cosine."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    return max(set(e) - {a, b, c}, key=lambda w: abs(cosine_similarity(e[b] - e[a], e[w] - e[c])))


def wrong_starts_at_zero(word_a, word_b, word_c, word_to_vec_map):
    """Starts with a best score of zero."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e, best, word = word_to_vec_map, 0, None
    for w in e:
        if w not in (a, b, c):
            score = cosine_similarity(e[b] - e[a], e[w] - e[c])
            if score > best:
                best, word = score, w
    return word


def wrong_last_good_one(word_a, word_b, word_c, word_to_vec_map):
    """Forgets to raise the bar: keeps the last word that beats the first."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e, best, word = word_to_vec_map, -2, None
    for w in e:
        if w not in (a, b, c) and cosine_similarity(e[b] - e[a], e[w] - e[c]) > best:
            word = w
    return word


def wrong_skips_first(word_a, word_b, word_c, word_to_vec_map):
    """Does not look at the first word of the map."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    return max(
        [w for w in list(e)[1:] if w not in (a, b, c)], key=lambda w: cosine_similarity(e[b] - e[a], e[w] - e[c])
    )


def wrong_skips_last(word_a, word_b, word_c, word_to_vec_map):
    """Does not look at the last word of the map."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    return max(
        [w for w in list(e)[:-1] if w not in (a, b, c)], key=lambda w: cosine_similarity(e[b] - e[a], e[w] - e[c])
    )


def wrong_word_and_score(word_a, word_b, word_c, word_to_vec_map):
    """Returns the score as well."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    best = max(set(e) - {a, b, c}, key=lambda w: cosine_similarity(e[b] - e[a], e[w] - e[c]))
    return best, cosine_similarity(e[b] - e[a], e[best] - e[c])


def wrong_index(word_a, word_b, word_c, word_to_vec_map):
    """Returns where the word stands."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    best = max(set(e) - {a, b, c}, key=lambda w: cosine_similarity(e[b] - e[a], e[w] - e[c]))
    return list(e).index(best)


def wrong_vector(word_a, word_b, word_c, word_to_vec_map):
    """Returns the word's vector."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    return e[max(set(e) - {a, b, c}, key=lambda w: cosine_similarity(e[b] - e[a], e[w] - e[c]))]


def wrong_capitals_back(word_a, word_b, word_c, word_to_vec_map):
    """Returns the word with a capital."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    return max(set(e) - {a, b, c}, key=lambda w: cosine_similarity(e[b] - e[a], e[w] - e[c])).capitalize()


def wrong_pops_words(word_a, word_b, word_c, word_to_vec_map):
    """Takes the three words out of the map for good."""
    e = word_to_vec_map
    a, b, c = e.pop(word_a.lower()), e.pop(word_b.lower()), e.pop(word_c.lower())
    return max(e, key=lambda w: cosine_similarity(b - a, e[w] - c))


def wrong_scales_the_map(word_a, word_b, word_c, word_to_vec_map):
    """Scales the vectors of the map as it goes, by ten."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    for w in e:
        e[w] *= 10
    return max(set(e) - {a, b, c}, key=lambda w: cosine_similarity(e[b] - e[a], e[w] - e[c]))


def wrong_vectors_of_the_notebook(word_a, word_b, word_c, word_to_vec_map):
    """Uses the vectors of the notebook instead of the map."""
    a, b, c = vectors[word_a.lower()], vectors[word_b.lower()], vectors[word_c.lower()]
    left_out = (word_a.lower(), word_b.lower(), word_c.lower())
    return max(
        (w for w in word_to_vec_map if w not in left_out), key=lambda w: cosine_similarity(b - a, vectors[w] - c)
    )


def wrong_memory(word_a, word_b, word_c, word_to_vec_map, kept={}):
    """Keeps the first answer for each size of map."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    e = word_to_vec_map
    best = max(set(e) - {a, b, c}, key=lambda w: cosine_similarity(e[b] - e[a], e[w] - e[c]))
    return kept.setdefault(len(e[a]), best)


def wrong_sum_over_axis(word_a, word_b, word_c, word_to_vec_map):
    """All words at once, with the lengths taken over the wrong axis."""
    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
    words = [w for w in word_to_vec_map if w not in (a, b, c)]
    steps = np.array([word_to_vec_map[w] - word_to_vec_map[c] for w in words])
    d = word_to_vec_map[b] - word_to_vec_map[a]
    return words[int(np.argmax((steps / np.linalg.norm(steps, axis=0)) @ d))]
