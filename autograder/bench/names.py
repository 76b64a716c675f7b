"""How long the character RNN of Dinosaur Island takes to train, beside the plain one-hot one, and what it reaches."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from rich.console import Console
from rich.table import Table

from autograder import course, reference
from autograder.bench import one_hot
from utils.char_rnn import get_initial_loss, initialize_parameters, rnn_backward, rnn_forward, smooth, update_parameters
from utils.names import load_genera, shuffled, split_names, vocabulary

STEPS, COMPARED, ROUNDS = 22_000, 500, 4
GOAL = 22.8  # nats per name, smoothed, after STEPS steps
HIDDEN = 50

Step = Callable[[list, list, dict], float]


def run(console: Console) -> None:
    """Print the time of one step, of both, and the time and the loss of the whole training."""
    ours, plain = per_step()
    seconds, all_names, train_names = trained()
    table = Table("Dinosaur Island, one name per step", "")
    table.add_row("one step, plain one-hot", f"{plain * 1e3:.3f} ms")
    table.add_row("one step, row look-up and one product per gradient", f"{ours * 1e3:.3f} ms")
    table.add_row("times as fast", f"{plain / ours:.1f}")
    table.add_row(f"{STEPS:,} steps", f"{seconds:.1f} s")
    table.add_row(f"smoothed loss after them, all names (goal {GOAL})", f"{all_names:.2f}")
    table.add_row("smoothed loss after them, names of training only", f"{train_names:.2f}")
    console.print(table)


def per_step() -> tuple[float, float]:
    """Seconds of one step of training, ours and plain: the quicker of several rounds, since others use the machine."""
    names = shuffled(load_genera())
    return min(_round(fast_step, names) for _ in range(ROUNDS)), min(_round(plain_step, names) for _ in range(ROUNDS))


def trained() -> tuple[float, float, float]:
    """Seconds of one whole training, and the smoothed loss after it: on all names, and on those of training only."""
    optimize = reference.load(course.find("Dinosaur_Island"), "optimize").functions["optimize"]
    zeros = np.zeros((HIDDEN, 1))

    def learn(X: list, Y: list, parameters: dict) -> float:
        return float(optimize(X, Y, zeros, parameters)[0])

    begin = time.monotonic()
    everything = train(learn, load_genera(), STEPS)
    return time.monotonic() - begin, everything, train(learn, split_names(load_genera())[0], STEPS)


def train(step: Step, names: list[str], steps: int) -> float:
    """The smoothed loss after so many steps from the published start."""
    char_to_ix, _ = vocabulary(names)
    parameters = initialize_parameters(HIDDEN, len(char_to_ix), len(char_to_ix))
    smoothed = get_initial_loss(len(char_to_ix), float(np.mean([len(name) + 1 for name in names])))
    examples = shuffled(names)
    for j in range(steps):
        Y = [char_to_ix[letter] for letter in examples[j % len(examples)] + "\n"]
        smoothed = smooth(smoothed, step([None, *Y[:-1]], Y, parameters))
    return smoothed


def fast_step(X: list, Y: list, parameters: dict) -> float:
    loss, cache = rnn_forward(X, Y, np.zeros((HIDDEN, 1)), parameters)
    _update(parameters, rnn_backward(X, Y, parameters, cache)[0])
    return loss


def plain_step(X: list, Y: list, parameters: dict) -> float:
    loss, steps = one_hot.forward(X, Y, np.zeros((HIDDEN, 1)), parameters)
    _update(parameters, one_hot.backward(Y, parameters, steps))
    return loss


def _update(parameters: dict, gradients: dict) -> None:
    update_parameters(parameters, {name: np.clip(value, -5, 5) for name, value in gradients.items()}, 0.01)


def _round(step: Step, names: list[str]) -> float:
    begin = time.process_time()
    train(step, names, COMPARED)
    return (time.process_time() - begin) / COMPARED
