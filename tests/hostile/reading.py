"""Submissions that look for tests, expected values, secrets and other learners' work."""

from __future__ import annotations

from autograder.course import ROOT
from tests.hostile.cases import Work, case
from tests.hostile.host import Host
from tests.hostile.spying import NOTHING, spy


@case("rnn_forward", says=NOTHING)
def reads_the_hidden_tests_in_the_repository(work: Work, host: Host) -> None:
    spy(
        work,
        f"""
        for pattern in ("autograder/hidden/*", "autograder/*.py", "autograder/source/*/*", "tests/*/*", ".git/*"):
            for path in [pattern, *glob.glob(os.path.join({str(ROOT)!r}, pattern))]:
                look_into(os.path.join({str(ROOT)!r}, path))
        """,
    )


@case("rnn_forward", says=NOTHING)
def imports_the_hidden_tests(work: Work, host: Host) -> None:
    spy(
        work,
        f"""
        import importlib
        sys.path.insert(0, {str(ROOT)!r})
        for name in ("hidden.step_by_step", "hidden", "reference", "expect", "grading", "authoring", "course"):
            for stale in [n for n in sys.modules if n == "autograder"]:
                del sys.modules[stale]
            importlib.invalidate_caches()
            attempt(lambda: importlib.import_module(f"autograder.{{name}}"), name)
        """,
    )


@case("rnn_forward", says=NOTHING)
def reads_the_solutions_out_of_installed_packages(work: Work, host: Host) -> None:
    """The course installed as a package, its metadata, its finder for editable installs."""
    spy(
        work,
        """
        import importlib.metadata, importlib.util
        for kind in ("autograder.reference", "autograder.hidden"):
            attempt(lambda: importlib.util.find_spec(kind), kind)
        for name in list(sys.modules):
            if "editable" in name:
                attempt(lambda: sys.modules[name].MAPPING, name)
        """,
    )


@case("rnn_forward", says=NOTHING)
def reads_the_secret_and_the_gradebook(work: Work, host: Host) -> None:
    spy(
        work,
        f"""
        for folder in ({str(host.classroom)!r}, {str(ROOT / "classroom")!r}):
            for name in ("secret", "gradebook.db", "submitted/ada/step_by_step/answers.ipynb", "results", "."):
                look_into(os.path.join(folder, name))
                attempt(lambda: os.listdir(os.path.join(folder, name)), folder)
        """,
    )


@case("rnn_forward", says=NOTHING)
def reads_the_home_of_the_one_who_grades(work: Work, host: Host) -> None:
    spy(
        work,
        f"""
        for home in ({str(host.home)!r}, os.path.expanduser("~root"), "/root", "/home"):
            for name in (".ssh/id_ed25519", "notes.txt", ".netrc", ".bash_history", ".jupyter"):
                look_into(os.path.join(home, name))
            attempt(lambda: [name for name in os.listdir(home)], home)
        for path in ("/etc/shadow", "/proc/kcore", "/dev/mem", "/dev/kmsg"):
            attempt(lambda: open(path, "rb").read(1), path)
        """,
    )


@case("rnn_forward", says=NOTHING)
def reads_environments(work: Work, host: Host) -> None:
    spy(
        work,
        """
        look(repr(dict(os.environ)), "environment")
        for path in glob.glob("/proc/[0-9]*/environ") + ["/proc/1/environ", "/proc/self/environ"]:
            look_into(path)
        look(subprocess.run("env; set", shell=True, capture_output=True).stdout, "shell")
        """,
    )


@case("rnn_forward", says=NOTHING)
def looks_through_the_files_that_others_have_open(work: Work, host: Host) -> None:
    spy(
        work,
        """
        own = {str(os.getpid()), str(os.getppid()) if os.getppid() == os.getpid() else ""}
        for number in {*glob.glob("/proc/[0-9]*"), "/proc/1", f"/proc/{os.getppid()}"}:
            if os.path.basename(number) in own:
                continue
            attempt(lambda: os.listdir(f"{number}/fd"), f"{number}/fd")
            attempt(lambda: os.listdir(f"{number}/root/root"), f"{number}/root")
            attempt(lambda: os.listdir(f"{number}/cwd/"), f"{number}/cwd")
            look_into(f"{number}/cmdline")
        """,
    )


@case("rnn_forward", says=NOTHING)
def reads_the_memory_of_other_processes(work: Work, host: Host) -> None:
    """That of the process it was forked from before all."""
    spy(
        work,
        """
        libc = ctypes.CDLL(None, use_errno=True)
        space = ctypes.create_string_buffer(64)
        for number in {*map(os.path.basename, glob.glob("/proc/[0-9]*")), "1", "2", str(os.getppid())}:
            if number not in ("0", str(os.getpid())):
                attempt(lambda: open(f"/proc/{number}/mem", "rb"), f"/proc/{number}/mem")
                attempt(lambda: open(f"/proc/{number}/maps", "rb").read(1), f"/proc/{number}/maps")
                vector = (ctypes.c_void_p * 2)(ctypes.addressof(space), 64)
                read = libc.process_vm_readv
                attempt(lambda: read(int(number), vector, 1, vector, 1, 0) > 0, f"process_vm_readv {number}")
        """,
    )


@case("rnn_forward", says=NOTHING)
def attaches_a_debugger_to_other_processes(work: Work, host: Host) -> None:
    spy(
        work,
        """
        libc = ctypes.CDLL(None, use_errno=True)
        for number in {*map(os.path.basename, glob.glob("/proc/[0-9]*")), "1", "2", str(os.getppid())}:
            if int(number) not in (0, os.getpid()):
                attempt(lambda: libc.ptrace(16, int(number), None, None) == 0, f"ptrace {number}")
                attempt(lambda: libc.syscall(438, os.pidfd_open(int(number)), 0, 0) >= 0, f"pidfd_getfd {number}")
        """,
    )


