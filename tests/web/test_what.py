"""What: themes with their lift or the sentence that nothing stands out, and features of shared posts."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from socialplan.pipeline.ledger import Store
from socialplan.plan.team.models import Workspace
from tests.plan.evidence.conftest import store
from tests.web.rooms import HTMX, at, text_of
from tests.web.test_stream import FIRST, write

__all__ = ["store"]
pytestmark = pytest.mark.usefixtures("store")
POSTS = 160


Each = Callable[[int], int]


def publish(store: Store, workspace: Workspace, draws: Each, shares: Each) -> None:
    """Posts of ours, a quarter of them about cake, with what they draw and how often they are shared."""
    words = ["Fresh cake today" if place % 4 == 0 else "Good morning everybody" for place in range(POSTS)]
    posts: Sequence[dict[str, Any]] = [
        {"post_id": f"n{place}", "text": text, "account_id": "bakery", "role": "post", "precision": "second",
         "kind": "photo", "created_at": FIRST + timedelta(days=place)}
        for place, text in enumerate(words)
    ]  # fmt: skip
    metrics = [
        {"subject": "post", "subject_id": f"n{place}", "name": name, "native_name": name,
         "value": float(value(place)), "aggregation": "total"}
        for place in range(POSTS) for name, value in (("reactions", draws), ("shares", shares))
    ]  # fmt: skip
    accounts = [{"account_id": "bakery", "handle": "bakery", "owner_kind": "own"}]
    write(store, workspace, accounts=accounts, posts=posts, metrics=metrics)


def part(client: Client, workspace: Workspace, code: str, **given: str) -> str:
    return text_of(client.get(at(workspace, "what-part", code), given, **HTMX))  # type: ignore[arg-type]


def test_a_theme_that_stands_out_has_its_lift_people_first_day_and_best_post(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    publish(store, workspace, lambda place: 60 if place % 4 == 0 else 20, lambda place: 0)
    found = part(client_in, workspace, "themes")
    assert "themes stand out." in found and "about 1 in 10 may be chance" in found
    body = found.split("<tbody>")[-1]
    cake = body[body.index(">cake"):].split("</tr>")[0]
    assert "draws 3.0 times the usual response, likely 3.0 to 3.0" in cake
    assert "02/03/2026" in cake and "Fresh cake today" in cake and "measure=lift" in cake
    assert "data-chart" in found and 'href="/w/' in found and "all=1" in found


def test_nothing_that_stands_out_is_a_result_in_words(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    publish(store, workspace, lambda place: 20 + place * 7 % 11, lambda place: 0)
    found = part(client_in, workspace, "themes")
    assert "Nothing stands out." in found and "themes were compared; differences fit chance." in found
    assert "<tbody>" not in found and "sp-empty" not in found
    every = part(client_in, workspace, "themes", all="1")
    assert "Nothing stands out." in every and ">cake" in every and "show only those that stand out" in every


def test_shared_posts_are_set_against_the_others_with_the_range_of_each_difference(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    publish(store, workspace, lambda place: 20, lambda place: int(place % 7 in (5, 6)))  # FIRST is a Monday
    found = part(client_in, workspace, "shared")
    assert "Shared posts more often have this: at the weekend." in found
    row = found[found.index(">at the weekend"):].split("</tr>")[0]
    assert "100%" in row and "measure=difference" in row  # every shared post, and no other


def test_where_nothing_sets_shared_posts_apart_that_is_said(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    publish(store, workspace, lambda place: 20, lambda place: int(place % 5 == 0))
    found = part(client_in, workspace, "shared")
    assert "Nothing sets shared posts apart; the differences fit chance." in found


def test_too_little_is_said_and_parts_stand_alone_without_script(
    client_in: Client, client: Client, workspace: Workspace, store: Store
) -> None:
    write(store, workspace, posts=[{"post_id": "one", "text": "Hello", "role": "post", "created_at": FIRST,
                                    "precision": "second", "account_id": "bakery"}])  # fmt: skip
    assert "There is too little to compare themes." in part(client_in, workspace, "themes")
    assert "too little to set shared posts against others" in part(client_in, workspace, "shared")
    page = text_of(client_in.get(at(workspace, "what-part", "themes")))  # type: ignore[arg-type]
    assert "<h1>" in page and page.count('id="part-') == 1
    assert client_in.get(at(workspace, "what-part", "nothing")).status_code == 404
    client.logout()
    assert client.get(at(workspace, "what")).status_code == 302
