"""Settings for every test."""

import hypothesis

# A busy machine must not fail a test; what has to be quick is measured where it matters.
hypothesis.settings.register_profile("course", deadline=None)
hypothesis.settings.load_profile("course")
