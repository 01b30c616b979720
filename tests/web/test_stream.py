"""The stream: posts as they were said, filters in the address, and the conversation beside them."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pyarrow as pa
import pytest
from django.test import Client
from django.utils import timezone

from socialplan.pipeline.ledger import Store
from socialplan.plan.brief import actions as brief
from socialplan.plan.evidence.models import Finding
from socialplan.plan.listen.actions import add_query, label_new
from socialplan.plan.listen.stream import PER_PAGE
from socialplan.plan.team.models import User, Workspace
from socialplan.records import TABLES
from tests.people import member_of, person
from tests.plan.evidence.conftest import store
from tests.web.rooms import at, send, text_of

__all__ = ["store"]
pytestmark = pytest.mark.usefixtures("store")
FIRST = datetime(2026, 3, 2, 9)
ANNA, BEN = "~" + "a" * 20, "~" + "b" * 20


def write(store: Store, workspace: Workspace, **tables: Sequence[dict[str, Any]]) -> None:
    with store.writer(workspace.pk, wait=0) as writer:
        for name, rows in tables.items():
            whole = [{"network": "mastodon", "line": place + 1, **row} for place, row in enumerate(rows)]
            given = {key for row in whole for key in row}
            schema = pa.schema([field for field in TABLES[name].schema if field.name in given])
            writer.add(name, pa.Table.from_pylist(whole, schema))
        writer.commit(sha256=f"stream {writer.number}", kind="import", source="said.csv", by="tests")


def post(name: str, text: str | None, minutes: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "post_id": name, "text": text, "role": "post", "precision": "second",
        "created_at": FIRST + timedelta(minutes=minutes), **more,
    }  # fmt: skip


@pytest.fixture
def said(store: Store, workspace: Workspace) -> Store:
    """A post of ours with two answers, an answer to one of them, an answer to a post nobody heard."""
    reply = {"role": "reply", "about_account": "bakery", "root_id": "p1"}
    write(
        store, workspace,
        accounts=[{"account_id": "bakery", "handle": "bakery", "owner_kind": "own"},
                  {"account_id": "rival", "handle": "rival", "owner_kind": "competitor"}],
        people=[{"person_key": ANNA, "handle": "anna"}, {"person_key": BEN, "handle": "ben"}],
        posts=[
            post("p1", "New bread in the shop", account_id="bakery", url="https://net.example/p1"),
            post("a1", "What time do you open?", 10, person_key=ANNA, parent_id="p1", **reply),
            post("a2", "This bread is awful", 20, person_key=BEN, parent_id="p1", **reply),
            post("a3", "At nine.", 30, account_id="bakery", parent_id="a1", role="reply", root_id="p1"),
            post("x1", "I agree", 40, person_key=BEN, parent_id="nobody-heard-it", about_account="rival",
                 role="reply"),
            post("r1", None, 45, person_key=BEN, parent_id="p1", role="repost", about_account="bakery"),
            post("g1", "Secret words", 50, person_key=ANNA, about_account="rival",
                 deleted_at=FIRST + timedelta(days=1)),
        ],
        metrics=[
            {"subject": "post", "subject_id": "p1", "name": name, "native_name": name, "value": value,
             "aggregation": "total"}
            for name, value in (("reactions", 7.0), ("comments", 0.0))
        ],
    )  # fmt: skip
    return store


def page(client: Client, workspace: Workspace, **given: str) -> str:
    return text_of(client.get(at(workspace, "stream"), given))  # type: ignore[arg-type]


def shown(page: str) -> list[str]:
    """The posts of the list, in their order."""
    return re.findall(r'data-post="mastodon/([\w-]+)"', page)


def pane(client: Client, workspace: Workspace, item: str) -> str:
    """What a browser asks for when a post is opened."""
    headers = {"HX-Request": "true", "HX-Target": "thread"}
    return text_of(client.get(at(workspace, "stream"), {"item": item}, headers=headers))  # type: ignore[arg-type]


def test_posts_stand_newest_first_with_who_said_what_to_whom(
    client_in: Client, workspace: Workspace, said: Store
) -> None:
    found = page(client_in, workspace)
    assert shown(found) == ["g1", "r1", "x1", "a3", "a2", "a1", "p1"]
    assert ">7 posts</h2>" in found and 'data-announce="7 posts"' in found
    assert "To anna" in found and "What time do you open?" in found
    assert "What it answers was not heard." in found  # of x1
    assert "Passes on bakery" in found


def test_old_data_say_that_what_came_since_was_not_heard(
    client_in: Client, workspace: Workspace, said: Store
) -> None:
    words = "The newest post is of Mon 2 Mar 2026. What was said since then was not heard."
    assert words in page(client_in, workspace)
    assert words not in page(client_in, workspace, role="reply")  # an older reply tells nothing of that
    now = timezone.now().replace(tzinfo=None)
    write(said, workspace, posts=[post("today", "Hello", person_key=ANNA) | {"created_at": now}])
    assert shown(page(client_in, workspace))[0] == "today"
    assert "What was said since then" not in page(client_in, workspace)


def test_zero_and_what_is_not_given_are_different_words(
    client_in: Client, workspace: Workspace, said: Store
) -> None:
    found = page(client_in, workspace, role="post", said="us")
    assert shown(found) == ["p1"]
    assert "7 reactions · 0 replies · shares not given by Mastodon" in found
    assert "counts not known" in page(client_in, workspace, role="reply")


def test_a_post_that_was_taken_away_says_so_and_keeps_its_words_to_itself(
    client_in: Client, workspace: Workspace, said: Store
) -> None:
    found = page(client_in, workspace, account="rival")
    assert shown(found) == ["g1", "x1"]
    assert "Taken away on its network" in found and "Secret words" not in found


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"role": "reply"}, ["x1", "a3", "a2", "a1"]),
        ({"account": "+own"}, ["r1", "a3", "a2", "a1", "p1"]),
        ({"account": "+competitor"}, ["g1", "x1"]),
        ({"said": "us"}, ["a3", "p1"]),
        ({"said": "others"}, ["g1", "r1", "x1", "a2", "a1"]),
        ({"query": "bread"}, ["a2", "p1"]),
        ({"query": "awful OR at nine"}, ["a3", "a2"]),
        ({"query": "bread NOT awful", "role": "post"}, ["p1"]),
        ({"query": "from:@anna AND open"}, ["a1"]),
        ({"said": "others", "query": "bread"}, ["a2"]),
        ({"network": "nowhere"}, ["g1", "r1", "x1", "a3", "a2", "a1", "p1"]),
        ({"since": "2026-03-03"}, []),
    ],
)
def test_filters_stand_in_the_address_and_narrow(
    client_in: Client, workspace: Workspace, said: Store, asked: dict[str, str], expected: list[str]
) -> None:
    assert shown(page(client_in, workspace, **asked)) == expected


def test_a_filter_in_force_is_a_chip_that_takes_it_away(
    client_in: Client, workspace: Workspace, said: Store
) -> None:
    found = page(client_in, workspace, role="reply", query="bread", page="1", item="mastodon/a2")
    assert 'href="?query=bread">Kind of post: reply' in found
    assert 'href="?role=reply">Words: bread' in found and "Clear all" in found
    assert "No post fits all of this" in page(client_in, workspace, query="zzyzx")


def test_a_query_that_cannot_be_read_says_so_and_shows_the_posts_without_it(
    client_in: Client, workspace: Workspace, said: Store
) -> None:
    found = page(client_in, workspace, query="(bread", role="post")
    assert 'role="alert"' in found and "The words are left out for now." in found
    assert shown(found) == ["g1", "p1"]


def test_a_tracked_query_is_asked_by_its_name(
    client_in: Client, workspace: Workspace, owner: User, said: Store
) -> None:
    add_query(workspace=workspace, fields={"name": "Our bread", "text": "bread NOT awful", "places": []},
              by=member_of(workspace, owner))  # fmt: skip
    found = page(client_in, workspace, query="Our bread")
    assert shown(found) == ["p1"] and "Words: Our bread" in found
    assert '<option value="Our bread">' in found
    listed = text_of(client_in.get(at(workspace, "tracked-queries")))  # type: ignore[arg-type]
    assert 'href="/w/harbour-bakery/listen/?query=Our%20bread">Read the posts' in listed


def test_what_models_read_stands_beside_the_words_and_can_be_filtered(
    client_in: Client, workspace: Workspace, said: Store
) -> None:
    label_new(workspace=workspace.pk)
    found = page(client_in, workspace, sentiment="negative")
    assert shown(found) == ["a2"] and "Read as" in found
    assert re.search(r'negative <span class="spx-sure">\d+%</span>', found)
    assert shown(page(client_in, workspace, question="question")) == ["a1"]
    correct = f"{at(workspace, 'label-correct')}?network=mastodon&post=a2&reads=sentiment"
    assert send(client_in, correct, label="positive").status_code == 200
    assert shown(page(client_in, workspace, sentiment="negative")) == []
    assert shown(page(client_in, workspace, sentiment="positive")) == ["a2"]


@pytest.mark.parametrize("given", [{"account": "bakery"}, {"query": "bread"}, {"since": "2026-03-02"}])
def test_its_number_of_posts_is_that_of_the_question_it_leads_to(
    client_in: Client, workspace: Workspace, said: Store, given: dict[str, str]
) -> None:
    heard = page(client_in, workspace, **given)
    number = re.search(r'class="spl-count">(\d+) post', heard)
    place = re.search(r'id="per-day" href="([^"]+)"', heard)
    assert number and place
    text_of(client_in.get(unescape(place[1])))
    asked = Finding.objects.get(analysis="volume", params__by=["day"])
    assert asked.n == int(number[1]) > 0


@pytest.mark.parametrize("given", [{"role": "reply"}, {"said": "us"}, {"account": "+own"}])
def test_where_no_question_takes_a_filter_there_is_no_such_link(
    client_in: Client, workspace: Workspace, said: Store, given: dict[str, str]
) -> None:
    assert "per-day" not in page(client_in, workspace, **given)


def test_the_conversation_stands_in_order_from_its_beginning(
    client_in: Client, workspace: Workspace, said: Store
) -> None:
    found = pane(client_in, workspace, "mastodon/a3")
    assert "<html" not in found and 'data-opened="mastodon/a3"' in found
    places = [found.index(words) for words in ("New bread", "What time", "At nine.", "This bread is awful")]
    assert places == sorted(places)
    assert "3 answers were heard." in found and "We heard it passed on 1 time." in found
    assert found.count("spl-depth-1") == 2 and found.count("spl-depth-2") == 1
    assert 'href="https://net.example/p1"' in found


def test_a_gap_in_a_conversation_is_told(client_in: Client, workspace: Workspace, said: Store) -> None:
    found = pane(client_in, workspace, "mastodon/x1")
    assert "What this answers was not heard." in found and "No answer was heard." in found
    assert "This post is not here any more" in pane(client_in, workspace, "mastodon/gone")


def test_without_script_the_page_holds_list_and_conversation(
    client_in: Client, workspace: Workspace, said: Store
) -> None:
    found = page(client_in, workspace, item="mastodon/a1", role="reply")
    assert "<h1>" in found and shown(found) == ["x1", "a3", "a2", "a1"]
    assert 'data-opened="mastodon/a1"' in found and 'href="?role=reply">Back to the stream' in found
    assert 'data-post="mastodon/a1" aria-current="true"' in found


def test_long_lists_come_page_by_page(client_in: Client, workspace: Workspace, store: Store) -> None:
    write(store, workspace, posts=[post(f"n{place}", f"Word {place}", place, person_key=ANNA)
                                   for place in range(PER_PAGE + 3)])  # fmt: skip
    assert len(shown(page(client_in, workspace))) == PER_PAGE
    assert shown(page(client_in, workspace, page="2")) == ["n2", "n1", "n0"]
    assert "There are no posts on this page." in page(client_in, workspace, page="9")


def test_an_address_with_odd_things_is_read_with_care(
    client_in: Client, workspace: Workspace, said: Store
) -> None:
    odd = {"account": "' OR 1=1 --", "role": "<b>", "query": "%'\x00\"", "page": "-3", "item": "///"}
    found = page(client_in, workspace, **odd)
    assert "<b>" not in found.split("<main")[1].split("spl-who")[0]
    assert client_in.get(at(workspace, "stream"), {"item": "x/" + "y" * 2000}).status_code == 200


def test_nothing_heard_offers_to_start_from_the_names_of_the_brief(
    client_in: Client, workspace: Workspace, owner: User
) -> None:
    empty = page(client_in, workspace)
    assert "You are not listening to anything yet. You can start from your own name" in empty
    for name in ("Harbour Bakery", "harbourbakery", "the bakery", "HB", "bakery harbour"):
        brief.add(workspace=workspace, kind="name", fields={"text": name}, by=member_of(workspace, owner))
    empty = page(client_in, workspace)
    assert "We can start from your own name and 4 aliases." in empty
    assert "Add a source" in empty or "New tracked query" in empty
    assert "Look at the example" in empty and 'id="found"' not in empty


def test_somebody_else_does_not_see_it(client: Client, workspace: Workspace, said: Store) -> None:
    assert client.get(at(workspace, "stream")).status_code == 302
    client.force_login(person("Stranger"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(at(workspace, "stream")).status_code == 404


def test_the_stream_can_be_kept_as_a_view(client_in: Client, workspace: Workspace, said: Store) -> None:
    kept = send(client_in, at(workspace, "view-keep"), htmx=False, view="stream", name="Complaints",
                query="sentiment=negative&item=mastodon/a2")  # fmt: skip
    assert kept["Location"].endswith("/listen/?sentiment=negative")
