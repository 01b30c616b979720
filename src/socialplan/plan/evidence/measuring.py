"""Where evidence meets the pipeline: a question is resolved to dates, measured, and its finding stored."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from socialplan.analysis import ANALYSES
from socialplan.analysis.base import BadParameter, Params
from socialplan.analysis.parameters import parse
from socialplan.pipeline.ledger import BatchRow, Busy, Lost, Snapshot, StoreError
from socialplan.pipeline.touch import Reach, lost_rows

from ..sources.models import Erasure
from ..team.models import Workspace
from .models import Finding, Question
from .rules import Answered, Window
from .rules.windows import before

if TYPE_CHECKING:
    from socialplan.pipeline.measure import Finding as Measured
    from socialplan.store import Store

BEFORE, OTHER = "before", "other"
FAILURES = (
    BadParameter,
    Busy,
    StoreError,
    OSError,
)  # what a measurement may fail with; trying again may help


def open_store() -> "Store":
    from ..sources import queries

    return queries.open_store()


def question_params(params: Params) -> dict[str, Any]:
    """What is asked, without its dates, as kept with the question."""
    kept = {
        "by": list(params.by), "account": params.account, "network": params.network, "zone": params.zone,
        "query": params.query,
        "options": dict(params.options),
    }  # fmt: skip
    return {name: value for name, value in kept.items() if value not in (None, [], {})}


def as_params(kept: Mapping[str, Any]) -> Params:
    """The parameters of a question; its dates come from its window."""
    return Params(**{**kept, "by": tuple(kept.get("by", ()))})


def with_defaults(analysis: str, params: Params) -> Params:
    """The same question has the same parameters, whether its options were spelled out or left alone."""
    options = {option.name: option.default for option in ANALYSES[checked_analysis(analysis)].options}
    account = params.account.lstrip("@") if params.account else None
    return replace(params, options={**options, **params.options}, account=account, given=None)


def question_key(
    analysis: str, params: Params, window: Window, comparison: str, versus: Mapping[str, Any] | None = None
) -> str:
    """The same for the same question, however it was spelled."""
    kept = question_params(params)
    if params.account:
        kept["account"] = params.account.lstrip("@").casefold()
    asked = [analysis, kept, window.as_json(), comparison, *([dict(versus)] if versus else [])]
    return hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()


def versus_kept(params: Params, versus: Params | None) -> dict[str, Any]:
    """The other side of a comparison as kept with the question: only what differs."""
    if versus is None:
        return {}
    window = {} if versus.since == params.since and versus.until == params.until else Window(
        since=versus.since, until=versus.until
    ).as_json()  # fmt: skip
    other = {} if versus.account == params.account else {"account": versus.account}
    return {**other, **window}


def window_of(params: Params, window: Window | None) -> Window:
    return window if window is not None else Window(since=params.since, until=params.until)


def checked_analysis(name: str) -> str:
    if name not in ANALYSES:
        raise BadParameter("analysis", name=name, names=tuple(ANALYSES))
    return name


def snapshot_of(workspace: Workspace) -> Snapshot:
    return open_store().snapshot(workspace.pk)


def check_scope(workspace: Workspace, analysis: str, params: Params) -> None:
    """Raises BadParameter for an account or network nobody heard of; measures nothing."""
    from socialplan.pipeline.measure import check_scope as check

    check(open_store(), workspace.pk, analysis, params)


def answer(question: Question, snapshot: Snapshot) -> tuple[Finding, Finding | None]:
    """The question measured on the snapshot, and the same length just before where it compares."""
    from socialplan.pipeline.measure import measure

    store = open_store()
    params = resolved(question, snapshot)
    now = measure(store, question.workspace_id, question.analysis, params, snapshot)
    compared = other_params(question, params)
    if compared is None:
        return keep(question.workspace, now), None
    then = measure(store, question.workspace_id, question.analysis, compared, snapshot)
    return keep(question.workspace, now), keep(question.workspace, then)


def other_params(question: Question, params: Params) -> Params | None:
    """What a question compares with: the same length just before, or another account or period."""
    if question.comparison == OTHER:
        window = Window.parse(question.versus)
        days = (window.since, window.until) if window.since else (params.since, params.until)
        account = question.versus.get("account", params.account)
        return replace(params, account=account, since=days[0], until=days[1])
    earlier = before(params.since, params.until) if question.comparison == BEFORE else None
    return replace(params, since=earlier[0], until=earlier[1]) if earlier else None


def resolved(question: Question, snapshot: Snapshot) -> Params:
    """The question's parameters with the dates its window means now."""
    params = as_params(question.params)
    window = Window.parse(question.window)
    newest = None
    if window.relative:
        from socialplan.pipeline.measure import newest_day

        newest = newest_day(open_store(), question.workspace_id, question.analysis, params, snapshot)
    since, until = window.resolve(newest)
    return replace(params, since=since, until=until)


