"""JupyterHub for this course on one machine. `docs/several_learners.md` tells how to set it up; root starts it:

    jupyterhub --config docs/jupyterhub/jupyterhub_config.py

Everyone works under a system account of his own, so it is the system that keeps them apart. The instructor finds the
course; a learner finds a copy of what `autograder export-student` wrote, in his own home.
"""

import os
import pwd
import subprocess
import sys
from pathlib import Path

INSTRUCTOR = os.environ.get("COURSE_INSTRUCTOR", "instructor")  # the account that the course belongs to
COURSE = Path(os.environ.get("COURSE", "/srv/course"))  # this repository; mode 700
PUBLISHED = Path(os.environ.get("COURSE_PUBLISHED", "/srv/published"))  # what export-student wrote; readable by all
EXCHANGE = Path(os.environ.get("AUTOGRADER_EXCHANGE", "/srv/exchange"))  # made by the instructor
STATE = Path(os.environ.get("COURSE_HUB_STATE", "/var/lib/jupyterhub"))  # the Hub's own; mode 700
ADDRESS = os.environ.get("COURSE_HUB_ADDRESS", "http://127.0.0.1:8000")  # put a TLS proxy before it to go further
PASSWORD = os.environ.get("COURSE_HUB_DUMMY_PASSWORD")  # for a trial on this machine: one password for everyone
GROUP = "learners"  # whose members may log in, next to the instructor

c = get_config()  # noqa: F821  (JupyterHub provides it)


def prepare(spawner):
    """Before a person's server starts: what it shows, and, for a learner who is here for the first time, his copy."""
    account = pwd.getpwnam(spawner.user.name)
    if account.pw_name == INSTRUCTOR:
        folder, settings = COURSE, COURSE / "autograder" / "lab" / "settings" / "instructor"
    else:
        folder = Path(account.pw_dir, "sequence_models")
        settings = folder / "settings"
        # As the learner himself: root must write nothing into a home that its owner may fill with links.
        copy = f'test -e "{folder}" || cp -R "{PUBLISHED}" "{folder}"'
        subprocess.run(
            ["/bin/sh", "-c", copy],
            user=account.pw_uid,
            group=account.pw_gid,
            extra_groups=[],
            cwd="/",
            env={"PATH": "/usr/bin:/bin"},
            umask=0o077,
            check=True,
        )
    spawner.notebook_dir = str(folder)
    spawner.environment = {
        **spawner.environment,
        "AUTOGRADER_EXCHANGE": str(EXCHANGE),
        "JUPYTER_CONFIG_PATH": str(settings),
        "JUPYTER_RUNTIME_DIR": str(Path(account.pw_dir, ".jupyter-run")),  # short, as the path of a socket has to be
        "PYTHONPATH": os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")])),
    }


c.JupyterHub.bind_url = ADDRESS
c.JupyterHub.db_url = f"sqlite:///{STATE / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(STATE / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(STATE / "proxy.pid")

c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
# Kernels that listen on TCP ports tell everyone on the machine what runs in them; these use sockets in the home.
c.Spawner.args = ["--ConnectionFileMixin.transport=ipc"]
c.Spawner.default_url = "/lab"
c.Spawner.pre_spawn_hook = prepare
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 120

if PASSWORD:
    c.JupyterHub.authenticator_class = "dummy"
    c.DummyAuthenticator.password = PASSWORD
    c.Authenticator.allow_all = True
else:
    c.JupyterHub.authenticator_class = "pam"
    c.LocalAuthenticator.allowed_groups = {GROUP}
    c.Authenticator.allowed_users = {INSTRUCTOR}
