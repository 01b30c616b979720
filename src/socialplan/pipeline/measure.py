"""measure: one question answered on one snapshot, with everything that says how far to trust the answer."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from types import ModuleType
from typing import Any

import ibis

from socialplan.analysis import ANALYSES, Analysis
from socialplan.analysis.around import widened
from socialplan.analysis.base import BadParameter, Column, Headline, Note, Params
from socialplan.analysis.parameters import shown
from socialplan.analysis.reads import labellers_of
from socialplan.store import Store
from socialplan.store.ledger import Snapshot
from socialplan.tracked import facts, parse_query
from socialplan.tracked.query import FROM

from .heard import Heard, check_names, hear
from .reading import Model, labels_read, models_of, scopes_read
from .touch import Reach, touches


@dataclass(frozen=True)
class Finding:
    """The result of one computation on one snapshot. Rows hold person keys; names are joined when shown."""

    finding_id: str
    analysis: str
    version: int
    params: Mapping[str, Any]  # as shown
    snapshot: str
    as_of: date | None  # day of the newest data in the scope, in the zone of the question
    n: int
    coverage: Mapping[str, Any]  # complete, gaps
    simulated: bool
    headline: Headline
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]
    notes: tuple[Note, ...]
    batches: tuple[int, ...]  # that touch the scope
    models: tuple[Model, ...] = ()  # whose labels it reads

    def as_json(self) -> dict[str, Any]:
        """The public shape, the same in every face; `models` only where labels are read."""
        found = {
            "analysis": self.analysis,
            "version": self.version,
            "params": dict(self.params),
            "snapshot": self.snapshot,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "n": self.n,
            "coverage": dict(self.coverage),
            "simulated": self.simulated,
            "headline": asdict(self.headline),
            "rows": [dict(row) for row in self.rows],
            "notes": [{"code": note.code, **note.values} for note in self.notes],
            "finding_id": self.finding_id,
        }
        return {**found, "models": [model.as_json() for model in self.models]} if self.models else found


def measure(
    store: Store, workspace: int, analysis: str, params: Params, snapshot: Snapshot | None = None
) -> Finding:
    """The finding of `analysis` with `params` (see `analysis.parameters.parse`) on the newest snapshot, or on
    an older one. Raises BadParameter for an analysis, account or network that does not exist."""
    entry = entry_of(analysis)
    snapshot = snapshot or store.snapshot(workspace)
    tables = open_tables(store, snapshot, entry, query=params.query)
    module = entry.load()
    asked = _heard_of(module, tables, params)
    heard = hear(store, asked, coverage=store.current(snapshot, "coverage"), params=params)
    if heard.nothing:
        check_names(store, tables, params)
    result = module.conclude(store.execute(module.gather(tables, params)), params)
    numbers, simulated = touching(store, snapshot, entry=entry, params=params)
    return Finding(
        finding_id=identity(store, snapshot, entry=entry, params=params, batches=numbers),
        analysis=entry.name, version=entry.version,
        params=shown(params, default_by=entry.default_by), snapshot=str(snapshot),
        as_of=heard.as_of, n=result.n, coverage=heard.coverage, simulated=simulated,
        headline=result.headline, columns=result.columns, rows=result.rows,
        notes=(*result.notes, *_about_nothing(heard, params)), batches=numbers,
        models=models_of(store, snapshot, labellers_of(entry, params.query)),
    )  # fmt: skip


def check_scope(store: Store, workspace: int, analysis: str, params: Params) -> None:
    """Raises BadParameter for an analysis, account or network that does not exist; measures nothing."""
    entry, snapshot = entry_of(analysis), store.snapshot(workspace)
    known = params.account is None or bool(spellings(store, snapshot, params.account))
    if known and params.network is None:
        return
    check_names(store, open_tables(store, snapshot, entry), params)


def newest_day(
    store: Store, workspace: int, analysis: str, params: Params, snapshot: Snapshot | None = None
) -> date | None:
    """The day of the newest data in the scope of a question, whatever its window."""
    snapshot = snapshot or store.snapshot(workspace)
    entry = entry_of(analysis)
    tables = _heard_of(entry.load(), open_tables(store, snapshot, entry), params)
    return hear(store, tables, coverage=None, params=params).as_of


def _heard_of(module: ModuleType, tables: Mapping[str, ibis.Table], params: Params) -> dict[str, ibis.Table]:
    """The tables whose newest day and silences are those of the answer; an analysis may narrow them."""
    narrowed = getattr(module, "heard_of", None)
    return dict(narrowed(tables, params) if narrowed else tables)


def entry_of(analysis: str) -> Analysis:
    if analysis not in ANALYSES:
        raise BadParameter("analysis", name=analysis, names=tuple(ANALYSES))
    return ANALYSES[analysis]


def open_tables(
    store: Store, snapshot: Snapshot, entry: Analysis, *, query: str | None = None
) -> dict[str, ibis.Table]:
    """The tables an analysis reads, accounts always with them, because scopes are named by handle, people
    where a tracked query names some, and labels where one of both reads them."""
    also = ("people",) if query and any(facts(parse_query(query), FROM)) else ()
    names = [name for name in dict.fromkeys((*entry.tables, "accounts", *also)) if name != "labels"]
    tables = {name: store.current(snapshot, name) for name in names}
    readers = labellers_of(entry, query)
    return {**tables, "labels": labels_read(store, snapshot, readers)} if readers else tables


def reach_of(store: Store, snapshot: Snapshot, *, entry: Analysis, params: Params) -> Reach:
    """What a question looks at, the days around its window included that also move its answer."""
    extra = ("accounts",) if "brand" in params.by else ()
    margin = entry.margin_days
    names = spellings(store, snapshot, params.account) if params.account is not None else ()
    readers = labellers_of(entry, params.query)
    labels = scopes_read(store.ledger.adopted(snapshot), readers) if readers else ()
    return Reach.of((*entry.tables, *extra, *labels), widened(params, before=margin, after=margin), names)


def spellings(store: Store, snapshot: Snapshot, account: str) -> tuple[str, ...]:
    """The handle and ids of an account that was asked for by one of them, on whatever network."""
    known = store.current(snapshot, "accounts")
    wanted = account.lstrip("@").lower()
    same = known.filter((known["handle"].lower() == wanted) | (known["account_id"].lower() == wanted))
    rows = store.execute(same.select("handle", "account_id")).to_pylist()
    return tuple(sorted({name for row in rows for name in row.values() if name}))


def touching(
    store: Store, snapshot: Snapshot, *, entry: Analysis, params: Params
) -> tuple[tuple[int, ...], bool]:
    """The numbers of the batches that touch the scope of a question, and whether one of them is simulated."""
    reach = reach_of(store, snapshot, entry=entry, params=params)
    batches = [row for row in store.ledger.batches(snapshot) if touches(row.draft.scopes, reach)]
    return tuple(row.number for row in batches), any(row.draft.simulated for row in batches)


def identity(
    store: Store, snapshot: Snapshot, *, entry: Analysis, params: Params, batches: tuple[int, ...]
) -> str:
    """Hashes what went in, never what came out: analysis, version, resolved parameters, the batches that
    touch the scope, how many of their rows were erased up to now, and the versions whose labels are read."""
    erased = store.ledger.erased_rows(Snapshot(snapshot.workspace, snapshot.batch, 0))
    asked = {
        "analysis": entry.name,
        "version": entry.version,
        "by": list(params.by),
        "account": params.account and params.account.casefold(),
        "network": params.network and params.network.casefold(),
        "since": params.since,
        "until": params.until,
        "zone": params.zone,
        "options": dict(params.options),
        **({"query": params.query} if params.query else {}),
        "workspace": snapshot.workspace,
        "batches": list(batches),
        "erased": {str(number): erased[number] for number in batches if erased.get(number)},
    }
    if readers := labellers_of(entry, params.query):
        asked["models"] = {one.labeller: one.version for one in models_of(store, snapshot, readers)}
    return hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()


def _about_nothing(heard: Heard, params: Params) -> tuple[Note, ...]:
    """Which parameter leaves nothing over, said instead of an empty table."""
    if not heard.nothing:
        return ()
    asked = [name for name in ("account", "network", "since", "until") if getattr(params, name) is not None]
    return (Note("nothing_in_scope", {"parameters": asked}),)
