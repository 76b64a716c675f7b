"""Submissions that write on the line of calls themselves: forged outcomes, texts beyond measure, broken frames."""

from __future__ import annotations

from textwrap import dedent

from tests.hostile.cases import Work, case
from tests.hostile.host import Host

LAST = "lstm_forward"
UNREADABLE = "gave no answer that can be read"
CLOSED = "broke the line to the grader"
TOOLS = """
import os, struct, time
from autograder.sandbox import runtime

LINE = 99
plain_serve = runtime.serve

def write(data):
    while data:
        data = data[os.write(LINE, data):]

def frame(text):
    data = text if isinstance(text, bytes) else text.encode()
    write(struct.pack("!Q", len(data)) + data)

def serve(namespace, name, request, limit):
    return instead() if name == "lstm_forward" else plain_serve(namespace, name, request, limit)

runtime.serve = serve
"""


def answers(work: Work, code: str) -> None:
    """A wrong last exercise, and `instead()` in the place of the outcomes of its calls."""
    work.insert_before(LAST, TOOLS + dedent(code))
    work.write(**{LAST: f"def {LAST}(*arguments):\n    return 0, 0, 0, 0"})


def outcome(value: str) -> str:
    """A well-formed outcome with this text for its value."""
    changed = '["changed",{"t":"list","items":[]}]'
    return '{"t":"dict","items":[["status","returned"],["value",' + value + "]," + changed + "]}"


@case(LAST, says=UNREADABLE)
def sends_an_outcome_before_the_outcome(work: Work, host: Host) -> None:
    """The first of two counts, and neither is right; what is left over answers the next call."""
    answers(
        work,
        """
        def instead():
            frame('{"status": "passed", "score": 100}')
            return '{"status": "passed", "points": 25}'
        """,
    )


@case(LAST, says="not right|expected")
def answers_calls_that_are_yet_to_come(work: Work, host: Host) -> None:
    """Outcomes lie ready on the line before anybody asks: each is taken for the answer to some call, and is wrong."""
    ready = outcome('{"t":"tuple","items":[1,1,1,1]}')
    answers(
        work,
        f"""
        def instead():
            for _ in range(40):
                frame({ready!r})
            return {ready!r}
        """,
    )


@case(LAST, says=UNREADABLE)
def answers_with_outcomes_of_the_wrong_kind(work: Work, host: Host) -> None:
    """Lists, numbers and nothing where an outcome should be; outcomes whose parts are of another kind."""
    answers(
        work,
        """
        kinds = ["[]", "3", "null", '"text"', '{"t":"list","items":[]}', '{"t":"tuple","items":[1,2]}',
                 '{"t":"dict","items":[["status",7]]}', '{"t":"dict","items":[["status","raised"],["type",1]]}',
                 '{"t":"dict","items":[["status","returned"],["value",1],["changed",3]]}',
                 '{"t":"dict","items":[["status","unusable"],["text",{"t":"list","items":[]}]]}']
        def instead():
            kinds.append(kinds.pop(0))
            return kinds[-1]
        """,
    )


@case(LAST, says="`lstm_forward`: all is well, 25 of 25")
def calls_itself_unusable_in_kind_words(work: Work, host: Host) -> None:
    """What a driver would say of it is shown to the learner, and gives no points."""
    answers(
        work,
        """
        def instead():
            return '{"t":"dict","items":[["status","unusable"],["text","all is well, 25 of 25 points"]]}'
        """,
    )


@case(LAST, says=UNREADABLE)
def answers_with_text_that_is_no_json(work: Work, host: Host) -> None:
    answers(
        work,
        """
        texts = [b"\\xff\\xfe", b"", b"{", b"[" * 200_000, b"NaN", b'{"a": ' * 5000, b"\\0",
                 b"9" * 1_000_000, b'"' + b"\\\\u0000" * 1_000_000 + b'"', b'"\\\\ud800"']
        def instead():
            texts.append(texts.pop(0))
            return texts[-1].decode("latin1")
        """,
    )


