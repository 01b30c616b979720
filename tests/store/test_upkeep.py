"""Merging and sweeping change nothing that anybody can see."""

import os
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialplan.store import Busy, Snapshot, Store
from socialplan.store.sqlite_ledger import SqliteLedger
from tests.store.rows import commit, posts, shown

START = datetime(2020, 1, 1)
a_post = st.fixed_dictionaries({
    "post_id": st.sampled_from("abcdefgh"),
    "text": st.text(max_size=5),
    "created_at": st.none() | st.integers(0, 400).map(lambda days: START + timedelta(days=days)),
})  # fmt: skip
a_batch = st.lists(a_post, max_size=5, unique_by=lambda post: post["post_id"])
history = st.lists(a_batch, min_size=1, max_size=7)


def as_table(batch: list[dict[str, Any]]) -> pa.Table:
    schema = pa.schema(
        {
            "network": pa.string(),
            "post_id": pa.string(),
            "text": pa.string(),
            "created_at": pa.timestamp("us"),
        }
    )
    return pa.Table.from_pylist([{"network": "x", **post} for post in batch], schema=schema)


def seen(store: Store, snapshot: Snapshot) -> list[dict[str, Any]]:
    rows = store.current(snapshot, "posts").select("post_id", "text", "created_at", "batch")
    return sorted(store.execute(rows).to_pylist(), key=lambda row: row["post_id"])


def expected(batches: list[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The same by hand: later batches win."""
    newest: dict[str, dict[str, Any]] = {}
    for number, batch in enumerate(batches, start=1):
        for post in batch:
            newest[post["post_id"]] = {**post, "batch": number}
    return sorted(newest.values(), key=lambda row: row["post_id"])


@given(batches=history)
@settings(max_examples=25, deadline=None)
def test_every_snapshot_shows_the_same_after_merging(batches: list[list[dict[str, Any]]]) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder), SqliteLedger(Path(folder) / "ledger.sqlite3"), threads=1)
        for number, batch in enumerate(batches):
            commit(store, str(number), {"posts": as_table(batch)})
        snapshots = [Snapshot(1, number, 0) for number in range(len(batches) + 1)]
        wanted = [expected(batches[:number]) for number in range(len(batches) + 1)]
        assert [seen(store, snapshot) for snapshot in snapshots] == wanted
        store.compact(1, least=2)
        assert [seen(store, snapshot) for snapshot in snapshots] == wanted
        store.sweep(1, age=0)
        assert [seen(store, snapshot) for snapshot in snapshots] == wanted
        commit(store, "later", {"posts": as_table(batches[0])})
        assert seen(store, store.snapshot(1)) == expected([*batches, batches[0]])


def on_disk(store: Store) -> set[Path]:
    return set((store.home / "store").rglob("*.parquet"))


@pytest.fixture
def fragmented(store: Store) -> Iterator[Store]:
    for number in range(6):
        commit(store, str(number), {"posts": posts(f"p{number}", "shared", day=1 + number)})
    yield store


def test_merging_makes_fewer_files(fragmented: Store) -> None:
    before = shown(fragmented, "posts", ["post_id", "batch", "created_at"])
    merged = fragmented.compact(1)
    assert (merged.before, merged.after) == (5, 1)
    first, rest = fragmented.ledger.files(fragmented.snapshot(1), "posts")
    assert (first.batch_lo, first.batch_hi, first.rows, first.fresh) == (1, 1, 2, True)
    assert (rest.batch_lo, rest.batch_hi, rest.rows, rest.fresh) == (2, 6, 10, False)
    assert shown(fragmented, "posts", ["post_id", "batch", "created_at"]) == before
    assert fragmented.compact(1).before == 0


def test_merged_files_stay_for_those_who_read_them(fragmented: Store) -> None:
    reading = fragmented.current(fragmented.snapshot(1), "posts")
    for path in on_disk(fragmented):
        os.utime(path, (time.time() - 10 * 86400,) * 2)
    fragmented.compact(1)
    assert fragmented.sweep(1) == 0
    assert fragmented.execute(reading).num_rows == 7
    assert fragmented.sweep(1, age=0) == 5 and len(on_disk(fragmented)) == 2


def test_sweeping_removes_what_nobody_lists_once_it_is_old(store: Store) -> None:
    commit(store, "1", {"posts": posts("a")})
    (listed,) = on_disk(store)
    orphan = listed.with_name("0" * 32 + ".parquet")
    orphan.write_bytes(b"left by a killed import")
    unnamed = store.home / "raw" / "w1" / ("0" * 64 + ".gz")
    unnamed.parent.mkdir(parents=True)
    unnamed.write_bytes(b"")
    assert store.sweep(1) == 0
    for path in (listed, orphan, unnamed):
        os.utime(path, (time.time() - 2 * 86400,) * 2)
    assert store.sweep(1) == 2
    assert on_disk(store) == {listed} and not unnamed.exists()


def test_nothing_is_swept_while_somebody_writes(store: Store) -> None:
    with store.writer(1) as writer:
        writer.add("posts", posts("a"))
        with pytest.raises(Busy):
            store.sweep(1, age=0)
        writer.commit(sha256="1", kind="import", source="a.csv")
    assert shown(store, "posts", ["post_id"]) == [{"post_id": "a"}]


def test_another_workspace_is_not_swept(store: Store) -> None:
    commit(store, "1", {"posts": posts("a")}, workspace=2)
    commit(store, "1", {"posts": posts("a")}, workspace=1)
    assert store.sweep(1, age=0) == 0 and len(on_disk(store)) == 2


def test_a_merge_killed_before_the_swap_leaves_the_old_files(
    fragmented: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shown(fragmented, "posts", ["post_id", "batch"])
    monkeypatch.setattr(fragmented.ledger, "replace_files", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        fragmented.compact(1)
    assert shown(fragmented, "posts", ["post_id", "batch"]) == before
    assert fragmented.sweep(1, age=0) == 1


def test_scratch_of_dead_processes_is_emptied(store: Store) -> None:
    mine = store.scratch
    dead = mine.with_name(mine.name.rpartition("-")[0] + f"-{2**22 + 1}.5")
    (dead / "spill").mkdir(parents=True)
    commit(store, "1", {"posts": posts("a")})
    store.sweep(1, age=0)
    assert mine.is_dir() and not dead.exists()
