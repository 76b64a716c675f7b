"""What the demo's class hands in to the assignments behind the first: all right, nothing, and one mistake in each."""

from __future__ import annotations

from autograder.course import ASSIGNMENTS
from autograder.demo.learners import FIRST, LEARNERS, Learner, all_right, stub_untouched

for other in ASSIGNMENTS:
    if other.id != FIRST:
        LEARNERS += [
            Learner("all_right", 100, all_right, other.id),
            Learner("stub_untouched", 0, stub_untouched, other.id),
        ]
