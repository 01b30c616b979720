"""Rows on a terminal: aligned text, or CSV."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from socialplan.pipeline.writing import harmless


def table(names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """Aligned columns; numbers to the right."""
    cells = [[shown(row.get(name)) for name in names] for row in rows]
    widths = [max([len(name), *(len(line[i]) for line in cells)]) for i, name in enumerate(names)]
    right = [all(isinstance(row.get(name), int | float | None) for row in rows) for name in names]
    lines = [list(names), *cells]
    return "\n".join(
        "  ".join(cell.rjust(width) if left else cell.ljust(width)
                  for cell, width, left in zip(line, widths, right, strict=True)).rstrip()
        for line in lines
    )  # fmt: skip


def shown(value: Any) -> str:
    """A value for people to read: two decimals, below one four digits that count."""
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 1 else f"{value:.2f}"
    return as_text(value)


def as_text(value: Any) -> str:
    """Lists and tables of a row as JSON, truth as yes and no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def as_csv(names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """CSV with a header; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_safe(row.get(name)) for name in names] for row in rows)
    return out.getvalue()


def _safe(value: Any) -> Any:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    return harmless(as_text(value))
