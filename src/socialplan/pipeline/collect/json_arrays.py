"""A JSON document that is one list of objects, brought to a line per object."""

import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from ...networks.base import json_items
from .errors import BadImport
from .json_columns import cells_of, paths_of
from .limits import Limits
from .sources import FileSource


def to_lines(
    path: Path, target: Path, limits: Limits, watch: Callable[[int], None] | None
) -> tuple[str, int]:
    """Write the objects to `target`, one a line; sha256 and size of the plain bytes they came from."""
    source = FileSource(path, limits, watch)
    with target.open("w", encoding="utf-8") as lines:
        for _number, record in _records(source):
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
    return source.digest()


def first_items(path: Path, limits: Limits, most: int) -> tuple[tuple[str, ...], list[tuple[int, list[str]]]]:
    """Paths and cells of the first objects."""
    found = list(islice(_records(FileSource(path, limits)), most))
    paths = paths_of(record for _number, record in found)
    return paths, [(number, cells_of(record, paths)) for number, record in found]


def _records(source: FileSource) -> Iterator[tuple[int, dict[str, Any]]]:
    """(place in the list, object). Raises BadImport."""
    with source.open() as file:
        begin = file.read(3)
    with source.open() as file:
        if begin == b"\xef\xbb\xbf":
            file.read(3)
        try:
            for number, record in json_items(file, "item"):
                if not isinstance(record, dict):
                    raise BadImport("json", source.name, number)
                yield number, record
        except ValueError as error:
            raise BadImport("json_list", source.name, why=str(error).split("\n")[0]) from error
