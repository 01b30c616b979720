"""What each network would be asked for a tracked query, and how far it can be asked: for the plan."""

from dataclasses import dataclass

from ...networks import connector
from ...networks.contract import Asks
from ...tracked import parse_query, questions
from ...tracked.broader import exact


@dataclass(frozen=True)
class Asked:
    """One stream for one query. `questions` are as the network reads them, none where it cannot be asked.
    `broader`: more comes than was asked for, and is held against the query. The rest: see contract.Asks."""

    network: str
    label: str
    stream: str
    server: str
    signed_in: bool
    questions: tuple[str, ...]
    broader: bool
    every: float
    page: int
    back: int
    requests: int
    seconds: float


def asked_of(network: str, query: str) -> tuple[Asked, ...]:
    """Every stream of this network that takes a question. Raises KeyError, BadQuery."""
    known = connector(network)
    return tuple(
        _asked(network, known.label, name, stream.asks, query, stream.every, stream.signed_in)
        for name, stream in known.streams.items()
        if stream.asks is not None
    )


def _asked(
    network: str, label: str, stream: str, asks: Asks, query: str, every: float, signed_in: bool
) -> Asked:
    wanted = parse_query(query)
    written = dict.fromkeys(asks.write(one) for one in questions(wanted, asks.can))
    return Asked(
        network=network, label=label, stream=stream, server=asks.server, signed_in=signed_in,
        questions=tuple(written), broader=not (asks.exact and exact(wanted, asks.can)), every=every,
        page=asks.page, back=asks.back, requests=asks.requests, seconds=asks.seconds,
    )  # fmt: skip
