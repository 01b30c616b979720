"""What a mapping can say: one small file and its rows per clause."""

import hashlib
import json
from datetime import datetime
from typing import Any

import pytest

from socialplan.pipeline.collect.errors import BadImport

HEAD = 'network = "test"\n[[table.posts]]\npost_id = "id"\n'


def field(desk: Any, line: str, content: str, name: str, head: str = HEAD) -> list[Any]:
    desk.bring(content, head + line)
    return desk.column(name)


@pytest.mark.parametrize(
    ("condition", "kept"),
    [
        ('{ column = "kind", equals = "ad" }', ["2"]),
        ('{ column = "kind", equals = "AD", ignore_case = true }', ["2"]),
        ('{ column = "kind", in = ["ad", "post"] }', ["1", "2"]),
        ('{ column = "kind", not_in = ["ad"] }', ["1", "3", "4"]),
        ('{ column = "kind", not_empty = true }', ["1", "2", "4"]),
        ('{ column = "kind", empty = true }', ["3"]),
        ('{ column = "kind", pattern = "^p" }', ["1"]),
        ('{ not = { column = "kind", pattern = "^p" } }', ["2", "3", "4"]),
        ('{ all = [{ column = "kind", not_empty = true }, { column = "n", equals = 7 }] }', ["1"]),
        ('{ any = [{ column = "kind", equals = "ad" }, { column = "n", equals = "7" }] }', ["1", "2"]),
    ],
)
def test_rows_can_be_chosen(desk: Any, condition: str, kept: list[str]) -> None:
    content = "id,kind,n\n1,post,7\n2,ad,8\n3, ,9\n4,Total,10\n"
    assert field(desk, f"where = {condition}\n", content, "post_id") == kept


def test_a_condition_of_the_whole_mapping_holds_for_every_table(desk: Any) -> None:
    mapping = (
        'network = "test"\nwhere = { column = "id", not_in = ["Total"] }\n[[table.posts]]\npost_id = "id"\n'
        '[[table.metrics]]\nvalues = { reach = "reach" }\n'
    )
    desk.bring("id,reach\n1,5\nTotal,5\n", mapping)
    assert (desk.column("post_id"), desk.column("value", "metrics")) == (["1"], [5.0])


@pytest.mark.parametrize(
    ("line", "name", "expected"),
    [
        ('title = { const = "fixed" }', "title", ["fixed"] * 3),
        ('title = "text"', "title", ["RT @ann: #One #two", "plain 3.0", None]),
        ('title = { column = "text", extract = "@(\\\\w+)" }', "title", ["ann", None, None]),
        ('title = { column = "text", extract = "[a-z]+" }', "title", ["ann", "plain", None]),
        ('role = { column = "text", pattern = "^RT @", then = "repost", else = "post" }', "role",
         ["repost", "post", "post"]),
        ('title = { column = "text", pattern = "^RT", then = "shared", else = { column = "id" } }', "title",
         ["shared", "2", "3"]),
        ('kind = { column = "type", map = { Foto = "photo" }, default = "other" }',
         "kind", ["photo", "other", "other"]),
        ('kind = { column = "type", map = { FOTO = "photo" }, default = "other", ignore_case = true }',
         "kind",
         ["photo", "other", "other"]),
        ('title = { column = "type", map = { Foto = "Picture" } }', "title", ["Picture", "Film", None]),
        ('title = { column = "type", default = "none" }', "title", ["Foto", "Film", "none"]),
        ('title = { parts = ["id", "type"], separator = "/" }', "title", ["1/Foto", "2/Film", "3/"]),
        ('title = { first = ["type", "id"] }', "title", ["Foto", "Film", "3"]),
        ('title = { column = "type", lower = true, prefix = "t:" }', "title", ["t:foto", "t:film", None]),
        ('title = { column = "type", where = { column = "id", equals = "2" } }',
         "title", [None, "Film", None]),
        ('hashtags = { column = "tags", split = ";" }', "hashtags", [["a", "b c"], [], ["d"]]),
        ('hashtags = { column = "text", extract_all = "#(\\\\w+)" }', "hashtags", [["one", "two"], [], []]),
        ('hashtags = { column = "text", hashtags = true }', "hashtags", [["one", "two"], [], []]),
        ("hashtags = false", "hashtags", [[], [], []]),
        ('turn = "id"', "turn", [1, 2, 3]),
    ],
)  # fmt: skip
def test_values_can_be_read_in_many_ways(desk: Any, line: str, name: str, expected: list[Any]) -> None:
    content = "id,text,type,tags\n1,RT @ann: #One #two,Foto,#A;b c;\n2,plain 3.0,Film,\n3,,,d\n"
    head = HEAD if line.startswith("title") or "text" in line else HEAD + 'text = "text"\n'
    assert field(desk, line + "\n", content, name, head) == expected