def looked(workspace: Workspace, analysis: str, params: Params) -> Finding:
    """The finding on the newest data; the stored one where its data did not move."""
    from socialplan.pipeline.measure import measure

    store = open_store()
    snapshot = store.snapshot(workspace.pk)
    kept = known(workspace, analysis, params, snapshot=snapshot)
    return kept or keep(workspace, measure(store, workspace.pk, analysis, params, snapshot))


def known(
    workspace: Workspace, analysis: str, params: Params, *, snapshot: Snapshot | None = None
) -> Finding | None:
    """The stored finding on the newest data, None where nobody measured it yet. Measures nothing."""
    from socialplan.pipeline.measure import entry_of, identity, touching

    store = open_store()
    snapshot = snapshot or store.snapshot(workspace.pk)
    entry = entry_of(analysis)
    numbers, _simulated = touching(store, snapshot, entry=entry, params=params)
    finding_id = identity(store, snapshot, entry=entry, params=params, batches=numbers)
    return Finding.objects.filter(workspace=workspace, finding_id=finding_id).first()


def keep(workspace: Workspace, measured: "Measured") -> Finding:
    """The stored finding; the same id is the same finding."""
    values = {
        "analysis": measured.analysis, "version": measured.version, "params": dict(measured.params),
        "snapshot": str(measured.snapshot), "as_of": measured.as_of, "n": measured.n,
        "headline": asdict(measured.headline),
        "columns": [asdict(column) for column in measured.columns],
        "rows": [dict(row) for row in measured.rows],
        "notes": [{"code": note.code, "values": dict(note.values)} for note in measured.notes],
        "coverage": dict(measured.coverage), "simulated": measured.simulated,
        "batches": list(measured.batches), "read_by": [model.as_json() for model in measured.models],
    }  # fmt: skip
    finding, _made = Finding.objects.get_or_create(
        workspace=workspace, finding_id=measured.finding_id, defaults=values
    )
    return finding


def answered(finding: Finding | None) -> Answered | None:
    """A finding as plain values for the rules."""
    if finding is None:
        return None
    return Answered(finding.columns, finding.rows, finding.headline, finding.n)


@dataclass(frozen=True)
class Adopted:
    """Of each labeller the version a workspace reads, since the adoption of this number."""

    number: int = 0
    versions: Mapping[str, str] = field(default_factory=dict)


def adopted(workspace: Workspace) -> Adopted:
    store = open_store()
    snapshot = store.snapshot(workspace.pk)
    return Adopted(snapshot.models, store.ledger.adopted(snapshot))


def batches(workspace: Workspace) -> list[BatchRow]:
    """Every committed batch of the workspace, oldest first."""
    store = open_store()
    return store.ledger.batches(store.snapshot(workspace.pk))


def reach(question: Question, params: Params) -> Reach:
    """What a question looks at when asked with these parameters."""
    from socialplan.pipeline.measure import entry_of, reach_of

    store = open_store()
    snapshot = store.snapshot(question.workspace_id)
    return reach_of(store, snapshot, entry=entry_of(question.analysis), params=params)


def erased_of(finding: Finding, erasures: Iterable[Erasure]) -> int:
    """How many rows under a finding these erasures took away or changed after it was measured."""
    epoch = Snapshot.parse(finding.snapshot).epoch
    later = [
        one for one in erasures if one.epoch > epoch and any(str(n) in one.rows for n in finding.batches)
    ]
    if not later or finding.analysis not in ANALYSES:
        return 0
    params = parse(ANALYSES[finding.analysis], finding.params, zone=finding.workspace.zone)
    reach = _own_reach(finding.workspace_id, finding.analysis, params)
    return sum(_rows_of(one, reach, finding) for one in later)


def _rows_of(erasure: Erasure, reach: Reach, finding: Finding) -> int:
    """An erasure from before whose rows went was written down counts by whole batches."""
    if not erasure.lost:
        return sum(erasure.rows.get(str(number), 0) for number in finding.batches)
    return lost_rows(map(_lost, erasure.lost), reach, finding.batches)


def _lost(kept: Mapping[str, Any]) -> Lost:
    hour = kept["hour"]
    return Lost(**{**kept, "hour": datetime.fromisoformat(hour) if hour else None})


def _own_reach(workspace: int, analysis: str, params: Params) -> Reach:
    """Without the days around its window."""
    from socialplan.pipeline.measure import entry_of, reach_of

    store = open_store()
    wide = reach_of(store, store.snapshot(workspace), entry=entry_of(analysis), params=params)
    return replace(wide, since=params.since, until=params.until)
