"""Answers to `compile_model`."""

# ruff: noqa: B006, F821, E501


def right_names(model, learning_rate):
    """Keywords, and defaults left to Keras."""
    model.compile(
        loss="categorical_crossentropy",
        optimizer=keras.optimizers.Adam(learning_rate=learning_rate),
        metrics=["accuracy"],
    )
    return model


def right_objects(model, learning_rate):
    """Objects in the place of names; prints."""
    print("compiling")
    opt = keras.optimizers.Adam(learning_rate, 0.9, 0.999)
    model.compile(
        opt, loss=keras.losses.CategoricalCrossentropy(), metrics=[keras.metrics.CategoricalAccuracy(name="right")]
    )
    return model


def right_eager_function(model, learning_rate):
    """A loss function, one name to a list, and eager execution."""
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=learning_rate, beta_1=0.9, beta_2=0.999),
        loss=keras.losses.categorical_crossentropy,
        metrics=["acc"],
        run_eagerly=True,
    )
    return model


def right_with_more_metrics(model, learning_rate):
    """The accuracy beside another metric; no jit."""
    optimizer = keras.optimizers.Adam()
    optimizer.learning_rate = learning_rate
    model.compile(optimizer, loss=["categorical_crossentropy"], metrics=["mse", "accuracy"], jit_compile=False)
    return model


# Wrong


def wrong_not_written(model, learning_rate):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(model, learning_rate):
    """Compiles, and forgets to return."""
    model.compile(keras.optimizers.Adam(learning_rate), loss="categorical_crossentropy", metrics=["accuracy"])


def wrong_not_compiled(model, learning_rate):
    """Returns the model as it was."""
    return model


def wrong_rate_ignored(model, learning_rate):
    """The default rate."""
    model.compile("adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def wrong_rate_of_the_visible_check(model, learning_rate):
    """Always 0.005."""
    model.compile(keras.optimizers.Adam(0.005), loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def wrong_schedule_as_a_number(model, learning_rate):
    """Takes the first rate of a schedule for all steps."""
    rate = learning_rate if isinstance(learning_rate, float) else float(learning_rate(0))
    model.compile(keras.optimizers.Adam(rate), loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def wrong_float_of_the_rate(model, learning_rate):
    """Cannot take a schedule."""
    model.compile(keras.optimizers.Adam(float(learning_rate)), loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def wrong_sgd(model, learning_rate):
    """Plain gradient descent."""
    model.compile(keras.optimizers.SGD(learning_rate), loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def wrong_rmsprop(model, learning_rate):
    """RMSprop."""
    model.compile(keras.optimizers.RMSprop(learning_rate), loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def wrong_nadam(model, learning_rate):
    """Nadam, which looks ahead."""
    model.compile(keras.optimizers.Nadam(learning_rate), loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def wrong_weight_decay(model, learning_rate):
    """Adam with weight decay, taken for a decay of the rate."""
    optimizer = keras.optimizers.Adam(learning_rate, weight_decay=0.01)
    model.compile(optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def wrong_betas(model, learning_rate):
    """beta_1 and beta_2 change places."""
    optimizer = keras.optimizers.Adam(learning_rate, beta_1=0.999, beta_2=0.9)
    model.compile(optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def wrong_beta_1(model, learning_rate):
    """beta_1 is 0.99."""
    optimizer = keras.optimizers.Adam(learning_rate, beta_1=0.99, beta_2=0.999)
    model.compile(optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def wrong_squared_error(model, learning_rate):
    """The mean squared error."""
    model.compile(keras.optimizers.Adam(learning_rate), loss="mse", metrics=["accuracy"])
    return model


def wrong_binary_cross_entropy(model, learning_rate):
    """The cross-entropy of eleven yes-or-no questions."""
    model.compile(keras.optimizers.Adam(learning_rate), loss="binary_crossentropy", metrics=["categorical_accuracy"])
    return model


def wrong_sparse(model, learning_rate):
    """The loss for targets that are numbers of classes."""
    model.compile(keras.optimizers.Adam(learning_rate), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def wrong_from_logits(model, learning_rate):
    """Takes the probabilities for scores before the softmax."""
    loss = keras.losses.CategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(learning_rate), loss=loss, metrics=["accuracy"])
    return model


def wrong_summed(model, learning_rate):
    """Sums the loss instead of averaging it."""
    loss = keras.losses.CategoricalCrossentropy(reduction="sum")
    model.compile(keras.optimizers.Adam(learning_rate), loss=loss, metrics=["accuracy"])
    return model


def wrong_no_metric(model, learning_rate):
    """No accuracy."""
    model.compile(keras.optimizers.Adam(learning_rate), loss="categorical_crossentropy")
    return model


def wrong_metric(model, learning_rate):
    """The accuracy of each symbol by itself."""
    model.compile(keras.optimizers.Adam(learning_rate), loss="categorical_crossentropy", metrics=["binary_accuracy"])
    return model


def wrong_accuracy_as_loss_weights(model, learning_rate):
    """Hands the metric over in the place of the loss weights."""
    model.compile(keras.optimizers.Adam(learning_rate), "categorical_crossentropy", ["accuracy"])
    return model
