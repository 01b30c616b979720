"""Volume, engagement and themes on real data, against figures counted elsewhere."""

from collections.abc import Callable
from typing import Any

import pytest

from socialplan.pipeline.measure import Finding
from tests.analysis.conftest import Asked

PAGES = "facebook_pages_2016"
ZONE = "Etc/GMT+5"  # the clock of that set
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Known = Callable[[str], Any]


def by(finding: Finding, *names: str) -> dict[Any, Any]:
    """Rows by the values of their groups."""
    return {
        row[names[0]] if len(names) == 1 else tuple(row[name] for name in names): row for row in finding.rows
    }


def close(value: float) -> Any:
    return pytest.approx(value, abs=0.01)


def test_posts_mean_and_median_of_every_page(asked: Asked, known: Known) -> None:
    pages = known(PAGES)
    rows = by(asked(PAGES, "engagement", by="account"), "account")
    assert rows.keys() == pages.keys()
    for page, figures in pages.items():
        assert rows[page]["n"] == figures["posts"]
        assert rows[page]["mean"] == close(figures["mean_engagement"])
        assert rows[page]["median"] == close(figures["median_engagement"])
        if rows[page]["n"] >= 6:  # below six posts the order statistics give no range
            assert rows[page]["low"] <= figures["median_engagement"] <= rows[page]["high"]


def test_pages_rank_by_median(asked: Asked, known: Known) -> None:
    rows = asked(PAGES, "engagement", by="account").rows
    medians = {row["account"]: row["median"] for row in rows}
    assert [row["median"] for row in rows] == [
        medians[page] for page in known("facebook_pages_2016_rank_median")
    ]


def test_response_by_type_of_every_page(asked: Asked, known: Known) -> None:
    rows = by(asked(PAGES, "engagement", by="account,native_kind"), "account", "native_kind")
    wanted = {
        (page, kind): figures for page, of in known(PAGES).items() for kind, figures in of["by_type"].items()
    }
    assert rows.keys() == wanted.keys()
    for key, (posts, mean, median) in wanted.items():
        assert rows[key]["n"] == posts
        assert (rows[key]["mean"], rows[key]["median"]) == (close(mean), close(median))


def test_the_best_hour_and_weekday_of_every_page(asked: Asked, known: Known) -> None:
    for page, figures in known(PAGES).items():
        hour = _named(asked(PAGES, "engagement", by="hour", account=page.upper(), zone=ZONE), "hour")
        assert hour == figures["best_hour_median"], page
        weekday = _named(asked(PAGES, "engagement", by="weekday", account=page, zone=ZONE), "weekday")
        assert DAYS[weekday - 1] == figures["best_weekday_median"], page


def _named(finding: Finding, grain: str) -> Any:
    """The best hour or weekday, None where none may be named."""
    best = {note.code: note.values.get(grain) for note in finding.notes}
    assert (f"best_{grain}" in best) != (f"no_best_{grain}" in best)
    return best.get(f"best_{grain}")


def test_the_public_shape_of_the_example(asked: Asked) -> None:
    shown = asked(PAGES, "engagement", by="kind", account="cnn").as_json()
    shape = "analysis version params snapshot as_of n coverage simulated headline rows"
    assert list(shown)[:10] == shape.split()
    assert shown["params"] == {"by": ["kind"], "account": "cnn"}
    assert (shown["n"], shown["as_of"], shown["snapshot"]) == (4643, "2016-06-23", "w1:b1:e0")
    assert shown["coverage"] == {"complete": True, "gaps": []} and shown["simulated"] is False
    assert shown["headline"]["unit"] == "reactions+comments+shares per post"
    assert shown["headline"]["value"] == 2917
    video = next(row for row in shown["rows"] if row["kind"] == "video")
    assert list(video) == ["kind", "n", "median", "mean", "low", "high"]
    assert (video["n"], video["median"], video["mean"]) == (1084, 4941, close(11518.04))


