"""The figures of the lesson of week 3 on sound: frames of a waveform, the collapse of CTC, and its paths."""

from math import sin

from shapes import COLOURS, FAINT, GRADIENT, INK, arrow, box, disc, figure, line, text

BLUE, PINK = COLOURS["x"][1], COLOURS["y"][1]


def frames() -> str:
    """A waveform, three windows that overlap, and the column of numbers that each becomes."""
    points = []
    for k in range(0, 281):
        loud = 12 + 20 * sin(3.1416 * k / 280)
        points.append((40 + 2 * k, 62 + loud * sin(k * 0.36 + 2.2 * sin(k * 0.021))))
    path = "M" + "L".join(f"{x} {y:.0f}" for x, y in points)
    parts = [f'<path d="{path}" fill="none" stroke="{BLUE}" stroke-width="1.4"/>']
    shades = ((0.2, 0.5, 0.9, 0.4, 0.2), (0.1, 0.7, 0.8, 0.5, 0.3), (0.2, 0.8, 0.4, 0.6, 0.6))
    for t, column in enumerate(shades):
        left, colour = 60 + 100 * t, INK
        parts += [
            line((left, 112), (left, 122), (left + 160, 122), (left + 160, 112), colour=colour, width=2),
            text(left + 80, 136, f"window {t + 1}", 12.5, FAINT),
        ]
        x = left + 80
        parts.append(arrow((x, 148), (x, 172)))
        for row, shade in enumerate(column):
            y = 284 - 24 * row
            parts.append(
                f'<rect x="{x - 22}" y="{y - 12}" width="44" height="24" fill="{BLUE}" fill-opacity="{shade}" '
                f'stroke="{BLUE}" stroke-width="1"/>'
            )
        parts.append(text(x, 318, f"x^{{<{t + 1}>}}", 15, BLUE, weight=600))
    parts += [
        text(80, 284, "low", 12.5, FAINT, "end"), text(80, 188, "high", 12.5, FAINT, "end"),
        arrow((140, 342), (240, 342), colour=GRADIENT), text(190, 358, "hop", 13, GRADIENT),
        text(470, 188, "a window of N samples,", 14, anchor="start"),
        text(470, 208, "faded in and out,", 14, anchor="start"),
        text(470, 228, "becomes N/2 + 1 strengths,", 14, anchor="start"),
        text(470, 248, "one for each frequency:", 14, anchor="start"),
        text(470, 268, "one time step of the input", 14, BLUE, "start", 600),
    ]  # fmt: skip
    return figure(730, 374, "From a waveform to the time steps of a network", *parts)


def collapse() -> str:
    """Nine frames, their runs, and the text."""
    parts = []
    rows = ((50, "_tt_oo_o_", "a blank keeps the two o apart"), (178, "_ttoooo__", "one o, held for four frames"))
    for y, path, why in rows:
        for k, symbol in enumerate(path):
            parts.append(box(50 + 38 * k, y, 34, 34, "quiet" if symbol == "_" else "y", symbol, 17, 5))
        runs, start = [], 0
        for k in range(1, len(path) + 1):
            if k == len(path) or path[k] != path[start]:
                runs.append((start, k - 1, path[start]))
                start = k
        for first, last, symbol in runs:
            left, right = 50 + 38 * first - 15, 50 + 38 * last + 15
            parts += [
                line((left, y + 24), (left, y + 30), (right, y + 30), (right, y + 24), colour=FAINT),
                box((left + right) / 2, y + 52, 30, 32, "quiet" if symbol == "_" else "y", symbol, 16, 5),
            ]
        said = "".join(symbol for *_, symbol in runs if symbol != "_")
        parts += [
            arrow((384, y + 52), (440, y + 52)), text(412, y + 38, "no blanks", 12.5, FAINT),
            text(456, y + 52, said, 20, PINK, "start", 600),
            text(520, y + 52, why, 13, FAINT, "start"),
        ]  # fmt: skip
    parts += [text(400, 50, "one symbol for each frame", 13, FAINT, "start")]
    return figure(760, 262, "Join equal neighbours, then take the blanks away", *parts)


def lattice() -> str:
    """The text ab in four frames: rows are its letters with blanks around, columns are frames."""
    rows, frames_ = "_a_b_", 4
    parts = [text(232 + 120 * t, 24, f"frame {t + 1}", 13, FAINT) for t in range(frames_)]

    def at(t: int, row: int) -> tuple[float, float]:
        return 232 + 120 * t, 64 + 58 * row

    ways = {(0, 0), (0, 1)}
    for t in range(1, frames_):
        for row in range(len(rows)):
            came = [row, row - 1, *([row - 2] if rows[row] != "_" and row >= 2 and rows[row] != rows[row - 2] else [])]
            for before in came:
                if (t - 1, before) in ways and len(rows) - 1 - row <= 2 * (frames_ - 1 - t) + 1:
                    ways.add((t, row))
                    (x0, y0), (x1, y1) = at(t - 1, before), at(t, row)
                    run = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
                    dx, dy = 20 * (x1 - x0) / run, 20 * (y1 - y0) / run
                    parts.append(arrow((x0 + dx, y0 + dy), (x1 - dx, y1 - dy), width=1.3))
    for row, symbol in enumerate(rows):
        parts.append(text(150, at(0, row)[1], f"{row + 1}.  {'blank' if symbol == '_' else symbol}", 15, INK, "end"))
        for t in range(frames_):
            kind = "quiet" if symbol == "_" else "y"
            x, y = at(t, row)
            parts.append(disc(x, y, kind, symbol, 18) if (t, row) in ways else text(x, y, "·", 20, FAINT))
    parts += [text(200, 64, "start", 12, FAINT, "end"), text(200, 122, "or here", 12, FAINT, "end")]
    parts += [text(620, 238, "end here", 12, FAINT, "start"), text(620, 296, "or here", 12, FAINT, "start")]
    return figure(720, 326, "Every path from a start to an end, rightwards, spells ab", *parts)


FIGURES = {"lesson3_frames.svg": frames, "lesson3_collapse.svg": collapse, "lesson3_lattice.svg": lattice}
