"""A ledger as if other versions of labellers were adopted: to see what an adoption would change."""

from collections.abc import Mapping

from .ledger import BatchRow, FileRow, Ledger, Snapshot


class Supposed:
    """Answers what reading asks as the real ledger does, with other versions. It cannot write."""

    def __init__(self, ledger: Ledger, versions: Mapping[str, str]) -> None:
        self._ledger, self._versions = ledger, versions

    def adopted(self, snapshot: Snapshot) -> Mapping[str, str]:
        return {**self._ledger.adopted(snapshot), **self._versions}

    def snapshot(self, workspace: int) -> Snapshot:
        return self._ledger.snapshot(workspace)

    def files(self, snapshot: Snapshot, table: str) -> list[FileRow]:
        return self._ledger.files(snapshot, table)

    def batches(self, snapshot: Snapshot) -> list[BatchRow]:
        return self._ledger.batches(snapshot)

    def erased_rows(self, snapshot: Snapshot) -> Mapping[int, int]:
        return self._ledger.erased_rows(snapshot)
