"""Bluesky's own server software is listened to through the whole pipeline: from signing in to rows."""

import json
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import orjson
import pytest

from socialplan.networks.bluesky import signing
from socialplan.networks.contract import Refused
from socialplan.pipeline.listening import collecting
from socialplan.plan.sources.models import Batch, Source
from tests.networks.bluesky.bakery import BEGIN, Bakery, is_over, outdated, signed_in, way_out
from tests.networks.bluesky.real.network import Network
from tests.networks.bluesky.real.people import call, person

pytestmark = pytest.mark.django_db(transaction=True)


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
