"""Sentiment: days with more negative posts than usual, and figures of a real set with labels by people."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import Result
from socialplan.analysis.parameters import parse
from socialplan.pipeline.label import label_posts
from socialplan.pipeline.measure import Finding, measure
from socialplan.store import Store
from tests.analysis.conftest import store_in
from tests.analysis.small_tables import answer, tables

START = date(2026, 3, 2)


def month(*days: tuple[int, int], **asked: Any) -> Result:
    """The answer over days of (posts, negative posts among them) about one account."""
    posts, labels = ["| post_id | about_account | created_at |"], ["| post_id | reads | label |"]
    for place, (said, negative) in enumerate(days):
        for number in range(said):
            key = f"d{place}n{number}"
            posts.append(f"| {key} | cafe | {START + timedelta(days=place)} |")
            labels.append(f"| {key} | sentiment | {'negative' if number < negative else 'neutral'} |")
    given = tables(posts="\n".join(posts), labels="\n".join(labels))
    return answer("sentiment", given, view="days", **asked)


def test_a_day_with_more_posts_as_negative_as_usual_is_told_from_one_that_is_more_negative() -> None:
    usual = [(10, 4)] * 4
    found = month(*usual, (40, 16), *usual, (12, 11), *usual)
    # usual is 4 negative posts, its spread 1 post: above 6. On day 5 4 in 10 are negative, as ever.
    assert [(row["day"], row["count"], row["baseline"], row["verdict"]) for row in found.rows] == [
        ("2026-03-06", 16, 4, "more_said"),
        ("2026-03-11", 11, 4, "more_negative"),
    ]
    assert found.rows[0]["threshold"] == 6 and found.headline.value == 2


def test_a_day_is_judged_alike_in_every_window() -> None:
    days = [(10 + place % 3, 4 + (9 if place % 13 == 6 else place % 2)) for place in range(60)]
    days = [(max(said, negative), negative) for said, negative in days]
    every = {row["day"]: row for row in month(*days).rows}
    assert len(every) >= 4
    window = {"since": START + timedelta(days=6), "until": START + timedelta(days=20)}
    listed = {row["day"]: row for row in month(*days, **window).rows}
    inside = {day: row for day, row in every.items() if str(window["since"]) <= day < str(window["until"])}
    assert listed == inside and len(inside) == 2


def test_the_first_and_the_last_day_are_not_judged() -> None:
    assert month((30, 30), *[(10, 4)] * 7, (30, 30)).rows == ()


@pytest.mark.real_data
def test_negative_posts_of_airlines_per_day_and_their_peak_by_the_labels_of_people(
    asked: Callable[..., Finding], known: Callable[[str], Any]
) -> None:
    zone = {"zone": "US/Pacific", "labels": "file"}
    name = "airline_sentiment_2015"
    per_day = asked(name, "sentiment", by="brand,day", **zone).rows
    whole = {row["brand"]: row for row in asked(name, "sentiment", by="brand", **zone).rows}
    days = asked(name, "sentiment", by="brand", view="days", **zone).rows
    for brand, wanted in known("airline_sentiment_2015").items():
        counts = {row["day"]: row["negative_posts"] for row in per_day if row["brand"] == brand}
        assert {day: count for day, count in counts.items() if count} == wanted["negative_per_day"]
        assert whole[brand]["n"] == wanted["tweets"]
        assert whole[brand]["negative"] == pytest.approx(wanted["negative_share"], abs=1e-4)
        assert wanted["peak_negative_day"] in {row["day"] for row in days if row["brand"] == brand}


@pytest.mark.real_data
def test_days_more_negative_than_usual_by_the_own_labels_are_those_by_the_labels_of_people(
    imported: Callable[[Path, str], Store], real_data: Path, tmp_path: Path
) -> None:
    own = store_in(shutil.copytree(imported(real_data, "airline_sentiment_2015").home, tmp_path / "own"))
    label_posts(own, 1)
    found = {}
    for labels in ("model", "file"):
        given = {"by": "brand", "view": "days", "labels": labels}
        rows = measure(own, 1, "sentiment", parse(ANALYSES["sentiment"], given, zone="US/Pacific")).rows
        found[labels] = [(row["brand"], row["day"]) for row in rows]
    assert found["model"] == found["file"] and {brand for brand, _day in found["file"]} == {
        "United", "US Airways", "Virgin America",
    }  # fmt: skip
