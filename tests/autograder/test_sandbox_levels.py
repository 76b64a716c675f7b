"""What is decided before any kernel starts: the level, and what a learner's side is shown."""

import pytest

from autograder import sandbox
from autograder.course import ROOT, Limits
from autograder.errors import KernelTimeout, SandboxError
from autograder.sandbox import kernel, levels, library


def test_a_level_that_does_not_exist_is_refused_by_name(monkeypatch):
    monkeypatch.setenv(sandbox.FORCED, "handcuffs")
    with pytest.raises(SandboxError, match="'handcuffs' is not a level; take one of namespaces, landlock, none"):
        sandbox.level()


def test_a_forced_level_that_does_not_work_here_is_refused_with_its_reason(monkeypatch):
    monkeypatch.setenv(sandbox.FORCED, "landlock")
    monkeypatch.setattr(levels, "trouble", lambda name: "this kernel is too old")
    with pytest.raises(SandboxError, match="this kernel is too old"):
        sandbox.level()


def test_the_best_level_that_works_is_taken(monkeypatch):
    monkeypatch.delenv(sandbox.FORCED, raising=False)
    monkeypatch.setattr(levels, "trouble", lambda name: "forbidden" if name == "namespaces" else "")
    assert sandbox.level() == "landlock"


def test_the_learners_library_holds_nothing_of_the_grader():
    files = {str(path.relative_to(library.library())) for path in library.library().rglob("*.py")}
    ours = {name for name in files if name.startswith("autograder")}
    package = {"autograder/__init__.py", "autograder/sandbox/__init__.py"}
    assert ours == package | {"autograder/errors.py", "autograder/wire.py", "autograder/sandbox/runtime.py"}


def test_the_environment_is_shown_but_not_the_repository_around_it():
    assert not any(
        str(ROOT) == folder or str(ROOT).startswith(f"{folder}/") for folder in library.environment_folders()
    )


def test_a_death_is_told_by_its_reason():
    limits = Limits(memory_bytes=1 << 30, processes=9)
    assert "1,024 MB of memory" in str(kernel._death("memory", limits))
    assert "more than 9 processes" in str(kernel._death("processes", limits))
    assert isinstance(kernel._death("cpu", limits), KernelTimeout)
    assert "exit()" in str(kernel._death("exit", limits))
