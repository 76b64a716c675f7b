"""What a learner's code cannot do, at each level of confinement, and that nothing of it stays."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from pathlib import Path

import psutil
import pytest
from jupyter_core.utils import ensure_event_loop

from autograder import sandbox, wire
from autograder.course import KERAS, ROOT, Limits
from autograder.errors import KernelDied, KernelTimeout
from autograder.sandbox import levels, library, scratch, warm

pytestmark = pytest.mark.kernel
LIMITS = Limits(memory_bytes=600 << 20, processes=60, file_bytes=8 << 20, disk_bytes=24 << 20)
# `can(...)` in a learner's cell: what came of trying.
CAN = """
import ctypes, os, signal, socket, subprocess, sys, time
def can(do):
    try:
        return f"REACHED {do()!r}"
    except Exception as error:
        return f"refused {type(error).__name__} {error}"
"""


@pytest.fixture
def kernel(confinement):
    with sandbox.start(LIMITS, confinement) as started:
        assert started.run(CAN, 10).error == ""
        yield started


def printed(kernel, source, seconds=10):
    outcome = kernel.run(textwrap.dedent(source), seconds)
    assert outcome.error == ""
    return outcome.printed.strip()


def refused(kernel, expression):
    return printed(kernel, f"print(can(lambda: {expression}))").startswith("refused")


def test_the_course_runs_confined(kernel):
    source = """
        import numpy as np, matplotlib.pyplot as plt, utils.checks
        plt.plot([1, 2]); plt.savefig("figure.png")
        np.save("array.npy", np.ones(3)); print(np.load("array.npy").sum(), os.path.getsize("figure.png") > 1000)
    """
    assert printed(kernel, source) == "3.0 True"
    assert printed(kernel, "print(subprocess.run('echo $HOME', shell=True, capture_output=True).returncode)") == "0"
    kernel.run("def f(x): return x + 1", 10)
    assert wire.decode(kernel.call("f", wire.encode((1,)), 10))["value"] == 2


@pytest.mark.parametrize("confinement", ["namespaces"], indirect=True)
def test_an_environment_below_tmp_is_shown_too(monkeypatch, confinement):
    with tempfile.TemporaryDirectory(dir="/tmp") as environment, tempfile.TemporaryDirectory() as base:
        Path(environment, "package.txt").write_text("found")
        folders = [*library.environment_folders(), environment]
        monkeypatch.setattr(library, "environment_folders", lambda: folders)
        for name in ("runs", "library"):
            Path(base, name).mkdir()
        Path(base, "passwd").touch()
        prefix = levels.place("namespaces", Path(base)).prefix
        shown = subprocess.run([*prefix, "cat", f"{environment}/package.txt"], capture_output=True, text=True)
    assert shown.stdout == "found", shown.stderr


@pytest.mark.training
def test_tensorflow_trains_confined(confinement):
    source = """
        import keras, numpy as np
        model = keras.Sequential([keras.Input((4, 2)), keras.layers.LSTM(3), keras.layers.Dense(1)])
        model.compile(optimizer="adam", loss="mse")
        print(np.isfinite(model.fit(np.ones((8, 4, 2)), np.ones((8, 1)), epochs=1, verbose=0).history["loss"][0]))
    """
    with sandbox.start(Limits(preload=KERAS), confinement) as kernel:
        assert printed(kernel, source, 60) == "True"


def test_files_of_this_machine_are_out_of_reach(kernel, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the answer")
    for path in (secret, ROOT / "autograder" / "hidden" / "__init__.py", ROOT / "pyproject.toml", "/etc/shadow"):
        assert refused(kernel, f"open({str(path)!r}).read()")
    for folder in ("/", "/root", "/home", "/tmp", ROOT, Path.home(), tempfile.gettempdir()):
        answer = printed(kernel, f"print(can(lambda: os.listdir({str(folder)!r})))")
        assert answer.startswith("refused")
    # Where an ordinary user started the sandbox, a run has a /proc of its own.
    seen = printed(kernel, "print(can(lambda: [name for name in os.listdir('/proc') if name.isdigit()]))")
    assert seen.startswith("refused") or seen == "REACHED ['1', '2']"
    assert refused(kernel, "__import__('autograder.hidden')")
    assert refused(kernel, "__import__('autograder.reference')")


def test_nothing_outside_its_own_folder_can_be_written(kernel):
    for path in ("/tmp/x", "/dev/shm/x", "/usr/x", "/etc/x", "/x", f"{sys.prefix}/x", f"{ROOT}/x"):
        assert refused(kernel, f"open({path!r}, 'w')")
    assert refused(kernel, "open(sys.modules['utils'].__file__, 'a')")
    assert refused(kernel, "open(os.__file__, 'a')")
    assert refused(kernel, "os.symlink('/etc', '/tmp/x')")


def test_modes_and_times_of_files_elsewhere_stay_as_they_are(kernel, tmp_path):
    victim = tmp_path / "file"
    victim.touch(mode=0o640)
    before = os.stat(victim), os.stat(sys.executable)
    printed(
        kernel, f"for p in ({str(victim)!r}, {sys.executable!r}): can(lambda: os.chmod(p, 0)); can(lambda: os.utime(p))"
    )
    after = os.stat(victim), os.stat(sys.executable)
    assert [(s.st_mode, s.st_mtime_ns, s.st_ctime_ns) for s in before] == [
        (s.st_mode, s.st_mtime_ns, s.st_ctime_ns) for s in after
    ]


def test_no_network_of_any_kind(kernel):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert refused(kernel, f"socket.create_connection(('127.0.0.1', {port}), 1)")
        assert refused(kernel, f"socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', {port}))")
    for family in ("AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_VSOCK"):
        assert refused(kernel, f"socket.socket(socket.{family})")
    assert refused(kernel, "socket.getaddrinfo('example.org', 80)")


def test_no_unix_socket_can_be_reached(kernel, tmp_path):
    with socket.socket(socket.AF_UNIX) as by_path, socket.socket(socket.AF_UNIX) as abstract:
        by_path.bind(str(tmp_path / "s"))
        by_path.listen()
        abstract.bind("\0autograder-test")
        abstract.listen()
        for address in (str(tmp_path / "s"), "\0autograder-test"):
            assert refused(kernel, f"socket.socket(socket.AF_UNIX).connect({address!r})")
            assert refused(kernel, f"socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b'x', {address!r})")


def test_other_processes_are_out_of_reach(kernel):
    me = os.getpid()
    for number in (me, 1):
        assert refused(kernel, f"os.kill({number}, 0)")
        assert refused(kernel, f"open('/proc/{number}/environ', 'rb').read()")
        assert refused(kernel, f"open('/proc/{number}/mem', 'rb').read(1)")
    assert printed(kernel, "print(ctypes.CDLL(None).ptrace(16, os.getppid() or 1, 0, 0))") == "-1"
    assert printed(kernel, "print(can(lambda: open(f'/proc/{os.getppid()}/mem', 'rb').read(1)))").startswith("refused")


def test_another_run_is_out_of_reach(kernel, confinement):
    with sandbox.start(LIMITS, confinement) as other:
        folder = printed(other, "import os; open('answer', 'w').write('42'); print(os.getcwd())")
        process = printed(other, "print(os.getpid())")
        read = printed(kernel, f"print(can(lambda: open({folder + '/answer'!r}).read()))")
        assert read.startswith("refused")
        if confinement == "landlock":
            assert refused(kernel, f"os.kill({process}, 0)")
        assert printed(other, "print(open('answer').read())") == "42"


def test_rights_cannot_be_won_back(kernel):
    assert printed(kernel, "print(ctypes.CDLL(None).unshare(0x10000000))") == "-1"
    status = printed(kernel, "print(open('/proc/self/status').read())")
    lines = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert int(lines["CapEff"], 16) == int(lines["CapPrm"], 16) == 0
    assert (lines["NoNewPrivs"], lines["Seccomp"]) == ("1", "2")


def test_no_descriptor_and_no_variable_leads_out(kernel):
    source = """
        for name in os.listdir("/proc/self/fd"):
            print(can(lambda: os.readlink(f"/proc/self/fd/{name}")))
    """
    for line in printed(kernel, source).splitlines():
        assert any(word in line for word in ("/dev/null", "socket:", "anon_inode", "pipe:", "refused", "/proc/")), line
    assert not any(word in printed(kernel, "print(dict(os.environ))") for word in ("AUTOGRADER", "JPY_", str(ROOT)))


def test_runaway_memory_ends_the_run_and_is_named(confinement):
    sources = (
        "x = []\nwhile True: x.append(bytearray(b'x' * (1 << 20)))",
        "import mmap\nx = []\nwhile True:\n    x.append(mmap.mmap(-1, 1 << 24)); x[-1].write(b'x' * (1 << 24))",
        "import os, time\nfor _ in range(20):\n    if os.fork() == 0: x = b'x' * (80 << 20); break\ntime.sleep(9)",
    )
    for source in sources:
        with sandbox.start(LIMITS, confinement) as kernel:
            try:
                assert "MemoryError" in kernel.run(source, 20).error
            except KernelDied as error:
                assert "600 MB of memory" in str(error)


def test_a_fork_bomb_is_stopped(confinement):
    with sandbox.start(LIMITS, confinement) as kernel:
        before = len(psutil.pids())
        source = "import os, time\nfor _ in range(5000):\n    if os.fork() == 0: time.sleep(30)\ntime.sleep(5)"
        try:
            assert "BlockingIOError" in kernel.run(source, 20).error
        except KernelDied as error:
            assert "more than 60 processes" in str(error)
    time.sleep(0.2)
    assert len(psutil.pids()) < before + 30


def test_a_fork_bomb_that_takes_no_refusal_ends_with_its_run(confinement):
    bomb = "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass"
    with sandbox.start(Limits(processes=40, patience=2.0), confinement) as kernel:
        with pytest.raises((KernelDied, KernelTimeout)):
            kernel.run(bomb, 0.5)
        zygote = psutil.Process(warm._zygote(confinement, LIMITS).process.pid)
        assert len(zygote.children(recursive=True)) < 60
    assert len(zygote.children(recursive=True)) < 4


def test_files_beyond_the_limit_are_refused_or_end_the_run(confinement):
    with sandbox.start(LIMITS, confinement) as kernel:
        assert "OSError" in kernel.run("open('large', 'wb').write(b'x' * (9 << 20))", 10).error
    with sandbox.start(LIMITS, confinement) as kernel:
        source = "import time\nfor n in range(40): open(f'{n}', 'wb').write(b'x' * (4 << 20)); time.sleep(0.1)"
        try:
            assert "OSError" in kernel.run(source, 20).error
        except KernelDied as error:
            assert "24 MB of files" in str(error)


def test_processor_time_is_limited_for_all_processes_together(confinement):
    with sandbox.start(Limits(cpu_seconds=2), confinement) as kernel:
        source = "import os, time\nfor _ in range(3):\n    if os.fork() == 0:\n        while True: pass\ntime.sleep(60)"
        with pytest.raises(KernelTimeout, match="2 seconds of processor time"):
            kernel.run(source, 30)


def test_a_sleeping_cell_waits_longer_than_a_busy_one(confinement):
    limits = Limits(patience=10.0)
    with sandbox.start(limits, confinement) as kernel:
        assert kernel.run("import time; time.sleep(1.0)", 0.5).error == ""
        began = time.monotonic()
        with pytest.raises(KernelTimeout):
            kernel.run("while True: pass", 0.5)
        assert time.monotonic() - began < 4.5  # by the clock alone it would be 5.0
    with sandbox.start(limits, confinement) as kernel, pytest.raises(KernelTimeout):
        kernel.run("import time; time.sleep(30)", 0.5)


SLEEP = 100_000 + os.getpid()  # other tests may run on this machine
DAEMON = f"""
import os, subprocess, sys, time
subprocess.Popen(["setsid", "sh", "-c", "sleep {SLEEP} & exec sleep {SLEEP}"])
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        import signal
        signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.signal(signal.SIGHUP, signal.SIG_IGN)
        os.execvp("sleep", ["sleep", "{SLEEP}"])
    os._exit(0)
