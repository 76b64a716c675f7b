"""The grader's end of the line on which a learner's functions are called: a pair of sockets, no Jupyter in between.

A message through ipykernel takes some four milliseconds, and a grading makes a hundred calls. So the kernel is told
once to attend (`runtime.attend`), and then takes call after call from the line until it is told to stop.

Every message is its length in eight bytes, and so many bytes of text; one of no bytes is the word to stop.
"""

from __future__ import annotations

import contextlib
import select
import socket
import struct
from collections.abc import Callable

POLL = 0.05  # seconds between two looks at whether the kernel still lives
LENGTH = struct.Struct("!Q")
PIECE = 1 << 20


class Hung(Exception):
    """The line is of no more use: its other end is closed, or says more than it may."""


class Line:
    """One end; `other` is to be handed to the kernel and closed here."""

    def __init__(self) -> None:
        self._ours, self.other = socket.socketpair()
        self._ours.setblocking(False)

    def ask(self, text: str, most: int, wait: Callable[[], None]) -> str:
        """Send a message and return the reply, of at most so many bytes. `wait` is called again and again meanwhile."""
        data = text.encode("utf-8", "replace")
        self._send(LENGTH.pack(len(data)) + data, wait)
        length = LENGTH.unpack(self._receive(LENGTH.size, wait))[0]
        if length > most:
            raise Hung
        return self._receive(length, wait).decode("utf-8", "replace")

    def stop(self) -> None:
        """Let the kernel go back to its cells."""
        with contextlib.suppress(OSError):
            self._ours.send(LENGTH.pack(0))

    def close(self) -> None:
        self._ours.close()
        self.other.close()

    def _send(self, data: bytes, wait: Callable[[], None]) -> None:
        left = memoryview(data)
        while left:
            try:
                left = left[self._ours.send(left) :]
            except BlockingIOError:
                self._until(select.POLLOUT, wait)
            except OSError:
                raise Hung from None

    def _receive(self, length: int, wait: Callable[[], None]) -> bytearray:
        data = bytearray()
        while len(data) < length:
            try:
                piece = self._ours.recv(min(PIECE, length - len(data)))
            except BlockingIOError:
                self._until(select.POLLIN, wait)
                continue
            except OSError:
                raise Hung from None
            if not piece:
                raise Hung
            data += piece
        return data

    def _until(self, event: int, wait: Callable[[], None]) -> None:
        poll = select.poll()
        poll.register(self._ours, event)
        while not poll.poll(POLL * 1000):
            wait()
