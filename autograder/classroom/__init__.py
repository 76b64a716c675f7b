"""The one part of the autograder that knows nbgrader.

    configure(c)                    what nbgrader_config.py calls
    release(assignments)            generate the learners' notebooks and put them into the exchange
    hand_in(notebook, assignment)   put one notebook into the exchange, for whoever is logged in
    collect(assignments)            bring the newest submissions from the exchange into the classroom
    submitted(assignments)          what has been collected
    grade(assignments, progress)    grade it all, into nbgrader's gradebook
    feedback(assignments)           make the feedback pages and put them into the exchange
    without_feedback(...)           who waits for such a page
    gradebook_rows()                everything the gradebook holds
    learner_name(learner)           what it calls one of the class
    register(assignments)           all of that for the reports: people, submissions, verdicts

nbgrader keeps the books: source, release, exchange, gradebook, late penalties, manual grades, feedback. What it would
execute and judge, `judge.py` does instead; what it would copy on trust, `handed_in.py` copies. Both are plugged in by
`configuration.py`, so `nbgrader autograde`, JupyterLab's formgrader and `autograder grade` run the same code.
"""

from autograder.classroom.collected import Submission, submitted
from autograder.classroom.configuration import configure
from autograder.classroom.cycle import (
    GradebookRow,
    collect,
    feedback,
    grade,
    gradebook_rows,
    learner_name,
    release,
    without_feedback,
)
from autograder.classroom.handing_in import hand_in
from autograder.classroom.registered import Entry, Person, Register, folder_of, received, register

__all__ = [
    "Entry",
    "GradebookRow",
    "Person",
    "Register",
    "Submission",
    "collect",
    "configure",
    "feedback",
    "folder_of",
    "grade",
    "gradebook_rows",
    "hand_in",
    "learner_name",
    "received",
    "register",
    "release",
    "submitted",
    "without_feedback",
]
