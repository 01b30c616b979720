"""False and missed finds of `themes`: responses dealt anew among real posts, and themes planted there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from socialplan.analysis import ANALYSES, themes
from socialplan.analysis.base import Params
from socialplan.analysis.parameters import parse
from socialplan.analysis.theme_test import shuffled, test
from socialplan.store import Store

from .measure import entry_of, open_tables

PLANTED = "a planted theme"
LIFT, LEAST, MOST = 2.0, 50, 200  # times the usual response; posts with a planted theme
ROOM = 3  # an account has at least so many times the posts with the planted theme
Found = frozenset[str]
Judge = Callable[[pa.Table, Params], Found]


@dataclass(frozen=True)
class Looked:
    """How often was looked, and how often something (or what was planted) was found."""

    tries: int
    finds: int

    @property
    def share(self) -> float:
        return self.finds / self.tries if self.tries else 0.0


def gathered(store: Store, workspace: int, *, least: int = 300) -> list[pa.Table]:
    """What `themes` gathers of each account with at least `least` posts that have a response."""
    params = _params()
    tables = open_tables(store, store.snapshot(workspace), entry_of("themes"))
    posts = tables["posts"]
    counts = posts.group_by("account_id").agg(posts=posts.count())
    ids = store.execute(counts.filter(counts["posts"] >= least).order_by("account_id"))["account_id"]
    mine = [{**tables, "posts": posts.filter(posts["account_id"] == one)} for one in ids.to_pylist() if one]
    found = [store.execute(themes.gather(one, params)) for one in mine]
    return [rows.sort_by(_ORDER) for rows in found if _sizes(rows).sum() >= least]


_ORDER = [(name, "ascending") for name in ("cell", "type", "theme")]  # so that a seed deals the same


def _params() -> Params:
    return parse(ANALYSES["themes"], {}, zone="UTC")


def by_rule(rows: pa.Table, params: Params) -> Found:
    """What the product would show."""
    return frozenset(row["theme"] for row in themes.conclude(rows, params).rows)


def each_by_itself(rows: pa.Table, params: Params) -> Found:
    """A planted fault: every theme judged as if it were the only one."""
    tested = test(rows, params, cell=themes.CELL, least=themes.LEAST_POSTS)
    return frozenset(tested.names[place][-1] for place in np.flatnonzero(tested.p <= 0.05))


def never(rows: pa.Table, params: Params) -> Found:
    """A planted fault: a test that finds nothing."""
    return frozenset()


def on_shuffles(accounts: Sequence[pa.Table], *, seed: int, tries: int, judge: Judge = by_rule) -> Looked:
    """In how many shuffles anything is found; each shuffle is of the next account."""
    found = [bool(judge(shuffled(rows, dice), _params())) for rows, dice in _turns(accounts, seed, tries)]
    return Looked(len(found), sum(found))


def on_planted(accounts: Sequence[pa.Table], *, seed: int, tries: int, judge: Judge = by_rule) -> Looked:
    """How many planted themes are found among all the others, in shuffles."""
    found = [
        PLANTED in judge(planted(shuffled(rows, dice), dice), _params())
        for rows, dice in _turns(accounts, seed, tries)
    ]
    return Looked(len(found), sum(found))


def _turns(
    accounts: Sequence[pa.Table], seed: int, tries: int
) -> Iterator[tuple[pa.Table, np.random.Generator]]:
    for number in range(tries):
        yield accounts[number % len(accounts)], np.random.default_rng([seed, number])


def planted(rows: pa.Table, dice: np.random.Generator) -> pa.Table:
    """One more theme: 50 to 200 posts of the account, drawn at random, whose response is doubled."""
    cells, sizes = rows.filter(pc.is_null(rows["theme"])).to_pylist(), _sizes(rows)
    n = int(dice.integers(LEAST, max(LEAST, min(MOST, int(sizes.sum()) // ROOM)) + 1))
    drawn = np.sort(dice.choice(int(sizes.sum()), n, replace=False))
    starts = np.cumsum(sizes) - sizes
    after: dict[int, tuple[list[float], np.ndarray]] = {}
    own = []
    for place, cell in enumerate(cells):
        first = starts[place]
        chosen = drawn[(drawn >= first) & (drawn < first + sizes[place])] - first
        values, moved = _doubled(np.sort(np.array(cell["values"], dtype=float)), chosen)
        after[cell["cell"]] = (values.tolist(), moved)
        if len(chosen):
            theme = {"values": None, "type": "word", "theme": PLANTED, "ranks": moved[chosen].tolist()}
            own.append({**cell, **theme})
    found = [_moved(row, *after[row["cell"]]) for row in rows.to_pylist()]
    return pa.Table.from_pylist([*found, *own], schema=rows.schema)


def _doubled(values: np.ndarray, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sorted values with those at `chosen` doubled, sorted again, and the new place of each."""
    values[chosen] *= LIFT
    order = np.argsort(values, kind="stable")
    moved = np.empty(len(order), dtype=np.int64)
    moved[order] = np.arange(len(order))
    return values[order], moved


def _moved(row: dict[str, Any], values: list[float], moved: np.ndarray) -> dict[str, Any]:
    if row["theme"] is None:
        return {**row, "values": values}
    return {**row, "ranks": moved[np.array(row["ranks"], dtype=np.int64)].tolist()}


def _sizes(rows: pa.Table) -> np.ndarray:
    """Posts per cell, in the order of the cells' rows."""
    cells = rows.filter(pc.is_null(rows["theme"]))
    return np.asarray(pc.list_value_length(cells["values"]).to_numpy(zero_copy_only=False), dtype=np.int64)
