"""A calendar (iCalendar, .ics): school holidays, campaigns and what happens outside the posts."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from .base import Cells, FileFormat, Source

# An event of whole days ends, in a calendar, on the day after its last.
MAPPING = r"""
network = "calendar"

[[table.events]]
event_id = "id"
name = "name"
kind = "kind"
starts_at = { column = "start", format = "iso" }
ends_at = { column = "end", format = "iso" }
place = "place"
source = "calendar"
"""
COLUMNS: Mapping[str, tuple[str, ...]] = dict.fromkeys(
    ("id", "name", "kind", "start", "end", "place", "calendar"), ()
)
LARGEST = 4 * 2**20  # it is read in one go
MOST_REPEATS = 500
HORIZON = timedelta(days=5 * 366)  # of an event that repeats without end
HOLIDAY = ("vakantie", "holiday", "feestdag", "vacation", "kerst", "pasen", "pinkster")
KINDS = {"holiday": "holiday", "campaign": "campaign", "incident": "incident"}


def rows(source: Source) -> Iterator[tuple[int, Cells]]:
    """One row per event and per repeat; the number is its place in the calendar."""
    from icalendar import Calendar  # needed for calendars only

    with source.open() as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError("a calendar is at most 4 MB")
    calendar = Calendar.from_ical(content)
    name = str(calendar.get("X-WR-CALNAME") or source.name)
    for number, event in enumerate(calendar.walk("VEVENT"), start=1):
        begin = event.decoded("DTSTART")
        length = _length(event, begin)
        for start in _starts(event, begin):
            yield number, {**_row(event, start, length, repeated=start != begin), "calendar": name}


def _length(event: Any, begin: date) -> timedelta:
    """From the begin to the end; for whole days to the last one."""
    if "DTEND" not in event and "DURATION" not in event:
        return timedelta()
    length: timedelta = event.decoded("DURATION") if "DURATION" in event else event.decoded("DTEND") - begin
    return length if isinstance(begin, datetime) else length - timedelta(days=1)


def _starts(event: Any, begin: date) -> Iterator[date]:
    """The event and its repeats, without the ones that are called off."""
    if "RRULE" not in event:
        yield begin
        return
    from dateutil.rrule import rrulestr

    whole = not isinstance(begin, datetime)
    first = datetime.combine(begin, datetime.min.time()) if not isinstance(begin, datetime) else begin
    off = {moment.dt for part in _listed(event.get("EXDATE")) for moment in part.dts}
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=first, ignoretz=first.tzinfo is None)
    for start in islice(rule, MOST_REPEATS):
        if start - first > HORIZON:
            return
        shown = start.date() if whole else start
        if shown not in off:
            yield shown


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _row(event: Any, start: date, length: timedelta, *, repeated: bool) -> dict[str, str | None]:
    end = start + length
    name = str(event.get("SUMMARY") or "")
    identity = str(event.get("UID") or f"{name}-{start.isoformat()}")
    return {
        "id": f"{identity}-{start.isoformat()}" if repeated else identity,
        "name": name,
        "kind": _kind(event, name),
        "start": start.isoformat(),
        "end": end.isoformat() if end > start else None,
        "place": str(event["LOCATION"]) if event.get("LOCATION") else None,
    }


def _kind(event: Any, name: str) -> str:
    """By its category, else by its name; what is neither holiday nor named is an event outside."""
    for part in _listed(event.get("CATEGORIES")):
        for word in getattr(part, "cats", ()):
            if found := KINDS.get(str(word).lower()):
                return found
    return "holiday" if any(word in name.lower() for word in HOLIDAY) else "offline"


FORMAT = FileFormat(
    name="icalendar_file",
    label="iCalendar (.ics)",
    evidence="documentation",
    known_at="2026-11",
    mapping=MAPPING,
    columns=COLUMNS,
    begins=r"\s*BEGIN:VCALENDAR",
    rows=rows,
    how_to={
        "en": (
            "Export your calendar as iCalendar (.ics), or take the school holidays from rijksoverheid.nl.",
            "Bring the file here. Its events stand in the charts afterwards.",
        ),
        "nl": (
            "Exporteer je agenda als iCalendar (.ics), of neem de schoolvakanties van rijksoverheid.nl.",
            "Breng het bestand hierheen. De gebeurtenissen staan daarna in de grafieken.",
        ),
    },
)
