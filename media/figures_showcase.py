"""What the course's networks make, drawn from `showcase/results.json`; `python -m autograder.showcase` records that."""

import json
from functools import cache, partial
from pathlib import Path
from typing import Any

from shapes import COLOURS, EDGE, FAINT, GRADIENT, INK, arrow, disc, figure, line, text

RESULTS = Path(__file__).resolve().parent / "showcase" / "results.json"
WIDTH, HEIGHT, LEFT = 460, 270, 22
LETTERS = 13  # of a name that fits its column
BAR = 12  # thirds of a beat
BARS = 4  # in a line of the solo
SHADES = (0.1, 0.3, 0.6, 1)  # of the spectrogram, from weak to strong
SECONDS = 10


@cache
def results() -> dict[str, Any]:
    return json.loads(RESULTS.read_text(encoding="utf-8"))


def names() -> str:
    """Names after one step of training, after some, and after all."""
    found, parts = results()["names"]["after"], []
    for column, (steps, drawn) in enumerate(found.items()):
        x, last = LEFT + 4 + 142 * column, column == len(found) - 1
        plural = "s" * (steps != "1")
        parts.append(text(x, 34, f"after {int(steps):,} step{plural}", 13, FAINT, anchor="start"))
        for row, name in enumerate(drawn):
            short = name if last or len(name) <= LETTERS else name[: LETTERS - 1] + "…"
            colour = COLOURS["a"][1] if last else INK
            parts.append(text(x, 72 + 33 * row, short, 15, colour, anchor="start", weight=600 if last else 400))
    return figure(WIDTH, HEIGHT, "Dinosaur names, letter by letter, as training goes on", *parts)


def jazz() -> str:
    """A solo as a piano roll, in lines of four bars, with its chords."""
    solo = results()["jazz"]
    pitches = [pitch for _, _, pitch in solo["notes"]]
    low, high, lines = min(pitches), max(pitches), len(solo["chords"]) // BARS
    step, bar = 36 / (high - low), (WIDTH - 2 * LEFT) / BARS
    parts, strokes = [], []
    for system in range(lines):
        top = 34 + 61 * system
        for place in range(BARS + 1):
            x = LEFT + bar * place
            parts.append(line((x, top - 5), (x, top + 41), colour=EDGE, width=1))
            if place < BARS:
                chords = solo["chords"][system * BARS + place].replace("maj7", "Δ").replace("m7b5", "ø").split()
                for number, chord in enumerate(chords):
                    parts.append(text(x + 3 + bar / 2 * number, top - 12, chord, 11, FAINT, anchor="start"))
        for start, length, pitch in solo["notes"]:
            first, last = (moment / BAR - system * BARS for moment in (start, start + length))
            if 0 <= first < BARS:
                y = top + (high - pitch) * step
                strokes.append(f"M{LEFT + bar * first + 1:.0f} {y:.1f}h{bar * (min(last, BARS) - first) - 2:.0f}")
    parts.append(f'<path d="{"".join(strokes)}" stroke="{COLOURS["a"][1]}" stroke-width="3.4"/>')
    return figure(WIDTH, HEIGHT, "A jazz solo over new changes, as a piano roll", *parts)