def test_kind_keeps_the_native_word_beside_it(desk: Any) -> None:
    field(desk, 'kind = { column = "type", map = { note = "other" } }\n', "id,type\n1,note\n", "kind")
    assert desk.column("native_kind") == ["note"]


def test_a_word_outside_the_vocabulary_is_refused(desk: Any) -> None:
    with pytest.raises(BadImport) as refusal:
        field(desk, 'kind = "type"\n', "id,type\n1,photo\n2,selfie\n", "kind")
    assert (refusal.value.code, refusal.value.line, refusal.value.values["value"]) == ("word", 3, "selfie")


@pytest.mark.parametrize(("blank", "expected"), [("zero", [6.0, 1.0, 0.0]), ("unknown", [6.0])])
def test_a_sum_counts_blanks_as_zero_or_as_unknown(desk: Any, blank: str, expected: list[float]) -> None:
    mapping = (
        HEAD
        + f'[[table.metrics]]\nvalues = {{ reactions = {{ sum = ["a", "b", "c"], blank = "{blank}" }} }}\n'
    )
    desk.bring("id,a,b,c\n1,1,2,3\n2,1,,\n3,,,\n", mapping)
    assert desk.column("value", "metrics") == expected
    assert set(desk.column("native_name", "metrics")) == {"a+b+c"}


def test_an_unknown_figure_gives_no_row(desk: Any) -> None:
    desk.bring("id,a\n1,\n2,0\n", HEAD + '[[table.metrics]]\nvalues = { reach = "a" }\n')
    assert [(row["subject_id"], row["value"]) for row in desk.rows("metrics")] == [("2", 0.0)]


@pytest.mark.parametrize(
    ("read", "cells", "expected"),
    [
        ('decimal = ","\nthousands = "."', ["1.234,5", "12", "-0,5", "€ 3,50", "12,5%", "1.234.567"],
         [1234.5, 12.0, -0.5, 3.5, 12.5, 1234567.0]),
        ('thousands = ","', ["1,234.5", "12", "1,234,567"], [1234.5, 12.0, 1234567.0]),
        ('thousands = " "', ["1 234", "12\u00a0345"], [1234.0, 12345.0]),
        ("", ["1e3", ".5", "+7", "1234.25"], [1000.0, 0.5, 7.0, 1234.25]),
    ],
)  # fmt: skip
def test_numbers_are_read_with_their_signs(
    desk: Any, read: str, cells: list[str], expected: list[float]
) -> None:
    rows = "".join(f'{place};"{cell}"\n' for place, cell in enumerate(cells))
    mapping = f'network = "t"\n[read]\n{read}\n[[table.posts]]\npost_id = "id"\n[[table.metrics]]\nvalues = {{ reach = "n" }}\n'  # noqa: E501
    desk.bring("id;n\n" + rows, mapping)
    assert desk.column("value", "metrics") == expected


@pytest.mark.parametrize(
    ("how", "cell", "expected", "precision"),
    [
        ('format = "%Y-%m-%d %H:%M:%S", zone = "Europe/Amsterdam"',
         "2024-07-01 12:00:00", "2024-07-01 10:00:00", "second"),
        ('format = "%d-%m-%Y %H:%M", zone = "Europe/Amsterdam"',
         "01-12-2024 12:00", "2024-12-01 11:00:00", "minute"),
        ('format = "%d-%m-%Y"', "31-12-2024", "2024-12-31 00:00:00", "day"),
        ('format = "%d-%m-%Y", zone = "America/New_York"', "31-12-2024", "2024-12-31 00:00:00", "day"),
        ('format = "%Y-%m-%d %H:%M", precision = "day"', "2024-12-31 23:59", "2024-12-31 00:00:00", "day"),
        ('format = "epoch"', "1467101019", "2016-06-28 08:03:39", "second"),
        ('format = "epoch_ms"', "1467101019500", "2016-06-28 08:03:39.500000", "second"),
        ('format = "iso"', "2020-04-01T17:31:32.000Z", "2020-04-01 17:31:32", "second"),
        ('format = "iso"', "2020-04-01T17:31:32+02:00", "2020-04-01 15:31:32", "second"),
        ('format = "iso"', "2020-04-01", "2020-04-01 00:00:00", "day"),
        ('format = "iso", zone = "Europe/Amsterdam"', "2020-04-01 17:31", "2020-04-01 15:31:00", "second"),
        ('format = "%a %b %d %H:%M:%S %z %Y"',
         "Tue Oct 31 22:10:47 +0000 2017", "2017-10-31 22:10:47", "second"),
        ('format = "%Y-%m-%d %H:%M:%S %z"', "2015-02-24 11:35:52 -0800", "2015-02-24 19:35:52", "second"),
        ('format = "%d %B %Y"', "3 mei 2024", "2024-05-03 00:00:00", "day"),
        ('format = ["%Y-%m-%d", "%d-%m-%Y"]', "01-02-2024", "2024-02-01 00:00:00", "day"),
        # the clock skips 02:30 on 31 March 2024, and shows 02:30 twice on 27 October 2024
        ('format = "%Y-%m-%d %H:%M", zone = "Europe/Amsterdam"',
         "2024-03-31 02:30", "2024-03-31 01:30:00", "minute"),
        ('format = "%Y-%m-%d %H:%M", zone = "Europe/Amsterdam"',
         "2024-10-27 02:30", "2024-10-27 01:30:00", "minute"),
    ],
)  # fmt: skip
def test_times_become_utc_with_their_precision(
    desk: Any, how: str, cell: str, expected: str, precision: str
) -> None:
    line = f'created_at = {{ column = "when", {how} }}\n'
    assert field(desk, line, f"id,when\n1,{cell}\n", "created_at") == [datetime.fromisoformat(expected)]
    assert desk.column("precision") == [precision]


