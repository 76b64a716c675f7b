"""Answers to `djmodel`."""

# ruff: noqa: B023, F821

import keras
import numpy as np
from keras import Input, Model, ops
from keras.layers import LSTM, Dense, Lambda, Reshape

# Right


def right_list_of_lambdas(Tx, LSTM_cell, densor, reshaper):
    """Slices with a Lambda that remembers t."""
    X = Input(shape=(Tx, densor.units))
    a0 = Input(shape=(LSTM_cell.units,), name="a0")
    c0 = Input(shape=(LSTM_cell.units,), name="c0")
    a, c = a0, c0
    outputs = []
    for t in range(Tx):
        x = Lambda(lambda z, t=t: z[:, t, :])(X)
        x = reshaper(x)
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
    return Model(inputs=[X, a0, c0], outputs=outputs)


def right_slice_of_length_one(Tx, LSTM_cell, densor, reshaper):
    """Keeps the time axis instead of reshaping; takes the other of the two hidden states; noisy."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    states, outputs = [a0, c0], []
    for t in range(Tx):
        print("time step", t)
        _, *states = LSTM_cell(X[:, t : t + 1], initial_state=states)
        outputs += [densor(states[0])]
    return Model([X, a0, c0], outputs)


def right_ops(Tx, LSTM_cell, densor, reshaper):
    """With keras.ops: take, and a tuple of outputs."""
    n_values, n_a = densor.units, LSTM_cell.units
    X, a0, c0 = Input((Tx, n_values)), Input((n_a,)), Input((n_a,))
    a, c, outputs = a0, c0, ()
    for t in range(Tx):
        a, _, c = LSTM_cell(reshaper(ops.take(X, t, axis=1)), initial_state=[a, c])
        outputs = (*outputs, densor(a))
    return Model(inputs=(X, a0, c0), outputs=list(outputs))


def right_split(Tx, LSTM_cell, densor, reshaper):
    """Splits all time steps at once; sizes from the weights."""
    n_values = densor.bias.shape[0] if densor.built else densor.units
    n_a = LSTM_cell.cell.units
    X, a0, c0 = Input((Tx, n_values)), Input((n_a,)), Input((n_a,))
    pieces = ops.split(X, Tx, axis=1) if Tx > 1 else [X]
    hidden, a, c = [], a0, c0
    for piece in pieces:
        _, a, c = LSTM_cell(piece, initial_state=[a, c])
        hidden.append(a)
    return Model([X, a0, c0], [densor(h) for h in hidden])


def right_own_reshape(Tx, LSTM_cell, densor, reshaper):
    """Adds the time axis itself, and names its outputs' model."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    a, c, outputs = a0, c0, []
    for t in range(Tx):
        x = Reshape((1, -1))(X[:, t, :])
        a, _, c = LSTM_cell(x, initial_state=(a, c))
        outputs.append(densor(a))
    model = Model([X, a0, c0], outputs, name="improviser")
    model.compile(optimizer="adam", loss="categorical_crossentropy")
    return model


def right_subclass(Tx, LSTM_cell, densor, reshaper):
    """A Model of its own class."""

    class Improviser(keras.Model):
        def __init__(self):
            super().__init__()
            self.cell, self.densor, self.reshaper = LSTM_cell, densor, reshaper

        def call(self, inputs):
            X, a, c = inputs
            outputs = []
            for t in range(Tx):
                a, _, c = self.cell(self.reshaper(X[:, t, :]), initial_state=[a, c])
                outputs.append(self.densor(a))
            return outputs

    return Improviser()


# Wrong


def wrong_not_written(Tx, LSTM_cell, densor, reshaper):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(Tx, LSTM_cell, densor, reshaper):
    """Builds the model and forgets to return it."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    a, c, outputs = a0, c0, []
    for t in range(Tx):
        a, _, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=[a, c])
        outputs.append(densor(a))
    Model([X, a0, c0], outputs)


def wrong_constant(Tx, LSTM_cell, densor, reshaper):
    """Every prediction is uniform."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    outputs = [ops.softmax(0 * X[:, t, :]) for t in range(Tx)]
    return Model([X, a0, c0], outputs)


