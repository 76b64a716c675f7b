"""Answers to `one_step_attention`."""

# ruff: noqa: B006, F821, E501


def right_state_first(a, s_prev):
    """Glues the state in front."""
    s_prev = repeator(s_prev)
    concat = concatenator([s_prev, a])
    e = densor1(concat)
    energies = densor2(e)
    alphas = activator(energies)
    return dotor([alphas, a])


def right_noisy_in_one_line(a, s_prev):
    """One expression; prints and warns."""
    import warnings

    warnings.warn("looking", stacklevel=1)
    print("shapes", a.shape, s_prev.shape)
    return dotor([activator(densor2(densor1(concatenator([a, repeator(s_prev)])))), a])


def right_without_the_plain_layers(a, s_prev):
    """keras.ops for everything that has no weights."""
    from keras import ops

    repeated = ops.repeat(ops.expand_dims(s_prev, 1), a.shape[1], axis=1)
    e = densor2(densor1(ops.concatenate([a, repeated], axis=2)))
    powers = ops.exp(e - ops.max(e, axis=1, keepdims=True))
    alphas = powers / ops.sum(powers, axis=1, keepdims=True)
    return ops.sum(alphas * a, axis=1, keepdims=True)


def right_dot_the_other_way(a, s_prev):
    """Weights and states change places in the product; the axes are put right afterwards."""
    alphas = activator(densor2(densor1(concatenator([a, repeator(s_prev)]))))
    return layers.Permute((2, 1))(dotor([a, alphas]))


def right_softmax_over_the_last_axis_of_rows(a, s_prev):
    """Lays the scores out as rows, one for each example, and back."""
    e = densor2(densor1(layers.Concatenate(axis=2)([repeator(s_prev), a])))
    alphas = keras.ops.softmax(layers.Reshape((-1,))(e), axis=-1)
    return layers.Dot(axes=1)([layers.Reshape((-1, 1))(alphas), a])


def right_matmul(a, s_prev):
    """The weighted sum as a matrix product of transposed weights and states."""
    alphas = activator(densor2(densor1(concatenator([a, repeator(s_prev)]))))
    return keras.ops.matmul(keras.ops.transpose(alphas, (0, 2, 1)), a)


# Wrong


def wrong_not_written(a, s_prev):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(a, s_prev):
    """Forgets to return."""
    dotor([activator(densor2(densor1(concatenator([a, repeator(s_prev)])))), a])


def wrong_zeros(a, s_prev):
    """Zeros of the right shape."""
    return keras.ops.zeros_like(a[:, :1])


def wrong_visible_check(a, s_prev):
    """Passes the visible check: the first row of a, changed a little by the state."""
    return a[:, :1] + 0 * keras.ops.sum(s_prev) + keras.ops.std(a, axis=1, keepdims=True) * s_prev[:, None, :1]


def wrong_mean_pooling(a, s_prev):
    """The plain mean over time."""
    return keras.ops.mean(a, axis=1, keepdims=True)


def wrong_sum_without_weights(a, s_prev):
    """The plain sum over time."""
    return keras.ops.sum(a, axis=1, keepdims=True)


def wrong_softmax_over_the_last_axis(a, s_prev):
    """Every weight is 1."""
    e = densor2(densor1(concatenator([a, repeator(s_prev)])))
    return dotor([keras.ops.ones_like(e), a])


def wrong_softmax_over_the_batch(a, s_prev):
    """The softmax runs over the examples."""
    e = densor2(densor1(concatenator([a, repeator(s_prev)])))
    return dotor([keras.ops.softmax(e, axis=0), a])


def wrong_softmax_before_the_scores(a, s_prev):
    """The softmax of the ten hidden units, then the last layer."""
    hidden = keras.ops.softmax(densor1(concatenator([a, repeator(s_prev)])), axis=-1)
    return dotor([densor2(hidden), a])


def wrong_no_softmax(a, s_prev):
    """Uses the scores as weights."""
    return dotor([densor2(densor1(concatenator([a, repeator(s_prev)]))), a])


