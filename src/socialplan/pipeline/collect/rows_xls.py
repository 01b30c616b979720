"""Records of one sheet of an old spreadsheet (.xls), as text, each with its row number."""

from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any

from .errors import BadImport
from .limits import Limits
from .rows_xlsx import fitted, shown_number, stripped

MOST_BYTES = 16 * 2**20  # such a sheet has 65,536 rows at most; it is read in one go


def records(
    path: Path, *, file: str, sheet: str | None, decimal: str, limits: Limits, skip: int = 0
) -> Iterator[tuple[int, list[str]]]:
    """As `rows_xlsx.records`: (row number, cells as text) of the rows that are not blank."""
    book = _book(path, file=file)
    names = book.sheet_names()
    if sheet is not None and sheet not in names:
        raise BadImport("no_sheet", file, sheet=sheet, present=", ".join(names))
    rows = _rows(book, sheet if sheet is not None else names[0], file=file, decimal=decimal, limits=limits)
    yield from islice(rows, skip)
    width = 0
    for number, cells in rows:
        width = width or len(cells)
        yield number, fitted(cells, width)


def sheet_heads(path: Path, limits: Limits, most: int) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Name and first rows of every sheet."""
    book = _book(path, file=path.name)
    for name in book.sheet_names():
        rows = _rows(book, name, file=path.name, decimal=".", limits=limits)
        yield name, [tuple(cells) for _number, cells in islice(rows, most)]


def _book(path: Path, *, file: str) -> Any:
    import xlrd  # needed for old spreadsheets only

    if path.stat().st_size > MOST_BYTES:
        raise BadImport("too_big", file, limit=f"{MOST_BYTES // 2**20} MB")
    try:
        return xlrd.open_workbook(str(path), on_demand=True, logfile=StringIO())
    except Exception as error:  # it stumbles over damaged files in many ways
        raise BadImport("xlsx", file, why=str(error) or type(error).__name__) from error


def _rows(
    book: Any, sheet: str, *, file: str, decimal: str, limits: Limits
) -> Iterator[tuple[int, list[str]]]:
    try:
        page = book.sheet_by_name(sheet)
        for number in range(page.nrows):
            row = page.row(number)[: limits.columns + 1]
            cells = stripped([_text(cell, book.datemode, decimal) for cell in row])
            if cells:
                yield number + 1, cells
    except Exception as error:
        raise BadImport("xlsx", file, why=str(error) or type(error).__name__) from error


def _text(cell: Any, datemode: int, decimal: str) -> str:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        moment = xlrd.xldate_as_datetime(cell.value, datemode)
        return str(moment.isoformat(sep=" ", timespec="seconds"))
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return shown_number(cell.value, decimal)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return str(bool(cell.value))
    return str(cell.value) if cell.ctype == xlrd.XL_CELL_TEXT else ""
