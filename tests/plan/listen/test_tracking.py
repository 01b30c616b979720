"""Tracked queries: saving begins listening, changes change the sources, and everything can be undone."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from socialplan.pipeline.ledger import Store
from socialplan.plan.brief import actions as brief
from socialplan.plan.brief.models import Name
from socialplan.plan.listen import actions
from socialplan.plan.listen.models import Asking, TrackedQuery
from socialplan.plan.listen.ready import ready
from socialplan.plan.listen.tracked import query_lines, text_named
from socialplan.plan.sources.actions.listening import add_source
from socialplan.plan.sources.models import Connection, Source
from socialplan.plan.team.edits import CannotUndo, StaleEdit
from socialplan.plan.team.models import AuditEntry, Member, Workspace
from socialplan.tracked import BadQuery

from .talk import talk


@pytest.fixture
def mastodon(workspace: Workspace) -> Connection:
    return Connection.objects.create(
        workspace=workspace, network="mastodon", server="https://social.example", account="1",
        handle="zoet@social.example", sealed="sealed",
    )  # fmt: skip


@pytest.fixture
def bluesky(workspace: Workspace) -> Connection:
    return Connection.objects.create(
        workspace=workspace, network="bluesky", server="https://pds.example", account="did:plc:zoet",
        handle="zoet.example", sealed="sealed",
    )  # fmt: skip


def place(connection: Connection, stream: str = "search") -> str:
    return f"account-{connection.pk}-{stream}"


def add(member: Member, text: str, *places: str, name: str = "Bread", **more: object) -> TrackedQuery:
    fields = {"name": name, "text": text, "places": list(places), **more}
    return actions.add_query(workspace=member.workspace, fields=fields, by=member)


def asked(**of: object) -> set[str]:
    return set(Source.objects.filter(stopped_at=None, **of).values_list("asked", flat=True))


def test_saving_asks_every_chosen_network_in_its_own_words(
    owner: Member, mastodon: Connection, bluesky: Connection
) -> None:
    text = '(#brood OR "vers brood") NOT oliebol language:nl'
    row = add(owner, text, place(mastodon), place(bluesky), "free-bluesky-firehose")
    assert asked(network="mastodon") == {"#brood", '"vers brood"'}
    assert asked(network="bluesky", stream="search") == {"#brood", '"vers brood"'}
    assert asked(stream="firehose") == {'(#brood OR "vers brood") NOT oliebol'}
    assert set(Source.objects.values_list("keeps", flat=True)) == {row.text}
    assert all(source.job_id for source in Source.objects.all())
    assert AuditEntry.objects.filter(action="add_query", object="Bread").exists()


def test_a_change_of_the_query_changes_what_is_asked(owner: Member, mastodon: Connection) -> None:
    row = add(owner, "brood OR koek", place(mastodon))
    kept = Source.objects.get(asked="brood")
    row = actions.change_query(query=row, fields={"text": "brood OR taart"}, version=row.version, by=owner)
    assert asked() == {"brood", "taart"}
    assert Source.objects.get(asked="brood").pk == kept.pk  # it goes on from where it was
    assert set(Source.objects.values_list("keeps", flat=True)) == {"brood OR taart"}
    row = actions.undo_query(query=row, version=row.version, by=owner, now=timezone.now())
    assert row.text == "brood OR koek" and asked() == {"brood", "koek"}


def test_pausing_and_removing_stop_its_sources_and_can_be_undone(owner: Member, mastodon: Connection) -> None:
    row = add(owner, "brood", place(mastodon))
    row = actions.pause_query(query=row, version=row.version, by=owner, now=timezone.now())
    assert asked() == set() and Source.objects.count() == 1
    row = actions.resume_query(query=row, version=row.version, by=owner)
    assert asked() == {"brood"}
    row = actions.remove_query(query=row, version=row.version, by=owner, now=timezone.now())
    assert asked() == set() and not query_lines(owner.workspace)
    row = actions.undo_query(query=row, version=row.version, by=owner, now=timezone.now())
    assert asked() == {"brood"} and row.active
    with pytest.raises(CannotUndo):
        actions.undo_query(query=row, version=row.version - 1, by=owner, now=timezone.now())


def test_a_source_that_two_queries_need_goes_on_and_keeps_what_either_asks(
    owner: Member, mastodon: Connection
) -> None:
    one = add(owner, "brood NOT oud", place(mastodon))
    add(owner, "brood AND vers", place(mastodon), name="Fresh")
    add(owner, "brood AND duur", place(mastodon), name="Dear")
    shared = Source.objects.get(asked="brood")
    assert shared.keeps == "brood NOT oud"  # the others are asked with both words
    other = add(owner, "brood NOT koud", place(mastodon), name="Warm")
    assert Source.objects.get(pk=shared.pk).keeps == "brood NOT oud OR brood NOT koud"
    actions.remove_query(query=one, version=one.version, by=owner, now=timezone.now())
    shared.refresh_from_db()
    assert shared.stopped_at is None and shared.keeps == "brood NOT koud"
    actions.pause_query(query=other, version=other.version, by=owner, now=timezone.now())
    shared.refresh_from_db()
    assert shared.stopped_at is not None


def test_a_source_somebody_added_by_hand_is_left_as_it_is(owner: Member, mastodon: Connection) -> None:
    mine = add_source(
        workspace=owner.workspace, network="mastodon", server=mastodon.server, stream="search", name="mine",
        by=owner, asked="brood", connection=mastodon,
    )  # fmt: skip
    Source.objects.filter(pk=mine.pk).update(cursor="x", items=3)
    row = add(owner, "brood NOT oud", place(mastodon))
    actions.remove_query(query=row, version=row.version, by=owner, now=timezone.now())
    mine.refresh_from_db()
    assert mine.stopped_at is None and mine.keeps == "" and not Asking.objects.get(source=mine).ours


def test_a_save_that_came_too_late_is_refused(owner: Member) -> None:
    row = add(owner, "brood")
    actions.change_query(query=row, fields={"text": "koek"}, version=row.version, by=owner)
    with pytest.raises(StaleEdit):
        actions.change_query(query=row, fields={"text": "taart"}, version=row.version, by=owner)


@pytest.mark.parametrize(
    ("fields", "error"),
    [({"name": " ", "text": "brood"}, ValidationError), ({"name": "X", "text": "(brood"}, BadQuery),
     ({"name": "Bread", "text": "koek"}, ValidationError)],
)  # fmt: skip
def test_what_does_not_fit_is_refused(owner: Member, fields: dict[str, str], error: type[Exception]) -> None:
    add(owner, "brood")
    with pytest.raises(error):
        actions.add_query(workspace=owner.workspace, fields=fields, by=owner)
    assert TrackedQuery.objects.count() == 1


def test_the_list_counts_what_is_stored(owner: Member, store: Store) -> None:
    """28 days with three posts about bread a day; 2 without ours; of the last 7 days 14."""
    talk(store, owner.workspace_id)
    add(owner, "brood NOT from:own")
    (line,) = query_lines(owner.workspace)
    assert line.pace is not None and line.recent is not None
    assert (line.pace.value, line.pace.n) == (2, 56) and line.pace.low < 2 < line.pace.high  # type: ignore[operator]
    assert line.recent.value == 14


def test_a_query_is_found_by_its_name_or_number(owner: Member) -> None:
    row = add(owner, "brood OR koek")
    found = {text_named(owner.workspace, one) for one in ("Bread", str(row.pk))}
    assert found == {"brood OR koek"} and text_named(owner.workspace, "taart") == "taart"


def named(owner: Member, *texts: str) -> list[Name]:
    workspace = owner.workspace
    rows = [brief.add(workspace=workspace, kind="name", fields={"text": one}, by=owner) for one in texts]
    return [row for row in rows if isinstance(row, Name)]


def follow(owner: Member) -> None:
    actions.follow_brief(workspace=owner.workspace, by=owner)


def test_the_brief_has_queries_ready(owner: Member) -> None:
    named(owner, "Bakkerij Zoet", "bakkerijzoet", "Zoet, de bakker")
    fields = {"name": "Brood", "aliases": "broden, "}
    brief.add(workspace=owner.workspace, kind="offer", fields=fields, by=owner)
    own, offer = ready(owner.workspace)
    assert (own.code, own.title, own.others) == ("names", "Bakkerij Zoet", 2)
    assert own.text == '("bakkerij zoet" OR bakkerijzoet OR "zoet de bakker") NOT from:own'
    assert offer.spellings == ("brood", "broden")


def test_a_query_that_follows_the_brief_changes_with_it_and_keeps_what_people_added(
    owner: Member, mastodon: Connection
) -> None:
    first, second = named(owner, "Zoet", "Bakkerij Zoet")
    own = ready(owner.workspace)[0]
    add(owner, '(zoet OR "bakkerij zoet" OR #zoet) NOT suiker', place(mastodon), follows=own.code,
        followed=list(own.spellings))  # fmt: skip
    also = partial(follow, owner)
    brief.change(row=first, fields={"text": "Zoete"}, version=first.version, by=owner, also=also)
    assert asked() == {"zoete", '"bakkerij zoet"', "#zoet"}
    (line,) = query_lines(owner.workspace)
    assert line.row.text == '(zoete OR "bakkerij zoet" OR #zoet) NOT suiker'
    assert line.followed is not None
    assert (line.followed.came, line.followed.went) == (("zoete",), ("zoet",))
    brief.remove(row=second, version=second.version, by=owner, now=timezone.now(), also=also)
    assert asked() == {"zoete", "#zoet"}


def test_a_change_of_the_brief_that_fails_leaves_the_queries_alone(owner: Member) -> None:
    (row,) = named(owner, "Zoet")
    own = ready(owner.workspace)[0]
    add(owner, "zoet", follows=own.code, followed=list(own.spellings))

    def fails() -> None:
        follow(owner)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        brief.change(row=row, fields={"text": "Zuur"}, version=row.version, by=owner, also=fails)
    assert TrackedQuery.objects.get().text == "zoet" and Name.objects.get().text == "Zoet"
