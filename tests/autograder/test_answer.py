"""The handle that hidden tests call: data out, data back, and a sentence where nothing came."""

import numpy as np
import pytest

from autograder import answer, wire
from autograder.answer import Answer
from autograder.errors import Unmet

SIGNATURES = {"f": ("x", "parameters"), "g": ("x",)}


def handle(f, **others):
    return answer.local({"f": f, **others}, "f", SIGNATURES)


def message(f, *arguments, **others):
    with pytest.raises(Unmet) as caught:
        handle(f, **others)(*arguments)
    return str(caught.value)


def test_it_returns_what_the_function_returns():
    got = handle(lambda x, p: (x + 1, {"a": p["a"]}, None))(np.ones(2), {"a": 3})
    assert got[0].tolist() == [2, 2] and got[1:] == ({"a": 3}, None)


def test_the_function_gets_copies_and_what_it_changed_is_named():
    def careless(x, parameters):
        x += 1
        parameters["W"][0] = 9
        return x

    x, parameters = np.zeros(2), {"W": np.zeros(2), "b": np.zeros(1)}
    called = handle(careless)
    called(x, parameters)
    assert called.changed == ("x", 'parameters["W"]')
    assert x.tolist() == [0, 0] and parameters.keys() == {"W", "b"}


def test_a_key_added_to_a_dict_is_a_change():
    called = handle(lambda x, parameters: parameters.update(extra=1))
    called(np.zeros(1), {"W": np.zeros(1)})
    assert called.changed == ("parameters",)


def test_what_the_function_left_alone_is_not_named():
    called = handle(lambda x, p: x * 2)
    called(np.ones(2), {})
    assert called.changed == ()


def test_a_missing_function_is_named():
    with pytest.raises(Unmet, match="no function `f`"):
        answer.local({}, "f", SIGNATURES)(1)


def test_an_unwritten_function_is_called_unwritten():
    def f(x):
        raise NotImplementedError("later")

    assert message(f, 1) == "`f` is not written yet."


def test_an_unwritten_function_that_is_called_is_named():
    def g(x):
        raise NotImplementedError

    assert message(lambda x: g(x), 1) == "`f` calls `g`, which is not written yet."


def test_an_exception_is_told_with_its_line_and_the_shapes_of_the_call():
    def f(x, parameters):
        return x @ parameters["W"]

    text = message(f, np.ones((2, 3)), {"W": np.ones((2, 3))})
    assert text.startswith("`f` stopped with ValueError: ")
    assert 'at the line `return x @ parameters["W"]`' in text
    assert text.endswith("It was called with x (2, 3).")


def test_an_exception_in_the_courses_own_code_is_told_with_the_line_that_called_it():
    def f(scores):
        return decode(scores)

    from utils.dates import decode

    assert "at the line `return decode(scores)`" in message(f, "text")


@pytest.mark.parametrize("ending", [SystemExit, KeyboardInterrupt, RecursionError, GeneratorExit])
def test_no_exception_of_the_function_leaves_the_handle(ending):
    def f(x):
        raise ending("out")

    assert ending.__name__ in message(f, 1)


def test_an_exception_that_cannot_be_read_is_told_by_its_type():
    class Rude(Exception):
        def __str__(self):
            raise SystemExit

    def f(x):
        raise Rude

    assert "Rude" in message(f, 1)


def test_a_value_that_cannot_be_sent_is_a_sentence():
    assert "cannot be checked" in message(lambda x: np.zeros(50_000_000), 1)


def test_a_forged_outcome_is_no_answer():
    for forged in (
        "",
        "null",
        "[]",
        wire.encode({"status": "returned"}),
        wire.encode({"status": "passed", "points": 100}),
    ):
        with pytest.raises(Unmet, match="no answer that can be read"):
            Answer("f", lambda name, request, forged=forged: forged, SIGNATURES)(1)


def makes_a_box(x):
    return {"inside": x + 1}


def opened(function, x):
    """A driver: what crosses is data, the box does not."""
    box = function(x)
    if "inside" not in box:
        raise Unusable("the box has no inside.")  # noqa: F821
    return twice(box["inside"])


def twice(number):
    return 2 * number


def test_a_driver_handles_what_cannot_cross_where_the_function_runs():
    box = answer.local({"box": makes_a_box}, "box", {})
    assert box.through(opened, twice)(3) == 8
    assert box(3) == {"inside": 4}


def test_what_a_driver_cannot_use_is_said_in_its_words():
    with pytest.raises(Unmet, match="`box`: the box has no inside"):
        answer.local({"box": lambda x: {}}, "box", {}).through(opened, twice)(3)


def test_an_exception_in_a_driver_is_the_functions_and_no_line_of_the_driver_is_shown():
    with pytest.raises(Unmet) as caught:
        answer.local({"box": lambda x: None}, "box", {"box": ("x",)}).through(opened, twice)(3)
    assert "stopped with TypeError" in str(caught.value) and "box[" not in str(caught.value)
