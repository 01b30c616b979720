"""Movements: what moved and when, the days of one series with what is usual, and all series in short."""

import json
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from socialplan.pipeline.ledger import Store
from socialplan.plan.team.models import Workspace
from tests.plan.evidence.conftest import store
from tests.web.rooms import at, text_of
from tests.web.test_stream import write

__all__ = ["store"]
pytestmark = pytest.mark.usefixtures("store")
FIRST = datetime(2026, 3, 2, 12)
TURN = 30  # days: from 1 April on twice as much
UP = [10 + day % 3 - 1 for day in range(TURN)] + [20 + day % 3 - 1 for day in range(TURN)]
FLAT = [5 + day % 3 - 1 for day in range(2 * TURN)]
STORM = 40  # the day on which the rival's message is passed on


def posts(account: str, counts: Sequence[int], **more: Any) -> list[dict[str, Any]]:
    return [
        {"post_id": f"{account}-{day}-{number}", "text": "Bread", "role": "post", "account_id": account,
         "precision": "second", "created_at": FIRST + timedelta(days=day, minutes=number), **more}
        for day, count in enumerate(counts) for number in range(count)
    ]  # fmt: skip


def passed_on(message: str, day: int, times: int, account: str) -> list[dict[str, Any]]:
    return [
        {"post_id": f"{message}-r{number}", "text": "About the bread", "role": "repost", "parent_id": message,
         "about_account": account, "precision": "second", "created_at": FIRST + timedelta(days=day, hours=2)}
        for number in range(times)
    ]  # fmt: skip


@pytest.fixture
def moved(store: Store, workspace: Workspace) -> Store:
    """Our bakery says twice as much from 1 April on; the rival does not move, but has a storm."""
    ours = posts("bakery", UP)
    for row in ours[-150:]:
        row["hashtags"] = ["rye"]
    write(
        store, workspace,
        accounts=[{"account_id": "bakery", "handle": "bakery", "owner_kind": "own"},
                  {"account_id": "rival", "handle": "rival", "owner_kind": "competitor"}],
        posts=[*ours, *posts("rival", FLAT, network="bluesky"),
               *passed_on(f"rival-{STORM}-0", STORM, 60, "rival"),
               *passed_on(f"bakery-{TURN + 2}-0", TURN + 2, 3, "bakery")],
    )  # fmt: skip
    return store


def page(client: Client, workspace: Workspace, **given: str) -> str:
    return text_of(client.get(at(workspace, "movements"), given))  # type: ignore[arg-type]


def part(client: Client, workspace: Workspace, name: str, **given: str) -> str:
    """What a browser asks for once the page is there."""
    answer = client.get(at(workspace, "movements"), {"part": name, **given}, headers={"HX-Request": "true"})
    return text_of(answer)  # type: ignore[arg-type]


def chart(text: str) -> dict[str, Any]:
    found = re.search(r'<script id="chart-movement-spec"[^>]*>(.*?)</script>', text)
    assert found
    spec: dict[str, Any] = json.loads(found[1])
    return spec


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_what_moved_and_when_with_its_levels(client_in: Client, workspace: Workspace, moved: Store) -> None:
    text = page(client_in, workspace)
    said = words(text)
    # before 29 whole days with 291 posts (the first one's 9 do not count); after 29 with 579 and 3 reposts
    assert text.count('class="spm-move"') == 1
    assert "bakery: lastingly higher from Wed 1 Apr 2026 on" in said and "No other day fits as well." in said
    assert re.search(r"times as much as before .{0,60}2\.00 ", said)
    assert re.search(r"before, posts a day .{0,40}10 29 days", said)
    assert re.search(r"after, posts a day .{0,40}20 29 days", said)
    assert "adopt/" in text and "measure=times" in text
    assert "since=2026-04-01&amp;until=2026-04-15" in text and "since=2026-03-18&amp;until=2026-04-01" in text


