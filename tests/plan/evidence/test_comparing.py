"""Two answers side by side: the difference has an interval of its own, worked out by hand here."""

from datetime import date, datetime
from math import hypot

import pytest

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import BadParameter, Params
from socialplan.analysis.parameters import parse
from socialplan.analysis.versus import other_side
from socialplan.pipeline.ledger import Store
from socialplan.plan.evidence import actions, queries
from socialplan.plan.evidence.rules import Answered, Expectation, Op, Pick, compare
from socialplan.plan.team.models import Member, Workspace

from .world import Said, bring

COLUMNS = [
    {"name": "kind", "role": "group", "unit": ""}, {"name": "n", "role": "count", "unit": "posts"},
    {"name": "median", "role": "measure", "unit": "reactions"}, {"name": "low", "role": "low", "unit": ""},
    {"name": "high", "role": "high", "unit": ""},
]  # fmt: skip
COUNTED = [
    {"name": "n", "role": "count", "unit": "posts"}, {"name": "count", "role": "measure", "unit": "posts"},
    {"name": "low", "role": "low", "unit": ""}, {"name": "high", "role": "high", "unit": ""},
]  # fmt: skip
NO_DAYS = (None, None)


def medians(value: float, low: float, high: float) -> Answered:
    row = {"kind": "video", "n": 40, "median": value, "low": low, "high": high}
    return Answered(COLUMNS, [row], {"value": value, "low": low, "high": high, "unit": "reactions"}, 40)


def counted(value: int, low: float, high: float) -> Answered:
    row = {"n": value, "count": value, "low": low, "high": high}
    return Answered(COUNTED, [row], {"value": value, "low": low, "high": high, "unit": "posts"}, value)


def test_the_range_of_a_difference_is_not_the_overlap_of_two_ranges() -> None:
    """10 (7-13) against 15 (12-18): the ranges overlap, and still the difference is surely not zero."""
    found = compare(medians(10, 7, 13), medians(15, 12, 18), days=NO_DAYS).rows[0]
    half = hypot(3, 3)
    assert (found.gap, found.low, found.high) == (-5, pytest.approx(-5 - half), pytest.approx(-5 + half))
    assert half < 5 and found.verdict == "less"
    assert compare(medians(10, 7, 13), medians(14, 11, 17), days=NO_DAYS).rows[0].verdict == "unsure"


def test_counts_of_periods_of_different_length_are_compared_per_day() -> None:
    """100 posts in 10 days are more a day than 150 in 30 days."""
    found = compare(counted(100, 81, 122), counted(150, 127, 176), days=(10, 30))
    assert found.per_day and found.whole.gap == pytest.approx(10 - 5)
    assert found.whole.verdict == "more"
    assert compare(counted(100, 81, 122), counted(150, 127, 176), days=(30, 30)).whole.verdict == "less"


def test_what_stands_on_one_side_only_has_no_difference() -> None:
    empty = Answered(COLUMNS, [], {"value": None, "unit": "reactions"}, 0)
    found = compare(medians(10, 7, 13), empty, days=NO_DAYS)
    assert (found.rows[0].gap, found.rows[0].verdict) == (None, "unknown")


@pytest.mark.parametrize(
    ("given", "versus", "code"),
    [
        ({"account": "cnn"}, {"account": "CNN"}, "versus_same"),
        ({"since": "2026-01-01"}, {"since": "2026-02-01", "until": "2026-03-01"}, "versus_days"),
        ({"since": "2026-01-01", "until": "2026-02-02"}, {"since": "2026-02-01", "until": "2026-03-01"},
         "versus_overlap"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused(
    given: dict[str, str], versus: dict[str, str], code: str
) -> None:
    params = parse(ANALYSES["volume"], given, zone="UTC")
    with pytest.raises(BadParameter) as refused:
        other_side(ANALYSES["volume"], params, versus)
    assert refused.value.code == code


def test_a_kept_comparison_is_asked_again_when_either_side_moves(
    store: Store, workspace: Workspace, owner: Member
) -> None:
    ours, theirs = Said("bakery", "photo", range(10, 40)), Said("rival", "photo", range(100, 130))
    bring(store, workspace.pk, ours, theirs)
    params = Params(account="bakery", zone="UTC")
    question = actions.put_question(
        workspace=workspace, analysis="engagement", params=params, by=owner,
        versus=Params(account="rival", zone="UTC"),
    )  # fmt: skip
    assert question.latest is not None and question.compared is not None
    whole = queries.comparison(question.latest, question.compared).whole
    assert (whole.gap, whole.verdict) == (24.5 - 114.5, "less")  # medians of 10..39 and of 100..129
    claim = actions.adopt_claim(
        workspace=workspace, room="analyse", sentence="The rival draws more", by=owner, question=question,
        expectation=Expectation(Pick(), Op.LESS, Pick(side="other")),
    )  # fmt: skip
    assert claim.state == "supported"
    bring(store, workspace.pk, Said("rival", "photo", [0] * 90, start=datetime(2026, 3, 1), name="more"))
    assert [due.question.pk for due in queries.due_questions(workspace)] == [question.pk]
    actions.recheck(workspace=workspace, trigger="command", everything=True)
    claim.refresh_from_db()
    assert claim.state == "contested"
    assert queries.saved_questions(workspace) == []  # asked for a claim, saved by nobody
    actions.save_question(question=question, by=owner)
    saved = queries.saved_questions(workspace)[0]
    assert (saved.params["account"], saved.params["versus_account"], saved.claims) == ("bakery", "rival", 1)


def test_a_comparison_of_two_periods_keeps_both(store: Store, workspace: Workspace) -> None:
    bring(store, workspace.pk, Said("bakery", "photo", range(40)))
    params = Params(since=date(2026, 1, 1), until=date(2026, 1, 11), zone="UTC")
    versus = Params(since=date(2026, 1, 11), until=date(2026, 1, 31), zone="UTC")
    question = actions.put_question(workspace=workspace, analysis="volume", params=params, versus=versus)
    assert question.latest is not None and question.compared is not None
    assert (question.latest.n, question.compared.n) == (10, 20)
    found = queries.comparison(question.latest, question.compared)
    assert found.per_day and found.whole.gap == 0 and found.whole.verdict == "unsure"
