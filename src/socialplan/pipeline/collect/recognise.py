"""Recognises the usual exports: by the names of their columns, in any language, or by how they begin."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from . import rows_csv, rows_xls, rows_xlsx
from .adapt import adapted
from .errors import BadImport
from .grammar import Mapping, Reading
from .known import FileFormat, every_format
from .limits import Limits
from .lines import NotUtf8, text_lines
from .look import look
from .opening import Stream
from .parse_mapping import parse_mapping
from .reading import Look, ReadSettings
from .samples import form_of, numbers_of
from .samples_of import head
from .staging import is_separator_line
from .used import inside

HEAD_BYTES = 2**16
HEAD_ROWS = 20  # records above a header, at most


@dataclass(frozen=True)
class Recognised:
    """A known export: the mapping that reads this file, its columns, and those the format does not know."""

    format: FileFormat
    mapping: Mapping
    columns: tuple[str, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Header:
    """A row that may be the header: how many records stand above it, in which sheet, by which separator."""

    cells: tuple[str, ...]
    skip: int = 0
    sheet: str | None = None
    delimiter: str | None = None


def recognise(path: Path, *, zone: str | None = None, limits: Limits | None = None) -> Recognised | None:
    """The export a file is, or None. Times that name no zone are in `zone`. Raises BadImport."""
    limits = limits or Limits()
    formats = every_format()
    if found := _by_beginning(path, formats, limits):
        return Recognised(found, _placed(parse_mapping(found.mapping), found, zone), tuple(found.columns))
    best: tuple[int, FileFormat, Header] | None = None
    for header in headers(path, limits):
        for known in formats:
            score = _score(known, header)
            if score > (best[0] if best else 0):
                best = (score, known, header)
    return _fitted(path, best[1], best[2], zone=zone, limits=limits) if best else None


def recognise_all(paths: Sequence[Path], *, zone: str | None = None) -> Recognised:
    """The one export all files are. Raises BadImport where one is none, or another one."""
    first: Recognised | None = None
    for path in paths:
        found = recognise(path, zone=zone)
        if found is None:
            raise BadImport("no_mapping", path.name)
        if first is not None and found.mapping != first.mapping:
            raise BadImport("mixed", path.name, other=paths[0].name)
        first = found
    if first is None:
        raise BadImport("missing")
    return first


def _by_beginning(path: Path, formats: Sequence[FileFormat], limits: Limits) -> FileFormat | None:
    stream = Stream(path, limits)
    try:
        top = stream.read()[:HEAD_BYTES].removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    finally:
        stream.close()
    return next((known for known in formats if known.begins and re.match(known.begins, top, re.S)), None)


def headers(path: Path, limits: Limits) -> Iterator[Header]:
    """Rows near the top, each a header perhaps."""
    found = look(path, ReadSettings(), limits)
    if found.kind in ("xlsx", "xls"):
        heads = rows_xls.sheet_heads if found.kind == "xls" else rows_xlsx.sheet_heads
        for sheet, rows in heads(path, limits, HEAD_ROWS):
            yield from (Header(cells, place, sheet) for place, cells in enumerate(rows))
    elif found.kind in ("json", "jsonl"):
        yield Header(head(path, ReadSettings(), limits).columns)
    elif found.kind == "csv":
        for delimiter in dict.fromkeys((found.delimiter or ",", *rows_csv.DELIMITERS)):
            yield from _csv_headers(path, found, delimiter, limits)


def _csv_headers(path: Path, found: Look, delimiter: str, limits: Limits) -> Iterator[Header]:
    stream = Stream(path, limits)
    said = None if delimiter == found.delimiter else delimiter
    try:
        lines = text_lines(stream, found.encoding, certain=False)
        records = rows_csv.records(lines, rows_csv.Dialect(delimiter), file=path.name, limits=limits)
        first = 0  # `sep=,` above a header is passed over in any case
        for place, (_line, cells) in enumerate(islice(records, HEAD_ROWS)):
            if place == 0 and is_separator_line(cells):
                first = 1
            else:
                yield Header(tuple(cells), 0 if place == first else place, delimiter=said)
    except (NotUtf8, BadImport):
        return
    finally:
        stream.close()


def _score(known: FileFormat, header: Header) -> int:
    """How many columns are known; nothing where one is missing by which the format is recognised."""
    if not known.needed:
        return 0
    names = _names(known, header.cells)
    return len(names) if all(name in names for name in known.needed) else 0


def _names(known: FileFormat, cells: Sequence[str]) -> dict[str, str]:
    """Canonical name -> the name in the file. Of two columns of the same name the first is meant."""
    present: dict[str, str] = {}
    for cell in cells:
        present.setdefault(_folded(cell), cell.strip())
    names = {}
    for name, others in known.columns.items():
        match = next((present[word] for one in (name, *others) if (word := _folded(one)) in present), None)
        if match is not None:
            names[name] = match
    return names


def _folded(name: str) -> str:
    return " ".join(name.replace("\u00a0", " ").casefold().split())


def _fitted(path: Path, known: FileFormat, header: Header, *, zone: str | None, limits: Limits) -> Recognised:
    if known.rows is not None:
        return Recognised(known, _placed(parse_mapping(known.mapping), known, zone), tuple(known.columns))
    names = _names(known, header.cells)
    mapping = adapted(parse_mapping(known.mapping), names)
    read = replace(
        mapping.read, format=known.name, skip=header.skip, sheet=header.sheet, delimiter=header.delimiter
    )
    sample = head(path, read, limits)
    cells = {name: tuple(row[place] or "" for _line, row in sample.rows)
             for place, name in enumerate(sample.columns)}  # fmt: skip
    values = [value for block in mapping.blocks for value in block.values.values()]
    numbers = [cells.get(part.column, ()) for value in values for part in inside(value) if part.column]
    decimal, thousands = numbers_of(numbers)
    if decimal == ",":
        read = replace(read, decimal=decimal, thousands=thousands)
    blocks = tuple(
        replace(block, fields={name: _timed(one, cells) for name, one in block.fields.items()})
        for block in mapping.blocks
    )
    mapping = _placed(replace(mapping, read=read, blocks=blocks), known, zone)
    unknown = tuple(cell for cell in header.cells if cell.strip() and cell.strip() not in names.values())
    return Recognised(known, mapping, sample.columns, unknown)


def _timed(reading: Reading, cells: dict[str, tuple[str, ...]]) -> Reading:
    """Of several forms of a time only the one that all cells have: forms mixed would swap day and month."""
    if not reading.format or reading.column is None:
        return reading
    form = form_of(cells.get(reading.column, ()), reading.format)
    return replace(reading, format=(form,)) if form else reading


def _placed(mapping: Mapping, known: FileFormat, zone: str | None) -> Mapping:
    read = replace(mapping.read, format=known.name)
    owners = {**mapping.owners, **({"*": "own"} if known.own else {})}
    name, zone = mapping.name or known.label, mapping.zone or zone
    return replace(mapping, name=name, read=read, zone=zone, owners=owners)
