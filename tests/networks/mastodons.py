"""A Mastodon that keeps what it is told, on loopback, and what people do there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
from mastodon_mock.config import (
    DatabaseConfig,
    MastodonMockConfig,
    SeedAccount,
    SeedConfig,
    StreamingConfig,
)
from mastodon_mock.testing.server import MockServer

from socialplan.networks.contract import Item, Order, Page, Place
from socialplan.networks.mastodon import CONNECTOR
from socialplan.outside import Outside

PEOPLE = ("korst", "anna", "bram", "cato")  # korst is the bakery, ours


@dataclass
class Mastodon:
    """The server, and every account of it by name."""

    server: MockServer
    numbers: dict[str, str]

    @property
    def url(self) -> str:
        return self.server.base_url

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.port}"

    def does(self, who: str, method: str, path: str, **data: Any) -> Any:
        head = {"authorization": f"Bearer {who}_token"}
        answer = httpx2.request(method, f"{self.url}{path}", headers=head, data=data or None)
        answer.raise_for_status()
        return answer.json()

    def says(self, who: str, text: str, **more: Any) -> dict[str, Any]:
        found: dict[str, Any] = self.does(who, "POST", "/api/v1/statuses", status=text, **more)
        return found

    def place(self, who: str = "korst", *, token: str | None = None) -> Place:
        secret = f"{who}_token" if token is None else token
        return Place(self.url, self.numbers[who], f"{who}@{self.host}", secret)

    def outside(self) -> Outside:
        return Outside(frozenset({("127.0.0.1", self.server.port)}), seconds=10)


@contextmanager
def running(**settings: Any) -> Iterator[Mastodon]:
    seed = SeedConfig(accounts=[SeedAccount(username=one, access_token=f"{one}_token") for one in PEOPLE])
    given: dict[str, Any] = {"streaming": StreamingConfig(heartbeat_seconds=0.2), **settings}
    config = MastodonMockConfig(
        database=DatabaseConfig(path=":memory:"), seed=seed, url_scheme="http", **given
    )
    with MockServer(config=config) as server:
        config.domain = f"127.0.0.1:{server.port}"  # its addresses are those under which it is reached
        found = Mastodon(server, {})
        for one in PEOPLE:
            found.numbers[one] = found.does(one, "GET", "/api/v1/accounts/verify_credentials")["id"]
        yield found


def turn(mastodon: Mastodon, order: Order, place: Place | None = None) -> tuple[list[Item], Page]:
    """Everything there is now, page after page, as a source hears it."""
    items: list[Item] = []
    for _ in range(200):
        with mastodon.outside() as outside:
            page = CONNECTOR.collect(outside, place or mastodon.place(), order)
        items += page.items
        order = Order(order.stream, order.asked, page.cursor, order.items, order.seconds)
        if not page.more:
            return items, page
    raise AssertionError("it never ends")


def rows(items: list[Item], what: str) -> list[dict[str, Any]]:
    from socialplan.networks.mastodon.reading import rows_of

    return [row for item in items for row in rows_of(item) if row["what"] == what]


def texts(items: list[Item]) -> list[str]:
    return [row["text"] for row in rows(items, "post")]
