"""What the course consists of: its lessons and assignments, where they live, and what a grading of each may use.

Exercises and their points stand in the sources (`autograder/source/`); `authoring.read` finds them there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from autograder.errors import AutograderError

ROOT = Path(__file__).resolve().parent.parent
MEDIA = ROOT / "media"
SOURCES = ROOT / "autograder" / "source"
COURSE_ID = "sequence_models"


NUMPY = ("numpy", "numpy.random", "matplotlib.pyplot", "utils", "autograder.sandbox.runtime")
KERAS = (*NUMPY, "tensorflow", "keras")


@dataclass(frozen=True)
class Limits:
    """What one grading may use, and what it needs. Times are wall seconds unless they say cpu; sizes are bytes."""

    start_seconds: float = 60.0  # until a kernel answers
    cell_seconds: float = 20.0  # one cell of the learner's notebook
    call_seconds: float = 10.0  # one call of the learner's function
    patience: float = 4.0  # on a busy machine: so many times the clock's limit, while the processor's is not used up
    value_bytes: int = 32 << 20  # one value that comes back
    output_bytes: int = 20_000  # printed text that is kept of one cell
    notebook_bytes: int = 20 << 20  # the file handed in
    submission_seconds: float = 240.0  # everything that one submission runs
    cpu_seconds: int = 240  # of processor time, for everything that one kernel runs
    memory_bytes: int = 2 << 30  # of one kernel and all that it starts, beyond what they share
    processes: int = 128  # of one kernel, threads included
    file_bytes: int = 64 << 20  # one file that the learner's code writes
    disk_bytes: int = 128 << 20  # all files that it writes
    preload: tuple[str, ...] = NUMPY  # modules that a warm kernel has imported when it starts


@dataclass(frozen=True)
class Exercise:
    """One function the learner writes. `builds_on` names the exercise whose function it calls, if any."""

    name: str
    points: float
    builds_on: str | None = None


@dataclass(frozen=True)
class Assignment:
    """One notebook of the course. `id` is nbgrader's assignment id, the name of its folder and of its source."""

    id: str
    week: int
    notebook: str  # file name without suffix
    limits: Limits = field(default_factory=Limits)

    @property
    def is_quiz(self) -> bool:
        """Whether it is answered, not programmed: then nothing that the learner wrote is run."""
        return False

    @property
    def folder(self) -> Path:
        return ROOT / f"Week_{self.week}" / self.id

    @property
    def path(self) -> Path:
        """The learners' notebook."""
        return self.folder / f"{self.notebook}.ipynb"

    @property
    def source(self) -> Path:
        return SOURCES / f"Week_{self.week}" / f"{self.id}.py"


@dataclass(frozen=True)
class GradedQuiz(Assignment):
    """A quiz: a notebook of answers that needs no kernel. It lies in the week's folder, its source is YAML."""

    @property
    def is_quiz(self) -> bool:
        return True

    @property
    def folder(self) -> Path:
        return ROOT / f"Week_{self.week}"

    @property
    def source(self) -> Path:
        return SOURCES / f"Week_{self.week}" / f"{self.id}.yaml"


ASSIGNMENTS = (
    Assignment(
        "step_by_step",
        1,
        "Building_a_Recurrent_Neural_Network_Step_by_Step_v3a",
        Limits(call_seconds=5.0),
    ),
    Assignment("Dinosaur_Island", 1, "Dinosaurus_Island_Character_level_language_model_final_v3a"),
    Assignment(
        "Jazz",
        1,
        "Improvise_a_Jazz_Solo_with_an_LSTM_Network_v3a",
        Limits(preload=KERAS, call_seconds=20.0),
    ),
    Assignment("Word_Vector_Representation", 2, "Operations_on_word_vectors_v2a", Limits(call_seconds=5.0)),
    Assignment("Emojify", 2, "Emojify_v2a", Limits(preload=KERAS)),
    Assignment(
        "Machine_Translation",
        3,
        "Neural_machine_translation_with_attention_v4a",
        Limits(preload=KERAS, call_seconds=20.0),
    ),
    Assignment(
        "Trigger_Word_Detection",
        3,
        "Trigger_word_detection_v1a",
        Limits(preload=(*KERAS, "pydub", "scipy.fft", "utils.audio", "utils.checks")),
    ),
)


QUIZZES = tuple(GradedQuiz(f"Module_{week}_Graded_Quiz", week, f"Module_{week}_Graded_Quiz") for week in (1, 2, 3))
GRADED: tuple[Assignment, ...] = (*ASSIGNMENTS, *QUIZZES)


@dataclass(frozen=True)
class Lesson(Assignment):
    """A week's lesson: a notebook to read and run, without exercises, never graded. It lies in the week's folder."""

    @property
    def folder(self) -> Path:
        return ROOT / f"Week_{self.week}"

    @property
    def source(self) -> Path:
        return SOURCES / f"Week_{self.week}" / f"{self.notebook}.py"


LESSONS = tuple(Lesson(f"Lesson_{week}", week, "Lesson") for week in (1, 2, 3))


def find(name: str) -> Assignment:
    """The assignment with this id; AutograderError if the course has none."""
    for assignment in GRADED:
        if assignment.id == name:
            return assignment
    known = ", ".join(assignment.id for assignment in GRADED)
    raise AutograderError(f"{name}: the course has no assignment of this name. It has: {known}.")


def named(path: Path) -> Assignment | None:
    """The assignment whose notebook has this file name, if there is one."""
    return next((assignment for assignment in GRADED if assignment.path.name == path.name), None)
