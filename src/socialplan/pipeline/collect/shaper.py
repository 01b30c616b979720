"""The columns of one block of a mapping, each of the kind its table asks for."""

import ibis.expr.types as ir

from ...records import TABLES
from . import fields, lists, numbers, texts, times
from .grammar import Block, Mapping, Reading
from .numbers import Problem
from .row_ids import ROW_ID
from .sheets import Sheet

NUMERIC = {fields.NUMBER: numbers.number, fields.INTEGER: numbers.integer, fields.MONEY: numbers.money}


class Shaper:
    """Builds the columns of one block; collects what could be wrong with them."""

    def __init__(self, sheet: Sheet, block: Block, mapping: Mapping, anchor: Block | None) -> None:
        self.sheet, self.block, self.mapping, self.anchor = sheet, block, mapping, anchor
        self.problems: list[Problem] = []
        self.columns: dict[str, ir.Value] = {}
        self.network = texts.text(sheet, mapping.network)

    def value(self, name: str, reading: Reading) -> ir.Value:
        """One field, of the kind the table asks for; a time also sets the precision."""
        kind = fields.FIELDS[self.block.table][name]
        field = f"{self.block.table}.{name}"
        if kind == fields.TIME:
            return self._time(name, reading, field)
        if kind in NUMERIC:
            typed = NUMERIC[kind](self.sheet, reading, field=field)
            self.problems += typed.problems
            return typed.value
        return self._words(name, kind, reading)

    def _time(self, name: str, reading: Reading, field: str) -> ir.Value:
        typed, precision = times.time(self.sheet, reading, field=field, zone=self.mapping.zone)
        self.problems += typed.problems
        if name == TABLES[self.block.table].time or name == "occurred_at":
            self.columns["precision"] = precision
        return typed.value

    def _words(self, name: str, kind: str, reading: Reading) -> ir.Value:
        if kind == fields.PLAIN:
            return texts.plain(self.sheet, reading)
        if kind in (fields.HANDLE, fields.ACCOUNT):
            return lists.handle(texts.text(self.sheet, reading), many=self.sheet.many)
        if kind == fields.HANDLES:
            return lists.texts(self.sheet, reading).map(lists.handle)
        if kind == fields.LINKS:
            return lists.links(lists.texts(self.sheet, reading))
        if kind == fields.LIST:
            found = lists.texts(self.sheet, reading)
            return lists.tags(found) if name == "hashtags" else found
        value = texts.text(self.sheet, reading)
        return self._allowed(name, value)

    def _allowed(self, name: str, value: ir.StringValue) -> ir.StringValue:
        words = fields.WORDS.get((self.block.table, name))
        if words:
            wrong = value.notnull() & ~value.isin(words)
            self.problems.append(Problem("word", name, wrong, value, ", ".join(words)))
        return value

    def own_id(self) -> ir.StringValue:
        """The id of the post this row is, or of the row itself."""
        reading = self.anchor.fields.get("post_id") if self.anchor else None
        return texts.text(self.sheet, reading) if reading else self.sheet.rows[ROW_ID]
