"""Cells that are not what their field asks for, with the line they stand on."""

from collections.abc import Mapping, Sequence
from typing import Any

import ibis.expr.types as ir

from .duplicates import count
from .errors import BadImport
from .shaping import Shaped
from .workbench import Workbench

MOST_LISTED = 100
FILE = 2**40  # more than the lines of a file
EXTRA = {"time": "format", "word": "allowed"}


def misfits(bench: Workbench, shaped: Sequence[Shaped]) -> tuple[tuple[Mapping[str, Any], ...], int]:
    """The first hundred as JSON, and how many rows have one."""
    listed: list[Mapping[str, Any]] = []
    total = 0
    for part in shaped:
        wrong = part.rows.filter(part.rows.bad.notnull())
        number = count(bench, wrong.select("file", "line").distinct())
        total = max(total, number)
        if number:
            listed += [error.as_json() for error in _errors(bench, part, wrong, MOST_LISTED)]
    return tuple(listed[:MOST_LISTED]), total


def refuse(bench: Workbench, part: Shaped) -> None:
    """Raises BadImport for the first misfit of a block.

    Rows that are right are not filtered out: an engine would work out what is wrong once per use of it.
    """
    rows = part.rows
    wrong, place = rows.bad.notnull(), rows.file.cast("int64") * FILE + rows.line
    first = rows.agg(place=place.min(where=wrong), bad=rows.bad.argmin(place, where=wrong))
    row = bench.engine.arrow(first).to_pylist()[0]
    if row["place"] is not None:
        file, line = divmod(row["place"], FILE)
        raise _error(bench, part, {"file": file, "line": line, "bad": row["bad"]})


def _errors(bench: Workbench, part: Shaped, wrong: ir.Table, most: int) -> list[BadImport]:
    rows = wrong.select("file", "line", "bad").distinct().order_by("file", "line").limit(most)
    return [_error(bench, part, row) for row in bench.engine.arrow(rows).to_pylist()]


def _error(bench: Workbench, part: Shaped, row: Mapping[str, Any]) -> BadImport:
    problem = part.problems[row["bad"]]
    cell = part.sheet.rows.select("file", "line", shown=problem.shown)
    cell = cell.filter((cell.file == row["file"]) & (cell.line == row["line"])).limit(1)
    shown = bench.engine.arrow(cell.select("shown"))["shown"][0].as_py()
    values = {"value": shown, "field": problem.field}
    if problem.code in EXTRA:
        values[EXTRA[problem.code]] = problem.wanted
    return BadImport(problem.code, part.sheet.file(row["file"]), row["line"], **values)
