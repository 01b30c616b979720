"""Response to a post: reactions, comments, shares and saves added up, each at its newest measurement."""

import operator
from collections.abc import Collection
from functools import reduce

import ibis
import ibis.expr.types as ir

from ..records import ENGAGEMENT

PARTS = ENGAGEMENT
_NEVER = ibis.literal("0001-01-01 00:00:00").cast("timestamp(6)")


def response(metrics: ir.Table) -> ir.Table:
    """Per post: network, post_id, `value` and per part whether it is known."""
    newest = newest_values(metrics, PARTS)
    total = reduce(operator.add, (newest[part].fill_null(0.0) for part in PARTS))
    known = {part: newest[part].notnull() for part in PARTS}
    return newest.select(response_network="network", response_post="subject_id", value=total, **known)


def newest_values(metrics: ir.Table, names: Collection[str]) -> ir.Table:
    """Per post: network, subject_id and one column per figure, null where it is not known.

    Totals count at their newest measurement (several figures of that moment that were given the same name are
    added up); deltas are added up over their periods.
    """
    rows = metrics.filter(
        metrics["subject"] == "post", metrics["name"].isin(list(names)), metrics["value"].notnull()
    )
    is_delta = (rows["aggregation"] == "delta").fill_null(False)
    moment = ibis.coalesce(rows["taken_at"], rows["period_end"], _NEVER)
    rows = rows.select(
        "network", "subject_id", "name", "value", moment=ibis.cases((is_delta, _NEVER), else_=moment)
    )
    moments = rows.group_by("network", "subject_id", "moment").agg(
        **{name: rows["value"].sum(where=rows["name"] == name) for name in names}
    )
    return moments.group_by("network", "subject_id").agg(
        **{name: moments[name].argmax(moments["moment"], where=moments[name].notnull()) for name in names}
    )


def with_response(posts: ir.Table, metrics: ir.Table) -> ir.Table:
    """Posts with `value` (null where no part is known) and a boolean per part."""
    found = response(metrics)
    joined = posts.left_join(
        found,
        [posts["network"] == found["response_network"], posts["post_id"] == found["response_post"]],
    )
    return joined.mutate(**{part: joined[part].fill_null(False) for part in PARTS})


def with_figures(posts: ir.Table, metrics: ir.Table, names: Collection[str]) -> ir.Table:
    """Posts with one column per figure, null where it is not known."""
    found = newest_values(metrics, names).rename(figure_network="network", figure_post="subject_id")
    joined = posts.left_join(
        found, [posts["network"] == found["figure_network"], posts["post_id"] == found["figure_post"]]
    )
    return joined.drop("figure_network", "figure_post")
