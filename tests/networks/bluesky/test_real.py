"""Bluesky's own server software is listened to through the whole pipeline: from signing in to rows."""

import base64
import hmac
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import pytest

from socialplan.jobs.worker import Worker
from socialplan.networks import connector
from socialplan.networks.bluesky import firehose, signing
from socialplan.networks.contract import Identity, Refused
from socialplan.outside import Outside, parse_allowed
from socialplan.pipeline.apart import rows_of
from socialplan.pipeline.listening import collecting
from socialplan.pipeline.listening.vault import Vault, bound_to
from socialplan.plan.sources.actions import listening, nights
from socialplan.plan.sources.models import Batch, Connection, Job, Source
from socialplan.plan.sources.queries.store import open_store
from socialplan.plan.team.models import Workspace
from tests.networks.bluesky.real.network import Network
from tests.networks.bluesky.real.people import Person, call, person

pytestmark = pytest.mark.django_db(transaction=True)
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
SIGNED_WITH = b"jwt-super-secret"  # what the server software signs tokens with when it is started for tests


@dataclass
class Bakery:
    """Our account, signed in, on a network where others are."""

    network: Network
    workspace: Workspace
    we: Person
    connection: Connection
    home: Path

    def listen(self, stream: str, asked: str = "", *, server: str = "") -> Source:
        signed_in = not server
        return listening.add_source(
            workspace=self.workspace, network="bluesky", server=server or self.we.server, stream=stream,
            name=stream, by="t", asked=asked, connection=self.connection if signed_in else None,
        )  # fmt: skip

    def hear(self, source: Source) -> Source:
        """Its next turn, in which nothing goes wrong."""
        source = self.turn(source)
        assert source.error is None, source.error
        return source

    def turn(self, source: Source) -> Source:
        """Its next turn, now."""
        if "full" in self.network.where:
            self.network.settle()
        listening.ask_now(source=source)
        Job.objects.exclude(pk=source.job_id).delete()  # others have tests of their own
        assert Worker().turn()
        source.refresh_from_db()
        return source

    def start_at_the_beginning(self, source: Source) -> None:
        Source.objects.filter(pk=source.pk).update(cursor=json.dumps({"seq": 1, "at": BEGIN.isoformat()}))

    def keep_secret(self, changed: Callable[[dict[str, str]], dict[str, str]]) -> None:
        sealed = Vault.of(self.home).sealed(json.dumps(changed(self.secret())), bound=self.bound)
        Connection.objects.update(sealed=sealed)

    def secret(self) -> dict[str, str]:
        self.connection.refresh_from_db()
        opened = Vault.of(self.home).opened(self.connection.sealed, bound=self.bound)
        return dict(json.loads(opened))

    @property
    def bound(self) -> str:
        one = self.connection
        return bound_to(self.workspace.pk, "bluesky", one.server, one.account)

    def rows(self, table: str) -> list[dict[str, Any]]:
        return list(rows_of(open_store(), self.workspace.pk, table).to_pylist())

    def posts(self) -> dict[str, dict[str, Any]]:
        return {row["post_id"]: row for row in self.rows("posts")}

    def handles(self) -> dict[str, str]:
        return {row["person_key"]: row["handle"] for row in self.rows("people")}


def way_out(network: Network) -> Outside:
    return Outside(parse_allowed(network.inside))


def signed_in(network: Network, person: Person, password: str = "") -> Identity:
    with way_out(network) as outside:
        sign_in = connector("bluesky").sign_in
        assert sign_in is not None
        return sign_in(outside, person.server, {"handle": f"@{person.handle}",
                                                "password": password or person.app_password()})  # fmt: skip


def connect(network: Network, workspace: Workspace, we: Person, home: Path) -> Connection:
    who = signed_in(network, we)
    bound = bound_to(workspace.pk, "bluesky", who.server, who.account)
    return Connection.objects.create(
        workspace=workspace, network="bluesky", server=who.server, account=who.account, handle=who.handle,
        sealed=Vault.of(home).sealed(who.secret, bound=bound),
    )  # fmt: skip


