"""Confined warm kernels for any Jupyter client: a kernelspec that names this provisioner gets them.

    "metadata": {"kernel_provisioner": {"provisioner_name": "autograder-confined",
                                        "config": {"assignment": "step_by_step"}}}

The kernelspec's own command is not run. Jupyter calls the methods below, and says of each when.
"""

from __future__ import annotations

import asyncio
import signal
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import KernelProvisionerBase
from traitlets import Unicode

from autograder import course
from autograder.errors import SandboxError
from autograder.sandbox import levels, warm

POLL = 0.05  # seconds


class ConfinedProvisioner(KernelProvisionerBase):
    """A kernel of the warm sandbox, with the limits of an assignment."""

    assignment = Unicode("", help="The assignment whose limits hold; none means the defaults.", config=True)
    _run: warm.Run | None = None

    @property
    def has_process(self) -> bool:
        return self._run is not None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.pop("extra_arguments", None)
        return await super().pre_launch(cmd=[], **kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        level = levels.level()
        if level == "none":
            raise SandboxError("autograder-confined: nothing can confine a kernel here; run `autograder doctor`.")
        limits = course.find(self.assignment).limits if self.assignment else course.Limits()
        # After a restart at the same address, so that the clients of the kernel find it again.
        address = str(self._run.connection["ip"]) if self._run else None
        manager: Any = self.parent
        run = await asyncio.to_thread(warm.fork, limits, level, manager.session.key, address)
        self._run, self.connection_info = run, run.connection
        return run.connection

    async def poll(self) -> int | None:
        return None if self._run is not None and self._run.alive() else 1

    async def wait(self) -> int | None:
        while await self.poll() is None:
            await asyncio.sleep(POLL)
        return 1

    async def send_signal(self, signum: int) -> None:
        if self._run is not None and signum == signal.SIGKILL:
            await asyncio.to_thread(self._run.close)
        elif self._run is not None:
            self._run.signal(signum)

    async def kill(self, restart: bool = False) -> None:
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:
        await self.send_signal(signal.SIGKILL)

    async def cleanup(self, restart: bool = False) -> None:
        await self.kill()
        if not restart:
            self._run = None
