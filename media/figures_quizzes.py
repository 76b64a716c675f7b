"""The figures that questions of the graded quizzes ask about."""

from shapes import COLOURS, EDGE, FAINT, INK, arrow, box, disc, figure, line, text

WIRINGS = (
    ("A", 1, (0,), (0,)),
    ("B", 4, (0,), (0, 1, 2, 3)),
    ("C", 4, (0, 1, 2, 3), (3,)),
    ("D", 4, (0, 1, 2, 3), (0, 1, 2, 3)),
)
ANIMALS = {
    "cat": (70, 206),
    "dog": (132, 226),
    "horse": (150, 200),
    "cow": (96, 184),
    "sheep": (120, 160),
    "mouse": (62, 244),
}
FRUIT = {
    "apple": (400, 150),
    "pear": (468, 196),
    "plum": (372, 232),
    "carrot": (520, 132),
    "bean": (560, 236),
    "grape": (448, 262),
}
NUMBERS = {"two": (258, 40), "three": (272, 66), "five": (312, 44), "nine": (330, 70)}
LENGTHS = (10, 20, 30, 40, 50)
BLEU = {"with attention": ((36, 38, 37, 36, 35), "attention"), "without attention": ((35, 33, 25, 17, 11), "a")}


def wirings() -> str:
    """Four ways to wire inputs and outputs to a recurrent network."""
    parts, left = [], 60.0
    for name, steps, inputs, outputs in WIRINGS:
        middle = left + 29 * (steps - 1)
        parts.append(text(middle, 38, f"Wiring {name}", size=17, weight=600))
        for step in range(steps):
            x = left + 58 * step
            parts.append(box(x, 140, 36, 36, "a"))
            if step:
                parts.append(arrow((x - 40, 140), (x - 18, 140)))
            if step in inputs:
                parts += [disc(x, 210, "x", "x", radius=16), arrow((x, 194), (x, 158))]
            if step in outputs:
                parts += [disc(x, 74, "y", "y", radius=16), arrow((x, 122), (x, 90))]
        left += 58 * (steps - 1) + 82
    return figure(880, 244, "Four wirings of a recurrent network", *parts)


def word_map() -> str:
    """A map of words such as t-SNE makes."""
    parts = []
    for words, kind in ((ANIMALS, "a"), (FRUIT, "c"), (NUMBERS, "x")):
        for word, (x, y) in words.items():
            fill, outline = COLOURS[kind]
            parts.append(f'<circle cx="{x}" cy="{y}" r="5" fill="{fill}" stroke="{outline}"/>')
            parts.append(text(x + 9, y - 1, word, size=14, anchor="start"))
    return figure(640, 290, "A t-SNE map of word vectors", *parts)


def bleu() -> str:
    """BLEU against the length of the sentence, for two translators."""
    parts = []
    for score in range(0, 41, 10):
        parts.append(line((80, _height(score)), (500, _height(score)), colour=EDGE, width=1))
        parts.append(text(62, _height(score), str(score), size=14))
    for score in range(0, 41, 2):
        parts.append(line((80, _height(score)), (85, _height(score)), colour=FAINT, width=1))
    for length in LENGTHS:
        parts.append(text(_across(length), 276, str(length), size=14))
    parts += [line((80, 40), (80, 256), colour=INK), line((80, 256), (500, 256), colour=INK)]
    for name, (scores, kind) in BLEU.items():
        points = [(_across(length), _height(score)) for length, score in zip(LENGTHS, scores, strict=True)]
        colour = COLOURS[kind][1]
        parts += [line(a, b, colour=colour, width=2.4) for a, b in zip(points, points[1:], strict=False)]
        parts += [f'<circle cx="{x:g}" cy="{y:g}" r="4.5" fill="{colour}"/>' for x, y in points]
        parts.append(text(points[-1][0] + 14, points[-1][1], name, size=15, colour=colour, anchor="start"))
    parts += [text(80, 24, "BLEU", size=15, weight=600), text(290, 304, "words in the sentence", size=15)]
    return figure(660, 322, "BLEU against sentence length", *parts)


def _height(score: float) -> float:
    return 256 - 5.2 * score


def _across(length: float) -> float:
    return 80 + 8.2 * length


FIGURES = {"quiz_wirings.svg": wirings, "quiz_map.svg": word_map, "quiz_bleu.svg": bleu}
