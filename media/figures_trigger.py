"""The figures of the trigger word notebook: stretches that overlap, labels after a word, the network, events."""

from math import exp, sin

from shapes import COLOURS, FAINT, INK, arrow, box, figure, line, text

GOOD, BAD = COLOURS["good"][1], COLOURS["bad"][1]


def overlap() -> str:
    """A taken stretch, and five that are asked about."""

    def at(ms: float) -> float:
        return 60 + (ms - 600) * 0.62

    def stretch(y: float, start: int, end: int, kind: str, words: str, colour: str) -> list[str]:
        middle, width = (at(start) + at(end)) / 2, at(end) - at(start)
        return [
            box(middle, y, width, 24, kind, f"{start} – {end}" if width > 90 else "", 13, radius=4),
            text(at(end) + 12, y, words, 13, colour, anchor="start", weight=600),
        ]

    parts = [text(52, 50, "taken", 14, FAINT, anchor="end"), *stretch(50, 950, 1430, "cell", "", INK)]
    asked = ((700, 949), (1430, 1500), (900, 1480), (1000, 1100), (1431, 1580))
    for row, (start, end) in enumerate(asked):
        free = end < 950 or start > 1430
        word = f"{'' if end - start > 145 else f'{start} – {end}: '}{'free' if free else 'overlaps'}"
        parts += stretch(96 + 34 * row, start, end, "good" if free else "bad", word, GOOD if free else BAD)
    for ms in (950, 1430):
        parts.append(line((at(ms), 66), (at(ms), 252), colour=FAINT, width=1, dashed=True))
        parts.append(text(at(ms), 266, f"{ms}", 13, FAINT))
    parts.append(arrow((at(620), 278), (at(1720), 278), colour=FAINT))
    parts.append(text(at(1735), 278, "milliseconds", 13, FAINT, anchor="start"))
    return figure(880, 298, "Stretches that overlap with a taken one, and stretches that do not", *parts)


def labels() -> str:
    """A word, its end, and the fifty ones after it; a second word at the right edge."""

    def at(ms: float) -> float:
        return 70 + ms * 0.072

    parts = [text(60, 62, "sound", 14, FAINT, anchor="end"), text(60, 150, "y", 16, INK, anchor="end")]
    for start, end in ((2600, 5000), (8300, 9800)):
        parts.append(_wave(at(start), at(end), 62, 26))
        parts.append(line((at(end), 24), (at(end), 196), colour=COLOURS["y"][1], dashed=True))
    parts += [
        text(at(3800), 108, "activate", 14, COLOURS["x"][1], weight=600),
        text(at(9050), 108, "activate", 14, COLOURS["x"][1], weight=600),
        line((at(0), 62), (at(2600), 62), colour=COLOURS["x"][1]),
        line((at(5000), 62), (at(8300), 62), colour=COLOURS["x"][1]),
        line((at(9800), 62), (at(10_000), 62), colour=COLOURS["x"][1]),
        box(at(5000), 150, at(10_000) - at(0), 30, "quiet", radius=3),
        box(at(5000) + 19, 150, 34, 30, "y", "1", 14, radius=2),
        box((at(9800) + at(10_000)) / 2 + 1, 150, at(10_000) - at(9800) - 2, 30, "y", radius=2),
        text(at(1800), 150, "0", 14, FAINT), text(at(7200), 150, "0", 14, FAINT),
        text(at(5000) - 6, 188, "s: the step in which", 13, FAINT, anchor="end"),
        text(at(5000) - 6, 205, "the word ends", 13, FAINT, anchor="end"),
        text(at(5000) + 8, 188, "s + 1 … s + 50", 13, COLOURS["y"][1], anchor="start", weight=600),
        text(at(5000) + 8, 205, "are 1", 13, COLOURS["y"][1], anchor="start", weight=600),
        text(at(9800) - 6, 188, "fewer ones:", 13, FAINT, anchor="end"),
        text(at(9800) - 6, 205, "the row ends", 13, FAINT, anchor="end"),
        arrow((at(0), 232), (at(10_000), 232), colour=FAINT),
        text(at(0), 250, "0 ms", 13, FAINT), text(at(10_000), 250, "10000 ms", 13, FAINT),
    ]  # fmt: skip
    return figure(860, 268, "Fifty steps just after a word are labelled one", *parts)


