"""What a table gets by itself where the mapping says nothing: ids, roles, tags, mentions, links, extra."""

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from . import fields, lists, numbers, texts
from .extra import extra
from .grammar import Block, Reading
from .row_ids import ROW_ID
from .shaper import Shaper
from .used import mapped_columns

LIST = dt.Array(dt.string)


def fill(shaper: Shaper) -> None:
    """Complete `shaper.columns` for its table."""
    makers = {
        "posts": posts,
        "interactions": interactions,
        "metrics": metrics,
        "labels": labels,
        "people": people,
        "efforts": efforts,
    }
    name = fields.ID_OF.get(shaper.block.table)
    if name and name not in shaper.columns and name != "interaction_id":
        shaper.columns[name] = shaper.sheet.rows[ROW_ID]
    if shaper.block.table in makers:
        makers[shaper.block.table](shaper)


def posts(shaper: Shaper) -> None:
    columns, off = shaper.columns, shaper.block.off
    text = columns.get("text", ibis.null("string"))
    parent = columns.get("parent_id", ibis.null("string"))
    if "role" not in columns:
        columns["role"] = ibis.ifelse(parent.isnull(), "post", "reply")
    kind = shaper.block.fields.get("kind")
    if "native_kind" not in columns and kind is not None and kind.column is not None:
        columns["native_kind"] = texts.text(
            shaper.sheet, Reading(column=kind.column, of=kind.of, match=kind.match)
        )
    columns.setdefault("kind", ibis.literal("text"))
    if "hashtags" not in columns:
        columns["hashtags"] = _found(lists.hashtags(text), off, "hashtags")
    if "mentions" not in columns:
        columns["mentions"] = _found(lists.mentions(text, shaper.network), off, "mentions")
    if "links" not in columns:
        columns["links"] = lists.links(_found(lists.addresses(text), off, "links"))
    if "extra" not in off:
        blocks = [block for block in shaper.mapping.blocks if block.file == shaper.block.file]
        columns["extra"] = extra(shaper.sheet, mapped_columns(blocks))


def _found(value: ir.ArrayValue, off: frozenset[str], name: str) -> ir.ArrayValue:
    nothing = ibis.literal([], type=LIST)
    return nothing if name in off else value.fill_null(nothing)


def interactions(shaper: Shaper) -> None:
    """A repost typed as text is an interaction of the row's own author at the row's own time."""
    columns, anchor = shaper.columns, shaper.anchor
    if anchor is not None and "occurred_at" not in columns and "created_at" in anchor.fields:
        columns["occurred_at"] = shaper.value("occurred_at", anchor.fields["created_at"])
    if anchor is not None and "actor_key" not in columns:
        writers = [anchor.fields[name] for name in ("account_id", "person") if name in anchor.fields]
        sheet = shaper.sheet
        names = [lists.handle(texts.text(sheet, reading), many=sheet.many) for reading in writers]
        columns["actor_key"] = ibis.coalesce(*names) if names else ibis.null("string")
    if "post_id" not in columns and anchor is not None:
        columns["post_id"] = shaper.own_id()
    if "interaction_id" not in columns:
        target = columns.get("target_key", ibis.null("string")).fill_null("").lower()
        columns["interaction_id"] = shaper.own_id() + ":" + columns["kind"].fill_null("") + ":" + target


def metrics(shaper: Shaper) -> None:
    """A column per figure; they become rows of their own later."""
    columns = shaper.columns
    columns.setdefault("subject", ibis.literal("post"))
    columns.setdefault("aggregation", ibis.literal("total"))
    if "subject_id" not in columns:
        columns["subject_id"] = shaper.own_id()
    if "native_name" in columns:  # a column that says what the figure is called there
        columns["figure_called"] = columns.pop("native_name")
    for name, reading in shaper.block.values.items():
        typed = numbers.number(shaper.sheet, reading, field=name)
        shaper.problems += typed.problems
        columns[f"figure_{name}"] = typed.value


def native_names(block: Block) -> dict[str, str]:
    """What the columns of the figures are called."""
    return {
        name: "+".join(part.column or "" for part in (reading.sum or (reading,)))
        for name, reading in block.values.items()
    }


def efforts(shaper: Shaper) -> None:
    """What an effort is told apart by, as a list of names and values."""
    dims = [
        ibis.struct({"name": name, "value": texts.text(shaper.sheet, reading)})
        for name, reading in shaper.block.dims.items()
    ]
    if dims:
        shaper.columns["dims"] = ibis.array(dims).filter(lambda dim: dim["value"].notnull())


def labels(shaper: Shaper) -> None:
    if "subject_id" not in shaper.columns:
        shaper.columns["subject_id"] = shaper.own_id()


def people(shaper: Shaper) -> None:
    shaper.columns.setdefault("handle", ibis.null("string"))
