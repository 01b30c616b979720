"""Compiles readings to times: naive UTC with a precision; a time without a zone is refused.

A wall time that a zone skips is read with the offset before the change; one that occurs twice is read as
the later of the two (winter time).
"""

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from .columns import UTC, from_local, matches, parse_naive, parse_zoned, to_local, utc
from .grammar import Reading
from .numbers import Problem, Typed
from .sheets import Sheet
from .texts import text

OFFSET = r"\d{2}(Z|z|[+-]\d{2}(:?\d{2})?)$"
USUAL = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d\d+)?Z$"  # most times are so; then no other form is looked for
DAY_ONLY = r"^\d{4}-\d{1,2}-\d{1,2}$"
SECONDS = ("%S", "%T", "%X", "%c", "%s")
HOURS = ("%H", "%I", *SECONDS)
NAMES = ("%a", "%A", "%b", "%B")
# English names of days and months are the engine's own; Dutch ones are put into English first.
DUTCH = {
    "januari": "January", "februari": "February", "maart": "March", "mrt": "Mar", "mei": "May",
    "juni": "June", "juli": "July", "augustus": "August", "oktober": "October", "okt": "Oct",
    "maandag": "Monday", "dinsdag": "Tuesday", "woensdag": "Wednesday", "donderdag": "Thursday",
    "vrijdag": "Friday", "zaterdag": "Saturday", "zondag": "Sunday", "ma": "Mon", "di": "Tue", "wo": "Wed",
    "do": "Thu", "vr": "Fri", "za": "Sat", "zo": "Sun", "sept": "Sep",
    # the same in both languages, but for the point behind an abbreviation
    "jan": "Jan", "feb": "Feb", "apr": "Apr", "jun": "Jun", "jul": "Jul", "aug": "Aug", "sep": "Sep",
    "nov": "Nov", "dec": "Dec",
}  # fmt: skip
EPOCHS = {"epoch": 1_000_000, "epoch_ms": 1_000}
# Ids that hold a moment: bits behind it, microseconds per tick, first moment in ticks since 1970.
IDS = {"x_id": (22, 1_000, 1_288_834_974_657), "tiktok_id": (32, 1_000_000, 0),
       "linkedin_id": (22, 1_000, 0)}  # fmt: skip
DIGITS = {1_000_000: 11, 1_000: 14}  # more is no time of ours


@dataclass(frozen=True)
class Moment:
    """What one format makes of the cells."""

    value: ir.TimestampValue  # NULL where the format does not fit
    precision: ir.StringValue
    unzoned: ir.BooleanValue  # it fits, but nobody says in which zone


def time(sheet: Sheet, reading: Reading, *, field: str, zone: str | None) -> tuple[Typed, ir.StringValue]:
    """The time column and its precision. `zone` is the mapping's; the reading's own comes first."""
    shown = text(sheet, reading)
    formats = list(reading.format) or ["iso"]
    if sheet.from_sheet and "iso" not in formats and not any(form in EPOCHS for form in formats):
        formats.append("iso")  # cells that hold real dates are written so
    zone = reading.zone or zone
    moments = [
        _moment(shown, form, zone=zone, precision=reading.precision, many=sheet.many) for form in formats
    ]
    value = ibis.coalesce(*(moment.value for moment in moments))
    precision = ibis.cases(
        *((moment.value.notnull(), moment.precision) for moment in moments), else_=ibis.null("string")
    )
    unzoned = moments[0].unzoned.fill_null(False)
    for moment in moments[1:]:
        unzoned = unzoned | moment.unzoned.fill_null(False)
    sensible = value.year().between(1900, 2200).fill_null(False)
    wrong = shown.notnull() & ~sensible & ~unzoned
    problems = (
        Problem("time", field, wrong, shown, " or ".join(formats)),
        Problem("zone", field, unzoned & value.isnull(), shown),
    )
    return Typed(value, problems), precision


def precision_of(form: str) -> str:
    """How much of a time a format can tell."""
    if form in EPOCHS or form in IDS or any(code in form for code in SECONDS):
        return "second"
    return "minute" if any(code in form for code in HOURS) else "day"


