"""What was worked out for one file serves the next, and never shows it anything of the first."""

from typing import Any

import pytest

from socialplan.pipeline.collect.errors import BadImport

DATED = (
    'network = "test"\n[[table.posts]]\npost_id = "id"\ntext = "text"\n'
    'created_at = { column = "at", format = "%Y-%m-%d", zone = "UTC" }\n'
    '[[table.metrics]]\nvalues = { reactions = "likes" }\n'
)
FIRST = "id,at,text,likes\na,2024-01-01,one,1\nb,2024-01-02,two,2\n"


def test_the_next_file_is_read_for_itself(desk: Any) -> None:
    desk.bring(FIRST, DATED, name="first.csv")
    with pytest.raises(BadImport) as wrong:
        desk.bring("id,at,text,likes\nc,2024-01-03,x,3\nd,soon,x,4\n", DATED, name="second.csv")
    assert wrong.value.as_json()["file"] == "second.csv" and wrong.value.line == 3
    assert "soon" in str(wrong.value)
    desk.bring("id,at,text,likes\ne,2024-01-05,five,5\n", DATED, name="third.csv")
    assert sorted(desk.column("text")) == ["five", "one", "two"]
    assert sorted(desk.column("value", "metrics")) == [1.0, 2.0, 5.0]
    assert desk.store.local.named == set()


def test_another_mapping_of_the_same_columns_is_another(desk: Any) -> None:
    desk.bring(FIRST, DATED, name="first.csv")
    turned = DATED.replace('text = "text"', 'text = "likes"').replace(
        'reactions = "likes"', 'shares = "likes"'
    )
    desk.bring("id,at,text,likes\nz,2024-02-01,nine,9\n", turned, name="first.csv")
    assert sorted(desk.column("text")) == ["9", "one", "two"]
    assert {row["name"] for row in desk.rows("metrics")} == {"reactions", "shares"}


def test_columns_in_another_order_are_heeded(desk: Any) -> None:
    desk.bring(FIRST, DATED, name="first.csv")
    desk.bring("text,likes,at,id\nsix,6,2024-01-06,f\n", DATED, name="other.csv")
    assert {row["post_id"]: row["text"] for row in desk.rows()} == {"a": "one", "b": "two", "f": "six"}
    assert sorted(desk.column("value", "metrics")) == [1.0, 2.0, 6.0]


def test_a_word_for_nothing_belongs_to_its_mapping(desk: Any) -> None:
    desk.bring(FIRST, DATED, name="first.csv")
    desk.bring(
        "id,at,text,likes\ng,2024-01-07,two,7\n", DATED + '[read]\nblank = ["two"]\n', name="first.csv"
    )
    assert {row["post_id"]: row["text"] for row in desk.rows()} == {"a": "one", "b": "two", "g": None}
