"""The course in JupyterLab: what `make lab` starts, what each person finds there, and the button that submits.

start.py        `autograder lab`: JupyterLab on the released course, with a watch beside it
roles.py        what a role finds, and what it does not; in Jupyter's own words in `settings/ROLE`
server.py       the endpoints that the button talks to, inside Jupyter's server
desk.py         handing in and grading behind them; `attempts.py` remembers
ui/             the button and the panel, in TypeScript; `labextension/` is what they are built into
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

NAME = "sequence-models-lab"  # of the extension in JupyterLab


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "autograder.lab"}]


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    return [{"src": f"labextensions/{NAME}", "dest": NAME}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    from autograder.lab import server as endpoints

    endpoints.load(server)
