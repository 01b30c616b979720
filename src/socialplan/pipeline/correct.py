"""Correcting or confirming a label: what a person says of one post, as a batch that outranks every model."""

from hashlib import sha256

import pyarrow as pa

from socialplan.records import LABELS
from socialplan.store import Store

from .post_labels import labels_of
from .reading import PERSON

WAIT_SECONDS = 20.0


class NoSuchPost(Exception):
    """The workspace holds no post with this id on this network."""


def correct(
    store: Store, workspace: int, *, network: str, post_id: str, reads: str, label: str | None, by: str
) -> int | None:
    """Write that a person gives a post this label of the labeller `reads`; None takes the correction back.
    `confirms` in the details of the batch: the model had said the same.

    Returns the batch, None when it was so already. Raises NoSuchPost, Busy.
    """
    with store.writer(workspace, wait=WAIT_SECONDS) as writer:
        snapshot = store.snapshot(workspace)
        posts = store.current(snapshot, "posts", local=True)
        mine = posts.filter((posts.network == network) & (posts.post_id == post_id)).select("batch").limit(1)
        found = store.local.arrow(mine)["batch"].to_pylist()
        if not found:
            raise NoSuchPost(post_id)
        shown = labels_of(store, snapshot, [(network, post_id)], labellers=(reads,)).get((network, post_id))
        held = shown[0] if shown else None
        if (held.label if held and held.by_person else None) == label:
            return None
        row: dict[str, object] = {
            "network": network, "subject_id": post_id, "labeller": f"{reads}@{PERSON}", "label": label,
            "language": held.language if held else None, "evidence": [],
        }  # fmt: skip
        fields = [LABELS.schema.field(name) for name in row]
        writer.add(LABELS.name, pa.Table.from_pylist([row], schema=pa.schema(fields)))
        drafts = {one.number: one.draft for one in store.ledger.batches(snapshot)}
        content = f"correction\n{writer.number}\n{network}\n{post_id}\n{reads}\n{label}"
        return writer.commit(
            sha256=sha256(content.encode()).hexdigest(), kind="correction", by=by,
            source=f"{reads}: {label or (held.model_label if held else None) or '-'}",
            simulated=found[0] in drafts and drafts[found[0]].simulated,
            details={"confirms": bool(label and held and held.model_label == label)},
        )  # fmt: skip
