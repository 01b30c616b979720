"""The columns of JSON records: a path per value, such as `user.name`; lists stay JSON."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .errors import BadImport
from .limits import Limits

DEPTH = 6


def columns_of(records: Iterable[Mapping[str, Any]], *, file: str, limits: Limits) -> tuple[str, ...]:
    """The paths as columns. Raises BadImport when there are more than a table may have."""
    found = paths_of(records)
    if len(found) > limits.columns:
        raise BadImport("too_many_columns", file, limit=limits.columns)
    return found


def paths_of(records: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Every path that leads to a value, in the order they are first met."""
    found: dict[str, None] = {}
    for record in records:
        _walk(record, "", found, 0)
    return tuple(found)


def _walk(record: Mapping[str, Any], before: str, found: dict[str, None], depth: int) -> None:
    for key, value in record.items():
        path = f"{before}{key}"
        if isinstance(value, dict) and value and depth < DEPTH:
            _walk(value, f"{path}.", found, depth + 1)
        elif not (isinstance(value, dict) and any(name.startswith(f"{path}.") for name in found)):
            found[path] = None


def cells_of(record: Mapping[str, Any], paths: Sequence[str]) -> list[str]:
    """The values as text, for looking at."""
    return [_text(_at(record, path)) for path in paths]


def _at(record: Any, path: str) -> Any:
    for key in path.split("."):
        if not isinstance(record, dict) or key not in record:
            return None
        record = record[key]
    return record


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def pointer(path: str) -> str:
    """The path as the engine reads it; keys are quoted, so any sign may stand in them."""
    return "$" + "".join(
        '."' + key.replace("\\", "\\\\").replace('"', '\\"') + '"' for key in path.split(".")
    )


def without(paths: Iterable[str]) -> str:
    """A merge patch that takes these paths out of a record."""
    patch: dict[str, Any] = {}
    for path in sorted(paths):
        *parents, last = path.split(".")
        place: Any = patch
        for key in parents:
            place = place.setdefault(key, {})
            if place is None:
                break
        else:
            place[last] = None
    return json.dumps(patch, ensure_ascii=False)
