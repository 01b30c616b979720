"""Guesses from sample cells: the form of times, the sign of decimals, days before months."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from .times import DUTCH

# In the order of preference where several fit: the Dutch and ISO forms before the American ones.
FORMATS = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%d-%m-%Y",
    "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y",
    "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d",
    "%a %b %d %H:%M:%S %z %Y", "%d %b %Y %H:%M:%S", "%d %b %Y %H:%M", "%d %B %Y %H:%M", "%d %B %Y",
    "%d %b %Y", "%d %B %Y, %H:%M", "%d %b %Y, %H:%M", "%d %B %Y om %H:%M", "%d %b %Y om %H:%M", "%A %d %B %Y",
    "%A %d %B %Y %H:%M", "%a %d %B %Y", "%a %d %b %Y", "%a %d %b %Y %H:%M", "%a %d %B %Y %H:%M", "%d-%B-%Y",
    "%d-%b-%Y", "%d-%b-%y", "%d-%b-%Y %H:%M", "%B %d, %Y", "%b %d, %Y", "%b %d %Y", "%B %d, %Y %H:%M",
    "%b %d, %Y %H:%M", "%b %d, %Y, %I:%M %p", "%b %d, %Y %I:%M %p", "%B %d, %Y %I:%M %p", "%d-%m-%y",
    "%d-%m-%y %H:%M", "%d/%m/%y", "%d/%m/%y %H:%M", "%m/%d/%y", "%m/%d/%y %H:%M", "%m/%d/%Y %I:%M %p",
    "%m/%d/%Y %I:%M:%S %p", "%Y%m%d", "%d-%m-%Y, %H:%M", "%d-%m-%Y, %H:%M:%S", "%d/%m/%Y, %H:%M",
    "%d-%m-%Y %H.%M", "%a %d-%m-%Y", "%a %d-%m-%Y %H:%M", "%Y-%m-%d %H:%M %z", "%Y-%m-%d %H:%M:%S %z",
)  # fmt: skip
ISO = re.compile(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$")
COMMA_DECIMAL = re.compile(r"^[+-]?([1-9]\d{0,2}(\.\d{3})+(,\d+)?|\d+,\d{1,2}|\d+,\d{4,})$")
POINT_DECIMAL = re.compile(r"^[+-]?([1-9]\d{0,2}(,\d{3})+(\.\d+)?|\d+\.\d{1,2}|\d+\.\d{4,})$")
NUMBER = re.compile(r"^[+-]?[\d.,\s]+%?$")


def time_format(cells: Iterable[str], forms: Sequence[str] = FORMATS) -> str | None:
    """The form all cells fit, or None. Both day and month may come first: then the day does."""
    known = [in_english(cell.strip()) for cell in cells if cell and cell.strip()]
    if not known:
        return None
    if all(ISO.match(cell) for cell in known):
        return "iso"
    if all(re.fullmatch(r"1\d{9}(\.0+)?", cell) for cell in known):
        return "epoch"
    if all(re.fullmatch(r"1\d{12}", cell) for cell in known):
        return "epoch_ms"
    return next((form for form in forms if all(_fits(cell, form) for cell in known)), None)


def form_of(cells: Iterable[str], forms: Sequence[str]) -> str | None:
    """The first of these forms that all cells fit, else any form they do; None where none does."""
    known = [in_english(cell.strip()) for cell in cells if cell and cell.strip()]
    if not known:
        return None
    for form in forms:
        if form in ("iso", "epoch", "epoch_ms"):
            if time_format(known) == form:
                return form
        elif all(_fits(cell, form) for cell in known):
            return form
    return time_format(known)


def in_english(cell: str) -> str:
    """Dutch names of days and months as English ones."""
    if not any(sign.isalpha() for sign in cell):
        return cell
    for word, name in DUTCH.items():
        cell = re.sub(rf"(?i)\b{word}\b\.?", name, cell)
    return cell


def is_ambiguous(cells: Iterable[str], form: str) -> bool:
    """Whether these cells would fit with day and month the other way round too."""
    swapped = form.replace("%d", "%X").replace("%m", "%d").replace("%X", "%m")
    known = [cell.strip() for cell in cells if cell and cell.strip()]
    if form[:2] not in ("%d", "%m") or swapped == form:
        return False
    return bool(known) and all(_fits(cell, swapped) for cell in known)


def _fits(cell: str, form: str) -> bool:
    try:
        datetime.strptime(cell, form)
    except ValueError:
        return False
    return True


def numbers_of(columns: Iterable[Sequence[str]]) -> tuple[str, str]:
    """(decimal, thousands) as the numbers in these columns show them; a point where nothing shows it."""
    cells = [
        cell.strip().rstrip("%")
        for column in columns
        for cell in column
        if cell and NUMBER.match(cell.strip())
    ]
    comma = sum(bool(COMMA_DECIMAL.match(cell)) for cell in cells)
    point = sum(bool(POINT_DECIMAL.match(cell)) for cell in cells)
    if comma > point:
        return ",", "."
    return (".", ",") if any("," in cell for cell in cells) else (".", "")


MOSTLY = 0.8


def is_number(cells: Iterable[str]) -> bool:
    """Whether these are numbers but for a few: one odd cell must be told, not make the column disappear."""
    known = [cell for cell in cells if cell and cell.strip()]
    return bool(known) and sum(bool(NUMBER.match(cell.strip())) for cell in known) >= MOSTLY * len(known)
