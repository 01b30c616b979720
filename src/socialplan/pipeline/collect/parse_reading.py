"""Reads the small parts of a mapping: how a value is read, and conditions."""

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ...records import PRECISIONS
from .errors import BadImport
from .grammar import Reading, Where
from .zones import check_zone

SOURCES = ("column", "const", "parts", "sum", "first", "hash")
TEXTS = (
    "column", "const", "of", "extract", "extract_all", "split", "pattern", "default", "separator", "prefix",
    "zone", "precision", "decimal", "thousands", "blank",
)  # fmt: skip
FLAGS = ("hash", "hashtags", "mentions", "links", "ignore_case", "whole", "lower")
SEVERAL = ("parts", "sum", "first")
OTHERS = ("match", "where", "then", "else", "map", "format")
READING = (*TEXTS, *FLAGS, *SEVERAL, *OTHERS)
WHERE = (
    "column", "equals", "in", "not_in", "not_empty", "empty", "pattern", "ignore_case", "all", "any", "not",
)  # fmt: skip
# %g, %G, %u, %V and such stand for weeks, which are no times.
CODE = re.compile(r"%-?.?")
KNOWN_CODE = re.compile(r"%[aAbBcdfHIjmMnpSxXyYzZ%]|%-[dHIjmMSy]")
DEEPEST = 15
NAMED_FORM = re.compile(r"[a-z]\w*")


def bad(place: str, why: str) -> BadImport:
    return BadImport("mapping_value", where=place, why=why)


def check_keys(raw: Any, known: Iterable[str], *, where: str) -> None:
    """Refuse an unknown key, naming the one that was probably meant."""
    if not isinstance(raw, dict):
        raise bad(where, "it is a table: { key = value }")
    names = list(known)
    for key in raw:
        if key not in names:
            nearest = difflib.get_close_matches(key, names, n=1, cutoff=0) or names[:1]
            raise BadImport("mapping_key", key=key, where=where, nearest=nearest[0])


def text(raw: Any, place: str) -> str:
    if not isinstance(raw, str):
        raise bad(place, "it is a text between quotes")
    return raw


def texts(raw: Any, place: str) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise bad(place, "it is a list of texts")
    return tuple(text(entry, place) for entry in raw)


