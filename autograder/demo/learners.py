"""The members of the demo's class. Each takes the released notebook with everything solved, and does his own thing.

    @learner(75)
    def syntax_error_in_one_cell(work):
        work.replace("rnn_forward", "for t in range(T_x):", "for t in range(T_x)")

The number is the score that this should get. Tricks are played on the first assignment; what is handed in to the others
stands in `others.py`.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent

import nbformat
from nbformat import NotebookNode

from autograder import authoring, places, release
from autograder.course import Assignment

FIRST = "step_by_step"
STUB = "raise NotImplementedError"
Act = Callable[["Work"], None]


@dataclass(frozen=True)
class Learner:
    """One member of the class, and what he hands in to one assignment."""

    name: str
    expected: float
    act: Act
    assignment: str = FIRST


LEARNERS: list[Learner] = []


class Work:
    """What one learner has on his disk: the released notebook, solved, to be changed; and what lies beside it."""

    def __init__(self, released: Path, assignment: Assignment, learner: str) -> None:
        self.assignment = assignment
        self.released = nbformat.read(released, as_version=4)
        self.notebook = copy.deepcopy(self.released)
        self.text: str | None = None  # the file's whole text, if it is to be no notebook
        self.link: Path | None = None  # what the file is a link to, if it is to be one
        self.beside: dict[str, str] = {}
        for cell in release.solved_notebook(authoring.read(assignment), learner).cells:
            if release.is_learners(cell):
                self.cell(cell.metadata.nbgrader.grade_id).source = cell.source

    def cell(self, grade_id: str) -> NotebookNode:
        """The cell of an exercise, or with `NAME_check` its check."""
        return next(c for c in self.notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id)

    def write(self, **sources: str) -> None:
        """Write these exercises anew."""
        for name, source in sources.items():
            self.cell(name).source = dedent(source).strip()

    def replace(self, name: str, old: str, new: str) -> None:
        """Change the solution of an exercise in one place."""
        before = self.cell(name).source
        if before.count(old) != 1:
            raise ValueError(f"{name}: the demo needs `{old}` once in the solution, not {before.count(old)} times.")
        self.cell(name).source = before.replace(old, new)

    def insert_before(self, name: str, source: str) -> None:
        """Add a cell before that of an exercise."""
        place = self.notebook.cells.index(self.cell(name))
        self.notebook.cells.insert(place, nbformat.v4.new_code_cell(dedent(source).strip()))

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        path = folder / f"{self.assignment.notebook}.ipynb"
        if self.link is not None:
            path.symlink_to(self.link)
        else:
            path.write_text(json.dumps(self.notebook) if self.text is None else self.text, encoding="utf-8")
        for name, text in self.beside.items():
            (folder / name).write_text(text, encoding="utf-8")


def learner(expected: float, assignment: str = FIRST) -> Callable[[Act], Act]:
    """Put a member into the class, called like the function."""

    def enrol(act: Act) -> Act:
        LEARNERS.append(Learner(act.__name__, expected, act, assignment))
        return act

    return enrol


@learner(100)
def all_right(work: Work) -> None:
    pass


@learner(100)
def all_right_in_another_style(work: Work) -> None:
    """einsum, a loop over the examples, other names, lists instead of arrays filled in place."""
    work.write(
        rnn_cell_forward="""
            def rnn_cell_forward(xt, a_prev, parameters):
                Wax, Waa, Wya, ba, by = (parameters[k] for k in ("Wax", "Waa", "Wya", "ba", "by"))
                columns = []
                for example in range(xt.shape[1]):
                    z = np.einsum("ij,j->i", Wax, xt[:, example])
                    z = z + np.einsum("ij,j->i", Waa, a_prev[:, example]) + ba[:, 0]
                    columns.append(np.tanh(z))
                state = np.stack(columns, axis=1)
                scores = np.exp(Wya.dot(state) + by)
                return state, scores / scores.sum(axis=0), (state, a_prev, xt, parameters)
        """,
        rnn_forward="""
            def rnn_forward(x, a0, parameters):
                state, states, predictions, memory = a0, [], [], []
                for step in np.moveaxis(x, 2, 0):
                    state, prediction, cache = rnn_cell_forward(step, state, parameters)
                    states.append(state)
                    predictions.append(prediction)
                    memory.append(cache)
                return np.stack(states, axis=2), np.stack(predictions, axis=2), (memory, x)
        """,
    )


@learner(0)
def stub_untouched(work: Work) -> None:
    work.notebook = work.released


@learner(75)
def one_exercise_wrong(work: Work) -> None:
    work.replace("rnn_forward", "x[:, :, t], a_next, parameters", "x[:, :, t], a0, parameters")


@learner(80)
def transposed_shapes(work: Work) -> None:
    """Only the caches come out right, which is a fifth of the exercise."""
    work.replace("lstm_forward", "return a, y, c,", "return a.T, y.T, c.T,")


@learner(93.75)
def mutates_its_input(work: Work) -> None:
    """All values are right; a quarter of the exercise is to leave the arguments as they are."""
    work.replace("rnn_forward", "    step_caches = []\n", '    step_caches = []\n    parameters["steps"] = T_x\n')


@learner(75)
def syntax_error_in_one_cell(work: Work) -> None:
    work.replace("rnn_forward", "for t in range(T_x):", "for t in range(T_x)")


@learner(100)
def deleted_a_graded_cell(work: Work) -> None:
    work.notebook.cells.remove(work.cell("lstm_forward_check"))


@learner(100)
def split_and_duplicated_cells(work: Work) -> None:
    """Splits the LSTM's cell in two, keeps an old wrong copy above the right one, and copies a check."""
    head, _, rest = work.cell("lstm_cell_forward").source.partition("    p = parameters\n")
    work.insert_before("lstm_cell_forward", "def the_stacked(a_prev, xt):\n    return np.concatenate([a_prev, xt])")
    work.cell("lstm_cell_forward").source = f"{head}    p = parameters\n" + rest.replace(
        "np.concatenate([a_prev, xt])", "the_stacked(a_prev, xt)"
    )
    old = copy.deepcopy(work.cell("rnn_cell_forward"))
    old.source = "def rnn_cell_forward(xt, a_prev, parameters):\n    return None"
    work.notebook.cells.insert(work.notebook.cells.index(work.cell("rnn_cell_forward")), old)
    work.notebook.cells.append(copy.deepcopy(work.cell("rnn_forward_check")))


