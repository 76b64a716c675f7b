"""Answers that are not what they seem, or are not meant to be looked at."""

from __future__ import annotations

from tests.hostile.cases import QUICK, Work, case
from tests.hostile.host import Host


def returning(work: Work, value: str, before: str = "") -> None:
    """The last exercise returns this four times over."""
    work.write(
        lstm_forward=f"{before}\ndef lstm_forward(x, a0, parameters):\n    value = {value}\n    return (value,) * 4"
    )


def changed(work: Work, change: str, before: str = "") -> None:
    """The last exercise is right, but for what this line makes of `a`, `y` and `c`."""
    work.replace("lstm_forward", "    return a, y, c,", f"    {change}\n    return a, y, c,")
    work.insert_before("lstm_forward", before or "pass")


LOST = "lstm_forward"
CACHES = 5.0  # points for caches that are right whatever else is returned


@case(LOST)
def returns_what_equals_everything(work: Work, host: Host) -> None:
    returning(
        work,
        "Everything()",
        """
class Everything:
    shape, dtype, ndim, size = (7, 2, 6), np.dtype(float), 3, 84
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return 0
    def __bool__(self): return True
    def __float__(self): return 0.0
    def __array__(self, *args, **kwargs): return np.zeros((7, 2, 6))
    def __len__(self): return 4
    def __getattr__(self, name): return self
    def __call__(self, *args, **kwargs): return self
    def __iter__(self): return iter([self] * 4)
    def __getitem__(self, key): return self
    def __sub__(self, other): return 0.0
    def __abs__(self): return 0.0
""",
    )


@case(LOST, keeps=CACHES)
def returns_arrays_of_a_kind_that_equals_everything(work: Work, host: Host) -> None:
    """Zeros of the right shape, in a subclass of ndarray with its own opinions."""
    changed(
        work,
        "a, y, c = [np.zeros_like(v).view(Equal) for v in (a, y, c)]",
        """
        class Equal(np.ndarray):
            def __eq__(self, other): return np.ones(self.shape, bool)
            def __array_ufunc__(self, *args, **kwargs): return np.zeros(self.shape)
            def __array_function__(self, *args, **kwargs): return True
            def __reduce__(self): return (print, ("pickled",))
        """,
    )


@case(LOST, keeps=CACHES)
def lies_about_its_shape(work: Work, host: Host) -> None:
    changed(
        work,
        "a, y, c = [Shaped(v) for v in (a, y, c)]",
        """
        class Shaped:
            def __init__(self, value): self.shape, self.dtype, self.__array_interface__ = value.shape, value.dtype, {
                "shape": (1 << 40,), "typestr": "<f8", "data": (1, False), "version": 3}
        """,
    )


@case(LOST, keeps=CACHES)
def lies_about_its_dtype(work: Work, host: Host) -> None:
    """Objects, records, dates and texts in the place of numbers."""
    changed(work, 'a, y, c = a.astype(object), y.astype("U20"), c.view("M8[s]")')


@case(LOST, keeps=CACHES)
def hides_code_in_objects_that_unpickle_badly(work: Work, host: Host) -> None:
    changed(
        work,
        "a = y = c = Pickled()",
        f"""
        import os
        class Pickled:
            def __reduce__(self): return os.system, ("touch {host.home}/planted_by_a_learner",)
        """,
    )


@case(LOST, says="stopped with SystemExit")
def raises_system_exit(work: Work, host: Host) -> None:
    work.write(lstm_forward="def lstm_forward(x, a0, parameters):\n    raise SystemExit(0)")


@case(LOST, says="stopped with Escape")
def raises_what_is_no_exception_and_cannot_be_shown(work: Work, host: Host) -> None:
    work.write(
        lstm_forward="""
        class Escape(BaseException):
            def __str__(self): raise KeyboardInterrupt
            __repr__ = __str__
        def lstm_forward(x, a0, parameters):
            raise Escape
        """
    )


