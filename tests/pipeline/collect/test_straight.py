"""The straight path of JSON lines gives the rows, and the refusals, of the longer one."""

import csv
import gzip
import io
import json
import os
import random
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from socialplan.pipeline.collect import importing, straight
from socialplan.pipeline.collect.errors import BadImport
from socialplan.pipeline.collect.importing import import_files
from socialplan.pipeline.collect.parse_mapping import load_mapping, parse_mapping
from socialplan.pipeline.collect.rest import filled
from socialplan.records import TABLES
from socialplan.store import Store
from socialplan.store.sqlite_ledger import SqliteLedger

from .made_lines import a_file, a_mapping

MAPPINGS = Path(__file__).parents[2] / "mappings"
DATA = Path(os.environ.get("SOCIALPLAN_TEST_DATA", Path(__file__).parents[4] / "shared/data"))
WAYS = ("longer", "whole", "kept")  # the longer path; the straight one with the rest beside, or in the file


def brought(way: str, path: Path, mapping: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What an import gave: receipt and rows with handles in place of keys, or what it was refused for."""
    taken: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(straight, "LITTLE", 0 if way == "kept" else 2**30)
        if way == "longer":
            patch.setattr(straight, "fits", lambda *_given: False)
        real = importing.straight.read
        patch.setattr(importing.straight, "read", lambda *given: (real(*given), taken.append(way))[0])
        store = Store(home / way, SqliteLedger(home / f"{way}.sqlite3"), threads=1, memory_limit="512MB")
        try:
            receipt = import_files(store, workspace=1, paths=[path], mapping=mapping)
        except BadImport as error:
            return {"refused": error.as_json()}, bool(taken)
        again = import_files(store, workspace=1, paths=[path], mapping=mapping)
        assert again.already or receipt.batch is None
    return {"receipt": receipt.as_json(), **rows_of(store, home)}, bool(taken)


def rows_of(store: Store, folder: Path) -> Mapping[str, list[str]]:
    snapshot = store.snapshot(1)
    people = store.execute(store.current(snapshot, "people")).to_pylist()
    handles = {row["person_key"]: row["handle"] or row["network_id"] for row in people}
    found = {}
    for table in TABLES:
        rows = store.current(snapshot, table)
        if table == "posts":
            rows = filled(store, snapshot, rows, folder=folder)
        listed = [named(row, handles) for row in store.execute(rows).to_pylist()]
        found[table] = sorted(json.dumps(row, default=str, sort_keys=True) for row in listed)
    return found


def named(row: Mapping[str, Any], handles: Mapping[str, str]) -> dict[str, Any]:
    shown = {name: handles.get(value, value) if isinstance(value, str) else value
             for name, value in row.items()}  # fmt: skip
    if row.get("mentions"):
        shown["mentions"] = sorted(str(handles.get(one, one)) for one in row["mentions"])
    return shown


def all_alike(path: Path, mapping: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, bool]:
    """The outcome, and whether the straight path gave it."""
    first, _taken = brought("longer", path, mapping, home, monkeypatch)
    for way in WAYS[1:]:
        other, taken = brought(way, path, mapping, home, monkeypatch)
        assert other == first, way
    return first, taken


@pytest.mark.parametrize("seed", range(10))
def test_made_files_give_the_same_rows_and_the_same_refusals(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(seed)
    mapping = parse_mapping(a_mapping(dice))
    path = tmp_path / dice.choice(["made.jsonl", "made.jsonl.gz"])
    data = a_file(dice)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    all_alike(path, mapping, tmp_path, monkeypatch)


PLAIN = 'network = "test"\n[[table.posts]]\npost_id = "id"\ntext = "text"\nperson = "by"\n'


def test_what_a_large_file_leaves_unmapped_is_taken_out_of_the_kept_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "posts.jsonl"
    lines = ['{"id": 1, "text": "a", "by": "c", "x": {"y": [1, "é"]}}', "", '{"id": 2, "text": "b"}', ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    outcome, straightly = all_alike(path, parse_mapping(PLAIN), tmp_path, monkeypatch)
    assert straightly
    assert [json.loads(row)["extra"] for row in outcome["posts"]] == ['{"x":{"y":[1,"é"]}}', None]


def test_a_mapping_that_needs_more_than_the_record_takes_the_longer_path() -> None:
    without_id = parse_mapping('network = "test"\n[[table.posts]]\ntext = "text"\n')
    assert not straight.fits(without_id, [Path("a.jsonl")])
    assert straight.fits(parse_mapping(PLAIN), [Path("a.jsonl")])
    assert not straight.fits(parse_mapping(PLAIN), [Path("a.jsonl"), Path("b.jsonl")])


def test_a_later_file_is_compared_with_what_stays_in_a_kept_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows that say the same are unchanged; one that differs only in what nobody mapped is stored anew."""
    monkeypatch.setattr(straight, "LITTLE", 0)
    store = Store(tmp_path / "home", SqliteLedger(tmp_path / "l.sqlite3"), threads=1, memory_limit="512MB")
    lines = [json.dumps({"id": number, "text": "a", "x": number}) for number in range(5)]
    first, later = tmp_path / "first.jsonl", tmp_path / "later.jsonl"
    first.write_text("\n".join(lines))
    later.write_text("\n".join([*lines[:3], json.dumps({"id": 3, "text": "a", "x": "other"}), '{"id": 9}']))
    mapping = parse_mapping(PLAIN.replace('person = "by"\n', ""))
    assert import_files(store, workspace=1, paths=[first], mapping=mapping).rows["posts"] == 5
    again = import_files(store, workspace=1, paths=[later], mapping=mapping)
    assert (again.rows["posts"], again.unchanged) == (2, {"posts": 3})
    rows = filled(store, store.snapshot(1), store.current(store.snapshot(1), "posts"), folder=tmp_path)
    found = {row["post_id"]: row["extra"] for row in store.execute(rows).to_pylist()}
    assert found == {
        "0": '{"x":0}',
        "1": '{"x":1}',
        "2": '{"x":2}',
        "3": '{"x":"other"}',
        "4": '{"x":4}',
        "9": None,
    }


def test_an_erasure_reaches_what_stays_in_the_kept_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(straight, "LITTLE", 0)
    store = Store(tmp_path / "home", SqliteLedger(tmp_path / "l.sqlite3"), threads=1, memory_limit="512MB")
    path = tmp_path / "posts.jsonl"
    lines = [
        {"id": 1, "text": "mine", "by": "Zoë_Smit", "secret": "s"},
        {"id": 2, "text": "hers", "by": "ann", "seen_by": "Zoë_Smit", "note": "with Zoë_Smit"},
        {"id": 3, "text": "other", "by": "ann", "n": 7},
    ]
    path.write_text("\n".join(json.dumps(line) for line in lines))  # the ë as \u00eb
    import_files(store, workspace=1, paths=[path], mapping=parse_mapping(PLAIN))
    people = store.execute(store.current(store.snapshot(1), "people")).to_pylist()
    store.erase(1, [row["person_key"] for row in people if row["handle"] == "Zoë_Smit"])
    rows = filled(store, store.snapshot(1), store.current(store.snapshot(1), "posts"), folder=tmp_path)
    found = {row["post_id"]: row["extra"] for row in store.execute(rows).to_pylist()}
    assert found == {"2": '{"seen_by":"[erased]","note":"with [erased]"}', "3": '{"n":7}'}


def sample_of(name: str, folder: Path) -> Path:
    """The first rows of a real set as JSON lines."""
    source = sorted((DATA / name).glob("*.csv*"))[0]
    read = load_mapping(MAPPINGS / f"{name}.toml").settings("")
    data = gzip.decompress(source.read_bytes()) if source.suffix == ".gz" else source.read_bytes()
    rows = csv.DictReader(
        io.StringIO(data.decode(read.encoding or "utf-8", "replace"), newline=""),
        delimiter=read.delimiter or ",",
    )
    path = folder / f"{name}.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        for row in islice(rows, 400):
            lines.write(json.dumps({key: value for key, value in row.items() if key}) + "\n")
    return path


@pytest.mark.parametrize("name", sorted(path.stem for path in MAPPINGS.glob("*.toml")))
def test_real_mappings_give_the_same_rows(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mapping = load_mapping(MAPPINGS / f"{name}.toml")
    if not (DATA / name).is_dir() or not list((DATA / name).glob("*.csv*")):
        pytest.skip("the set is not here")
    path = sample_of(name, tmp_path)
    if not straight.fits(mapping, [path]):
        pytest.skip("it needs more than the record")
    all_alike(path, mapping, tmp_path, monkeypatch)
