"""A bakery with an account on Bluesky's own server software, listening through the whole pipeline."""

import base64
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from socialplan.jobs.worker import Worker
from socialplan.networks import connector
from socialplan.networks.contract import Identity
from socialplan.outside import Outside, parse_allowed
from socialplan.pipeline.apart import rows_of
from socialplan.pipeline.listening.vault import Vault, bound_to
from socialplan.plan.sources.actions import listening
from socialplan.plan.sources.models import Connection, Job, Source
from socialplan.plan.sources.queries.store import open_store
from socialplan.plan.team.models import Workspace
from tests.networks.bluesky.real.network import Network
from tests.networks.bluesky.real.people import Person

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
