"""The rules of a source, and what the builder makes of it."""

import dataclasses

import pytest

from autograder import authoring
from autograder.course import ASSIGNMENTS, LESSONS, Assignment, Lesson
from autograder.errors import AuthoringError

SOURCE = '''# %% [markdown]
# # A title

# %% role="given"
import numpy as np

# %% exercise="double" role="solution"
def double(x):
    """Twice x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% exercise="double" role="grade" points=10
assert double(2) == 4
print("The example works.")
'''
TOY = Assignment("toy", 1, "Toy")


def read(text=SOURCE):
    return authoring.read(TOY, text)


def complaint(text):
    with pytest.raises(AuthoringError) as caught:
        read(text)
    return str(caught.value)


def test_the_exercises_are_found_with_their_points():
    assert [dataclasses.astuple(e) for e in read().exercises] == [("double", 10.0, None)]


def test_building_twice_gives_the_same_bytes():
    assert authoring.write(authoring.build(read())) == authoring.write(authoring.build(read()))


def test_cells_get_nbgraders_metadata():
    given, solution, grade = (c.metadata["nbgrader"] for c in authoring.build(read()).cells if c.cell_type == "code")
    assert (given["locked"], given["grade"], given["solution"], given["grade_id"]) == (True, False, False, "given_1")
    assert (solution["locked"], solution["solution"], solution["grade_id"]) == (False, True, "double")
    assert (grade["locked"], grade["grade"], grade["points"], grade["grade_id"]) == (True, True, 10, "double_check")


def test_the_check_fails_closed():
    check = authoring.build(read()).cells[-1].source
    assert check.startswith("assert double(2) == 4")
    with pytest.raises(RuntimeError, match="graded by the course's autograder"):
        exec(check[check.index("### BEGIN HIDDEN") :], {})


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (" points=10", "", "has no points"),
        ("points=10", "points=-1", "has no points"),
        ("points=10", "points=True", "has no points"),
        ('role="grade"', 'role="test"', "give it one of given, solution, grade"),
        ('exercise="double" role="grade"', 'role="grade"', "needs an exercise name"),
        ('role="given"', 'exercise="double" role="given"', "has no exercise name"),
        ("    ### BEGIN SOLUTION\n", "", "### BEGIN SOLUTION"),
        ('# %% exercise="double" role="grade" points=10\n', "", "has no check"),
        ('exercise="double" role="grade"', 'exercise="other" role="grade"', "stands before its solution"),
        ("points=10", 'points=10 builds_on="later"', "no earlier exercise"),
        ("# # A title", "# ![x](../../media/none.svg)", "is not in media"),
    ],
)
def test_a_source_that_breaks_a_rule_is_refused(old, new, sentence):
    text = SOURCE.replace(old, new, 1)
    assert text != SOURCE
    if "none.svg" in new:
        with pytest.raises(AuthoringError, match=sentence):
            authoring.figures(read(text))
    else:
        assert complaint(text).startswith("toy.py") and sentence in complaint(text)


def test_an_exercise_named_twice_is_refused():
    solution = SOURCE[SOURCE.index('# %% exercise="double" role="solution"') :]
    assert "has a solution cell already" in complaint(SOURCE + "\n" + solution)


@pytest.mark.parametrize("marks", ['role="given"', 'exercise="double" role="solution"', "points=10"])
def test_a_lesson_with_an_exercise_is_refused(marks):
    with pytest.raises(AuthoringError, match=r"^Lesson\.py, cell 2: lessons are not graded"):
        authoring.read(Lesson("Toy", 1, "Lesson"), f"# %% [markdown]\n# # Look\n\n# %% {marks}\nx = 1\n")


def test_a_missing_source_is_named():
    with pytest.raises(AuthoringError, match=r"toy\.py: the source of `toy` is missing"):
        authoring.read(TOY)


def test_a_cell_keeps_its_id_when_others_change():
    before = {c.source: c.id for c in authoring.build(read()).cells}
    after = {c.source: c.id for c in authoring.build(read("# %%\nnew = 1\n\n" + SOURCE)).cells}
    assert before.items() <= after.items()


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda a: a.id)
def test_every_assignment_is_worth_a_hundred_points(assignment):
    assert sum(exercise.points for exercise in authoring.read(assignment).exercises) == 100


@pytest.mark.parametrize("assignment", (*ASSIGNMENTS, *LESSONS), ids=lambda a: a.id)
def test_the_figures_travel_beside_the_notebook(assignment):
    script = authoring.read(assignment)
    text = authoring.write(authoring.build(script))
    assert "media/" not in text
    assert all(text.count(f"](figures/{name})") == 1 for name in authoring.figures(script))