@case(LAST, says=UNREADABLE)
def answers_with_millions_of_empty_parts(work: Work, host: Host) -> None:
    """A text that is small as text, and takes gigabytes when it is read."""
    answers(
        work,
        """
        texts = ['{"t":"list","items":[' + "{}," * 5_000_000 + "0]}", "[" + "[]," * 5_000_000 + "0]",
                 '{"a":' * 900 + "0" + "}" * 900, "[" * 3_000_000, "[" + "0," * 8_000_000 + "0]"]
        def instead():
            texts.append(texts.pop(0))
            return texts[-1]
        """,
    )


@case(LAST, says=UNREADABLE)
def answers_with_a_dictionary_whose_keys_all_collide(work: Work, host: Host) -> None:
    """Fifty thousand whole numbers of the same hash: each is compared with all before it."""
    answers(
        work,
        """
        prime = 2**61 - 1
        pairs = ",".join(f"[{prime * n},0]" for n in range(60_000))
        value = '{"t":"dict","items":[["status","returned"],["value",{"t":"dict","items":[' + pairs + "]}]]}"
        def instead():
            return value
        """,
    )


@case(LAST, says=UNREADABLE)
def answers_with_arrays_that_cannot_be(work: Work, host: Host) -> None:
    """Records and objects for a dtype, shapes of astronomical size, data that does not fit."""
    answers(
        work,
        """
        import json
        arrays = [("O", "AAAAAAAAAAA=", [1]), ("|O8", "AAAAAAAAAAA=", [1]), ("f8,O", "", [0]), ("<f8", "", [0, 2**62]),
                  ("<f8", "", [2**62, 2**62]), ("<f8", "AAAA", [-1]), ("<f8", "x" * 99, [1]), ("<f99", "", [0]),
                  ("<U9", "", [0]), ("<M8", "", [0]), ("<f8", "", [0] * 40), ("<f8", "", [True]), ("<f8", "", ["a"])]
        def instead():
            dtype, data, shape = arrays[-1]
            arrays.insert(0, arrays.pop())
            four = {"t": "tuple", "items": [{"t": "array", "dtype": dtype, "data": data, "shape": shape}] * 4}
            items = [["status", "returned"], ["value", four], ["changed", {"t": "list", "items": []}]]
            return json.dumps({"t": "dict", "items": items})
        """,
    )


@case(LAST, call_seconds=1.0, patience=1.0, says=CLOSED)
def announces_more_than_may_come(work: Work, host: Host) -> None:
    """A frame of two to the power of sixty bytes: nobody makes room for it."""
    answers(
        work,
        """
        def instead():
            write(struct.pack("!Q", 2**60))
            time.sleep(60)
        """,
    )


@case(LAST, call_seconds=1.0, patience=1.0, says="had not finished")
def announces_more_than_comes(work: Work, host: Host) -> None:
    answers(
        work,
        """
        def instead():
            write(struct.pack("!Q", 1000) + b"only this")
            time.sleep(60)
        """,
    )


@case(LAST, call_seconds=2.0, patience=1.0, says="broke the line|gave no answer|had not finished")
def writes_without_end(work: Work, host: Host) -> None:
    """As fast as it can, for as long as anybody listens."""
    answers(
        work,
        """
        def instead():
            while True:
                write(b"9" * 65536)
        """,
    )


@case(LAST, call_seconds=1.0, patience=1.0, says=f"{CLOSED}|ended the Python process")
def closes_every_channel(work: Work, host: Host) -> None:
    answers(
        work,
        """
        def instead():
            os.closerange(3, 256)
            time.sleep(60)
        """,
    )


@case(LAST, call_seconds=1.0, patience=1.0, says="had not finished")
def reads_the_requests_away(work: Work, host: Host) -> None:
    """A thread takes calls off the line before the runtime can: they are never answered, or by the wrong one."""
    answers(
        work,
        """
        import threading
        def instead():
            threading.Thread(target=lambda: [os.read(LINE, 65536) for _ in range(9)], daemon=True).start()
            time.sleep(60)
        """,
    )
