"""The READMEs: every link leads somewhere, times and points are those of the notebooks, quoted messages are real."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from autograder import authoring, quiz
from autograder.course import GRADED, LESSONS, MEDIA, ROOT, Assignment, GradedQuiz

READMES = sorted(
    path
    for pattern in ("*.md", "Week_*/README.md", "media/**/README.md", "utils/**/README.md", "tests/**/README.md")
    for path in ROOT.glob(pattern)
)
LINK = re.compile(r'\]\(([^)\s]+)\)|(?:href|src)="([^"]+)"')
TO_COME = {ROOT / f"Week_{week}" / "Lesson.ipynb" for week in (1, 2, 3)} - {lesson.path for lesson in LESSONS}
NOTEBOOKS = (*LESSONS, *GRADED)


def links(path: Path) -> list[str]:
    """Every link and picture, outside of code."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(encoding="utf-8"), flags=re.S)
    found = (one or other for one, other in LINK.findall(text))
    return [link for link in found if not re.match(r"[a-z]+:|#", link)]


def minutes(one: Assignment) -> int:
    """What the notebook itself says of the time it takes."""
    if isinstance(one, GradedQuiz):
        return quiz.load(one).minutes
    found = re.search(r"about (\d+)\s+minutes", authoring.read(one).cells[0].source)
    assert found, one.id
    return int(found[1])


def row(path: Path, one: Assignment) -> str:
    """The row of a table that links to this notebook, or to its folder."""
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    goals = {one.path, one.folder} - {ROOT / f"Week_{one.week}"}
    (found,) = [line for line in rows if goals & {path.parent / link for link in re.findall(r"\]\(([^)]+)\)", line)}]
    return found


@pytest.mark.parametrize("path", READMES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_to_a_file_of_the_repository(path: Path) -> None:
    goals = [(path.parent / link.partition("#")[0]).resolve() for link in links(path)]
    assert [goal for goal in goals if not goal.exists() and goal not in TO_COME] == []
    assert all(goal.is_relative_to(ROOT) for goal in goals)


def test_a_broken_link_would_be_seen(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text('[a](gone.md) `[b](code.md)` <img src="gone.svg"> [c](https://example.org) [d](#here)')
    assert links(path) == ["gone.md", "gone.svg"]


@pytest.mark.parametrize("one", NOTEBOOKS, ids=lambda one: one.id)
@pytest.mark.parametrize("place", ["README.md", "Week_{week}/README.md"])
def test_a_notebook_is_listed_with_its_own_time_and_points(one: Assignment, place: str) -> None:
    cells = [cell.strip() for cell in row(ROOT / place.format(week=one.week), one).split("|")]
    points = "100" if one in GRADED else ""
    assert cells[-3:-1] == [f"{minutes(one)} min", points]


@pytest.mark.parametrize("week", [1, 2, 3])
def test_the_figure_of_a_week_shows_its_stations_in_order_with_their_minutes(week: int) -> None:
    root = ElementTree.parse(MEDIA / f"week_{week}.svg").getroot()
    shown = [label.text or "" for label in root.iter("{http://www.w3.org/2000/svg}text")]
    times = [int(label.removesuffix(" min")) for label in shown if label.endswith(" min")]
    own = [minutes(one) for one in NOTEBOOKS if one.week == week]
    assert times[-len(own) :] == own and len(times) - len(own) == (week not in [lesson.week for lesson in LESSONS])


def test_every_message_in_the_list_of_troubles_is_one_that_the_course_says() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8").partition("## When something is wrong")[2]
    messages = re.findall(r"^\| `(.+?)` \|", text, flags=re.M)
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "autograder").rglob("*.py")]
    said = re.sub(r'"\s*\n\s*f?"|[`{}]|\{[^{}]*\}', "", "\n".join(sources))
    assert len(messages) >= 12
    for message in messages:
        for part in re.split(r"\s*\.\.\.\s*|\d+|'f'| a to e\.| %", message.replace("`", "")):
            assert part.strip() in said, part


def test_the_readme_shows_pictures_of_what_is_built_and_a_sound() -> None:
    found = links(ROOT / "README.md")
    assert {f"media/{path.name}" for path in MEDIA.glob("showcase_*.svg")} == {
        link for link in found if link.startswith("media/showcase_")
    }
    assert "media/showcase/solo.mp3" in found
