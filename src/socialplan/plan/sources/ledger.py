"""The ledger of the product: batches, files and leases as rows beside jobs and decisions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Model

from socialplan.pipeline.ledger import (
    AlreadyStored,
    BatchDraft,
    BatchRow,
    Busy,
    FileRow,
    Lease,
    Lost,
    LostLease,
    Snapshot,
    Term,
    over,
    scopes_from_json,
    scopes_to_json,
    until,
)

from .models import Adoption, Batch, ErasedHandle, Erasure, StoreFile, WriterLease


class DjangoLedger:
    """The contract of `store.ledger` on Django's database.

    `also` runs inside the transaction that commits a batch or an erasure, with its number or epoch: what
    belongs with it (the state of a job, a cursor, the history) becomes true together with it or not at all.
    """

    def __init__(self, also: Callable[[int], None] | None = None) -> None:
        self._also = also

    def snapshot(self, workspace: int) -> Snapshot:
        epoch, models = _highest(Erasure, workspace, "epoch"), _highest(Adoption, workspace, "number")
        return Snapshot(workspace, _highest(Batch, workspace, "number"), epoch, models)

    def files(self, snapshot: Snapshot, table: str) -> list[FileRow]:
        rows = StoreFile.objects.filter(
            workspace=snapshot.workspace, table=table, batch_lo__lte=snapshot.batch
        )
        return [_file(row) for row in rows.order_by("batch_lo", "path")]

    def batches(self, snapshot: Snapshot) -> list[BatchRow]:
        rows = Batch.objects.filter(workspace=snapshot.workspace, number__lte=snapshot.batch)
        return [_batch(row) for row in rows.order_by("number")]

    def find(self, workspace: int, sha256: str) -> BatchRow | None:
        row = Batch.objects.filter(workspace=workspace, sha256=sha256).first()
        return _batch(row) if row else None

    def take_lease(self, workspace: int, holder: str, seconds: float) -> Lease:
        with transaction.atomic():
            WriterLease.objects.get_or_create(workspace_id=workspace)
            held = WriterLease.objects.select_for_update().get(workspace=workspace)
            if not over(held.holder, _term(held)):
                raise Busy(f"Another import is writing in workspace {workspace}.")
            held.holder, held.fence = holder, held.fence + 1
            _extend(held, seconds)
            last = _highest(Batch, workspace, "number")
        return Lease(workspace, holder, held.fence, last + 1)

    def renew_lease(self, lease: Lease, seconds: float) -> None:
        was_open = connection.connection is not None
        try:
            with transaction.atomic():
                _extend(_held(lease), seconds)
        finally:
            if not was_open:
                connection.close()

    def drop_lease(self, lease: Lease) -> None:
        mine = WriterLease.objects.filter(workspace=lease.workspace, fence=lease.fence)
        mine.update(holder="", until=None, until_up=0)

    def commit(self, lease: Lease, draft: BatchDraft) -> int:
        with transaction.atomic():
            _held(lease)
            if _highest(Batch, lease.workspace, "number") + 1 != lease.next_batch:
                raise LostLease(f"Batch {lease.next_batch} is taken.")
            twin = Batch.objects.filter(workspace=lease.workspace, sha256=draft.sha256).first()
            if twin:
                raise AlreadyStored(twin.number)
            Batch.objects.create(
                workspace_id=lease.workspace, number=lease.next_batch, sha256=draft.sha256, kind=draft.kind,
                source=draft.source[:300], counts=dict(draft.counts), scopes=scopes_to_json(draft.scopes),
                details=dict(draft.details), simulated=draft.simulated, by=draft.by[:160],
            )  # fmt: skip
            _list(lease.workspace, draft.files)
            if self._also:
                self._also(lease.next_batch)
        return lease.next_batch

    def replace_files(self, lease: Lease, old: Sequence[FileRow], new: Sequence[FileRow]) -> None:
        with transaction.atomic():
            _held(lease)
            _unlist(lease.workspace, old)
            _list(lease.workspace, new)

    def erase(
        self, lease: Lease, old: Sequence[FileRow], new: Sequence[FileRow], rows: Mapping[int, int],
        hashes: Sequence[str], batches: Sequence[int] = (), lost: Sequence[Lost] = (),
    ) -> int:  # fmt: skip
        workspace = lease.workspace
        with transaction.atomic():
            _held(lease)
            _unlist(workspace, old)
            _list(workspace, new)
            epoch = _highest(Erasure, workspace, "epoch") + 1
            Erasure.objects.create(
                workspace_id=workspace, epoch=epoch, rows=_by_text(rows), lost=[_plain(one) for one in lost]
            )
            marks = [ErasedHandle(workspace_id=workspace, hash=one) for one in sorted(set(hashes))]
            ErasedHandle.objects.bulk_create(marks, ignore_conflicts=True)
            for number in batches:
                whole = Batch.objects.filter(workspace=workspace, number=number)
                whole.update(sha256=f"erased:{number}")
            if self._also:
                self._also(epoch)
        return epoch

    def erased_rows(self, snapshot: Snapshot) -> Mapping[int, int]:
        total: dict[int, int] = {}
        for erasure in Erasure.objects.filter(workspace=snapshot.workspace, epoch__gt=snapshot.epoch):
            for number, count in erasure.rows.items():
                if int(number) <= snapshot.batch:
                    total[int(number)] = total.get(int(number), 0) + count
        return total

    def erased_hashes(self, workspace: int) -> set[str]:
        return set(ErasedHandle.objects.filter(workspace=workspace).values_list("hash", flat=True))

    def adopted(self, snapshot: Snapshot) -> Mapping[str, str]:
        rows = Adoption.objects.filter(workspace=snapshot.workspace, number__lte=snapshot.models)
        return {row.labeller: row.version for row in rows.order_by("number")}

    def adopt(self, workspace: int, versions: Mapping[str, str], *, by: str = "") -> int:
        with transaction.atomic():
            number = _highest(Adoption, workspace, "number") + 1
            _adopt(workspace, number, versions, by)
        return number

    def adopt_shipped(self, workspace: int, versions: Mapping[str, str]) -> None:
        with transaction.atomic():
            known = set(
                Adoption.objects.filter(workspace=workspace).values_list("labeller", flat=True).distinct()
            )
            missing = {name: version for name, version in versions.items() if name not in known}
            _adopt(workspace, 0, missing, "")


def _adopt(workspace: int, number: int, versions: Mapping[str, str], by: str) -> None:
    Adoption.objects.bulk_create(
        Adoption(workspace_id=workspace, number=number, labeller=name, version=version, by=by[:160])
        for name, version in versions.items()
    )


def _held(lease: Lease) -> WriterLease:
    """The lease, locked until the transaction ends; LostLease when it is another's by now."""
    held = WriterLease.objects.select_for_update().filter(workspace=lease.workspace).first()
    if held is None or (held.holder, held.fence) != (lease.holder, lease.fence):
        raise LostLease("Another process took over the writing.")
    return held


