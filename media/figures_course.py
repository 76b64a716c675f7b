"""The picture at the top of each notebook: the whole course, with this notebook marked."""

from functools import partial

from shapes import COLOURS, FAINT, INK, arrow, box, figure, text

WEEKS = (
    ("Week 1: recurrent networks", "a", (
        ("step_by_step", "RNN and LSTM", "step by step"),
        ("Dinosaur_Island", "Names, letter", "by letter"),
        ("Jazz", "Jazz solo", "with an LSTM"),
    )),
    ("Week 2: words", "x", (
        ("Word_Vector_Representation", "Word vectors", "and debiasing"),
        ("Emojify", "Emojis for", "sentences"),
    )),
    ("Week 3: sequence to sequence", "c", (
        ("Machine_Translation", "Translation", "with attention"),
        ("Trigger_Word_Detection", "Trigger word", "detection"),
    )),
)  # fmt: skip


def course_map(here: str) -> str:
    """Seven notebooks in three weeks; `here` is the one that is marked."""
    parts, left, gap, width = [], 16.0, 10.0, 106.0
    for number, (name, kind, notebooks) in enumerate(WEEKS):
        span = len(notebooks) * (width + gap) - gap
        parts.append(text(left, 28, name, 12.5, FAINT, anchor="start", weight=600))
        for index, (notebook, *lines) in enumerate(notebooks):
            parts += _stop(left + index * (width + gap) + width / 2, width, kind, lines, notebook == here)
        left += span
        if number < len(WEEKS) - 1:
            parts.append(arrow((left + 5, 78), (left + 23, 78), colour=FAINT))
            left += 28
    return figure(int(left + 16), 132, "The seven notebooks of the course, in three weeks", *parts)


def _stop(x: float, width: float, kind: str, lines: list[str], here: bool) -> list[str]:
    """One notebook of the map; strong when the reader is in it."""
    parts = [box(x, 78, width, 56, kind if here else "quiet")]
    colour, weight = (INK, 600) if here else (FAINT, 400)
    parts += [text(x, 70 + 17 * row, words, 11.8, colour, weight=weight) for row, words in enumerate(lines)]
    if here:
        parts.append(text(x, 119, "you are here", 12, COLOURS[kind][1], weight=600))
    return parts


FIGURES = {f"course_map_{name}.svg": partial(course_map, name) for *_, notebooks in WEEKS for name, *_ in notebooks}
