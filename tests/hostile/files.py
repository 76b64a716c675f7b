"""What learners leave in the exchange: notebooks that are none, and what lies beside them.

Each member of this class fills a folder by hand, as anybody with an account can. He knows where the classroom is.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder.course import ROOT
from tests.hostile.cases import WRONG, Work
from tests.hostile.host import MARK, Host

FILE = f"{Work().assignment.notebook}.ipynb"
MORNING = "2026-01-01 08:00:00.000000 UTC"
EVENING = "2026-01-01 20:00:00.000000 UTC"


@dataclass(frozen=True)
class Member:
    """`fill` makes the folder that is handed in; `later`, if given, that of a second attempt, which then counts."""

    name: str
    score: float
    fill: Callable[[Path, Host], None]
    later: Callable[[Path, Host], None] | None = None


MEMBERS: list[Member] = []


def member(score: float, before: Callable[[Path, Host], None] | None = None) -> Callable:
    """Put somebody into the class, called like the function. `before` fills the folder of an earlier attempt."""

    def enrol(fill: Callable[[Path, Host], None]) -> Callable[[Path, Host], None]:
        MEMBERS.append(Member(fill.__name__, score, before or fill, fill if before else None))
        return fill

    return enrol


def text(work: Work | None = None) -> str:
    """A notebook as a file holds it: by default one with everything right."""
    return json.dumps((work or Work()).notebook)


def right(folder: Path, host: Host) -> None:
    (folder / FILE).write_text(text())


def wrong(folder: Path, host: Host) -> None:
    work = Work()
    work.write(rnn_forward=WRONG["rnn_forward"])
    (folder / FILE).write_text(text(work))


def around(before: str, after: str) -> str:
    """A right notebook whose text has something put before its first brace, or in the place of its last."""
    return before + text()[:-1] + after


@member(100)
def honest_neighbour(folder: Path, host: Host) -> None:
    right(folder, host)


# What is no notebook


@member(0)
def links_to_somebody_elses_notebook(folder: Path, host: Host) -> None:
    (folder / FILE).symlink_to(host.runs / "solved.ipynb")


@member(0)
def hands_in_a_pipe(folder: Path, host: Host) -> None:
    """Who opens it waits for ever."""
    os.mkfifo(folder / FILE)


@member(0)
def hands_in_a_device(folder: Path, host: Host) -> None:
    """Or, where making one is not allowed, a link to one."""
    try:
        os.mknod(folder / FILE, 0o20666, os.makedev(1, 5))
    except OSError:
        (folder / FILE).symlink_to("/dev/zero")


@member(0)
def hands_in_a_folder_called_like_the_notebook(folder: Path, host: Host) -> None:
    (folder / FILE).mkdir()
    right(folder / FILE, host)


@member(0)
def hands_in_nothing(folder: Path, host: Host) -> None:
    pass


@member(0)
def hands_in_null_bytes(folder: Path, host: Host) -> None:
    (folder / FILE).write_bytes(bytes(5000))


@member(0)
def hands_in_sixteen_bit_text(folder: Path, host: Host) -> None:
    (folder / FILE).write_text(text(), encoding="utf-16")


@member(100)
def hands_in_a_byte_order_mark(folder: Path, host: Host) -> None:
    (folder / FILE).write_text(text(), encoding="utf-8-sig")


@member(0)
def nests_json_beyond_measure(folder: Path, host: Host) -> None:
    (folder / FILE).write_text(around("", ', "x": ' + "[" * 100_000 + "]" * 100_000 + "}"))


@member(0)
def writes_a_line_of_ten_million_characters_of_code(folder: Path, host: Host) -> None:
    work = Work()
    work.insert_before("rnn_forward", "x = '" + "y" * 10_000_000 + "'")
    (folder / FILE).write_text(text(work))


@member(100)
def writes_a_line_of_ten_million_characters_of_text(folder: Path, host: Host) -> None:
    """An accident: data pasted into a text cell."""
    work = Work()
    work.notebook.cells[0].source += "y" * 10_000_000
    (folder / FILE).write_text(text(work))


@member(0)
def hands_in_a_file_of_ten_gigabytes(folder: Path, host: Host) -> None:
    """It takes no place on the disk, until somebody reads it."""
    right(folder, host)
    os.truncate(folder / FILE, 10 << 30)


@member(0)
def hands_in_an_older_format(folder: Path, host: Host) -> None:
    (folder / FILE).write_text(json.dumps({"nbformat": 3, "worksheets": [{"cells": []}], "metadata": {}}))


@member(0)
def hands_in_cells_of_the_wrong_kind(folder: Path, host: Host) -> None:
    (folder / FILE).write_text('{"nbformat": 4, "cells": [1, null, []], "metadata": []}')


@member(100)
def writes_numbers_that_are_none_and_keys_twice(folder: Path, host: Host) -> None:
    """JSON that Python reads and others may not."""
    (folder / FILE).write_text(around("", ', "x": [NaN, -Infinity, 1e999], "nbformat": 4, "metadata": {"a": NaN}}'))


@member(100)
def loses_what_a_notebook_should_have(folder: Path, host: Host) -> None:
    """Another tool drops ids, outputs and metadata, or writes null."""
    notebook = json.loads(text())
    for cell in notebook["cells"]:
        cell.pop("outputs", None)
        cell["id"] = 7
        cell["execution_count"] = "many"
        cell["source"] = cell["source"].splitlines(keepends=True)
    (folder / FILE).write_text(json.dumps({"nbformat": 4, "nbformat_minor": None, "cells": notebook["cells"]}))


# What lies beside it


@member(100)
def brings_modules_that_shadow_others(folder: Path, host: Host) -> None:
    right(folder, host)
    harm = f"open({str(host.home / MARK)!r}, 'w').write('x')\nraise SystemExit\n"
    names = (
        "numpy",
        "json",
        "utils",
        "autograder",
        "sitecustomize",
        "usercustomize",
        "ipykernel",
        "conftest",
        "typing",
    )
    for name in names:
        (folder / f"{name}.py").write_text(harm)
    for name in ("autograder", "utils", "numpy"):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(harm)
    for name in (
        "nbgrader_config.py",
        "jupyter_config.py",
        "ipython_config.py",
        "x.pth",
        "pyproject.toml",
        "setup.cfg",
    ):
        (folder / name).write_text(harm)


@member(75)
def brings_verdicts_and_records(folder: Path, host: Host) -> None:
    """Files that look like those in which results are kept."""
    wrong(folder, host)
    verdict = {"assignment": "step_by_step", "score": 100, "max_score": 100, "exercises": [], "notes": []}
    for name in ("record.json", "verdict.json", "autograder_verdict.json", "gradebook.db", "grades.csv", "secret"):
        (folder / name).write_text(json.dumps({"verdict": verdict, "failed": False}))
    for name in ("results", "autograded", "feedback", "attempts"):
        (folder / name).mkdir()
        (folder / name / "record.json").write_text(json.dumps(verdict))


@member(100)
def links_to_the_whole_machine(folder: Path, host: Host) -> None:
    right(folder, host)
    for number, path in enumerate(
        (host.home, host.home / "notes.txt", "/", "/etc/passwd", "/dev/zero", ROOT, "..", ".")
    ):
        (folder / f"link{number}").symlink_to(path)
    (folder / "timestamp.txt").symlink_to(host.home / "notes.txt")
    (folder / "submission_secret.txt").symlink_to(host.home / "notes.txt")


@member(100)
def brings_pipes_and_files_without_end(folder: Path, host: Host) -> None:
    right(folder, host)
    os.mkfifo(folder / "pipe")
    (folder / "sparse.bin").touch()
    os.truncate(folder / "sparse.bin", 1 << 40)
    for number in range(700):
        (folder / f"{number}.txt").touch()
    deep = folder.joinpath(*["d"] * 60)
    deep.mkdir(parents=True)
    (deep / "file.txt").write_text("deep")


@member(100)
def brings_files_with_strange_names(folder: Path, host: Host) -> None:
    right(folder, host)
    for name in (
        "\n",
        " ",
        "-rf",
        "*",
        "a\\b",
        "%s%n",
        "\u202etxt.exe",
        "$(touch x)",
        "<script>.html",
        "{0.__class__}",
    ):
        (folder / name).write_text("x")
    os.close(os.open(os.fsencode(folder) + b"/\xff\xfe", os.O_CREAT))


@member(100)
def brings_pages_of_its_own(folder: Path, host: Host) -> None:
    """In the place of the feedback, beside it, and under a name that breaks lines."""
    right(folder, host)
    for name in (FILE.replace(".ipynb", ".html"), "feedback.html", "two\nlines.html", "index.html"):
        (folder / name).write_text(f"<script>{MARK}()</script>")


@member(100)
def says_that_it_is_early(folder: Path, host: Host) -> None:
    """The time that counts is the exchange's."""
    right(folder, host)
    (folder / "timestamp.txt").write_text("1970-01-01 00:00:00 UTC")


