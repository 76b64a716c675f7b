"""The picture at the top of each notebook: the whole course, with this notebook marked."""

from functools import partial

from shapes import FAINT, INK, arrow, box, figure, text

WEEKS = (
    ("Week 1: recurrent networks", (
        ("step_by_step", "RNN and LSTM", "step by step"),
        ("Dinosaur_Island", "Names, letter", "by letter"),
        ("Jazz", "Jazz solo", "with an LSTM"),
    )),
    ("Week 2: words", (
        ("Word_Vector_Representation", "Word vectors", "and debiasing"),
        ("Emojify", "Emojis for", "sentences"),
    )),
    ("Week 3: sequence to sequence", (
        ("Machine_Translation", "Translation", "with attention"),
        ("Trigger_Word_Detection", "Trigger word", "detection"),
    )),
)  # fmt: skip
MIDDLE = 108  # the height at which the notebooks stand
LESSONS = ("Lesson_1", "Lesson_2", "Lesson_3")


def course_map(here: str) -> str:
    """Seven notebooks in three weeks, each week with its lesson above; `here` is the one that is marked."""
    parts, left, gap, width = [], 16.0, 10.0, 106.0
    for number, (name, notebooks) in enumerate(WEEKS):
        span = len(notebooks) * (width + gap) - gap
        parts.append(text(left, 28, name, 12.5, FAINT, anchor="start", weight=600))
        lesson = f"Lesson_{number + 1}"
        if lesson in LESSONS:
            parts += _lesson(left, span, lesson == here)
        for index, (notebook, *lines) in enumerate(notebooks):
            parts += _stop(left + index * (width + gap) + width / 2, width, lines, notebook == here)
        left += span
        if number < len(WEEKS) - 1:
            parts.append(arrow((left + 5, MIDDLE), (left + 23, MIDDLE), colour=FAINT))
            left += 28
    return figure(int(left + 16), 166, "The seven notebooks of the course, in three weeks", *parts)


def _lesson(left: float, span: float, here: bool) -> list[str]:
    """The lesson of a week, a bar over its notebooks; strong when the reader is in it."""
    colour, weight = (INK, 600) if here else (FAINT, 400)
    words = "Lesson: you are here" if here else "Lesson"
    return [
        box(left + span / 2, 56, span, 26, "here" if here else "quiet", radius=7),
        text(left + span / 2, 56, words, 12, colour, weight=weight),
    ]


def _stop(x: float, width: float, lines: list[str], here: bool) -> list[str]:
    """One notebook of the map; strong when the reader is in it."""
    parts = [box(x, MIDDLE, width, 56, "here" if here else "quiet")]
    colour, weight = (INK, 600) if here else (FAINT, 400)
    parts += [text(x, MIDDLE - 8 + 17 * row, words, 11.8, colour, weight=weight) for row, words in enumerate(lines)]
    if here:
        parts.append(text(x, MIDDLE + 41, "you are here", 12, INK, weight=600))
    return parts


NAMES = (*LESSONS, *(name for _, notebooks in WEEKS for name, *_ in notebooks))
FIGURES = {f"course_map_{name}.svg": partial(course_map, name) for name in NAMES}
