"""The few shapes that every figure of the course is made of, as pieces of SVG text.

Called by the figures that `media/draw.py` writes. Coordinates are in units of the figure, y grows downwards,
and a shape is placed by its centre. The colours are the vocabulary: one per kind of thing, in all figures.
"""

import re
from html import escape
from math import hypot

INK, FAINT, GRADIENT = "#1f2430", "#5b6270", "#b4232a"
PANEL, EDGE = "#fdfcf8", "#dcd8cc"
FONT = "system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
STROKE = 1.7
COLOURS = {  # kind of thing: (fill, outline)
    "x": ("#d5e6fb", "#2866ad"),  # what goes in: inputs, words and their vectors, sound
    "a": ("#ffe2bf", "#9c5009"),  # hidden states
    "c": ("#d0eed8", "#1f7040"),  # memories: cell states, candidates
    "gate": ("#e5dcfa", "#6647bd"),  # gates; among words, a direction
    "y": ("#fbd7e2", "#b02f5c"),  # what comes out: probabilities, predictions, labels
    "attention": ("#cdebee", "#0f7683"),  # weights of attention, and the context
    "plain": ("#ffffff", "#4b5563"),  # operations, weights, layers
    "cell": ("#f1efe8", "#8b8678"),  # a recurrent cell or layer, as a whole
    "quiet": ("#f4f3ee", "#b9b5a9"),  # padding, and whatever is not the point
    "here": ("#dde3ec", INK),  # where the reader is
    "gradient": ("#fde4e2", GRADIENT),
    "good": ("#d0eed8", "#1f7040"),
    "bad": ("#fde4e2", GRADIENT),
}

Point = tuple[float, float]


def figure(width: int, height: int, title: str, *parts: str, top: int = 0) -> str:
    """A whole SVG file: the parts on a light panel of their own, so that they read on any page.

    top: the y where the panel begins
    """
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {top} {width} {height}" '
        f'width="{width}" height="{height}" role="img" font-family="{FONT}" '
        f'fill="{INK}" text-anchor="middle" stroke-width="{STROKE}">'
    )
    panel = (
        f'<rect x="1" y="{top + 1}" width="{width - 2}" height="{height - 2}" rx="14" fill="{PANEL}" stroke="{EDGE}"/>'
    )
    return "\n".join([head, f"<title>{escape(title)}</title>", panel, *parts, "</svg>"]) + "\n"


def text(
    x: float, y: float, label: str, size: float = 16, colour: str = INK,
    anchor: str = "middle", weight: int = 400,
) -> str:  # fmt: skip
    """A line of text centred on (x, y); `a_{t-1}` and `a^{2}` are set lower and higher."""
    spans, back = [], 0.0
    for kind, raised, plain in re.findall(r"([_^])\{([^}]*)\}|((?:(?![_^]\{).)+)", label):
        shift = {"_": 0.28, "^": -0.36}.get(kind, 0.0) * size
        small = f' font-size="{_n(size * 0.72)}"' if kind else ""
        moved = f' dy="{_n(shift + back)}"' if shift + back else ""
        words = escape(raised or plain)
        spans.append(f"<tspan{moved}{small}>{words}</tspan>" if moved or small else words)
        back = -shift
    ink = "" if colour == INK else f' fill="{colour}"'
    side = "" if anchor == "middle" else f' text-anchor="{anchor}"'
    bold = "" if weight == 400 else f' font-weight="{weight}"'
    place = f'x="{_n(x)}" y="{_n(y + 0.35 * size)}" font-size="{_n(size)}"'
    return f"<text {place}{ink}{side}{bold}>{''.join(spans)}</text>"


def box(
    x: float, y: float, width: float, height: float, kind: str, label: str = "",
    size: float = 16, radius: float = 9, weight: int = 400,
) -> str:  # fmt: skip
    """A rounded rectangle in the colour of its kind, with a label in the middle."""
    corner = f'x="{_n(x - width / 2)}" y="{_n(y - height / 2)}" width="{_n(width)}" height="{_n(height)}"'
    shape = f'<rect {corner} rx="{_n(radius)}" {_ink(kind)}/>'
    return shape + (text(x, y, label, size, weight=weight) if label else "")


def disc(x: float, y: float, kind: str, label: str, radius: float = 21, size: float = 16) -> str:
    """A circle with a label: a value such as a_{t}, or an operation such as ×."""
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" {_ink(kind)}/>' + text(x, y, label, size)


def line(*points: Point, colour: str = INK, width: float = STROKE, dashed: bool = False) -> str:
    """A line through the points, with its corners rounded."""
    path = [f"M{_pair(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        path.append(f"L{_pair(_towards(corner, before, 8))}Q{_pair(corner)} {_pair(_towards(corner, after, 8))}")
    path.append(f"L{_pair(points[-1])}")
    thick = "" if width == STROKE else f' stroke-width="{_n(width)}"'
    dash = ' stroke-dasharray="6 4"' if dashed else ""
    return f'<path d="{"".join(path)}" fill="none" stroke="{colour}"{thick}{dash}/>'


def arrow(*points: Point, colour: str = INK, width: float = STROKE, dashed: bool = False) -> str:
    """A line through the points whose head touches the last one."""
    tip = points[-1]
    neck = _towards(tip, points[-2], 9)
    across = ((tip[1] - neck[1]) / 2, (neck[0] - tip[0]) / 2)
    left, right = (neck[0] + across[0], neck[1] + across[1]), (neck[0] - across[0], neck[1] - across[1])
    shaft = line(*points[:-1], neck, colour=colour, width=width, dashed=dashed)
    ink = "" if colour == INK else f' fill="{colour}"'
    return f'{shaft}<path d="M{_pair(tip)}L{_pair(left)}L{_pair(right)}Z"{ink}/>'


def polygon(points: list[Point], kind: str) -> str:
    """A closed shape in the colour of its kind."""
    return f'<path d="M{"L".join(map(_pair, points))}Z" {_ink(kind)} stroke-linejoin="round"/>'


def _ink(kind: str) -> str:
    fill, outline = COLOURS[kind]
    return f'fill="{fill}" stroke="{outline}"'


def _pair(point: Point) -> str:
    return f"{_n(point[0])} {_n(point[1])}"


def _towards(start: Point, end: Point, distance: float) -> Point:
    """The point `distance` away from start, on the way to end (half way at most)."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    share = min(distance / length, 0.5) if length else 0.0
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _n(value: float) -> str:
    """A number as short as it can be written, the same on every machine."""
    return f"{round(value, 1):g}"
