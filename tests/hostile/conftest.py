"""One warm sandbox and one baited machine for all hostile submissions of a worker."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

import pytest

from autograder import places, sandbox
from tests.hostile.host import MARK, Host, Watch, bait, installed, listening


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The machine that grades, laid out before the sandbox starts: it must not leak from there either."""
    folder = tmp_path_factory.mktemp("host")
    with pytest.MonkeyPatch.context() as patch, listening(folder / "runs") as listeners:
        host = bait(folder, listeners)
        patch.setenv("HOME", str(host.home))
        patch.setenv("AUTOGRADER_TOKEN", host.token)
        patch.setenv(places.CLASSROOM, str(host.classroom))
        patch.setattr(tempfile, "tempdir", str(host.runs))
        yield host


@pytest.fixture(scope="session", autouse=True)
def confined() -> None:
    """These submissions fork without end and delete what they can: never on a machine that does not hold them."""
    assert sandbox.level() != "none", "the hostile submissions need confinement; run `autograder doctor`"


@pytest.fixture
def unharmed(host: Host) -> Iterator[None]:
    """Nothing on the machine is different afterwards."""
    watch = Watch(host)
    yield
    assert watch.differences() == []


@pytest.fixture(scope="session", autouse=True)
def untouched_packages() -> Iterator[None]:
    """No attack changes what the next kernel imports."""
    before = installed()
    yield
    now = installed()
    assert [path for path in before if now.get(path) != before[path]] == []
    new = now.keys() - before.keys()  # an instructor may install something meanwhile; what starts by itself he does not
    assert [path for path in new if path.suffix == ".pth" or "customize" in path.name or MARK in path.name] == []
