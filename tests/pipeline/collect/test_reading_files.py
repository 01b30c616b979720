"""Files of every kind, encoding and separator give the same rows, with the line each one starts on."""

import io
import itertools
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialplan.pipeline.collect.errors import BadImport
from socialplan.pipeline.collect.limits import Limits
from socialplan.pipeline.collect.rows_csv import Dialect, records

ENCODINGS = {
    "utf-8": b"", "utf-8-sig": b"", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff", "cp1252": b"",
}  # fmt: skip
TEXT = "Caf\u00e9 \u20ac 5"


@pytest.mark.parametrize(("encoding", "delimiter"), list(itertools.product(ENCODINGS, [",", ";", "\t"])))
def test_every_encoding_and_separator_gives_the_same_rows(desk: Any, encoding: str, delimiter: str) -> None:
    lines = [["id", "text"], ["1", TEXT], ["2", f'"a{delimiter}b\nsecond line"'], ["3", "end"]]
    content = "\r\n".join(delimiter.join(line) for line in lines) + "\r\n"
    desk.bring(ENCODINGS[encoding] + content.encode(encoding))
    assert desk.column("text") == [TEXT, f"a{delimiter}b\nsecond line", "end"]
    assert desk.column("line") == [2, 3, 5]


def test_utf16_without_a_mark_is_recognised(desk: Any) -> None:
    desk.bring("id,text\n1,hello there\n".encode("utf-16-le"))
    assert desk.column("text") == ["hello there"]


@pytest.mark.parametrize("name", ["posts.csv.gz", "posts.csv"])
def test_gzip_is_recognised_by_its_content(desk: Any, name: str) -> None:
    path = desk.write("id,text\n1,a\n", name, packed=True)
    desk.bring(path.read_bytes(), name=name)
    assert desk.column("text") == ["a"]


def test_a_separator_line_of_a_spreadsheet_is_no_header(desk: Any) -> None:
    desk.bring("sep=;\nid;text\n1;a,b,c\n")
    assert [(row["line"], row["text"]) for row in desk.rows()] == [(3, "a,b,c")]


def test_lines_may_end_with_a_lone_carriage_return(desk: Any) -> None:
    desk.bring(b"id,text\r1,a\r2,b\r")
    assert desk.column("text") == ["a", "b"]


def test_lines_above_the_header_can_be_skipped_and_names_given(desk: Any) -> None:
    desk.bring("Report of May\n\nid,text\n1,a\n", POSTS_READ.format("skip = 1"))
    assert [(row["line"], row["text"]) for row in desk.rows()] == [(4, "a")]


def test_a_file_without_header_gets_names_from_the_mapping(desk: Any) -> None:
    desk.bring("1,a\n2,b\n", POSTS_READ.format('header = ["id", "text"]'))
    assert desk.column("text") == ["a", "b"]


def test_quotes_can_be_ordinary_signs(desk: Any) -> None:
    desk.bring('id\ttext\n1\t"Hi" she said\n', POSTS_READ.format('quote = "none"'))
    assert desk.column("text") == ['"Hi" she said']


def test_words_can_mean_blank(desk: Any) -> None:
    desk.bring("id,text\n1,NA\n2,x\n", POSTS_READ.format('blank = ["NA"]'))
    assert desk.column("text") == [None, "x"]


def test_a_spreadsheet_gives_rows_dates_and_numbers(desk: Any) -> None:
    mapping = (
        'network = "test"\nzone = "Europe/Amsterdam"\n[read]\ndecimal = ","\nthousands = "."\n'
        '[[table.posts]]\npost_id = "id"\ntext = "text"\n'
        'created_at = { column = "when", format = "%d-%m-%Y %H:%M" }\n[[table.metrics]]\nvalues = { reach = "reach" }\n'  # noqa: E501
    )
    rows = [
        ["id", "text", "when", "reach"],
        [7, "real date", datetime(2024, 7, 1, 12, 0), 1.5],
        ["8", "typed", "01-07-2024 13:00", "1.234,5"],
        [None, None, None, None],
        [9.0, "float id", datetime(2024, 1, 1, 12, 0), 1234],
    ]
    desk.bring(workbook(rows), mapping, name="posts.xlsx")
    assert desk.column("post_id") == ["7", "8", "9"]
    assert desk.column("line") == [2, 3, 5]
    assert desk.column("created_at") == [
        datetime(2024, 7, 1, 10, 0), datetime(2024, 7, 1, 11, 0), datetime(2024, 1, 1, 11, 0),
    ]  # fmt: skip
    assert desk.column("value", "metrics") == [1.5, 1234.5, 1234.0]


def test_json_lines_give_values_by_path_and_keep_the_rest(desk: Any) -> None:
    content = (
        '{"id": 1, "text": "a", "user": {"name": "Ann", "age": 5}, "tags": ["x", "y"]}\n\n'
        '{"id": 2, "text": "b \\n c", "user": {"name": "Bob"}}\r\n{"id": 3}'
    )
    mapping = (
        'network = "test"\n[[table.posts]]\npost_id = "id"\ntext = "text"\nperson = "user.name"\n'
        'hashtags = { column = "tags", split = "json" }\n'
    )
    desk.bring(content, mapping, name="posts.jsonl")
    assert desk.column("line") == [1, 3, 4]
    assert desk.column("text") == ["a", "b \n c", None]
    assert desk.column("hashtags") == [["x", "y"], [], []]
    assert sorted(desk.people().values()) == ["Ann", "Bob"]
    assert desk.column("extra")[0] == '{"user":{"age":5}}'


