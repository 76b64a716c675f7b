"""The figures of week 1: a batch of sequences, the RNN, the LSTM, and the way back through both."""

from shapes import COLOURS, FAINT, GRADIENT, INK, arrow, box, disc, figure, line, polygon, text

STEPS = ((170, "1"), (350, "2"), (610, "T"))  # where the cells of an unrolled network stand


def sequence_box() -> str:
    """A batch as a box n_x by m by T_x, and the slice that one time step sees."""
    parts = [text(268, 26, "x  (n_{x}, m, T_{x})", 17, weight=600)]
    for t in range(5):
        here = t == 2
        parts += _slab(90 + 56 * t, "x" if here else "quiet")
        parts.append(text(118 + 56 * t, 232, f"t = {t}", 14, INK if here else FAINT))
    parts += [
        text(60, 143, "n_{x}", 17), text(54, 164, "features", 13, FAINT),
        text(104, 62, "m sequences", 13, FAINT, anchor="end"),
        text(230, 256, "T_{x} time steps", 13, FAINT),
        arrow((460, 140), (540, 140)), text(500, 124, "one slice", 13, FAINT),
        *_slab(565, "x"),
        text(625, 26, "xt = x[:, :, 2]", 17, weight=600),
        text(625, 234, "(n_{x}, m): one time step", 13, FAINT),
        text(625, 254, "of every sequence", 13, FAINT),
    ]  # fmt: skip
    return figure(740, 276, "A batch of sequences is a box; a time step is one slice of it", *parts)


def rnn_unrolled() -> str:
    """The same cell at each time step; the hidden state is handed from one to the next."""
    parts = [*_ends("a", 130), *_lane("a", 130, INK)]
    for x, step in STEPS:
        parts += _cell_of_step(x, step, 130, 60, "RNN cell")
    parts.append(text(385, 264, "the same parameters Wax, Waa, Wya, ba, by at every time step", 14, FAINT))
    return figure(780, 284, "An RNN, unrolled over the time steps", *parts)


def lstm_unrolled() -> str:
    """The LSTM hands on two things: the cell state above, the hidden state below."""
    parts = [*_ends("c", 118), *_lane("c", 118, INK), *_ends("a", 172), *_lane("a", 172, INK)]
    for x, step in STEPS:
        parts += _cell_of_step(x, step, 145, 110, "LSTM cell")
    parts.append(text(385, 304, "c carries what is kept, a what is shown; c_{0} is all zeros", 14, FAINT))
    return figure(780, 324, "An LSTM, unrolled over the time steps", *parts)


def rnn_cell() -> str:
    """What happens inside one cell of the RNN."""
    parts = [
        box(405, 142, 590, 224, "cell", radius=18),
        *_rnn_sum(INK),
        arrow((410, 170), (729, 170)), disc(750, 170, "a", "a_{t}"),
        arrow((450, 170), (450, 90), (476, 90)), box(505, 90, 58, 38, "plain", "Wya"),
        arrow((534, 90), (560, 90)), disc(575, 90, "plain", "+", 15, 20),
        disc(575, 132, "plain", "by", 15, 13), arrow((575, 117), (575, 105)),
        arrow((590, 90), (606, 90)), box(645, 90, 78, 38, "y", "softmax"),
        arrow((684, 90), (729, 90)), disc(750, 90, "y", "ŷ_{t}"),
    ]  # fmt: skip
    return figure(800, 320, "One cell of the RNN, from a_{t-1} and x_t to a_t and the prediction", *parts, top=8)


def rnn_cell_backward() -> str:
    """The same cell, with the gradients that flow back through it."""

    def back(*points: tuple[float, float]) -> str:
        return arrow(*points, colour=GRADIENT, width=2.2, dashed=True)

    def name(x: float, y: float, label: str, anchor: str = "middle") -> str:
        return text(x, y, label, 16, GRADIENT, anchor, 600)

    parts = [
        box(345, 163, 470, 182, "cell", radius=18),
        *_rnn_sum(FAINT),
        arrow((410, 170), (629, 170), colour=FAINT), disc(650, 170, "a", "a_{t}"),
        back((632, 184), (410, 184)), name(520, 202, "da_next"),
        back((340, 184), (282, 184)), name(316, 204, "dz"),
        back((257, 184), (202, 184)), name(170, 138, "dWaa"),
        back((138, 184), (66, 184)), name(70, 207, "da_prev"),
        back((284, 180), (284, 207)), name(309, 226, "dWax", "start"),
        back((284, 245), (284, 280)), name(300, 272, "dxt", "start"),
        back((284, 160), (284, 112)), name(296, 108, "dba", "start"),
    ]  # fmt: skip
    return figure(700, 282, "The RNN cell with its gradients, which flow from right to left", *parts, top=50)


