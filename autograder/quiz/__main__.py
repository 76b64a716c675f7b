"""Print the quizzes: `python -m autograder.quiz [--paper us-letter] [--into FOLDER] [--check]`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.errors import AutograderError
from autograder.quiz import printed


@click.command()
@click.option("--paper", type=click.Choice(printed.PAPERS), default="a4", help="The size of the paper; A4 by default.")
@click.option("--into", type=click.Path(path_type=Path), help="Write into this folder, not beside the notebooks.")
@click.option("--check", is_flag=True, help="Write nothing; fail if a file differs from its source.")
def main(paper: str, into: Path | None, check: bool) -> None:
    """Typeset the printable quizzes."""
    if paper != "a4" and into is None:
        raise click.UsageError("the quizzes of the course are A4; name a folder for others with --into.")
    try:
        paths = printed.build(check, into, paper)
    except AutograderError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
    for path in paths:
        click.echo(f"wrote {path}")
    if not paths:
        click.echo("Every printed quiz matches its source.")


if __name__ == "__main__":
    main()
