"""Messages of the firehose: which records accounts made, changed and took away
(https://atproto.com/specs/event-stream)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from socialplan.outside import Broken

AWAY = ("deleted", "takendown")


class Change(NamedTuple):
    """One record: `action` is create, update or delete; `record` is empty for the last."""

    did: str
    path: str  # collection/key
    action: str
    record: Mapping[str, Any]

    @property
    def uri(self) -> str:
        return f"at://{self.did}/{self.path}"


@dataclass(frozen=True)
class Frame:
    """A message: its kind, and for one with a number what it tells. `records` are unpacked when asked for."""

    kind: str  # commit, account, info, error ...
    body: Mapping[str, Any]

    @property
    def seq(self) -> int:
        return int(self.body.get("seq") or 0)

    @property
    def at(self) -> datetime:
        """Raises Broken where it does not say."""
        try:
            return datetime.fromisoformat(str(self.body["time"]))
        except (KeyError, ValueError) as error:
            raise Broken("a message of the firehose has no time") from error

    @property
    def went_away(self) -> bool:
        """Whether an account tells that it is no more."""
        return self.kind == "account" and not self.body["active"] and self.body.get("status") in AWAY


def read_frame(message: bytes) -> Frame:
    """Raises Broken for what is no message of a firehose."""
    from libipld import decode_dag_cbor_multi  # needed here only

    try:
        head, body = decode_dag_cbor_multi(message)
        kind = "error" if head["op"] == -1 else str(head["t"]).removeprefix("#")
    except (ValueError, KeyError, TypeError) as error:
        raise Broken("a message of the firehose cannot be read") from error
    return Frame(kind, body)


def changes(frame: Frame, collections: frozenset[str]) -> Iterator[Change]:
    """What a commit did in these collections. Raises Broken."""
    if frame.kind != "commit":
        return
    told = [one for one in frame.body["ops"] if one["path"].partition("/")[0] in collections]
    blocks = _blocks(frame.body["blocks"]) if any(one.get("cid") for one in told) else {}
    for one in told:
        record = blocks.get(one["cid"]) if one.get("cid") else None
        if one["action"] == "delete" or isinstance(record, dict):
            yield Change(frame.body["repo"], one["path"], one["action"], plain(record or {}))


def _blocks(content: bytes) -> Mapping[bytes, Any]:
    from libipld import decode_car

    try:
        return dict(decode_car(content)[1])
    except ValueError as error:
        raise Broken("the records of a message cannot be read") from error


def plain(value: Any) -> Any:
    """As JSON can hold it: without bytes and links to other content."""
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return None if isinstance(value, bytes) else value
