"""Talking to one learner's kernel over Jupyter's messages, with limits on time and size."""

from __future__ import annotations

import json
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
from autograder.sandbox.calls import POLL, Hung, Line
from autograder.wire import NODES

BUSY = 0.9  # of a limit: used up as processor time, it is over
ATTEND = "__import__('autograder.sandbox.runtime', fromlist=['attend']).attend(globals(), {limit})"
REPLIES, PUBLISHED = 4, 32  # messages of each kind that wait to be read
PUBLISHED_BYTES = 8 << 20  # the largest published message


@dataclass(frozen=True)
class Outcome:
    """What running a cell came to: `error` is empty, or such as `NameError: name 'x' is not defined`."""

    error: str = ""
    line: str = ""  # the learner's line that failed
    printed: str = ""


class Kernel:
    """One running kernel. `alive` tells whether its process runs; `kill` ends it and all it started.

    `cpu` gives the processor seconds it has used, `why` the reason why it ended, if its keeper knows.
    """

    def __init__(
        self,
        connection: KernelConnectionInfo,
        line: Line,
        limits: Limits,
        alive: Callable[[], bool],
        kill: Callable[[], None],
        cpu: Callable[[], float],
        why: Callable[[], str] = str,
    ) -> None:
        self._line = line
        self._attending = ""  # the request that made it attend to the line; empty while it attends to its cells
        self._limits = limits
        self._alive = alive
        self._kill = kill
        self._cpu = cpu
        self._why = why
        self._context = zmq.Context()
        self._client = BlockingKernelClient(context=self._context)
        self._client.load_connection_info(connection)
        self._client.session.unpack = _unpacked
        # Text of a value, escaped once more on its way; a message beyond that is dropped before it takes memory here.
        # Of what waits to be read no more is kept than one reply needs, or a page of output.
        self._context.setsockopt(zmq.MAXMSGSIZE, 2 * limits.value_bytes)
        self._context.setsockopt(zmq.RCVHWM, REPLIES)
        self._client.start_channels(iopub=False, stdin=False, hb=False)
        self._context.setsockopt(zmq.MAXMSGSIZE, PUBLISHED_BYTES)
        self._context.setsockopt(zmq.RCVHWM, PUBLISHED)
        self._client.start_channels(shell=False, stdin=False, hb=False, control=False)

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
                self._client.get_iopub_msg(timeout=1.0)
                return
            except (KernelTimeout, queue.Empty):
                continue
            except KernelDied:
                raise SandboxError("the learner's kernel ended before it was ready; run `autograder doctor`.") from None
        raise SandboxError(
            f"the learner's kernel gave no answer for {self._limits.start_seconds:g} seconds; "
            "close other programs and try again."
        )

    def run(self, source: str, seconds: float) -> Outcome:
        """Run one cell. KernelTimeout after `seconds`; KernelDied if the kernel ended."""
        if self._attending:
            self._line.stop()
            self._attending = ""
        asked = self._client.execute(source, allow_stdin=False)
        content = self._reply(asked, seconds)
        printed, line = self._published(asked)
        if content.get("status") == "ok":
            return Outcome(printed=printed)
        error = f"{content.get('ename', 'Error')}: {content.get('evalue', '')}"
        return Outcome(" ".join(error.split())[:400], line, printed)

    def call(self, name: str, request: str, seconds: float) -> str:
        """The learner's function called with encoded arguments: the encoded outcome, or '' if there is none."""
        if not self._attending:
            attend = {"calls": ATTEND.format(limit=self._limits.value_bytes)}
            self._attending = self._client.execute(
                "", silent=True, store_history=False, user_expressions=attend, allow_stdin=False
            )
        began, used = time.monotonic(), self._cpu()

        def wait() -> None:
            self._look(began, seconds, used)
            self._see_that_it_attends()

        try:
            return self._line.ask(f"{name}\0{request}", self._limits.value_bytes, wait)
        except Hung:
            while time.monotonic() - began < seconds:  # it is ending, or has closed what it did not open
                self._look(began, seconds, used)
                time.sleep(POLL)
            raise KernelDied("it broke the line to the grader. Close only the files that you open") from None

    def close(self) -> None:
        """End the kernel and everything it started."""
        self._kill()
        self._line.close()
        self._client.stop_channels()
        self._context.destroy(linger=0)

    def _reply(self, asked: str, seconds: float) -> dict[str, Any]:
        """The content of the reply to a request. A forged or broken message is no reply."""
        began, used = time.monotonic(), self._cpu()
        while True:
            try:
                message = self._client.get_shell_msg(timeout=POLL)
            except queue.Empty:
                message = None
            except Exception:
                message = None
            if message is not None and _answers(message, asked) and isinstance(message.get("content"), dict):
                if _will_exit(message["content"]):
                    raise _death("exit", self._limits)
                return message["content"]
            self._look(began, seconds, used)

    def _look(self, began: float, seconds: float, used: float) -> None:
        """KernelDied if it does not live, KernelTimeout if it has used what it may since then."""
        if not self._alive():
            raise _death(self._why(), self._limits)
        if self._is_late(time.monotonic() - began, seconds, used):
            raise KernelTimeout(f"it had not finished after {seconds:g} seconds. Look for a loop that never ends")

    def _see_that_it_attends(self) -> None:
        """KernelDied if the request to attend has come to its end: nobody will answer on the line."""
        try:
            message = self._client.get_shell_msg(timeout=0)
        except Exception:  # none, or a forged or broken one
            return
        if _answers(message, self._attending):
            raise KernelDied("it takes no calls any more. Leave IPython and the modules of the course as they are")

    def _is_late(self, waited: float, seconds: float, used: float) -> bool:
        """On a busy machine the clock alone would be unfair: it counts what others use."""
        return waited > seconds and (waited > seconds * self._limits.patience or self._cpu() - used > seconds * BUSY)

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
            if not _answers(message, asked) or not isinstance(message.get("content"), dict):
                continue
            kind, content = message.get("msg_type"), message["content"]
            if kind == "stream" and size < self._limits.output_bytes:
                text = str(content.get("text", ""))[: self._limits.output_bytes - size]
                printed.append(text)
                size += len(text)
            elif kind == "error":
                line = _failing_line(content.get("traceback"))
            elif kind == "status" and content.get("execution_state") == "idle":
                break
        return "".join(printed), line


