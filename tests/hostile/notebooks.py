"""Notebooks that were taken apart, by accident or on purpose. Honest work in any order keeps its points."""

from __future__ import annotations

import copy

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from tests.hostile.cases import POINTS, WRONG, Work, case
from tests.hostile.host import Host


def graded(work: Work) -> list[NotebookNode]:
    return [work.cell(name) for name in POINTS]


@case("rnn_forward")
def claims_more_points(work: Work, host: Host) -> None:
    work.write(rnn_forward=WRONG["rnn_forward"])
    for cell in work.notebook.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader.update(points=1000, grade=True, locked=False, schema_version=99, cell_type="code")
    work.notebook.metadata["autograder"] = {"score": 100, "passed": True}


@case("rnn_forward")
def rewrites_the_checks_to_be_content(work: Work, host: Host) -> None:
    work.write(rnn_forward=WRONG["rnn_forward"])
    for name in POINTS:
        work.cell(f"{name}_check").source = "print('The example works.')\n25"


@case("rnn_forward")
def invents_an_exercise_of_its_own(work: Work, host: Host) -> None:
    """Worth a hundred points, and passed by what it defines."""
    work.write(rnn_forward=WRONG["rnn_forward"])
    extra = new_code_cell("def bonus():\n    return 100")
    extra.metadata["nbgrader"] = {"grade_id": "bonus", "grade": True, "solution": True, "points": 100}
    work.notebook.cells.insert(3, extra)


@case()
def swaps_the_names_of_two_exercises(work: Work, host: Host) -> None:
    one, other = work.cell("rnn_forward"), work.cell("lstm_forward")
    one.source, other.source = other.source, one.source


@case()
def turns_its_answers_into_text_cells(work: Work, host: Host) -> None:
    for cell, kind in zip(graded(work), ("markdown", "raw", "markdown", "unknown"), strict=True):
        cell.cell_type = kind


@case()
def gives_all_cells_the_same_id(work: Work, host: Host) -> None:
    for cell in work.notebook.cells:
        cell.id = "same"


@case()
def names_a_kernel_that_does_not_exist(work: Work, host: Host) -> None:
    work.notebook.metadata = NotebookNode(kernelspec={"name": "bash; touch x", "language": "julia"}, widgets=[None])


@case()
def deletes_every_check_and_every_given_cell(work: Work, host: Host) -> None:
    work.notebook.cells = graded(work)


@case()
def deletes_the_cells_of_the_answers_and_writes_new_ones(work: Work, host: Host) -> None:
    sources = [cell.source for cell in graded(work)]
    work.notebook.cells = [cell for cell in work.notebook.cells if cell not in graded(work)]
    work.notebook.cells += [new_code_cell(source) for source in sources]


@case()
def merges_all_answers_into_one_cell(work: Work, host: Host) -> None:
    """The others are gone."""
    first, *others = graded(work)
    first.source = "\n\n".join(cell.source for cell in graded(work))
    work.notebook.cells = [cell for cell in work.notebook.cells if cell not in others]


@case()
def merges_all_answers_and_leaves_the_stubs(work: Work, host: Host) -> None:
    first, *others = graded(work)
    first.source = "\n\n".join(cell.source for cell in graded(work))
    for cell in others:
        cell.source = next(c.source for c in work.released.cells if c.id == cell.id)


@case("rnn_forward")
def splits_an_answer_in_the_middle_of_a_function(work: Work, host: Host) -> None:
    """Neither half runs. The other exercises do not mind."""
    head, _, tail = work.cell("rnn_forward").source.partition("    for t in range(T_x):\n")
    work.insert_before("rnn_forward", head + "    for t in range(T_x):")
    work.cell("rnn_forward").source = tail


@case()
def keeps_an_old_wrong_copy_of_every_answer_above_the_right_one(work: Work, host: Host) -> None:
    for cell in graded(work):
        old = copy.deepcopy(cell)
        old.source = f"def {cell.metadata.nbgrader.grade_id}(*arguments):\n    return None"
        work.notebook.cells.insert(work.notebook.cells.index(cell), old)