def test_the_chart_has_the_days_the_band_and_numbered_flags(
    client_in: Client, workspace: Workspace, moved: Store
) -> None:
    spec = chart(part(client_in, workspace, "days"))
    assert spec["x"][0] == "2026-03-02" and len(spec["x"]) == 2 * TURN
    said, usual = spec["series"]
    assert said["own"] and said["values"][:3] == UP[:3] and not said["low"]
    assert [usual["values"][day] for day in (5, 50)] == pytest.approx([10, 20], abs=0.3)
    inside = [low <= n <= high for low, n, high in zip(usual["low"], UP, usual["high"], strict=True)]
    assert all(inside)
    assert spec["events"][0]["x"] == "2026-04-01" and "from 10.0 to 20.1" in spec["events"][0]["label"]


def test_another_series_can_be_shown_and_its_storm_is_no_movement(
    client_in: Client, workspace: Workspace, moved: Store
) -> None:
    text = part(client_in, workspace, "days", group="rival")
    assert "rival did not move" in text
    (storm,) = chart(text)["events"]
    assert storm["x"] == (FIRST + timedelta(days=STORM)).date().isoformat()
    assert storm["label"] == f"storm: {60 + FLAT[STORM]} posts, one message passed on"


def test_all_series_stand_below_those_that_moved_first(
    client_in: Client, workspace: Workspace, moved: Store
) -> None:
    said = words(part(client_in, workspace, "lines"))
    assert said.index("bakery") < said.index("rival") and "01/04/2026" in said and "did not move" in said


def test_without_a_script_a_part_stands_in_the_page(
    client_in: Client, workspace: Workspace, moved: Store
) -> None:
    text = page(client_in, workspace, part="days")
    assert "spm-moves" in text and "chart-movement-spec" in text
    assert "chart-movement-spec" not in page(client_in, workspace)


def test_what_was_said_around_it_on_request(client_in: Client, workspace: Workspace, moved: Store) -> None:
    assert "What was said around it</h4>" not in page(client_in, workspace)
    said = words(page(client_in, workspace, around="0"))
    assert re.search(r"passed on most after it “Bread” 03/04/2026, .{0,60}3 times passed on that day", said)
    assert "passed on most before it none" in said


def test_the_filters_and_the_period_choose(client_in: Client, workspace: Workspace, moved: Store) -> None:
    nothing = "nothing moved: no level lies lastingly higher or lower"
    assert nothing in page(client_in, workspace, account="rival").lower()
    assert nothing in page(client_in, workspace, since="2026-04-03", until="2026-04-20")
    assert "Mastodon: lastingly higher" in words(page(client_in, workspace, by="network"))
    assert "lastingly higher" in page(client_in, workspace, query="bread", said="us")
    assert "No post fits all of this" in page(client_in, workspace, query="unheard")


def test_too_few_days_are_said(client_in: Client, workspace: Workspace, store: Store) -> None:
    write(store, workspace, posts=posts("bakery", UP[:20]),
          accounts=[{"account_id": "bakery", "handle": "bakery", "owner_kind": "own"}])  # fmt: skip
    text = page(client_in, workspace)
    assert "There are too few days with data to say what moved." in text and "Listen for this" in text
    assert "18 whole days with data; 28 are needed" in part(client_in, workspace, "days")


def test_old_data_do_not_tell_what_happens_now(client_in: Client, workspace: Workspace, store: Store) -> None:
    newest = (date.today() - timedelta(days=2)).isoformat()
    write(store, workspace, posts=posts("bakery", UP[:20]), accounts=[{"account_id": "bakery"}])
    assert "The newest post here is of Sat 21 Mar 2026" in page(client_in, workspace)
    write(store, workspace, posts=[{**posts("bakery", [1])[0], "post_id": "new",
                                    "created_at": datetime.fromisoformat(newest)}])  # fmt: skip
    assert "The newest post here" not in page(client_in, workspace)


def test_nothing_heard_says_where_to_begin(client_in: Client, workspace: Workspace) -> None:
    assert "You are not listening to anything yet." in page(client_in, workspace)

