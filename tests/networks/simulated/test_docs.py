"""The page on the simulated network names every table and column of its truth."""

import re
from pathlib import Path

from socialplan.networks.simulated import STREAMED, WHOLE

PAGE = Path(__file__).resolve().parents[3] / "docs" / "simulated.md"


def test_every_table_stands_on_the_page_with_its_columns() -> None:
    found = {}
    for name, columns in re.findall(r"^\| `(\w+)` \| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.M):
        plain = re.sub(r"\([^)]*\)", "", columns.partition(";")[0])
        found[name] = [column.strip() for column in plain.split(",")]
    assert found == {name: schema.names for name, schema in {**WHOLE, **STREAMED}.items()}
