"""Dutch holidays of a year, and the calendar file by which they are imported like any other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter

FIRST_KING, SUNDAY = 2014, 6
YEARS = (1990, 2100)
# Days after Easter Sunday, and fixed days.
MOVING = {
    -2: "Goede Vrijdag", 0: "Eerste paasdag", 1: "Tweede paasdag", 39: "Hemelvaartsdag",
    49: "Eerste pinksterdag", 50: "Tweede pinksterdag",
}  # fmt: skip
FIXED = {
    (1, 1): "Nieuwjaarsdag", (5, 4): "Dodenherdenking", (5, 5): "Bevrijdingsdag", (12, 5): "Sinterklaasavond",
    (12, 25): "Eerste kerstdag", (12, 26): "Tweede kerstdag", (12, 31): "Oudejaarsdag",
}  # fmt: skip


@dataclass(frozen=True)
class Holiday:
    """A day with a name."""

    day: date
    name: str


def holidays(year: int) -> list[Holiday]:
    """The Dutch holidays of a year in order, with the days on which many look back or celebrate."""
    sunday = easter(year)
    found = [Holiday(sunday + timedelta(days=after), name) for after, name in MOVING.items()]
    found += [Holiday(date(year, month, day), name) for (month, day), name in FIXED.items()]
    found.append(_royal_day(year))
    return sorted(found, key=lambda holiday: holiday.day)


def _royal_day(year: int) -> Holiday:
    """It moves to Saturday where it would be a Sunday."""
    king = year >= FIRST_KING
    day = date(year, 4, 27 if king else 30)
    name = "Koningsdag" if king else "Koninginnedag"
    return Holiday(day - timedelta(days=1) if day.weekday() == SUNDAY else day, name)


def calendar_of(first: int, last: int) -> bytes:
    """The holidays of the years `first` to `last` as an iCalendar file. Raises ValueError for odd years."""
    if not YEARS[0] <= first <= last <= YEARS[1]:
        raise ValueError(f"{first}-{last}")
    return "\r\n".join(_lines(first, last)).encode()


def _lines(first: int, last: int) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//socialplan//NL", "X-WR-CALNAME:Feestdagen")
    for year in range(first, last + 1):
        for holiday in holidays(year):
            identity = holiday.name.lower().replace(" ", "-")
            yield from ("BEGIN:VEVENT", f"UID:{identity}-{year}@feestdagen.nl.socialplan")
            yield from (f"DTSTART;VALUE=DATE:{holiday.day:%Y%m%d}", f"SUMMARY:{holiday.name}")
            yield from ("CATEGORIES:HOLIDAY", "END:VEVENT")
    yield "END:VCALENDAR\r\n"
