"""One visual language in all figures and plots: the same colours for the same things, and nothing hard to read."""

import importlib.util
import re
import sys
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from autograder.course import MEDIA, ROOT
from utils import plots

SVG = "{http://www.w3.org/2000/svg}"
CONTRAST, SMALLEST = 4.5, 11  # of text against what is behind it (WCAG AA); the size of a line of text
every_figure = pytest.mark.parametrize("path", sorted(MEDIA.glob("*.svg")), ids=lambda path: path.stem)


def shapes():
    """The module `media/shapes.py`, which is in no package."""
    if "shapes" not in sys.modules:
        spec = importlib.util.spec_from_file_location("shapes", MEDIA / "shapes.py")
        sys.modules["shapes"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["shapes"])
    return sys.modules["shapes"]


PALETTE = {*(colour for pair in shapes().COLOURS.values() for colour in pair)}
PALETTE |= {shapes().INK, shapes().FAINT, shapes().GRADIENT, shapes().PANEL, shapes().EDGE}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def written(label) -> str:
    return "".join(label.itertext())


def box(label) -> tuple[float, float, float, float]:
    """Where a line of text stands, in DejaVu Sans, the widest of the fonts: left, top, right, bottom."""
    size, x, y = (float(label.get(name)) for name in ("font-size", "x", "y"))
    bold = "bold" if label.get("font-weight") else "normal"
    pieces = [(label.text or "", size)]
    for span in label:
        pieces += [(span.text or "", float(span.get("font-size", size))), (span.tail or "", size)]
    font = {piece_size: FontProperties(family="DejaVu Sans", size=piece_size, weight=bold) for _, piece_size in pieces}
    width = sum(
        text_to_path.get_text_width_height_descent(text, font[piece_size], ismath=False)[0]
        for text, piece_size in pieces
        if text
    )
    left = x - width * {"start": 0.0, "end": 1.0}.get(label.get("text-anchor", "middle"), 0.5)
    return left, y - 0.72 * size, left + width, y + 0.02 * size


def areas(shape) -> tuple[float, float, float, float]:
    """What a rectangle or a circle covers: left, top, right, bottom."""
    if shape.tag == f"{SVG}circle":
        x, y, r = (float(shape.get(name)) for name in ("cx", "cy", "r"))
        return x - r, y - r, x + r, y + r
    x, y, width, height = (float(shape.get(name)) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def placed(root) -> list[tuple]:
    """Each line of text with the filled shape behind it: the last one drawn before it that covers its middle."""
    found, behind = [], []
    for element in root.iter():
        if element.tag in (f"{SVG}rect", f"{SVG}circle") and element.get("fill") != "none":
            behind.append(element)
        if element.tag == f"{SVG}text":
            left, top, right, bottom = box(element)
            x, y = (left + right) / 2, (top + bottom) / 2
            inside = [s for s in behind if areas(s)[0] < x < areas(s)[2] and areas(s)[1] < y < areas(s)[3]]
            found.append((element, inside[-1]))
    return found


@every_figure
def test_a_figure_has_only_colours_of_the_palette(path):
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text())) <= PALETTE


@every_figure
def test_a_figure_names_its_font_once_and_writes_nothing_tiny(path):
    root = ElementTree.parse(path).getroot()
    assert root.get("font-family") == shapes().FONT and root.get("fill") == shapes().INK
    assert path.read_text().count("font-family") == 1
    assert [written(t) for t in root.iter(f"{SVG}text") if float(t.get("font-size")) < SMALLEST] == []


@every_figure
def test_every_text_stands_out_from_what_is_behind_it(path):
    root = ElementTree.parse(path).getroot()
    faint = {
        written(label): round(contrast(label.get("fill", shapes().INK), shape.get("fill")), 2)
        for label, shape in placed(root)
    }
    assert {label: value for label, value in faint.items() if value < CONTRAST} == {}


@every_figure
def test_no_text_runs_out_of_its_box_or_the_figure(path):
    root = ElementTree.parse(path).getroot()
    panel = next(root.iter(f"{SVG}rect"))
    wide = [
        written(label)
        for label, shape in placed(root)
        if box(label)[0] < areas(panel)[0] + 3
        or box(label)[2] > areas(panel)[2] - 3
        or (shape is not panel and areas(shape)[2] - areas(shape)[0] < 200 and not within(box(label), areas(shape)))
    ]
    assert wide == []


def within(inner, outer) -> bool:
    return outer[0] <= inner[0] and inner[2] <= outer[2]


@every_figure
def test_no_text_covers_another(path):
    root = ElementTree.parse(path).getroot()
    boxes = [(written(label), box(label)) for label in root.iter(f"{SVG}text")]
    over = [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1
    ]
    assert over == []


def test_the_plots_have_the_colours_of_the_figures():
    assert {kind: shapes().COLOURS[kind] for kind in plots.KINDS} == plots.KINDS
    assert (plots.INK, plots.FAINT, plots.EDGE) == (shapes().INK, shapes().FAINT, shapes().EDGE)


def test_no_plot_has_a_colour_of_its_own():
    modules = [path for path in (ROOT / "utils").rglob("*.py") if path != Path(plots.__file__)]
    assert [path.name for path in modules if re.search(r"[\"']#[0-9a-fA-F]{6}[\"']", path.read_text())] == []