def lstm_cell() -> str:
    """One cell of the LSTM: the cell state on top, the gates that decide about it below."""
    parts = [
        box(405, 215, 590, 330, "cell", radius=18),
        # the cell state
        disc(50, 100, "c", "c_{t-1}"), arrow((71, 100), (195, 100)),
        disc(212, 100, "plain", "×", 17, 20), arrow((229, 100), (335, 100)),
        disc(352, 100, "plain", "+", 17, 20), arrow((369, 100), (739, 100)), disc(760, 100, "c", "c_{t}"),
        # [a_prev; xt], and the gates that read it
        disc(50, 340, "a", "a_{t-1}"), arrow((71, 340), (124, 340)),
        box(156, 340, 64, 40, "plain", "stack", 15), disc(156, 425, "x", "x_{t}"), arrow((156, 404), (156, 360)),
        line((188, 340), (502, 340)), text(300, 362, "[ a_{t-1} ; x_{t} ]", 14, FAINT),
        *_gate(212, "gate", "f_{t}", "σ"), *_gate(300, "gate", "i_{t}", "σ"),
        *_gate(404, "c", "c̃_{t}", "tanh"), *_gate(510, "gate", "o_{t}", "σ"),
        arrow((212, 249), (212, 117)),
        disc(352, 180, "plain", "×", 17, 20), arrow((352, 163), (352, 117)),
        arrow((300, 249), (300, 180), (335, 180)), arrow((404, 249), (404, 180), (369, 180)),
        # what the cell shows
        arrow((572, 100), (572, 126)), box(572, 145, 64, 38, "plain", "tanh", 15),
        arrow((572, 164), (572, 188)), disc(572, 205, "plain", "×", 17, 20),
        arrow((510, 249), (510, 205), (555, 205)),
        arrow((589, 205), (739, 205)), disc(760, 205, "a", "a_{t}"),
        arrow((640, 205), (640, 281)), box(640, 300, 84, 38, "y", "softmax", 15),
        text(640, 334, "Wy, by", 13, FAINT), arrow((682, 300), (739, 300)), disc(760, 300, "y", "ŷ_{t}"),
        text(282, 82, "keep", 13, FAINT), text(361, 140, "write", 13, FAINT, "start"),
        text(670, 188, "show", 13, FAINT),
    ]  # fmt: skip
    return figure(810, 436, "One cell of the LSTM with its forget, input and output gates", *parts, top=26)


def backward_through_time() -> str:
    """The gradient walks the unrolled network from right to left and picks up da at each step."""
    parts = _lane("a", 116, FAINT, names=False)
    back = {"colour": GRADIENT, "width": 2.2, "dashed": True}
    for x, step in STEPS:
        parts.append(box(x, 130, 100, 60, "cell", f"step {step}", 15, weight=600))
        parts += [arrow((x, 62), (x, 100), **back), box(x, 44, 76, 34, "gradient", f"da_{{{step}}}")]
        parts += [arrow((x - 24, 160), (x - 24, 200), **back), box(x - 24, 218, 62, 34, "gradient", f"dx_{{{step}}}")]
        parts += [line((x + 24, 160), (x + 24, 262), **back)]
    for right, left in ((560, 500), (460, 400), (300, 220)):
        parts.append(arrow((right, 144), (left, 144), **back))
    parts += [
        text(52, 116, "a_{0}", 15, FAINT), text(728, 116, "a_{T}", 15, FAINT),
        arrow((120, 144), (82, 144), **back), box(51, 147, 60, 34, "gradient", "da_{0}"),
        text(260, 164, "da_prev", 14, GRADIENT, weight=600),
        line((194, 262), (650, 262), **back), arrow((634, 262), (664, 262), **back),
        box(708, 262, 86, 36, "gradient", "sums"),
        text(708, 292, "dWax, dWaa, dba", 13, FAINT),
    ]  # fmt: skip
    return figure(780, 316, "Gradients flow back through the time steps; weight gradients add up", *parts)


