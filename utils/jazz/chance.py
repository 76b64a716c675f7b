"""Chance for a model that takes the largest probability: a layer that draws instead.

    restless(densor, temperature=0.8)     is called like `densor`, and shares its weights

To draw from probabilities p is to add random numbers of Gumbel's distribution to log(p) and take the largest (E. J.
Gumbel, 1954). So a model that feeds back the largest of its outputs becomes one that improvises, its code unchanged.
Keras is imported inside.
"""

from typing import Any

__all__ = ["restless"]


def restless(densor: Any, temperature: float = 1.0, seed: int = 0) -> Any:
    """A layer whose largest output is a draw from the probabilities that `densor` gives.

    densor:      a layer whose outputs are probabilities, (m, units)
    temperature: below 1, likely values become likelier; near 0 the largest always wins; above 1, chance grows
    seed:        the same seed gives the same draws, in the same order
    ValueError if the temperature is not above 0.
    """
    import keras
    from keras import ops

    if not temperature > 0:
        raise ValueError(f"temperature: expected a number above 0, got {temperature}.")

    class Restless(keras.layers.Layer):
        def __init__(self) -> None:
            super().__init__()
            self.densor, self.units = densor, densor.units
            self.chance = keras.random.SeedGenerator(seed)

        def call(self, a: Any) -> Any:
            scores = ops.log(self.densor(a) + 1e-20) / temperature
            uniform = keras.random.uniform(ops.shape(scores), 1e-9, 1.0, seed=self.chance)
            return ops.softmax(scores - ops.log(-ops.log(uniform)))

        def compute_output_shape(self, shape: Any) -> Any:
            return (*shape[:-1], self.units)

    return Restless()
