"""Matomo, referrers: visits per channel or source, as CSV."""

import calendar
import csv
import re
from collections.abc import Iterator

from .base import BadContent, Cells, FileFormat, Source

# A report over several days has a column with the day; one over a period has it in the name of the file.
MAPPING = r"""
network = "website"

[[table.metrics]]
subject = { const = "site" }
subject_id = "Label"
aggregation = { const = "delta" }
period_start = { column = "First day", format = "%Y-%m-%d" }
period_end = { column = "Last day", format = "%Y-%m-%d" }
values = { visits = "Visits", conversions = "Conversions", revenue = "Revenue" }
"""
COLUMNS = {
    "Label": ("Referrer Type", "Channel Type", "Kanaaltype", "Type verwijzing", "Website", "Social network"),
    "Visits": ("nb_visits", "Bezoeken"),
    "Unique visitors": ("nb_uniq_visitors", "Unieke bezoekers"),
    "Actions": ("nb_actions", "Acties", "Handelingen"),
    "Conversions": ("nb_conversions", "Conversies"),
    "Revenue": ("Omzet", "Opbrengst"),
    "Date": ("Datum",),
    "First day": (),
    "Last day": (),
}
MONTHS = (
    "january|januari", "february|februari", "march|maart", "april", "may|mei", "june|juni", "july|juli",
    "august|augustus", "september", "october|oktober", "november", "december",
)  # fmt: skip
DAY = re.compile(r"20\d{2}-[01]\d-[0-3]\d")


def rows(source: Source) -> Iterator[tuple[int, Cells]]:
    """One row per label, with its days."""
    reader = csv.reader(source.lines(), strict=True)
    names = [" ".join(cell.strip("\ufeff ").lower().split()) for cell in next(reader, [])]
    places = {
        name: names.index(word.lower())
        for name, others in COLUMNS.items()
        for word in reversed((name, *others))
        if word.lower() in names
    }
    period = _period(source.name)
    for cells in reader:
        if not cells or not cells[places["Label"]].strip():
            continue
        row = {name: cells[place] for name, place in places.items()}
        first, last = _period(row.get("Date", "")) or period or ("", "")
        if not first:
            raise BadContent("no_period", reader.line_num)
        yield reader.line_num, {**row, "First day": first, "Last day": last}


def _period(text: str) -> tuple[str, str] | None:
    """The days a text names: one, two, or a month with its year."""
    if days := DAY.findall(text):
        return days[0], days[-1]
    for month, words in enumerate(MONTHS, start=1):
        if found := re.search(rf"(?i)(?:{words})[ _]+(20\d\d)", text):
            year = int(found[1])
            return f"{year}-{month:02}-01", f"{year}-{month:02}-{calendar.monthrange(year, month)[1]}"
    return None


FORMAT = FileFormat(
    name="matomo",
    label="Matomo",
    evidence="documentation",
    known_at="2026-11",
    mapping=MAPPING,
    columns=COLUMNS,
    needed=("Label", "Visits", "Actions"),
    rows=rows,
    how_to={
        "en": (
            "Open Matomo, go to Acquisition and then All channels.",
            "Choose the period.",
            "Choose to export below the table, then CSV. Bring the file here under the name it has.",
        ),
        "nl": (
            "Open Matomo, ga naar Acquisitie en dan naar Alle kanalen.",
            "Kies de periode.",
            "Kies exporteren onder de tabel, dan CSV. Breng het bestand hierheen met de naam die het heeft.",
        ),
    },
)
