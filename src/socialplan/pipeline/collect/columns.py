"""Small column expressions the readings are built of; functions the engine has and Ibis does not name."""

import re
from collections.abc import Callable
from functools import cache

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
import ibis.expr.types as ir

UTC = dt.Timestamp("UTC")
SPACE = " \t\r\n\u00a0\u200b\ufeff"


@ibis.udf.scalar.builtin(name="trim")
def trim(text: str, characters: str) -> str: ...  # type: ignore[empty-body]


@ibis.udf.scalar.builtin(name="regexp_extract_all")
def extract_all(text: str, pattern: str, group: int) -> list[str]: ...  # type: ignore[empty-body]


@ibis.udf.scalar.builtin(name="regexp_matches")
def matches(text: str, pattern: str) -> bool: ...  # type: ignore[empty-body]


@ibis.udf.scalar.builtin(name="sha256")
def sha256(text: str) -> str: ...  # type: ignore[empty-body]


@ibis.udf.scalar.builtin(name="md5")
def md5(text: str) -> str: ...  # type: ignore[empty-body]


@ibis.udf.scalar.builtin(name="try_strptime", signature=((dt.string, dt.string), dt.timestamp))
def parse_naive(text, form): ...  # type: ignore[no-untyped-def]


@ibis.udf.scalar.builtin(name="try_strptime", signature=((dt.string, dt.string), UTC))
def parse_zoned(text, form): ...  # type: ignore[no-untyped-def]


@ibis.udf.scalar.builtin(name="timezone", signature=((dt.string, dt.timestamp), UTC))
def from_local(zone, time): ...  # type: ignore[no-untyped-def]


@ibis.udf.scalar.builtin(name="timezone", signature=((dt.string, UTC), dt.timestamp))
def to_local(zone, time): ...  # type: ignore[no-untyped-def]


def to_json(value: ir.Value) -> ir.StringValue:
    """JSON text of a value of any type."""
    return _json_of(value.type())(value)


@cache
def _json_of(kind: dt.DataType) -> Callable[[ir.Value], ir.StringValue]:
    @ibis.udf.scalar.builtin(name="to_json", signature=((kind,), dt.string))
    def to_json(value): ...  # type: ignore[no-untyped-def]

    return to_json


def clean(text: ir.StringValue, *, many: bool = False) -> ir.StringValue:
    """Without space around it; NULL where nothing is left.

    For `many` rows it pays to look first: most cells begin and end with a printable sign of ASCII, and those
    are as they should be.
    """
    trimmed = trim(text, SPACE).nullif("")
    if not many:
        return trimmed
    good = (text >= "!") & (text < "\x7f") & text.right(1).between("!", "~")
    return ibis.ifelse(good, text, trimmed)


def is_constant(value: ops.Value) -> bool:
    """Whether it is made of no column at all."""
    return not isinstance(value, ops.Field) and all(
        is_constant(part) for part in value.__children__ if isinstance(part, ops.Value)
    )


def search(text: ir.StringValue, pattern: str) -> ir.BooleanValue:
    """Whether the pattern is found; false for NULL."""
    return matches(text, pattern).fill_null(False)


def group_of(pattern: str) -> int:
    """The group a pattern keeps: the first if it has one, else the whole match."""
    plain = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "", pattern)
    return 1 if re.search(r"\((?!\?)|\(\?P<", plain) else 0


def utc(zoned: ir.TimestampValue) -> ir.TimestampValue:
    return to_local("UTC", zoned)
