"""Turns the rows of a sheet into rows of a table, as one block of a mapping says."""

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from ...records import TABLES
from . import defaults, fields, texts
from .columns import matches
from .duplicates import weight
from .grammar import Block, Conflict, Mapping
from .numbers import Problem
from .shaper import Shaper
from .sheets import Sheet

SPOILED = r"^\d[.,]\d+[eE]\+\d+$"  # what spreadsheets make of a long number: many ids become one


@dataclass(frozen=True)
class Shaped:
    """Rows with `file`, `line`, the table's own columns (names where keys will stand) and `bad`.

    `bad` is the place in `problems` of the first thing wrong in the row, or NULL.
    """

    table: str
    sheet: Sheet
    block: Block
    rows: ir.Table
    problems: tuple[Problem, ...]


def shape(sheet: Sheet, block: Block, mapping: Mapping, *, anchor: Block | None) -> Shaped:
    """The rows `block` makes of `sheet`; `anchor` is the block that makes the posts of the same file."""
    shaper = Shaper(sheet, block, mapping, anchor)
    for name, reading in block.fields.items():
        shaper.columns[fields.COLUMN_OF.get(name, name)] = shaper.value(name, reading)
    defaults.fill(shaper)
    _require_keys(shaper)
    conflict = block.on_conflict or (anchor.on_conflict if anchor else None) or Conflict()
    rows = _select(shaper, conflict)
    if block.table == "metrics":
        rows = _long(rows)
    return Shaped(block.table, sheet, block, rows, tuple(shaper.problems))


def _require_keys(shaper: Shaper) -> None:
    """The network, and an id that the mapping names, must be there in every row."""
    if shaper.mapping.network.const is None:
        shaper.problems.append(Problem("no_key", "network", shaper.network.isnull(), ibis.literal("")))
    name = fields.ID_OF.get(shaper.block.table)
    if shaper.block.table in ("metrics", "labels"):
        name = "subject_id"
    if name and name in shaper.columns:
        value = shaper.columns[name]
        shaper.problems.append(Problem("no_key", name, value.isnull(), ibis.literal("")))
        reading = shaper.block.fields.get(name)
        if reading is not None and not reading.hash:
            shaper.problems.append(Problem("spoiled", name, matches(value, SPOILED), value))


def _select(shaper: Shaper, conflict: Conflict) -> ir.Table:
    sheet, table = shaper.sheet, TABLES[shaper.block.table]
    rows = sheet.rows
    types = ibis.Schema.from_pyarrow(table.schema)
    columns: dict[str, ir.Value] = {"file": rows.file, "line": rows.line}
    for name, kind in types.items():
        if name not in ("workspace", "batch", "line"):
            given = shaper.columns.get(name)
            columns[name] = ibis.null(kind) if given is None else given.cast(kind)
    columns["network"] = shaper.network
    for name in ("parent_of", "entries", "handle"):
        if name in shaper.columns:
            columns[name] = shaper.columns[name]
    columns |= _flags(shaper.problems) | weight(sheet, conflict)
    kept = [texts.condition(sheet, where) for where in (shaper.mapping.where, shaper.block.where) if where]
    return rows.filter(*kept).select(**columns) if kept else rows.select(**columns)


def _long(rows: ir.Table) -> ir.Table:
    """One row per metric that is known; a row with something wrong in it stays until it is reported."""
    single = rows.mutate(entry=rows.entries.unnest()).drop("entries")
    entry = single.entry
    long = single.mutate(name=entry["name"], native_name=entry["native_name"], value=entry["value"])
    return long.drop("entry").filter(long.value.notnull() | long.bad.notnull())


def _flags(problems: list[Problem]) -> dict[str, ir.Value]:
    if not problems:
        return {"bad": ibis.null("int8")}
    found = [(problem.found.fill_null(False), place) for place, problem in enumerate(problems)]
    return {"bad": ibis.cases(*found, else_=ibis.null("int8")).cast("int8")}