def _unpacked(part: bytes) -> Any:
    """A part of a message, read. ValueError if it has more parts than any value: each takes memory beyond its text."""
    if part.count(b"{") + part.count(b"[") > 4 * NODES or part.count(b",") > 25 * NODES:
        raise ValueError("too many parts")
    return json.loads(part)


def _will_exit(content: dict[str, Any]) -> bool:
    """Whether `exit()` was called: the kernel replies first, and ends a moment later, when another may be blamed."""
    payload = content.get("payload")
    return isinstance(payload, list) and any(isinstance(p, dict) and p.get("source") == "ask_exit" for p in payload)


def _answers(message: Any, asked: str) -> bool:
    """Whether a message is about our request; what the learner's code forges may be anything."""
    parent = message.get("parent_header") if isinstance(message, dict) else None
    return isinstance(parent, dict) and parent.get("msg_id") == asked


def _death(why: str, limits: Limits) -> KernelDied | KernelTimeout:
    if why == "cpu":
        return KernelTimeout(
            f"it had used {limits.cpu_seconds} seconds of processor time. Look for a loop that never ends"
        )
    return KernelDied(
        {
            "memory": f"it needed more than {limits.memory_bytes >> 20:,} MB of memory. "
            "Look for an array, or a list in a loop, that grows without end",
            "processes": f"it started more than {limits.processes} processes and threads. Remove what starts them",
            "disk": f"it wrote more than {limits.disk_bytes >> 20:,} MB of files. Remove what writes them",
        }.get(why, "it ended the Python process. Remove calls of exit(), and look for runaway memory")
    )


def _failing_line(traceback: Any) -> str:
    """The learner's line that IPython's plain traceback points at with an arrow: the last one."""
    if not isinstance(traceback, list):
        return ""
    lines = "\n".join(part for part in traceback if isinstance(part, str))[:20_000].splitlines()
    pointed = [
        line.split(maxsplit=2)[2] for line in lines if line.startswith("---") and len(line.split(maxsplit=2)) == 3
    ]
    return pointed[-1].strip()[:200] if pointed else ""
