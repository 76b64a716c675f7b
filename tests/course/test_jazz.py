"""The jazz notebook's promises: it learns in time, the twin is the same, and what it plays is music and no copy."""

import time

import numpy as np
import pytest

from autograder import authoring, course, reference
from utils.jazz import BAR, corpus
from utils.jazz.chords import read_charts
from utils.jazz.clean import perform
from utils.jazz.measure import figures, longest_copy, random_notes

pytestmark = pytest.mark.training
EPOCHS, Tx, TEMPERATURE, SOLOS = 100, 30, 0.5, 16
NEW = read_charts()[corpus.HELD_OUT]


@pytest.fixture(scope="module")
def ours():
    """Everything that the notebook's own cells define: layers, corpus, functions."""
    return reference.execute(tuple(authoring.read(course.find("Jazz")).sources("given", "solution")))


@pytest.fixture(scope="module")
def data(ours):
    excerpts = corpus.excerpts(ours["solos"], ours["words"], Tx)
    Y = corpus.one_hot(excerpts, ours["n_values"])
    X = np.concatenate([np.zeros_like(Y[:, :1]), Y[:, :-1]], axis=1)
    return X, Y, np.zeros((len(X), ours["n_a"]), "float32")


def loss(labels, predictions):
    from keras import losses, ops

    return ops.sum(losses.categorical_crossentropy(labels, predictions), axis=1)


def stacked(model):
    import keras
    from keras import ops

    trainer = keras.Model(model.inputs, ops.stack(model.outputs, axis=1))
    trainer.compile(keras.optimizers.Adam(0.01), loss)
    return trainer


@pytest.fixture(scope="module")
def trained(ours, data):
    """The layers after the training of the notebook: the losses, and the processor's seconds."""
    X, Y, zeros = data
    started = time.process_time()
    trainer = stacked(ours["djmodel"](Tx, ours["LSTM_cell"], ours["densor"], ours["reshaper"]))
    log = trainer.fit([X, zeros, zeros], Y, batch_size=64, epochs=EPOCHS, verbose=0)
    return log.history["loss"], time.process_time() - started


@pytest.fixture(scope="module")
def played(ours, trained):
    """Solos over the new chart, each as its phrases of values, drawn by the learner's functions."""
    layer = ours["restless"](ours["densor"], TEMPERATURE, seed=1)
    player = ours["music_inference_model"](ours["LSTM_cell"], layer, Ty=40)
    zeros = np.zeros((1, ours["n_a"]))
    start = [np.zeros((1, 1, ours["n_values"])), zeros, zeros]
    phrases = [ours["predict_and_sample"](player, *start)[1][:, 0] for _ in range(4 * SOLOS)]
    words = [[ours["words"][k] for k in indices] for indices in phrases]
    return [words[place : place + 4] for place in range(0, len(words), 4)]


@pytest.fixture(scope="module")
def measured(ours, played):
    """The figures of the corpus, of the network's solos and of random notes, by name."""
    groups = {
        "corpus": [f for solo in ours["solos"] for f in solo.figures(16)],
        "network": [figures(perform(phrases, NEW, 4 * BAR), NEW) for phrases in played],
        "random": [figures(random_notes(NEW, np.random.default_rng(seed)), NEW) for seed in range(SOLOS)],
    }
    return {
        name: {group: np.array([f[name] for f in solos]) for group, solos in groups.items()}
        for name in groups["corpus"][0]
    }


def test_a_hundred_epochs_fit_into_thirty_seconds_of_two_cores(trained):
    losses, seconds = trained
    assert losses[0] < Tx * np.log(200) and losses[-1] < 50
    assert seconds < 60  # of the processor: 30 s on two cores


def test_the_twin_with_the_same_weights_gives_the_same_probabilities(ours, data, trained):
    import keras

    X, _, zeros = data
    twin = keras.Sequential([keras.Input(X.shape[1:])])
    twin.add(keras.layers.LSTM(ours["n_a"], return_sequences=True))
    twin.add(keras.layers.Dense(ours["n_values"], "softmax"))
    twin.layers[0].set_weights(ours["LSTM_cell"].get_weights())
    twin.layers[1].set_weights(ours["densor"].get_weights())
    model = ours["djmodel"](Tx, ours["LSTM_cell"], ours["densor"], ours["reshaper"])
    np.testing.assert_allclose(np.stack(model([X, zeros, zeros]), axis=1), np.asarray(twin(X)), atol=1e-5)


