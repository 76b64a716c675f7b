"""What the demo's class hands in to the assignments behind the first: all right, nothing, and one mistake in each."""

from __future__ import annotations

from autograder.course import GRADED
from autograder.demo.learners import FIRST, LEARNERS, Act, Learner, all_right, stub_untouched

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


for other in GRADED:
    if other.id != FIRST:
        LEARNERS += [
            Learner("all_right", 100, all_right, other.id),
            Learner("stub_untouched", 0, stub_untouched, other.id),
        ]
LEARNERS += [Learner("one_exercise_wrong", points, _mistaken(*change), name) for name, points, *change in MISTAKES]
