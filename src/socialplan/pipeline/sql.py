"""The question an answer came from, as SQL: for people who want to ask it of the same files themselves."""

import re

import ibis

from socialplan.analysis.base import Params
from socialplan.store import Store
from socialplan.store.ledger import Snapshot

from .measure import entry_of, open_tables


def sql_of(store: Store, analysis: str, params: Params, snapshot: Snapshot) -> str:
    """What is asked of the engine; file names stand without the folder of this machine. Figures such as
    ranges and lifts are computed from its rows afterwards."""
    entry = entry_of(analysis)
    tables = open_tables(store, snapshot, entry, query=params.query)
    text = str(ibis.to_sql(entry.load().gather(tables, params), dialect="duckdb"))
    return re.sub(re.escape(str(store.home)) + r"/store/", "", text)