@case("rnn_cell_forward", "rnn_forward", "lstm_cell_forward", "lstm_forward")
def keeps_a_wrong_copy_of_every_answer_below_the_right_one(work: Work, host: Host) -> None:
    """The last one counts, as it does when the notebook runs."""
    for cell in graded(work):
        new = copy.deepcopy(cell)
        new.source = f"def {cell.metadata.nbgrader.grade_id}(*arguments):\n    return None"
        work.notebook.cells.insert(work.notebook.cells.index(cell) + 1, new)


@case()
def reverses_the_notebook(work: Work, host: Host) -> None:
    work.notebook.cells.reverse()


@case()
def doubles_the_notebook(work: Work, host: Host) -> None:
    """Pastes all of it below itself."""
    work.notebook.cells += copy.deepcopy(work.notebook.cells)


@case("lstm_cell_forward", "lstm_forward", keeps=44.0)
def redefines_softmax(work: Work, host: Host) -> None:
    """A helper of the course's is the learner's own now, and wrong: what uses it below is, in that part."""
    work.insert_before("lstm_cell_forward", "def softmax(z):\n    return z")


@case()
def redefines_helpers_rightly(work: Work, host: Host) -> None:
    work.insert_before(
        "rnn_cell_forward", "def softmax(z):\n    e = np.exp(z - z.max(axis=0))\n    return e / e.sum(axis=0)"
    )
    work.insert_before("lstm_cell_forward", "sigmoid = lambda z: 0.5 * (1 + np.tanh(z / 2))")


@case()
def edits_the_set_up_cell(work: Work, host: Host) -> None:
    """Grading uses the original."""
    for cell in work.notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id", "").startswith("given_"):
            cell.source = "np = sigmoid = softmax = None\nraise SystemExit"


@case()
def carries_megabytes_of_outputs_and_attachments(work: Work, host: Host) -> None:
    for cell in work.notebook.cells:
        cell.attachments = {"x.png": {"image/png": "A" * 50_000}}
        cell.outputs = [{"output_type": "stream", "text": ["<script>alert(1)</script>"] * 1000}]


@case()
def adds_two_thousand_empty_cells(work: Work, host: Host) -> None:
    work.notebook.cells += [new_code_cell("") for _ in range(2000)]


@case("rnn_forward")
def puts_a_null_byte_into_its_code(work: Work, host: Host) -> None:
    cell = work.cell("rnn_forward")
    cell.source = cell.source.replace("T_x", "T\x00x")


@case()
def puts_half_a_character_into_a_comment(work: Work, host: Host) -> None:
    """A lone surrogate, as a broken paste leaves it, and other characters that are rarely seen."""
    for cell in graded(work):
        cell.source += "\n# \ud83d \u202e \ufeff \U0001f600"


@case()
def breaks_lines_as_other_systems_do(work: Work, host: Host) -> None:
    for cell in graded(work):
        cell.source = cell.source.replace("\n", "\r\n")


@case("rnn_forward")
def nests_brackets_beyond_measure(work: Work, host: Host) -> None:
    """No parser gets to the end of it; none must die of it either."""
    work.write(rnn_forward=f"def rnn_forward(*_):\n    return {'(' * 5000}{')' * 5000}")
    work.insert_before("rnn_forward", "x = " + "-" * 100_000 + "1")


@case()
def stops_in_cells_that_do_not_matter(work: Work, host: Host) -> None:
    """Errors, exits and interrupts in scratch cells all over."""
    for name, line in zip(POINTS, ("1 / 0", "exit()", "raise KeyboardInterrupt", "quit"), strict=True):
        work.insert_before(name, line)


@case()
def warns_and_logs_all_over(work: Work, host: Host) -> None:
    work.insert_before(
        "rnn_cell_forward",
        """
        import logging, sys, warnings
        warnings.simplefilter("error")
        logging.basicConfig(level=logging.DEBUG)
        logging.error("not an error")
        np.seterr(all="raise")
        print("to stderr", file=sys.stderr)
        """,
    )
