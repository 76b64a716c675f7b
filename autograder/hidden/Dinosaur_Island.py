"""Hidden tests of `Dinosaur_Island`: clipping, sampling, one step of training, and training."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from autograder.answer import Answer
from autograder.errors import Consequence, Unmet
from autograder.expect import Layout, expect_close, expect_repeatable, expect_unchanged, is_right
from autograder.hidden import char_model, char_rnn, tests
from autograder.hidden.char_rnn import Rng
from autograder.reference import Reference

GRADIENTS = ("dWax", "dWaa", "dWya", "db", "dby")
AXES = {
    **dict.fromkeys(("Wax", "dWax"), ("n_a", "n_x")),
    **dict.fromkeys(("Waa", "dWaa"), ("n_a", "n_a")),
    **dict.fromkeys(("Wya", "dWya"), ("n_y", "n_a")),
    **dict.fromkeys(("b", "db", "a_last"), ("n_a", "1")),
    **dict.fromkeys(("by", "dby"), ("n_y", "1")),
}
LAYOUT = Layout(AXES)
STEP = ("loss", "gradients", "a_last")
SEEDS = 600  # names that are drawn from one network
FIRST = "This is judged once {} is right."


# clip


def gradients(rng: Rng, n_a: int, n_y: int, scale: float) -> dict[str, np.ndarray]:
    shapes = {"dWax": (n_a, n_y), "dWaa": (n_a, n_a), "dWya": (n_y, n_a), "db": (n_a, 1), "dby": (n_y, 1)}
    made = {name: scale * rng.standard_normal(shape) for name, shape in shapes.items()}
    for array in made.values():
        array.flat[:2] = (-1.7 * scale, 1.9 * scale)  # small arrays too have something to clip, at both ends
        array.flat[2] = 0.3 * scale
    return made


def wrong_ways(given: dict[str, np.ndarray], most: float) -> dict[str, Callable[[], Any]]:
    """What typical mistakes in clip return."""
    longest = np.sqrt(sum(np.sum(array**2) for array in given.values()))
    return {
        "they are just as you were given them. `np.clip` returns a new array; store it.": lambda: given,
        "only the upper end is clipped; entries below `-maxValue` move up to it.": lambda: {
            name: np.minimum(array, most) for name, array in given.items()
        },
        "only the lower end is clipped; entries above `maxValue` move down to it.": lambda: {
            name: np.maximum(array, -most) for name, array in given.items()
        },
        "negative entries end at 0; the range begins at `-maxValue`.": lambda: {
            name: np.clip(array, 0, most) for name, array in given.items()
        },
        "they lose their sign. Clip the entries, not their absolute values.": lambda: {
            name: np.clip(np.abs(array), -most, most) for name, array in given.items()
        },
        "the gradients are scaled as a whole. Here each entry is limited for itself.": lambda: {
            name: array * most / longest for name, array in given.items()
        },
        "each gradient is scaled. Here each entry is limited for itself.": lambda: {
            name: array * most / max(np.abs(array).max(), most) for name, array in given.items()
        },
    }


@tests("clip", 2)
def clip_values(answer: Answer, reference: Reference, rng: Rng) -> None:
    """All five gradients are limited, at both ends, for any maxValue."""
    hint = "Each entry above `maxValue` becomes `maxValue`, each below `-maxValue` becomes `-maxValue`."
    for most, scale, n_a, n_y in ((5, 6.0, 5, 3), (10, 12.0, 4, 7), (0.25, 0.3, 3, 4)):
        given = gradients(rng, n_a, n_y, scale)
        got, wanted = answer(given, most), reference(given, most)
        expect_close(got, wanted, "gradients", LAYOUT, hint=hint, mistakes=wrong_ways(given, most))


@tests("clip")
def clip_inside(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Entries inside the range stay exactly as they are."""
    given = gradients(rng, 4, 3, 0.4)
    inside, both = 5.0, gradients(rng, 4, 3, 3.0)
    got = answer(given, inside)
    expect_close(got, given, "gradients", LAYOUT, hint="All entries were inside the range here.")
    expect_close(answer(both, 2.0), reference(both, 2.0), "gradients", LAYOUT, hint="Here `maxValue` was 2.")


@tests("clip")
def clip_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """A new dictionary: the one that was given, and its arrays, stay as they were."""
    given, other = gradients(rng, 3, 5, 8.0), gradients(rng, 3, 5, 8.0)
    returned = []
    for arguments in ((given, 4.0), (other, 4.0), (given, 4.0)):
        returned.append(answer(*arguments))
        if not is_right(returned[-1], reference(*arguments), "gradients"):
            raise Consequence(FIRST.format("what `clip` returns"))
        expect_unchanged(answer)
    expect_repeatable(answer, returned[0], returned[2])


