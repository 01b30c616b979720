"""Listening live to the simulated network: page after page, nothing twice or lost, and faults on purpose."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from socialplan.networks.simulated import World
from socialplan.networks.simulated.faults import Busy, Faults, Revoked, TokenRefused
from socialplan.networks.simulated.live import STREAMS, Page, SimulatedNetwork, normalise
from tests.networks.simulated.worlds import LAST, OWN, all_rows

SMALL = World(last=LAST, days=45, newer=10)
START, END = (datetime.combine(day, datetime.min.time()) for day in (SMALL.first, SMALL.end))
QUICK = timedelta(hours=1)


class Clock:
    def __init__(self, at: datetime = END) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


def network(at: datetime = END, **faults: Any) -> SimulatedNetwork:
    return SimulatedNetwork(SMALL, Clock(at), Faults(**faults))


def pages_of(
    feed: SimulatedNetwork, stream: str, *, budget: int = 200, cursor: str | None = None, query: str = ""
) -> list[Page]:
    found = []
    while True:
        found.append(feed.collect(OWN, stream, cursor, budget, query=query))
        cursor = found[-1].cursor
        if found[-1].complete:
            return found


def items(pages: list[Page]) -> list[Mapping[str, Any]]:
    return [item for page in pages for item in page.items]


@pytest.mark.parametrize("budget", [7, 200, 100_000])
def test_the_firehose_gives_everything_once_in_order_of_time(budget: int) -> None:
    pages = pages_of(network(), "firehose", budget=budget)
    assert all(len(page.items) == budget for page in pages[:-1])
    found = items(pages)
    moments = [max(one[name] for name in one if name.endswith("ed_at")) for one in found]
    assert moments == sorted(moments) and all(one["simulated"] for one in found)
    posts = [one["id"] for one in found if one["type"] == "post"]
    assert sorted(posts) == sorted(row["post_id"] for row in all_rows(SMALL, "posts"))
    likes = {one["id"] for one in found if one["type"] in ("like", "follow")}
    assert likes == {row["interaction_id"] for row in all_rows(SMALL, "interactions")}


def test_edits_and_deletions_come_as_such_after_the_post() -> None:
    rows = {row["post_id"]: row for row in all_rows(SMALL, "posts")}
    found = items(pages_of(network(), "firehose"))
    text = {one["id"]: one["text"] for one in found if one["type"] == "post"}
    edits = {one["id"]: one["text"] for one in found if one["type"] == "edit"}
    assert edits == {key: row["text"] for key, row in rows.items() if row["edited_at"]} != {}
    assert all(text[key] != edited for key, edited in edits.items())
    gone = {one["id"]: one["deleted_at"] for one in found if one["type"] == "delete"}
    assert (
        gone == {key: row["deleted_at"].isoformat() for key, row in rows.items() if row["deleted_at"]} != {}
    )


def test_each_stream_holds_what_it_says() -> None:
    rows = all_rows(SMALL, "posts")
    incoming = [row for row in rows if row["about_account"] == OWN and row["person_key"]]
    expected = {
        "own": {row["post_id"] for row in rows if row["account_id"] == OWN},
        "mentions": {row["post_id"] for row in incoming if row["role"] == "post"},
        "replies": {row["post_id"] for row in incoming if row["role"] == "reply"},
    }
    for stream, ids in expected.items():
        assert {one["id"] for one in items(pages_of(network(), stream))} == ids and ids
    reposts = {row["post_id"] for row in incoming if row["role"] == "repost"}
    reactions = items(pages_of(network(), "reactions"))
    assert {one["id"] for one in reactions if one["type"] == "post"} == reposts
    followers = items(pages_of(network(), "followers"))
    assert followers and {one["target"] for one in followers} == {OWN}
    hits = items(pages_of(network(), "search", query="MUNTTHEE lekker"))
    assert hits and all("muntthee" in one["text"].lower() for one in hits)
    assert {one["id"] for one in hits if one["type"] == "post"} <= {row["post_id"] for row in rows}
    with pytest.raises(KeyError):
        network().collect(OWN, "letters", None, 10)
    assert len(STREAMS) == 7


def test_nothing_is_given_before_it_happened_and_later_calls_go_on_from_there() -> None:
    clock = Clock(START)
    feed, found, cursor = SimulatedNetwork(SMALL, clock), [], None
    while clock.at <= END:
        page = feed.collect(OWN, "firehose", cursor, 10_000)
        assert page.complete
        assert all(one.get("created_at", "") <= clock.at.isoformat() for one in page.items)
        found += page.items
        cursor, clock.at = page.cursor, clock.at + timedelta(hours=31)
    clock.at = END
    found += feed.collect(OWN, "firehose", cursor, 10_000).items
    assert found == items(pages_of(network(), "firehose"))


def test_a_network_that_is_busy_says_when_to_come_back_and_loses_nothing() -> None:
    feed, found, cursor, refused = network(busy_every=3, retry_after=12), [], None, 0
    while True:
        try:
            page = feed.collect(OWN, "mentions", cursor, 20)
        except Busy as busy:
            assert busy.retry_after == 12
            refused += 1
            continue
        found += page.items
        cursor = page.cursor
        if page.complete:
            break
    assert refused > 5 and found == items(pages_of(network(), "mentions"))


def test_a_refused_token_is_refreshed_and_a_revoked_one_is_not() -> None:
    feed = network(refused_from=START + QUICK)
    with pytest.raises(TokenRefused):
        feed.collect(OWN, "own", None, 10)
    assert feed.refresh(feed.token) == feed.token
    assert feed.collect(OWN, "own", None, 10).items
    revoked = network(refused_from=START, revoked=True)
    with pytest.raises(Revoked):
        revoked.refresh(revoked.token)
    assert network(START, refused_from=START + QUICK).collect(OWN, "own", None, 10).complete


def test_a_dripping_network_gives_few_at_a_time() -> None:
    pages = pages_of(network(drip=2), "own")
    assert max(len(page.items) for page in pages) == 2
    assert items(pages) == items(pages_of(network(), "own"))


def test_a_page_that_comes_again_can_be_told_by_its_ids() -> None:
    pages = pages_of(network(again_every=4), "mentions", budget=20)
    assert pages[3] == pages[2] and len(pages) > 8
    once = list({one["id"] + one["type"]: one for one in items(pages)}.values())
    assert once == items(pages_of(network(), "mentions"))


def test_what_is_lost_is_told_as_a_gap_once() -> None:
    lost = (START + timedelta(days=5), START + timedelta(days=8))
    pages = pages_of(network(lost=lost), "firehose", budget=500)
    whole = items(pages_of(network(), "firehose"))
    told = [page.gap for page in pages if page.gap]
    assert {(gap.since, gap.until) for gap in told} == {lost}
    missing = [one for one in whole if one not in items(pages)]
    assert missing and all(
        lost[0].isoformat() <= max(one[name] for name in one if name.endswith("ed_at")) < lost[1].isoformat()
        for one in missing
    )


def test_raw_items_become_rows_of_the_vocabulary() -> None:
    columns = {name: set(all_rows(SMALL, name)[0]) for name in ("posts", "people", "interactions")}
    kept: dict[tuple[str, str], dict[str, Any]] = {}
    for one in items(pages_of(network(), "firehose")):
        for table, row in normalise(one):
            assert set(row) <= columns[table]
            if one["type"] == "post" and table == "posts":
                kept["posts", row["post_id"]] = row
    for row in all_rows(SMALL, "posts"):
        if not row["edited_at"]:
            mine = kept["posts", row["post_id"]]
            assert mine == {name: row[name] for name in mine}
