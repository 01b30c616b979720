"""Who: people who like, share, quote and answer; where only counts are given, that is said."""

import pytest
from django.test import Client

from socialplan.pipeline.ledger import Store
from socialplan.plan.evidence.models import Finding
from socialplan.plan.team.models import Workspace
from tests.plan.evidence.conftest import store
from tests.web.rooms import HTMX, at, text_of
from tests.web.test_stream import ANNA, BEN, FIRST, said, write

__all__ = ["said", "store"]
pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def liked(store: Store, workspace: Workspace, said: Store) -> Store:
    """Anna likes two posts of ours and one of the rival, Ben one; we like an answer ourselves."""
    likes = (("l1", ANNA, "p1"), ("l2", ANNA, "a3"), ("l3", BEN, "p1"), ("l4", "bakery", "a1"))
    rows = [
        {"interaction_id": name, "kind": "like", "actor_key": actor, "post_id": post, "occurred_at": FIRST,
         "precision": "second"}
        for name, actor, post in likes
    ]  # fmt: skip
    write(store, workspace, interactions=rows)
    return store


def part(client: Client, workspace: Workspace, code: str, **given: str) -> str:
    return text_of(client.get(at(workspace, "who-part", code), given, **HTMX))  # type: ignore[arg-type]


def test_the_page_stands_at_once_about_our_account_and_fetches_its_parts(
    client_in: Client, workspace: Workspace, said: Store
) -> None:
    page = text_of(client_in.get(at(workspace, "who")))  # type: ignore[arg-type]
    assert page.count('hx-trigger="load"') == 2 and page.count('hx-trigger="revealed"') == 2
    assert '<option value="bakery" selected>' in page and "Clear all" not in page
    here = page.split('aria-label="Pages of this step"')[1].split("</nav>")[0]
    assert here.count("aria-current") == 1 and 'aria-current="page">Who' in here


def test_likers_stand_with_how_often_how_many_posts_and_days(
    client_in: Client, workspace: Workspace, liked: Store
) -> None:
    found = part(client_in, workspace, "like")
    assert "2 people, 3 times in all." in found and "1 times an account of ours did it" in found
    rows = found.split("<tbody>")[1]
    assert rows.index("@anna") < rows.index("@ben") and "Mastodon" in rows
    assert Finding.objects.get(analysis="responders").n == 3
    assert "measure=responses" in found and "row=0" in found  # adopted, and the posts behind it


def test_the_posts_behind_a_row_are_those_the_person_liked(
    client_in: Client, workspace: Workspace, liked: Store
) -> None:
    part(client_in, workspace, "like")
    finding = Finding.objects.get(analysis="responders")
    behind = text_of(client_in.get(at(workspace, "finding-posts", finding.finding_id), {"row": "1"}))  # type: ignore[arg-type]
    assert "@ben" in behind and "1 post<" in behind and "New bread in the shop" in behind


def test_sharing_without_and_with_own_words_stand_apart(
    client_in: Client, workspace: Workspace, said: Store
) -> None:
    assert "1 person, 1 times in all." in part(client_in, workspace, "repost")
    assert "These data do not say who." in part(client_in, workspace, "quote")
    answers = part(client_in, workspace, "reply")
    assert "2 people, 2 times in all." in answers


def test_a_network_that_counts_and_names_nobody_is_told_so(
    client_in: Client, workspace: Workspace, said: Store
) -> None:
    found = part(client_in, workspace, "like")
    assert "Mastodon gives counts, not names." in found and "<table" not in found
    assert "Too little data" not in found


def test_a_part_is_a_page_of_its_own_without_script_and_others_do_not_see_it(
    client_in: Client, client: Client, workspace: Workspace, liked: Store
) -> None:
    page = text_of(client_in.get(at(workspace, "who-part", "like"), {"account": "-"}))  # type: ignore[arg-type]
    assert "<h1>" in page and "The whole page" in page and page.count('id="part-') == 1
    assert "About whom: all accounts together" in page
    assert client_in.get(at(workspace, "who-part", "nothing")).status_code == 404
    client.logout()
    assert client.get(at(workspace, "who")).status_code == 302


def test_nothing_heard_is_the_empty_room(client_in: Client, workspace: Workspace) -> None:
    assert "You are not listening to anything yet." in text_of(client_in.get(at(workspace, "who")))  # type: ignore[arg-type]
