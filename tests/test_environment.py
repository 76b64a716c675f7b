"""What is installed: pinned, with hashes, and the same everywhere."""

import json
import re
import tomllib

import yaml
from packaging.requirements import Requirement

from autograder.course import ROOT

LOCK = (ROOT / "requirements.lock").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


HUB = (ROOT / "docs" / "jupyterhub" / "requirements.lock").read_text()


def pinned(lock=LOCK):
    return {r.name.lower(): r for r in map(Requirement, re.findall(r"^([\w.-]+==.*?) *\\?$", lock, re.MULTILINE))}


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


SET_UP = (ROOT / "Makefile").read_text().partition(".venv/ready:")[2].partition("\n\n")[0]
INSTALL = re.compile(r"pip install (.*)")


def installed_by(text: str) -> list[list[str]]:
    """The options and names of each `pip install`, without those that only make it quieter."""
    chatter = {"--quiet", "--disable-pip-version-check", "--no-cache-dir"}
    return [[word for word in line.split() if word not in chatter] for line in INSTALL.findall(text)]


def test_binder_installs_what_the_makefile_does():
    binder = ROOT / ".binder"
    assert {path.name for path in binder.iterdir()} == {"postBuild", "runtime.txt"}
    python = (binder / "runtime.txt").read_text().strip().removeprefix("python-")
    assert Requirement(f"python{PROJECT['requires-python']}").specifier.contains(f"{python}.7")
    build = binder / "postBuild"
    assert build.stat().st_mode & 0o100 and build.read_text().startswith("#!")
    assert installed_by(build.read_text()) == installed_by(SET_UP)
    for words in installed_by(build.read_text()):
        for place in (word for word, before in zip(words[1:], words, strict=False) if before in ("-r", "-e")):
            assert (ROOT / place).exists()


def test_the_devcontainer_does_the_makefiles_set_up():
    devcontainer = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())
    version = re.fullmatch(r"python:(3\.\d+)-\w+", devcontainer["image"])[1]
    assert Requirement(f"python{PROJECT['requires-python']}").specifier.contains(f"{version}.7")
    command, target = devcontainer["postCreateCommand"].split()
    makefile = (ROOT / "Makefile").read_text()
    assert command == "make" and re.search(rf"^{target}:.*\.venv/ready", makefile, re.MULTILINE)
    assert re.search(r"^\.venv/ready: requirements\.lock", makefile, re.MULTILINE)
    assert "/.venv/bin" in devcontainer["remoteEnv"]["PATH"]


def test_jupyterhub_is_pinned_and_changes_nothing_of_the_courses_environment():
    ours, hubs = pinned(), pinned(HUB)
    (wanted,) = map(Requirement, PROJECT["optional-dependencies"]["hub"])
    assert wanted.specifier.contains(next(iter(hubs[wanted.name].specifier)).version)
    assert {name: ours[name].specifier for name in ours if name in hubs} == {
        name: hubs[name].specifier for name in ours if name in hubs
    }
    assert len(hubs) > 20 and "://" not in HUB
