"""What lessons promise to quizzes: the topic that a learner is sent to stands in a heading."""

import re

import pytest

from autograder import authoring, quiz
from autograder.course import LESSONS, QUIZZES


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_whatever_a_quiz_says_a_lesson_teaches_has_a_heading_there(lesson):
    text = "\n".join(cell.source for cell in authoring.read(lesson).cells if cell.cell_type == "markdown")
    headings = " ".join(re.findall(r"^##+ (.*)$", text, flags=re.M)).lower()
    taught = [question.taught for one in QUIZZES for question in quiz.load(one).questions]
    topics = {
        topic.strip().lower()
        for place in taught
        for topic in re.findall(rf"[Ww]eek {lesson.week} lesson, ([^;]*)", place)
    }
    assert topics and [topic for topic in topics if topic not in headings] == []
