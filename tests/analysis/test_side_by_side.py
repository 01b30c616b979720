"""Accounts side by side, sharing and what is enough on real data, against figures counted elsewhere."""

import csv
import gzip
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.analysis.conftest import Asked

PAGES, ADS = "facebook_pages_2016", "superbowl_ads_youtube"
ZONE = "Etc/GMT+5"  # the clock of the pages
Known = Callable[[str], Any]


def test_every_page_its_last_day_its_number_and_its_forms(asked: Asked, known: Known) -> None:
    finding = asked(PAGES, "channels", zone=ZONE)
    rows = {row["account"]: row for row in finding.rows}
    pages = known(PAGES)
    newest = max(figures["last"] for figures in pages.values())[:10]
    assert rows.keys() == pages.keys()
    for page, figures in pages.items():
        row = rows[page]
        assert row["n"] == figures["posts"]
        assert (row["first"], row["last"]) == (figures["first"][:10], figures["last"][:10])
        silent = date.fromisoformat(newest) - date.fromisoformat(row["last"])
        assert row["days_silent"] == silent.days
        named = {"status": "text", "note": "other"}
        forms: Counter[str] = Counter()
        for kind, of in figures["by_type"].items():
            forms[named.get(kind, kind)] += of[0]
        assert row["forms"] == ", ".join(
            f"{kind} {n}" for kind, n in sorted(forms.items(), key=lambda one: (-one[1], one[0]))
        )


def test_pages_side_by_side(asked: Asked, known: Known) -> None:
    pages = known(PAGES)
    finding = asked(PAGES, "compare", zone=ZONE, words="no", panel="CNN, foxnews, nasa, monsterenergy")
    panel = ("cnn", "foxnews", "nasa", "monsterenergy")
    total = sum(pages[page]["posts"] for page in panel)
    assert {row["account"] for row in finding.rows} == set(panel) and finding.n == total
    for row in finding.rows:
        figures = pages[row["account"]]
        assert row["share"] == pytest.approx(figures["posts"] / total)
        assert row["median"] == pytest.approx(figures["median_engagement"], abs=0.01)
        assert row["top"] == figures["top_post"]
    assert finding.as_of == date(2016, 6, 24)  # the newest of these four; another page has a day more
    # One page's data begin in June, those of the others in February.
    assert [row["account"] for row in finding.rows if row["window"] == "uneven"] == ["monsterenergy"]


def test_a_change_of_the_panel_breaks_the_line(asked: Asked) -> None:
    rows = asked(PAGES, "compare", by="week", zone=ZONE, panel="cnn,nasa;2016-05-02:cnn,nasa,bbcnews").rows
    before = {row["line"] for row in rows if row["week"] < "2016-05-02"}
    after = {row["line"] for row in rows if row["week"] >= "2016-05-02"}
    assert (before, after) == ({"cnn", "nasa"}, {"cnn (2)", "nasa (2)", "bbcnews (2)"})
    weeks = Counter[str]()
    for row in rows:
        weeks[row["week"]] += row["share"]
    assert all(total == pytest.approx(1) for total in weeks.values())


def test_brands_and_their_advertisements(asked: Asked, known: Known) -> None:
    figures = known(ADS)
    views = {row["account"]: row for row in asked(ADS, "compare", figure="video_views", words="no").rows}
    assert {brand: row["n"] for brand, row in views.items()} == figures["ads_per_brand"]
    assert {brand: row["median"] for brand, row in views.items()} == figures["median_views"]
    assert sum(row["n"] - row["known"] for row in views.values()) == figures["missing_views"]
    top = figures["top_ad"]
    assert views[top["brand"]]["top"] == top["id"]
    likes = asked(ADS, "compare", figure="likes", per="video_views", words="no").rows
    assert {row["account"]: round(row["rate"], 5) for row in likes} == figures["like_rate"]
    dislikes = asked(ADS, "compare", figure="dislikes", per="reactions", words="no").rows
    assert {row["account"]: round(row["rate"], 4) for row in dislikes} == figures["dislike_share"]
    assert all(row["rate_low"] <= row["rate"] <= row["rate_high"] for row in likes)


@pytest.fixture
def counted(real_data: Path) -> dict[str, list[tuple[str, int]]]:
    """Page -> (day, shares) of each different post, read with the standard library."""
    found: dict[str, dict[str, tuple[str, int]]] = {}
    with gzip.open(real_data / PAGES / "posts_news_and_brands.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            of = found.setdefault(row["page"], {})
            of[row["status_id"]] = (row["status_published"][:10], int(row["num_shares"]))
    return {page: list(posts.values()) for page, posts in found.items()}


def test_rates_of_sharing_equal_a_plain_count(
    asked: Asked, counted: dict[str, list[tuple[str, int]]]
) -> None:
    rows = {row["account"]: row for row in asked(PAGES, "shared", by="account", zone=ZONE).rows}
    assert rows.keys() == counted.keys()
    for page, posts in counted.items():
        row, shares = rows[page], [n for _day, n in posts]
        days = {date.fromisoformat(day) for day, _n in posts}
        span = (max(days) - min(days)).days + 1
        assert (row["n"], row["shares"]) == (len(posts), sum(shares))
        assert row["shared_share"] == pytest.approx(sum(n > 0 for n in shares) / len(posts))
        assert row["per_post"] == pytest.approx(sum(shares) / len(posts))
        assert row["per_day"] == pytest.approx(sum(shares) / span)
        shared_on = {day for day, n in posts if n}
        assert row["shared_days"] == pytest.approx(len(shared_on) / span)
        assert row["low"] <= row["shared_share"] <= row["high"]


def test_sharing_per_person_reached(asked: Asked, real_data: Path) -> None:
    name = "facebook_metrics_cosmetics_2014"
    row = asked(name, "shared").rows[0]
    with next((real_data / name).glob("*.csv")).open() as file:
        posts = [(float(one["share"] or 0), float(one["T_Reach"])) for one in csv.DictReader(file)]
    assert row["n"] == len(posts)
    assert row["per_reach"] == pytest.approx(sum(y for y, _x in posts) / sum(x for _y, x in posts))
    assert row["per_reach_low"] < row["per_reach"] < row["per_reach_high"]


def test_what_shared_posts_have_in_common(asked: Asked) -> None:
    rows = asked(PAGES, "shared", view="features", account="cnbc").rows
    video = next(row for row in rows if (row["feature"], row["detail"]) == ("kind", "video"))
    assert video["high"] < 0 and video["q"] < 0.001
    assert video["difference"] == pytest.approx(video["with_shared"] - video["with_unshared"])


def test_a_page_with_few_posts_needs_more_and_one_with_many_does_not(asked: Asked) -> None:
    rows = {row["account"]: row for row in asked(PAGES, "enough", by="account", precision="10").rows}
    assert rows["nytimes"]["verdict"] == "enough" and rows["nytimes"]["missing"] == 0
    few = rows["monsterenergy"]
    assert few["verdict"] == "not_yet" and few["needed"] - few["n"] == few["missing"]
    weeks = few["missing"] / few["per_week"]
    promised = (date.fromisoformat(few["reached_on"]) - date(2016, 6, 25)).days
    assert promised == pytest.approx(weeks * 7, abs=1)
    assert rows["starbucks"]["verdict"] == "cannot_say"
