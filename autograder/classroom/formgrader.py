"""nbgrader's formgrader as a server extension of ours: the same screens, on which nothing of a learner's can act.

Whatever a learner chooses - his code, what it printed, files beside his notebook, even his name in the exchange - is
shown in the browser of the instructor, who may do everything. So

* of a submission the page holds what he wrote and what was said of it, its outputs as text and PNG (`shown.py`);
* names are escaped in every template, in its scripts as well as in its text;
* every answer carries a policy: only nbgrader's own scripts run, known by a number that is new each time; and files
  that were handed in are opened in a sandbox, without scripts;
* no link can make nbgrader read its configuration, which is a program, from another folder than the course's.

It takes the place of `nbgrader.server_extensions.formgrader` in the settings of the instructor's JupyterLab.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemLoader
from markupsafe import escape
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.server_extensions.formgrader import apihandlers, handlers
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from tornado import web

from autograder.classroom import handed_in
from autograder.classroom.shown import plain_outputs

NONCE = "csp_nonce"
SANDBOX = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'"
GRADE_ID = re.compile(r"[\w .:-]{1,128}")
TEMPLATES = Path(handlers.template_path)
SCRIPT = re.compile(r"<script[^>]*>.*?</script>", re.DOTALL)
QUOTED = re.compile(r"\"\{\{\s*([^{}|]+?)\s*\}\}\"")  # a value between quotes, in a script
NO_MATHJAX = """<script>
var MathJax = {Hub: {Startup: {signal: {Interest: done => setTimeout(done, 0, "End")}}}};
</script>"""


class Formgrader(FormgradeExtension):
    """Puts nbgrader's pages onto the server, with our handlers around them."""

    def init_tornado_settings(self, webapp: web.Application) -> None:
        super().init_tornado_settings(webapp)
        environment = Environment(loader=Templates(handlers.template_path), autoescape=True)
        webapp.settings.update(nbgrader_jinja2_env=environment, nbgrader_exporter=SubmissionPage(config=self.config))

    def init_handlers(self, webapp: web.Application) -> None:
        nbgraders = [*handlers.default_handlers, *apihandlers.default_handlers]
        ours = [(rule[0], _guarded(rule[1]), *rule[2:]) for rule in nbgraders]
        static = [(r"/formgrader/static/(.*)", web.StaticFileHandler, {"path": handlers.static_path})]
        first, rest = [(r"/formgrader/?", Start)], [(r"/formgrader/.*", Missing)]
        base = re.escape(webapp.settings["base_url"].rstrip("/"))
        webapp.add_handlers(".*$", [(base + rule[0], *rule[1:]) for rule in [*first, *ours, *static, *rest]])


class Guarded:
    """What we add to each of nbgrader's handlers: a policy, and its number for the templates."""

    _nonce = ""

    @property
    def nonce(self) -> str:
        self._nonce = self._nonce or secrets.token_urlsafe(16)
        return self._nonce

    @property
    def content_security_policy(self) -> str:
        return policy(self.nonce)

    @property
    def exporter(self) -> Any:
        return _WithNonce(self.settings["nbgrader_exporter"], self.nonce)  # type: ignore[attr-defined]


class Start(Guarded, handlers.BaseHandler):
    """Where the formgrader begins: this course. nbgrader's own takes another course's folder from the address."""

    @web.authenticated
    @handlers.check_xsrf
    @handlers.check_notebook_dir
    def get(self) -> None:
        self.redirect(f"{self.base_url}/formgrader/manage_assignments")


class Missing(Guarded, handlers.Template404):
    """No such page."""


class SubmissionPage(HTMLExporter):
    """A submission as nbgrader's formgrade template shows it, made of what may be shown."""

    def __init__(self, **named: Any) -> None:
        super().__init__(**named)
        self.extra_loaders = [Templates(TEMPLATES, TEMPLATES / "formgrade")]

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **options: Any) -> Any:
        return super().from_notebook_node(quiet(nb, resources["assignment_id"]), resources, **options)


