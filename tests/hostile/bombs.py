"""Submissions, most of them accidents, that take more than there is."""

from __future__ import annotations

from tests.hostile.cases import QUICK, Work, case
from tests.hostile.host import Host

LOST = "lstm_forward"
ENDED = "it ended|it needed|it started|it had|stopped with|it wrote"


def during_a_call(work: Work, body: str) -> None:
    lines = "\n".join(f"    {line}" for line in body.strip().splitlines())
    work.write(lstm_forward=f"import os, sys, threading, time\ndef lstm_forward(x, a0, parameters):\n{lines}")


@case(LOST, says=ENDED, processes=100, **QUICK)
def forks_without_end(work: Work, host: Host) -> None:
    """Or so it would, if a machine that does not hold it had not to be spared after a second and a half."""
    during_a_call(
        work,
        "end = time.monotonic() + 1.5\nme = os.getpid()\nwhile time.monotonic() < end:\n    try:\n        os.fork()\n"
        "    except OSError:\n        pass\nif os.getpid() != me:\n    os._exit(0)\ntime.sleep(1000)",
    )


@case(LOST, says=ENDED, processes=100, **QUICK)
def forks_and_lets_the_children_rest(work: Work, host: Host) -> None:
    """They do nothing but be there."""
    during_a_call(
        work,
        "for _ in range(2000):\n    try:\n        if os.fork() == 0:\n            time.sleep(1000)\n"
        "    except OSError:\n        pass\ntime.sleep(1000)",
    )


@case(LOST, says=ENDED, processes=100, **QUICK)
def starts_threads_without_end(work: Work, host: Host) -> None:
    during_a_call(
        work, "for _ in range(20_000):\n    threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()"
    )


@case(LOST, says=ENDED, memory_bytes=300 << 20, call_seconds=3.0)
def fills_the_memory(work: Work, host: Host) -> None:
    during_a_call(work, "hoard = []\nwhile True:\n    hoard.append(bytearray(os.urandom(1 << 20)))")


@case(LOST, says=ENDED, memory_bytes=300 << 20, call_seconds=3.0)
def fills_the_memory_of_many_processes(work: Work, host: Host) -> None:
    """Each of them stays below what one may have."""
    during_a_call(
        work,
        "for _ in range(20):\n    if os.fork() == 0:\n        hoard = bytearray(os.urandom(1 << 26))\n"
        "        time.sleep(1000)\ntime.sleep(1000)",
    )


@case(LOST, says=ENDED, memory_bytes=300 << 20)
def asks_for_an_array_of_terabytes(work: Work, host: Host) -> None:
    during_a_call(work, "return np.ones((1 << 20, 1 << 20))")


@case(LOST, says=ENDED, disk_bytes=16 << 20, file_bytes=8 << 20, **QUICK)
def fills_the_disk(work: Work, host: Host) -> None:
    during_a_call(
        work,
        "number = 0\nwhile True:\n    number += 1\n"
        "    with open(f'big{number}', 'wb') as file:\n        file.write(bytes(4 << 20))",
    )


@case(LOST, says=ENDED, file_bytes=8 << 20, **QUICK)
def writes_one_file_without_end(work: Work, host: Host) -> None:
    during_a_call(work, "with open('big', 'wb') as file:\n    while True:\n        file.write(bytes(1 << 20))")


@case(LOST, says=ENDED, **QUICK)
def makes_folders_without_end(work: Work, host: Host) -> None:
    """Each inside the one before: deeper than any path can say."""
    during_a_call(work, "while True:\n    os.mkdir('d')\n    os.chdir('d')\n    os.mkdir('beside')")


@case(LOST, says=ENDED, **QUICK)
def opens_files_without_end(work: Work, host: Host) -> None:
    during_a_call(work, "hoard = []\nwhile True:\n    hoard.append(open('/dev/null'))")


@case(LOST, says=ENDED, **QUICK)
def prints_without_end(work: Work, host: Host) -> None:
    during_a_call(work, "while True:\n    print('x' * 10_000)\n    sys.stderr.write('y' * 10_000)")


@case()
def prints_ten_million_characters_in_one_line(work: Work, host: Host) -> None:
    """An accident: the work is right, and loud."""
    work.insert_before("lstm_forward", "print('x' * 10_000_000)")
    work.replace("lstm_forward", "    return a, y, c,", "    print(list(range(100_000)))\n    return a, y, c,")


@case()
def shows_pictures_and_tables_by_the_megabyte(work: Work, host: Host) -> None:
    """An accident: what is published is more than is ever read."""
    work.insert_before(
        "lstm_forward", "from IPython.display import HTML\nfor _ in range(60):\n    display(HTML('x' * 500_000))"
    )


@case(LOST, says=ENDED, **QUICK)
def never_ends(work: Work, host: Host) -> None:
    during_a_call(work, "while True:\n    pass")


@case(LOST, says=ENDED, **QUICK)
def waits_for_input_that_never_comes(work: Work, host: Host) -> None:
    """An accident: `input()` in a function."""
    during_a_call(work, "return input('what is a? ')")


@case(LOST, says=ENDED, **QUICK)
def never_ends_and_catches_every_signal(work: Work, host: Host) -> None:
    during_a_call(
        work,
        "import signal\nfor number in range(1, 64):\n    try:\n        signal.signal(number, signal.SIG_IGN)\n"
        "    except (OSError, ValueError):\n        pass\n"
        "while True:\n    try:\n        time.sleep(100)\n    except BaseException:\n        pass",
    )


@case(LOST, says=ENDED)
def runs_into_the_end_of_the_stack(work: Work, host: Host) -> None:
    """Not of Python's stack: of the machine's."""
    during_a_call(work, "sys.setrecursionlimit(10 ** 9)\ndef deep(n):\n    return deep(n + 1) + 1\nreturn deep(0)")


@case(LOST, says=ENDED)
def crashes_the_interpreter(work: Work, host: Host) -> None:
    during_a_call(work, "import ctypes\nreturn ctypes.string_at(0)")


@case(LOST, says=ENDED, **QUICK)
def waits_for_a_regular_expression(work: Work, host: Host) -> None:
    """A call into C that listens to no interrupt."""
    during_a_call(work, "import re\nreturn re.match('(a+)+$', 'a' * 60 + 'b')")


@case(LOST, says="had not finished|it ended", **QUICK)
def ends_the_kernel_of_a_cell_that_ran_well_before(work: Work, host: Host) -> None:
    """When the kernel is started again, the cells above run again; one of them bears it only once."""
    work.insert_before(
        "lstm_forward", "import builtins, os, time\nif hasattr(builtins, 'seen'):\n    os._exit(1)\nbuiltins.seen = 1"
    )
    during_a_call(work, "os._exit(0)")
