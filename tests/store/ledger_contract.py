"""What every ledger must do; run on each ledger by the tests that inherit it."""

from datetime import datetime
from itertools import count
from typing import Any

import pytest

from socialplan.store import holders
from socialplan.store.errors import AlreadyStored
from socialplan.store.ledger import BatchDraft, Busy, FileRow, Lease, Ledger, LostLease, Scope, Snapshot

SCOPE = Scope(("acme",), ("x",), datetime(2020, 1, 1), datetime(2020, 1, 2, 3, 4, 5), undated=True)
names = (f"{number:032x}" for number in count(1))


def a_file(table: str = "posts", batch: int = 1, **changes: Any) -> FileRow:
    return FileRow(
        table, f"{table}/{next(names)}.parquet", batch, batch, 10, datetime(2020, 1, 1), None, **changes
    )


def a_draft(sha256: str, *files: FileRow, **changes: Any) -> BatchDraft:
    given: dict[str, Any] = {
        "kind": "import", "source": "a.csv", "counts": {"posts": 10}, "scopes": {"posts": SCOPE},
        "details": {"raw": ["x"]}, "by": "Robin", "simulated": True,
    }  # fmt: skip
    return BatchDraft(sha256=sha256, files=files, **{**given, **changes})


class LedgerContract:
    """Give `ledger` and `workspace` as fixtures."""

    def commit(self, ledger: Ledger, workspace: int, sha256: str, *files: FileRow) -> int:
        lease = ledger.take_lease(workspace, holders.new_holder(), 30)
        try:
            return ledger.commit(lease, a_draft(sha256, *files))
        finally:
            ledger.drop_lease(lease)

    def test_a_new_workspace_is_empty(self, ledger: Ledger, workspace: int) -> None:
        snapshot = ledger.snapshot(workspace)
        assert snapshot == Snapshot(workspace, 0, 0)
        assert ledger.files(snapshot, "posts") == [] and ledger.batches(snapshot) == []

    def test_a_batch_comes_back_as_it_was_committed(self, ledger: Ledger, workspace: int) -> None:
        file = a_file(fresh=True)
        assert self.commit(ledger, workspace, "a", file) == 1
        (row,) = ledger.batches(ledger.snapshot(workspace))
        assert row.number == 1 and row.draft == a_draft("a")
        assert ledger.files(ledger.snapshot(workspace), "posts") == [file]
        assert ledger.find(workspace, "a") == row and ledger.find(workspace, "b") is None

    def test_an_old_snapshot_is_read_by_what_was_adopted_then(self, ledger: Ledger, workspace: int) -> None:
        ledger.adopt_shipped(workspace, {"mood": "1", "question": "1"})
        ledger.adopt_shipped(workspace, {"mood": "9", "story": "1"})
        old = ledger.snapshot(workspace)
        assert (old.models, str(old)) == (0, f"w{workspace}:b0:e0")
        assert ledger.adopted(old) == {"mood": "1", "question": "1", "story": "1"}
        assert ledger.adopt(workspace, {"mood": "2"}, by="Robin") == 1
        new = ledger.snapshot(workspace)
        assert ledger.adopted(new) == {"mood": "2", "question": "1", "story": "1"}
        assert ledger.adopted(old)["mood"] == "1"
        assert Snapshot.parse(str(new)) == new and str(new) == f"w{workspace}:b0:e0:m1"

    def test_an_old_snapshot_does_not_see_later_batches(self, ledger: Ledger, workspace: int) -> None:
        first = a_file()
        self.commit(ledger, workspace, "a", first)
        old = ledger.snapshot(workspace)
        self.commit(ledger, workspace, "b", a_file(batch=2))
        assert ledger.files(old, "posts") == [first]
        assert [row.number for row in ledger.batches(old)] == [1]

    def test_the_same_content_is_refused_and_changes_nothing(self, ledger: Ledger, workspace: int) -> None:
        self.commit(ledger, workspace, "a", a_file())
        before = ledger.snapshot(workspace)
        with pytest.raises(AlreadyStored) as refused:
            self.commit(ledger, workspace, "a", a_file(batch=2))
        assert refused.value.number == 1
        assert ledger.snapshot(workspace) == before and len(ledger.files(before, "posts")) == 1

    def test_one_writer_at_a_time(self, ledger: Ledger, workspace: int) -> None:
        lease = ledger.take_lease(workspace, holders.new_holder(), 30)
        with pytest.raises(Busy):
            ledger.take_lease(workspace, holders.new_holder(), 30)
        ledger.drop_lease(lease)
        assert ledger.take_lease(workspace, holders.new_holder(), 30).fence > lease.fence

    def test_a_dead_holder_loses_its_lease_at_once(self, ledger: Ledger, workspace: int) -> None:
        ledger.take_lease(workspace, dead_holder(), 3600)
        assert ledger.take_lease(workspace, holders.new_holder(), 30).fence == 2

    def test_a_lease_that_ran_out_is_taken_over(self, ledger: Ledger, workspace: int) -> None:
        late = ledger.take_lease(workspace, holders.new_holder(), -1)
        ledger.take_lease(workspace, holders.new_holder(), 30)
        with pytest.raises(LostLease):
            ledger.commit(late, a_draft("a", a_file()))
        with pytest.raises(LostLease):
            ledger.renew_lease(late, 30)
        assert ledger.snapshot(workspace).batch == 0

    def test_a_renewed_lease_lives_on(self, ledger: Ledger, workspace: int) -> None:
        lease = ledger.take_lease(workspace, holders.new_holder(), -1)
        ledger.renew_lease(lease, 30)
        with pytest.raises(Busy):
            ledger.take_lease(workspace, holders.new_holder(), 30)

    def test_dropping_a_lost_lease_leaves_the_new_one(self, ledger: Ledger, workspace: int) -> None:
        late = ledger.take_lease(workspace, holders.new_holder(), -1)
        ledger.take_lease(workspace, holders.new_holder(), 30)
        ledger.drop_lease(late)
        with pytest.raises(Busy):
            ledger.take_lease(workspace, holders.new_holder(), 30)

    def test_a_lease_writes_one_batch(self, ledger: Ledger, workspace: int) -> None:
        lease = ledger.take_lease(workspace, holders.new_holder(), 30)
        ledger.commit(lease, a_draft("a", a_file()))
        with pytest.raises(LostLease):
            ledger.commit(lease, a_draft("b", a_file()))

    def test_replacing_files_swaps_them_whole(self, ledger: Ledger, workspace: int) -> None:
        first, second, merged = a_file(), a_file(batch=2), a_file()
        self.commit(ledger, workspace, "a", first)
        self.commit(ledger, workspace, "b", second)
        lease = ledger.take_lease(workspace, holders.new_holder(), 30)
        ledger.replace_files(lease, [first, second], [merged])
        assert ledger.files(ledger.snapshot(workspace), "posts") == [merged]
        with pytest.raises(LostLease):
            ledger.replace_files(lease, [first], [a_file()])
        assert ledger.files(ledger.snapshot(workspace), "posts") == [merged]

    def test_an_erasure_raises_the_epoch_and_counts(self, ledger: Ledger, workspace: int) -> None:
        first, rewritten = a_file(), a_file()
        self.commit(ledger, workspace, "a", first)
        old = ledger.snapshot(workspace)
        lease = ledger.take_lease(workspace, holders.new_holder(), 30)
        assert ledger.erase(lease, [first], [rewritten], {1: 3}, ["h"]) == 1
        assert ledger.erase(lease, [], [], {1: 2}, ["h", "i"]) == 2
        assert ledger.erased_rows(old) == {1: 5}
        assert ledger.erased_rows(Snapshot(workspace, 1, 1)) == {1: 2}
        assert ledger.erased_rows(ledger.snapshot(workspace)) == {}
        assert ledger.erased_hashes(workspace) == {"h", "i"}
        assert ledger.files(ledger.snapshot(workspace), "posts") == [rewritten]

    def test_a_batch_erased_whole_may_come_again(self, ledger: Ledger, workspace: int) -> None:
        self.commit(ledger, workspace, "a", a_file())
        lease = ledger.take_lease(workspace, holders.new_holder(), 30)
        ledger.erase(lease, [], [], {1: 10}, [], batches=[1])
        ledger.drop_lease(lease)
        assert ledger.find(workspace, "a") is None
        assert self.commit(ledger, workspace, "a", a_file(batch=2)) == 2


def dead_holder() -> str:
    """A holder on this host whose process does not run."""
    host, machine, _, own = holders.new_holder().split(":")
    return f"{host}:{machine}:{2**22 + 1}.1:{own}"


__all__ = ["Lease", "LedgerContract", "a_draft", "a_file", "dead_holder"]
