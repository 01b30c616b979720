"""Large tables are written in the order of their time, whole, in memory that does not grow."""

import errno
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from socialplan.records import TABLES
from socialplan.store import CannotStore, Store, dealing, sorting

START = datetime(2024, 1, 1)


def posts(moments: list[datetime | None]) -> pa.Table:
    ids = [str(place) for place in range(len(moments))]
    columns = {"post_id": ids, "created_at": moments, "text": [f"text of {name} " * 40 for name in ids]}
    schema = TABLES["posts"].schema
    full = {name: columns.get(name, [None] * len(ids)) for name in schema.names}
    return pa.table(full, schema=schema)


CASES = {
    "no order": [START + timedelta(minutes=(place * 7919) % 5000) for place in range(5000)],
    "one moment": [START] * 4000,
    "no times": [None] * 4000,
    "mostly one moment": [START if place % 9 else START - timedelta(days=place) for place in range(5000)],
    "some unknown": [None if place % 3 else START + timedelta(days=-place) for place in range(5000)],
    "ordered": [START + timedelta(minutes=place) for place in range(5000)],
}


@pytest.mark.parametrize("case", CASES)
def test_rows_come_back_whole_and_in_order(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    sizes = {"AT_ONCE": 2**17, "LITTLE": 2**17, "GROUP_BYTES": 2**16, "SPLIT_BYTES": 2**16}
    for name, size in {**sizes, "ROWS_AT_ONCE": 512}.items():
        monkeypatch.setattr(sorting, name, size)
    for name, size in {"MOST_FILES": 3, "ROWS_AT_ONCE": 512}.items():
        monkeypatch.setattr(dealing, name, size)
    moments = CASES[case]
    (tmp_path / "posts").mkdir()
    rows = store.local.take_in(posts(moments), "rows")
    names = sorting.write_sorted(store.local, rows, folder=tmp_path, name=f"posts/{'0' * 32}.parquet")
    found = pa.concat_tables(pq.read_table(tmp_path / name) for name in names)
    read = found["created_at"].to_pylist()
    assert sorted(found["post_id"].to_pylist(), key=int) == [str(place) for place in range(len(moments))]
    assert read == sorted(moments, key=lambda moment: (moment is None, moment or START))
    assert {path.suffix for path in (tmp_path / "posts").iterdir()} == {".parquet"}


def test_a_failure_leaves_no_file(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "LITTLE", 2**17)
    monkeypatch.setattr(sorting, "_groups", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    (tmp_path / "posts").mkdir()
    rows = store.local.take_in(posts(CASES["no order"]), "rows")
    with pytest.raises(OSError, match="disk full"):
        sorting.write_sorted(store.local, rows, folder=tmp_path, name=f"posts/{'0' * 32}.parquet")
    assert list((tmp_path / "posts").iterdir()) == []


def large() -> pa.Table:
    """More than is sorted as it comes, so that it is dealt over files."""
    return posts(CASES["no order"] * 2)


def test_what_is_written_beside_other_work_is_stored_all_the_same(store: Store) -> None:
    people = pa.table({"network": ["x"], "person_key": ["~1"]})
    with store.writer(1) as writer:
        assert writer.add("posts", large(), distinct=True, beside=True) == 10_000
        assert writer.add("people", people, distinct=True, beside=True) == 1
        assert store.execute(writer.written("posts").count().as_table()).to_pylist()[0].popitem()[1] == 10_000
        writer.commit(sha256="s", kind="import", source="a.csv")
    rows = store.execute(store.current(store.snapshot(1), "posts"))
    assert rows.num_rows == 10_000
    files = store.ledger.files(store.snapshot(1), "posts")
    assert sum(file.rows for file in files) == 10_000 and files[0].time_min == START


def test_what_is_written_beside_other_work_goes_with_the_batch(store: Store) -> None:
    with pytest.raises(RuntimeError), store.writer(1) as writer:
        writer.add("posts", large(), distinct=True, beside=True)
        raise RuntimeError
    assert [path for path in (store.home / "store").rglob("*") if path.is_file()] == []


def test_a_disk_that_is_full_beside_other_work_is_told_at_the_commit(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(CannotStore), store.writer(1) as writer:
        monkeypatch.setattr(sorting, "_groups", full)
        assert writer.add("posts", large(), distinct=True, beside=True) == 10_000
        writer.commit(sha256="s", kind="import", source="a.csv")
    assert store.snapshot(1).batch == 0
    assert [path for path in (store.home / "store").rglob("*") if path.is_file()] == []
