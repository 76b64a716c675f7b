"""What a learner may read and import: small functions that support the notebooks, and no answer to any exercise.

Each module says what it is for and what it does not know. Import the module you need, for example
`from utils.checks import check_shape`: importing `utils` alone loads nothing.
"""
