"""The figures of the lesson on word embeddings: looking up, contexts, pairs, counts, maps, associations, borrowing."""

from shapes import FAINT, INK, arrow, box, disc, figure, text

CONTEXT, TARGET, OTHER = "a", "y", "quiet"
SENTENCE = ("the", "loop", "ends", "when", "no", "item", "is", "left")


def lookup() -> str:
    """The matrix of all vectors times a one-hot column is one of its columns."""
    words, numbers = ("cat", "dog", "tax", "the"), (("0.2", "0.3", "0.9", "0.0"), ("0.8", "0.7", "0.1", "0.0"),
                                                    ("0.5", "0.6", "0.2", "0.1"))  # fmt: skip
    parts = [text(190, 32, "E  (d, V)", 16, weight=600), text(408, 32, "o_{tax}  (V)", 16, weight=600)]
    for column, word in enumerate(words):
        x = 100 + 60 * column
        parts.append(text(x, 62, word, 14, INK if word == "tax" else FAINT))
        for row, values in enumerate(numbers):
            parts.append(box(x, 92 + 38 * row, 54, 32, "c" if word == "tax" else "x", values[column], 14, 5))
        parts.append(
            box(408, 77 + 36 * column, 44, 30, "a" if word == "tax" else "quiet", str(int(word == "tax")), 14, 5)
        )
    parts += [text(340, 130, "·", 28), text(472, 130, "=", 22)]
    parts += [box(532, 92 + 38 * row, 54, 32, "c", values[2], 14, 5) for row, values in enumerate(numbers)]
    parts += [
        text(532, 62, "tax", 14), text(532, 32, "e_{tax}  (d)", 16, weight=600),
        text(620, 110, "12 products,", 13, FAINT, "start"), text(620, 130, "9 of them by 0", 13, FAINT, "start"),
        text(620, 158, "or: take the", 13, INK, "start"), text(620, 178, "third column", 13, INK, "start"),
    ]  # fmt: skip
    return figure(740, 226, "A matrix times a one-hot column picks one column", *parts)


def contexts() -> str:
    """Four ways to choose the words from which a target is guessed."""
    rows = (
        ("the words before", (1, 2, 3, 4), "for a language model"),
        ("words on both sides", (3, 4, 6, 7), "for vectors"),
        ("the word before", (4,), "for vectors"),
        ("one word nearby", (7,), "for vectors: skip-gram"),
    )
    parts = []
    for row, (name, chosen, aim) in enumerate(rows):
        y = 40 + 48 * row
        parts.append(text(160, y, name, 14, anchor="end"))
        for place, word in enumerate(SENTENCE):
            kind = TARGET if place == 5 else CONTEXT if place in chosen else OTHER
            parts.append(box(208 + 70 * place, y, 62, 32, kind, word if kind != TARGET else "?", 14))
        parts.append(text(744, y, aim, 13, FAINT, "start"))
    parts += [
        box(214, 232, 18, 18, CONTEXT, radius=4), text(232, 232, "what the network sees", 13, FAINT, "start"),
        box(414, 232, 18, 18, TARGET, radius=4), text(432, 232, "what it has to guess", 13, FAINT, "start"),
    ]  # fmt: skip
    return figure(920, 256, "Four choices of context for the same target word", *parts)


def skip_gram_pairs() -> str:
    """A window of two words slides over a sentence; each neighbour in it makes a pair."""
    parts = []
    shown = SENTENCE[:5]
    for row, centre in enumerate((0, 1, 2)):
        y = 46 + 58 * row
        around = [j for j in range(max(centre - 2, 0), min(centre + 3, 5)) if j != centre]
        for place, word in enumerate(shown):
            kind = CONTEXT if place == centre else TARGET if place in around else OTHER
            parts.append(box(64 + 76 * place, y, 68, 34, kind, word, 15))
        pairs = ", ".join(f"({shown[centre]}, {shown[j]})" for j in around)
        parts += [arrow((410, y), (448, y)), text(460, y, pairs, 14, anchor="start")]
    parts += [
        box(40, 212, 18, 18, CONTEXT, radius=4), text(58, 212, "context", 13, FAINT, "start"),
        box(146, 212, 18, 18, TARGET, radius=4), text(164, 212, "targets: at most 2 places away", 13, FAINT, "start"),
    ]  # fmt: skip
    return figure(860, 238, "Skip-gram turns a sentence into pairs of context and target", *parts)


