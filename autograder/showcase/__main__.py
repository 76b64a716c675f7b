"""Record what the README shows: `python -m autograder.showcase [NAME ...]`."""

from __future__ import annotations

import click

from autograder import showcase


@click.command(help=showcase.__doc__)
@click.argument("names", nargs=-1, type=click.Choice([*showcase.MAKERS]))
def main(names: tuple[str, ...]) -> None:
    showcase.record(list(names) or [*showcase.MAKERS])
    click.echo(f"wrote {showcase.FOLDER}; now run `python media/draw.py`.")


if __name__ == "__main__":
    main()
