"""Submissions that want to talk to somebody. On the other side somebody listens, and must hear nothing."""

from __future__ import annotations

from tests.hostile.cases import Work, case
from tests.hostile.host import Host
from tests.hostile.spying import NOTHING, spy

REACH = """
def reach(family, kind, address, data=b"hello"):
    "Whether anything at all can be sent to this address."
    def send():
        with socket.socket(family, kind) as end:
            end.settimeout(0.5)
            if kind == socket.SOCK_STREAM:
                end.connect(address)
            return end.sendto(data, address) if kind == socket.SOCK_DGRAM else end.send(data)
    attempt(send, address)
"""


@case("rnn_forward", says=NOTHING)
def connects_to_a_port_of_the_host(work: Work, host: Host) -> None:
    ports = host.listeners.tcp, host.listeners.tcp6
    spy(
        work,
        f"""{REACH}
for name in ("127.0.0.1", "localhost", "0.0.0.0", socket.gethostname()):
    reach(socket.AF_INET, socket.SOCK_STREAM, (name, {ports[0]}))
reach(socket.AF_INET6, socket.SOCK_STREAM, ("::1", {ports[1]}))
reach(socket.AF_INET6, socket.SOCK_STREAM, ("::ffff:127.0.0.1", {ports[0]}))
""",
    )


@case("rnn_forward", says=NOTHING)
def sends_datagrams_to_the_host(work: Work, host: Host) -> None:
    """Nobody answers a datagram, so the listener alone can tell."""
    spy(
        work,
        f"""
for name in ("127.0.0.1", "0.0.0.0", "255.255.255.255", "10.0.2.2", "172.17.0.1"):
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
            end.sendto(b"hello", (name, {host.listeners.udp}))
    except OSError:
        pass
    places.append(name)
""",
    )


@case("rnn_forward", says=NOTHING)
def calls_the_world(work: Work, host: Host) -> None:
    spy(
        work,
        f"""{REACH}
import urllib.request
for name in ("1.1.1.1", "8.8.8.8", "192.168.1.1", "169.254.169.254"):
    for port in (53, 80, 443):
        reach(socket.AF_INET, socket.SOCK_STREAM, (name, port))
    reach(socket.AF_INET, socket.SOCK_DGRAM, (name, 53))
attempt(lambda: socket.getaddrinfo("example.org", 80), "name")
attempt(lambda: urllib.request.urlopen("http://example.org", timeout=1).read(), "page")
attempt(lambda: subprocess.run(["curl", "-m1", "-s", "http://1.1.1.1"], capture_output=True).stdout, "curl")
""",
    )


@case("rnn_forward", says=NOTHING)
def connects_to_sockets_without_a_path(work: Work, host: Host) -> None:
    """Abstract unix sockets belong to the network, and every one of the machine's can be listed where there is one."""
    spy(
        work,
        f"""{REACH}
reach(socket.AF_UNIX, socket.SOCK_STREAM, "\\0{host.listeners.abstract}")
for line in (open("/proc/net/unix").read().splitlines() if os.access("/proc/net/unix", os.R_OK) else []):
    if "@" in line:
        reach(socket.AF_UNIX, socket.SOCK_STREAM, "\\0" + line.rpartition("@")[2])
""",
    )


@case("rnn_forward", says=NOTHING)
def connects_to_sockets_with_a_path(work: Work, host: Host) -> None:
    """Those of the grader, of other runs' kernels, of the machine's services."""
    spy(
        work,
        f"""{REACH}
paths = {list(host.listeners.paths)!r} + ["/run/docker.sock", "/var/run/docker.sock", "/run/dbus/system_bus_socket",
         "/run/systemd/private", "/tmp/.X11-unix/X0"] + glob.glob({str(host.runs)!r} + "/**/*", recursive=True)
for path in paths + glob.glob("/tmp/**/sockets/*", recursive=True):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
        reach(socket.AF_UNIX, kind, path)
""",
    )


@case("rnn_forward", says=NOTHING)
def opens_sockets_of_rare_families(work: Work, host: Host) -> None:
    """Raw, packet, netlink, vsock, kernel crypto, Bluetooth, and rings that need no call to send."""
    spy(
        work,
        """
        for family, kind, number in ((socket.AF_INET, socket.SOCK_RAW, 1), (17, socket.SOCK_RAW, 3), (38, 5, 0),
                                     (40, socket.SOCK_STREAM, 0), (31, socket.SOCK_RAW, 1), (29, socket.SOCK_RAW, 1)):
            attempt(lambda: socket.socket(family, kind, number), (family, kind))
        libc = ctypes.CDLL(None, use_errno=True)
        parameters = ctypes.create_string_buffer(120)
        attempt(lambda: libc.syscall(425, 4, parameters) >= 0, "io_uring")
        attempt(lambda: libc.syscall(321, 5, parameters, 100) >= 0, "bpf")
        attempt(lambda: libc.syscall(298, parameters, 0, -1, -1, 0) >= 0, "perf")
        attempt(lambda: libc.syscall(323, 0) >= 0, "userfaultfd")
        """,
    )


@case("rnn_forward", says="reached no one")
def listens_for_somebody(work: Work, host: Host) -> None:
    """A server of its own, on the port next to one that is free on the host: nobody outside can see it."""
    work.insert_before(
        "rnn_forward",
        f"""
        import socket, threading
        try:
            server = socket.create_server(("0.0.0.0", {_unused()}))
            threading.Thread(target=server.accept, daemon=True).start()
        except OSError:
            pass
        """,
    )
    work.write(rnn_forward="def rnn_forward(*_):\n    raise LookupError('reached no one')")


def _unused() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