@case("rnn_forward", says=NOTHING)
def looks_up_the_frames_of_its_callers(work: Work, host: Host) -> None:
    spy(
        work,
        "",
        inside="""
        frame = sys._getframe()
        while frame:
            names = set(frame.f_locals) | set(frame.f_globals)
            attempt(lambda: names & {"reference", "wanted", "expected", "rng", "verdict", "seed"}, frame.f_code.co_name)
            look(frame.f_code.co_filename, frame.f_code.co_name)
            frame = frame.f_back
        for number, frame in sys._current_frames().items():
            look(repr(frame.f_locals), number)
        """,
    )


@case("rnn_forward", says=NOTHING)
def searches_the_collector_for_tests_and_references(work: Work, host: Host) -> None:
    spy(
        work,
        """
        allowed = {"autograder", "autograder.errors", "autograder.wire", "autograder.sandbox",
                   "autograder.sandbox.runtime"}
        def modules():
            for thing in gc.get_objects():
                try:
                    yield (getattr(type(thing), "__module__", "") or "", getattr(thing, "__module__", "") or "")
                except BaseException:
                    pass
        """,
        inside="""
        for pair in list(modules()):
            for name in pair:
                if isinstance(name, str) and name.startswith("autograder") and name not in allowed:
                    found.append(name)
        places.append("gc")
        for name in list(sys.modules):
            attempt(lambda: name.startswith("autograder") and name not in allowed, name)
        """,
    )


@case("rnn_forward", says=NOTHING)
def reads_the_history_of_the_session(work: Work, host: Host) -> None:
    """What cells the grader ran before, and what they returned."""
    spy(
        work,
        "",
        inside="""
        shell = get_ipython()
        for name in ("In", "Out", "_ih", "_oh", "_dh", "_i", "_ii", "__", "___"):
            look(repr(shell.user_ns.get(name)), name)
        look(repr(list(shell.history_manager.input_hist_raw)), "history")
        look(repr(shell.kernel.get_parent()), "request")
        """,
    )


@case("rnn_forward", says=NOTHING)
def reads_the_folders_of_other_runs(work: Work, host: Host) -> None:
    """The one beside it belongs to a learner whose kernel is running at this moment."""
    spy(
        work,
        f"""
        here = os.getcwd()
        for folder in ({str(host.runs)!r}, os.path.dirname(here), os.path.dirname(os.path.dirname(here)), "/tmp",
                       "/var/tmp", "/dev/shm", "/run"):
            for depth in ("*", "*/*", "*/*/*", "*/*/*/*"):
                for path in glob.glob(os.path.join(folder, depth))[:3000]:
                    if not os.path.realpath(path).startswith(os.path.realpath(here)):
                        look_into(path, 1 << 16)
            look_into(folder + "/grading-of-another/work/answers.py")
            look_into(folder + "/grading-of-another/kernel.json")
        """,
    )


@case("rnn_forward", says=NOTHING)
def uses_the_descriptors_that_it_inherited(work: Work, host: Host) -> None:
    """Files, pipes and sockets that were open before its own code ran, other than those of its packages."""
    spy(
        work,
        """
        import stat
        for number in range(3, 512):
            try:
                status = os.fstat(number)
            except OSError:
                continue
            places.append(number)
            if stat.S_ISREG(status.st_mode):
                look(os.pread(number, 1 << 20, 0), number)
            elif stat.S_ISDIR(status.st_mode):
                attempt(lambda: os.listdir(number), number)
            elif stat.S_ISFIFO(status.st_mode):
                os.set_blocking(number, False)
        places.append("all")
        """,
    )


@case("rnn_forward", says=NOTHING)
def links_to_what_it_may_not_read(work: Work, host: Host) -> None:
    """Links, hard links and renames in its own folder."""
    spy(
        work,
        f"""
        for number, path in enumerate(({str(host.home / "notes.txt")!r}, {str(ROOT / "autograder" / "hidden")!r},
                                       "/proc/1/root", "/proc/self/root{host.home}/notes.txt")):
            for make in (os.symlink, os.link, os.rename):
                try:
                    make(path, f"mine{{number}}")
                except OSError:
                    places.append(path)
                look_into(f"mine{{number}}")
                attempt(lambda: os.listdir(f"mine{{number}}/root"), path)
        """,
    )


@case("rnn_forward", says=NOTHING)
def asks_the_shell_and_its_magics(work: Work, host: Host) -> None:
    """`!`, `%%bash`, `%run`, `%load_ext`, `%cd`, `%load`, `%pip`."""
    spy(
        work,
        f"""
        listing = !cat {host.home}/notes.txt {ROOT}/autograder/hidden/*.py; env; ps -ef e; sudo -n cat /etc/shadow
        look("\\n".join(listing), "!")
        shell = get_ipython()
        for line in ("cd {host.home}", "run {ROOT}/autograder/hidden/step_by_step.py", "load_ext autograder.hidden",
                     "load {host.home}/notes.txt", "pycat {host.home}/notes.txt", "env"):
            name, _, rest = line.partition(" ")
            try:
                look(repr(shell.run_line_magic(name, rest)), line)
            except BaseException:
                places.append(line)
        shell.run_cell_magic("bash", "--out text --err problems", "cat {host.home}/notes.txt; id; cat /etc/shadow")
        look(shell.user_ns.get("text", ""), "%%bash")
        attempt(lambda: shell.user_ns.get("hidden_test") or "rnn_cell_hid" "den_state" in shell.user_ns, "names")
        """,
    )
