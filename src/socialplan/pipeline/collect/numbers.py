"""Compiles readings to numbers: decimal comma, thousands point, sums with blanks as zero or as unknown."""

import re
from dataclasses import dataclass, replace

import ibis
import ibis.expr.types as ir

from .columns import clean, matches
from .grammar import Reading
from .sheets import Sheet
from .texts import text

MONEY = "decimal(18, 4)"
DIGITS = r"^[0-9]{1,9}$"  # what most numbers are; then nothing else is looked for
MONEY_OR_SHARE = r"^[€$£]\s*|\s*[%€]$"


@dataclass(frozen=True)
class Problem:
    """A cell that is not what its field asks for: which rows, and what to show of it."""

    code: str
    field: str
    found: ir.BooleanValue
    shown: ir.StringValue
    wanted: str = ""


@dataclass(frozen=True)
class Typed:
    """A typed column and the cells that did not fit it."""

    value: ir.Value
    problems: tuple[Problem, ...] = ()


def number(sheet: Sheet, reading: Reading, *, field: str) -> Typed:
    """A float column. A blank is unknown unless the reading says zero."""
    return _number(sheet, reading, field=field, kind="float64")


def money(sheet: Sheet, reading: Reading, *, field: str) -> Typed:
    """An exact column with four decimals; more are rounded, half away from zero."""
    return _number(sheet, reading, field=field, kind=MONEY)


def _number(sheet: Sheet, reading: Reading, *, field: str, kind: str) -> Typed:
    if reading.sum:
        return _sum(sheet, reading, field=field, kind=kind)
    shown = text(sheet, replace(reading, blank=None))
    decimal = reading.decimal or sheet.settings.decimal
    thousands = reading.thousands if reading.thousands is not None else sheet.settings.thousands
    bare = clean(shown.re_replace(MONEY_OR_SHARE, ""))
    plain = _plain(bare, decimal=decimal, thousands=thousands)
    if sheet.many:
        plain = ibis.ifelse(matches(shown, DIGITS), shown, plain)
    value = plain.try_cast(kind)
    problem = Problem("number", field, shown.notnull() & value.isnull(), shown)
    if reading.blank == "zero":
        value = ibis.ifelse(shown.isnull(), ibis.literal(0).cast(kind), value)
    return Typed(value, (problem,))


def integer(sheet: Sheet, reading: Reading, *, field: str) -> Typed:
    found = number(sheet, reading, field=field)
    broken = (found.value != found.value.floor()).fill_null(False)
    shown = found.problems[0].shown if found.problems else ibis.literal("")
    problem = Problem("integer", field, broken, shown)
    return Typed(ibis.ifelse(broken, ibis.null(), found.value).try_cast("int64"), (*found.problems, problem))


def _plain(value: ir.StringValue, *, decimal: str, thousands: str) -> ir.StringValue:
    """Digits with a point, or NULL where the signs do not stand where they must.

    "1.5" under a thousands point is refused rather than read as 15: groups have three digits, and "0.125"
    rather than read as 125: no group of thousands begins with a zero.
    """
    point = re.escape(decimal)
    whole = matches(value, rf"^[+-]?(\d+({point}\d*)?|{point}\d+)([eE][+-]?\d+)?$")
    bare = value if decimal == "." else value.replace(decimal, ".")
    if not thousands:
        return ibis.ifelse(whole, bare, ibis.null("string"))
    group = r"[ \x{00a0}\x{202f}]" if thousands == " " else re.escape(thousands)
    grouped = matches(value, rf"^[+-]?[1-9]\d{{0,2}}({group}\d{{3}})+({point}\d+)?$")
    joined = value.re_replace(group, "").replace(decimal, ".")
    missing = ibis.null("string")
    return ibis.cases((grouped, joined), (whole, bare), else_=missing)


def _sum(sheet: Sheet, reading: Reading, *, field: str, kind: str) -> Typed:
    parts = [
        _number(sheet, part if part.blank else replace(part, blank=reading.blank), field=field, kind=kind)
        for part in reading.sum
    ]
    total = parts[0].value
    for part in parts[1:]:
        total = total + part.value
    return Typed(total, tuple(problem for part in parts for problem in part.problems))
