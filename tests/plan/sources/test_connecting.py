"""An account is connected at its server or with a token, listened to, refused, disconnected."""

import base64
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from django.utils import timezone

from socialplan.pipeline.listening.vault import Unopened, Vault, bound_to
from socialplan.plan.sources.actions import connecting
from socialplan.plan.sources.actions.connecting import NotConnected, UnknownState
from socialplan.plan.sources.models import Connection, Job, SignIn, Source
from socialplan.plan.sources.queries.connectors import offers
from socialplan.plan.team.actions import create_workspace
from socialplan.plan.team.models import AuditEntry, Member, User
from socialplan.plan.team.rules import NotAllowed
from tests.networks.mastodons import Mastodon, running
from tests.servers import Asked, Reply, serving

pytestmark = pytest.mark.django_db(transaction=True)
HOST, BACK = "plan.example", "https://plan.example/acme/connect/back"
USUAL = {"own", "mentions", "reactions", "replies", "followers"}


@pytest.fixture
def mastodon(settings: Any, tmp_path: Path) -> Iterator[Mastodon]:
    with running() as found:
        settings.HOME, settings.LISTEN_INSIDE = tmp_path, found.host
        yield found


@pytest.fixture
def owner() -> Member:
    user = User.objects.create_user("olga@example.com", None)
    return Member.objects.get(workspace=create_workspace(name="Acme", owner=user))


def begin(mastodon: Mastodon, by: Member, now: datetime | None = None) -> str:
    return connecting.begin_sign_in(
        network="mastodon", server=mastodon.url, host=HOST, back=BACK, by=by, now=now or timezone.now()
    )


