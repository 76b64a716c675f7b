"""Print the quizzes on other paper: `python -m autograder.quiz --paper us-letter FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.errors import AutograderError
from autograder.quiz import printed
from autograder.writing import write_whole


@click.command()
@click.option("--paper", type=click.Choice(printed.PAPERS), default="a4", help="The size of the paper; A4 by default.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def main(paper: str, folder: Path) -> None:
    """Typeset the three quizzes into FOLDER. Those beside the notebooks are written by `autograder build`."""
    try:
        for path, content in printed.files(folder, paper).items():
            write_whole(path, content, mode=0o644)
            click.echo(f"wrote {path}")
    except AutograderError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
