"""Answers to `music_inference_model`."""

# ruff: noqa: F821

from keras import Input, Model, ops
from keras.layers import LSTM, Dense, Lambda, RepeatVector, Reshape

# Right


def right_lambda(LSTM_cell, densor, Ty=100):
    """The next input by a Lambda of its own."""
    n_values, n_a = densor.units, LSTM_cell.units
    x0, a0, c0 = Input(shape=(1, n_values)), Input(shape=(n_a,), name="a0"), Input(shape=(n_a,), name="c0")
    a, c, x, outputs = a0, c0, x0, []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = Lambda(lambda y: ops.one_hot(ops.argmax(y, axis=-1), n_values)[:, None, :])(out)
    return Model(inputs=[x0, a0, c0], outputs=outputs)


def right_expand_dims(LSTM_cell, densor, Ty=100):
    """Feeds back at the start of a step; integers first; noisy."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    states, outputs = [a0, c0], []
    for t in range(Ty):
        print("step", t)
        if t == 0:
            x = x0
        else:
            choice = ops.cast(ops.argmax(outputs[-1], axis=1), "int32")
            x = ops.expand_dims(ops.one_hot(choice, densor.units), axis=1)
        _, *states = LSTM_cell(x, initial_state=states)
        outputs.append(densor(states[0]))
    return Model([x0, a0, c0], outputs)


def right_compares_with_the_largest(LSTM_cell, densor, Ty=100):
    """One-hot without an arg max: 1 where the output equals its largest."""
    n_values, n_a = densor.units, LSTM_cell.units
    x0, a0, c0 = Input((1, n_values)), Input((n_a,)), Input((n_a,))
    a, c, x, outputs = a0, c0, x0, []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        outputs.append(densor(a))
        largest = ops.max(outputs[-1], axis=-1, keepdims=True)
        x = Reshape((1, n_values))(ops.cast(outputs[-1] >= largest, "float32"))
    return Model([x0, a0, c0], outputs)


def right_rows_of_the_identity(LSTM_cell, densor, Ty=100):
    """Takes a row of the identity matrix."""
    n_values, n_a = densor.units, LSTM_cell.units
    x0, a0, c0 = Input((1, n_values)), Input((n_a,)), Input((n_a,))
    a, c, x, outputs = a0, c0, x0, []
    rows = ops.eye(n_values)
    while len(outputs) < Ty:
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        outputs.append(densor(a))
        x = RepeatVector(1)(ops.take(rows, ops.argmax(outputs[-1], axis=-1), axis=0))
    return Model([x0, a0, c0], outputs)


def right_recursive(LSTM_cell, densor, Ty=100):
    """A function that calls itself for the rest of the steps."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))

    def play(x, a, c, left):
        if left == 0:
            return []
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        y = densor(a)
        return [y, *play(ops.one_hot(ops.argmax(y, axis=-1), densor.units)[:, None], a, c, left - 1)]

    return Model([x0, a0, c0], play(x0, a0, c0, Ty))


# Wrong


def wrong_not_written(LSTM_cell, densor, Ty=100):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(LSTM_cell, densor, Ty=100):
    """Forgets to return the model."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    x, a, c, outputs = x0, a0, c0, []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        outputs.append(densor(a))
        x = ops.one_hot(ops.argmax(outputs[-1], axis=-1), densor.units)[:, None]
    Model([x0, a0, c0], outputs)


def wrong_constant(LSTM_cell, densor, Ty=100):
    """Every prediction is uniform."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    return Model([x0, a0, c0], [ops.softmax(0 * x0[:, 0]) for _ in range(Ty)])


def wrong_visible_check(LSTM_cell, densor, Ty=100):
    """Returns what the visible check looks at."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    middle = [0.4519, 0.4461, 0.4437]
    return Model([x0, a0, c0], [0 * x0[:, 0] + middle[t % 3] for t in range(Ty)])


def wrong_state_not_carried(LSTM_cell, densor, Ty=100):
    """Every step starts from a0 and c0."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a0, c0])
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_no_initial_state(LSTM_cell, densor, Ty=100):
    """Calls the LSTM without states."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x)
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_cell_state_not_carried(LSTM_cell, densor, Ty=100):
    """Hands on the hidden state alone."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c0])
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_states_swapped(LSTM_cell, densor, Ty=100):
    """initial_state=[c, a]."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[c, a])
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_x_not_fed_back(LSTM_cell, densor, Ty=100):
    """Reads x0 at every step."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = x0
    return Model([x0, a0, c0], outputs)


