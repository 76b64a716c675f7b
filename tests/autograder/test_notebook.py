"""`submit()` in the last cell: what the learner sees there."""

import json
import subprocess

import pytest

from autograder import notebook
from autograder.verdict import ExerciseVerdict, Verdict

VERDICT = Verdict(
    "step_by_step",
    (
        ExerciseVerdict("rnn_forward", 25.0, 25.0, True),
        ExerciseVerdict("lstm_forward", 0.0, 75.0, False, ("`a` <script>alert(1)</script> is wrong.",)),
    ),
)


@pytest.fixture
def shown(monkeypatch, tmp_path):
    """Runs `submit` on a notebook whose grading is known; returns what was displayed."""
    bundles = []
    path = tmp_path / "work.ipynb"
    path.write_text(json.dumps({"cells": [{"source": ["def rnn_forward(x):\n", "    return 1"]}]}))
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    monkeypatch.setattr("IPython.display.display", lambda bundle, raw: bundles.append(bundle))

    def submit(ran=(), returncode=0, stderr=""):
        monkeypatch.setattr(notebook, "_user_names", lambda: {"In": ["", *ran]})
        done = subprocess.CompletedProcess([], returncode, VERDICT.to_json(), stderr)
        monkeypatch.setattr(notebook.subprocess, "run", lambda *a, **k: done)
        notebook.submit()
        return bundles[-1] if bundles else None

    return submit


def test_the_score_card_is_a_table_and_plain_text(shown):
    bundle = shown()
    assert "<table>" in bundle["text/html"] and "25 of 100 points" in bundle["text/html"]
    assert "25 / 25" in bundle["text/plain"] and "not right yet" in bundle["text/plain"]


def test_nothing_of_the_learners_becomes_html(shown):
    assert "<script>" not in shown()["text/html"]


def test_code_that_ran_but_is_not_saved_is_noticed(shown):
    assert "differs from the saved notebook" in shown(ran=["def rnn_forward(x):\n    return 2\n"])["text/html"]


def test_code_that_is_saved_or_was_replaced_since_is_no_matter(shown):
    old, new = "def rnn_forward(x):\n    return 2", "def rnn_forward(x):\n    return 1\n"
    assert "differs" not in shown(ran=[old, new])["text/html"]


def test_a_refusal_is_printed_as_it_is(shown, capsys):
    shown(returncode=3, stderr="work.ipynb: is empty; save it.\n")
    assert capsys.readouterr().out == "work.ipynb: is empty; save it.\n"


def test_where_jupyter_does_not_say_which_notebook_it_is_a_sentence_helps(monkeypatch, capsys):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    notebook.submit()
    assert "submit('NAME.ipynb')" in capsys.readouterr().out


def test_importing_it_loads_nothing_of_the_grader():
    code = "import sys, autograder; print([m for m in sys.modules if m.startswith('autograder.')])"
    import sys

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['autograder.notebook']"
