"""The contract of networks that are listened to: what a connector can, and what a page of it holds.

A connector is data and a few functions. `collect` asks the network for what came after a cursor and gives
items as they were answered; `format` reads such items as rows. The pipeline stores items, rows and cursor
together; a connector never stores anything and holds nothing between two calls.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from ..base import FileFormat

if TYPE_CHECKING:
    from socialplan.outside import Outside
from socialplan.tracked import Abilities, Query

Item = Mapping[str, Any]  # one answer of the network, as JSON holds it, with its `kind`


@dataclass(frozen=True)
class Place:
    """Where is asked and as whom: the server's address, the account's id and handle there, its secret."""

    server: str
    account: str = ""
    handle: str = ""
    secret: str = field(default="", repr=False)


@dataclass(frozen=True)
class Order:
    """What is asked: a stream of the connector, what for (a query, in words the network knows), since when
    (the cursor of the last page, "" at first), and how much at a time."""

    stream: str
    asked: str = ""
    cursor: str = ""
    items: int = 200
    seconds: float = 30.0


@dataclass(frozen=True)
class Gap:
    """A stretch of time of which nothing can be had any more, and why."""

    since: datetime
    until: datetime
    why: str


@dataclass(frozen=True)
class Page:
    """What came: items, the cursor after them, whether there is more now, the stretch it covers wholly."""

    items: tuple[Item, ...] = ()
    cursor: str = ""
    more: bool = False
    since: datetime | None = None
    until: datetime | None = None
    gap: Gap | None = None
    pause: float = 0.0  # seconds the network wants to be left alone


@dataclass(frozen=True)
class Asks:
    """How a stream is asked for a tracked query. `can`: what one question may hold, `write`: the question as
    the network reads it. `exact`: what comes is precisely what was asked. `page`: posts in an answer at most,
    `back`: answers of what was said before we began. `requests` in `seconds`: what the network allows (0: it
    does not say). `server`: where, when no account is needed."""

    can: Abilities
    write: Callable[[Query], str]
    exact: bool = False
    page: int = 0
    back: int = 0
    requests: int = 0
    seconds: float = 0.0
    server: str = ""


@dataclass(frozen=True)
class Stream:
    """One thing that can be listened to: how often, and after how long silence of ours is a fault."""

    every: float  # seconds between two times
    deadline: float  # seconds without an answer after which somebody must look
    asks: Asks | None = None  # needs something to ask for
    signed_in: bool = True  # needs an account
    usual: bool = False  # listened to as soon as somebody signs in


@dataclass(frozen=True)
class Identity:
    """Who signed in: the account there, and the secret to keep (renewed where the network renews it)."""

    server: str
    account: str
    handle: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class Begun:
    """A sign-in that goes on at the network: its server, where to send the person, and what `finish` needs
    again (secrets among it)."""

    server: str
    url: str
    kept: Mapping[str, str] = field(repr=False)


class Begin(Protocol):
    """Begins a sign-in; the network sends the person to `back`, with `state` and what `finish` is given."""

    def __call__(self, outside: "Outside", server: str, *, back: str, state: str) -> Begun: ...


@dataclass(frozen=True)
class Connector:
    """One network. `not_offered` are streams it does not have, with the reason in words of the glossary."""

    name: str
    label: str
    streams: Mapping[str, Stream]
    format: FileFormat
    collect: Callable[["Outside", Place, Order], Page]
    sign_in: Callable[["Outside", str, Mapping[str, str]], Identity] | None = None
    begin: Begin | None = None  # a sign-in in two steps
    finish: Callable[["Outside", str, Mapping[str, str], Mapping[str, str]], Identity] | None = None
    refresh: Callable[["Outside", Place], str] | None = None  # the secret, renewed
    # Whether it still answers us, as cheaply as it can be asked; raises what `collect` raises.
    knock: Callable[["Outside", Place], None] | None = None
    not_offered: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()  # what is asked when signing in
    longest_post: int = 0  # signs in a post of ours; 0: not known
    known_at: str = ""  # ISO month in which it was last held against the real network


class Paused(Exception):
    """The network wants to be left alone for so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the network asks to wait {seconds:.0f} seconds")
        self.seconds = seconds


class Expired(Exception):
    """The secret has to be renewed first; the connector's `refresh` does that."""


class Revoked(Exception):
    """The network refuses the secret for good: somebody has to sign in again."""


class Refused(Exception):
    """The network answers, but not with this: the reason, in its own words."""


class NotOffered(Exception):
    """This server does not have this stream."""