def test_no_date_at_all_is_allowed(desk: Any) -> None:
    receipt = desk.bring("id\n1\n2\n", HEAD)
    assert (receipt.undated, desk.column("created_at")) == (2, [None, None])


def test_rows_without_id_get_one_from_what_they_say_and_how_often(desk: Any) -> None:
    desk.bring("b,a\nx,1\ny,2\nx,1\n", 'network = "t"\n[[table.posts]]\ntext = "b"\n')
    said = json.dumps({"a": "1", "b": "x"}, separators=(",", ":"))
    whole = hashlib.sha256(said.encode()).hexdigest()
    assert [desk.column("post_id")[place] for place in (0, 2)] == [f"{whole}#1", f"{whole}#2"]


def test_ids_from_rows_are_counted_per_file_so_that_overlapping_files_agree(desk: Any) -> None:
    receipt = desk.bring(
        {"a.csv": "t\nx\nx\n", "b.csv": "t\nx\ny\n"}, 'network = "t"\n[[table.posts]]\ntext = "t"\n'
    )
    assert (receipt.rows["posts"], receipt.dropped["posts"]) == (3, 1)


def test_identical_rows_are_dropped_and_counted(desk: Any) -> None:
    receipt = desk.bring("id,t\n1,a\n1,a\n2,b\n", HEAD + 'text = "t"\n')
    assert (receipt.rows["posts"], receipt.dropped) == (2, {"posts": 1})


def test_rows_that_differ_only_in_what_is_not_mapped_are_different(desk: Any) -> None:
    with pytest.raises(BadImport) as refusal:
        desk.bring("id,t\n1,a\n1,b\n", HEAD)
    assert (refusal.value.code, refusal.value.values["other"]) == ("conflict", 2)


@pytest.mark.parametrize(
    ("rule", "text", "value"), [('"first"', "a", 5.0), ('"last"', "c", 3.0), ('{ most = "n" }', "b", 9.0)]
)
def test_the_mapping_may_say_which_row_wins_for_figures_too(
    desk: Any, rule: str, text: str, value: float
) -> None:
    mapping = HEAD + f'on_conflict = {rule}\ntext = "t"\n[[table.metrics]]\nvalues = {{ reach = "n" }}\n'
    receipt = desk.bring("id,t,n\n1,a,5\n1,b,9\n1,c,3\n", mapping)
    assert (desk.column("text"), desk.column("value", "metrics")) == ([text], [value])
    assert {warning["table"]: warning["rows"] for warning in receipt.warnings} == {"posts": 2, "metrics": 2}


def test_parents_come_from_either_direction(desk: Any) -> None:
    lines = 'parent_id = { column = "to", whole = true }\nparent_of = { column = "answers", split = ",", whole = true }\n'  # noqa: E501
    content = 'id,to,answers\n1,,"2.0,3"\n2,,\n3,9.0,\n4,1.0,\n'
    assert field(desk, lines, content, "parent_id") == [None, "1", "9", "1"]
    assert desk.column("role") == ["post", "reply", "reply", "reply"]


def test_a_conversation_and_a_turn_can_stand_for_links(desk: Any) -> None:
    mapping = 'network = "t"\n[[table.posts]]\npost_id = { parts = ["c", "t"] }\nroot_id = "c"\nturn = "t"\n'
    desk.bring("c,t\nx,0\nx,1\n", mapping)
    rows = [(row["post_id"], row["root_id"], row["turn"]) for row in desk.rows()]
    assert rows == [("x-0", "x", 0), ("x-1", "x", 1)]


TWO = (
    'network = "t"\n[files]\nturns = "turns*"\ntalks = "talks*"\n[[table.posts]]\nfile = "turns"\npost_id = "id"\n'  # noqa: E501
    'account_id = { column = "who", of = "talks", match = { talk = "name" } }\n'
)