def gradient_roads() -> str:
    """What multiplies the gradient at each step back: a matrix in the RNN, a gate in the LSTM."""
    parts = []
    rows = (
        (64, "RNN", "a", "a", "× Waa^{T} (1 − a^{2})"),
        (164, "LSTM", "c", "c", "× f"),
    )
    for y, network, kind, letter, factor in rows:
        parts.append(text(24, y, network, 16, weight=600, anchor="start"))
        for index, step in enumerate(("t-3", "t-2", "t-1", "t")):
            x = 130 + 180 * index
            if index:
                parts.append(arrow((x - 25, y), (x - 155, y), colour=GRADIENT, width=2.2, dashed=True))
                parts.append(text(x - 90, y - 20, factor, 14, GRADIENT, weight=600))
            parts.append(disc(x, y, kind, f"{letter}_{{{step}}}", 23, 15))
    parts += [
        text(400, 112, "every step squeezes and turns the gradient", 13, FAINT),
        text(400, 212, "an open gate, f near 1, lets it pass", 13, FAINT),
    ]
    return figure(730, 236, "The way back through the RNN, and through the cell state of the LSTM", *parts)


def _slab(left: float, kind: str) -> list[str]:
    """One time step of the box: its top, its side and its front."""
    right, top, bottom, dx, dy = left + 56, 92, 212, 64, -40  # dx, dy: how depth is drawn
    lid = [(left, top), (right, top), (right + dx, top + dy), (left + dx, top + dy)]
    side = [(right, top), (right + dx, top + dy), (right + dx, bottom + dy), (right, bottom)]
    front = [(left, top), (right, top), (right, bottom), (left, bottom)]
    return [polygon(shape, kind) for shape in (lid, side, front)]


def _ends(kind: str, y: float) -> list[str]:
    """The first and the last value of a lane, outside the cells."""
    return [disc(45, y, kind, f"{kind}_{{0}}"), disc(735, y, kind, f"{kind}_{{T}}")]


def _lane(kind: str, y: float, colour: str, names: bool = True) -> list[str]:
    """The arrows that hand one state from cell to cell, with a gap where steps are left out."""
    parts = [
        arrow((66, y), (120, y), colour=colour), arrow((220, y), (300, y), colour=colour),
        line((400, y), (452, y), colour=colour), text(482, y, "· · ·", 20, FAINT),
        arrow((512, y), (560, y), colour=colour), arrow((660, y), (714, y), colour=colour),
    ]  # fmt: skip
    if names:
        for x, step in ((258, "1"), (426, "2")):
            parts.append(text(x, y - 14, f"{kind}_{{{step}}}", 15, COLOURS[kind][1], weight=600))
    return parts


def _cell_of_step(x: float, step: str, y: float, height: float, label: str) -> list[str]:
    """One cell of an unrolled network, with its input below and its prediction above."""
    top, bottom = y - height / 2, y + height / 2
    return [
        box(x, y, 100, height, "cell", label, 15, weight=600),
        arrow((x, bottom + 40), (x, bottom)), disc(x, bottom + 61, "x", f"x_{{{step}}}"),
        arrow((x, top), (x, top - 26)), disc(x, top - 47, "y", f"ŷ_{{{step}}}"),
    ]  # fmt: skip


def _rnn_sum(colour: str) -> list[str]:
    """tanh of the weighted sum: the part of the RNN cell that makes the hidden state."""
    return [
        disc(50, 170, "a", "a_{t-1}"), arrow((71, 170), (138, 170), colour=colour),
        box(170, 170, 64, 38, "plain", "Waa"), arrow((202, 170), (253, 170), colour=colour),
        disc(270, 170, "plain", "+", 17, 20),
        disc(270, 105, "plain", "ba", 15, 13), arrow((270, 120), (270, 153), colour=colour),
        disc(270, 296, "x", "x_{t}"), arrow((270, 275), (270, 245), colour=colour),
        box(270, 226, 64, 38, "plain", "Wax"), arrow((270, 207), (270, 187), colour=colour),
        arrow((287, 170), (340, 170), colour=colour), box(375, 170, 70, 38, "a", "tanh"),
    ]  # fmt: skip


def _gate(x: float, kind: str, name: str, squash: str) -> list[str]:
    """One of the four boxes that read the stack, with its name beside its output."""
    return [
        arrow((x - 8, 340), (x, 340), (x, 291)) if x == 510 else arrow((x, 340), (x, 291)),
        box(x, 270, 66, 42, kind, squash),
        text(x + 10, 236, name, 16, COLOURS[kind][1], "start", 600),
    ]


FIGURES = {
    "sequence_box.svg": sequence_box,
    "rnn_unrolled.svg": rnn_unrolled,
    "rnn_cell.svg": rnn_cell,
    "lstm_cell.svg": lstm_cell,
    "lstm_unrolled.svg": lstm_unrolled,
    "rnn_cell_backward.svg": rnn_cell_backward,
    "backward_through_time.svg": backward_through_time,
    "gradient_roads.svg": gradient_roads,
}
