"""`python -m autograder.mutants [ASSIGNMENT ...]`: exit code 1 if the hidden tests miss what they should notice."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Sequence

from autograder.course import ASSIGNMENTS, Assignment, find
from autograder.errors import AutograderError
from autograder.mutants import ENOUGH, EQUIVALENT, Found, examine


def main(names: Sequence[str]) -> int:
    """Report on these assignments, or on all; 0 if every survivor is explained and enough mutants are rejected."""
    logging.disable()  # a test that stops is reported here, not logged
    try:
        chosen = [find(name) for name in names] or list(ASSIGNMENTS)
        verdicts = [report(assignment) for assignment in chosen]  # all of them, not up to the first bad one
        return 0 if all(verdicts) else 1
    except AutograderError as error:
        print(error, file=sys.stderr)
        return error.exit_code


def report(assignment: Assignment) -> bool:
    """Print what became of the assignment's mutants; whether all is well."""
    print(assignment.id)
    found = []
    for one in examine(assignment):
        found.append(one)
        rejected = one.tried - len(one.survivors)
        print(f"  {one.exercise:<24}{one.tried:>5} mutants{rejected:>6} rejected{len(one.survivors):>5} survived")
        _print_faults(assignment, one)
    tried = sum(one.tried for one in found)
    share = 1 - sum(len(one.survivors) for one in found) / max(tried, 1)
    print(f"  {share:.1%} of {tried} rejected; at least {ENOUGH:.0%} must be")
    return tried > 0 and share >= ENOUGH and all(one.good for one in found)


def _print_faults(assignment: Assignment, found: Found) -> None:
    for mutant in found.unexplained:
        print(f"\n  survived. Write a test that notices, or explain it in {EQUIVALENT.name}:")
        print(f"[[{assignment.id}.{found.exercise}]]")
        print(f"old = {json.dumps(mutant.old)}\nnew = {json.dumps(mutant.new)}\nwhy = ''")
    for mutant in found.stopped:
        print(f"\n  a hidden test stops instead of judging:\n- {mutant.old}\n+ {mutant.new}")
    for entry in found.stale:
        print(f"\n  stale in {EQUIVALENT.name}; remove it:\n- {entry['old']}\n+ {entry['new']}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
