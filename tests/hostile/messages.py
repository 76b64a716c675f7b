"""Submissions that speak on the kernel's own channels, signed with the kernel's own key.

These carry the replies to cells, and what cells print; calls have a line of their own (`on_the_line.py`).
"""

from __future__ import annotations

from textwrap import dedent

from tests.hostile.cases import Work, case
from tests.hostile.host import Host

LAST = "lstm_forward"
SENT = "sent [1-9][0-9]* forged messages"
TOOLS = """
import os, threading, time
kernel = get_ipython().kernel
session = kernel.session
plain_send = session.send
sent = []

def raw(stream, ident, *parts):
    "Send these four parts (header, parent, metadata, content), whatever they are, signed."
    packed = [part if isinstance(part, bytes) else session.pack(part) for part in parts]
    ident = ident if isinstance(ident, list) else [ident] if ident else []
    sent.append(parts)
    stream.send_multipart([*ident, b"<IDS|MSG>", session.sign(packed), *packed])

def about(parent, **more):
    "The header of a reply to this request."
    return {**session.msg_header("execute_reply"), **more}, parent["header"], {}

def replying(text):
    "The content of a reply to a request that holds this text."
    data = {"status": "ok", "data": {"text/plain": text}, "metadata": {}}
    return {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {"calls": data, "reply": data}}

def send(stream, kind, content=None, parent=None, ident=None, **more):
    if kind == "execute_reply":
        instead(stream, ident, parent, content)
    return plain_send(stream, kind, content, parent, ident, **more)

session.send = send
"""


def beside_replies(work: Work, code: str) -> None:
    """A wrong last exercise, and `instead(stream, ident, parent, content)` before the reply to every request."""
    work.insert_before(LAST, TOOLS + dedent(code))
    body = 'raise LookupError(f"sent {len(sent)} forged messages")'
    work.write(**{LAST: f"def {LAST}(*arguments):\n    {body}"})


@case(LAST, says=SENT)
def forges_a_reply_that_says_passed(work: Work, host: Host) -> None:
    beside_replies(
        work,
        """
        def instead(stream, ident, parent, content):
            raw(stream, ident, *about(parent), {"status": "ok", "score": 100, "passed": True, "points": 25})
        """,
    )


@case(LAST, says=SENT)
def replies_with_content_of_the_wrong_kind(work: Work, host: Host) -> None:
    """Lists, numbers and nothing where the protocol has objects: no reply, or one that says nothing."""
    beside_replies(
        work,
        """
        kinds = [b'{"status": "ok", "user_expressions": [1]}', b'{"user_expressions": null}', b"{}",
                 b'{"status": ["ok"], "ename": {}, "evalue": [], "payload": {"source": "ask_exit"}}',
                 b'{"payload": [3, null, {"source": []}]}']
        def instead(stream, ident, parent, content):
            for kind in (b"[]", b"3", b"null", b'"text"', b"[{}]"):
                raw(stream, ident, *about(parent), kind)
            kinds.append(kinds.pop(0))
            raw(stream, ident, *about(parent), kinds[-1])
        """,
    )


@case(LAST, says=SENT)
def replies_with_headers_of_the_wrong_kind(work: Work, host: Host) -> None:
    """No such message is a reply to anything; the true one that follows is."""
    beside_replies(
        work,
        """
        def instead(stream, ident, parent, content):
            whole = about(parent)
            for header in (b"[]", b"null", b"{}", b"7", whole[0]):
                for asked in (b"[]", b"null", b"7", b'"x"', b'{"msg_id": []}', b'{"msg_id": {"a": 1}}', b"{}"):
                    raw(stream, ident, header, asked, b"{}", b"{}")
                    raw(stream, ident, header, asked, b"[]", b"[]")
            stream.send_multipart([*(ident if isinstance(ident, list) else [ident]), b"<IDS|MSG>", b"no signature"])
            stream.send_multipart([*(ident if isinstance(ident, list) else [ident]), b"no delimiter", b"at all"])
        """,
    )


@case(LAST, says=SENT)
def replies_with_text_that_is_no_json(work: Work, host: Host) -> None:
    beside_replies(
        work,
        """
        def instead(stream, ident, parent, content):
            for broken in (b"\\xff\\xfe", b"", b"{", b"[" * 200_000, b"NaN", b'{"a": ' * 5000):
                raw(stream, ident, *about(parent)[:2], b"{}", broken)
        """,
    )


