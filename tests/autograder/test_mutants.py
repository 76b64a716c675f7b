"""The mutants themselves: what they change, what they leave alone, and that a weak test lets one through."""

from __future__ import annotations

import textwrap
import time

import pytest

from autograder import authoring, course, hidden, mutants, reference
from autograder.answer import Answer
from autograder.expect import expect_close, expect_shape
from autograder.mutants.syntax import Mutant

SOURCE = '''
def mean(x, axis=0):
    """The mean of x, at 0 or 1."""
    total = x.sum(axis=axis)
    if axis < 0:
        raise ValueError("axis must be 0 or 1")
    return total / x.shape[axis]
'''


def changes(source: str) -> list[tuple[str, str]]:
    return [(mutant.old, mutant.new) for mutant in mutants.mutants(textwrap.dedent(source))]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("return a + b", "return a - b"),
        ("return a @ b", "return a * b"),
        ("return a @ b", "return b @ a"),
        ("return a @ b", "return a"),
        ("return a + b.T", "return a + b"),
        ("return a[1]", "return a[2]"),
        ("return a[b:]", "return a[:b]"),
        ("return a[:, b]", "return a[:, b + 1]"),
        ("return a < b", "return a <= b"),
        ("return np.tanh(a)", "return np.sin(a)"),
        ("return softmax(a)", "return sigmoid(a)"),
        ("return a.sum(axis=1)", "return a.sum(axis=0)"),
        ("return a.sum(axis=1)", "return a.sum()"),
        ("return a.sum(axis=1)", "return a.mean(axis=1)"),
        ("return a.sum(axis=1, keepdims=True)", "return a.sum(axis=1, keepdims=False)"),
        ("return f(a, b)", "return f(b, a)"),
        ("return (a, b)", "return (b, a)"),
        ("return (a, b)", "return (a,)"),
        ("return {'da': a, 'db': b}", "return {'da': b, 'db': a}"),
        ("return {'da': a, 'db': b}", "return {'da': a}"),
        ("return a['x'] + b['y']", "return a['y'] + b['y']"),
        ("return -a", "return a"),
        ("return not a", "return a"),
        ("return a if b else 0", "return a"),
        ("a += b", "a = b"),
        ("a.append(b)", "pass"),
        ("return a", "pass"),
        ("return a", "return b"),
        ("for i in reversed(a): f(i)", "for i in a:"),
        ("for i in range(a): f(i)", "for i in range(1, a):"),
    ],
)
def test_a_slip_is_made(before: str, after: str) -> None:
    assert after in [new for _, new in changes(f"def f(a, b):\n    {before}\n")]


def test_docstrings_annotations_defaults_and_messages_stay() -> None:
    annotated = SOURCE.replace("(x, axis=0)", "(x: 'Array', axis: int = 0) -> 'Array'")
    for mutant in mutants.mutants(annotated):
        assert '"""The mean of x, at 0 or 1."""' in mutant.source
        assert "(x: 'Array', axis: int=0) -> 'Array'" in mutant.source
        assert "axis must be 0 or 1" in mutant.source or "raise" not in mutant.source


def test_each_mutant_is_new_and_can_be_compiled() -> None:
    made = mutants.mutants(SOURCE)
    assert len({mutant.source for mutant in made}) == len(made) > 15
    for mutant in made:
        compile(mutant.source, "mutant", "exec")
        assert mutant.old != mutant.new


def test_an_alias_is_no_slip() -> None:
    assert "return a" not in [new for _, new in changes("def f(a):\n    p = a\n    return p\n")]
    assert "return a" in [new for _, new in changes("def f(a):\n    p = a\n    p = g(p)\n    return p\n")]


def weak(answer: Answer, right: reference.Reference, rng) -> None:
    """The shape alone."""
    x = rng.standard_normal((3, 4))
    expect_shape(answer(x), right(x).shape, "`mean`")


def strong(answer: Answer, right: reference.Reference, rng) -> None:
    """The values on both axes."""
    x = rng.standard_normal((3, 4))
    for axis in (0, 1):
        expect_close(answer(x, axis), right(x, axis), "mean")


def stops(answer: Answer, right: reference.Reference, rng) -> None:
    """A test with a fault of its own."""
    raise ZeroDivisionError


def fates(check) -> dict[str, str]:
    right = reference.Reference("mean", (SOURCE,))
    chosen = (hidden.HiddenTest("check", check.__doc__, 1.0, check),)
    assert mutants.judge(SOURCE, "mean", chosen, right) == ("stopped" if check is stops else "survived")
    return {mutant.new: mutants.judge(mutant.source, "mean", chosen, right) for mutant in mutants.mutants(SOURCE)}


def test_a_weak_test_lets_mutants_survive_and_a_strong_one_does_not() -> None:
    assert fates(weak)["return total * x.shape[axis]"] == "survived"
    assert fates(strong)["return total * x.shape[axis]"] == "rejected"
    assert list(fates(weak).values()).count("survived") > list(fates(strong).values()).count("survived")


def test_a_test_that_stops_is_not_taken_for_one_that_rejects() -> None:
    assert set(fates(stops).values()) == {"stopped"}


def test_an_endless_loop_is_rejected_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants, "SECONDS", 0.2)
    right = reference.Reference("mean", (SOURCE,))
    chosen = (hidden.HiddenTest("strong", "Strong.", 1.0, strong),)
    loop = "def mean(x, axis=0):\n    while True:\n        pass\n"
    started = time.monotonic()
    assert mutants.judge(loop, "mean", chosen, right) == "rejected"
    assert time.monotonic() - started < 2


def test_a_survivor_must_be_explained_and_an_explanation_must_be_needed() -> None:
    one, two = Mutant("…", "a", "b"), Mutant("…", "c", "d")
    entry = {"old": "a", "new": "b", "why": "the same"}
    assert mutants.sort("f", [one, two], ["survived", "rejected"], [entry]).good
    assert mutants.sort("f", [one, two], ["survived", "survived"], [entry]).unexplained == (two,)
    assert mutants.sort("f", [one], ["survived"], [entry | {"why": " "}]).unexplained == (one,)
    assert mutants.sort("f", [one], ["rejected"], [entry]).stale == (entry,)
    assert not mutants.sort("f", [one], ["stopped"], []).good


def test_every_assignment_has_mutants() -> None:
    for assignment in course.ASSIGNMENTS:
        assert mutants.mutants(authoring.read(assignment).sources("solution")[0])
