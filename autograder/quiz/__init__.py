"""Graded quizzes. One YAML source in; the learners' notebook, the printable page and the verdict out.

    load(assignment)                  the quiz in its source, checked
    drawn(quiz, variant)              its questions with the numbers of one variant, and their key
    script(assignment, text)          its notebook, as `authoring` makes one of a script
    questions(quiz)                   what learners may see of every variant: what `utils.quiz` shows
    solutions(quiz, variant)          the cells of a learner who is done
    grade(quiz, sources)              the verdict on these cells; nothing of the learner's is run

nbgrader releases one notebook to all. So it holds no question, only places for answers: the first run writes the number
of the learner's variant into the first cell, and `utils.quiz` shows the questions of the number that stands there. The
key is made in the grader, from the source and that number. Whoever writes another number gets other questions, as hard.
"""

from autograder.quiz.drawing import VARIANTS, Drawn, drawn
from autograder.quiz.marking import grade
from autograder.quiz.notebook import load, questions, script, shown, shown_path, solutions
from autograder.quiz.schema import Quiz, parse

__all__ = [
    "VARIANTS",
    "Drawn",
    "Quiz",
    "drawn",
    "grade",
    "load",
    "parse",
    "questions",
    "script",
    "shown",
    "shown_path",
    "solutions",
]
