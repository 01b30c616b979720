"""What can be listened to, for the plan: networks, their streams, and the way out to them."""

from typing import TYPE_CHECKING

from ...networks import CONNECTORS
from ...networks import connector as connector
from ...networks.contract import Connector, Stream
from ...outside import parse_allowed

if TYPE_CHECKING:
    from ...outside import Outside

__all__ = ["Connector", "Stream", "connector", "connectors", "outside", "stream"]


def connectors() -> tuple[Connector, ...]:
    return tuple(connector(name) for name in CONNECTORS)


def stream(network: str, name: str) -> Stream:
    """How a stream is listened to. Raises KeyError for one this network does not have."""
    return connector(network).streams[name]


def usual_streams(network: str) -> tuple[str, ...]:
    """What is listened to as soon as somebody signs in."""
    return tuple(name for name, one in connector(network).streams.items() if one.usual)


def outside(inside: str, *, seconds: float = 30.0) -> "Outside":
    """A way out that waits so long for an answer; `inside` names the addresses of the own network that are
    allowed (host:port, ...)."""
    from ...outside import Outside  # brings a library that a page need not wait for

    return Outside(parse_allowed(inside), seconds=seconds)