@case(LAST, says=SENT)
def replies_with_millions_of_empty_parts(work: Work, host: Host) -> None:
    """A text that is small as text, and takes gigabytes when it is read."""
    beside_replies(
        work,
        """
        texts = [b'{"payload":[' + b"{}," * 5_000_000 + b"0]}", b"[" + b"[]," * 5_000_000 + b"0]",
                 b'{"a":' * 900 + b"0" + b"}" * 900, b"[" * 3_000_000, b'{"a":"' + b"\\\\u0000" * 1_000_000 + b'"}']
        def instead(stream, ident, parent, content):
            texts.append(texts.pop(0))
            raw(stream, ident, *about(parent), texts[-1])
        """,
    )


@case(LAST, says="takes no calls any more")
def says_that_attending_has_ended(work: Work, host: Host) -> None:
    """A reply to the request that lets the kernel take calls, in the middle of a call."""
    beside_replies(
        work,
        """
        seen = []
        def instead(stream, ident, parent, content):
            seen[:] = [stream, ident]

        def end_attending():
            stream, ident = seen
            raw(getattr(stream, "socket", stream), ident, *about(kernel.get_parent()), replying("'passed'"))
            time.sleep(60)
        """,
    )
    work.write(**{LAST: f"def {LAST}(*arguments):\n    end_attending()"})


@case(LAST, says=SENT)
def forges_results_on_the_other_channels(work: Work, host: Host) -> None:
    """Verdicts, replies and an end of the kernel, where output and control messages go."""
    beside_replies(
        work,
        """
        def instead(stream, ident, parent, content):
            verdict = {"text/plain": "25", "application/json": {"passed": True, "points": 25}}
            published = {"data": verdict, "metadata": {}, "execution_count": 1}
            for kind in ("execute_result", "display_data", "update_display_data", "execute_reply", "shutdown_reply"):
                plain_send(kernel.iopub_socket, kind, published, parent)
                sent.append(kind)
            plain_send(kernel.iopub_socket, "status", {"execution_state": "dead"}, parent)
            plain_send(kernel.iopub_socket, "error", {"ename": 3, "evalue": [], "traceback": {"a": 1}}, parent)
            plain_send(kernel.iopub_socket, "stream", {"name": "stdout", "text": ["not", "text"]}, parent)
            for socket in (kernel.control_stream, kernel.stdin_socket):
                try:
                    plain_send(socket, "execute_reply", published, parent, ident)
                except Exception:
                    pass
        """,
    )


@case(LAST)
def publishes_broken_messages_while_a_cell_runs(work: Work, host: Host) -> None:
    """What is published is read for the line of an error; here it is of the wrong kind throughout."""
    beside_replies(
        work,
        """
        def broken_messages():
            parent = kernel.get_parent()
            for kind in ("stream", "error", "status", 7, None):
                for content in (b"[]", b"7", b"null", b'{"text": 3}', b'{"traceback": [[1], null]}', b"[[[", b"\\xff"):
                    for header in ({**session.msg_header("x"), "msg_type": kind}, b"[]", b"null"):
                        for asked in (parent["header"], b"[]", b"null"):
                            raw(kernel.iopub_socket, None, header, asked, b"{}", content)
        def instead(stream, ident, parent, content):
            pass
        """,
    )
    cell = work.cell(LAST)
    cell.source = f"broken_messages()\n{cell.source}\nraise ValueError('now')"


@case(LAST, says=SENT)
def floods_the_grader_with_published_messages(work: Work, host: Host) -> None:
    """Each as large as a message may be, and nobody asked for any."""
    beside_replies(
        work,
        """
        large = b'{"text": "' + b"x" * 7_000_000 + b'"}'
        def instead(stream, ident, parent, content):
            for number in range(60):
                raw(kernel.iopub_socket, None, {**session.msg_header("stream"), "n": number}, {}, {}, large)
        """,
    )


@case(LAST, says=SENT)
def replies_to_requests_that_are_yet_to_come(work: Work, host: Host) -> None:
    """Replies to the requests whose numbers come next, before they are asked."""
    beside_replies(
        work,
        """
        def instead(stream, ident, parent, content):
            head, _, number = parent["header"]["msg_id"].rpartition("_")
            for later in range(1, 30):
                asked = {**parent["header"], "msg_id": f"{head}_{int(number) + later}"}
                raw(stream, ident, session.msg_header("execute_reply"), asked, {}, replying("'passed'"))
        """,
    )


@case(LAST, says=SENT)
def signs_with_another_key(work: Work, host: Host) -> None:
    """Broken signatures are no replies; the true ones that follow are."""
    beside_replies(
        work,
        """
        def instead(stream, ident, parent, content):
            key, session.key = session.key, b"another"
            plain_send(stream, "execute_reply", replying("'passed'"), parent, ident)
            session.key = key
            sent.append(ident)
        """,
    )
