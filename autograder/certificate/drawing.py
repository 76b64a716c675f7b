"""The certificate's page: landscape A4, drawn in millimetres from its lower left corner, as PNG and as vector PDF.

The scores stand in a network unrolled over the weeks, in the colours that the course's figures use (`media/shapes.py`).
The same record and text give the same bytes.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

import matplotlib
import segno
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, PathPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.text import Text

from autograder.certificate import files, lettering
from autograder.certificate.record import Record

WIDTH, HEIGHT, INCH = 297.0, 210.0, 25.4
DPI = 200
INK, FAINT, PAPER, EDGE, RED = "#1f2430", "#5b6270", "#fdfcf8", "#dcd8cc", "#b4232a"
INPUT, STATE, MEMORY = ("#d5e6fb", "#2866ad"), ("#ffe2bf", "#9c5009"), ("#d0eed8", "#1f7040")  # fill, outline
GATE, OUTPUT = ("#e5dcfa", "#6647bd"), ("#fbd7e2", "#b02f5c")
SERIF, ITALIC, BOLD = "STIXGeneral.ttf", "STIXGeneralItalic.ttf", "STIXGeneralBol.ttf"
SANS, MONO = "DejaVuSans.ttf", "DejaVuSansMono.ttf"
QR_SIDE, QR_CENTRE = 43.0, (249.0, 49.0)
MIDDLE, NAME_WIDTH, NAME_SIZE = WIDTH / 2, 226.0, 44.0
THEMES = {1: "recurrent networks", 2: "word vectors", 3: "attention and speech"}


def render(record: Record, text: str, key_name: str) -> tuple[bytes, bytes]:
    """The page as PNG and as PDF, each carrying the signed text, not yet sealed. `key_name` is printed."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams["pdf.fonttype"] = 3
        page = _page(record, text, key_name)
        png, pdf = io.BytesIO(), io.BytesIO()
        page.savefig(png, format="png", dpi=DPI, metadata={"Software": None, "Title": _title(record)})
        page.savefig(pdf, format="pdf", metadata=_about(record, text))
    return files.png_with_record(png.getvalue(), text), pdf.getvalue()


def _title(record: Record) -> str:
    return f"{'Specimen of a certificate' if record.specimen else 'Certificate'} {record.code}"


def _about(record: Record, text: str) -> dict[str, Any]:
    day = datetime.fromisoformat(record.date).replace(tzinfo=UTC)
    return {
        "Title": _title(record),
        "Subject": f"The course {record.course}",
        "Keywords": files.keywords(text),
        "Creator": "autograder certificate",
        "Producer": "matplotlib",
        "CreationDate": day,
    }


def _page(record: Record, text: str, key_name: str) -> Figure:
    figure = Figure(figsize=(WIDTH / INCH, HEIGHT / INCH), facecolor=PAPER)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(0, HEIGHT))
    axes.set_axis_off()
    _frame(axes)
    _words(axes, record)
    _weeks(axes, record.scores)
    _foot(axes, record, key_name)
    _qr_code(axes, text)
    if record.specimen:
        _write(axes, MIDDLE, 96, "SPECIMEN", 150, BOLD, RED, rotation=27, alpha=0.13, zorder=5)
    return figure


def _frame(axes: Axes) -> None:
    """Two lines around the page, and a sequence of cells along its upper edge."""
    for inset, colour, width in ((8, EDGE, 2.2), (10.5, INK, 0.6)):
        axes.add_patch(
            Rectangle((inset, inset), WIDTH - 2 * inset, HEIGHT - 2 * inset, fill=False, edgecolor=colour, lw=width)
        )
    kinds = (INPUT, STATE, MEMORY, GATE, OUTPUT)
    places = [MIDDLE + 9.0 * step for step in range(-7, 8)]
    axes.plot((places[0], places[-1]), (HEIGHT - 10.5,) * 2, color=PAPER, lw=3, zorder=2)
    for before, after in zip(places, places[1:], strict=False):
        _arrow(axes, (before + 2.4, HEIGHT - 10.5), (after - 2.2, HEIGHT - 10.5), FAINT, 0.7, 5)
    for step, x in enumerate(places):
        fill, outline = kinds[step % len(kinds)]
        axes.add_patch(Circle((x, HEIGHT - 10.5), 2.1, facecolor=fill, edgecolor=outline, lw=1, zorder=3))


def _words(axes: Axes, record: Record) -> None:
    _write(axes, MIDDLE, 184, " ".join("AN OPEN COURSE"), 9, SANS, FAINT)
    _write(axes, MIDDLE, 167, "Certificate of Completion", 40, SERIF)
    _write(axes, MIDDLE, 150.5, "This certifies that", 15, ITALIC, FAINT)
    name = _write(axes, MIDDLE, 133.5, record.name, NAME_SIZE, None)
    _fit(axes, name, NAME_WIDTH)
    axes.plot((MIDDLE - NAME_WIDTH / 2, MIDDLE + NAME_WIDTH / 2), (121.5, 121.5), color=EDGE, lw=1.2)
    _write(axes, MIDDLE, 113.5, "has passed every assignment and every quiz of the course", 15, ITALIC, FAINT)
    _write(axes, MIDDLE, 101.5, record.course, 28, BOLD, INPUT[1])
    _write(axes, MIDDLE, 91.5, f"with at least {record.pass_mark:g} % in each", 13, ITALIC, FAINT)