def _extend(held: WriterLease, seconds: float) -> None:
    term = until(seconds)
    held.until, held.until_up = datetime.fromtimestamp(term.wall, UTC), term.up
    held.save()


def _term(held: WriterLease) -> Term | None:
    return Term(held.until.timestamp(), held.until_up) if held.until else None


def _highest(model: type[Model], workspace: int, field: str) -> int:
    rows = model._default_manager.filter(workspace=workspace)
    return rows.aggregate(highest=Max(field))["highest"] or 0


def _list(workspace: int, files: Sequence[FileRow]) -> None:
    StoreFile.objects.bulk_create(
        StoreFile(
            workspace_id=workspace, table=file.table, path=file.path, batch_lo=file.batch_lo,
            batch_hi=file.batch_hi, rows=file.rows, time_min=_aware(file.time_min),
            time_max=_aware(file.time_max), fresh=file.fresh,
        )
        for file in files
    )  # fmt: skip


def _unlist(workspace: int, files: Sequence[FileRow]) -> None:
    gone, _ = StoreFile.objects.filter(workspace=workspace, path__in=[file.path for file in files]).delete()
    if gone != len(files):
        raise LostLease("Files were replaced meanwhile.")


def _file(row: StoreFile) -> FileRow:
    return FileRow(
        table=row.table, path=row.path, batch_lo=row.batch_lo, batch_hi=row.batch_hi, rows=row.rows,
        time_min=_naive(row.time_min), time_max=_naive(row.time_max), fresh=row.fresh,
    )  # fmt: skip


def _batch(row: Batch) -> BatchRow:
    draft = BatchDraft(
        sha256=row.sha256, kind=row.kind, source=row.source, counts=row.counts,
        scopes=scopes_from_json(row.scopes), files=(), simulated=row.simulated, by=row.by,
        details=row.details,
    )  # fmt: skip
    return BatchRow(row.number, draft, row.committed_at.astimezone(UTC).replace(tzinfo=None))


def _by_text(rows: Mapping[int, int]) -> dict[str, Any]:
    return {str(number): count for number, count in rows.items()}


def _plain(lost: Lost) -> dict[str, Any]:
    return {**asdict(lost), "hour": lost.hour.isoformat() if lost.hour else None}


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None


def _naive(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None