def test_json_lines_without_ids_are_told_apart_by_all_they_hold(desk: Any) -> None:
    lines = ['{"text": "a", "by": "x"}', '{"text": "a", "by": "y"}', '{"text": "a", "by": "x"}']
    mapping = 'network = "test"\n[[table.posts]]\ntext = "text"\n'
    desk.bring("\n".join(lines), mapping, name="posts.jsonl")
    one, other, again = desk.column("post_id")
    assert one.endswith("#1") and again == one.removesuffix("1") + "2"
    assert other.endswith("#1") and other != one
    assert desk.bring("\n".join([*lines, ""]), mapping, name="posts.jsonl").unchanged == {"posts": 3}


@pytest.mark.parametrize(
    ("line", "code"),
    [('{"id": 1', "json"), ("5", "json"), ('["id"]', "json"), ('{"id": "\\ud800"}', "broken_line")],
)
def test_a_broken_line_far_down_is_named_though_worse_follows(desk: Any, line: str, code: str) -> None:
    good = [f'{{"id": {number}, "text": "{"word " * 200}"}}' for number in range(12_000)]
    content = "\n".join([*good[:9_000], line, *good[9_000:], "{\0}"])
    with pytest.raises(BadImport) as found:
        desk.bring(content, name="posts.jsonl")
    assert (found.value.code, found.value.line) == (code, 9_001)


def test_columns_of_the_same_name_but_for_case_stay_apart(desk: Any) -> None:
    desk.bring("id,text,Like,like,like,\n1,a,2,3,4,5\n")
    assert desk.column("extra") == ['{"Like":"2","like":"3","like (2)":"4","column 6":"5"}']


def test_a_key_that_only_later_records_have_is_a_column(desk: Any) -> None:
    content = '{"id": 1}\n' * 1_200 + '{"id": 2, "text": "late"}\n'
    mapping = 'network = "test"\n[[table.posts]]\npost_id = "id"\ntext = "text"\n'
    desk.bring(content, mapping, name="posts.jsonl")
    assert desk.column("text") == [None, "late"]


def test_json_lines_without_ids_are_told_apart_by_all_they_say(desk: Any) -> None:
    content = '{"text": "a", "x": 1}\n{"text": "a", "x": 2}\n{"text": "a", "x": 1}\n{"text": "b"}\n'
    desk.bring(content, 'network = "test"\n[[table.posts]]\ntext = "text"\n', name="posts.jsonl")
    ids = desk.column("post_id")
    assert len({*ids}) == 4 and ids[0].removesuffix("#1") == ids[2].removesuffix("#2")
    assert desk.column("extra") == ['{"x":1}', '{"x":2}', '{"x":1}', None]


def test_blank_rows_and_blank_cells_at_the_end_are_nothing(desk: Any) -> None:
    desk.bring("id,text,\n1,a,,\n,,\n2,b\n , \n")
    read = [(row["post_id"], row["text"], row["line"]) for row in desk.rows()]
    assert read == [("1", "a", 2), ("2", "b", 4)]


FIELDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=st.lists(st.lists(FIELDS, min_size=2, max_size=2), min_size=1, max_size=8),
    delimiter=st.sampled_from(",;\t"),
)
def test_whatever_is_quoted_comes_back(table: list[list[str]], delimiter: str) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    lines = [delimiter.join(map(quoted, row)) for row in table]
    content = "\n".join(lines) + "\n"
    starts = [1 + sum(line.count("\n") + 1 for line in lines[:place]) for place in range(len(lines))]
    pieces = iter(part + "\n" for part in content[:-1].split("\n"))
    found = list(records(pieces, Dialect(delimiter), file="f", limits=Limits()))
    assert found == [(start, row) for start, row in zip(starts, table, strict=True)]


def test_sheets_that_are_not_read_are_named(desk: Any) -> None:
    book = openpyxl.Workbook()
    book.active.append(["about this file"])
    for name in ("May", "June"):
        page = book.create_sheet(name)
        page.append(["id", "text"])
        page.append([1, name])
    target = io.BytesIO()
    book.save(target)
    mapping = POSTS_READ.format('sheet = "May"')
    receipt = desk.bring(target.getvalue(), mapping, name="posts.xlsx")
    assert desk.column("text") == ["May"]
    assert receipt.warnings == ({"code": "sheets", "file": "posts.xlsx", "sheets": "Sheet, June"},)


POSTS_READ = 'network = "test"\n[read]\n{}\n[[table.posts]]\npost_id = "id"\ntext = "text"\n'


def workbook(rows: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_packed_spreadsheet_is_read_too(desk: Any, tmp_path: Path) -> None:
    path = desk.write(workbook([["id", "text"], [1, "a"]]), "posts.xlsx.gz", packed=True)
    desk.bring(path.read_bytes(), name="posts.xlsx.gz")
    assert desk.column("text") == ["a"]
