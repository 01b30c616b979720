"""Writes records of text cells to a Parquet file: `line`, c0, c1 ..., in groups of limited size."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from .errors import BadImport
from .limits import Limits

GROUP_ROWS = 20_000
GROUP_CHARACTERS = 4 * 2**20

Records = Iterator[tuple[int, list[str]]]


def schema(columns: int) -> pa.Schema:
    return pa.schema([("line", pa.int64()), *((f"c{place}", pa.string()) for place in range(columns))])


def write_rows(
    rows: Records, columns: tuple[str, ...], target: Path, *, file: str, limits: Limits
) -> int:
    """How many rows went to `target`. Raises BadImport for one of another width."""
    width, count = len(columns), 0
    group: list[list[str]] = []
    numbers: list[int] = []
    characters = 0
    with pq.ParquetWriter(target, schema(width), compression="lz4") as writer:
        for line, row in islice(rows, limits.first):
            if len(row) != width:
                raise BadImport("columns", file, line, found=len(row), expected=width)
            group.append(row)
            numbers.append(line)
            characters += sum(map(len, row))
            if len(group) >= GROUP_ROWS or characters > GROUP_CHARACTERS:
                writer.write_batch(_batch(group, numbers, width))
                count += len(group)
                group, numbers, characters = [], [], 0
                if count > limits.rows:
                    raise BadImport("too_many_rows", file, line, limit=limits.rows)
        if group:
            writer.write_batch(_batch(group, numbers, width))
    if not count + len(group):
        raise BadImport("no_rows", file)
    return count + len(group)


def _batch(group: list[list[str]], numbers: list[int], width: int) -> pa.RecordBatch:
    columns = [pa.array(column, pa.string()) for column in zip(*group, strict=True)]
    return pa.record_batch([pa.array(numbers, pa.int64()), *columns], schema=schema(width))