@case(LOST, says="stopped with")
def raises_an_error_with_ten_million_characters(work: Work, host: Host) -> None:
    work.write(lstm_forward="def lstm_forward(x, a0, parameters):\n    raise ValueError('passed ' * 2_000_000)")


@case(LOST, says="had not finished", **QUICK)
def blocks_when_its_value_is_read(work: Work, host: Host) -> None:
    """A number whose dtype takes forever to tell."""
    returning(
        work,
        "Slow(1.0)",
        """
class Slow(np.float64):
    @property
    def dtype(self):
        while True: pass
""",
    )


@case(LOST, says="cannot be checked|stopped with RecursionError")
def recurses_when_its_value_is_read(work: Work, host: Host) -> None:
    returning(work, "endless", "endless = []\nendless.append([endless, {'again': endless}])")


@case(LOST, says="stopped with RecursionError")
def calls_itself_for_ever(work: Work, host: Host) -> None:
    work.write(lstm_forward="def lstm_forward(x, a0, parameters):\n    return lstm_forward(x, a0, parameters)")


@case(LOST, keeps=CACHES)
def returns_nan_everywhere(work: Work, host: Host) -> None:
    """What compares as false with everything must not be taken for small."""
    changed(work, "a, y, c = a * np.nan, y + np.inf, c - np.inf")


@case(LOST, keeps=CACHES)
def returns_a_few_nans_among_right_values(work: Work, host: Host) -> None:
    changed(work, "a[0, 0, 0] = y[0, 0, 0] = c[0, 0, 0] = np.nan")


@case(LOST, keeps=CACHES)
def returns_the_negative(work: Work, host: Host) -> None:
    """Only the caches are right."""
    changed(work, "a, y, c = -a, -y, -c")


@case(LOST)
def returns_numbers_beyond_all_bounds(work: Work, host: Host) -> None:
    returning(work, "[10 ** 5000, -(10 ** 5000), 1e308 * 10, np.longdouble(2) ** 16000]")


@case(LOST, says="too large to be sent back|MemoryError")
def returns_a_gigabyte(work: Work, host: Host) -> None:
    returning(work, "np.zeros(130_000_000)")


@case(LOST, says="parts")
def returns_a_million_small_things(work: Work, host: Host) -> None:
    returning(work, "[[] for _ in range(300_000)]")


@case(LOST)
def returns_a_verdict(work: Work, host: Host) -> None:
    returning(work, '{"status": "returned", "passed": True, "points": 1000, "score": 100, "message": None}')


@case(LOST)
def returns_text_and_bytes(work: Work, host: Host) -> None:
    returning(work, '["25 of 25 points", b"passed", "<script>alert(1)</script>", "\\x00\\ud800"]')


@case(LOST, keeps=CACHES)
def returns_complex_numbers_with_no_imaginary_part(work: Work, host: Host) -> None:
    changed(work, "a, y, c = a + 0j, y + 0j, c + 0j")


@case(LOST, says="generator|a.gen")
def returns_a_promise(work: Work, host: Host) -> None:
    """The values come when somebody asks for them, and then they are what is asked for."""
    returning(work, "(v for v in [1, 2, 3])")


@case(LOST)
def returns_dictionaries_whose_keys_equal_everything(work: Work, host: Host) -> None:
    returning(
        work,
        "{Key('a'): 0, Key('y'): 1}",
        """
class Key(str):
    def __eq__(self, other): return True
    def __hash__(self): return hash("a")
""",
    )


@case()
def returns_containers_of_other_kinds(work: Work, host: Host) -> None:
    """An accident: a named tuple, a list for a tuple, arrays in another memory layout."""
    work.insert_before(
        "lstm_forward", "from collections import namedtuple\nResult = namedtuple('Result', 'a y c caches')"
    )
    work.replace(
        "lstm_forward",
        "    return a, y, c,",
        "    a, y, c = np.asfortranarray(a), y.astype('>f8'), c\n    return a, y, c,",
    )
