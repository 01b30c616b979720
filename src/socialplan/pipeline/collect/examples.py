"""One example of each reading: what stands in the file, and what it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from . import fields
from .grammar import Reading
from .shaping import Shaped
from .used import inside
from .workbench import Workbench

LOOKED_AT = 500


@dataclass(frozen=True)
class Example:
    """`field` is table.name; `kind` what is read (time, number, list, account, text ...)."""

    field: str
    kind: str
    column: str
    raw: str
    read: str
    line: int


def examples(bench: Workbench, shaped: Sequence[Shaped]) -> tuple[Example, ...]:
    """From the first rows of each block; a field without any value in them has no example."""
    found: list[Example] = []
    for part in shaped:
        first = part.rows.order_by("file", "line").limit(LOOKED_AT * max(len(part.block.values), 1))
        rows = bench.engine.arrow(first).to_pylist()
        lines = {(row["file"], row["line"]) for row in rows}
        sheet = part.sheet.rows
        cells = bench.engine.arrow(sheet.order_by("file", "line").limit(LOOKED_AT)).to_pylist()
        raw = {(row["file"], row["line"]): row for row in cells if (row["file"], row["line"]) in lines}
        found += _of_fields(part, rows, raw)
        found += _of_metrics(part, rows, raw)
    return tuple(found)


def _of_fields(part: Shaped, rows: list[dict[str, Any]], raw: dict[Any, dict[str, Any]]) -> list[Example]:
    found = []
    for name, reading in part.block.fields.items():
        column = fields.COLUMN_OF.get(name, name)
        kind = fields.FIELDS[part.table][name]
        example = _first(
            part, rows, raw, column=column, reading=reading, label=f"{part.table}.{name}", kind=kind
        )
        found += [example] if example else []
    return found


def _of_metrics(part: Shaped, rows: list[dict[str, Any]], raw: dict[Any, dict[str, Any]]) -> list[Example]:
    found = []
    for name, reading in part.block.values.items():
        mine = [row for row in rows if row["name"] == name]
        example = _first(
            part, mine, raw, column="value", reading=reading, label=f"metrics.{name}", kind="number"
        )
        found += [example] if example else []
    return found


def _first(
    part: Shaped, rows: list[dict[str, Any]], raw: dict[Any, dict[str, Any]], *, column: str,
    reading: Reading, label: str, kind: str,
) -> Example | None:  # fmt: skip
    names = [one.column for one in inside(reading) if one.column is not None and one.of is None]
    for row in rows:
        cells = raw.get((row["file"], row["line"]))
        value = row.get(column)
        if cells is None or value is None or value == []:
            continue
        before = [cells[part.sheet.column(name)] or "" for name in names]
        if names and not any(before):
            continue
        shown = shorten(value, row.get("precision") if kind == fields.TIME else None)
        return Example(label, kind, " + ".join(names), " | ".join(before)[:200], shown, row["line"])
    return None


def shorten(value: Any, precision: str | None) -> str:
    if isinstance(value, datetime):
        form = {"day": "%Y-%m-%d", "minute": "%Y-%m-%d %H:%M UTC"}.get(
            precision or "", "%Y-%m-%d %H:%M:%S UTC"
        )
        return value.strftime(form)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, list):
        return ", ".join(item["url"] if isinstance(item, dict) else str(item) for item in value)[:200]
    return str(value)[:200]
