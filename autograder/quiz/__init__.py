"""Graded quizzes. One YAML source in; the learners' notebook, the printable page and the verdict out.

    load(assignment)                  the quiz in its source, checked
    drawn(quiz, variant)              its questions with the numbers of one variant, and their key
    script(assignment, text)          its notebook, as `authoring` makes one of a script
    questions(quiz)                   what learners may see of every variant: what `utils.quiz` shows
    solutions(quiz, learner)          the cells of a learner who is done
    grade(quiz, sources)              the verdict on these cells; nothing of the learner's is run
    of_another(sources, learner)      whether they answer the questions of somebody else

nbgrader releases one notebook to all. So it holds no question, only places for answers: the first run writes the user's
name into the first cell, and `utils.quiz` shows the questions of the variant that belongs to that name. The key is made
in the grader, from the source and that name. Whoever writes another name gets other questions, as hard, and the
gradebook says so.
"""

from autograder.quiz.drawing import VARIANTS, Drawn, drawn
from autograder.quiz.marking import grade, of_another
from autograder.quiz.notebook import load, questions, script, shown, shown_path, solutions
from autograder.quiz.schema import Quiz, parse

__all__ = [
    "VARIANTS",
    "Drawn",
    "Quiz",
    "drawn",
    "grade",
    "load",
    "of_another",
    "parse",
    "questions",
    "script",
    "shown",
    "shown_path",
    "solutions",
]
