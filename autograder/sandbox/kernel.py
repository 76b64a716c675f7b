"""Talking to one learner's kernel over Jupyter's messages, with limits on time and size."""

from __future__ import annotations

import ast
import queue
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

import zmq
from jupyter_client import BlockingKernelClient
from jupyter_client.connect import KernelConnectionInfo

from autograder.course import Limits
from autograder.errors import KernelDied, KernelTimeout, SandboxError

POLL = 0.05  # seconds between two looks at whether the kernel still lives
SERVE = "__import__('autograder.sandbox.runtime', fromlist=['serve']).serve(globals(), {name!r}, {request!r}, {limit})"


@dataclass(frozen=True)
class Outcome:
    """What running a cell came to: `error` is empty, or such as `NameError: name 'x' is not defined`."""

    error: str = ""
    line: str = ""  # the learner's line that failed
    printed: str = ""


class Kernel:
    """One running kernel. `alive` tells whether its process runs; `kill` ends it and all it started."""

    def __init__(
        self, connection: KernelConnectionInfo, limits: Limits, alive: Callable[[], bool], kill: Callable[[], None]
    ) -> None:
        self._limits = limits
        self._alive = alive
        self._kill = kill
        self._context = zmq.Context()
        # Text of a value, escaped once more on its way; a message beyond that is dropped before it takes memory here.
        self._context.setsockopt(zmq.MAXMSGSIZE, 2 * limits.value_bytes)
        self._client = BlockingKernelClient(context=self._context)
        self._client.load_connection_info(connection)
        self._client.start_channels(stdin=False, hb=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def wait_until_ready(self) -> None:
        """Return when the kernel answers on both channels; SandboxError if it does not in time."""
        deadline = time.monotonic() + self._limits.start_seconds
        while time.monotonic() < deadline:
            asked = self._client.kernel_info()
            try:
                self._reply(asked, 2.0)
                self._client.get_iopub_msg(timeout=POLL)
                return
            except (KernelTimeout, queue.Empty):
                continue
        raise SandboxError(
            f"the learner's kernel gave no answer for {self._limits.start_seconds:g} seconds; "
            "close other programs and try again."
        )

    def run(self, source: str, seconds: float) -> Outcome:
        """Run one cell. KernelTimeout after `seconds`; KernelDied if the kernel ended."""
        asked = self._client.execute(source, allow_stdin=False)
        content = self._reply(asked, seconds)
        printed, line = self._published(asked)
        if content.get("status") == "ok":
            return Outcome(printed=printed)
        error = f"{content.get('ename', 'Error')}: {content.get('evalue', '')}"
        return Outcome(" ".join(error.split())[:400], line, printed)

    def call(self, name: str, request: str, seconds: float) -> str:
        """The learner's function called with encoded arguments: the encoded outcome, or '' if there is none."""
        expression = SERVE.format(name=name, request=request, limit=self._limits.value_bytes)
        asked = self._client.execute(
            "", silent=True, store_history=False, user_expressions={"reply": expression}, allow_stdin=False
        )
        content = self._reply(asked, seconds)
        try:
            text = ast.literal_eval(content["user_expressions"]["reply"]["data"]["text/plain"])
        except (KeyError, TypeError, ValueError, SyntaxError, MemoryError, RecursionError):
            return ""
        return text if isinstance(text, str) else ""

    def close(self) -> None:
        """End the kernel and everything it started."""
        self._kill()
        self._client.stop_channels()
        self._context.destroy(linger=0)

    def _reply(self, asked: str, seconds: float) -> dict[str, Any]:
        deadline = time.monotonic() + seconds
        while True:
            try:
                message = self._client.get_shell_msg(timeout=POLL)
            except queue.Empty:
                message = None
            except Exception:  # a forged or broken message is no reply
                continue
            if message is not None and message["parent_header"].get("msg_id") == asked:
                return message["content"]
            if not self._alive():
                raise KernelDied("it ended the Python process. Remove calls of exit(), and look for runaway memory")
            if time.monotonic() > deadline:
                raise KernelTimeout(f"it had not finished after {seconds:g} seconds. Look for a loop that never ends")

    def _published(self, asked: str) -> tuple[str, str]:
        """What the cell printed, and the line that failed, from what it published until the kernel was idle again."""
        printed, size, line = [], 0, ""
        deadline = time.monotonic() + 1.0
        while time.monotonic() < deadline:
            try:
                message = self._client.get_iopub_msg(timeout=POLL)
            except queue.Empty:
                continue
            except Exception:
                continue
            if message["parent_header"].get("msg_id") != asked:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "stream" and size < self._limits.output_bytes:
                text = str(content.get("text", ""))[: self._limits.output_bytes - size]
                printed.append(text)
                size += len(text)
            elif kind == "error":
                line = _failing_line(content.get("traceback"))
            elif kind == "status" and content.get("execution_state") == "idle":
                break
        return "".join(printed), line


def _failing_line(traceback: Any) -> str:
    """The learner's line that IPython's plain traceback points at with an arrow: the last one."""
    if not isinstance(traceback, list):
        return ""
    lines = "\n".join(part for part in traceback if isinstance(part, str))[:20_000].splitlines()
    pointed = [
        line.split(maxsplit=2)[2] for line in lines if line.startswith("---") and len(line.split(maxsplit=2)) == 3
    ]
    return pointed[-1].strip()[:200] if pointed else ""
