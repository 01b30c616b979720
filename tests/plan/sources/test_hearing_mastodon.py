"""An account on Mastodon is heard: what is said and done there stands in the store; what is gone too."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from socialplan.jobs.worker import Worker
from socialplan.outside import Unreachable
from socialplan.pipeline.apart import rows_of
from socialplan.pipeline.listening import collecting
from socialplan.pipeline.listening.vault import Vault, bound_to
from socialplan.plan.sources.actions import listening, nights, siblings
from socialplan.plan.sources.models import Batch, Connection, Job, Source
from socialplan.plan.sources.queries.store import open_store
from socialplan.plan.team.models import Workspace
from tests.networks.mastodons import Mastodon, running

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mastodon(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mastodon]:
    monkeypatch.setattr(nights, "plan_nights", lambda **_: 0)
    with running() as found:
        settings.HOME, settings.LISTEN_INSIDE = tmp_path, found.host
        yield found


@pytest.fixture
def connection(mastodon: Mastodon, tmp_path: Path) -> Connection:
    workspace, place = Workspace.objects.create(slug="acme", name="Acme"), mastodon.place()
    bound = bound_to(workspace.pk, "mastodon", place.server, place.account)
    return Connection.objects.create(
        workspace=workspace, network="mastodon", server=place.server, account=place.account,
        handle=place.handle, sealed=Vault.of(tmp_path).sealed(place.secret, bound=bound),
    )  # fmt: skip


def source(connection: Connection, stream: str, asked: str = "") -> Source:
    return listening.add_source(
        workspace=connection.workspace, network="mastodon", server=connection.server, stream=stream,
        name=stream, by="t", asked=asked, connection=connection,
    )  # fmt: skip


def turn(source: Source) -> Source:
    listening.ask_now(source=source)
    Job.objects.exclude(pk=source.job_id).delete()
    assert Worker().turn()
    source.refresh_from_db()
    assert source.error is None
    return source


def table(connection: Connection, name: str, key: str) -> dict[str, dict[str, Any]]:
    rows = rows_of(open_store(), connection.workspace_id, name).to_pylist()
    return {str(row[key]): row for row in rows}


def test_posts_of_others_and_our_own_stand_in_the_store(mastodon: Mastodon, connection: Connection) -> None:
    ours = mastodon.says("korst", "Vandaag roggebrood https://korst.example/rogge")
    theirs = mastodon.says("anna", "@korst heerlijk", in_reply_to_id=ours["id"])
    turn(source(connection, "own"))
    turn(source(connection, "mentions"))
    posts = table(connection, "posts", "post_id")
    assert posts.keys() == {ours["uri"], theirs["uri"]}
    mine, said = posts[ours["uri"]], posts[theirs["uri"]]
    assert (mine["account_id"], mine["person_key"]) == (connection.handle, None)
    assert [link["domain"] for link in mine["links"]] == ["korst.example"]
    assert (said["account_id"], said["about_account"]) == (None, connection.handle)
    assert (said["role"], said["parent_id"]) == ("reply", ours["uri"])
    people = table(connection, "people", "handle")
    assert people[f"anna@{mastodon.host}"]["person_key"] == said["person_key"]
    accounts = table(connection, "accounts", "account_id")
    assert accounts[connection.handle]["owner_kind"] == "own"


def test_reactions_and_followers_stand_in_the_store(mastodon: Mastodon, connection: Connection) -> None:
    ours = mastodon.says("korst", "Vandaag roggebrood")
    for who in ("anna", "bram"):
        mastodon.does(who, "POST", f"/api/v1/statuses/{ours['id']}/favourite")
    mastodon.does("anna", "POST", f"/api/v1/accounts/{mastodon.numbers['korst']}/follow")
    for stream in ("own", "reactions", "followers"):
        turn(source(connection, stream))
    found = table(connection, "interactions", "interaction_id").values()
    assert sorted((row["kind"], row["post_id"] or "") for row in found) == [
        ("follow", ""), ("like", ours["uri"]), ("like", ours["uri"])
    ]  # fmt: skip
    assert {row["target_key"] for row in found} == {connection.handle}
    assert all(row["actor_key"].startswith("~") for row in found)
    metrics = rows_of(open_store(), connection.workspace_id, "metrics").to_pylist()
    counts = {(row["subject"], row["subject_id"], row["name"]): row["value"] for row in metrics}
    assert counts["post", ours["uri"], "reactions"] == 2
    assert counts["account", connection.handle, "followers"] == 1


def test_what_is_gone_says_nothing_any_more(mastodon: Mastodon, connection: Connection) -> None:
    kept = mastodon.says("korst", "Vandaag roggebrood")
    removed = mastodon.says("korst", "Morgen gesloten #brood")
    own = turn(source(connection, "own"))
    mastodon.does("korst", "DELETE", f"/api/v1/statuses/{removed['id']}")
    before = timezone.now().replace(tzinfo=None)
    own = turn(own)
    posts = table(connection, "posts", "post_id")
    row = posts[removed["uri"]]
    assert (row["text"], row["hashtags"], row["account_id"]) == (None, [], connection.handle)
    assert row["deleted_at"] >= before and row["created_at"] < before
    assert (posts[kept["uri"]]["text"], posts[kept["uri"]]["deleted_at"]) == ("Vandaag roggebrood", None)
    assert [batch.kind for batch in Batch.objects.order_by("number")][-1] == "gone"
    cursor, batches = own.cursor, Batch.objects.count()
    own = turn(own)
    assert (own.cursor, Batch.objects.count()) == (cursor, batches)


def test_a_refused_secret_is_written_down_on_the_connection(
    mastodon: Mastodon, connection: Connection
) -> None:
    mentions = source(connection, "mentions")
    with mastodon.server.fault(status=401, body={"error": "The access token was revoked"}):
        listening.ask_now(source=mentions)
        assert Worker().turn()
    mentions.refresh_from_db()
    connection.refresh_from_db()
    assert mentions.error["code"] == "revoked" and "was revoked" in mentions.error["reason"]
    assert connection.refused_at is not None


def test_a_server_that_asks_to_wait_pauses_the_source(mastodon: Mastodon, connection: Connection) -> None:
    mentions = source(connection, "mentions")
    with mastodon.server.fault(type="ratelimit", headers={"Retry-After": "240"}):
        mentions = turn(mentions)
    assert mentions.paused_until is not None
    assert 230 < (mentions.paused_until - timezone.now()).total_seconds() <= 240


def test_a_server_that_is_away_is_waited_for_once_and_its_streams_come_back_together(
    mastodon: Mastodon, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, other = source(connection, "own"), source(connection, "mentions")
    asked: list[str] = []
    collected = collecting._collected

    def away(known: Any, outside: Any, place: Any, order: Any) -> Any:
        asked.append(order.stream)
        raise Unreachable("no connection")

    monkeypatch.setattr(collecting, "_collected", away)
    for one in (first, other):
        listening.ask_now(source=one)
        assert Worker(["listen"]).turn()
    first.refresh_from_db()
    other.refresh_from_db()
    assert len(asked) == 1, "the other stream does not wait for the same silence"
    assert [one.error and one.error["code"] for one in (first, other)] == ["unreachable", "unreachable"]
    assert (first.failures, other.failures) == (1, 1)

    monkeypatch.setattr(collecting, "_collected", collected)
    Source.objects.update(asked_at=timezone.now() - 2 * siblings.A_MOMENT)
    listening.ask_now(source=first)
    assert Worker(["listen"]).turn()
    assert Worker(["listen"]).turn(), "the other one is due as soon as the server answers"
    first.refresh_from_db()
    other.refresh_from_db()
    assert (first.error, other.error) == (None, None)
