"""Ten real sets through their mapping files, against figures made without this project."""

import csv
import gzip
import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from socialplan.pipeline.collect.importing import import_files
from socialplan.pipeline.collect.parse_mapping import load_mapping

MAPPINGS = Path(__file__).parents[2] / "mappings"
pytestmark = pytest.mark.real_data


@pytest.fixture
def expected(real_data: Path) -> dict[str, Any]:
    return json.loads((real_data / "expected.json").read_text())


@pytest.fixture
def bring(desk: Any, real_data: Path) -> Any:
    def run(name: str) -> Any:
        mapping = load_mapping(MAPPINGS / f"{name}.toml")
        paths = sorted((real_data / name).glob("*.csv*"))
        return import_files(desk.store, workspace=1, paths=paths, mapping=mapping)

    return run


def raw(folder: Path, name: str) -> list[dict[str, str]]:
    opened = gzip.open if name.endswith(".gz") else open
    with opened(folder / name, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_facebook_pages(desk: Any, bring: Any, expected: dict[str, Any]) -> None:
    receipt = bring("facebook_pages_2016")
    assert receipt.dropped["posts"] == expected["facebook_pages_2016_duplicate_rows"]
    posts = desk.rows()
    want = expected["facebook_pages_2016"]
    assert Counter(row["account_id"] for row in posts) == {
        page: figures["posts"] for page, figures in want.items()
    }
    values: Counter[str] = Counter()
    account = {row["post_id"]: row["account_id"] for row in posts}
    for row in desk.rows("metrics"):
        if row["name"] in ("reactions", "comments", "shares"):
            values[account[row["subject_id"]]] += int(row["value"])
    assert values == {page: figures["total"] for page, figures in want.items()}
    kinds = Counter((row["account_id"], row["native_kind"]) for row in posts)
    assert kinds["cnn", "video"] == want["cnn"]["by_type"]["video"][0]
    links = [link for row in posts for link in row["links"]]
    tagged = [link for link in links if link["utm"]]
    assert (len(links), len(tagged)) == pytest.approx(
        (
            expected["facebook_pages_2016_links"]["with_link"],
            expected["facebook_pages_2016_links"]["with_utm"],
        ),
        abs=21,
    )


def test_lines_lead_back_to_the_file(desk: Any, bring: Any, real_data: Path) -> None:
    bring("customer_support_twcs_2017")
    with gzip.open(
        real_data / "customer_support_twcs_2017" / "tweets.csv.gz", "rt", encoding="utf-8"
    ) as file:
        lines = file.read().split("\n")
    for row in desk.rows()[::97]:
        assert lines[row["line"] - 1].startswith(f"{row['post_id']},")


def test_tweets_about_mobile_networks(desk: Any, bring: Any, expected: dict[str, Any]) -> None:
    bring("uk_mobile_tweets_2019")
    posts = desk.rows()
    people = desk.people()
    shared: dict[str, Counter[str]] = {}
    about = {row["post_id"]: row["about_account"] for row in posts}
    for row in desk.rows("interactions"):
        name = people.get(row["target_key"], row["target_key"])
        shared.setdefault(about[row["post_id"]], Counter())[name] += 1
    for brand, figures in expected["uk_mobile_tweets_2019"].items():
        mine = [row for row in posts if row["about_account"] == brand]
        assert len(mine) == figures["rows"]
        assert sum(row["role"] == "repost" for row in mine) == figures["retweets"]
        days = Counter(row["created_at"].date().isoformat() for row in mine)  # London is UTC in winter
        assert days == figures["per_day"]
        for name, number in figures["top_retweeted"].items():
            assert shared[brand][name] == number


def test_tweets_to_airlines(desk: Any, bring: Any, expected: dict[str, Any]) -> None:
    bring("airline_sentiment_2015")
    posts = {row["post_id"]: row for row in desk.rows()}
    found = Counter(
        (posts[row["subject_id"]]["about_account"], row["label"])
        for row in desk.rows("labels", order="subject_id") if row["labeller"] == "file:sentiment"
    )  # fmt: skip
    for airline, figures in expected["airline_sentiment_2015"].items():
        assert sum(row["about_account"] == airline for row in posts.values()) == figures["tweets"]
        assert found[airline, "negative"] == figures["negative"]
    first = posts["570306133677760513"]  # 11:35 in California
    assert (first["created_at"], first["precision"]) == (datetime(2015, 2, 24, 19, 35), "minute")
    assert first["mentions"][0] == "Virgin America"


def test_customer_support(desk: Any, bring: Any, expected: dict[str, Any]) -> None:
    bring("customer_support_twcs_2017")
    want, posts = expected["customer_support_twcs_2017"], desk.rows()
    assert len(posts) == want["rows"]
    assert sum(row["account_id"] is None for row in posts) == want["inbound"]
    assert len({row["account_id"] for row in posts} - {None}) == want["brands"]
    by_id = {row["post_id"]: row for row in posts}
    assert by_id["2"]["parent_id"] == "1" and by_id["1"]["parent_id"] == "3"


def test_parents_match_both_sides_of_the_links(desk: Any, bring: Any, real_data: Path) -> None:
    bring("customer_support_twcs_2017")
    rows = raw(real_data / "customer_support_twcs_2017", "tweets.csv.gz")
    parents = {row["tweet_id"]: row["in_response_to_tweet_id"].removesuffix(".0") for row in rows}
    for row in rows:
        for answer in filter(None, row["response_tweet_id"].split(",")):
            if answer in parents and not parents[answer]:
                parents[answer] = row["tweet_id"]
    assert {row["post_id"]: row["parent_id"] or "" for row in desk.rows()} == parents


def test_support_conversations(desk: Any, bring: Any, expected: dict[str, Any]) -> None:
    bring("customer_care_ibm_2020")
    posts = desk.rows()
    assert len(posts) == expected["customer_care_ibm_2020"]["turns"]
    assert len({row["root_id"] for row in posts}) == expected["customer_care_ibm_2020"]["conversations"]
    assert Counter(row["native_kind"] for row in posts if row["account_id"]) == {
        "agent": 61,
        "agent_url": 525,
    }


def test_tweets_of_parties(desk: Any, bring: Any, expected: dict[str, Any]) -> None:
    bring("nl_party_tweets")
    want, posts = expected["nl_party_tweets"], desk.rows()
    assert Counter(row["account_id"] for row in posts) == want["per_party"]
    tags = Counter(tag for row in posts for tag in row["hashtags"])
    assert {tag: tags[tag] for tag in want["top_hashtags"]} == want["top_hashtags"]
    assert {row["precision"] for row in posts} == {"day"}
    assert min(row["created_at"] for row in posts) == datetime.fromisoformat(want["first"])


def test_tweets_of_politicians(desk: Any, bring: Any, expected: dict[str, Any]) -> None:
    bring("nl_mp_tweets_2020")
    want, people = expected["nl_mp_tweets_2020"], desk.people()
    assert len({row["person_key"] for row in desk.rows()}) == want["authors"]
    others = [row for row in desk.rows("interactions") if row["actor_key"] != row["target_key"]]
    handles = Counter(people[row["target_key"]].lower() for row in others)
    every = Counter(people[row["target_key"]].lower() for row in desk.rows("interactions"))
    assert sum(every.values()) == want["retweets"]
    for name, number in want["top_by_retweet_count"].items():
        assert number in (handles[name], every[name])


def test_instagram(desk: Any, bring: Any, expected: dict[str, Any]) -> None:
    receipt = bring("instagram_insights_2022")
    sums: Counter[str] = Counter()
    for row in desk.rows("metrics"):
        sums[row["name"]] += int(row["value"])
    want = expected["instagram_insights_2022"]
    assert (receipt.rows["posts"], sums["impressions"]) == (want["rows"], want["impressions"])
    parts = {
        "home": "From Home",
        "hashtags": "From Hashtags",
        "explore": "From Explore",
        "other": "From Other",
    }
    for part, name in parts.items():
        assert sums[f"impressions_{part}"] / sums["impressions"] == pytest.approx(
            want["source_share"][name], abs=1e-4
        )


def test_facebook_metrics(desk: Any, bring: Any, expected: dict[str, Any]) -> None:
    bring("facebook_metrics_cosmetics_2014")
    want, posts = expected["facebook_metrics_cosmetics_2014"], desk.rows()
    assert Counter(row["native_kind"] for row in posts) == want["type_counts"]
    total: Counter[str] = Counter()
    for row in desk.rows("metrics"):
        if row["name"] in ("reactions", "comments", "shares"):
            total[row["subject_id"]] += int(row["value"])
    for kind, mean in want["mean_interactions_by_type"].items():
        mine = [total[row["post_id"]] for row in posts if row["native_kind"] == kind]
        assert sum(mine) / len(mine) == pytest.approx(mean, abs=0.01)
    assert all(row["created_at"] is None for row in posts)


def test_tweets_around_events(desk: Any, bring: Any, expected: dict[str, Any]) -> None:
    receipt = bring("twitter_events_2016")
    want = expected["twitter_events_2016"]
    assert (receipt.rows["posts"], receipt.rows["events"]) == (want["rows"], want["events"])
    posts = desk.store.current(desk.store.snapshot(1), "posts")
    found = desk.store.execute(
        posts.agg(
            accounts=posts.about_account.nunique(), own=posts.account_id.notnull().sum(),
            shared=(posts.role == "repost").sum(), people=posts.person_key.nunique(),
        )
    ).to_pylist()[0]  # fmt: skip
    assert found == {"accounts": want["accounts"], "own": 1240, "shared": 26389, "people": found["people"]}
    assert receipt.rows["interactions"] == 26389