import atexit; atexit.register(lambda: time.sleep(60))
time.sleep(0.3)
"""


def sleepers():
    return [p.pid for p in psutil.process_iter(["cmdline"]) if str(SLEEP) in (p.info["cmdline"] or [])]


def left_in_folders():
    bases = [zygote.base for zygote in warm._zygotes.values()]
    return [path for base in bases for folder in ("runs", "sockets") for path in (base / folder).iterdir()]


def test_daemons_are_dead_and_files_gone_when_the_run_ends(confinement):
    with sandbox.start(LIMITS, confinement) as kernel:
        printed(kernel, DAEMON)
        assert sleepers()
    assert not sleepers()
    assert not left_in_folders()


def test_daemons_are_dead_when_the_kernel_ends_itself(confinement):
    with sandbox.start(LIMITS, confinement) as kernel:
        printed(kernel, DAEMON)
        with pytest.raises(KernelDied):
            kernel.run("os._exit(0)", 10)
        assert not sleepers()


def test_links_left_behind_lead_the_cleanup_nowhere(confinement, tmp_path):
    (tmp_path / "kept").touch(mode=0o644)
    source = f"""
        import os
        os.symlink({str(tmp_path)!r}, "link"); os.mkdir("closed"); os.symlink({str(tmp_path)!r}, "closed/link")
        os.umask(0o777); os.mkdir("sealed"); os.mkfifo("pipe")
    """
    with sandbox.start(LIMITS, confinement) as kernel:
        printed(kernel, source)
    assert (tmp_path / "kept").stat().st_mode & 0o777 == 0o644
    assert not left_in_folders()


def test_several_kernels_at_once_do_not_wait_for_each_other(confinement):
    def run(found):
        with sandbox.start(LIMITS, confinement) as kernel:
            found.append(printed(kernel, "import time; time.sleep(1); print('done')"))
        ensure_event_loop().close()  # jupyter_client opens one in each thread

    found = []
    sandbox.start(LIMITS, confinement).close()
    threads = [threading.Thread(target=run, args=(found,)) for _ in range(4)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["done"] * 4
    assert time.monotonic() - began < 3.5


def test_random_numbers_differ_between_runs(confinement):
    drawn = set()
    for _ in range(2):
        with sandbox.start(LIMITS, confinement) as kernel:
            drawn.add(printed(kernel, "import numpy as np, random; print(np.random.rand(), random.random())"))
    assert len(drawn) == 2


def test_a_killed_zygote_is_started_again(confinement):
    with sandbox.start(LIMITS, confinement) as kernel:
        zygote = warm._zygote(confinement, LIMITS)
        zygote.process.kill()
        with pytest.raises(KernelDied):
            kernel.run("while True: pass", 10)
    with sandbox.start(LIMITS, confinement) as kernel:
        assert printed(kernel, "print(1)") == "1"
    assert warm._zygote(confinement, LIMITS) is not zygote


def test_everything_ends_with_the_grader(confinement):
    program = f"""
        import time
        from autograder import sandbox
        from autograder.course import Limits
        from autograder.sandbox import warm
        kernel = sandbox.start(Limits(), {confinement!r})
        kernel.run({DAEMON!r}, 10)
        print(warm._zygote({confinement!r}, Limits()).base, flush=True)
        time.sleep(60)
    """
    grader = subprocess.Popen([sys.executable, "-c", textwrap.dedent(program)], stdout=subprocess.PIPE, cwd=ROOT)
    with grader:
        folder = Path(grader.stdout.readline().decode().strip())
        below = psutil.Process(grader.pid).children(recursive=True)
        assert len(below) > 3 and sleepers()
        grader.send_signal(signal.SIGKILL)
    _, left = psutil.wait_procs(below, timeout=5)
    assert not left and not sleepers()
    os.utime(folder, (0, 0))
    scratch.sweep()
    assert not folder.exists()


def test_a_jupyter_client_gets_a_confined_kernel_by_its_kernelspec(tmp_path, monkeypatch):
    import tomllib
    from importlib.metadata import EntryPoint

    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import KernelManager
    from jupyter_client.provisioning import KernelProvisionerFactory

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    group = "jupyter_client.kernel_provisioners"
    ((name, value),) = project["entry-points"][group].items()
    factory = KernelProvisionerFactory.instance()
    monkeypatch.setitem(factory.provisioners, name, EntryPoint(name, value, group))
    (tmp_path / "confined").mkdir()
    provisioner = {"provisioner_name": name, "config": {"assignment": "step_by_step"}}
    spec = {"argv": ["none"], "display_name": "Confined", "language": "python"}
    spec["metadata"] = {"kernel_provisioner": provisioner}
    (tmp_path / "confined" / "kernel.json").write_text(json.dumps(spec))
    specs = KernelSpecManager(kernel_dirs=[str(tmp_path)])
    manager = KernelManager(kernel_name="confined", kernel_spec_manager=specs, connection_file=str(tmp_path / "c.json"))

    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=20)
        reply = client.execute_interactive("import os; os.listdir('/')", timeout=20, output_hook=lambda message: None)
        assert reply["content"]["ename"] == "PermissionError"
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=20)
        assert client.is_alive()
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert not manager.is_alive()
