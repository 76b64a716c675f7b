"""The figures of lesson 1: notation, wirings, language models, gradients over a distance, networks both ways and deep.

The figures of the gated cells are in `figures_gates.py`.
"""

from shapes import FAINT, GRADIENT, INK, arrow, box, disc, figure, line, text

NAMES = ("tawa", "yi", "minmi")
SENTENCE = (
    ("0", "dinosaurs", ""),
    ("dinosaurs", "lay", "dinosaurs"),
    ("lay", "eggs", "… lay"),
    ("eggs", "end", "… eggs"),
)
WIRINGS = (  # name, where it begins, steps, steps with an input, steps with an output
    ("one to one", (70, 0), 1, (0,), (0,)),
    ("one to many", (190, 0), 3, (0,), (0, 1, 2)),
    ("many to one", (400, 0), 3, (0, 1, 2), (2,)),
    ("many to many, equal", (70, 230), 3, (0, 1, 2), (0, 1, 2)),
    ("many to many, unequal", (290, 230), 5, (0, 1, 2), (3, 4)),
)
BACK = {"colour": GRADIENT, "width": 2.2, "dashed": True}


def notation() -> str:
    """Three names as examples of different lengths, and one of their letters with its symbol."""
    parts = [text(190 + 76 * step, 34, f"t = {step + 1}", 14, FAINT) for step in range(5)]
    for row, name in enumerate(NAMES, 1):
        y = 16 + 62 * row
        parts.append(text(30, y, f"example {row}:  x^{{({row})}}", 15, anchor="start"))
        for step, letter in enumerate(name.ljust(5)):
            parts.append(box(190 + 76 * step, y, 60, 44, "x" if letter != " " else "quiet", letter.strip(), 17))
        parts.append(text(560, y, f"T_{{x}}^{{({row})}} = {len(name)}", 16, anchor="start"))
    parts += [
        f'<rect x="310" y="178" width="64" height="48" rx="10" fill="none" stroke="{INK}" stroke-width="3"/>',
        arrow((342, 262), (342, 230)), text(342, 282, "x^{(3)<3>}", 20, weight=600),
        text(400, 282, "time step 3 of example 3", 14, FAINT, "start"),
        box(40, 282, 18, 18, "quiet", radius=4), text(58, 282, "filled up", 14, FAINT, "start"),
    ]  # fmt: skip
    return figure(700, 306, "Three names as sequences, and the symbol of one letter", *parts)


def wirings() -> str:
    """The five ways in which sequences go in and come out; the last one reads first and writes then."""
    parts = []
    for name, (left, top), steps, inputs, outputs in WIRINGS:
        parts.append(text(left - 24, top + 30, name, 15, weight=600, anchor="start"))
        for step in range(steps):
            x, y = left + 56 * step, top + 136
            parts.append(box(x, y, 32, 32, "a", radius=7))
            if step:
                parts.append(arrow((x - 40, y), (x - 16, y)))
            if step in inputs:
                parts += [disc(x, y + 66, "x", "x", 16), arrow((x, y + 50), (x, y + 16))]
            if step in outputs:
                parts += [disc(x, y - 66, "y", "y", 16), arrow((x, y - 16), (x, y - 50))]
            if {step, step + 1} <= {*outputs} - {*inputs[1:]}:
                parts.append(line((x + 12, y - 55), (x + 44, y - 16), dashed=True, colour=FAINT))
    return figure(566, 466, "Five wirings of a recurrent network", *parts)


def language_model() -> str:
    """What a language model gives at each step; the product is the probability of the sentence."""
    parts = [disc(48, 176, "a", "0", 19), arrow((67, 176), (110, 176))]
    for step, (given, wanted, seen) in enumerate(SENTENCE):
        x = 160 + 190 * step
        parts += [box(x, 176, 96, 50, "cell", "RNN cell", 14, weight=600)]
        parts += [box(x, 256, 96, 36, "x", given, 15), arrow((x, 238), (x, 202)), arrow((x, 151), (x, 120))]
        parts.append(box(x, 100, 160, 40, "y", f"P({wanted} | {seen})" if seen else f"P({wanted})", 13.5))
        parts.append(text(x, 296, f"t = {step + 1}", 14, FAINT))
        if step:
            parts += [arrow((x - 142, 176), (x - 49, 176)), text(x - 95, 100, "×", 20)]
    parts.append(text(445, 46, "P(dinosaurs lay eggs, end)  =  the product of the four", 16, weight=600))
    return figure(890, 318, "A language model multiplies its way through a sentence", *parts, top=12)