class Templates(BaseLoader):
    """nbgrader's own templates: each script carries the number that lets it run, and what it quotes is data.

    They ask for MathJax from elsewhere. These pages hold no formulas; what stands in its place says that it is done.
    """

    def __init__(self, *folders: str | Path) -> None:
        self._files = FileSystemLoader([str(folder) for folder in folders])

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, name, fresh = self._files.get_source(environment, template)
        number = f"{{{{ {NONCE} if {NONCE} is defined else resources.{NONCE} }}}}"
        source = SCRIPT.sub(lambda script: QUOTED.sub(r"{{ (\1) | tojson }}", script[0]), source)
        return (
            source.replace("{{ mathjax() }}", NO_MATHJAX).replace("<script", f'<script nonce="{number}"'),
            name,
            fresh,
        )


class _WithNonce:
    """The exporter, for one answer: with its number, and everything else as text for HTML."""

    def __init__(self, exporter: SubmissionPage, nonce: str) -> None:
        self._exporter, self._nonce = exporter, nonce

    def from_filename(self, filename: str, resources: dict[str, Any]) -> tuple[str, Any]:
        safe = {name: str(escape(value)) if isinstance(value, str) else value for name, value in resources.items()}
        return self._exporter.from_filename(filename, resources={**safe, NONCE: self._nonce})


def quiet(notebook: NotebookNode, assignment: str) -> NotebookNode:
    """The notebook without what could act on a page, and without the text of the course: the learner's work is left."""
    ours = handed_in.assignment_called(assignment) is not None
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader")
        cell.metadata = NotebookNode({"nbgrader": marks} if marks and GRADE_ID.fullmatch(str(marks.grade_id)) else {})
        cell.pop("attachments", None)
        if cell.cell_type == "code":
            plain_outputs(cell)
        else:
            cell.source = f"<pre>{escape(cell.source)}</pre>"
    notebook.metadata = NotebookNode()
    notebook.cells = [cell for cell in notebook.cells if not ours or cell.cell_type == "code" and not _given(cell)]
    return notebook


def policy(nonce: str) -> str:
    """What a page of the formgrader may do."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}' 'unsafe-hashes' {' '.join(_handlers_in_templates())}; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )


def load_jupyter_server_extension(server: Any) -> None:
    """As nbgrader's own; called by Jupyter's server."""
    formgrader = Formgrader(parent=server)
    formgrader.root_dir = server.root_dir
    formgrader.log = server.log
    formgrader.initialize([])
    formgrader.init_tornado_settings(server.web_app)
    formgrader.init_handlers(server.web_app)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "autograder.classroom.formgrader"}]


def _given(cell: NotebookNode) -> bool:
    """Whether a cell is the course's own and gives no points."""
    marks = cell.metadata.get("nbgrader", {})
    return bool(marks.get("locked")) and not marks.get("grade")


@cache
def _guarded(handler: type) -> type:
    """The handler with our additions; one that serves files which were handed in serves them into a sandbox."""

    def render(self: Any, name: str, **values: Any) -> str:
        return handler.render(self, name, **values, **{NONCE: self.nonce})  # type: ignore[attr-defined]

    additions: dict[str, Any] = {"render": render}
    if issubclass(handler, web.StaticFileHandler):
        additions["content_security_policy"] = SANDBOX
    return type(handler.__name__, (Guarded, handler), additions)


@cache
def _handlers_in_templates() -> tuple[str, ...]:
    """The hashes of what nbgrader's templates do at a click."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.rglob("*")) if path.is_file()]
    code = {found for text in texts for found in re.findall(r"\son\w+=\"([^\"{}]*)\"", text, re.IGNORECASE)}
    return tuple(
        f"'sha256-{base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()}'" for each in sorted(code)
    )