# sample


def whole_numbers(name: Any) -> list[int]:
    """What `sample` returned, as a list of indices. Unmet if it is none."""
    if isinstance(name, np.ndarray) and name.ndim == 1:
        name = name.tolist() if name.dtype.kind in "iu" else [*name]
    if not isinstance(name, list | tuple):
        kind = "`None` (is a `return` missing?)" if name is None else "something else"
        raise Unmet(f"`indices`: expected a list of indices, got {kind}.")
    if not all(isinstance(index, int | np.integer) and not isinstance(index, bool) for index in name):
        raise Unmet("`indices`: expected a list of whole numbers; `int(...)` makes one of what was drawn.")
    return [int(index) for index in name]


def spelled(answer: Answer, cases: Sequence[tuple]) -> list[list[int]]:
    """The names of networks that are certain."""
    names = answer.through(char_rnn.sample_each)([(p, char_to_ix, seed) for seed, (p, char_to_ix, _) in cases])
    if not isinstance(names, list) or len(names) != len(cases):
        raise Unmet("`sample` gave no answer that can be read.")
    return [whole_numbers(name) for name in names]


def expect_names(answer: Answer, cases: Sequence[tuple], hint: str) -> None:
    """The only names that these networks can spell. A typical mistake is named if it alone explains all that came."""
    names = spelled(answer, cases)
    wrong = [case for got, case in zip(names, cases, strict=True) if got != case[1][2]]
    ways = [
        way
        for way in char_rnn.OTHER_WAYS
        if all(
            got == char_rnn.name_of(parameters, char_to_ix["\n"], way)[0]
            for got, (_, (parameters, char_to_ix, _)) in zip(names, cases, strict=True)
        )
    ]
    if wrong and len(ways) == 1:
        raise Unmet(f"`indices`: {char_rnn.OTHER_WAYS[ways[0]]}")
    for got, (_, (_, char_to_ix, name)) in zip(names, cases, strict=True):
        expect_name(got, char_to_ix, name, hint)


def expect_name(got: list[int], char_to_ix: dict[str, int], wanted: list[int], hint: str) -> None:
    """The only name that a network can spell."""
    if got == wanted:
        return
    newline = char_to_ix["\n"]
    if got == wanted[:-1] and wanted[-1] == newline:
        raise Unmet("`indices`: the newline at the end is missing; it belongs to the list.")
    if got[:-1] == wanted and got[-1:] == [newline]:
        raise Unmet("`indices`: there are two newlines at the end; one is enough.")
    if not set(got) <= set(range(len(char_to_ix))):
        raise Unmet("`indices`: an index lies outside the vocabulary; its size is the number of rows of `by`.")
    if got[: len(wanted)] == wanted:
        raise Unmet("`indices`: it goes on after the newline was drawn. The newline's index stands in `char_to_ix`.")
    right = next((t for t, (g, w) in enumerate(zip(got, wanted, strict=False)) if g != w), min(len(got), len(wanted)))
    raise Unmet(
        f"`indices`: the network was certain of every letter, and letter {right} (from 0) is another one. {hint}"
    )


