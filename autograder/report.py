"""A verdict for people: a score card for the terminal, and one for the notebook."""

from __future__ import annotations

from html import escape

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from autograder.verdict import ExerciseVerdict, Verdict


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
