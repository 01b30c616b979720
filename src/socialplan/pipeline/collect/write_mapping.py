"""Writes a mapping as the TOML a person can read, keep and change; reading it back gives the same mapping."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from .grammar import MAIN, Block, Conflict, FileRule, Reading, Where
from .grammar import Mapping as MappingFile
from .reading import ReadSettings

RENAMED = {"otherwise": "else", "within": "in", "negated": "not"}
ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def to_toml(mapping: MappingFile) -> str:
    """TOML with everything the mapping says and nothing it leaves to the defaults."""
    lines = [f"name = {_text(mapping.name)}"] if mapping.name else []
    network = mapping.network.const
    lines.append(f"network = {_text(network) if network is not None else _reading(mapping.network)}")
    if mapping.zone:
        lines.append(f"zone = {_text(mapping.zone)}")
    if mapping.where:
        lines.append(f"where = {_where(mapping.where)}")
    lines += _section("read", _settings(mapping.read, ReadSettings()))
    for name, settings in mapping.reads.items():
        lines += _section(f"read.{_key(name)}", _settings(settings, mapping.read))
    lines += _section("files", {rule.name: _rule(rule) for rule in mapping.files})
    lines += _section("accounts", _owners(mapping.owners))
    named = len(mapping.files) > 1
    for block in mapping.blocks:
        lines += _block(block, named=named)
    return "\n".join(lines) + "\n"


def _section(name: str, entries: Mapping[str, str]) -> list[str]:
    if not entries:
        return []
    return ["", f"[{name}]", *(f"{_key(key)} = {value}" for key, value in entries.items())]


def _block(block: Block, *, named: bool) -> list[str]:
    lines = ["", f"[[table.{block.table}]]"]
    if named and block.file != MAIN:
        lines.append(f"file = {_text(block.file)}")
    if block.where:
        lines.append(f"where = {_where(block.where)}")
    if block.on_conflict:
        lines.append(f"on_conflict = {_conflict(block.on_conflict)}")
    lines += [f"{name} = {_reading(reading)}" for name, reading in block.fields.items()]
    lines += [f"{name} = false" for name in sorted(block.off)]
    for name, readings in (("values", block.values), ("dims", block.dims)):
        if readings:
            written = {key: _reading(value) for key, value in readings.items()}
            lines.append(f"{name} = {_inline(written)}")
    return lines


def _settings(settings: ReadSettings, usual: ReadSettings) -> dict[str, str]:
    found = {}
    for field in fields(settings):
        value = getattr(settings, field.name)
        if value != getattr(usual, field.name):
            found[field.name] = _text("none") if value is None else _value(value)
    return found


def _rule(rule: FileRule) -> str:
    if not rule.optional:
        return _text(rule.match)
    return _inline({"match": _text(rule.match), "optional": "true"})


def _owners(owners: Mapping[str, str]) -> dict[str, str]:
    kinds: dict[str, list[str]] = {}
    for handle, kind in owners.items():
        kinds.setdefault(kind, []).append(handle)
    return {kind: _value(handles) for kind, handles in kinds.items()}


def _conflict(conflict: Conflict) -> str:
    if conflict.rule == "most":
        return _inline({"most": _text(conflict.column or "")})
    return _text(conflict.rule)


def _reading(reading: Reading) -> str:
    said = _said(reading, Reading())
    if list(said) == ["column"]:
        return said["column"]
    return _inline(said)


def _where(where: Where) -> str:
    said = _said(where, Where())
    return _inline(said)


def _said(value: Reading | Where, usual: Reading | Where) -> dict[str, str]:
    """The keys that are not at their defaults, as TOML."""
    found = {}
    for field in fields(value):
        part = getattr(value, field.name)
        if part != getattr(usual, field.name):
            single = field.name == "format" and len(part) == 1
            found[RENAMED.get(field.name, field.name)] = _value(part[0] if single else part)
    return found


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Reading):
        return (
            _reading(value)
            if value.column is None or len(_said(value, Reading())) > 1
            else _inline({"column": _text(value.column)})
        )
    if isinstance(value, Where):
        return _where(value)
    if isinstance(value, Mapping):
        return _inline({key: _value(part) for key, part in value.items()})
    return _list(value)


def _list(values: Iterable[Any]) -> str:
    return f"[{', '.join(_value(value) for value in values)}]"


def _inline(entries: Mapping[str, str]) -> str:
    return "{ " + ", ".join(f"{_key(key)} = {value}" for key, value in entries.items()) + " }"


def _key(name: str) -> str:
    plain = name and all(sign.isascii() and (sign.isalnum() or sign in "-_") for sign in name)
    return name if plain else _text(name)


def _text(text: str) -> str:
    return (
        '"'
        + "".join(
            ESCAPES.get(sign, sign if ord(sign) >= 32 and sign != "\x7f" else f"\\u{ord(sign):04x}")
            for sign in text
        )
        + '"'
    )
