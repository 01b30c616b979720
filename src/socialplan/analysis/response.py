"""Response to a post: reactions, comments, shares and saves added up, each at its newest measurement."""

import operator
from functools import reduce

import ibis
import ibis.expr.types as ir

from ..records import ENGAGEMENT

PARTS = ENGAGEMENT
_NEVER = ibis.literal("0001-01-01 00:00:00").cast("timestamp(6)")


def response(metrics: ir.Table) -> ir.Table:
    """Per post: network, post_id, `value` and per part whether it is known.

    Totals count at their newest measurement (several figures of that moment that were given the same name are
    added up); deltas are added up over their periods.
    """
    rows = metrics.filter(
        metrics["subject"] == "post", metrics["name"].isin(PARTS), metrics["value"].notnull()
    )
    is_delta = (rows["aggregation"] == "delta").fill_null(False)
    moment = ibis.coalesce(rows["taken_at"], rows["period_end"], _NEVER)
    rows = rows.select(
        "network", "subject_id", "name", "value", moment=ibis.cases((is_delta, _NEVER), else_=moment)
    )
    moments = rows.group_by("network", "subject_id", "moment").agg(
        **{part: rows["value"].sum(where=rows["name"] == part) for part in PARTS}
    )
    newest = moments.group_by("network", "subject_id").agg(
        **{part: moments[part].argmax(moments["moment"], where=moments[part].notnull()) for part in PARTS}
    )
    total = reduce(operator.add, (newest[part].fill_null(0.0) for part in PARTS))
    known = {part: newest[part].notnull() for part in PARTS}
    return newest.select(response_network="network", response_post="subject_id", value=total, **known)


def with_response(posts: ir.Table, metrics: ir.Table) -> ir.Table:
    """Posts with `value` (null where no part is known) and a boolean per part."""
    found = response(metrics)
    joined = posts.left_join(
        found,
        [posts["network"] == found["response_network"], posts["post_id"] == found["response_post"]],
    )
    return joined.mutate(**{part: joined[part].fill_null(False) for part in PARTS})
