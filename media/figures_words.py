"""The figures of the notebook on word vectors: words as rows, angles, analogies, and the two repairs."""

from math import cos, radians, sin, sqrt

from shapes import COLOURS, FAINT, INK, Point, arrow, box, disc, figure, line, text

WORD, AXIS, KEPT = COLOURS["x"][1], COLOURS["gate"][1], COLOURS["good"][1]
DIMENSIONS = (18, 24, 29, 44, 47)  # five of the 50 numbers of each word, as GloVe has them
DENSE = (
    ("cat", (-1.29, 0.61, -0.78, 0.91, -1.26)),
    ("dog", (-1.20, 0.46, -0.68, 1.25, -0.88)),
    ("tax", (0.94, -0.95, 0.52, -1.29, 0.85)),
)


def one_hot_or_dense() -> str:
    """One-hot rows are all equally far apart; rows of real numbers can be alike."""
    parts = [text(205, 30, "one-hot", 16, weight=600), text(580, 30, "word vectors", 16, weight=600)]
    for row, (word, numbers) in enumerate(DENSE):
        y = 70 + 44 * row
        parts += [text(48, y, word, 16), text(418, y, word, 16)]
        for column in range(7):
            one = column == (1, 3, 5)[row]
            parts.append(box(90 + 38 * column, y, 34, 30, "x" if one else "plain", "1" if one else "0", 14, 5))
        parts.append(text(356, y, "…", 18, FAINT))
        for column, number in enumerate(numbers):
            kind = "plain" if abs(number) < 0.15 else "y" if number > 0 else "x"
            parts.append(box(475 + 52 * column, y, 48, 30, kind, f"{number:.2f}".replace("-", "−"), 14, 5))
        parts.append(text(735, y, "…", 18, FAINT))
    parts += [
        text(205, 206, "50,000 places, every pair equally far apart", 13, FAINT),
        text(575, 206, "50 numbers, five shown; cat and dog are alike", 13, FAINT),
    ]
    return figure(760, 228, "A word as a one-hot row, and as a row of a few real numbers", *parts)


def cosine_similarity() -> str:
    """The cosine of three angles."""
    panels = ((130, 28, 62, "cosine 0.83", "nearly the same direction"),
              (380, 20, 110, "cosine 0", "a right angle"),
              (630, 12, 155, "cosine −0.80", "nearly opposite"))  # fmt: skip
    parts = []
    for x, low, high, value, words in panels:
        start = (x, 140.0)
        for angle, length, name, colour in ((low, 96, "u", WORD), (high, 70, "v", INK)):
            parts.append(arrow(start, _at(start, angle, length), colour=colour, width=2.4))
            parts.append(text(*_at(start, angle, length + 14), name, 17, colour, weight=600))
        parts += [_arc(start, low, high), text(x, 178, value, 16, weight=600), text(x, 202, words, 13, FAINT)]
    return figure(760, 226, "The cosine similarity of two vectors depends on the angle between them", *parts)


def analogy_parallelogram() -> str:
    """The step from man to woman, and the same step from king."""
    at = {"man": (150, 205), "woman": (350, 205), "king": (150, 75), "queen": (352, 98), "apple": (560, 215)}
    parts = [
        line(at["man"], at["king"], colour=FAINT, dashed=True),
        line(at["woman"], at["queen"], colour=FAINT, dashed=True),
        arrow((190, 205), (306, 205), colour=AXIS, width=2.4),
        text(250, 228, "e_{woman} − e_{man}", 15, AXIS, weight=600),
        arrow((190, 77), (308, 92), colour=WORD, width=2.4),
        text(258, 62, "e_{w} − e_{king}", 15, WORD, weight=600),
        arrow((190, 86), (520, 202), colour=FAINT, dashed=True),
        text(560, 92, "which word w gives", 14, FAINT), text(560, 112, "the most parallel arrow?", 14, FAINT),
    ]  # fmt: skip
    for word, (x, y) in at.items():
        parts.append(box(x, y, 78, 34, "y" if word == "queen" else "x" if word != "apple" else "quiet", word, 15))
    return figure(700, 256, "An analogy is solved by the word whose step from king is most parallel", *parts)


