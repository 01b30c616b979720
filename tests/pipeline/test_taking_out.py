"""Taking out: every format says the same rows, nothing runs as a formula, posts come back as they were."""

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from socialplan.pipeline.collect.importing import import_files
from socialplan.pipeline.collect.parse_mapping import parse_mapping
from socialplan.pipeline.taking_out import counts, take_out
from socialplan.pipeline.way_back import way_back
from socialplan.pipeline.writing import FORMATS, Notation, written
from socialplan.records import METRIC_ROWS, PEOPLE, POSTS, TABLES, Table
from socialplan.store import Store

ANNE = "~aaaaaaaaaaaaaaaaaaaa"
DUTCH = Notation("nl", "Europe/Amsterdam")


def rows(table: Table, *given: dict[str, object]) -> pa.Table:
    shape = pa.schema([field for field in table.schema if field.name not in ("workspace", "batch")])
    return pa.Table.from_pylist([{"network": "net", **row} for row in given], shape)


@pytest.fixture
def filled(store: Store) -> Store:
    post: dict[str, object] = {"role": "post", "kind": "text", "precision": "second"}
    figure: dict[str, object] = {"subject": "post", "native_name": "likes", "aggregation": "total"}
    with store.writer(1) as writer:
        writer.add("people", rows(PEOPLE, {"person_key": ANNE, "handle": "anne"}))
        writer.add("posts", rows(
            POSTS,
            {**post, "post_id": "1", "account_id": "Us", "created_at": datetime(2026, 7, 2, 22, 30),
             "text": "=1+1", "hashtags": ["a", "b"], "mentions": [ANNE, "Them"]},
            {**post, "post_id": "2", "person_key": ANNE, "created_at": datetime(2026, 7, 1),
             "precision": "day", "text": "Twee regels;\n\"en\" meer", "kind": "photo", "parent_id": "1",
             "role": "reply"},
            {**post, "post_id": "3", "account_id": "Us", "text": "'t is zonder datum", "precision": None},
        ))  # fmt: skip
        writer.add("metrics", rows(
            METRIC_ROWS,
            {**figure, "subject_id": "1", "name": "reactions", "value": 3.0,
             "taken_at": datetime(2026, 7, 3)},
            {**figure, "subject_id": "1", "name": "reactions", "value": 7.0,
             "taken_at": datetime(2026, 7, 4)},
            {**figure, "subject_id": "2", "name": "reach", "value": 1234.5},
        ))  # fmt: skip
        writer.commit(sha256="x", kind="import", source="x.csv", by="tests")
    return store


def file_of(store: Store, format: str, tmp_path: Path, *, notation: Notation = DUTCH) -> bytes:
    taken = take_out(store, store.snapshot(1), "posts")
    return b"".join(written(format, taken.columns, taken.pieces, notation=notation, folder=tmp_path))


def test_a_spreadsheet_in_dutch_opens_by_itself(filled: Store, tmp_path: Path) -> None:
    text = file_of(filled, "sheet", tmp_path).decode("utf-8-sig")
    assert file_of(filled, "sheet", tmp_path).startswith(b"\xef\xbb\xbf")
    found = {row["post_id"]: row for row in csv.DictReader(io.StringIO(text), delimiter=";")}
    assert found["1"]["created_at"] == "03-07-2026 00:30:00"  # half past ten in the evening in UTC
    assert found["2"]["created_at"] == "01-07-2026"
    assert (found["1"]["text"], found["1"]["mentions"]) == ("'=1+1", "Them anne")
    assert (found["1"]["reactions"], found["2"]["reach"], found["2"]["person"]) == ("7", "1234,5", "anne")
    assert not {"person_key", "workspace", "batch", "line"} & set(found["1"])


def test_in_english_it_has_commas_and_points(filled: Store, tmp_path: Path) -> None:
    text = file_of(filled, "sheet", tmp_path, notation=Notation("en", "UTC")).decode("utf-8-sig")
    found = {row["post_id"]: row for row in csv.DictReader(io.StringIO(text))}
    assert (found["2"]["reach"], found["1"]["created_at"]) == ("1234.5", "2026-07-02 22:30:00")


