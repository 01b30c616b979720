"""Tables as files for others: CSV as a spreadsheet in the reader's language opens it, CSV for data, Excel,
JSON lines, Parquet. Rows come in pieces, so that a large table never stands in memory.

Text that a spreadsheet would run as a formula gets an apostrophe before it in CSV and Excel (rules.md 18);
JSON lines and Parquet hold it as it is.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    import pyarrow as pa

FORMULA = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 1 << 16
AT_ONCE = 2048  # rows
SHEET_ROWS = 1_048_576  # what one sheet of Excel holds, the header included
CELL = 32_767  # characters in a cell of Excel


@dataclass(frozen=True)
class Format:
    """A kind of file: what its name ends with and what a browser is told."""

    name: str
    ending: str
    content_type: str


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("sheet", "csv", "text/csv; charset=utf-8"),
        Format("csv", "csv", "text/csv; charset=utf-8"),
        Format("xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        Format("jsonl", "jsonl", "application/x-ndjson"),
        Format("parquet", "parquet", "application/vnd.apache.parquet"),
    )
}


@dataclass(frozen=True)
class Notation:
    """How cells are written. Times are naive UTC in the rows; a row whose precision is "day" has a date."""

    language: str = "en"
    zone: str = "UTC"

    @property
    def dutch(self) -> bool:
        return self.language.startswith("nl")


def written(
    format: str, columns: Sequence[str], pieces: "Iterable[pa.RecordBatch]", *, notation: Notation,
    folder: Path, titles: Sequence[str] | None = None,
) -> Iterator[bytes]:  # fmt: skip
    """The file, piece by piece. `folder` takes the temporary file of formats that are written as a whole;
    `titles` stand above the columns in a spreadsheet, else their names do."""
    heads = list(titles or columns)
    if format == "parquet":
        return _whole(folder, lambda path: _parquet(path, pieces))
    if format == "xlsx":
        return _whole(folder, lambda path: _xlsx(path, columns, pieces, notation=notation, heads=heads))
    rows = _rows(pieces)
    if format == "jsonl":
        return (_json(row) for row in rows)
    if format == "csv":
        return _csv(columns, rows, _data_cell, heads=columns)
    sheet = partial(_sheet_cell, notation=notation)
    return _csv(columns, rows, sheet, heads=heads, delimiter=";" if notation.dutch else ",", mark="\ufeff")


def harmless(text: str) -> str:
    """A text a spreadsheet does not take for a formula. One that looks so escaped gets another apostrophe."""
    return "'" + text if text.lstrip("'").startswith(FORMULA) else text


def _rows(pieces: "Iterable[pa.RecordBatch]") -> Iterator[dict[str, Any]]:
    """A few at a time: rows as Python values take many times their room in a column."""
    for piece in pieces:
        for start in range(0, piece.num_rows, AT_ONCE):
            yield from piece.slice(start, AT_ONCE).to_pylist()


def _csv(
    columns: Sequence[str], rows: Iterable[dict[str, Any]], cell: Callable[[Any, dict[str, Any]], str], *,
    heads: Sequence[str], delimiter: str = ",", mark: str = "",
) -> Iterator[bytes]:  # fmt: skip
    """`mark` is the byte order mark without which Excel reads the file as Windows-1252."""
    out = io.StringIO()
    out.write(mark)
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([cell(row.get(name), row) for name in columns])
        if out.tell() > CHUNK:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    text = out.getvalue().encode()
    out.seek(0)
    out.truncate()
    return text


def _data_cell(value: Any, row: dict[str, Any]) -> str:
    """Lists are JSON: names and texts in them may hold spaces."""
    if isinstance(value, datetime):
        return _iso(value, row)
    if isinstance(value, list):
        return json.dumps([_word(one) for one in value], ensure_ascii=False) if value else ""
    return _text(value)


def _word(value: Any) -> Any:
    """An address for a link; anything else as it is."""
    return value["url"] if isinstance(value, dict) and "url" in value else value


def _sheet_cell(value: Any, row: dict[str, Any], *, notation: Notation) -> str:
    if isinstance(value, datetime):
        local = _local(value, row, notation)
        day = "%d-%m-%Y" if notation.dutch else "%Y-%m-%d"
        return local.strftime(day if _only_day(row) else f"{day} %H:%M:%S")
    text = _text(value)
    return text.replace(".", ",") if notation.dutch and isinstance(value, float | Decimal) else text


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, list):
        return harmless(_listed(value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def _listed(values: list[Any]) -> str:
    """Words and addresses with spaces between; what cannot be told apart so as JSON."""
    words = [value.get("url") if isinstance(value, dict) else value for value in values]
    if all(isinstance(word, str) and word and " " not in word for word in words):
        return " ".join(map(str, words))
    return json.dumps(values, ensure_ascii=False)


def _json(row: dict[str, Any]) -> bytes:
    plain = {name: _plain(value, row) for name, value in row.items()}
    return json.dumps(plain, ensure_ascii=False).encode() + b"\n"


def _plain(value: Any, row: dict[str, Any]) -> Any:
    if isinstance(value, datetime):
        return _iso(value, row)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _only_day(row: dict[str, Any]) -> bool:
    return row.get("precision") == "day"


def _iso(moment: datetime, row: dict[str, Any]) -> str:
    if _only_day(row):
        return moment.date().isoformat()
    minutes = row.get("precision") == "minute" and not (moment.second or moment.microsecond)
    return moment.isoformat(timespec="minutes" if minutes else "auto") + "Z"


def _local(moment: datetime, row: dict[str, Any], notation: Notation) -> datetime:
    """Wall time in the zone; a day stays that day everywhere."""
    if _only_day(row):
        return moment
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(notation.zone)).replace(tzinfo=None)


def _whole(folder: Path, write: Callable[[Path], None]) -> Iterator[bytes]:
    path = folder / f"out-{uuid4().hex}"
    try:
        write(path)
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    finally:
        path.unlink(missing_ok=True)


def _parquet(path: Path, pieces: "Iterable[pa.RecordBatch]") -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    writer = None
    try:
        for piece in pieces:
            writer = writer or pq.ParquetWriter(path, piece.schema, compression="zstd")
            writer.write_batch(piece)
        if writer is None:
            pq.write_table(pa.table({}), path)
    finally:
        if writer is not None:
            writer.close()


def _xlsx(
    path: Path, columns: Sequence[str], pieces: "Iterable[pa.RecordBatch]", *, notation: Notation,
    heads: Sequence[str],
) -> None:  # fmt: skip
    """Typed cells; a table longer than a sheet goes on in the next."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet, left = None, 0
    for row in _rows(pieces):
        if sheet is None or left == 0:
            sheet, left = book.create_sheet(), SHEET_ROWS - 1
            sheet.append(list(heads))
        sheet.append([_excel_cell(row.get(name), row, notation) for name in columns])
        left -= 1
    if sheet is None:
        book.create_sheet().append(list(heads))
    book.save(path)


def _excel_cell(value: Any, row: dict[str, Any], notation: Notation) -> Any:
    if isinstance(value, datetime):
        local = _local(value, row, notation)
        return local.date() if _only_day(row) else local
    if value is None or isinstance(value, bool | int | float | Decimal | date):
        return value
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return ILLEGAL_CHARACTERS_RE.sub("", _text(value))[:CELL]
