"""nbgrader's own steps, run in this process: same classes and configuration as its command line, its log in a file."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nbconvert.writers import FilesWriter
from nbgrader.api import Gradebook
from nbgrader.auth import Authenticator
from nbgrader.converters import Autograde, BaseConverter, GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError, ExchangeFactory
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config

from autograder import places
from autograder.classroom import configuration
from autograder.course import COURSE_ID
from autograder.errors import ClassroomError

LOG = "nbgrader.log"


class _Staying(BaseConverter):
    """nbgrader's converters change the process's working folder; other threads are at work here, so these do not."""

    def start(self) -> None:
        self.init_notebooks()
        self.writer = FilesWriter(parent=self, config=self.config)
        self.exporter = self.exporter_class(parent=self, config=self.config)
        for preprocessor in self.preprocessors:
            self.exporter.register_preprocessor(preprocessor)
        self.convert_notebooks()


class _GenerateAssignment(GenerateAssignment, _Staying):
    pass


class _Autograde(Autograde, _Staying):
    pass


class _GenerateFeedback(GenerateFeedback, _Staying):
    pass


class Nbgrader:
    """nbgrader at work in the classroom. Every step raises ClassroomError if nbgrader says that it failed."""

    def __init__(self, config: Config, log: logging.Logger, errors: list[str]) -> None:
        self._config = config
        self._log = log
        self._errors = errors

    @property
    def db_url(self) -> str:
        return self._config.CourseDirectory.db_url

    def gradebook(self) -> Gradebook:
        """The gradebook, open. ClassroomError if it cannot be reached."""
        try:
            return Gradebook(self.db_url, COURSE_ID)
        except (SQLAlchemyError, ImportError) as error:
            where = make_url(self.db_url).render_as_string(hide_password=True) if "://" in self.db_url else self.db_url
            reason = str(error).strip().splitlines()[0]
            raise ClassroomError(
                f"{where}: the gradebook cannot be opened: {reason}; check {places.GRADEBOOK}."
            ) from None

    def generate_assignment(self, assignment: str) -> None:
        self._convert(_GenerateAssignment, assignment)

    def autograde(self, assignment: str, learner: str) -> None:
        self._convert(_Autograde, assignment, learner)

    def generate_feedback(self, assignment: str, learner: str = "*") -> None:
        self._convert(_GenerateFeedback, assignment, learner)

    def release_assignment(self, assignment: str) -> None:
        self._exchange("ReleaseAssignment", assignment, force=True)

    def submit(self, folder: os.PathLike, learner: str = "*") -> None:
        """Hand in a folder, named after its assignment, as this learner, or as whoever is logged in."""
        self._exchange("Submit", os.fspath(folder), learner)

    def collect(self, assignment: str) -> None:
        self._exchange("Collect", assignment, update=True)

    def release_feedback(self, assignment: str, learner: str = "*") -> None:
        self._exchange("ReleaseFeedback", assignment, learner)

    def _convert(self, kind: type[BaseConverter], assignment: str, learner: str = "*") -> None:
        converter = kind(coursedir=self._course(assignment, learner), config=self._config, log=self._log)
        converter.force = True
        self._run(converter, assignment)

    def _exchange(self, step: str, assignment: str, learner: str = "*", **options: Any) -> None:
        factory = ExchangeFactory(config=self._config, log=self._log)
        authenticator = Authenticator(config=self._config, log=self._log)
        run = getattr(factory, step)(coursedir=self._course(assignment, learner), authenticator=authenticator)
        for name, value in options.items():
            setattr(run, name, value)
        self._run(run, os.path.basename(assignment))

    def _course(self, assignment: str, learner: str) -> CourseDirectory:
        return CourseDirectory(config=self._config, log=self._log, assignment_id=assignment, student_id=learner)

    def _run(self, step: Any, assignment: str) -> None:
        self._errors.clear()
        try:
            step.start()
        except (NbGraderException, ExchangeError, OSError, RuntimeError, ValueError) as error:
            said = (self._errors or [str(error)])[0].strip().splitlines()[-1]
            what = f"nbgrader's {type(step).__name__.strip('_')} failed"
            raise ClassroomError(f"{assignment}: {what}: {said} See {places.classroom() / LOG}.") from error


@contextmanager
def running() -> Iterator[Nbgrader]:
    """nbgrader, with everything it says written to `nbgrader.log` in the classroom."""
    errors: list[str] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # nbgrader leaves small files for the collector to close
        config = configuration.load()
        with _logged(_Errors(errors), logging.FileHandler(places.classroom() / LOG, encoding="utf-8")) as log:
            yield Nbgrader(config, log, errors)


@contextmanager
def _logged(*handlers: logging.Handler) -> Iterator[logging.Logger]:
    log = logging.getLogger("autograder.classroom")  # and so what our own part says
    log.propagate = False
    log.setLevel(logging.INFO)
    for handler in handlers:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
    try:
        yield log
    finally:
        for handler in handlers:
            log.removeHandler(handler)
            handler.close()


class _Errors(logging.Handler):
    """Keeps what was said at the level of an error."""

    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record.getMessage())
