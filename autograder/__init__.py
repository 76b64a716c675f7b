"""The autograder of the course *Sequence Models*.

A notebook calls `submit`; everything else is the command `autograder`.
"""

import sys

# jsonschema, which nbformat imports, spends more than a second on a grammar of web addresses if it finds this package.
# No schema here asks for one.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

from autograder.notebook import submit  # noqa: E402

__all__ = ["submit"]
