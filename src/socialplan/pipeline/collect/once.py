"""What several columns are made of is worked out once, in a SELECT of its own beneath them.

An engine shares such parts itself, but not where a CASE or AND might make them needless: there it works the
same pattern out anew for each question that is asked of it.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import ibis.expr.operations as ops
import ibis.expr.types as ir

# Cheaper to work out than to keep.
CHEAP = (
    ops.Literal, ops.Field, ops.NullIf, ops.IsNull, ops.NotNull, ops.Comparison, ops.And, ops.Or, ops.Not,
)  # fmt: skip
Node = Any


def once(rows: ir.Table, columns: Mapping[str, ir.Value]) -> tuple[ir.Table, dict[str, ir.Value]]:
    """The rows with what several of `columns` share, and the columns made of that; all stand on `rows`."""
    parts = _Parts([value.op() for value in columns.values()])
    made = _Made(rows, parts)
    for layer in range(1, parts.layers + 1):
        made.add(layer)
    return made.rows, {name: made.of(value.op()).to_expr() for name, value in columns.items()}


class _Parts:
    """The nodes of some expressions: which of them are shared, and in which layer those stand."""

    def __init__(self, tops: list[Node]) -> None:
        self.under: dict[Node, list[Node]] = {}
        self._uses = Counter(tops)
        for top in tops:
            self._visit(top)
        self._layer: dict[Node, int] = {}
        self._bound: dict[Node, bool] = {}
        self.shared = {node for node in self.under if self._is_shared(node)}
        self.layers = max((self.layer(top) for top in tops), default=0)

    def layer(self, node: Node) -> int:
        """How many layers of shared nodes stand at and beneath it."""
        if node not in self._layer:
            beneath = max(map(self.layer, self.under[node]), default=0)
            self._layer[node] = beneath + (node in self.shared)
        return self._layer[node]

    def _visit(self, node: Node) -> None:
        if node in self.under:
            return
        self.under[node] = [part for part in node.__children__ if isinstance(part, ops.Value)]
        for part in self.under[node]:
            self._uses[part] += 1
            self._visit(part)

    def _is_shared(self, node: Node) -> bool:
        several = self._uses[node] > 1 and bool(self.under[node])
        return several and not isinstance(node, CHEAP) and not self._of_a_list(node)

    def _of_a_list(self, node: Node) -> bool:
        """Whether it speaks of the members of a list: it has no value outside that list."""
        if node not in self._bound:
            self._bound[node] = isinstance(node, ops.Argument) or any(map(self._of_a_list, self.under[node]))
        return self._bound[node]


class _Made:
    """The rows as they grow, and the nodes as they stand on them."""

    def __init__(self, rows: ir.Table, parts: _Parts) -> None:
        self.rows, self._parts, self._first = rows, parts, rows.op()
        self._ready: dict[Node, str] = {}
        self._memo: dict[Node, Node] = {}

    def add(self, layer: int) -> None:
        mine = [node for node in self._parts.under
                if node in self._parts.shared and self._parts.layer(node) == layer]  # fmt: skip
        names = {node: f"once{layer}_{place}" for place, node in enumerate(mine)}
        columns = {name: self.of(node).to_expr() for node, name in names.items()}
        self.rows = self.rows.select(*self.rows.columns, **columns)
        self._ready |= names
        self._memo = {}

    def of(self, node: Node) -> Node:
        if node not in self._memo:
            self._memo[node] = self._new(node)
        return self._memo[node]

    def _new(self, node: Node) -> Node:
        if node in self._ready:
            return self.rows[self._ready[node]].op()
        if isinstance(node, ops.Field):
            return self.rows[node.name].op() if node.rel == self._first else node
        if not self._parts.under[node]:
            return node
        given = zip(node.__argnames__, node.__args__, strict=True)
        return node.__recreate__({name: self._given(part) for name, part in given})

    def _given(self, part: Any) -> Any:
        if isinstance(part, tuple):
            return tuple(map(self._given, part))
        return self.of(part) if isinstance(part, ops.Value) else part
