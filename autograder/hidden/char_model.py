"""Judging the training of a character model by what it does to the loss, not by its last decimals.

One name and few steps: there is only one way, and the parameters are compared. Several names and more steps: the loss
of each name, measured here from the returned parameters, has to fall as it does for the reference. The order of the
names and the state that a name starts from may differ; what they change is small beside one step more or less.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from autograder.answer import Answer
from autograder.errors import Consequence, Unmet
from autograder.expect import Layout, expect_close, expect_shape, is_right
from autograder.hidden.char_rnn import LETTERS, Parameters, Rng, vocabulary
from autograder.reference import Reference
from utils.char_rnn import initialize_parameters, rnn_forward

PARTS = ("parameters", "last_dino_name")
SHARE = 0.4  # of what one step on a name does to its loss: a step more or less is 1
FALL = 0.25  # of the fall of the loss over a whole run
ROUNDS = 2
AGAIN = (
    "`parameters`: right when `model` is called first, and wrong when it is called again or with `verbose=True`. Start "
    "from new parameters in every call."
)
Case = tuple[list[str], dict[int, str], dict[str, int], int, int, int, int]


def case(names: Sequence[str], char_to_ix: dict[str, int], steps: int, n_a: int, dino_names: int = 2) -> Case:
    """The arguments of model."""
    ix_to_char = {index: letter for letter, index in char_to_ix.items()}
    return [*names], ix_to_char, char_to_ix, steps, n_a, dino_names, len(char_to_ix)


def indices(name: str, char_to_ix: dict[str, int]) -> tuple[list, list[int]]:
    """X and Y of a name."""
    Y = [char_to_ix[letter] for letter in name] + [char_to_ix["\n"]]
    return [None, *Y[:-1]], Y


def losses(parameters: Parameters, names: Sequence[str], char_to_ix: dict[str, int]) -> np.ndarray:
    """The loss of each name, from a state of zeros."""
    zeros = np.zeros((len(parameters["b"]), 1))
    return np.array([rnn_forward(*indices(name, char_to_ix), zeros, parameters)[0] for name in names])


def returned_parameters(got: Any, given: Case) -> Parameters:
    """The parameters that model returned, of the right shapes. Unmet if there are none."""
    if not isinstance(got, list | tuple) or len(got) != len(PARTS):
        what = "`None` (is a `return` missing?)" if got is None else "something else"
        raise Unmet(f"What you return: expected the 2 values `parameters`, `last_dino_name`, got {what}.")
    n_a, n_y = given[4], given[6]
    shapes = {"Wax": (n_a, n_y), "Waa": (n_a, n_a), "Wya": (n_y, n_a), "b": (n_a, 1), "by": (n_y, 1)}
    axes = {"Wax": ("n_a", "vocab_size"), "Wya": ("vocab_size", "n_a"), "by": ("vocab_size", "1")}
    if not isinstance(got[0], dict) or not set(shapes) <= set(got[0]):
        raise Unmet("`parameters`: expected the dictionary of `Wax`, `Waa`, `Wya`, `b`, `by`.")
    for name, shape in shapes.items():
        expect_shape(
            got[0][name], shape, f'`parameters["{name}"]`', axes.get(name, ("n_a", "n_a" if name == "Waa" else "1"))
        )
        if got[0][name].dtype.kind != "f" or not np.isfinite(got[0][name]).all():
            raise Unmet(f"`parameters[{name!r}]`: expected finite numbers.")
    return {name: got[0][name].astype(float) for name in shapes}


def trained(reference: Reference, given: Case, carried: bool = False, **slips: Any) -> Parameters:
    """The parameters after training by the reference's optimize; `slips` are what typical mistakes do otherwise."""
    names, _, char_to_ix, steps, n_a, _, n_y = given
    optimize = reference.functions["optimize"]
    parameters, a = initialize_parameters(n_a, n_y, n_y), np.full((n_a, 1), slips.get("state", 0.0))
    for j in range(slips.get("only", steps * slips.get("times", 1))):
        X, Y = indices(names[j % len(names)], char_to_ix)
        if slips.get("unshifted"):
            X = [*Y]
        if slips.get("endless"):
            X, Y = X[:-1], Y[:-1]
        if slips.get("headless"):
            X, Y = X[1:], Y[1:]
        if slips.get("newline_is_0"):
            Y[-1] = 0
        _, _, last = optimize(X, Y, a, parameters, slips.get("rate", 0.01))
        a = last if carried else a
    return parameters


