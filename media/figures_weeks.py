"""The path through each week: what comes after what, a small picture of each, and the minutes it takes."""

from functools import partial

from shapes import COLOURS, EDGE, FAINT, INK, arrow, box, disc, figure, line, text

STEP, HALF, MIDDLE = 172, 72, 120
LESSON, QUIZ = ("Lesson", "read and run"), ("Quiz", "ten questions", 30)
WEEKS = {
    1: (
        (*LESSON, 100),
        ("RNN and LSTM", "step by step", 75),
        ("Dinosaur names", "letter by letter", 75),
        ("Jazz solo", "with an LSTM", 70),
        QUIZ,
    ),
    2: ((*LESSON, 95), ("Word vectors", "and debiasing", 75), ("Emoji", "for sentences", 90), QUIZ),
    3: ((*LESSON, 100), ("Dates", "with attention", 80), ("Trigger word", "detection", 90), QUIZ),
}


def week(number: int) -> str:
    """The stations of a week from left to right."""
    parts, stations = [], WEEKS[number]
    for place, (name, what, minutes) in enumerate(stations):
        x = 94 + STEP * place
        parts += [
            box(x, MIDDLE, 2 * HALF, 124, "quiet"),
            *ICONS[name if name != "Lesson" else f"Lesson {number}"](x, 92),
        ]
        parts += [text(x, 136, name, 14.5, weight=600), text(x, 155, what, 13, FAINT)]
        parts.append(text(x, 204, f"{minutes} min", 13, FAINT))
        if place < len(stations) - 1:
            parts.append(arrow((x + HALF + 3, MIDDLE), (x + STEP - HALF - 3, MIDDLE), colour=FAINT))
    parts.append(text(22, 34, f"Week {number}", 16, INK, anchor="start", weight=600))
    return figure(STEP * len(stations) + 16, 226, f"The path through week {number}", *parts)


def _unrolled(x: float, y: float) -> list[str]:
    parts = []
    for step in (-1, 0, 1):
        parts.append(box(x + 38 * step, y, 22, 22, "a", radius=5))
        parts.append(arrow((x + 38 * step, y + 25), (x + 38 * step, y + 13), width=1.2))
        if step < 1:
            parts.append(arrow((x + 38 * step + 11, y), (x + 38 * step + 26, y), width=1.2))
    return parts


def _cell(x: float, y: float) -> list[str]:
    loop = line((x + 26, y), (x + 44, y), (x + 44, y - 26), (x - 44, y - 26), (x - 44, y), width=1.3)
    return [loop, arrow((x - 44, y), (x - 26, y), width=1.3), box(x, y, 52, 30, "a", "tanh", 13, 7)]


def _letters(x: float, y: float) -> list[str]:
    kinds = ("x", "x", "x", "x", "y")
    return [disc(x + 25 * (n - 2), y, kind, "sauru"[n], 11, 13) for n, kind in enumerate(kinds)]


def _notes(x: float, y: float) -> list[str]:
    tune = ((-52, 10, 16), (-34, 2, 10), (-22, -6, 10), (-10, -14, 22), (16, -2, 12), (30, 6, 24))
    colour = COLOURS["a"][1]
    return [line((x + a, y + b), (x + a + length, y + b), colour=colour, width=5) for a, b, length in tune]


def _answers(x: float, y: float) -> list[str]:
    parts = []
    for row, (share, chosen) in enumerate(((46, False), (60, True), (38, False))):
        at = y - 18 + 18 * row
        parts.append(disc(x - 42, at, "y" if chosen else "plain", "", 6))
        parts.append(line((x - 28, at), (x - 28 + share, at), colour=FAINT, width=3))
    return parts


def _plane(x: float, y: float) -> list[str]:
    places = ((-44, 8, "a"), (-34, -4, "a"), (-26, 12, "a"), (18, -14, "c"), (30, -6, "c"), (22, 4, "c"), (44, 16, "x"))
    return [disc(x + a, y + b, kind, "", 5) for a, b, kind in places]


def _parallelogram(x: float, y: float) -> list[str]:
    a, b, c, d = ((x - 46, y + 16), (x - 22, y - 16), (x + 16, y + 16), (x + 40, y - 16))
    arrows = [arrow(a, b, colour=COLOURS["x"][1]), arrow(c, d, colour=COLOURS["x"][1])]
    return [line(a, c, colour=FAINT, width=1), line(b, d, colour=FAINT, width=1), *arrows, disc(*c, "c", "", 5)]


def _face(x: float, y: float) -> list[str]:
    ink = COLOURS["a"][1]
    smile = f'<path d="M{x + 20:g} {y + 4:g}q10 12 20 0" fill="none" stroke="{ink}"/>'
    eyes = [disc(x + 30 + side, y - 5, "a", "", 2) for side in (-7, 7)]
    words = [
        line((x - 54, y + b), (x - 54 + length, y + b), colour=FAINT, width=3) for b, length in ((-8, 46), (6, 34))
    ]
    return [*words, disc(x + 30, y, "a", "", 20), *eyes, smile]


def _translator(x: float, y: float) -> list[str]:
    kinds = ("x", "x", "x", "y", "y")
    boxes = [box(x + 26 * (n - 2), y, 17, 22, kind, radius=5) for n, kind in enumerate(kinds)]
    return boxes + [arrow((x + 26 * (n - 2) + 9, y), (x + 26 * (n - 1) - 9, y), width=1.1) for n in range(4)]


def _looks(x: float, y: float) -> list[str]:
    parts, colour = [], COLOURS["attention"][1]
    for row, column, share in (
        (0, 3, 0.9),
        (1, 3, 0.4),
        (1, 2, 0.5),
        (2, 0, 0.9),
        (3, 1, 0.8),
        (3, 0, 0.2),
        (0, 2, 0.2),
    ):
        place = f'x="{x - 44 + 22 * column:g}" y="{y - 24 + 12 * row:g}" width="22" height="12"'
        parts.append(f'<rect {place} fill="{colour}" opacity="{share}"/>')
    edge = f'x="{x - 44:g}" y="{y - 24:g}" width="88" height="48"'
    return [*parts, f'<rect {edge} fill="none" stroke="{EDGE}" stroke-width="1"/>']


def _wave(x: float, y: float) -> list[str]:
    heights = (3, 4, 3, 5, 4, 14, 20, 12, 18, 8, 4, 3, 5, 3)
    bars = [
        line((x - 54 + 8 * n, y - h), (x - 54 + 8 * n, y + h), colour=COLOURS["x"][1], width=3)
        for n, h in enumerate(heights)
    ]
    return [*bars, disc(x + 24, y - 18, "y", "", 6)]


ICONS = {
    "Lesson 1": _unrolled, "RNN and LSTM": _cell, "Dinosaur names": _letters, "Jazz solo": _notes, "Quiz": _answers,
    "Lesson 2": _plane, "Word vectors": _parallelogram, "Emoji": _face,
    "Lesson 3": _translator, "Dates": _looks, "Trigger word": _wave,
}  # fmt: skip
FIGURES = {f"week_{number}.svg": partial(week, number) for number in WEEKS}
