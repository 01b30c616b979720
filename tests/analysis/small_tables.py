"""Small tables drawn in text: read as typed tables of the vocabulary, and results drawn the same way."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlparse

import ibis
import pyarrow as pa

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import Params, Result
from socialplan.records import TABLES
from socialplan.store.engines import duck

DEFAULTS = {"network": "net", "workspace": 1, "batch": 1}


def cells(drawn: str) -> list[dict[str, str]]:
    """The rows of a drawn table: cells between bars, the first line names the columns."""
    lines = [line.strip().strip("|") for line in drawn.strip().splitlines() if line.strip().strip("|-+ ")]
    names, *rows = ([cell.strip() for cell in line.split("|")] for line in lines)
    return [dict(zip(names, row, strict=True)) for row in rows]


def table(name: str, drawn: str = "") -> ibis.Table:
    """A table of the vocabulary. A dash is NULL; a date alone is a day, every other time is to the second."""
    rows = [_row(name, number, cell) for number, cell in enumerate(cells(drawn) if drawn else [], 1)]
    return ibis.memtable(pa.Table.from_pylist(rows, schema=TABLES[name].schema))


ASKED = ("posts", "interactions", "accounts", "metrics", "visits", "conversions", "efforts", "facts",
         "coverage")


def tables(**drawn: str) -> dict[str, ibis.Table]:
    known = {name: table(name, drawn.get(name, "")) for name in ASKED}
    return {**known, "labels": labels_read(drawn.get("labels", ""))}


def labels_read(drawn: str = "") -> ibis.Table:
    """Labels as an analysis gets them: what a model said, a person corrected, a file has."""
    rows = [_reading(cell) for cell in cells(drawn)] if drawn else []
    return ibis.memtable(pa.Table.from_pylist(rows, schema=READINGS))


def _reading(cell: Mapping[str, str]) -> dict[str, Any]:
    given = {name: None if text == "-" else text for name, text in cell.items()}
    label = given.get("person_label") or given.get("label")
    return {
        "network": DEFAULTS["network"], "subject_id": given["post_id"], "reads": given["reads"],
        "label": label, "model_label": given.get("label"), "file_label": given.get("file_label"),
        "by_person": bool(given.get("person_label")), "read": bool(given.get("label")), "batch": 1,
    }  # fmt: skip


READINGS = pa.schema(
    {
        **dict.fromkeys(("network", "subject_id", "reads", "label"), pa.string()),
        "score": pa.float64(), "confidence": pa.float64(), "language": pa.string(),
        "evidence": pa.list_(pa.string()), "by_person": pa.bool_(), "model_label": pa.string(),
        "file_label": pa.string(), "read": pa.bool_(), "batch": pa.int64(),
    }
)  # fmt: skip


def _row(name: str, number: int, cell: Mapping[str, str]) -> dict[str, Any]:
    schema, row = TABLES[name].schema, dict(DEFAULTS)
    for column, text in cell.items():
        row[column] = None if text in ("", "-") else _value(schema.field(column).type, text)
    for moment in ("created_at", "occurred_at", "started_at", "period_start"):
        if moment in cell and "precision" in schema.names:
            row.setdefault("precision", "day" if len(cell[moment]) == 10 else "second")
    row.setdefault("line", number)
    for key in TABLES[name].key:
        row.setdefault(key, f"{name}{number}" if pa.types.is_string(schema.field(key).type) else None)
    return row


def _value(kind: pa.DataType, text: str) -> Any:
    if pa.types.is_timestamp(kind):
        return datetime.fromisoformat(text)
    if pa.types.is_integer(kind):
        return int(text)
    if pa.types.is_floating(kind):
        return float(text)
    if pa.types.is_decimal(kind):
        return Decimal(text)
    if pa.types.is_list(kind):
        return [_member(kind.value_type, word) for word in text.split()]
    return text


def _member(kind: pa.DataType, word: str) -> Any:
    """A word of a list; a dimension is drawn as name=value, a link as its address."""
    if not pa.types.is_struct(kind):
        return word
    if kind.field(0).name == "url":
        return {"url": word, "domain": urlparse(word).netloc or None, "utm": None}
    name, value = word.split("=")
    return {"name": name, "value": value}


def answer(name: str, given: Mapping[str, ibis.Table], **asked: Any) -> Result:
    """The result of an analysis on small tables, run as it always is."""
    entry = ANALYSES[name]
    options = {option.name: asked.pop(option.name, option.default) for option in entry.options}
    params = Params(**{"by": entry.default_by, **asked}, options=options)
    module = entry.load()
    return module.conclude(duck(threads=1).arrow(module.gather(given, params)), params)


def drawn(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> list[dict[str, str]]:
    """Rows as the text of their cells, to be compared with a drawn table."""
    return [{name: _text(row[name]) for name in columns} for row in rows]


def _text(value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def assert_rows(result: Result, expected: str) -> None:
    """The result has exactly these rows, in this order, in the columns drawn."""
    wanted = cells(expected)
    assert drawn(result.rows, list(wanted[0])) == wanted