def _moment(
    shown: ir.StringValue, form: str, *, zone: str | None, precision: str | None, many: bool
) -> Moment:
    if form in EPOCHS:
        return _epoch(shown, EPOCHS[form], zone=zone, precision=precision)
    if form in IDS:
        return _of_id(shown, *IDS[form])
    if form == "iso":
        return _iso(shown, zone=zone, precision=precision, many=many)
    known = precision or precision_of(form)
    if "%z" in form or "%Z" in form:
        zoned = _named(shown.re_replace("[zZ]$", "+00:00"), form, zoned=True)
        value = to_local(zone or "UTC", zoned).truncate("D") if known == "day" else utc(zoned)
        return Moment(value, ibis.literal(known), ibis.literal(False))
    naive = _named(shown, form, zoned=False)
    return _placed(naive, ibis.literal(known), zone=zone, day=ibis.literal(known == "day"))


def _named(shown: ir.StringValue, form: str, *, zoned: bool) -> ir.TimestampValue:
    parse = parse_zoned if zoned else parse_naive
    if not any(code in form for code in NAMES):
        return parse(shown, form)
    english = shown
    for word, name in DUTCH.items():
        english = english.re_replace(rf"(?i)\b{word}\b\.?", name)
    return ibis.coalesce(parse(shown, form), parse(english, form))


def _placed(
    naive: ir.TimestampValue, precision: ir.StringValue, *, zone: str | None, day: ir.BooleanValue
) -> Moment:
    """A wall time in its zone. A day is never shifted."""
    moment = utc(from_local(zone, naive)) if zone else ibis.null("timestamp")
    unzoned = ibis.literal(False) if zone else naive.notnull() & ~day
    return Moment(ibis.ifelse(day, naive.truncate("D"), moment), precision, unzoned)


def _epoch(shown: ir.StringValue, scale: int, *, zone: str | None, precision: str | None) -> Moment:
    ticks = ibis.ifelse(matches(shown, rf"^-?\d{{1,{DIGITS[scale]}}}(\.\d+)?$"), shown, ibis.null("string"))
    micros = (ticks.try_cast("float64") * scale).round().try_cast("int64")
    value = _from_micros(micros)
    if precision == "day":
        value = to_local(zone or "UTC", from_local("UTC", value)).truncate("D")
    return Moment(value, ibis.literal(precision or "second"), ibis.literal(False))


def _of_id(shown: ir.StringValue, bits: int, scale: int, start: int) -> Moment:
    number = ibis.ifelse(matches(shown, r"^\d{15,19}$"), shown, ibis.null("string")).try_cast("int64")
    value = _from_micros((number // 2**bits + start) * scale).truncate("s")
    return Moment(value, ibis.literal("second"), ibis.literal(False))


@ibis.udf.scalar.builtin(name="make_timestamp", signature=(("int64",), "timestamp"))
def _from_micros(micros): ...  # type: ignore[no-untyped-def]


def _iso(shown: ir.StringValue, *, zone: str | None, precision: str | None, many: bool) -> Moment:
    if not many:
        return _any_iso(shown, zone=zone, precision=precision)
    usual = matches(shown, USUAL)
    other = _any_iso(ibis.ifelse(usual, ibis.null("string"), shown), zone=zone, precision=precision)
    value = shown.try_cast("timestamp")  # of a time that ends in Z
    value = to_local(zone or "UTC", from_local("UTC", value)).truncate("D") if precision == "day" else value
    known = ibis.ifelse(usual, precision or "second", other.precision)
    return Moment(ibis.ifelse(usual, value, other.value), known, ibis.ifelse(usual, False, other.unzoned))


def _any_iso(shown: ir.StringValue, *, zone: str | None, precision: str | None) -> Moment:
    day = matches(shown, DAY_ONLY)
    shape = matches(shown, r"^\d{4}-\d{1,2}-\d{1,2}([T ]\d{1,2}:\d{2}|$)")
    offset = matches(shown, OFFSET) & ~day
    fits = ibis.ifelse(shape, shown, ibis.null("string"))
    naive = ibis.ifelse(offset, ibis.null("string"), fits).try_cast("timestamp")
    zoned = ibis.ifelse(offset, fits, ibis.null("string")).try_cast(UTC)
    only_day = day if precision is None else ibis.literal(precision == "day")
    known = ibis.ifelse(day, "day", precision or "second")
    placed = _placed(naive, known, zone=zone, day=only_day | day)
    exact = to_local(zone or "UTC", zoned).truncate("D") if precision == "day" else utc(zoned)
    return Moment(ibis.coalesce(exact, placed.value), known, placed.unzoned)
