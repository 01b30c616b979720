"""Reads a mapping file: TOML to the grammar, naming what it does not know."""

import difflib
import tomllib
from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from pathlib import Path
from typing import Any

from ...records import DIMS, METRICS, OWNER_KINDS
from . import encodings
from .errors import BadImport
from .fields import AUTOMATIC, FIELDS, INTEGER, NUMBER, REQUIRED
from .grammar import MAIN, Block, Conflict, FileRule, Mapping, Reading
from .known import known_formats
from .parse_reading import bad, check_keys, reading, text, texts, where
from .reading import ReadSettings
from .used import inside
from .zones import check_zone

TOP = ("name", "network", "zone", "where", "read", "files", "accounts", "table")
READ = (
    "encoding", "delimiter", "quote", "sheet", "skip", "header", "kind", "format", "decimal", "thousands",
    "blank",
)  # fmt: skip
NAMED = {"metrics": ("values",), "efforts": ("dims",)}  # tables with readings by names of their own


def load_mapping(path: Path) -> Mapping:
    """The mapping in a file; raises BadImport with the file's name."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise BadImport("mapping_missing", path.name) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadImport("unreadable", path.name, why="it is no readable UTF-8 text") from error
    return parse_mapping(content, file=path.name)


def parse_mapping(content: str, *, file: str = "mapping") -> Mapping:
    """The mapping in a text; raises BadImport naming `file` and the place in it."""
    try:
        return _mapping(tomllib.loads(content))
    except tomllib.TOMLDecodeError as error:
        raise BadImport("mapping_toml", file, why=str(error)) from error
    except RecursionError as error:
        raise BadImport("mapping_toml", file, why="it is nested too deeply") from error
    except BadImport as error:
        if error.file:
            raise
        raise BadImport(error.code, file, error.line, **error.values) from error


def _mapping(raw: MappingOf[str, Any]) -> Mapping:
    check_keys(raw, TOP, where="the mapping")
    if "network" not in raw:
        raise bad("the mapping", 'say which network it is: network = "facebook"')
    network = raw["network"]
    if network == "":
        raise bad("network", 'it is empty; for example network = "facebook"')
    rules = tuple(_file_rule(name, rule) for name, rule in _table(raw.get("files", {}), "files").items())
    read = _table(raw.get("read", {}), "read")
    per_file = {name: settings for name, settings in read.items() if isinstance(settings, dict)}
    shared = {key: value for key, value in read.items() if key not in per_file}
    _check_named(per_file, rules, where="read")
    zone = raw.get("zone")
    return Mapping(
        network=reading({"const": network} if isinstance(network, str) else network, where="network"),
        blocks=_blocks(raw, rules),
        files=rules,
        read=_settings(shared, "read"),
        reads={name: _settings({**shared, **own}, f"read.{name}") for name, own in per_file.items()},
        where=where(raw["where"], place="where") if "where" in raw else None,
        zone=check_zone(zone, place="zone") if zone is not None else None,
        owners=_owners(_table(raw.get("accounts", {}), "accounts")),
        name=text(raw.get("name", ""), "name"),
    )


def _blocks(raw: MappingOf[str, Any], rules: tuple[FileRule, ...]) -> tuple[Block, ...]:
    tables = _table(raw.get("table", {}), "table")
    check_keys(tables, tuple(FIELDS), where="table")
    blocks: list[Block] = []
    for name, given in tables.items():
        if not isinstance(given, list):
            raise bad(f"table.{name}", f"write it with double brackets: [[table.{name}]]")
        blocks += [_block(name, entry, rules) for entry in given]
    if not blocks:
        raise bad("the mapping", "it fills no table; add for example [[table.posts]]")
    return tuple(blocks)


def _block(table: str, raw: MappingOf[str, Any], rules: tuple[FileRule, ...]) -> Block:
    place = f"table.{table}"
    extra = NAMED.get(table, ())
    known = ("file", "where", "on_conflict", *FIELDS[table], *extra)
    check_keys(raw, (*known, "extra") if table == "posts" else known, where=place)
    file = raw.get("file", rules[0].name if len(rules) == 1 else MAIN)
    if "file" in raw and not rules:
        raise bad(f"{place}.file", "the mapping names no files; add [files], or leave this out")
    if rules and file not in {rule.name for rule in rules}:
        raise bad(place, f"name its file: file = one of {', '.join(rule.name for rule in rules)}")
    off = frozenset(name for name in AUTOMATIC if raw.get(name) is False)
    if raw.get("extra", False) is not False:
        raise bad(f"{place}.extra", "it is false or left out")
    given = {name: raw[name] for name in FIELDS[table] if name in raw and name not in off}
    for name in REQUIRED.get(table, ()):
        if name not in raw:
            raise bad(place, f"it needs {name}")
    fields = {name: reading(value, where=f"{place}.{name}") for name, value in given.items()}
    _check_readings(fields, table, place, rules)
    return Block(
        table=table,
        file=file,
        where=where(raw["where"], place=f"{place}.where") if "where" in raw else None,
        fields=fields,
        values=_values(raw, place) if table == "metrics" else {},
        dims=_dims(raw, place) if "dims" in raw else {},
        off=off,
        on_conflict=_conflict(raw["on_conflict"], place) if "on_conflict" in raw else None,
    )


def _check_readings(
    fields: MappingOf[str, Reading], table: str, place: str, rules: tuple[FileRule, ...]
) -> None:
    """What a reading alone cannot know: which kind of value its field takes, and which files there are."""
    names = {rule.name for rule in rules}
    for name, given in fields.items():
        for part in inside(given):
            if part.sum and FIELDS[table][name] not in (NUMBER, INTEGER):
                raise bad(f"{place}.{name}", "sum gives a number, and this field takes none")
            if part.of is not None and part.of not in names:
                raise bad(f"{place}.{name}", f"of names one of the files: {', '.join(names) or 'none'}")


def _values(raw: MappingOf[str, Any], place: str) -> dict[str, Any]:
    values = _table(raw.get("values", {}), f"{place}.values")
    if not values:
        raise bad(place, 'it needs values, for example values = { reactions = "num_reactions" }')
    check_keys(values, METRICS, where=f"{place}.values")
    return {name: reading(value, where=f"{place}.values.{name}") for name, value in values.items()}


def _dims(raw: MappingOf[str, Any], place: str) -> dict[str, Any]:
    dims = _table(raw["dims"], f"{place}.dims")
    check_keys(dims, DIMS, where=f"{place}.dims")
    return {name: reading(value, where=f"{place}.dims.{name}") for name, value in dims.items()}


def _conflict(raw: Any, place: str) -> Conflict:
    if raw in ("refuse", "first", "last"):
        return Conflict(raw)
    if isinstance(raw, dict) and set(raw) == {"most"}:
        return Conflict("most", text(raw["most"], f"{place}.on_conflict.most"))
    raise bad(f"{place}.on_conflict", 'it is "refuse", "first", "last" or { most = "column" }')


def _file_rule(name: str, raw: Any) -> FileRule:
    if isinstance(raw, str):
        return FileRule(name, raw)
    check_keys(_table(raw, f"files.{name}"), ("match", "optional"), where=f"files.{name}")
    return FileRule(
        name, text(raw.get("match", "*"), f"files.{name}.match"), bool(raw.get("optional", False))
    )


def _settings(raw: MappingOf[str, Any], place: str) -> ReadSettings:
    check_keys(raw, READ, where=place)
    known: dict[str, Any] = dict(raw)
    for name in ("header", "blank"):
        if name in known:
            known[name] = texts(known[name], f"{place}.{name}")
    for name in ("encoding", "delimiter", "quote", "sheet", "kind", "format", "decimal", "thousands"):
        if name in known:
            text(known[name], f"{place}.{name}")
    if known.get("quote") == "none":
        known["quote"] = None
    if known.get("kind", "csv") not in ("csv", "xlsx", "jsonl"):
        raise bad(f"{place}.kind", "it is csv, xlsx or jsonl")
    _check_format(known.get("format", ""), place)
    if type(known.get("skip", 0)) is not int or known.get("skip", 0) < 0:
        raise bad(f"{place}.skip", "it is a number of lines")
    if "encoding" in known:
        encodings.stated(known["encoding"], where="")
    _check_signs(known, place)
    return ReadSettings(**known)


def _check_signs(known: MappingOf[str, Any], place: str) -> None:
    """Single signs, none of which does the work of another."""
    for name in ("delimiter", "quote", "decimal"):
        if known.get(name) is not None and (len(known[name]) != 1 or known[name] in "\r\n"):
            raise bad(f"{place}.{name}", "it is one character")
    if known.get("delimiter", ",") == known.get("quote", '"'):
        raise bad(f"{place}.delimiter", "it is the quote sign too")
    if known.get("decimal", ".") == known.get("thousands", ""):
        raise bad(f"{place}.thousands", "it is the decimal sign too")


def _check_format(name: str, place: str) -> None:
    if name not in ("", *known_formats()):
        raise bad(f"{place}.format", f"it is one of {', '.join(known_formats())}")


def _owners(raw: MappingOf[str, Any]) -> dict[str, str]:
    check_keys(raw, OWNER_KINDS, where="accounts")
    return {
        handle.removeprefix("@"): kind
        for kind, handles in raw.items()
        for handle in texts(handles, f"accounts.{kind}")
    }


def _table(raw: Any, place: str) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise bad(place, "it is a table: { key = value }")
    return raw


def _check_named(names: Iterable[str], rules: tuple[FileRule, ...], *, where: str) -> None:
    known = [rule.name for rule in rules]
    for name in names:
        if name not in known:
            nearest = difflib.get_close_matches(name, [*known, *READ], n=1, cutoff=0) or ["encoding"]
            raise BadImport("mapping_key", key=name, where=where, nearest=nearest[0])
