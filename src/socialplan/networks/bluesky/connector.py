"""Bluesky as it is listened to."""

from collections.abc import Callable, Mapping

from socialplan.outside import Outside

from ..contract import Connector, NotOffered, Order, Page, Place, Stream
from . import searching
from .firehose import ASKS as asked_of_all
from .firehose import firehose
from .noticed import followers, mentions, reactions, replies
from .own import own
from .reading import FORMAT
from .searching import search
from .signing import knock, refresh, sign_in

MINUTE, HOUR = 60.0, 3600.0
STREAMS: Mapping[str, Stream] = {
    "own": Stream(every=5 * MINUTE, deadline=HOUR, usual=True),
    "mentions": Stream(every=MINUTE, deadline=15 * MINUTE, usual=True),
    "replies": Stream(every=MINUTE, deadline=15 * MINUTE, usual=True),
    "reactions": Stream(every=2 * MINUTE, deadline=30 * MINUTE, usual=True),
    "followers": Stream(every=HOUR, deadline=6 * HOUR, usual=True),
    "search": Stream(every=2 * MINUTE, deadline=30 * MINUTE, asks=searching.ASKS),
    "firehose": Stream(every=2.0, deadline=5 * MINUTE, asks=asked_of_all, signed_in=False),
}
COLLECTORS: Mapping[str, Callable[[Outside, Place, Order], Page]] = {
    "own": own, "mentions": mentions, "replies": replies, "reactions": reactions, "followers": followers,
    "search": search, "firehose": firehose,
}  # fmt: skip


def collect(outside: Outside, place: Place, order: Order) -> Page:
    """Raises NotOffered for a stream Bluesky does not have, and what the streams raise."""
    if order.stream not in COLLECTORS:
        raise NotOffered(order.stream)
    return COLLECTORS[order.stream](outside, place, order)


CONNECTOR = Connector(
    name="bluesky",
    label="Bluesky",
    streams=STREAMS,
    format=FORMAT,
    collect=collect,
    sign_in=sign_in,
    refresh=refresh,
    knock=knock,
    needs=("handle", "password"),
    not_offered={"views": "bluesky_views", "unfollows": "bluesky_unfollows", "unlikes": "bluesky_unlikes"},
    longest_post=300,  # graphemes: lexicon app.bsky.feed.post
    known_at="2026-11",
)
