"""Imports once, forks often: `zygote.py SETTINGS` runs inside the sandbox and never runs a learner's code.

It takes its orders on standard input, a socket that has no name: each is a JSON object with the descriptors of a
lifeline, of five listening sockets and of the line for calls. Its standard input's end is its own.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import sys
import time
from typing import Any

DESCRIPTORS = 7


def main() -> None:
    began = time.monotonic()
    settings = json.loads(sys.argv[1])
    sys.path[:0] = [os.path.dirname(os.path.abspath(__file__))]
    sys.path += settings["paths"]
    import process

    if settings["become"]:
        process.become(settings["become"])
    process.prctl(process.PR_SET_DUMPABLE, 0)
    _import(settings["preload"])
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # a debugger would add threads, hooks and time
    import ipython
    import keeper

    ipython.prepare()
    del sys.modules["debugpy"]
    del sys.path[0]
    nested = settings["nested"] and _nests()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # keepers leave no zombies
    orders = socket.socket(fileno=os.dup(0))
    os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
    gc.collect()
    gc.freeze()  # what the forks share stays shared: their collections leave it alone
    orders.send(json.dumps({"ready": round(time.monotonic() - began, 3), "nested": nested}).encode())
    while True:
        text, descriptors, _, _ = socket.recv_fds(orders, 65536, DESCRIPTORS)
        if not text:
            return
        order = json.loads(text)
        if len(descriptors) == DESCRIPTORS and os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            orders.close()
            _keep(keeper, order, descriptors, settings, nested)
        for number in descriptors:
            os.close(number)


def _keep(keeper: Any, order: dict[str, Any], descriptors: list[int], settings: dict[str, Any], nested: bool) -> None:
    import traceback

    try:
        keeper.keep(order, socket.socket(fileno=descriptors[0]), descriptors[1:], settings["readable"], nested)
    except SystemExit:
        pass
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def _import(names: list[str]) -> None:
    for name in names:
        importlib.import_module(name)


def _nests() -> bool:
    """Whether a run can have namespaces of its own."""
    import keeper
    import process

    child = os.fork()
    if child == 0:
        try:
            process.unshare(keeper.OF_ITS_OWN)
            process.mount("tmpfs", "/tmp", "size=4096")
            os._exit(0)
        except OSError as error:
            print(f"namespaces do not nest: {error}", file=sys.stderr)
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


if __name__ == "__main__":
    main()
