"""Ids for rows that have none: what the row says, and how many times it was said before in its file."""

from dataclasses import replace
from pathlib import Path

import ibis

from ...store.engines import Engine
from .sheets import HASH, Sheet
from .texts import row_hash

ROW_ID = "row_id"


def with_row_ids(engine: Engine, sheet: Sheet, folder: Path) -> Sheet:
    """The sheet with a column `row_id`: sha256 of the row, `#`, and k counting identical rows of the file.

    Only rows that stand more than once are counted, so that the whole file need not be sorted.
    """
    target = folder / f"{sheet.name}.ids.parquet"
    hashed = sheet.rows.mutate(**{HASH: row_hash(sheet)})
    engine.copy(hashed, target, compression="lz4", loose=True)
    rows = engine.read([target], hashed.schema().to_pyarrow())
    several = rows.group_by(["file", HASH]).having(rows.count() > 1).agg(times=rows.count())
    repeated = rows.semi_join(several, ["file", HASH]).select("file", "line", HASH)
    window = ibis.window(group_by=["file", HASH], order_by="line")
    numbered = repeated.select("file", "line", k=ibis.row_number().over(window) + 1)
    joined = rows.left_join(numbered, ["file", "line"])
    kept = {name: joined[name] for name in sheet.rows.columns}
    row_id = joined[HASH] + "#" + joined.k.fill_null(1).cast("string")
    return replace(sheet, rows=joined.select(**kept, **{ROW_ID: row_id}))
