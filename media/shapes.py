"""The few shapes that every figure of the course is made of, as pieces of SVG text.

Called by the figures that `media/draw.py` writes. Coordinates are in units of the figure, y grows downwards,
and a shape is placed by its centre. The colours are the vocabulary: one per kind of thing, in all figures.
"""

from html import escape
from math import hypot
import re

INK, FAINT, GRADIENT = "#1f2430", "#6b7280", "#b4232a"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, 'DejaVu Sans', sans-serif"
COLOURS = {  # kind of thing: (fill, outline)
    "x": ("#d5e6fb", "#2866ad"),
    "a": ("#ffe2bf", "#b9620f"),
    "c": ("#d0eed8", "#25804a"),
    "gate": ("#e5dcfa", "#6647bd"),
    "y": ("#fbd7e2", "#b02f5c"),
    "plain": ("#ffffff", "#4b5563"),
    "cell": ("#f1efe8", "#8b8678"),
    "quiet": ("#f4f3ee", "#b9b5a9"),
    "gradient": ("#fde4e2", GRADIENT),
}

Point = tuple[float, float]


def figure(width: int, height: int, title: str, *parts: str) -> str:
    """A whole SVG file: the parts on a light panel of their own, so that they read on any page."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" font-family="{FONT}">'
    )
    panel = (
        f'<rect x="1" y="1" width="{width - 2}" height="{height - 2}" rx="14" '
        'fill="#fdfcf8" stroke="#dcd8cc" stroke-width="1.5"/>'
    )
    return "\n".join([head, f"<title>{escape(title)}</title>", panel, *parts, "</svg>"]) + "\n"


def text(
    x: float, y: float, label: str, size: float = 16, colour: str = INK,
    anchor: str = "middle", weight: int = 400,
) -> str:  # fmt: skip
    """A line of text centred on (x, y); `a_{t-1}` and `a^{2}` are set lower and higher."""
    spans = []
    for kind, raised, plain in re.findall(r"([_^])\{([^}]*)\}|([^_^]+)", label):
        if plain:
            spans.append(escape(plain))
            continue
        shift = size * (0.28 if kind == "_" else -0.36)
        spans.append(
            f'<tspan dy="{_n(shift)}" font-size="{_n(size * 0.72)}">{escape(raised)}</tspan>'
            f'<tspan dy="{_n(-shift)}">&#8203;</tspan>'
        )
    bold = "" if weight == 400 else f' font-weight="{weight}"'
    return (
        f'<text x="{_n(x)}" y="{_n(y + 0.35 * size)}" font-size="{_n(size)}" fill="{colour}" '
        f'text-anchor="{anchor}"{bold}>{"".join(spans)}</text>'
    )


def box(
    x: float, y: float, width: float, height: float, kind: str, label: str = "",
    size: float = 16, radius: float = 9, weight: int = 400,
) -> str:  # fmt: skip
    """A rounded rectangle in the colour of its kind, with a label in the middle."""
    fill, outline = COLOURS[kind]
    shape = (
        f'<rect x="{_n(x - width / 2)}" y="{_n(y - height / 2)}" width="{_n(width)}" '
        f'height="{_n(height)}" rx="{_n(radius)}" fill="{fill}" stroke="{outline}" stroke-width="1.6"/>'
    )
    return shape + (text(x, y, label, size, weight=weight) if label else "")


def disc(x: float, y: float, kind: str, label: str, radius: float = 21, size: float = 16) -> str:
    """A circle with a label: a value such as a_{t}, or an operation such as ×."""
    fill, outline = COLOURS[kind]
    shape = (
        f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{fill}" '
        f'stroke="{outline}" stroke-width="1.6"/>'
    )
    return shape + text(x, y, label, size)


def line(*points: Point, colour: str = INK, width: float = 1.8, dashed: bool = False) -> str:
    """A line through the points, with its corners rounded."""
    path = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for before, corner, after in zip(points, points[1:], points[2:]):
        near, far = _towards(corner, before, 8), _towards(corner, after, 8)
        path.append(f"L{_n(near[0])} {_n(near[1])}Q{_n(corner[0])} {_n(corner[1])} {_n(far[0])} {_n(far[1])}")
    path.append(f"L{_n(points[-1][0])} {_n(points[-1][1])}")
    dash = ' stroke-dasharray="6 4"' if dashed else ""
    return f'<path d="{"".join(path)}" fill="none" stroke="{colour}" stroke-width="{_n(width)}"{dash}/>'


def arrow(*points: Point, colour: str = INK, width: float = 1.8, dashed: bool = False) -> str:
    """A line through the points whose head touches the last one."""
    tip = points[-1]
    neck = _towards(tip, points[-2], 9)
    across = ((tip[1] - neck[1]) / 9 * 4.6, (neck[0] - tip[0]) / 9 * 4.6)
    corners = [tip, (neck[0] + across[0], neck[1] + across[1]), (neck[0] - across[0], neck[1] - across[1])]
    head = " ".join(f"{_n(x)},{_n(y)}" for x, y in corners)
    shaft = line(*points[:-1], neck, colour=colour, width=width, dashed=dashed)
    return f'{shaft}<polygon points="{head}" fill="{colour}"/>'


def polygon(points: list[Point], kind: str, opacity: float = 1.0) -> str:
    """A closed shape in the colour of its kind."""
    fill, outline = COLOURS[kind]
    corners = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    return (
        f'<polygon points="{corners}" fill="{fill}" fill-opacity="{_n(opacity)}" stroke="{outline}" '
        'stroke-width="1.4" stroke-linejoin="round"/>'
    )


def _towards(start: Point, end: Point, distance: float) -> Point:
    """The point `distance` away from start, on the way to end (half way at most)."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    share = min(distance / length, 0.5) if length else 0.0
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _n(value: float) -> str:
    """A number as short as it can be written, the same on every machine."""
    return f"{round(value, 1):g}"
