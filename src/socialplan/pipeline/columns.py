"""The part of a mapping that a form shows and changes: which column is which field, and how it is read.

A mapping can say more than the form; what the form does not know stays as it was.
"""

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace

from .collect.grammar import Block, Mapping, Reading
from .collect.reading import ReadSettings

KEEP = "\x00keep"  # a field the mapping fills in a way the form cannot show


@dataclass(frozen=True)
class Target:
    """One of our fields a column can fill. `main` ones come first: without them little can be said."""

    key: str
    table: str
    main: bool = False


TARGETS: tuple[Target, ...] = (
    Target("created_at", "posts", True), Target("text", "posts", True), Target("account_id", "posts", True),
    Target("reactions", "metrics", True), Target("comments", "metrics", True), 
    Target("shares", "metrics", True),
    Target("person", "posts"), Target("about_account", "posts"), Target("post_id", "posts"),
    Target("parent_id", "posts"), Target("kind", "posts"), Target("native_kind", "posts"),
    Target("title", "posts"), Target("url", "posts"), Target("hashtags", "posts"),
    Target("saves", "metrics"), Target("reach", "metrics"), Target("impressions", "metrics"),
    Target("clicks", "metrics"), Target("video_views", "metrics"), Target("follows", "metrics"),
)  # fmt: skip
TABLE_OF: dict[str, str] = {target.key: target.table for target in TARGETS}


@dataclass(frozen=True)
class Choices:
    """What somebody chose on the form. None leaves a thing as it is."""

    columns: MappingOf[str, str]  # field -> column, "" for none, KEEP to leave it
    network: str | None = None
    zone: str | None = None
    time_format: str | None = None  # "" lets it be found out
    decimal: str | None = None
    thousands: str | None = None
    encoding: str | None = None  # "" lets it be found out
    delimiter: str | None = None
    name: str | None = None


def chosen(mapping: Mapping) -> dict[str, str]:
    """Field -> column as the form shows it: "" where there is none, KEEP where the form cannot show it."""
    return {target.key: _shown(_reading(mapping, target.key)) for target in TARGETS}


def time_reading(mapping: Mapping) -> Reading | None:
    """How the time of a post is read."""
    return _reading(mapping, "created_at")


def is_simple(mapping: Mapping) -> bool:
    """Whether the form shows all there is: one file, posts and their figures, no conditions."""
    tables = [block.table for block in mapping.blocks]
    plain = (
        not mapping.files and mapping.where is None and all(block.where is None for block in mapping.blocks)
    )
    return plain and tables in (["posts"], ["posts", "metrics"])


def changed(mapping: Mapping, choices: Choices) -> Mapping:
    """The mapping with the choices in it; everything else as it was."""
    for key, column in choices.columns.items():
        if column != KEEP and key in TABLE_OF:
            mapping = _with_column(mapping, key, column)
    if choices.network:
        mapping = replace(mapping, network=Reading(const=choices.network))
    if choices.name is not None:
        mapping = replace(mapping, name=choices.name)
    if choices.zone is not None:
        mapping = _with_zone(mapping, choices.zone or None)
    if choices.time_format is not None:
        mapping = _with_format(mapping, choices.time_format)
    return replace(mapping, read=_settings(mapping.read, choices))


def _settings(read: ReadSettings, choices: Choices) -> ReadSettings:
    asked = {name: getattr(choices, name) for name in ("encoding", "delimiter", "decimal", "thousands")}
    given = {name: value for name, value in asked.items() if value is not None}
    for name in {"encoding", "delimiter"} & set(given):
        given[name] = given[name] or None
    return replace(read, **given)


def _shown(reading: Reading | None) -> str:
    if reading is None:
        return ""
    return reading.column if reading.column is not None and reading == _plain(reading) else KEEP


def _plain(reading: Reading) -> Reading:
    """The reading with only what the form can show or keep beside a column."""
    return Reading(
        column=reading.column, format=reading.format, zone=reading.zone, precision=reading.precision,
        decimal=reading.decimal, thousands=reading.thousands, blank=reading.blank, map=reading.map,
        default=reading.default, split=reading.split, whole=reading.whole, lower=reading.lower,
        ignore_case=reading.ignore_case,
    )  # fmt: skip


def _reading(mapping: Mapping, key: str) -> Reading | None:
    block = _block(mapping, TABLE_OF[key])
    if block is None:
        return None
    return (block.values if block.table == "metrics" else block.fields).get(key)


def _block(mapping: Mapping, table: str) -> Block | None:
    return next((block for block in mapping.blocks if block.table == table), None)


def _with_column(mapping: Mapping, key: str, column: str) -> Mapping:
    old = _reading(mapping, key)
    if _shown(old) == column:
        return mapping
    if not column:
        return _with_reading(mapping, key, None)
    kept = replace(old, column=column) if old is not None and _keeps(old) else Reading(column=column)
    return _with_reading(mapping, key, kept)


def _keeps(reading: Reading) -> bool:
    """Whether how a column is read still makes sense for another column."""
    return _shown(reading) != KEEP and not reading.map


def _with_reading(mapping: Mapping, key: str, reading: Reading | None) -> Mapping:
    table = TABLE_OF[key]
    old = _block(mapping, table)
    if old is None:
        if reading is None:
            return mapping
        old = Block(table)
        mapping = replace(mapping, blocks=(*mapping.blocks, old))
    place = "values" if table == "metrics" else "fields"
    entries = dict(getattr(old, place))
    entries.pop(key, None)
    if reading is not None:
        entries[key] = reading
    new = replace(old, values=entries) if place == "values" else replace(old, fields=entries)
    blocks = tuple(new if block is old else block for block in mapping.blocks)
    if table == "metrics" and not entries:
        blocks = tuple(block for block in blocks if block is not new)
    return replace(mapping, blocks=blocks)


def _with_zone(mapping: Mapping, zone: str | None) -> Mapping:
    reading = time_reading(mapping)
    if reading is not None and reading.zone is not None:
        mapping = _with_reading(mapping, "created_at", replace(reading, zone=zone))
    return replace(mapping, zone=zone)


def _with_format(mapping: Mapping, time_format: str) -> Mapping:
    reading = time_reading(mapping)
    if reading is None:
        return mapping
    formats = (time_format,) if time_format else ()
    return _with_reading(mapping, "created_at", replace(reading, format=formats, precision=None))
