"""Writes records of text cells to a Parquet file: `line`, c0, c1 ..., in groups of limited size."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from .errors import BadImport
from .limits import Limits
from .wide import FOLDED, Fold

GROUP_ROWS = 20_000
GROUP_CHARACTERS = 4 * 2**20

Records = Iterator[tuple[int, list[str]]]


def schema(columns: int, *more: str) -> pa.Schema:
    cells = (*(f"c{place}" for place in range(columns)), *more)
    return pa.schema([("line", pa.int64()), *((name, pa.string()) for name in cells)])


def write_rows(
    rows: Records, columns: tuple[str, ...], target: Path, *, file: str, limits: Limits,
    fold: Fold | None = None,
) -> int:  # fmt: skip
    """How many rows went to `target`, folded if asked. Raises BadImport for one of another width."""
    width, count = len(columns), 0
    shape = schema(len(fold.columns), *FOLDED) if fold else schema(width)
    group: list[Sequence[str | None]] = []
    numbers: list[int] = []
    characters = 0
    with pq.ParquetWriter(target, shape, compression="lz4") as writer:
        for line, row in islice(filled(rows), limits.first):
            if len(row) != width:
                row = _fitted(row, columns, file=file, line=line)
            group.append(fold(row) if fold else row)
            numbers.append(line)
            characters += sum(map(len, row))
            if len(group) >= GROUP_ROWS or characters > GROUP_CHARACTERS:
                writer.write_batch(_batch(group, numbers, shape))
                count += len(group)
                group, numbers, characters = [], [], 0
                if count > limits.rows:
                    raise BadImport("too_many_rows", file, line, limit=limits.rows)
        if group:
            writer.write_batch(_batch(group, numbers, shape))
    if not count + len(group):
        raise BadImport("no_rows", file)
    return count + len(group)


def filled(rows: Records) -> Records:
    """Without rows in which nothing stands: spreadsheets keep them as separators alone."""
    return ((line, row) for line, row in rows if any(map(str.strip, row)))


def _fitted(row: list[str], columns: tuple[str, ...], *, file: str, line: int) -> list[str]:
    """The row as wide as the header: only cells without a value or without a name are too many or missing."""
    width, found = len(columns), len(row)
    missing = columns[found:]
    if any(row[width:]) or any(name != f"column {place}" for place, name in enumerate(missing, found + 1)):
        raise BadImport("columns", file, line, found=found, expected=width)
    return [*row[:width], *[""] * len(missing)]


def _batch(group: list[Sequence[str | None]], numbers: list[int], shape: pa.Schema) -> pa.RecordBatch:
    columns = [pa.array(column, pa.string()) for column in zip(*group, strict=True)]
    return pa.record_batch([pa.array(numbers, pa.int64()), *columns], schema=shape)
