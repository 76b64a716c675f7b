"""The autograder of the course *Sequence Models*.

A notebook calls `submit`; everything else is the command `autograder`.
"""

from autograder.notebook import submit

__all__ = ["submit"]