def wrong_visible_check(Tx, LSTM_cell, densor, reshaper):
    """Returns what the visible check looks at."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    first = [0.2741, 0.7003, 0.8055]
    return Model([X, a0, c0], [0 * X[:, t, :] + first[t % 3] for t in range(Tx)])


def wrong_returns_the_outputs(Tx, LSTM_cell, densor, reshaper):
    """Returns the list of outputs instead of a model."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    a, c, outputs = a0, c0, []
    for t in range(Tx):
        a, _, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=[a, c])
        outputs.append(densor(a))
    return outputs


def wrong_state_not_carried(Tx, LSTM_cell, densor, reshaper):
    """Every step starts from a0 and c0."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    outputs = []
    for t in range(Tx):
        a, _, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=[a0, c0])
        outputs.append(densor(a))
    return Model([X, a0, c0], outputs)


def wrong_no_initial_state(Tx, LSTM_cell, densor, reshaper):
    """Calls the LSTM without states."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    outputs = []
    for t in range(Tx):
        a, _, c = LSTM_cell(reshaper(X[:, t, :]))
        outputs.append(densor(a))
    return Model([X, a0, c0], outputs)


def wrong_first_step_from_zero(Tx, LSTM_cell, densor, reshaper):
    """The first step has no initial state."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    states, outputs = None, []
    for t in range(Tx):
        a, _, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=states)
        states = [a, c]
        outputs.append(densor(a))
    return Model([X, a0, c0], outputs)


def wrong_cell_state_not_carried(Tx, LSTM_cell, densor, reshaper):
    """Hands on the hidden state alone."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    a, outputs = a0, []
    for t in range(Tx):
        a, _, _ = LSTM_cell(reshaper(X[:, t, :]), initial_state=[a, c0])
        outputs.append(densor(a))
    return Model([X, a0, c0], outputs)


def wrong_states_swapped(Tx, LSTM_cell, densor, reshaper):
    """initial_state=[c, a]."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    a, c, outputs = a0, c0, []
    for t in range(Tx):
        a, _, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=[c, a])
        outputs.append(densor(a))
    return Model([X, a0, c0], outputs)


def wrong_takes_the_second_for_the_cell_state(Tx, LSTM_cell, densor, reshaper):
    """Unpacks a, c, _: the second of the three is the hidden state again."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    a, c, outputs = a0, c0, []
    for t in range(Tx):
        a, c, _ = LSTM_cell(reshaper(X[:, t, :]), initial_state=[a, c])
        outputs.append(densor(a))
    return Model([X, a0, c0], outputs)


def wrong_densor_of_the_cell_state(Tx, LSTM_cell, densor, reshaper):
    """Predicts from c."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    a, c, outputs = a0, c0, []
    for t in range(Tx):
        a, _, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=[a, c])
        outputs.append(densor(c))
    return Model([X, a0, c0], outputs)


def wrong_late_binding(Tx, LSTM_cell, densor, reshaper):
    """The Lambda looks t up when the model runs."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    a, c, outputs = a0, c0, []
    for t in range(Tx):
        x = Lambda(lambda x: x[:, t, :])(X)
        a, _, c = LSTM_cell(reshaper(x), initial_state=[a, c])
        outputs.append(densor(a))
    return Model([X, a0, c0], outputs)


def wrong_first_input_every_step(Tx, LSTM_cell, densor, reshaper):
    """Reads X[:, 0, :] always."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    a, c, outputs = a0, c0, []
    for _ in range(Tx):
        a, _, c = LSTM_cell(reshaper(X[:, 0, :]), initial_state=[a, c])
        outputs.append(densor(a))
    return Model([X, a0, c0], outputs)


def wrong_fresh_layers(Tx, LSTM_cell, densor, reshaper):
    """Makes layers of its own."""
    cell, dense = LSTM(LSTM_cell.units, return_state=True), Dense(densor.units, activation="softmax")
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    a, c, outputs = a0, c0, []
    for t in range(Tx):
        a, _, c = cell(reshaper(X[:, t, :]), initial_state=[a, c])
        outputs.append(dense(a))
    return Model([X, a0, c0], outputs)


def wrong_copied_weights(Tx, LSTM_cell, densor, reshaper):
    """Copies the weights into layers of its own: right until training changes the shared ones."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    cell, dense = LSTM(LSTM_cell.units, return_state=True), Dense(densor.units, activation="softmax")
    cell.build((None, 1, densor.units)), dense.build((None, LSTM_cell.units))
    cell.set_weights(LSTM_cell.get_weights()), dense.set_weights(densor.get_weights())
    a, c, outputs = a0, c0, []
    for t in range(Tx):
        a, _, c = cell(reshaper(X[:, t, :]), initial_state=[a, c])
        outputs.append(dense(a))
    return Model([X, a0, c0], outputs)


