"""What an answer says about an expectation; expected values worked out by hand."""

from math import isclose, sqrt

import pytest

from socialplan.plan.evidence.rules import Answered, Expectation, Op, Outcome, Pick, Window, judge, next_state
from socialplan.plan.evidence.rules.drafting import threshold
from socialplan.plan.evidence.rules.expectation import difference
from socialplan.plan.evidence.rules.reading import Estimate, read_row
from socialplan.plan.evidence.rules.states import TRANSITIONS, shown_state

COLUMNS = (
    {"name": "kind", "role": "group"}, {"name": "n", "role": "count", "unit": "posts"},
    {"name": "median", "role": "measure", "unit": "reactions per post"},
    {"name": "mean", "role": "measure", "unit": "reactions per post"},
    {"name": "low", "role": "low"}, {"name": "high", "role": "high"},
)  # fmt: skip


def answered(**rows: tuple[int, float, float | None, float | None]) -> Answered:
    """kind = (n, median, low, high)."""
    made = [
        {"kind": kind, "n": n, "median": median, "mean": 2 * median, "low": low, "high": high}
        for kind, (n, median, low, high) in rows.items()
    ]
    return Answered(COLUMNS, made, {"value": 7, "unit": "posts"}, sum(row["n"] for row in made))


VIDEO, LINK = Pick("median", {"kind": "video"}), Pick("median", {"kind": "link"})


@pytest.mark.parametrize(
    ("op", "line", "outcome"),
    [
        (Op.AT_LEAST, 90, Outcome.HOLDS), (Op.AT_LEAST, 91, Outcome.UNSURE),
        (Op.AT_LEAST, 121, Outcome.FAILS),
        (Op.MORE, 90, Outcome.UNSURE), (Op.MORE, 120, Outcome.FAILS), (Op.MORE, 89, Outcome.HOLDS),
        (Op.AT_MOST, 120, Outcome.HOLDS), (Op.AT_MOST, 89, Outcome.FAILS), (Op.LESS, 120, Outcome.UNSURE),
        (Op.LESS, 121, Outcome.HOLDS), (Op.EXACTLY, 100, Outcome.UNSURE), (Op.EXACTLY, 50, Outcome.FAILS),
    ],
)  # fmt: skip
def test_a_number_is_tested_on_the_whole_range(op: Op, line: float, outcome: Outcome) -> None:
    data = answered(video=(40, 100, 90, 120))
    assert judge(Expectation(VIDEO, op, float(line)), data).outcome is outcome


def test_two_rows_are_tested_on_the_range_of_their_difference_not_on_overlap() -> None:
    """100 (90-112) against 85 (78-93): the ranges overlap, the difference excludes none."""
    data = answered(video=(40, 100, 90, 112), link=(40, 85, 78, 93))
    judged = judge(Expectation(VIDEO, Op.MORE, LINK), data)
    assert judged.outcome is Outcome.HOLDS
    assert isclose(judged.margin_low or 0, 15 - sqrt(10**2 + 8**2))
    assert isclose(judged.margin_high or 0, 15 + sqrt(12**2 + 7**2))


def test_a_factor_asks_for_more_than_a_difference() -> None:
    data = answered(video=(40, 100, 90, 112), link=(40, 85, 78, 93))
    assert judge(Expectation(VIDEO, Op.MORE, LINK, factor=2), data).outcome is Outcome.FAILS
    assert judge(Expectation(VIDEO, Op.MORE, LINK, factor=0.5), data).outcome is Outcome.HOLDS


def test_too_little_data_is_said_with_how_many_are_needed() -> None:
    few = judge(Expectation(VIDEO, Op.MORE, 50.0), answered(video=(9, 100, 90, 120)))
    assert (few.outcome, few.n, few.needed) == (Outcome.TOO_LITTLE, 9, 10)
    no_range = judge(Expectation(VIDEO, Op.MORE, 50.0), answered(video=(4, 100, None, None)))
    assert no_range.outcome is Outcome.TOO_LITTLE
    gone = judge(Expectation(LINK, Op.MORE, 50.0), answered(video=(40, 100, 90, 120)))
    assert (gone.outcome, gone.n) == (Outcome.TOO_LITTLE, 0)


def test_a_count_is_exact_and_an_average_without_a_range_carries_nothing() -> None:
    data = answered(video=(3, 100, None, None))
    n = Expectation(Pick("n", {"kind": "video"}), Op.EXACTLY, 3.0)
    assert judge(n, data).outcome is Outcome.HOLDS
    mean = Expectation(Pick("mean", {"kind": "video"}), Op.MORE, 1.0)
    assert judge(mean, answered(video=(40, 100, 90, 120))).outcome is Outcome.TOO_LITTLE


def test_conversions_are_counted_and_money_is_added_so_both_can_be_claimed() -> None:
    columns = (
        {"name": "n", "role": "count", "unit": "visits"},
        {"name": "spent", "role": "measure", "unit": "EUR"},
        {"name": "conversions", "role": "measure", "unit": "conversions"},
        {"name": "cost_per_click", "role": "measure", "unit": "EUR"},
    )
    row = {"n": 40, "spent": 99.5, "conversions": 3, "cost_per_click": 0.7}
    data = Answered(columns, [row], {"value": 99.5, "unit": "EUR"}, 40)
    for pick in (Pick(), Pick("spent", {})):
        assert judge(Expectation(pick, Op.AT_MOST, 100.0), data).outcome is Outcome.HOLDS
    assert judge(Expectation(Pick("conversions", {}), Op.MORE, 3.0), data).outcome is Outcome.FAILS
    assert judge(Expectation(Pick("cost_per_click", {}), Op.LESS, 9.0), data).outcome is Outcome.TOO_LITTLE


