"""Website traffic and spend on real data, against figures counted elsewhere."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.analysis.conftest import Asked

SHOP, ADS, MIX = "web_sessions_google_store", "facebook_ads_conversions", "marketing_mix"
Known = Callable[[str], Any]


def test_visits_conversions_and_revenue_by_channel_counted_by_visit(asked: Asked, known: Known) -> None:
    figures, finding = known(SHOP), asked(SHOP, "traffic")
    rows = {row["channel"]: row for row in finding.rows}
    assert rows.keys() == figures["by_channel"].keys()
    for channel, wanted in figures["by_channel"].items():
        row = rows[channel]
        assert (row["visits"], row["conversions"]) == (wanted["sessions"], wanted["transactions"])
        assert (row["pages"], row["revenue"]) == (wanted["pageviews"], wanted["revenue"])
        assert row["conversion_rate"] == pytest.approx(wanted["conv_rate"], abs=5e-6)
        assert row["conversion_rate_low"] <= wanted["conv_rate"] <= row["conversion_rate_high"]
    assert (finding.n, finding.headline.value) == (figures["sessions"], figures["sessions"])
    assert round(sum(row["revenue"] for row in finding.rows), 2) == figures["total_revenue"]
    assert finding.as_of is not None and finding.as_of.isoformat() == figures["last"]


def test_visits_per_month(asked: Asked, known: Known) -> None:
    months: Counter[str] = Counter()
    for row in asked(SHOP, "traffic", by="day", zone="Pacific/Auckland").rows:
        months[row["day"][:7]] += row["visits"]
    assert months == known(SHOP)["sessions_per_month"]


@pytest.mark.parametrize("segment", ["campaign", "age", "gender"])
def test_spend_and_what_a_result_costs_by_segment(asked: Asked, known: Known, segment: str) -> None:
    figures = known(ADS)[f"by_{segment}"]
    rows = {row[segment]: row for row in asked(ADS, "spend", by=segment).rows}
    assert rows.keys() == figures.keys()
    for name, wanted in figures.items():
        row = rows[name]
        assert (row["n"], row["clicks"], row["impressions"]) == (
            wanted["ads"], wanted["clicks"], wanted["impressions"],
        )  # fmt: skip
        assert row["results"] == wanted["approved_conv"]
        assert row["spent"] == pytest.approx(wanted["spent"], abs=0.005)
        assert row["cost_per_result"] == pytest.approx(wanted["cost_per_approved"], abs=1e-4)
        assert row["cost_per_click"] == pytest.approx(wanted["cpc"], abs=1e-4)
        assert row["cost_per_result_low"] < row["cost_per_result"] < row["cost_per_result_high"]


def test_what_a_result_is_can_be_chosen(asked: Asked, known: Known) -> None:
    rows = asked(ADS, "spend", by="campaign", result="conversions_total").rows
    wanted = {name: figures["total_conv"] for name, figures in known(ADS)["by_campaign"].items()}
    assert {row["campaign"]: row["results"] for row in rows} == wanted


def test_the_cheapest_age_per_approved_conversion(asked: Asked, known: Known) -> None:
    rows = asked(ADS, "spend", by="age").rows
    best = min(rows, key=lambda row: row["cost_per_result"])
    assert best["age"] == known(ADS)["best_age_cost_per_approved"]


def test_spend_of_a_mix_of_channels_to_the_cent(asked: Asked, known: Known) -> None:
    names = {"tv": "tv_S", "outdoor": "ooh_S", "print": "print_S", "search": "search_S",
             "facebook": "facebook_S"}  # fmt: skip
    rows = asked(MIX, "spend", by="campaign,channel").rows
    spent = {row["channel"]: row["spent"] for row in rows if row["campaign"] == "robyn"}
    totals = known("marketing_mix_robyn")["totals"]
    assert {channel: round(spent[channel], 2) for channel in spent} == {
        channel: totals[column] for channel, column in names.items()
    }
    months = [row["n"] for row in rows if row["campaign"] == "dietary"]
    assert months == [known("marketing_mix_dietary")["rows"]]


def test_a_question_about_visits_takes_no_account(asked: Asked) -> None:
    with pytest.raises(ValueError, match="no parameter 'account'"):
        asked(SHOP, "traffic", account="somebody")


def test_days_without_a_conversion_have_none_rather_than_an_unknown_number(asked: Asked) -> None:
    finding = asked(SHOP, "traffic", by="day", since="2016-12-01", until="2016-12-05")
    assert [row["conversions"] for row in finding.rows] == [0, 0, 0, 0]
    assert [row["revenue"] for row in finding.rows] == [0, 0, 0, 0]
    assert "conversions_unknown" not in {note.code for note in finding.notes}
