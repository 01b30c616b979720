"""Shares, answers and spikes on real data, imported with the mappings, against figures counted elsewhere."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from socialplan.analysis import ANALYSES
from socialplan.analysis.parameters import parse
from socialplan.pipeline.measure import Finding, measure
from socialplan.pipeline.names import with_names
from socialplan.store import Store

Ask = Callable[..., Finding]


@pytest.fixture
def ask(imported: Callable[[Path, str], Store]) -> Callable[[Path, str], Ask]:
    """Questions to a set, persons by their handle."""

    def of(folder: Path, name: str) -> Ask:
        store = imported(folder, name)

        def question(analysis: str, **given: Any) -> Finding:
            params = parse(ANALYSES[analysis], given, zone="Europe/London")
            return with_names(store, 1, measure(store, 1, analysis, params))

        return question

    return of


def expected(folder: Path, name: str) -> Any:
    return json.loads((folder / "expected.json").read_text(encoding="utf-8"))[name]


def test_whose_posts_dutch_politicians_pass_on(real_data: Path, ask: Callable[[Path, str], Ask]) -> None:
    known = expected(real_data, "nl_mp_tweets_2020")
    rows = ask(real_data, "nl_mp_tweets_2020")("sharers").rows
    found = {row["person"].lstrip("@").lower(): row for row in rows}
    rankings = {"shares": "top_by_retweet_count", "distinct_sharers": "top_by_distinct_retweeters"}
    for column, key in rankings.items():
        assert {person: found[person][column] for person in known[key]} == known[key]
        best = sorted((row[column] for row in rows), reverse=True)[: len(known[key])]
        assert best == sorted(known[key].values(), reverse=True)


def test_how_fast_38_brands_answer(real_data: Path, ask: Callable[[Path, str], Ask]) -> None:
    known = expected(real_data, "customer_support_twcs_2017")
    answer = ask(real_data, "customer_support_twcs_2017")("responses")
    assert answer.headline.value == pytest.approx(known["median_min_all"], abs=0.01)
    assert sum(row["answered"] for row in answer.rows) == known["first_reply_pairs"]
    assert sum(row["unanswered"] for row in answer.rows) == known["inbound_without_any_brand_reply_in_file"]
    rows = {row["account"]: row for row in answer.rows}
    for brand, figures in known["per_brand"].items():
        assert rows[brand]["answered"] == figures["first_replies"]
        assert rows[brand]["median_minutes"] == pytest.approx(figures["median_min"], abs=0.01)
        assert rows[brand]["p90_minutes"] == pytest.approx(figures["p90_min"], abs=0.01)


def test_how_fast_companies_answer_in_conversations(real_data: Path, ask: Callable[[Path, str], Ask]) -> None:
    known = expected(real_data, "customer_care_ibm_2020")
    answer = ask(real_data, "customer_care_ibm_2020")("responses")
    assert answer.headline.value == pytest.approx(known["median_min_all"], abs=0.01)
    assert answer.n == known["conversations"]
    rows = {row["account"]: row for row in answer.rows}
    for company, figures in known["per_company"].items():
        assert rows[company]["answered"] == figures["n"]
        assert rows[company]["median_minutes"] == pytest.approx(figures["median_min"], abs=0.01)


def test_a_network_is_amplified_one_is_calm_and_one_cannot_be_judged(
    real_data: Path, ask: Callable[[Path, str], Ask]
) -> None:
    known = expected(real_data, "uk_mobile_tweets_2019")
    rows = ask(real_data, "uk_mobile_tweets_2019")("spikes").rows
    three = next(row for row in rows if row["account"] == "ThreeUK" and row["day"] == "2019-12-02")
    assert three["verdict"] == "amplified"
    assert three["count"] == known["ThreeUK"]["per_day"]["2019-12-02"]
    assert three["repost_share"] == pytest.approx(known["ThreeUK"]["retweet_share_peak_day"], abs=0.0001)
    assert "2019-11-28" not in [row["day"] for row in rows if row["account"] == "O2"]
    assert [row["verdict"] for row in rows if row["account"] == "EE"] == ["no_baseline"]


def test_whose_posts_are_passed_on_about_a_network(real_data: Path, ask: Callable[[Path, str], Ask]) -> None:
    """Nobody knows who passed them on; how often is in the texts."""
    for account, known in expected(real_data, "uk_mobile_tweets_2019").items():
        answer = ask(real_data, "uk_mobile_tweets_2019")("sharers", account=account)
        assert answer.n == known["retweets"]
        found = {row["person"].lstrip("@").lower(): row["shares"] for row in answer.rows}
        for person, shares in known["top_retweeted"].items():
            assert found[person.lower()] == shares
        assert {row["distinct_sharers"] for row in answer.rows} == {None}


def test_where_nobody_answers_answers_are_not_available(
    real_data: Path, ask: Callable[[Path, str], Ask]
) -> None:
    answer = ask(real_data, "uk_mobile_tweets_2019")("responses")
    assert answer.headline.value is None
    assert answer.notes[0].code == "not_available"
