"""One submission: what each accident costs, and what it does not."""

import copy

import nbformat
import pytest

from autograder import authoring, grading, intake, release
from autograder.course import Limits, find
from tests.autograder.kernels import InProcess

ASSIGNMENT = find("step_by_step")
SCRIPT = authoring.read(ASSIGNMENT)
SOLVED = release.solved_notebook(SCRIPT)
POINTS = {exercise.name: exercise.points for exercise in SCRIPT.exercises}


def notebook(**sources):
    """The solved notebook with the cells of these exercises replaced."""
    made = copy.deepcopy(SOLVED)
    for cell in made.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = sources.get(name, cell.source)
    return made


def solution(name):
    return next(c.source for c in SOLVED.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def grade(made, secret=b"secret"):
    answers = intake.extract(intake.cells(made), SCRIPT)
    return grading.grade(ASSIGNMENT, answers, secret, start=InProcess)


def lost(verdict):
    return {exercise.name for exercise in verdict.exercises if not exercise.passed}


def with_cell(made, source, before=None):
    cell = nbformat.v4.new_code_cell(source)
    places = [n for n, c in enumerate(made.cells) if c.metadata.get("nbgrader", {}).get("grade_id") == before]
    made.cells.insert(places[0] if before else len(made.cells), cell)
    return made


def test_the_solved_notebook_gets_everything():
    verdict = grade(notebook())
    assert (verdict.score, verdict.max_score, lost(verdict)) == (100, 100, set())
    assert not any(exercise.messages for exercise in verdict.exercises)


def test_the_untouched_notebook_gets_nothing_and_is_told_so_plainly():
    verdict = grade(release.learner_notebook(SCRIPT))
    assert verdict.score == 0 and lost(verdict) == set(POINTS)
    for exercise in verdict.exercises:
        assert exercise.messages == (f"`{exercise.name}` is not written yet.",)


@pytest.mark.parametrize("name", POINTS)
@pytest.mark.parametrize(
    "accident",
    [
        "def {name}(:",
        "raise ValueError('x')",
        "exit()",
        "hang()",
        "def {name}(*a):\n    exit()",
        "def {name}(*a):\n    hang()",
        "{name} = 3",
    ],
)
def test_an_accident_costs_its_own_exercise_and_what_builds_on_it(name, accident):
    verdict = grade(notebook(**{name: accident.format(name=name)}))
    dependants = {exercise.name for exercise in SCRIPT.exercises if exercise.builds_on == name}
    assert name in lost(verdict) and lost(verdict) <= {name} | dependants
    assert verdict.exercise(name).points == 0 and verdict.exercise(name).messages


def test_a_syntax_error_is_told_with_its_line():
    verdict = grade(notebook(rnn_forward="def rnn_forward(:"))
    assert verdict.exercise("rnn_forward").messages[0].startswith("The cell of `rnn_forward` does not run: SyntaxError")


def test_a_cell_that_stops_behind_a_right_function_costs_nothing():
    verdict = grade(notebook(rnn_forward=solution("rnn_forward") + "\nassert rnn_forward(1, 2, 3)"))
    assert verdict.score == 100


def test_a_wrong_cell_is_named_as_the_only_reason():
    wrong = solution("rnn_cell_forward").replace("np.tanh(", "sigmoid(", 1)
    assert wrong != solution("rnn_cell_forward")
    verdict = grade(notebook(rnn_cell_forward=wrong))
    assert lost(verdict) == {"rnn_cell_forward", "rnn_forward"}
    (message,) = verdict.exercise("rnn_forward").messages
    assert "fails only because that one is wrong" in message and "`rnn_cell_forward`" in message


def test_a_wrong_loop_around_a_wrong_cell_is_wrong_itself():
    wrong = solution("rnn_cell_forward").replace("np.tanh(", "sigmoid(", 1)
    verdict = grade(
        notebook(rnn_cell_forward=wrong, rnn_forward="def rnn_forward(x, a0, parameters):\n    return x, x, x")
    )
    assert not any("fails only because" in message for message in verdict.exercise("rnn_forward").messages)


def test_an_unwritten_cell_is_named_where_it_is_called():
    verdict = grade(notebook(rnn_cell_forward=stub("rnn_cell_forward")))
    assert verdict.exercise("rnn_cell_forward").messages == ("`rnn_cell_forward` is not written yet.",)
    assert verdict.exercise("rnn_forward").messages == (
        "`rnn_forward` calls `rnn_cell_forward`, which is not written yet.",
    )


def stub(name):
    made = release.learner_notebook(SCRIPT)
    return next(c.source for c in made.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def test_a_helper_above_or_below_the_function_serves_it():
    body = solution("rnn_cell_forward").replace("np.tanh(", "squash(", 1)
    helper = "def squash(z):\n    return np.tanh(z)"
    assert grade(with_cell(notebook(rnn_cell_forward=body), helper, before="rnn_cell_forward")).score == 100
    assert grade(with_cell(notebook(rnn_cell_forward=body), helper)).score == 100


def test_a_function_written_in_another_cell_counts():
    made = notebook(rnn_forward=stub("rnn_forward"))
    assert grade(with_cell(made, solution("rnn_forward"))).score == 100
    made = notebook()
    made.cells = [c for c in made.cells if c.metadata.get("nbgrader", {}).get("grade_id") != "lstm_forward"]
    assert grade(with_cell(made, solution("lstm_forward"), before="rnn_cell_forward")).score == 100


def test_a_later_cell_cannot_take_points_away():
    made = with_cell(notebook(), "rnn_cell_forward = rnn_forward = lstm_forward = None\nimport numpy\ndel np")
    assert grade(made).score == 100


def test_a_helper_that_fails_costs_nothing():
    made = with_cell(notebook(), "1 / 0", before="rnn_forward")
    made = with_cell(made, "exit()", before="lstm_forward")
    assert grade(made).score == 100


def test_the_kernel_is_started_again_only_when_it_ended():
    before = InProcess.started
    grade(notebook())
    assert InProcess.started - before == 1
    grade(with_cell(notebook(), "exit()", before="rnn_forward"))
    assert InProcess.started - before == 3


def test_the_same_work_gets_the_same_verdict_and_a_secret_changes_the_inputs(monkeypatch):
    seeds = []
    run = grading.hidden.run
    monkeypatch.setattr(
        grading.hidden, "run", lambda a, e, answer, r, seed: seeds.append(seed) or run(a, e, answer, r, seed)
    )
    assert grade(notebook()) == grade(notebook())
    grade(notebook(), secret=b"other")
    assert len(set(seeds)) == 2


def test_a_hidden_test_that_stops_gives_no_points(monkeypatch):
    def broken(answer, reference, rng):
        raise ZeroDivisionError

    tests = grading.hidden.tests_of("step_by_step", "rnn_forward")
    monkeypatch.setattr(grading.hidden, "tests_of", lambda a, e: (type(tests[0])("x", "x", 1.0, broken),))
    verdict = grade(notebook())
    assert verdict.score == 0


def test_a_verdict_says_whether_a_time_limit_or_a_death_decided_something():
    hung = grade(notebook(rnn_forward="def rnn_forward(*a):\n    hang()"))
    ended = grade(notebook(rnn_forward="def rnn_forward(*a):\n    exit()"))
    wrong = grade(notebook(rnn_forward="def rnn_forward(*a):\n    return 1"))
    assert [(one.timed_out, one.died) for one in (hung, ended, wrong)] == [(True, False), (False, True), (False, False)]


def test_time_for_the_whole_submission_is_limited():
    class Slow(InProcess):
        pass

    limits = Limits(submission_seconds=-1)
    answers = intake.extract(intake.cells(notebook()), SCRIPT)
    slow = type(ASSIGNMENT)(ASSIGNMENT.id, ASSIGNMENT.week, ASSIGNMENT.notebook, limits)
    verdict = grading.grade(slow, answers, b"", start=Slow)
    assert verdict.score == 0 and "as a whole" in verdict.exercises[0].messages[0]


def test_messages_are_short_few_and_printable():
    noisy = "def rnn_forward(x, a0, parameters):\n    raise ValueError('\\x1b[31m' + 'long ' * 10000)"
    for message in grade(notebook(rnn_forward=noisy)).exercise("rnn_forward").messages:
        assert message.isprintable() and len(message) <= grading.LONGEST
