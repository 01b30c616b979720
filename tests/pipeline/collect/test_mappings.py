"""Mapping files: what is wrong in them is named; writing and reading one back changes nothing."""

from pathlib import Path

import pytest

from socialplan.pipeline.collect.errors import BadImport
from socialplan.pipeline.collect.parse_mapping import load_mapping, parse_mapping

FOLDER = Path(__file__).parents[2] / "mappings"
POSTS = 'network = "t"\n[[table.posts]]\n'


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_a_mapping_survives_writing_and_reading(path: Path) -> None:
    mapping = load_mapping(path)
    assert parse_mapping(mapping.to_toml()) == mapping


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        ("network = ", "mapping_toml", "not valid TOML"),
        ('[[table.posts]]\ntext = "a"\n', "mapping_value", "network"),
        ('network = "t"\n', "mapping_value", "fills no table"),
        ('network = "t"\n[table.posts]\ntext = "a"\n', "mapping_value", "double brackets"),
        ('network = "t"\nzones = "x"\n[[table.posts]]\n', "mapping_key", "'zone'"),
        ('network = "t"\nzone = "Mars/North"\n[[table.posts]]\n', "mapping_value", "Mars/North"),
        ('network = "t"\n[[table.post]]\n', "mapping_key", "'posts'"),
        (POSTS + 'textt = "a"\n', "mapping_key", "'text'"),
        (POSTS + "text = 5\n", "mapping_value", "column name"),
        (POSTS + 'text = { colum = "a" }\n', "mapping_key", "'column'"),
        (POSTS + 'text = { column = "a", const = "b" }\n', "mapping_value", "exactly one"),
        (POSTS + 'text = { column = "a", extract = "(" }\n', "mapping_value", "not understood"),
        (POSTS + 'file = "messages"\n', "mapping_value", "names no files"),
        (POSTS + "text = " + "{ first = [" * 60 + '"a"' + "] }" * 60 + "\n", "mapping_value", "15 deep"),
        (POSTS + 'text = { column = "a", pattern = "(?=x)", then = "b" }\n', "mapping_value", "not understood"),  # noqa: E501
        (POSTS + 'text = { column = "a", pattern = "x" }\n', "mapping_value", "go together"),
        (POSTS + 'where = "x"\n', "mapping_value", "table"),
        (POSTS + 'where = { column = "a" }\n', "mapping_value", "exactly one"),
        (POSTS + 'where = { column = "a", equals = "b", any = [] }\n', "mapping_value", "alone"),
        (POSTS + 'on_conflict = "best"\n', "mapping_value", "most"),
        (POSTS + 'created_at = { column = "a", precision = "hour" }\n', "mapping_value", "minute"),
        ('network = "t"\n[[table.metrics]]\nvalues = { likez = "a" }\n', "mapping_key", "'likes'"),
        ('network = "t"\n[read]\nencoding = 5\n[[table.posts]]\n', "mapping_value", "text"),
        ('network = ""\n[[table.posts]]\n', "mapping_value", "empty"),
        ('network = "t"\n[read]\nencoding = "base64"\n[[table.posts]]\n', "unknown_encoding", "base64"),
        ('network = "t"\n[read]\nencoding = "idna"\n[[table.posts]]\n', "unknown_encoding", "idna"),
        ('network = "t"\n[read]\nskip = true\n[[table.posts]]\n', "mapping_value", "number of lines"),
        ('network = "t"\n[read]\ndelimiter = "\\n"\n[[table.posts]]\n', "mapping_value", "one character"),
        ('network = "t"\n[read]\ndelimiter = "\\""\n[[table.posts]]\n', "mapping_value", "quote sign"),
        ('network = "t"\n[read]\nthousands = "."\n[[table.posts]]\n', "mapping_value", "decimal sign"),
        (POSTS + 'created_at = { column = "a", format = "%Q" }\n', "mapping_value", "%Q"),
        (POSTS + 'created_at = { column = "a", format = "" }\n', "mapping_value", "iso"),
        (POSTS + 'created_at = { column = "a", format = "yyyy-mm" }\n', "mapping_value", "%Y-%m-%d"),
        (POSTS + 'text = { sum = ["a", "b"] }\n', "mapping_value", "table.posts.text"),
        (POSTS + 'post_id = { hash = false }\n', "mapping_value", "exactly one"),
        (POSTS + 'title = { column = "a", of = "b", match = "c" }\n', "mapping_value", "one of the files"),
        (POSTS + 'hashtags = { column = "a", split = "" }\n', "mapping_value", "between the pieces"),
        (POSTS + "extra = 5\n", "mapping_value", "false or left out"),
        ('network = "t"\n[accounts]\nmine = ["a"]\n[[table.posts]]\n', "mapping_key", "mine"),
    ],
)
def test_what_is_wrong_is_named(content: str, code: str, said: str) -> None:
    with pytest.raises(BadImport) as refusal:
        parse_mapping(content, file="my.toml")
    assert (refusal.value.code, refusal.value.file) == (code, "my.toml")
    assert said in refusal.value.reason


def test_a_mapping_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadImport) as refusal:
        load_mapping(tmp_path / "none.toml")
    assert refusal.value.code == "mapping_missing"
