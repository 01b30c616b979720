"""Brings a file of any kind to one shape: text columns with line numbers, in a Parquet file on disk.

Memory does not grow with the file: rows go out in groups of limited size.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ...store.engines import Engine
from . import encodings, header, rows_csv, rows_xls, rows_xlsx
from .errors import BadImport
from .json_arrays import to_lines
from .known import reader_of
from .limits import Limits
from .lines import NotUtf8, text_lines
from .look import look
from .opening import Stream
from .reading import Look, ReadSettings, StagedFile
from .rows_out import Records, write_rows
from .staging_json import stage_json
from .staging_records import stage_records
from .wide import fold

Watch = Callable[[int], None]


@dataclass(frozen=True)
class Wanted:
    """What of a JSON record or a wide row becomes columns, and what of it is not kept in the rest as well."""

    columns: tuple[str, ...] = ()
    mapped: tuple[str, ...] = ()


def stage(
    path: Path, *, settings: ReadSettings, engine: Engine, folder: Path, limits: Limits,
    wanted: Wanted | None = None, watch: Watch | None = None,
) -> StagedFile:  # fmt: skip
    """Read `path` into `folder`; `watch` is told the packed bytes read so far. Raises BadImport."""
    if reader := reader_of(settings.format):
        return stage_records(path, reader, folder=folder, limits=limits, watch=watch)
    found = look(path, settings, limits)
    wanted = wanted or Wanted()
    if found.kind in ("json", "jsonl"):
        read = _stage_list if found.kind == "json" else stage_json
        return read(
            path, found, engine=engine, wanted=wanted.columns, kept=wanted.mapped, folder=folder,
            limits=limits, watch=watch,
        )  # fmt: skip
    desk = Desk(path, settings, folder, limits, wanted, watch)
    if found.kind in ("xlsx", "xls"):
        return _stage_xlsx(found, desk)
    try:
        return _stage_csv(found, desk)
    except NotUtf8:
        return _stage_csv(replace(found, encoding=encodings.fallback(path, limits)), desk)


@dataclass(frozen=True)
class Desk:
    """One table on its way to a Parquet file."""

    path: Path
    settings: ReadSettings
    folder: Path
    limits: Limits
    wanted: Wanted
    watch: Watch | None

    def written(self, raw: Records, found: Look, name: str, stream: Stream) -> StagedFile:
        """Head and rows, wide ones folded unless this is a first look at all there is."""
        columns, rows = head_and_rows(raw, self.settings, file=self.path.name, limits=self.limits)
        whole = self.limits.first is None
        folded = fold(columns, wanted=self.wanted.columns, mapped=self.wanted.mapped) if whole else None
        target = self.folder / f"{self.path.name}.{name}"
        count = write_rows(rows, columns, target, file=self.path.name, limits=self.limits, fold=folded)
        stood = folded.columns if folded else columns
        return StagedFile(
            self.path.name, (str(target),), stood, count, stream.sha256, stream.size, found,
            rest=folded is not None, hashed=folded is not None, seen=columns if folded else (),
        )  # fmt: skip


def _stage_list(
    path: Path, found: Look, *, folder: Path, limits: Limits, watch: Watch | None, **more: Any
) -> StagedFile:
    """One list of objects: as if every object stood on a line of its own."""
    lines = folder / "list.jsonl"
    sha, size = to_lines(path, lines, limits, watch)
    plain = Look("jsonl", False, "utf-8")
    try:
        staged = stage_json(lines, plain, folder=folder, limits=limits, watch=None, **more)
    except BadImport as error:
        raise BadImport(error.code, path.name, error.line, **error.values) from error
    lines.unlink()
    return replace(staged, file=path.name, sha256=sha, bytes=size, look=found)


def is_certain(found: Look) -> bool:
    return "encoding" not in found.guessed or found.encoding == encodings.FALLBACK


def _stage_csv(found: Look, desk: Desk) -> StagedFile:
    file, limits = desk.path.name, desk.limits
    stream = Stream(desk.path, limits, desk.watch)
    try:
        lines = text_lines(stream, found.encoding, certain=is_certain(found))
        dialect = rows_csv.Dialect(found.delimiter or ",", found.quote)
        rows = rows_csv.records(lines, dialect, file=file, limits=limits)
        staged = desk.written(rows, found, f"{found.encoding}.parquet", stream)
    finally:
        stream.close()
    return replace(staged, sha256=stream.sha256, bytes=stream.size)


def _stage_xlsx(found: Look, desk: Desk) -> StagedFile:
    """A packed spreadsheet is unpacked to disk first: it is read in jumps."""
    stream, plain = Stream(desk.path, desk.limits, desk.watch), desk.folder / "plain.xlsx"
    try:
        with plain.open("wb") as file:
            while block := stream.read():
                file.write(block)
    finally:
        stream.close()
    read = rows_xls.records if found.kind == "xls" else rows_xlsx.records
    settings = desk.settings
    raw = read(
        plain,
        file=desk.path.name,
        sheet=settings.sheet,
        decimal=settings.decimal,
        limits=desk.limits,
        skip=settings.skip,
    )
    staged = desk.written(raw, found, "parquet", stream)
    heads = rows_xls.sheet_heads if found.kind == "xls" else rows_xlsx.sheet_heads
    filled = [title for title, rows in heads(plain, desk.limits, 1) if rows]
    chosen = settings.sheet or filled[0]
    plain.unlink()
    return replace(staged, unread=tuple(title for title in filled if title != chosen))


def head_and_rows(
    rows: Records, settings: ReadSettings, *, file: str, limits: Limits
) -> tuple[tuple[str, ...], Records]:
    """The column names and the records under them."""
    for _ in range(settings.skip):
        next(rows, None)
    if settings.header is not None:
        return header.names(settings.header, file=file, line=1, limits=limits), rows
    line, cells = next(rows, (1, []))
    if is_separator_line(cells):
        line, cells = next(rows, (line, []))
    if not cells:
        raise BadImport("empty", file)
    return header.names(cells, file=file, line=line, limits=limits), rows


def is_separator_line(cells: Sequence[str]) -> bool:
    """Some exports begin with a line that tells spreadsheets how they separate."""
    return 0 < len(cells) <= 2 and cells[0].lower().startswith("sep=")
