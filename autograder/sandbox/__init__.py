"""Where a learner's code runs: a kernel of its own that holds no expected value, no reference and no test.

    with start(limits) as kernel:
        outcome = kernel.run(source, seconds)            # a cell, as JupyterLab would run it
        reply = kernel.call(name, request, seconds)      # a function, by data; see runtime.serve

A kernel that dies or runs too long raises KernelDied or KernelTimeout and is of no more use; start another.
"""

from autograder.sandbox.kernel import Kernel, Outcome
from autograder.sandbox.plain import start

__all__ = ["Kernel", "Outcome", "start"]
