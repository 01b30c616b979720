"""A batch is there whole or not at all."""

from datetime import datetime
from itertools import pairwise
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from socialplan.store import AlreadyStored, BadRows, Busy, LostLease, Scope, Store, batches, holders, sorting
from tests.store.rows import commit, posts, shown


def files_on_disk(store: Store) -> list[Path]:
    return sorted((store.home / "store").rglob("*.parquet"))


def test_all_tables_of_a_batch_appear_together(store: Store) -> None:
    metrics = pa.table({"network": ["x"], "subject": ["post"], "subject_id": ["a"], "value": [3.0]})
    with store.writer(1) as writer:
        writer.add("posts", posts("a", "b"))
        writer.add("metrics", metrics)
        assert shown(store, "posts", ["post_id"]) == []
        assert writer.number == 1
        assert writer.commit(sha256="s", kind="import", source="a.csv") == 1
    assert shown(store, "posts", ["post_id", "batch"]) == [
        {"post_id": "a", "batch": 1}, {"post_id": "b", "batch": 1},
    ]  # fmt: skip
    assert shown(store, "metrics", ["subject_id", "value"]) == [{"subject_id": "a", "value": 3.0}]


def test_a_batch_left_without_commit_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.writer(1) as writer:
        writer.add("posts", posts("a"))
        raise RuntimeError
    assert files_on_disk(store) == [] and store.snapshot(1).batch == 0
    commit(store, "s", {"posts": posts("a")})  # and the lease is free


def test_the_newest_row_of_a_key_is_shown_and_the_old_snapshot_keeps_its_own(store: Store) -> None:
    commit(store, "1", {"posts": posts("a", "b", text="old")})
    old = store.snapshot(1)
    commit(store, "2", {"posts": posts("b", "c", text="new")})
    assert [row["text"] for row in shown(store, "posts", ["post_id", "text"])] == ["old", "new", "new"]
    then = store.current(old, "posts").select("post_id", "text").order_by("post_id")
    assert [row["text"] for row in store.execute(then).to_pylist()] == ["old", "old"]


def test_keys_with_unknown_parts_are_the_same_key(store: Store) -> None:
    first, second = (
        pa.table(
            {"network": ["x"], "subject": ["post"], "subject_id": ["a"], "name": ["comments"], "value": [n]}
        )
        for n in (1.0, 2.0)
    )
    commit(store, "1", {"metrics": first})
    commit(store, "2", {"metrics": second})
    assert shown(store, "metrics", ["value"]) == [{"value": 2.0}]


def test_a_key_twice_in_one_batch_is_refused(store: Store) -> None:
    with pytest.raises(BadRows, match="twice"):
        commit(store, "1", {"posts": posts("a", "a")})
    with pytest.raises(BadRows, match="twice"), store.writer(1) as writer:
        writer.add("posts", posts("a"))
        writer.add("posts", posts("a", text="again"))
        writer.commit(sha256="2", kind="import", source="a.csv")
    assert files_on_disk(store) == []


def test_an_unknown_column_or_table_is_refused(store: Store) -> None:
    with pytest.raises(BadRows, match="no column likes"):
        commit(store, "1", {"posts": posts("a", likes=3)})
    with pytest.raises(ValueError, match="no table"):
        commit(store, "1", {"../posts": posts("a")})
    with pytest.raises(ValueError, match="no table"):
        store.current(store.snapshot(1), "secrets")


@pytest.mark.parametrize("workspace", [0, -1, True, "1", "../2", None])
def test_every_door_asks_for_a_workspace(store: Store, workspace: object) -> None:
    with pytest.raises(ValueError, match="no workspace"):
        store.snapshot(workspace)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no workspace"):
        store.writer(workspace)  # type: ignore[arg-type]


def test_a_workspace_sees_only_its_own(store: Store) -> None:
    commit(store, "1", {"posts": posts("a")}, workspace=1)
    commit(store, "1", {"posts": posts("b")}, workspace=2)
    assert shown(store, "posts", ["post_id", "workspace"], workspace=2) == [{"post_id": "b", "workspace": 2}]


def test_rows_come_as_expression_table_or_reader(store: Store) -> None:
    with store.writer(1) as writer:
        assert writer.add("posts", ibis.memtable(posts("a"))) == 1
        assert writer.add("posts", posts("b", "c").to_reader()) == 2
        writer.commit(sha256="1", kind="import", source="a.csv")
    assert [row["post_id"] for row in shown(store, "posts", ["post_id"])] == ["a", "b", "c"]


def test_a_table_without_rows_is_empty_and_typed(store: Store) -> None:
    with store.writer(1) as writer:
        writer.add("posts", posts().cast(posts("a").schema))
        writer.commit(sha256="1", kind="import", source="a.csv")
    table = store.execute(store.current(store.snapshot(1), "posts"))
    assert table.num_rows == 0 and table.schema.field("created_at").type == pa.timestamp("us")
    assert files_on_disk(store) == []


