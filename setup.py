"""What pyproject.toml cannot say: an editable install has data files too, those that Jupyter looks for.

setuptools installs them if the distribution says `has_data`, which it forgets to say of itself. All else is in
pyproject.toml.
"""

from setuptools import Distribution, setup


class WithData(Distribution):
    """A distribution whose editable install is whole."""

    def has_data(self) -> bool:
        return self.has_data_files()


setup(distclass=WithData)
