"""Everything that is said, as it happens, as far as it is wanted; replayed from where we were."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson

from socialplan.outside import Failure, Outside
from socialplan.tracked import Abilities, BadQuery, Phrase, Query, write_query

from ..contract import Asks, Gap, Item, Order, Page, Place, Refused
from . import items
from .asking import Api
from .frames import Change, Frame, changes, read_frame
from .signing import SERVER, account_of
from .wanted import COLLECTIONS, Wanted, handles_of, matcher_of, target

RELAY = "https://bsky.network"
VIEW = "https://public.api.bsky.app"  # knows the handles of accounts
METHOD = "com.atproto.sync.subscribeRepos"
TOGETHER = 25  # accounts looked up in one request


def question(query: Query) -> str:
    """As we write it; a lone @name in quotes, which else asks for what is about that account."""
    if isinstance(query, Phrase) and query.text.startswith("@"):
        return f'"{query.text}"'
    return write_query(query)


ASKS = Asks(Abilities(either=True, without=True), question, exact=True, server=RELAY)


@dataclass
class Heard:
    """What came, and how far: the number and time of the last message, when the first one of this turn was,
    and what was lost (told with the next records: a page without any says nothing of when it was)."""

    seq: int = 0
    at: datetime | None = None
    gap: Gap | None = None
    lost: str = ""  # why nothing follows on where we were
    items: list[Item] = field(default_factory=list)
    since: datetime | None = None

    @property
    def tells(self) -> bool:
        return any(one["kind"] == "record" for one in self.items)


def firehose(outside: Outside, place: Place, order: Order) -> Page:
    """Messages after the cursor, for `order.seconds` or until `order.items` are wanted.

    Raises Refused in the network's words, Broken, and what `outside` raises before anything came.
    """
    wanted = _wanted(outside, place, order.asked)
    heard = _heard(order.cursor)
    try:
        with outside.messages(_address(place.server, heard.seq), seconds=order.seconds) as messages:
            _hear(messages, heard, wanted, most=order.items)
    except Failure:
        if heard.since is None:
            raise
    return Page(
        items=tuple(_named(outside, heard.items)), cursor=_cursor(heard), since=heard.since,
        more=len(heard.items) >= order.items, until=heard.at,
        gap=heard.gap if heard.tells else None,
    )  # fmt: skip


def _hear(messages: Iterable[bytes], heard: Heard, wanted: Wanted, *, most: int) -> None:
    for message in messages:
        frame = read_frame(message)
        if frame.kind == "error":
            return _ended(frame, heard)
        if frame.kind == "info":
            heard.lost = str(frame.body.get("name") or "info")
        if not frame.seq:
            continue
        _place(frame, heard)
        heard.items += _items(frame, wanted)
        if len(heard.items) >= most:
            return


def _place(frame: Frame, heard: Heard) -> None:
    """What lies between the last message before and this one is lost where the network says so."""
    if heard.lost and heard.at and heard.at < frame.at:
        heard.gap, heard.lost = Gap(heard.at, frame.at, heard.lost), ""
    heard.since = heard.since or frame.at
    heard.seq, heard.at = frame.seq, frame.at


def _ended(frame: Frame, heard: Heard) -> None:
    """A server that was set back does not know our number: we go on with what is new there."""
    why = str(frame.body.get("error") or "")
    if why == "FutureCursor":
        heard.seq, heard.lost = 0, why
    elif why != "ConsumerTooSlow":
        raise Refused(f"{why}: {frame.body.get('message') or ''}")


def _items(frame: Frame, wanted: Wanted) -> Iterator[Item]:
    if frame.went_away:
        yield items.all_gone(str(frame.body["did"]))
    for change in changes(frame, COLLECTIONS):
        if wanted.has(change):
            yield _item(change, frame.at.isoformat())


def _item(change: Change, at: str) -> Item:
    if change.action == "delete":
        return items.gone(change.uri)
    return {"kind": "record", "did": change.did, "path": change.path, "action": change.action,
            "record": change.record, "at": at}  # fmt: skip


def _named(outside: Outside, found: Sequence[Item]) -> Iterator[Item]:
    """With the handles of those who did it and whom they did it to; an account that is gone has none."""
    records = [one for one in found if one["kind"] == "record"]
    dids = sorted({did for one in records for did in (one["did"], target(one["record"])) if did})
    api = Api(outside, Place(VIEW))
    known: dict[str, Mapping[str, Any]] = {}
    for start in range(0, len(dids), TOGETHER):
        profiles = api.get("app.bsky.actor.getProfiles", actors=dids[start : start + TOGETHER])["profiles"]
        known |= {one["did"]: {"handle": one["handle"], "name": one.get("displayName")} for one in profiles}
    for one in found:
        if one["kind"] == "record":
            who = {did: known[did] for did in (one["did"], target(one["record"])) if did in known}
            yield {**one, "who": who}
        else:
            yield one


def _wanted(outside: Outside, place: Place, asked: str) -> Wanted:
    handles = handles_of(asked)
    try:
        words = matcher_of(asked)
    except BadQuery as error:
        raise Refused(f"what is asked cannot be read: {error}") from error
    dids = [one if one.startswith("did:") else account_of(outside, SERVER, one) for one in handles]
    if missing := [handle for handle, did in zip(handles, dids, strict=True) if not did]:
        raise Refused(f"there is no account @{missing[0]}")
    return Wanted(words, frozenset([*dids, *([place.account] if place.account else [])]))


def _address(server: str, seq: int) -> str:
    url = f"{server.replace('http', 'ws', 1).rstrip('/')}/xrpc/{METHOD}"
    return f"{url}?cursor={seq}" if seq else url


def _heard(cursor: str) -> Heard:
    state: Mapping[str, Any] = orjson.loads(cursor) if cursor else {}
    at, gap = state.get("at"), state.get("gap")
    return Heard(
        seq=int(state.get("seq") or 0), at=datetime.fromisoformat(at) if at else None,
        lost=str(state.get("lost") or ""),
        gap=Gap(datetime.fromisoformat(gap[0]), datetime.fromisoformat(gap[1]), gap[2]) if gap else None,
    )  # fmt: skip


def _cursor(heard: Heard) -> str:
    gap = None if heard.tells else heard.gap
    state = {
        "seq": heard.seq, "at": heard.at.isoformat() if heard.at else "", "lost": heard.lost,
        "gap": [gap.since.isoformat(), gap.until.isoformat(), gap.why] if gap else None,
    }  # fmt: skip
    return orjson.dumps({name: value for name, value in state.items() if value}).decode()
