"""Answers are read as text and run by the tests that judge them; to collect them would import Keras."""

collect_ignore_glob = ["*/*"]
