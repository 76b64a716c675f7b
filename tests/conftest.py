"""Settings for every test."""

import hypothesis
import pytest

# A busy machine must not fail a test; what has to be quick is measured where it matters.
hypothesis.settings.register_profile("course", deadline=None)
hypothesis.settings.load_profile("course")


def pytest_addoption(parser):
    parser.addoption(
        "--allow-unconfined-tests",
        action="store_true",
        help="Skip, instead of fail, the tests of a confinement that this machine does not offer.",
    )


@pytest.fixture(params=["namespaces", "landlock"])
def confinement(request):
    """Each level of confinement in turn. A machine without it fails the test: nobody should believe it passed."""
    from autograder.sandbox import levels

    if reason := levels.trouble(request.param):
        if request.config.getoption("--allow-unconfined-tests"):
            pytest.skip(reason)
        pytest.fail(f"{request.param}: {reason}; mend it, or run pytest with --allow-unconfined-tests")
    return request.param
