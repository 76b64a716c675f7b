"""What is taken of a submitted notebook, and what is refused with a sentence."""

import copy
import json
import os

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder import authoring, intake, release
from autograder.course import Limits, find
from autograder.errors import SubmissionRefused
from autograder.intake import Piece

ASSIGNMENT = find("step_by_step")
SCRIPT = authoring.read(ASSIGNMENT)
NAME = f"{ASSIGNMENT.notebook}.ipynb"
EXERCISES = [exercise.name for exercise in SCRIPT.exercises]
SOLVED = release.solved_notebook(SCRIPT)


def answers(notebook):
    return intake.extract(intake.cells(notebook), SCRIPT)


def solved():
    return copy.deepcopy(SOLVED)


def place(notebook, name):
    return next(n for n, c in enumerate(notebook.cells) if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def code(source):
    return nbformat.from_dict(
        {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
    )


def test_the_solved_notebook_gives_one_piece_per_exercise_in_order():
    assert [piece.exercise for piece in answers(solved()).pieces] == EXERCISES


def test_the_untouched_notebook_gives_no_pieces():
    assert answers(release.learner_notebook(SCRIPT)).pieces == ()


def test_an_edited_check_is_dropped():
    notebook = solved()
    notebook.cells[place(notebook, "rnn_forward_check")].source = "print('passed')"
    assert answers(notebook).key == answers(solved()).key


def test_outputs_metadata_and_ids_do_not_matter():
    notebook = solved()
    notebook.metadata = {"kernelspec": {"name": "evil"}}
    for number, cell in enumerate(notebook.cells):
        cell["id"] = str(number)
        cell.metadata["tags"] = ["raises-exception"]
        if "nbgrader" in cell.metadata:
            cell.metadata["nbgrader"]["points"] = 1000
        if cell.cell_type == "code":
            cell.outputs = [{"output_type": "stream", "name": "stdout", "text": "100"}]
    assert answers(notebook).key == answers(solved()).key


def test_moved_cells_come_back_in_the_order_of_the_course():
    notebook = solved()
    notebook.cells.reverse()
    assert [piece.exercise for piece in answers(notebook).pieces] == EXERCISES


def test_a_changed_set_up_cell_is_replaced_and_the_learner_is_told():
    notebook = solved()
    notebook.cells[place(notebook, "given_1")].source += "\nimport math"
    found = answers(notebook)
    assert found.key == answers(solved()).key
    assert "put your own imports and helpers into a cell of your own" in found.notes[0]


def test_added_cells_are_kept_before_the_exercise_that_follows():
    notebook = solved()
    at = place(notebook, "rnn_forward")
    notebook.cells[at:at] = [code("def helper(): pass"), code("K = 3")]
    notebook.cells.append(code("late = 1"))
    pieces = answers(notebook).pieces
    where = pieces.index(Piece("K = 3"))
    assert pieces[where - 1] == Piece("def helper(): pass") and pieces[where + 1].exercise == "rnn_forward"
    assert pieces[-1] == Piece("late = 1")


def test_of_two_copies_the_last_counts_and_an_unwritten_copy_does_not():
    notebook, stub = solved(), release.learner_notebook(SCRIPT)
    at = place(notebook, "rnn_forward")
    first = copy.deepcopy(notebook.cells[at])
    first.source = "def rnn_forward(x, a0, parameters): return 1"
    notebook.cells.insert(at, first)
    notebook.cells.append(stub.cells[place(stub, "rnn_forward")])
    pieces = answers(notebook).pieces
    assert [p for p in pieces if p.exercise == "rnn_forward"] == [Piece(SOLVED.cells[at].source, "rnn_forward")]
    assert Piece(first.source) in pieces


def test_a_deleted_exercise_has_no_piece():
    notebook = solved()
    del notebook.cells[place(notebook, "rnn_forward")]
    assert "rnn_forward" not in [piece.exercise for piece in answers(notebook).pieces]


def test_lost_metadata_costs_nothing():
    notebook = solved()
    for cell in notebook.cells:
        cell.metadata = {}
    sources = [piece.source for piece in answers(notebook).pieces]
    assert all(any(f"def {name}(" in source for source in sources) for name in EXERCISES)


def test_a_solution_cell_turned_into_text_is_still_taken():
    notebook = solved()
    notebook.cells[place(notebook, "rnn_forward")].cell_type = "markdown"
    assert answers(notebook).key == answers(solved()).key


def test_of_an_edited_course_cell_only_definitions_are_taken():
    notebook = solved()
    course_cell = next(c for c in notebook.cells if c.cell_type == "code" and not c.metadata.get("nbgrader"))
    course_cell.source = "import math\ntrain_for_hours()\n@cached\ndef helper(x):\n    return x  # as it is\n"
    assert Piece("import math\n@cached\ndef helper(x):\n    return x  # as it is") in answers(notebook).pieces


def test_rebuilding_keeps_the_answers_and_restores_everything_else():
    notebook = solved()
    notebook.cells.insert(5, code("def helper(): pass"))
    notebook.cells.append(code("late = 1"))
    del notebook.cells[place(notebook, "lstm_forward")]
    del notebook.cells[place(notebook, "rnn_forward_check")]
    found = answers(notebook)
    rebuilt = intake.rebuild(SCRIPT, found)
    assert answers(rebuilt).key == found.key
    ours = {cell.id for cell in release.learner_notebook(SCRIPT).cells}
    assert ours <= {cell.id for cell in rebuilt.cells}


CELLS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "cell_type": st.sampled_from(["code", "markdown", "raw", 3, None]),
            "source": st.text(max_size=30)
            | st.lists(st.text(max_size=5), max_size=3)
            | st.sampled_from([None, 7, "def rnn_forward(x): 1", "x = (((", "\x00", "\ud800"]),
            "metadata": st.none()
            | st.dictionaries(st.text(max_size=3), st.integers(), max_size=2)
            | st.fixed_dictionaries(
                {
                    "nbgrader": st.none()
                    | st.integers()
                    | st.fixed_dictionaries({"grade_id": st.sampled_from([*EXERCISES, "given_1", "x", 3, None])})
                }
            ),
            "id": st.text(max_size=3) | st.integers(),
        },
    ),
    max_size=6,
)