@tests("sample", 3)
def sample_certain(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The only name that can be drawn, where the network is certain of every letter."""
    networks = [char_rnn.certain(rng, 12, 8), char_rnn.certain(rng, 12, 27), char_rnn.certain(rng, 9, 7, ["collected"])]
    cases = [(int(rng.integers(1000)), network) for network in networks]
    hint = "Look at the two equations, at what they start from, and at what goes into the next step."
    expect_names(answer, cases, hint)


@tests("sample", 2)
def sample_state(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The hidden state starts from zeros and is carried from step to step."""
    cases = [(int(rng.integers(1000)), char_rnn.counting(rng, letters, n_y)) for letters, n_y in ((20, 4), (7, 9))]
    hint = "Here each letter depends on the hidden state alone. It starts from zeros, and each step goes on from it."
    expect_names(answer, cases, hint)


@tests("sample", 2)
def sample_chances(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Over many seeds, letters come as often as their probabilities say."""
    parameters, char_to_ix, right = char_rnn.undecided(rng)
    seeds = rng.choice(2**31 - 1000, SEEDS, replace=False).tolist()
    names = answer.through(char_rnn.sample_many)(parameters, char_to_ix, seeds)
    if not isinstance(names, list) or len(names) != SEEDS:
        raise Unmet("`sample` gave no answer that can be read.")
    drawn = [whole_numbers(name) for name in names]
    if len({tuple(name) for name in drawn}) == 1:
        raise Unmet("`indices`: every seed gives the same name. Draw each letter with its probability.")
    if not char_rnn.is_drawn_from(drawn, right):
        raise Unmet(_improbable(drawn, parameters, char_to_ix["\n"]))


def _improbable(drawn: list[list[int]], parameters: Any, newline: int) -> str:
    for way, sentence in char_rnn.OTHER_WAYS.items():
        if char_rnn.is_drawn_from(drawn, char_rnn.chances(parameters, newline, way)):
            return f"`indices`: {sentence}"
    one_letter = char_rnn.chances(parameters, newline, depth=1)
    if char_rnn.is_drawn_from(drawn, one_letter, depth=1):
        return (
            "`indices`: the first letters come as often as they should, what follows them does not. Each draw needs "
            "a random number of its own: make the generator once, before the loop."
        )
    return "`indices`: letters do not come as often as their probabilities say. Draw with `p` = the softmax's output."


@tests("sample", 2)
def sample_length(answer: Answer, reference: Reference, rng: Rng) -> None:
    """At most 50 characters and one newline at the end."""
    networks = [char_rnn.counting(rng, 3, 5, ends=False), *(char_rnn.counting(rng, n, 5) for n in (48, 49, 50))]
    cases = [*enumerate(networks)]
    hint = "Stop after 50 characters, and append the newline's index if it is not there."
    for got, (_, (_, char_to_ix, name)) in zip(spelled(answer, cases), cases, strict=True):
        newline = char_to_ix["\n"]
        if got and set(got[:-1]) - {newline} and len(got) > len(name):
            if got[: len(name)] == name and set(got[len(name) :]) == {newline}:
                raise Unmet(
                    "`indices`: the 50th character was the newline, and another one follows. Append it only if it "
                    "is not there yet."
                )
            raise Unmet("`indices`: the list is too long: at most 50 characters, and then the newline.")
        if got[:40] == name[:40] and len(got) < len(name):
            raise Unmet(f"`indices`: the list is too short. {hint}")
        expect_name(got, char_to_ix, name, hint)


@tests("sample")
def sample_seed(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The seed alone decides: the same one gives the same name, and nothing that was given is changed."""
    parameters, char_to_ix, name = char_rnn.counting(rng, 6, 5)
    got = whole_numbers(answer(parameters, char_to_ix, int(rng.integers(1000))))
    if got != name:
        raise Consequence(FIRST.format("what `sample` returns for a network that is certain"))
    expect_unchanged(answer)
    parameters = char_rnn.network(rng, n_a=4, n_y=5, sharp=0.3)  # all letters have a fair chance
    seeds = rng.choice(2**31 - 1000, 60, replace=False).tolist()
    names = answer.through(char_rnn.sample_many)(parameters, char_to_ix, [*seeds, *seeds[::-1]])
    drawn = [tuple(whole_numbers(each)) for each in (names if isinstance(names, list) else [])]
    if len(drawn) != 120 or drawn[:60] != drawn[:59:-1]:
        raise Unmet(
            "`indices`: the same seed gives another name when it is used again. All randomness must come from `seed`: "
            "`rng = np.random.default_rng(seed)`."
        )
    if len(set(drawn)) < 5:
        raise Unmet("`indices`: other seeds give the same names. Use `seed`, and draw each letter.")


# optimize


def one_step(optimize: Callable, X: list, Y: list, a_prev: Any, parameters: Any, *rate: float) -> list:
    """What optimize returns, and its arguments afterwards."""
    returned = optimize(X, Y, a_prev, parameters, *rate)
    return [returned, parameters, [X, Y, a_prev]]


def one_name(rng: Rng, n_a: int, n_y: int, T: int, sharp: float = 1.5) -> list:
    """X, Y, a_prev and parameters: a network that is badly surprised, so that some of its gradients are above 5."""
    letters = rng.integers(1, n_y, T - 1).tolist()
    return [[None, *letters], [*letters, 0], np.tanh(rng.standard_normal((n_a, 1))), _sharp(rng, n_a, n_y, sharp)]


def _sharp(rng: Rng, n_a: int, n_y: int, sharp: float) -> dict[str, np.ndarray]:
    return {
        name: weight * (1.0 if name[0] == "b" else 0.7)
        for name, weight in char_rnn.network(rng, n_a, n_y, sharp).items()
    }


def stepped(reference: Reference, case: list, part: int) -> Any:
    """What the reference's step returns, or the parameters after it."""
    return reference.through(one_step)(*case)[part]


def unclipped(reference: Reference, case: list, part: int) -> Any:
    """The same of a step that does not clip."""
    return stepped(reference.using(clip=lambda gradients, maxValue: gradients), case, part)


def judge_step(answer: Answer, reference: Reference, case: list, only: str, hint: str, mistakes: Any = None) -> None:
    """This part of what optimize returns is right."""
    got, wanted = answer.through(one_step)(*case), reference.through(one_step)(*case)
    returned = got[0] if isinstance(got, list) and got else None
    expect_close(returned, wanted[0], STEP, LAYOUT, only=[only], hint=hint, mistakes=mistakes)


SIZES = ((6, 5, 9), (3, 7, 2))


@tests("optimize")
def optimize_loss(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The loss of the name, before the update."""
    hint = "It is what `rnn_forward` returns first, with the state `a_prev` and the parameters before the update."
    for sizes in SIZES:
        judge_step(answer, reference, one_name(rng, *sizes), "loss", hint)


@tests("optimize")
def optimize_gradients(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The gradients, clipped to the range from -5 to 5."""
    hint = "They come from `rnn_backward`, and go through `clip` with a `maxValue` of 5."
    for n_a, n_y, T in ((6, 5, 27), (3, 7, 40)):
        case = one_name(rng, n_a, n_y, T, sharp=4.0)
        sentence = "they are not clipped. `clip` returns a new dictionary; return that one."
        mistakes = {sentence: partial(unclipped, reference, case, 0)}
        judge_step(answer, reference, case, "gradients", hint, mistakes)


@tests("optimize", 2)
def optimize_update(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The parameters are updated in place, with the clipped gradients and the learning rate."""
    hint = "Call `update_parameters` once, with the clipped gradients and `learning_rate`."
    for rate in ((), (0.3,), (0.002,)):
        case = [*one_name(rng, 6, 5, 30, sharp=4.0), *rate]
        got, wanted = answer.through(one_step)(*case), reference.through(one_step)(*case)
        changed = got[1] if isinstance(got, list) and len(got) == 3 else None
        mistakes: dict[str, Callable[[], Any]] = {
            "they did not change. `update_parameters` changes its arrays in place.": partial(operator.getitem, case, 3),
            "they were updated with gradients that are not clipped.": partial(unclipped, reference, case, 1),
        }
        if rate:
            usual = partial(stepped, reference, [*case[:4], 0.01], 1)
            mistakes["the learning rate is not the one that was given."] = usual
        expect_close(changed, wanted[1], "parameters", LAYOUT, hint=hint, mistakes=mistakes)


@tests("optimize")
def optimize_last_state(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The hidden state after the last time step."""
    hint = "`rnn_backward` returns the states as its second value; the last one is `a[len(X) - 1]`."
    for sizes in SIZES:
        judge_step(answer, reference, one_name(rng, *sizes), "a_last", hint)


@tests("optimize")
def optimize_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same when called again, with X, Y and a_prev left as they were."""
    first, second = one_name(rng, 4, 6, 8), one_name(rng, 4, 6, 8)
    for case in (first, second, first):
        got, wanted = answer.through(one_step)(*case), reference.through(one_step)(*case)
        if not isinstance(got, list) or len(got) != 3 or not is_right(got[0], wanted[0], STEP, ["loss"]):
            raise Consequence(FIRST.format("`loss`"))
        if not is_right(got[2], wanted[2], ("X", "Y", "a_prev")):
            raise Unmet("`optimize` changes `X`, `Y` or `a_prev`. Only the arrays in `parameters` may change.")
        if not is_right(got[0], wanted[0], STEP, ["a_last"]):
            raise Consequence(FIRST.format("`a_last`"))


# model


@tests("model", 2)
def model_one_name(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The parameters after few steps on one name."""
    char_model.judge_one_name(answer, reference, rng, LAYOUT)


@tests("model", 2)
def model_turns(answer: Answer, reference: Reference, rng: Rng) -> None:
    """All names are learned from in turn, round and round."""
    char_model.judge_turns(answer, reference, rng)


@tests("model", 2)
def model_fall(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The loss falls over 600 steps as it should."""
    char_model.judge_fall(answer, reference, rng)


@tests("model")
def model_last_name(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The last name drawn is returned as text."""
    char_model.judge_last_name(answer, reference, rng)


@tests("model")
def model_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same when called again or with `verbose`, with the arguments left as they were."""
    char_model.judge_clean(answer, reference, rng, expect_unchanged)
