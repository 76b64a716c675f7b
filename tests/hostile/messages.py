"""Submissions that speak on the kernel's channels themselves, signed with the kernel's own key."""

from __future__ import annotations

from textwrap import dedent

from tests.hostile.cases import WRONG, Work, case
from tests.hostile.host import Host

LAST = "lstm_forward"
UNREADABLE = "gave no answer that can be read"
TOOLS = f"""
import json, os, threading, time
kernel = get_ipython().kernel
session = kernel.session
plain_send = session.send

def raw(stream, ident, *parts):
    "Send these four parts (header, parent, metadata, content), whatever they are, signed."
    packed = [part if isinstance(part, bytes) else session.pack(part) for part in parts]
    ident = ident if isinstance(ident, list) else [ident] if ident else []
    stream.send_multipart([*ident, b"<IDS|MSG>", session.sign(packed), *packed])

def about(parent, **more):
    "The header of a reply to this request."
    return {{**session.msg_header("execute_reply"), **more}}, parent["header"], {{}}

def replying(text):
    "The content of a reply to a call that holds this text."
    data = {{"status": "ok", "data": {{"text/plain": text}}, "metadata": {{}}}}
    return {{"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {{"reply": data}}}}

def send(stream, kind, content=None, parent=None, ident=None, **more):
    asked = ((parent or {{}}).get("content") or {{}}).get("user_expressions") or {{}}
    if kind == "execute_reply" and "{LAST}" in str(asked)[:200]:
        return instead(stream, ident, parent, content)
    return plain_send(stream, kind, content, parent, ident, **more)

session.send = send
"""


def replies(work: Work, code: str) -> None:
    """A wrong last exercise, and `instead(stream, ident, parent, content)` in the place of the replies to its calls."""
    work.insert_before(LAST, TOOLS + dedent(code))
    work.write(**{LAST: WRONG[LAST]})


@case(LAST, says=UNREADABLE)
def forges_a_reply_that_says_passed(work: Work, host: Host) -> None:
    replies(
        work,
        """
        def instead(stream, ident, parent, content):
            raw(stream, ident, *about(parent), replying(repr('{"status": "passed", "points": 25}')))
        """,
    )


@case(LAST, says=UNREADABLE)
def sends_a_reply_before_the_reply(work: Work, host: Host) -> None:
    """The first of two counts, and neither is right."""
    replies(
        work,
        """
        def instead(stream, ident, parent, content):
            raw(stream, ident, *about(parent), {"status": "ok", "score": 100, "passed": True})
            return plain_send(stream, "execute_reply", content, parent, ident)
        """,
    )


@case(LAST, says=UNREADABLE)
def replies_with_content_of_the_wrong_kind(work: Work, host: Host) -> None:
    """Lists, numbers and nothing where the protocol has objects: no reply, or one without an answer."""
    replies(
        work,
        """
        kinds = [b'{"status": "ok", "user_expressions": [1]}', b'{"user_expressions": null}', b"{}",
                 b'{"user_expressions": {"reply": {"data": ["text/plain"]}}}',
                 b'{"user_expressions": {"reply": {"data": {"text/plain": {"a": 1}}}}}']
        def instead(stream, ident, parent, content):
            for kind in (b"[]", b"3", b"null", b'"text"', b"[{}]"):
                raw(stream, ident, *about(parent), kind)
            kinds.append(kinds.pop(0))
            raw(stream, ident, *about(parent), kinds[-1])
        """,
    )


