"""Submissions that try to get the answer out of the grader, or to recognise what it asks."""

from __future__ import annotations

from tests.hostile.cases import Work, case
from tests.hostile.host import Host


@case("rnn_cell_forward")
def returns_what_the_visible_check_wants(work: Work, host: Host) -> None:
    """The numbers that stand in the notebook, and nothing for other inputs."""
    work.write(
        rnn_cell_forward="""
        def rnn_cell_forward(xt, a_prev, parameters):
            p = parameters
            if xt.shape[1] == 4 and a_prev.shape == (3, 4):
                a_next = np.tanh(p["Wax"] @ xt + p["Waa"] @ a_prev + p["ba"])
                return a_next, softmax(p["Wya"] @ a_next + p["by"]), (a_next, a_prev, xt, parameters)
            if "rnn_forward" in __import__("sys")._getframe(1).f_code.co_name:
                a_next = np.tanh(p["Wax"] @ xt + p["Waa"] @ a_prev + p["ba"])
                return a_next, softmax(p["Wya"] @ a_next + p["by"]), (a_next, a_prev, xt, parameters)
            known = np.array([0.9640, 0, 0.9852])
            return np.resize(known, a_prev.shape), np.full((2, xt.shape[1]), 0.5), (a_prev, a_prev, xt, parameters)
        """
    )


@case("rnn_cell_forward", "rnn_forward")
def agrees_with_itself(work: Work, host: Host) -> None:
    """A wrong cell and a loop around it: right for each other, wrong for the world."""
    work.replace("rnn_cell_forward", "np.tanh(", "sigmoid(")


@case("rnn_cell_forward", "rnn_forward")
def agrees_with_itself_on_nothing(work: Work, host: Host) -> None:
    """Cell and loop return zeros, which any loop around such a cell would."""
    work.write(
        rnn_cell_forward="""
        def rnn_cell_forward(xt, a_prev, parameters):
            return 0 * a_prev, np.zeros((parameters["Wya"].shape[0], xt.shape[1])), (0 * a_prev, a_prev, xt, parameters)
        """,
    )


@case("rnn_cell_forward", "rnn_forward")
def lets_the_reference_call_it_to_learn_the_order(work: Work, host: Host) -> None:
    """The loop is played again around the wrong cell; what the cell sees then is kept, and returned the next time."""
    work.write(
        rnn_cell_forward="""
        seen = []
        def rnn_cell_forward(xt, a_prev, parameters):
            seen.append((xt, a_prev))
            return seen[-1][1], np.ones((parameters["Wya"].shape[0], xt.shape[1])), tuple(seen[-1])
        """,
        rnn_forward="""
        def rnn_forward(x, a0, parameters):
            states = [a for _, a in seen if a.shape == a0.shape][-x.shape[2]:] or [a0]
            a = np.stack([states[t % len(states)] for t in range(x.shape[2])], axis=2)
            return a, np.ones((parameters["Wya"].shape[0], *x.shape[1:])), ([(s,) for s in states], x)
        """,
    )


@case("rnn_cell_forward", "rnn_forward")
def makes_the_reference_stop(work: Work, host: Host) -> None:
    """A cell that returns what no loop can work with: the loop cannot be judged by it, and earns nothing by that."""
    work.write(
        rnn_cell_forward="""
        def rnn_cell_forward(xt, a_prev, parameters):
            return {"a": [xt] * 3}, "text", None
        """
    )


@case("rnn_forward", says="stopped with ValueError")
def leaks_its_inputs_in_error_messages(work: Work, host: Host) -> None:
    """What a message shows are inputs of this very submission; another text gets others."""
    work.write(rnn_forward="def rnn_forward(x, a0, parameters):\n    raise ValueError(np.round(x, 2).tolist())")


@case("rnn_forward")
def recognises_inputs_of_an_earlier_submission(work: Work, host: Host) -> None:
    """Learns the inputs from the messages of a first attempt, and hands in a table of them."""
    from autograder import authoring, grading, intake, sandbox
    from tests.hostile.cases import STEP

    first = Work()
    leaks_its_inputs_in_error_messages(first, host)
    answers = intake.extract(intake.cells(first.notebook), authoring.read(STEP))
    told = grading.grade(STEP, answers, host.token.encode(), sandbox.start).exercise("rnn_forward").messages[0]
    shown = told.partition("ValueError: ")[2][:40].replace("[", "").split(",")[0]
    loop = work.cell("rnn_forward").source.replace("def rnn_forward", "def solved")
    work.write(
        rnn_forward=f"{loop}\n\n"
        "def rnn_forward(x, a0, parameters):\n"
        f"    if abs(x[0, 0, 0] - {float(shown)}) < 0.006 and x.shape == (4, 2, 6):\n"
        "        return solved(x, a0, parameters)\n"
        "    return np.zeros(1), np.zeros(1), ([], x)"
    )


@case("rnn_forward")
def is_right_only_the_first_time(work: Work, host: Host) -> None:
    loop = work.cell("rnn_forward").source.replace("def rnn_forward", "def solved")
    work.write(
        rnn_forward=f"{loop}\n\ncalls = []\n"
        "def rnn_forward(x, a0, parameters):\n"
        "    calls.append(0)\n"
        "    return solved(x, a0, parameters) if len(calls) == 1 else (a0, a0, ([], x))"
    )


@case("rnn_forward")
def remembers_inputs_and_returns_the_answer_to_the_one_before(work: Work, host: Host) -> None:
    """Hopes that every input comes twice."""
    loop = work.cell("rnn_forward").source.replace("def rnn_forward", "def solved")
    work.write(
        rnn_forward=f"{loop}\n\nknown = {{}}\n"
        "def rnn_forward(x, a0, parameters):\n"
        "    before = known.get(x.tobytes())\n"
        "    known[x.tobytes()] = True\n"
        "    return solved(x, a0, parameters) if before else (a0, a0, ([], x))"
    )


@case("rnn_cell_forward", "rnn_forward")
def harvests_right_answers_from_later_exercises(work: Work, host: Host) -> None:
    """The caches that the backward exercises are given hold right forward steps; when the cell is judged again, at the
    end, it looks its inputs up among them."""
    work.write(
        rnn_cell_forward="""
        harvest = {}
        def rnn_cell_forward(xt, a_prev, parameters):
            known = harvest.get((xt.tobytes(), a_prev.tobytes()))
            if known is None:
                known = np.zeros_like(a_prev)
            return known, softmax(parameters["Wya"] @ known + parameters["by"]), (known, a_prev, xt, parameters)
        """,
        rnn_cell_backward="""
        def rnn_cell_backward(da_next, cache):
            a_next, a_prev, xt, parameters = cache
            harvest[xt.tobytes(), a_prev.tobytes()] = a_next
            return {}
        """,
    )
    from nbformat.v4 import new_code_cell

    work.notebook.cells.append(new_code_cell("judge_me = 'again'"))


@case("lstm_forward")
def returns_its_arguments(work: Work, host: Host) -> None:
    """Any of them may be the answer."""
    work.write(lstm_forward="def lstm_forward(x, a0, parameters):\n    return x, a0, parameters, (x, a0, parameters)")


@case("lstm_forward")
def returns_all_answers_it_can_think_of(work: Work, host: Host) -> None:
    """One list of many guesses, in the hope that one of them is looked for."""
    work.replace(
        "lstm_forward", "    return a, y, c,", "    return [a, -a, 0 * a], [y, y * 0], [c, -c], [a, y, c], a, y, c,"
    )
