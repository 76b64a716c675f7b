"""The figures of gated cells in lesson 1: the simplified GRU, the full one, and the GRU beside the LSTM."""

from shapes import COLOURS, FAINT, arrow, box, disc, figure, line, text


def gru_simple() -> str:
    """One gate decides how much of the memory is replaced by the candidate."""
    parts = [
        box(345, 192, 470, 344, "cell", radius=18),
        *_mixing(460), *_stack(),
        line((182, 320), (460, 320)), arrow((460, 320), (460, 271)),
        box(460, 250, 66, 42, "c", "tanh"), text(470, 212, "c̃^{<t>}", 16, COLOURS["c"][1], "start", 600),
        arrow((460, 229), (460, 167)),
    ]  # fmt: skip
    return figure(700, 452, "The simplified GRU: one gate, one memory", *parts, top=6)


def gru_full() -> str:
    """The relevance gate decides how much of the old memory the candidate looks at."""
    parts = [
        box(400, 192, 580, 344, "cell", radius=18),
        *_mixing(628), *_stack(),
        line((182, 320), (360, 320)), arrow((360, 320), (360, 271)),
        box(360, 250, 66, 42, "gate", "σ"), text(370, 212, "Γ_{r}", 16, COLOURS["gate"][1], "start", 600),
        arrow((393, 250), (433, 250)), disc(450, 250, "plain", "×", 17, 20),
        disc(450, 320, "c", "c^{<t-1>}", 25, 13), arrow((450, 295), (450, 267)),
        arrow((467, 250), (498, 250)), box(530, 250, 62, 40, "plain", "stack", 15),
        disc(530, 320, "x", "x^{<t>}", 22, 14), arrow((530, 298), (530, 270)),
        arrow((561, 250), (594, 250)), box(628, 250, 66, 42, "c", "tanh"),
        text(638, 212, "c̃^{<t>}", 16, COLOURS["c"][1], "start", 600), arrow((628, 229), (628, 167)),
    ]  # fmt: skip
    return figure(860, 452, "The full GRU, with update gate and relevance gate", *parts, top=6)


def gru_and_lstm() -> str:
    """The same three jobs in both cells: keep, write, show."""
    parts = []
    for x, job in ((230, "keep"), (420, "write"), (610, "show")):
        parts.append(text(x, 30, job, 15, FAINT, weight=600))
    rows = (
        (92, "GRU", "1 − Γ_{u}", "Γ_{u}", "all of it"),
        (232, "LSTM", "Γ_{f}", "Γ_{u}", "Γ_{o}, tanh"),
    )
    for y, cell, keep, write, show in rows:
        parts += [
            text(24, y, cell, 17, anchor="start", weight=600),
            disc(120, y, "c", "c^{<t-1>}", 26, 13), arrow((146, y), (184, y)),
            box(230, y, 90, 40, "gate", keep), arrow((276, y), (402, y)), disc(420, y, "plain", "+", 17, 20),
            box(420, y + 58, 90, 36, "gate", write), arrow((420, y + 39), (420, y + 18)),
            disc(530, y + 58, "c", "c̃^{<t>}", 22, 14), arrow((508, y + 58), (466, y + 58)),
            arrow((438, y), (486, y)), disc(510, y, "c", "c^{<t>}", 23, 14), arrow((533, y), (560, y)),
            box(612, y, 102, 40, "gate" if cell == "LSTM" else "plain", show), arrow((663, y), (700, y)),
            disc(724, y, "a", "a^{<t>}", 23, 14),
        ]  # fmt: skip
    return figure(770, 326, "GRU and LSTM side by side: keep, write, show", *parts)


def _mixing(plus: float) -> list[str]:
    """The lane of the memory on top: kept by 1 − Γu, written to at x = plus by Γu; and the update gate."""
    return [
        disc(50, 80, "c", "c^{<t-1>}", 26, 13), arrow((76, 80), (173, 80)), disc(190, 80, "plain", "×", 17, 20),
        arrow((207, 80), (plus - 17, 80)), disc(plus, 80, "plain", "+", 17, 20),
        arrow((plus + 17, 80), (plus + 164, 80)), disc(plus + 190, 80, "c", "c^{<t>}", 25, 14),
        text(190, 50, "keep", 13, FAINT), text(plus + 12, 116, "write", 13, FAINT, "start"),
        text(plus + 190, 120, "= a^{<t>}", 14, FAINT),
        arrow((260, 320), (260, 271)), box(260, 250, 66, 42, "gate", "σ"),
        text(270, 212, "Γ_{u}", 16, COLOURS["gate"][1], "start", 600), line((260, 229), (260, 150)),
        arrow((260, 150), (213, 150)), box(190, 150, 46, 34, "plain", "1 −", 15), arrow((190, 133), (190, 97)),
        arrow((260, 150), (plus - 17, 150)), disc(plus, 150, "plain", "×", 17, 20),
        arrow((plus, 133), (plus, 97)),
    ]  # fmt: skip


def _stack() -> list[str]:
    """The old memory on top of the input."""
    return [
        arrow((118, 80), (118, 300)), box(150, 320, 64, 40, "plain", "stack", 15),
        disc(150, 420, "x", "x^{<t>}", 22, 14), arrow((150, 398), (150, 340)),
        text(168, 348, "[ c^{<t-1>} ; x^{<t>} ]", 13, FAINT, "start"),
    ]  # fmt: skip


FIGURES = {"gru_simple.svg": gru_simple, "gru_full.svg": gru_full, "gru_and_lstm.svg": gru_and_lstm}
