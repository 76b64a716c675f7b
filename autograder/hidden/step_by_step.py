"""Hidden tests of `step_by_step`: the RNN and the LSTM, forward and backward, one step and whole sequences."""

from __future__ import annotations

from functools import partial

from autograder.answer import Answer
from autograder.hidden import recurrent, tests
from autograder.hidden import recurrent_mistakes as mistakes
from autograder.hidden.recurrent import GATES, LONE, SHORT, USUAL, Rng
from autograder.reference import Reference

RNN_WEIGHTS = ("dWax", "dWaa", "dba")
LSTM_WEIGHTS = tuple("dW" + gate for gate in GATES)
LSTM_BIASES = tuple("db" + gate for gate in GATES)


# rnn_cell_forward


@tests("rnn_cell_forward")
def rnn_cell_hidden_state(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The next hidden state, on random inputs of several sizes."""
    hint = "Look at what is inside the tanh: both products and the bias `ba`."
    recurrent.RNN_STEP.judge(answer, reference, rng, (USUAL, LONE, SHORT), ["a_next"], hint, mistakes.rnn_cell)


@tests("rnn_cell_forward")
def rnn_cell_prediction(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The prediction, from the next hidden state."""
    hint = "It is the softmax, over the classes of each example, of `Wya` times `a_next` plus `by`."
    recurrent.RNN_STEP.judge(
        answer, reference, rng, (USUAL, LONE, SHORT), ["yt_pred"], hint, mistakes.rnn_cell, after=["a_next"]
    )


@tests("rnn_cell_forward")
def rnn_cell_cache(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The cache: all four entries, in order."""
    hint = "The cache keeps the new state, and what the function was given."
    recurrent.RNN_STEP.judge(answer, reference, rng, (USUAL, LONE), ["cache"], hint, after=["a_next"])


@tests("rnn_cell_forward")
def rnn_cell_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same when called again, with the arguments left as they were."""
    recurrent.RNN_STEP.judge_clean(answer, reference, rng, ["a_next"])


# rnn_forward


@tests("rnn_forward")
def rnn_hidden_states(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The hidden states of all time steps, starting from a0."""
    hint = "Each step starts from the hidden state of the step before, the first one from `a0`."
    recurrent.RNN_SEQUENCE.judge(answer, reference, rng, (USUAL, LONE, SHORT), ["a"], hint, mistakes.sequence)


@tests("rnn_forward")
def rnn_predictions(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The predictions of all time steps."""
    hint = "Store the prediction of every step in `y_pred[:, :, t]`."
    recurrent.RNN_SEQUENCE.judge(
        answer, reference, rng, (USUAL, LONE, SHORT), ["y_pred"], hint, mistakes.sequence, after=["a"]
    )


@tests("rnn_forward")
def rnn_caches(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The caches: one for each time step, in order, and the inputs x."""
    hint = "Append the cache of every step to the list, and give every step arrays of its own."
    recurrent.RNN_SEQUENCE.judge(answer, reference, rng, (USUAL, LONE), ["caches"], hint, after=["a"])


@tests("rnn_forward")
def rnn_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same when called again, with the arguments left as they were."""
    recurrent.RNN_SEQUENCE.judge_clean(answer, reference, rng, ["a"])


# lstm_cell_forward


@tests("lstm_cell_forward")
def lstm_cell_state(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The next cell state, on random inputs of several sizes."""
    hint = "It is what the forget gate keeps of `c_prev` plus what the update gate lets in of the candidate."
    recurrent.LSTM_STEP.judge(answer, reference, rng, (USUAL, LONE, SHORT), ["c_next"], hint, mistakes.lstm_cell)


@tests("lstm_cell_forward")
def lstm_cell_hidden_state(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The next hidden state: the output gate times the tanh of the cell state."""
    hint = "Look at the output gate, at the tanh around `c_next`, and at `c_next` itself."
    recurrent.LSTM_STEP.judge(
        answer, reference, rng, (USUAL, LONE), ["a_next"], hint, mistakes.lstm_cell, after=["c_next"]
    )


@tests("lstm_cell_forward")
def lstm_cell_prediction(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The prediction, from the next hidden state."""
    hint = "It is the softmax, over the classes of each example, of `Wy` times `a_next` plus `by`."
    recurrent.LSTM_STEP.judge(
        answer, reference, rng, (USUAL, LONE), ["yt_pred"], hint, mistakes.lstm_cell, after=["a_next"]
    )


@tests("lstm_cell_forward")
def lstm_cell_cache(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The cache: all ten entries, in order."""
    hint = "The cache keeps both new states, both old ones, the three gates and the candidate, `xt` and `parameters`."
    recurrent.LSTM_STEP.judge(answer, reference, rng, (USUAL, SHORT), ["cache"], hint, after=["c_next", "a_next"])


@tests("lstm_cell_forward")
def lstm_cell_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same when called again, with the arguments left as they were."""
    recurrent.LSTM_STEP.judge_clean(answer, reference, rng, ["a_next"])


# lstm_forward


@tests("lstm_forward")
def lstm_hidden_states(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The hidden states of all time steps, starting from a0."""
    hint = "Both states go from step to step. The hidden state starts from `a0`, the cell state from zeros."
    recurrent.LSTM_SEQUENCE.judge(answer, reference, rng, (USUAL, LONE, SHORT), ["a"], hint, mistakes.sequence)


@tests("lstm_forward")
def lstm_cell_states(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The cell states of all time steps, starting from zeros."""
    hint = "The cell state starts from zeros, whatever `a0` is, and goes from step to step."
    recurrent.LSTM_SEQUENCE.judge(answer, reference, rng, (USUAL, SHORT), ["c"], hint, mistakes.sequence)


@tests("lstm_forward")
def lstm_predictions(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The predictions of all time steps."""
    hint = "Store the prediction of every step in `y[:, :, t]`."
    recurrent.LSTM_SEQUENCE.judge(answer, reference, rng, (USUAL, LONE), ["y"], hint, mistakes.sequence, after=["a"])


@tests("lstm_forward")
def lstm_caches(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The caches: one for each time step, in order, and the inputs x."""
    hint = "Append the cache of every step to the list, and give every step arrays of its own."
    recurrent.LSTM_SEQUENCE.judge(answer, reference, rng, (USUAL, LONE), ["caches"], hint, after=["a"])


@tests("lstm_forward")
def lstm_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same when called again, with the arguments left as they were."""
    recurrent.LSTM_SEQUENCE.judge_clean(answer, reference, rng, ["a"])


# rnn_cell_backward


@tests("rnn_cell_backward")
def rnn_cell_gradients_of_inputs(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The gradients of the step's inputs: dxt and da_prev."""
    hint = "Go back through the tanh first, then through the weight that multiplied the input."
    sizes = (USUAL, LONE, SHORT)
    recurrent.RNN_STEP_BACK.judge(answer, reference, rng, sizes, ["dxt", "da_prev"], hint, mistakes.rnn_back)


@tests("rnn_cell_backward")
def rnn_cell_gradients_of_parameters(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The gradients of the parameters, summed over the examples."""
    hint = "Each is the gradient before the tanh, times what the parameter multiplied, summed over the examples."
    recurrent.RNN_STEP_BACK.judge(answer, reference, rng, (USUAL, LONE, SHORT), RNN_WEIGHTS, hint, mistakes.rnn_back)


@tests("rnn_cell_backward")
def rnn_cell_backward_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same when called again, with the arguments left as they were."""
    recurrent.RNN_STEP_BACK.judge_clean(answer, reference, rng, ["dxt"])


# rnn_backward


@tests("rnn_backward")
def rnn_gradients_of_inputs(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The gradients of the inputs: dx at every time step, and da0."""
    hint = "Go back in time: what reaches a hidden state is its own `da` plus `da_prev` of the step after it."
    sizes = (USUAL, LONE, SHORT)
    recurrent.RNN_SEQUENCE_BACK.judge(answer, reference, rng, sizes, ["dx", "da0"], hint)


@tests("rnn_backward")
def rnn_gradients_of_parameters(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The gradients of the parameters, summed over the time steps."""
    hint = "Start from zeros and add the gradients of every time step."
    recurrent.RNN_SEQUENCE_BACK.judge(answer, reference, rng, (USUAL, LONE, SHORT), RNN_WEIGHTS, hint)


@tests("rnn_backward")
def rnn_shorter_da(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Right as well when `da` has fewer time steps than the caches."""
    hint = "Here `da` has fewer time steps than `x`; the loop runs over those of `da`, and so does `dx`."
    shorter = recurrent.Kind(partial(recurrent.rnn_sequence_back, steps=5), "gradients", recurrent.RNN_LAYOUT)
    shorter.judge(answer, reference, rng, (USUAL,), ["dx", "da0", *RNN_WEIGHTS], hint)


@tests("rnn_backward")
def rnn_backward_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same when called again, with the arguments left as they were."""
    recurrent.RNN_SEQUENCE_BACK.judge_clean(answer, reference, rng, ["dx"])


# lstm_cell_backward


@tests("lstm_cell_backward")
def lstm_cell_gradients_of_states(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The gradients of the step's inputs: dxt, da_prev and dc_prev."""
    hint = "The gradient of `c_next` has two parts: `dc_next`, and `da_next` through the output gate and the tanh."
    names, sizes = ["dxt", "da_prev", "dc_prev"], (USUAL, LONE, SHORT)
    recurrent.LSTM_STEP_BACK.judge(answer, reference, rng, sizes, names, hint, mistakes.lstm_back)


@tests("lstm_cell_backward")
def lstm_cell_gradients_of_weights(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The gradients of the four weight matrices."""
    hint = "Each is the gradient before its gate's sigmoid (or tanh) times `[a_prev; xt]`, summed over the examples."
    recurrent.LSTM_STEP_BACK.judge(answer, reference, rng, (USUAL, LONE), LSTM_WEIGHTS, hint, mistakes.lstm_back)


@tests("lstm_cell_backward")
def lstm_cell_gradients_of_biases(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The gradients of the four biases."""
    hint = "Each is the gradient before its gate's sigmoid (or tanh), summed over the examples."
    recurrent.LSTM_STEP_BACK.judge(answer, reference, rng, (USUAL, SHORT), LSTM_BIASES, hint, mistakes.lstm_back)


@tests("lstm_cell_backward")
def lstm_cell_backward_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same when called again, with the arguments left as they were."""
    recurrent.LSTM_STEP_BACK.judge_clean(answer, reference, rng, ["dxt"])


# lstm_backward


@tests("lstm_backward")
def lstm_gradients_of_inputs(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The gradients of the inputs: dx at every time step, and da0."""
    hint = "Go back in time, and carry both `da_prev` and `dc_prev` to the step before."
    recurrent.LSTM_SEQUENCE_BACK.judge(answer, reference, rng, (USUAL, LONE, SHORT), ["dx", "da0"], hint)


@tests("lstm_backward")
def lstm_gradients_of_parameters(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The gradients of the parameters, summed over the time steps."""
    hint = "Start from zeros and add the gradients of every time step."
    names = [*LSTM_WEIGHTS, *LSTM_BIASES]
    recurrent.LSTM_SEQUENCE_BACK.judge(answer, reference, rng, (USUAL, LONE, SHORT), names, hint)


@tests("lstm_backward")
def lstm_shorter_da(answer: Answer, reference: Reference, rng: Rng) -> None:
    """Right as well when `da` has fewer time steps than the caches."""
    hint = "Here `da` has fewer time steps than `x`; the loop runs over those of `da`, and so does `dx`."
    shorter = recurrent.Kind(partial(recurrent.lstm_sequence_back, steps=5), "gradients", recurrent.LSTM_LAYOUT)
    shorter.judge(answer, reference, rng, (USUAL,), ["dx", "da0", *LSTM_WEIGHTS, *LSTM_BIASES], hint)


@tests("lstm_backward")
def lstm_backward_clean(answer: Answer, reference: Reference, rng: Rng) -> None:
    """The same when called again, with the arguments left as they were."""
    recurrent.LSTM_SEQUENCE_BACK.judge_clean(answer, reference, rng, ["dx"])