def network() -> str:
    """The layers of modelf, with the shapes between them."""
    rows = (
        ("x", "spectrogram", "(m, 5511, 101)"),
        ("plain", "Conv1D: 196 filters, kernel 15, stride 4", "(m, 1375, 196)"),
        ("quiet", "BatchNormalization, ReLU, Dropout 0.8", ""),
        ("cell", "GRU 128, all time steps", "(m, 1375, 128)"),
        ("quiet", "Dropout 0.8, BatchNormalization", ""),
        ("cell", "GRU 128, all time steps", "(m, 1375, 128)"),
        ("quiet", "Dropout 0.8, BatchNormalization, Dropout 0.8", ""),
        ("y", "Dense 1 with sigmoid, at each step", "(m, 1375, 1)"),
    )
    parts = []
    for row, (kind, words, shape) in enumerate(rows):
        y = 34 + 46 * row
        parts.append(box(250, y, 380, 32, kind, words, 14.5))
        if row:
            parts.append(arrow((250, y - 30), (250, y - 16)))
        if shape:
            parts.append(text(460, y, shape, 14, FAINT, anchor="start"))
    for row in (3, 5):  # the state that is handed on
        y = 34 + 46 * row
        parts.append(arrow((60, y + 8), (36, y + 8), (36, y - 8), (60, y - 8)))
    parts.append(text(20, 34 + 46 * 4, "a", 15, COLOURS["a"][1], weight=600))
    return figure(620, 392, "The trigger word network, layer by layer", *parts)


def events() -> str:
    """What counts as a hit, a miss and a false alarm."""

    def at(seconds: float) -> float:
        return 50 + seconds * 78

    def answer(t: float) -> float:
        bumps = ((2.25, 0.93), (7.4, 0.78), (4.55, 0.3))
        return 0.04 + sum(size * exp(-(((t - when) / 0.22) ** 2)) for when, size in bumps)

    parts = []
    for end in (2.0, 4.4, 9.0):
        parts.append(box(at(end + 0.2), 110, at(1.0) - at(0), 150, "good", radius=2))
        parts.append(line((at(end), 35), (at(end), 185), colour=GOOD, dashed=True))
        parts.append(text(at(end), 200, "word ends", 12.5, FAINT))
    curve = [(at(k / 12), 180 - 140 * answer(k / 12)) for k in range(0, 121)]
    path = "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in curve)
    parts.append(f'<path d="{path}" fill="none" stroke="{COLOURS["y"][1]}" stroke-width="2.2"/>')
    parts += [
        line((at(0), 96), (at(10), 96), colour=FAINT, dashed=True), 
        text(at(10) + 6, 96, "threshold", 13, FAINT, "start"),
        text(at(2.25), 24, "hit", 15, GOOD, weight=600), text(at(4.6), 24, "missed", 15, BAD, weight=600),
        text(at(7.4), 24, "false alarm", 15, BAD, weight=600), text(at(9.2), 24, "missed", 15, BAD, weight=600),
        arrow((at(0), 218), (at(10), 218), colour=FAINT), text(at(10) + 6, 218, "time", 13, FAINT, "start"),
        text(at(2.2), 234, "−0.3 s … +0.7 s", 12.5, GOOD),
    ]  # fmt: skip
    return figure(930, 250, "Detections are hits near the end of a word, and false alarms elsewhere", *parts)


def _wave(left: float, right: float, middle: float, height: float) -> str:
    """A burst of sound."""
    steps = 60
    points = []
    for k in range(steps + 1):
        x = left + (right - left) * k / steps
        size = sin(3.1416 * k / steps) * (0.55 + 0.45 * sin(k * 0.55))
        points.append((x, middle + height * size * (1 if k % 2 else -1)))
    path = "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points)
    return f'<path d="{path}" fill="none" stroke="{COLOURS["x"][1]}" stroke-width="1.4"/>'


FIGURES = {
    "trigger_overlap.svg": overlap,
    "trigger_labels.svg": labels,
    "trigger_network.svg": network,
    "trigger_events.svg": events,
}
