"""A warm confined kernel shows what a cold ordinary one shows: the solved notebooks, run both ways and compared."""

import hashlib
import json
import re

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

from autograder import authoring, release
from autograder.course import ASSIGNMENTS
from autograder.sandbox.library import ARITHMETIC

SECONDS = 300
SPEC = {"argv": ["none"], "display_name": "Confined", "language": "python"}
MEASURED = r"\d[\d.,]*(?= ?(?:s|ms|µs|seconds|minutes|times|x|MB|%)\b)"  # times differ from run to run, warm or cold
ADDRESS = r"0x[0-9a-f]+|[0-9a-f]{32}"

pytestmark = pytest.mark.warm


def specs(folder, assignment):
    """Kernelspecs of which one starts a confined kernel with the assignment's limits."""
    provisioner = {"provisioner_name": "autograder-confined", "config": {"assignment": assignment.id}}
    (folder / "confined").mkdir()
    spec = SPEC | {"metadata": {"kernel_provisioner": provisioner}}
    (folder / "confined" / "kernel.json").write_text(json.dumps(spec))
    return KernelSpecManager(kernel_dirs=[str(folder)])


def shown(assignment, **kernel):
    """What every cell shows, one line per output; the last cell, which submits, is left out."""
    notebook = release.solved_notebook(authoring.read(assignment))
    notebook.cells = notebook.cells[:-1]
    where = {"metadata": {"path": str(assignment.folder)}}
    NotebookClient(notebook, timeout=SECONDS, allow_errors=True, resources=where, **kernel).execute()
    return [lines(cell.get("outputs", [])) for cell in notebook.cells]


def lines(outputs):
    """How a text is cut into messages depends on the moment; so neighbours of the same stream count as one."""
    joined = []
    for output in outputs:
        if output.output_type == "stream" and joined and joined[-1].get("name") == output.name:
            joined[-1].text += output.text
        else:
            joined.append(output)
    return [line(output) for output in joined]


def line(output):
    if output.output_type == "error":
        return f"{output.ename}: {output.evalue}"
    if output.output_type == "stream":
        return f"{output.name}: {re.sub(MEASURED, '#', output.text)}"
    data = output.data
    if picture := data.get("image/png"):
        return f"picture {hashlib.sha256(picture.encode()).hexdigest()[:12]}"
    return re.sub(f"{MEASURED}|{ADDRESS}", "#", str(data.get("text/plain", "")))


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda a: a.id)
def test_a_warm_kernel_shows_what_a_cold_one_shows(assignment, tmp_path, monkeypatch):
    for name, value in ARITHMETIC.items():  # or the last digits differ, and after a training all of them
        monkeypatch.setenv(name, value)
    found = specs(tmp_path, assignment)

    class Confined(AsyncKernelManager):
        def _kernel_spec_manager_default(self):
            return found

    warm = shown(assignment, kernel_name="confined", kernel_manager_class=Confined)
    cold = shown(assignment, kernel_name="python3")
    assert sum(map(len, cold)) > 10
    assert warm == cold
