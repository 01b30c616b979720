"""Taking a person out of rows: the columns that hold them, and their handle in texts.

A handle is masked where it is written with @, as a whole value of unmapped columns, in an address, or as a
word of its own when it is long enough to be nobody else's word. Where in doubt more is masked, not less.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import pyarrow as pa

from ..records import Table

MASK = "[erased]"
SHORTEST_WORD = 5  # a shorter handle is a word of many texts ("jan"): masked with @ and in addresses only
# Codes and names of the vocabulary, never a person's words.
FIXED = frozenset({
    "network", "precision", "role", "kind", "native_kind", "language_hint", "owner_kind", "subject", "name",
    "native_name", "aggregation", "unit", "currency", "state", "stream", "labeller", "language", "label",
    "series", "period", "account_id", "about_account", "person_key", "actor_key", "target_key",
})  # fmt: skip


@dataclass(frozen=True)
class Person:
    """One known self of a person: the handle, name and id of one row of `people`."""

    person_key: str
    network: str | None
    handle: str | None
    network_id: str | None
    display_name: str | None


def pattern(people: Sequence[Person]) -> str | None:
    """A pattern for RE2 and Python that finds these people in texts; None when they have no names."""
    parts = sorted(
        {part for person in people for part in _parts(person)}, key=lambda part: (-len(part), part)
    )
    return f"(?i)(?:{'|'.join(parts)})" if parts else None


def masked(rows: ibis.Table, table: Table, found: str | None) -> dict[str, ibis.Value]:
    """The columns of these rows with every find of the pattern masked; only columns that can hold one."""
    if found is None:
        return {}
    return {name: _masked(rows[name], kind, found) for name, kind in open_columns(table).items()}


def holding(rows: ibis.Table, table: Table, found: str | None) -> ibis.Value:
    """Whether a row holds a find anywhere."""
    hits = [rows[name].cast("string").re_search(found) for name in open_columns(table)] if found else []
    return ibis.or_(*[hit.fill_null(False) for hit in hits]) if hits else ibis.literal(False)


def open_columns(table: Table) -> dict[str, pa.DataType]:
    """Columns with words from outside; natural keys stay, else rows would lose who they are."""
    return {
        name: kind
        for name, kind in table.columns.items()
        if name not in FIXED and name not in table.key and name != "mentions" and _wordy(kind)
    }


def _parts(person: Person) -> list[str]:
    parts = []
    if person.handle and (handle := person.handle.strip().lstrip("@")):
        text = _literal(handle)
        parts += [f"@{text}{_end(handle)}", f'"@?{text}"', f"/{text}{_end(handle)}"]
        if len(handle) >= SHORTEST_WORD:
            parts.append(_word(handle))
    if person.network_id and len(person.network_id) >= SHORTEST_WORD:
        parts.append(_word(person.network_id))
    name = (person.display_name or "").strip()
    if " " in name and len(name) >= SHORTEST_WORD:
        parts.append(_word(name))
    return parts


def _word(text: str) -> str:
    return _start(text) + _literal(text) + _end(text)


def _literal(text: str) -> str:
    """Quoted for both kinds of patterns."""
    return re.sub(r"([^\w\s])", r"\\\1", text, flags=re.ASCII) if text.isascii() else re.escape(text)


def _start(text: str) -> str:
    return r"\b" if _word_sign(text[0]) else ""


def _end(text: str) -> str:
    return r"\b" if _word_sign(text[-1]) else ""


def _word_sign(sign: str) -> bool:
    return sign == "_" or (sign.isascii() and sign.isalnum())


def _wordy(kind: pa.DataType) -> bool:
    return pa.types.is_string(kind) or (pa.types.is_list(kind) and not pa.types.is_integer(kind.value_type))


def _masked(value: ibis.Value, kind: pa.DataType, found: str) -> ibis.Value:
    if pa.types.is_string(kind):
        return value.re_replace(found, MASK)
    if pa.types.is_struct(kind):
        fields = [kind.field(index) for index in range(kind.num_fields)]
        return ibis.struct({field.name: _masked(value[field.name], field.type, found) for field in fields})
    return value.map(lambda one: _masked(one, kind.value_type, found))
