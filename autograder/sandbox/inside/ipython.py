"""A real ipykernel on sockets that wait for it: what a learner's cells run in.

The grader made the sockets and listens on them before this process was born, so that nobody has to wait for them, and
so that the learner's side needs no folder in common with the grader.
"""

from __future__ import annotations

import os
from typing import Any

import ipykernel.debugger  # noqa: F401
import zmq
from ipykernel.control import ControlThread
from ipykernel.heartbeat import Heartbeat
from ipykernel.iostream import IOPubThread
from ipykernel.kernelapp import IPKernelApp
from ipykernel.shellchannel import ShellChannelThread

CALLS = 99  # as in runtime.py
CHANNELS = ("shell", "iopub", "stdin", "hb", "control")
# Everything that ipykernel imports when it starts, beyond what importing it does.
LATE = """
    IPython.core.completerlib IPython.core.debugger IPython.core.debugger_backport IPython.core.oinspect
    IPython.extensions.storemagic IPython.core.magics IPython.core.usage
    ipykernel.displayhook ipykernel.iostream comm pdb bdb jedi stack_data executing pygments.lexers.python
""".split()


class WaitingSockets(IPKernelApp):
    """ipykernel, but for binding: a port is a channel's place in CHANNELS, from 1, and `descriptors` has its socket."""

    descriptors: dict[int, int] = {}

    def _try_bind_socket(self, s: Any, port: int) -> int:
        s.setsockopt(zmq.USE_FD, self.descriptors[port])
        s.bind(f"ipc://{self.ip}-{port}")
        return port

    def init_control(self, context: Any) -> None:
        """As ipykernel's, without the debugger's socket, which connects to the shell's: connecting is refused here."""
        self.control_socket = context.socket(zmq.ROUTER)
        self.control_socket.linger = 1000
        self.control_port = self._bind_socket(self.control_socket, self.control_port)
        self.control_socket.router_handover = 1
        self.debugpy_socket = context.socket(zmq.STREAM)
        self.debug_shell_socket = context.socket(zmq.DEALER)
        self.control_thread = ControlThread(daemon=True)
        self.shell_channel_thread = ShellChannelThread(context, daemon=True)

    def init_iopub(self, context: Any) -> None:
        """As ipykernel's, without the TCP port at which it collects what forked processes print."""
        self.iopub_socket = context.socket(zmq.XPUB)
        self.iopub_socket.linger = 1000
        self.iopub_port = self._bind_socket(self.iopub_socket, self.iopub_port)
        self.configure_tornado_logger()
        self.iopub_thread = IOPubThread(self.iopub_socket, pipe=False, session=self.session)
        self.iopub_thread.start()
        self.iopub_socket = self.iopub_thread.background_socket

    def init_heartbeat(self) -> None:
        self.heartbeat = Beating(zmq.Context(), (self.transport, self.ip, self.hb_port))
        self.heartbeat.descriptor = self.descriptors[self.hb_port]
        self.heartbeat.start()

    def init_connection_file(self) -> None:
        """There is none."""

    def write_connection_file(self, **kwargs: Any) -> None:
        """There is none."""


class Beating(Heartbeat):
    descriptor = -1

    def _try_bind_socket(self) -> None:
        self.socket.setsockopt(zmq.USE_FD, self.descriptor)
        self.socket.bind(f"ipc://{self.ip}-{self.port}")


def prepare() -> None:
    """Import what a kernel needs, and nothing that starts a thread or opens a socket."""
    for name in LATE:
        __import__(name)


def serve(address: str, key: str, sockets: list[int]) -> None:
    """Run the kernel until it is shut down."""
    os.dup2(sockets[-1], CALLS)
    WaitingSockets.descriptors = dict(enumerate(sockets[:-1], 1))
    app = WaitingSockets.instance(
        transport="ipc",
        ip=address,
        **{f"{channel}_port": port for port, channel in enumerate(CHANNELS, 1)},
    )
    app.session.key = key.encode()
    app.config.IPythonKernel._execute_sleep = 0.0  # ipykernel waits before each reply, for the sake of other clients
    app.initialize(["--HistoryManager.enabled=False", "--IPKernelApp.quiet=True", "--colors=NoColor"])
    app.start()
