"""Answers to `modelf`."""

# ruff: noqa: F821

# Right


def right_time_distributed(input_shape):
    """As in most solutions: functional, with TimeDistributed."""
    from keras.layers import GRU, Activation, BatchNormalization, Conv1D, Dense, Dropout, Input, TimeDistributed
    from keras.models import Model

    X_input = Input(shape=input_shape)
    X = Conv1D(filters=196, kernel_size=15, strides=4)(X_input)
    X = BatchNormalization()(X)
    X = Activation("relu")(X)
    X = Dropout(rate=0.8)(X)
    X = GRU(units=128, return_sequences=True)(X)
    X = Dropout(rate=0.8)(X)
    X = BatchNormalization()(X)
    X = GRU(units=128, return_sequences=True)(X)
    X = Dropout(rate=0.8)(X)
    X = BatchNormalization()(X)
    X = Dropout(rate=0.8)(X)
    X = TimeDistributed(Dense(1, activation="sigmoid"))(X)
    return Model(inputs=X_input, outputs=X)


def right_sequential(input_shape):
    """One list of layers."""
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv1D(196, 15, strides=4, padding="valid"),
            layers.BatchNormalization(),
            layers.ReLU(),
            layers.Dropout(0.8),
            layers.GRU(128, return_sequences=True),
            layers.Dropout(0.8),
            layers.BatchNormalization(),
            layers.GRU(128, return_sequences=True),
            layers.Dropout(0.8),
            layers.BatchNormalization(),
            layers.Dropout(0.8),
            layers.Dense(1),
            layers.Activation("sigmoid"),
        ]
    )


def right_nested_and_noisy(input_shape):
    """Blocks that are models of their own, keras.ops for ReLU and sigmoid, prints."""

    def block():
        return keras.Sequential(
            [layers.GRU(128, return_sequences=True), layers.Dropout(0.8), layers.BatchNormalization()]
        )

    print("building for", input_shape)
    inputs = keras.Input((input_shape[0], input_shape[1]))
    x = layers.BatchNormalization()(layers.Conv1D(196, kernel_size=15, strides=4)(inputs))
    x = layers.Dropout(0.8)(keras.ops.relu(x))
    x = layers.Dropout(0.8)(block()(block()(x)))
    return keras.Model(inputs, keras.ops.sigmoid(layers.Dense(1)(x)))


def right_any_length(input_shape):
    """Leaves the number of columns open."""
    inputs = keras.Input((None, input_shape[-1]))
    x = layers.Conv1D(196, 15, 4)(inputs)
    x = layers.Activation("relu")(layers.BatchNormalization()(x))
    x = layers.Dropout(0.8, seed=3)(x)
    x = layers.BatchNormalization()(layers.Dropout(0.8)(layers.GRU(128, return_sequences=True)(x)))
    x = layers.BatchNormalization()(layers.Dropout(0.8)(layers.GRU(128, return_sequences=True)(x)))
    return keras.Model(inputs, layers.Dense(1, "sigmoid", name="answer")(layers.Dropout(0.8)(x)), name="trigger")


# Wrong


def wrong_not_written(input_shape):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(input_shape):
    """Builds, and returns nothing."""
    keras.Model(x := keras.Input(input_shape), layers.Dense(1)(x))


def wrong_constant(input_shape):
    """A model of the right shapes that is another network."""
    inputs = keras.Input(input_shape)
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.Conv1D(196, 15, strides=4)(inputs)))


def wrong_layer_list(input_shape):
    """Returns the output, not the model."""
    inputs = keras.Input(input_shape)
    return layers.Conv1D(196, 15, strides=4)(inputs)


def wrong_dropout_inverted(input_shape):
    """Takes 0.8 for the share that is kept."""
    x = inputs = keras.Input(input_shape)
    x = layers.Dropout(0.2)(layers.ReLU()(layers.BatchNormalization()(layers.Conv1D(196, 15, strides=4)(x))))
    for _ in range(2):
        x = layers.BatchNormalization()(layers.Dropout(0.2)(layers.GRU(128, return_sequences=True)(x)))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.Dropout(0.2)(x)))


def wrong_one_dropout_inverted(input_shape):
    """Only one of the four is inverted."""
    x = inputs = keras.Input(input_shape)
    x = layers.Dropout(0.8)(layers.ReLU()(layers.BatchNormalization()(layers.Conv1D(196, 15, strides=4)(x))))
    for rate in (0.8, 0.2):
        x = layers.BatchNormalization()(layers.Dropout(rate)(layers.GRU(128, return_sequences=True)(x)))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.Dropout(0.8)(x)))


