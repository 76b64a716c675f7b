"""Pictures, silence and made-up data: small helpers, small tests."""

import os
import subprocess
import sys

import matplotlib
import numpy as np
import pytest

from utils.plots import heat_maps, lines
from utils.quiet import quiet
from utils.toys import start_stop

matplotlib.use("agg")


def test_a_heat_map_shows_every_value_and_row():
    figure = heat_maps({"a": [[0.25, -1.0]], "c": [[0.5, 1.0]]}, rows=["unit 0"])
    assert [axis.get_title() for axis in figure.axes] == ["a", "c"]
    assert [text.get_text() for axis in figure.axes for text in axis.texts] == ["0.25", "-1.00", "0.50", "1.00"]
    assert figure.axes[0].get_yticklabels()[0].get_text() == "unit 0"


def test_lines_are_named_when_there_is_more_than_one():
    one, two = lines({"RNN": [1, 2]}, "step", "loss"), lines({"RNN": [1, 2], "LSTM": [2, 1]}, "step", "loss", log=True)
    assert one.legends == []
    assert [text.get_text() for text in two.legends[0].get_texts()] == ["RNN", "LSTM"]
    assert two.axes[0].get_yscale() == "log"


def test_a_figure_is_returned_closed_so_that_a_notebook_shows_it_once():
    from matplotlib import pyplot

    lines({"RNN": [1, 2]}, "step", "loss")
    assert pyplot.get_fignums() == []


def test_quiet_swallows_what_compiled_code_says_and_lets_the_rest_through(capfd):
    with quiet():
        os.write(2, b"chatter")
    os.write(2, b"news")
    assert capfd.readouterr().err == "news"


def test_quiet_shows_what_was_said_before_a_failure(capfd):
    with pytest.raises(ImportError), quiet():
        os.write(2, b"the reason")
        raise ImportError
    assert capfd.readouterr().err == "the reason"


def test_a_machine_runs_from_start_until_stop():
    x, running = start_stop(m=30, T_x=40, seed=3)
    for machine in range(30):
        on = 0.0
        for t in range(40):
            start, stop = x[:, machine, t]
            on = 1.0 if start else 0.0 if stop else on
            assert running[:, machine, t].tolist() == [1 - on, on]
    assert x.sum(axis=0).max() == 1
    assert 0.1 < x[0].mean() < 0.15 and 0.1 < x[1].mean() < 0.15


def test_the_same_seed_gives_the_same_logs():
    np.testing.assert_array_equal(start_stop(2, 9, seed=1)[0], start_stop(2, 9, seed=1)[0])


def test_importing_utils_loads_neither_keras_nor_matplotlib():
    modules = "utils.checks, utils.gradcheck, utils.plots, utils.quiet, utils.rnn, utils.toys"
    modules += ", utils.glove, utils.vectors, utils.word_plots"
    code = f"import {modules}, sys; print([m for m in ('keras', 'tensorflow', 'matplotlib') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
