"""Numbers are written as people write them, with no more digits than their range supports."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from socialplan.plan.evidence.codes import network_word
from socialplan.report import numbers
from socialplan.report.shown import unit_words
from socialplan.report.standing import stand

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "decimals", "dutch", "english"),
    [
        (12345.6, 1, "12.345,6", "12,345.6"), (1000000, None, "1.000.000", "1,000,000"),
        (0.5, 2, "0,50", "0.50"), (-1234.5, 1, "-1.234,5", "-1,234.5"), (None, None, "–", "–"),
    ],
)  # fmt: skip
def test_a_number_has_the_marks_of_its_language(value, decimals, dutch, english):
    assert numbers.number(value, "nl", decimals) == dutch
    assert numbers.number(value, "en", decimals) == english


def test_a_share_is_written_as_a_percentage_with_its_range_in_words():
    assert numbers.value(0.0382, "share of posts", "nl", 0.0311, 0.0453) == "3,8%"
    assert numbers.between(0.0311, 0.0453, "share of posts", "nl") == "waarschijnlijk tussen 3,1% en 4,5%"
    assert numbers.between(0.0311, 0.0453, "share of posts", "en", table=True) == "3.1%–4.5%"


def test_a_wide_range_takes_the_decimals_away_and_a_narrow_one_gives_them():
    assert numbers.value(2917.4, "per post", "en", 2840.2, 2990.9) == "2,917"
    assert numbers.value(1.0234, "times", "en", 0.9134, 1.1435) == "1.02"
    assert numbers.between(None, 3.0, "x", "en") == ""


def test_days_are_named_in_the_language_of_the_reader():
    assert numbers.day(date(2026, 11, 23), "nl") == "ma 23 nov 2026"
    assert numbers.day(date(2026, 11, 23), "en") == "Mon 23 Nov 2026"
    assert numbers.short_day(date(2026, 11, 23), "nl") == "23-11-2026"
    assert numbers.short_day(date(2026, 11, 23), "en") == "23/11/2026"


@pytest.mark.parametrize(
    ("passed", "dutch"),
    [
        (timedelta(seconds=5), "zojuist"), (timedelta(minutes=7), "7 min oud"),
        (timedelta(hours=2), "2 uur oud"),
        (timedelta(days=1, hours=3), "gisteren"), (timedelta(days=9), "9 dagen oud"),
    ],
)  # fmt: skip
def test_an_age_says_how_old_data_are(passed, dutch):
    assert numbers.age(NOW - passed, NOW, "nl") == dutch


def test_a_time_in_the_future_is_not_older_than_now():
    assert numbers.age(NOW + timedelta(hours=1), NOW, "en") == "just now"


def test_times_shared_are_counted_and_a_share_of_posts_is_a_percentage() -> None:
    assert numbers.value(791, "shares", "nl") == "791"
    assert numbers.value(0.125, "share of posts", "en", 0.11, 0.14) == "12.5%"


def test_one_hour_is_one_hour() -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert numbers.age(now - timedelta(minutes=90), now, "en") == "1 hour old"
    assert numbers.age(now - timedelta(minutes=150), now, "en") == "2 hours old"
    assert numbers.age(now - timedelta(minutes=90), now, "nl") == "1 uur oud"


def test_a_difference_of_shares_is_in_percentage_points_and_says_which_way():
    assert numbers.value(0.0464, "percentage points", "nl", 0.0391, 0.0522) == "+4,6"
    assert numbers.value(-0.0464, "percentage points", "en", -0.0522, -0.0391) == "-4.6"
    assert numbers.between(0.0391, 0.0522, "percentage points", "en") == "likely between +3.9 and +5.2"


def test_nothing_is_written_without_digits_behind_it():
    assert numbers.value(0.0, "share of posts", "nl", 0.0, 0.0018) == "0%"

@pytest.mark.parametrize(("value", "said"), [(26.93, "26.9"), (14.45, "14.4"), (6.25, "6.25"), (30.0, "30")])
def test_what_is_counted_exactly_has_no_needless_digits(value: float, said: str) -> None:
    assert numbers.value(value, "", "en", value, value) == said


@pytest.mark.parametrize(
    ("language", "unit", "one", "more"),
    [
        ("en", "lasting changes", "lasting change", "lasting changes"),
        ("nl", "lasting changes", "blijvende verandering", "blijvende veranderingen"),
        ("en", "posts", "post", "posts"), ("nl", "questions", "vraag", "vragen"),
    ],
)  # fmt: skip
def test_of_one_thing_the_unit_is_said_so(language: str, unit: str, one: str, more: str) -> None:
    with translation.override(language):
        assert unit_words(unit, 1) == one
        assert unit_words(unit, 2) == unit_words(unit) == more


@pytest.mark.parametrize(
    ("stands", "total", "dutch", "english"),
    [
        (1, 1, "1 van 1 bewering klopt", "1 of 1 claim stands"),
        (0, 1, "0 van 1 bewering klopt", "0 of 1 claim stands"),
        (1, 2, "1 van 2 beweringen klopt", "1 of 2 claims stands"),
        (6, 9, "6 van 9 beweringen kloppen", "6 of 9 claims stand"),
    ],
)
def test_the_verb_goes_with_how_many_stand(stands: int, total: int, dutch: str, english: str) -> None:
    with translation.override("nl"):
        assert stand(stands, total) == dutch
    with translation.override("en"):
        assert stand(stands, total) == english


@pytest.mark.parametrize(
    ("network", "name"), [("linkedin", "LinkedIn"), ("mastodon", "Mastodon"), ("x", "X"), ("", "")]
)
def test_a_network_is_called_by_its_own_name(network: str, name: str) -> None:
    assert network_word(network) == name