def agree(mastodon: Mastodon, url: str, who: str = "korst") -> dict[str, str]:
    """The person says yes at the server, which sends them back."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    said = httpx2.post(f"{mastodon.url}/oauth/authorize", data={**asked, "username": who})
    back = urlsplit(said.headers["location"])
    assert f"{back.scheme}://{back.netloc}{back.path}" == BACK
    return {name: values[0] for name, values in parse_qs(back.query).items()}


def finish(answered: dict[str, str], by: Member, **other: Any) -> Connection:
    given = {"host": HOST, "now": timezone.now(), **other}
    return connecting.finish_sign_in(state=answered["state"], answered=answered, by=by, **given)


def secret(connection: Connection, home: Path) -> str:
    mine = bound_to(connection.workspace_id, "mastodon", connection.server, connection.account)
    return Vault.of(home).opened(connection.sealed, bound=mine)


def test_signing_in_at_the_server_connects_and_begins_to_listen(
    mastodon: Mastodon, owner: Member, tmp_path: Path
) -> None:
    url = begin(mastodon, owner)
    asked = parse_qs(urlsplit(url).query)
    assert url.startswith(f"{mastodon.url}/oauth/authorize?")
    assert (asked["scope"], asked["code_challenge_method"]) == (["read"], ["S256"])
    found = finish(agree(mastodon, url), owner)
    assert (found.handle, found.server, found.by) == (f"korst@{mastodon.host}", mastodon.url, str(owner))
    assert {one.stream for one in Source.objects.filter(connection=found)} == USUAL
    assert Job.objects.filter(kind="listen", state="due").count() == len(USUAL)
    token = secret(found, tmp_path)
    told = httpx2.get(
        f"{mastodon.url}/api/v1/accounts/verify_credentials", headers={"authorization": f"Bearer {token}"}
    )
    assert told.json()["username"] == "korst"
    assert token not in found.sealed and not SignIn.objects.exists()


def test_a_state_serves_once(mastodon: Mastodon, owner: Member) -> None:
    answered = agree(mastodon, begin(mastodon, owner))
    finish(answered, owner)
    with pytest.raises(UnknownState):
        finish(answered, owner)


def test_a_state_lasts_ten_minutes(mastodon: Mastodon, owner: Member) -> None:
    now = timezone.now()
    answered = agree(mastodon, begin(mastodon, owner, now))
    with pytest.raises(UnknownState):
        finish(answered, owner, now=now + timedelta(minutes=10, seconds=1))
    assert finish(answered, owner, now=now + timedelta(minutes=9)).handle


def test_a_state_serves_its_user_workspace_and_host_only(mastodon: Mastodon, owner: Member) -> None:
    answered = agree(mastodon, begin(mastodon, owner))
    other = Member.objects.create(
        workspace=owner.workspace, user=User.objects.create_user("b@example.com", None), role="owner"
    )
    elsewhere = Member.objects.get(workspace=create_workspace(name="Other", owner=owner.user))
    for by, host in ((other, HOST), (elsewhere, HOST), (owner, "evil.example")):
        with pytest.raises(UnknownState):
            finish(answered, by, host=host)
    with pytest.raises(UnknownState):
        finish({**answered, "state": "made-up"}, owner)
    assert Connection.objects.count() == 0


def test_somebody_who_says_no_is_not_connected(mastodon: Mastodon, owner: Member) -> None:
    state = parse_qs(urlsplit(begin(mastodon, owner)).query)["state"][0]
    with pytest.raises(NotConnected, match="access_denied"):
        finish({"state": state, "error": "access_denied"}, owner)
    assert not Connection.objects.exists() and not SignIn.objects.exists()


def test_the_verifier_answers_the_challenge(owner: Member, settings: Any, tmp_path: Path) -> None:
    """What is sent for the code is what the challenge in the address was made of (RFC 7636, S256)."""

    def answer(asked: Asked) -> Reply:
        found: dict[str, Any] = {"client_id": "i", "client_secret": "s", "access_token": "t"}
        if asked.path == "/api/v1/accounts/verify_credentials":
            found = {"id": "7", "acct": "korst", "url": "https://m.example/@korst"}
        return Reply(headers={"content-type": "application/json"}, body=json.dumps(found).encode())

    with serving(answer) as server:
        settings.HOME, settings.LISTEN_INSIDE = tmp_path, f"127.0.0.1:{server.port}"
        url = connecting.begin_sign_in(
            network="mastodon", server=server.url, host=HOST, back=BACK, by=owner, now=timezone.now()
        )
        sent = parse_qs(urlsplit(url).query)
        finish({"state": sent["state"][0], "code": "c"}, owner)
        exchange = next(parse_qs(one.body.decode()) for one in server.asked if one.path == "/oauth/token")
    digest = sha256(exchange["code_verifier"][0].encode("ascii")).digest()
    assert sent["code_challenge"] == [base64.urlsafe_b64encode(digest).decode().rstrip("=")]
    assert (exchange["code"], exchange["redirect_uri"]) == (["c"], [BACK])


def test_a_token_is_enough_and_again_renews_it(mastodon: Mastodon, owner: Member, tmp_path: Path) -> None:
    first = connecting.connect(
        network="mastodon", server=mastodon.url, given={"token": " korst_token\n"}, by=owner
    )
    Connection.objects.update(refused_at=timezone.now(), sealed="")
    again = connecting.connect(
        network="mastodon", server=mastodon.url, given={"token": "korst_token"}, by=owner
    )
    assert (again.pk, again.refused_at) == (first.pk, None)
    assert secret(again, tmp_path) == "korst_token"
    assert Source.objects.count() == len(USUAL)


def test_a_secret_opens_for_its_own_workspace_only(mastodon: Mastodon, owner: Member, tmp_path: Path) -> None:
    found = connecting.connect(
        network="mastodon", server=mastodon.url, given={"token": "korst_token"}, by=owner
    )
    other = bound_to(found.workspace_id + 1, "mastodon", found.server, found.account)
    with pytest.raises(Unopened):
        Vault.of(tmp_path).opened(found.sealed, bound=other)


@pytest.mark.parametrize(
    ("token", "code"), [("wrong", "revoked"), ("", "refused")], ids=["a wrong one", "none"]
)
def test_a_token_the_server_does_not_know(mastodon: Mastodon, owner: Member, token: str, code: str) -> None:
    with pytest.raises(NotConnected) as told:
        connecting.connect(network="mastodon", server=mastodon.url, given={"token": token}, by=owner)
    assert told.value.fault.code == code
    assert not Connection.objects.exists()


@pytest.mark.parametrize(
    ("server", "code"),
    [
        ("no address", "unreachable"), ("http://user:pw@127.0.0.1", "unreachable"),
        ("127.0.0.1:1", "not_allowed"), ("https://10.0.0.1", "not_allowed"),
    ],
)  # fmt: skip
def test_an_address_that_is_none_or_inside(mastodon: Mastodon, owner: Member, server: str, code: str) -> None:
    with pytest.raises(NotConnected) as told:
        connecting.connect(network="mastodon", server=server, given={"token": "t"}, by=owner)
    assert told.value.fault.code == code


def test_disconnecting_removes_the_secret_and_stops_the_sources(mastodon: Mastodon, owner: Member) -> None:
    found = connecting.connect(
        network="mastodon", server=mastodon.url, given={"token": "korst_token"}, by=owner
    )
    connecting.disconnect(connection=found, by=owner)
    found.refresh_from_db()
    assert found.sealed == ""
    assert not Source.objects.filter(stopped_at=None).exists()
    assert not Job.objects.filter(kind="listen", state="due").exists()
    told = AuditEntry.objects.filter(action__in=("connect_account", "disconnect_account")).order_by("id")
    assert [entry.object for entry in told] == [found.handle] * 2
    assert "token" not in json.dumps([entry.details for entry in told])
    connecting.connect(network="mastodon", server=mastodon.url, given={"token": "korst_token"}, by=owner)
    assert Job.objects.filter(kind="listen", state="due").count() == len(USUAL)


def test_only_an_owner_connects(mastodon: Mastodon, owner: Member) -> None:
    user = User.objects.create_user("m@example.com", None)
    member = Member.objects.create(workspace=owner.workspace, user=user, role="member")
    with pytest.raises(NotAllowed):
        connecting.connect(network="mastodon", server=mastodon.url, given={"token": "t"}, by=member)
    with pytest.raises(NotAllowed):
        begin(mastodon, member)


def test_what_can_be_connected_is_listed() -> None:
    found = {one.network: one for one in offers()}
    mastodon = found["mastodon"]
    assert (mastodon.needs, mastodon.signs_in_there) == (("server", "token"), True)
    assert set(mastodon.usual) == USUAL and set(mastodon.asks) == {"search", "live_tag"}
    assert not found["feed"].needs_account and not found["feed"].signs_in_there
