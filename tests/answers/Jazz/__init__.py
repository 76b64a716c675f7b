"""Answers to the exercises of `Jazz`."""
