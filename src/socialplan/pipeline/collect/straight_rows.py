"""The one question of the straight path: the columns that all blocks of a mapping make of a JSON record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pyarrow as pa

from .columns import is_constant
from .grammar import Block
from .grammar import Mapping as MappingFile
from .json_columns import pointer
from .json_lines import SCHEMA
from .once import once
from .reading import Look, StagedFile
from .shaping import Draft, Shaped, draft
from .sheets import REST, Sheet
from .staging_json import LIST, extracted, left
from .tables_of import anchor_of

DOCS = "straight_docs"
NOTHING = "nothing"  # the record has none of the columns: it may be no object at all


@dataclass(frozen=True)
class Plan:
    """`rows` is all that is asked of the table DOCS; `names` says where a value of a draft stands in it."""

    rows: ir.Table
    names: Mapping[ops.Value, str]
    drafts: tuple[Draft, ...]

    @property
    def schema(self) -> pa.Schema:
        return self.rows.schema().to_pyarrow()

    def odd(self, spool: ir.Table) -> ir.BooleanValue:
        """Rows that need to be looked at."""
        found = spool[NOTHING]
        for one in self.drafts:
            bad = self._at(spool, one.columns["bad"]).notnull()
            for condition in one.kept:
                bad = bad & self._at(spool, condition)
            found = found | bad
        return found

    def shaped(self, spool: ir.Table, staged: StagedFile) -> tuple[Shaped, ...]:
        """The rows of every block."""
        return tuple(self._shaped(spool, one, staged) for one in self.drafts)

    def _shaped(self, spool: ir.Table, one: Draft, staged: StagedFile) -> Shaped:
        rows = spool.filter(*(self._at(spool, condition) for condition in one.kept)) if one.kept else spool
        columns = {name: self._at(rows, value) for name, value in one.columns.items()}
        columns |= {"file": ibis.literal(0, "int32"), "line": rows.line}
        sheet = replace(one.sheet, files=(staged,))
        return replace(one, sheet=sheet).of(rows.select(**columns))

    def _at(self, rows: ir.Table, value: ir.Value) -> ir.Value:
        name = self.names.get(value.op())
        return value if name is None else rows[name]


def plan(mapping: MappingFile, name: str, wanted: Sequence[str], *, mapped: Sequence[str] | None) -> Plan:
    """What is asked of the records of the file `name`; `wanted` are the paths the mapping uses.

    With `mapped`, paths too, what nobody mapped goes with the posts.
    """
    sheet = _sheet(mapping, name, wanted, mapped)
    blocks = mapping.blocks if mapped is not None else tuple(map(_bare, mapping.blocks))
    drafts = tuple(draft(sheet, block, mapping, anchor=anchor_of(block, mapping)) for block in blocks)
    values = [value for one in drafts for value in (*one.columns.values(), *one.kept)]
    found = dict.fromkeys(value.op() for value in values if not is_constant(value.op()))
    names = {node: f"v{place}" for place, node in enumerate(found)}
    cells = [sheet.rows[column] for column in sheet.names.values()]
    columns: dict[str, ir.Value] = {node_name: node.to_expr() for node, node_name in names.items()}
    columns |= {"line": sheet.rows.line, NOTHING: ibis.coalesce(*cells).isnull()}
    under, made = once(sheet.rows, columns)
    return Plan(under.select(**made), names, drafts)


def _sheet(mapping: MappingFile, name: str, wanted: Sequence[str], mapped: Sequence[str] | None) -> Sheet:
    """Text columns of the records, as a sheet has them."""
    docs = ibis.table(ibis.Schema.from_pyarrow(SCHEMA), name=DOCS)
    rest = {} if mapped is None else {REST: left(docs.doc, mapped)}
    values = extracted(docs.doc, ibis.literal([pointer(path) for path in wanted], type=LIST))
    rows = docs.select(line=docs.line, values=values, **rest)
    names = {path: f"c{place}" for place, path in enumerate(wanted)}
    cells = {column: rows["values"][place] for place, column in enumerate(names.values())}
    cells |= {kept: rows[kept] for kept in rest}
    rows = rows.select(file=ibis.literal(0, "int32"), line=rows.line, **cells)
    file = StagedFile("", (), tuple(wanted), 0, "", 0, Look("jsonl", False, "utf-8"), rest=bool(rest))
    return Sheet(name, (file,), names, rows, mapping.settings(name), {})


def _bare(block: Block) -> Block:
    """Without what nobody mapped."""
    return replace(block, off=block.off | {"extra"})