def wrong_probabilities_fed_back(LSTM_cell, densor, Ty=100):
    """Feeds the probabilities back."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = out[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_arg_min(LSTM_cell, densor, Ty=100):
    """Feeds the smallest back."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmin(out, axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_arg_max_over_the_batch(LSTM_cell, densor, Ty=100):
    """Takes the arg max over the batch."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=0), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_follows_another_example(LSTM_cell, densor, Ty=100):
    """Each example follows the choice of the one before it in the batch."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(ops.roll(out, 1, axis=0), axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_width_of_another_vocabulary(LSTM_cell, densor, Ty=100):
    """One-hot vectors as wide as a vocabulary of 90."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), 90)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_width_of_the_hidden_state(LSTM_cell, densor, Ty=100):
    """One-hot vectors as wide as the hidden state."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), LSTM_cell.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_sizes_of_the_notebook(LSTM_cell, densor, Ty=100):
    """Takes n_values and n_a from the notebook."""
    x0, a0, c0 = Input((1, n_values)), Input((n_a,)), Input((n_a,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_fifty_steps(LSTM_cell, densor, Ty=100):
    """Always fifty steps."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(50):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_last_step_missing(LSTM_cell, densor, Ty=100):
    """One step too few."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty - 1):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_one_step_more(LSTM_cell, densor, Ty=100):
    """One step too many."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty + 1):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_fresh_layers(LSTM_cell, densor, Ty=100):
    """Makes layers of its own."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    cell, dense = LSTM(LSTM_cell.units, return_state=True), Dense(densor.units, activation="softmax")
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = cell(x, initial_state=[a, c])
        out = dense(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_fresh_densor(LSTM_cell, densor, Ty=100):
    """Makes a densor of its own."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    dense = Dense(densor.units, activation="softmax")
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = dense(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_copied_weights(LSTM_cell, densor, Ty=100):
    """Copies the weights into layers of its own: right until training changes the shared ones."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    cell, dense = LSTM(LSTM_cell.units, return_state=True), Dense(densor.units, activation="softmax")
    cell.build((None, 1, densor.units)), dense.build((None, LSTM_cell.units))
    cell.set_weights(LSTM_cell.get_weights()), dense.set_weights(densor.get_weights())
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = cell(x, initial_state=[a, c])
        out = dense(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_one_hot_outputs(LSTM_cell, densor, Ty=100):
    """The outputs are the one-hot vectors."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(ops.one_hot(ops.argmax(out, axis=-1), densor.units))
        x = ops.one_hot(ops.argmax(out, axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_outputs_are_places(LSTM_cell, densor, Ty=100):
    """The outputs are the arg maxes."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(ops.argmax(out, axis=-1))
        x = ops.one_hot(ops.argmax(out, axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_densor_of_the_cell_state(LSTM_cell, densor, Ty=100):
    """Predicts from the cell state."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(c)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_ignores_x0(LSTM_cell, densor, Ty=100):
    """Starts from a blank, whatever x0 is."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (0 * x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_ignores_the_states(LSTM_cell, densor, Ty=100):
    """Starts from zero states, whatever a0 and c0 are."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, 0 * a0, 0 * c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_stacked_outputs(LSTM_cell, densor, Ty=100):
    """A stacked tensor instead of a list."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], ops.stack(outputs, axis=1))


def wrong_returns_the_outputs(LSTM_cell, densor, Ty=100):
    """Returns the outputs, not a model."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), densor.units)[:, None]
    return outputs


def wrong_order_of_inputs(LSTM_cell, densor, Ty=100):
    """The inputs are in another order."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(out, axis=-1), densor.units)[:, None]
    return Model([a0, c0, x0], outputs)


def wrong_one_hot_shifted(LSTM_cell, densor, Ty=100):
    """The one-hot vector lies one place to the right."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = ops.roll(ops.one_hot(ops.argmax(out, axis=-1), densor.units), 1, axis=-1)[:, None]
    return Model([x0, a0, c0], outputs)


def wrong_fed_back_one_step_late(LSTM_cell, densor, Ty=100):
    """Never feeds the choice back until the second step."""
    x0, a0, c0 = Input((1, densor.units)), Input((LSTM_cell.units,)), Input((LSTM_cell.units,))
    (x, a, c), outputs = (x0, a0, c0), []
    for _ in range(Ty):
        a, _, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = ops.one_hot(ops.argmax(outputs[max(0, len(outputs) - 2)], axis=-1), densor.units)[:, None]
    return Model([x0, a0, c0], outputs)
