"""What the hidden tests of the trigger word exercises are worked out with, one exercise after the other.

Each function says what is right, slowly and obviously, and raises a sentence for the learner where an answer is not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.answer import Answer
from autograder.errors import Consequence, Unmet
from autograder.expect import expect_close
from autograder.hidden import trigger_network as network
from autograder.hidden.layers import in_single_precision
from autograder.hidden.trigger_sound import TRACK, Heard, Rng, hiss, run_inserted

Stretch = tuple[int, int]
ONES = 50
FULL: Stretch = (TRACK, TRACK)  # what stands for "no place"


def share(one: Stretch, others: Sequence[Stretch]) -> bool:
    """Whether a stretch has a millisecond in common with one of the others."""
    return any(not set(range(one[0], one[1] + 1)).isdisjoint(range(a, b + 1)) for a, b in others)


def asked(function, cases):
    """Driver: what the function says of each case."""
    return [function(tuple(one), [tuple(other) for other in others]) for one, others in cases]


def judge_overlaps(answer: Answer, cases: list[tuple[Stretch, list[Stretch]]], about: str) -> None:
    """Right in every case, of which some overlap and some do not."""
    got = answer.through(asked)(cases)
    wanted = [share(one, others) for one, others in cases]
    if not isinstance(got, list) or len(got) != len(cases):
        raise Unmet("`is_overlapping` gave no answer that can be read.")
    for (one, others), said, right in zip(cases, got, wanted, strict=True):
        if said is None:
            raise Unmet(f"`is_overlapping` returns nothing for {one} and {others}. Return True or False at the end.")
        try:
            expect_close(said, right, "result")
        except Unmet:
            raise Unmet(
                f"`is_overlapping`: {one} and {others} {'overlap' if right else 'do not overlap'}, "
                f"and the function says otherwise. {about}"
            ) from None


def needs_overlap(answer: Answer) -> type[Unmet]:
    """The kind of message for a function that relies on `is_overlapping`."""
    cases = [((10, 20), [(20, 30)]), ((10, 20), [(21, 30)]), ((10, 40), [(0, 5), (20, 30)]), ((1, 2), [(5, 9), (3, 4)])]
    try:
        judge_overlaps(answer.other("is_overlapping"), cases, "")
    except Unmet:
        return Consequence
    return Unmet


def inserted(answer: Answer, rng: Rng, lengths: Sequence[int], taken: list[Stretch], rate: int = 1000) -> list[dict]:
    """Each clip laid into the same hiss; with the samples of each, and of the background, to compare with."""
    background = hiss(rng, rate, TRACK, 400)
    clips = [hiss(rng, rate, length, 3000) for length in lengths]
    done = run_inserted(answer, rate, background, clips, taken, rng)
    return [one | {"clip": clip, "background": background} for one, clip in zip(done, clips, strict=True)]


def expect_inserted(one: dict, length: int, rate: int = 1000) -> None:
    """The clip lies where `segment_time` says, and nothing else has changed."""
    start, end = one["where"]
    if (start, end) == FULL:
        raise Unmet("`segment_time`: there is room, and the function says there is none.")
    if not 0 <= start <= end < TRACK:
        raise Unmet(f"`segment_time` reaches out of the ten seconds: it should lie between 0 and {TRACK - 1}.")
    if end - start + 1 != length:
        raise Unmet(
            f"`segment_time`: a clip of {length} ms needs a stretch with end - start + 1 = {length}; "
            f"this one has {end - start + 1}."
        )
    added = one["mixed"] - one["background"] if len(one["mixed"]) == len(one["background"]) else None
    if added is None:
        raise Unmet("`new_background` should be as long as the background. Overlay the clip; do not append it.")
    if not added.any():
        raise Unmet("`new_background` is the background: the clip is not in it. `overlay` returns a new sound.")
    expected = np.zeros(len(added), int)
    expected[start * rate // 1000 :][: len(one["clip"])] = one["clip"]
    if np.abs(added - expected).max() > 2:
        raise Unmet(
            "`new_background` minus the background should be the clip, from the first millisecond of "
            "`segment_time` on. The sound lies elsewhere, is another one, or is there twice."
        )


def expect_placed(found: list[tuple], least: int) -> None:
    if sum(where != FULL for where in found) < least:
        raise Unmet("There is room for the clip, and the function finds none. Look at when it gives up.")


ONES_GONE_WRONG = {  # what a mistake gives: how many ones, and from which step after that of the word's end
    "the ones start one step too early: the first is strictly after the step of the word's end.": (50, 0),
    "the ones start one step too late.": (50, 2),
    "there are 49 ones, and there should be 50.": (49, 1),
    "there are 51 ones, and there should be 50.": (51, 1),
    "the ones start one step too early, and there are 51.": (51, 0),
}


def ones_after(y: np.ndarray, segment_end_ms: int, ones: int = ONES, shift: int = 1) -> np.ndarray:
    """The labels, one step at a time."""
    y = y.copy()
    Ty = y.shape[1]
    last = segment_end_ms * Ty // TRACK
    for step in range(last + shift, last + shift + ones):
        if 0 <= step < Ty:
            y[0, step] = 1
    return y


def judge_ones(answer: Answer, y: np.ndarray, ends: Sequence[int], hint: str) -> None:
    for end in ends:
        expect_close(
            answer(y, end),
            ones_after(y, end),
            "y",
            hint=f"{hint} (Ty is {y.shape[1]}, the word ends at {end} ms.)",
            mistakes={sentence: _once(y, end, *wrong) for sentence, wrong in ONES_GONE_WRONG.items()},
        )


def _once(y: np.ndarray, end: int, ones: int, shift: int) -> Callable[[], Any]:
    return lambda: ones_after(y, end, ones, shift)


def marked(heard: Heard, ends: Sequence[float]) -> np.ndarray:
    """For each step: 1 where a label must be, 0 where none may be, -1 within two steps of an edge of either."""
    Ty = len(heard.y)
    wanted, unsure = np.zeros(Ty, int), np.zeros(Ty, bool)
    for end in ends:
        last = end * Ty / TRACK
        wanted[max(0, round(last)) : round(last) + ONES] = 1
        for edge in (last, last + ONES):
            unsure[max(0, int(edge) - 3) : int(edge) + 4] = True
    return np.where(unsure, -1, wanted)


def wrong_labels(heard: Heard, ends: Sequence[float]) -> bool:
    wanted = marked(heard, ends)
    return bool(np.any((wanted >= 0) & (np.abs(heard.y - wanted) > 1e-6)) or np.any(~np.isin(heard.y, (0.0, 1.0))))


def expect_spoken(heard: list[Heard]) -> None:
    """There is something to judge."""
    if not any(one.triggers for one in heard):
        raise Unmet(
            "`x`: in many examples, no clip of `activates` is heard. Lay in 0 to 4 of them, on the quiet background."
        )


def judge_network(answer: Answer, rng: Rng, x: np.ndarray, hint: str) -> None:
    """The answers of the learner's model, with random weights, are those of the specification."""
    weights = network.random_weights(rng, x)
    wanted = network.in_use(x, weights)
    got = network.network_answers(answer, weights, x)
    got = network.expect_answers(got, wanted.shape, f"x of shape {x.shape}")
    expect_close(
        in_single_precision(got, wanted, 1e-3),
        wanted,
        "answers",
        hint=f"{hint} Stride, padding, the order of ReLU and normalization, all time steps, the sigmoid at the end.",
    )


def dropout_fault(share_kept: float, place: str) -> str:
    if np.isnan(share_kept):
        return f"in training, nothing is dropped {place}."
    if 0.7 < share_kept < 0.9:
        return f"{place}, most is kept in training. `Dropout(0.8)` drops 80 percent: the number is the share to drop."
    more = "too little" if share_kept > network.KEPT[1] else "too much"
    return f"in training, {more} is dropped {place}. It should be 80 percent, once, and before the normalization."
