"""The command `autograder`: verbs only, no logic."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from autograder.errors import AutograderError

OUT = Console(highlight=False)


class Verbs(click.Group):
    """A failure that a person can mend is one sentence on stderr, with the exit code of its kind."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except AutograderError as error:
            click.echo(str(error), err=True)
            sys.exit(error.exit_code)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--verbose", is_flag=True, help="Say on stderr what is being done.")
def main(verbose: bool) -> None:
    """Build, submit and grade the notebooks of the course Sequence Models."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING, format="%(name)s: %(message)s", stream=sys.stderr
    )


@main.command()
def doctor() -> None:
    """Check this machine, one line per requirement, each with its mend."""
    from autograder import doctor

    sys.exit(0 if doctor.run(OUT) else 1)


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; fail if a committed notebook differs from its source.")
@click.option(
    "--solutions", type=click.Path(path_type=Path), help="Write the solved notebooks into this folder instead."
)
def build(check: bool, solutions: Path | None) -> None:
    """Turn the sources into the learners' notebooks."""
    from autograder import release

    paths = release.solved_notebooks(solutions) if solutions is not None else release.build(check)
    for path in paths:
        click.echo(f"wrote {path}")
    if not paths:
        click.echo("Every notebook matches its source.")


@main.command()
@click.argument("notebook", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--gradescope", is_flag=True, help="Print what Gradescope reads from an autograder as results.json.")
def submit(notebook: Path, as_json: bool, gradescope: bool) -> None:
    """Grade one notebook now and show its score card."""
    from autograder import course

    assignment = course.named(notebook)
    if assignment and not assignment.is_quiz:
        from autograder import sandbox

        sandbox.warm_up(assignment.limits)  # while the rest is imported
    from autograder import scorecard, submission

    if gradescope:
        from autograder.report.gradescope import graded

        click.echo(graded(notebook))
        return
    verdict = submission.grade_file(notebook)
    if as_json:
        click.echo(verdict.to_json())
    else:
        OUT.print(scorecard.score_card(verdict))


def grading_options(command: Callable) -> Callable:
    """How many are graded at the same time, and where."""
    for option in (
        click.option("--workers", type=click.IntRange(1), help="Submissions graded at the same time; one per core."),
        click.option(
            "--scheduler", metavar="ADDRESS", help="Grade on a running Dask cluster, such as tcp://HOST:8786."
        ),
        click.option("--unconfined", is_flag=True, help="Grade although learners' code could read what you can read."),
    ):
        command = option(command)
    return command


@main.command()
@click.argument("assignments", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list, an object per submission.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
@grading_options
def grade(assignments: tuple[str, ...], as_json: bool, quiet: bool, unconfined: bool, **where: Any) -> None:
    """Grade everything that was collected in the classroom, into nbgrader's gradebook."""
    from autograder import course, scorecard, standing

    chosen = [course.find(name) for name in assignments] or list(course.GRADED)
    rows = standing.recall(chosen)
    if rows is None:
        from autograder import classroom  # nbgrader takes a second to import
        from autograder.cohort import Cohort

        with (
            Cohort(**where, unconfined=unconfined) as cohort,
            scorecard.progress(Console(stderr=True), quiet=quiet or as_json) as progress,
        ):
            rows = classroom.grade(chosen, progress, cohort=cohort)
    if as_json:
        click.echo(json.dumps([row.to_dict() for row in rows], indent=1))
    else:
        OUT.print(scorecard.class_table(rows))


@main.command()
@click.option("--interval", type=click.FloatRange(0.1), default=2.0, help="Seconds between two looks; 2 by default.")
@click.option("--once", is_flag=True, help="Grade what has come, and end.")
@grading_options
def watch(interval: float, once: bool, unconfined: bool, **where: Any) -> None:
    """Grade what comes in, as it comes in: collect, grade, release feedback."""
    from autograder import watch
    from autograder.cohort import Cohort

    with Cohort(**where, unconfined=unconfined) as cohort:
        watch.run(cohort, interval, once)


@main.command(context_settings={"ignore_unknown_options": True})
@click.option("--role", default="learner", show_default=True, help="What to show: learner or instructor.")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def lab(role: str, arguments: tuple[str, ...]) -> None:
    """Open JupyterLab on the course, and grade what is submitted. ARGUMENTS go to `jupyter lab`."""
    from autograder.lab import start

    sys.exit(start.run(role, arguments))


@main.command()
@click.argument("assignments", nargs=-1)
@click.option("--into", type=click.Path(path_type=Path), help="The folder to write to; CLASSROOM/report by default.")
def report(assignments: tuple[str, ...], into: Path | None) -> None:
    """Write a page about the class, and its grades for Canvas, Moodle and Gradescope."""
    from autograder import report

    made = report.write(assignments, into)
    click.echo(f"wrote {made.page}\nwrote {made.canvas}\nwrote {made.moodle}")
    click.echo(f"wrote {made.gradescope} times results.json below {made.page.parent / 'gradescope'}")


@main.command("export-student")
@click.argument("folder", type=click.Path(path_type=Path))
def export_student(folder: Path) -> None:
    """Write the course as you may publish it, without answers and hidden tests, into an empty folder."""
    from autograder import student

    click.echo(f"wrote {len(student.export(folder))} files into {folder}")


@main.command()
@click.argument("learner")
@click.option("--name", help="The name to print; the gradebook's by default.")
@click.option(
    "--pass-mark",
    type=click.FloatRange(0, 100),
    default=80.0,
    envvar="AUTOGRADER_PASS_MARK",
    help="Percent needed in every assignment and quiz; 80 by default.",
)
@click.option(
    "--into", type=click.Path(path_type=Path), help="The folder to write to; CLASSROOM/certificates by default."
)
def certificate(learner: str, name: str | None, pass_mark: float, into: Path | None) -> None:
    """Issue a certificate to a learner who has passed the whole course."""
    from autograder import certificate

    issued = certificate.issue(learner, name, pass_mark, into)
    click.echo(f"{issued.record.name}: certificate {issued.record.code}")
    click.echo(f"wrote {issued.png}\nwrote {issued.pdf}")
    click.echo(f"Publish {issued.key}: with it anyone can `autograder verify FILE --key KEY`.")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--key", type=click.Path(path_type=Path), help="The instructor's public key; the classroom's by default.")
def verify(file: Path, key: Path | None) -> None:
    """Tell whether a certificate is genuine and unchanged."""
    from autograder import certificate

    click.echo(str(certificate.verify(file, key)))


@main.command()
def demo() -> None:
    """Run the whole cycle on a small class: release, submit, grade, feedback."""
    from autograder import demo

    sys.exit(0 if demo.run(OUT) else 1)


@main.command()
@click.argument("assignment", default="step_by_step")
@click.option("--copies", type=click.IntRange(1), default=40, help="Submissions graded by each grader; 40 by default.")
@click.option("--workers", type=click.IntRange(1), default=2, help="Submissions graded at the same time; 2 by default.")
@click.option("--alone", is_flag=True, help="Leave plain nbgrader out: it takes minutes.")
def bench(assignment: str, copies: int, workers: int, alone: bool) -> None:
    """Measure how long a class takes here and with plain nbgrader."""
    from autograder import bench

    bench.run(OUT, assignment, copies, workers, rival_too=not alone)
