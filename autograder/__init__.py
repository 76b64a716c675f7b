"""The autograder of the course *Sequence Models*."""
