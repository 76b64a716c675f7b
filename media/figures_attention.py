"""The figures of week 3: a translator of dates with attention, and one step of that attention."""

from shapes import COLOURS, EDGE, FAINT, INK, Point, arrow, box, disc, figure, line, text

TEAL = COLOURS["attention"][1]
READ = ("9", "␣", "M", "a", "y", "␣", "0", "1")
STEPS = (  # where a step is drawn, its number, what it writes, and the characters that it looks at
    (190, "1", "2", (6, 7)),
    (380, "2", "0", (6, 7)),
    (650, "10", "9", (0,)),
)


def translator() -> str:
    """From characters to characters: encoder below, attention in the middle, the second LSTM above."""
    parts = [box(400, 365, 640, 40, "cell", "bidirectional LSTM: reads both ways", 15, weight=600)]
    places = [120 + 80 * number for number in range(len(READ))]
    parts += [
        _rays([((x, 236), (place, 281)) for x, _, _, _ in STEPS for place in places], EDGE, 1),
        _rays([((x, 236), (places[n], 281)) for x, _, _, looked_at in STEPS for n in looked_at], TEAL, 3),
        _rays([((x, low), (x, high)) for x in places for low, high in ((412, 386), (345, 317))], INK, 1.7),
    ]  # fmt: skip
    for number, (place, symbol) in enumerate(zip(places, READ, strict=True), 1):
        parts += [
            disc(place, 430, "x", symbol, 18),
            disc(place, 299, "a", f"a_{{{number}}}", 18, 15),
        ]
    parts += [disc(50, 104, "c", "c_{0}", 18, 13), disc(50, 150, "a", "s_{0}", 18, 13)]
    parts += [arrow((68, 106), (140, 118)), arrow((68, 148), (140, 138)), *_state_to(50, 168, 140)]
    parts += [arrow((240, 130), (330, 130)), *_state_to(285, 130, 330), text(285, 115, "s_{1}, c_{1}", 14, FAINT)]
    parts += [line((430, 130), (480, 130)), text(515, 130, "· · ·", 20, FAINT), arrow((550, 130), (600, 130))]
    parts += [*_state_to(575, 130, 600), text(575, 115, "s_{9}, c_{9}", 14, FAINT)]
    for x, step, symbol, _ in STEPS:
        parts += [
            box(x, 216, 100, 40, "attention", "attention", 15, weight=600),
            arrow((x, 196), (x, 152)), text(x + 8, 175, f"context {step}", 13, TEAL, "start"),
            box(x, 130, 100, 44, "cell", "LSTM", 15, weight=600),
            arrow((x, 108), (x, 77)), text(x + 8, 93, "softmax", 13, FAINT, "start"),
            disc(x, 57, "y", symbol, 19), text(x, 25, f"step {step}", 13, FAINT),
        ]  # fmt: skip
    return figure(780, 464, "The translator: each step looks at all characters, and has a context of its own", *parts)


def _rays(ends: list[tuple[Point, Point]], colour: str, width: float) -> str:
    """Straight lines, all in one path: many of them would make a large file."""
    path = "".join(f"M{x} {y}L{to_x} {to_y}" for (x, y), (to_x, to_y) in ends)
    return f'<path d="{path}" stroke="{colour}" stroke-width="{width}"/>'


def _state_to(x: float, y: float, left: float) -> list[str]:
    """The state before a step, on its way to the attention of that step."""
    return [arrow((x, y), (x, 216), (left, 216), dashed=True)]


def attention_step() -> str:
    """How one step makes the context: repeat, glue, score, softmax over time, weighted sum."""
    rows = ((95, "1"), (155, "2"), (245, "T"))
    parts = [
        box(275, 170, 78, 216, "plain"), text(275, 162, "densor1", 15), text(275, 182, "tanh", 13, FAINT),
        box(377, 170, 78, 216, "plain", "densor2", 15),
        box(528, 170, 82, 216, "attention"), text(528, 155, "softmax", 15, weight=600),
        text(528, 175, "over time", 13, FAINT), text(528, 195, "activator", 13, FAINT),
        box(694, 170, 72, 216, "plain"), text(694, 155, "sum of", 14), text(694, 177, "α_{t} a_{t}", 16),
        text(694, 199, "dotor", 13, FAINT),
        arrow((50, 74), (50, 36), (694, 36), (694, 62)), text(372, 24, "the states themselves", 13, FAINT),
        disc(50, 330, "a", "s_{prev}", 24, 14), arrow((74, 330), (190, 330), (190, 264)),
        text(132, 316, "repeator", 13, FAINT), text(165, 66, "concatenator", 13, FAINT),
        arrow((730, 170), (760, 170)), box(797, 170, 74, 40, "attention", "context", 15, weight=600),
        text(452, 66, "scores", 13, FAINT), text(611, 66, "weights", 13, FAINT),
        text(50, 200, "· · ·", 18, FAINT), text(165, 200, "· · ·", 18, FAINT),
    ]  # fmt: skip
    for y, t in rows:
        parts += [
            disc(50, y, "a", f"a_{{{t}}}", 20, 15), arrow((70, y), (115, y)),
            box(140, y, 50, 34, "a", f"a_{{{t}}}", 15, 4), box(190, y, 50, 34, "a", "s_{prev}", 14, 4),
            arrow((215, y), (236, y)), arrow((314, y), (338, y)), arrow((416, y), (435, y)),
            disc(452, y, "plain", f"e_{{{t}}}", 17, 15), arrow((469, y), (487, y)), arrow((569, y), (593, y)),
            disc(611, y, "attention", f"α_{{{t}}}", 18, 15), arrow((629, y), (658, y)),
        ]  # fmt: skip
    return figure(850, 366, "One step of attention, from the states and s_prev to the context", *parts)


FIGURES = {"translator.svg": translator, "attention_step.svg": attention_step}
