"""Tasks, wherever they run: here, in threads with a fake kernel; on Dask's workers, with the real sandbox."""

from __future__ import annotations

import dataclasses
import gc
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder import authoring, cohort, course, grading, intake, release, results, sandbox
from autograder.cohort import Cohort, Graded, Task
from autograder.course import Assignment
from autograder.errors import ClassroomError, SandboxError
from autograder.intake import Answers, Piece
from autograder.verdict import ExerciseVerdict, Verdict

STEP = course.find("step_by_step")
SCRIPT = authoring.read(STEP)
leaves_loops = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Dask's, unclosed


def task(source: str) -> Task:
    answers = Answers(STEP.id, (Piece(source, "rnn_forward"),))
    return Task.of(results.key(STEP, answers), STEP, answers, b"secret of a class")


@pytest.fixture
def graded(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The sources that a grader has seen which knows only what they say."""
    seen: list[str] = []

    def grade(assignment: Assignment, answers: Answers, secret: bytes) -> Verdict:
        source = answers.pieces[0].source
        seen.append(source)
        if source == "fail" or (source == "fail once" and seen.count(source) == 1):
            raise SandboxError("the kernel gave no answer")
        if source.startswith("hang"):
            slow = source == "hang" or seen.count(source) == 1
            points = 5.0 if slow else 25.0
            return Verdict(assignment.id, (ExerciseVerdict("rnn_forward", points, 25.0, not slow),), timed_out=slow)
        if source.startswith("die"):
            dies = source == "die" or seen.count(source) == 1
            return Verdict(assignment.id, (ExerciseVerdict("rnn_forward", 10.0, 25.0, False),), died=dies)
        if source == "stop":
            raise ZeroDivisionError("a mistake of ours")
        points = float(len(source))
        return Verdict(assignment.id, (ExerciseVerdict("rnn_forward", points, 25.0, False),))

    monkeypatch.setattr(grading, "grade", grade)
    monkeypatch.setattr(cohort, "FEW", 1000)
    yield seen


def outcomes(*sources: str, workers: int = 2) -> dict[str, Graded]:
    with Cohort(workers) as many:
        return {done.pieces[0][1]: graded for done, graded in many.grade(map(task, sources))}


def test_every_task_comes_back_with_its_verdict(graded: list[str]) -> None:
    found = outcomes("a", "bb", "ccc")
    assert {source: one.verdict.score for source, one in found.items() if one.verdict} == {"a": 1, "bb": 2, "ccc": 3}


def test_a_task_that_fails_is_tried_again_when_the_others_are_done(graded: list[str]) -> None:
    found = outcomes("fail once", "a", "bb", "fail", workers=1)
    assert found["fail once"].verdict is not None
    assert (found["fail"].verdict, found["fail"].trouble) == (None, "the kernel gave no answer")
    assert graded == ["fail once", "a", "bb", "fail", "fail once", "fail", "fail"]


def test_a_time_limit_is_tried_once_more_alone_before_it_costs_points(graded: list[str]) -> None:
    found = outcomes("hang once", "a", "hang", "bb")
    assert graded[-2:] == ["hang once", "hang"]
    assert {source: one.verdict.score for source, one in found.items() if one.verdict} == {
        "a": 1,
        "bb": 2,
        "hang once": 25,
        "hang": 5,
    }


def test_a_death_is_believed_only_when_it_comes_again(graded: list[str]) -> None:
    found = outcomes("die once", "die")
    assert [found[source].verdict.died for source in ("die once", "die")] == [False, True]  # type: ignore[union-attr]
    assert (graded.count("die once"), graded.count("die")) == (2, 3)


def test_a_mistake_of_ours_costs_one_submission_and_not_the_class(graded: list[str]) -> None:
    found = outcomes("stop", "a")
    assert found["a"].verdict is not None
    assert "ZeroDivisionError: a mistake of ours" in found["stop"].trouble


def test_tasks_are_taken_only_as_there_is_room_for_them(graded: list[str]) -> None:
    taken: list[int] = []

    def many() -> Iterator[Task]:
        for number in range(50):
            taken.append(number)
            yield task("x" * (number + 1))

    cohort.FEW = 1  # what is looked at beforehand, to choose where to run; reset by the fixture's monkeypatch
    here = cohort.Here(2)
    for done, _ in enumerate(here.grade(many()), 1):
        assert len(taken) <= done + 2
    here.close()
    assert len(taken) == 50


def test_no_tasks_start_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cohort, "Here", None)
    with Cohort() as many:
        assert list(many.grade([])) == []


def test_gradings_run_side_by_side(graded: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    meeting, grade = threading.Barrier(2, timeout=10), grading.grade
    monkeypatch.setattr(grading, "grade", lambda *given: (meeting.wait(), grade(*given))[1])
    assert all(one.verdict for one in outcomes("a", "bb").values())


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"seconds": 1, "verdict": 3}', "null", '{"verdict": {}}'])
def test_what_is_no_verdict_is_not_believed(text: str) -> None:
    assert cohort.outcome(task("a"), lambda: text).verdict is None


def test_a_verdict_on_something_else_is_not_believed() -> None:
    text = json.dumps({"seconds": 1.0, "verdict": Verdict("Jazz", ()).to_dict()})
    assert "Jazz" in cohort.outcome(task("a"), lambda: text).trouble


def test_a_worker_with_another_version_of_the_course_grades_nothing(graded: list[str]) -> None:
    other = dataclasses.replace(task("a"), version="another")
    with pytest.raises(ClassroomError, match="another version of the course"):
        cohort.perform(other)
    assert graded == []


def test_the_secret_is_not_shown() -> None:
    assert "secret of a class" not in repr(task("a"))


def test_equal_answers_make_equal_tasks_and_other_limits_others() -> None:
    patient = dataclasses.replace(STEP, limits=dataclasses.replace(STEP.limits, cell_seconds=99.0))
    answers = Answers(STEP.id, (Piece("a", "rnn_forward"),))
    assert task("a") == task("a")
    assert len({task("a").key, task("b").key, results.key(patient, answers)}) == 3


def test_without_confinement_nothing_is_graded_unless_told(monkeypatch: pytest.MonkeyPatch, graded: list[str]) -> None:
    monkeypatch.setattr(sandbox, "level", lambda: "none")
    with pytest.raises(ClassroomError, match=r"`autograder doctor` .* --unconfined"):
        list(Cohort(unconfined=False).grade([task("a")]))
    with pytest.raises(ClassroomError, match="--unconfined"):
        cohort.perform(dataclasses.replace(task("a"), unconfined=False))
    assert graded == []
    assert len(list(Cohort(unconfined=True).grade([task("a")]))) == 1


@leaves_loops
def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from autograder import cluster

    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.5)
    with (
        Cohort(scheduler="tcp://127.0.0.1:9") as many,
        pytest.raises(ClassroomError, match=r"tcp://127\.0\.0\.1:9: no"),
    ):
        list(many.grade([task("a")]))
    gc.collect()


@pytest.mark.kernel
@leaves_loops
def test_a_class_is_graded_on_workers_as_it_is_here() -> None:
    notebook = release.solved_notebook(SCRIPT)
    solved = intake.extract(intake.cells(notebook), SCRIPT)
    tasks = []
    for number in range(6):
        pieces = tuple(Piece(f"{piece.source}\n# {number}", piece.exercise) for piece in solved.pieces[number % 3 :])
        answers = Answers(STEP.id, pieces)
        tasks.append(Task.of(results.key(STEP, answers), STEP, answers, b"x" * 32))
    with Cohort(2) as many:
        there = {done.key: graded.verdict for done, graded in many.grade(tasks)}
    with Cohort(2) as many:
        here = {done.key: graded.verdict for one in tasks for done, graded in many.grade([one])}
    assert there == here
    assert sorted(verdict.score for verdict in there.values() if verdict)[-2:] == [100.0, 100.0]
    gc.collect()


@pytest.mark.kernel
@leaves_loops
def test_what_fails_on_a_worker_is_truly_tried_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Dask hands out the outcome of an earlier task of the same name, as long as somebody remembers it."""
    from autograder import cluster

    verdict = json.dumps({"seconds": 1.0, "verdict": Verdict(STEP.id, ()).to_dict()})

    def fails_twice(one: Task) -> str:
        path = tmp_path / one.key
        tries = len(path.read_text()) if path.exists() else 0
        path.write_text("x" * (tries + 1))
        if tries < cohort.MORE:
            raise SandboxError("the kernel ended before it was ready")
        return verdict

    monkeypatch.setattr(cluster, "perform", fails_twice)
    with Cohort(1) as many:
        found = [graded for _, graded in many.grade(task("x" * number) for number in range(1, 7))]
    assert [one.verdict is not None for one in found] == [True] * 6
    gc.collect()


class Losing:
    """Stands for a client whose workers die so many times while they are told something."""

    def __init__(self, deaths: int) -> None:
        self.deaths, self.told = deaths, 0

    def register_plugin(self, plugin: object) -> None:
        self.told += 1
        if self.told <= self.deaths:
            raise OSError("Stream is closed")


@pytest.mark.parametrize("deaths", [0, 1, 2])
def test_a_worker_that_dies_while_it_warms_up_does_not_end_the_grading(deaths: int) -> None:
    from autograder.cluster import Cluster

    losing = Losing(deaths)
    cluster = Cluster.__new__(Cluster)
    cluster.__dict__.update(_client=losing, _place="the cluster")
    cluster._warm(STEP.limits)
    assert losing.told == deaths + 1


def test_workers_that_always_die_are_named() -> None:
    from autograder.cluster import Cluster

    cluster = Cluster.__new__(Cluster)
    cluster.__dict__.update(_client=Losing(100), _place="tcp://host:8786")
    with pytest.raises(ClassroomError, match="tcp://host:8786: has gone away; grade once more"):
        cluster._warm(STEP.limits)
