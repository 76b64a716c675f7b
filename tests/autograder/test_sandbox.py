"""A real kernel: what it can see, and how it ends."""

import time

import numpy as np
import pytest

from autograder import sandbox, wire
from autograder.course import Limits
from autograder.errors import KernelDied, KernelTimeout

pytestmark = pytest.mark.kernel
LIMITS = Limits()


@pytest.fixture(scope="module")
def kernel():
    with sandbox.start(LIMITS) as started:
        yield started


def printed(kernel, source):
    outcome = kernel.run(source, 10)
    assert outcome.error == ""
    return outcome.printed


def test_a_cell_runs_as_in_jupyter(kernel):
    assert printed(kernel, "%time\nx = 2\nprint(x + 1)\ndisplay(x)").endswith("3\n")
    assert printed(kernel, "print(get_ipython().__class__.__name__)") == "ZMQInteractiveShell\n"


def test_an_error_is_told_with_its_line(kernel):
    outcome = kernel.run("a = 1\nb = a / 0", 10)
    assert (outcome.error, outcome.line) == ("ZeroDivisionError: division by zero", "b = a / 0")


def test_a_function_is_called_with_data_and_returns_data(kernel):
    kernel.run("def f(x):\n    print('noise')\n    return x * 2", 10)
    outcome = wire.decode(kernel.call("f", wire.encode((np.ones(3),)), 10))
    assert outcome["status"] == "returned" and outcome["value"].tolist() == [2, 2, 2]


def test_a_call_leaves_no_trace_in_the_learners_names(kernel):
    before = printed(kernel, "print(sorted(globals()))")
    kernel.call("print", wire.encode(("x",)), 10)
    assert (
        printed(kernel, "print(sorted(globals()))").replace("'_i", "").count("'") - before.replace("'_i", "").count("'")
        <= 4
    )


def test_nothing_of_the_grader_can_be_imported_but_the_wire(kernel):
    for name in (
        "hidden",
        "hidden.step_by_step",
        "reference",
        "grading",
        "intake",
        "authoring",
        "course",
        "expect",
        "cli",
    ):
        assert "ModuleNotFoundError" in kernel.run(f"import autograder.{name}", 10).error
    assert kernel.run("import utils.checks, autograder.wire", 10).error == ""


def test_nothing_of_the_graders_environment_or_arguments_leads_to_it(kernel, monkeypatch):
    source = "import os, sys\nprint(dict(os.environ), sys.path, sys.argv, os.getcwd())"
    text = printed(kernel, source)
    assert "AUTOGRADER" not in text and "JPY_" not in text and "hidden" not in text


def test_an_endless_loop_is_ended():
    with sandbox.start(LIMITS) as kernel:
        began = time.monotonic()
        with pytest.raises(KernelTimeout):
            kernel.run("while True: pass", 1)
        assert time.monotonic() - began < 6  # on a busy machine the processor's second takes a while


def test_a_kernel_that_ends_itself_is_noticed():
    with sandbox.start(LIMITS) as kernel, pytest.raises(KernelDied):
        kernel.run("import os; os._exit(0)", 10)


def test_a_flood_of_output_is_cut():
    with sandbox.start(LIMITS) as kernel:
        assert len(printed(kernel, "print('x' * 3_000_000)")) <= LIMITS.output_bytes


def test_runaway_memory_is_an_error_not_a_catastrophe():
    with sandbox.start(LIMITS) as kernel:
        assert "MemoryError" in kernel.run("import numpy as np\nx = np.ones((1 << 32, 8))", 10).error
