"""What a verdict looks like to people."""

import pytest
from rich.console import Console

from autograder import scorecard
from autograder.standing import Row
from autograder.verdict import ExerciseVerdict, Verdict, no_points

PARTLY = ExerciseVerdict("rnn_forward", 12.5, 25.0, False, ("`caches` has no entry for the last time step.",))
VERDICT = Verdict(
    "step_by_step",
    (
        ExerciseVerdict("rnn_cell_forward", 20.0, 20.0, True),
        PARTLY,
        ExerciseVerdict("lstm_forward", 0.0, 25.0, False, ("`lstm_forward` is not written yet.",)),
        ExerciseVerdict("rnn_backward", 0.0, 0.0, True),
    ),
    ("A note.",),
)


def test_the_score_card_names_points_state_message_and_note():
    text = scorecard.score_card_text(VERDICT)
    for part in (
        "32.5 of 70 points",
        "12.5 / 25",
        "partly right",
        "not written yet",
        "practice",
        "no entry",
        "A note.",
    ):
        assert part in text


def test_each_state_has_its_words():
    assert [scorecard.state(e) for e in VERDICT.exercises] == ["right", "partly right", "not written yet", "right"]


def test_a_verdict_survives_its_json():
    assert Verdict.from_json(VERDICT.to_json()) == VERDICT


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"assignment": 1}', '{"assignment":"a","exercises":[{}],"notes":[]}']
)
def test_what_is_not_a_verdict_is_not_read_as_one(text):
    with pytest.raises((ValueError, KeyError, TypeError)):
        Verdict.from_json(text)


def test_a_submission_that_cannot_be_graded_has_no_points_anywhere():
    verdict = no_points("a", VERDICT.exercises and [type("E", (), {"name": "f", "points": 10.0})], "why")
    assert (verdict.score, verdict.max_score, verdict.exercises[0].messages) == (0, 10, ("why",))


def test_progress_counts(capsys):
    with scorecard.progress(Console(force_terminal=True, width=80)) as advance:
        advance(0, 2, 0)
        advance(2, 2, 1)
    assert "2/2" in capsys.readouterr().out


def test_the_table_of_a_class_says_each_note_once_and_about_whom():
    def row(learner, *notes):
        return Row("step_by_step", learner, 70.0, 70.0, VERDICT.with_notes(*notes), 1.0, False)

    rows = [row("ada", "Look here."), *(row(f"learner-{n}") for n in range(6))]
    console = Console(width=120)
    with console.capture() as shown:
        console.print(scorecard.class_table(rows))
    notes = shown.get().splitlines()[-2:]
    assert notes == [
        "step_by_step, ada, learner-0, learner-1, learner-2, learner-3 and 2 more  A note.",
        "step_by_step, ada  Look here.",
    ]
