"""Submissions that want to be there after they were graded, or to harm who is there now."""

from __future__ import annotations

from autograder.course import ROOT
from tests.hostile.cases import QUICK, Work, case
from tests.hostile.host import MARK, Host
from tests.hostile.spying import NOTHING, spy


def targets(host: Host) -> str:
    """Where an attack would leave something."""
    folders = [host.home, host.runs, ROOT, ROOT / "Week_1", "/tmp", "/var/tmp", "/dev/shm", "/run", "/var/spool/cron"]
    return repr([str(folder) for folder in folders])


@case("rnn_forward", says=NOTHING)
def writes_outside_its_folder(work: Work, host: Host) -> None:
    """And deletes, renames, and changes the rights of what is there."""
    spy(
        work,
        f"""
        import shutil
        for folder in {targets(host)}:
            path = os.path.join(folder, "{MARK}")
            for action in (lambda: open(path, "w").write("x"), lambda: os.mkdir(path) is None,
                           lambda: os.symlink("/", path) is None, lambda: os.mkfifo(path) is None,
                           lambda: os.mknod(path, 0o20666, os.makedev(1, 1)) is None):
                try:
                    action()
                except OSError:
                    pass
            places.append(folder)
        for path in ({str(host.home / "notes.txt")!r}, {str(ROOT / "autograder" / "grading.py")!r}):
            for action in (os.unlink, lambda p: open(p, "a").write("x"), lambda p: os.chmod(p, 0), os.utime,
                           lambda p: os.truncate(p, 0), lambda p: os.rename(p, p + "x"), lambda p: os.chown(p, 1, 1)):
                try:
                    action(path)
                except OSError:
                    pass
        shutil.rmtree({str(host.home)!r}, ignore_errors=True)
        """,
    )


@case("rnn_forward", says=NOTHING)
def changes_what_the_next_kernel_imports(work: Work, host: Host) -> None:
    """The course's utilities, numpy, a .pth, a cache of byte code, IPython's start-up folder."""
    spy(
        work,
        f"""
        import utils.rnn, autograder.wire, IPython, site
        packages = os.path.dirname(os.path.dirname(np.__file__))
        victims = [utils.rnn.__file__, autograder.wire.__file__, np.__file__, IPython.__file__, os.__file__]
        for path in victims:
            attempt(lambda: open(path, "a").write("\\nraise SystemExit"), path)
            attempt(lambda: os.rename(path, path + ".old") is None, path)
            attempt(lambda: os.makedirs(os.path.join(os.path.dirname(path), "__pycache__", "{MARK}")) is None, path)
        for folder in (packages, *site.getsitepackages(), *sys.path):
            for name in ("{MARK}.pth", "sitecustomize.py", "usercustomize.py"):
                path = os.path.join(folder, name)
                attempt(lambda: folder and folder != os.getcwd() and open(path, "w").write("import os"), path)
        start = os.path.expanduser("~/.ipython/profile_default/startup")
        os.makedirs(start, exist_ok=True)
        open(os.path.join(start, "0.py"), "w").write("np = None")
        """,
    )


@case("rnn_forward", says="left behind")
def leaves_a_daemon(work: Work, host: Host) -> None:
    """Forked twice, in a session of its own, deaf to signals, busy writing."""
    work.insert_before(
        "rnn_forward",
        f"""
        import os, signal, time
        if os.fork() == 0:
            os.setsid()
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            for _ in range(2):
                if os.fork():
                    os._exit(0)
            while True:
                time.sleep(0.05)
                for folder in {targets(host)}:
                    try:
                        open(os.path.join(folder, "{MARK}"), "a").write("still here")
                    except OSError:
                        pass
        """,
    )
    work.write(rnn_forward="def rnn_forward(*_):\n    raise LookupError('left behind')")


