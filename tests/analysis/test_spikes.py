"""spikes: days above the own usual, with a verdict; gaps; accounts that cannot be judged."""

from datetime import date, timedelta

import pytest

from socialplan.analysis.base import BadParameter
from socialplan.analysis.series import odd_hours
from tests.analysis.small_tables import answer, assert_rows, tables

HEADER = "| post_id | account_id | role | parent_id | person_key | created_at | text |"

MONDAY = date(2026, 3, 2)


def days(counts: list[int], *, account: str = "Shop", at: str = "12:00:00", mark: str = "") -> list[str]:
    """So many posts of an account on each day, from Monday 2 March 2026."""
    return [
        f"| {mark}{account}{place}-{number} | {account} | post | - | - "
        f"| {MONDAY + timedelta(place)} {at} | - |"
        for place, count in enumerate(counts)
        for number in range(count)
    ]


def reposts(
    count: int, day: str, *, account: str = "Shop", text: str = "RT @Anna look", start: int = 0
) -> list[str]:
    return [
        f"| rt{text[-4:]}{number + start} | {account} | repost | - | - | {day} 15:00:00 | {text} |"
        for number in range(count)
    ]


def given(*lines: str) -> dict:
    return tables(posts="\n".join([HEADER, *lines]))


# the usual is 10: MAD of the others is 0 to 1, so the bar lies at 10 + 2 x max(1.48, 1, 1) or lower
CALM = [9, 10, 11, 10, 9, 10, 11, 10, 9]


def test_calm_days_are_no_rows():
    result = answer("spikes", given(*days(CALM)))
    assert result.rows == () and result.headline.value == 0
    assert result.notes[0].values == {"days": 7, "above": 0}


def test_a_day_on_which_more_people_speak():
    # others of 6 March: 10 11 10 10 11 10 -> median 10, MAD 0, spread 1, bar 12
    assert_rows(answer("spikes", given(*days([9, 10, 11, 10, 30, 10, 11, 10, 9]))), """
        | account | day        | n  | count | baseline | ratio | verdict     | threshold | repost_share |
        | Shop    | 2026-03-06 | 30 | 30    | 10       | 3     | more_people | 12        | 0            |
    """)  # fmt: skip


def test_a_day_on_which_messages_are_passed_on():
    lines = days([9, 10, 11, 10, 10, 10, 11, 10, 9])
    lines += reposts(12, "2026-03-06") + reposts(3, "2026-03-06", text="RT @ANNA other")
    lines += reposts(5, "2026-03-06", text="RT @Ben third")
    assert_rows(answer("spikes", given(*lines)), """
        | account | day        | count | verdict   | repost_share | largest_message | people_passed_on |
        | Shop    | 2026-03-06 | 30    | amplified | 0.67         | 12              | 2                |
    """)  # fmt: skip


def test_native_reposts_are_known_by_their_original():
    lines = days([9, 10, 11, 10, 10, 10, 11, 10, 9])
    lines += [f"| n{i} | Shop | repost | Shop0-0 | - | 2026-03-06 15:00:00 | - |" for i in range(8)]
    lines += [f"| g{i} | Shop | repost | gone | - | 2026-03-06 15:00:00 | - |" for i in range(9)]
    assert_rows(answer("spikes", given(*lines)), """
        | day        | count | verdict   | largest_message | people_passed_on |
        | 2026-03-06 | 27    | amplified | 9               | 2                |
    """)  # fmt: skip


def test_the_first_and_the_last_day_are_not_judged():
    result = answer("spikes", given(*days([90, 10, 11, 10, 9, 10, 11, 10, 90])))
    assert result.rows == ()


def test_a_missing_day_is_a_gap_and_no_part_of_what_is_usual():
    assert_rows(answer("spikes", given(*days([9, 10, 11, 0, 30, 10, 11, 10, 10, 9]))), """
        | account | day        | n  | count | baseline | verdict     |
        | Shop    | 2026-03-05 | 0  | 0     | -        | gap         |
        | Shop    | 2026-03-06 | 30 | 30    | 10       | more_people |
    """)  # fmt: skip


def test_an_account_with_fewer_than_five_other_days_has_no_baseline():
    # seven days: five complete ones, four others
    few, enough = (
        days([5, 5, 5, 90, 5, 5, 5], account="Few"),
        days([5, 5, 5, 90, 5, 5, 5, 5], account="Enough"),
    )
    assert_rows(answer("spikes", given(*few, *enough)), """
        | account | day        | n   | count | verdict     |
        | Enough  | 2026-03-05 | 90  | 90    | more_people |
        | Few     | -          | 120 | -     | no_baseline |
    """)  # fmt: skip


