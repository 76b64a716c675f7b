"""Answers to `pretrained_embedding_layer`."""

# ruff: noqa: B006

import keras
import numpy as np

# Right


def right_step_by_step(word_to_vec_map, word_to_index):
    """The table word by word, then build and set_weights; noisy."""
    vocab_size = len(word_to_index) + 1
    any_word = list(word_to_vec_map.keys())[0]
    emb_dim = word_to_vec_map[any_word].shape[0]
    emb_matrix = np.zeros((vocab_size, emb_dim))
    for word, idx in word_to_index.items():
        emb_matrix[idx, :] = word_to_vec_map[word]
    print("table", emb_matrix.shape)
    embedding_layer = keras.layers.Embedding(vocab_size, emb_dim)
    embedding_layer.trainable = False
    embedding_layer.build((None,))
    embedding_layer.set_weights([emb_matrix])
    return embedding_layer


def right_constant_initializer(word_to_vec_map, word_to_index):
    """The table as the layer's initializer; built when it is first called."""
    words = sorted(word_to_index, key=word_to_index.get)
    table = np.array([word_to_vec_map[w] for w in words], dtype="float32")
    table = np.vstack([np.zeros((1, table.shape[1]), dtype="float32"), table])
    return keras.layers.Embedding(
        input_dim=table.shape[0],
        output_dim=table.shape[1],
        embeddings_initializer=keras.initializers.Constant(table),
        trainable=False,
    )


def right_weights_argument(word_to_vec_map, word_to_index):
    """The `weights` argument, and frozen afterwards."""
    size = len(next(iter(word_to_vec_map.values())))
    table = np.zeros((1 + len(word_to_vec_map), size))
    for word in word_to_vec_map:
        table[word_to_index[word]] = word_to_vec_map[word]
    layer = keras.layers.Embedding(*table.shape, weights=[table])
    layer.trainable = False
    return layer


def right_assigned(word_to_vec_map, word_to_index):
    """Builds for rows of any length and assigns to the variable; some rows to spare."""
    size = len(list(word_to_vec_map.values())[-1])
    table = np.zeros((len(word_to_index) + 3, size), dtype="float32")
    table[[word_to_index[w] for w in word_to_vec_map]] = list(word_to_vec_map.values())
    layer = keras.layers.Embedding(len(table), size, trainable=False)
    layer.build((None, None))
    layer.embeddings.assign(table)
    return layer


def right_subclass(word_to_vec_map, word_to_index):
    """A layer of its own that looks rows up in a constant."""
    table = np.zeros((len(word_to_index) + 1, len(next(iter(word_to_vec_map.values())))), dtype="float32")
    for word, row in word_to_index.items():
        table[row] = word_to_vec_map[word]

    class Table(keras.layers.Layer):
        def call(self, numbers):
            return keras.ops.take(table, keras.ops.cast(numbers, "int32"), axis=0)

    return Table(trainable=False)


# Wrong


def wrong_not_written(word_to_vec_map, word_to_index):
    """The stub, untouched."""
    raise NotImplementedError


def wrong_returns_none(word_to_vec_map, word_to_index):
    """Forgets to return."""
    keras.layers.Embedding(len(word_to_index) + 1, 2, trainable=False)


def wrong_zeros(word_to_vec_map, word_to_index):
    """A table of zeros."""
    size = len(next(iter(word_to_vec_map.values())))
    return keras.layers.Embedding(len(word_to_index) + 1, size, embeddings_initializer="zeros", trainable=False)


def wrong_random(word_to_vec_map, word_to_index):
    """Never fills the table."""
    size = len(next(iter(word_to_vec_map.values())))
    layer = keras.layers.Embedding(len(word_to_index) + 1, size, trainable=False)
    layer.build((None,))
    return layer


def wrong_trainable(word_to_vec_map, word_to_index):
    """Leaves the table trainable."""
    table = np.zeros((len(word_to_index) + 1, len(next(iter(word_to_vec_map.values())))))
    for word, row in word_to_index.items():
        table[row] = word_to_vec_map[word]
    layer = keras.layers.Embedding(*table.shape)
    layer.build((None,))
    layer.set_weights([table])
    return layer


def wrong_masks(word_to_vec_map, word_to_index):
    """`mask_zero=True`."""
    table = np.zeros((len(word_to_index) + 1, len(next(iter(word_to_vec_map.values())))))
    for word, row in word_to_index.items():
        table[row] = word_to_vec_map[word]
    layer = keras.layers.Embedding(*table.shape, trainable=False, mask_zero=True)
    layer.build((None,))
    layer.set_weights([table])
    return layer


