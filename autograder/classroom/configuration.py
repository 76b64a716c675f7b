"""What nbgrader is told, whoever starts it: its command line, JupyterLab, or we."""

from __future__ import annotations

import logging
import os
import shutil
import sysconfig
import warnings
from pathlib import Path

from nbgrader.preprocessors import AssignLatePenalties, ClearOutput, GetGrades, LimitOutput, SaveAutoGrades
from sqlalchemy.exc import SAWarning
from traitlets.config import Config, PyFileConfigLoader

from autograder import authoring, course, places, release
from autograder.classroom import archives, exchange, feedback_page, handed_in, judge
from autograder.errors import AutograderError, ClassroomError

log = logging.getLogger(__name__)

CONFIG_FILE = "nbgrader_config.py"
KEPT = ("timestamp.txt", "submission_secret.txt")  # what nbgrader reads when it releases a page


def configure(c: Config) -> None:
    """Set everything that makes nbgrader keep this course, and lay the classroom's folders out."""
    home = places.classroom()
    c.CourseDirectory.root = str(home)
    c.CourseDirectory.course_id = course.COURSE_ID
    c.CourseDirectory.db_url = places.gradebook()
    c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", ".gitignore"]
    c.Exchange.root = str(places.exchange())
    c.Exchange.cache = str(home / "cache")
    c.ExchangeFactory.submit = exchange.Submit
    c.ExchangeFactory.collect = exchange.Collect
    c.ExchangeFactory.fetch_assignment = exchange.FetchAssignment
    c.ExchangeFactory.fetch_feedback = exchange.FetchFeedback
    c.GenerateFeedback.exporter_class = feedback_page.FeedbackExporter
    c.GenerateFeedback.preprocessors = [GetGrades]
    c.ExportPlugin.to = str(home / "grades.csv")
    c.Autograde.exporter_class = judge.SubmissionExporter
    c.Autograde.pre_convert_hook = before_autograde
    # The notebook is made here from the course's own, so nbgrader need not check it again at every step.
    c.SubmissionExporter.optimistic_validation = True
    c.Autograde.sanitize_preprocessors = [ClearOutput]
    c.ZipCollectApp.extractor_plugin = archives.Extractor
    c.GenerateFeedback.post_convert_hook = keep_only_our_pages
    c.Autograde.autograde_preprocessors = [
        judge.Judge,
        LimitOutput,
        SaveAutoGrades,
        AssignLatePenalties,
        judge.Remember,
    ]
    c.merge(release.stub_config())
    _put_programs_on_path()
    warnings.filterwarnings("ignore", category=SAWarning)  # nbgrader's own, at every new submission
    try:
        prepare()
    except (AutograderError, OSError) as error:  # raised here, nbgrader would go on without our configuration
        log.warning("%s", error)


def load() -> Config:
    """The configuration as nbgrader's commands see it: the course's file, with whatever an instructor added to it."""
    config = PyFileConfigLoader(CONFIG_FILE, path=str(course.ROOT)).load_config()
    if config.CourseDirectory.root != str(places.classroom()):
        raise ClassroomError(f"{CONFIG_FILE}: does not call `autograder.classroom.configure(c)`; add that line again.")
    return config


def prepare() -> None:
    """Make what is missing: the exchange with the rights nbgrader wants, instructor notebooks, files of submissions."""
    _make(places.classroom(), 0o700)
    root = places.exchange()
    _make(root, 0o1777)
    if root.stat().st_uid == os.geteuid():
        root.chmod(0o1777)  # nbgrader wants everyone to write here; nobody is to move what is another's
    _make(root / course.COURSE_ID, 0o755)
    _make(root / course.COURSE_ID / "outbound", 0o755)
    _make(root / course.COURSE_ID / "inbound", 0o3733)
    _make(root / course.COURSE_ID / "feedback", 0o711)
    source = places.classroom() / "source"
    if _newest_source() > _oldest_notebook(source):
        release.instructor_notebooks(source)
        for assignment in course.GRADED:
            (source / assignment.id / f"{assignment.notebook}.ipynb").touch()
    _put_in_order_what_came_another_way()


def before_autograde(assignment: str, student: str, notebooks: list[str]) -> None:
    """nbgrader is about to copy a submission's files: see to it that it follows no link."""
    for folder in {Path(notebook).parent for notebook in notebooks}:
        handed_in.put_in_order(folder, handed_in.assignment_called(assignment))


def keep_only_our_pages(assignment: str, student: str, notebooks: list[str]) -> None:
    """nbgrader copies what lies beside a notebook into the feedback, and releases every page there as its own."""
    for notebook in map(Path, notebooks):  # autograded/LEARNER/ASSIGNMENT/NAME.ipynb
        folder = places.classroom() / "feedback" / notebook.parent.parent.name / notebook.parent.name
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name not in KEPT and (
                path.suffix != ".html" or path.stem not in {Path(n).stem for n in notebooks}
            ):
                path.unlink()


def _put_in_order_what_came_another_way() -> None:
    """Submissions that were unzipped or copied into the classroom lack what collecting sees to."""
    for folder in (places.classroom() / "submitted").glob("*/*"):
        if folder.is_dir() and not folder.is_symlink():
            try:
                handed_in.put_in_order(folder, handed_in.assignment_called(folder.name))
            except OSError as error:
                log.warning("%s: cannot be put in order: %s", folder, error)


def _make(folder: Path, mode: int) -> None:
    if folder.is_dir():
        return
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(mode)  # mkdir's own mode is cut by the umask


def _put_programs_on_path() -> None:
    """nbgrader starts `alembic` by name, and the environment need not be activated."""
    programs, path = sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath)
    if programs not in path.split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([programs, path])


def _newest_source() -> float:
    media = (course.ROOT / "media").glob("*.svg")
    ours = [Path(authoring.__file__), Path(course.__file__)]
    return max(path.stat().st_mtime for path in [*(a.source for a in course.GRADED), *ours, *media])


def _oldest_notebook(source: Path) -> float:
    paths = [source / a.id / f"{a.notebook}.ipynb" for a in course.GRADED]
    return min(path.stat().st_mtime if path.is_file() else 0.0 for path in paths)
