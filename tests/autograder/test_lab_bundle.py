"""The committed extension for JupyterLab belongs to its committed source."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from autograder.course import ROOT
from autograder.errors import OutOfDate
from autograder.lab import NAME, rebuild, roles


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Source and bundle, to be changed."""
    shutil.copytree(rebuild.UI, tmp_path / "ui", ignore=shutil.ignore_patterns("node_modules", "lib"))
    shutil.copytree(rebuild.BUNDLE, tmp_path / "bundle")
    monkeypatch.setattr(rebuild, "UI", tmp_path / "ui")
    monkeypatch.setattr(rebuild, "BUNDLE", tmp_path / "bundle")
    return tmp_path


def test_the_bundle_was_built_from_this_source(copy: Path) -> None:
    rebuild.check()


@pytest.mark.parametrize("name", ["src/card.ts", "style/index.css", "package.json", "package-lock.json"])
def test_a_source_that_changes_makes_it_stale(copy: Path, name: str) -> None:
    with (copy / "ui" / name).open("a") as file:
        file.write("\n")
    with pytest.raises(OutOfDate, match="differs from its source; run `python -m autograder.lab.rebuild`"):
        rebuild.check()


def test_a_source_that_is_added_makes_it_stale(copy: Path) -> None:
    (copy / "ui" / "src" / "new.ts").touch()
    with pytest.raises(OutOfDate, match="differs from its source"):
        rebuild.check()


def test_a_bundle_changed_by_hand_is_noticed(copy: Path) -> None:
    script = next((copy / "bundle" / "static").glob("*.js"))
    script.write_text(script.read_text() + "alert(1)")
    with pytest.raises(OutOfDate, match="was changed by hand"):
        rebuild.check()
    shutil.rmtree(copy / "bundle")
    with pytest.raises(OutOfDate, match="there is no bundle"):
        rebuild.check()


def test_every_file_of_both_is_committed() -> None:
    known = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    assert {str(path.relative_to(ROOT)) for path in [*rebuild.sources(), *rebuild.files()]} <= set(known.split("\0"))


def test_the_lock_names_no_place_to_download_from() -> None:
    packages = json.loads((rebuild.UI / "package-lock.json").read_text())["packages"]
    assert len(packages) > 100
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert not [name for name, package in packages.items() if name and "integrity" not in package]


def test_the_panel_never_reads_text_as_markup() -> None:
    source = "".join(path.read_text() for path in sorted((rebuild.UI / "src").glob("*.ts")))
    assert "make(" in source
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(", source)


def test_each_role_says_whether_the_button_is_there() -> None:
    for role, offered in ((roles.LEARNER, True), (roles.INSTRUCTOR, False)):
        config = json.loads((roles.settings(role) / "jupyter_server_config.json").read_text())
        page = json.loads((roles.settings(role) / "page_config.json").read_text())
        assert config["ServerApp"]["jpserver_extensions"]["autograder.lab"] is offered
        assert (f"{NAME}:plugin" not in page["disabledExtensions"]) is offered