def judge_one_name(answer: Answer, reference: Reference, rng: Rng, layout: Layout) -> None:
    """The parameters after few steps on one name: exactly those, or those with the state carried along."""
    for steps, n_a, n_y in ((1, 4, 6), (7, 6, 4), (3, 3, 27)):
        char_to_ix = vocabulary(rng, n_y)
        letters = [letter for letter in char_to_ix if letter != "\n"]
        given = case(["".join(rng.choice(letters, 9))], char_to_ix, steps, n_a)
        got = answer(*given)
        parameters = returned_parameters(got, given)
        right = trained(reference, given)
        if is_right(parameters, trained(reference, given, carried=True), "parameters"):
            continue
        mistakes: dict[str, Callable[[], Any]] = {
            sentence: partial(trained, reference, given, **slips) for sentence, slips in SLIPS.items()
        }
        start = partial(initialize_parameters, n_a, n_y, n_y)
        mistakes["they are those of the start; `optimize` has changed nothing."] = start
        try:
            hint = f"The run had one name and {steps} step{'s' * (steps > 1)}. Look at `X`, `Y` and the start."
            expect_close(parameters, right, "parameters", layout, hint=hint, mistakes=mistakes)
        except Unmet as unmet:
            raise _because_of_optimize(answer, reference, rng) or unmet from None


SLIPS: dict[str, dict[str, Any]] = {
    "this is what comes out when `Y` is `X` unshifted: the input gives the answer away.": {"unshifted": True},
    "this is what comes out when the newline at the end of `Y` is missing.": {"endless": True},
    "this is what comes out when `X` does not begin with `None`: how a name begins is not learned.": {"headless": True},
    "this is what comes out when the newline has index 0; its index stands in `char_to_ix`.": {"newline_is_0": True},
    "this is what comes out when the learning rate is not that of `optimize`.": {"rate": 0.1},
    "two steps are taken in the place of one. Call `optimize` once for each name.": {"times": 2},
    "only one step has left a trace. Make the parameters once, before the loop.": {"only": 1},
    "this is what comes out when a name starts from a state of ones; it should be zeros.": {"state": 1.0},
}


def _because_of_optimize(answer: Answer, reference: Reference, rng: Rng) -> Unmet | None:
    """What to say if the learner's own optimize is wrong: then nothing is known of model."""
    case = [[None, 1, 2, 1], [1, 2, 1, 0], np.zeros((3, 1)), initialize_parameters(3, 3, 3), 0.5]
    own = answer.other("optimize").through(parameters_after)
    try:
        if is_right(own(*case), reference.other("optimize").through(parameters_after)(*case), "parameters"):
            return None
    except Unmet:
        pass
    return Unmet("`parameters`: `model` calls `optimize`, which is not right yet. Mend it first.")


def parameters_after(optimize: Callable, X: list, Y: list, a_prev: Any, parameters: Any, rate: float) -> Any:
    """Driver: what optimize does to the parameters."""
    optimize(X, Y, a_prev, parameters, rate)
    return parameters


def of_their_own(rng: Rng, count: int) -> tuple[list[str], dict[str, int]]:
    """Names that share no letter, and the vocabulary: what one of them teaches helps no other."""
    letters = [str(letter) for letter in rng.permutation(list(LETTERS))[:count]]
    names = [letter * int(rng.integers(4, 7)) for letter in letters]
    return names, {letter: index for index, letter in enumerate([*letters, "\n"])}


def each_in_turn(parameters: Parameters, given: Case, reference: Reference) -> bool:
    """Whether each of these names, which share no letter, has been learned from as often as it should."""
    names, _, char_to_ix, _, n_a, _, n_y = given
    start = initialize_parameters(n_a, n_y, n_y)
    before = losses(start, names, char_to_ix)
    one = [trained(reference, case([name], char_to_ix, 1, n_a)) for name in names]
    gains = np.diag([before - losses(p, names, char_to_ix) for p in one])
    now, wanted = (losses(p, names, char_to_ix) for p in (parameters, trained(reference, given)))
    together = abs(now.mean() - wanted.mean()) <= SHARE * (before.mean() - wanted.mean())
    return bool(together and (np.abs(now - wanted) <= SHARE * gains).all())


