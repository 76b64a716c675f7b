"""Every sentence that accidents and refusals show a learner, side by side in a golden file."""

import json
import os
from pathlib import Path

import pytest

from autograder import authoring, intake, release
from autograder.course import find
from autograder.errors import SubmissionRefused
from tests.autograder.test_grading import grade, notebook, solution, stub, with_cell

GOLDEN = Path(__file__).parent / "messages.golden.md"
ASSIGNMENT = find("step_by_step")
NAME = f"{ASSIGNMENT.notebook}.ipynb"

ACCIDENTS = {
    "nothing written": lambda: release.learner_notebook(authoring.read(ASSIGNMENT)),
    "syntax error": lambda: notebook(rnn_forward="def rnn_forward(x, a0, parameters:\n    pass"),
    "indentation lost": lambda: notebook(rnn_forward="def rnn_forward(x, a0, parameters):\nreturn x"),
    "cell stops above the function": lambda: notebook(rnn_forward="import numppy\n" + solution("rnn_forward")),
    "function renamed": lambda: notebook(rnn_forward=solution("rnn_forward").replace("rnn_forward(", "rnn_fwd(")),
    "name replaced by a number": lambda: notebook(rnn_forward="rnn_forward = 3"),
    "an argument forgotten": lambda: notebook(rnn_forward="def rnn_forward(x, a0):\n    return x"),
    "leans on a name of the notebook": lambda: notebook(
        rnn_forward="def rnn_forward(x, a0, parameters):\n    return toy_x"
    ),
    "endless loop": lambda: notebook(rnn_forward="def rnn_forward(x, a0, parameters):\n    hang()"),
    "endless loop in the cell": lambda: notebook(rnn_forward="hang()"),
    "exit": lambda: notebook(rnn_forward="def rnn_forward(x, a0, parameters):\n    exit()"),
    "the cell it calls is not written": lambda: notebook(rnn_cell_forward=stub("rnn_cell_forward")),
    "the cell it calls is wrong": lambda: notebook(
        rnn_cell_forward=solution("rnn_cell_forward").replace("np.tanh(", "sigmoid(", 1)
    ),
    "the cell it calls stops": lambda: notebook(
        rnn_cell_forward="def rnn_cell_forward(xt, a_prev, parameters):\n    return xt @ a_prev"
    ),
    "a set-up cell edited": lambda: edited_set_up(),
    "a helper cell stops": lambda: with_cell(notebook(), "1 / 0", before="rnn_forward"),
}
FILES = {
    "missing": lambda path: None,
    "a folder": lambda path: path.mkdir(),
    "empty": lambda path: path.touch(),
    "not JSON": lambda path: path.write_text("print('hello')"),
    "50 MB": lambda path: path.write_text("[" + "0," * 25_000_000 + "0]"),
    "not UTF-8": lambda path: path.write_bytes(b"\xff\xfe"),
    "old format": lambda path: path.write_text('{"nbformat": 3}'),
    "no cells": lambda path: path.write_text('{"nbformat": 4}'),
    "another course": lambda path: path.write_text(json.dumps({"nbformat": 4, "cells": []})),
    "a link": lambda path: path.symlink_to(__file__),
    "a pipe": lambda path: os.mkfifo(path),
}


def edited_set_up():
    made = notebook()
    next(c for c in made.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "given_1").source = "import numpy"
    return made


def told(tmp_path):
    lines = [
        "# What accidents and refused files are told",
        "",
        "Written by `UPDATE_GOLDENS=1 pytest tests/autograder`.",
    ]
    for name, make in ACCIDENTS.items():
        lines += ["", f"**{name}**", ""]
        made = make()
        verdict = grade(made).with_notes(*intake.extract(intake.cells(made), authoring.read(ASSIGNMENT)).notes)
        lines += [f"* {e.name}: {message}" for e in verdict.exercises for message in e.messages]
        lines += [f"* note: {note}" for note in verdict.notes] or [f"* score: {verdict.score:g}"]
    for number, (name, make) in enumerate(FILES.items()):
        (tmp_path / str(number)).mkdir()
        path = tmp_path / str(number) / NAME
        make(path)
        with pytest.raises(SubmissionRefused) as refusal:
            intake.open_submission(path, authoring.read(intake.identify(path)))
        lines += ["", f"**file: {name}**", "", f"* {refusal.value}"]
    return "\n".join(lines) + "\n"


@pytest.mark.slow
def test_messages_are_those_of_the_golden_file(tmp_path):
    text = told(tmp_path)
    if os.environ.get("UPDATE_GOLDENS"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == text, "messages changed; look at them, then set UPDATE_GOLDENS=1"
