"""The figures of *Emojify*: the average of words, what it loses, rows of numbers, the network that reads in order."""

from shapes import FAINT, INK, arrow, box, disc, figure, text


def average() -> str:
    """Words to vectors, vectors to one average, the average through a softmax classifier to probabilities."""
    parts = []
    for row, word in enumerate(("I", "love", "pizza")):
        y = 62 + 62 * row
        parts += [
            box(62, y, 84, 38, "x", word),
            arrow((104, y), (150, y)),
            *_vector(155, y),
            arrow((244, y), (282, 124 + 14 * (row - 1))),
        ]
    parts += [
        text(195, 232, "one vector per word", 13, FAINT),
        disc(304, 124, "plain", "mean", 26, 13),
        arrow((330, 124), (362, 124)),
        *_vector(367, 124),
        text(407, 160, "avg  (n_{h})", 14),
        arrow((456, 124), (487, 124)),
        box(533, 124, 92, 44, "plain", "W, b"),
        text(533, 160, "(n_{y}, n_{h}), (n_{y})", 13, FAINT),
        arrow((579, 124), (614, 124)),
        box(660, 124, 90, 44, "y", "softmax"),
        arrow((705, 124), (736, 124)),
        *_shares(742, 124),
    ]
    return figure(880, 252, "Version 1: the average of the word vectors goes through a softmax classifier", *parts)


def same_words() -> str:
    """Two sentences with the same words meet in the same average, and get the same answer."""
    parts = []
    for y, words, wanted in ((56, "first pizza then baseball", "baseball"), (146, "first baseball then pizza", "fork")):
        for place, word in enumerate(words.split()):
            width, x = (92, 58 + 100 * place) if len(word) > 5 else (92, 58 + 100 * place)
            parts.append(box(x, y, width, 38, "x", word))
        parts += [
            arrow((404, y), (452, 101 + (8 if y > 101 else -8))),
            text(700, y, f"should be {wanted}", 15, INK, "start"),
            arrow((617, 101 + (8 if y > 101 else -8)), (690, y)),
        ]
    parts += [
        box(500, 101, 96, 50, "x", "same mean", 14),
        arrow((548, 101), (566, 101)),
        box(592, 101, 50, 50, "y", "same", 13),
        text(500, 182, "addition knows no order", 13, FAINT),
    ]
    return figure(880, 204, "Two sentences with the same words have the same average", *parts)


def indices() -> str:
    """Sentences of different lengths become rows of max_len = 4 numbers."""
    rows = (
        ("love", ("2", "0", "0", "0"), "one word, three zeros"),
        ("I love PIZZA 🍕", ("1", "2", "5", "0"), "an unknown word leaves no gap"),
        ("I love mom I love pizza", ("1", "2", "3", "1"), "cut behind max_len words"),
    )
    parts = [text(420, 30, "max_len = 4", 14, FAINT)]
    for row, (sentence, numbers, note) in enumerate(rows):
        y = 66 + 54 * row
        shown = sentence.replace(" 🍕", " (pizza emoji)") if row == 1 else sentence
        parts += [text(262, y, shown, 15, anchor="end"), arrow((274, y), (318, y))]
        parts += [box(350 + 48 * t, y, 44, 40, "quiet" if n == "0" else "x", n, 17) for t, n in enumerate(numbers)]
        parts.append(text(536, y, note, 13, FAINT, "start"))
    parts.append(text(420, 216, "X_indices  (m, max_len)", 15))
    return figure(780, 238, "Sentences as rows of word numbers, padded with zeros or cut", *parts)


def network() -> str:
    """The network of version 2, unrolled over three words and one place of padding."""
    parts = []
    columns = ((190, "not", "8"), (320, "happy", "4"), (450, "today", "9"), (580, "padding", "0"))
    names = (
        (424, "word numbers"), (364, "embedding, frozen"), (298, "LSTM, 128 units"),
        (240, "dropout 0.5"), (182, "LSTM, 128 units"),
    )  # fmt: skip
    parts += [text(16, y, name, 13, FAINT, "start") for y, name in names]
    for place, (x, word, number) in enumerate(columns):
        empty = number == "0"
        parts += [
            text(x, 456, word, 14, FAINT if empty else INK),
            box(x, 424, 44, 34, "quiet" if empty else "plain", number),
            arrow((x, 407), (x, 382)),
            box(x, 364, 88, 34, "quiet" if empty else "x", "vector", 14),
            arrow((x, 347), (x, 318)),
            box(x, 298, 76, 38, "cell", "LSTM"),
            arrow((x, 279), (x, 254)),
            box(x, 240, 76, 26, "quiet", "drop", 13),
            arrow((x, 227), (x, 202)),
            box(x, 182, 76, 38, "cell", "LSTM"),
        ]
        if place:
            before = columns[place - 1][0]
            parts += [arrow((before + 38, y), (x - 38, y)) for y in (298, 182)]
    parts += [
        arrow((580, 163), (580, 146)),
        box(580, 132, 76, 26, "quiet", "drop", 13),
        arrow((580, 119), (580, 96)),
        box(580, 76, 150, 38, "y", "dense + softmax", 14),
        arrow((580, 57), (580, 38)),
        text(580, 24, "5 probabilities", 15),
        text(690, 298, "returns every step", 13, FAINT),
        text(690, 182, "returns the last", 13, FAINT),
    ]
    return figure(770, 478, "Version 2: embedding, LSTM, dropout, LSTM, dropout, dense with softmax", *parts)


def _vector(left: float, y: float) -> list[str]:
    """Four of a vector's numbers, as small squares in a row."""
    return [box(left + 9 + 18 * k, y, 18, 18, "x", radius=2) for k in range(4)] + [text(left + 79, y, "…", 12)]


def _shares(left: float, y: float) -> list[str]:
    """Five bars, one per class."""
    names = ("heart", "baseball", "happy", "sad", "fork")
    parts = []
    for row, (name, width) in enumerate(zip(names, (12, 6, 9, 5, 40), strict=True)):
        place = y + 22 * (row - 2)
        parts += [
            box(left + 62 + width / 2, place, width, 13, "y", radius=2),
            text(left + 56, place, name, 12, anchor="end"),
        ]
    return parts


FIGURES = {
    "emojify_average.svg": average,
    "emojify_same_words.svg": same_words,
    "emojify_indices.svg": indices,
    "emojify_v2.svg": network,
}
