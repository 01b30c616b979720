"""Files of very many columns: what is mapped is read, the rest is kept, ids do not depend on the mapping."""

import json
from hashlib import sha256
from typing import Any

import pytest

from socialplan.pipeline.collect.errors import BadImport

NAMES = ["tekst", *(f"kolom {place}" for place in range(120))]
ROWS = [
    ["één", *("" if place % 2 else f'"{place}"' for place in range(120))],
    ["twee", *([""] * 120)],
    ["twee", *([""] * 120)],
]
MAPPING = 'network = "test"\n[[table.posts]]\ntext = "tekst"\n'


def sheet(rows: list[list[str]]) -> str:
    quoted = ([cell.replace('"', '""') for cell in row] for row in [NAMES, *rows])
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in quoted)


def hashed(row: list[str]) -> str:
    """By hand: the whole row as JSON, its columns by name."""
    whole = dict(sorted(zip(NAMES, row, strict=True)))
    return sha256(json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def test_what_nobody_maps_is_kept_and_identical_rows_stay_apart(desk: Any) -> None:
    desk.bring(sheet(ROWS), MAPPING)
    first, *others = desk.rows()
    assert json.loads(first["extra"]) == {f"kolom {place}": f'"{place}"' for place in range(0, 120, 2)}
    assert [row["extra"] for row in others] == [None, None]
    twice = hashed(ROWS[1])
    assert desk.column("post_id") == [f"{hashed(ROWS[0])}#1", f"{twice}#1", f"{twice}#2"]


def test_another_mapping_gives_the_same_ids(desk: Any) -> None:
    desk.bring(sheet(ROWS), MAPPING)
    before = desk.column("post_id")
    receipt = desk.bring(sheet(ROWS), f'{MAPPING}title = "kolom 2"\n')
    assert desk.column("post_id") == before and not receipt.already
    assert desk.column("title") == ['"2"', None, None]


def test_a_column_that_is_not_there_and_a_row_that_is_too_short_are_named(desk: Any) -> None:
    with pytest.raises(BadImport, match="kolom 999"):
        desk.bring(sheet(ROWS), f'{MAPPING}title = "kolom 999"\n')
    with pytest.raises(BadImport) as caught:
        desk.bring(sheet([*ROWS, ["kort"]]), MAPPING)
    assert (caught.value.code, caught.value.line) == ("columns", 5)