@case(LAST, call_seconds=1.0, patience=1.0, says="had not finished")
def replies_with_headers_of_the_wrong_kind(work: Work, host: Host) -> None:
    """No such message is a reply to anything, so there is none in time."""
    replies(
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


@case(LAST, says=UNREADABLE)
def replies_with_text_that_is_no_json(work: Work, host: Host) -> None:
    replies(
        work,
        """
        def instead(stream, ident, parent, content):
            for broken in (b"\\xff\\xfe", b"", b"{", b"[" * 200_000, b"NaN", b'{"a": ' * 5000):
                raw(stream, ident, *about(parent)[:2], b"{}", broken)
            raw(stream, ident, *about(parent), {})
        """,
    )


@case(LAST, says=UNREADABLE)
def replies_with_an_expression_in_the_place_of_a_text(work: Work, host: Host) -> None:
    """What is to be a text in quotes is millions of small things, or nested beyond measure."""
    replies(
        work,
        """
        texts = ["[" + "[]," * 5_000_000 + "]", "-" * 1_000_000 + "1", "(" * 1_000_000, "'a'" * 1_000_000,
                 "1" + "+1" * 1_000_000, "{0:" * 90 + "1" + "}" * 90, "'\\\\x00'", "9" * 1_000_000, "__import__('os')"]
        def instead(stream, ident, parent, content):
            texts.append(texts.pop(0))
            raw(stream, ident, *about(parent), replying(texts[-1]))
            raw(stream, ident, *about(parent), {})
        """,
    )


@case(LAST, says=UNREADABLE)
def replies_with_millions_of_empty_parts(work: Work, host: Host) -> None:
    """A text that is small as text, and takes gigabytes when it is read."""
    replies(
        work,
        """
        texts = ['{"t":"list","items":[' + "{}," * 5_000_000 + "0]}", "[" + "[]," * 5_000_000 + "0]",
                 '{"a":' * 900 + "0" + "}" * 900, "[" * 3_000_000, '"' + "\\\\u0000" * 1_000_000 + '"']
        def instead(stream, ident, parent, content):
            texts.append(texts.pop(0))
            raw(stream, ident, *about(parent), replying(repr(texts[-1])))
            raw(stream, ident, *about(parent), {})
        """,
    )


@case(LAST, says=UNREADABLE)
def replies_with_a_dictionary_whose_keys_all_collide(work: Work, host: Host) -> None:
    """Fifty thousand whole numbers of the same hash: each is compared with all before it."""
    replies(
        work,
        """
        prime = 2**61 - 1
        pairs = ",".join(f"[{prime * n},0]" for n in range(60_000))
        value = '{"t":"dict","items":[["status","returned"],["value",{"t":"dict","items":[' + pairs + "]}]]}"
        def instead(stream, ident, parent, content):
            raw(stream, ident, *about(parent), replying(repr(value)))
        """,
    )


@case(LAST, says=UNREADABLE)
def replies_with_arrays_that_cannot_be(work: Work, host: Host) -> None:
    """Records and objects for a dtype, shapes of astronomical size, data that does not fit."""
    replies(
        work,
        """
        arrays = [("O", "AAAAAAAAAAA=", [1]), ("|O8", "AAAAAAAAAAA=", [1]), ("f8,O", "", [0]), ("<f8", "", [0, 2**62]),
                  ("<f8", "", [2**62, 2**62]), ("<f8", "AAAA", [-1]), ("<f8", "x" * 99, [1]), ("<f99", "", [0]),
                  ("<U9", "", [0]), ("<M8", "", [0]), ("<f8", "", [0] * 40), ("<f8", "", [True]), ("<f8", "", ["a"])]
        def instead(stream, ident, parent, content):
            dtype, data, shape = arrays[-1]
            arrays.insert(0, arrays.pop())
            array = {"t": "array", "dtype": dtype, "data": data, "shape": shape}
            four = {"t": "tuple", "items": [array] * 4}
            items = [["status", "returned"], ["value", four], ["changed", {"t": "list", "items": []}]]
            whole = {"t": "dict", "items": items}
            raw(stream, ident, *about(parent), replying(repr(json.dumps(whole))))
        """,
    )


@case(LAST)
def forges_results_on_the_other_channels(work: Work, host: Host) -> None:
    """Verdicts, replies and an end of the kernel, where output and control messages go."""
    replies(
        work,
        """
        def instead(stream, ident, parent, content):
            verdict = {"text/plain": "25", "application/json": {"passed": True, "points": 25}}
            published = {"data": verdict, "metadata": {}, "execution_count": 1}
            for kind in ("execute_result", "display_data", "update_display_data", "execute_reply", "shutdown_reply"):
                plain_send(kernel.iopub_socket, kind, published, parent)
            plain_send(kernel.iopub_socket, "status", {"execution_state": "dead"}, parent)
            plain_send(kernel.iopub_socket, "error", {"ename": 3, "evalue": [], "traceback": {"a": 1}}, parent)
            plain_send(kernel.iopub_socket, "stream", {"name": "stdout", "text": ["not", "text"]}, parent)
            for socket in (kernel.control_stream, kernel.stdin_socket):
                try:
                    plain_send(socket, "execute_reply", published, parent, ident)
                except Exception:
                    pass
            return plain_send(stream, "execute_reply", content, parent, ident)
        """,
    )


@case(LAST)
def publishes_broken_messages_while_a_cell_runs(work: Work, host: Host) -> None:
    """What is published is read for the line of an error; here it is of the wrong kind throughout."""
    broken = """
    def broken_messages():
        parent = kernel.get_parent()
        for kind in ("stream", "error", "status", 7, None):
            for content in (b"[]", b"7", b"null", b'{"text": 3}', b'{"traceback": [[1], null]}', b"[[[", b"\\xff"):
                for header in ({**session.msg_header("x"), "msg_type": kind}, b"[]", b"null"):
                    for asked in (parent["header"], b"[]", b"null"):
                        raw(kernel.iopub_socket, None, header, asked, b"{}", content)
    def instead(stream, ident, parent, content):
        return plain_send(stream, "execute_reply", content, parent, ident)
    """
    work.insert_before(LAST, TOOLS + dedent(broken))
    work.write(**{LAST: f"broken_messages()\n{WRONG[LAST]}\nraise ValueError('now')"})


@case(LAST)
def floods_the_grader_with_published_messages(work: Work, host: Host) -> None:
    """Each as large as a message may be, and nobody asked for any."""
    replies(
        work,
        """
        large = b'{"text": "' + b"x" * 7_000_000 + b'"}'
        def instead(stream, ident, parent, content):
            for number in range(60):
                raw(kernel.iopub_socket, None, {**session.msg_header("stream"), "n": number}, {}, {}, large)
            return plain_send(stream, "execute_reply", content, parent, ident)
        """,
    )


@case(LAST, call_seconds=1.0, patience=1.0, says="had not finished|it ended")
def closes_its_channels(work: Work, host: Host) -> None:
    replies(
        work,
        """
        def instead(stream, ident, parent, content):
            for number in range(3, 256):
                if number > 2:
                    try:
                        os.close(number)
                    except OSError:
                        pass
            time.sleep(60)
        """,
    )


@case(LAST)
def answers_for_calls_that_are_yet_to_come(work: Work, host: Host) -> None:
    """A thread sends replies to the requests whose numbers come next, before they are asked."""
    replies(
        work,
        """
        def instead(stream, ident, parent, content):
            head, _, number = parent["header"]["msg_id"].rpartition("_")
            for later in range(1, 30):
                asked = {**parent["header"], "msg_id": f"{head}_{int(number) + later}"}
                raw(stream, ident, session.msg_header("execute_reply"), asked, {}, replying("'passed'"))
            return plain_send(stream, "execute_reply", content, parent, ident)
        """,
    )


@case(LAST)
def signs_with_another_key(work: Work, host: Host) -> None:
    """Broken signatures are no replies; the true ones that follow are."""
    replies(
        work,
        """
        def instead(stream, ident, parent, content):
            key, session.key = session.key, b"another"
            plain_send(stream, "execute_reply", replying("'passed'"), parent, ident)
            session.key = key
            return plain_send(stream, "execute_reply", content, parent, ident)
        """,
    )
