"""Answers to the exercises of `step_by_step`."""
