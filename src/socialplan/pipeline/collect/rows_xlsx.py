"""Records of one sheet of a spreadsheet (.xlsx), as text, each with its row number."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from .errors import BadImport
from .limits import Limits
from .opening import BROKEN_ZIP


def records(
    path: Path, *, file: str, sheet: str | None, decimal: str, limits: Limits, skip: int = 0
) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells as text) of the rows that are not blank.

    Times are written as ISO, numbers with the mapping's decimal sign: one reading then serves both the
    cells that hold numbers and the cells that hold numbers as text. The row after the first `skip` says how
    wide the sheet is.
    """
    check_archive(path, file=file, limits=limits)
    import openpyxl  # slow to load, and needed for spreadsheets only

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:
        raise BadImport("xlsx", file, why=str(error) or type(error).__name__) from error
    try:
        rows = _rows(_page(book, file=file, sheet=sheet), file=file, decimal=decimal, limits=limits)
        yield from islice(rows, skip)
        width = 0
        for number, cells in rows:
            width = width or len(cells)
            yield number, fitted(cells, width)
    finally:
        book.close()


def sheet_heads(path: Path, limits: Limits, most: int) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Name and first rows of every sheet; raises BadImport where one cannot be read."""
    check_archive(path, file=path.name, limits=limits)
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:
        raise BadImport("xlsx", path.name, why=str(error) or type(error).__name__) from error
    try:
        for page in book.worksheets:
            rows = _rows(page, file=path.name, decimal=".", limits=limits)
            yield page.title, [tuple(cells) for _number, cells in islice(rows, most)]
    finally:
        book.close()


def check_archive(path: Path, *, file: str, limits: Limits) -> None:
    """A spreadsheet is a zip archive: look at its sizes before opening it."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except BROKEN_ZIP as error:
        raise BadImport("xlsx", file, why=str(error) or type(error).__name__) from error
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise BadImport("wrong_archive", file, kind="zip")
    total, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if total > limits.sheet_bytes or (total > limits.ratio_from and total > limits.ratio * max(packed, 1)):
        raise BadImport("bomb", file, ratio=round(total / max(packed, 1)))


def _page(book: Any, *, file: str, sheet: str | None) -> Any:
    if sheet is not None and sheet not in book.sheetnames:
        raise BadImport("no_sheet", file, sheet=sheet, present=", ".join(book.sheetnames))
    if sheet is not None:
        return book[sheet]
    if not book.worksheets:
        raise BadImport("empty", file)
    return next((page for page in book.worksheets if _is_filled(page)), book.worksheets[0])


def _is_filled(page: Any) -> bool:
    """Whether something stands in the first rows: a book may open with a blank sheet."""
    page.reset_dimensions()
    return any(cell not in (None, "") for row in islice(page.iter_rows(values_only=True), 50) for cell in row)


def _rows(page: Any, *, file: str, decimal: str, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    try:
        page.reset_dimensions()  # a sheet may say that it is a million rows high and wide
        for number, row in enumerate(page.iter_rows(values_only=True), start=1):
            cells = stripped([_text(cell, decimal) for cell in row])
            if cells:
                yield number, cells
    except Exception as error:
        raise BadImport("xlsx", file, why=str(error) or type(error).__name__) from error


def fitted(cells: list[str], width: int) -> list[str]:
    """Blank cells at the end are not stored in a sheet, or stored without need: both mean blank."""
    return cells + [""] * (width - len(cells))


def stripped(cells: list[str]) -> list[str]:
    filled = len(cells)
    while filled and not cells[filled - 1]:
        filled -= 1
    return cells[:filled]


def _text(cell: Any, decimal: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        return shown_number(cell, decimal)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell)


def shown_number(value: float, decimal: str) -> str:
    """Whole numbers without a decimal sign."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value).replace(".", decimal)
