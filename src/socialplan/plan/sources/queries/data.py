"""What the data page lists: sources, accounts, the ledger of batches, mappings, one person's traces."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from socialplan.pipeline import holdings
from socialplan.pipeline.holdings import HeldAccount, HeldPerson
from socialplan.pipeline.taking_out import counts

from ...team.models import Workspace
from ..models import Batch, Erasure, MappingFile
from .store import open_store

OWN_FIRST = {"own": 0, "competitor": 1, "other": 2}


@dataclass(frozen=True)
class BatchLine:
    """One committed batch."""

    number: int
    kind: str
    source: str
    by: str
    at: datetime
    counts: Mapping[str, int]
    simulated: bool
    erased: int = 0  # rows that were taken out of it since, with a person or as a whole
    taken_back: bool = False


@dataclass(frozen=True)
class SourceLine:
    """A file or set of files that data came from, over all its imports."""

    source: str
    kind: str
    first: datetime | None
    last: datetime | None
    items: int
    accounts: tuple[str, ...]
    owner_kinds: tuple[str, ...]
    newest: datetime  # when it was last brought
    batches: tuple[int, ...]
    simulated: bool


def batches(*, workspace: Workspace) -> list[BatchLine]:
    """Every batch, the newest first."""
    rows = Batch.objects.filter(workspace=workspace).order_by("-number")
    erased = _erased(workspace)
    return [
        BatchLine(
            row.number, row.kind, row.source, row.by, row.committed_at, row.counts, row.simulated,
            erased[row.number], row.sha256.startswith("erased:"),
        )
        for row in rows
    ]  # fmt: skip


def tables(*, workspace: Workspace) -> dict[str, int]:
    """Current rows of every table that holds any."""
    store = open_store()
    return counts(store, store.snapshot(workspace.pk))


def _erased(workspace: Workspace) -> Counter[int]:
    """Rows erased from each batch."""
    found: Counter[int] = Counter()
    for rows in Erasure.objects.filter(workspace=workspace).values_list("rows", flat=True):
        found.update({int(number): count for number, count in rows.items()})
    return found


def sources(*, workspace: Workspace, accounts: Sequence[HeldAccount]) -> list[SourceLine]:
    """Every source, the one brought last first; simulated ones at the end."""
    kinds = {account.account_id.casefold(): account.owner_kind for account in accounts}
    store = open_store()
    grouped = defaultdict(list)
    for batch in store.ledger.batches(store.snapshot(workspace.pk)):
        if batch.draft.kind in ("import", "collection", "example"):
            grouped[batch.draft.source].append(batch)
    lines = []
    for source, rows in grouped.items():
        scopes = [row.draft.scopes["posts"] for row in rows if "posts" in row.draft.scopes]
        names = sorted({name for scope in scopes for name in scope.accounts or ()})
        lines.append(SourceLine(
            source=source, kind=rows[-1].draft.kind,
            first=min((scope.time_min for scope in scopes if scope.time_min), default=None),
            last=max((scope.time_max for scope in scopes if scope.time_max), default=None),
            items=sum(row.draft.counts.get("posts", 0) for row in rows), accounts=tuple(names),
            owner_kinds=_owner_kinds(names, kinds),
            newest=rows[-1].committed_at.replace(tzinfo=UTC), batches=tuple(row.number for row in rows),
            simulated=rows[-1].draft.simulated,
        ))  # fmt: skip
    return sorted(lines, key=lambda line: (line.simulated, -line.newest.timestamp()))


def _owner_kinds(names: Sequence[str], kinds: Mapping[str, str]) -> tuple[str, ...]:
    found = {kinds.get(name.casefold(), "other") for name in names}
    return tuple(sorted(found, key=_own_first))


def accounts(*, workspace: Workspace) -> list[HeldAccount]:
    """Every account, ours first, then the fullest."""
    store = open_store()
    found = holdings.accounts(store, store.snapshot(workspace.pk))
    return sorted(found, key=lambda row: (_own_first(row.owner_kind), -row.posts, row.account_id))


def people(*, workspace: Workspace, handle: str) -> list[HeldPerson]:
    store = open_store()
    return holdings.find_people(store, store.snapshot(workspace.pk), handle)


def mappings(*, workspace: Workspace) -> list[MappingFile]:
    return list(MappingFile.objects.filter(workspace=workspace).order_by("name"))


def mapping(*, workspace: Workspace, id: int) -> MappingFile | None:
    return MappingFile.objects.filter(workspace=workspace, pk=id).first()


def _own_first(kind: str) -> int:
    return OWN_FIRST.get(kind, 2)
