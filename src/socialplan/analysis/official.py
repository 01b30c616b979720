"""official: figures of official series as published, and how many newer ones there are."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from .base import Column, Headline, Note, Params, Result
from .scope import in_scope
from .stats import tidy

MOST = 1000  # figures in one answer


def gather(tables: Mapping[str, ir.Table], params: Params) -> ir.Table:
    """Figures in scope: `series`, `period`, `value`, `unit`, `publisher`, `published` (ISO day), `url`."""
    facts = in_scope({"facts": tables["facts"]}, params).filter(lambda row: row["value"].notnull())
    if series := str(params.options["series"]).strip():
        facts = facts.filter(facts["series"].lower() == series.lower())
    return facts.select(
        "series", "period", "value", "unit", "publisher", "url",
        published=facts["published_at"].date().cast("string"),
    )  # fmt: skip


def conclude(rows: pa.Table, params: Params) -> Result:
    """Newest first within a series, with `newer`: how many figures of the series come after. Without a series
    only the newest figure of each. The headline is the newest figure of the one series there is."""
    grouped: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows.to_pylist():
        grouped[row["series"]].append(row)
    whole = bool(params.options["series"])
    body = [
        _row(row, newer)
        for name in sorted(grouped, key=str.casefold)
        for newer, row in enumerate(sorted(grouped[name], key=lambda row: str(row["period"]), reverse=True))
        if whole or newer == 0
    ]
    units = {row["unit"] for row in body}
    unit = units.pop() or "" if len(units) == 1 else ""
    headline = Headline(body[0]["value"], unit) if len(grouped) == 1 else Headline(len(grouped), "series")
    notes = [Note("first_figures_only", {"shown": MOST, "figures": len(body)})] if len(body) > MOST else []
    return Result(
        headline=headline, columns=_columns(unit), rows=tuple(body[:MOST]), n=rows.num_rows,
        notes=tuple(notes),
    )  # fmt: skip


def _columns(unit: str) -> tuple[Column, ...]:
    return (
        Column("series", "group"), Column("period", "group"), Column("value", "measure", unit),
        Column("unit", "text"), Column("newer", "count", "figures"), Column("publisher", "text"),
        Column("published", "text"), Column("url", "text"),
    )  # fmt: skip


def _row(row: Mapping[str, Any], newer: int) -> dict[str, Any]:
    told = {name: row[name] for name in ("series", "period", "unit", "publisher", "published", "url")}
    return {**told, "value": tidy(row["value"]), "newer": newer}