@pytest.mark.whole
def test_the_twin_trains_four_times_faster_than_a_loop_with_a_loss_for_each_output(ours, data):
    import keras
    from keras.layers import LSTM, Dense, Reshape

    X, Y, zeros = data
    n_a, n_values, epochs = ours["n_a"], ours["n_values"], 3
    plain = ours["djmodel"](
        Tx, LSTM(n_a, return_state=True), Dense(n_values, activation="softmax"), Reshape((1, n_values))
    )
    plain.compile(keras.optimizers.Adam(0.01), loss=["categorical_crossentropy"] * Tx)
    twin = keras.Sequential(
        [keras.Input(X.shape[1:]), LSTM(n_a, return_sequences=True), Dense(n_values, activation="softmax")]
    )
    twin.compile(keras.optimizers.Adam(0.01), loss)
    seconds = []
    for model, inputs, labels in ((plain, [X, zeros, zeros], list(Y.swapaxes(0, 1))), (twin, X, Y)):
        started = time.process_time()
        model.fit(inputs, labels, batch_size=64, epochs=epochs, verbose=0)
        seconds.append(time.process_time() - started)
    print(f"{epochs} epochs: loop with {Tx} losses {seconds[0]:.1f} s, twin {seconds[1]:.1f} s of the processor")
    assert seconds[0] > 4 * seconds[1]


def test_the_arg_max_plays_the_same_each_time_and_chance_does_not(ours, trained, played):
    player = ours["music_inference_model"](ours["LSTM_cell"], ours["densor"], Ty=8)
    zeros = np.zeros((1, ours["n_a"]))
    start = [np.zeros((1, 1, ours["n_values"])), zeros, zeros]
    first, second = (ours["predict_and_sample"](player, *start)[1] for _ in range(2))
    np.testing.assert_array_equal(first, second)
    phrases = {tuple(phrase) for solo in played for phrase in solo}
    assert len(phrases) == 4 * SOLOS


@pytest.mark.parametrize("name", ["chord tones", "entropy", "density", "repetition"])
def test_what_the_network_plays_measures_like_the_corpus_and_not_like_random_notes(measured, name):
    groups = measured[name]
    low, high = groups["corpus"].min(), groups["corpus"].max()
    network, corpus_mean, random = groups["network"].mean(), groups["corpus"].mean(), groups["random"].mean()
    inside = np.mean((groups["network"] >= low) & (groups["network"] <= high))
    print(f"{name}: corpus {low:.2f} to {high:.2f}, network {network:.2f} ({inside:.0%} inside), random {random:.2f}")
    assert low <= network <= high and not low <= random <= high
    assert inside >= 0.75
    assert abs(network - corpus_mean) < abs(network - random)


def test_no_phrase_is_recited(ours, played):
    solos = [solo.values for solo in ours["solos"]]
    runs = [max(longest_copy(phrase, solos) for phrase in solo) for solo in played]
    print("longest copied runs:", runs)
    assert max(runs) < 23  # the values of a phrase of four bars, on average


def test_a_restless_layer_draws_with_the_probabilities_of_its_densor(ours):
    from keras.layers import Dense

    densor = Dense(4, activation="softmax")
    states = np.tile(np.random.default_rng(0).standard_normal((1, 3)), (20_000, 1))
    p = np.asarray(densor(states[:1]))[0].astype(float)
    for temperature in (0.5, 1.0, 2.0):
        wanted = p ** (1 / temperature) / np.sum(p ** (1 / temperature))
        drawn = np.asarray(ours["restless"](densor, temperature, seed=2)(states)).argmax(axis=1)
        np.testing.assert_allclose(np.bincount(drawn, minlength=4) / len(states), wanted, atol=0.015)
    one, other = (np.asarray(ours["restless"](densor, 1.0, seed=3)(states[:50])).argmax(axis=1) for _ in range(2))
    np.testing.assert_array_equal(one, other)


def test_a_restless_layer_has_the_weights_of_its_densor_and_no_others(ours):
    from keras.layers import Dense

    densor = Dense(4, activation="softmax")
    layer = ours["restless"](densor, 1.0)
    layer(np.zeros((1, 3)))
    assert [id(weight) for weight in layer.trainable_weights] == [id(weight) for weight in densor.trainable_weights]


@pytest.mark.parametrize("temperature", [0, -1, float("nan")])
def test_a_temperature_that_is_not_above_zero_is_refused(ours, temperature):
    with pytest.raises(ValueError, match="above 0"):
        ours["restless"](ours["densor"], temperature)
