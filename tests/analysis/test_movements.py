"""movements: days from which lastingly more or less is said; storms, gaps and rhythm are none."""

import statistics
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from socialplan.analysis.movements import certainty
from socialplan.analysis.movements_chance import TABLE, chance
from socialplan.analysis.movements_level import counted, running_median, scaled, weekday_shares
from tests.analysis.small_tables import answer, assert_rows, tables

HEADER = "| post_id | account_id | role | network | text | hashtags | created_at |"
MONDAY = date(2026, 3, 2)
UP = [(9, 10, 11, 10, 10)[day % 5] for day in range(20)] + [(19, 20, 21, 20)[day % 4] for day in range(20)]
FLAT = [(9, 10, 11, 10, 10)[day % 5] for day in range(40)]
TWO_WEEKS = 14


def posts(
    counts: list[int], *, account: str = "Shop", text: str = "-", tags: str = "-", role: str = "post",
    network: str = "net",
) -> list[str]:  # fmt: skip
    """So many posts of an account on each day, from Monday 2 March 2026."""
    return [
        f"| {account}{text[:4]}{place}-{number} | {account} | {role} | {network} | {text} | {tags} "
        f"| {MONDAY + timedelta(place)} 12:00:00 |"
        for place, count in enumerate(counts) for number in range(count)
    ]  # fmt: skip


def asked(lines: list[str], coverage: str = "", **given: Any) -> Any:
    drawn = {"posts": "\n".join([HEADER, *lines])}
    return answer("movements", tables(**drawn, **({"coverage": coverage} if coverage else {})), **given)


def test_the_day_from_which_it_is_twice_as_much():
    # 20 days around 10, the first of them not known to be whole; 20 around 20, nor the last
    assert_rows(asked(posts(UP)), """
        | day        | before | after | verdict | earliest   | latest     | days_before | days_after |
        | 2026-03-22 | 10.05  | 20    | higher  | 2026-03-22 | 2026-03-22 | 19          | 19         |
    """)  # fmt: skip
    result = asked(posts(UP))
    (row,) = result.rows
    assert result.headline.value == 1 and result.notes[0].code == "series_judged"
    assert row["times"] == pytest.approx(row["after"] / row["before"])
    assert row["times_low"] < row["times"] < row["times_high"] and row["chance"] < 0.001


def test_the_way_down_is_lower():
    (row,) = asked(posts(UP[::-1])).rows
    assert row["verdict"] == "lower" and row["day"] == "2026-03-22"
    assert row["times"] == pytest.approx(0.5, 0.02)


def test_a_level_that_stays_moves_nowhere():
    result = asked(posts(FLAT))
    assert result.rows == () and result.headline.value == 0
    assert_rows(asked(posts(FLAT), view="groups"), """
        | account | n   | changes | level | times | verdict | changed_on |
        | Shop    | 400 | 0       | 10.03 | -     | steady  | -          |
    """)  # fmt: skip


@pytest.mark.parametrize("storm", [[90], [80, 40, 20], [200, 90, 40, 20]])
def test_a_storm_is_no_movement(storm: list[int]):
    counts = [*FLAT[:20], *storm, *FLAT[20:]]
    assert asked(posts(counts)).rows == ()
    days = {row["day"]: row["verdict"] for row in asked(posts(counts), view="daily").rows}
    assert days["2026-03-22"] == "more_people" and days["2026-03-21"] == ""


def test_a_storm_of_reposts_is_one_message():
    lines = [*posts(FLAT), *posts([0] * 20 + [60], role="repost", text="again")]
    days = {row["day"]: row["verdict"] for row in asked(lines, view="daily").rows}
    assert days["2026-03-22"] == "amplified"


def test_days_without_data_are_no_movement():
    counts = [*FLAT[:20], *[0] * TWO_WEEKS, *FLAT[20:]]
    result = asked(posts(counts))
    assert result.rows == () and {note.code: note.values for note in result.notes}["gap_days"] == {"days": 14}
    days = [row for row in asked(posts(counts), view="daily").rows if row["verdict"] == "gap"]
    assert len(days) == TWO_WEEKS and all(row["count"] is None for row in days)


def test_a_change_across_days_without_data_is_known_to_lie_somewhere_in_them():
    counts = [*UP[:20], *[0] * TWO_WEEKS, *UP[20:]]
    (row,) = asked(posts(counts)).rows
    assert row["day"] == "2026-04-05" and row["days_before"] == row["days_after"] == 19


STATED = """
    | account_id | stream | state | from_at             | to_at               |
    | Shop       | posts  | gap   | 2026-03-22 00:00:00 | 2026-04-06 00:00:00 |
"""