def test_excel_json_lines_and_parquet_hold_the_same_posts(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(file_of(filled, "xlsx", tmp_path))
    sheet = list(openpyxl.load_workbook(tmp_path / "x.xlsx").active.iter_rows(values_only=True))
    excel = [dict(zip(sheet[0], row, strict=True)) for row in sheet[1:]]
    lines = [json.loads(line) for line in file_of(filled, "jsonl", tmp_path).splitlines()]
    parquet = pq.read_table(io.BytesIO(file_of(filled, "parquet", tmp_path))).to_pylist()
    assert [row["post_id"] for row in excel] == [row["post_id"] for row in lines] == ["2", "1", "3"]
    assert [row["post_id"] for row in parquet] == ["2", "1", "3"]
    assert excel[1]["created_at"] == datetime(2026, 7, 3, 0, 30) and excel[1]["text"] == "'=1+1"
    assert excel[0]["created_at"] in (date(2026, 7, 1), datetime(2026, 7, 1))
    assert lines[1]["created_at"] == "2026-07-02T22:30:00Z" and lines[1]["text"] == "=1+1"
    assert parquet[1]["created_at"] == datetime(2026, 7, 2, 22, 30) and parquet[1]["reactions"] == 7
    assert not list(tmp_path.glob("out-*"))


def test_posts_taken_out_and_brought_back_are_the_same_rows(filled: Store, tmp_path: Path) -> None:
    before = take_out(filled, filled.snapshot(1), "posts")
    kept = [row for piece in before.pieces for row in piece.to_pylist()]
    path = tmp_path / "posts.csv"
    path.write_bytes(file_of(filled, "csv", tmp_path))
    mapping = parse_mapping(way_back(before.columns))
    import_files(filled, paths=[path], mapping=mapping, workspace=2, by="tests")
    after = take_out(filled, filled.snapshot(2), "posts")
    found = [row for piece in after.pieces for row in piece.to_pylist()]
    names = [name for name in before.columns if name not in ("extra", "native_kind")]
    assert [_plain(row, names) for row in found] == [_plain(row, names) for row in kept]
    assert counts(filled, filled.snapshot(2))["posts"] == 3


WHEN = datetime(2026, 7, 2, 22, 30, 5)
TABLES_BACK: dict[str, list[dict[str, object]]] = {
    "accounts": [{"account_id": "Us", "handle": "us", "brand": "'=Us", "owner_kind": "own"}],
    "people": [{"person_key": ANNE, "handle": "anne", "display_name": "-Anne; \"A\"", "followers": 12,
                "bio": "two\nlines", "as_of": WHEN}],
    "interactions": [{"interaction_id": "i1", "kind": "repost", "actor_key": ANNE, "target_key": "Us",
                      "post_id": "1", "occurred_at": datetime(2026, 7, 2, 22, 30), "precision": "minute"}],
    "metrics": [{"subject": "post", "subject_id": "1", "name": "reach", "native_name": "Bereik",
                 "value": 1234.5, "aggregation": "delta", "period_start": datetime(2026, 7, 1),
                 "taken_at": WHEN},
                {"subject": "account", "subject_id": "Us", "name": "followers", "native_name": "Volgers",
                 "value": 10.0, "aggregation": "total"}],
    "visits": [{"visit_id": "v", "started_at": datetime(2026, 7, 2), "precision": "day", "channel": "social",
                "pages": 3, "seconds": 1.5, "revenue": Decimal("12.3456"), "currency": "EUR"}],
    "conversions": [{"conversion_id": "c", "visit_id": "v", "person_key": ANNE, "kind": "order",
                     "occurred_at": WHEN, "precision": "second", "value": Decimal("1.5000")}],
    "efforts": [{"effort_id": "e", "kind": "ad", "campaign": "@spring", "period_start": datetime(2026, 7, 1),
                 "precision": "day", "amount": Decimal("99.9900"), "clicks": 4, "conversions_total": 2.5,
                 "dims": [{"name": "age", "value": "30-34"}, {"name": "gender", "value": "F"}]}],
    "events": [{"event_id": "x", "name": "Fair = fun", "kind": "campaign", "account_id": "Us",
                "starts_at": datetime(2026, 7, 1), "precision": "day", "place": "Delft"}],
    "facts": [{"series": "+people", "period": "2025", "value": 17.9, "unit": "million", "publisher": "CBS",
               "published_at": WHEN}],
    "labels": [{"subject_id": "1", "labeller": "file:tone", "language": "nl", "label": "good",
                "score": 0.75, "evidence": ["very good", "=nice"]}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("table", "format"),
    [*((name, "csv") for name in TABLES_BACK), *((name, "jsonl") for name in ("metrics", "labels"))],
)
def test_every_table_taken_out_and_brought_back_is_the_same(
    store: Store, tmp_path: Path, table: str, format: str
) -> None:
    with store.writer(1) as writer:
        if table != "people":
            writer.add("people", rows(PEOPLE, {"person_key": ANNE, "handle": "anne"}))
        writer.add(table, rows(TABLES[table], *TABLES_BACK[table]))
        writer.commit(sha256="x", kind="import", source="x.csv", by="tests")
    before = take_out(store, store.snapshot(1), table)
    kept = [row for piece in before.pieces for row in piece.to_pylist()]
    path = tmp_path / f"table.{format}"
    path.write_bytes(b"".join(written(
        format, before.columns, take_out(store, store.snapshot(1), table).pieces, notation=Notation(),
        folder=tmp_path,
    )))  # fmt: skip
    mapping = parse_mapping(way_back(before.columns, table))
    import_files(store, paths=[path], mapping=mapping, workspace=2, by="tests")
    after = [row for piece in take_out(store, store.snapshot(2), table).pieces for row in piece.to_pylist()]
    assert after == kept and len(kept) == len(TABLES_BACK[table])


def _plain(row: dict[str, Any], names: list[str]) -> dict[str, Any]:
    return {name: row.get(name) or None for name in names}


def test_every_format_of_an_empty_table_is_a_file(store: Store, tmp_path: Path) -> None:
    for format in FORMATS:
        assert isinstance(file_of(store, format, tmp_path), bytes)
    assert counts(store, store.snapshot(1)) == {}
