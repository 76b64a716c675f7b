"""What the demo's class hands in to the assignments behind the first, and to the quizzes: all right, nothing, and one
mistake in each."""

from __future__ import annotations

from autograder import authoring, release
from autograder.course import GRADED
from autograder.demo.learners import FIRST, LEARNERS, Act, Learner, Work, all_right, stub_untouched

# Assignment, what it comes to, and the mistake: exercise, right, wrong.
MISTAKES = (
    ("Dinosaur_Island", 65, "sample", "np.zeros((n_a, 1))", "np.ones((n_a, 1))"),
    ("Jazz", 68, "djmodel", "LSTM_cell(x, initial_state=[a, c])", "LSTM_cell(x, initial_state=[a0, c0])"),
    ("Word_Vector_Representation", 80, "neutralize", "np.sum(g**2)", "np.linalg.norm(g)"),
    ("Emojify", 92.5, "pretrained_embedding_layer", "trainable=False", "trainable=True"),
    ("Machine_Translation", 84, "compile_model", "categorical_crossentropy", "mse"),
    ("Trigger_Word_Detection", 80, "insert_ones", "last + 51", "last + 52"),
)


def _mistaken(exercise: str, right: str, wrong: str) -> Act:
    return lambda work: work.replace(exercise, right, wrong)


def _everything_chosen(work: Work) -> None:
    """Every option of the multiple choice, right or wrong: 3 are right and 2 are not, so 1 of 3 parts is left."""
    work.write(answer_2='answer_2 = "abcde"')


def _one_unanswered_and_one_malformed(work: Work) -> None:
    work.write(answer_1="answer_1 = None", answer_3='answer_3 = "about 7"')


def _copied_from_a_friend(work: Work) -> None:
    """Another learner's notebook: right answers to other questions. It is graded, and the gradebook says whose."""
    for cell in release.solved_notebook(authoring.read(work.assignment), "all_right").cells:
        if release.is_learners(cell):
            work.write(**{cell.metadata.nbgrader.grade_id: cell.source})


# Quiz, what it comes to, and what is handed in.
ANSWERED = (
    ("Module_1_Graded_Quiz", 93.33, _everything_chosen),
    ("Module_2_Graded_Quiz", 80, _one_unanswered_and_one_malformed),
    ("Module_3_Graded_Quiz", 100, _copied_from_a_friend),
)


for other in GRADED:
    if other.id != FIRST:
        LEARNERS += [
            Learner("all_right", 100, all_right, other.id),
            Learner("stub_untouched", 0, stub_untouched, other.id),
        ]
LEARNERS += [Learner("one_exercise_wrong", points, _mistaken(*change), name) for name, points, *change in MISTAKES]
LEARNERS += [Learner("one_exercise_wrong", points, act, name) for name, points, act in ANSWERED]
