"""Which networks name who responded, and which only count: likes and shares without names are no people."""

from collections.abc import Mapping, Sequence
from typing import Any

import ibis
import ibis.expr.types as ir

from .base import Note, Params
from .response import newest_values
from .scope import posts_in_scope

FIGURES = {"like": "reactions", "repost": "shares", "reply": "comments"}  # what counts each kind


def named_networks(tables: Mapping[str, ir.Table], params: Params, kind: str) -> ir.Table:
    """Per network of the posts in scope, in `person`: whether the data ever `named` somebody who did this,
    and how often its counts of these posts say it was done (`counted`, null where it gives no counts)."""
    posts = posts_in_scope(tables, params)
    if (figure := FIGURES.get(kind)) is None:
        counts = posts.select("network", counted=ibis.null("float64"))
    else:
        found = newest_values(tables["metrics"], (figure,))
        found = found.select(f_network="network", f_post="subject_id", counted=figure)
        joined = posts.left_join(
            found, [posts["network"] == found["f_network"], posts["post_id"] == found["f_post"]]
        )
        counts = joined.select("network", "counted")
    networks = counts.group_by(person="network").agg(counted=counts["counted"].sum())
    named = _naming(tables, kind)
    rows = networks.left_join(named, networks["person"] == named["naming"])
    return rows.select("person", "counted", named=rows["naming"].notnull())


def _naming(tables: Mapping[str, ir.Table], kind: str) -> ir.Table:
    """Networks whose data name somebody who did this, whatever the account or the window."""
    told, posts = tables["interactions"], tables["posts"]
    told = told.filter(told["kind"] == kind, told["actor_key"].notnull())
    native = posts.filter(posts["role"] == kind, posts["person_key"].notnull())
    return told.select(naming="network").union(native.select(naming="network")).distinct()


def notes_on_names(networks: Sequence[Mapping[str, Any]], times: int, params: Params) -> list[Note]:
    """Networks that count without naming, those that do neither, and how much of the counts has a name; not
    so within a window, in which older posts are responded to as well."""
    counting = sorted(row["person"] for row in networks if not row["named"] and row["counted"] is not None)
    silent = sorted(row["person"] for row in networks if not row["named"] and row["counted"] is None)
    notes = [Note("counts_not_names", {"networks": counting})] if counting else []
    notes += [Note("names_not_given", {"networks": silent})] if silent else []
    if params.since or params.until:
        return notes
    counted = sum(row["counted"] or 0 for row in networks if row["named"])
    part = [Note("named_of_counted", {"named": times, "times": counted})] if counted > times else []
    return notes + part
