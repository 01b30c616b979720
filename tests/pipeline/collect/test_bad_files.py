"""Every kind of bad input is refused with file, line and reason, and leaves nothing behind."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from socialplan.pipeline.collect.errors import BadImport, Cancelled
from socialplan.pipeline.collect.importing import import_files
from socialplan.pipeline.collect.limits import Limits
from socialplan.pipeline.collect.parse_mapping import parse_mapping
from socialplan.pipeline.collect.preview import preview

from .conftest import POSTS

GOOD = "id,text\n1,a\n2,b\n"
TIMED = 'network = "test"\n{zone}\n[[table.posts]]\npost_id = "id"\ncreated_at = {{ column = "when", format = "{form}" }}\n'  # noqa: E501
NUMBERS = POSTS + '[[table.metrics]]\nvalues = { reach = "reach" }\n'


def archive(kind: str) -> bytes:
    target = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(target, "w") as file:
            file.writestr("posts.csv", GOOD)
    else:
        with tarfile.open(fileobj=target, mode="w:gz") as file:
            info = tarfile.TarInfo("posts.csv")
            info.size = len(GOOD)
            file.addfile(info, io.BytesIO(GOOD.encode()))
    return target.getvalue()


BAD: dict[str, tuple[bytes, str, int | None]] = {
    "empty": (b"", "empty", None),
    "only space": (b"\n \n", "empty", None),
    "empty gzip": (gzip.compress(b""), "empty", None),
    "cut off": (gzip.compress(GOOD.encode() * 500)[:-20], "cut_off", None),
    "damaged": (gzip.compress(GOOD.encode() * 500)[:30] + b"\0\1\2" * 30, "broken_archive", None),
    "text behind the archive": (gzip.compress(GOOD.encode()) + b"more", "broken_archive", None),
    "zip": (archive("zip"), "wrong_archive", None),
    "tar": (archive("tar"), "wrong_archive", None),
    "twice packed": (gzip.compress(gzip.compress(GOOD.encode())), "wrong_archive", None),
    "bzip2": (b"BZh91AY&SY", "wrong_archive", None),
    "a PDF": (b"%PDF-1.7\n", "wrong_kind", None),
    "a cut old spreadsheet": (b"\xd0\xcf\x11\xe0\xa1\xb1", "xlsx", None),
    "NUL": (b"id,text\n1,a\n2,b\0\n", "nul", 3),
    "mixed encodings": ("id,text\n1,é\n".encode() + b"2,\xe9\n", "encoding", 3),
    "too few columns": (b'id,text\n1,"a\nb"\n2\n', "columns", 4),
    "too many columns": (b"id,text\n1,a\n2,b,c\n", "columns", 3),
    "text behind a quote": (b'id,text\n1,"a"b\n', "broken_line", 2),
    "open quote": (b'id,text\n1,a\n2,"b\n3,c\n', "open_quote", 3),
    "only a header": (b"id,text\n", "no_rows", None),
    "a header of nothing": (b",\n1,2\n", "no_header", 1),
    "another header": (b"number,words\n1,a\n", "unknown_column", None),
    "one id twice": (b"id,text\n1,a\n2,b\n1,c\n", "conflict", 4),
    "an id that a spreadsheet rounded": (b"id,text\n1,a\n1.23E+17,b\n", "spoiled", 3),
    "the same with a decimal comma": (b"id;text\n1;a\n1,23457E+17;b\n", "spoiled", 3),
    "a web page": (b"\n<!DOCTYPE html>\n<html><table><tr><td>id</td></tr></table>", "wrong_kind", None),
    "a value beyond the last column": (b"id,text\n1,a,\n2,b,,x\n", "columns", 3),
    "a blank id": (b"id,text\n1,a\n ,b\n", "no_key", 3),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_its_line(desk: Any, name: str) -> None:
    content, code, line = BAD[name]
    with pytest.raises(BadImport) as refusal:
        desk.bring(content)
    assert (refusal.value.code, refusal.value.line, refusal.value.file) == (code, line, "posts.csv")
    assert_nothing(desk)


JSON_BAD = {
    b'{"id": 1, "text": "a"}\n{"id": 2,\n': ("json", 2),
    b'{"id": 1, "text": "a"}\n[1]\n': ("json", 2),
    b'{"id": 1, "text": "a"}\n5\n': ("json", 2),
    b'{"id": 1, "text": "a"}\n{"id": 1} x\n': ("json", 2),
    b'{"id": 1, "text": "a"}\n\n{"id": 2, "text": "\xff"}\n': ("encoding", 3),
    b'{"id": 1}\n{"id": 2}\n': ("unknown_column", None),
}


@pytest.mark.parametrize("content", JSON_BAD)
def test_a_bad_json_line_is_refused_with_its_line(desk: Any, content: bytes) -> None:
    with pytest.raises(BadImport) as refusal:
        desk.bring(content, name="posts.jsonl")
    assert (refusal.value.code, refusal.value.line) == JSON_BAD[content]
    assert_nothing(desk)


@pytest.mark.parametrize(
    ("cells", "line"),
    [(["5", "x"], 3), (["1,5"], 2), (["1.2.3"], 2), (["nan"], 2), (["0x10"], 2), (["1_000"], 2)],
)
def test_a_cell_that_is_no_number_is_found_on_its_line(desk: Any, cells: list[str], line: int) -> None:
    rows = "".join(f'{place},t,"{cell}"\n' for place, cell in enumerate(cells))
    with pytest.raises(BadImport) as refusal:
        desk.bring("id,text,reach\n" + rows, NUMBERS)
    assert (refusal.value.code, refusal.value.line) == ("number", line)


def test_a_point_that_does_not_stand_before_three_digits_is_no_thousands_point(desk: Any) -> None:
    with pytest.raises(BadImport) as refusal:
        desk.bring(
            "id;text;reach\n1;a;1.234\n2;b;1.5\n", NUMBERS + '[read]\ndecimal = ","\nthousands = "."\n'
        )
    assert (refusal.value.code, refusal.value.line) == ("number", 3)


@pytest.mark.parametrize(
    ("cell", "form", "zone", "code"),
    [
        ("2024-05-01 10:00:00", "%Y-%m-%d %H:%M:%S", "", "zone"),
        ("2024-05-01T10:00:00", "iso", "", "zone"),
        ("32-01-2024", "%d-%m-%Y", 'zone = "Europe/Amsterdam"', "time"),
        ("yesterday", "iso", 'zone = "Europe/Amsterdam"', "time"),
        ("999999999999999", "epoch", "", "time"),
    ],
)
def test_a_time_that_cannot_be_placed_is_refused(
    desk: Any, cell: str, form: str, zone: str, code: str
) -> None:
    with pytest.raises(BadImport) as refusal:
        desk.bring(f"id,when\n1,\n2,{cell}\n", TIMED.format(zone=zone, form=form))
    assert (refusal.value.code, refusal.value.line) == (code, 3)


def test_a_bomb_is_refused_before_it_is_unpacked(desk: Any) -> None:
    with pytest.raises(BadImport) as refusal:
        desk.bring(gzip.compress(b"id,text\n" + b"1,aaaaaaaa\n" * 900_000), limits=Limits(ratio_from=2**20))
    assert refusal.value.code == "bomb"


def test_a_spreadsheet_bomb_is_refused_unread(desk: Any) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", "<workbook/>")
        file.writestr("xl/worksheets/sheet1.xml", b" " * 2**23)
    with pytest.raises(BadImport) as refusal:
        desk.bring(target.getvalue(), name="posts.xlsx", limits=Limits(ratio_from=2**20))
    assert refusal.value.code == "bomb"


def of_a_later_kind() -> bytes:
    """A zip archive whose list says that no reader of today understands it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    content = bytearray(target.getvalue())
    content[content.rindex(b"PK\x01\x02") + 6] = 180  # the version needed to read it: 18.0
    return bytes(content)