def test_a_column_can_come_from_another_file(desk: Any) -> None:
    files = {"turns1.csv": "id,talk\n1,a\n2,b\n3,\n", "talks.csv": "name,who\na,klm\nb,ns\n"}
    desk.bring(files, TWO)
    assert desk.column("account_id") == ["klm", "ns", None]


def test_a_key_that_gives_two_answers_is_refused(desk: Any) -> None:
    with pytest.raises(BadImport) as refusal:
        desk.bring({"turns1.csv": "id,talk\n1,a\n", "talks.csv": "name,who\na,klm\na,ns\n"}, TWO)
    assert refusal.value.code == "lookup"


def test_files_are_told_apart_by_their_columns_when_their_names_say_nothing(desk: Any) -> None:
    desk.bring({"x.csv": "name,who\na,klm\n", "y.csv": "id,talk\n1,a\n"}, TWO)
    assert desk.column("account_id") == ["klm"]


def test_a_file_that_is_absent_is_named(desk: Any) -> None:
    with pytest.raises(BadImport) as refusal:
        desk.bring({"turns1.csv": "id,talk\n1,a\n"}, TWO)
    assert (refusal.value.code, refusal.value.values["name"]) == ("no_file_for", "talks")


def test_columns_nobody_mapped_are_kept(desk: Any) -> None:
    assert field(desk, 'text = "t"\n', 'id,t,a,b\n1,x,"say ""hi""",\n2,y,,\n', "extra") == [
        r'{"a":"say \"hi\""}',
        None,
    ]


def test_addresses_give_domain_and_campaign_tags(desk: Any) -> None:
    text = "see https://www.NOS.nl/a?x=1&utm_source=fb&utm_campaign=mei#top, and http://t.co/Ab."
    links = field(desk, 'text = "t"\n', f'id,t\n1,"{text}"\n', "links")[0]
    assert links == [
        {"url": "https://www.NOS.nl/a?x=1&utm_source=fb&utm_campaign=mei#top", "domain": "nos.nl",
         "utm": "utm_source=fb&utm_campaign=mei"},
        {"url": "http://t.co/Ab", "domain": "t.co", "utm": None},
    ]  # fmt: skip


def test_hashtags_are_words_of_any_script_in_lower_case_once(desk: Any) -> None:
    assert field(desk, 'text = "t"\n', "id,t\n1,#Coöperatie #A_1 x#b #a_1 # none\n", "hashtags") == [
        ["coöperatie", "a_1", "b"]
    ]


def test_a_hashtag_keeps_its_accents_and_drops_what_only_draws_it(desk: Any) -> None:
    """An accent typed as a sign of its own, Hindi vowel signs; a keycap and a variation selector."""
    text = "#cafe\u0301 #\u0939\u093f\u0928\u094d\u0926\u0940 #apb20201\ufe0f\u20e3 #zon\ufe0f"
    assert field(desk, 'text = "t"\n', f"id,t\n1,{text}\n", "hashtags") == [
        ["cafe\u0301", "\u0939\u093f\u0928\u094d\u0926\u0940", "apb20201", "zon"]
    ]


def test_a_dot_before_a_handle_hides_no_mention_and_an_address_is_none(desk: Any) -> None:
    block = 'text = "t"\n\n[[table.accounts]]\naccount_id = "shop"\n'
    rows = "id,t,shop\n1,.@Shop help,Shop\n2,Help .@Shop and ask me@Shop or https://x.example/@Shop,Shop\n"
    assert field(desk, block, rows, "mentions") == [["Shop"], ["Shop"]]


def test_hashtags_of_a_column_may_stand_together(desk: Any) -> None:
    rows = "id,t\n1,#One#two #TWO ##three\n2,@shop C# #\n"
    assert field(desk, 'hashtags = { column = "t", split = " " }\n', rows, "hashtags") == [
        ["one", "two", "three"],
        ["c#"],
    ]


def test_one_row_may_fill_several_tables(desk: Any) -> None:
    mapping = (
        HEAD + '[[table.events]]\nname = "what"\nkind = { const = "campaign" }\nstarts_at = "day"\n'
        '[[table.labels]]\nlabeller = { const = "hand" }\nlabel = "what"\n'
        '[[table.efforts]]\nkind = { const = "ad" }\namount = "cost"\ncurrency = { const = "EUR" }\n'
        '[[table.facts]]\nseries = "what"\nperiod = "day"\nvalue = "cost"\n'
    )
    receipt = desk.bring("id,what,day,cost\n1,Sale,2024-05-01,12.5\n", mapping)
    assert dict(receipt.rows) == {"posts": 1, "events": 1, "labels": 1, "efforts": 1, "facts": 1}
    assert desk.column("starts_at", "events") == [datetime(2024, 5, 1)]
    assert desk.column("subject_id", "labels") == ["1"]
