"""The first assignment as a learner who knows it writes it."""

from autograder import authoring, course, release

STEP = course.find("step_by_step")
PATH = str(STEP.path.relative_to(course.ROOT))
SOLUTIONS = {
    cell.metadata.nbgrader.grade_id: cell.source
    for cell in release.solved_notebook(authoring.read(STEP)).cells
    if cell.metadata.get("nbgrader", {}).get("solution")
}
GRADED = [exercise.name for exercise in authoring.read(STEP).exercises if exercise.points]
PRACTICE = [exercise.name for exercise in authoring.read(STEP).exercises if not exercise.points]
WRONG = SOLUTIONS["rnn_cell_forward"].replace("np.tanh(", "(")
ENDLESS = SOLUTIONS["lstm_forward"].replace("    step_caches = []\n", "    while True:\n        step_caches = []\n")
assert SOLUTIONS["rnn_cell_forward"] != WRONG and SOLUTIONS["lstm_forward"] != ENDLESS
