"""The part of the autograder that runs inside Jupyter's server: what the button in JupyterLab talks to.

    GET  autograder/course                          the notebooks that the course grades, and their exercises
    POST autograder/warm      {path}                have a sandbox ready for this notebook
    POST autograder/attempts  {path, id, saved}     hand in and begin to grade; `saved` is the contents API's time of it
    GET  autograder/attempts?path=                  every attempt at this notebook, the latest first
    GET  autograder/attempts/ID?path=&seconds=      one attempt, once it is graded or the seconds are over

Each wants what every endpoint of Jupyter wants: a token or cookie, the right to read or write, and no foreign page as
its origin. A failure is `{"message": "where: what is wrong, and the mend"}`.
"""

from __future__ import annotations

import asyncio
import json
from functools import cache
from pathlib import Path
from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import ApiPath, to_os_path, url_path_join
from tornado import web

from autograder import course, intake, scorecard
from autograder.course import Assignment
from autograder.errors import ClassroomError, SubmissionRefused
from autograder.lab import attempts
from autograder.lab.attempts import Attempt
from autograder.lab.desk import Desk

DESK = "autograder_desk"
LONGEST = 25.0  # seconds that a reply may take: proxies cut what takes longer
NOT_THERE = "{name}: the server has no such notebook any more; save it again, under its own name."
OLD = (
    "{name}: has changed on the disk since you saw it, perhaps in another window; "
    "choose File, Reload Notebook from Disk, or save yours, and submit again."
)


class Handler(APIHandler):
    """What all of them share: a learner's notebook named by its path, and errors as sentences."""

    auth_resource = "contents"

    @property
    def desk(self) -> Desk:
        return self.settings[DESK]

    async def notebook(self, path: object, saved: object = None) -> Path:
        """Where the contents manager has this notebook; it is asked, so that its rules hold."""
        if not isinstance(path, str) or not path.endswith(".ipynb"):
            raise web.HTTPError(400, "path: name a notebook.")
        name = path.rpartition("/")[2]
        try:
            model = await ensure_async(self.contents_manager.get(path, content=False))
        except web.HTTPError as error:
            raise web.HTTPError(error.status_code, NOT_THERE.format(name=name)) from None
        if saved is not None and saved != _as_sent(model["last_modified"]):
            raise web.HTTPError(409, OLD.format(name=name))
        return Path(to_os_path(ApiPath(path), self.contents_manager.root_dir))

    async def assignment(self, path: object) -> Assignment:
        return await _elsewhere(intake.identify, await self.notebook(path))

    def body(self) -> dict[str, Any]:
        """What was sent; a body that is no JSON object is refused."""
        try:
            body = self.get_json_body()
        except UnicodeDecodeError:
            body = None
        if not isinstance(body, dict):
            raise web.HTTPError(400, "body: send a JSON object.")
        return body

    def write_error(self, status_code: int, **more: Any) -> None:
        error = more["exc_info"][1]
        message = "The autograder stopped here; JupyterLab's log says why. Please tell your instructor."
        if isinstance(error, SubmissionRefused):
            self.set_status(422)
            message = str(error)
        elif isinstance(error, ClassroomError):
            self.set_status(409)
            message = str(error)
        elif isinstance(error, web.HTTPError) and error.log_message:
            message = error.log_message
        self.finish(json.dumps({"message": message}))

    def log_exception(self, kind: Any, value: Any, trace: Any) -> None:
        if not isinstance(value, (SubmissionRefused, ClassroomError)):
            super().log_exception(kind, value, trace)


class Course(Handler):
    @web.authenticated
    @authorized
    def get(self) -> None:
        self.finish(_course())


class Warm(Handler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        await _elsewhere(self.desk.warm_up, await self.assignment(self.body().get("path")))
        self.set_status(204)
        self.finish()


class Attempts(Handler):
    @web.authenticated
    @authorized
    async def get(self) -> None:
        assignment = await self.assignment(self.get_argument("path", ""))
        found = await _elsewhere(self.desk.attempts, assignment)
        self.finish({"attempts": [_shown(attempt) for attempt in found]})

    @web.authenticated
    @authorized
    async def post(self) -> None:
        body = self.body()
        path = await self.notebook(body.get("path"), saved=body.get("saved", ""))
        if not isinstance(id := body.get("id"), str) or not attempts.ID.fullmatch(id):
            raise web.HTTPError(400, "id: name the attempt by a UUID.")
        attempt = await _elsewhere(self.desk.hand_in, path, id)
        self.set_status(201)
        self.finish(_shown(attempt))


class OneAttempt(Handler):
    @web.authenticated
    @authorized
    async def get(self, id: str) -> None:
        assignment = await self.assignment(self.get_argument("path", ""))
        try:
            seconds = min(max(float(self.get_argument("seconds", "0")), 0.0), LONGEST)
        except ValueError:
            raise web.HTTPError(400, "seconds: give a number.") from None
        if (grading := self.desk.grading(id)) is not None:
            await asyncio.wait([asyncio.wrap_future(grading)], timeout=seconds)
        found = await _elsewhere(self.desk.attempts, assignment)
        attempt = next((attempt for attempt in found if attempt.id == id), None)
        if attempt is None:
            raise web.HTTPError(404, "This attempt did not arrive; submit again.")
        self.finish(_shown(attempt))


def load(server: ServerApp) -> None:
    """Add the endpoints to Jupyter's server."""
    server.web_app.settings[DESK] = Desk()
    base = url_path_join(server.web_app.settings["base_url"], "autograder")
    handlers: list[tuple[str, type[Handler]]] = [
        (url_path_join(base, "course"), Course),
        (url_path_join(base, "warm"), Warm),
        (url_path_join(base, "attempts"), Attempts),
        (url_path_join(base, f"attempts/({attempts.ID.pattern.replace('(', '(?:')})"), OneAttempt),
    ]
    server.web_app.add_handlers(".*$", handlers)
    server.log.info("the autograder grades what is submitted from here")


@cache
def _course() -> dict[str, Any]:
    from autograder import authoring

    return {
        "assignments": [
            {
                "id": assignment.id,
                "notebook": assignment.path.name,
                "exercises": [exercise.name for exercise in authoring.read(assignment).exercises],
            }
            for assignment in course.GRADED
        ]
    }


def _shown(attempt: Attempt) -> dict[str, Any]:
    """What the panel shows of an attempt; the words are those of the score card everywhere else."""
    shown = attempt.to_dict()
    if attempt.verdict is not None:
        shown["verdict"]["headline"] = scorecard.headline(attempt.verdict)
        for exercise, one in zip(shown["verdict"]["exercises"], attempt.verdict.exercises, strict=True):
            exercise["state"] = scorecard.state(one)
    return shown


def _as_sent(time: Any) -> str:
    """A time as the contents API writes it."""
    return time.isoformat().replace("+00:00", "Z")


async def _elsewhere(work: Any, *arguments: Any) -> Any:
    """Run what takes its time in another thread: the server has others to serve."""
    return await asyncio.get_running_loop().run_in_executor(None, work, *arguments)