@learner(100)
def warns_on_stderr(work: Work) -> None:
    noise = 'import sys, warnings\nwarnings.warn("careful")\nprint("working", file=sys.stderr)\np = parameters\n'
    work.replace("lstm_cell_forward", "    p = parameters\n", indent(noise, "    "))


@learner(75)
def endless_loop(work: Work) -> None:
    work.replace("lstm_forward", "for t in range(T_x):", "while True:\n        t = 0")


@learner(75)
def exits_the_kernel(work: Work) -> None:
    work.replace("rnn_forward", "    step_caches = []\n", "    import os\n    os._exit(0)\n    step_caches = []\n")


@learner(0)
def not_a_notebook_at_all(work: Work) -> None:
    work.text = "Dear teacher, the dog ate my notebook.\n"


@learner(75)
def edited_the_tests(work: Work) -> None:
    """Leaves an exercise, and rewrites its check to be content and worth more."""
    work.cell("rnn_forward").source = f"def rnn_forward(x, a0, parameters):\n    {STUB}"
    check = work.cell("rnn_forward_check")
    check.source = 'print("The example works.")'
    check.metadata.nbgrader.points = 1000


@learner(0)
def forged_outputs_and_points(work: Work) -> None:
    """Solves nothing, and writes full points where nbgrader would look for them."""
    work.notebook = work.released
    for cell in work.notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            points = f"{cell.metadata.nbgrader.points:g}"
            cell.outputs = [nbformat.v4.new_output("execute_result", {"text/plain": points}, execution_count=1)]
            cell.execution_count = 1


@learner(100)
def moved_cells_around(work: Work) -> None:
    random.Random(1).shuffle(work.notebook.cells)


@learner(100)
def needs_a_helper_cell(work: Work) -> None:
    work.insert_before("rnn_cell_forward", "def affine(W, v, b=0):\n    return W @ v + b")
    work.replace(
        "rnn_cell_forward",
        'p["Wax"] @ xt + p["Waa"] @ a_prev + p["ba"]',
        'affine(p["Wax"], xt) + affine(p["Waa"], a_prev, p["ba"])',
    )


@learner(100)
def lost_all_metadata(work: Work) -> None:
    """Opens the notebook in a tool that drops what it does not know."""
    for cell in work.notebook.cells:
        cell.metadata = NotebookNode()


@learner(100)
def renamed_metadata(work: Work) -> None:
    """The cells of one exercise claim to be something else."""
    work.cell("rnn_forward").metadata.nbgrader.grade_id = "my_best_exercise"
    work.notebook.metadata.kernelspec = NotebookNode(name="no_such_kernel", display_name="?")


@learner(100)
def brings_a_numpy_of_his_own(work: Work) -> None:
    work.beside["numpy.py"] = "raise RuntimeError('not the numpy you know')\n"
    work.beside["autograder_verdict.json"] = json.dumps({"score": 1000})


@learner(0)
def links_to_the_solutions(work: Work) -> None:
    """Hands in a link to the instructor's notebook, which the instructor, but not he, can read."""
    work.link = places.classroom() / "source" / work.assignment.id / f"{work.assignment.notebook}.ipynb"