@member(100)
def says_a_time_that_is_none(folder: Path, host: Host) -> None:
    right(folder, host)
    (folder / "timestamp.txt").write_text("the day after \x00 tomorrow")


# Attempts


@member(0, before=right)
def hands_in_rubbish_after_a_right_attempt(folder: Path, host: Host) -> None:
    """The points of the first attempt do not stay."""
    (folder / FILE).write_text("not a notebook any more")


@member(75, before=right)
def hands_in_worse_work_after_a_right_attempt(folder: Path, host: Host) -> None:
    wrong(folder, host)


@member(100, before=wrong)
def hands_in_better_work_after_a_wrong_attempt(folder: Path, host: Host) -> None:
    right(folder, host)


@member(0, before=right)
def removes_the_notebook_after_a_right_attempt(folder: Path, host: Host) -> None:
    (folder / "notes.txt").write_text("see my first attempt")


# What may show up on a page


def loud(live: str) -> Work:
    """A right notebook with this in every place where text can be, and an exercise that fails with it."""
    work = Work()
    for cell in work.notebook.cells:
        if cell.cell_type == "markdown":
            cell.source += f"\n\n{live}"
        else:
            data = {"text/html": live, "image/svg+xml": live, "application/javascript": live, "text/markdown": live}
            cell.outputs = [{"output_type": "display_data", "data": data, "metadata": {}}]
    show = "from IPython.display import HTML, SVG, Javascript, Markdown, display"
    work.insert_before(
        "rnn_cell_forward",
        f"{show}\nlive = {live!r}\nprint(live)\nfor kind in (HTML, Javascript, Markdown):\n    display(kind(live))",
    )
    work.write(rnn_forward=f"def rnn_forward(*_):\n    raise ValueError({live!r})  # {live}")
    return work


@member(75)
def writes_scripts_everywhere(folder: Path, host: Host) -> None:
    (folder / FILE).write_text(text(loud(f"<script>/*{MARK}*/alert(1)</script><img src=x onerror='{MARK}()'>")))


@member(75)
def draws_pictures_that_act(folder: Path, host: Host) -> None:
    (folder / FILE).write_text(text(loud(f"<svg onload='{MARK}()'><script>{MARK}()</script></svg>")))


@member(75)
def closes_the_tags_of_the_page(folder: Path, host: Host) -> None:
    live = f"</pre></div></script><iframe src='javascript:{MARK}()'></iframe><style>@import '{MARK}'</style>"
    live += f"<a href='javascript:{MARK}()'>"
    (folder / FILE).write_text(text(loud(live)))


@member(75)
def colours_the_terminal(folder: Path, host: Host) -> None:
    """Escape sequences, links and formulas: some pages and terminals act on those too."""
    live = f"\x1b[2J\x1b]0;{MARK}\x07\x1b]8;;http://{MARK}\x07 \u202e"
    live += f"$\\href{{javascript:{MARK}()}}{{x}}$ [x](javascript:{MARK}())"
    (folder / FILE).write_text(text(loud(live)))
