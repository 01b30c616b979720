"""Stages the files that are no plain tables: the reader of their format gives the rows."""

import csv
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from ...networks.base import BadContent, Cells, FileFormat
from .errors import BadImport
from .limits import Limits
from .reading import Look, StagedFile
from .rows_out import Records, write_rows
from .sources import FileSource

# What readers stumble over in a file that is damaged or of another kind.
STUMBLES = (
    csv.Error, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, EOFError,
)  # fmt: skip


def stage_records(
    path: Path, known: FileFormat, *, folder: Path, limits: Limits, watch: Callable[[int], None] | None
) -> StagedFile:
    """The rows of a file by the reader of its format, under the canonical names. Raises BadImport."""
    source = FileSource(path, limits, watch)
    columns = tuple(known.columns)
    target = folder / f"{path.name}.records.parquet"
    count = write_rows(_records(source, known), columns, target, file=path.name, limits=limits)
    sha, size = source.digest()
    return StagedFile(path.name, (str(target),), columns, count, sha, size, Look("export", False, ""))


def first_rows(path: Path, known: FileFormat, limits: Limits, most: int) -> list[tuple[int, list[str]]]:
    """The first records, reading no more than needed."""
    return list(islice(_records(FileSource(path, limits), known), most))


def _records(source: FileSource, known: FileFormat) -> Records:
    assert known.rows is not None
    names = tuple(known.columns)
    try:
        for line, cells in known.rows(source):
            yield line, [_text(cells, name, limit=source.limits.field, at=line) for name in names]
    except BadContent as error:
        raise BadImport(error.code, source.name, error.line, **error.values) from error
    except STUMBLES as error:
        why = str(error).split("\n")[0][:200] or type(error).__name__
        raise BadImport("export", source.name, kind=known.label, why=why) from error


def _text(cells: Cells, name: str, *, limit: int, at: int) -> str:
    value = cells.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else str(value)
    if len(value) > limit:
        raise BadContent("too_long", at, limit=limit)
    if "\0" in value:
        raise BadContent("nul", at)
    return value.encode("utf-8", "replace").decode() if not value.isascii() else value