@pytest.fixture
def open_bakery(
    real: Network, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Bakery]:
    def opened(which: str) -> Bakery:
        settings.HOME, settings.LISTEN_INSIDE = tmp_path, real.inside
        monkeypatch.setattr(nights, "plan_nights", lambda **_: 0)
        places = real.where.get("full") or real.where[which]
        monkeypatch.setattr(firehose, "VIEW", places.get("view", places["server"]))
        monkeypatch.setattr(firehose, "SERVER", places["server"])
        workspace = Workspace.objects.create(slug="acme", name="Acme")
        we = person(real.where[which]["server"], "bakkerij")
        return Bakery(real, workspace, we, connect(real, workspace, we, tmp_path), tmp_path)

    return opened


@pytest.fixture
def bakery(full: Network, open_bakery: Callable[[str], Bakery]) -> Bakery:
    return open_bakery("full")


def test_signing_in_finds_where_the_account_lives(full: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    places = full.where["full"]
    monkeypatch.setattr(signing, "SERVER", places["view"])  # knows everybody, signs nobody in
    monkeypatch.setattr(signing, "DIRECTORY", places["directory"])
    we = person(places["server"], "bakkerij")
    full.settle()
    with way_out(full) as outside:
        given = {"handle": we.handle, "password": we.app_password()}
        who = signing.sign_in(outside, "", given)
    assert (who.server, who.account, who.handle) == (places["server"], we.did, we.handle)
    assert set(orjson.loads(who.secret)) == {"access", "refresh"}
    assert who.secret not in repr(who)


def test_a_wrong_password_is_refused_in_the_networks_words(real: Network) -> None:
    we = person(real.where["single"]["server"], "bakkerij")
    with pytest.raises(Refused, match="Invalid identifier or password"):
        signed_in(real, we, password="abcd-efgh-ijkl-mnop")


def test_own_posts_with_their_counts_and_what_is_gone(bakery: Bakery) -> None:
    first, second = bakery.we.post("Vers brood"), bakery.we.post("Verse taart")
    klant = person(bakery.we.server, "klant")
    theirs = klant.post("Lekker brood")
    bakery.we.repost(theirs)
    source = bakery.hear(bakery.listen("own"))
    known = bakery.posts()
    assert known.keys() == {first["uri"], second["uri"]}
    columns = ("account_id", "text", "role", "language_hint")
    assert {tuple(row[name] for name in columns) for row in known.values()} == {
        (bakery.we.handle, "Vers brood", "post", "nl"), (bakery.we.handle, "Verse taart", "post", "nl"),
    }  # fmt: skip
    [passed_on] = bakery.rows("interactions")
    assert (passed_on["kind"], passed_on["actor_key"], passed_on["post_id"]) == (
        "repost", bakery.we.handle, theirs["uri"],
    )  # fmt: skip

    klant.like(first)
    klant.answer(first, "Mmm")
    bakery.we.delete(second)
    bakery.hear(source)
    counted = {
        (row["subject_id"], row["name"]): row["value"] for row in bakery.rows("metrics") if row["value"]
    }
    assert counted == {(first["uri"], "reactions"): 1, (first["uri"], "comments"): 1}
    gone = bakery.posts()[second["uri"]]
    assert gone["deleted_at"] and gone["text"] is None
    assert bakery.posts()[first["uri"]]["text"] == "Vers brood"

    before = Batch.objects.count()
    bakery.hear(source)
    assert Batch.objects.count() == before, "nothing new is nothing to store"


def test_mentions_and_quotes(bakery: Bakery) -> None:
    klant = person(bakery.we.server, "klant")
    ours = bakery.we.post("Vers brood")
    named = klant.mention(bakery.we, "Café zoekt: ", " heeft het")
    quote = klant.quote(ours, "Kijk nou")
    klant.answer(ours, "Geen vermelding")
    bakery.hear(bakery.listen("mentions"))
    found = bakery.posts()
    assert found.keys() == {named["uri"], quote["uri"]}
    one, other = found[named["uri"]], found[quote["uri"]]
    assert bakery.handles()[one["person_key"]] == klant.handle
    assert (one["role"], one["mentions"]) == ("post", [bakery.we.handle])
    assert (other["role"], other["parent_id"]) == ("quote", ours["uri"])
    assert one["about_account"] == bakery.we.handle


def test_answers_know_their_conversation(bakery: Bakery) -> None:
    klant = person(bakery.we.server, "klant")
    ours = bakery.we.post("Vers brood")
    said = klant.answer(ours, "Is er nog?")
    source = bakery.hear(bakery.listen("replies"))
    later = klant.answer(ours, "Hallo?")
    bakery.hear(source)
    found = bakery.posts()
    assert found.keys() == {said["uri"], later["uri"]}
    assert {(row["role"], row["parent_id"], row["root_id"]) for row in found.values()} == {
        ("reply", ours["uri"], ours["uri"])
    }


def test_likes_and_reposts(bakery: Bakery) -> None:
    klant, buur = person(bakery.we.server, "klant"), person(bakery.we.server, "buur")
    ours = bakery.we.post("Vers brood")
    klant.like(ours)
    buur.like(ours)
    buur.repost(ours)
    bakery.hear(bakery.listen("reactions"))
    who = bakery.handles()
    assert sorted((row["kind"], who[row["actor_key"]]) for row in bakery.rows("interactions")) == [
        ("like", buur.handle), ("like", klant.handle), ("repost", buur.handle),
    ]  # fmt: skip
    assert {row["post_id"] for row in bakery.rows("interactions")} == {ours["uri"]}


def test_followers_from_before_and_new_ones(bakery: Bakery) -> None:
    klant, buur = person(bakery.we.server, "klant"), person(bakery.we.server, "buur")
    klant.follow(bakery.we)
    source = bakery.hear(bakery.listen("followers"))
    buur.follow(bakery.we)
    bakery.hear(source)
    who = bakery.handles()
    assert {who[row["actor_key"]] for row in bakery.rows("interactions")} == {klant.handle, buur.handle}
    assert {row["kind"] for row in bakery.rows("interactions")} == {"follow"}
    assert bakery.rows("people")[0]["network_id"].startswith("did:plc:")


def test_search_finds_what_is_said_and_what_is_said_later(bakery: Bakery) -> None:
    klant = person(bakery.we.server, "klant")
    said = klant.post("Wie kent een goede oliebollenkraam?")
    klant.post("Iets anders")
    source = bakery.hear(bakery.listen("search", "oliebollenkraam"))
    assert bakery.posts().keys() == {said["uri"]}
    later = klant.post("De oliebollenkraam is dicht")
    bakery.hear(source)
    assert bakery.posts().keys() == {said["uri"], later["uri"]}
    assert Batch.objects.count() == 2


@pytest.fixture
def short_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "listen", partial(collecting.listen, seconds=2.0))


