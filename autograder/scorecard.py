"""Verdicts for people: a score card for the terminal and for the notebook, and the table of a class."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from autograder.verdict import ExerciseVerdict, Verdict

if TYPE_CHECKING:
    from autograder.standing import Row

NAMED = 5  # learners that are named of those whom a note is about


def score_card(verdict: Verdict) -> RenderableType:
    """The verdict in colour: a line per exercise, then what to look at."""
    table = Table(title=headline(verdict), title_justify="left", title_style="bold", expand=False)
    table.add_column("Exercise")
    table.add_column("Points", justify="right")
    table.add_column("")
    for exercise in verdict.exercises:
        table.add_row(exercise.name, points(exercise), Text(state(exercise), style=_style(exercise)))
    lines: list[RenderableType] = [table]
    for exercise in verdict.exercises:
        for message in exercise.messages:
            lines.append(Text.assemble((f"{exercise.name}  ", "bold"), message))
    lines += [Text(f"Note  {note}", style="italic") for note in verdict.notes]
    return Group(*lines)


def score_card_text(verdict: Verdict) -> str:
    """The same without colour, for a place that shows plain text."""
    console = Console(width=100, no_color=True, force_terminal=False, file=None)
    with console.capture() as capture:
        console.print(score_card(verdict))
    return capture.get()


def score_card_html(verdict: Verdict) -> str:
    """The same as an HTML table for a notebook. Everything that came from the learner's code is escaped."""
    rows = "".join(
        f"<tr><td style='text-align:left'><code>{escape(exercise.name)}</code></td><td>{points(exercise)}</td>"
        f"<td style='text-align:left'>{state(exercise)}{_items(exercise.messages)}</td></tr>"
        for exercise in verdict.exercises
    )
    notes = "".join(f"<p>{escape(note)}</p>" for note in verdict.notes)
    return (
        f"<p><strong>{escape(headline(verdict))}</strong></p><table><thead><tr>"
        "<th scope='col' style='text-align:left'>Exercise</th><th scope='col'>Points</th>"
        f"<th scope='col' style='text-align:left'>Feedback</th></tr></thead><tbody>{rows}</tbody></table>{notes}"
    )


def class_table(rows: Sequence[Row]) -> RenderableType:
    """A line per submission, then what there is to know about some of them."""
    if not rows:
        return Text("Nothing has been collected. Run `nbgrader collect ASSIGNMENT` first.")
    table = Table(expand=False)
    for name, justify in (
        ("Assignment", "left"),
        ("Learner", "left"),
        ("Score", "right"),
        ("Seconds", "right"),
        ("", "left"),
    ):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    for row in rows:
        seconds = f"{row.seconds:.1f}" if row.seconds else "unchanged"
        look = Text("look at this one", style="red") if row.failed else Text("")
        table.add_row(row.assignment, row.learner, f"{row.score:g} / {row.max_score:g}", seconds, look)
    return Group(table, *_notes(rows))


def _notes(rows: Sequence[Row]) -> list[Text]:
    """Each note once, with the learners whom it is about."""
    about: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        for note in row.verdict.notes:
            about.setdefault((row.assignment, note), []).append(row.learner)
    lines = []
    for (assignment, note), learners in about.items():
        more = f" and {len(learners) - NAMED} more" if len(learners) > NAMED else ""
        lines.append(Text.assemble((f"{assignment}, {', '.join(learners[:NAMED])}{more}  ", "bold"), note))
    return lines


@contextmanager
def progress(console: Console, quiet: bool = False) -> Iterator[Callable[[int, int, int], None]]:
    """A progress bar with rate, remaining time and failures, driven by the numbers done, total and failed."""
    failures = TextColumn("{task.fields[failures]}", style="red")
    columns = (TextColumn("Grading"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn(), failures)
    with Progress(*columns, console=console, disable=quiet) as bar:
        task = bar.add_task("grading", total=None, failures="")
        yield lambda done, total, failed: bar.update(
            task, completed=done, total=total, failures=f"{failed} failed" if failed else ""
        )


class _Rate(ProgressColumn):
    """Submissions per second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "-/s")


def headline(verdict: Verdict) -> str:
    return f"{verdict.assignment}: {verdict.score:g} of {verdict.max_score:g} points"


def points(exercise: ExerciseVerdict) -> str:
    return f"{exercise.points:g} / {exercise.max_points:g}" if exercise.max_points else "practice"


def state(exercise: ExerciseVerdict) -> str:
    """One or two words."""
    if exercise.passed:
        return "right"
    if exercise.points > 0:
        return "partly right"
    if any(message.endswith("is not written yet.") for message in exercise.messages):
        return "not written yet"
    return "not right yet"


def _style(exercise: ExerciseVerdict) -> str:
    return {"right": "green", "partly right": "yellow", "not written yet": "dim"}.get(state(exercise), "red")


def _items(messages: tuple[str, ...]) -> str:
    return "<ul>" + "".join(f"<li>{escape(message)}</li>" for message in messages) + "</ul>" if messages else ""
