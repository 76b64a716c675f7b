"""Answers to the exercises of `Machine_Translation`."""