def words() -> str:
    """A plane of countries and capitals, and the analogies that the vectors complete."""
    found = results()["words"]
    across, up = (sorted(place[axis] for place in found["places"].values()) for axis in (0, 1))

    def at(word: str) -> tuple[float, float]:
        x, y = found["places"][word]
        return 50 + 194 * (x - across[0]) / (across[-1] - across[0]), 36 + 198 * (up[-1] - y) / (up[-1] - up[0])

    parts = [arrow(at(country), at(capital), colour=FAINT, width=1.2) for country, capital in found["pairs"]]
    taken = [(*at(word), 5.0) for word in found["places"]]  # the middle and half the width of each dot and label
    for country, capital in found["pairs"]:
        down = 1 if at(capital)[1] > at(country)[1] else -1
        parts += _dot(country, at(country), "x", -down, taken)
        parts += _dot(capital, at(capital), "c", down, taken)
    parts.append(text(304, 40, f"{found['pairs'][0][0]} → {found['pairs'][0][1]}", 14.5, anchor="start", weight=600))
    right = dict(found["pairs"])
    for row, (_, _, country, answer) in enumerate(found["analogies"]):
        colour = COLOURS["c"][1] if right[country] == answer else GRADIENT
        mark = "" if right[country] == answer else " ✗"
        parts.append(text(304, 78 + 31 * row, f"{country} → {answer}{mark}", 14.5, colour, anchor="start"))
    return figure(WIDTH, HEIGHT, "Countries and capitals among the word vectors", *parts)


def _dot(
    word: str, at: tuple[float, float], kind: str, side: int, taken: list[tuple[float, float, float]]
) -> list[str]:
    """A word's place with its label on that side, or where there is room; notes in `taken` where the label stands."""
    (x, y), half, (fill, outline) = at, 3.8 * len(word), COLOURS[kind]
    places = [(x, y + 13 * side), (x + half + 8, y), (x - half - 8, y), (x, y - 13 * side)]
    places += [(x + across * (half + 6), y + down) for down in (13, -13) for across in (1, -1)]
    free = [p for p in places if all(abs(p[0] - a) > half + h or abs(p[1] - b) > 12.5 for a, b, h in taken)]
    taken.append((*(free or places)[0], half))
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{fill}" stroke="{outline}"/>'
    return [dot, text(*taken[-1][:2], word, 12.5, outline)]


def emoji() -> str:
    """Sentences, and the emoji that the network gives each."""
    parts = []
    for row, (sentence, _, name, _) in enumerate(results()["emoji"]["sentences"]):
        y = 42 + 37 * row
        parts += [text(LEFT + 10, y, sentence, 17, anchor="start"), *SIGNS[name](WIDTH - 48, y)]
        parts.append(text(WIDTH - 78, y, name, 13, FAINT, anchor="end"))
        if row:
            parts.append(line((LEFT, y - 18.5), (WIDTH - LEFT, y - 18.5), colour=EDGE, width=1))
    return figure(WIDTH, HEIGHT, "Sentences with the emoji that a network gives them", *parts)


def _heart(x: float, y: float) -> list[str]:
    shape = f"M{x:g} {y + 11:g}c-30 -18 -8 -32 0 -16c8 -16 30 -2 0 16Z"
    return [f'<path d="{shape}" fill="{COLOURS["y"][0]}" stroke="{COLOURS["y"][1]}"/>']


def _ball(x: float, y: float) -> list[str]:
    seams = f"M{x - 8:g} {y - 8:g}q7 8 0 16M{x + 8:g} {y - 8:g}q-7 8 0 16"
    return [disc(x, y, "plain", "", 12), f'<path d="{seams}" fill="none" stroke="{GRADIENT}"/>']


def _face(x: float, y: float, bend: int) -> list[str]:
    mouth = f'<path d="M{x - 6:g} {y + 6 - bend / 2:g}q6 {bend} 12 0" fill="none" stroke="{COLOURS["a"][1]}"/>'
    return [disc(x, y, "a", "", 12), disc(x - 4, y - 3, "a", "", 1), disc(x + 4, y - 3, "a", "", 1), mouth]


def _fork_and_knife(x: float, y: float) -> list[str]:
    fork = f"M{x - 6:g} {y + 12:g}v-13M{x - 10:g} {y - 12:g}v8q0 3 4 3q4 0 4 -3v-8M{x - 6:g} {y - 12:g}v8"
    knife = f"M{x + 6:g} {y + 12:g}v-24q6 4 5 15h-5"
    return [f'<path d="{fork}{knife}" fill="none" stroke="{INK}" stroke-linecap="round" stroke-linejoin="round"/>']


