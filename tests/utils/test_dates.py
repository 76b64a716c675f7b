"""The dates that the translation notebook is trained and judged with."""

import time
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils import dates
from utils.dates import ENGLISH, HUMAN, LANGUAGES, MACHINE, TX, TY, UNSEEN, date_sets, encode, written

ALL = tuple(LANGUAGES)
days = st.dates(dates.FIRST, dates.LAST)


@pytest.fixture(scope="module")
def sets():
    return date_sets((4_000, 500, 500, 500), ALL)


def test_there_are_at_least_twelve_formats_in_training_and_others_in_the_fourth_set(sets):
    train, dev, test, unseen = date_sets((2_000, 300, 300, 300))
    assert len(set(train.formats)) == len(ENGLISH) >= 12
    assert set(dev.formats) | set(test.formats) <= set(train.formats)
    assert len(set(unseen.formats)) == len(UNSEEN) and not set(unseen.formats) & set(train.formats)


def test_no_date_is_in_two_sets_or_twice_in_one(sets):
    drawn = [day for part in sets for day in part.machine]
    assert len(set(drawn)) == len(drawn)


def test_the_same_seed_draws_the_same_and_another_seed_others():
    assert date_sets((5, 5, 5, 5), seed=3) == date_sets((5, 5, 5, 5), seed=3)
    assert date_sets((5, 5, 5, 5), seed=3) != date_sets((5, 5, 5, 5), seed=4)


def test_a_larger_training_set_begins_like_a_smaller_one():
    assert date_sets((50, 0, 0, 0))[0].machine[:20] == date_sets((20, 0, 0, 0))[0].machine


def test_drawing_ten_thousand_pairs_takes_seconds():
    started = time.process_time()
    date_sets((10_000, 1_000, 1_000, 700))
    assert time.process_time() - started < 5


def test_more_dates_than_there_are_to_spare_are_refused():
    with pytest.raises(ValueError, match="25,000 or fewer"):
        date_sets((25_000, 1, 0, 0))


def test_capitals_small_letters_commas_and_day_names_all_occur(sets):
    humans = sets[0].human
    assert any(text.isupper() for text in humans) and any(text.islower() for text in humans)
    assert any("," in text for text in humans)
    with_days = [text.lower() for text in humans if "monday" in text.lower()]
    assert {"," in text for text in with_days} == {True, False}


def test_all_four_languages_are_drawn_equally_often(sets):
    spoken = [name.partition(":")[0] if ":" in name else "English" for name in sets[0].formats]
    shares = [spoken.count(language) / len(spoken) for language in ALL]
    np.testing.assert_allclose(shares, 0.25, atol=0.03)


def test_the_network_can_read_every_text(sets):
    for part in sets:
        assert {symbol for text in part.human for symbol in text.lower()} <= set(HUMAN)
        assert max(map(len, part.human)) <= TX and {len(day) for day in part.machine} == {TY}


@given(
    days,
    st.sampled_from([(p, locale) for locales, patterns in LANGUAGES.values() for p in patterns for locale in locales]),
)
def test_no_format_is_too_long_or_has_a_strange_symbol(day, style):
    text = written(day, *style)
    assert len(text) <= TX and set(text.lower()) <= set(HUMAN) and "@" not in text


@pytest.mark.slow
@pytest.mark.parametrize("language", ALL)
def test_no_two_days_are_written_alike(language):
    """What the network is asked to translate has one right answer, whichever format it is written in."""
    locales, patterns = LANGUAGES[language]
    meant: dict[str, date] = {}
    some = [date.fromordinal(n) for n in range(dates.FIRST.toordinal(), dates.LAST.toordinal(), 23)]
    for day in some:
        for pattern in patterns:
            for locale in locales[:2]:
                assert meant.setdefault(written(day, pattern, locale).lower(), day) == day


def test_every_english_format_names_the_month_or_begins_with_the_year():
    assert all("MMM" in pattern or pattern.startswith("yyyy") for pattern in (*ENGLISH, *UNSEEN))


def test_no_pattern_uses_the_year_that_a_week_belongs_to():
    everything = [*UNSEEN, *(pattern for _, patterns in LANGUAGES.values() for pattern in patterns)]
    assert not any("Y" in pattern for pattern in everything)
    assert written(date(2018, 12, 31), "d MMM yyyy") == "31 Dec 2018"  # YYYY would say 2019


@pytest.mark.parametrize(
    ("day", "ending"), [(1, "st"), (2, "nd"), (3, "rd"), (4, "th"), (11, "th"), (12, "th"), (13, "th"), (21, "st")]
)
def test_ordinals_have_their_endings(day, ending):
    assert written(date(2001, 5, day), "d@ MMM") == f"{day}{ending} May"


def test_a_short_date_means_three_days_to_three_readers():
    assert sorted(dates.readings("03/04/05").values()) == ["2003-04-05", "2005-03-04", "2005-04-03"]


def test_encoding_fills_up_reads_capitals_as_small_letters_and_marks_what_it_does_not_know():
    numbers = encode(["May ½", "MAY"])
    assert numbers.shape == (2, TX)
    assert numbers[0, 4] == HUMAN.index("<unk>") and numbers[0, 5] == HUMAN.index("<pad>") == 0
    np.testing.assert_array_equal(numbers[0, :3], numbers[1, :3])


def test_a_text_that_is_too_long_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match="has 31 characters; the network reads 30"):
        encode(["x" * 31])


def test_arrays_are_one_hot_and_decode_to_the_texts_they_came_from(sets):
    X, Y = sets[1].arrays()
    assert X.shape == (500, TX, len(HUMAN)) and Y.shape == (500, TY, len(MACHINE)) and X.dtype == np.float32
    assert set(np.unique(X)) == {0, 1} and (X.sum(axis=-1) == 1).all() and (Y.sum(axis=-1) == 1).all()
    assert dates.decode(Y) == list(sets[1].machine)


def test_an_empty_set_is_possible():
    empty = date_sets((0, 0, 0, 3))[0]
    assert len(empty) == 0 and empty.arrays()[0].shape == (0, TX, len(HUMAN))
