"""Which columns of which table a mapping fills: what nothing is read into need not be looked through."""

from collections.abc import Iterable, Mapping

from .fields import COLUMN_OF
from .grammar import Block

Filled = Mapping[str, frozenset[str]]
OF_THE_WRITER = frozenset({"actor_key", "target_key", "post_id"})  # of interactions, where nobody says it


def filled_columns(blocks: Iterable[Block]) -> Filled:
    """Columns per table that can hold a value."""
    found: dict[str, frozenset[str]] = {}
    for block in blocks:
        own = frozenset(COLUMN_OF.get(name, name) for name in block.fields) | _by_itself(block)
        found[block.table] = found.get(block.table, frozenset()) | own
    return found


def _by_itself(block: Block) -> frozenset[str]:
    if block.table == "interactions":
        return OF_THE_WRITER
    if block.table == "posts" and "text" in block.fields and "mentions" not in block.off:
        return frozenset({"mentions"})
    return frozenset()
