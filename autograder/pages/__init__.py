"""HTML pages that travel alone: one file, no script, nothing loaded, and everything from a learner escaped.

    render("report.html.j2", title="...", ...)      a page of ours
    styles("feedback.css")                          the style sheets as one text, for a template of nbgrader's
    policy(style)                                   what a page with this style sheet may do: show it, and data images
    ticks(text)                                     a message with `names` in it, as HTML

The policy names the hash of the one style sheet. So whatever got into a page in spite of the escaping, a browser would
run none of it, load nothing, and send nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

FOLDER = Path(__file__).parent
COMMON = "common.css"
CODE = re.compile(r"`([^`\n]+)`")


def render(template: str, style: str, **values: Any) -> str:
    """The page; `style` names its style sheet in this folder, which comes behind the common one."""
    css = styles(style)
    return _environment().get_template(template).render(style=Markup(css), policy=policy(css), **values)


@cache
def styles(*names: str) -> str:
    """The common style sheet and these."""
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in (COMMON, *names))


def policy(style: str) -> str:
    """The content security policy of a page whose only style element holds this text, between no line breaks."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def ticks(text: str) -> Markup:
    """The text as HTML, what stands between backticks as code.

    >>> ticks("`a < b` is <wrong>")
    Markup('<code>a &lt; b</code> is &lt;wrong&gt;')
    """
    return Markup(CODE.sub(r"<code>\1</code>", str(escape(text))))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["ticks"] = ticks
    return environment
