"""The figures of week 1: a batch of sequences, the RNN, the LSTM, and the way back through both."""

from shapes import COLOURS, FAINT, GRADIENT, INK, arrow, box, disc, figure, line, polygon, text


def sequence_box() -> str:
    """A batch as a box n_x by m by T_x, and the slice that one time step sees."""
    def slab(left: float, right: float, kind: str) -> list[str]:
        top, bottom, dx, dy = 92, 212, 64, -40  # dx, dy: how depth is drawn
        front = [(left, top), (right, top), (right, bottom), (left, bottom)]
        lid = [(left, top), (right, top), (right + dx, top + dy), (left + dx, top + dy)]
        side = [(right, top), (right + dx, top + dy), (right + dx, bottom + dy), (right, bottom)]
        return [polygon(shape, kind) for shape in (lid, side, front)]

    steps = [
        part for t in reversed(range(5))
        for part in slab(90 + 56 * t, 146 + 56 * t, "x" if t == 2 else "quiet")
    ]  # fmt: skip
    steps = [p for t in range(5) for p in slab(90 + 56 * t, 146 + 56 * t, "x" if t == 2 else "quiet")]
    labels = [text(118 + 56 * t, 232, f"t={t}", 14, INK if t == 2 else FAINT) for t in range(5)]
    axes = [
        text(66, 152, "n_{x}", 18), text(66, 174, "features", 12, FAINT),
        text(86, 66, "m sequences", 13, FAINT), text(230, 258, "T_{x} time steps", 14, FAINT),
        text(262, 24, "x  (n_{x}, m, T_{x})", 17, weight=600),
    ]  # fmt: skip
    one = [
        arrow((455, 150), (520, 150)),
        *slab(545, 601, "x"),
        text(610, 24, "xt = x[:, :, 2]", 17, weight=600),
        text(604, 240, "(n_{x}, m): one time step", 14, FAINT),
        text(604, 258, "of all sequences", 14, FAINT),
    ]
    return figure(720, 280, "A batch of sequences is a box; a time step is one slice of it", *steps, *labels, *axes, *one)


def rnn_unrolled() -> str:
    """The same cell at each time step; the hidden state is handed from one to the next."""
    parts = [disc(50, 130, "a", "a_{0}")]
    left = 71.0
    for x, step in ((160, "1"), (320, "2"), (560, "T")):
        parts.append(arrow((left, 130), (x - 48, 130)))
        parts.append(box(x, 130, 96, 60, "cell", "RNN cell", 15, weight=600))
        parts += [arrow((x, 200), (x, 160)), disc(x, 221, "x", f"x_{{{step}}}")]
        parts += [arrow((x, 100), (x, 66)), disc(x, 45, "y", f"ŷ_{{{step}}}")]
        left = x + 48
        if step != "T":
            parts.append(text(x + 80, 116, f"a_{{{step}}}", 16, COLOURS["a"][1], weight=600))
        if step == "2":
            parts += [line((left, 130), (420, 130)), text(440, 130, "· · ·", 20, FAINT)]
            left = 460
    parts += [arrow((608, 130), (660, 130)), disc(681, 130, "a", "a_{T}")]
    parts.append(text(360, 264, "the same parameters Wax, Waa, Wya, ba, by at every time step", 14, FAINT))
    return figure(730, 284, "An RNN, unrolled over the time steps", *parts)


def rnn_cell() -> str:
    """What happens inside one cell of the RNN."""
    return figure(730, 300, "The RNN cell", *_rnn_cell_body(INK))


def _rnn_cell_body(ink: str) -> list[str]:
    return [
        box(365, 150, 500, 190, "cell", radius=18),
        disc(55, 180, "a", "a_{t-1}"), arrow((76, 180), (148, 180), colour=ink),
        box(190, 180, 84, 40, "plain", "Waa · "), arrow((232, 180), (293, 180), colour=ink),
        disc(310, 180, "plain", "+", 17, 20),
        disc(310, 276, "x", "x_{t}"), arrow((310, 255), (310, 197), colour=ink),
        arrow((327, 180), (388, 180), colour=ink),
        box(425, 180, 74, 40, "a", "tanh"), arrow((462, 180), (654, 180), colour=ink),
        disc(675, 180, "a", "a_{t}"),
    ]  # fmt: skip


def lstm_cell() -> str:
    return figure(10, 10, "x")


def lstm_unrolled() -> str:
    return figure(10, 10, "x")


def rnn_cell_backward() -> str:
    return figure(10, 10, "x")


def backward_through_time() -> str:
    return figure(10, 10, "x")


def gradient_roads() -> str:
    return figure(10, 10, "x")
