"""A stand-in for what a notebook cannot make yet, because a function of yours that it needs is not written."""

from typing import Any, NoReturn

__all__ = ["Missing"]


class Missing:
    """Says which function is missing, as soon as it is used.

    Notebooks put one in the place of a trained model, above the cell that trains it.

    >>> Missing("model")["Wax"]
    Traceback (most recent call last):
    NotImplementedError: `model` is not written yet; this cell needs what it makes.
    """

    def __init__(self, function: str) -> None:
        self._function = function

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise NotImplementedError(f"`{self._function}` is not written yet; this cell needs what it makes.")

    __call__ = __getitem__ = __iter__ = __len__ = __or__ = __array__ = _refuse

    def __getattr__(self, name: str) -> NoReturn:
        self._refuse()
