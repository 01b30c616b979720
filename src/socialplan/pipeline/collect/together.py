"""The columns that several blocks make of the rows of one sheet, as one question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from .columns import is_constant
from .once import once
from .shaping import Draft, Shaped


@dataclass(frozen=True)
class Together:
    """`rows` is what is asked; `names` says where a value of a draft stands in it. Keep the answer: of that
    the rows of each block are made."""

    rows: ir.Table
    names: Mapping[ops.Value, str]
    drafts: tuple[Draft, ...]

    def misfits(self, answer: ir.Table) -> ir.BooleanValue:
        """Rows in which a cell does not fit."""
        found = ibis.literal(False)
        for one in self.drafts:
            bad = self._at(answer, one.columns["bad"]).notnull()
            for condition in one.kept:
                bad = bad & self._at(answer, condition)
            found = found | bad
        return found

    def shaped(self, answer: ir.Table) -> tuple[Shaped, ...]:
        """The rows of every block."""
        return tuple(self._shaped(answer, one) for one in self.drafts)

    def _shaped(self, answer: ir.Table, one: Draft) -> Shaped:
        kept = [self._at(answer, condition) for condition in one.kept]
        rows = answer.filter(*kept) if kept else answer
        return one.of(rows.select(**{name: self._at(rows, value) for name, value in one.columns.items()}))

    def _at(self, rows: ir.Table, value: ir.Value) -> ir.Value:
        name = self.names.get(value.op())
        return value if name is None else rows[name]


def together(drafts: Sequence[Draft], *, more: Mapping[str, ir.Value] | None = None) -> Together:
    """What all these drafts of one sheet need, and `more` columns of it."""
    sheet = drafts[0].sheet
    values = [value for one in drafts for value in (*one.columns.values(), *one.kept)]
    found = dict.fromkeys(value.op() for value in values if not is_constant(value.op()))
    names = {node: f"v{place}" for place, node in enumerate(found)}
    columns: dict[str, ir.Value] = {name: node.to_expr() for node, name in names.items()} | dict(more or {})
    under, made = once(sheet.rows, columns) if sheet.many else (sheet.rows, columns)
    return Together(under.select(**made), names, tuple(drafts))