def _weeks(axes: Axes, scores: tuple[tuple[int, float], ...]) -> None:
    """A network unrolled over the weeks: what was learnt goes in below, the score stands in the cell."""
    left, right, y = 27.0, 206.0, 59.0
    step = (right - left) / len(scores)
    centres = [left + step * (number + 0.5) for number in range(len(scores))]
    wide = min(34.0, step - 14)
    for before, after in zip([left - wide / 4, *centres], [*centres, right + wide / 4], strict=True):
        start = before + wide / 2 if before in centres else before
        end = after - wide / 2 if after in centres else after
        _arrow(axes, (start + 0.8, y), (end - 0.8, y), STATE[1], 1.5, 11)
    for x, (week, score) in zip(centres, scores, strict=True):
        fill, outline = STATE
        axes.add_patch(
            FancyBboxPatch(
                (x - wide / 2 + 2.5, y - 5.5), wide - 5, 11, "round,pad=2.5", facecolor=fill, edgecolor=outline, lw=1.5
            )
        )
        _write(axes, x, y, f"{score:g} %", 19, BOLD)
        _write(axes, x, y + 14.2, f"Week {week}", 12, BOLD, FAINT)
        if week in THEMES:
            _write(axes, x, y - 14, THEMES[week], 12, ITALIC, FAINT)


def _foot(axes: Axes, record: Record, key_name: str) -> None:
    items = (("date of issue", record.date), ("verification code", record.code), ("signed with key", key_name))
    for x, (label, value) in zip((57.0, 116.5, 176.0), items, strict=True):
        _write(axes, x, 29.5, value, 13, MONO)
        axes.plot((x - 26, x + 26), (24.8, 24.8), color=EDGE, lw=1)
        _write(axes, x, 21, label, 8, SANS, FAINT)
    if record.specimen:
        _write(
            axes, MIDDLE, 14.2, "SPECIMEN: it shows what a certificate looks like and certifies nothing", 8, SANS, RED
        )


def _qr_code(axes: Axes, text: str) -> None:
    """The signed text, as one outline of dark modules, each a whole number of the PNG's dots wide where it can be."""
    code = segno.make(text, error="m", micro=False, mode="byte", encoding="utf-8", eci=True, boost_error=False)
    rows = [list(row) for row in code.matrix]
    dot = INCH / DPI
    module = max(1, int(QR_SIDE / dot) // len(rows)) * dot
    side = module * len(rows)
    left, top = (round((centre + way * side / 2) / dot) * dot for centre, way in zip(QR_CENTRE, (-1, 1), strict=True))
    outlines = []
    for number, row in enumerate(rows):
        column = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                x, y = left + column * module, top - number * module
                corners = ((x, y), (x + length * module, y), (x + length * module, y - module), (x, y - module))
                outlines.append(Outline((*corners, corners[0]), closed=True))
            column += length
    margin = 4 * module
    axes.add_patch(
        Rectangle((left - margin, top - side - margin), side + 2 * margin, side + 2 * margin, facecolor="white", lw=0)
    )
    axes.add_patch(PathPatch(Outline.make_compound_path(*outlines), facecolor=INK, lw=0, antialiased=False))
    _write(axes, QR_CENTRE[0], top - side - margin - 3, "the signed record", 8, SANS, FAINT)


def _write(
    axes: Axes, x: float, y: float, words: str, size: float, font: str | None, colour: str = INK, **how: Any
) -> Text:
    """A line centred on (x, y); in the font that can write it, if none is named."""
    properties = lettering.own(font) if font else lettering.fonts_for(words)
    properties.set_size(size)
    return axes.text(
        x, y, words, color=colour, fontproperties=properties, ha="center", va="center", parse_math=False, **how
    )


def _fit(axes: Axes, line: Text, width: float) -> None:
    """Make the line smaller until it is at most so wide."""
    assert axes.figure is not None
    found = line.get_window_extent().width / axes.figure.dpi * INCH
    if found > width:
        line.set_fontsize(float(line.get_fontsize()) * width / found)


def _arrow(
    axes: Axes, start: tuple[float, float], end: tuple[float, float], colour: str, width: float, head: float
) -> None:
    axes.add_patch(
        FancyArrowPatch(
            start, end, arrowstyle="-|>", mutation_scale=head, color=colour, lw=width, shrinkA=0, shrinkB=0, zorder=2
        )
    )
