"""Answers to `model`."""

# ruff: noqa: B006, B008, F821

import numpy as np

from utils.emoji import initial_weights
from utils.rnn import softmax

# Right


def right_in_the_loop(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """Averages inside the loop, prints the loss, fills `pred` sentence by sentence."""
    m = X.shape[0]
    n_y = len(np.unique(Y))
    n_h = word_to_vec_map[list(word_to_vec_map.keys())[0]].shape[0]
    W, b = initial_weights(n_y, n_h)
    Y_oh = np.eye(n_y)[Y.reshape(-1)]
    for t in range(num_iterations):
        cost = 0
        for i in range(m):
            avg = sentence_to_avg(X[i], word_to_vec_map)
            z = np.dot(W, avg) + b
            a = softmax(z)
            cost += -np.sum(np.dot(Y_oh[i], np.log(a)))
            dz = a - Y_oh[i]
            W = W - learning_rate * np.dot(dz.reshape(n_y, 1), avg.reshape(1, n_h))
            b = b - learning_rate * dz
        if t % 100 == 0:
            print("epoch", t, "cost", cost)
    pred = np.zeros((m, 1))
    for j in range(m):
        pred[j] = np.argmax(W @ sentence_to_avg(X[j], word_to_vec_map) + b)
    return pred, W, b


def right_in_place(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """Changes its own W and b in place, with columns for vectors and a softmax of its own."""
    inputs = np.stack([sentence_to_avg(x, word_to_vec_map) for x in X])[:, :, None]
    W, b = initial_weights(max(Y) + 1, inputs.shape[1])
    b = b[:, None]
    for _ in range(num_iterations):
        for column, y in zip(inputs, Y, strict=True):
            e = np.exp(W @ column + b)
            e /= e.sum()
            e[y] -= 1
            W -= learning_rate * e @ column.T
            b -= learning_rate * e
    return np.argmax(W @ inputs + b, axis=1).astype(int), W, b[:, 0]


def right_bias_as_a_feature(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """The bias is one more column of W."""
    A = np.array([[*sentence_to_avg(x, word_to_vec_map), 1.0] for x in X.tolist()])
    W, b = initial_weights(int(Y.max() + 1), A.shape[1] - 1)
    M = np.column_stack([W, b])
    step = 0
    while step < num_iterations * len(A):
        i = step % len(A)
        error = softmax(M @ A[i]) - (np.arange(len(M)) == Y[i])
        M = M - learning_rate * error[:, None] * A[i]
        step += 1
    return (A @ M.T).argmax(1)[:, np.newaxis], M[:, :-1], M[:, -1]


def right_own_averages(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """Averages by itself, gradients written out number by number."""
    size = len(next(iter(word_to_vec_map.values())))
    averages = []
    for x in X:
        known = [word_to_vec_map[w] for w in str(x).lower().split() if w in word_to_vec_map]
        averages.append(np.mean(known, axis=0) if known else np.zeros(size))
    classes = sorted({int(y) for y in Y})
    W, b = initial_weights(len(classes), size)
    for _ in range(num_iterations):
        for avg, y in zip(averages, Y, strict=True):
            a = softmax(W.dot(avg) + b)
            for k in classes:
                error = a[k] - (1 if k == y else 0)
                W[k] -= learning_rate * error * avg
                b[k] -= learning_rate * error
    return np.array([[np.argmax(W.dot(avg) + b)] for avg in averages]), W, b


# Wrong


def wrong_not_written(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """Forgets to return."""
    initial_weights(int(max(Y)) + 1, 2)


def wrong_constant(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """Trains nothing."""
    n_h = len(next(iter(word_to_vec_map.values())))
    n_y = int(max(Y)) + 1
    return np.full((len(X), 1), -1), np.ones((n_y, n_h)), np.ones(n_y)


def wrong_accumulates(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """Gradients pile up within an epoch, and a step is taken with the pile after each sentence."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = initial_weights(n_y, A.shape[1])
    for _ in range(num_iterations):
        dW, db = 0, 0
        for avg, y in zip(A, Y, strict=True):
            dz = softmax(W @ avg + b) - np.eye(n_y)[y]
            dW += np.outer(dz, avg)
            db += dz
            W = W - learning_rate * dW
            b = b - learning_rate * db
    return np.argmax(A @ W.T + b, axis=1)[:, None], W, b


def wrong_batch(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """One step per epoch, with the mean gradient."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = initial_weights(n_y, A.shape[1])
    for _ in range(num_iterations):
        dZ = (softmax(W @ A.T + b[:, None]).T - np.eye(n_y)[Y]) / len(A)
        W, b = W - learning_rate * dZ.T @ A, b - learning_rate * dZ.sum(axis=0)
    return np.argmax(A @ W.T + b, axis=1)[:, None], W, b


def wrong_start_from_zeros(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """W starts from zeros."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = np.zeros((n_y, A.shape[1])), np.zeros(n_y)
    for _ in range(num_iterations):
        for avg, y in zip(A, Y, strict=True):
            dz = softmax(W @ avg + b) - np.eye(n_y)[y]
            W, b = W - learning_rate * np.outer(dz, avg), b - learning_rate * dz
    return np.argmax(A @ W.T + b, axis=1)[:, None], W, b


def wrong_uphill(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """Adds the gradient."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = initial_weights(n_y, A.shape[1])
    for _ in range(num_iterations):
        for avg, y in zip(A, Y, strict=True):
            dz = softmax(W @ avg + b) - np.eye(n_y)[y]
            W, b = W + learning_rate * np.outer(dz, avg), b + learning_rate * dz
    return np.argmax(A @ W.T + b, axis=1)[:, None], W, b


def wrong_no_bias(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """b is never changed."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = initial_weights(n_y, A.shape[1])
    for _ in range(num_iterations):
        for avg, y in zip(A, Y, strict=True):
            W = W - learning_rate * np.outer(softmax(W @ avg + b) - np.eye(n_y)[y], avg)
    return np.argmax(A @ W.T + b, axis=1)[:, None], W, b


def wrong_bias_after_the_step(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """The gradient of b is taken after W has moved."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = initial_weights(n_y, A.shape[1])
    for _ in range(num_iterations):
        for avg, y in zip(A, Y, strict=True):
            W = W - learning_rate * np.outer(softmax(W @ avg + b) - np.eye(n_y)[y], avg)
            b = b - learning_rate * (softmax(W @ avg + b) - np.eye(n_y)[y])
    return np.argmax(A @ W.T + b, axis=1)[:, None], W, b


def wrong_five_classes(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """Always five classes."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    W, b = initial_weights(5, A.shape[1])
    for _ in range(num_iterations):
        for avg, y in zip(A, Y, strict=True):
            dz = softmax(W @ avg + b) - np.eye(5)[y]
            W, b = W - learning_rate * np.outer(dz, avg), b - learning_rate * dz
    return np.argmax(A @ W.T + b, axis=1)[:, None], W, b


def wrong_one_class_too_few(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """As many classes as the largest number in Y."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max())
    W, b = initial_weights(n_y, A.shape[1])
    for _ in range(num_iterations):
        for avg, y in zip(A, Y, strict=True):
            dz = softmax(W @ avg + b) - np.eye(n_y)[y]
            W, b = W - learning_rate * np.outer(dz, avg), b - learning_rate * dz
    return np.argmax(A @ W.T + b, axis=1)[:, None], W, b


def wrong_flat_predictions(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """`pred` has no second axis."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = initial_weights(n_y, A.shape[1])
    for _ in range(num_iterations):
        for avg, y in zip(A, Y, strict=True):
            dz = softmax(W @ avg + b) - np.eye(n_y)[y]
            W, b = W - learning_rate * np.outer(dz, avg), b - learning_rate * dz
    return np.argmax(A @ W.T + b, axis=1), W, b


def wrong_predicts_without_bias(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """`pred` leaves the final b out."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = initial_weights(n_y, A.shape[1])
    for _ in range(num_iterations):
        for avg, y in zip(A, Y, strict=True):
            dz = softmax(W @ avg + b) - np.eye(n_y)[y]
            W, b = W - learning_rate * np.outer(dz, avg), b - learning_rate * dz
    return np.argmax(A @ W.T, axis=1)[:, None], W, b


def wrong_predictions_while_learning(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """`pred` holds what was predicted before each step of the last epoch."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = initial_weights(n_y, A.shape[1])
    pred = np.zeros((len(X), 1))
    for _ in range(num_iterations):
        for i, (avg, y) in enumerate(zip(A, Y, strict=True)):
            a = softmax(W @ avg + b)
            pred[i] = np.argmax(a)
            W, b = W - learning_rate * np.outer(a - np.eye(n_y)[y], avg), b - learning_rate * (a - np.eye(n_y)[y])
    return pred, W, b


def wrong_predicts_probabilities(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """`pred` holds the largest probability instead of its class."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = initial_weights(n_y, A.shape[1])
    for _ in range(num_iterations):
        for avg, y in zip(A, Y, strict=True):
            dz = softmax(W @ avg + b) - np.eye(n_y)[y]
            W, b = W - learning_rate * np.outer(dz, avg), b - learning_rate * dz
    return softmax(W @ A.T + b[:, None]).max(axis=0)[:, None], W, b


def wrong_returns_labels(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """`pred` is Y."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = initial_weights(n_y, A.shape[1])
    for _ in range(num_iterations):
        for avg, y in zip(A, Y, strict=True):
            dz = softmax(W @ avg + b) - np.eye(n_y)[y]
            W, b = W - learning_rate * np.outer(dz, avg), b - learning_rate * dz
    return Y.reshape(-1, 1), W, b


def wrong_fixed_rate(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """The step size of the default, whatever is asked for."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = initial_weights(n_y, A.shape[1])
    for _ in range(num_iterations):
        for avg, y in zip(A, Y, strict=True):
            dz = softmax(W @ avg + b) - np.eye(n_y)[y]
            W, b = W - 0.01 * np.outer(dz, avg), b - 0.01 * dz
    return np.argmax(A @ W.T + b, axis=1)[:, None], W, b


def wrong_one_epoch(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """One epoch, whatever is asked for."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = initial_weights(n_y, A.shape[1])
    for avg, y in zip(A, Y, strict=True):
        dz = softmax(W @ avg + b) - np.eye(n_y)[y]
        W, b = W - learning_rate * np.outer(dz, avg), b - learning_rate * dz
    return np.argmax(A @ W.T + b, axis=1)[:, None], W, b


def wrong_one_epoch_too_many(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """Counts from 0 up to and with `num_iterations`."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = initial_weights(n_y, A.shape[1])
    for _ in range(num_iterations + 1):
        for avg, y in zip(A, Y, strict=True):
            dz = softmax(W @ avg + b) - np.eye(n_y)[y]
            W, b = W - learning_rate * np.outer(dz, avg), b - learning_rate * dz
    return np.argmax(A @ W.T + b, axis=1)[:, None], W, b


def wrong_other_defaults(X, Y, word_to_vec_map, learning_rate=0.1, num_iterations=100):
    """Other default values."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = initial_weights(n_y, A.shape[1])
    for _ in range(num_iterations):
        for avg, y in zip(A, Y, strict=True):
            dz = softmax(W @ avg + b) - np.eye(n_y)[y]
            W, b = W - learning_rate * np.outer(dz, avg), b - learning_rate * dz
    return np.argmax(A @ W.T + b, axis=1)[:, None], W, b


def wrong_shuffled(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """Visits the sentences in random order."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = initial_weights(n_y, A.shape[1])
    rng = np.random.default_rng(0)
    for _ in range(num_iterations):
        for i in rng.permutation(len(A)):
            dz = softmax(W @ A[i] + b) - np.eye(n_y)[Y[i]]
            W, b = W - learning_rate * np.outer(dz, A[i]), b - learning_rate * dz
    return np.argmax(A @ W.T + b, axis=1)[:, None], W, b


def wrong_squared_error(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """The gradient of the squared error."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = initial_weights(n_y, A.shape[1])
    for _ in range(num_iterations):
        for avg, y in zip(A, Y, strict=True):
            a = softmax(W @ avg + b)
            e = a - np.eye(n_y)[y]
            dz = a * (e - np.sum(a * e))
            W, b = W - learning_rate * np.outer(dz, avg), b - learning_rate * dz
    return np.argmax(A @ W.T + b, axis=1)[:, None], W, b


def wrong_sigmoid(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """A sigmoid for each class instead of the softmax."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = initial_weights(n_y, A.shape[1])
    for _ in range(num_iterations):
        for avg, y in zip(A, Y, strict=True):
            dz = 1 / (1 + np.exp(-(W @ avg + b))) - np.eye(n_y)[y]
            W, b = W - learning_rate * np.outer(dz, avg), b - learning_rate * dz
    return np.argmax(A @ W.T + b, axis=1)[:, None], W, b


def wrong_goes_on(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400, kept={}):
    """Goes on from the weights of the call before."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = kept.get((n_y, A.shape[1]), initial_weights(n_y, A.shape[1]))
    for _ in range(num_iterations):
        for avg, y in zip(A, Y, strict=True):
            dz = softmax(W @ avg + b) - np.eye(n_y)[y]
            W, b = W - learning_rate * np.outer(dz, avg), b - learning_rate * dz
    kept[n_y, A.shape[1]] = W, b
    return np.argmax(A @ W.T + b, axis=1)[:, None], W, b


def wrong_changes_X(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """Writes small letters into X."""
    for i in range(len(X)):
        X[i] = X[i].lower()
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = initial_weights(n_y, A.shape[1])
    for _ in range(num_iterations):
        for avg, y in zip(A, Y, strict=True):
            dz = softmax(W @ avg + b) - np.eye(n_y)[y]
            W, b = W - learning_rate * np.outer(dz, avg), b - learning_rate * dz
    return np.argmax(A @ W.T + b, axis=1)[:, None], W, b


def wrong_transposed(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    """W with features as rows."""
    A = np.array([sentence_to_avg(x, word_to_vec_map) for x in X])
    n_y = int(Y.max()) + 1
    W, b = initial_weights(n_y, A.shape[1])
    for _ in range(num_iterations):
        for avg, y in zip(A, Y, strict=True):
            dz = softmax(W @ avg + b) - np.eye(n_y)[y]
            W, b = W - learning_rate * np.outer(dz, avg), b - learning_rate * dz
    return np.argmax(A @ W.T + b, axis=1)[:, None], W.T, b