def test_posts_of_no_account_are_judged_together():
    result = answer("spikes", given(*days([5, 5, 5, 90, 5, 5, 5, 5], account="-")))
    assert [(row["account"], row["day"]) for row in result.rows] == [(None, "2026-03-05")]


def test_a_day_is_a_day_on_the_clock_of_the_zone():
    # 23:30 UTC is the next day in Amsterdam
    result = answer("spikes", given(*days([5, 5, 5, 90, 5, 5, 5, 5], at="23:30:00")), zone="Europe/Amsterdam")
    assert [row["day"] for row in result.rows] == ["2026-03-06"]


def test_a_known_day_stays_that_day_in_every_zone():
    lines = [line.replace(" 12:00:00", "") for line in days([5, 5, 5, 90, 5, 5, 5, 5])]
    result = answer("spikes", given(*lines), zone="Pacific/Auckland")
    assert [row["day"] for row in result.rows] == ["2026-03-05"]


def test_a_window_is_compared_with_the_days_around_it():
    lines = days([5, 5, 5, 90, 5, 5, 5, 5])
    asked = {"since": date(2026, 3, 5), "until": date(2026, 3, 6)}
    result = answer("spikes", given(*lines), **asked)
    assert [(row["day"], row["verdict"]) for row in result.rows] == [("2026-03-05", "more_people")]
    assert result.n == 90
    asked = {"since": date(2026, 3, 6), "until": date(2026, 3, 9)}
    assert answer("spikes", given(*lines), **asked).rows == ()


def test_a_day_is_judged_alike_in_every_window():
    """Ten weeks with a weekly rhythm: each window lists those of all spikes that lie in it."""
    counts = [(12, 4, 5, 6, 4, 2, 9)[day % 7] + day * day % 5 + 30 * (day % 17 == 9) for day in range(70)]
    lines = days(counts)
    every = {row["day"]: row for row in answer("spikes", given(*lines)).rows}
    assert len(every) >= 4
    for since, until in (("2026-03-10", "2026-03-20"), ("2026-04-01", "2026-05-11")):
        asked = {"since": date.fromisoformat(since), "until": date.fromisoformat(until)}
        listed = {row["day"]: row for row in answer("spikes", given(*lines), **asked).rows}
        assert listed == {day: row for day, row in every.items() if since <= day < until}


def test_undated_posts_are_left_out():
    lines = [*days(CALM), "| u | Shop | post | - | - | - | - |"]
    assert answer("spikes", given(*lines)).n == sum(CALM)


def test_by_the_hour_the_same_hour_of_other_days_is_the_measure():
    lines = days([10] * 9, at="09:15:00")
    lines += days([2] * 9, at="21:15:00", mark="late")
    lines += [f"| x{i} | Shop | post | - | - | 2026-03-06 21:40:00 | - |" for i in range(8)]
    for asked in ({"grain": "hour"}, {"by": ("hour",)}):
        assert_rows(answer("spikes", given(*lines), **asked), """
            | account | hour_start       | count | baseline | verdict     |
            | Shop    | 2026-03-06T21:00 | 10    | 2        | more_people |
        """)  # fmt: skip


def test_hours_the_clock_skips_or_repeats_are_known():
    assert odd_hours(date(2026, 3, 29), "Europe/Amsterdam") == (2,)
    assert odd_hours(date(2026, 10, 25), "Europe/Amsterdam") == (2,)
    assert odd_hours(date(2026, 10, 24), "Europe/Amsterdam") == ()
    assert odd_hours(date(2026, 10, 25), "UTC") == ()


def test_k_moves_the_bar():
    lines = days([9, 10, 11, 10, 14, 10, 11, 10, 9])  # usual 10, spread 1
    assert len(answer("spikes", given(*lines), k=3.9).rows) == 1
    assert len(answer("spikes", given(*lines), k=4.0).rows) == 0
    with pytest.raises(BadParameter, match="k"):
        answer("spikes", given(*lines), k=0)


def test_nothing_gives_nothing():
    result = answer("spikes", tables())
    assert (result.rows, result.headline.value, result.n) == ((), 0, 0)