@pytest.mark.slow
@given(CELLS)
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_any_cells_give_answers_or_a_refusal_and_rebuilding_keeps_them(found):
    try:
        taken = answers({"cells": found})
    except SubmissionRefused:
        return
    assert answers(intake.rebuild(SCRIPT, taken)).key == taken.key


@pytest.mark.slow
@given(
    st.binary(max_size=200)
    | st.recursive(
        st.none() | st.integers() | st.text(),
        lambda i: st.lists(i) | st.dictionaries(st.sampled_from(["nbformat", "cells", "metadata"]), i),
    ).map(lambda v: json.dumps(v).encode())
)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(tmp_path, content):
    path = tmp_path / NAME
    path.write_bytes(content)
    try:
        intake.read(path, Limits())
    except SubmissionRefused as refusal:
        assert str(refusal).startswith(NAME)


def refusal(path):
    with pytest.raises(SubmissionRefused) as caught:
        intake.open_submission(path, authoring.read(intake.identify(path)))
    text = str(caught.value)
    assert "\n" not in text and text.endswith((".", "?"))
    return text


def test_each_kind_of_bad_file_is_refused_with_its_own_sentence(tmp_path):
    path = tmp_path / NAME
    assert "there is no such file" in refusal(path)
    path.mkdir()
    assert "is a folder" in refusal(path)
    path.rmdir()
    path.touch()
    assert "is empty" in refusal(path)
    path.write_text("[" * 200_000)
    assert "is not a notebook" in refusal(path)
    path.write_text("[" + "0," * 25_000_000 + "0]")
    assert "is larger than" in refusal(path)
    path.write_bytes(b"\xff\xfe{}")
    assert "is not UTF-8" in refusal(path)
    path.write_text(json.dumps({"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": []}))
    assert "has notebook format 3" in refusal(path)
    path.write_text(json.dumps({"nbformat": 4, "cells": [code("print(1)")], "metadata": {}, "nbformat_minor": 5}))
    assert "is it the notebook of another course?" in refusal(path)
    path.write_text(json.dumps({"nbformat": 4, "cells": [code("x" * 2_000_000)], "metadata": {}, "nbformat_minor": 5}))
    assert "a million characters" in refusal(path)


def test_a_link_or_a_device_is_refused(tmp_path):
    (tmp_path / "real.ipynb").write_text(authoring.write(SOLVED))
    (tmp_path / NAME).symlink_to(tmp_path / "real.ipynb")
    assert "is a link" in refusal(tmp_path / NAME)
    (tmp_path / NAME).unlink()
    os.mkfifo(tmp_path / NAME)
    assert "is not an ordinary file" in refusal(tmp_path / NAME)


def test_a_renamed_notebook_is_told_its_name(tmp_path):
    path = tmp_path / "my_work.ipynb"
    path.write_text(authoring.write(SOLVED))
    assert refusal(path) == f"my_work.ipynb: has been renamed; call it `{NAME}` again."


def test_a_notebook_of_another_name_and_content_is_none_of_ours(tmp_path):
    path = tmp_path / "taxes.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "cells": [code("print(1)")], "metadata": {}, "nbformat_minor": 5}))
    assert "is no notebook of this course" in refusal(path)


@pytest.mark.parametrize(
    "source",
    [
        "(" * 100_000,
        "-" * 100_000 + "1",
        "1" + "+1" * 100_000,
        "def f():\n" + " return 1" + "+1" * 900,
        "x." * 50_000 + "x",
    ],
    ids=["brackets", "minuses", "sum", "sum in a function", "dots"],
)
def test_code_that_is_hard_to_parse_is_taken_as_it_is(source):
    notebook = solved()
    course_cell = next(c for c in notebook.cells if c.cell_type == "code" and not c.metadata.get("nbgrader"))
    course_cell.source = source
    notebook.cells.append(code(source))
    assert answers(notebook).pieces[-1] == Piece(source)
