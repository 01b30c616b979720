"""CBS StatLine: a table of official figures as CSV, in the layout of the table or without symbols."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from .base import BadContent, Cells, FileFormat, Source

# A title, rows with the names of the columns, a row with "Perioden" (the last one above the figures), the
# figures, and a line that says whose they are. Periods stand in rows or in columns.
MAPPING = r"""
network = "cbs"

[[table.facts]]
series = "series"
period = "period"
value = "value"
unit = "unit"
publisher = { const = "CBS" }
published_at = { column = "published", format = "%d-%m-%Y" }
"""
COLUMNS: Mapping[str, tuple[str, ...]] = dict.fromkeys(("series", "period", "value", "unit", "published"), ())
MOST_ROWS = 100_000  # StatLine gives no more either
PERIODS = ("perioden", "periods")
PERIOD = re.compile(r"^(?:19|20)\d\d\b|^(?:19|20)\d\d(?:JJ|KW|MM|HJ)\d\d$")
CODE = re.compile(r"^((?:19|20)\d\d)(JJ|KW|MM)(\d\d)$")
VALUE = re.compile(r"^-?\d+([.,]\d+)?$")
FOOT = re.compile(
    r"^(?:Bron|Source): ?CBS|^©? ?(?:Centraal Bureau voor de Statistiek|Statistics Netherlands)", re.I
)
UNTITLED = ("id", "onderwerp", "onderwerpen", "topic", "topics")


def rows(source: Source) -> Iterator[tuple[int, Cells]]:
    """One row per figure that is known; the published day is the one at the foot of the table."""
    reader = csv.reader(source.lines(), delimiter=";", strict=True)
    table = [(reader.line_num, [cell.strip() for cell in cells]) for cells in islice(reader, MOST_ROWS + 1)]
    table = [(line, cells) for line, cells in table if any(cells)]
    if len(table) > MOST_ROWS:
        raise BadContent("too_many_rows", limit=MOST_ROWS)
    feet = [line for line, cells in table if FOOT.match(cells[0])]
    published = _published([cells[0] for _line, cells in table if FOOT.match(cells[0])])
    at = _header(table)
    title = "" if len(table[0][1]) > 1 and any(table[0][1][1:]) else table[0][1][0]
    above = [cells for _line, cells in table[:at] if any(cells[1:])]
    body = [(line, cells) for line, cells in table[at + 1 :] if line not in feet]
    for line, cells in body:
        for figure in _figures(table[at][1], above, cells, title=title or source.name.split(".")[0]):
            yield line, {**figure, "published": published}


def _header(table: Sequence[tuple[int, list[str]]]) -> int:
    """The row that names the periods: the last such one above the figures."""
    found = [place for place, (_line, cells) in enumerate(table) if _place(cells) is not None]
    if not found:
        raise ValueError("it has no periods")
    return found[-1]


def _place(cells: Sequence[str]) -> int | None:
    return next((place for place, cell in enumerate(cells) if cell.lower() in PERIODS), None)


def _figures(
    header: list[str], above: Sequence[list[str]], cells: list[str], *, title: str
) -> Iterator[dict[str, str]]:
    place = _place(header) or 0
    in_columns = any(PERIOD.match(name) for name in header[place + 1 :])
    for column in range(place + 1, min(len(header), len(cells))):
        if not VALUE.match(cells[column]):
            continue
        topics = [names[column] for names in above if column < len(names)]
        own = cells[: place + 1 if in_columns else place]
        names = [name for name, cell in zip(header, own, strict=False) if name.lower() == "id"]
        said = [*own[len(names) :], *topics, *([] if in_columns or above else [header[column]])]
        yield {
            "series": " | ".join(dict.fromkeys([title, *(word for word in said if word)])),
            "period": _period(header[column] if in_columns else cells[place]),
            "value": cells[column].replace(",", "."),
            "unit": "" if in_columns or not above else header[column],
        }


def _period(text: str) -> str:
    """A star means provisional; codes are a year, a quarter or a month."""
    if found := CODE.match(text):
        year, kind, number = found.groups()
        return {"JJ": year, "KW": f"{year}-Q{int(number)}", "MM": f"{year}-{number}"}[kind]
    return text.rstrip("* ")


def _published(feet: Sequence[str]) -> str:
    days = [day for foot in feet for day in re.findall(r"\b\d{1,2}-\d{1,2}-\d{4}\b", foot)]
    return days[-1] if days else ""


FORMAT = FileFormat(
    name="cbs_statline",
    label="CBS StatLine",
    evidence="documentation",
    known_at="2026-11",
    mapping=MAPPING,
    columns=COLUMNS,
    begins=(
        r'(?:"[^"\n]{3,}"(?:;"")*\s*\n.{0,20000}?"(?:Perioden|Periods)"[;\r\n]'
        r'|"ID";(?:"[^"\n]*";)*"(?:Perioden|Periods)")'
    ),
    rows=rows,
    how_to={
        "en": (
            "Open the table on opendata.cbs.nl and choose what you want to see.",
            "Choose to download, then CSV in the layout of the table.",
            "Bring the file here.",
        ),
        "nl": (
            "Open de tabel op opendata.cbs.nl en kies wat je wilt zien.",
            "Kies downloaden, dan CSV volgens tabelindeling.",
            "Breng het bestand hierheen.",
        ),
    },
)
