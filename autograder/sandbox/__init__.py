"""Where a learner's code runs: a kernel of its own that holds no expected value, no reference and no test.

    with start(limits) as kernel:
        outcome = kernel.run(source, seconds)            # a cell, as JupyterLab would run it
        reply = kernel.call(name, request, seconds)      # a function, by data; see runtime.serve

A kernel that dies or runs too long raises KernelDied or KernelTimeout and is of no more use; start another.
`level()` says how well it is confined.
"""

import contextlib
import sys
import threading

from autograder.course import Limits
from autograder.errors import AutograderError
from autograder.sandbox import plain
from autograder.sandbox.kernel import Kernel, Outcome
from autograder.sandbox.levels import FORCED, Level, level, trouble

__all__ = ["FORCED", "Kernel", "Level", "Outcome", "level", "start", "stop", "trouble", "warm_up"]


def start(limits: Limits, at: Level | None = None) -> Kernel:
    """A fresh kernel that is ready, at the best level or `at` a given one. SandboxError if it does not come up."""
    chosen = at or level()
    if chosen == "none":
        return plain.start(limits)
    from autograder.sandbox import warm  # Linux only

    return warm.start(limits, chosen)


def warm_up(limits: Limits) -> None:
    """Let a first kernel come and go in the background, so that the next one is there at once."""

    def warm() -> None:
        with contextlib.suppress(AutograderError):  # the first true start will say so too
            start(limits).close()

    threading.Thread(target=warm, name="warm-up", daemon=True).start()


def stop() -> None:
    """End what `start` keeps warm in this process; the next `start` begins anew."""
    if warm := sys.modules.get("autograder.sandbox.warm"):
        warm.stop()
