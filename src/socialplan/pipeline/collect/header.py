"""The names of the columns: every column gets one, no two the same."""

from collections.abc import Sequence

from .errors import BadImport
from .limits import Limits


def names(cells: Sequence[str], *, file: str, line: int, limits: Limits) -> tuple[str, ...]:
    """Names as in the file, without surrounding space; a blank one becomes `column 3`.

    A second `a` becomes `a (2)`.
    """
    if len(cells) > limits.columns:
        raise BadImport("too_many_columns", file, line, limit=limits.columns)
    if not any(cell.strip() for cell in cells):
        raise BadImport("no_header", file, line)
    found: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = cell.strip() or f"column {place}"
        wanted, count = name, 1
        while name in found:
            count += 1
            name = f"{wanted} ({count})"
        found.append(name)
    return tuple(found)
