"""SQL of questions that were asked before with other files: Ibis puts a question into SQL once per process.

Putting it into SQL takes 10 to 40 ms, more than answering it where rows are few. Two questions are alike when
they are made of the same parts, but for the files they read: those are put in anew.
"""

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

import ibis
import ibis.expr.operations as ops
from ibis.common.graph import Node
from ibis.expr.operations.relations import Reference
from ibis.expr.operations.udf import InputType

MOST = 400  # questions that are kept
FILES = re.compile(r"read_parquet\((\[.*\])\)$", re.S)
PART, FILE, MANY = object(), object(), object()


class Question:
    """What a question is made of: `key`, with numbers for its `files` (lists of them, as SQL)."""

    def __init__(self, expr: ibis.Expr) -> None:
        self.files: dict[str, int] = {}
        self.plain = True  # nothing has to be made known to the engine before it is asked
        self._said: list[Any] = []
        self._places: dict[Node, int] = {}
        self._references: dict[tuple[type, int], int] = {}
        self._node(expr.op())
        self.key = tuple(self._said)

    def _node(self, node: Any) -> int:
        place = self._places.get(node)
        if place is not None:
            return place
        self.plain = self.plain and not _to_be_made_known(node)
        given = [self._given(node, value) for value in node.__args__]
        self._said += [type(node), *given]
        place = self._places[node] = len(self._places)
        return place

    def _given(self, node: Any, value: Any) -> Any:
        if isinstance(value, Node):
            return PART, self._node(value)
        if isinstance(value, tuple):
            return MANY, *(self._given(node, one) for one in value)
        if isinstance(value, Mapping):
            return MANY, *((name, self._given(node, one)) for name, one in value.items())
        if value is getattr(node, "source", None):
            return None  # which connection asks
        if isinstance(node, ops.SQLQueryResult) and isinstance(value, str):
            return self._read(value)
        if isinstance(node, Reference) and isinstance(value, int):
            return self._references.setdefault((type(node), value), len(self._references))
        return repr(value) if isinstance(value, float) else value  # 0.0 and -0.0 are equal

    def _read(self, query: str) -> Any:
        found = FILES.search(query)
        if found is None:
            return query
        place = self.files.setdefault(found[1], len(self.files))
        return FILE, query[: found.start(1)], place


def _to_be_made_known(node: Node) -> bool:
    """Whether the engine must be told of it before it is asked: a table in memory, a function in Python."""
    if isinstance(node, ops.ScalarUDF | ops.AggUDF):
        return node.__input_type__ is not InputType.BUILTIN
    return isinstance(node, ops.InMemoryTable)


class Compiled:
    """SQL by what questions are made of; may be shared by threads."""

    def __init__(self) -> None:
        self._known: OrderedDict[Any, list[str | int]] = OrderedDict()
        self._lock = threading.Lock()

    def sql(self, question: Question, compile_it: Callable[[], str]) -> str:
        """The question as SQL; `compile_it` is asked where it is new."""
        try:
            known = self._found(question.key)
        except TypeError:  # a part that cannot be compared
            return compile_it()
        files = list(question.files)
        if known is None:
            sql = compile_it()
            self._keep(question.key, _pieces(sql, files))
            return sql
        return "".join(files[piece] if isinstance(piece, int) else piece for piece in known)

    def _found(self, key: Any) -> list[str | int] | None:
        with self._lock:
            known = self._known.get(key)
            if known is not None:
                self._known.move_to_end(key)
            return known

    def _keep(self, key: Any, pieces: list[str | int]) -> None:
        with self._lock:
            self._known[key] = pieces
            if len(self._known) > MOST:
                self._known.popitem(last=False)


def _pieces(sql: str, files: list[str]) -> list[str | int]:
    """The SQL in pieces, with the number of a list of files where it stands."""
    if not files:
        return [sql]
    places = {text: place for place, text in enumerate(files)}
    found = re.split("(" + "|".join(map(re.escape, files)) + ")", sql)
    return [places.get(piece, piece) if place % 2 else piece for place, piece in enumerate(found)]
