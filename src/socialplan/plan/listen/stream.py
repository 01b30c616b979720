"""What the stream reads: a page of posts, the thread of one, and what there is to choose from."""

from functools import lru_cache

from socialplan.pipeline import stream as posts
from socialplan.pipeline.holdings import networks_with
from socialplan.pipeline.ledger import Snapshot
from socialplan.pipeline.stream import OTHERS, US, Page, Wanted
from socialplan.pipeline.stream_posts import StreamPost
from socialplan.pipeline.thread import Node, Thread
from socialplan.pipeline.thread import thread as thread_in

from ..sources.queries import open_store
from ..team.models import Workspace

__all__ = [
    "OTHERS", "PER_PAGE", "US", "Node", "Page", "StreamPost", "Thread", "Wanted", "given_by", "networks",
    "stream_page", "thread_of",
]  # fmt: skip
PER_PAGE = 25


def stream_page(workspace: Workspace, wanted: Wanted, *, number: int) -> Page:
    """The posts of a page, from 1; a page after the last has none."""
    return posts.stream(open_store(), workspace.pk, wanted, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)


def thread_of(workspace: Workspace, network: str, post_id: str) -> Thread | None:
    return thread_in(open_store(), workspace.pk, network, post_id, zone=workspace.zone)


def networks(workspace: Workspace) -> tuple[str, ...]:
    """Networks there are posts of."""
    return posts.networks(open_store(), workspace.pk)


def given_by(workspace: Workspace) -> dict[str, frozenset[str]]:
    """Network -> which of reactions, shares and comments its data ever gave."""
    return _given(open_store().snapshot(workspace.pk))


@lru_cache(maxsize=64)
def _given(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    return networks_with(open_store(), snapshot)
