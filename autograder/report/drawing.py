"""The pictures of the report, as SVG inside the page. Their colours stand in `pages/report.css`.

Each says in words what it shows; `Markup.format` escapes whatever is put in.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

WIDTH, HEIGHT = 420, 150
LEFT, BOTTOM, TOP = 20, 24, 20
CLASSES = {"right": "right", "partly right": "partly", "not right yet": "wrong", "not written yet": "open"}


def histogram(counts: Sequence[int], title: str) -> Markup:
    """How many scores lie in each tenth, a bar for each with its number on top."""
    most, step = max(max(counts), 1), (WIDTH - 2 * LEFT) / len(counts)
    floor, tall = HEIGHT - BOTTOM, HEIGHT - BOTTOM - TOP
    parts = []
    for place, count in enumerate(counts):
        x, high = LEFT + place * step, tall * count / most
        if count:
            parts.append(_rect("bar", x + 2, floor - high, step - 4, high))
            parts.append(_text(x + step / 2, floor - high - 5, str(count)))
        parts.append(_text(x, floor + 16, f"{100 * place // len(counts)}", "soft"))
    parts.append(_text(WIDTH - LEFT, floor + 16, "100 %", "soft"))
    parts.append(
        Markup('<line class="axis" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(LEFT, floor, WIDTH - LEFT, floor)
    )
    said = ", ".join(f"{count} from {100 * place // len(counts)} % up" for place, count in enumerate(counts) if count)
    return _svg(WIDTH, HEIGHT, f"{title}: {said}", parts)


def shares(counts: dict[str, int]) -> Markup:
    """One bar, split by the states of an exercise. Its numbers stand beside it, so it needs no words of its own."""
    total, x = max(sum(counts.values()), 1), 0.0
    parts = []
    for state, name in CLASSES.items():
        wide = 100 * counts.get(state, 0) / total
        parts.append(_rect(name, x, 0, wide, 12))
        x += wide
    return Markup('<svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">{}</svg>').format(
        Markup("").join(parts)
    )


def _svg(width: int, height: int, said: str, parts: Sequence[Markup]) -> Markup:
    return Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        width, height, said, Markup("").join(parts)
    )


def _rect(name: str, x: float, y: float, width: float, height: float) -> Markup:
    return Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
        name, x, y, width, height
    )


def _text(x: float, y: float, text: str, name: str = "") -> Markup:
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>').format(name, x, y, text)
