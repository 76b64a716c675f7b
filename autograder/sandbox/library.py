"""What a learner's side may see: the system, the Python environment, and the few files of ours that it needs."""

from __future__ import annotations

import atexit
import os
import shutil
import site
import sys
import tempfile
from functools import cache
from pathlib import Path

from autograder.course import ROOT

# All that a learner's kernel can import of this repository.
VISIBLE = ("utils", "autograder/errors.py", "autograder/wire.py", "autograder/sandbox/runtime.py")
# Who a learner is, for programs that ask; the real file names the people of this machine.
PASSWD = "learner:x:{user}:{group}:learner:{home}:/bin/sh\n"

# What decides the last digits of a sum: one thread, and TensorFlow's own kernels. A class graded side by side has no
# idle cores, and the digits do not depend on how many there are.
ARITHMETIC = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "CUDA_VISIBLE_DEVICES": "-1",
}


@cache
def library() -> Path:
    """A folder with what the learner's kernel may import, and nothing else of ours."""
    folder = Path(tempfile.mkdtemp(prefix="grading-library-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    fill(folder)
    return folder


def fill(folder: Path) -> None:
    """Copy what is VISIBLE."""
    for name in VISIBLE:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, target)
    for package in ("autograder", "autograder/sandbox"):
        (folder / package / "__init__.py").touch()
    for path in (folder, *folder.rglob("*")):  # whatever this user's umask: the learner's side may be another user
        path.chmod(0o755 if path.is_dir() else 0o644)


def packages() -> list[str]:
    """The folders of installed packages. Named one by one: a .pth file could lead back to the repository."""
    return [folder for folder in site.getsitepackages() if os.path.isdir(folder)]


def environment_folders() -> list[str]:
    """The folders that hold this Python and its packages, each under the names by which it is found."""
    executable = os.path.realpath(sys.executable)
    folders = {sys.prefix, sys.base_prefix, os.path.dirname(os.path.dirname(executable)), *packages()}
    folders |= {os.path.realpath(folder) for folder in folders}
    outer = {folder for folder in folders if not any(_inside(folder, other) for other in folders)}
    return sorted(folder for folder in outer if not folder.startswith("/usr/") and folder not in ("/", "/usr"))


def variables(home: str) -> dict[str, str]:
    """Nothing of the grader's environment but what a program needs to run."""
    return {
        "PATH": os.defpath,
        "HOME": home,
        "IPYTHONDIR": f"{home}/.ipython",
        "MPLCONFIGDIR": f"{home}/.matplotlib",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # read once, with matplotlib
        "TMPDIR": home,
        "LANG": "C.UTF-8",
        "JOBLIB_MULTIPROCESSING": "0",  # or it tries semaphores, finds none, and warns
        "TF_CPP_MIN_LOG_LEVEL": "3",
        **ARITHMETIC,
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _inside(folder: str, other: str) -> bool:
    return folder != other and folder.startswith(other.rstrip("/") + "/")
