"""Where a query loses every post: its parts one after another, each counted with all before it."""

from collections.abc import Sequence
from dataclasses import replace

import ibis

from socialplan.analysis.base import Params
from socialplan.analysis.scope import posts_in_scope
from socialplan.analysis.tracked import expression
from socialplan.store import Store
from socialplan.tracked import Query

from .measure import entry_of, open_tables


def narrowing(
    store: Store, workspace: int, params: Params, parts: Sequence[Query]
) -> tuple[tuple[int, int], ...]:
    """Per part: how many posts of the scope answer to it alone, and how many to it and all before it."""
    snapshot = store.snapshot(workspace)
    tables = open_tables(store, snapshot, entry_of("pace"), query=params.query)
    posts = posts_in_scope(tables, replace(params, query=None))
    each = [expression(posts, part, tables) for part in parts]
    alone = {f"alone{place}": one.cast("int64").sum() for place, one in enumerate(each)}
    so_far = {
        f"so_far{place}": ibis.and_(*each[: place + 1]).cast("int64").sum() for place in range(len(each))
    }
    row = store.execute(posts.agg(**alone, **so_far)).to_pylist()[0]
    return tuple((row[f"alone{place}"] or 0, row[f"so_far{place}"] or 0) for place in range(len(parts)))
