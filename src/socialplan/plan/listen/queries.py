"""What screens read of labels: those of single posts."""

from socialplan.pipeline.post_labels import PostLabel, labels_of

from ..sources.queries import open_store
from ..team.models import Workspace


def post_labels(workspace: Workspace, network: str, post_id: str) -> tuple[PostLabel, ...]:
    """The labels of one post as they are now."""
    store = open_store()
    found = labels_of(store, store.snapshot(workspace.pk), [(network, post_id)])
    return found.get((network, post_id), ())
