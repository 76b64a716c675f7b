"""The figures of Dinosaur Island: a name as inputs and targets, reading it, inventing it, clipping, training."""

from shapes import FAINT, GRADIENT, INK, arrow, box, disc, figure, line, text

NAME = ("t", "a", "w", "a")
INPUTS, TARGETS = ("None", *NAME), (*NAME, "end")
FIRST, APART = 190, 110  # where the first time step stands, and how far the next is away
UNROLLED = (150, 130)


def shifted_name() -> str:
    """X and Y of one name: each target is the input of the next time step."""
    parts = [
        text(130, 92, "X", 17, weight=600, anchor="end"), text(130, 112, "goes in", 13, FAINT, anchor="end"),
        text(130, 182, "Y", 17, weight=600, anchor="end"), text(130, 202, "should come out", 13, FAINT, anchor="end"),
    ]  # fmt: skip
    for step, (given, wanted) in enumerate(zip(INPUTS, TARGETS, strict=True)):
        x = FIRST + APART * step
        parts += [text(x, 46, f"t = {step}", 14, FAINT), box(x, 100, 66, 44, "x", given, 17)]
        parts += [box(x, 190, 66, 44, "y", wanted, 17), arrow((x, 122), (x, 167), colour=FAINT)]
        if step:
            parts.append(arrow((x - APART + 34, 190), (x - 55, 190), (x - 55, 100), (x - 34, 100), dashed=True))
    parts.append(text(410, 240, "what should come out is what goes in one time step later", 14, FAINT))
    return figure(720, 262, "The name tawa as inputs and as targets, shifted by one", *parts, top=20)


def name_unrolled() -> str:
    """Training: the letters of a real name go in, and each prediction is compared with the next letter."""
    parts = [*_state_lane()]
    for step, (given, wanted) in enumerate(zip(INPUTS, TARGETS, strict=True)):
        x = UNROLLED[0] + UNROLLED[1] * step
        parts += [box(x, 150, 84, 50, "cell", "RNN cell", 14, weight=600)]
        parts += [disc(x, 232, "x", given, 23, 14), arrow((x, 209), (x, 176))]
        parts += [arrow((x, 125), (x, 96)), disc(x, 72, "y", wanted, 23, 15)]
    parts.append(text(410, 276, "the same parameters Wax, Waa, Wya, b, by at every time step", 14, FAINT))
    return figure(800, 264, "An RNN that reads the name tawa", *parts, top=34)


def sampling_loop() -> str:
    """Inventing: what is drawn goes in at the next time step."""
    parts = [*_state_lane()]
    for step, (given, drawn) in enumerate(zip(("0", *NAME), TARGETS, strict=True)):
        x = UNROLLED[0] + UNROLLED[1] * step
        parts += [box(x, 150, 84, 50, "cell", "RNN cell", 14, weight=600)]
        parts += [disc(x, 232, "x", given, 21, 15), arrow((x, 211), (x, 176)), arrow((x, 125), (x, 104))]
        parts += [*_bars(x, drawn), arrow((x, 68), (x, 50)), disc(x, 28, "y", drawn, 21, 15)]
        if drawn != "end":
            side = x + UNROLLED[1] / 2
            parts.append(arrow((x + 22, 28), (side, 28), (side, 232), (x + UNROLLED[1] - 23, 232), dashed=True))
    parts += [
        text(66, 28, "drawn", 13, FAINT), text(56, 86, "probabilities", 13, FAINT),
        text(410, 276, "a letter is drawn from the probabilities, and goes in next", 14, FAINT),
    ]  # fmt: skip
    return figure(800, 298, "Sampling: each drawn letter is the next input", *parts)


def clip_interval() -> str:
    """Gradients outside the interval move to its nearer end."""
    left, right, y = 250, 530, 96
    parts = [
        line((60, y), (720, y), colour=FAINT),
        line((left, y), (right, y), colour=GRADIENT, width=5),
        *(line((x, y - 12), (x, y + 12), colour=GRADIENT, width=2.2) for x in (left, right)),
        text(left, y + 32, "−maxValue", 15), text(right, y + 32, "maxValue", 15),
        text(390, y + 32, "0", 15, FAINT), line((390, y - 6), (390, y + 6), colour=FAINT),
        text(390, y - 52, "stay where they are", 14, FAINT),
        *(disc(x, y - 22, "gradient", "", 8) for x in (300, 372, 470)),
        *(disc(x, y - 22, "gradient", "", 8) for x in (110, 172, 610, 690)),
        arrow((110, y - 32), (110, y - 52), (left, y - 52), (left, y - 14), colour=GRADIENT, dashed=True),
        arrow((182, y - 22), (left - 4, y - 22), colour=GRADIENT, dashed=True),
        arrow((690, y - 32), (690, y - 52), (right, y - 52), (right, y - 14), colour=GRADIENT, dashed=True),
        arrow((600, y - 22), (right + 4, y - 22), colour=GRADIENT, dashed=True),
    ]  # fmt: skip
    return figure(780, 132, "Clipping: every gradient outside the interval moves to its nearer end", *parts, top=16)


def training_step() -> str:
    """One step of training, and round again."""
    y, places = 96, (155, 331, 507, 683)
    boxes = (
        ("cell", "rnn_forward", "the loss"),
        ("gradient", "rnn_backward", "gradients"),
        ("gradient", "clip", "clipped gradients"),
        ("plain", "update_parameters", "new parameters"),
    )
    parts = []
    for x, (kind, name, gives) in zip(places, boxes, strict=True):
        parts += [box(x, y, 154, 48, kind, name, 13, weight=600), text(x, y + 42, gives, 13, FAINT)]
    parts += [arrow((x + 77, y), (x + 98, y)) for x in places[:-1]]
    parts += [
        arrow((30, y), (78, y)), text(48, y - 16, "X, Y", 14, INK),
        arrow((683, y - 24), (683, 40), (155, 40), (155, y - 25), dashed=True),
        text(419, 28, "the next name", 14, FAINT),
    ]  # fmt: skip
    return figure(784, 152, "One step of training: forward, backward, clip, update", *parts, top=10)


def _state_lane() -> list[str]:
    """The hidden state, from zeros on, handed from cell to cell."""
    first, apart = UNROLLED
    parts = [disc(66, 150, "a", "0", 19), arrow((85, 150), (first - 43, 150))]
    return parts + [
        arrow((first + apart * step + 43, 150), (first + apart * (step + 1) - 43, 150)) for step in range(4)
    ]


def _bars(x: float, drawn: str) -> list[str]:
    """Four small bars of probabilities; that of the drawn letter is the highest."""
    parts = [line((x - 26, 102), (x + 26, 102), colour=FAINT)]
    for place, letter in enumerate(("end", "a", "t", "w")):
        height = 26 if letter == drawn else 6 + 3 * (place % 2)
        bar = box(x - 19.5 + 13 * place, 102 - height / 2, 9, height, "y" if letter == drawn else "quiet", radius=1)
        parts.append(bar)
    return parts


FIGURES = {
    "shifted_name.svg": shifted_name,
    "name_unrolled.svg": name_unrolled,
    "sampling_loop.svg": sampling_loop,
    "clip_interval.svg": clip_interval,
    "training_step.svg": training_step,
}
