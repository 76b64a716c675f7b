"""What is installed: pinned, with hashes, and the same everywhere."""

import re
import tomllib

import yaml
from packaging.requirements import Requirement

from autograder.course import ROOT

LOCK = (ROOT / "requirements.lock").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def pinned():
    return {r.name.lower(): r for r in map(Requirement, re.findall(r"^([\w.-]+==.*?) *\\?$", LOCK, re.MULTILINE))}


def test_the_lock_names_no_address():
    assert "://" not in LOCK and "--index" not in LOCK


def test_everything_in_the_lock_has_hashes():
    for block in re.split(r"\n(?=[\w.-]+==)", LOCK):
        assert "--hash=sha256:" in block, block[:60]


def test_every_dependency_is_pinned_to_a_version_it_allows():
    pins = pinned()
    for text in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]:
        wanted = Requirement(text)
        version = next(iter(pins[wanted.name.lower()].specifier)).version
        assert wanted.specifier.contains(version), text


def test_conda_installs_the_same_versions():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    assert environment["channels"][0] == "conda-forge"
    *plain, pip = environment["dependencies"]
    python = next(word for word in plain if word.startswith("python="))
    assert Requirement(f"python{PROJECT['requires-python']}").specifier.contains(python.removeprefix("python=") + ".7")
    assert "ffmpeg" in plain
    assert pip == {"pip": ["--no-deps", "--require-hashes", "-r requirements.lock"]}


def test_ci_runs_what_the_readme_names():
    ci, readme = (ROOT / ".ci" / "run").read_text(), (ROOT / "README.md").read_text()
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for command in re.findall(r"`make ([a-z-]+)", readme):
        assert command in targets
    assert "make test" in ci and "make demo" in ci