def wrong_fresh_densor(Tx, LSTM_cell, densor, reshaper):
    """A new Dense layer at each step."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    a, c, outputs = a0, c0, []
    for t in range(Tx):
        a, _, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=[a, c])
        outputs.append(Dense(densor.units, activation="softmax")(a))
    return Model([X, a0, c0], outputs)


def wrong_thirty_steps(Tx, LSTM_cell, densor, reshaper):
    """Ignores Tx."""
    X, a0, c0 = Input((30, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    a, c, outputs = a0, c0, []
    for t in range(30):
        a, _, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=[a, c])
        outputs.append(densor(a))
    return Model([X, a0, c0], outputs)


def wrong_sizes_of_the_notebook(Tx, LSTM_cell, densor, reshaper):
    """Takes n_values and n_a from the notebook."""
    X, a0, c0 = Input((Tx, n_values)), Input((n_a,)), Input((n_a,))
    a, c, outputs = a0, c0, []
    for t in range(Tx):
        a, _, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=[a, c])
        outputs.append(densor(a))
    return Model([X, a0, c0], outputs)


def wrong_last_step_missing(Tx, LSTM_cell, densor, reshaper):
    """The loop ends one step early."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    a, c, outputs = a0, c0, []
    for t in range(Tx - 1):
        a, _, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=[a, c])
        outputs.append(densor(a))
    return Model([X, a0, c0], outputs)


def wrong_only_the_last_output(Tx, LSTM_cell, densor, reshaper):
    """One prediction, at the end."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    a, c = a0, c0
    for t in range(Tx):
        a, _, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=[a, c])
    return Model([X, a0, c0], densor(a))


def wrong_stacked_outputs(Tx, LSTM_cell, densor, reshaper):
    """One tensor instead of a list."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    a, c, outputs = a0, c0, []
    for t in range(Tx):
        a, _, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=[a, c])
        outputs.append(densor(a))
    return Model([X, a0, c0], ops.stack(outputs, axis=1))


def wrong_softmax_twice(Tx, LSTM_cell, densor, reshaper):
    """Softmax of the softmax."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    a, c, outputs = a0, c0, []
    for t in range(Tx):
        a, _, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=[a, c])
        outputs.append(ops.softmax(densor(a)))
    return Model([X, a0, c0], outputs)


def wrong_X_alone(Tx, LSTM_cell, densor, reshaper):
    """The model has one input; the states are constants."""
    X = Input((Tx, densor.units))
    outputs, states = [], None
    for t in range(Tx):
        a, _, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=states)
        states = [a, c]
        outputs.append(densor(a))
    return Model(X, outputs)


def wrong_backwards(Tx, LSTM_cell, densor, reshaper):
    """Reads from the last time step to the first."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    a, c, outputs = a0, c0, []
    for t in reversed(range(Tx)):
        a, _, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=[a, c])
        outputs.append(densor(a))
    return Model([X, a0, c0], outputs[::-1])


def wrong_tensorflow(Tx, LSTM_cell, densor, reshaper):
    """A plain tf function on a symbolic tensor."""
    import tensorflow as tf

    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    a, c, outputs = a0, c0, []
    for t in range(Tx):
        a, _, c = LSTM_cell(tf.expand_dims(X[:, t, :], 1), initial_state=[a, c])
        outputs.append(densor(a))
    return Model([X, a0, c0], outputs)


def wrong_numpy_states(Tx, LSTM_cell, densor, reshaper):
    """The states start as arrays of zeros, not as inputs."""
    X, a0, c0 = Input((Tx, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    zero = ops.zeros_like(a0) + np.float32(0)
    a, c, outputs = zero, zero, []
    for t in range(Tx):
        a, _, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=[a, c])
        outputs.append(densor(a))
    return Model([X, a0, c0], outputs)
