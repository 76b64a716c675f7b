"""Hidden tests of `Trigger_Word_Detection`: mixing labelled sound, and the network that listens to it.

What is right is worked out here, slowly and obviously; no test asks the reference, which would import Keras.
"""

from __future__ import annotations

import numpy as np

from autograder.answer import Answer
from autograder.errors import Consequence, Unmet
from autograder.expect import expect_close, expect_repeatable, expect_unchanged, is_right
from autograder.hidden import tests
from autograder.hidden import trigger_network as network
from autograder.hidden.layers import in_single_precision
from autograder.hidden.trigger_checks import (
    FULL,
    Stretch,
    above_background,
    dropout_fault,
    expect_inserted,
    expect_placed,
    expect_spoken,
    inserted,
    judge_network,
    judge_ones,
    judge_overlaps,
    needs_overlap,
    ones_after,
    share,
    wrong_labels,
)  # fmt: skip
from autograder.hidden.trigger_sound import TRACK, Kit, Rng
from autograder.reference import Reference

MEND = "It relies on `{}`, which is not right yet. Mend that first."


# is_overlapping


@tests("is_overlapping")
def overlap_random(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Random stretches, one against one."""
    cases = []
    for _ in range(30):
        (a, b), (c, d) = np.sort(rng.choice(400, (2, 2), replace=False), axis=1).tolist()
        cases.append(((a, b), [(c, d)]))
    cases += [((100, 200), [(150, 250)]), ((100, 200), [(50, 150)]), ((100, 200), [(300, 400)])]
    judge_overlaps(answer, cases, "Two stretches are apart if one of them ends before the other starts.")


@tests("is_overlapping")
def overlap_ends(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Stretches that touch: both ends belong to a stretch."""
    start = int(rng.integers(300, 5000))
    end = start + int(rng.integers(100, 900))
    near = [(start - 200, start), (start - 200, start - 1), (end, end + 100), (end + 1, end + 100), (end, end)]
    near += [(start, start), (start - 1, start - 1), (end + 1, end + 1)]
    about = "Both ends belong to a stretch: (10, 20) and (20, 30) share the millisecond 20."
    judge_overlaps(answer, [(one, [(start, end)]) for one in near], about)


@tests("is_overlapping")
def overlap_inside(answer: Answer, reference: Reference, rng: Rng) -> None:
    """A stretch within another one, and around it."""
    start = int(rng.integers(300, 5000))
    inner, outer = (start, start + 50), (start - 100, start + 200)
    cases: list[tuple[Stretch, list[Stretch]]] = [(inner, [outer]), (outer, [inner]), (inner, [inner])]
    cases += [((9000, 9100), [inner]), ((1, 40), [outer])]
    judge_overlaps(answer, cases, "One may lie within the other: then neither of its ends is outside.")


@tests("is_overlapping")
def overlap_of_many(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Several stretches in any order, and none at all."""
    taken: list[Stretch] = [(7000, 7400), (100, 500), (4000, 4300), (2000, 2600)]
    rng.shuffle(taken)
    cases = [((a + 10, b + 60), taken) for a, b in taken]
    cases += [((a - 90, a - 1), taken) for a, b in taken] + [((0, 9999), []), ((50, 60), taken), ((0, 9999), taken)]
    judge_overlaps(answer, cases, "Compare with every stretch of the list, and decide after the last.")


@tests("is_overlapping")
def overlap_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same when called again, with the list left as it was."""
    taken = [(3000, 3500), (800, 1200)]
    for one, right in (((1100, 1300), True), ((1300, 1400), False), ((1100, 1300), True)):
        if answer(one, taken) not in (right, int(right)):
            raise Consequence("This is judged once single stretches are right.")
        expect_unchanged(answer)


# insert_audio_clip


@tests("insert_audio_clip")
def clip_where_it_says(answer: Answer, reference: Reference, rng: Rng) -> None:
    """On a free track the clip is mixed in at the stretch that is returned."""
    for rate, lengths in ((1000, (300, 731, 1200, 90)), (8000, (450,))):
        for one, length in zip(inserted(answer, rng, lengths, [], rate), lengths, strict=True):
            expect_inserted(one, length, rate)


@tests("insert_audio_clip")
def clip_free_place(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The clip never lies on one that was there before."""
    kind, taken = needs_overlap(answer), [(500, 1999), (8000, 8999), (3500, 5200)]
    done = inserted(answer, rng, [int(n) for n in rng.integers(150, 500, 60)], taken)
    found = [tuple(one["where"]) for one in done]
    expect_placed(found, len(found) // 3)
    for where in found:
        if where != FULL and share(where, taken):
            raise kind(
                f"`segment_time` {where} overlaps with one of the taken stretches {taken}. "
                + (MEND.format("is_overlapping") if kind is Consequence else "Draw again until it does not.")
            )


@tests("insert_audio_clip")
def clip_recorded(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The new stretch is appended to previous_segments, and nothing else is."""
    taken = [(6000, 6050), (200, 260)]
    for one in inserted(answer, rng, [300] * 8, taken):
        expect_placed([tuple(one["where"])], 1)
        if [tuple(pair) for pair in one["segments"]] != [*taken, tuple(one["where"])]:
            grown = len(one["segments"]) - len(taken)
            what = "nothing was appended" if grown == 0 else f"{grown} were appended, or not the one that is returned"
            raise Unmet(f"`previous_segments` should end with the new stretch, after those it had before: {what}.")


@tests("insert_audio_clip")
def clip_full_track(answer: Answer, reference: Reference, rng: Rng) -> None:
    """A full track comes back as it is, with (10000, 10000) and nothing appended."""
    expect_inserted(inserted(answer, rng, [400], [])[0], 400)
    for taken in ([(0, 9999)], [(0, 4800), (5000, 9999)]):
        one = inserted(answer, rng, [400], taken)[0]
        if tuple(one["where"]) != FULL:
            raise needs_overlap(answer)(f"`segment_time` on a full track should be (10000, 10000), not {one['where']}.")
        if not np.array_equal(one["mixed"], one["background"]):
            raise Unmet("On a full track the background should come back as it is.")
        if [tuple(pair) for pair in one["segments"]] != taken:
            raise Unmet("`previous_segments` changes although no place was found. Append only what was laid in.")


@tests("insert_audio_clip")
def clip_draws_again(answer: Answer, reference: Reference, rng: Rng) -> None:
    """It draws again when the place is taken, and takes any free place."""
    kind, taken = needs_overlap(answer), [(0, 2999), (7000, 9999)]
    free = inserted(answer, rng, [500] * 60, [])
    starts = np.array([one["where"][0] for one in free])
    if np.histogram(starts, bins=4, range=(0, 9500))[0].min() == 0:
        raise Unmet("The places are not random: they should be spread over the whole ten seconds.")
    found = [tuple(one["where"]) for one in inserted(answer, rng, [500] * 100, taken)]
    if sum(where != FULL for where in found) < 62:
        raise kind(
            "With more than half of the track taken, the function gives up too often. Draw again, up to five times."
            if kind is Unmet
            else MEND.format("is_overlapping")
        )


@tests("insert_audio_clip")
def clip_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The sound that was given does not change."""
    for one in inserted(answer, rng, [350, 500, 350], [(1000, 1050)]):
        if not one["left"]:
            raise Unmet("`background` itself changes. `overlay` makes a new sound: return that one.")
        expect_inserted(one, round(len(one["clip"])))


# insert_ones


@tests("insert_ones")
def ones_in_the_middle(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Fifty ones, the first at the step after the word's end."""
    judge_ones(answer, np.zeros((1, 1375)), [int(n) for n in rng.integers(0, 9500, 6)], "Count the steps on paper.")


@tests("insert_ones")
def ones_at_the_right_edge(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Near the right edge there are fewer, and none after the end."""
    ends = [*(int(n) for n in rng.integers(9640, 9990, 3)), 9999, 10_000, 9620]
    judge_ones(
        answer, np.zeros((1, 1375)), [9_700, *ends], "The last step is Ty - 1; what would come after is left out."
    )


@tests("insert_ones")
def ones_for_any_row(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The number of steps comes from the shape of y."""
    for Ty in (400, 2750, 246, int(rng.integers(500, 1300))):
        hint = "Take Ty from the shape of `y`, not from the notebook."
        judge_ones(answer, np.zeros((1, Ty)), [int(n) for n in rng.integers(0, 10_000, 2)], hint)


@tests("insert_ones")
def ones_beside_others(answer: Answer, reference: Reference, rng: Rng) -> None:
    """What was labelled before stays."""
    y = ones_after(np.zeros((1, 1375)), int(rng.integers(500, 3000)))
    y = ones_after(y, int(rng.integers(4000, 5000)))
    judge_ones(answer, y, [4200, int(rng.integers(6000, 9000)), 700], "All values but the fifty stay what they are.")


@tests("insert_ones")
def ones_again(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same when called again."""
    y, end = np.zeros((1, 1375)), int(rng.integers(1000, 9000))
    first, other, again = answer(y, end), answer(y, 500), answer(y, end)
    if not (is_right(first, ones_after(y, end), "y") and is_right(other, ones_after(y, 500), "y")):
        raise Consequence("This is judged once single calls are right.")
    expect_repeatable(answer, first, again)


# create_training_example


def helpers_work(answer: Answer, rng: Rng) -> str:
    """The first of the learner's functions that `create_training_example` needs and that is wrong, or nothing."""
    try:
        ones_in_the_middle(answer.other("insert_ones"), None, rng)  # type: ignore[arg-type]
        ones_at_the_right_edge(answer.other("insert_ones"), None, rng)  # type: ignore[arg-type]
    except Unmet:
        return "insert_ones"
    try:
        clip_where_it_says(answer.other("insert_audio_clip"), None, rng)  # type: ignore[arg-type]
        clip_recorded(answer.other("insert_audio_clip"), None, rng)  # type: ignore[arg-type]
    except Unmet:
        return "insert_audio_clip"
    return ""


def example_unmet(answer: Answer, rng: Rng, sentence: str) -> Unmet:
    """The sentence, or that an earlier function comes first."""
    other = helpers_work(answer, rng)
    return Consequence(f"`create_training_example` {MEND[3:].format(other)}") if other else Unmet(sentence)


@tests("create_training_example")
def example_labels(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Fifty ones after each trigger word, and nowhere else."""
    heard, _ = Kit().run(answer, rng, runs=14)
    expect_spoken(heard)
    for one in heard:
        if not one.y.any() and any(end < TRACK - 100 for end in one.triggers):
            raise example_unmet(answer, rng, "`y`: a clip of `activates` is heard, and no step is labelled.")
        if wrong_labels(one, one.triggers):
            named = "`y`: there are ones after a clip of `negatives`; only those of `activates` get labels."
            sentence = "`y`: the ones do not stand just after the clips of `activates` that are heard in `x`."
            raise example_unmet(answer, rng, sentence if wrong_labels(one, [*one.triggers, *one.negatives]) else named)


@tests("create_training_example")
def example_negatives(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Other words are laid in, and get no label."""
    heard, _ = Kit().run(answer, rng, runs=14)
    expect_spoken(heard)
    if not any(one.negatives for one in heard):
        raise Unmet("`x`: in many examples, no clip of `negatives` is heard. Lay in 0 to 2 of them.")
    for one in heard:
        near = [end for end in one.triggers for other in one.negatives if 0 <= other - end < 400]
        if not near and wrong_labels(one, one.triggers) and not wrong_labels(one, [*one.triggers, *one.negatives]):
            raise Unmet("`y`: there are ones after a clip of `negatives`; only those of `activates` get labels.")


@tests("create_training_example")
def example_counts(answer: Answer, reference: Reference, rng: Rng) -> None:
    """0 to 4 trigger words and 0 to 2 other words, drawn anew each time, from the whole lists."""
    kit = Kit(triggers=((12, 110), (20, 140), (28, 170)), negatives=((50, 120), (62, 150)))
    heard, _ = kit.run(answer, rng, runs=72)
    expect_spoken(heard)
    for kind, counts, most in (
        ("activates", [len(one.triggers) for one in heard], 4),
        ("negatives", [len(one.negatives) for one in heard], 2),
    ):
        if max(counts) > most:
            raise Unmet(f"`x`: up to {max(counts)} clips of `{kind}` are heard; there should be 0 to {most}.")
        missing = [str(number) for number in range(most + 1) if number not in counts]
        if missing:
            raise Unmet(
                f"`x`: in 72 examples, there were never {' or '.join(missing)} clips of `{kind}`; every number from 0 "
                f"to {most} should come up. Mind where `randint` stops, and draw for every example anew."
            )
    rows = {row for one in heard for row in one.rows}
    if rows != set(kit.rows[:-1]):
        raise Unmet("`x`: some clips of the lists are never heard. Draw from the whole of each list.")


@tests("create_training_example")
def example_apart(answer: Answer, reference: Reference, rng: Rng) -> None:
    """No clip lies on top of another one."""
    kit = Kit(triggers=((12, 900), (20, 1000), (28, 1100)), negatives=((50, 950), (62, 1050)))
    heard, _ = kit.run(answer, rng, runs=22)
    expect_spoken(heard)
    for one in heard:
        ordered = sorted(one.stretches)
        if any(later[0] < earlier[1] - 20 for earlier, later in zip(ordered, ordered[1:], strict=False)):
            sentence = "`x`: clips lie on top of each other. One list of segments serves all clips of an example."
            raise example_unmet(answer, rng, sentence)


@tests("create_training_example")
def example_levels(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The background is 20 dB quieter, and the whole is at -20 dB."""
    kit = Kit()
    heard, _ = kit.run(answer, rng, runs=12)
    steps = above_background(heard, kit)
    if not steps:
        raise Unmet("`x`: no clip is heard above the background. Make the background 20 dB quieter: `background - 20`.")
    if np.median(np.abs(steps)) > 1.5:
        raise Unmet(
            "`x`: the background does not stand 20 dB lower than it was given. `background - 20` is a new sound; "
            "the clips stay as loud as they are."
        )
    levels = [10 * np.log10(max(one.power, 1e-9) / 32768**2) for one in heard]
    if max(abs(value + 20) for value in levels) > 1.0:
        raise Unmet("`x`: the sound as a whole is not at -20 dB. Use `level(sound, -20)` before the spectrogram.")


@tests("create_training_example")
def example_shapes(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The spectrogram of ten seconds, and labels of Ty steps, for any Ty."""
    for kit, Ty in ((Kit(rate=44_100), 1375), (Kit(), 500)):
        heard, _ = kit.run(answer, rng, runs=3 if kit.rate > 8000 else 12, Ty=Ty)
        for one in heard:
            if wrong_labels(one, one.triggers):
                raise example_unmet(
                    answer, rng, f"`y`: for Ty = {Ty} the ones do not stand just after the trigger words."
                )
    expect_spoken(heard)


@tests("create_training_example")
def example_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The background and the clips are left as they were."""
    heard, left = Kit().run(answer, rng, runs=6)
    if not any(one.triggers for one in heard):
        expect_spoken(heard + Kit().run(answer, rng, runs=8)[0])
    if not left:
        raise Unmet("`create_training_example` changes the background, a clip, or a list that it was given.")


# modelf


@tests("modelf", weight=2)
def model_in_use(answer: Answer, reference: Reference, rng: Rng) -> None:
    """In use, the answers that the layers of the statement give."""
    x = rng.standard_normal((3, 47, 6))
    judge_network(answer, rng, x, "Compare your layers with the statement, in order.")


@tests("modelf")
def model_other_shapes(answer: Answer, reference: Reference, rng: Rng) -> None:
    """For any number of columns and frequencies."""
    for shape in ((2, 19, 11), (2, 100, 3)):
        judge_network(answer, rng, rng.standard_normal(shape), "Take both sizes from `input_shape`.")


@tests("modelf")
def model_steps(answer: Answer, reference: Reference, rng: Rng) -> None:
    """An answer depends on what was heard so far, and on nothing later."""
    x = np.repeat(rng.standard_normal((1, 75, 4)), 2, axis=0)
    x[1, 47:] = rng.standard_normal((28, 4))  # two sounds that part after column 46
    weights = network.random_weights(rng, x)
    wanted = network.in_use(x, weights)
    (got,) = network.network_answers(answer, [(weights, x)])
    got = network.expect_answers(got, wanted.shape, f"x of shape {x.shape}")
    if np.abs(got[0, :9] - got[1, :9]).max() > 1e-5:
        raise Unmet("`modelf`: changing a later column changes an earlier answer. The GRUs run forward only.")
    expect_close(in_single_precision(got, wanted, 1e-3), wanted, "answers", hint="Look at kernel and stride.")


@tests("modelf", weight=2)
def model_dropout(answer: Answer, reference: Reference, rng: Rng) -> None:
    """In training, four dropouts that each drop 80 percent; in use, none."""
    places = {1: "after the ReLU", 2: "after the first GRU", 3: "after the second GRU", 4: "before the last layer"}
    rounds = [(network.probe(stage, 3), np.zeros((1500 if stage == 3 else 500, 31, 3))) for stage in places]
    found = network.network_answers(answer, rounds, training=True, seed=int(rng.integers(2**31)))
    for (stage, place), got, (_, x) in zip(places.items(), found, rounds, strict=True):
        got = network.expect_answers(got, (len(x), 5, 1), f"x of shape {x.shape}")
        share_kept = network.kept(got, stage)
        if not network.KEPT[0] < share_kept < network.KEPT[1]:
            raise Unmet(f"`modelf`: {dropout_fault(share_kept, place)}")


@tests("modelf")
def model_of_its_own(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Two models share no weights."""
    x = rng.standard_normal((2, 31, 3))
    weights, others = network.random_weights(rng, x), network.random_weights(rng, x)
    single = [[[array.astype(np.float32) for array in part] for part in some] for some in (weights, others)]
    got = answer.through(network.two_models, *network.HELPERS)(*single, x.astype(np.float32))
    wanted = network.in_use(x, weights)
    got = network.expect_answers(got, wanted.shape, f"x of shape {x.shape}")
    if np.abs(got - network.in_use(x, others)).max() < 1e-3:
        raise Unmet("`modelf`: two models that it builds share their weights. Make the layers inside the function.")
    expect_close(in_single_precision(got, wanted, 1e-3), wanted, "answers")
