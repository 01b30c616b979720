"""The page about mapping files is true: its examples run, and it names every key there is."""

import re
from pathlib import Path
from typing import Any

import pytest

from socialplan.pipeline.collect.fields import FIELDS
from socialplan.pipeline.collect.parse_mapping import READ, TOP, parse_mapping
from socialplan.pipeline.collect.parse_reading import READING, WHERE
from socialplan.pipeline.collect.receipt import Receipt

PAGE = (Path(__file__).parents[3] / "docs" / "mapping.md").read_text()
BLOCKS = re.findall(r"```(toml|csv)\n(.*?)```", PAGE, re.DOTALL)
EXAMPLES = list(zip(BLOCKS[::2], BLOCKS[1::2], strict=True))


def test_every_key_is_on_the_page() -> None:
    words = set(re.findall(r"\w+", PAGE))
    fields = {name for table in FIELDS.values() for name in table}
    assert {
        *TOP,
        *READ,
        *READING,
        *WHERE,
        *FIELDS,
        *fields,
        *Receipt(files=(), batch=None).as_json(),
    } - words == set()


def test_there_are_two_examples() -> None:
    assert [(mapping[0], data[0]) for mapping, data in EXAMPLES] == [("toml", "csv")] * 2


def test_the_first_example_runs(desk: Any) -> None:
    (_, mapping), (_, data) = EXAMPLES[0]
    desk.bring(data, mapping, name="pages.csv")
    assert desk.column("post_id") == ["1", "2"]
    figures = {(row["subject_id"], row["name"]): row["value"] for row in desk.rows("metrics")}
    assert figures == {
        ("1", "reactions"): 15, ("1", "comments"): 4, ("1", "reach"): 1250, ("2", "reactions"): 7,
        ("2", "reach"): 980,
    }  # fmt: skip


def test_the_second_example_runs(desk: Any) -> None:
    (_, mapping), (_, data) = EXAMPLES[1]
    desk.bring(data, mapping, name="messages.csv")
    assert desk.column("parent_id") == [None, "1", None]
    assert sorted(desk.people().values()) == ["ann", "bob"]
    assert [row["target_key"] for row in desk.rows("interactions")] == ["stadhuis"]


@pytest.mark.parametrize("place", [0, 1])
def test_what_the_page_shows_can_be_written_and_read_back(place: int) -> None:
    mapping = parse_mapping(EXAMPLES[place][0][1])
    assert parse_mapping(mapping.to_toml()) == mapping
