"""The first rows of a file, staged or not."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq

from . import encodings, rows_csv, rows_xls, rows_xlsx
from .json_arrays import first_items
from .known import reader_of
from .limits import Limits
from .lines import NotUtf8, text_lines
from .look import look
from .opening import Stream
from .reading import Look, ReadSettings, StagedFile
from .rows_out import filled
from .staging import head_and_rows, is_certain
from .staging_json import first_records
from .staging_records import first_rows

ROWS = 20
GUESSED_FROM = 500


@dataclass(frozen=True)
class Sample:
    """Column names and (line, cells) of the first rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str | None, ...]], ...]


def sample(file: StagedFile) -> Sample:
    """The first rows of a staged file."""
    source = pq.ParquetFile(file.paths[0])
    for batch in source.iter_batches(batch_size=ROWS):
        rows = batch.to_pydict()
        lines = rows.pop("line")
        rows.pop("rest", None)
        cells = zip(*rows.values(), strict=True)
        return Sample(file.columns, tuple(zip(lines, cells, strict=True)))
    return Sample(file.columns, ())


def head(path: Path, settings: ReadSettings, limits: Limits) -> Sample:
    """The first rows of a file, reading no more of it than needed. Raises BadImport."""
    if reader := reader_of(settings.format):
        return _pack(tuple(reader.columns), first_rows(path, reader, limits, GUESSED_FROM))
    found = look(path, settings, limits)
    stream = Stream(path, limits)
    try:
        if found.kind == "json":
            return _pack(*first_items(path, limits, GUESSED_FROM))
        if found.kind == "jsonl":
            return _pack(*first_records(stream, found, GUESSED_FROM))
        if found.kind in ("xlsx", "xls"):
            read = rows_xls.records if found.kind == "xls" else rows_xlsx.records
            rows = read(
                path, file=path.name, sheet=settings.sheet, decimal=settings.decimal, limits=limits,
                skip=settings.skip,
            )  # fmt: skip
        else:
            rows = _csv(stream, found, limits)
        columns, below = head_and_rows(rows, settings, file=path.name, limits=limits)
        width = len(columns)
        return _pack(columns, [(line, cells) for line, cells in _some(filled(below)) if len(cells) == width])
    except NotUtf8:  # within the very first rows
        return head(path, replace(settings, encoding=encodings.fallback(path, limits)), limits)
    finally:
        stream.close()


def _some(rows: Iterator[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    found: list[tuple[int, list[str]]] = []
    try:
        found.extend(islice(rows, GUESSED_FROM))
    except NotUtf8:
        return found
    return found


def _csv(stream: Stream, found: Look, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    lines = text_lines(stream, found.encoding, certain=is_certain(found))
    dialect = rows_csv.Dialect(found.delimiter or ",", found.quote)
    return rows_csv.records(lines, dialect, file=stream.path.name, limits=limits)


def _pack(columns: tuple[str, ...], rows: list[tuple[int, list[str]]]) -> Sample:
    return Sample(columns, tuple((line, tuple(cells)) for line, cells in rows))