def negative_sampling() -> str:
    """One context, one true target and k random words; each is a question with the answer yes or no."""
    parts = [
        text(76, 118, "loop", 15), box(76, 150, 84, 40, CONTEXT, "e_{c}"),
        text(76, 190, "context", 13, FAINT),
    ]  # fmt: skip
    rows = (
        ("ends", "1", "the neighbour"),
        ("tuple", "0", ""),
        ("of", "0", "k = 3 words"),
        ("bytes", "0", "drawn at random"),
    )
    for row, (word, wanted, note) in enumerate(rows):
        y = 50 + 66 * row
        kind = TARGET if wanted == "1" else "x"
        parts += [
            arrow((118, 150), (206, y)),
            box(250, y, 84, 40, kind, "θ_{t}" if wanted == "1" else f"θ_{{{row}}}"),
            text(304, y - 14, word, 14, anchor="start"),
            arrow((292, y), (410, y)),
            disc(430, y, "gate", "·", 20, 24),
            arrow((450, y), (486, y)),
            disc(508, y, "gate", "σ", 20),
            arrow((528, y), (572, y)),
            box(602, y, 56, 36, "plain", "p", 16),
            text(650, y, "should be", 13, FAINT, "start"),
            text(728, y, wanted, 17, weight=600),
            text(752, y, note, 13, FAINT, "start"),
        ]
    return figure(890, 290, "Negative sampling: one neighbour and k random words, each a yes-or-no question", *parts)


def glove() -> str:
    """Text becomes a table of counts; the table is fitted by scalar products."""
    names = ("class", "method", "loop", "else")
    counts = (("122", "76", "2", "1"), ("76", "32", "0", "0"), ("2", "0", "0", "6"), ("1", "0", "6", "2"))
    parts = [text(96, 34, "the whole text", 15, weight=600)]
    for row in range(5):
        parts.append(box(96, 76 + 26 * row, 130 - 18 * (row % 2), 12, "quiet", radius=4))
    parts += [arrow((172, 128), (222, 128)), text(196, 106, "count", 13, FAINT)]
    parts.append(text(402, 34, "X: how often two words are near", 15, weight=600))
    for row, (name, values) in enumerate(zip(names, counts, strict=True)):
        parts += [text(296, 96 + 36 * row, name, 14, anchor="end"), text(330 + 56 * row, 66, name, 14)]
        for column, value in enumerate(values):
            kind = "quiet" if value == "0" else "x"
            parts.append(box(330 + 56 * column, 96 + 36 * row, 50, 30, kind, value, 14, 5))
    parts += [
        arrow((542, 128), (592, 128)), text(566, 106, "fit", 13, FAINT),
        text(724, 34, "vectors", 15, weight=600),
        box(650, 96, 84, 34, TARGET, "θ_{class}", 15), text(706, 96, "·", 22),
        box(762, 96, 84, 34, CONTEXT, "e_{method}", 15),
        text(712, 136, "+ b_{class} + c_{method}", 16), text(712, 172, "≈  log 76", 17, weight=600),
    ]  # fmt: skip
    return figure(840, 236, "GloVe counts pairs of words once and fits the logarithms of the counts", *parts)


