"""Every figure is drawn by its program, used by a notebook or a README, described in words, and small."""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from autograder import authoring
from autograder.course import GRADED, LESSONS, ROOT

MEDIA = ROOT / "media"
DRAWN = sorted(MEDIA.glob("*.svg"))
README_FIGURE = re.compile(r'!\[([^\]]*)\]\(([^)\s]+\.svg)\)|<img src="([^"]+\.svg)" alt="([^"]*)"')


def used() -> list[tuple[str, Path, str]]:
    """Assignment or README, file and description of each figure."""
    in_notebooks = [
        (assignment.id, MEDIA / figure["name"], figure["alt"])
        for assignment in (*GRADED, *LESSONS)
        for cell in authoring.read(assignment).cells
        for figure in authoring.FIGURE.finditer(cell.source)
    ]
    return in_notebooks + [
        (
            str(readme.relative_to(ROOT).parent),
            (readme.parent / (name or source)).resolve(),
            " ".join((alt or said).split()),
        )
        for readme in (ROOT / "README.md", *sorted(ROOT.glob("Week_*/README.md")))
        for alt, name, source, said in README_FIGURE.findall(readme.read_text(encoding="utf-8"))
    ]


def test_the_committed_figures_are_what_their_program_draws():
    done = subprocess.run([sys.executable, MEDIA / "draw.py", "--check"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_every_figure_is_used_and_every_used_figure_exists():
    assert {path for _, path, _ in used()} == set(DRAWN)


@pytest.mark.parametrize("figure", used(), ids=lambda figure: f"{figure[0]}-{figure[1].stem}")
def test_a_figure_is_described_in_a_sentence(figure):
    _, _, alt = figure
    assert len(alt.split()) >= 8 and alt.endswith(".")


@pytest.mark.parametrize("path", DRAWN, ids=lambda path: path.stem)
def test_a_figure_is_small_well_formed_and_stands_on_its_own_light_panel(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.encode()) < 8_000
    root = ElementTree.fromstring(text)
    title, panel = root[0], root[1]
    assert title.tag.endswith("title") and title.text
    assert panel.tag.endswith("rect") and float(panel.get("width")) == float(root.get("width")) - 2
    assert not re.search(r"<script|<style|href=|font-face|nan|inf\b", text)


@pytest.mark.parametrize("path", DRAWN, ids=lambda path: path.stem)
def test_nothing_is_drawn_outside_the_panel(path):
    root = ElementTree.parse(path).getroot()
    left, top, width, height = map(float, root.get("viewBox").split())
    for label in root.iter("{http://www.w3.org/2000/svg}text"):
        assert left + 4 < float(label.get("x")) < left + width - 4
        assert top + 10 < float(label.get("y")) < top + height - 4


def test_an_unknown_argument_of_the_drawing_program_is_refused():
    done = subprocess.run([sys.executable, MEDIA / "draw.py", "--chekc"], capture_output=True, text=True)
    assert done.returncode == 2 and done.stderr.startswith("usage:")