def judge_turns(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Each of several names has been learned from equally often."""
    names, char_to_ix = of_their_own(rng, 7)
    given = case(names, char_to_ix, ROUNDS * len(names), n_a=5)
    if each_in_turn(returned_parameters(answer(*given), given), given, reference):
        return
    if reason := _because_of_optimize(answer, reference, rng):
        raise reason
    raise Unmet(
        f"`parameters`: {len(names)} names and {ROUNDS * len(names)} steps: each name should have been learned from "
        f"{ROUNDS} times, and it was not so. `j % len(examples)` goes through the names in turn, round and round."
    )


def judge_fall(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The mean loss of several names after a longer run is what it should be."""
    letters = [str(letter) for letter in rng.permutation(list(LETTERS))[:4]]
    plan = ("012", "120", "2013", "33303", "020202", "1313")
    names = ["".join(letters[int(place)] for place in name) for name in rng.permutation(plan)]
    char_to_ix = {letter: index for index, letter in enumerate([letters[0], "\n", *letters[1:]])}
    given = case(names, char_to_ix, 600, n_a=10)
    parameters = returned_parameters(answer(*given), given)
    before, now, wanted = (
        losses(p, names, char_to_ix).mean()
        for p in (initialize_parameters(10, 5, 5), parameters, trained(reference, given))
    )
    if abs(now - wanted) <= FALL * (before - wanted):
        return
    if reason := _because_of_optimize(answer, reference, rng):
        raise reason
    if now >= before:
        raise Unmet("`parameters`: after 600 steps the loss of the names has not fallen at all. Look at `X` and `Y`.")
    way = "fallen less" if now > wanted else "fallen further"
    raise Unmet(
        f"`parameters`: after 600 steps the loss of the names has {way} than it should. Look at how many steps are "
        "taken, with which learning rate, and at what is kept from one name to the next."
    )


def names_of_runs(model: Callable, cases: list) -> list:
    """Driver: the parameters and the last name of each run."""
    return [model(*case) for case in cases]


def judge_last_name(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The last name drawn: text of the letters that there are, another one for another number of names."""
    char_to_ix = {letter: index for index, letter in enumerate([*rng.permutation(list("bcdfghjklmnpqrstvwxz")), "\n"])}
    char_to_ix = {str(letter): index for letter, index in char_to_ix.items()}
    name = "".join(letter for letter in list(char_to_ix)[:5])
    runs = [case([name], char_to_ix, 1, 4, dino_names) for dino_names in range(1, 10)]
    returned = answer.through(names_of_runs)(runs)
    if not isinstance(returned, list) or len(returned) != len(runs):
        raise Unmet("`model` gave no answer that can be read.")
    last: list[str] = []
    for got, given in zip(returned, runs, strict=True):
        if not is_right(returned_parameters(got, given), trained(reference, given), "parameters"):
            raise Consequence("`last_dino_name`: this is judged once `parameters` are right.")
        last.append(_text(got[1]).strip().lower())
    if not any(last) or any(set(each) - set(char_to_ix) or len(each) > 50 for each in last):
        raise Unmet(
            "`last_dino_name`: it holds letters that are not in the vocabulary, or none, or too many. Draw it with "
            "your `sample`, and make text of it with `get_sample`."
        )
    if len(set(last)) == 1:
        raise Unmet(
            "`last_dino_name`: it is the same whatever `dino_names` is. Draw with the seeds 0, 1, 2, ... up to "
            "`dino_names - 1`, and return the last one."
        )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Unmet("`last_dino_name`: expected text, such as `get_sample` returns.")
    return value


def judge_clean(answer: Answer, reference: Reference, rng: Rng, unchanged: Callable[[Answer], None]) -> None:
    """The same when called again and with `verbose`, and nothing that was given is changed."""
    names, char_to_ix = of_their_own(rng, 4)
    first, second = (case(names, char_to_ix, steps, 5) for steps in (4, 8))
    right = False
    for given, verbose in ((first, False), (second, False), (first, True)):
        parameters = returned_parameters(answer(*given, verbose), given)
        if not each_in_turn(parameters, given, reference):
            raise Unmet(AGAIN) if right else Consequence("This is judged once `parameters` are right.")
        right = True
        unchanged(answer)
