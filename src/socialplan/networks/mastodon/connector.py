"""Mastodon as it is listened to."""

from collections.abc import Callable, Mapping

from socialplan.outside import Outside

from ..contract import Connector, NotOffered, Order, Page, Place, Stream
from .followers import followers
from .live import live, live_tag
from .notified import mentions, reactions
from .own import own
from .reading import FORMAT
from .replies import replies
from .searching import ASKS, LIVE_TAG, search
from .signing import begin, finish, knock, sign_in

MINUTE, HOUR = 60.0, 3600.0
STREAMS: Mapping[str, Stream] = {
    "own": Stream(every=5 * MINUTE, deadline=HOUR, usual=True),
    "mentions": Stream(every=MINUTE, deadline=15 * MINUTE, usual=True),
    "reactions": Stream(every=2 * MINUTE, deadline=30 * MINUTE, usual=True),
    "replies": Stream(every=5 * MINUTE, deadline=HOUR, usual=True),
    "followers": Stream(every=HOUR, deadline=6 * HOUR, usual=True),
    "search": Stream(every=2 * MINUTE, deadline=30 * MINUTE, asks=ASKS),
    "live": Stream(every=5.0, deadline=5 * MINUTE),
    "live_tag": Stream(every=5.0, deadline=5 * MINUTE, asks=LIVE_TAG),
}
COLLECTORS: Mapping[str, Callable[[Outside, Place, Order], Page]] = {
    "own": own, "mentions": mentions, "reactions": reactions, "replies": replies, "followers": followers,
    "search": search, "live": live, "live_tag": live_tag,
}  # fmt: skip


def collect(outside: Outside, place: Place, order: Order) -> Page:
    """Raises NotOffered for a stream Mastodon does not have, and what the streams raise."""
    if order.stream not in COLLECTORS:
        raise NotOffered(order.stream)
    return COLLECTORS[order.stream](outside, place, order)


CONNECTOR = Connector(
    name="mastodon",
    label="Mastodon",
    streams=STREAMS,
    format=FORMAT,
    collect=collect,
    sign_in=sign_in,
    begin=begin,
    finish=finish,
    knock=knock,
    needs=("server", "token"),
    not_offered={
        "firehose": "mastodon_firehose",
        "views": "mastodon_views",
        "unfollows": "mastodon_unfollows",
        "deletions": "mastodon_deletions",
    },
    longest_post=500,  # what a server allows unless its owner changed it
    known_at="2026-08",
)
