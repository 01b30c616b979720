"""The pages of tracked queries: an empty list, rows and text, a preview, a late save, who may, judging."""

import re

import pytest
from django.test import Client

from socialplan.pipeline.ledger import Store
from socialplan.plan.brief import actions as brief
from socialplan.plan.listen.models import CommunityQuestion, SampledPost, TrackedQuery
from socialplan.plan.sources.models import Connection, Source
from socialplan.plan.team.models import User, Workspace
from tests.people import member_of, person, workspace_of
from tests.plan.evidence.conftest import store
from tests.plan.listen.talk import talk
from tests.web.rooms import HTMX, at, send, text_of

__all__ = ["store"]
pytestmark = pytest.mark.usefixtures("store")
ROWS = {"mode": "rows", "name": "Bread"}


def save(client: Client, workspace: Workspace, **fields: object) -> TrackedQuery:
    answer = send(
        client, at(workspace, "tracked-query-new"), htmx=False, **{**ROWS, "group": "brood", **fields}
    )
    assert answer.status_code == 302, text_of(answer)
    return TrackedQuery.objects.latest("id")


def test_an_empty_list_offers_the_own_name(client_in: Client, workspace: Workspace, owner: User) -> None:
    page = text_of(client_in.get(at(workspace, "tracked-queries")))
    assert "You are not listening to anything yet." in page and "Write your name and other spellings" in page
    for text in ("Zoet", "Bakkerij Zoet", "#zoet"):
        brief.add(workspace=workspace, kind="name", fields={"text": text}, by=member_of(workspace, owner))
    page = text_of(client_in.get(at(workspace, "tracked-queries")))
    assert "Start from your own name and 2 other spellings." in page
    started = text_of(client_in.get(f"{at(workspace, 'tracked-query-new')}?from=names"))
    assert "zoet, bakkerij zoet, #zoet</textarea>" in started and 'name="follows" value="names"' in started


def test_it_speaks_dutch(client_in: Client, workspace: Workspace, owner: User) -> None:
    owner.language = "nl"
    owner.save()
    assert "Je luistert nog nergens naar." in text_of(client_in.get(at(workspace, "tracked-queries")))


def test_rows_are_saved_and_listed_in_words(client_in: Client, workspace: Workspace) -> None:
    save(
        client_in,
        workspace,
        group=["brood, vers gebak", "#bakker"],
        without="oliebol",
        language=["nl", "en"],
        leave_out="@anna@x.org",
        own="1",
    )
    page = text_of(client_in.get(at(workspace, "tracked-queries")))
    said = "brood or “vers gebak”, and #bakker, without oliebol, in Dutch or English, "
    assert said + "not by @anna@x.org or ourselves" in page


def test_rows_become_text_and_rows_again(client_in: Client, workspace: Workspace) -> None:
    new = at(workspace, "tracked-query-new")
    typed = {**ROWS, "group": ["brood, vers gebak", "#bakker"], "without": "oliebol", "own": "1"}
    text = text_of(send(client_in, new, **typed, deed="text"))
    written = "(brood OR &quot;vers gebak&quot;) AND #bakker NOT (oliebol OR from:own)"
    assert f">{written}</textarea>" in text
    back = text_of(
        send(client_in, new, mode="text", name="Bread", text=written.replace("&quot;", '"'), deed="rows")
    )
    assert (
        "brood, vers gebak</textarea>" in back
        and "#bakker</textarea>" in back
        and "oliebol</textarea>" in back
    )
    assert re.search(r'name="own" value="1" checked', back)
    nested = text_of(send(client_in, new, mode="text", text="a OR (b NOT c)", deed="rows"))
    assert "Rows cannot show this" in nested and "a OR (b NOT c)</textarea>" in nested


