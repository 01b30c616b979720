"""Google Analytics 4, traffic acquisition: visits per channel or source, as CSV."""

import csv
import re
from collections.abc import Iterator, Mapping

from .base import BadContent, Cells, FileFormat, Source

# Comment lines stand above the table and say the period; a row of sums and further tables may stand below it.
MAPPING = r"""
network = "website"

[read]
thousands = ","

[[table.metrics]]
subject = { const = "site" }
subject_id = "Session primary channel group (Default Channel Group)"
aggregation = { const = "delta" }
period_start = { column = "First day", format = "%Y%m%d" }
period_end = { column = "Last day", format = "%Y%m%d" }
values = { visits = "Sessions", conversions = "Key events", revenue = "Total revenue" }
"""
CHANNEL = "Session primary channel group (Default Channel Group)"  # or what else the report is about
COLUMNS = {
    CHANNEL: (
        "Session default channel group",
        "Session source / medium", "Session source", "Session medium", "Session campaign",
        "Session source platform", "Primaire kanaalgroep van sessie (standaardkanaalgroep)",
        "Primaire kanaalgroep voor sessie (standaardkanaalgroep)", "Standaardkanaalgroep voor sessie",
        "Sessiebron/-medium", "Sessiebron / -medium", "Sessiebron", "Sessiemedium", "Sessiecampagne",
    ),
    "Sessions": ("Sessies",),
    "Key events": ("Conversions", "Belangrijke gebeurtenissen", "Conversies"),
    "Total revenue": ("Totale opbrengst", "Totale inkomsten"),
    "Date": ("Datum",),
    "First day": (),
    "Last day": (),
}  # fmt: skip
TOTALS = ("", "grand total", "total", "totaal", "eindtotaal", "totals")
DAY = re.compile(r"\b(20\d{6})\b")


def rows(source: Source) -> Iterator[tuple[int, Cells]]:
    """The rows of every table that has visits per something, with the days of the comment lines."""
    reader = csv.reader(source.lines(), strict=True)
    period: tuple[str, str] | None = None
    places: Mapping[str, int] = {}
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            places = {}  # a table ends with a blank line
        elif cells[0].startswith("#"):
            period = _period(",".join(cells), period)
        elif not places:
            places = _places(cells) or {"": -1}
        elif "" not in places and cells[places[CHANNEL]].strip().lower() not in TOTALS:
            yield reader.line_num, _row(cells, places, period, line=reader.line_num)


def _places(cells: list[str]) -> dict[str, int]:
    names = [" ".join(cell.lower().split()) for cell in cells]
    found = {
        name: names.index(word.lower())
        for name, others in COLUMNS.items()
        for word in reversed((name, *others))
        if word.lower() in names
    }
    return found if {CHANNEL, "Sessions"} <= set(found) else {}


def _period(comment: str, before: tuple[str, str] | None) -> tuple[str, str] | None:
    """Either both days on one line, or the first and the last on a line each."""
    days = DAY.findall(comment)
    if len(days) >= 2:
        return days[0], days[1]
    if len(days) == 1:
        ends = before is not None and re.search(r"(?i)\b(end|eind)", comment)
        return (before[0], days[0]) if before and ends else (days[0], days[0])
    return before


def _row(
    cells: list[str], places: Mapping[str, int], period: tuple[str, str] | None, *, line: int
) -> dict[str, str]:
    row = {name: cells[place] for name, place in places.items() if place < len(cells)}
    first, last = (row["Date"], row["Date"]) if row.get("Date") else period or ("", "")
    if not first:
        raise BadContent("no_period", line)
    return {**row, "First day": first, "Last day": last}


FORMAT = FileFormat(
    name="ga4",
    label="Google Analytics 4",
    evidence="documentation",
    known_at="2026-11",
    mapping=MAPPING,
    columns=COLUMNS,
    needed=(CHANNEL, "Sessions"),
    rows=rows,
    how_to={
        "en": (
            "Open Google Analytics, go to Reports, then Acquisition, then Traffic acquisition.",
            "Choose the period at the top right.",
            "Choose to share the report, then to download it as CSV, and bring the file here.",
        ),
        "nl": (
            "Open Google Analytics, ga naar Rapporten, dan Acquisitie, dan Verkeersacquisitie.",
            "Kies rechtsboven de periode.",
            "Kies het rapport delen, dan downloaden als CSV, en breng het bestand hierheen.",
        ),
    },
)
