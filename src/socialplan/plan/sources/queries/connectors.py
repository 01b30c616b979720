"""What can be connected, and what each network asks for, for the page where somebody does so."""

from collections.abc import Mapping
from dataclasses import dataclass

from socialplan.pipeline.listening import catalogue


@dataclass(frozen=True)
class Offer:
    """`needs` are the fields of the form (server, token, ...). `signs_in_there`: the person can sign in at
    the network itself, which needs no more than the server."""

    network: str
    label: str
    needs: tuple[str, ...]
    needs_account: bool
    signs_in_there: bool
    streams: tuple[str, ...]
    usual: tuple[str, ...]  # listened to as soon as somebody signs in
    asks: tuple[str, ...]  # streams that need something to ask for
    not_offered: Mapping[str, str]  # what the network does not reveal -> code of the reason
    longest_post: int  # signs in a post of ours; 0: not known


def offers() -> tuple[Offer, ...]:
    return tuple(_offer(one) for one in catalogue.connectors())


def _offer(connector: catalogue.Connector) -> Offer:
    return Offer(
        network=connector.name, label=connector.label, needs=connector.needs,
        needs_account=connector.sign_in is not None, signs_in_there=connector.begin is not None,
        streams=tuple(connector.streams), usual=catalogue.usual_streams(connector.name),
        asks=tuple(name for name, one in connector.streams.items() if one.asks),
        not_offered=connector.not_offered, longest_post=connector.longest_post,
    )  # fmt: skip