def test_a_row_is_added(client_in: Client, workspace: Workspace) -> None:
    answer = send(client_in, at(workspace, "tracked-query-new"), **ROWS, group="brood", deed="add")
    assert text_of(answer).count('name="group"') == 2 and "<html" not in text_of(answer)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"group": "brood", "name": ""}, "Give it a name"),
        ({"group": ""}, "Nothing is asked yet."),
        ({"group": ["brood", "#"]}, "“#” has no letter or digit"),
        ({"mode": "text", "text": "(brood"}, "A bracket before “brood” is not closed."),
    ],
)
def test_what_does_not_fit_is_said_at_the_field(
    client_in: Client, workspace: Workspace, fields: dict[str, object], says: str
) -> None:
    answer = send(client_in, at(workspace, "tracked-query-new"), htmx=False, **{**ROWS, **fields})
    assert answer.status_code == 422 and says in text_of(answer) and not TrackedQuery.objects.exists()


def test_the_preview_shows_what_it_gives_before_saving(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    talk(store, workspace.pk)
    new = at(workspace, "tracked-query-new")
    page = text_of(send(client_in, new, **ROWS, group="klacht", deed="preview"))
    assert "sp-figure-value" in page and "28 posts" in page and "Brood was oud, klacht ingediend" in page
    assert "Heard as it is said, from now on" in page  # the firehose needs no account
    assert not TrackedQuery.objects.exists()
    empty = text_of(send(client_in, new, **ROWS, group=["brood", "taart"], deed="preview"))
    assert "Row 2 is not heard at all" in empty
    wide = text_of(send(client_in, new, **ROWS, group="brood", deed="preview"))
    assert "This is very wide." in wide
    unread = text_of(send(client_in, new, mode="text", text="brood AND", deed="preview"))
    assert "“AND” joins nothing." in unread


def test_saving_begins_listening_where_it_was_chosen(client_in: Client, workspace: Workspace) -> None:
    connection = Connection.objects.create(
        workspace=workspace,
        network="mastodon",
        server="https://a.example",
        account="1",
        handle="a",
        sealed="x",
    )
    code = f"account-{connection.pk}-search"
    save(client_in, workspace, asks_places="1", places=[code])
    assert Source.objects.get().asked == "brood"
    page = text_of(client_in.get(at(workspace, "tracked-queries")))
    assert "First answer is awaited" in page and "Mastodon" in page and "listen/?query=Bread" in page
    save(client_in, workspace, name="Nowhere", asks_places="1")
    assert Source.objects.count() == 1


def test_a_wide_query_says_what_collecting_it_takes(
    client_in: Client, workspace: Workspace, store: Store
) -> None:
    """Asked every two minutes at one request a second: 12 minutes a day."""
    talk(store, workspace.pk)
    Connection.objects.create(
        workspace=workspace,
        network="mastodon",
        server="https://a.example",
        account="1",
        handle="a",
        sealed="x",
    )
    wide = text_of(send(client_in, at(workspace, "tracked-query-new"), **ROWS, group="brood", deed="preview"))
    assert "Mastodon: From then on about 12 minutes of asking a day." in wide
    assert "at most about 333 days back: at most 1 minute." in wide


def test_pause_remove_and_undo(client_in: Client, workspace: Workspace) -> None:
    row = save(client_in, workspace)
    paused = send(client_in, at(workspace, "tracked-query-do", row.pk, "pause"), version=row.version)
    assert "Paused. Nothing new is asked for:" in text_of(paused)
    row.refresh_from_db()
    removed = send(client_in, at(workspace, "tracked-query-do", row.pk, "remove"), version=row.version)
    assert "Removed." in text_of(removed) and "You are not listening" in text_of(removed)
    row.refresh_from_db()
    back = send(client_in, at(workspace, "tracked-query-do", row.pk, "undo"), version=row.version)
    assert "Put back." in text_of(back) and "Paused" in text_of(back)


def test_a_save_that_came_too_late_shows_what_stands_now(client_in: Client, workspace: Workspace) -> None:
    row = save(client_in, workspace)
    change = at(workspace, "tracked-query", row.pk)
    assert send(client_in, change, htmx=False, **ROWS, group="koek", version=row.version).status_code == 302
    late = send(client_in, change, htmx=False, **ROWS, group="taart", version=row.version)
    assert late.status_code == 409
    assert "taart</textarea>" in text_of(late) and "Stored now: koek" in text_of(late)
    old = send(client_in, at(workspace, "tracked-query-do", row.pk, "remove"), version=row.version)
    assert old.status_code == 409 and "Nothing was done." in text_of(old)


def test_others_and_the_signed_out_see_nothing_of_it(
    client: Client, client_in: Client, workspace: Workspace
) -> None:
    row = save(client_in, workspace)
    stranger = person("Stranger")
    workspace_of(stranger, name="Elsewhere")
    foreign = Client()
    foreign.force_login(stranger, backend="django.contrib.auth.backends.ModelBackend")
    pages = [
        ("tracked-queries",),
        ("tracked-query-new",),
        ("tracked-query", row.pk),
        ("tracked-query-judge", row.pk),
    ]
    for name, *args in pages:
        assert foreign.get(at(workspace, name, *args)).status_code == 404
    mine = Workspace.objects.get(name="Elsewhere")
    for name in ("tracked-query", "tracked-query-judge"):
        assert foreign.get(at(mine, name, row.pk)).status_code == 404
    assert (
        send(foreign, at(mine, "tracked-query-do", row.pk, "remove"), version=row.version).status_code == 404
    )
    assert Client().get(at(workspace, "tracked-queries")).status_code == 302


def test_posts_are_drawn_and_judged(client_in: Client, workspace: Workspace, store: Store) -> None:
    talk(store, workspace.pk)
    row = save(client_in, workspace)
    assert "Draw 20 posts" in text_of(client_in.get(at(workspace, "tracked-query-judge", row.pk)))
    send(client_in, at(workspace, "tracked-query-draw", row.pk), htmx=False)
    first = SampledPost.objects.filter(query=row)[0]
    judged = text_of(
        send(client_in, at(workspace, "tracked-query-verdict", row.pk, first.pk), verdict="relevant")
    )
    assert "1 of 1" in judged and "likely between 21% and 100%" in judged and 'aria-pressed="true"' in judged
    assert "1 of 1" in text_of(client_in.get(at(workspace, "tracked-queries")))
    assert (
        send(client_in, at(workspace, "tracked-query-verdict", row.pk, first.pk), verdict="x").status_code
        == 404
    )


def test_the_brief_says_which_query_changed_with_it(
    client_in: Client, workspace: Workspace, owner: User
) -> None:
    name = brief.add(
        workspace=workspace, kind="name", fields={"text": "Zoet"}, by=member_of(workspace, owner)
    )
    save(client_in, workspace, group="zoet", follows="names")
    address = at(workspace, "brief-change", "name", name.pk)
    client_in.post(address, {"text": "Zoeter", "version": name.version}, **HTMX)
    assert TrackedQuery.objects.get().text == "zoeter"
    page = text_of(client_in.get(at(workspace, "tracked-queries")))
    assert "The brief changed it: added zoeter; taken out zoet" in page
    assert "follows the brief and changed with it" in page


def test_a_question_to_the_community_is_kept_placed_and_closed(
    client_in: Client, workspace: Workspace
) -> None:
    asked = send(
        client_in, at(workspace, "community-ask"), htmx=False, text="What do you eat? #tea", hashtag="tea"
    )
    assert asked.status_code == 302
    page = text_of(client_in.get(at(workspace, "community-questions")))
    assert "What do you eat? #tea" in page and "21 / 300 Bluesky" in page and "Answers heard so far" in page
    row = CommunityQuestion.objects.get()
    there = at(workspace, "community-do", row.pk, "place")
    wrong = client_in.post(there, {"version": row.version, "address": "a b"})
    assert wrong.status_code == 422 and "Paste the whole address" in text_of(wrong)
    placed = client_in.post(there, {"version": row.version, "address": "https://a.example/@a/1"})
    assert placed.status_code == 302
    assert TrackedQuery.objects.get().text == '(#tea OR under:"https://a.example/@a/1") NOT from:own'
    late = send(client_in, at(workspace, "community-do", row.pk, "close"), htmx=False, version=row.version)
    assert late.status_code == 409 and "Nothing was done." in text_of(late)
    row.refresh_from_db()
    send(client_in, at(workspace, "community-do", row.pk, "close"), htmx=False, version=row.version)
    assert "What do you eat?" not in text_of(client_in.get(at(workspace, "community-questions")))
