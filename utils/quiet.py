"""Silence for programs that talk while they start.

A notebook imports Keras inside `with quiet():`, because TensorFlow reports its start-up on stderr, where a reader
looks for trouble. It knows nothing of Keras; what goes wrong is still shown.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["quiet"]


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what compiled code writes to stderr off the page, unless the block raises.

    Python's own warnings and exceptions are shown as always. TensorFlow is asked to keep
    its reports to itself later too; what matters in them is also raised.

    >>> with quiet():
    ...     written = os.write(2, b"chatter")
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    sys.stderr.flush()
    stderr = os.dup(2)
    with tempfile.TemporaryFile() as chatter:
        os.dup2(chatter.fileno(), 2)
        try:
            yield
        except BaseException:
            os.dup2(stderr, 2)
            chatter.seek(0)
            os.write(2, chatter.read())
            raise
        finally:
            os.dup2(stderr, 2)
            os.close(stderr)