def wrong_one_row_too_few(word_to_vec_map, word_to_index):
    """As many rows as words, every word one row too early."""
    table = np.zeros((len(word_to_index), len(next(iter(word_to_vec_map.values())))))
    for word, row in word_to_index.items():
        table[row - 1] = word_to_vec_map[word]
    layer = keras.layers.Embedding(*table.shape, trainable=False)
    layer.build((None,))
    layer.set_weights([table])
    return layer


def wrong_number_zero_for_a_word(word_to_vec_map, word_to_index):
    """One row more, but every word one row too early."""
    table = np.zeros((len(word_to_index) + 1, len(next(iter(word_to_vec_map.values())))))
    for word, row in word_to_index.items():
        table[row - 1] = word_to_vec_map[word]
    layer = keras.layers.Embedding(*table.shape, trainable=False)
    layer.build((None,))
    layer.set_weights([table])
    return layer


def wrong_order_of_the_map(word_to_vec_map, word_to_index):
    """Rows in the order of the map."""
    vectors = np.array(list(word_to_vec_map.values()))
    table = np.vstack([np.zeros((1, vectors.shape[1])), vectors])
    layer = keras.layers.Embedding(*table.shape, trainable=False)
    layer.build((None,))
    layer.set_weights([table])
    return layer


def wrong_padding_is_random(word_to_vec_map, word_to_index):
    """Row 0 is random."""
    table = np.random.default_rng(0).standard_normal(
        (len(word_to_index) + 1, len(next(iter(word_to_vec_map.values()))))
    )
    for word, row in word_to_index.items():
        table[row] = word_to_vec_map[word]
    layer = keras.layers.Embedding(*table.shape, trainable=False)
    layer.build((None,))
    layer.set_weights([table])
    return layer


def wrong_padding_is_a_mean(word_to_vec_map, word_to_index):
    """Row 0 is the mean of all words."""
    table = np.zeros((len(word_to_index) + 1, len(next(iter(word_to_vec_map.values())))))
    for word, row in word_to_index.items():
        table[row] = word_to_vec_map[word]
    table[0] = table[1:].mean(axis=0)
    layer = keras.layers.Embedding(*table.shape, trainable=False)
    layer.build((None,))
    layer.set_weights([table])
    return layer


def wrong_fifty(word_to_vec_map, word_to_index):
    """Fifty numbers per vector, whatever the map holds."""
    table = np.zeros((len(word_to_index) + 1, 50))
    for word, row in word_to_index.items():
        table[row, : len(word_to_vec_map[word])] = word_to_vec_map[word]
    layer = keras.layers.Embedding(*table.shape, trainable=False)
    layer.build((None,))
    layer.set_weights([table])
    return layer


def wrong_unit_vectors(word_to_vec_map, word_to_index):
    """Normalises every vector."""
    table = np.zeros((len(word_to_index) + 1, len(next(iter(word_to_vec_map.values())))))
    for word, row in word_to_index.items():
        table[row] = word_to_vec_map[word] / np.linalg.norm(word_to_vec_map[word])
    layer = keras.layers.Embedding(*table.shape, trainable=False)
    layer.build((None,))
    layer.set_weights([table])
    return layer


def wrong_only_the_table(word_to_vec_map, word_to_index):
    """Returns the table, not a layer."""
    table = np.zeros((len(word_to_index) + 1, len(next(iter(word_to_vec_map.values())))))
    for word, row in word_to_index.items():
        table[row] = word_to_vec_map[word]
    return table


def wrong_last_word_lost(word_to_vec_map, word_to_index):
    """Leaves the word with the last number out."""
    table = np.zeros((len(word_to_index) + 1, len(next(iter(word_to_vec_map.values())))))
    for word, row in word_to_index.items():
        if row < len(word_to_index):
            table[row] = word_to_vec_map[word]
    layer = keras.layers.Embedding(*table.shape, trainable=False)
    layer.build((None,))
    layer.set_weights([table])
    return layer


def wrong_changes_the_index(word_to_vec_map, word_to_index):
    """Adds an entry for the padding to the learner's own index."""
    table = np.zeros((len(word_to_index) + 1, len(next(iter(word_to_vec_map.values())))))
    for word, row in word_to_index.items():
        table[row] = word_to_vec_map[word]
    word_to_index[""] = 0
    layer = keras.layers.Embedding(*table.shape, trainable=False)
    layer.build((None,))
    layer.set_weights([table])
    return layer