def test_a_damaged_spreadsheet_is_refused(desk: Any) -> None:
    for content in (b"PK\x03\x04 nothing", b"no spreadsheet at all", of_a_later_kind()):
        with pytest.raises(BadImport) as refusal:
            desk.bring(
                content,
                'network = "t"\n[read]\nkind = "xlsx"\n[[table.posts]]\ntext = "text"\n',
                name="p.xlsx",
            )
        assert refusal.value.code == "xlsx"


@pytest.mark.parametrize("size", [2**21, 5 * 2**20])
def test_a_line_without_end_is_refused(desk: Any, size: int) -> None:
    with pytest.raises(BadImport) as refusal:
        desk.bring(b"id,text\n1," + b"x" * size + b"\n")
    assert (refusal.value.code, refusal.value.line) == ("too_long", 2)


def test_a_missing_file_and_a_folder_are_refused(desk: Any, tmp_path: Path) -> None:
    places = {"missing": tmp_path / "nowhere.csv", "folder": tmp_path, "unreadable": tmp_path / ("x" * 300)}
    for code, path in places.items():
        with pytest.raises(BadImport) as refusal:
            import_files(desk.store, workspace=1, paths=[path], mapping=parse_mapping(POSTS))
        assert refusal.value.code == code


def test_one_bad_file_of_two_stores_nothing(desk: Any) -> None:
    with pytest.raises(BadImport):
        desk.bring({"a.csv": GOOD, "b.csv": "id,text\n9\n"})
    assert_nothing(desk)


def test_an_import_that_is_stopped_stores_nothing(desk: Any) -> None:
    with pytest.raises(Cancelled):
        desk.bring(GOOD, cancelled=lambda: True)
    assert_nothing(desk)


def assert_nothing(desk: Any) -> None:
    assert desk.store.snapshot(1).batch == 0
    kept = [path for path in desk.store.home.rglob("*") if path.is_file() and "ledger" not in path.name]
    assert [path for path in kept if "spill" not in str(path)] == []


@pytest.mark.parametrize(
    ("name", "content", "code", "line"),
    [
        ("a.csv.gz", gzip.compress(b"id,text\n1," + b"x" * 5_000_000), "too_long", 2),
        ("a.csv", b'id,text\n1,"' + b"x\n" * 600_000, "too_long", 2),
        ("a.xlsx", GOOD.encode(), "xlsx", None),
        ("a.zip", b"PK\x05\x06" + b"\0" * 18, "wrong_archive", None),
        ("a.csv", b"id,text\n1,a\r2,b\n3,c\r\n", "broken_line", 2),
        ("a.csv", bytes(range(128, 256)) * 40, "encoding", 1),
        ("a.csv", b"id,text\n" + b"\x81" + b"1,a\n" * 400_000, "encoding", 2),
        ("a.jsonl", b'{"id": 1, "text": "a"}\n{"id": 2, "text": "\\ud800"}\n', "broken_line", 2),
        ("a.jsonl", b'{"id": 1, "text": ' + b"[" * 9_000 + b"]" * 9_000 + b"}\n", "json", 1),
    ],
)
def test_odd_files_are_refused_whether_read_or_looked_at(
    desk: Any, tmp_path: Path, name: str, content: bytes, code: str, line: int | None
) -> None:
    with pytest.raises(BadImport) as refusal:
        desk.bring(content, name=name)
    assert (refusal.value.code, refusal.value.line) == (code, line)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadImport):
        preview(desk.store, [tmp_path / name])
    assert_nothing(desk)