@case("rnn_forward", says="left behind")
def leaves_programs_running(work: Work, host: Host) -> None:
    """`nohup`, `setsid`, `at`, `cron`, and a shell in the background."""
    work.insert_before(
        "rnn_forward",
        f"""
        import subprocess
        for line in ("nohup sleep 4321 &", "setsid -f sleep 4321", "(sleep 4321 &) &", "echo sleep 4321 | at now",
                     "echo '* * * * * touch /tmp/{MARK}' | crontab -", "systemd-run --user sleep 4321",
                     "bash -c 'exec -a {MARK} sleep 4321' &"):
            subprocess.Popen(line, shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        """,
    )
    background = "get_ipython().run_cell_magic('bash', '--bg', 'sleep 4321')"
    work.write(rnn_forward=f"{background}\ndef rnn_forward(*_):\n    raise LookupError('left behind')")


@case("rnn_forward", says="left behind", **QUICK)
def registers_for_the_end(work: Work, host: Host) -> None:
    """atexit, signal handlers, finalizers, threads that outlive the main one."""
    work.insert_before(
        "rnn_forward",
        f"""
        import atexit, os, signal, threading, time, weakref
        def last_words(*_):
            for folder in {targets(host)}:
                try:
                    open(os.path.join(folder, "{MARK}"), "w").write("bye")
                except OSError:
                    pass
            time.sleep(30)
        atexit.register(last_words)
        weakref.finalize(last_words, last_words)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGALRM):
            signal.signal(number, last_words)
        threading.Thread(target=time.sleep, args=(1000,)).start()
        """,
    )
    work.write(rnn_forward="def rnn_forward(*_):\n    raise LookupError('left behind')")


@case("rnn_forward", says=NOTHING)
def signals_everybody_else(work: Work, host: Host) -> None:
    """The grader, the process it was forked from, the first process, groups, and all at once."""
    import os

    spy(
        work,
        f"""
        import signal
        for number in {{1, 2, os.getppid(), {os.getpid()}, {os.getppid()}}} - {{0, os.getpid()}}:
            for send in (os.kill, os.killpg):
                if number == 1 and send is os.killpg:
                    continue  # group 1 means everybody, and is never refused, even where nobody can be reached
                attempt(lambda: send(number, 0) is None and number != os.getpgrp(), number)
                try:
                    send(number, signal.SIGSTOP)
                    send(number, signal.SIGKILL)
                except OSError:
                    pass
        """,
    )


@case("rnn_forward", says="it ended|LookupError|does not run")
def kills_all_that_it_can_reach(work: Work, host: Host) -> None:
    """-1 means everybody, itself included perhaps."""
    work.insert_before(
        "rnn_forward", "import os, signal\ntry:\n    os.kill(-1, signal.SIGKILL)\nexcept OSError:\n    pass"
    )
    work.write(rnn_forward="import os\ntry:\n    os.kill(-1, 9)\nexcept OSError:\n    pass\n"
                           "def rnn_forward(*_):\n    raise LookupError('still here')")  # fmt: skip


@case("rnn_forward", says=NOTHING)
def slows_the_others_down(work: Work, host: Host) -> None:
    """Priorities, processors, limits and locks of processes that are not its own."""
    import os

    spy(
        work,
        f"""
        import resource
        for number in {{1, os.getppid(), {os.getpid()}}} - {{0, os.getpid()}}:
            attempt(lambda: os.setpriority(os.PRIO_PROCESS, number, 19) is None, number)
            try:
                os.sched_setaffinity(number, {{0}})
            except OSError:
                pass
            attempt(lambda: resource.prlimit(number, resource.RLIMIT_NOFILE, (3, 3)), number)
        attempt(lambda: os.nice(-5), "nice")
        attempt(lambda: os.setuid(0) is None and os.getuid() == 0, "root")
        attempt(lambda: os.chroot(".") is None, "chroot")
        attempt(lambda: ctypes.CDLL(None).unshare(0x10000000) == 0, "unshare")
        """,
    )
