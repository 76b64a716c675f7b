"""What each person finds in JupyterLab: a learner what he works with, an instructor what he keeps the class with.

A role is a folder in `settings/`: `jupyter_server_config.json` for Jupyter's server, `page_config.json` with the
extensions that are off, `overrides.json` with what others have as their default. It keeps things out of the way and is
no boundary: where learners must not reach an instructor's files, these belong to another account or machine.
"""

from __future__ import annotations

import os
from pathlib import Path

from autograder import places
from autograder.course import ROOT
from autograder.errors import AutograderError

SETTINGS = Path(__file__).parent / "settings"
EXTENSIONS = Path(__file__).parent / "labextensions"  # ours, as it stands here, whatever was installed
LEARNER, INSTRUCTOR = "learner", "instructor"
CONFIG_PATH = "JUPYTER_CONFIG_PATH"


def settings(role: str) -> Path:
    """The folder of a role; AutograderError if there is none of this name."""
    known = sorted(folder.name for folder in SETTINGS.iterdir() if folder.is_dir())
    if role not in known:
        raise AutograderError(f"{role}: there is no such role; say {' or '.join(known)}.")
    return SETTINGS / role


def options(role: str) -> list[str]:
    """What `jupyter lab` is told on its command line, for the settings that are paths."""
    return [
        f"--ServerApp.root_dir={root(role)}",
        f"--LabServerApp.app_settings_dir={settings(role)}",
        f"--LabServerApp.extra_labextensions_path={EXTENSIONS}",
    ]


def environment(role: str) -> dict[str, str]:
    """The environment in which Jupyter finds the role's settings; those of the person's own account come first."""
    paths = [str(settings(role)), *filter(None, [os.environ.get(CONFIG_PATH)])]
    return {**os.environ, CONFIG_PATH: os.pathsep.join(paths)}


def root(role: str) -> Path:
    """The folder that the file browser shows: the course. The formgrader needs the classroom below it."""
    home = places.classroom()
    return home if role == INSTRUCTOR and not home.is_relative_to(ROOT) else ROOT