def dates() -> str:
    """Attention: a row for each character written, a column for each read."""
    found = results()["dates"]
    wide, high, left, top = 18, 19, 56, 50
    parts = []
    for row, weights in enumerate(found["weights"]):
        parts.append(text(left - 16, top + high * (row + 0.5), found["translation"][row], 15, weight=600))
        for column, weight in enumerate(weights):
            if weight >= 0.04:
                place = f'x="{left + wide * column}" y="{top + high * row}" width="{wide}" height="{high}"'
                parts.append(f'<rect {place} fill="{COLOURS["attention"][1]}" opacity="{weight:.2f}"/>')
    for column, letter in enumerate(found["text"]):
        parts.append(text(left + wide * (column + 0.5), top - 16, letter if letter != " " else "␣", 15))
    edge = f'x="{left}" y="{top}" width="{wide * len(found["text"])}" height="{high * len(found["translation"])}"'
    parts.append(f'<rect {edge} fill="none" stroke="{EDGE}" stroke-width="1"/>')
    return figure(WIDTH, HEIGHT, "Where a translator of dates looks while it writes", *parts)


def trigger() -> str:
    """A spectrogram, the words in it, and what the detector says as it listens."""
    found = results()["trigger"]
    bands, columns, left, top = len(found["levels"]), len(found["levels"][0]), LEFT + 8, 62
    wide, high, bottom = (WIDTH - LEFT - 8 - left) / columns, 5.6, 240

    def across(seconds: float) -> float:
        return left + wide * columns * seconds / SECONDS

    strokes = ["" for _ in range(len(SHADES) + 1)]
    for band, row in enumerate(found["levels"]):
        begin = 0
        for column in range(1, columns + 1):
            if column == columns or row[column] != row[begin]:
                strokes[int(row[begin])] += f"M{begin} {bands - band - 1}h{column - begin}"
                begin = column
    lanes = [f'<path d="{d}" opacity="{s}"/>' for d, s in zip(strokes[1:], SHADES, strict=True)]
    scaled = f'transform="translate({left} {top}) scale({wide:.3f} {high})"'
    parts = [f'<g {scaled} stroke="{COLOURS["x"][1]}" stroke-width="1">{"".join(lanes)}</g>']
    for start, end, word in found["words"]:
        colour, weight = (COLOURS["y"][1], 600) if word == "activate" else (FAINT, 400)
        row = 44 if word == "activate" else 25
        parts.append(text((across(start) + across(end)) / 2, row, word, 14, colour, weight=weight))
    level = bottom - 48 * found["threshold"]
    parts.append(line((left, level), (across(SECONDS), level), colour=FAINT, width=1, dashed=True))
    steps = len(found["probabilities"])
    curve = "L".join(
        f"{across(SECONDS * step / steps):.0f} {bottom - 48 * p:.0f}" for step, p in enumerate(found["probabilities"])
    )
    parts.append(f'<path d="M{curve}" fill="none" stroke="{COLOURS["y"][1]}" stroke-width="1.6"/>')
    for moment in found["found"]:
        parts.append(f'<circle cx="{across(moment):.1f}" cy="{level:.1f}" r="5" fill="{COLOURS["y"][1]}"/>')
    parts.append(
        text(left, 254, "how sure the detector is that “activate” has just ended", 12.5, FAINT, anchor="start")
    )
    return figure(WIDTH, HEIGHT, "A trigger word detector at work on ten seconds of sound", *parts)


SIGNS = {
    "heart": _heart,
    "baseball": _ball,
    "happy": partial(_face, bend=7),
    "sad": partial(_face, bend=-7),
    "fork and knife": _fork_and_knife,
}
FIGURES = {f"showcase_{draw.__name__}.svg": draw for draw in (names, jazz, words, emoji, dates, trigger)}
