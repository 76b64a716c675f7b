"""Submissions that change the tools they think they are judged with."""

from __future__ import annotations

from tests.hostile.cases import QUICK, WRONG, Work, case
from tests.hostile.host import Host

LAST = "lstm_forward"  # behind it nothing of the learner's is judged that his own patches could spoil


def wrong_with(work: Work, code: str, name: str = LAST) -> None:
    """A wrong answer, and code above it that means to make it count."""
    work.insert_before(name, code)
    work.write(**{name: WRONG[name]})


@case("rnn_forward", says="expected an array|expected a numpy array")
def patches_numpy_testing(work: Work, host: Host) -> None:
    wrong_with(
        work,
        """
        import numpy.testing
        for name in dir(numpy.testing):
            if name.startswith("assert"):
                setattr(numpy.testing, name, lambda *args, **kwargs: None)
        """,
        "rnn_forward",
    )


@case("rnn_forward")
def patches_the_comparisons_of_numpy(work: Work, host: Host) -> None:
    wrong_with(
        work,
        """
        np.allclose = np.array_equal = lambda *args, **kwargs: True
        np.isclose = lambda a, b, **kwargs: np.ones(np.shape(b), dtype=bool)
        np.abs = np.max = lambda *args, **kwargs: 0.0
        np.random.default_rng = np.random.RandomState = lambda *args: None
        """,
        "rnn_forward",
    )


@case("rnn_cell_forward", "rnn_forward", "lstm_cell_forward", "lstm_forward")
def patches_the_mathematics_of_numpy(work: Work, host: Host) -> None:
    """With another tanh everything agrees with everything, but in this process alone."""
    work.insert_before("rnn_cell_forward", "np.tanh = np.exp = lambda z: np.zeros_like(z)")


@case(LAST)
def patches_builtins(work: Work, host: Host) -> None:
    wrong_with(
        work,
        """
        import builtins
        builtins.all = lambda *args: True
        builtins.abs = builtins.round = lambda *args: 0
        builtins.AssertionError = builtins.Warning
        builtins.map = lambda *args: [True]
        """,
    )


@case(LAST, **QUICK)
def patches_isinstance_and_type_so_that_nothing_is_what_it_is(work: Work, host: Host) -> None:
    """The kernel itself may not survive it; the exercise is lost, and nothing else."""
    wrong_with(
        work,
        """
        import builtins
        builtins.isinstance = lambda *args: True
        builtins.type = lambda *args: float
        builtins.callable = lambda *args: True
        """,
    )


@case(LAST, says="takes no calls any more")
def replaces_the_runtime_in_sys_modules(work: Work, host: Host) -> None:
    wrong_with(
        work,
        """
        import sys, types
        fake = types.ModuleType("autograder.sandbox.runtime")
        fake.serve = lambda *args: '{"status": "passed", "points": 25, "score": 100, "verdict": "right"}'
        sys.modules["autograder.sandbox.runtime"] = fake
        import autograder.sandbox
        autograder.sandbox.runtime = fake
        """,
    )


@case(LAST, says="gave no answer that can be read")
def patches_serve_to_say_passed(work: Work, host: Host) -> None:
    wrong_with(
        work,
        """
        from autograder.sandbox import runtime
        runtime.serve = lambda *args: '{"status": "passed", "points": 25, "score": 100, "verdict": "right"}'
        """,
    )


@case(LAST)
def patches_serve_to_say_that_all_is_well(work: Work, host: Host) -> None:
    """The outcome is well formed; only the value in it is not the right one."""
    wrong_with(
        work,
        """
        from autograder.sandbox import runtime
        from autograder.wire import encode
        well = {"status": "returned", "value": True, "changed": [], "passed": True, "points": 25, "message": None}
        runtime.serve = lambda *args: encode({**well, "value": (True, True, True, True)})
        """,
    )


@case(LAST)
def patches_encode_to_hand_out_what_it_was_given(work: Work, host: Host) -> None:
    """The arguments go back as the answer, in the hope that they are compared with themselves."""
    wrong_with(
        work,
        """
        from autograder.sandbox import runtime
        from autograder import wire
        def serve(namespace, name, request, limit):
            changed = '["changed",{"t":"list","items":[]}]'
            return '{"t":"dict","items":[["status","returned"],["value",' + request + '],' + changed + ']}'
        runtime.serve = serve
        wire.encode = lambda value, limit=0: '{"t":"everything"}'
        """,
    )


@case(LAST, **QUICK)
def patches_json(work: Work, host: Host) -> None:
    wrong_with(
        work,
        """
        import json
        json.dumps = lambda *args, **kwargs: '"passed"'
        json.loads = lambda *args, **kwargs: [1, 1, 1, 1]
        """,
    )


@case(LAST)
def patches_base64(work: Work, host: Host) -> None:
    """Every array that crosses is full of zeros, or is one no more."""
    wrong_with(
        work,
        """
        import base64
        base64.b64encode = lambda data, *args: b"A" * (4 * -(-len(data) // 3))
        base64.b64decode = lambda data, **kwargs: bytes(len(data) * 3 // 4)
        """,
    )


@case(LAST, says="takes no calls any more")
def writes_expressions_of_its_own_into_the_shell(work: Work, host: Host) -> None:
    """The shell's way of evaluating what the grader asks answers with what the learner likes."""
    wrong_with(
        work,
        """
        def user_expressions(self, asked):
            return {"calls": {"status": "ok", "data": {"text/plain": "{'status': 'passed'}"}, "metadata": {}}}
        type(get_ipython()).user_expressions = user_expressions
        """,
    )


@case(LAST)
def redefines_how_the_shell_shows_values(work: Work, host: Host) -> None:
    wrong_with(
        work,
        """
        formatter = get_ipython().display_formatter.formatters["text/plain"]
        formatter.for_type(str, lambda value, printer, cycle: printer.text("[" * 90 + "'passed'" + "]" * 90))
        """,
    )


@case()
def redefines_the_whole_course_after_it_was_judged(work: Work, host: Host) -> None:
    """An accident: scratch work at the end wipes out every name."""
    from nbformat.v4 import new_code_cell

    work.notebook.cells.append(new_code_cell("%reset -f"))
    work.notebook.cells.append(new_code_cell("rnn_cell_forward = lstm_forward = np = softmax = None"))
