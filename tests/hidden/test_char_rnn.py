"""The hidden tests of Dinosaur Island: their networks spell what they say, their statistics seldom err."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

from autograder import authoring, course, hidden, reference
from autograder.answer import local
from autograder.hidden import char_rnn
from autograder.hidden.char_rnn import LONGEST, USUAL_WAYS

ASSIGNMENT = course.find("Dinosaur_Island")
EXERCISES = [exercise.name for exercise in authoring.read(ASSIGNMENT).exercises]
CALLS = 12  # in grading every call is a round trip to the learner's kernel

STRANGE = {
    "None": None,
    "a number": 1.5,
    "text": "tawa",
    "an empty list": [],
    "an empty dictionary": {},
    "a list of None": [None, None],
    "a list of lists": [[1], [2]],
    "truth": [True, False],
    "NaN": [float("nan"), {}, np.nan],
    "three": (1.0, {}, np.zeros((3, 1))),
    "two": ({}, "Tawa"),
    "an odd dictionary": {float("nan"): 1, (1, 2): 2, "dWax": "x"},
    "a huge index": [10**15, -5],
    "zeros": np.zeros((4, 4)),
    "a function": print,
}


@pytest.fixture(scope="module")
def sample():
    return reference.load(ASSIGNMENT, "sample").functions["sample"]


def judge(exercise: str, function: Any, seed: int = 0) -> list[hidden.Outcome]:
    right = reference.load(ASSIGNMENT, exercise)
    answer = local(dict(right.functions) | {exercise: function}, exercise, right.signatures)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return hidden.run(ASSIGNMENT.id, exercise, answer, right, seed)


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("strange", STRANGE)
def test_what_is_right_nowhere_earns_nothing(exercise, strange):
    outcomes = judge(exercise, lambda *arguments: STRANGE[strange])
    assert not any(outcome.passed for outcome in outcomes)
    assert hidden.UNJUDGED not in [outcome.message for outcome in outcomes]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_few_calls_are_enough(exercise):
    """A call through a driver is one round trip, however often the driver calls the function."""
    right, calls = reference.load(ASSIGNMENT, exercise), []
    answer = local(dict(right.functions), exercise, right.signatures)
    serve = answer._call
    answer._call = lambda *arguments: calls.append(exercise) or serve(*arguments)
    outcomes = hidden.run(ASSIGNMENT.id, exercise, answer, right, 0)
    assert all(outcome.passed for outcome in outcomes) and len(calls) <= CALLS


def test_a_certain_network_spells_its_name_with_every_seed(sample):
    rng = np.random.default_rng(0)
    for n_a, n_y in ((12, 8), (12, 27)):
        parameters, char_to_ix, name = char_rnn.certain(rng, n_a, n_y)
        assert {tuple(sample(parameters, char_to_ix, seed)) for seed in range(40)} == {tuple(name)}
        assert all(char_rnn.name_of(parameters, char_to_ix["\n"], way)[0] != name for way in USUAL_WAYS)


@pytest.mark.parametrize(
    ("letters", "ends", "length"), [(3, False, 51), (48, True, 49), (49, True, 50), (50, True, 51)]
)
def test_a_counting_network_keeps_the_rule_of_length(sample, letters, ends, length):
    parameters, char_to_ix, name = char_rnn.counting(np.random.default_rng(1), letters, 5, ends)
    assert sample(parameters, char_to_ix, 3) == name and len(name) == length
    assert name[-1] == char_to_ix["\n"] and name.count(char_to_ix["\n"]) == 1 and len(name) <= LONGEST + 1


def test_chances_are_those_of_many_samples(sample):
    parameters, char_to_ix, right = char_rnn.undecided(np.random.default_rng(2))
    assert sum(right.values()) == pytest.approx(1.0)
    names = [tuple(sample(parameters, char_to_ix, seed)[: char_rnn.DEPTH]) for seed in range(4000)]
    for begun, chance in right.items():
        assert names.count(begun) / 4000 == pytest.approx(chance, abs=0.035)


def test_the_statistic_seldom_finds_fault_with_right_names():
    """In 20,000 trials its largest values are those of a chi-square, far below the limit."""
    rng = np.random.default_rng(3)
    _, _, right = char_rnn.undecided(rng)
    begun, chance = list(right), np.array(list(right.values()))
    worst = 0.0
    for counts in rng.multinomial(600, chance, size=20_000):
        worst = max(worst, _surprise(begun, counts, chance))
    assert worst < 0.7 * char_rnn._limit(8)  # the fewest degrees of freedom at hand give the lowest limit


def _surprise(begun: list, counts: np.ndarray, chance: np.ndarray) -> float:
    expected = chance * counts.sum()
    many = expected >= char_rnn.FEW
    got = np.append(counts[many], counts[~many].sum()).astype(float)
    return 2 * float(np.sum(got * np.log(np.maximum(got, 1e-300) / np.append(expected[many], expected[~many].sum()))))


def test_the_limit_is_a_far_quantile_of_the_chi_square():
    from scipy.stats import chi2

    for freedom in (3, 8, 17, 30):
        assert 1e-14 < chi2.sf(char_rnn._limit(freedom), freedom) < 1e-11


def test_every_mistake_is_noticed_by_the_chances_alone():
    rng = np.random.default_rng(4)
    for _ in range(20):
        parameters, char_to_ix, right = char_rnn.undecided(rng)
        for way in USUAL_WAYS:
            wrong = char_rnn.chances(parameters, char_to_ix["\n"], way)
            counts = rng.multinomial(600, list(wrong.values()))
            names = [list(begun) for begun, count in zip(wrong, counts, strict=True) for _ in range(count)]
            assert not char_rnn.is_drawn_from(names, right), way