def scalar(raw: Any, place: str) -> str:
    """A constant: text, number or true/false, kept as the text a file would hold."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, (str, int, float)):
        return str(raw)
    raise bad(place, "it is a text or a number")


def pattern(raw: Any, place: str) -> str:
    """A regular expression the engine understands (RE2: no look-ahead, no back-references)."""
    try:
        pc.match_substring_regex(pa.array([""]), text(raw, place))
    except pa.ArrowInvalid as error:
        raise bad(place, f"the pattern is not understood: {str(error).split('RE2: ')[-1]}") from error
    return str(raw)


def reading(raw: Any, *, where: str) -> Reading:
    """A bare text names a column; a table says more."""
    if isinstance(raw, str):
        return Reading(column=raw)
    _check_depth(where)
    if not isinstance(raw, dict):
        raise bad(where, 'it is a column name, or a table such as { const = "..." }')
    check_keys(raw, READING, where=where)
    if sum(1 for name in SOURCES if name in raw) != 1 or raw.get("hash") is False:
        raise bad(where, f"it needs exactly one of {', '.join(SOURCES)}")
    known: dict[str, Any] = {
        name: text(raw[name], f"{where}.{name}") for name in TEXTS if name in raw and name != "const"
    }
    known |= {name: _flag(raw[name], f"{where}.{name}") for name in FLAGS if name in raw}
    known |= {name: _several(raw[name], f"{where}.{name}") for name in SEVERAL if name in raw}
    known |= _others(raw, where)
    _check_words(known, where)
    return Reading(**known)


def _check_depth(place: str) -> None:
    """What stands inside what can be read by a person, and by the engine."""
    parts = place.split(".")
    if len(parts) > DEEPEST:
        raise bad(".".join(parts[:DEEPEST]), f"it goes more than {DEEPEST} deep")


def where(raw: Any, *, place: str) -> Where:
    """A condition; always a table."""
    _check_depth(place)
    check_keys(raw, WHERE, where=place)
    groups = [name for name in ("all", "any", "not") if name in raw]
    if groups:
        if len(raw) != 1:
            raise bad(place, f"{groups[0]} stands alone in a condition")
        return _group(raw, groups[0], place)
    if "column" not in raw:
        raise bad(place, "it names a column, or it is all, any or not")
    tests = [name for name in ("equals", "in", "not_in", "not_empty", "empty", "pattern") if name in raw]
    if len(tests) != 1:
        raise bad(place, "it needs exactly one of equals, in, not_in, not_empty, empty, pattern")
    return Where(
        column=text(raw["column"], f"{place}.column"),
        equals=scalar(raw["equals"], f"{place}.equals") if "equals" in raw else None,
        within=_scalars(raw["in"], f"{place}.in") if "in" in raw else None,
        not_in=_scalars(raw["not_in"], f"{place}.not_in") if "not_in" in raw else None,
        not_empty=_filled(raw, place),
        pattern=pattern(raw["pattern"], f"{place}.pattern") if "pattern" in raw else None,
        ignore_case=_flag(raw.get("ignore_case", False), f"{place}.ignore_case"),
    )


def _filled(raw: Mapping[str, Any], place: str) -> bool | None:
    if "not_empty" in raw:
        return _flag(raw["not_empty"], f"{place}.not_empty")
    if "empty" in raw:
        return not _flag(raw["empty"], f"{place}.empty")
    return None


def _group(raw: Mapping[str, Any], name: str, place: str) -> Where:
    if name == "not":
        return Where(negated=where(raw["not"], place=f"{place}.not"))
    if not isinstance(raw[name], list) or not raw[name]:
        raise bad(f"{place}.{name}", "it is a list of conditions")
    parts = tuple(where(entry, place=f"{place}.{name}") for entry in raw[name])
    return Where(all=parts) if name == "all" else Where(any=parts)


def _others(raw: Mapping[str, Any], place: str) -> dict[str, Any]:
    known: dict[str, Any] = {}
    if "const" in raw:
        known["const"] = scalar(raw["const"], f"{place}.const")
    for name in ("extract", "extract_all", "pattern"):
        if name in raw:
            known[name] = pattern(raw[name], f"{place}.{name}")
    if "then" in raw or "else" in raw:
        known["then"] = _outcome(raw.get("then"), f"{place}.then")
        known["otherwise"] = _outcome(raw.get("else"), f"{place}.else")
    if "where" in raw:
        known["where"] = where(raw["where"], place=f"{place}.where")
    if "map" in raw:
        known["map"] = _words(raw["map"], f"{place}.map")
    if "format" in raw:
        known["format"] = _formats(raw["format"], f"{place}.format")
    if raw.get("split") == "":
        raise bad(f"{place}.split", "it is the sign between the pieces")
    _check_pairs(raw, place)
    if "match" in raw:
        known["match"] = _match(raw["match"], f"{place}.match")
    return known


def _check_pairs(raw: Mapping[str, Any], place: str) -> None:
    for one, other in (("of", "match"), ("pattern", "then")):
        if (one in raw) != (other in raw):
            raise bad(place, f"{one} and {other} go together")


def _formats(given: Any, place: str) -> tuple[str, ...]:
    found = (given,) if isinstance(given, str) else texts(given, place)
    for form in found:
        codes = CODE.findall(form)
        unknown = [code for code in codes if not KNOWN_CODE.fullmatch(code)]
        if unknown:
            raise bad(place, f"there is no time code {unknown[0]}")
        if not codes and not NAMED_FORM.fullmatch(form):
            raise bad(place, 'it is iso, epoch, epoch_ms or codes such as "%Y-%m-%d %H:%M"')
    return found


def _match(given: Any, place: str) -> dict[str, str]:
    return {given: given} if isinstance(given, str) else _words(given, place)


def _outcome(raw: Any, place: str) -> Reading | None:
    """After a pattern a bare text is the value itself."""
    if raw is None:
        return None
    return reading(raw, where=place) if isinstance(raw, dict) else Reading(const=scalar(raw, place))


def _check_words(known: Mapping[str, Any], place: str) -> None:
    if known.get("blank", "zero") not in ("zero", "unknown"):
        raise bad(f"{place}.blank", "it is zero or unknown")
    if known.get("precision", "day") not in PRECISIONS:
        raise bad(f"{place}.precision", f"it is one of {', '.join(PRECISIONS)}")
    if "zone" in known:
        check_zone(known["zone"], place=f"{place}.zone")


def _flag(raw: Any, place: str) -> bool:
    if not isinstance(raw, bool):
        raise bad(place, "it is true or false")
    return raw


def _several(raw: Any, place: str) -> tuple[Reading, ...]:
    if not isinstance(raw, list) or not raw:
        raise bad(place, "it is a list of columns")
    return tuple(reading(entry, where=place) for entry in raw)


def _scalars(raw: Any, place: str) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise bad(place, "it is a list")
    return tuple(scalar(entry, place) for entry in raw)


def _words(raw: Any, place: str) -> dict[str, str]:
    if not isinstance(raw, dict):
        raise bad(place, 'it is a table: { this = "that" }')
    return {key: scalar(value, f"{place}.{key}") for key, value in raw.items()}