def test_days_of_which_a_source_says_that_data_are_missing_are_no_movement():
    half = [*FLAT[:20], *(count // 3 for count in FLAT[:15]), *FLAT[15:]]
    assert [row["verdict"] for row in asked(posts(half)).rows] == ["lower", "higher"]
    assert asked(posts(half), STATED).rows == ()
    other = asked([*posts(half), *posts(half, account="Other")], STATED)
    assert {row["account"] for row in other.rows} == {"Other"}


def test_the_rhythm_of_the_week_is_no_movement():
    counts = [(20, 22, 21, 20, 19, 2, 1)[day % 7] + day % 2 for day in range(84)]
    assert asked(posts(counts)).rows == ()
    doubled = [count * (2 if day >= 49 else 1) for day, count in enumerate(counts)]
    (row,) = asked(posts(doubled)).rows
    assert row["day"] == "2026-04-20" and row["times"] == pytest.approx(2, 0.05)
    usual = {row["day"]: row["baseline"] for row in asked(posts(counts), view="daily").rows}
    assert usual["2026-04-15"] > 15 and usual["2026-04-18"] < 4  # a Wednesday, a Saturday


def test_too_few_days_are_a_result():
    result = asked(posts(UP[5:32]))
    assert result.rows == () and result.headline.value is None
    assert {note.code: note.values for note in result.notes}["few_days"] == {"groups": 1, "needed": 28}
    (group,) = asked(posts(UP[5:32]), view="groups").rows
    assert group["verdict"] == "no_baseline" and group["changes"] is None and group["days_judged"] == 25


def test_a_change_of_the_last_days_cannot_be_seen_yet():
    # seven whole days may be a storm, eight are none
    assert asked(posts([*FLAT, *[20] * 8])).rows == ()
    (row,) = asked(posts([*FLAT, *[20] * 9])).rows
    assert row["day"] == "2026-04-11" and row["days_after"] == 8


def test_the_incomplete_first_and_last_day_are_not_judged():
    days = asked(posts([1, *FLAT, 1]), view="daily").rows
    assert [days[place]["verdict"] for place in (0, -1)] == ["unfinished"] * 2


def test_a_window_lists_what_lies_in_it_and_judges_by_all_days():
    every = asked(posts(UP))
    assert asked(posts(UP), since=date(2026, 3, 20), until=date(2026, 3, 25)).rows == every.rows
    assert asked(posts(UP), since=date(2026, 3, 25)).rows == ()
    days = asked(posts(UP), since=date(2026, 3, 20), until=date(2026, 3, 25), view="daily").rows
    assert [row["day"][-2:] for row in days] == ["20", "21", "22", "23", "24"]


def test_networks_hashtags_and_phrases_move_too():
    lines = [*posts(FLAT, text="coffee", tags="tea"), *posts(UP, text="other", tags="Milk", network="two")]
    assert [row["network"] for row in asked(lines, by=("network",)).rows] == ["two"]
    assert [row["hashtag"] for row in asked(lines, by=("hashtag",)).rows] == ["milk"]
    assert len(asked(lines, phrase="other").rows) == 1 and asked(lines, phrase="coffee").rows == ()
    assert asked(lines, said="others").headline.value is None


def test_that_a_word_is_not_used_says_nothing_of_what_was_heard():
    """A hashtag of ten posts a day stops for two weeks, while other posts go on: that is a movement."""
    used = [*FLAT[:20], *[0] * TWO_WEEKS, *FLAT[20:]]
    lines = [*posts(used, tags="tea", text="about tea"), *posts([6] * 54, account="Other", text="else")]
    for given in ({"by": ("hashtag",)}, {"phrase": "tea"}):
        assert [row["verdict"] for row in asked(lines, **given).rows] == ["lower", "higher"]
    (down, up) = asked(lines, by=("hashtag",)).rows
    assert (down["day"], up["day"]) == ("2026-03-22", "2026-04-05")
    assert down["after"] == 0 and down["times"] == 0 and up["times"] is None
    nothing = [*FLAT[:20], *[0] * TWO_WEEKS, *FLAT[20:]]
    silent = [*posts(nothing, tags="tea", text="about tea"), *posts(used, account="Other", text="else")]
    assert asked(silent, by=("hashtag",)).rows == ()


def test_nothing_gives_nothing():
    result = answer("movements", tables())
    assert (result.rows, result.headline.value, result.n) == ((), None, 0)


def test_counts_come_back_from_the_scale_and_vary_alike_on_it():
    counts = np.array([0.0, 1, 7, 50, 900])
    for dispersion in (0.0, 0.05):
        assert counted(scaled(counts, dispersion), dispersion) == pytest.approx(counts)
    dice = np.random.default_rng(4)
    for mean in (10, 100, 1000):
        drawn = dice.poisson(mean * dice.gamma(1 / 0.05, 0.05, 20_000))
        assert scaled(drawn, 0.05).std() == pytest.approx(0.5, rel=0.1)


def test_the_running_median_is_the_median_of_the_days_around():
    days = np.random.default_rng(1).poisson(9, 40).astype(float)
    starts = [min(max(0, day - 7), 40 - 15) for day in range(40)]
    by_hand = [statistics.median(days[start : start + 15]) for start in starts]
    assert running_median(days) == pytest.approx(by_hand)


def test_weekdays_have_their_share_whatever_the_level():
    week = np.array([1.2, 1.1, 1, 1.2, 1.1, 0.9, 0.5])
    counts = np.concatenate([np.tile(100 * week, 10), np.tile(300 * week, 10)])
    assert weekday_shares(counts, np.arange(140))[:7] == pytest.approx(week / week.mean(), rel=0.03)
    assert weekday_shares(counts[:50], np.arange(50)) == pytest.approx(np.ones(50))


def test_the_chance_follows_the_table():
    for days, (squared, scale) in TABLE.items():
        assert chance(squared**0.5, days) == pytest.approx(0.05)
        assert chance((squared + scale) ** 0.5, days) == pytest.approx(0.05 / np.e)
    assert chance(5, 28) > chance(5, 27 * 40) / 100 and chance(0, 100) == 1


def test_with_many_series_a_change_must_be_surer():
    # Benjamini-Hochberg by hand: of ten, 0.001 <= 0.003 and 0.005 <= 0.006 hold, 0.02 <= 0.009 does not
    assert certainty([0.2, 0.001, 0.02, 0.005, *[1.0] * 6]) == pytest.approx(0.006)
    assert certainty([0.02]) == pytest.approx(0.03)
    assert certainty([0.02, 1.0]) == pytest.approx(0.015)
