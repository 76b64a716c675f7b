"""Certificates: who gets one, the keys that sign them, and the commands."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder import certificate, classroom, cli, course, places
from autograder.certificate import drawing, files, keys, lettering, verify
from autograder.certificate.record import Record, new_code
from autograder.certificate.standing import standings, week_scores
from autograder.classroom import GradebookRow
from autograder.course import Assignment
from autograder.errors import AutograderError, ClassroomError, NotPassed
from tests.autograder.certificates import KEY, RECORD, chunk_of

PARTS = (
    Assignment("step_by_step", 1, "steps"),
    Assignment("Module_1_Graded_Quiz", 1, "quiz"),
    Assignment("Emojify", 2, "emoji"),
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(places.CLASSROOM, str(tmp_path / "classroom"))
    return tmp_path / "classroom"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One certificate's files, and the key to verify them."""
    folder = tmp_path_factory.mktemp("made")
    issued = certificate.make(RECORD, KEY, folder)
    return {"png": issued.png.read_bytes(), "pdf": issued.pdf.read_bytes()}


@pytest.fixture
def gradebook(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """The scores of Ana, in a course of three parts; a test changes them."""
    scores = {"step_by_step": 95.0, "Module_1_Graded_Quiz": 80.0, "Emojify": 100.0}
    monkeypatch.setattr(course, "GRADED", PARTS)
    monkeypatch.setattr(classroom, "learner_name", {"ana": "Ana Ruiz"}.get)
    monkeypatch.setattr(classroom, "gradebook_rows", lambda: [row(name, score) for name, score in scores.items()])
    return scores


@pytest.fixture
def no_drawing(monkeypatch: pytest.MonkeyPatch, made: dict[str, bytes]) -> None:
    """Pages that look all the same, at once."""
    body = made["png"].replace(chunk_of(made["png"], b"iTXt"), b"").replace(chunk_of(made["png"], files.SEAL_KEY), b"")

    def render(record: Record, text: str, key_name: str) -> tuple[bytes, bytes]:
        return files.png_with_record(body, text), b"%%PDF-1.4\n/Keywords (%s)\n" % files.keywords(text).encode()

    monkeypatch.setattr(drawing, "render", render)


@pytest.fixture
def run() -> Callable[..., Result]:
    return lambda *words: CliRunner().invoke(cli.main, [str(word) for word in words])


def row(assignment: str, score: float, most: float = 100.0, learner: str = "ana", review: bool = False) -> GradebookRow:
    return GradebookRow(assignment, learner, score, most, 0.0, review)


# Who gets one


def test_who_passed_everything_gets_both_files_and_they_are_genuine(gradebook: dict[str, float], home: Path) -> None:
    issued = certificate.issue("ana")
    assert (issued.record.name, issued.record.course) == ("Ana Ruiz", "Sequence Models")
    assert issued.record.scores == ((1, 87.5), (2, 100.0))
    assert {issued.png.name, issued.pdf.name} == {f"{issued.record.code}.png", f"{issued.record.code}.pdf"}
    for path in (issued.png, issued.pdf):
        assert verify(path) == verify(path, keys.public_path()) == certificate.Verified(issued.record, True)


def test_who_has_not_passed_is_told_what_is_missing_part_by_part(gradebook: dict[str, float], home: Path) -> None:
    gradebook["step_by_step"] = 62.5
    del gradebook["Emojify"]
    with pytest.raises(NotPassed) as refusal:
        certificate.issue("ana")
    assert str(refusal.value) == (
        "ana: has not passed yet, 80 % is needed in each: "
        "step_by_step has 62.5 of 100 points and needs 80; Emojify is not handed in."
    )
    assert not home.exists()


def test_a_quiz_counts_like_an_assignment(gradebook: dict[str, float]) -> None:
    gradebook["Module_1_Graded_Quiz"] = 79.99
    with pytest.raises(NotPassed, match="Module_1_Graded_Quiz has 79.99 of 100 points and needs 80"):
        certificate.issue("ana")


def test_every_assignment_and_every_quiz_of_the_real_course_is_required() -> None:
    needed = {part.id for part in (*course.ASSIGNMENTS, *course.QUIZZES)}
    assert {part.id for part in certificate.required()} == needed and len(needed) == 10


def test_the_pass_mark_can_be_set(gradebook: dict[str, float], no_drawing: None) -> None:
    with pytest.raises(NotPassed, match="90 % is needed.* Module_1_Graded_Quiz has 80 of 100 points and needs 90"):
        certificate.issue("ana", pass_mark=90)
    gradebook["Module_1_Graded_Quiz"] = 50.0
    assert certificate.issue("ana", pass_mark=50).record.pass_mark == 50


def test_the_pass_mark_is_taken_of_the_points_that_can_be_had() -> None:
    parts = PARTS[:1]
    for score, passes in ((24.0, True), (23.99, False), (30.0, True), (0.0, False)):
        (found,) = standings("ana", [row("step_by_step", score, 30.0)], parts)
        assert (found.missing(80) == "") is passes


def test_what_a_person_has_yet_to_grade_is_said() -> None:
    (found,) = standings("ana", [row("step_by_step", 10, review=True)], PARTS[:1])
    assert found.missing(80) == ("step_by_step has 10 of 100 points and needs 80, and a person has yet to look at it")
    (found,) = standings("ana", [row("step_by_step", 0, 0.0)], PARTS[:1])
    assert found.missing(80) == "step_by_step is not graded yet"


def test_scores_of_others_do_not_count() -> None:
    found = standings("ana", [row("step_by_step", 100, learner="ben")], PARTS[:1])
    assert found[0].missing(80) == "step_by_step is not handed in"


def test_a_week_is_the_share_of_its_points_and_never_rounded_up() -> None:
    rows = [row("step_by_step", 79.99), row("Module_1_Graded_Quiz", 8.0, 10.0), row("Emojify", 2.0, 3.0)]
    assert week_scores(standings("ana", rows, PARTS)) == ((1, 79.9), (2, 66.6))


def test_a_learner_whom_the_gradebook_does_not_know_is_named(gradebook: dict[str, float]) -> None:
    with pytest.raises(ClassroomError, match="^bob: the gradebook has no learner of this name"):
        certificate.issue("bob")


def test_asked_again_it_is_the_same_certificate_until_something_changes(
    gradebook: dict[str, float], no_drawing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = certificate.issue("ana")
    content = first.png.read_bytes()
    entries = certificate._register()

    class Later(certificate.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2031, 1, 2, tzinfo=tz)

    monkeypatch.setattr(certificate, "datetime", Later)
    assert certificate.issue("ana") == first
    assert (first.png.read_bytes(), certificate._register()) == (content, entries)
    gradebook["Emojify"] = 90.0
    better = certificate.issue("ana")
    assert (better.record.date, better.record.scores[1]) == ("2031-01-02", (2, 90.0))
    assert better.record.code != first.record.code and len(certificate._register()) == 2
    assert verify(first.png).record == first.record


def test_the_code_depends_on_the_record_and_on_the_key() -> None:
    bare = replace(RECORD, code="")
    codes = {new_code(bare, KEY), new_code(replace(bare, name="Ana"), KEY), new_code(bare, keys.SPECIMEN)}
    assert len(codes) == 3 and all(len(code) == 12 and code.isalnum() and code.upper() == code for code in codes)
    assert new_code(bare, KEY) in codes


def test_nothing_is_kept_if_the_name_cannot_be_drawn(
    gradebook: dict[str, float], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lettering, "_candidates", lambda name: iter(()))
    with pytest.raises(AutograderError, match="No font here can write"):
        certificate.issue("ana")
    assert not home.exists()


# The keys


def test_the_keys_are_made_once_and_the_private_one_is_its_owners_alone(home: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made_keys = {keys.public_pem(key) for key in pool.map(lambda _: keys.private_key(), range(24))}
    assert made_keys == {keys.public_path().read_bytes()}
    assert keys.private_path().stat().st_mode & 0o777 == 0o600
    assert home.stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in home.iterdir()) == ["certificate_key.pem", "certificate_key.pub"]
    assert b"PRIVATE" not in keys.public_path().read_bytes()


def test_a_key_that_others_may_read_is_not_used(home: Path) -> None:
    keys.private_key()
    keys.private_path().chmod(0o640)
    with pytest.raises(ClassroomError, match="others may read the key .*`chmod 600"):
        keys.private_key()


@pytest.mark.parametrize("content", [b"", b"no key", keys.public_pem(KEY)])
def test_a_broken_key_is_named_and_never_replaced(home: Path, content: bytes) -> None:
    keys.private_key()
    keys.private_path().write_bytes(content)
    with pytest.raises(ClassroomError, match="is not a private Ed25519 key"):
        keys.private_key()
    assert keys.private_path().read_bytes() == content


def test_a_lost_public_key_is_written_again(home: Path) -> None:
    public = keys.public_pem(keys.private_key())
    keys.public_path().unlink()
    keys.private_key()
    assert keys.public_path().read_bytes() == public


def test_verifying_makes_no_key(made: dict[str, bytes], tmp_path: Path, home: Path) -> None:
    path = tmp_path / "c.png"
    path.write_bytes(made["png"])
    with pytest.raises(ClassroomError, match="no such public key; name the file .* with --key FILE"):
        verify(path)
    assert not home.exists()
    path.with_suffix(".pub").write_text("no key")
    with pytest.raises(ClassroomError, match="is not a public Ed25519 key"):
        verify(path, path.with_suffix(".pub"))


def test_keys_and_certificates_of_the_classroom_are_never_committed() -> None:
    assert "/classroom/" in (course.ROOT / ".gitignore").read_text().splitlines()
    assert not list(course.MEDIA.glob("*.pem"))


# The command line


def test_the_command_issues_and_verifies(
    gradebook: dict[str, float], no_drawing: None, run: Callable[..., Result], tmp_path: Path
) -> None:
    done = run("certificate", "ana", "--name", "Ana  María", "--into", tmp_path / "out")
    assert done.exit_code == 0 and done.stdout.startswith("Ana María: certificate ")
    for path in (tmp_path / "out").iterdir():
        said = run("verify", path)
        assert said.exit_code == 0 and said.stdout.startswith("Genuine and unchanged. Ana María passed Sequence Models")
    path.write_bytes(path.read_bytes()[:-1])
    refused = run("verify", path)
    assert (refused.exit_code, refused.stdout, refused.stderr.count("\n")) == (8, "", 1)


def test_the_command_refuses_who_has_not_passed(
    gradebook: dict[str, float], run: Callable[..., Result], no_drawing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    gradebook["Emojify"] = 70.0
    done = run("certificate", "ana")
    assert done.exit_code == 7 and "Emojify has 70 of 100 points and needs 80" in done.stderr
    assert run("certificate", "ana", "--pass-mark", "70").exit_code == 0
    monkeypatch.setenv("AUTOGRADER_PASS_MARK", "65")
    assert run("certificate", "ana").exit_code == 0


def test_a_file_that_cannot_be_read_is_named(run: Callable[..., Result], tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.png"):
        done = run("verify", path)
        assert done.exit_code == 1 and "cannot be read" in done.stderr


@pytest.mark.kernel
@pytest.mark.filterwarnings("ignore:Object of type <Submitted")  # nbgrader's
def test_scores_and_names_come_from_nbgraders_gradebook(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from nbgrader.api import Gradebook

    home.mkdir()
    monkeypatch.setattr(course, "GRADED", PARTS[:1])
    with Gradebook(places.gradebook(), course.COURSE_ID) as book:
        book.add_assignment("step_by_step")
        book.add_notebook("steps", "step_by_step")
        book.add_grade_cell("one_check", "steps", "step_by_step", max_score=50, cell_type="code")
        for learner, name, score in (("ana", "Łucja", 45.0), ("ben", "Ben", 30.0), ("cem", None, None)):
            book.add_student(learner, first_name=name, last_name="Núñez" if name else None)
            if score is not None:
                book.add_submission("step_by_step", learner)
                book.find_grade("one_check", "steps", "step_by_step", learner).auto_score = score
        book.db.commit()
    issued = certificate.issue("ana")
    assert (issued.record.name, issued.record.scores) == ("Łucja Núñez", ((1, 90.0),))
    assert verify(issued.pdf).sealed
    with pytest.raises(NotPassed, match="^ben: .* step_by_step has 30 of 50 points and needs 40"):
        certificate.issue("ben")
    with pytest.raises(NotPassed, match="^cem: .* step_by_step is not handed in"):
        certificate.issue("cem")
    with pytest.raises(ClassroomError, match="^dee: "):
        certificate.issue("dee")
