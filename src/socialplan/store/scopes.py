"""What a batch touches, read from its own rows."""

from collections.abc import Sequence
from pathlib import Path

import ibis

from ..records import PERSON_MARK, TABLES
from .engines import Engine
from .files import undated_rows
from .ledger import FileRow, Scope

MOST_LISTED = 200  # more accounts than this are not listed: such a batch touches all


def scope_of(engine: Engine, rows: ibis.Table, *, folder: Path, files: Sequence[FileRow]) -> Scope:
    """Accounts, networks and period of rows of one table, the rows of `files`."""
    table = TABLES[files[0].table]
    lows = [file.time_min for file in files if file.time_min]
    highs = [file.time_max for file in files if file.time_max]
    return Scope(
        accounts=_accounts(engine, rows, table.name),
        networks=_distinct(engine, rows.network),
        time_min=min(lows, default=None),
        time_max=max(highs, default=None),
        undated=table.time is not None and any(undated_rows(folder, file) for file in files),
    )


def _accounts(engine: Engine, rows: ibis.Table, table: str) -> tuple[str, ...] | None:
    if table == "posts":
        return _of_posts(engine, rows)
    if table in ("accounts", "coverage"):
        return _distinct(engine, rows.account_id)
    return None


def _of_posts(engine: Engine, rows: ibis.Table) -> tuple[str, ...] | None:
    """Who wrote, whom it is about and which accounts are mentioned: a question to an account is often only
    a mention. A reply of which no account is known may be a reply to any account's post."""
    nobody = rows.account_id.isnull() & rows.about_account.isnull()
    if engine.arrow(rows.filter(nobody, rows.parent_id.notnull()).limit(1)).num_rows:
        return None
    mentioned = rows.select(account=rows.mentions.unnest())
    named = rows.select(account=rows.account_id).union(rows.select(account=rows.about_account))
    return _distinct(
        engine, named.union(mentioned.filter(~mentioned.account.startswith(PERSON_MARK))).account
    )


def _distinct(engine: Engine, column: ibis.Column) -> tuple[str, ...] | None:
    known = column.name("value").as_table().distinct().filter(lambda row: row.value.notnull())
    found = engine.arrow(known.limit(MOST_LISTED + 1))["value"].to_pylist()
    return tuple(sorted(found)) if len(found) <= MOST_LISTED else None