def gradient_distance() -> str:
    """The gradient of the last loss on its way to an early state: one factor for each step."""
    steps = ("T-4", "T-3", "T-2", "T-1", "T")
    parts = [box(700, 60, 92, 40, "gradient", "last loss", 14), arrow((654, 60), (617, 60), **BACK)]
    for place, step in enumerate(steps):
        x = 70 + 130 * place
        parts += [disc(x, 60, "a", f"a^{{<{step}>}}", 27, 14), text(x, 112, f"distance {4 - place}", 13, FAINT)]
        if place:
            parts.append(arrow((x - 27, 60), (x - 103, 60), **BACK))
            parts.append(text(x - 65, 36, f"× J^{{<{step}>}}", 14, GRADIENT, weight=600))
    parts.append(text(385, 148, "J^{<t>} multiplies by Waa^{T} and by the slopes of tanh, 1 − a^{2}", 14, FAINT))
    return figure(770, 172, "A gradient walks back through the states, one factor for each step", *parts)


def clipping() -> str:
    """The two ways to limit a gradient: each entry, or the length."""
    parts = []
    for x, title, told in (
        (150, "each entry limited", "another direction"),
        (510, "the norm limited", "the same direction, shorter"),
    ):
        y, entry = 170, x == 150
        parts += [text(x + 60, 34, title, 16, weight=600), text(x + 60, 268, told, 14, FAINT)]
        parts.append(box(x, y, 140, 140, "quiet", radius=0) if entry else disc(x, y, "quiet", "", 70))
        parts += [line((x - 100, y), (x + 230, y), colour=FAINT), line((x, y - 96), (x, y + 80), colour=FAINT)]
        parts.append(arrow((x, y), (x + 210, y - 70), colour=GRADIENT, dashed=True))
        parts.append(arrow((x, y), (x + 70, y - 70) if entry else (x + 66.4, y - 22.1), colour=GRADIENT, width=3))
        parts.append(text(x + 214, y - 84, "gradient", 14, GRADIENT))
    return figure(780, 290, "Clipping by entry turns the gradient, clipping by norm only shortens it", *parts)


def bidirectional() -> str:
    """Two networks read the same inputs, one from each end; each output sees both."""
    parts = [text(30, 204, "forward", 14, FAINT, "start"), text(30, 136, "backward", 14, FAINT, "start")]
    for step in range(1, 5):
        x = 40 + 140 * step
        parts += [
            disc(x, 280, "x", f"x^{{<{step}>}}", 23, 14), disc(x, 50, "y", f"ŷ^{{<{step}>}}", 23, 14),
            box(x - 26, 204, 44, 40, "a", "→", 18), box(x + 26, 136, 44, 40, "a", "←", 18),
            arrow((x - 10, 258), (x - 22, 226)), arrow((x + 10, 258), (x + 26, 158)),
            arrow((x - 26, 183), (x - 12, 74)), arrow((x + 26, 115), (x + 12, 74)),
        ]  # fmt: skip
        if step > 1:
            parts += [arrow((x - 142, 204), (x - 49, 204)), arrow((x + 3, 136), (x - 91, 136))]
    return figure(680, 326, "A bidirectional network reads the sequence from both ends", *parts, top=8)


def deep() -> str:
    """Three layers over four time steps; one state and the two that it reads are marked."""
    parts = [text(30, 330 - 78 * layer, f"layer {layer}", 14, FAINT, "start") for layer in (1, 2, 3)]
    for step in range(1, 5):
        x = 30 + 140 * step
        for layer in (1, 2, 3):
            y, name = 330 - 78 * layer, f"a^{{[{layer}]<{step}>}}"
            here, marked = (layer, step) == (2, 3), (layer, step) in ((2, 3), (2, 2), (1, 3))
            ink = INK if here else FAINT
            parts.append(box(x, y, 92, 42, "a" if marked else "quiet", name, 15, weight=600 if here else 400))
            parts.append(arrow((x, y + 57), (x, y + 22), colour=ink))
            if step > 1:
                parts.append(arrow((x - 94, y), (x - 47, y), colour=ink))
        parts += [disc(x, 332, "x", f"x^{{<{step}>}}", 23, 14), disc(x, 28, "y", f"ŷ^{{<{step}>}}", 23, 14)]
        parts.append(arrow((x, 75), (x, 52), colour=FAINT))
    return figure(670, 366, "A deep RNN: each layer reads the states of the layer below", *parts, top=-4)


FIGURES = {
    "notation.svg": notation,
    "wirings.svg": wirings,
    "language_model.svg": language_model,
    "gradient_distance.svg": gradient_distance,
    "clipping.svg": clipping,
    "bidirectional.svg": bidirectional,
    "deep.svg": deep,
}
