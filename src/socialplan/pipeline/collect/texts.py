"""Compiles the readings and conditions of a mapping to text columns: no step is done row by row."""

from collections.abc import Iterable

import ibis
import ibis.expr.types as ir

from .columns import clean, group_of, matches, search, sha256, to_json
from .errors import BadImport
from .grammar import Reading, Where
from .sheets import HASH, REST, Sheet


def raw_column(sheet: Sheet, reading: Reading) -> ir.StringValue:
    """A column as it stands in the file; NULL where blank, or where it holds a word that means blank."""
    name = reading.column or ""
    where = sheet.aliases[reading.of, name] if reading.of else sheet.column(name)
    value = sheet.rows[where].nullif("")
    words = list(sheet.settings.blank)
    return ibis.ifelse(value.isin(words), ibis.null("string"), value) if words else value


def plain(sheet: Sheet, reading: Reading) -> ir.StringValue:
    """The value to the letter (texts, titles)."""
    return _steps(sheet, reading, _source(sheet, reading))


def text(sheet: Sheet, reading: Reading) -> ir.StringValue:
    """The value without space around it (ids, names, words)."""
    return clean(plain(sheet, reading), many=sheet.many)


def _source(sheet: Sheet, reading: Reading) -> ir.StringValue:
    if reading.column is not None:
        return raw_column(sheet, reading)
    if reading.const is not None:
        return ibis.literal(reading.const)
    if reading.parts:
        return _joined([text(sheet, part) for part in reading.parts], reading.separator)
    if reading.first:
        return ibis.coalesce(*(text(sheet, part) for part in reading.first))
    if reading.hash:
        return row_hash(sheet)
    raise BadImport("mapping_value", where="a text", why="sum gives a number, not a text")


def _joined(parts: list[ir.StringValue], separator: str) -> ir.StringValue:
    """Parts with the separator between them; NULL only where all are blank."""
    whole = parts[0].fill_null("")
    for part in parts[1:]:
        whole = whole + separator + part.fill_null("")
    return ibis.ifelse(ibis.coalesce(*parts).isnull(), ibis.null("string"), whole)


def row_hash(sheet: Sheet) -> ir.StringValue:
    """sha256 of the row as a JSON object with its columns in the order of their names."""
    if HASH in sheet.rows.columns:
        return ibis.coalesce(sheet.rows[HASH], _row_hash(sheet))
    return _row_hash(sheet)


def _row_hash(sheet: Sheet) -> ir.StringValue:
    names = sorted(sheet.names)
    values = [sheet.rows[sheet.names[name]].fill_null("") for name in names]
    if sheet.has_rest:
        names, values = [*names, REST], [*values, sheet.rows[REST].fill_null("")]
    return sha256(to_json(ibis.map(ibis.array([ibis.literal(name) for name in names]), ibis.array(values))))


def _steps(sheet: Sheet, reading: Reading, value: ir.StringValue) -> ir.StringValue:
    flag = "(?i)" if reading.ignore_case else ""
    if reading.extract is not None:
        value = value.re_extract(flag + reading.extract, group_of(reading.extract)).nullif("")
    if reading.pattern is not None:
        value = _branch(sheet, reading, search(value, flag + reading.pattern))
    if reading.map or reading.default is not None:
        value = _mapped(reading, value)
    if reading.whole:
        value = whole_number(value)
    if reading.lower:
        value = value.lower()
    if reading.prefix:
        value = ibis.literal(reading.prefix) + value
    if reading.where is not None:
        value = ibis.ifelse(condition(sheet, reading.where), value, ibis.null("string"))
    return value


def _branch(sheet: Sheet, reading: Reading, found: ir.BooleanValue) -> ir.StringValue:
    missing = ibis.null("string")
    then = plain(sheet, reading.then) if reading.then else missing
    otherwise = plain(sheet, reading.otherwise) if reading.otherwise else missing
    return ibis.ifelse(found, then, otherwise)


def _mapped(reading: Reading, value: ir.StringValue) -> ir.StringValue:
    """Words replaced by words; `default` for every other word and for a blank."""
    fallback = value if reading.default is None else ibis.literal(reading.default)
    if not reading.map:
        return value.fill_null(reading.default or "")
    key = clean(value)
    key = key.lower() if reading.ignore_case else key
    cases = [
        (key == (word.lower() if reading.ignore_case else word), ibis.literal(new))
        for word, new in reading.map.items()
    ]
    return ibis.cases(*cases, else_=fallback).nullif("")


def whole_number(value: ir.StringValue) -> ir.StringValue:
    """Spreadsheets turn the id 3 into 3.0; this is 3 again."""
    return clean(value).re_replace(r"\.0+$", "")


def condition(sheet: Sheet, where: Where) -> ir.BooleanValue:
    """True or false, never NULL: a blank cell equals nothing and matches nothing."""
    if where.all:
        return _fold(sheet, where.all, both=True)
    if where.any:
        return _fold(sheet, where.any, both=False)
    if where.negated is not None:
        return ~condition(sheet, where.negated)
    return _test(raw_column(sheet, Reading(column=where.column)), where)


def _fold(sheet: Sheet, parts: Iterable[Where], *, both: bool) -> ir.BooleanValue:
    first, *others = (condition(sheet, part) for part in parts)
    for other in others:
        first = first & other if both else first | other
    return first


def _test(value: ir.StringValue, where: Where) -> ir.BooleanValue:
    if where.pattern is not None:
        flag = "(?i)" if where.ignore_case else ""
        return matches(value, flag + where.pattern).fill_null(False)
    value = clean(value)
    if where.not_empty is not None:
        return value.notnull() if where.not_empty else value.isnull()
    value = value.lower() if where.ignore_case else value
    wanted = (where.equals,) if where.equals is not None else (where.within or where.not_in or ())
    words = [word.lower() if where.ignore_case else word for word in wanted if word is not None]
    # equals = "" and in = ["", ...] mean blank
    found = value.fill_null("").isin([word.strip() for word in words])
    return ~found if where.not_in is not None else found