def wrong_no_dropout(input_shape):
    """No dropout at all."""
    x = inputs = keras.Input(input_shape)
    x = layers.ReLU()(layers.BatchNormalization()(layers.Conv1D(196, 15, strides=4)(x)))
    for _ in range(2):
        x = layers.BatchNormalization()(layers.GRU(128, return_sequences=True)(x))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


def wrong_first_dropout_missing(input_shape):
    """No dropout after the ReLU."""
    x = inputs = keras.Input(input_shape)
    x = layers.ReLU()(layers.BatchNormalization()(layers.Conv1D(196, 15, strides=4)(x)))
    for _ in range(2):
        x = layers.BatchNormalization()(layers.Dropout(0.8)(layers.GRU(128, return_sequences=True)(x)))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.Dropout(0.8)(x)))


def wrong_last_dropout_missing(input_shape):
    """No dropout before the last layer."""
    x = inputs = keras.Input(input_shape)
    x = layers.Dropout(0.8)(layers.ReLU()(layers.BatchNormalization()(layers.Conv1D(196, 15, strides=4)(x))))
    for _ in range(2):
        x = layers.BatchNormalization()(layers.Dropout(0.8)(layers.GRU(128, return_sequences=True)(x)))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


def wrong_dropout_after_normalization(input_shape):
    """Dropout behind the normalizations instead of before."""
    x = inputs = keras.Input(input_shape)
    x = layers.Dropout(0.8)(layers.ReLU()(layers.BatchNormalization()(layers.Conv1D(196, 15, strides=4)(x))))
    for _ in range(2):
        x = layers.Dropout(0.8)(layers.BatchNormalization()(layers.GRU(128, return_sequences=True)(x)))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


def wrong_dropout_always_on(input_shape):
    """Drops in use as well."""
    x = inputs = keras.Input(input_shape)
    x = layers.Dropout(0.8)(layers.ReLU()(layers.BatchNormalization()(layers.Conv1D(196, 15, strides=4)(x))))
    for _ in range(2):
        x = layers.BatchNormalization()(layers.Dropout(0.8)(layers.GRU(128, return_sequences=True)(x)))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.Dropout(0.8)(x, training=True)))


def wrong_stride(input_shape):
    """Moves on by 5."""
    x = inputs = keras.Input(input_shape)
    x = layers.Dropout(0.8)(layers.ReLU()(layers.BatchNormalization()(layers.Conv1D(196, 15, strides=5)(x))))
    for _ in range(2):
        x = layers.BatchNormalization()(layers.Dropout(0.8)(layers.GRU(128, return_sequences=True)(x)))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.Dropout(0.8)(x)))


def wrong_padding(input_shape):
    """Padding "same": other steps, and more of them."""
    x = inputs = keras.Input(input_shape)
    x = layers.Conv1D(196, 15, strides=4, padding="same")(x)
    x = layers.Dropout(0.8)(layers.ReLU()(layers.BatchNormalization()(x)))
    for _ in range(2):
        x = layers.BatchNormalization()(layers.Dropout(0.8)(layers.GRU(128, return_sequences=True)(x)))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.Dropout(0.8)(x)))


def wrong_kernel(input_shape):
    """A kernel of 16."""
    x = inputs = keras.Input(input_shape)
    x = layers.Dropout(0.8)(layers.ReLU()(layers.BatchNormalization()(layers.Conv1D(196, 16, strides=4)(x))))
    for _ in range(2):
        x = layers.BatchNormalization()(layers.Dropout(0.8)(layers.GRU(128, return_sequences=True)(x)))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.Dropout(0.8)(x)))


def wrong_relu_before_normalization(input_shape):
    """ReLU and normalization in the other order."""
    x = inputs = keras.Input(input_shape)
    x = layers.Dropout(0.8)(layers.BatchNormalization()(layers.Conv1D(196, 15, strides=4, activation="relu")(x)))
    for _ in range(2):
        x = layers.BatchNormalization()(layers.Dropout(0.8)(layers.GRU(128, return_sequences=True)(x)))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.Dropout(0.8)(x)))