def test_zero_of_nothing_says_nothing() -> None:
    """After an erasure a count is 0 of 0: it is no reason to believe "at most 5"."""
    empty = Answered(COLUMNS, [], {"value": 0, "unit": "posts"}, 0)
    assert judge(Expectation(Pick(), Op.AT_MOST, 5.0), empty).outcome is Outcome.TOO_LITTLE
    some = Answered(COLUMNS, [], {"value": 0, "unit": "themes that stand out"}, 40)
    assert judge(Expectation(Pick(), Op.AT_MOST, 5.0), some).outcome is Outcome.HOLDS


def test_rows_are_found_whatever_the_case() -> None:
    data = answered(Video=(40, 100, 90, 120))
    assert judge(Expectation(VIDEO, Op.MORE, 50.0), data).outcome is Outcome.HOLDS


def test_an_expectation_survives_being_written_down() -> None:
    for written in (Expectation(VIDEO, Op.MORE, LINK, 1.5), Expectation(Pick(), Op.AT_MOST, 3.0)):
        assert Expectation.parse(written.as_json()) == written
    with pytest.raises(ValueError, match="no expectation"):
        Expectation.parse({"left": {"measure": "median"}, "op": ">"})


def test_an_unsure_answer_leaves_the_state_and_says_so() -> None:
    assert next_state("supported", Outcome.UNSURE) == ("supported", True)
    assert next_state("contested", Outcome.UNSURE) == ("contested", True)
    assert next_state("unsupported", Outcome.UNSURE) == ("insufficient", True)
    assert next_state("supported", Outcome.FAILS) == ("contested", False)
    assert next_state("contested", Outcome.HOLDS) == ("supported", False)
    assert {state for state, _outcome in TRANSITIONS} == {
        "unsupported", "insufficient", "supported", "contested"
    }  # fmt: skip


def test_stale_is_what_a_judged_claim_is_while_it_is_due_or_its_time_has_passed() -> None:
    assert shown_state("supported", due=True, expired=False) == "stale"
    assert shown_state("contested", due=False, expired=True) == "stale"
    assert shown_state("supported", due=False, expired=False) == "supported"
    assert shown_state("insufficient", due=True, expired=True) == "insufficient"


def test_a_moving_window_ends_before_the_day_of_the_newest_item() -> None:
    from datetime import date

    since, until = Window(days=28).resolve(date(2026, 3, 29))
    assert (since, until) == (date(2026, 3, 1), date(2026, 3, 29))
    assert Window(days=28).resolve(None) == (None, None)
    assert Window.parse(Window(since=date(2026, 1, 1)).as_json()) == Window(since=date(2026, 1, 1))


def test_a_drafted_line_lies_at_the_near_end_of_the_range_on_a_round_number() -> None:
    video = Estimate(4941, 4637, 5300, 1084)
    assert threshold(video, "median", moves=False).number == 4600
    assert threshold(video, "median_minutes", moves=False).number == 5300
    share = Estimate(0.5, 0.4567, 0.55, 300)
    assert threshold(share, "answered_share", moves=True).number == 0.45


def test_a_counted_line_is_the_count_itself_unless_its_window_moves() -> None:
    count = Estimate(14, 14, 14, 14, counted=True)
    assert threshold(count, "shares", moves=False).number == 14
    assert threshold(count, "shares", moves=True).number == 3  # 14 - 2 * sqrt(28) = 3.4
    assert threshold(count, "unanswered", moves=False).op is Op.AT_MOST


def test_the_range_of_a_difference_with_itself_holds_nothing() -> None:
    one = Estimate(10, 8, 13, 50)
    low, high = difference(one, one)
    assert isclose(low, -sqrt(4 + 9)) and isclose(high, sqrt(9 + 4))


def test_a_row_reads_the_range_that_belongs_to_its_measure() -> None:
    data = answered(video=(40, 100, 90, 120))
    assert read_row(data, data.rows[0], "median") == Estimate(100, 90, 120, 40, "reactions per post")
    assert read_row(data, data.rows[0], "mean") == Estimate(200, None, None, 40, "reactions per post")


def test_a_range_is_of_the_share_it_stands_behind_and_not_of_a_count_before_it() -> None:
    columns = (
        {"name": "signal", "role": "group"}, {"name": "count", "role": "measure", "unit": "items"},
        {"name": "share", "role": "measure", "unit": "share"},
        {"name": "low", "role": "low", "unit": "share"},
        {"name": "high", "role": "high", "unit": "share"},
        {"name": "people", "role": "measure", "unit": "people"},
    )  # fmt: skip
    row = {"signal": "praise", "count": 4, "share": 0.4, "low": 0.1, "high": 0.7, "people": 3, "n": 10}
    told = Answered(columns, [row], {"value": 0.4, "unit": "share"}, 10)
    assert read_row(told, row, "count") == Estimate(4, 4, 4, 10, "items", counted=True)
    assert read_row(told, row, "share") == Estimate(0.4, 0.1, 0.7, 10, "share")