def test_a_count_of_two_months_has_no_gap_where_pages_post_daily(asked: Asked) -> None:
    finding = asked(PAGES, "volume", by="account", since="2016-03-01", until="2016-05-01", zone=ZONE)
    assert finding.as_of is not None and finding.as_of.isoformat() == "2016-04-30"
    assert finding.coverage["complete"]


def test_words_that_draw_more_lie_near_the_words_found_elsewhere(asked: Asked, known: Known) -> None:
    """The other count divides by the median of all posts, ours by that of other posts of the same kind."""
    found = by(asked(PAGES, "themes", account="cnn"), "theme", "type")
    for word, posts, lift in known("facebook_pages_2016_topic_lift_words")["cnn"]:
        if (word, "word") in found:
            row = found[word, "word"]
            assert row["n"] == pytest.approx(posts, rel=0.25)
            assert row["lift"] == pytest.approx(lift, rel=0.2)
    words = {theme for theme, kind in found if kind == "word"}
    assert {"rally", "breaking", "obama", "barack", "president"} <= words


def test_automatic_titles_and_small_words_are_no_themes(asked: Asked) -> None:
    themes = {row["theme"] for row in asked(PAGES, "themes", account="abcnews", all="yes").rows}
    assert not themes & {"timeline", "timeline photos", "photos abc", "the", "and", "with"}
    assert len(themes) > 500


def test_uk_networks_per_day_and_what_is_passed_on(asked: Asked, known: Known) -> None:
    brands = known("uk_mobile_tweets_2019")
    name = "uk_mobile_tweets_2019"
    rows = by(asked(name, "volume", by="account"), "account")
    days = by(asked(name, "volume", by="account,day"), "account", "day")
    for brand, figures in brands.items():
        assert rows[brand]["n"] == figures["rows"]
        assert round(rows[brand]["amplified_share"], 4) == figures["retweet_share"]
        assert {day: row["count"] for (of, day), row in days.items() if of == brand} == figures["per_day"]
        peak = days[brand, figures["peak_day"]]
        assert round(peak["amplified_share"], 4) == figures["retweet_share_peak_day"]


def test_dutch_parties_and_their_hashtags(asked: Asked, known: Known) -> None:
    figures, name = known("nl_party_tweets"), "nl_party_tweets"
    parties = by(asked(name, "volume", by="account"), "account")
    assert {party: row["count"] for party, row in parties.items()} == figures["per_party"]
    tags = asked(name, "volume", by="hashtag").rows
    counts = {row["hashtag"]: row["count"] for row in tags}
    assert {tag: counts[tag] for tag in figures["top_hashtags"]} == figures["top_hashtags"]
    assert [row["count"] for row in tags[:15]] == sorted(figures["top_hashtags"].values(), reverse=True)
    by_party = by(asked(name, "volume", by="account,hashtag"), "account", "hashtag")
    for party, top in figures["top3_hashtags_per_party"].items():
        assert {tag: by_party[party, tag]["count"] for tag in top} == top


def test_days_without_a_time_stay_their_day_in_every_zone(asked: Asked) -> None:
    name = "nl_party_tweets"
    days = [asked(name, "volume", by="day", zone=zone).rows for zone in ("Pacific/Auckland", "America/Adak")]
    assert days[0] == days[1]


def test_a_cosmetics_brand_by_type_with_blanks_as_zero(asked: Asked, known: Known) -> None:
    figures = known("facebook_metrics_cosmetics_2014")
    rows = by(asked("facebook_metrics_cosmetics_2014", "engagement", by="native_kind"), "native_kind")
    for kind, median in figures["median_interactions_by_type"].items():
        assert rows[kind]["n"] == figures["type_counts"][kind]
        assert rows[kind]["median"] == close(median)
        assert rows[kind]["mean"] == close(figures["mean_interactions_by_type"][kind])