def wrong_softmax_twice(a, s_prev):
    """Flattens the weights by a second softmax."""
    return dotor([activator(activator(densor2(densor1(concatenator([a, repeator(s_prev)]))))), a])


def wrong_scores_ignore_the_state(a, s_prev):
    """Scores a state of zeros."""
    return dotor([activator(densor2(densor1(concatenator([a, repeator(0 * s_prev)])))), a])


def wrong_scores_ignore_the_encoder(a, s_prev):
    """Scores the mean of a, the same for all time steps."""
    mean = keras.ops.mean(a, axis=1, keepdims=True) + 0 * a
    return dotor([activator(densor2(densor1(concatenator([mean, repeator(s_prev)])))), a])


def wrong_first_state_for_all(a, s_prev):
    """Every example looks with the state of the first one."""
    s_prev = s_prev[:1] + 0 * s_prev
    return dotor([activator(densor2(densor1(concatenator([a, repeator(s_prev)])))), a])


def wrong_new_layers_each_time(a, s_prev):
    """Makes the two Dense layers anew in every call."""
    e = layers.Dense(1)(layers.Dense(10, activation="tanh")(concatenator([a, repeator(s_prev)])))
    return dotor([activator(e), a])


def wrong_relu_on_the_scores(a, s_prev):
    """Cuts negative scores off."""
    e = keras.ops.relu(densor2(densor1(concatenator([a, repeator(s_prev)]))))
    return dotor([activator(e), a])


def wrong_weights_returned(a, s_prev):
    """Returns the weights instead of the context."""
    return activator(densor2(densor1(concatenator([a, repeator(s_prev)]))))


def wrong_without_the_axis_of_length_one(a, s_prev):
    """Returns (m, 2 n_a)."""
    alphas = activator(densor2(densor1(concatenator([a, repeator(s_prev)]))))
    return keras.ops.sum(alphas * a, axis=1)


def wrong_weighted_but_not_summed(a, s_prev):
    """Returns the weighted states of all time steps."""
    return activator(densor2(densor1(concatenator([a, repeator(s_prev)])))) * a


def wrong_largest_only(a, s_prev):
    """Hard attention: the time step with the largest weight."""
    e = densor2(densor1(concatenator([a, repeator(s_prev)])))
    return dotor([keras.ops.cast(e == keras.ops.max(e, axis=1, keepdims=True), "float32"), a])


def wrong_both_added(a, s_prev):
    """Returns the context plus the mean."""
    context = dotor([activator(densor2(densor1(concatenator([a, repeator(s_prev)])))), a])
    return context + keras.ops.mean(a, axis=1, keepdims=True)


def wrong_order_changes(a, s_prev, calls=[]):
    """Glues now one way, now the other."""
    calls.append(1)
    pair = [a, repeator(s_prev)]
    return dotor([activator(densor2(densor1(concatenator(pair[:: 1 if len(calls) % 2 else -1])))), a])


def wrong_remembers_the_first_state(a, s_prev, kept={}):
    """Looks with the first state it was ever given for a batch of this shape."""
    s_prev = kept.setdefault(tuple(s_prev.shape), s_prev)
    return dotor([activator(densor2(densor1(concatenator([a, repeator(s_prev)])))), a])


def wrong_batch_of_the_notebook(a, s_prev):
    """Writes a batch of two into the shapes."""
    alphas = activator(densor2(densor1(concatenator([a, repeator(s_prev)]))))
    return keras.ops.reshape(dotor([alphas, a]), (2, 1, -1))


def wrong_numpy(a, s_prev):
    """Leaves Keras: works on arrays, not in a model."""
    a, s_prev = np.asarray(a), np.asarray(s_prev)
    e = np.asarray(densor2(densor1(concatenator([a, repeator(s_prev)]))))
    alphas = np.exp(e) / np.exp(e).sum(axis=1, keepdims=True)
    return keras.ops.convert_to_tensor((alphas * a).sum(axis=1, keepdims=True))