def tsne() -> str:
    """Neighbours in space, found with a width of their own, become neighbours in the plane."""
    parts = [text(160, 32, "50 dimensions", 15, weight=600), text(560, 32, "the map", 15, weight=600)]
    crowd, loose = ((96, 108), (112, 120), (98, 128), (116, 102)), ((196, 176), (248, 158), (222, 214), (276, 206))
    for x, y in crowd[:1]:
        parts.append(disc(x + 9, y + 6, "cell", "", 30))
    parts.append(disc(236, 188, "cell", "", 66))
    parts += [disc(x, y, "x", "", 6) for x, y in crowd] + [disc(x, y, "a", "", 6) for x, y in loose]
    parts += [
        text(106, 74, "narrow look-out", 13, FAINT), text(236, 106, "wide look-out", 13, FAINT),
        arrow((346, 150), (420, 150)), text(383, 128, "keep", 13, FAINT), text(383, 172, "neighbours", 13, FAINT),
    ]  # fmt: skip
    for (x, y), kind in (((506, 118), "x"), ((538, 142), "x"), ((498, 150), "x"), ((530, 106), "x")):
        parts.append(disc(x, y, kind, "", 6))
    for x, y in ((590, 186), (622, 208), (586, 218), (614, 178)):
        parts.append(disc(x, y, "a", "", 6))
    parts.append(text(566, 252, "both groups look equally wide", 13, FAINT))
    return figure(720, 280, "t-SNE keeps neighbours; it evens out how dense groups are", *parts)


def association() -> str:
    """Two groups of words, two groups of attributes, and the cosines between them."""
    parts = [
        text(150, 34, "words", 15, weight=600), text(520, 34, "attributes", 15, weight=600),
        box(150, 84, 190, 48, "x", "x: rose, tulip, …", 15), box(150, 184, 190, 48, "a", "y: wasp, moth, …", 15),
        box(520, 84, 190, 48, "c", "a: peace, gift, …", 15), box(520, 184, 190, 48, "y", "b: war, poison, …", 15),
        arrow((245, 78), (425, 78), width=3), arrow((245, 94), (425, 170), colour=FAINT),
        arrow((245, 174), (425, 98), colour=FAINT), arrow((245, 190), (425, 190), width=3),
        text(335, 62, "cosines", 13, FAINT),
        text(640, 120, "lean of a word: mean cosine", 13, INK, "start"),
        text(640, 140, "with a, minus that with b", 13, INK, "start"),
    ]  # fmt: skip
    return figure(
        840, 232, "The association test compares the cosines of two groups of words with two of attributes", *parts
    )


def borrowing() -> str:
    """Vectors learned from much text without labels serve a task with few labels."""
    parts = [
        text(130, 32, "much text, no labels", 15, weight=600),
        text(520, 32, "few sentences, with labels", 15, weight=600),
    ]  # fmt: skip
    for row in range(6):
        parts.append(box(130, 66 + 20 * row, 180 - 20 * (row % 2), 10, "quiet", radius=4))
    parts += [
        arrow((130, 180), (130, 208)), box(130, 236, 150, 48, "x", "E  (d, V)"),
        text(130, 276, "learned once", 13, FAINT),
        arrow((205, 236), (430, 236)), text(318, 220, "copied, frozen", 13, FAINT),
        box(520, 76, 200, 12, "quiet", radius=4), box(510, 98, 180, 12, "quiet", radius=4),
        arrow((520, 116), (520, 208)), text(536, 160, "rows of E for its words", 13, FAINT, "start"),
        box(520, 236, 170, 48, "a", "a small classifier"), text(520, 276, "learned here", 13, FAINT),
        arrow((605, 236), (664, 236)), box(708, 236, 80, 44, "y", "class"),
    ]  # fmt: skip
    return figure(790, 304, "Transfer learning with word vectors", *parts)


FIGURES = {
    "embedding_lookup.svg": lookup,
    "embedding_contexts.svg": contexts,
    "skip_gram_pairs.svg": skip_gram_pairs,
    "negative_sampling.svg": negative_sampling,
    "glove_counts.svg": glove,
    "tsne_neighbours.svg": tsne,
    "association_test.svg": association,
    "borrowed_vectors.svg": borrowing,
}
