"""What the course's networks make, drawn from `showcase/results.json`; `python -m autograder.showcase` records that."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from shapes import COLOURS, FAINT, GRADIENT, INK, arrow, figure, line, text

RESULTS = Path(__file__).resolve().parent / "showcase" / "results.json"
WIDTH, HEIGHT, LEFT = 460, 270, 22
LETTERS = 13  # of a name that fits its column
BAR = 12  # thirds of a beat
SHADES = ("#e6effb", "#bcd4f1", "#7fa9db", "#2866ad")  # of the spectrogram, from weak to strong
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
    """A solo as a piano roll, in two lines of eight bars, with its chords."""
    solo = results()["jazz"]
    pitches = [pitch for _, _, pitch in solo["notes"]]
    low, high, half = min(pitches), max(pitches), len(solo["chords"]) // 2
    step, bar = 92 / (high - low), (WIDTH - 2 * LEFT) / half
    parts, strokes = [], []
    for system in (0, 1):
        top = 44 + 122 * system
        for place in range(half + 1):
            x = LEFT + bar * place
            parts.append(line((x, top - 8), (x, top + 98), colour="#dcd8cc", width=1))
            if place < half:
                chords = solo["chords"][system * half + place].replace("maj7", "Δ").replace("m7b5", "ø").split()
                for number, chord in enumerate(chords):
                    parts.append(text(x + 2 + bar / 2 * number, top - 18, chord, 9, FAINT, anchor="start"))
        for start, length, pitch in solo["notes"]:
            first, last = (moment / BAR - system * half for moment in (start, start + length))
            if 0 <= first < half:
                y = top + (high - pitch) * step
                strokes.append(f"M{LEFT + bar * first + 1:.0f} {y:.1f}h{bar * (min(last, half) - first) - 2:.0f}")
    parts.append(f'<path d="{"".join(strokes)}" stroke="{COLOURS["a"][1]}" stroke-width="4"/>')
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
    (x, y), half, (fill, outline) = at, 3.4 * len(word), COLOURS[kind]
    places = [(x, y + 13 * side), (x + half + 8, y), (x - half - 8, y), (x, y - 13 * side)]
    free = [p for p in places if all(abs(p[0] - a) > half + h or abs(p[1] - b) > 12 for a, b, h in taken)]
    taken.append((*(free or places)[0], half))
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{fill}" stroke="{outline}"/>'
    return [dot, text(*taken[-1][:2], word, 12.5, outline)]


def emoji() -> str:
    """Sentences, and the emoji that the network gives each."""
    parts = []
    for row, (sentence, sign, name, _) in enumerate(results()["emoji"]["sentences"]):
        y = 42 + 37 * row
        parts += [text(LEFT + 10, y, sentence, 17, anchor="start"), text(WIDTH - 46, y, sign, 22)]
        parts.append(text(WIDTH - 74, y, name, 13, FAINT, anchor="end"))
        if row:
            parts.append(line((LEFT, y - 18.5), (WIDTH - LEFT, y - 18.5), colour="#e7e4da", width=1))
    return figure(WIDTH, HEIGHT, "Sentences with the emoji that a network gives them", *parts)


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
    parts.append(f'<rect {edge} fill="none" stroke="#b9b5a9" stroke-width="1"/>')
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
    lanes = [f'<path d="{d}" stroke="{s}"/>' for d, s in zip(strokes[1:], SHADES, strict=True)]
    parts = [
        f'<g transform="translate({left} {top}) scale({wide:.3f} {high})" stroke-width="1.05">{"".join(lanes)}</g>'
    ]
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


FIGURES = {f"showcase_{draw.__name__}.svg": draw for draw in (names, jazz, words, emoji, dates, trigger)}
