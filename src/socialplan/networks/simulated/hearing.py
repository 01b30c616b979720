"""The simulated network as a connector: a world in the past is heard page by page, like any other network."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

from ..contract import Asks, Connector, Item, NotOffered, Order, Page, Place, Row, Stream, heard_format
from .faults import Faults
from .live import STREAMS, SimulatedNetwork
from .world import World

if TYPE_CHECKING:
    from socialplan.outside import Outside
from socialplan.tracked import Abilities, Phrase, Query
from socialplan.tracked.query import leaves

NAME = "simulated"
NUMBERS = {"seed": int, "days": int, "newer": int, "people": int, "scale": float}
SAID = ("post", "edit")


def question(query: Query) -> str:
    """The words that must be there, wherever they stand."""
    return " ".join(one.text for one in leaves(query) if isinstance(one, Phrase))


ASKS = Asks(Abilities(), question, page=500)  # how many the pipeline asks for in one page


def address(world: World, *, drip: int = 0) -> str:
    """A world as the address of a server; its plants are the usual ones. `drip`: no more items in a page."""
    given = {"last": world.last.isoformat(), "drip": drip}
    given |= {name: getattr(world, name) for name in NUMBERS}
    return f"{NAME}:{world.language}?{urlencode(given)}"


@lru_cache(maxsize=4)
def world_at(server: str) -> World:
    """Raises ValueError for what is no such address."""
    parts = urlsplit(server)
    if parts.scheme != NAME:
        raise ValueError(f"{server!r} is no simulated network")
    given = {name: values[0] for name, values in parse_qs(parts.query).items()}
    numbers = {name: NUMBERS[name](given[name]) for name in NUMBERS if name in given}
    return World(last=date.fromisoformat(given["last"]), language=parts.path, **numbers)


def collect(outside: "Outside", place: Place, order: Order) -> Page:
    """What happened after the cursor, until the end of the world. Raises NotOffered."""
    if order.stream not in STREAMS:
        raise NotOffered(order.stream)
    world = world_at(place.server)
    end = datetime.combine(world.end, time())
    faults = Faults(drip=int(parse_qs(urlsplit(place.server).query).get("drip", ["0"])[0]) or None)
    network = SimulatedNetwork(world, clock=lambda: end, faults=faults)
    account = place.handle or world.plants.accounts[0].account_id
    found = network.collect(account, order.stream, order.cursor or None, order.items, query=order.asked)
    items = tuple({**one, "kind": "gone"} if one["type"] == "delete" else one for one in found.items)
    return Page(items=items, cursor=found.cursor, more=not found.complete)


def rows_of(item: Item) -> Iterator[Row]:
    """A post and its writer, or an interaction; a deletion is no row."""
    if item["type"] in SAID:
        author = item.get("author") or {}
        yield {
            "what": "post", "id": item["id"], "account": item.get("account_id"),
            "author": author.get("handle"), "author_id": author.get("id"),
            "author_name": author.get("display_name"),
            "followers": author.get("followers"), "about": item.get("about_account"),
            "created_at": _utc(item["created_at"]), "edited_at": _utc(item.get("edited_at")),
            "text": item["text"], "language": item.get("language_hint"), "parent": item.get("parent_id"),
            "root": item.get("root_id"), "role": item["role"], "kind": item.get("kind"),
            "hashtags": json.dumps(item.get("hashtags", [])),
            "mentions": json.dumps(item.get("mentions", [])),
        }  # fmt: skip
    elif item["type"] != "delete":
        yield {
            "what": "interaction", "id": item["id"], "action": item["type"], "actor": item["actor"],
            "target": item["target"], "on_post": item["post_id"], "at": _utc(item["created_at"]),
        }  # fmt: skip


def _utc(time: str | None) -> str | None:
    return f"{time}+00:00" if time else None


CONNECTOR = Connector(
    name=NAME,
    label="Simulated network",
    streams={
        name: Stream(every=60, deadline=300, asks=ASKS if name == "search" else None, signed_in=False)
        for name in STREAMS
    },
    format=heard_format(NAME, "Simulated network", rows_of, known_at="2026-11"),
    collect=collect,
    known_at="2026-11",
)
