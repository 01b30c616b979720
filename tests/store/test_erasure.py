"""An erased person leaves no trace in files, statistics or raw, and is known again only by a keyed hash."""

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from socialplan.store import Store, raw
from tests.store.rows import commit, posts, shown

PERSON, OTHER = "~" + "a" * 20, "~" + "b" * 20
HANDLE, NAME, NETWORK_ID = "Jo.Planted_77", "Jo van Plantinga", "did:plc:planted"
TRACES = ("jo.planted_77", "plantinga", "did:plc:planted", PERSON, "my secret words", "post-of-jo")
RAW = (
    "id,author,text\n"
    '1,Jo.Planted_77,"my secret words\nover two lines"\n'
    "2,robin,\"hello @jo.planted_77!\"\n"
)  # fmt: skip


@pytest.fixture
def planted(store: Store, tmp_path: Path) -> Store:
    """A workspace with one person to erase and one who stays, over two batches."""
    source = tmp_path / "came.csv"
    source.write_text(RAW)
    kept = raw.keep(store.home, 1, source)
    commit(store, "1", tables_with_person(), details={"raw": [kept]})
    renamed = pa.table({
        "network": ["x"], "person_key": [PERSON], "handle": ["jo_other_name"], "display_name": ["Jo"],
    })  # fmt: skip
    commit(store, "2", {"people": renamed, "posts": posts("later", text="thanks JO_OTHER_NAME")})
    return store


def tables_with_person() -> dict[str, pa.Table]:
    return {
        "posts": pa.table({
            "network": ["x"] * 4,
            "post_id": ["post-of-jo", "mentions", "reply", "untouched"],
            "person_key": [PERSON, OTHER, OTHER, OTHER],
            "line": [2, 4, 5, 6],
            "text": [
                "my secret words", f"hello @{HANDLE.lower()}! and Jo van Plantinga", "an answer", "about jo",
            ],
            "extra": [None, json.dumps({"author": HANDLE}), None, json.dumps({"name": "jolanda"})],
            "mentions": [[OTHER], [PERSON, OTHER], [], None],
            "parent_id": [None, None, "post-of-jo", None],
            "root_id": [None, None, "post-of-jo", None],
            "hashtags": [None, ["JoPlanted", HANDLE], None, ["jo"]],
            "links": [None, [{"url": f"https://x.test/{HANDLE}/status/1", "domain": "x.test", "utm": None}],
                      None, None],
            "media": [None, [{"kind": "photo", "alt": f"photo of {NAME}"}], None, None],
        }),
        "people": pa.table({
            "network": ["x", "x"], "person_key": [PERSON, OTHER], "handle": [HANDLE, "robin"],
            "display_name": [NAME, "Robin"], "network_id": [NETWORK_ID, "7"], "bio": ["I am Jo", "I stay"],
        }),
        "interactions": pa.table({
            "network": ["x"] * 3, "interaction_id": ["1", "2", "3"], "kind": ["like"] * 3,
            "actor_key": [PERSON, OTHER, OTHER], "target_key": ["acme", PERSON, "acme"],
            "post_id": ["mentions", "post-of-jo", "mentions"],
        }),
        "metrics": pa.table({
            "network": ["x", "x"], "subject": ["post", "post"], "subject_id": ["post-of-jo", "mentions"],
            "name": ["reactions", "reactions"], "value": [1.0, 2.0],
        }),
        "labels": pa.table({
            "subject_id": ["post-of-jo", "mentions"], "labeller": ["words-1", "words-1"],
            "evidence": [["my secret words"], [f"@{HANDLE}"]],
        }),
    }  # fmt: skip


def content(path: Path) -> bytes:
    """Unpacked by other means than the store's own."""
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes())
    return bytes(pa.CompressedInputStream(pa.OSFile(str(path)), "zstd").read())


def everything_on_disk(home: Path) -> str:
    """Every byte that can be decoded under the home: rows, statistics, raw, names, the ledger."""
    found = []
    for path in home.rglob("*"):
        found.append(str(path.name))
        if path.suffix == ".parquet":
            found.append(json.dumps(pq.read_table(path).to_pylist(), default=str, ensure_ascii=False))
            footer = pq.read_metadata(path)
            groups = [footer.row_group(index) for index in range(footer.num_row_groups)]
            found += [str(group.column(i).statistics) for group in groups for i in range(group.num_columns)]
            found.append(path.read_bytes().decode("latin-1"))
        elif path.suffix in (".gz", ".zst"):
            found.append(content(path).decode("latin-1"))
        elif path.is_file():
            found.append(path.read_bytes().decode("latin-1"))
    return "\n".join(found).lower()


