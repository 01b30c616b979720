"""The store under attack: full disks, damaged and foreign files, threads, forks, stepped clocks."""

import os
import resource
import threading
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from socialplan.store import CannotStore, FilesGone, Store, Unreadable, files, holders
from socialplan.store.sqlite_ledger import SqliteLedger
from tests.store.rows import commit, posts, shown


def on_disk(store: Store) -> list[Path]:
    return sorted((store.home / "store").rglob("*.parquet"))


def in_child(deed: object) -> int:
    """Run in a forked process; returns its exit code."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            deed()  # type: ignore[operator]
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_a_full_disk_stores_nothing_and_says_so(store: Store) -> None:
    commit(store, "1", {"posts": posts("a")})

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
        fresh = Store(store.home, SqliteLedger(store.home / "ledger.sqlite3"), threads=1)
        noise = [os.urandom(500).hex() for _ in range(2000)]
        rows = pa.table({"network": ["x"] * 2000, "post_id": [str(n) for n in range(2000)], "text": noise})
        with pytest.raises(CannotStore):
            commit(fresh, "2", {"metrics": pa.table({"network": ["x"]}), "posts": rows})
        assert fresh.snapshot(1).batch == 1

    assert in_child(fill) == 0
    assert len(on_disk(store)) == 1
    assert shown(store, "posts", ["post_id"]) == [{"post_id": "a"}]
    commit(store, "3", {"posts": posts("b")})


def test_a_damaged_file_is_named_as_such(store: Store) -> None:
    commit(store, "1", {"posts": posts("a")})
    (path,) = on_disk(store)
    path.write_bytes(b"PAR1 nonsense PAR1")
    with pytest.raises(Unreadable):
        shown(store, "posts", ["post_id"])


def test_a_file_cut_short_is_named_as_such(store: Store) -> None:
    commit(store, "1", {"posts": posts(*map(str, range(500)))})
    (path,) = on_disk(store)
    path.write_bytes(path.read_bytes()[:-50])
    with pytest.raises(Unreadable):
        shown(store, "posts", ["post_id"])


def test_a_missing_file_is_never_taken_for_no_rows(store: Store) -> None:
    commit(store, "1", {"posts": posts("a")})
    reading = store.current(store.snapshot(1), "posts")
    on_disk(store)[0].unlink()
    with pytest.raises(FilesGone):
        store.execute(reading)


@pytest.mark.parametrize(
    "name",
    ["../w2/posts/" + "0" * 32 + ".parquet", "/etc/passwd", "posts/../../x.parquet", "posts/*.parquet",
     "secrets/" + "0" * 32 + ".parquet", "posts/" + "0" * 32 + ".parquet\n"],
)  # fmt: skip
def test_a_listed_name_cannot_lead_elsewhere(name: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        files.place(tmp_path, name)


@pytest.mark.parametrize("name", ["a[b]", "star*", "what?"])
def test_a_home_that_would_be_read_as_a_pattern_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="data folder"):
        Store(tmp_path / name, SqliteLedger(tmp_path / "ledger.sqlite3"))


def test_a_home_with_quotes_and_spaces_works(tmp_path: Path) -> None:
    home = tmp_path / "it's a home; DROP"
    store = Store(home, SqliteLedger(home / "ledger.sqlite3"), threads=1)
    commit(store, "1", {"posts": posts("a", text="it's")})
    assert shown(store, "posts", ["text"]) == [{"text": "it's"}]


def test_an_unlisted_file_is_never_read(store: Store) -> None:
    commit(store, "1", {"posts": posts("a")})
    (path,) = on_disk(store)
    pq.write_table(pq.read_table(path), path.with_name("f" * 32 + ".parquet"))
    assert len(shown(store, "posts", ["post_id"])) == 1


def test_threads_may_share_a_store(store: Store) -> None:
    commit(store, "1", {"posts": posts(*map(str, range(200)))})
    wrong: list[object] = []

    def read() -> None:
        for _ in range(5):
            rows = len(shown(store, "posts", ["post_id"]))
            if rows != 200:
                wrong.append(rows)

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_forked_child_opens_its_own_engine(store: Store) -> None:
    commit(store, "1", {"posts": posts("a")})

    def read() -> None:
        assert shown(store, "posts", ["post_id"]) == [{"post_id": "a"}]

    assert in_child(read) == 0


def test_a_writer_killed_between_its_files_leaves_nothing_and_blocks_nobody(store: Store) -> None:
    def die() -> None:
        writer = store.writer(1)
        writer.add("posts", posts("a"))
        os.kill(os.getpid(), 9)

    assert in_child(die) == -9
    assert shown(store, "posts", ["post_id"]) == [] and len(on_disk(store)) == 1
    commit(store, "1", {"posts": posts("b")})  # at once, not after the lease
    assert store.sweep(1, age=0) >= 1 and len(on_disk(store)) == 1


def test_a_clock_stepped_forward_robs_no_living_writer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    now = holders.time.time()
    with store.writer(1) as writer:
        monkeypatch.setattr(holders.time, "time", lambda: now + 10 * 86400)
        with pytest.raises(Exception, match="writing"):
            store.writer(1, wait=0)
        writer.add("posts", posts("a"))
        writer.commit(sha256="1", kind="import", source="a.csv")


def test_a_clock_stepped_back_keeps_no_dead_lease_alive(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = holders.time.time()
    store.ledger.take_lease(1, holders.new_holder(), -1)
    monkeypatch.setattr(holders.time, "time", lambda: now - 10 * 86400)
    commit(store, "1", {"posts": posts("a")})


def test_a_reused_process_number_is_not_taken_for_the_holder() -> None:
    host, machine, process, own = holders.new_holder().split(":")
    pid = process.partition(".")[0]
    assert not holders.gone(f"{host}:{machine}:{process}:{own}")
    assert holders.gone(f"{host}:{machine}:{pid}.1:{own}")
    assert not holders.gone(f"elsewhere:{machine}:{pid}.1:{own}")
