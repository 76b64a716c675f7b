"""The sources keep the course's style: pace, length, headings, and names that no solution can lean on."""

import ast
import re

import pytest

from autograder import authoring, release
from autograder.course import ASSIGNMENTS, LESSONS

CODE_LINES, SOLUTION_LINES, WORDS, WIDTH, CODE_IN_A_ROW, BYTES = 25, 20, 120, 88, 3, 150_000
OWN_PREFIXES = ("toy_", "check_", "demo_")

every_assignment = pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda a: a.id)
every_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda a: a.id)
every_notebook = pytest.mark.parametrize("assignment", (*ASSIGNMENTS, *LESSONS), ids=lambda a: a.id)


def place(cell) -> str:
    """How a cell is named when it breaks a rule."""
    return cell.source.splitlines()[0]


def cells(assignment, kind):
    return [cell for cell in authoring.read(assignment).cells if cell.cell_type == kind]


def role(cell) -> str | None:
    return cell.metadata.get("role")


def too_long(cell) -> bool:
    return len(cell.source.splitlines()) > CODE_LINES


def words(markdown: str) -> int:
    """How many words a reader reads: no formulas, figures, tables or tags."""
    unread = r"\$\$.*?\$\$|\$[^$]*\$|!\[[^\]]*\]\([^)]*\)|<[^>]*>|^\|.*$"
    return len(re.findall(r"\w[\w'’-]*", re.sub(unread, " ", markdown, flags=re.S | re.M)))


def stored_at_top(source: str) -> set[str]:
    """The names that a cell leaves behind, imports aside."""
    names: set[str] = set()
    for node in ast.parse(source).body:
        names |= {node.name} if isinstance(node, ast.FunctionDef | ast.ClassDef) else stored(node)
    return names


def stored(node: ast.AST) -> set[str]:
    """Names that a statement stores, those inside comprehensions and lambdas aside: they do not stay."""
    if isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp | ast.Lambda):
        return set()
    if isinstance(node, ast.Name):
        return {node.id} if isinstance(node.ctx, ast.Store) else set()
    return {name for child in ast.iter_child_nodes(node) for name in stored(child)}


@every_notebook
def test_a_notebook_begins_with_what_you_build_learn_and_need(assignment):
    first = authoring.read(assignment).cells[0].source
    assert first.startswith("# ")
    for promise in ("**You will build**", "**You will learn**", "**You need**", "minutes"):
        assert promise in first


@every_assignment
def test_a_notebook_ends_with_the_cell_that_submits_it(assignment):
    last = authoring.read(assignment).cells[-1].source
    assert last.split() == ["from", "autograder", "import", "submit", "submit()"]


@every_lesson
def test_a_lesson_ends_with_what_to_read_next_and_nothing_to_submit(lesson):
    notebook = authoring.read(lesson).cells
    assert notebook[-1].cell_type == "markdown" and "read next" in notebook[-1].source.lower()
    assert all("submit" not in cell.source for cell in cells(lesson, "code"))


@every_lesson
def test_a_lesson_asks_at_least_three_questions_and_folds_the_answers(lesson):
    text = "\n".join(cell.source for cell in cells(lesson, "markdown"))
    asked = re.findall(r"<details><summary>(\d+)\. [^<]*(?:<code>[^<]*</code>[^<]*)*\?</summary>", text)
    assert [int(number) for number in asked] == list(range(1, len(asked) + 1)) and len(asked) >= 3
    assert text.count("<details>") == text.count("</details>") >= len(asked)


@every_notebook
def test_a_code_cell_is_short(assignment):
    long = [place(cell) for cell in cells(assignment, "code") if role(cell) != "solution" and too_long(cell)]
    assert long == []


@every_assignment
def test_a_learner_writes_few_lines(assignment):
    for source in authoring.read(assignment).sources("solution"):
        inside = source.split("### BEGIN SOLUTION")[1].split("### END SOLUTION")[0]
        assert len(inside.split("\n")) - 2 <= SOLUTION_LINES, source.splitlines()[0]


@every_notebook
def test_a_text_cell_is_read_in_a_breath(assignment):
    long = {place(cell): words(cell.source) for cell in cells(assignment, "markdown") if words(cell.source) > WORDS}
    assert long == {}


@every_notebook
def test_no_line_is_wider_than_a_small_screen(assignment):
    lines = [line for cell in authoring.read(assignment).cells for line in cell.source.splitlines()]
    assert [line for line in lines if len(line) > WIDTH and not line.startswith("|")] == []


@every_notebook
def test_code_is_broken_up_by_text(assignment):
    row = 0
    for cell in authoring.read(assignment).cells:
        row = row + 1 if cell.cell_type == "code" else 0
        assert row <= CODE_IN_A_ROW, place(cell)


@every_notebook
def test_a_notebook_is_light(assignment):
    script = authoring.read(assignment)
    assert len(authoring.write(release.learner_notebook(script)).encode()) < BYTES


@every_assignment
def test_each_exercise_is_announced_with_its_name_points_and_minutes(assignment):
    text = "\n".join(cell.source for cell in cells(assignment, "markdown"))
    headings = re.findall(r"^### Exercise (\d+): .*`(\w+)` \((.+), about \d+ minutes\)$", text, flags=re.M)
    wanted = [
        (str(number), exercise.name, f"{exercise.points:g} points" if exercise.points else "practice")
        for number, exercise in enumerate(authoring.read(assignment).exercises, 1)
    ]
    assert headings == wanted


@every_assignment
def test_the_points_of_an_assignment_add_up_to_100(assignment):
    assert sum(exercise.points for exercise in authoring.read(assignment).exercises) == 100


@every_assignment
def test_no_demo_or_check_leaves_a_name_that_a_solution_could_lean_on(assignment):
    left = set()
    for cell in cells(assignment, "code"):
        if role(cell) in (None, "grade"):
            left |= stored_at_top(cell.source)
    assert {name for name in left - {"_"} if not name.startswith(OWN_PREFIXES)} == set()


@every_assignment
def test_a_solution_names_nothing_that_only_a_demo_defines(assignment):
    script = authoring.read(assignment)
    used = {
        node.id
        for source in script.sources("solution")
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Name)
    }
    assert {name for name in used if name.startswith(OWN_PREFIXES)} == set()


@every_assignment
def test_every_visible_check_ends_with_one_plain_sentence(assignment):
    for source in authoring.read(assignment).sources("grade"):
        last = source.splitlines()[-1]
        assert last.startswith('print("') and last.endswith('.")')
