"""Answers to `modelf`."""

# ruff: noqa: F821, F841, E501


def right_published_style(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Names of its own, list of outputs, hidden state returned twice."""
    X = keras.layers.Input(shape=(Tx, human_vocab_size))
    s0 = keras.layers.Input(shape=(n_s,), name="s0")
    c0 = keras.layers.Input(shape=(n_s,), name="c0")
    s = s0
    c = c0
    outputs = []
    a = keras.layers.Bidirectional(keras.layers.LSTM(units=n_a, return_sequences=True))(X)
    cell = keras.layers.LSTM(n_s, return_state=True)
    densor = keras.layers.Dense(machine_vocab_size, activation=keras.activations.softmax)
    for _t in range(Ty):
        context = one_step_attention(a, s)
        s, _, c = cell(context, initial_state=[s, c])
        out = densor(s)
        outputs.append(out)
    return keras.Model(inputs=[X, s0, c0], outputs=outputs)


def right_two_lstms_by_hand(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """The encoder without Bidirectional, the later one first; prints."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    back = layers.LSTM(n_a, return_sequences=True, go_backwards=True)(X)
    there = layers.LSTM(n_a, return_sequences=True)(X)
    a = layers.Concatenate()([there, keras.ops.flip(back, axis=1)])
    post, dense, soft = (
        layers.LSTM(n_s, return_state=True, unroll=True),
        layers.Dense(machine_vocab_size),
        layers.Softmax(),
    )
    s, c, outputs = s0, c0, []
    while len(outputs) < Ty:
        s, _, c = post(one_step_attention(a, s), initial_state=(s, c))
        print("step", len(outputs))
        outputs.append(soft(dense(s)))
    return keras.models.Model([X, s0, c0], outputs)


def right_cells(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Cells in the place of layers, behind the attention and in the encoder; dropout that acts in training only."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.RNN(layers.LSTMCell(n_a), return_sequences=True), merge_mode="concat")(X)
    a = layers.Dropout(0.1)(a)
    cell, output_layer = layers.LSTMCell(n_s), layers.Dense(machine_vocab_size, "softmax")
    states, outputs = [s0, c0], []
    for _ in range(Ty):
        context = layers.Flatten()(one_step_attention(a, states[0]))
        hidden, states = cell(context, states)
        outputs.append(output_layer(hidden))
    return keras.Model([X, s0, c0], outputs)


def right_attention_written_out(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Does not call one_step_attention: uses the shared layers itself, the state in front."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        alphas = activator(densor2(densor1(concatenator([layers.RepeatVector(Tx)(s), a]))))
        _, s, c = post(dotor([alphas, a]), initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def right_sequence_returned_too(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Reads the new state from a sequence of one time step; a tuple of outputs."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post, output_layer = layers.LSTM(n_s, return_sequences=True, return_state=True), layers.Dense(machine_vocab_size)
    s, c, outputs = s0, c0, ()
    for _ in range(Ty):
        sequence, s, c = post(one_step_attention(a, s), initial_state=[s, c])
        outputs += (keras.ops.softmax(output_layer(sequence[:, -1])),)
    return keras.Model([X, s0, c0], outputs)


# Wrong


def wrong_not_written(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_zeros(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Right shapes and nothing in them."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    nothing = layers.Dense(machine_vocab_size, kernel_initializer="zeros")(s0) * 0
    return keras.Model([X, s0, c0], [nothing + t * 0 for t in range(Ty)])


def wrong_returns_none(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Forgets to return the model."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return None


def wrong_states_not_carried(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Every step starts from s0 and c0."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, _ = post_lstm(context, initial_state=[s0, c0])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_no_recurrence(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Attention too looks at s0 at every step."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s0)
        _, s, c = post_lstm(context, initial_state=[s0, c0])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_no_initial_state(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Never hands the states to the LSTM."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context)
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_cell_state_not_carried(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """The cell state starts from c0 at every step."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, _ = post_lstm(context, initial_state=[s, c0])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_hidden_state_not_carried(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """The hidden state starts from s0 at every step, though attention looks at the new one."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s0, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_states_swapped(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Takes the cell state for the hidden state."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, c, s = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_initial_states_swapped(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Starts from c0 and s0."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = c0, s0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_starts_from_zeros(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Does not use s0 and c0."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0 * 0, c0 * 0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_attention_looks_at_s0(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Every context comes from s0."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s0)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_context_made_once(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """One context for all steps, made before the loop."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    context = one_step_attention(a, s)
    for _ in range(Ty):
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_context_one_step_late(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Each step uses the context that belongs to the step before."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    late = one_step_attention(a, s)
    for _ in range(Ty):
        context = late
        late = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_context_from_the_cell_state(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Attention looks at c."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, c)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_output_from_the_context(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """The output layer reads the context."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(context[:, 0]))
    return keras.Model([X, s0, c0], outputs)


def wrong_output_from_the_cell_state(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """The output layer reads c."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(c))
    return keras.Model([X, s0, c0], outputs)


def wrong_output_before_the_step(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """The output comes before the LSTM."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        outputs.append(output_layer(s))
        _, s, c = post_lstm(context, initial_state=[s, c])
    return keras.Model([X, s0, c0], outputs)


def wrong_eleven_symbols(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """The size of the notebook's vocabulary, whatever is asked for."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(11, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_sizes_of_the_notebook(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """n_a and n_s of the notebook, whatever is asked for."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(32, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_ten_steps(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Ty of the notebook, whatever is asked for."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(10):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_one_step_short(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """One output is missing."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty - 1):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_lstm_made_in_the_loop(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """A new LSTM at each step."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = layers.LSTM(n_s, return_state=True)(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_output_layer_made_in_the_loop(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """A new output layer at each step."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(layers.Dense(machine_vocab_size, "softmax")(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_one_direction(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """The encoder reads forward only, with twice the units."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.LSTM(2 * n_a, return_sequences=True)(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_directions_added(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Adds the two directions up and repeats the sum."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = (
        lambda x: layers.Concatenate()(
            [layers.Bidirectional(layers.LSTM(n_a, return_sequences=True), merge_mode="sum")(x)] * 2
        )
    )(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_no_sequences(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """The encoder returns its last state only, repeated."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = (lambda x: layers.RepeatVector(Tx)(layers.Bidirectional(layers.LSTM(n_a))(x)))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_gru_encoder(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """A GRU in the encoder."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.GRU(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_no_softmax(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """The output layer has no softmax."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size)
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_softmax_twice(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """A softmax of the softmax."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(layers.Softmax()(output_layer(s)))
    return keras.Model([X, s0, c0], outputs)


def wrong_sigmoid(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Sigmoids in the place of the softmax."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "sigmoid")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs)


def wrong_outputs_stacked(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """One tensor in the place of a list."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], keras.ops.stack(outputs, axis=1))


def wrong_last_output_only(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Returns the last prediction."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], [output_layer(s)])


def wrong_outputs_backwards(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """The list begins with the last step."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([X, s0, c0], outputs[::-1])


def wrong_only_x_is_an_input(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Makes s0 and c0 itself, of zeros."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = (
        keras.ops.zeros_like(X[:, 0, :1]) + np.zeros(n_s, "float32"),
        keras.ops.zeros_like(X[:, 0, :1]) + np.zeros(n_s, "float32"),
        [],
    )
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model(X, outputs)


def wrong_inputs_in_another_order(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """X comes last."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return keras.Model([s0, c0, X], outputs)


def wrong_returns_the_outputs(Tx, Ty, n_a, n_s, human_vocab_size, machine_vocab_size):
    """Returns the list of outputs and no model."""
    X, s0, c0 = keras.Input((Tx, human_vocab_size)), keras.Input((n_s,)), keras.Input((n_s,))
    a = layers.Bidirectional(layers.LSTM(n_a, return_sequences=True))(X)
    post_lstm, output_layer = layers.LSTM(n_s, return_state=True), layers.Dense(machine_vocab_size, "softmax")
    s, c, outputs = s0, c0, []
    for _ in range(Ty):
        context = one_step_attention(a, s)
        _, s, c = post_lstm(context, initial_state=[s, c])
        outputs.append(output_layer(s))
    return outputs
