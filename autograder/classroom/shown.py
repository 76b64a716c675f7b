"""What of a notebook may be shown to others: text and PNG pictures. Whatever else an output is, it is left out.

Markdown, HTML, SVG, LaTeX, JavaScript and widgets can all act on a page. A picture is decoded and encoded anew, so that
its text is a picture's and nothing else.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

PNG = b"\x89PNG\r\n\x1a\n"
CHARACTERS = 20_000  # of one output
PICTURE_BYTES = 4 << 20
ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")


@dataclass(frozen=True)
class Shown:
    """One output: a text, or a PNG picture in base64."""

    text: str = ""
    picture: str = ""


def shown(outputs: Any) -> list[Shown]:
    """What may be seen of a cell's outputs, which may be anything."""
    found = [_shown(output) for output in outputs] if isinstance(outputs, list) else []
    return [output for output in found if output.text.strip() or output.picture]


def plain_outputs(cell: NotebookNode) -> None:
    """Leave of a code cell's outputs what may be shown, in nbformat's form."""
    cell.outputs = [
        new_output("display_data", {"image/png": output.picture, "text/plain": ""})
        if output.picture
        else new_output("stream", name="stdout", text=output.text)
        for output in shown(cell.get("outputs"))
    ]
    cell.execution_count = None


def _shown(output: Any) -> Shown:
    if not isinstance(output, dict):
        return Shown()
    if output.get("output_type") == "error":
        return Shown(_text([f"{_text(output.get('ename'))}: {_text(output.get('evalue'))}"]))
    data = output.get("data")
    if not isinstance(data, dict):
        data = {}
    if picture := _picture(data.get("image/png")):
        return Shown(picture=picture)
    return Shown(_text(output.get("text", data.get("text/plain"))))


def _text(value: Any) -> str:
    """Plain text, without what colours a terminal."""
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    text = ESCAPES.sub("", value) if isinstance(value, str) else ""
    clean = "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)
    return (
        clean if len(clean) <= CHARACTERS else f"{clean[:CHARACTERS]}\n... ({len(clean) - CHARACTERS} more characters)"
    )


def _picture(value: Any) -> str:
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str) or len(value) > PICTURE_BYTES * 4 // 3:
        return ""
    try:
        content = base64.b64decode(value.encode("ascii", "ignore"), validate=False)
    except (binascii.Error, ValueError):
        return ""
    return base64.b64encode(content).decode() if content.startswith(PNG) else ""
