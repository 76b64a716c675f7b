"""The first thing that runs in a learner's kernel: `boot.py CONNECTION LINE LIBRARY SITE_PACKAGES ...`.

Python starts it with -I and -S, so that no .pth file, no user folder and no environment variable leads back to the
grader's code: what can be imported is the standard library, the installed packages and LIBRARY.
"""

import os
import resource
import sys

CONNECTION, LINE, *PATHS = sys.argv[1:]
CALLS = 99  # as in runtime.py
GIB = 1 << 30

sys.path += PATHS
os.dup2(int(LINE), CALLS)
for limit, most in (
    (resource.RLIMIT_AS, 8 * GIB),
    (resource.RLIMIT_FSIZE, GIB // 4),
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_NOFILE, 512),
):
    resource.setrlimit(limit, (most, most))

from ipykernel.kernelapp import IPKernelApp  # noqa: E402

IPKernelApp.launch_instance(
    argv=["-f", CONNECTION, "--HistoryManager.enabled=False", "--IPKernelApp.quiet=True", "--colors=NoColor"]
)
