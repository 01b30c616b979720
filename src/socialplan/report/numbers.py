"""Numbers, ranges and dates as people write them in Dutch and in English (one place for every face)."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from math import floor, log10

DAYS = {
    "nl": ("ma", "di", "wo", "do", "vr", "za", "zo"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
MONTHS = {
    "nl": ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
BETWEEN = {"nl": ("waarschijnlijk tussen {} en {}", " tot "), "en": ("likely between {} and {}", " to ")}
POINTS = "percentage points"
Number = float | int


def precision(low: Number | None, high: Number | None, value: Number) -> int:
    """Decimals that the range supports: the second digit of its width, at most two. An exact number that is
    not whole has two, from ten on one."""
    if isinstance(value, int) or (float(value).is_integer() and low is None):
        return 0
    width = abs(high - low) if low is not None and high is not None else abs(value)
    if width == 0:
        return 0 if float(value).is_integer() else 2 if abs(value) < 10 else 1
    return max(0, min(2, 1 - floor(log10(width))))


def number(value: Number | None, language: str, decimals: int | None = None) -> str:
    """12.345,6 in Dutch, 12,345.6 in English; a dash for what is not there."""
    if value is None:
        return "–"
    places = precision(None, None, value) if decimals is None else decimals
    shown = f"{value:,.{places}f}"
    return shown.translate(str.maketrans(",.", ".,")) if language == "nl" else shown


def percent(share: Number | None, language: str, decimals: int = 1) -> str:
    return "–" if share is None else number(share * 100, language, decimals) + "%"


def points(gap: Number, language: str, decimals: int = 1) -> str:
    """A difference of two shares; its unit says percentage points."""
    return f"{'+' if gap > 0 else ''}{number(gap * 100, language, decimals)}"


def money(amount: Number | Decimal | None, language: str, sign: str = "€") -> str:
    """€ 1.234,50 in Dutch, €1,234.50 in English."""
    if amount is None:
        return "–"
    shown = number(float(amount), language, 2)
    return f"{sign} {shown}" if language == "nl" else f"{sign}{shown}"


def is_share(unit: str) -> bool:
    """A part of a whole, written in percent, or a difference of two; "shares" are counted."""
    return unit in ("share", POINTS) or unit.startswith("share ")


def is_money(unit: str) -> bool:
    """A currency by its code, or money of which the data name no currency."""
    return unit == "money" or (len(unit) == 3 and unit.isascii() and unit.isupper())


def value(figure: Number | None, unit: str, language: str, low: Number | None = None,
          high: Number | None = None) -> str:  # fmt: skip
    """The figure with no more digits than its range supports."""
    if figure is None:
        return "–"
    if figure == 0:  # what is nothing has no digits behind it
        nothing = number(0, language, 2 if is_money(unit) else 0)
        return nothing + "%" if is_share(unit) and unit != POINTS else nothing
    if is_share(unit):
        scaled = [None if bound is None else bound * 100 for bound in (low, high)]
        decimals = max(0, precision(scaled[0], scaled[1], figure * 100 + 0.05))
        return points(figure, language, decimals) if unit == POINTS else percent(figure, language, decimals)
    if is_money(unit):
        return number(figure, language, 2)
    return number(figure, language, precision(low, high, figure))


def between(low: Number | None, high: Number | None, unit: str, language: str, *, table: bool = False) -> str:
    """The range in words, or with a dash in a table; empty where there is none."""
    if low is None or high is None or low == high:  # what is counted has no range
        return ""
    ends = [value(bound, unit, language, low, high) for bound in (low, high)]
    if table:
        return "–".join(ends)
    return BETWEEN[language][0].format(*ends)


def day(moment: date | datetime | None, language: str) -> str:
    """ma 23 nov 2026, Mon 23 Nov 2026."""
    if moment is None:
        return "–"
    weekday, month = DAYS[language][moment.weekday()], MONTHS[language][moment.month - 1]
    return f"{weekday} {moment.day} {month} {moment.year}"


def short_day(moment: date | datetime | None, language: str) -> str:
    if moment is None:
        return "–"
    return moment.strftime("%d-%m-%Y" if language == "nl" else "%d/%m/%Y")


def age(then: datetime | None, now: datetime, language: str) -> str:
    """2 uur oud, gisteren, 9 dagen oud."""
    if then is None:
        return "leeftijd onbekend" if language == "nl" else "age unknown"
    passed = max(now - then, timedelta())
    words = {
        "nl": ("zojuist", "{} min oud", "{} uur oud", "gisteren", "{} dagen oud"),
        "en": ("just now", "{} min old", "{} hours old", "yesterday", "{} days old"),
    }[language]
    minutes = int(passed.total_seconds() // 60)
    if minutes < 1:
        return words[0]
    if minutes < 60:
        return words[1].format(minutes)
    if minutes < 24 * 60:
        hours = minutes // 60
        return words[2].format(hours) if hours > 1 or language == "nl" else "1 hour old"
    return words[3] if passed.days == 1 else words[4].format(passed.days)
