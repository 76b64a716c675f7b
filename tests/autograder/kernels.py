"""A stand-in for a learner's kernel that runs his cells in this process: for tests of what stands around it."""

import traceback
import warnings

from autograder.errors import KernelDied, KernelTimeout
from autograder.sandbox import Outcome, runtime
from autograder.wire import LIMIT


class InProcess:
    """Runs cells with exec. `exit()` and `hang()` in a cell or a function do what they would do to a kernel."""

    started = 0

    def __init__(self, limits):
        InProcess.started += 1
        self.names = {"__name__": "__main__", "exit": _exit, "hang": _hang}

    def run(self, source, seconds):
        try:
            with warnings.catch_warnings(action="ignore"):
                exec(compile(source, "cell.py", "exec"), self.names)
        except (KernelDied, KernelTimeout):
            raise
        except BaseException as error:
            return Outcome(error=traceback.format_exception_only(error)[-1].strip())
        return Outcome()

    def call(self, name, request, seconds):
        with warnings.catch_warnings(action="ignore"):
            reply = runtime.serve(self.names, name, request, LIMIT)
        if "KernelDied" in reply:
            raise KernelDied("it ended the Python process")
        if "KernelTimeout" in reply:
            raise KernelTimeout("it had not finished")
        return reply

    def close(self):
        pass


def _exit():
    raise KernelDied("it ended the Python process")


def _hang():
    raise KernelTimeout("it had not finished")