def test_files_are_sorted_by_time_with_unknown_times_last(store: Store) -> None:
    times = [datetime(2020, 3, 1), None, datetime(2020, 1, 1), datetime(2020, 2, 1)]
    rows = posts("a", "b", "c", "d").set_column(3, "created_at", pa.array(times, pa.timestamp("us")))
    commit(store, "1", {"posts": rows})
    (file,) = files_on_disk(store)
    written = pq.read_table(file)["created_at"].to_pylist()
    assert written == [datetime(2020, 1, 1), datetime(2020, 2, 1), datetime(2020, 3, 1), None]
    (listed,) = store.ledger.files(store.snapshot(1), "posts")
    assert (listed.time_min, listed.time_max, listed.rows) == (datetime(2020, 1, 1), datetime(2020, 3, 1), 4)


def test_what_a_batch_touches_is_read_from_its_rows(store: Store) -> None:
    rows = posts("a", "b", account_id="acme")
    times = pa.array([None, datetime(2020, 1, 5)], pa.timestamp("us"))
    commit(store, "1", {"posts": rows.set_column(3, "created_at", times)})
    (row,) = store.ledger.batches(store.snapshot(1))
    assert row.draft.scopes == {
        "posts": Scope(("acme",), ("x",), datetime(2020, 1, 5), datetime(2020, 1, 5), undated=True)
    }
    assert row.draft.counts == {"posts": 2}


def test_files_outside_a_period_are_not_opened(store: Store) -> None:
    commit(store, "1", {"posts": posts("a", day=1)})
    commit(store, "2", {"posts": posts("b", day=20)})
    for file in files_on_disk(store):
        if pq.read_table(file)["post_id"].to_pylist() == ["a"]:
            file.unlink()
    late = store.current(store.snapshot(1), "posts", since=datetime(2020, 1, 10))
    assert store.execute(late.select("post_id")).to_pylist() == [{"post_id": "b"}]


def test_a_post_that_moved_out_of_a_period_does_not_come_back(store: Store) -> None:
    commit(store, "1", {"posts": posts("a", day=1)})
    commit(store, "2", {"posts": posts("a", day=20)})
    early = store.current(store.snapshot(1), "posts", until=datetime(2020, 1, 10))
    assert store.execute(early.filter(early.created_at < datetime(2020, 1, 10))).num_rows == 0


def test_the_same_content_is_refused(store: Store) -> None:
    commit(store, "1", {"posts": posts("a")})
    with pytest.raises(AlreadyStored):
        commit(store, "1", {"posts": posts("a")})
    assert store.snapshot(1).batch == 1


def test_two_writers_do_not_mix(store: Store) -> None:
    with store.writer(1) as writer:
        writer.add("posts", posts("a"))
        with pytest.raises(Busy):
            store.writer(1, wait=0)
        with store.writer(2, wait=0):
            pass
        writer.commit(sha256="1", kind="import", source="a.csv")
    store.writer(1, wait=0)


def test_a_writer_that_was_taken_over_stores_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socialplan.store.LEASE_SECONDS", -1.0)
    slow = store.writer(1)
    slow.add("posts", posts("slow"))
    fast = store.writer(1)
    fast.add("posts", posts("fast"))
    fast.commit(sha256="2", kind="import", source="b.csv")
    with pytest.raises(LostLease):
        slow.commit(sha256="1", kind="import", source="a.csv")
    assert shown(store, "posts", ["post_id"]) == [{"post_id": "fast"}]


def test_a_long_import_keeps_its_lease(store: Store) -> None:
    lease = store.ledger.take_lease(1, holders.new_holder(), 0.3)
    heartbeat = batches.Heartbeat(store.ledger, lease, seconds=0.3)
    heartbeat.start()
    try:
        with pytest.raises(Busy):
            store.take_lease(1, wait=0.8)
    finally:
        heartbeat.stop()


def test_a_large_file_is_split_and_stays_sorted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "AT_ONCE", 2**20)
    monkeypatch.setattr(sorting, "LITTLE", 2**20)
    monkeypatch.setattr(sorting, "GROUP_BYTES", 2**18)
    monkeypatch.setattr(sorting, "SPLIT_BYTES", 200_000)
    size = 400_000
    numbers = ibis.range(0, size).unnest().name("number").as_table()
    rows = numbers.select(
        network=ibis.literal("x"), post_id=numbers.number.cast("string"), text=numbers.number.cast("string"),
        created_at=ibis.literal(datetime(2020, 1, 1)) + numbers.number.as_interval("s"),
    )  # fmt: skip
    commit(store, "1", {"posts": rows})
    listed = store.ledger.files(store.snapshot(1), "posts")
    assert len(listed) > 1 and sum(file.rows for file in listed) == size
    spans = sorted((file.time_min, file.time_max) for file in listed)
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    assert len(files_on_disk(store)) == len(listed)
