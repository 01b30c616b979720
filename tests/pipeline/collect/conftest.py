"""A small desk for import tests: write files, bring them with a mapping, look at the rows."""

import gzip
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from socialplan.pipeline.collect.importing import import_files
from socialplan.pipeline.collect.limits import Limits
from socialplan.pipeline.collect.parse_mapping import parse_mapping
from socialplan.pipeline.collect.receipt import Receipt
from socialplan.store import Store

POSTS = 'network = "test"\n[[table.posts]]\npost_id = "id"\ntext = "text"\n'


class Desk:
    """Imports small files into workspace 1."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder = store, folder

    def write(self, content: str | bytes, name: str = "posts.csv", *, packed: bool = False) -> Path:
        path = self.folder / name
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(gzip.compress(data) if packed else data)
        return path

    def bring(
        self, content: str | bytes | Mapping[str, str | bytes], mapping: str = POSTS, *,
        name: str = "posts.csv", limits: Limits | None = None, **more: Any,
    ) -> Receipt:  # fmt: skip
        files = content if isinstance(content, Mapping) else {name: content}
        paths = [self.write(data, file) for file, data in files.items()]
        parsed = parse_mapping(mapping)
        return import_files(self.store, workspace=1, paths=paths, mapping=parsed, limits=limits, **more)

    def rows(self, table: str = "posts", *, order: str = "line") -> list[dict[str, Any]]:
        current = self.store.current(self.store.snapshot(1), table)
        return self.store.execute(current.order_by(order)).to_pylist()

    def column(self, name: str, table: str = "posts") -> list[Any]:
        return [row[name] for row in self.rows(table)]

    def people(self) -> dict[str, str]:
        """Key -> handle."""
        return {row["person_key"]: row["handle"] for row in self.rows("people", order="person_key")}


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    folder = tmp_path / "files"
    folder.mkdir()
    return Desk(store, folder)
