"""The staged rows of one named file of a mapping, and where its columns stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import ibis
import ibis.expr.types as ir

from ...store.engines import Engine
from .errors import BadImport, listed
from .reading import ReadSettings, StagedFile
from .rows_out import schema

REST = "rest"  # JSON of what stands in no column, for files that are JSON or very wide
HASH = "hash"  # of the whole row, for files that are very wide


@dataclass(frozen=True)
class Sheet:
    """`rows` has `file` (its number among all files), `line` and text columns.

    `names` leads from the header to the column.
    """

    name: str
    files: tuple[StagedFile, ...]
    names: Mapping[str, str]
    rows: ir.Table
    settings: ReadSettings
    aliases: Mapping[tuple[str, str], str]  # (other file, its column) -> column joined to `rows`
    start: int = 0  # number of the first file
    many: bool = False  # rows: it pays to recognise the usual forms of cells first

    def file(self, number: int) -> str:
        return self.files[number - self.start].file

    def column(self, name: str) -> str:
        """Where a column of the header stands. Raises BadImport naming the columns there are."""
        if name in self.names:
            return self.names[name]
        raise BadImport("unknown_column", self.files[0].file, column=name, present=listed(self.names))

    def joined(self, rows: ir.Table, aliases: Mapping[tuple[str, str], str]) -> "Sheet":
        return replace(self, rows=rows, aliases=aliases)

    @property
    def has_rest(self) -> bool:
        return any(file.rest for file in self.files)

    @property
    def from_sheet(self) -> bool:
        return any(file.look.kind in ("xlsx", "xls") for file in self.files)


def open_sheet(
    engine: Engine, name: str, files: Sequence[StagedFile], settings: ReadSettings, *, start: int
) -> Sheet:
    """Files of one name under each other; a column that one of them lacks is blank there.

    `start` is the number of the first of these files among all that are imported.
    """
    headers = dict.fromkeys(column for file in files for column in file.columns)
    names = {header: f"c{place}" for place, header in enumerate(headers)}
    parts = []
    for number, file in enumerate(files, start=start):
        shape = schema(len(file.columns), *([REST] * file.rest), *([HASH] * file.hashed))
        rows = engine.read([Path(path) for path in file.paths], shape)
        own = {header: rows[f"c{place}"] for place, header in enumerate(file.columns)}
        columns = {names[header]: own.get(header, ibis.null("string")) for header in headers}
        columns[REST] = rows.rest if file.rest else ibis.null("string")
        if any(one.hashed for one in files):
            columns[HASH] = rows.hash if file.hashed else ibis.null("string")
        parts.append(rows.select(file=ibis.literal(number, "int32"), line=rows.line, **columns))
    rows = parts[0] if len(parts) == 1 else ibis.union(*parts)
    return Sheet(name, tuple(files), names, rows, settings, {}, start)