def test_the_planted_traces_are_found_before(planted: Store) -> None:
    everything = everything_on_disk(planted.home)
    assert all(trace in everything for trace in TRACES)


def test_no_trace_is_left(planted: Store) -> None:
    planted.erase(1, [PERSON])
    everything = everything_on_disk(planted.home)
    assert [trace for trace in (*TRACES, "jo_other_name") if trace in everything] == []


def test_what_others_wrote_stays(planted: Store) -> None:
    planted.erase(1, [PERSON])
    rows = {row["post_id"]: row for row in shown(planted, "posts", ["post_id", "text", "mentions", "extra"])}
    assert set(rows) == {"later", "mentions", "reply", "untouched"}
    assert rows["untouched"]["text"] == "about jo" and rows["untouched"]["mentions"] is None
    assert json.loads(rows["untouched"]["extra"]) == {"name": "jolanda"}
    assert rows["mentions"]["text"] == "hello [erased]! and [erased]"
    assert rows["mentions"]["mentions"] == [OTHER]
    assert rows["later"]["text"] == "thanks [erased]"
    assert shown(planted, "people", ["handle"]) == [{"handle": "robin"}]
    assert shown(planted, "interactions", ["interaction_id"]) == [{"interaction_id": "3"}]
    assert shown(planted, "metrics", ["subject_id"]) == [{"subject_id": "mentions"}]


def test_a_reply_to_an_erased_post_keeps_its_thread_but_points_at_nobody(planted: Store) -> None:
    planted.erase(1, [PERSON])
    (reply,) = [r for r in shown(planted, "posts", ["post_id", "parent_id", "root_id"]) if r["parent_id"]]
    assert reply["post_id"] == "reply"
    assert reply["parent_id"] == reply["root_id"] and reply["parent_id"].startswith("erased-")


def test_an_old_snapshot_knows_how_many_rows_are_gone(planted: Store) -> None:
    old = planted.snapshot(1)
    done = planted.erase(1, [PERSON])
    # batch 1: 1 post, 1 person, 2 interactions, 1 metric, 1 label gone; 2 posts, 1 label changed
    assert done.dropped == {1: 6, 2: 1} and done.changed == {1: 3, 2: 1}
    assert planted.ledger.erased_rows(old) == {1: 9, 2: 2}
    assert planted.snapshot(1).epoch == 1 and planted.ledger.erased_rows(planted.snapshot(1)) == {}


def test_the_person_is_known_again_by_any_of_their_names(planted: Store) -> None:
    assert not planted.erased(1)
    planted.erase(1, [PERSON])
    erased = planted.erased(1)
    assert erased.holds(network="x", handle="@jo.PLANTED_77") and erased.holds(network="x", handle=NETWORK_ID)
    assert erased.holds(network="x", handle="jo_other_name")
    assert not erased.holds(network="x", handle="robin") and not erased.holds(network="y", handle=HANDLE)
    assert not planted.erased(2)
    assert (planted.home / "store" / "erasure-key").stat().st_mode & 0o077 == 0


def test_raw_keeps_its_lines_and_loses_the_person(planted: Store) -> None:
    planted.erase(1, [PERSON])
    (path,) = (planted.home / "raw" / "w1").iterdir()
    assert content(path).decode() == 'id,author,text\n\n\n2,robin,"hello [erased]!"\n'


def test_another_workspace_is_left_alone(planted: Store) -> None:
    commit(planted, "1", tables_with_person(), workspace=2)
    before = shown(planted, "posts", ["post_id", "text"], workspace=2)
    planted.erase(1, [PERSON])
    assert shown(planted, "posts", ["post_id", "text"], workspace=2) == before
    assert planted.snapshot(2).epoch == 0


def test_erasing_nobody_known_changes_no_file(planted: Store) -> None:
    before = sorted((planted.home / "store").rglob("*.parquet"))
    assert planted.erase(1, ["~nobody"]).files == 0
    assert sorted((planted.home / "store").rglob("*.parquet")) == before


