"""collect, live: pages of a network, kept as they came and stored together with the cursor after them."""

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ...networks import connector
from ...networks.contract import Connector, Expired, Order, Page, Place, Revoked, kept_line
from ...outside import Broken
from ...store import Store
from ..collect.importing import import_files
from ..collect.landing import Arrival
from ..collect.parse_mapping import parse_mapping
from .gone import Gone, gone_of, take_away
from .sifting import kept_of
from .vault import Vault, bound_to

if TYPE_CHECKING:
    from ...outside import Outside


@dataclass(frozen=True)
class Source:
    """One stream of one account or address, and how far it has been heard.

    `stretch_from` is where the unbroken stretch that is being heard began.
    """

    workspace: int
    network: str
    server: str
    stream: str
    name: str  # what a person calls it
    account: str = ""
    handle: str = ""
    sealed: str = ""  # the secret, as it is kept
    asked: str = ""
    keeps: str = ""  # a tracked query: of what comes only this is kept; "": everything
    cursor: str = ""
    stretch_from: datetime | None = None
    own: tuple[str, ...] = ()  # handles that are ours
    simulated: bool = False


@dataclass(frozen=True)
class Heard:
    """What one turn left: items and rows, the batch (None: nothing new), and the source as it stands now."""

    source: Source
    items: int = 0
    rows: Mapping[str, int] | None = None
    batch: int | None = None
    more: bool = False
    pause: float = 0.0
    until: datetime | None = None


class Keep(Protocol):
    """Where the plan keeps how far a source has been heard."""

    def store(self, heard: Heard) -> Store:
        """The store whose commit also keeps this, in the same transaction."""
        ...

    def advanced(self, heard: Heard) -> None:
        """Keeps it where there was nothing new to store."""
        ...

    def renewed(self, sealed: str) -> None:
        """Keeps a renewed secret, before it is used."""
        ...


def listen(
    source: Source, *, outside: "Outside", vault: Vault, keep: Keep, now: datetime, items: int = 500,
    seconds: float = 30.0,
) -> Heard:  # fmt: skip
    """One page: asked for, kept, stored.

    Raises Paused, Revoked, Refused, NotOffered, Unopened, Failure, NotAllowed (nothing was stored, the
    cursor stands) and what an import raises.
    """
    known = connector(source.network)
    page = _asked(known, source, outside, vault, keep, items=items, seconds=seconds)
    page = replace(page, items=kept_of(known, page.items, source.keeps, own=source.own))
    heard = _after(source, page, now)
    gone = gone_of(page.items)
    batch, rows = None, None
    if len(page.items) > len(gone):
        first = replace(heard, source=source) if gone else heard  # the cursor moves with the last batch
        receipt = _stored(known, source, page, heard, store=keep.store(first), now=now)
        if receipt["batch"] is not None and not receipt["already"]:
            batch, rows = receipt["batch"], receipt["rows"]
    if gone or batch is None:
        _finish(source, gone, heard, keep, now)
    return replace(heard, batch=batch, rows=rows)


def _finish(source: Source, gone: Sequence[Gone], heard: Heard, keep: Keep, now: datetime) -> None:
    """What is gone is marked, and the cursor moves, with that or by itself."""
    marked = take_away(
        keep.store(heard), workspace=source.workspace, network=source.network, gone=gone, at=now,
        by=source.name, simulated=source.simulated,
    )  # fmt: skip
    if marked is None:
        keep.advanced(heard)


def _asked(
    known: Connector,
    source: Source,
    outside: "Outside",
    vault: Vault,
    keep: Keep,
    *,
    items: int,
    seconds: float,
) -> Page:
    """The page; a secret that has expired is renewed once, and kept before it is used."""
    place = place_of(source, vault)
    order = Order(source.stream, source.asked, source.cursor, items, seconds)
    try:
        return _collected(known, outside, place, order)
    except Expired:
        if known.refresh is None:
            raise Revoked(source.name) from None
        renewed = known.refresh(outside, place)
        keep.renewed(vault.sealed(renewed, bound=_bound(source)))
    try:
        return _collected(known, outside, replace(place, secret=renewed), order)
    except Expired as error:
        raise Revoked("the network does not take the renewed secret either") from error


def place_of(source: Source, vault: Vault) -> Place:
    """Where it is asked, and as whom. Raises Unopened."""
    secret = vault.opened(source.sealed, bound=_bound(source)) if source.sealed else ""
    return Place(source.server, source.account, source.handle, secret)


def _bound(source: Source) -> str:
    return bound_to(source.workspace, source.network, source.server, source.account)


def _collected(known: Connector, outside: "Outside", place: Place, order: Order) -> Page:
    """What comes in another shape than a connector knows is the network's fault, not ours to fall over."""
    try:
        return known.collect(outside, place, order)
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        raise Broken(f"{known.label} answered in a shape that is not known: {error}") from error


def _after(source: Source, page: Page, now: datetime) -> Heard:
    until = page.until or now
    known = [when for when in (source.stretch_from, page.since) if when]  # what was before comes later
    began = page.gap.until if page.gap else min(known, default=now)
    moved = replace(source, cursor=page.cursor, stretch_from=began)
    return Heard(moved, items=len(page.items), more=page.more, pause=page.pause, until=until)


def _stored(
    known: Connector, source: Source, page: Page, heard: Heard, *, store: Store, now: datetime
) -> Mapping[str, Any]:
    folder = Path(tempfile.mkdtemp(prefix="heard-", dir=store.scratch))
    try:
        path = folder / f"{source.network}-{source.stream}.jsonl"
        _keep(path, known.name, source.stream, page, now)
        mapping = parse_mapping(known.format.mapping)
        mapping = replace(
            mapping, name=known.format.label, read=replace(mapping.read, format=known.format.name)
        )
        arrival = Arrival(kind="collection", source=source.name, heard=coverage(known, source, page, heard))
        return import_files(
            store, workspace=source.workspace, paths=[path], mapping=mapping, simulated=source.simulated,
            owner_kinds=dict.fromkeys(source.own, "own"), arrival=arrival,
        ).as_json()  # fmt: skip
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _keep(path: Path, network: str, stream: str, page: Page, now: datetime) -> None:
    with path.open("wb") as file:
        for item in page.items:
            file.write(kept_line(network, stream, item, seen_at=now))
        file.flush()
        os.fsync(file.fileno())


def coverage(known: Connector, source: Source, page: Page, heard: Heard) -> Sequence[Mapping[str, Any]]:
    """The stretch that was heard up to now, the one that cannot be had any more, and, when the source is
    heard for the first time, what its network does not offer."""
    key = {
        "network": source.network, "source": source.name, "stream": source.stream,
        "account_id": source.handle or None,
    }  # fmt: skip
    rows = []
    if page.gap:
        rows.append({**key, "from_at": _naive(page.gap.since), "to_at": _naive(page.gap.until),
                     "state": "gap", "why": page.gap.why})  # fmt: skip
    began, until = heard.source.stretch_from, heard.until
    if source.stretch_from is None and began:
        rows += [{**key, "stream": stream, "from_at": _naive(began), "to_at": None, "state": "not offered",
                  "why": why} for stream, why in known.not_offered.items()]  # fmt: skip
    if began and until and began < until:
        rows.append({**key, "from_at": _naive(began), "to_at": _naive(until), "state": "complete"})
    return rows


def _naive(when: datetime) -> datetime:
    return when.astimezone(UTC).replace(tzinfo=None)