def wrong_bidirectional(input_shape):
    """Knows the future."""
    x = inputs = keras.Input(input_shape)
    x = layers.Dropout(0.8)(layers.ReLU()(layers.BatchNormalization()(layers.Conv1D(196, 15, strides=4)(x))))
    for _ in range(2):
        x = layers.Bidirectional(layers.GRU(64, return_sequences=True))(x)
        x = layers.BatchNormalization()(layers.Dropout(0.8)(x))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.Dropout(0.8)(x)))


def wrong_backwards(input_shape):
    """One GRU runs backwards."""
    x = inputs = keras.Input(input_shape)
    x = layers.Dropout(0.8)(layers.ReLU()(layers.BatchNormalization()(layers.Conv1D(196, 15, strides=4)(x))))
    for back in (False, True):
        x = layers.GRU(128, return_sequences=True, go_backwards=back)(x)
        x = layers.BatchNormalization()(layers.Dropout(0.8)(x))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.Dropout(0.8)(x)))


def wrong_last_step_only(input_shape):
    """The second GRU returns its last state alone."""
    x = inputs = keras.Input(input_shape)
    x = layers.Dropout(0.8)(layers.ReLU()(layers.BatchNormalization()(layers.Conv1D(196, 15, strides=4)(x))))
    for every in (True, False):
        x = layers.BatchNormalization()(layers.Dropout(0.8)(layers.GRU(128, return_sequences=every)(x)))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.Dropout(0.8)(x)))


def wrong_one_gru(input_shape):
    """One GRU instead of two."""
    x = inputs = keras.Input(input_shape)
    x = layers.Dropout(0.8)(layers.ReLU()(layers.BatchNormalization()(layers.Conv1D(196, 15, strides=4)(x))))
    x = layers.BatchNormalization()(layers.Dropout(0.8)(layers.GRU(128, return_sequences=True)(x)))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.Dropout(0.8)(x)))


def wrong_lstm(input_shape):
    """LSTM instead of GRU."""
    x = inputs = keras.Input(input_shape)
    x = layers.Dropout(0.8)(layers.ReLU()(layers.BatchNormalization()(layers.Conv1D(196, 15, strides=4)(x))))
    for _ in range(2):
        x = layers.BatchNormalization()(layers.Dropout(0.8)(layers.LSTM(128, return_sequences=True)(x)))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.Dropout(0.8)(x)))


def wrong_no_sigmoid(input_shape):
    """Scores instead of probabilities."""
    x = inputs = keras.Input(input_shape)
    x = layers.Dropout(0.8)(layers.ReLU()(layers.BatchNormalization()(layers.Conv1D(196, 15, strides=4)(x))))
    for _ in range(2):
        x = layers.BatchNormalization()(layers.Dropout(0.8)(layers.GRU(128, return_sequences=True)(x)))
    return keras.Model(inputs, layers.Dense(1)(layers.Dropout(0.8)(x)))


def wrong_softmax(input_shape):
    """A softmax over the steps."""
    x = inputs = keras.Input(input_shape)
    x = layers.Dropout(0.8)(layers.ReLU()(layers.BatchNormalization()(layers.Conv1D(196, 15, strides=4)(x))))
    for _ in range(2):
        x = layers.BatchNormalization()(layers.Dropout(0.8)(layers.GRU(128, return_sequences=True)(x)))
    return keras.Model(inputs, layers.Softmax(axis=1)(layers.Dense(1)(layers.Dropout(0.8)(x))))


def wrong_no_relu(input_shape):
    """Forgets the ReLU."""
    x = inputs = keras.Input(input_shape)
    x = layers.Dropout(0.8)(layers.BatchNormalization()(layers.Conv1D(196, 15, strides=4)(x)))
    for _ in range(2):
        x = layers.BatchNormalization()(layers.Dropout(0.8)(layers.GRU(128, return_sequences=True)(x)))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.Dropout(0.8)(x)))


def wrong_hard_coded_shape(input_shape):
    """Built for 5511 columns of 101 frequencies, whatever is asked."""
    x = inputs = keras.Input((5511, 101))
    x = layers.Dropout(0.8)(layers.ReLU()(layers.BatchNormalization()(layers.Conv1D(196, 15, strides=4)(x))))
    for _ in range(2):
        x = layers.BatchNormalization()(layers.Dropout(0.8)(layers.GRU(128, return_sequences=True)(x)))
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(layers.Dropout(0.8)(x)))