def neutralize() -> str:
    """A vector is the sum of its part along the axis and its part off it; the second is kept."""
    start, tip, foot = (150.0, 210.0), (430.0, 70.0), (430.0, 210.0)
    parts = [
        arrow((60, 210), (690, 210), colour=AXIS), text(708, 210, "g", 18, AXIS, weight=600),
        text(94, 234, "man", 14, FAINT), text(650, 234, "woman", 14, FAINT),
        line((430, 76), (430, 204), colour=FAINT, dashed=True),
        line((414, 210), (414, 194), (430, 194), colour=FAINT),
        arrow(start, tip, colour=WORD, width=2.4), text(452, 62, "e", 18, WORD, weight=600),
        arrow(start, foot, colour=AXIS, width=2.8), text(290, 234, "e^{B} = (e · g / ‖g‖^{2}) g", 15, AXIS, weight=600),
        arrow(start, (150, 70), colour=KEPT, width=2.8),
        text(150, 50, "e^{debiased} = e − e^{B}", 15, KEPT, weight=600),
        line((158, 70), (422, 70), colour=FAINT, dashed=True),
    ]  # fmt: skip
    return figure(740, 256, "Neutralizing keeps the part of a vector at a right angle to the axis", *parts)


def equalize() -> str:
    """Two words on the unit circle move to mirror images at the height of their middle."""
    middle, radius = (230.0, 185.0), 140.0
    angles = (130, 14)
    old = [_at(middle, angle, radius) for angle in angles]
    height = (old[0][1] + old[1][1]) / 2
    s = sqrt(radius**2 - (middle[1] - height) ** 2)
    new = [(middle[0] - s, height), (middle[0] + s, height)]
    parts = [
        disc(*middle, "quiet", "", radius),
        arrow((60, 185), (410, 185), colour=AXIS), text(424, 185, "b", 18, AXIS, weight=600),
        line(middle, (230, 34), colour=FAINT, dashed=True),
        line((new[0][0], height), (new[1][0], height), colour=KEPT, dashed=True),
        arrow(middle, (230, height), colour=KEPT, width=2.4),
        text(254, 158, "μ^{⊥}", 16, KEPT, weight=600),
        text((middle[0] + new[1][0]) / 2, height - 12, "s", 16, KEPT, weight=600),
    ]  # fmt: skip
    for angle, before, after, number, side in zip(angles, old, new, "12", (-1, 1), strict=True):
        parts += [
            line(before, after, colour=FAINT),
            disc(*before, "x", "", 7), text(*_at(middle, angle, radius + 24), f"e_{{{number}}}", 16, WORD),
            disc(*after, "good", "", 7), text(after[0] + 26 * side, after[1], f"e_{{{number}}}′", 16, KEPT, weight=600),
        ]  # fmt: skip
    says = ("before: different heights,", "so different distances to", "words with no part along b", "",
            "after: the same height μ^{⊥},", "mirror images, still of length 1")  # fmt: skip
    parts += [text(470, 90 + 24 * row, words, 14, anchor="start") for row, words in enumerate(says)]
    return figure(720, 350, "Equalizing moves a pair to mirror images on the circle of radius one", *parts)


def _at(start: Point, angle: float, length: float) -> Point:
    """The end of an arrow of this angle (in degrees, counter-clockwise from the right)."""
    return start[0] + length * cos(radians(angle)), start[1] - length * sin(radians(angle))


def _arc(centre: Point, low: float, high: float) -> str:
    """A thin arc between two angles."""
    (x, y), (u, v) = _at(centre, low, 30), _at(centre, high, 30)
    return f'<path d="M{x:.1f} {y:.1f}A30 30 0 0 0 {u:.1f} {v:.1f}" fill="none" stroke="{FAINT}"/>'


FIGURES = {
    "one_hot_or_dense.svg": one_hot_or_dense,
    "cosine_similarity.svg": cosine_similarity,
    "analogy_parallelogram.svg": analogy_parallelogram,
    "neutralize.svg": neutralize,
    "equalize.svg": equalize,
}