def test_the_firehose_goes_on_where_it_was(bakery: Bakery, short_turns: None) -> None:
    klant, buur = person(bakery.we.server, "klant"), person(bakery.we.server, "buur")
    ours = bakery.we.post("Begin")
    source = bakery.listen("firehose", f"Stokbrood, @{bakery.we.handle}", server=bakery.we.server)
    bakery.start_at_the_beginning(source)
    source = bakery.hear(source)
    assert bakery.posts().keys() == {ours["uri"]}
    before = json.loads(source.cursor)["seq"]

    said = klant.post("Waar is het stokbrood gebleven?")
    klant.post("Stokbroodjes zijn iets anders")
    buur.like(ours)
    buur.repost(ours)
    buur.follow(bakery.we)
    buur.like(said)
    answer = buur.answer(ours, "Mooi")
    quote = buur.quote(ours, "Zie hier")
    source = bakery.hear(source)
    assert json.loads(source.cursor)["seq"] >= before + 8
    klant.delete(said)
    bakery.hear(source)
    found = bakery.posts()
    assert found[said["uri"]]["deleted_at"] and not found[said["uri"]]["text"]
    assert found.keys() == {ours["uri"], said["uri"], answer["uri"], quote["uri"]}
    assert (found[quote["uri"]]["role"], found[answer["uri"]]["role"]) == ("quote", "reply")
    who = bakery.handles()
    assert who[found[said["uri"]]["person_key"]] == klant.handle
    reacted = {(row["kind"], who[row["actor_key"]], row["post_id"]) for row in bakery.rows("interactions")}
    assert reacted == {
        ("like", buur.handle, ours["uri"]),
        ("repost", buur.handle, ours["uri"]),
        ("follow", buur.handle, None),
    }


