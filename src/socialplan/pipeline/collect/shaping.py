"""Turns the rows of a sheet into rows of a table, as one block of a mapping says."""

from collections.abc import Mapping as MappingOf
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

    `bad` is the place in `problems` of the first thing wrong in the row, or NULL. Where one row gave several
    (a figure each), `single` are the rows before that, with the same key but for the name of the figure.
    """

    table: str
    sheet: Sheet
    block: Block
    rows: ir.Table
    problems: tuple[Problem, ...]
    single: ir.Table | None = None


@dataclass(frozen=True)
class Draft:
    """What a block makes of the rows of a sheet, as columns of them; `kept` says which rows."""

    sheet: Sheet
    block: Block
    columns: MappingOf[str, ir.Value]
    kept: tuple[ir.BooleanValue, ...]
    problems: tuple[Problem, ...]

    def of(self, rows: ir.Table) -> Shaped:
        """The block, where these are its rows."""
        table = self.block.table
        if table != "metrics":
            return Shaped(table, self.sheet, self.block, rows, self.problems)
        return Shaped(table, self.sheet, self.block, _long(rows, self.block), self.problems, rows)


def shape(sheet: Sheet, block: Block, mapping: Mapping, *, anchor: Block | None) -> Shaped:
    """The rows `block` makes of `sheet`; `anchor` is the block that makes the posts of the same file."""
    made = draft(sheet, block, mapping, anchor=anchor)
    rows = sheet.rows.filter(*made.kept) if made.kept else sheet.rows
    return made.of(rows.select(**made.columns))


def draft(sheet: Sheet, block: Block, mapping: Mapping, *, anchor: Block | None) -> Draft:
    """The columns `block` makes of `sheet`."""
    shaper = Shaper(sheet, block, mapping, anchor)
    for name, reading in block.fields.items():
        shaper.columns[fields.COLUMN_OF.get(name, name)] = shaper.value(name, reading)
    defaults.fill(shaper)
    _require_keys(shaper)
    conflict = block.on_conflict or (anchor.on_conflict if anchor else None) or Conflict()
    wheres = [where for where in (mapping.where, block.where) if where]
    kept = tuple(texts.condition(sheet, where) for where in wheres)
    return Draft(sheet, block, _columns(shaper, conflict), kept, tuple(shaper.problems))


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


def _columns(shaper: Shaper, conflict: Conflict) -> dict[str, ir.Value]:
    sheet, table = shaper.sheet, TABLES[shaper.block.table]
    types = ibis.Schema.from_pyarrow(table.schema)
    columns: dict[str, ir.Value] = {"file": sheet.rows.file, "line": sheet.rows.line}
    for name, kind in types.items():
        if name not in ("workspace", "batch", "line"):
            given = shaper.columns.get(name)
            columns[name] = ibis.null(kind) if given is None else given.cast(kind)
    columns["network"] = shaper.network
    for name in ("parent_of", "handle", *(name for name in shaper.columns if name.startswith("figure"))):
        if name in shaper.columns:
            columns[name] = shaper.columns[name]
    return columns | _flags(shaper.problems) | weight(sheet, conflict)


def _long(rows: ir.Table, block: Block) -> ir.Table:
    """One row per metric that is known; a row with something wrong in it stays until it is reported."""
    called = rows.figure_called if "figure_called" in rows.columns else None
    figures = []
    for name, native in defaults.native_names(block).items():
        value, known_as = rows[f"figure_{name}"], native if called is None else called
        figures.append(ibis.struct({"name": name, "native_name": known_as, "value": value}))
    made = [name for name in rows.columns if name.startswith("figure")]
    single = rows.mutate(entry=ibis.array(figures).unnest()).drop(*made)
    entry = single.entry
    long = single.mutate(name=entry["name"], native_name=entry["native_name"], value=entry["value"])
    return long.drop("entry").filter(long.value.notnull() | long.bad.notnull())


def _flags(problems: list[Problem]) -> dict[str, ir.Value]:
    if not problems:
        return {"bad": ibis.null("int8")}
    found = [(problem.found.fill_null(False), place) for place, problem in enumerate(problems)]
    return {"bad": ibis.cases(*found, else_=ibis.null("int8")).cast("int8")}
