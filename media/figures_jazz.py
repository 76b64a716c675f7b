"""The figures of the jazz notebook: values on a piano roll, the shift of X and Y, two models and what they share."""

from shapes import COLOURS, FAINT, arrow, box, disc, figure, line, text

STEPS = ((165, "0"), (375, "1"), (585, "2"))  # where the time steps of an unrolled model stand
CHORD_TONE, OTHER = "c", "a"  # as in the piano rolls of the notebook


def jazz_values() -> str:
    """Three notes and a rest over one chord, each with its value and what it says."""
    left, third, floor = 90, 48, 190

    def note(start: int, length: int, height: int, kind: str, value: str, *meaning: str) -> list[str]:
        x = left + third * (start + length / 2)
        parts = [text(x, 232, value, 16, weight=600)]
        parts += [text(x, 254 + 17 * row, words, 11.5, FAINT) for row, words in enumerate(meaning)]
        if height:
            parts.append(box(x, floor - height, third * length - 4, 20, kind, radius=5))
        return parts

    parts = [text(left + 8, 30, "Dm7", 16, weight=600, anchor="start")]
    for beat in range(5):
        x = left + 3 * third * beat
        parts.append(line((x, 46), (x, 212), colour=COLOURS["quiet"][1], width=1.2))
        if beat < 4:
            parts.append(text(x + 1.5 * third, 30, f"beat {beat + 1}" if beat else "", 12, FAINT))
    parts += [
        text(left - 14, floor - height, name, 12, FAINT, "end") for height, name in ((30, "F"), (90, "A♭"), (112, "A"))
    ]
    parts += note(0, 2, 30, CHORD_TONE, "3/2", "the third,", "⅔ of a beat")
    parts += note(2, 1, 90, OTHER, "5-/1", "below the", "fifth, ⅓")
    parts += note(3, 3, 112, CHORD_TONE, "5/3", "the fifth,", "one beat")
    parts += note(6, 6, 0, "quiet", "r/6", "a rest", "of two beats")
    parts += [
        box(560, 62, 22, 14, CHORD_TONE, radius=4), text(578, 62, "chord tone", 12, FAINT, "start"),
        box(560, 84, 22, 14, OTHER, radius=4), text(578, 84, "leads to one", 12, FAINT, "start"),
    ]  # fmt: skip
    return figure(700, 292, "Three notes and a rest, and the value of each", *parts)


def jazz_shift() -> str:
    """An excerpt as labels, and the same one step later as inputs."""
    values = ("3/2", "5-/1", "5/3", "r/6")
    parts = [text(80, 74, "X", 18, weight=600), text(80, 164, "Y", 18, weight=600)]
    parts += [text(80, 94, "is read", 12, FAINT), text(80, 184, "is predicted", 12, FAINT)]
    for t, value in enumerate(values):
        x = 200 + 120 * t
        parts.append(text(x, 28, f"t = {t}", 13, FAINT))
        parts.append(box(x, 78, 84, 42, "x" if t else "quiet", values[t - 1] if t else "blank", 15))
        parts.append(box(x, 168, 84, 42, "y", value, 15))
        parts.append(arrow((x, 101), (x, 145), colour=FAINT))
        if t < len(values) - 1:
            parts.append(arrow((x + 30, 146), (x + 92, 101), dashed=True))
    parts.append(text(390, 212, "dashed: what was the label is the next input", 13, FAINT))
    return figure(680, 234, "The inputs are the labels, one time step late", *parts)


def jazz_training_model() -> str:
    """Three time steps of djmodel."""
    parts = []
    for x, t in STEPS:
        parts += _step(x, t)
        parts += [disc(x, 330, "x", f"X_{{{t}}}", 24), arrow((x, 306), (x, 286))]
        parts += [box(x, 268, 92, 34, "plain", "reshaper", 14), arrow((x, 250), (x, 216))]
    parts.append(text(375, 374, "X_{t} = X[:, t, :]", 14, FAINT))
    return figure(750, 396, "The training model: a loop by hand over shared layers", *_states(), *parts)


def jazz_inference_model() -> str:
    """Three time steps of music_inference_model."""
    parts = []
    for x, t in STEPS:
        parts += _step(x, t)
        if t == "0":
            parts += [disc(x, 290, "x", "x0", 24), arrow((x, 266), (x, 216))]
        else:
            parts += [
                box(x, 290, 110, 44, "x", "", 14),
                text(x, 281, "one-hot of", 13),
                text(x, 299, "the largest", 13),
            ]
            parts.append(arrow((x, 268), (x, 216)))
            parts.append(arrow((x - 189, 42), (x - 105, 42), (x - 105, 290), (x - 56, 290), dashed=True))
    return figure(750, 340, "The playing model: its choice is its next input", *_states(), *parts)


def jazz_shared_layers() -> str:
    """Two plans, one set of weights."""
    parts = [
        box(150, 90, 230, 112, "quiet", radius=14), text(150, 62, "training model", 16, weight=600),
        text(150, 90, "djmodel", 14, FAINT), text(150, 114, "reads excerpts, learns", 13, FAINT),
        box(610, 90, 230, 112, "quiet", radius=14), text(610, 62, "playing model", 16, weight=600),
        text(610, 90, "music_inference_model", 14, FAINT), text(610, 114, "reads its own choice", 13, FAINT),
        box(380, 66, 130, 42, "cell", "LSTM_cell", 15, weight=600),
        box(380, 124, 130, 42, "plain", "densor", 15, weight=600),
        arrow((265, 78), (314, 70)), arrow((265, 104), (314, 120)),
        arrow((495, 78), (446, 70)), arrow((495, 104), (446, 120)),
        text(380, 170, "the only weights there are", 13, FAINT),
    ]  # fmt: skip
    return figure(760, 196, "Two models call the same two layers", *parts)


def _step(x: float, t: str) -> list[str]:
    """One time step: the LSTM, the densor and the prediction."""
    return [
        box(x, 184, 116, 62, "cell", "LSTM_cell", 15, weight=600),
        arrow((x, 153), (x, 128)), box(x, 110, 86, 34, "plain", "densor", 14),
        arrow((x, 93), (x, 67)), disc(x, 42, "y", f"ŷ_{{{t}}}", 23),
    ]  # fmt: skip


def _states() -> list[str]:
    """The two states that go from step to step."""
    parts = []
    for y, name in ((170, "a"), (198, "c")):
        colour = COLOURS[name][1]
        parts.append(disc(40, y - 14 if name == "a" else y + 14, name, f"{name}0", 19, 14))
        parts.append(arrow((59, y - 10 if name == "a" else y + 10), (107, y)))
        for left, right in ((223, 317), (433, 527)):
            parts.append(arrow((left, y), (right, y)))
            parts.append(text((left + right) / 2 + 22, y - 10 if name == "a" else y + 12, name, 14, colour, weight=600))
    return parts


FIGURES = {
    "jazz_values.svg": jazz_values,
    "jazz_shift.svg": jazz_shift,
    "jazz_training_model.svg": jazz_training_model,
    "jazz_inference_model.svg": jazz_inference_model,
    "jazz_shared_layers.svg": jazz_shared_layers,
}
