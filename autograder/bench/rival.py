"""The rival: nbgrader as one would use it, with hidden tests as asserts with stored values in the graded cells.

Exercises without a call in CALLS keep the visible check alone: the rival has less to do than we.
"""

from __future__ import annotations

import numpy as np
from nbformat import NotebookNode

from autograder import authoring, reference
from autograder.authoring import Script

SETUP = """
_rng = np.random.default_rng(7)
def _x(*shape):
    return _rng.standard_normal(shape)
_rnn = {"Wax": _x(4, 3), "Waa": _x(4, 4), "Wya": _x(2, 4), "ba": _x(4, 1), "by": _x(2, 1)}
_lstm = {name: _x(4, 7) for name in ("Wf", "Wi", "Wc", "Wo")}
_lstm |= {name: _x(4, 1) for name in ("bf", "bi", "bc", "bo")} | {"Wy": _x(2, 4), "by": _x(2, 1)}
"""
CALLS = {
    "rnn_cell_forward": "rnn_cell_forward(_x(3, 5), _x(4, 5), _rnn)",
    "rnn_forward": "rnn_forward(_x(3, 5, 4), _x(4, 5), _rnn)",
    "lstm_cell_forward": "lstm_cell_forward(_x(3, 5), _x(4, 5), _x(4, 5), _lstm)",
    "lstm_forward": "lstm_forward(_x(3, 5, 4), _x(4, 5), _lstm)",
    "rnn_cell_backward": "rnn_cell_backward(_x(4, 5), rnn_cell_forward(_x(3, 5), _x(4, 5), _rnn)[-1])",
    "rnn_backward": "rnn_backward(_x(4, 5, 4), rnn_forward(_x(3, 5, 4), _x(4, 5), _rnn)[-1])",
    "lstm_cell_backward": "lstm_cell_backward(_x(4, 5), _x(4, 5), "
    "lstm_cell_forward(_x(3, 5), _x(4, 5), _x(4, 5), _lstm)[-1])",
    "lstm_backward": "lstm_backward(_x(4, 5, 4), lstm_forward(_x(3, 5, 4), _x(4, 5), _lstm)[-1])",
}


def with_asserts(script: Script) -> NotebookNode:
    """The instructor notebook with its hidden tests as asserts, and without the cell that submits."""
    notebook = authoring.build(script)
    notebook.cells = [c for c in notebook.cells if c.cell_type != "code" or "submit()" not in c.source]
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("grade"):
            name = marks["grade_id"].removesuffix("_check")
            visible = cell.source.partition("### BEGIN HIDDEN TESTS")[0].rstrip()
            hidden = _asserts(script, name) if name in CALLS else "\npass\n"
            cell.source = f"{visible}\n### BEGIN HIDDEN TESTS{hidden}### END HIDDEN TESTS"
    return notebook


def _asserts(script: Script, name: str) -> str:
    """Asserts that compare with stored values: every array that the function returns, its shape and its values."""
    namespace = dict(reference.load(script.assignment, name).functions)
    exec(SETUP, namespace)
    got = eval(CALLS[name], namespace)
    lines = [SETUP.rstrip("\n"), f"_got = {CALLS[name]}", f"assert isinstance(_got, {type(got).__name__})"]
    for key, value in got.items() if isinstance(got, dict) else enumerate(got):
        if isinstance(value, np.ndarray):
            lines.append(f"assert _got[{key!r}].shape == {value.shape}")
            lines.append(f"assert np.allclose(_got[{key!r}], np.array({np.round(value, 10).tolist()}))")
    return "\n".join([*lines, ""])
