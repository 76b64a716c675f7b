"""What lesson 1 says, measured: perplexities, gradients, memories, gates, sizes, and who sees the future."""

import contextlib
import io

import numpy as np
import pytest

from autograder import authoring, reference
from autograder.course import LESSONS

pytestmark = pytest.mark.training


@pytest.fixture(scope="module")
def lesson():
    """Everything that the lesson's cells define, and under `printed` everything that they print."""
    sources = tuple(cell.source for cell in authoring.read(LESSONS[0]).cells if cell.cell_type == "code")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        names = reference.execute(sources)
    return names | {"printed": printed.getvalue()}


def test_memory_is_worth_what_the_text_says(lesson):
    perplexity, last, following = lesson["perplexity"], *lesson["pairs"](lesson["held_out_names"])
    assert round(perplexity(lesson["alone"][following])) == 17
    assert round(perplexity(lesson["bigram"][last, following])) == 9
    assert perplexity(lesson["came"][lesson["weight"] == 1]) < 6


def test_the_perplexity_of_pairs_counts_every_letter_and_every_end_once(lesson):
    names = lesson["held_out_names"]
    last, following = lesson["pairs"](names)
    assert len(last) == len(following) == sum(len(name) + 1 for name in names) == lesson["weight"].sum()


def test_only_the_network_knows_how_a_saurus_ends(lesson):
    name, index = lesson["name"], lesson["char_to_ix"]
    assert name.endswith("saurus") and name in lesson["held_out_names"]
    read = lesson["estimated"][lesson["row"]]
    for place, letter in enumerate("us\n", len(name) - 2):
        assert read[place, index[letter]] > 0.8
        assert lesson["bigram"][lesson["last"][place], index[letter]] < 0.6


def test_both_models_invent_names_of_letters(lesson):
    for estimate in (
        lambda drawn: lesson["bigram"][drawn[:, -1]],
        lambda drawn: np.asarray(lesson["rnn"](drawn))[:, -1],
    ):
        names = lesson["invent"](estimate)
        assert len(set(names)) == 8 and all(name.lower().isalpha() for name in names)


def test_a_small_radius_vanishes_a_large_one_explodes_and_a_little_above_one_does_neither(lesson):
    end = {radius: lesson["gradient_norms"](radius)[60] for radius in (0.5, 0.9, 1.1, 1.5, 3)}
    assert end[0.5] < 1e-15 and end[0.9] < 1e-3 and 0.01 < end[1.1] < 1.1**60 / 100
    assert end[1.5] > 10 and end[3] > 1e6


def test_a_gradient_norm_is_that_of_finite_differences(lesson):
    """The same network once more, its state at step 57 moved a little."""
    T, n_a, radius = 60, 50, 0.9
    rng = np.random.default_rng(0)
    Waa = rng.standard_normal((n_a, n_a))
    Waa *= radius / np.abs(np.linalg.eigvals(Waa)).max()
    inputs = 0.1 * rng.standard_normal((T, n_a))

    def last(state, begin):
        for t in range(begin, T):
            state = np.tanh(Waa @ state + inputs[t])
        return state.sum() / np.sqrt(n_a)

    state = np.zeros(n_a)
    for t in range(57):
        state = np.tanh(Waa @ state + inputs[t])
    moved = 1e-6 * np.eye(n_a)
    gradient = [(last(state + step, 57) - last(state - step, 57)) / 2e-6 for step in moved]
    assert lesson["gradient_norms"](radius)[3] == pytest.approx(np.linalg.norm(gradient), rel=1e-6)


def test_the_training_explodes_without_clipping_and_arrives_with_it(lesson, capsys):
    with np.errstate(all="ignore"):
        lesson["train"]()
    rows = capsys.readouterr().out.splitlines()
    assert "inf" in rows[2] and "nan" in rows[4] and "nan" not in "".join(rows[:4])
    lesson["train"](clip_at=100, steps=40)
    assert float(capsys.readouterr().out.splitlines()[-1].split()[4]) < 1e-6


def test_the_bit_is_kept_for_17_time_steps_and_a_plain_unit_loses_it(lesson):
    assert lesson["memory"][2] > 0.99 and lesson["memory"][19] > 0.9
    assert lesson["states"][19] < 0 < lesson["value"][2]


def test_the_cells_of_the_lesson_are_the_gru_of_keras(lesson):
    import keras

    p, inputs = lesson["weights"], lesson["inputs"]
    layer = keras.layers.GRU(1, reset_after=False, return_sequences=True)
    layer.build((None, None, 3))
    kinds = (-p["Wu"], p["Wr"], p["Wc"])  # Keras's z is 1 minus our gate
    kernel = np.concatenate([w[:, 1:].T for w in kinds], axis=1)
    recurrent = np.concatenate([w[:, :1].T for w in kinds], axis=1)
    layer.set_weights([kernel, recurrent, np.concatenate([-p["bu"], p["br"], p["bc"]])])
    assert np.asarray(layer(inputs.T[None].astype(float)))[0, :, 0] == pytest.approx(lesson["full"], abs=1e-5)


def test_only_the_relevance_gate_lets_a_value_be_stored_twice_and_flipped(lesson):
    assert list(np.sign(lesson["full"])) == [1, 1, 1, 1, -1, -1, 1, 1] and np.abs(lesson["full"]).min() > 0.9
    assert abs(lesson["simplified"][2]) < 0.1


def test_tied_gates_make_the_lstms_memory_that_of_the_gru_and_free_ones_let_it_count(lesson):
    assert lesson["same"] == pytest.approx(lesson["memory"])
    assert list(lesson["mix"](np.ones(5), np.ones(5), np.ones(5))) == [1, 2, 3, 4, 5]


def test_the_counter_counts_forgets_and_shows_at_the_end(lesson):
    assert list(lesson["count"]) == [0, 1, 2, 2, 0, 1, 1, 2, 3, 3]
    assert list(lesson["hidden"][:9]) == [0] * 9 and lesson["hidden"][9] == pytest.approx(np.tanh(3))


def test_the_black_squares_are_the_future_and_only_two_way_layers_have_them(lesson):
    for name, two_way in (("one_way", False), ("both_ways", True), ("causal", False), ("mixed", True)):
        future = np.tri(6, k=-1, dtype=bool)
        reached = lesson["influence"](lesson[name])
        assert reached[~future].all() and reached[future].all() == reached[future].any() == two_way


@pytest.mark.parametrize(
    "line",
    [
        "x^(3)<3>: n",
        "one output per input: [1.0, 0.5, 1.25]",
        "read three, write two: [0.625, 0.9375]",
        "is dinosaurs lay eggs, and no more: 0.016",
        "27 equal choices:    27.0",
        "1125 names to count, 281 held out",
        "c = 5, gate 0.2, steps 1 to 3: [4.0, 3.2, 2.56]",
        "product of the shares: 0.9588\nmeasured:              0.9588",
        "SimpleRNN      45 parameters = 45 * 1.00",
        "GRU as above  135 parameters = 45 * 3.00",
        "GRU of Keras  150 parameters = 45 * 3.33",
        "LSTM          180 parameters = 45 * 4.00",
        "after 9 steps: [[0.7]]",
        "after input  4: one way waits 0 ms, both ways 120 ms",
        "one way   180 parameters, output (2, 6, 5)\nboth ways 360 parameters, output (2, 6, 10)",
        "by hand: 45 55 40",
    ],
)
def test_a_cell_prints_what_the_text_relies_on(lesson, line):
    assert line in lesson["printed"]
