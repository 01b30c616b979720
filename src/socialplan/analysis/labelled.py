"""Posts beside what was read into them: the label of one labeller, and whose it is."""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from .base import Params
from .scope import posts_in_scope

SOURCES = {"best": "label", "model": "model_label", "file": "file_label"}


def labelled(tables: Mapping[str, ir.Table], params: Params, reads: str) -> ir.Table:
    """The posts of the scope with `label` of the labeller `reads` (null where it read nothing) and `legible`,
    whether the post has words to read. The option `labels` chooses, where there is one."""
    posts = posts_in_scope(tables, params)
    source = SOURCES[str(params.options.get("labels", "best"))]
    return with_label(posts, tables["labels"], reads, source=source, name="label")


def with_label(
    posts: ir.Table, labels: ir.Table, reads: str, *, name: str, source: str = "label"
) -> ir.Table:
    """Posts with a column `name`: what the labeller `reads` says of them; and `legible`."""
    network, subject = f"{name}_network", f"{name}_subject"
    own = labels.filter(labels["reads"] == reads).select(
        **{network: labels["network"], subject: labels["subject_id"], name: labels[source]}
    )
    same = [posts["network"] == own[network], posts["post_id"] == own[subject]]
    joined = posts.left_join(own, same).drop(network, subject)
    return joined.mutate(legible=(joined["text"].fill_null("").strip() != ibis.literal("")))