def test_the_same_reaction_heard_twice_is_one(bakery: Bakery, short_turns: None) -> None:
    klant = person(bakery.we.server, "klant")
    ours = bakery.we.post("Vers brood")
    klant.like(ours)
    klant.follow(bakery.we)
    source = bakery.listen("firehose", f"@{bakery.we.handle}", server=bakery.we.server)
    bakery.start_at_the_beginning(source)
    bakery.hear(source)
    for stream in ("reactions", "followers", "own"):
        bakery.hear(bakery.listen(stream))
    assert sorted(row["kind"] for row in bakery.rows("interactions")) == ["follow", "like"]
    assert len(bakery.posts()) == 1
    assert [name for name in bakery.handles().values() if name == klant.handle] == [klant.handle]


def test_a_firehose_that_forgot_tells_the_gap(
    open_bakery: Callable[[str], Bakery], short_turns: None
) -> None:
    bakery = open_bakery("forgetful")
    source = bakery.listen("firehose", "brood", server=bakery.we.server)
    bakery.start_at_the_beginning(source)
    time.sleep(1)  # this server forgets what is older than half a second
    baking = threading.Thread(target=lambda: [(time.sleep(0.4), bakery.we.post("Brood")) for _ in range(8)])
    baking.start()
    source = bakery.hear(source)
    baking.join()
    [gap] = [row for row in bakery.rows("coverage") if row["state"] == "gap"]
    assert gap["why"] == "OutdatedCursor"
    assert gap["from_at"] == BEGIN.replace(tzinfo=None)
    assert source.stretch_from and source.stretch_from > BEGIN + timedelta(days=1)


def test_a_firehose_that_was_set_back_goes_on_with_what_is_new(
    open_bakery: Callable[[str], Bakery], short_turns: None
) -> None:
    bakery = open_bakery("single")
    source = bakery.listen("firehose", "brood", server=bakery.we.server)
    Source.objects.update(cursor=json.dumps({"seq": 10**9, "at": BEGIN.isoformat()}))
    source = bakery.hear(source)
    assert json.loads(source.cursor) == {"at": BEGIN.isoformat(), "lost": "FutureCursor"}


def test_a_token_that_is_over_is_renewed_and_kept(bakery: Bakery) -> None:
    bakery.we.post("Vers brood")
    bakery.keep_secret(lambda secret: {**secret, "access": outdated(secret["access"])})
    source = bakery.hear(bakery.listen("own"))
    assert len(bakery.posts()) == 1 and source.failures == 0
    assert not is_over(bakery.secret()["access"]), "the renewed one is kept"


def test_a_secret_that_is_refused_asks_somebody_to_sign_in_again(bakery: Bakery) -> None:
    listed = call(bakery.we.server, "com.atproto.server.listAppPasswords", token=bakery.we.token)
    for one in listed["passwords"]:
        named = {"name": one["name"]}
        call(bakery.we.server, "com.atproto.server.revokeAppPassword", named, token=bakery.we.token)
    bakery.keep_secret(lambda secret: {**secret, "access": outdated(secret["access"])})
    source = bakery.turn(bakery.listen("own"))
    assert source.error["code"] == "revoked"
    bakery.connection.refresh_from_db()
    assert bakery.connection.refused_at


def outdated(token: str) -> str:
    """The same token, over since an hour."""
    head = token.partition(".")[0]
    over = {**claims(token), "exp": int(time.time()) - 3600, "iat": int(time.time()) - 7200}
    signed = f"{head}.{packed(json.dumps(over).encode())}"
    return f"{signed}.{packed(hmac.digest(SIGNED_WITH, signed.encode(), 'sha256'))}"


def claims(token: str) -> dict[str, Any]:
    body = token.split(".")[1]
    return dict(json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))))


def packed(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def is_over(token: str) -> bool:
    return claims(token)["exp"] < time.time()