def test_a_whole_batch_can_be_taken_back_and_come_again(planted: Store) -> None:
    done = planted.erase(1, batches=[1])
    assert shown(planted, "posts", ["post_id"]) == [{"post_id": "later"}]
    assert done.dropped == {1: 13} and not planted.erased(1)
    assert list((planted.home / "raw" / "w1").iterdir()) == []
    assert commit(planted, "1", tables_with_person()) == 3


def test_taking_a_batch_back_keeps_people_whom_others_still_need(store: Store) -> None:
    person = pa.table({"network": ["x"], "person_key": [OTHER], "handle": ["robin"]})
    commit(store, "1", {"people": person, "posts": posts("a", person_key=OTHER)})
    commit(store, "2", {"posts": posts("b", person_key=OTHER)})
    store.erase(1, batches=[1])
    assert shown(store, "people", ["handle"]) == [{"handle": "robin"}]
    store.erase(1, batches=[2])
    assert shown(store, "people", ["handle"]) == []


def test_a_crash_before_the_swap_leaves_the_store_as_it_was(
    planted: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shown(planted, "posts", ["post_id", "text"])
    with monkeypatch.context() as broken:
        broken.setattr(planted.ledger, "erase", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            planted.erase(1, [PERSON])
    assert shown(planted, "posts", ["post_id", "text"]) == before
    planted.sweep(1, age=0)
    planted.erase(1, [PERSON])
    assert [trace for trace in TRACES if trace in everything_on_disk(planted.home)] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_raw_is_masked_in_the_encoding_it_came_in(store: Store, tmp_path: Path, encoding: str) -> None:
    source = tmp_path / "came.csv"
    source.write_bytes("naam;tekst\r\nJörg;café @jo.planted_77\r\n".encode(encoding))
    name = raw.keep(store.home, 1, source)
    path = raw.raw_place(store.home, 1, name)
    raw.mask(path, found="(?i)(?:@jo\\.planted_77)", records=frozenset(), sure=True)
    assert content(path).decode(encoding) == "naam;tekst\r\nJörg;café [erased]\r\n"


def test_raw_kept_in_the_older_way_is_found_masked_and_not_kept_twice(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "came.csv"
    source.write_bytes(b"text\nhello jo\n")
    name = raw.keep(store.home, 1, source)
    old = raw.raw_place(store.home, 1, name).with_suffix(".gz")
    raw.raw_place(store.home, 1, name).unlink()
    old.write_bytes(gzip.compress(source.read_bytes()))
    assert raw.raw_place(store.home, 1, name) == old
    raw.mask(old, found="jo", records=frozenset(), sure=True)
    assert content(old) == b"text\nhello [erased]\n"
    raw.keep(store.home, 1, source)
    (path,) = old.parent.iterdir()
    assert (path.suffix, content(path)) == (".zst", source.read_bytes())


def test_raw_that_is_no_text_is_removed(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "came.xlsx"
    source.write_bytes(b"PK\x03\x04 anything")
    path = raw.raw_place(store.home, 1, raw.keep(store.home, 1, source))
    raw.mask(path, found="x", records=frozenset(), sure=True)
    assert not path.exists()


def test_raw_that_came_compressed_is_kept_as_it_came(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "came.csv.gz"
    source.write_bytes(gzip.compress(b"a,b\n"))
    path = raw.raw_place(store.home, 1, raw.keep(store.home, 1, source))
    assert path.read_bytes() == source.read_bytes()


def test_the_evidence_of_labels_goes_with_the_words_that_are_masked(planted: Store) -> None:
    labels = {
        "network": ["x", "x"], "subject_id": ["mentions", "untouched"], "labeller": ["mood@1"] * 2,
        "label": ["good", "bad"], "evidence": [["hello", "plantinga"], ["about"]],
    }  # fmt: skip
    commit(planted, "3", {"labels": pa.table(labels)})
    planted.erase(1, [PERSON])
    rows = shown(planted, "labels", ["labeller", "label", "evidence"])
    rows = [row for row in rows if row["labeller"] == "mood@1"]
    assert [(row["label"], row["evidence"]) for row in rows] == [("bad", ["about"]), ("good", [])]
