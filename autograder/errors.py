"""Every failure the autograder can name.

    AutograderError                 1   something a person can mend
    ├── OutOfDate                   1   a committed notebook differs from its source
    ├── SubmissionRefused           3   the file handed in cannot be graded as it is
    ├── AuthoringError              4   a source script breaks the rules of authoring
    ├── ClassroomError              5   the classroom is not in the state a command needs
    ├── SandboxError                6   the learner's kernel cannot be started
    │   ├── KernelDied              6   the learner's code ended its kernel
    │   └── KernelTimeout           6   the learner's code ran longer than it may
    ├── WireError                   6   a value that may not cross the boundary
    ├── NotPassed                   7   a learner has not yet earned a certificate
    └── NotGenuine                  8   a certificate that is forged, or was changed

The number is the exit code of the command line; 2 belongs to click, for a command typed wrongly.
A wrong answer is a score, never an exception. A message reads `where: what is wrong, and the mend`.
"""


class AutograderError(Exception):
    """Something a person can mend; its text is shown as it is."""

    exit_code = 1


class OutOfDate(AutograderError):
    """A committed notebook differs from its source."""


class SubmissionRefused(AutograderError):
    """The file handed in cannot be graded as it is."""

    exit_code = 3


class AuthoringError(AutograderError):
    """A source script breaks the rules of authoring."""

    exit_code = 4


class ClassroomError(AutograderError):
    """The classroom is not in the state that a command needs."""

    exit_code = 5


class SandboxError(AutograderError):
    """The learner's kernel cannot be started."""

    exit_code = 6


class KernelDied(SandboxError):
    """The learner's code ended its kernel."""


class KernelTimeout(SandboxError):
    """The learner's code ran longer than it may."""


class WireError(AutograderError):
    """A value that may not cross the boundary between learner and grader."""

    exit_code = 6


class NotPassed(AutograderError):
    """A learner has not yet earned a certificate; the text says what is missing."""

    exit_code = 7


class NotGenuine(AutograderError):
    """A certificate that is forged, or was changed after it was signed."""

    exit_code = 8


class Unmet(Exception):
    """Not a failure of the autograder: what a hidden test raises when an answer is not what it should be.

    Its text is the message for the learner. Grading turns it into lost points.
    """


class Consequence(Unmet):
    """An answer that is not what it should be because of something else that is not, which has a message of its own."""


class Unusable(Exception):
    """What a driver raises beside the learner's code, if it cannot work with what the learner's function returned."""
