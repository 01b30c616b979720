"""Safe names, weeks of the coverage strip, health of a job: every rule by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from socialplan.plan.sources.rules import (
    Span,
    job_health,
    safe_name,
    seconds_left,
    stretches,
    week_state,
    weeks_until,
)

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
MONDAY = date(2026, 3, 2)


def heard(first: date, until: date, state: str = "complete") -> Span:
    return Span(first, until, state)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("posts.csv", "posts.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Someone\\posts 2026.xlsx", "posts 2026.xlsx"),
        (".hidden", "hidden"),
        ("", "file"),
        ("a/..", "file"),
        ("b\x00e\x1br.csv", "ber.csv"),
        ("reacties é.csv.gz", "reacties é.csv.gz"),
    ],
)
def test_a_name_never_leads_elsewhere(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("x" * 300 + ".csv.gz")
    assert len(name) == 120
    assert name.endswith(".csv.gz")


def test_a_name_with_one_endless_ending_is_still_short() -> None:
    assert len(safe_name("a." + "y" * 500)) <= 120


def test_the_strip_ends_with_the_week_of_the_newest_data() -> None:
    weeks = weeks_until(date(2026, 3, 8))
    assert len(weeks) == 26
    assert weeks[-1] == MONDAY
    assert weeks[0] == date(2025, 9, 8)


@pytest.mark.parametrize(
    ("spans", "state"),
    [
        ([], "none"),
        ([heard(date(2026, 3, 1), date(2026, 3, 9))], "complete"),
        ([heard(date(2026, 3, 5), date(2026, 3, 9))], "partly"),
        ([heard(date(2026, 2, 1), date(2026, 3, 2))], "none"),
        ([heard(MONDAY, date(2026, 3, 9)), heard(date(2026, 3, 3), date(2026, 3, 4), "gap")], "gap"),
        ([heard(date(2026, 3, 2), date(2026, 3, 5)), heard(date(2026, 3, 5), date(2026, 3, 9))], "complete"),
        ([heard(date(2026, 3, 1), date(2026, 3, 9), "not offered")], "none"),
    ],
)
def test_a_week_says_what_was_heard_of_it(spans: list[Span], state: str) -> None:
    assert week_state(MONDAY, spans) == state


def test_weeks_alike_become_one_stretch() -> None:
    weeks = [MONDAY + timedelta(weeks=i) for i in range(4)]
    assert stretches(weeks, ["none", "complete", "complete", "gap"]) == [
        (date(2026, 3, 2), date(2026, 3, 9), "none"),
        (date(2026, 3, 9), date(2026, 3, 23), "complete"),
        (date(2026, 3, 23), date(2026, 3, 30), "gap"),
    ]


@pytest.mark.parametrize(
    ("state", "due", "lease", "health"),
    [
        ("due", NOON - timedelta(seconds=5), None, "waiting"),
        ("due", NOON - timedelta(minutes=2), None, "no worker"),
        ("running", NOON, NOON + timedelta(seconds=20), "running"),
        ("running", NOON, NOON - timedelta(minutes=5), "stuck"),
        ("running", NOON, None, "stuck"),
        ("failed", NOON, None, "failed"),
        ("cancelled", NOON, None, "cancelled"),
    ],
)
def test_a_job_says_how_it_is(state: str, due: datetime, lease: datetime | None, health: str) -> None:
    assert job_health(state, due_at=due, lease_until=lease, now=NOON) == health


def test_time_left_is_only_said_once_known() -> None:
    assert seconds_left(done=50, total=100, seconds=10) == 10
    assert seconds_left(done=5, total=100, seconds=10) is None
    assert seconds_left(done=50, total=None, seconds=10) is None
    assert seconds_left(done=50, total=100, seconds=1) is None
