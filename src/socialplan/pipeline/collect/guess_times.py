"""Which columns say when a post was placed, and how it is written: in one column, or day and time apart."""

import re
from collections.abc import Mapping, Sequence

from .grammar import Reading
from .samples import time_format
from .times import SECONDS, precision_of
from .words import TIME_WORDS, folded, is_total

Cells = Mapping[str, Sequence[str]]
CLOCKS = ("%H:%M:%S", "%H:%M", "%H.%M", "%H:%M uur", "%H.%M uur", "%Hu%M", "%H uur", "%I:%M %p")
REAL_DATE = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$")
MIDNIGHT = re.compile(r"[T ]00:00(:00)?(\.0+)?(Z|\+00:00)?$")


def format_of(cells: Sequence[str]) -> str | None:
    """The form of all cells that are no word for a sum; None where there is none. In a spreadsheet some cells
    may hold real dates, which are read in any case: then it is the form of the others."""
    known = [cell.strip() for cell in cells if cell.strip() and not is_total(cell)]
    typed = [cell for cell in known if not REAL_DATE.match(cell)]
    return time_format(known) or time_format(typed)


def time_reading(column: str, cells: Cells) -> Reading | None:
    """How the time stands in this column and the one beside it that holds the time of day; None: no time."""
    form = format_of(cells[column])
    if form is None:
        return None
    days = _only_days(cells[column], form)
    if days and (clock := _clock(column, cells)):
        other, its_form = clock
        day = Reading(column=column)
        if precision_of(form) != "day":  # a spreadsheet keeps a day as its midnight
            form, day = "%Y-%m-%d", Reading(column=column, extract=r"^\d{4}-\d{2}-\d{2}")
        both = (day, Reading(column=other))
        return Reading(parts=both, separator=" ", format=(f"{form} {its_form}", form))
    real = [cell.strip() for cell in cells[column] if REAL_DATE.match(cell.strip())]
    midnights = days and all(MIDNIGHT.search(cell) for cell in real)
    said = midnights and bool(real or precision_of(form) != "day")
    return Reading(column=column, format=(form,), precision="day" if said else None)


def _only_days(cells: Sequence[str], form: str) -> bool:
    """Whether no time of day is told: none is written, or midnight in every cell (more than one)."""
    if form == "iso" or any(code in form for code in ("%H", "%I", *SECONDS)):
        known = [cell.strip() for cell in cells if cell.strip() and not is_total(cell)]
        return len(known) > 1 and all(MIDNIGHT.search(cell) for cell in known)
    return precision_of(form) == "day"


def _clock(day: str, cells: Cells) -> tuple[str, str] | None:
    """The column with times of day, and how they are written."""
    for column in cells:
        if column != day and folded(column) in TIME_WORDS:
            known = [cell.strip() for cell in cells[column] if cell.strip()]
            for form in CLOCKS:
                if known and all(_fits(cell, form) for cell in known):
                    return column, form
    return None


def _fits(cell: str, form: str) -> bool:
    return time_format([f"2000-01-01 {cell}"], (f"%Y-%m-%d {form}",)) is not None
